"""Relations of two things that a translation turns round."""

from __future__ import annotations

import pytest

from align import api
from align.checks import direction, roles
from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.relations.voices import voice
from align.evidence.weigh import weighed
from align.examples import alignment_of
from align.records import Check

LINKER = make_linker(bundled())


def _said(check: Check, zh: str, en: str) -> list[str]:
    return [f.message for f in check.run(weighed(alignment_of(zh, en, linker=LINKER)))]


SIREN = "由于轮渡晚点了一个小时，学生们错过了音乐会的开头，只好站在走廊里听。"
LAMP = "去年春天，村民们用电灯代替了蜡烛，孩子们从此可以在晚上看书，老人也不再怕黑。"
MILL = "警方证实，上周三夜里，士兵在酒馆门口袭击了农民，随后骑马逃往山谷。"
BOAT = "由于缺钱，渔民把自己的小船卖给了医生，并且答应每个星期日教他划船。"
TOWER = "测量结果表明，教堂的钟楼比市政厅的塔高，但是它的台阶要窄得多。"
BREAD = "面团发好以后，面包师会撒上芝麻，然后把托盘推进烤箱，最后擦干净桌子。"


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        (
            SIREN,
            "Because the students missed the start of the concert, the ferry was an hour late.",
            "cause and effect",
        ),
        (SIREN, "The ferry was an hour late, so the students missed the start of the concert.", ""),
        (SIREN, "The students missed the start of the concert because the ferry was an hour late.", ""),
        (SIREN, "With the ferry an hour late, the start of the concert was missed by the students.", ""),
        (LAMP, "Last spring the villagers replaced electric lamps with candles.", "what replaces"),
        (LAMP, "Last spring the villagers replaced candles with electric lamps.", ""),
        (LAMP, "Candles were replaced by electric lamps last spring, and children can read at night.", ""),
        (LAMP, "Electric lamps took the place of candles in the village last spring.", ""),
        (MILL, "Police confirmed that the farmer attacked the soldier outside the inn and rode off.", "who does it"),
        (MILL, "The farmer, police confirmed, was attacked by the soldier outside the inn.", ""),
        (MILL, "Police confirmed the soldier's attack on the farmer outside the inn.", ""),
        (MILL, "It was the soldier who attacked the farmer outside the inn, police confirmed.", ""),
        (BOAT, "Short of money, the doctor sold the fisherman his little boat.", "who"),
        (BOAT, "Short of money, the fisherman bought his little boat from the doctor.", "who"),
        (BOAT, "Short of money, the fisherman sold his little boat to the doctor.", ""),
        (BOAT, "The doctor bought the little boat from the fisherman, who was short of money.", ""),
        (TOWER, "The tower of the town hall is higher than the church steeple, as measured.", "the two sides of"),
        (TOWER, "The church steeple is higher than the tower of the town hall, as measured.", ""),
        (TOWER, "The tower of the town hall is lower than the church steeple, as measured.", ""),
        (BREAD, "Before the dough rises, the baker sprinkles sesame on it.", "what comes first"),
        (BREAD, "After the dough has risen, the baker sprinkles sesame on it.", ""),
        (BREAD, "The dough has to rise before the baker sprinkles sesame on it.", ""),
    ],
)
def test_a_relation_is_turned_round(zh: str, en: str, said: str) -> None:
    found = _said(roles.CHECK, zh, en)
    assert len(found) == bool(said), found
    assert not said or found[0].startswith(said)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("返回的行数可能多于或少于请求的行数。", "The number of rows returned may be more or less than requested."),
        ("应设置高于门槛的挡板。", "A baffle higher than the threshold shall be provided."),
        ("从甲类改为乙类须经批准，从乙类改为甲类则不须。", "Changing from B to A needs no approval, from A to B does."),
        ("油漆干透之前，请不要触摸墙面。", "Do not touch the wall until the paint is dry."),
    ],
)
def test_what_names_no_order_is_no_relation(zh: str, en: str) -> None:
    assert not _said(roles.CHECK, zh, en)


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("农民向医生借了两百元。", "The doctor lent the farmer two hundred yuan.", False),
        ("农民向医生借了两百元。", "The farmer lent the doctor two hundred yuan.", True),
        ("牧羊人的队伍击败了渔民的队伍。", "The fishermen were defeated by the shepherds.", False),
        ("小狗比乌龟快。", "The tortoise is slower than the puppy.", False),
        ("小狗比乌龟快。", "The puppy is slower than the tortoise.", True),
    ],
)
def test_opposites_in_a_sentence_turned_round_agree(zh: str, en: str, wrong: bool) -> None:
    said = _said(direction.CHECK, zh, en) + _said(roles.CHECK, zh, en)
    assert bool(said) == wrong, said


@pytest.mark.parametrize(
    ("text", "verb", "agent", "other"),
    [
        ("the fox chased the hare.", "chased", "the fox", "the hare"),
        ("the hare was later chased by the fox.", "chased", "the fox", "the hare was later"),
        ("chased by the fox, the hare fled.", "chased", "the fox", "the hare fled"),
        ("the hare whom the fox chased fled.", "chased", "the fox", "the hare"),
        ("the fox who had chased the hare slept.", "chased", "the fox", "the hare slept"),
        ("having chased the hare, the fox slept.", "chased", "the fox slept", "the hare"),
        ("the fox's attack on the hare failed.", "attack", "the fox", "the hare failed"),
        ("the hare's defeat by the fox was sad.", "defeat", "the fox was sad", "the hare"),
    ],
)
def test_the_parties_of_an_english_verb(text: str, verb: str, agent: str, other: str) -> None:
    at = text.index(verb)
    found = voice(text, (at, at + len(verb)))
    assert found is not None
    assert found.agent is not None
    assert found.other is not None
    assert (text[slice(*found.agent)].strip(), text[slice(*found.other)].strip()) == (agent, other)


def test_what_becomes_the_other_has_an_order() -> None:
    """English may put what belongs to a thing behind it, compression of the backup; what becomes another thing not."""
    text = "厂里的逆变器可将直流电转换成交流电供机器使用。"
    english = "The inverter in the plant can convert alternating current into direct current to run the machines."
    assert [f.check for f in api.review_text(text, english).findings if f.severity == "warning"] == ["roles"]
    assert api.review_text("请求对备份进行压缩。", "Requests compression of the backup.").findings == ()
