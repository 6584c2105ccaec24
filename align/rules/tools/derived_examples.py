"""Examples that follow from a rule by itself, and conflicts between rules.

``accept`` alone must pass, ``reject`` alone must be marked. Run over all packs, the same examples show contradictions
(one rule accepts what another marks) and rules that never apply (a longer or switched-off one is before them).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from align.numbers.numerals import ordinal
from align.records import Alignment, Example, Profile
from align.rules.load.forms import bare, expand, shown
from align.rules.load.spec import Rule

if TYPE_CHECKING:
    from align.rules import RuleSet

HOME = "Henan"  # what {home} may be in an example where no home is set: any capitalised name


def written(rules: RuleSet, pack: str = "") -> dict[str, Rule]:
    """Rules by id with their written examples, which the index leaves out to load faster: the files are read again.
    ``pack``: only of this pack, unless it extends others."""
    from align.rules.load.read import read
    from align.rules.load.resolve import resolve

    packs = [read(file, trusted=True) for file in rules.files if pack in ("", file.stem)]
    if pack and any(p.head.get("extends") or any(raw.get("extends") for raw in p.rows.values()) for p in packs):
        return written(rules)
    return {rule.id: rule for rule in resolve(packs)}


def examples(rules: RuleSet, rule: Rule, full: Mapping[str, Rule]) -> tuple[list[Example], list[Example]]:
    """(good, bad): the free examples and the written ones (from :func:`written`) of a rule."""
    rule = full.get(rule.id, rule)
    if rule.find:
        return list(rule.good), list(rule.bad)
    source = source_text(rules, rule.source[0])
    good: list[Example] = []
    if rule.accept:
        first = target_text(rules, rule.accept[0])
        good += [(source_text(rules, form), first) for form in rule.source]
    good += [(source, target_text(rules, form)) for form in (*rule.accept[1:], *rule.short)]
    bad: list[Example] = []
    for form in rule.reject:
        text = target_text(rules, form)
        bad.append((source, text, text))
    return [*good, *rule.good], [*bad, *rule.bad]


def as_dict(rule: Rule) -> dict[str, Any]:
    """A rule as plain data, empty keys left out; ``class`` by that name."""
    data: dict[str, Any] = json.loads(rule.dump())
    if "classes" in data:
        data["class"] = data.pop("classes")
    return data


def source_text(rules: RuleSet, form: str) -> str:
    """A Chinese form with the first member of its class in the slot."""
    return _filled(rules, expand(form)[0], chinese=True)


def target_text(rules: RuleSet, form: str) -> str:
    """An English form in full, with the first member of its class in the slot."""
    text = expand(form)[0].replace("\ue002", "").replace("\ue003", "and more of")
    return _filled(rules, text, chinese=False)


def _filled(rules: RuleSet, text: str, *, chinese: bool) -> str:
    while "\ue000" in text:
        start, end = text.index("\ue000"), text.index("\ue001")
        name = text[start + 1 : end].partition(":")[0]
        text = text[:start] + _member(rules, name, chinese) + text[end + 1 :]
    return text


def _member(rules: RuleSet, name: str, chinese: bool) -> str:
    if name == "number":
        return "27" if chinese else ordinal(27)
    number = None if name == "home" else rules.terms.first(name)
    if number is None:
        return "" if chinese else HOME
    rule = rules.rule(number)
    return expand(rule.source[0])[0] if chinese else bare(rule.accept[0])


@dataclass(frozen=True)
class Clash:
    """A conflict between two rules. ``kind``: contradiction or shadowed."""

    kind: str
    id: str
    other: str
    text: str

    def __str__(self) -> str:
        if self.kind == "shadowed":
            return f"{self.id}: never applies to {self.text!r}: {self.other} does instead"
        return f"{self.id}: accepts {self.text!r}, which {self.other} marks"


def clashes(rules: RuleSet, chosen: Sequence[Rule] | None = None) -> Iterator[Clash]:
    """Contradictions between rules, and rules that never apply, among ``chosen`` (all)."""
    for rule in rules.rules if chosen is None else chosen:
        if rule.find or not rule.source:
            continue
        source = source_text(rules, rule.source[0])
        for form in rule.accept:
            text = target_text(rules, form)
            for finding in rules.run(Alignment.of_pair(source, text)):
                if finding.check != rule.id and finding.severity != "note":
                    yield Clash("contradiction", rule.id, finding.check, text)
        active = {form: _applying(rules, rule, source_text(rules, form)) for form in rule.source}
        if not any(rule.id in ids for ids in active.values()):
            other = ", ".join(sorted({i for ids in active.values() for i in ids})) or "nothing"
            yield Clash("shadowed", rule.id, other, shown(rule.source[0]))


def _applying(rules: RuleSet, rule: Rule, text: str) -> list[str]:
    profile = Profile(doctype=rule.scope[0]) if rule.scope else Profile()
    return [one.rule.id for one in rules.judge(profile).active(text)]
