"""Things of law, finance, government, forces, faiths, studies and trades: exchanged and rendered freely."""

from __future__ import annotations

import pytest

from align.evidence.kinds import exchanges, words_of_kinds
from align.names.recognition import Chinese
from align.text.word_keys import text_keys

EXCHANGED = [
    ("她因表现良好获得减刑。", "she was granted parole for good behaviour.", "parole"),
    ("市长引咎辞职。", "the mayor was dismissed.", "dismissed"),
    ("双方承担连带责任。", "both parties bear strict liability.", "strict liab"),
    ("资本公积减少。", "the surplus reserve decreased.", "surplus reserve"),
    ("个人所得税起征点提高。", "the corporate income tax threshold was raised.", "corporate income tax"),
    ("商店的零售价下跌。", "wholesale prices of the shop fell.", "wholesale"),
    ("总统对法国进行国事访问。", "the president paid a working visit to france.", "working visit"),
    ("哨兵拦住了我们。", "the sniper stopped us.", "sniper"),
    ("庙里供奉着观音。", "the temple enshrines maitreya.", "maitreya"),
    ("她每天抄写心经。", "she copies the diamond sutra every day.", "diamond sutra"),
    ("她的侄孙来看她。", "her great-grandson came to see her.", "great-grandson"),
    ("她毕业于师范大学。", "she graduated from a medical university.", "medical universit"),
    ("空姐微笑着问好。", "the librarian smiled and said hello.", "librarian"),
]
RENDERED = [
    ("她因表现良好获得减刑。", "her sentence was shortened for good behaviour."),
    ("法官问了三个问题。", "the court asked three questions."),
    ("该股收盘价为十二元。", "the share closed at twelve yuan."),
    ("两国签署了自由贸易协定。", "the two countries signed a free trade deal."),
    ("总统对法国进行国事访问。", "the president visited france."),
    ("庙里供奉着观音。", "the temple enshrines the goddess of mercy."),
    ("公爵夫人离开了城堡。", "the duchess left the castle."),
    ("喇嘛念着经文。", "the monk chanted the scriptures."),
    ("保姆抱着孩子。", "the maid held the child."),
    ("外国企业都来了。", "private enterprises from abroad all came."),
    ("这是一种公开信息。", "it is public information, like the name on an identity card."),
]


def _put(zh: str, en: str) -> list[str]:
    source = Chinese(zh)
    return [en[slice(*found.target)] for found in exchanges(source, en, words_of_kinds(source), text_keys(en))]


@pytest.mark.parametrize(("zh", "en", "put"), EXCHANGED)
def test_things_exchanged(zh: str, en: str, put: str) -> None:
    assert any(found.startswith(put) for found in _put(zh, en))


@pytest.mark.parametrize(("zh", "en"), RENDERED)
def test_things_rendered_freely(zh: str, en: str) -> None:
    assert _put(zh, en) == []


@pytest.mark.parametrize(
    ("text", "word", "inside"),
    [
        ("机会试一次", "会试", True),
        ("公开信息很多", "公开信", True),
        ("集团长期亏损", "团长", True),
        ("他是苗族人", "苗族", False),
        ("保安部在楼下", "保安", False),
    ],
)
def test_parts_of_two_words_are_no_word(text: str, word: str, inside: bool) -> None:
    at = text.index(word)
    source = Chinese(text)
    assert (source.straddles(at, at + len(word)) and not source.is_word(at, at + len(word))) is inside
