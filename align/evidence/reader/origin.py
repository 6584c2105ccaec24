"""Whether the Chinese of a text was itself translated, out of another language.

People who translate news from English keep so close to it that by the links alone (:mod:`.manner`) their work looks as
literal as that of a machine, and the second reader doubts it as much. But then the Chinese is the translation, and
translated Chinese is told from written Chinese by the rates of small words and marks (Baroni and Bernardini 2006; Hu
and Kübler 2021): by those of ``data/tables/translated_chinese.tsv``, documents of NTREX from those of six other sets
with an area under the curve of .98, in the half that was not learnt from (training/reader/origin.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from align import data
from align.evidence.reader.table import table
from align.text.scripts import han_count

NAME = "translated_chinese.tsv"


def marks() -> list[str]:
    """The marks, in the order of their weights."""
    return [row[0] for row in data.rows(NAME)]


def rates(text: str, known: Sequence[str]) -> NDArray[np.float64]:
    """How often each of the ``known`` marks stands in a text, for each of its Chinese characters."""
    found = [sum(map(text.count, m[1:-1])) if m[0] == "[" else text.count(m) for m in known]
    return np.array(found, np.float64) / max(1, han_count(text))


def translated(texts: Sequence[str]) -> float:
    """Log odds that the Chinese of a text, given as its pieces, was translated, against what is usual; 0 where nothing
    was learnt, or nothing is there."""
    row, known = table().get("origin", ()), marks()
    if not texts or len(row) != len(known) + 1:
        return 0.0
    return float(rates("".join(texts), known) @ np.array(row[:-1]) + row[-1])
