"""The pieces that the second reader cuts texts into: a Unigram vocabulary (Kudo 2018) in a file of its own.

One piece a line with its log probability; a tokenizer is made of it in some 40 ms. XLM-R's own file, of which these
pieces are the fifth that Chinese–English text uses, has 17 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

START, PAD, END, UNKNOWN = range(4)  # <s>, <pad>, </s>, <unk>: the first lines of the file
SPECIAL = 4


def read(path: Path) -> list[tuple[str, float]]:
    """Pieces and their scores. OSError or ValueError where the file is none."""
    rows = [line.rsplit("\t", 1) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
    return [(piece, float(score)) for piece, score in rows]


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Any:
    """A ``tokenizers.Tokenizer`` of some pieces, with XLM-R's normalisation; offsets are code points of the text."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    low = min(score for _, score in pieces) - 10  # of the special pieces: no text is cut into them
    known = [(piece, low if i < SPECIAL else score) for i, (piece, score) in enumerate(pieces)]
    made = Tokenizer(models.Unigram(known, unk_id=UNKNOWN, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made
