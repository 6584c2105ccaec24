"""Tables in running text: rows of two tables that bear the same name in their first cell go together, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from align.records import Bead, Document, Sentence
from align.text.scripts import han_count, word_count

Cut = tuple[int, int]


@dataclass
class _Table:
    """The line of its first row, the column of its last cell."""

    first: int
    width: int = 0


@dataclass
class _Row:
    """A row: its line in the file, its table, of each column the range of its sentences."""

    line: int
    table: _Table
    cells: dict[int, tuple[int, int]] = field(default_factory=dict)
    key: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """The range of its sentences."""
        return min(a for a, _ in self.cells.values()), max(b for _, b in self.cells.values())


@dataclass(frozen=True)
class Tables:
    """The cuts that two tables give for the sentences of two texts: ``cuts``, boundaries ``(i, j)`` that every way goes
    through; ``cells``: those that hold one sentence ``i`` and one sentence ``j``."""

    cuts: tuple[Cut, ...] = ()
    cells: frozenset[Cut] = frozenset()

    def together(self, beads: Sequence[Bead]) -> list[Bead]:
        """The beads with the two sentences of a cell as one where each of them was left alone."""
        out: list[Bead] = []
        for bead in beads:
            kinds = (out[-1].kind, bead.kind) if out else ("", "")
            one, other = (out[-1], bead) if kinds == ("1-0", "0-1") else (bead, out[-1] if out else bead)
            alone = kinds in (("1-0", "0-1"), ("0-1", "1-0"))
            if alone and (one.source[0], other.target[0]) in self.cells:
                out[-1] = replace(one, target=other.target, similarity=None)
            else:
                out.append(bead)
        return out


def tables(sides: tuple[Document | None, Document | None], bodies: Sequence[Sequence[Sentence]]) -> Tables:
    """Find where cells begin and end that are of the same row of both tables. A name in Latin letters (an option, a
    property, a command) says which row it is; a head goes with the rows below it."""
    if sides[0] is None or sides[1] is None:
        return Tables()
    ours, theirs = (_rows(d, body) for d, body in zip(sides, bodies, strict=True) if d is not None)
    if not ours or not theirs:
        return Tables()
    left, right = (
        [row.key or f"{n} {side}" for n, row in enumerate(rows)] for side, rows in (("zh", ours), ("en", theirs))
    )
    pairs: list[tuple[_Row, _Row]] = []
    for a, b, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        pairs += zip(ours[a : a + size], theirs[b : b + size], strict=True)
    cuts: set[Cut] = set()
    cells: set[Cut] = set()
    for one, other in (*_heads(ours, theirs, pairs), *pairs):
        cuts |= {*zip(one.span, other.span, strict=True)}
        if one.table.width == other.table.width:
            for column in one.cells.keys() & other.cells.keys():
                both = one.cells[column], other.cells[column]
                cuts |= {*zip(*both, strict=True)}
                cells |= {(both[0][0], both[1][0])} if all(b - a == 1 for a, b in both) else set()
    return Tables(tuple(sorted(cuts)), frozenset(cells))


def _heads(ours: Sequence[_Row], theirs: Sequence[_Row], pairs: Sequence[tuple[_Row, _Row]]) -> list[tuple[_Row, _Row]]:
    """Heads of tables whose rows go together, those of one table with those of one other."""
    partners: dict[int, set[int]] = {}
    for one, other in pairs:
        partners.setdefault(one.table.first, set()).add(other.table.first)
    known = {row.line: row for row in theirs}
    taken = [line for lines in partners.values() for line in lines]
    out = []
    for row in ours:
        own = partners.get(row.table.first, set()) if row.line == row.table.first else set()
        if len(own) == 1 and taken.count(line := min(own)) == 1 and line in known:
            out.append((row, known[line]))
    return out


def _rows(document: Document, body: Sequence[Sentence]) -> list[_Row]:
    """The rows of the tables of a document, in order."""
    out: list[_Row] = []
    table = _Table(-1)
    for number, sentence in enumerate(body):
        block = document.blocks[sentence.block]
        fact = block.fact("cell")
        if not fact:
            continue
        line, column = map(int, fact.split())
        if not out or line > out[-1].line + (2 if out[-1].line == out[-1].table.first else 1):
            table = _Table(line)
        if not out or out[-1].line != line:
            out.append(_Row(line, table))
        table.width = max(table.width, column)
        cells = out[-1].cells
        cells[column] = (cells[column][0] if column in cells else number, number + 1)
        if column == min(cells) and line != table.first:
            out[-1].key = _key(document.text[block.start : block.end])
    return out


def _key(text: str) -> str:
    """The name in a first cell that is the same in both languages; '' for words of one."""
    bare = text.strip("`*_ \\").casefold()
    if not bare or han_count(bare) or word_count(bare) > 3:
        return ""
    return bare
