"""The pieces of the reader: those of the full tokenizer that Chinese–English text uses, with the same scores."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from align.evidence.reader.pieces import SPECIAL, UNKNOWN, columns


def read(path: Path) -> list[tuple[str, float]]:
    """Pieces and their scores. OSError or ValueError where the file is none."""
    names, scores = columns(path)
    return list(zip(names, map(float, scores), strict=True))


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """A tokenizer of some pieces, with XLM-R's normalisation; offsets are code points of the text."""
    low = min(score for _, score in pieces) - 10  # of the special pieces: no text is cut into them
    known = [(piece, low if i < SPECIAL else score) for i, (piece, score) in enumerate(pieces)]
    made = Tokenizer(models.Unigram(known, unk_id=UNKNOWN, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def used(base: Path, texts: Iterable[str], least: int = 2, together: int = 5000) -> np.ndarray:
    """Numbers of the pieces that occur ``least`` times in the texts, and of all single characters."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    counts: collections.Counter[int] = collections.Counter()
    held: list[str] = []
    for text in texts:
        held.append(text)
        if len(held) == together:
            counts.update(i for e in tokenizer.encode_batch(held, add_special_tokens=False) for i in e.ids)
            held = []
    counts.update(i for e in tokenizer.encode_batch(held, add_special_tokens=False) for i in e.ids)
    single = {i for piece, i in tokenizer.get_vocab().items() if len(piece.lstrip("▁")) == 1}
    kept = set(range(SPECIAL)) | single | {i for i, n in counts.items() if n >= least}
    return np.array(sorted(kept))


def write(base: Path, keep: np.ndarray, out: Path) -> None:
    """Write the kept pieces, one a line: piece, tab, score (log probability)."""
    model = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    lines = [f"{model[i][0]}\t{model[i][1]:.6g}" for i in keep.tolist()]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
