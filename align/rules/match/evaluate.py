"""Judge one pair by the rules whose terms its Chinese holds: what is rendered, what is wrong, what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace

from align.evidence.ties import TIED, tie
from align.numbers.numerals import ordinal, ways
from align.records import Finding, Links, Pair, Profile, Severity, Span
from align.rules.load.forms import Alternative, bare, english, shown
from align.rules.load.spec import Rule
from align.rules.match.active_rule import ActiveRule, claimed
from align.rules.match.demanded import SURE, excused
from align.rules.match.fitted import fitted, whole_place
from align.rules.match.nearby import Candidate, before_brackets, by_links, by_spelling
from align.rules.match.other_shapes import another_name, in_other_shape
from align.rules.match.outlet_location import Home
from align.rules.match.rendering_match import Binding, Hit, as_demanded, find
from align.rules.match.swapped_organisations import SwappedOrganisations
from align.rules.match.swapped_places import SwappedPlaces
from align.rules.match.term_search import Match, Terms
from align.text.english import Words, norm
from align.text.sayings import in_idiom
from align.text.scripts import HAN
from align.text.segmenter import english as english_words
from align.text.spans import covered, within

LAST_PART = 6  # code points of the last part of a foreign person's name
_PART = re.compile(rf"[{HAN}]{{1,6}}(?![{HAN}])")


class Judge:
    """Judges pairs by rules. ``rule_at`` gives the rule of a number; ``home`` the setting of that name."""

    def __init__(self, terms: Terms, rule_at: Callable[[int], Rule], profile: Profile) -> None:
        self._terms, self._rule, self._profile = terms, rule_at, profile
        self.home = Home(terms, rule_at, profile.home)
        self._exchanges = SwappedPlaces(terms, rule_at, self.home)
        self._bodies = SwappedOrganisations(terms, rule_at)
        self._known: dict[int, ActiveRule] = {}  # rules that were active before, those with slots to fill left out

    def active(self, text: str, twos: Set[str] | None = None) -> list[ActiveRule]:
        """Rules whose terms the Chinese text holds, in the order of their first places; ``twos``: see Terms.search."""
        groups: dict[tuple[int, tuple[tuple[str, int], ...]], ActiveRule] = {}
        for match in self._terms.search(text, twos):
            key = (match.rule, tuple(sorted(match.slots.items())) if match.slots else ())
            if key in groups:
                groups[key].matches.append(match)
                continue
            if not match.slots and match.rule in self._known:
                groups[key] = self._known[match.rule].again(match)
                continue
            rule = self._rule(match.rule)
            if rule.scope and self._profile.doctype not in rule.scope:
                continue
            one = groups[key] = ActiveRule.of(rule, match, self._binding(match), self.home.open_slots(rule))
            if not match.slots:
                self._known[match.rule] = one.again(match)
        out = []
        for group in groups.values():
            group.matches = [m for m in group.matches if not _in_person(text, m)]
            if group.rule.unless:
                group.matches = [m for m in group.matches if not _inside(text, m, group.rule.unless)]
            group.matches = [m for m in group.matches if not in_idiom(text[m.start : m.end], m.start, m.end, text)]
            if group.matches and not group.rule.find:
                out.append(group)
        return out

    def measure(self, active: Sequence[ActiveRule], words: Words) -> None:
        """Fill in what is rendered and what is wrong; a rejected form inside an accepted one of any rule is none."""
        for one in active:
            one.full = find(words, one.forms) if one.forms else []
            if one.shorts:
                one.short = _outside(find(words, one.shorts), one.full)
        taken = _by_word([(one, hit) for one in active for hit in (*one.full, *one.short)])
        for one in active:
            hits = find(words, one.rejects) if one.rule.reject else ()
            if hits:  # block-chain is rejected though it could be read as blockchain; a larger name excuses it
                hits = [h for h in hits if not as_demanded(words, h, one.rule.accept, one.rule.reject)]
                apart = {id(by) for by in active if _apart(by, one)}
                one.wrong = [
                    h
                    for h in hits
                    if not any(within(h, t) and (h != t or id(by) in apart) for by, t in taken.get(h[0], ()))
                ]
                one.full = _outside(one.full, one.wrong)
                one.short = _outside(one.short, one.wrong)
            if one.guesses:
                one.guessed = _outside(find(words, one.may_be), (*one.full, *one.short, *one.wrong))
        for one in active:  # "Zhengzhou" inside "Zhengzhou University" renders 郑州大学, not 郑州
            if one.full and len(active) > 1:
                one.full = _alone(one, active)
        for one in active:
            if one.wrong:
                one.wrong = _bound(one, active, words)

    def findings(
        self, pair: Pair, active: Sequence[ActiveRule], words: Words, links: Callable[[], Links | None]
    ) -> Iterator[Finding]:
        """Yield the findings of this pair."""
        self.measure(active, words)
        taken = claimed(active)
        for one in active:
            for hit in one.wrong:
                yield self._finding(pair, one, one.rule.severity, words, Candidate(hit, 0.98, "reject"))
        exchanged = [
            *self._exchanges.find(pair.source.text, active, words),
            *self._bodies.find(pair.source.text, active, words),
        ]
        for one, other in exchanged:
            taken.update(range(*other.hit))
            if other.confidence >= SURE and not _linked(one, other.hit, words, links()):
                other = replace(other, confidence=0.6)
            yield self._finding(pair, one, _severity(one.rule, other), words, other)
        for one in active:
            if one.rule.open or not one.forms or (exchanged and any(one is by for by, _ in exchanged)):
                continue
            demands = one.rule.missing != "off" and not one.rendered and not one.wrong
            if demands and excused(one, words, pair):
                continue
            place = self._missing(one, words, taken, links)
            shaped = place is not None and in_other_shape((*one.forms, *one.shorts), words, place)
            if shaped or (place is not None and another_name(one, words, place, pair.source.text)):
                continue
            if place is not None and demands and place.how == "links":  # marked where it is sure to be, else missing
                place = replace(place, confidence=0.8) if place.confidence >= SURE else None
            if place is not None:
                taken.update(range(*place.hit))
                yield self._finding(pair, one, _severity(one.rule, place, demanded=demands), words, place)
            elif not one.rendered and not one.wrong and one.rule.missing != "off" and words:
                yield self._absent(pair, one, one.rule.missing)

    def _missing(
        self, one: ActiveRule, words: Words, claimed: set[int], links: Callable[[], Links | None]
    ) -> Candidate | None:
        if not one.full and one.rule.similar:
            for hit in one.short:
                place = before_brackets(words, one.forms, hit, claimed)
                if place is not None:
                    return place
        lacking = len(one.matches) - one.rendered - len(one.wrong)
        if lacking <= 0 or not one.rule.similar or not words:
            return None
        place = by_spelling(words, one.forms, one.shorts, claimed, bool(one.rendered))
        if place is not None or one.rendered or one.wrong:
            return _fitting(place, one, words)
        evidence = links()
        if evidence is None:
            return None
        found = by_links(words, evidence, [(m.start, m.end) for m in one.matches], claimed, one.forms)
        return _fitting(found, one, words)

    def _finding(self, pair: Pair, one: ActiveRule, severity: Severity, words: Words, place: Candidate) -> Finding:
        expected = self.expected(one)
        hit = whole_place(words, place.hit, expected)
        start, end = words.starts[hit[0]], words.ends[hit[1] - 1]
        found = words.text[start:end]
        if place.other and "inister" in found:  # who heads a ministry is a minister
            expected = expected.replace("Ministry", "Minister")
        term = one.rule.source[0]
        message = f"expected {expected}, found {found}" if expected else f"“{found}” is no rendering of {term}"
        message += f", which is {place.other}" if place.other else ""
        made = self._made(pair, one, severity, message, pair.target.span(start, end), place.confidence)
        return replace(made, suggestions=(fitted(expected, one.rule.accept, words, hit),)) if expected else made

    def _absent(self, pair: Pair, one: ActiveRule, severity: Severity) -> Finding:
        term = pair.source.text[slice(*one.place)]
        message = f"{term} is not rendered as “{self.expected(one)}”"
        return self._made(pair, one, severity, message, None, 0.4 if severity == "note" else 0.75)

    def _made(
        self, pair: Pair, one: ActiveRule, severity: Severity, message: str, target: Span | None, confidence: float
    ) -> Finding:
        rule = one.rule
        note = rule.note + (f" ({'; '.join(rule.ref)})" if rule.ref else "")
        return pair.finding(
            rule,
            message,
            source=one.place,
            target=target,
            severity=severity,
            suggestions=(self.expected(one),) if one.rule.accept else (),
            confidence=confidence,
            note=note.strip(),
            term=pair.source.text[slice(*one.place)],
        )

    def expected(self, one: ActiveRule) -> str:
        """The first accepted rendering whose slots can be filled."""
        filled = (self._filled(one, form) for form in one.rule.accept)
        return next((text for text in filled if text), "")

    def _filled(self, one: ActiveRule, form: str) -> str:
        text = shown(form)
        for name, number in one.matches[0].slots.items():
            value = ordinal(number) if name == "number" else bare(self._rule(number).accept[0])
            text = text.replace("{" + name + "}", value)
        return self.home.text(text) if "{home" in text else text

    def _binding(self, match: Match) -> Binding:
        if not match.slots:
            return self.home.binding
        out: dict[str, tuple[Alternative, ...]] = dict(self.home.binding)
        for name, number in match.slots.items():
            forms = ways(number) if name == "number" else self._rule(number).accept
            out[name] = tuple(a for form in forms for a in english(form))
        return out


def _fitting(place: Candidate | None, one: ActiveRule, words: Words) -> Candidate | None:
    """The place, unless the rule is of a proper name and only small words are there (Frankfurt, frustration)."""
    if place is None or not all(form[:1].isupper() for form in one.rule.accept):
        return place
    return place if any(words.raw[n][:1].isupper() for n in range(*place.hit)) else None


def _bound(one: ActiveRule, active: Sequence[ActiveRule], words: Words) -> list[Hit]:
    """The rejected forms that may be in the place of the term. One of ordinary words ("code", "I have") does so
    only while an accepted rendering is wanting: the others say something else of the sentence."""
    places = {(m.start, m.end) for m in one.matches}
    same = [a for a in active if a is one or any((m.start, m.end) in places for m in a.matches)]
    free = (_outside([*a.full, *a.short], one.wrong) for a in same)  # "strong" inside "net strong country" is none
    spare = len(one.matches) - max(map(len, free))
    shared = {norm(word) for form in one.rule.accept for word in form.split()}
    letters = {"".join(c for c in form.lower() if c.isalpha()) for form in one.rule.accept}
    out = []
    for hit in one.wrong:
        said = range(*hit)
        spelt = "".join(words.raw[n].lower() for n in said) in letters  # block chain
        mine = words.keys[hit[0]] == "my" and any(words.keys[n] in shared for n in said)  # my province
        if spelt or mine or not all(words.keys[n] in english_words() or len(words.keys[n]) < 3 for n in said):
            out.append(hit)
        elif spare > 0:
            out.append(hit)
            spare -= 1
    return out


def _severity(rule: Rule, place: Candidate, *, demanded: bool = False) -> Severity:
    if demanded and place.how == "links" and rule.missing != "off":
        return rule.missing
    if place.how in ("spelling", "exchange") and place.confidence >= 0.8:
        return rule.severity
    return "note" if rule.severity == "note" else "warning"


def _linked(one: ActiveRule, hit: Hit, words: Words, links: Links | None) -> bool:
    """Return whether token links tie the words to the term, or there are no links."""
    place = words.starts[hit[0]], words.ends[hit[1] - 1]
    ties = [tie(links, (match.start, match.end), place) for match in one.matches]
    return links is None or max(ties) >= TIED


def _in_person(text: str, match: Match) -> bool:
    """Return whether the term is a part of the last part of a foreign person's name: 伦敦 in 圣克鲁斯·伦敦诺."""
    dot = text.rfind("·", max(0, match.start - LAST_PART), match.start)
    if dot < 0:
        return False
    part = _PART.match(text, dot + 1)
    return part is not None and part.end() >= match.end and len(part[0]) > match.end - match.start


def _inside(text: str, match: Match, longer: Sequence[str]) -> bool:
    return any(text.find(term, max(0, match.end - len(term)), match.start + len(term)) >= 0 for term in longer)


def _apart(other: ActiveRule, one: ActiveRule) -> bool:
    """Return whether the terms of two rules are in different places: a rendering of one is no error in the other."""
    mine = {(m.start, m.end) for m in one.matches}
    return not any((m.start, m.end) in mine for m in other.matches)


def _outside(hits: list[Hit], taken: Sequence[Hit]) -> list[Hit]:
    inside = covered(taken) if hits else set()
    return [hit for hit in hits if inside.isdisjoint(range(*hit))]


def _by_word(hits: Iterable[tuple[ActiveRule, Hit]]) -> dict[int, list[tuple[ActiveRule, Hit]]]:
    """Renderings by each word of theirs: a line of thousands compares none with all others."""
    out: dict[int, list[tuple[ActiveRule, Hit]]] = {}
    for by, hit in hits:
        for word in range(*hit):
            out.setdefault(word, []).append((by, hit))
    return out


def _alone(one: ActiveRule, active: Sequence[ActiveRule]) -> list[Hit]:
    """Renderings of a term that are no part of a rendering of a larger one."""
    larger = [other for other in active if other is not one and other.full and _larger_term(other, one)]
    around = _by_word((other, hit) for other in larger for hit in other.full)
    return [h for h in one.full if not any(within(h, t) and h != t for _, t in around.get(h[0], ()))]


def _larger_term(other: ActiveRule, one: ActiveRule) -> bool:
    """Return whether the term of ``other`` contains the term of ``one`` (郑州大学, 郑州)."""
    return any(form in source for form in one.rule.source for source in other.rule.source) and len(
        other.rule.source[0]
    ) > len(one.rule.source[0])
