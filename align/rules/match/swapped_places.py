"""A country for another, a province for another: the Chinese names one, the English another.

Lists of known mistranslations cannot hold all pairs of 190 countries. So the members of some classes watch each other:
where the rendering of a member is absent, and the English names another member of the class of which the Chinese says
nothing, that other one is in its place. It needs both; either alone is everyday translation (English leaves the
country out before its own offices, or adds the one that a city lies in).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from align.data import table
from align.names.capitalised import is_plain
from align.names.recognition import chinese_of
from align.rules.load.forms import expand
from align.rules.load.spec import Rule
from align.rules.match.active_rule import ActiveRule, claimed
from align.rules.match.nearby import Candidate
from align.rules.match.outlet_location import Home, homely
from align.rules.match.rendering_match import Hit, bind, find
from align.rules.match.term_search import Terms
from align.text.english import Words, acronym, norm

WATCHED = ("polity", "province", "prefecture")  # the last for the home alone: other checks know Chinese cities
_HEAD = 6  # code points, less one, of a member that begins a longer name
_SIMPLE = re.compile(r"[A-Z][\w.'’\- ]*")
_DATE = re.compile(r"[0-9一二三四五六七八九十][日月]")


@dataclass(frozen=True, slots=True)
class _Named:
    """A member that the source names: its rule, the rule that names it, and whether it does so as the home (我省)."""

    number: int
    by: ActiveRule
    how: Literal["own", "slot", "home"]


class SwappedPlaces:
    """Find countries or provinces whose English names another one."""

    def __init__(self, terms: Terms, rule_at: Callable[[int], Rule], home: Home) -> None:
        self._terms, self._rule, self._home = terms, rule_at, home

    def find(self, source: str, active: Sequence[ActiveRule], words: Words) -> list[tuple[ActiveRule, Candidate]]:
        """Return exchanged rules and words: an error (confidence 0.9) for one in place of one, else 0.6."""
        out: list[tuple[ActiveRule, Candidate]] = []
        for name, named in self._named(source, active).items():
            asked = [n for n in named if n.how == "home" or name != "prefecture"]
            if not any(self._absent(n.number, words) for n in asked):
                continue
            strange = self._strange(name, source, active, words, {n.number for n in named})
            lost = [n for n in asked if _lost(n, [hit for _, hit in strange]) and self._absent(n.number, words)]
            single = len({n.number for n in lost}) == 1 == len({number for number, _ in strange})
            if single or len(lost) == len(strange):
                for missing, (_, hit) in zip(lost, strange, strict=False):
                    out.append((missing.by, Candidate(hit, 0.9 if single else 0.6, "exchange")))
        return out

    def _named(self, source: str, active: Sequence[ActiveRule]) -> dict[str, list[_Named]]:
        """Class -> members that are named: by their own rule, in the slot of another one, as the home, or at the head
        of a longer name (美国地质调查局)."""
        out: dict[str, list[_Named]] = {}
        watched, rules_of = self._watched, self._terms.rules_of
        for one in active:
            first = one.matches[0]
            if first.rule in watched:
                out.setdefault(watched[first.rule], []).append(_Named(first.rule, one, "own"))
                continue
            numbers: list[tuple[int | None, Literal["own", "slot", "home"]]] = []
            numbers += [(number, "slot") for slot, number in first.slots.items() if slot != "number"]
            if homely(one.rule):
                numbers.append((self._home.named(one.rule), "home"))
            for size in range(2, min(_HEAD, first.end - first.start)):
                numbers += [(number, "own") for number in rules_of(source[first.start : first.start + size])]
            for number, how in numbers:
                if number is not None and number in watched:
                    out.setdefault(watched[number], []).append(_Named(number, one, how))
                    break
        return out

    @cached_property
    def _watched(self) -> Mapping[int, str]:
        """Number of a member -> its class."""
        return {number: name for name in reversed(WATCHED) for number in self._terms.members(name)}

    def _absent(self, number: int, words: Words) -> bool:
        rule = self._rule(number)
        return not find(words, bind((*rule.accept, *rule.reject), {}, rule.plural, rule.case))

    def _strange(
        self, name: str, source: str, active: Sequence[ActiveRule], words: Words, named: set[int]
    ) -> list[tuple[int, Hit]]:
        """Countries or provinces of the English that the Chinese does not name, one span each, left to right."""
        taken = claimed(active)
        rest = self._rest(source, active, named)
        lies_in = {one.rule.within for one in active}
        out: dict[int, Hit] = {}
        for start, word in enumerate(words.keys):
            for keys, exact, numbers in self._names[name].get(word, ()):
                end = start + len(keys)
                if words.keys[start:end] != keys or not words.raw[start][0].isupper():
                    continue
                if exact and words.raw[start].removesuffix("'s").removesuffix("’s") != exact:
                    continue
                if _behind_place(words, start, self._names[name]) or taken.intersection(range(start, end)):
                    continue
                if named.intersection(numbers) or numbers[0] in out:
                    continue
                if not any(self._mentioned(n, rest, source, keys, lies_in) for n in numbers):
                    out[numbers[0]] = (start, end)
                    break
        return list(out.items())

    def _rest(self, source: str, active: Sequence[ActiveRule], named: set[int]) -> str:
        """The source without the names that it has in full: 伊 of 伊拉克 does not mean 伊朗."""
        spans = sorted({(m.start, m.end) for one in active for m in one.matches if m.rule in named}, reverse=True)
        for start, end in spans:
            source = source[:start] + "　" + source[end:]
        return _DATE.sub("　", source)

    def _mentioned(self, number: int, rest: str, source: str, keys: tuple[str, ...], lies_in: set[str]) -> bool:
        forms = self._rule(number).source
        if any(form in source or form[0] in rest or form in lies_in for form in forms):
            return True
        if any(char in rest for form in forms for char in table("province_characters.tsv").get(form, "")):
            return True
        return any(zh in source for zh in chinese_of("".join(keys)))

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, list[tuple[tuple[str, ...], str, list[int]]]]]:
        """Class -> first word -> names: words, the capitals of an acronym, and whose name it is."""
        cities = {form for n in self._terms.members("world-city") for form in self._rule(n).accept}
        out: dict[str, dict[str, list[tuple[tuple[str, ...], str, list[int]]]]] = {}
        for name in WATCHED:
            owners: dict[tuple[tuple[str, ...], str], list[int]] = {}
            for number in self._terms.members(name):
                accept = [text for form in self._rule(number).accept for text in expand(form)]
                for form in accept:
                    if _SIMPLE.fullmatch(form) and form not in cities:
                        for key in _keys(form, accept):
                            if number not in owners.setdefault(key, []):
                                owners[key].append(number)
            table: dict[str, list[tuple[tuple[str, ...], str, list[int]]]] = {}
            for (keys, exact), numbers in sorted(owners.items(), key=lambda item: -len(item[0][0])):
                table.setdefault(keys[0], []).append((keys, exact, numbers))
            out[name] = table
        return out


def _lost(named: _Named, strange: Sequence[Hit]) -> bool:
    """Return whether no rendering of the rule that names the member is there. "Province" in "Hubei Province" is
    none of 我省; and a department may be there without its province."""
    if named.by.wrong:
        return False
    ends = {end for _, end in strange}
    by = named.by
    return named.how == "slot" or not any(h[0] not in ends for h in (*by.full, *by.short, *by.guessed))


def _behind_place(words: Words, at: int, names: Mapping[str, object]) -> bool:
    """Return whether it is the country after a place that the Chinese names alone: Paris, France."""
    return at > 0 and words.commas[at] and words.raw[at - 1][0].isupper() and words.keys[at - 1] not in names


def _keys(form: str, accept: Sequence[str]) -> list[tuple[tuple[str, ...], str]]:
    """The words of a name, unless they mean other things, too: words of the dictionary (Turkey), and acronyms of other
    things (BBC), which are not the initials of the name."""
    bare = form.replace(".", "")
    if acronym(bare):
        initials = {"".join(w[0] for w in other.split() if w[0].isupper()) for other in accept}
        return [((norm(bare),), bare)] if bare in initials else []
    keys = tuple(norm(w) for w in re.split(r"[ \-]", form))
    if len(keys) == 1 and is_plain(keys[0]):
        return []
    return [(keys, "")]
