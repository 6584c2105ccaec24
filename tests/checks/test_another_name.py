"""Known names in the place of other known names."""

from __future__ import annotations

import pytest

from align.api import review_text
from align.checks.another_name import CHECK
from align.evidence.weigh import weighed
from align.names.capitalised import read
from align.names.known import exchanged, named
from align.names.recognition import recognise
from align.records import Alignment
from tests.checks.support import found


def _found(zh: str, en: str) -> list[tuple[str, str]]:
    text = read(en)
    return [
        (zh[own.start : own.end], en[stray.start : stray.end]) for own, stray in exchanged(recognise([zh])[0], text)
    ]


@pytest.mark.parametrize(
    ("zh", "en", "wanted"),
    [
        (
            "世界气象组织发出警告。",
            "The World Trade Organization issued a warning.",
            ("世界气象组织", "World Trade Organization"),
        ),
        ("欧洲央行维持利率不变。", "The Federal Reserve left its rates unchanged.", ("欧洲央行", "Federal Reserve")),
        ("展览介绍了欧阳修的生平。", "The exhibition is about the life of Su Shi.", ("欧阳修", "Su Shi")),
        ("他在听莫扎特的作品。", "He was listening to works by Brahms.", ("莫扎特", "Brahms")),
        ("她在学校演过《哈姆雷特》。", "At school she played in Romeo and Juliet.", ("哈姆雷特", "Romeo and Juliet")),
        ("这只碗出自元代。", "This bowl dates from the Song dynasty.", ("元代", "Song dynasty")),
    ],
)
def test_another_thing_of_the_kind_is_found(zh: str, en: str, wanted: tuple[str, str]) -> None:
    assert _found(zh, en) == [wanted]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("世界气象组织发出警告。", "The WMO issued a warning."),
        ("世贸组织发出警告。", "The World Trade Organization issued a warning."),
        ("欧洲央行和美联储都没有动。", "Neither the ECB nor the Federal Reserve moved."),
        ("展览介绍了欧阳修和苏轼的交往。", "The exhibition is about Ouyang Xiu and Su Shi."),
        ("他在听莫扎特的作品。", "He was listening to works by Mozart, whom Schubert admired."),
        ("中华全国妇女联合会成立了。", "The ACWF was founded."),
        ("这只碗出自元代。", "This bowl dates from the Yuan dynasty, like those of the Song dynasty."),
    ],
)
def test_names_that_stand_or_have_another_form_are_left_alone(zh: str, en: str) -> None:
    assert _found(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("他曾任世贸组织顾问。", "He was an adviser to the WHO.", "WHO"),
        ("德国前总理默克尔出席。", "Former German chancellor Mreckel attended.", ""),
        ("德国前总理默克尔出席。", "Former German chancellor Merkal attended.", ""),
        ("德国前总理默克尔出席。", "Former German chancellor Mekrel attended.", "Mekrel"),
        ("以太坊使用默克尔树。", "Ethereum uses Merkle trees.", ""),
        ("演员麦克米伦出席。", "The actor MacMillan attended.", ""),
        ("刚果（金）举行大选。", "Elections were held in the Republic of the Congo.", "Republic of the Congo"),
        ("刚果（金）举行大选。", "Elections were held in the DRC.", ""),
    ],
)
def test_slips_and_acronyms_of_known_names(zh: str, en: str, put: str) -> None:
    found = CHECK.run(weighed(Alignment.of_pair(zh, en)))
    spans = [finding.target_span for finding in found]
    assert [en[span.start : span.end] for span in spans if span is not None] == ([put] if put else [])


def test_a_common_word_asks_for_no_name() -> None:
    assert [zh.thing.forms for zh in named("星空很美。")] == []


def test_the_finding_says_what_each_name_is() -> None:
    alignment = weighed(Alignment.of_pair("欧洲央行维持利率不变。", "The Federal Reserve left its rates unchanged."))
    (finding,) = CHECK.run(alignment)
    assert (finding.severity, finding.suggestions) == ("error", ("European Central Bank",))
    assert "欧洲央行 is European Central Bank" in finding.message


def test_middle_initials() -> None:
    assert found(CHECK, "乔治·沃克·布什出席。", "George C. Bush attended.")
    assert not found(CHECK, "乔治·沃克·布什出席。", "George W. Bush attended.")


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("市林业局发了通知。", "The municipal education bureau issued a notice.", "municipal education bureau"),
        ("县水利局修了堤坝。", "The county health department repaired the dyke.", "county health department"),
        ("市林业局发了通知。", "The municipal forestry bureau issued a notice.", ""),
        ("她在医学院教书，丈夫在林业局。", "She teaches in the department of medicine, he is a forester.", ""),
    ],
)
def test_bodies_in_small_letters(zh: str, en: str, wrong: str) -> None:
    told = found(CHECK, zh, en)
    assert [en[f.target_span.start : f.target_span.end] for f in told if f.target_span] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("飞机飞往罗马。", "The plane flew to Athens.", "Athens"),
        ("他去了成都。", "He went to Changsha.", "Changsha"),
        ("他去了西安。", "He went to Chengdu.", "Chengdu"),
        ("他去了西安。", "He went to Sian.", ""),
        ("他去了羊城。", "He went to Guangzhou.", ""),
        ("他从成都去了长沙。", "He went to Changsha.", ""),
    ],
)
def test_another_place_that_everybody_knows(zh: str, en: str, wrong: str) -> None:
    told = [f for f in review_text(f"{zh}\n{en}\n").findings if f.severity == "error"]
    assert [en[f.target_span.start - len(zh) - 1 : f.target_span.end - len(zh) - 1] for f in told if f.target_span] == (
        [wrong] if wrong else []
    )


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("中芯国际将扩建厂房。", "TSMC will expand its plant.", "TSMC"),
        ("丰田召回了两万辆汽车。", "Honda recalled 20,000 cars.", "Honda"),
        ("姆巴佩打进两球。", "Haaland scored two goals.", "Haaland"),
        ("油轮穿过了霍尔木兹海峡。", "The tanker passed through the Bab el-Mandeb Strait.", "Bab el-Mandeb Strait"),
        ("恒生指数昨日下跌。", "The Nasdaq fell yesterday.", "Nasdaq"),
        ("她参观了莫高窟。", "She visited the Yungang Grottoes.", "Yungang Grottoes"),
        ("《红楼梦》被译成英文。", "Journey to the West was translated into English.", "Journey to the West"),
    ],
)
def test_another_firm_person_place_or_work(source: str, target: str, marked: str) -> None:
    found = [f for f in review_text(source, target).findings if f.severity != "note"]
    assert marked in [target[f.target_span.start : f.target_span.end] for f in found if f.target_span]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("科尔奇斯的金羊毛引来了许多英雄。", "The Golden Fleece of Colchis drew many heroes, Pompey among them."),
        ("该案由交通部民用航空局查处。", "The Civil Aviation Administration is handling the case."),
        ("阿里巴巴由马云创立。", "Jack Ma founded Alibaba."),
        ("他一路上都在读莫言。", "He read Mo Yan all the way."),
    ],
)
def test_a_name_within_another_one_is_none(source: str, target: str) -> None:
    assert [f.message for f in review_text(source, target).findings if f.check == "another_name"] == []


def test_a_town_that_sounds_like_another_one_is_another_one() -> None:
    found = review_text("他昨天到了莫斯科。", "He arrived in Minsk yesterday.").findings
    assert [f.severity for f in found if f.check in ("another_name", "foreign_name")] == ["error"]
