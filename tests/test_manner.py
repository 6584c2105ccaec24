"""How a text is translated bears upon how sure a doubt of the second reader is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from align.checks import meaning
from align.config import Config, Layer
from align.embed import bundled
from align.evidence.links import PairLinker
from align.evidence.reader import manner, origin, spans, style
from align.evidence.reader.manner import Manner
from align.evidence.reader.spans import Suspect
from align.evidence.reader.table import table
from align.evidence.weigh import weighed
from align.records import TRANSLATORS, Alignment, Links, Reading
from align.session import Session

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


def found(own: list[Links | None]) -> Manner:
    """The manner of a group of which every pair has the same Chinese."""
    known = manner.manner(own, [LITERAL] * len(own))
    assert known is not None
    return known


def test_a_literal_text_is_more_probably_of_a_machine() -> None:
    literal, free = found([links(LITERAL)] * 200), found([links(FREE)] * 200)
    assert literal.machine > 0.8 > 0.2 > free.machine


def test_sides_that_do_not_belong_together_say_nothing_of_the_manner() -> None:
    strange = (CHINESE, "My grandmother likes to sing old songs in the kitchen on Sundays.")
    assert found([links(LITERAL)] * 10 + [links(strange)] * 20) == found([links(LITERAL)] * 10)


def test_the_fewer_pairs_the_less_is_known() -> None:
    sizes = [found([links(FREE)] * count) for count in (1, 10, 90)]
    assert [one.pairs for one in sizes] == [1, 10, 90] and [round(one.known, 2) for one in sizes] == [0.03, 0.25, 0.75]
    assert sizes[0].machine > sizes[1].machine > sizes[2].machine


def test_pairs_without_links_are_as_usual() -> None:
    assert found([None]).pairs == 0


def test_without_a_table_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manner, "table", dict)
    assert manner.manner([links(LITERAL)], [LITERAL]) is None


def test_the_built_table_knows_what_is_usual() -> None:
    assert len(table()["manner"]) == manner.FIGURES == len(table()["machine"]) - 3
    assert len(table()["style"]) == len(style.marks()) + 1


def test_who_is_known_to_have_translated_a_text_need_not_be_guessed() -> None:
    guessed = Manner(0.4, 3)
    known = [guessed.said(who) for who in TRANSLATORS]
    assert known == [Manner(1.0), Manner(0.0), guessed]


def test_a_doubt_is_as_sure_as_a_machine_is_probable() -> None:
    reading = _reading()
    of_machine, unsure, people = (
        spans.suspects(reading, "The elephant", None, side=1, manner=Manner(p))[0].sure for p in (1.0, 0.5, 0.0)
    )
    assert of_machine > 0.3 and unsure == pytest.approx(of_machine / 2, abs=0.001) and people == 0


def _reading() -> Reading:
    """Two English words are read, of which the second is doubted."""
    none, starts, ends = np.zeros(0, np.int32), np.array([0, 4], np.int32), np.array([3, 12], np.int32)
    return Reading(0.9, none, none, np.zeros(0, np.float32), starts, ends, np.array([0.05, 0.9], np.float32))


@pytest.mark.parametrize(
    ("sure", "pairs", "told"),
    [
        (meaning.ALONE[0] - 0.01, 1, ""),
        (meaning.ALONE[0] + 0.01, 1, "note"),
        (meaning.ALONE[1] + 0.01, 1, "warning"),
        (meaning.WARNING + 0.03, 30, "note"),
        (meaning.WARNING + 0.05, 30, "warning"),
        (meaning.WARNING + 0.01, 999, "warning"),
        (meaning.NOTE - 0.01, 999, ""),
    ],
)
def test_in_a_few_pairs_a_doubt_must_be_surer(
    sure: float, pairs: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = [Suspect(0, 11, 0.9, (), sure)]
    monkeypatch.setattr(meaning, "suspects", lambda *_, side, manner: only if side else [])
    alignment = weighed(Alignment.of_pair(*FREE))
    (pair,) = alignment.pairs()
    evidence = pair.evidence.with_reading(_reading(), Manner(0.6, pairs))
    assert [f.severity for f in meaning.CHECK.run(alignment.with_pairs((pair.with_evidence(evidence),)))] == (
        [told] if told else []
    )


def test_translated_chinese_is_told_from_written_chinese() -> None:
    foreign = ["约翰·克莱斯特对他的同事们说，他们在这个星期一已经把它的报告交给了委员会，而这是他们的第一次。"] * 20
    own = ["省政府近日印发通知，部署今冬明春农田水利建设，要求各地加大投入，压实责任，确保按期完成。"] * 20
    assert origin.translated(foreign) > origin.translated(own) + 1
    assert origin.translated([]) == 0.0


RAW = (
    "The company said that the number of the users of the service has increased by 20% in the first half of the year, "
    "and the number of the orders has also increased through the development of the market, which is more than that of "
    "them in the past two years. At the same time, the staff has been up to 300, and the training of them is also "
    "carried out."
)
CAREFUL = (
    "Users were up by a fifth in the first half, the company said; orders rose with them as it moved into one market "
    "after another. Most of its staff, some 300 of whom had been hired between May and June, would now be trained, "
    "though not all of them at once."
)


def test_a_close_translation_by_a_careful_hand_is_known_by_its_english() -> None:
    assert style.raw([RAW] * 20) > style.raw([CAREFUL] * 20) + 2
    assert style.raw([]) == 0.0
    some = [links(LITERAL)] * 100
    raw, careful = (manner.manner(some, [(CHINESE, text)] * 100) for text in (RAW, CAREFUL))
    assert raw is not None and careful is not None and raw.machine > 0.8 > careful.machine


def test_words_endings_and_marks_are_counted_for_each_word() -> None:
    rates = style.rates(["The man didn’t stop; the men", "were singing."], ["the", "-n't", "-ing", ";"])
    assert rates.tolist() == [2 / 8, 1 / 8, 1 / 8, 1 / 8]


def test_talk_in_short_sentences_says_nothing_of_the_manner() -> None:
    """Everybody translates it word by word; the reader took 2,500 everyday sentences for raw machine translation."""
    assert found([links(("雨停了我们就走。", "We'll go when the rain stops."))] * 200).pairs == 0


def test_whoever_knows_the_translator_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("他昨天去了北京。\tHe went to Shanghai yesterday.\n", encoding="utf-8")
    told = {}
    for who in TRANSLATORS:
        config = Config((Layer("test", {"translated_by": who, "select": ("meaning",)}),))
        (review,) = Session(config).reviews([str(tmp_path / "a.tsv")])
        told[who] = [f.confidence for f in review.findings]
    assert told["machine"] and told["machine"][0] > 0.45 and not told["people"]
    assert not told["unknown"] or told["unknown"][0] < told["machine"][0]
