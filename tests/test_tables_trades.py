"""Arts, sport, computing, engineering, transport, household: other things of a kind, beginnings for ends, words taken
by the letter."""

from __future__ import annotations

import pytest

from align.checks import direction, literal, roles
from align.evidence.kinds import exchanges, words_of_kinds
from align.names.recognition import Chinese
from align.text.word_keys import text_keys
from tests.checks.support import found


def told(zh: str, en: str) -> list[str]:
    """The English of other things of a kind."""
    source, low = Chinese(zh), en.lower()
    return [low[slice(*one.target)] for one in exchanges(source, low, words_of_kinds(source), text_keys(low))]


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("匾额上的字是隶书。", "The plaque is in cursive script.", "cursive"),
        ("展柜里有一件汝窑洗。", "There is a Jun ware washer in the case.", "jun ware"),
        ("这部协奏曲很难。", "This symphony is difficult.", "symphon"),
        ("他在楼上吹双簧管。", "He is playing the bassoon upstairs.", "bassoon"),
        ("她练重剑。", "She trains with the foil.", "foil"),
        ("比赛进入加时赛。", "The match went to a shoot-out.", "shoot-out"),
        ("请先压测再做回归测试。", "Load it first, then do the acceptance test.", "acceptance test"),
        ("消息按后进先出的顺序处理。", "Messages are handled first in, first out.", "first in, first out"),
        ("阀体上装有止回阀。", "A butterfly valve is fitted to the body.", "butterfly"),
        ("我只抢到硬卧。", "I could only get a soft sleeper.", "soft sleeper"),
        ("他穿了一件马甲。", "He had a hoodie on.", "hoodie"),
        ("河上有座斜拉桥。", "There is a suspension bridge over the river.", "suspension"),
        ("今早下了雨夹雪。", "There was a breeze this morning.", "breeze"),
        ("季报已经公布。", "The annual report is out.", "annual report"),
    ],
)
def test_another_thing(zh: str, en: str, put: str) -> None:
    (hit,) = told(zh, en)
    assert hit.startswith(put)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他的油画肖像很有名。", "His portraits in oils are famous."),
        ("丞相向皇帝上书。", "The chancellor wrote to the emperor."),
        ("歌剧的序曲很短。", "The prelude to the opera is short."),
        ("她送出八次助攻，抢下十个篮板。", "She had eight assists and ten boards."),
        ("双击图标，再点击按钮。", "Double-click the icon, then click the button."),
        ("请假原因写在便签上。", "The reason for the leave is on a sticky note."),
        ("孩子们坐校车回家。", "The children take the bus home."),
        ("石拱桥修好了。", "The stone bridge has been repaired."),
        ("新学期开始了。", "A new school year has begun."),
        ("门口的石碑很旧。", "The stone at the gate is old."),
    ],
)
def test_right_renderings(zh: str, en: str) -> None:
    assert told(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("这只瓶子是粉彩。", "This vase is blue-and-white.", ["blue-and-white"]),  # and not white
        ("四川盆地的东边是山。", "East of the Junggar Basin there are mountains.", ["junggar"]),
        ("他去过东亚。", "He has been to Central Asia.", ["central asia"]),  # "asia" is a part of it
        ("他去过东亚。", "He has been to Asia, Central Asia first.", []),
    ],
)
def test_a_part_of_other_words_renders_nothing(zh: str, en: str, put: list[str]) -> None:
    assert told(zh, en) == put


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("新馆上月竣工。", "Construction of the museum began last month.", True),
        ("该桥去年动工，今年竣工。", "Work on the bridge began last year and was completed this year.", False),
        ("请拧松螺母。", "Tighten the nut.", True),
        ("卫冕冠军首轮出局。", "The champions advanced to the next round.", True),
        ("明天多云转晴。", "Sunny tomorrow, turning cloudy.", True),
        ("明天多云转晴。", "Cloudy tomorrow, then sunny.", False),
        ("请办理退房。", "Please check out.", False),
    ],
)
def test_beginnings_and_ends(zh: str, en: str, wrong: bool) -> None:
    assert bool(found(direction.CHECK, zh, en)) is wrong


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("手机总是闪退。", "The phone always flashes back.", True),
        ("车在桥上抛锚了。", "The car dropped anchor on the bridge.", True),
        ("船在港口抛锚。", "The ship dropped anchor in the port.", False),
        ("他买了秋裤。", "He bought long johns.", False),
    ],
)
def test_words_by_the_letter(zh: str, en: str, wrong: bool) -> None:
    assert bool(found(literal.CHECK, zh, en)) is wrong


def test_what_stands_beside_a_thing_is_not_done_by_it() -> None:
    assert not found(roles.CHECK, "垃圾桶旁边放着一把扫帚。", "A broom stood next to the bin.", linked=True)
