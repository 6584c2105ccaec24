"""Rule files: every slip is an error with its place; extends, rows, and patterns that cannot hang."""

from __future__ import annotations

import time

import pytest

from align.errors import RuleError
from align.records import Alignment
from align.rules import RuleSet, load_rules
from align.rules.load.forms import FormError, bare, chinese, english, expand, shown
from align.rules.load.index import index_of
from align.rules.load.read import parse
from align.rules.load.resolve import resolve
from align.rules.load.spec import Rule
from align.text.patterns import MAX_WAYS, PatternError, literal, safe


def make(*texts: str) -> RuleSet:
    packs = [parse(text, f"p{n}.toml", f"p{n}") for n, text in enumerate(texts)]
    return RuleSet(index_of(resolve(packs), "test"), frozenset(), "test")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[a]\nsource = ["x"]\nacept = ["y"]', 3, "unknown key 'acept' in [a]; known: accept, bad"),
        ('[pack]\nauthor = "me"', 2, "unknown key 'author' in [pack]; known: default, description"),
        ('[a]\nsource = ["好"]\naccept = ["(good"]', 3, "the closing ')' is missing"),
        ('[a]\nsource = ["好"]\naccept = ["好"]', 3, "holds Chinese characters"),
        ('[a]\nsource = ["好"]', 1, "has neither accept nor reject"),
        ('[a]\naccept = ["good"]', 1, "has neither source nor find"),
        ('[a]\nsource = ["好"]\naccept = ["good"]\nopen = "yes"', 4, "must be true or false"),
        ('[a]\nsource = ["好"]\naccept = ["good"]\nseverity = "fatal"', 4, "one of error, warning, note"),
        ('[a]\nsource = ["好"]\naccept = ["good"]\nbad = ["x"]', 4, "write [source, target, words]"),
        ('[A b]\nsource = ["好"]', 1, "no TOML"),
        ('["A b"]\nsource = ["好"]', 1, "no rule name"),
        ('[a]\nsource = ["好"]\nsource = ["坏"]', 0, "no TOML"),
        ("[a]\nfind = ['x']", 1, "find without a message"),
        ("[a]\nfind = ['(a+)+$']\nmessage = 'm'", 2, "needs an upper bound"),
        ('[table.t]\ncolumns = ["source"]\nrows = "x"', 2, "source and accept (or reject) must be there"),
        ('[table.t]\ncolumns = ["source", "accept"]\nrows = """\n好 | good\n坏 | bad | worse\n"""', 5, "3 cells"),
        ('[table]\nsource = ["x"]', 1, "[table] without a name"),
        ("x = 1", 1, "outside a section"),
    ],
)
def test_slips_are_errors_with_file_and_line(text: str, line: int, says: str) -> None:
    with pytest.raises(RuleError) as error:
        parse(text, "house.toml", "house")
    assert says in str(error.value)
    assert str(error.value).startswith(f"house.toml:{line}:" if line and "no TOML" not in says else "house.toml:")


def test_toml_errors_carry_line_and_column() -> None:
    with pytest.raises(RuleError, match=r"line 2, column \d+"):
        parse('[a]\nsource = = ["好"]', "house.toml", "house")


def test_rows_make_rules_with_unique_ids() -> None:
    pack = parse(
        '[table.t]\ncolumns = ["source", "accept", "note"]\nclass = "place"\nseverity = "warning"\n'
        'good = [["去{source}。", "To {accept}."]]\n'
        'rows = """\n甲;甲县 | Jia (County) | one\n\n# no\n乙 | Jia | two\n"""',
        "p.toml",
        "p",
    )
    one, two = resolve([pack])
    assert (one.id, two.id) == ("p/jia", "p/jia-2")
    assert (one.source, one.classes, one.severity, one.line) == (("甲", "甲县"), ("place",), "warning", 7)
    assert one.good == (("去甲。", "To Jia County."),)
    assert two.line == 10


def test_extends_adds_to_lists_and_replaces_the_rest() -> None:
    base = '[miit]\nsource = ["工部"]\naccept = ["Ministry of Works"]\nreject = ["Work Ministry"]\nnote = "old"'
    own = '[works]\nextends = "p0/miit"\nreject = ["Job Ministry"]\nnote = "new"\nseverity = "warning"'
    rules = make(base, own)
    [rule] = rules.rules
    assert rule.id == "p1/works"
    assert rule.reject == ("Job Ministry", "Work Ministry")
    assert (rule.note, rule.severity, rule.source) == ("new", "warning", ("工部",))


def test_off_switches_the_extended_rule_off_and_packs_extend_by_name() -> None:
    base = '[a]\nsource = ["甲"]\naccept = ["one"]\n[b]\nsource = ["乙"]\naccept = ["two"]'
    assert [r.id for r in make(base, '[x]\nextends = "p0/a"\noff = true').rules] == ["p0/b"]
    [one, two] = make(base, '[pack]\nextends = ["p0"]\n[b]\naccept = ["second"]').rules
    assert (one.id, two.id, two.accept) == ("p0/a", "p1/b", ("second", "two"))


def test_extending_nothing_or_oneself_is_an_error() -> None:
    with pytest.raises(RuleError, match=r"p0.toml:1: p0/a extends 'p9/z', which is no rule"):
        make('[a]\nextends = "p9/z"')
    with pytest.raises(RuleError, match="extends itself"):
        make('[a]\nextends = "p0/b"\n[b]\nextends = "p0/a"')


def test_an_unknown_class_is_an_error() -> None:
    with pytest.raises(RuleError, match="needs the class 'planet', which has no member; known: home, number"):
        make('[a]\nsource = ["{planet}大学"]\naccept = ["x"]')


def test_forms() -> None:
    assert expand("[a/b] (c )d") == ("a c d", "a d", "b c d", "b d")
    assert shown("(Provincial) Department [of/in] {place}") == "Provincial Department of {place}"
    assert bare("Qingshi (City)") == "Qingshi"
    assert shown(r"A \(b\)") == "A (b)"
    assert len(english("high-tech")) == 2
    assert chinese("中测 {number}(研究)所")[0][0] == "中测"
    for wrong in ("a)", "{Candidate}", "[a/b", "", "()", "*" * 3):
        with pytest.raises(FormError):
            english(wrong)
    with pytest.raises(FormError, match="more than 256"):
        english("[a/b/c/d] [a/b/c/d] [a/b/c/d] [a/b/c/d] [a/b]")


def test_prefixes_and_gaps() -> None:
    rules = make('[a]\nsource = ["批复"]\naccept = ["approv*"]\nmissing = "warning"')
    assert not list(rules.run(Alignment.of_pair("批复", "It was approved.")))
    assert list(rules.run(Alignment.of_pair("批复", "It was re-established.")))
    rules = make('[a]\nsource = ["深度融合"]\naccept = ["deep ... integration"]\nmissing = "warning"')
    assert not list(rules.run(Alignment.of_pair("深度融合", "the deep and lasting integration")))
    assert list(rules.run(Alignment.of_pair("深度融合", "It is deep. So is the integration.")))


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a{1,30}){1,30}$",
        r"(\w{1,20}\s{0,20}){5}x",
        "a*",
        "(a|a){20}b",
        r"(.)\1",
        "(?:x{0,99}){3}y",
        "",
        "x{0,3}",
    ],
)
def test_patterns_that_could_hang_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        safe(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bthe the\b",
        r"[A-Z]\w{1,30} Water District",
        "(?:District|Sector) [Cc]hain",
        r"\w{1,40}\s{1,3}\w{1,40}",
    ],
)
def test_patterns_that_translators_need_are_allowed_and_quick(pattern: str) -> None:
    compiled = safe(pattern)
    start = time.process_time()
    assert not list(compiled.finditer("\u3000" * 20_000))
    list(compiled.finditer("a" * 20_000))
    assert time.process_time() - start < 60 * MAX_WAYS / 1000  # far below; a hang would never come back
    assert literal(r"\bthe the\b") == "the the"


def test_a_rule_survives_its_journey_through_the_index() -> None:
    rule = Rule("p/a", source=("甲",), accept=("one",), classes=("place",), severity="note", note="“q”", plural=False)
    assert Rule.parse(rule.dump()) == rule


def test_load_rules_says_what_cannot_be_read(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuleError, match="is not there"):
        load_rules([tmp_path / "none.toml"])
    with pytest.raises(RuleError, match="holds no rule file"):
        load_rules([tmp_path])
    (tmp_path / "latin.toml").write_bytes(b'[a]\nnote = "\xff"')
    with pytest.raises(RuleError, match="no UTF-8"):
        load_rules([tmp_path / "latin.toml"])
    (tmp_path / "latin.toml").unlink()
    (tmp_path / "house.toml").write_text('[a]\nsource = ["甲"]\naccept = ["one"]', encoding="utf-8-sig")
    (tmp_path / "rest.toml").write_text('[pack]\ndefault = "off"\n[b]\nsource = ["乙"]\naccept = ["two"]')
    assert [r.id for r in load_rules([tmp_path], shipped=False).rules] == ["house/a"]
    assert [r.id for r in load_rules([tmp_path], shipped=False, enable=["rest"]).rules] == ["house/a", "rest/b"]
    assert [r.id for r in load_rules([tmp_path], shipped=False, disable=["house"]).rules] == []
    rules = load_rules([tmp_path], shipped=False, disable=["house"], enable=["house/a"])
    assert [r.id for r in rules.rules] == ["house/a"]
