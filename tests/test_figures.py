"""Words taken by the letter, after the table of figures."""

from __future__ import annotations

import pytest

from align.checks import literal
from align.data import rows
from align.evidence.figures import figures
from align.evidence.kinds import exchanges, words_of_kinds
from align.evidence.weigh import weighed
from align.names.recognition import Chinese
from align.records import Alignment
from align.text.word_keys import text_keys


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("邻居们都在炒股。", "the neighbours are all frying stocks.", "frying stocks"),
        ("邻居们都在炒股。", "the neighbours are all playing the market.", ""),
        ("他又要开夜车了。", "he has to open a night car again.", "open a night car"),
        (
            "孩子放学后要写作业，不能玩手机。",
            "after school the child must do homework, no hand machine.",
            "hand machine",
        ),
        ("公司靠老本过日子，不能总吃老本。", "the firm lives by eating the old capital.", "eating the old capital"),
    ],
)
def test_taken_by_the_letter(zh: str, en: str, put: str) -> None:
    assert [en[slice(*found.target)] for found in figures(Chinese(zh), en)] == ([put] if put else [])


def test_chinese_beside_it_excuses() -> None:
    assert list(figures(Chinese("他骑着一匹黑马来了。"), "he came riding a black horse.")) == []


def test_one_place_is_told_once() -> None:
    pair = weighed(Alignment.of_pair("他被炒了鱿鱼。", "He was fried a squid."))
    assert len(list(literal.CHECK.run(pair))) == 1


def test_every_figure_has_its_cells() -> None:
    for row in rows("figures.tsv"):
        assert len(row) == 4 and all(row)


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("他的姐姐是牧师。", "his sister is an archbishop.", "archbishop"),
        ("请把螺母拧紧。", "tighten the bolts.", "bolts"),
        ("法院开庭一审此案。", "the trial of the case opened in court.", ""),  # English that is no sign of it
        ("他们在黄河边长大。", "they grew up by the pearl river.", "pearl river"),
    ],
)
def test_things_of_new_kinds(zh: str, en: str, put: str) -> None:
    source = Chinese(zh)
    assert [en[slice(*found.target)] for found in exchanges(source, en, words_of_kinds(source), text_keys(en))] == (
        [put] if put else []
    )
