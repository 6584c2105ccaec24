"""Names that settings, waivers and comments may use, and the ones that were probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from align import registry
from align.config import BEYOND_ONE, Settings
from align.errors import SettingsError, did_you_mean
from align.findings import thresholds as settable
from align.rules import RuleSet, load_rules
from align.rules.match.outlet_location import Home
from align.strings.placeholders import dialects, formats

SCORES = ("quality.pass", "quality.fail")  # thresholds of verdicts, docs/scores.md
DOCTYPES = ("news", "law")  # types of document that are always known, besides the scopes of rules


class Names:
    """Names that settings may use; rule files are read only when a name is not that of a check."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def checks(self) -> frozenset[str]:
        """Ids of all checks."""
        return frozenset(check.id for check in registry.checks())

    @cached_property
    def rules(self) -> frozenset[str]:
        """Ids of all rules, shipped and own, those that are off, too."""
        return frozenset(load_rules(self._settings.rules).ids)

    @cached_property
    def packs(self) -> frozenset[str]:
        """Names of all rule packs."""
        return frozenset(id.partition("/")[0] for id in self.rules)

    @cached_property
    def doctypes(self) -> frozenset[str]:
        """Types of document that make a difference."""
        rules = load_rules(self._settings.rules)
        return frozenset({*DOCTYPES, *(scope for rule in rules.rules for scope in rule.scope)})

    def home(self, name: str) -> str:
        """Return the name if the rules have that place, else the place that was probably meant, else ''."""
        rules = load_rules(self._settings.rules)
        if outlet(rules, name):
            return name
        inside = [name[start:] for start in range(1, len(name) - 1)] + [
            name[:end] for end in range(len(name) - 1, 1, -1)
        ]
        named = next((part for part in inside if outlet(rules, part)), "")
        english = (r for r in rules.rules if r.classes and name.casefold() in (form.casefold() for form in r.accept))
        return named or next((rule.source[0] for rule in english), "")

    def unknown(self, name: str) -> str:
        """Return '' for a check or rule, else an error line with the name that was probably meant."""
        if name in self.checks or name in self.rules:
            return ""
        return f"no such check {name!r}; {did_you_mean(name, (*self.checks, *self.rules), 0.7)}".rstrip("; ")


def outlet(rules: RuleSet, name: str) -> bool:
    """Return whether the rules have a place of that name with its English name."""
    return Home(rules.terms, rules.rule, name).place() is not None


def faults(settings: Settings) -> Iterator[SettingsError]:
    """Find settings that name nothing: checks, packs and rules, thresholds, types of document, readers."""
    names = Names(settings)
    for setting in ("select", "disable", "enable"):
        for name in getattr(settings, setting):
            if name not in names.checks and name not in names.packs and name not in names.rules:
                near = did_you_mean(name, (*names.checks, *names.packs, *names.rules), 0.7).rstrip()
                remedy = near or "'align rules list' and docs/checks list the names"
                yield SettingsError(setting, f"no check, pack or rule {name!r}", remedy)
    notations = sorted({*dialects(), *formats()})
    for name in settings.placeholders:
        if name not in notations:
            remedy = did_you_mean(name, notations, 0.7).rstrip() or f"known: {', '.join(notations)}"
            yield SettingsError("placeholders", f"no dialect or format {name!r}", remedy)
    thresholds = (*SCORES, *settable(), *BEYOND_ONE)
    for name in settings.thresholds:
        if name not in thresholds:
            yield SettingsError("thresholds", f"no threshold {name!r}", f"known: {', '.join(sorted(thresholds))}")
    if settings.doctype not in DOCTYPES and settings.doctype not in names.doctypes:
        yield SettingsError(
            "doctype",
            repr(settings.doctype),
            f"known: {', '.join(sorted(names.doctypes))}, and what a rule names in its scope",
        )
    if settings.home and (meant_home := names.home(settings.home)) != settings.home:
        remedy = f"did you mean {meant_home}? " if meant_home else ""
        found = f"{settings.home!r} is no province, city or county that the rules know"
        yield SettingsError("home", found, f"{remedy}write one name in Chinese, as in 河南 or 武汉")
    readers = [reader.name for reader in registry.readers()] if settings.reader else []
    if settings.reader and settings.reader not in readers:
        yield SettingsError("reader", f"no input format {settings.reader!r}", f"known: {', '.join(readers)}")


def missing(settings: Settings) -> Iterator[tuple[str, str]]:
    """(setting, path) of rule, waiver and baseline files that are named and not there."""
    for setting in ("rules", "waivers", "baseline"):
        value = getattr(settings, setting)
        for path in (value,) if isinstance(value, str) else value:
            if path and not Path(path).exists():
                yield setting, path
