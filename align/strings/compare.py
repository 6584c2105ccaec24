"""Placeholders of two texts against each other: what is lost, added, renamed, retyped, hurt, out of order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from align.records import Offsets
from align.strings import damage
from align.strings.literals import code_spans
from align.strings.placeholders import Placeholder, placeholders
from align.strings.taken import Taken
from align.text.scripts import HAN, IDEOGRAPH

MOST = 100  # placeholders of one text without counterpart whose damaged forms are searched
_HAN_BRACES = re.compile(rf"[{{\[<][^{{}}\[\]<>\n]{{0,30}}[{HAN}][^{{}}\[\]<>\n]{{0,30}}[}}\]>]")
# A subject, what it does, an object: words that turn the sentence round
_TURNS_ZH = re.compile(r"[的被由给从向对把为在于与和受归比]|收到|获得|得到|接到|来自|遭|：|，|/|、")
_TURNS_EN = re.compile(
    r"\b(?:by|from|of|to|in|on|at|for|with|and|or|was|were|is|are|be|been|has|have|got|received|gets?)\b|['’]s\b|[:,/(]",
    re.IGNORECASE,
)
_COUNTS = frozenset("diu")
_NAMED = frozenset(("qt", "mustache", "brace", "ruby", "python", "template", "laravel"))


class Trouble(NamedTuple):
    """Something wrong with placeholders. ``source`` and ``target``: offsets in the two texts, None on a side where
    nothing is; ``right``: what the translation should have, '' where it should have nothing."""

    what: str  # lost, added, changed, damaged, order
    source: Offsets | None
    target: Offsets | None
    message: str
    right: str = ""
    confidence: float = 0.95


def troubles(
    source: str, target: str, dialects: frozenset[str] | None = None, *, entry: bool = True, singular: bool = False
) -> Iterator[Trouble]:
    """Find what is wrong with the placeholders of a translation.

    ``entry``: the texts are strings of a program; in prose a notation that could be words counts only where both sides
    have it. ``singular``: the form of a plural that may do without its number.
    """
    ours = _believed(source, target, _outside_code(source, placeholders(source, dialects), entry), entry)
    known = {p.dialect for p in ours}
    found = _outside_code(target, placeholders(target, dialects), entry)
    theirs = [p for p in found if p.certain or p.dialect in known]
    lacking, extra = _rest(ours, theirs), _rest(theirs, ours)
    taken = Taken(target, ((p.start, p.end) for p in found))
    surplus = _surplus(ours, theirs)
    pairs = list(_matched(lacking[:MOST], extra[:MOST], surplus[:MOST]))
    for one, other in pairs:
        lacking.remove(one)
        if other in extra:
            extra.remove(other)
        yield _changed(one, other)
    hurt_any = False
    for number, one in enumerate(lacking):
        hurt = damage.find(target, one, taken) if number < MOST else None
        if hurt is None and entry and number < MOST:
            hurt = damage.translated(target, taken)
        if hurt is not None:
            hurt_any = True
            taken.add((hurt.start, hurt.end))
            message = f"{one.text} of the source is damaged in the translation: {hurt.what}"
            yield Trouble("damaged", (one.start, one.end), (hurt.start, hurt.end), message, one.text)
        elif not (singular and _is_number(one)) and (one.certain or entry):
            yield Trouble("lost", (one.start, one.end), None, f"{one.text} is missing in the translation", one.text)
    yield from _added(source, extra, entry=entry)
    yield from _percents(source, target, ours, theirs)
    if not (lacking or extra or pairs or hurt_any):
        yield from _order(source, target, ours, theirs)


def _outside_code(text: str, found: Sequence[Placeholder], entry: bool) -> Sequence[Placeholder]:
    """In prose what is between backquotes is code, which is compared as such."""
    if entry or "`" not in text:
        return found
    code = Taken(text, ((c.start, c.end) for c in code_spans(text)))
    return [p for p in found if not code.meets(p.start, p.start + 1)]


def _believed(source: str, target: str, found: Sequence[Placeholder], entry: bool) -> list[Placeholder]:
    """Those of the source that are placeholders, and no words of Chinese prose with marks around them."""
    out = []
    theirs = {p.dialect for p in placeholders(target)}
    for one in found:
        if one.certain or one.text in target or one.dialect == "qt":
            out.append(one)
        elif one.dialect == "laravel":
            before = source[one.start - 1 : one.start]
            tight = bool(before) and not before.isspace()  # 状态:active may be a colon and a word
            if not tight or not re.search(rf"(?<!\w){re.escape(one.name)}(?!\w)", target):
                out.append(one)
        elif entry or one.dialect in theirs:
            out.append(one)
    return out


def _rest(ours: Sequence[Placeholder], theirs: Sequence[Placeholder]) -> list[Placeholder]:
    """Those that the other side has not: with a name once is enough, without one they are counted."""
    have = Counter(_same(p) for p in theirs)
    out = []
    for one in ours:
        if one.literal:
            continue
        key = _same(one)
        if have[key] > 0:
            if not one.name:
                have[key] -= 1
        else:
            out.append(one)
    seen: set[str] = set()
    kept = []
    for one in out:  # a lost name is reported once
        if one.name and _same(one) in seen:
            continue
        seen.add(_same(one))
        kept.append(one)
    return kept


def _same(one: Placeholder) -> str:
    """Return what has to be equal; blanks inside braces of templates do not matter."""
    return "".join(one.text.split()) if one.dialect in ("mustache", "brace", "nesting", "template") else one.text


def _surplus(ours: Sequence[Placeholder], theirs: Sequence[Placeholder]) -> list[Placeholder]:
    """Named ones that are in the translation more often than in the source: the second of them."""
    counts, out = Counter(_same(p) for p in ours), []
    for one in theirs:
        counts[_same(one)] -= 1
        if one.name and counts[_same(one)] < 0:
            out.append(one)
    return out


def _matched(
    lacking: Sequence[Placeholder], extra: Sequence[Placeholder], surplus: Sequence[Placeholder]
) -> Iterator[tuple[Placeholder, Placeholder]]:
    """Lacking ones with those that are in their place: of one name, then the most alike of one dialect."""
    free = [*extra, *(s for s in surplus if s not in extra)]
    for one in lacking:
        near = [
            (_likeness(one, other), -n, other)
            for n, other in enumerate(free)
            if other.dialect == one.dialect or (one.name and one.name == other.name)
        ]
        if near:
            best = max(near, key=lambda item: item[:2])[2]
            free.remove(best)
            yield one, best


def _likeness(one: Placeholder, other: Placeholder) -> float:
    same = 1.0 if one.name and one.name == other.name else 0.0
    return same + SequenceMatcher(None, one.text, other.text).ratio()


def _changed(one: Placeholder, other: Placeholder) -> Trouble:
    spans: tuple[Offsets, Offsets] = (one.start, one.end), (other.start, other.end)
    if one.dialect == other.dialect and one.name == other.name and one.kind != other.kind:
        message = f"{one.text} of the source stands as {other.text} in the translation: another type of value"
        return Trouble("changed", *spans, message, one.text)
    message = f"{one.text} in the source, {other.text} in the translation"
    return Trouble("changed", *spans, message, one.text)


def _is_number(one: Placeholder) -> bool:
    """Return whether it can be the number of a plural."""
    return one.kind[-1:] in _COUNTS or one.dialect in _NAMED


def _added(source: str, extra: Sequence[Placeholder], *, entry: bool) -> Iterator[Trouble]:
    """Those that only the translation has. Metavariables of prose may be translated: {文件名}, {file}."""
    han = [m.span() for m in _HAN_BRACES.finditer(source)]
    for one in extra:
        if not one.certain:
            continue
        if one.dialect == "brace" and han:
            span = han.pop(0)
            if entry:
                right = source[slice(*span)]
                message = f"{right} in the source, {one.text} in the translation: names are not translated"
                yield Trouble("changed", span, (one.start, one.end), message, right, 0.7)
            continue
        yield Trouble("added", None, (one.start, one.end), f"{one.text} has no counterpart in the Chinese", "", 0.9)


def _percents(
    source: str, target: str, ours: Sequence[Placeholder], theirs: Sequence[Placeholder]
) -> Iterator[Trouble]:
    """``%%`` of a format string: a single ``%`` breaks it, and a doubled one shows in a string that is no format."""
    mine = [p for p in ours if p.literal]
    other = [p for p in theirs if p.literal]
    single, plain = _bare_percents(target, theirs), _bare_percents(source, ours)
    if len(other) < len(mine) and single and not plain:
        at, one = single[0], mine[len(other)]
        message = "%% of the source is a single % in the translation, which a format string cannot have"
        yield Trouble("damaged", (one.start, one.end), (at, at + 1), message, "%%")
    elif other and not mine and plain:
        at = other[0].start
        yield Trouble("changed", (plain[0], plain[0] + 1), (at, at + 2), "% of the source is doubled", "%", 0.85)


def _bare_percents(text: str, found: Sequence[Placeholder]) -> list[int]:
    """Find per cent signs that are no part of a placeholder."""
    taken = Taken(text, ((p.start, p.end) for p in found))
    return [m.start() for m in re.finditer("%", text) if not taken.meets(*m.span())]


def _order(source: str, target: str, ours: Sequence[Placeholder], theirs: Sequence[Placeholder]) -> Iterator[Trouble]:
    """Placeholders that are filled by their turn must keep it; of two with numbers, subject and object must."""
    mine, other = (
        [p for p in side if p.dialect == "printf" and not p.name and not p.literal] for side in (ours, theirs)
    )
    if [p.text for p in mine] != [p.text for p in other]:
        one, two = next((a, b) for a, b in zip(mine, other, strict=False) if a.text != b.text)
        message = (
            f"{one.text} and {two.text} are filled in the order of the source; here they stand the other way round"
        )
        numbered = f"{one.text[0]}{mine.index(one) + 1}${one.text[1:]}"
        yield Trouble("order", (one.start, one.end), (two.start, two.end), message, numbered)
    else:
        yield from _roles(source, target, ours, theirs)


def _roles(source: str, target: str, ours: Sequence[Placeholder], theirs: Sequence[Placeholder]) -> Iterator[Trouble]:
    """“%1$s 邀请 %2$s” as “%2$s invited %1$s”: both texts begin with one, and no word turns either round."""
    if len(ours) < 2 or len(theirs) < 2 or ours[0].start or theirs[0].start or not (ours[0].name and theirs[0].name):
        return
    subject, other = ours[0], theirs[0]
    mate = next((p for p in ours if p.text == other.text), None)
    back = next((p for p in theirs if p.text == subject.text), None)
    if subject.text == other.text or mate is None or back is None:
        return
    between = source[subject.end : mate.start], target[other.end : back.start]
    if not IDEOGRAPH.search(between[0]) or not re.search(r"[A-Za-z]{3}", between[1]):
        return
    if not _TURNS_ZH.search(between[0]) and not _TURNS_EN.search(between[1]):
        message = f"{subject.text} acts in the source, {other.text} in the translation: were they exchanged?"
        yield Trouble("order", (subject.start, subject.end), (other.start, other.end), message, subject.text, 0.75)
