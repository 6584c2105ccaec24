"""The catalogue of the interface: both languages are complete, and what findings say is told in Chinese."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from align import registry, wording
from align.evidence.reader.step import read_again
from align.evidence.weigh import weighed
from align.examples import alignment_of
from align.records import Check, Finding
from align.rules import load_rules

ROOT = Path(__file__).parent.parent
HAN = re.compile("[\u4e00-\u9fff]")
ZH = wording.words("zh")
_CALL = re.compile(r"\bt\(\s*\"((?:[^\"\\]|\\.)*)\"")


def texts_of_python(path: Path) -> Iterable[str]:
    """What is given to the words of a language, ``t("…")`` or ``sheet.words("…")``; and lists named SAID."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in ("words", "t"):
            first = node.args[0]
            options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            yield from (o.value for o in options if isinstance(o, ast.Constant) and isinstance(o.value, str))
        if isinstance(node, ast.Assign) and any(isinstance(x, ast.Name) and "SAID" in x.id for x in node.targets):
            lists = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            yield from (str(c.value) for one in lists for c in ast.walk(one) if isinstance(c, ast.Constant))


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def used() -> set[str]:
    """Every text of the interface that a page, a workbook or a terminal asks the catalogue for."""
    found: set[str] = set()
    for path in [
        *(ROOT / "align" / "writers").rglob("*.py"),
        *(ROOT / "align" / "cli").glob("*.py"),
        ROOT / "align" / "batch" / "run.py",
    ]:
        found.update(texts_of_python(path))
    for path in (ROOT / "align" / "writers" / "_html").iterdir():
        text = path.read_text(encoding="utf-8") if path.suffix in (".js", ".html") else ""
        found.update(json.loads(f'"{said}"') for said in _CALL.findall(text))
        if path.suffix == ".html":
            found.update(re.findall(r"\{\{(.+?)\}\}", text))
    return found - {"", "en", "zh"}


def test_both_languages_of_the_interface_are_complete() -> None:
    asked, known = used(), wording.interface()
    assert sorted(asked - known.keys()) == [], "texts without Chinese"
    assert sorted(known.keys() - asked) == [], "texts that nobody asks for"
    assert all(HAN.search(chinese) or chinese == "，" for chinese in known.values())
    assert len(known) > 200


def test_the_values_of_a_text_are_the_same_in_both_languages() -> None:
    hole = re.compile(r"\{(\w*)[^}]*\}")
    for english, chinese in wording.interface().items():
        assert set(hole.findall(chinese)) <= set(hole.findall(english)), english
    for _, english, chinese in wording.messages():
        assert set(hole.findall(chinese)) <= set(hole.findall(english)), english


def test_every_check_and_shipped_pack_has_a_name_and_an_explanation() -> None:
    packs = {rule.id.partition("/")[0] for rule in load_rules().rules}
    for id in {check.id for check in registry.checks()} | packs:
        assert HAN.search(ZH.check(id)), id
        assert HAN.search(ZH.about(id)) and wording.words("en").about(id).endswith("."), id


def test_every_category_is_told_in_chinese() -> None:
    for check in registry.checks():
        assert not re.search("[a-z]", ZH.category(check.category)), check.category
    for rule in load_rules().rules:
        assert not re.search("[a-z]", ZH.category(rule.category)), rule.category


@pytest.mark.parametrize("check", registry.checks(), ids=lambda c: c.id)
def test_what_a_check_says_is_told_in_chinese(check: Check) -> None:
    """Of all its examples: each message has a template, and the template keeps the values."""
    for source, target, *_ in check.bad:
        own = weighed(alignment_of(source, target))
        for finding in check.run(read_again(own) if check.scope == "reading" else own):
            _is_told(finding)


def test_what_rules_say_is_told_in_chinese(henan: Path) -> None:
    from align import review

    findings = review(henan).findings
    assert {f.check.partition("/")[0] for f in findings} & {"policy", "digital", "departments"}
    for finding in findings:
        _is_told(finding)


def _is_told(finding: Finding) -> None:
    said = ZH.message(finding.check, finding.message)
    assert said != finding.message and HAN.search(said), (finding.check, finding.message)
    for value in re.findall(r"“(.+?)”", finding.message):
        assert value in said or value in ("not", "to", "by"), (finding.message, said)


def test_a_text_that_the_catalogue_lacks_stays_english() -> None:
    assert ZH("No such text, {n} of it", n=3) == "No such text, 3 of it"
    assert ZH.message("number", "nothing like this") == "nothing like this"
    assert ZH.check("house/ours") == "house/ours" and ZH.about("house/ours") == ""
    assert wording.words("en")("{n} pair|{n} pairs", n=1) == "1 pair"
    assert wording.words("en")("{n} pair|{n} pairs", n=2) == "2 pairs"


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("left_out", "nothing in the translation renders “仓库设在码头”"),
        ("put_in", "nothing in the Chinese corresponds to “by the river”"),
        ("truncation", "the sentence ends with a comma"),
        ("placeholder", "$count of the Chinese is damaged in the English: its “$” is gone"),
        ("code_span", "the options --all and --jobs are missing in the translation"),
        ("unit", "10公里 = 10 km; the translation has another unit: 10 miles"),
        ("house/ledger", "账链 is not rendered as “ledger chain”"),
        ("house/ours", "“I have” is no rendering of 我省"),
    ],
)
def test_what_no_example_says_is_told_in_chinese_too(check: str, message: str) -> None:
    """Messages that need the second reader or a whole article, which the examples above do not have."""
    said = ZH.message(check, message)
    assert said != message and HAN.search(said)
    assert not re.search("[a-z]{2,} [a-z]{2,}", re.sub("“.+?”|ledger chain|I have", "", said))
