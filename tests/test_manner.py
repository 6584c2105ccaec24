"""How a text is translated bears upon how sure a doubt of the second reader is."""

from __future__ import annotations

import numpy as np
import pytest

from align.checks import meaning
from align.embed import bundled
from align.evidence.links import PairLinker
from align.evidence.reader import manner, origin
from align.evidence.reader.spans import Suspect
from align.evidence.reader.table import table
from align.evidence.weigh import weighed
from align.records import Alignment, Links, Reading

CHINESE = "公司去年向东南亚各国的农场出口了三百台新式灌溉机器，比前年多了一百台。"
LITERAL = (
    CHINESE,
    "The company exported three hundred new irrigation machines to farms in Southeast Asia last year, one hundred "
    "machines more than the year before.",
)
FREE = (
    CHINESE,
    "Orders from farmers all over Southeast Asia kept the irrigation workshop busy: three hundred machines went "
    "abroad, where it had been a mere 200.",
)


def links(pair: tuple[str, str]) -> Links | None:
    return PairLinker(bundled()).link([pair])[0]


def read(doubt: float) -> Reading:
    none = np.zeros(0, np.int32)
    return Reading(doubt, none, none, np.zeros(0, np.float32), none, none, np.full(3, doubt, np.float32))


def manners(
    own: list[Links | None], readings: list[Reading | None], chinese: str = LITERAL[0]
) -> list[tuple[float, ...]]:
    """Manners of a group of which every pair has the same Chinese."""
    return manner.manners(own, readings, [chinese] * len(own))


def group(pair: tuple[str, str], count: int, doubt: float = 0.1) -> tuple[float, ...]:
    """How a text of ``count`` such pairs is translated."""
    return manners([links(pair)] * count, [read(doubt)] * count)[0]


def test_a_literal_text_is_told_from_a_free_one() -> None:
    literal, free = group(LITERAL, 30), group(FREE, 30)
    covered, loose = 1, 3  # of the English
    assert literal[covered] > 0 > free[covered]
    assert literal[loose] < 0 < free[loose]


def test_sides_that_do_not_belong_together_say_nothing_of_the_manner() -> None:
    strange = (CHINESE, "My grandmother likes to sing old songs in the kitchen on Sundays.")
    mixed = manners([links(LITERAL)] * 10 + [links(strange)] * 20, [read(0.1)] * 30)[0]
    assert mixed == group(LITERAL, 10)


def test_the_fewer_pairs_the_less_is_known() -> None:
    sizes = [abs(group(FREE, count)[1]) for count in (1, 5, 50)]
    assert sizes == sorted(sizes) and sizes[0] < sizes[2] / 4
    assert [round(group(FREE, count)[-2], 2) for count in (1, 10, 90)] == [0.09, 0.5, 0.9]


def test_a_pair_differs_from_its_group() -> None:
    both = [links(LITERAL)] * 20 + [links(FREE)]
    found = manners(both, [read(0.1)] * 21)
    own = manner.LINKS + 1  # how well the English of the pair is covered, beside its group
    assert found[-1][own] < found[0][own]


def test_doubts_count_only_where_all_pairs_were_read() -> None:
    doubted = manners([links(LITERAL)] * 2, [read(0.9), read(0.9)])[0]
    chosen = manners([links(LITERAL)] * 2, [read(0.9), None])[0]
    assert doubted[-4] > 0 and chosen[-4:-2] == (0.0, 0.0)


def test_pairs_without_links_are_as_usual() -> None:
    assert manners([None], [read(0.5)])[0][: 2 * manner.LINKS] == (0.0,) * (2 * manner.LINKS)


def test_without_a_table_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manner, "table", dict)
    assert manners([links(LITERAL)], [read(0.5)]) == [()]


def test_the_built_table_knows_what_is_usual() -> None:
    assert len(table()["manner"]) == manner.LINKS + manner.DOUBTS


@pytest.mark.parametrize(
    ("sure", "known", "told"), [(0.6, 0.2, "note"), (0.6, 0.7, "warning"), (0.8, 0.2, "warning"), (0.5, 0.2, "")]
)
def test_in_a_few_pairs_a_doubt_must_be_surer(
    sure: float, known: float, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = [Suspect(0, 11, 0.9, (), sure)]
    monkeypatch.setattr(meaning, "suspects", lambda *_, side, manner: only if side else [])
    alignment = weighed(Alignment.of_pair(*FREE))
    (pair,) = alignment.pairs()
    manner_of = (*(0.0,) * 16, known, 0.0)
    alignment = alignment.with_pairs((pair.with_evidence(pair.evidence.with_reading(read(0.1), manner_of)),))
    assert [f.severity for f in meaning.CHECK.run(alignment)] == ([told] if told else [])


def test_translated_chinese_is_told_from_written_chinese() -> None:
    foreign = ["约翰·克莱斯特对他的同事们说，他们在这个星期一已经把它的报告交给了委员会，而这是他们的第一次。"] * 20
    own = ["省政府近日印发通知，部署今冬明春农田水利建设，要求各地加大投入，压实责任，确保按期完成。"] * 20
    assert origin.translated(foreign) > origin.translated(own) + 1
    assert origin.translated([]) == 0.0


def test_talk_in_short_sentences_says_nothing_of_the_manner() -> None:
    """Everybody translates it word by word; the reader took 2,500 everyday sentences for raw machine translation."""
    talk = ("雨停了我们就走。", "We'll go when the rain stops.")
    assert group(talk, 200)[:7] == (0.0,) * 7


def test_the_manner_adds_no_more_than_that_of_raw_machine_translation() -> None:
    weights = [1.0] * (2 * manner.LINKS + manner.DOUBTS + manner.TEXT)
    assert manner.of_text(weights, [1.0] * len(weights)) == manner.MOST
    assert manner.of_text(weights, [0.0] * manner.LINKS + [1.0] * manner.LINKS + [0.0] * 4) == 0.0
    assert manner.of_text(weights, [-1.0] * len(weights)) == -(manner.LINKS + manner.DOUBTS + manner.TEXT)
