"""The home of the outlet: what 我省 and 我市 mean, and what fills ``{home}``.

With the setting ``home`` the slot is the name of that place. Without it nobody knows which place is meant: any province
of China for ``{home:province}``, any capitalised word else. Such a guess counts as a rendering, so that nothing is
missed, but it excuses no other rule's mistakes: "Chengzhou" is wrong for 郑州 though it might be somebody's home.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from align.rules.load.forms import Alternative, bare, english
from align.rules.load.spec import Rule
from align.rules.match.rendering_match import CAPITALISED, Binding
from align.rules.match.term_search import Terms

LEVELS = ("province", "city", "county", "district")  # {home:level}
_SLOT = re.compile(r"\{home(?::([a-z]+))?\}")
_DEEP = 4  # county in prefecture in province: no chain is longer


class Home:
    """The home of an outlet: the place of the setting and what it lies in."""

    def __init__(self, terms: Terms, rule_at: Callable[[int], Rule], name: str) -> None:
        self._terms, self._rule, self._name = terms, rule_at, name

    @cached_property
    def _chain(self) -> list[tuple[int, Rule]]:
        """The home and what it lies in: [郑州, 河南]."""
        out: list[tuple[int, Rule]] = []
        name = self._name
        while name and len(out) < _DEEP:
            numbers = [n for n in self._terms.rules_of(name) if self._rule(n).classes and self._rule(n).accept]
            if not numbers:
                break
            rule = self._rule(numbers[0])
            out.append((numbers[0], rule))
            name = rule.within if rule.within != name else ""
        return out

    def place(self, level: str = "") -> int | None:
        """Number of the rule of the home ("") or of the province, city or county that it is or lies in."""
        for number, _ in self._chain:
            if not level or self._is(number, level):
                return number
        return None

    def _is(self, number: int, level: str) -> bool:
        if level == "city":  # prefectures are called cities, and so are Beijing (a province) and Gongyi (a county)
            cities = any(form.endswith("市") for form in self._rule(number).source)
            return cities or self._terms.member(number, "prefecture")
        return self._terms.member(number, level)

    def open_slots(self, rule: Rule) -> Binding:
        """The guesses, for a rule that needs them."""
        return self.guesses if homely(rule) else {}

    def named(self, rule: Rule) -> int | None:
        """The place that a rule with ``{home…}`` among its renderings stands for; None where it has none, or where the
        home is not set."""
        for form in rule.accept:
            slot = _SLOT.search(form)
            if slot:
                return self.place(slot[1] or "")
        return None

    def text(self, form: str) -> str:
        """A form with the name of the home in its slot; '' where the home is not set."""

        def name(slot: re.Match[str]) -> str:
            number = self.place(slot[1] or "")
            return "" if number is None else bare(self._rule(number).accept[0])

        unknown = any(self.place(slot[1] or "") is None for slot in _SLOT.finditer(form))
        return "" if unknown else _SLOT.sub(name, form)

    @cached_property
    def binding(self) -> Binding:
        """The slots that the setting fills."""
        out: dict[str, tuple[Alternative, ...]] = {}
        for level in ("", *LEVELS):
            number = self.place(level)
            if number is not None:
                out[_slot(level)] = _forms([self._rule(number)])
        return out

    @cached_property
    def guesses(self) -> Binding:
        """The slots that it leaves open, and what may be there."""
        anything: tuple[Alternative, ...] = ((CAPITALISED,), (CAPITALISED, CAPITALISED))
        out: dict[str, tuple[Alternative, ...]] = {}
        for level in ("", *LEVELS):
            if self.place(level) is None:
                provinces = self._terms.members("province") if level == "province" else ()
                out[_slot(level)] = _forms([self._rule(n) for n in provinces]) or anything
        return out


def homely(rule: Rule) -> bool:
    """Return whether the rule refers to the location of the outlet."""
    return any("{home" in form for form in rule.accept)


def _slot(level: str) -> str:
    return f"home:{level}" if level else "home"


def _forms(rules: list[Rule]) -> tuple[Alternative, ...]:
    return tuple(dict.fromkeys(a for rule in rules for form in rule.accept for a in english(form)))


def guessed(forms: tuple[str, ...], guesses: Mapping[str, object]) -> tuple[str, ...]:
    """Return the forms with a slot whose filling is a guess."""
    return tuple(f for f in forms if any((s[0][1:-1]) in guesses for s in _SLOT.finditer(f)))
