"""Rules at work: terms counted, longest first, words in place, derived names, one-sided patterns, home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.api import review_text
from align.errors import RuleError
from align.records import Alignment, Finding, Profile
from align.rules import RuleSet
from align.rules.load.index import index_of
from align.rules.load.read import parse
from align.rules.load.resolve import resolve

PACK = """
[table.places]
columns  = ["source", "accept", "reject", "within", "unless"]
class    = ["place"]
category = "accuracy/mistranslation/place"
missing  = "note"
rows     = '''
青石;青石市 | Qingshi (City) | Blue Stone | 云东
白沙 | Baisha | White Sand | | 明白沙
# a comment
'''

[table.provinces]
columns = ["source", "accept"]
class   = ["place", "province"]
rows    = '''
云东;云东省 | Yundong (Province)
'''

[qingshi-university]
source = ["青石大学"]
accept = ["Qingshi University"]

[ministry]
source = ["测绘部"]
accept = ["Ministry of Surveying and Mapping"]
short  = ["MSM"]

[department]
source = ["{place}[省/市/]测绘厅"]
accept = ["{place} (Provincial) Department of Surveying and Mapping"]

[institute]
source = ["中测{number}所"]
accept = ["{number} Institute of Surveying"]

[ledger]
source = ["账链"]
accept = ["ledgerchain"]
reject = ["ledger chain", "[sector/district] chain"]

[programme]
source = ["惠民计划"]
accept = ["People's Benefit Programme"]

[centre]
source = ["会展中心"]
accept = ["convention center"]
plural = false

[our-province]
source = ["我省"]
accept = ["{home:province}", "the province"]
reject = ["my province"]

[free]
source = ["惠及"]
accept = ["benefit"]
open   = true
reject = ["hit with favours"]

[law-only]
source = ["甲方"]
accept = ["Party A"]
reject = ["First Side"]
scope  = ["law"]

[doubled]
find    = ['\\bthe the\\b']
message = "“the” twice"
suggest = ["the"]

[asleep]
source  = ["沉睡"]
accept  = ["sleep"]
reject  = ["dormancy"]
default = "off"
"""


def make(text: str = PACK, **options: frozenset[int]) -> RuleSet:
    index = index_of(resolve([parse(text, "house.toml", "house")]), "test")
    return RuleSet(index, options.get("off", frozenset(index["rest"])), "test")


RULES = make()


def found(source: str, target: str, rules: RuleSet = RULES, **profile: str) -> list[Finding]:
    return list(rules.run(Alignment.of_pair(source, target, profile=Profile(**profile))))  # type: ignore[arg-type]


def marked(source: str, target: str, rules: RuleSet = RULES, **profile: str) -> list[tuple[str, str]]:
    out = []
    for finding in found(source, target, rules, **profile):
        span = finding.target_span
        out.append((finding.check.partition("/")[2], target[span.start : span.end] if span else ""))
    return out


def test_a_known_mistranslation_is_marked_where_it_stands() -> None:
    [finding] = found("记者来到青石。", "The reporter came to Blue Stone.")
    assert finding.check == "house/qingshi"
    assert finding.severity == "error"
    assert finding.category == "accuracy/mistranslation/place"
    assert finding.message == "expected Qingshi City, found Blue Stone"
    assert finding.suggestions == ("Qingshi City",)
    assert finding.source_span is not None and finding.source_span.start == 4


def test_terms_are_counted_and_the_wrong_one_is_marked() -> None:
    source, target = "青石与外地相比,青石更好。", "Qingshi is better than other places; Chingshi is good."
    assert marked(source, target) == [("qingshi", "Chingshi")]
    assert marked("青石与外地相比,青石更好。", "Compared with others, Qingshi is better.") == []


@pytest.mark.parametrize(
    "target",
    ["Qingshi", "QINGSHI CITY", "Qingshi's parks", "the city of Qingshi", "Qīngshí", "Qing’shi"],
)
def test_spellings_of_an_accepted_form_pass(target: str) -> None:
    assert marked("青石", target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("惠民计划", "the People’s Benefit Program"),
        ("惠民计划", "People's-Benefit Programmes"),
        ("会展中心", "a Convention Centre"),
        ("测绘部", "Ministry of Surveying & Mapping"),
        ("测绘部", "the Ministry of the Surveying and Mapping"),
        ("测绘部", "MSM officials"),
        ("账链", "ledgerchains"),
    ],
)
def test_variants_need_no_listing(source: str, target: str) -> None:
    assert marked(source, target) == []


def test_an_acronym_must_be_in_capitals() -> None:
    rules = make('[msm]\nsource = ["测绘部"]\naccept = ["MSM"]\nmissing = "warning"')
    assert marked("测绘部", "Msm said", rules) == [("msm", "")]


def test_plural_off_wants_the_exact_number() -> None:
    rules = make('[c]\nsource = ["会展中心"]\naccept = ["center"]\nplural = false\nmissing = "warning"')
    assert marked("会展中心", "the centers", rules) == [("c", "")]
    assert marked("会展中心", "the center", rules) == []


def test_a_hyphen_does_not_excuse_a_rejected_form() -> None:
    assert marked("账链", "the ledger-chain and sector chains") == [
        ("ledger", "ledger-chain"),
        ("ledger", "sector chains"),
    ]


def test_the_longest_term_wins() -> None:
    assert marked("青石大学", "Qingshi University") == []
    ids = [one.rule.id for one in RULES.measured(Alignment.of_pair("青石大学", "x").pairs()[0], Profile())]
    assert ids == ["house/qingshi-university"]


def test_unless_keeps_a_rule_asleep_inside_longer_words() -> None:
    assert marked("你要明白沙子从哪来", "White Sand") == []
    assert marked("白沙", "White Sand") == [("baisha", "White Sand")]


def test_a_name_inside_a_longer_rendering_does_not_count_twice() -> None:
    source, target = "青石大学在青石。", "Qingshi University is in Blue Stone."
    assert marked(source, target) == [("qingshi", "Blue Stone")]


def test_words_in_place_are_found_by_spelling_and_pinyin() -> None:
    [finding] = found("青石的春天", "Spring in Chingshi")
    assert (finding.message, finding.severity) == ("expected Qingshi City, found Chingshi", "error")
    assert marked("青石的春天", "Spring in Beijing") == [("qingshi", "")]  # nothing like it: a note on the source


def test_a_maimed_name_is_found_by_its_words() -> None:
    assert marked("测绘部说", "The Ministry of Mapping and Surveys said") == [
        ("ministry", "Ministry of Mapping and Surveys")
    ]
    assert marked("测绘部说", "The Ministry of Surveying (MSM) said") == [("ministry", "Ministry of Surveying")]
    assert marked("测绘部说", "The MMS said") == [("ministry", "MMS")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("第十四届全国人大常委会开会。", "The Standing Committee of the 14th National People's Congress met."),
        ("十四届全国人大常委会开会。", "A standing committee session of the 14th National People's Congress was held."),
        ("九三学社开会。", "The Jiu San Society held a meeting."),
        ("纽约人爱散步。", "New Yorkers love to walk."),
        ("他认识何塞·伦敦诺（演员）。", "He knows Jose Londono, an actor."),
        ("英国工会很担心。", "The GMB is worried."),
    ],
)
def test_accepted_names_in_another_shape_are_no_slips(source: str, target: str) -> None:
    assert [f for f in review_text(f"{source}\n{target}\n").findings if "/" in f.check] == []


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("全国人大常委会开会。", "The National People's Congress met.", "National People's Congress"),
        ("国家统计局公布数据。", "The National Bureau of Statistcs published data.", "National Bureau of Statistcs"),
        ("他住在伦敦。", "He lives in Lodnon.", "Lodnon"),
    ],
)
def test_maimed_names_are_still_told(source: str, target: str, words: str) -> None:
    review = review_text(f"{source}\n{target}\n")
    marked = [review.alignment.target.words(f.target_span) for f in review.findings if "/" in f.check]  # type: ignore[union-attr,arg-type]
    assert marked == [words]


def test_what_renders_another_term_is_not_taken_for_a_mistake() -> None:
    rules = make(
        '[a]\nsource = ["泰水"]\naccept = ["Taishui"]\n'
        '[b]\nsource = ["代水"]\naccept = ["Daishui"]\nreject = ["Taishui"]'
    )
    assert marked("泰水和代水", "Taishui and Daishui", rules) == []
    assert marked("泰水和代水", "Taishui and the other town", rules) == []
    assert marked("代水", "Taishui", rules) == [("b", "Taishui")]


def test_derived_names_come_from_a_class() -> None:
    assert marked("云东省测绘厅", "Yundong Provincial Department of Surveying and Mapping") == []
    assert marked("青石市测绘厅", "Qingshi Department of Surveying & Mapping") == []
    [finding] = found("云东测绘厅", "Yundong Department of Surveying and Mining")
    assert finding.check == "house/department"
    assert finding.suggestions == ("Yundong Provincial Department of Surveying and Mapping",)


@pytest.mark.parametrize(
    "target",
    [
        "the 27th Institute of Surveying",
        "27 Institute of Surveying",
        "Twenty-Seventh Institute of Surveying",
    ],
)
def test_numbers_in_names(target: str) -> None:
    assert marked("中测27所", target) == []
    assert marked("中测二十七所", target) == []
    wrong = found("中测二十七所", "the 26th Institute of Surveying")
    assert [f.suggestions for f in wrong] in ([], [("27th Institute of Surveying",)])


def test_home_is_a_setting() -> None:
    assert marked("我省", "Yundong takes the lead", home="云东") == []
    assert marked("我省", "Yundong takes the lead", home="青石") == []  # the province that the city lies in
    assert marked("我省", "in the province") == []
    assert marked("我省", "my province", home="云东") == [("our-province", "my province")]


def test_an_open_rule_marks_rejected_forms_only() -> None:
    assert marked("惠及百姓", "serves the people") == []
    assert marked("惠及百姓", "hit with favours the people") == [("free", "hit with favours")]


def test_scope_and_default() -> None:
    assert marked("甲方", "the First Side") == []
    assert marked("甲方", "the First Side", doctype="law") == [("law-only", "First Side")]
    assert marked("沉睡", "dormancy") == []
    assert marked("沉睡", "dormancy", make(off=frozenset())) == [("asleep", "dormancy")]


def test_one_sided_patterns() -> None:
    [finding] = found("好", "It is The the best.")
    assert (finding.message, finding.suggestions) == ("“the” twice", ("the",))
    assert finding.source_span is None and finding.target_span is not None


def test_spaces_and_wide_letters_in_the_source_do_not_matter() -> None:
    source, target = "记者在青 石大 学。", "at Blue Stone University and Qingshi Uni"
    findings = found(source, "Qingshi Polytechnic University")[:1]
    assert all(finding.check == "house/qingshi-university" for finding in findings)
    ids = [(m.start, m.end) for m in RULES.terms.search(source)]
    assert ids == [(3, 9)]
    assert [m.rule for m in RULES.terms.search("中测２７所")] == [m.rule for m in RULES.terms.search("中测27所")]
    assert target


def test_empty_sides_and_missing_documents_are_silent() -> None:
    assert found("青石", "") == []
    assert found("", "Blue Stone") == []
    alone = replace(Alignment.of_pair("青石", ""), target=None)
    assert list(RULES.run(alone)) == []


def test_explain_names_what_is_near() -> None:
    assert RULES.explain("house/ledger").reject[0] == "ledger chain"
    with pytest.raises(RuleError, match="did you mean house/ledger"):
        RULES.explain("house/leger")


def test_the_table_of_renderings_counts_each() -> None:
    from align.examples import alignment_of

    alignment = alignment_of(
        "青石很好\n青石很大\n青石的账链", "Qingshi is good\nBlue Stone is big\nthe ledgerchain there"
    )
    rows = list(RULES.tables(alignment)["renderings"])
    seen = [(r["term"], r["rendering"], r["count"], r["status"], r["beads"]) for r in rows]
    assert seen == [
        ("青石", "", 1, "none", [2]),
        ("青石", "Blue Stone", 1, "rejected", [1]),
        ("青石", "Qingshi", 1, "accepted", [0]),
        ("账链", "ledgerchain", 1, "accepted", [2]),
    ]


def test_rejected_words_bind_to_the_place_of_the_term() -> None:
    """Words that a right translation may hold are rejected only while the accepted rendering is wanting."""
    right = [
        ("区块链产业集群发展加快。", "The cluster development of the blockchain industry is speeding up."),
        ("教育部批复恢复设立该学院。", "The Ministry of Education approved that the college be re-established."),
        ("密码法规要求源代码备案。", "The rules on cryptography require that source code be filed."),
        ("我在我省工作了十年。", "I have worked in the province for ten years."),
    ]
    for source, target in right:
        review = review_text(source, target)
        assert not [f for f in review.findings if "/" in f.check and f.severity == "error"]
    wrong = review_text("目前，我省成立了产业联盟。", "At present, I have set up an industry alliance.")
    assert [f.check for f in wrong.findings if "/" in f.check and f.severity == "error"] == ["policy/our-province-i"]
