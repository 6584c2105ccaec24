"""Doctrines, laws, qualities, programs, beings of tales, people, fees, shapes, powers: another thing of a kind; nouns
for their opposites or taken by the letter."""

from __future__ import annotations

import pytest

from align.checks import direction
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
        ("他信奉个人主义。", "He believes in collectivism.", "collectivism"),
        ("依照破产法办理。", "This is handled under the Trust Act.", "trust act"),
        ("州政府没有表态。", "The county government has not said anything.", "county government"),
        ("她在市教育局工作。", "She works at the city tourism bureau.", "tourism bureau"),
        ("请提高程序的可读性。", "Improve the portability of the program.", "portability"),
        ("今年的用电量很高。", "Water consumption is high this year.", "water consumption"),
        ("这里要写分号。", "A hyphen goes here.", "hyphen"),
        ("更换解码器。", "Replace the encoder.", "encoder"),
        ("凭记者证入场。", "Enter with your library card.", "library card"),
        ("屋顶上站着一个天使。", "A zombie stood on the roof.", "zombie"),
        ("门外传来哭声。", "Applause came from outside.", "applause"),
        ("目击者认出了他。", "The survivor recognised him.", "survivor"),
        ("母女俩都姓王。", "Father and son are both called Wang.", "father and son"),
        ("请付停车费。", "Please pay the tuition.", "tuition"),
        ("他们生产染料。", "They make fodder.", "fodder"),
        ("小偷被抓住了。", "The kidnapper was caught.", "kidnap"),
        ("总统享有豁免权。", "The president has a veto.", "veto"),
        ("这是宗教自由的问题。", "It is a matter of press freedom.", "press freedom"),
        ("能源危机加剧了。", "The debt crisis is getting worse.", "debt cris"),
        ("请登记工作时间。", "Enter the delivery time.", "delivery time"),
        ("读取配置文件。", "Read the log file.", "log file"),
        ("她学的是机械工程。", "She studied civil engineering.", "civil engineering"),
        ("他们签了保险合同。", "They signed a loan contract.", "loan contract"),
        ("他叫来了救援队。", "He called the film crew.", "film crew"),
    ],
)
def test_another_thing(zh: str, en: str, put: str) -> None:
    (hit,) = told(zh, en)
    assert hit.startswith(put)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他是民族主义者。", "He is a nationalist."),
        ("公司法修改了。", "The Companies Act has been amended."),
        ("老百姓不关心这个。", "Ordinary people do not care."),
        ("自治区政府批准了。", "The government of the region agreed."),
        ("系统的稳定性很好。", "The system is very robust."),
        ("他吸引了大家的注意力。", "He drew everyone's attention."),
        ("产量翻了一番。", "The harvest doubled."),
        ("把值放在括号里。", "Put the value in brackets."),
        ("请看说明书。", "See the leaflet."),
        ("月光照进来。", "The moon shone in."),
        ("她的酒窝很好看。", "She has pretty dimples."),
        ("兄妹两人都来了。", "He and his sister both came."),
        ("教会拥有这片草地。", "The church owns this meadow."),
        ("他用零钱付了小费。", "He tipped with some change."),
        ("病情恶化了。", "Her condition got worse."),
        ("能源危机加剧了。", "Energy is running out."),
        ("他们签了租赁合同。", "They signed a lease."),
        ("救援队到了。", "The rescuers are here."),
        ("城市化带来问题。", "The growth of cities brings problems."),
    ],
)
def test_right_renderings(zh: str, en: str) -> None:
    assert told(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("我们采用定量分析。", "We use qualitative methods.", True),
        ("我们采用定量分析。", "We use quantitative methods.", False),
        ("他坐在副驾驶座上。", "He sat in the driver's seat.", True),
        ("他坐在副驾驶座上。", "He sat in the passenger seat.", False),
        ("她递了个眼色。", "She gave him an eye colour.", True),
        ("他自费留学。", "He studied abroad at public expense.", True),
        ("他自费留学。", "He paid for his studies abroad himself.", False),
        ("周末不上课。", "There are no classes on weekdays.", True),
        ("她递了个眼色。", "She gave him a look.", False),
        ("他们在半山腰休息。", "They rested at the foot of the mountain.", True),
        ("他们在半山腰休息。", "They rested halfway up.", False),
    ],
)
def test_nouns(zh: str, en: str, wrong: bool) -> None:
    assert bool(found(direction.CHECK, zh, en)) is wrong
