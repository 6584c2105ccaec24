"""Any sentence-transformers model (LaBSE, bge-m3, multilingual-e5 …): the only door to sentence_transformers.

It is imported when a model is named, never for the default encoder.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from align.errors import EncoderError
from align.records import FloatArray

Progress = Callable[[int, int], None]
_CPU = "set CUDA_VISIBLE_DEVICES to nothing, or give device='cpu' in Python"
ROUND = 16  # batches between two reports of progress


class TransformerEncoder:
    """A model that sentence-transformers runs, in batches, on a device of choice."""

    def __init__(
        self, name: str, *, device: str | None = None, batch_size: int = 32, progress: Progress | None = None
    ) -> None:
        """``device``: cpu, cuda, cuda:1, mps …; None takes the best there is. ``progress(done, all)`` is called with
        counts of texts.

        EncoderError where the model or the device is not to be had.
        """
        self.name = name
        self._batch_size = max(1, batch_size)
        self._progress = progress
        self._model = _open(name, device)
        self.fingerprint = _fingerprint(self._model)
        self.dimensions = len(self._run(["."])[0])

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """(n, d) float32 unit vectors; a zero row for a blank text. Equal texts are run once, long with long."""
        distinct = sorted({text for text in texts if text.strip()}, key=lambda text: (-len(text), text))
        place = {text: number for number, text in enumerate(distinct)}
        found = np.zeros((len(distinct) + 1, self.dimensions), np.float32)  # the last row: blank texts
        step = self._batch_size * ROUND
        for first in range(0, len(distinct), step):
            found[first : min(first + step, len(distinct))] = self._run(distinct[first : first + step])
            if self._progress is not None:
                self._progress(min(first + step, len(distinct)), len(distinct))
        length = np.linalg.norm(found, axis=1, keepdims=True)
        found /= np.where(length == 0, 1, length)
        out: FloatArray = found[[place.get(text, len(distinct)) for text in texts]]
        return out.reshape(len(texts), self.dimensions)

    def _run(self, texts: list[str]) -> FloatArray:
        while True:
            try:
                vectors = self._model.encode(texts, batch_size=self._batch_size, show_progress_bar=False)
                return np.asarray(vectors, np.float32)
            except RuntimeError as error:  # torch.OutOfMemoryError is one
                if "out of memory" not in str(error).lower() or self._batch_size == 1:
                    raise EncoderError(self.name, f"cannot encode: {_first_line(error)}", _CPU) from None
                self._batch_size //= 2


def _open(name: str, device: str | None) -> Any:
    if (_is_path(name) or Path(name).is_file()) and not Path(name).is_dir():  # before torch is loaded, which takes long
        raise EncoderError(
            name, "no such folder", "name a folder with modules.json, or a model of the Hugging Face hub"
        )
    if not Path(name).is_dir() and not os.environ.get("HF_HUB_OFFLINE") and not _hub_in_reach():
        os.environ["HF_HUB_OFFLINE"] = "1"  # before the import: else half a minute of retries a file
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderError(
            name,
            f"needs sentence-transformers ({error})",
            "install align-qa with its extra: pip install '.[models]' in a copy of it",
        ) from None
    try:
        with _quiet():
            return SentenceTransformer(name, device=device)
    except (OSError, ValueError, ImportError, KeyError) as error:
        remedy = "check the name and the network, or download it once where there is one and name the folder"
        raise EncoderError(name, f"no model could be loaded: {_first_line(error)}", remedy) from None
    except (RuntimeError, AssertionError) as error:
        raise EncoderError(name, f"device {device or 'default'}: {_first_line(error)}", _CPU) from None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The hub's log of its retries is none of the user's business: what came of them is in the error."""
    logger = logging.getLogger("huggingface_hub")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _hub_in_reach() -> bool:
    """Return whether the host name of the hub resolves; True behind a proxy, where this cannot be tested."""
    if any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HF_ENDPOINT")):
        return True
    try:
        socket.getaddrinfo("huggingface.co", 443)
    except OSError:
        return False
    return True


def _is_path(name: str) -> bool:
    return name.startswith((".", "/", "~")) or name.count("/") > 1 or "\\" in name


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _fingerprint(model: Any) -> str:
    """16 hex digits over all weights, the modules and their settings, and the tokenizer."""
    import torch

    digest = hashlib.sha256(repr(model).encode())
    for key, value in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(value.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes())
    tokenizer = getattr(model.tokenizer, "backend_tokenizer", model.tokenizer)
    if hasattr(tokenizer, "to_str"):
        digest.update(tokenizer.to_str().encode())
    digest.update(repr((getattr(model, "prompts", None), getattr(model, "default_prompt_name", None))).encode())
    return digest.hexdigest()[:16]
