"""The pieces of the reader: those of the full tokenizer that Chinese–English text uses, with the same scores."""

from __future__ import annotations

import collections
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from align.evidence.reader.pieces import SPECIAL


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
