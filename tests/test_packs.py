"""The shipped packs: they load, prove their own examples, do not contradict each other, and know the hard names."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from align.embed import bundled
from align.evidence.links import make_linker
from align.records import Alignment, Profile
from align.rules import Rule, RuleSet, load_rules

ROOT = Path(__file__).parent.parent
PACKS = sorted((ROOT / "qa_rules").glob("*.toml"))


@cache
def rules() -> RuleSet:
    return load_rules()


def found(source: str, target: str, profile: Profile | None = None) -> dict[str, str]:
    """Ids of the rules that speak -> the English words marked."""
    alignment = Alignment.of_pair(source, target, profile=profile)
    return {
        finding.check: target[finding.target_span.start : finding.target_span.end] if finding.target_span else ""
        for finding in rules().run(alignment)
    }


def test_the_packs_are_there_and_large() -> None:
    count = Counter(rule.pack for rule in rules().rules)
    assert set(count) >= {path.stem for path in PACKS}
    least = {"places": 4000, "institutions": 300, "departments": 120, "world": 400, "policy": 270, "geography": 150}
    least |= {"digital": 80, "titles": 50, "sectors": 120, "idioms": 90}
    for pack, number in least.items():
        assert count[pack] >= number, (pack, count[pack])


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_pack_says_what_it_is(path: Path) -> None:
    head = tomllib.loads(path.read_text(encoding="utf-8"))["pack"]
    assert head["name"] and head["description"] and head["licence"] and head["sources"]


def test_first_rendering_is_fit_to_be_suggested() -> None:
    shabby = [rule.id for rule in rules().rules if rule.accept and ("*" in rule.accept[0] or "..." in rule.accept[0])]
    assert not shabby


def plain_terms() -> Iterator[tuple[str, Rule]]:
    for rule in rules().rules:
        for form in rule.source:
            if not set(form) & set("([{"):
                yield form, rule


def test_no_two_rules_demand_different_renderings_of_one_term() -> None:
    closed: dict[str, Rule] = {}
    clashes = []
    for form, rule in plain_terms():
        if rule.open or not rule.accept:
            continue
        other = closed.setdefault(form, rule)
        if other is not rule:
            clashes.append((form, other.id, rule.id))
    assert not clashes


def test_every_rule_has_a_note_or_a_reference() -> None:
    assert not [rule.id for rule in rules().rules if not rule.note and not rule.ref]


def test_no_rule_rejects_what_it_accepts() -> None:
    both = [(r.id, form) for r in rules().rules for form in r.reject if form.lower() in {a.lower() for a in r.accept}]
    assert not both


NAMES = [
    ("陕西", "Shaanxi"),
    ("西藏", "Xizang"),
    ("呼和浩特", "Hohhot"),
    ("乌鲁木齐", "Urumqi"),
    ("哈尔滨", "Harbin"),
    ("台州", "Taizhou"),
    ("泰州", "Taizhou"),
    ("六安", "Lu'an"),
    ("西安", "Xi'an"),
    ("厦门", "Xiamen"),
    ("蚌埠", "Bengbu"),
    ("亳州", "Bozhou"),
    ("重庆", "Chongqing"),
    ("儋州", "Danzhou"),
    ("丽水", "Lishui"),
    ("番禺", "Panyu"),
    ("尉犁", "Yuli"),
    ("喀什", "Kashgar"),
    ("伊犁", "Ili"),
    ("延边", "Yanbian"),
    ("鄂尔多斯", "Ordos"),
    ("齐齐哈尔", "Qiqihar"),
    ("漯河", "Luohe"),
    ("莆田", "Putian"),
    ("昌都", "Qamdo"),
    ("日喀则", "Shigatse"),
    ("那曲", "Nagqu"),
    ("吕梁", "Lüliang"),
    ("东阿县", "Dong'e"),
    ("莘县", "Shenxian"),
    ("蔚县", "Yuxian"),
    ("枞阳县", "Zongyang"),
    ("盱眙县", "Xuyi"),
    ("乐清市", "Yueqing"),
    ("荥阳市", "Xingyang"),
    ("中牟县", "Zhongmu"),
    ("长子县", "Zhangzi"),
]


@pytest.mark.parametrize(("name", "spelling"), NAMES)
def test_irregular_places(name: str, spelling: str) -> None:
    numbers = rules().terms.rules_of(name)
    assert [rules().rule(n).accept[0] for n in numbers if rules().rule(n).pack == "places"] == [spelling]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他吃了一个三明治。", "He had a sandwich."),
        ("连接数达到最大连接数。", "The number of connections has reached its maximum."),
        ("国庆前夕举行了隆重庆祝活动。", "A grand celebration was held on the eve of National Day."),
        ("两种方案大同小异。", "The two schemes are much alike."),
        ("云南山区通了公路。", "A road now reaches the mountain areas of Yunnan."),
        ("公司用的是复合肥。", "The company uses compound fertilizer."),
        ("目标是人民幸福建设美好家园。", "The aim is to build a beautiful home and a happy life for the people."),
        ("长沙发坏了。", "The long sofa is broken."),
        ("他住在马里兰州。", "He lives in Maryland."),
        ("我省下一笔钱。", "I have saved a sum of money."),
    ],
)
def test_names_sleep_inside_other_words(source: str, target: str) -> None:
    assert not found(source, target)


@pytest.mark.parametrize(
    ("source", "target", "rule", "words"),
    [
        ("陕西签约。", "Shanxi signed.", "places/shaanxi", "Shanxi"),
        ("省教育厅发文。", "The provincial Ministry of Education sent a circular.", "departments/", "Ministry"),
        ("工信部复函湖南省工信厅。", "The Ministry of Works returned to Hunan.", "institutions/", "Ministry of Works"),
        ("中国电科三十八所研制。", "Developed by China Electric Place 38.", "departments/cetc-institute", "Place 38"),
        ("国家超级计算无锡中心", "The Super Count Center in Wuxi", "departments/supercomputing", "Super Count Center"),
        ("泰山实验室成立。", "The Taishan Experiment Room was set up.", "departments/named-lab", "Experiment Room"),
        ("推行一刀切。", "They practise one knife cut.", "idioms/", "one knife cut"),
        ("我校新增本科专业。", "My school has a new Benke major.", "policy/undergraduate", "Benke"),
        ("瑞士代表团", "the delegation of Sweden", "world/switzerland", "Sweden"),
        ("世卫组织表示", "the WTO said", "world/world-health-organization", "WTO"),
    ],
)
def test_wrong_renderings_are_marked(source: str, target: str, rule: str, words: str) -> None:
    marked = {id: text for id, text in found(source, target).items() if id.startswith(rule)}
    assert any(words in text or text in words for text in marked.values()), found(source, target)


@pytest.mark.parametrize("target", ["Henan", "Henan Province", "The province", "Across the province, it"])
def test_the_home_province_by_its_name_or_as_the_province(target: str) -> None:
    assert not found("我省粮食再获丰收。", f"{target} has brought in another bumper harvest.", Profile(home="河南"))
    assert not found("我省粮食再获丰收。", f"{target} has brought in another bumper harvest.", Profile(home="郑州"))


@pytest.mark.parametrize(
    ("source", "target", "home", "words", "suggested"),
    [
        (
            "我省粮食再获丰收。",
            "Hubei Province has brought in another bumper harvest.",
            "河南",
            "Hubei",
            "Henan",  # "Province" stands behind it already
        ),
        ("本省农民增收。", "Farmers in Guangdong earn more.", "浙江", "Guangdong", "Zhejiang Province"),
        ("我市出台新政策。", "Luoyang has introduced a new policy.", "郑州", "Luoyang", "Zhengzhou City"),
        ("我省粮食再获丰收。", "My province has brought in another harvest.", "河南", "My province", "Henan Province"),
    ],
)
def test_another_home_is_a_mistake(source: str, target: str, home: str, words: str, suggested: str) -> None:
    [finding] = list(rules().run(Alignment.of_pair(source, target, profile=Profile(home=home))))
    span = finding.target_span
    assert span is not None and target[span.start : span.end] == words
    assert (finding.severity, finding.suggestions) == ("error", (suggested,))


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("肯尼亚宣布新政策。", "Peru announced a new policy.", "Peru"),
        ("英国的决定令人意外。", "The UN's decision came as a surprise.", "UN's"),
        ("巴西球队夺冠。", "The Portuguese team won the title.", "Portuguese"),
        ("四川省文旅厅发布数据。", "Figures from the culture and tourism department of Jiangsu.", "Jiangsu"),
    ],
)
def test_one_country_or_province_for_another(source: str, target: str, words: str) -> None:
    assert words in found(source, target).values()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("美国国家航空航天局和日方合作。", "NASA works with the Japanese side."),
        ("英国首相抵达巴黎。", "The prime minister has arrived in Paris, France."),
        ("法国出口下降。", "Paris saw exports fall; the euro lost against the US dollar."),
        ("乔丹在美国打球。", "Jordan plays there."),
        ("郑州与河北企业签约。", "Zhengzhou, Henan, signed with companies there."),
        ("中美两国与越南会谈。", "The US and China held talks."),
    ],
)
def test_a_country_left_out_or_added_is_no_exchange(source: str, target: str) -> None:
    assert not found(source, target)


def test_the_reference_translation_of_the_henan_article_is_clean() -> None:
    lines = (ROOT / "seeds" / "henan-blockchain-pilot-zone.txt").read_text(encoding="utf-8").split("\n")
    reference = (ROOT / "seeds" / "henan-reference.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert len(reference) == 12
    for number, english in enumerate(reference):
        assert not found(lines[2 * number], english), number


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        (
            "水利部昨日公布调查结果。",
            "The Ministry of Transport published its findings.",
            "Ministry of Transport",
        ),
        ("民政部部长在会上发言。", "The minister of commerce spoke at the meeting.", "minister of commerce"),
        ("教育部长昨日回应。", "The finance minister responded yesterday.", "finance minister"),
        ("中国人民银行宣布降准。", "The Ministry of Finance cut the reserve ratio.", "Ministry of Finance"),
        (
            "商务部和司法部联合发文。",
            "The Ministry of Commerce and the Ministry of Public Security jointly issued a document.",
            "Ministry of Public Security",
        ),
        (
            "国家能源局通报情况。",
            "The National Medical Products Administration gave an update.",
            "National Medical Products Administration",
        ),
    ],
)
def test_one_body_of_the_state_for_another(source: str, target: str, words: str) -> None:
    [finding] = [f for f in rules().run(Alignment.of_pair(source, target)) if ", which is " in f.message]
    span = finding.target_span
    assert span is not None and (target[span.start : span.end], finding.severity) == (words, "error")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("财政部长昨日回应。", "The finance minister responded yesterday."),
        ("美国财政部长抵达北京。", "The US Treasury Secretary arrived in Beijing."),
        ("水利部昨日公布调查结果。", "The ministry published its findings yesterday."),
        ("水利部召开教育工作会议。", "The ministry held a meeting with the Ministry of Education."),
        ("财政部关务署通知法务部。", "Customs shall notify the Ministry of Justice."),
        ("教育部发文。", "Russia's Ministry of Science and Higher Education issued a document."),
        ("国家发改委发文。", "The state planner issued a document."),
    ],
)
def test_a_body_in_other_words_is_no_exchange(source: str, target: str) -> None:
    assert not [f for f in rules().run(Alignment.of_pair(source, target)) if ", which is " in f.message]


def test_the_kind_of_a_place_is_not_what_stands_for_its_name() -> None:
    align = Alignment.of_pair("成都市政府发布了公告。", "The Chongqing municipal government issued a notice.")
    linked = replace(align, linker=make_linker(bundled()))
    assert not [f for f in rules().run(linked) if f.check == "places/chengdu"]


def test_who_heads_a_ministry_is_a_minister() -> None:
    target = "The minister of commerce spoke at the meeting."
    [finding] = [
        f for f in rules().run(Alignment.of_pair("民政部部长在会上发言。", target)) if ", which is " in f.message
    ]
    assert finding.suggestions == ("Minister of Civil Affairs",)
