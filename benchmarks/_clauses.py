"""Clause links against beads that were linked by hand (``clauses.tsv``: ids and offsets, no text).

A line a bead: its id in ``eval/clean/SET/pairs.jsonl``; the ends of the clauses of both sides, as offsets; the links,
``source clause-target clause``. Clauses were cut at marks, links drawn by reading; a clause may have several links.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from align.embed import StaticEncoder
from align.pair.clauses import with_clauses
from align.records import Alignment, Bead, Span

GOLD = Path(__file__).resolve().parent / "clauses.tsv"
FOUND = 0.35  # share of a clause below which it would be called left out


def table(shared: Path, encoder: StaticEncoder) -> list[str]:
    """Rows of the table, by set."""
    counts: dict[str, list[int]] = {}
    for id, ends, links in _gold():
        source, target = _texts(shared, id)
        clauses = with_clauses(_one_bead(source, target), encoder).beads[0].clauses
        spans = [[Span(a, b) for a, b in itertools.pairwise([0, *own])] for own in ends]
        found = set()
        for clause in clauses:
            if clause.place is None:
                continue
            own, other = (0, 1) if clause.side == "source" else (1, 0)
            pair = _nearest(clause.span, spans[own]), _nearest(clause.place, spans[other])
            found.add(pair if own == 0 else pair[::-1])
        own_counts = counts.setdefault(id.split("|")[0], [0, 0, 0, 0, 0])
        missing = sum(max(clause.inside, clause.nearby) < FOUND for clause in clauses)
        for k, value in enumerate((len(found & links), len(found), len(links), missing, len(clauses))):
            own_counts[k] += value
    if not any(values[4] for values in counts.values()):
        raise SystemExit("no clause was found in any bead: the beads are not read as those of an article")
    total = [sum(values) for values in zip(*counts.values(), strict=True)]
    rows = ["| clauses of | links right | links found of gold | clauses wrongly called missing |", "|---|---|---|---|"]
    for name, (hits, given, wanted, missing, size) in [*counts.items(), ("all", total)]:
        rows.append(f"| {name} | {hits / max(given, 1):.3f} | {hits / max(wanted, 1):.3f} | {missing} of {size} |")
    return rows


def _gold() -> Iterator[tuple[str, list[list[int]], set[tuple[int, int]]]]:
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            id, source, target, links = line.split("\t")
            pairs = {tuple(map(int, link.split("-"))) for link in links.split()}
            yield id, [[int(n) for n in side.split()] for side in (source, target)], {(a, b) for a, b in pairs}


def _texts(shared: Path, id: str) -> tuple[str, str]:
    with (shared / "eval" / "clean" / id.split("|")[0] / "pairs.jsonl").open(encoding="utf-8") as lines:
        row = next(row for row in map(json.loads, lines) if row["id"] == id)
    return row["source"], row["target"]


def _one_bead(source: str, target: str) -> Alignment:
    """One bead as of an article: the rows of a table are not looked through for clauses."""
    pair = Alignment.of_pair(source, target, path="gold")
    sides = {name: replace(getattr(pair, name), unit="file") for name in ("source", "target")}
    return replace(pair, **sides, beads=(Bead((0, 1), (0, 1)),))


def _nearest(span: Span, among: list[Span]) -> int:
    """The number of the span that shares most with one."""
    return max(range(len(among)), key=lambda k: min(span.end, among[k].end) - max(span.start, among[k].start))
