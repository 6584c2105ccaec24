"""Word-level difference of two wordings, laid over the pieces that one of them is stored in."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\s+|[A-Za-z0-9'’\-]+|.", re.DOTALL)


class Step(NamedTuple):
    """A stretch of piece ``piece`` that is kept or deleted, or words that are inserted there."""

    kind: Literal["keep", "delete", "insert"]
    piece: int
    text: str


def steps(pieces: Sequence[str], after: str) -> list[Step]:
    """Steps from the joined pieces to ``after``, word by word (Myers, 1986, as in difflib), cut at the edges of pieces.

    Inserted words belong to the piece in which the words before them end.
    """
    before = "".join(pieces)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    edges, at = [], 0
    for piece in pieces:
        at += len(piece)
        edges.append(at)
    out: list[Step] = []
    at = 0
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone = "".join(old[a:b])
        out += _cut("keep" if kind == "equal" else "delete", at, gone, edges)
        at += len(gone)
        if kind in ("replace", "insert"):
            out.append(Step("insert", _piece_before(at, edges), "".join(new[c:d])))
    return out


def laid_over(pieces: Sequence[str], after: str) -> list[str]:
    """The pieces with the new wording: each keeps what it had and takes the words that were put in behind it."""
    out = [""] * len(pieces)
    for step in steps(pieces, after):
        if step.kind != "delete":
            out[step.piece] += step.text
    return out


def _cut(kind: Literal["keep", "delete"], at: int, text: str, edges: Sequence[int]) -> list[Step]:
    out: list[Step] = []
    end = at + len(text)
    for number, edge in enumerate(edges):
        if at >= end:
            break
        if at < edge:
            stop = min(edge, end)
            out.append(Step(kind, number, text[: stop - at]))
            text, at = text[stop - at :], stop
    return out


def _piece_before(at: int, edges: Sequence[int]) -> int:
    return next((number for number, edge in enumerate(edges) if at <= edge), max(len(edges) - 1, 0))
