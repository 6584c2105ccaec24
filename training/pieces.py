"""File the vocabulary of the bundled encoder so that a start need not read it whole (align/embed/pieces.py).

    python -m training.pieces

Reads align/embed/model/tokenizer.json; writes align/data/built/pieces.txt (piece, number; sorted) and pieces.npz (what
is known of its ideographs).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from align.embed.pieces import _PATTERN, SHIPPED, Ideographs, Pieces, _members

MODEL = Path(__file__).parent.parent / "align" / "embed" / "model" / "tokenizer.json"


def main() -> None:
    """Write both files."""
    settings = json.loads(MODEL.read_bytes())
    pattern = _PATTERN.fullmatch(settings["pre_tokenizer"]["pattern"]["Regex"])
    if pattern is None or Pieces.of(settings) is None:
        raise SystemExit(f"{MODEL}: a tokenizer of another kind")
    vocabulary: dict[str, int] = settings["model"]["vocab"]
    own = Ideographs.of(vocabulary, _members(pattern[1]))
    lines = sorted(f"{piece}\t{number}\n" for piece, number in vocabulary.items())
    SHIPPED.with_suffix(".txt").write_text("".join(lines), encoding="utf-8")
    arrays: dict[str, Any] = {
        "known": np.array(sorted(map(ord, own.known)), "<u4"),
        "twos": own.twos,
        "numbers": own.numbers,
    }
    unknown = vocabulary[settings["model"]["unk_token"]]
    np.savez(SHIPPED, **arrays, longest=own.longest, unknown=np.array(unknown), size=np.array(len(vocabulary)))


if __name__ == "__main__":
    main()
