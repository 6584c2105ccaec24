"""Qualifying words that the English leaves out, and those that it renders in one way or another."""

from __future__ import annotations

import pytest

from align import data, embed
from align.checks import qualifier
from align.evidence.links import PairLinker
from align.evidence.qualifiers import rows
from align.evidence.weigh import weighed
from align.examples import alignment_of
from align.records import Finding

LINKER = PairLinker(embed.bundled())


def found(source: str, target: str) -> list[Finding]:
    return list(qualifier.CHECK.run(weighed(alignment_of(source, target, linker=LINKER))))


def test_the_table_has_six_cells_a_line_in_order() -> None:
    assert all(len(cells) == 6 for cells in data.rows("qualifiers/words.tsv"))
    names = [row.name for row in rows()]
    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("专家对市场前景持谨慎乐观态度。", "Experts are optimistic about the market's prospects.", "谨慎"),
        ("道路可能在夜间结冰。", "The roads will freeze at night, the police said.", "可能"),
        ("九成以上的商户支持新规。", "Nine in ten of the merchants support the new rules.", "以上"),
    ],
)
def test_what_is_lost_is_marked(source: str, target: str, words: str) -> None:
    marked = [source[f.source_span.start : f.source_span.end] for f in found(source, target) if f.source_span]
    assert words in marked


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("道路可能在夜间结冰。", "The roads could freeze at night."),
        ("不可能在夜间完工。", "The work cannot be finished at night."),
        ("他不仅可靠，而且勤快。", "He is reliable and hard-working too."),
        ("专家对市场前景持谨慎乐观态度。", "Experts are guardedly optimistic about the market's prospects."),
        ("预计明年通车。", ""),
    ],
)
def test_renderings_of_many_kinds_are_right(source: str, target: str) -> None:
    assert not found(source, target)
