"""Texts -> vectors: the bundled static encoder, any sentence-transformers model, and a cache of vectors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from align.embed.static import StaticEncoder, bundled, is_static
from align.records import Encoder

__all__ = ["StaticEncoder", "bundled", "cached", "load"]


def load(
    name: str | None,
    *,
    device: str | None = None,
    batch_size: int = 32,
    progress: Callable[[int, int], None] | None = None,
) -> Encoder:
    """None: the bundled encoder; else a sentence-transformers model by folder or by its name on the Hugging Face hub.

    ``device`` (cpu, cuda, mps; None: the best there is), ``batch_size`` (texts at a time) and ``progress(done, all)``
    matter to models that run on torch. EncoderError, in one line, where the model cannot be had.
    """
    if name is None:
        return bundled()
    folder = Path(name).expanduser()
    if is_static(folder):
        return StaticEncoder(folder, name)
    from align.embed.transformer import TransformerEncoder

    where = str(folder) if folder.is_dir() else name
    return TransformerEncoder(where, device=device, batch_size=batch_size, progress=progress)


def cached(encoder: Encoder, folder: str) -> Encoder:
    """The encoder with a cache of its vectors in ``folder``; a static encoder stays bare: it is faster than a cache."""
    if isinstance(encoder, StaticEncoder):
        return encoder
    from align.embed.cache import CachedEncoder, VectorCache

    return CachedEncoder(encoder, VectorCache(Path(folder).expanduser()))
