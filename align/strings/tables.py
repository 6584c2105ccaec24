"""Tables of two languages in a text of one: a glossary, a table of dialogues."""

from __future__ import annotations

from align.records import Alignment, Document, Pair

_LEAST = 2  # rows with both languages


def around_table(alignment: Alignment, pair: Pair) -> bool:
    """Return whether a sentence without counterpart is a heading or a remark of the text around a table of two
    languages: all of the other language stands in that table, so that nobody meant to translate what is outside."""
    own, other = (alignment.source, alignment.target) if pair.source.text else (alignment.target, alignment.source)
    passage = pair.source if pair.source.text else pair.target
    if own is None or other is None or not passage.pieces or own.path != other.path:
        return False
    rows = [_row(block.fact("cell")) for block in other.blocks if block.kind == "text"]
    if not all(rows) or len({*rows} & {_row(block.fact("cell")) for block in own.blocks}) < _LEAST:
        return False
    return _cell_at(own, passage.pieces[0][1]) == ""


def _row(cell: str) -> str:
    return cell.partition(" ")[0]


def _cell_at(document: Document, at: int) -> str:
    """The cell of the block at an offset; '' outside tables."""
    return next((block.fact("cell") for block in document.blocks if block.start <= at < block.end), "")
