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


def test_the_tables_have_six_and_four_cells_a_line_in_order() -> None:
    for table, cells in (("words", 6), ("conditions", 4)):
        assert all(len(row) == cells for row in data.rows(f"qualifiers/{table}.tsv"))
        names = [row.name for row in rows(table)]
        assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("你尽管放心。", "Rest assured."),
        ("他一旦开口，就停不下来。", "Once he starts talking there is no stopping him."),
        (
            "除合同另有约定外，运费由卖方承担。",
            "Freight is paid by the seller unless the contract says otherwise.",
        ),
        ("即使是冬天，他也洗冷水澡。", "He takes cold showers all year round, even in winter."),
    ],
)
def test_a_condition_that_is_said_is_no_finding(source: str, target: str) -> None:
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("除非大雨，否则比赛照常进行。", "The match will go ahead even if it pours.", "除非"),
        ("未经老师同意，学生不得离开教室。", "Pupils must not leave the classroom.", "未经老师同意"),
        ("即使下雨，庙会也照常举行。", "The temple fair will be held, should the weather be dry.", "即使"),
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


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("她不仅会说法语，还会弹钢琴。", "She speaks French.", True),
        ("他一边擦汗，一边把货搬上车。", "He loaded the crate.", True),
        ("房子很旧，但租金便宜。", "The house is old.", True),
        ("未成年人须由监护人陪同，方可入园。", "Minors may enter the park.", True),
        ("她不仅会说法语，还会弹钢琴。", "She speaks French and plays the piano.", False),
        ("房子很旧，但租金便宜。", "Old as the house is, the rent is low.", False),
        ("他一边擦汗，一边把货搬上车。", "Wiping his sweat, he loaded the crate.", False),
    ],
)
def test_words_that_join_two_statements_have_something_in_the_english(source: str, target: str, told: bool) -> None:
    assert any("not rendered" in finding.message for finding in found(source, target)) == told
