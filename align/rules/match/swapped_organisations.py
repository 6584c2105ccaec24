"""One ministry, commission or administration for another: 财政部, "the Ministry of Commerce".

As with countries and provinces (``swapped_places``), no list of mistakes could hold all pairs, so the bodies of the
state watch each other: where no rendering of one that the Chinese names is in the English, and the English names
another one of which the Chinese says nothing, that other one is in its place. Unlike countries, bodies are called by
many names (a planner, a regulator), so only full names count for the other one: "Ministry of Commerce", "commerce
minister".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from align.rules.load.forms import Alternative, expand
from align.rules.load.spec import Rule
from align.rules.match.active_rule import ActiveRule, claimed
from align.rules.match.nearby import Candidate
from align.rules.match.rendering_match import Hit, bind, find
from align.rules.match.term_search import Match, Terms
from align.text.english import ARTICLES, Words, english_words, norm

CLASSES = ("ministry", "agency")
_ENDS = tuple("部 委 委员会 局 署 会 办 办公室 法院 检察院 人民银行".split())  # the State Council is over them all
_FRONT = re.compile("^(?:国家|中国|中央|国务院|全国|最高人民|最高)")  # what says nothing of the field
HEADS = "部长"  # names a ministry without being it: 财政部长
_UNKNOWN = re.compile("(?<![全内外干总局东西南北中])部(?![分门队署位件落族长])|委员会|[厅署](?![长名])")  # 法务部
_FULL = re.compile(r"[A-Za-z][\w'’\- ,]*")
_JOINS = frozenset({"ministry", "the", "national", "state", "general", "its"})  # behind "and": another body, not more
_FIELD = 2  # characters that tell a field: 财政, 教育


class SwappedOrganisations:
    """Find public bodies whose English names another body."""

    def __init__(self, terms: Terms, rule_at: Callable[[int], Rule]) -> None:
        self._terms, self._rule = terms, rule_at

    def find(self, source: str, active: Sequence[ActiveRule], words: Words) -> list[tuple[ActiveRule, Candidate]]:
        """Return exchanged rules and words: an error (confidence 0.9) for one in place of one, else 0.6."""
        named = [one for one in (*active, *self._ministers(source, active)) if self._watched(one.matches[0].rule)]
        lost = [
            one for one in named if not one.rendered and not one.wrong and not find(words, _all_renderings(one.rule))
        ]
        if not lost:
            return []
        numbers = {one.matches[0].rule for one in named}
        if _UNKNOWN.search(_without(source, named)):
            return []
        taken = claimed(active)
        strange = list(self._strange(source, numbers, taken, words))
        single = len(lost) == 1 == len(strange)
        if not single and len(lost) != len(strange):
            return []
        return [
            (one, Candidate(hit, 0.9 if single else 0.6, "exchange", self._rule(number).source[0]))
            for one, (number, hit) in zip(lost, strange, strict=True)
        ]

    def _ministers(self, source: str, active: Sequence[ActiveRule]) -> Iterator[ActiveRule]:
        """Ministries that are named by their minister alone: 财政部长."""
        at = source.find(HEADS)
        while at >= 0:
            for size in range(_FIELD, min(at, 10) + 1):
                for number in self._terms.rules_of(source[at - size : at + 1]):
                    if self._watched(number) and not any(one.matches[0].rule == number for one in active):
                        yield ActiveRule(self._rule(number), [Match(at - size, at + 1, number)], {})
            at = source.find(HEADS, at + 1)

    def _watched(self, number: int) -> bool:
        if not any(self._terms.member(number, name) for name in CLASSES):
            return False
        return any(form.endswith(_ENDS) for form in self._rule(number).source)

    def _strange(self, source: str, named: set[int], taken: set[int], words: Words) -> Iterator[tuple[int, Hit]]:
        """Public bodies of the English that the Chinese does not name, left to right."""
        seen: set[int] = set()
        for start, word in enumerate(words.keys):
            for keys, numbers in self._names.get(word, ()):
                end = start + len(keys)
                if words.keys[start:end] != keys or any(words.breaks[start + 1 : end]) or _goes_on(words, end):
                    continue
                free = taken.isdisjoint(n for n in range(start, end) if words.keys[n] != "minister")  # of 部长
                if free and not named.intersection(numbers):
                    if seen.isdisjoint(numbers) and not any(self._mentioned(n, source) for n in numbers):
                        yield numbers[0], (start, end)
                    seen.update(numbers)
                break

    def _mentioned(self, number: int, source: str) -> bool:
        """Return whether the Chinese names the body or its field (教育 fits the Ministry of Education)."""
        return any(_FRONT.sub("", form)[:_FIELD] in source for form in self._rule(number).source)

    @cached_property
    def _names(self) -> Mapping[str, list[tuple[tuple[str, ...], list[int]]]]:
        """First word -> full names of bodies, the longest first, and whose they are."""
        owners: dict[tuple[str, ...], list[int]] = {}
        for number in sorted({n for name in CLASSES for n in self._terms.members(name) if self._watched(n)}):
            accept = [text for form in self._rule(number).accept for text in expand(form) if _FULL.fullmatch(text)]
            for form in _with_heads(accept):
                keys = tuple(norm(w) for w in re.split(r"[ \-]+", form.replace(",", "")) if w.lower() not in ARTICLES)
                if len(keys) > 1 and not english_words("ministry").isdisjoint(keys) and _telling(form):
                    numbers = owners.setdefault(keys, [])
                    numbers += [number] if number not in numbers else []
        out: dict[str, list[tuple[tuple[str, ...], list[int]]]] = {}
        for keys, numbers in sorted(owners.items(), key=lambda item: -len(item[0])):
            out.setdefault(keys[0], []).append((keys, numbers))
        return out


def _without(source: str, named: Sequence[ActiveRule]) -> str:
    """The source without the names of bodies that have rules."""
    for match in sorted((m for one in named for m in one.matches), key=lambda m: -m.start):
        source = source[: match.start] + "　" + source[match.end :]
    return source


def _with_heads(forms: Sequence[str]) -> list[str]:
    """The names, and those of who heads them: Minister of Finance, finance minister."""
    return [*forms, *(f.replace("Ministry", "Minister").replace("ministry", "minister") for f in forms)]


def _all_renderings(rule: Rule) -> Sequence[Alternative]:
    """Return all renderings of the body or its head."""
    forms = (*rule.accept, *rule.reject, *rule.short)
    heads = [f.replace("Department", "Secretary") for f in forms if "Department" in f]
    return bind((*dict.fromkeys((*_with_heads(forms), *heads)),), {}, rule.plural, rule.case)


def _telling(form: str) -> bool:
    """Return whether it is a name, not a description (health authorities): capitalised, or a ministry."""
    small = [w for w in form.split() if w[0].islower() and w not in ("of", "for", "and", "the")]
    return not small or (small == form.split() and small[-1] in ("ministry", "minister"))


def _goes_on(words: Words, end: int) -> bool:
    """Return whether the name is longer: Ministry of Science and Higher Education."""
    if end + 1 >= len(words) or words.breaks[end] or words.keys[end] != "and":
        return False
    return words.raw[end + 1][0].isupper() and words.keys[end + 1] not in _JOINS
