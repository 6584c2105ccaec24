"""Find the English words in place of a missing rendering: by spelling, pinyin, then token links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from align.evidence.linked_words import linked_words
from align.records import Links
from align.rules.load.forms import Alternative, Word
from align.rules.match.rendering_match import Hit
from align.text.edit_distance import distance, within
from align.text.english import ARTICLES, Words, acronym, english_words, function_words

_SYLLABLE = re.compile(
    r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(i?a(?:ng|n|o|i)?|u?a(?:ng|n|i)?|i?ong|i?e(?:ng|n|r|i)?|ue|ui|i(?:ng|n|u)?|o(?:ng|u)?|u(?:n|o)?|v)"
    r"(?![aeiouv])"
)
# Initials and finals that are mixed up by ear, by dialect or by a careless typist (pairs, either way)
_LIKE_INITIALS = frozenset(
    frozenset(pair.split("/"))
    for pair in "zh/z ch/c sh/s zh/ch zh/sh ch/sh z/c n/l r/l f/h j/q q/x j/x zh/j ch/q sh/x b/p d/t g/k".split()
)
_STEM = 5  # letters that words of one stem share
_RUN = 6  # times as many words as a name has are read for it; with more than two, most are others'


@dataclass(frozen=True, slots=True)
class Candidate:
    """Word numbers, how sure it is that they stand for the term (0..1), what told; and the term that they are known to
    render ('' where none is)."""

    hit: Hit
    confidence: float
    how: Literal["reject", "exchange", "spelling", "links"]
    other: str = ""


def before_brackets(words: Words, full: Sequence[Alternative], short: Hit, claimed: set[int]) -> Candidate | None:
    """A maimed name right before its abbreviation in brackets: "Ministry of Industry and Technology (MIIT)"."""
    if not words.breaks[short[0]] or words.text[: words.starts[short[0]]].rstrip()[-1:] not in ("(", "（"):
        return None
    for form in full:
        items = [i for i in form if isinstance(i, Word) and i.key not in ARTICLES]
        place = _window(words, items, claimed) if len(items) == len(form) else None
        if place is not None and place.hit[1] == short[0]:
            return place
    return None


def by_spelling(
    words: Words, forms: Sequence[Alternative], shorts: Sequence[Alternative], claimed: set[int], strict: bool
) -> Candidate | None:
    """The name-like words most like an accepted rendering, that no other rule claims; None where none is like enough.

    ``strict``: one rendering is there already, so only a very near miss counts.
    """
    best: Candidate | None = None
    named = {_initials(form) for form in forms} | {
        item.exact for form in shorts for item in form if isinstance(item, Word)
    }
    for form in (*forms, *shorts):
        first = form[0]
        if len(form) == 1 and isinstance(first, Word) and acronym(first.exact) and first.exact not in named:
            continue  # GMT may speak of Britain; what is spelt much like it does not
        items = [item for item in form if isinstance(item, Word) and item.key not in ARTICLES]
        if len(items) != len([i for i in form if not (isinstance(i, Word) and i.key in ARTICLES)]):
            continue
        place = _single(words, items[0], claimed) if len(items) == 1 else _window(words, items, claimed)
        if place is not None and (best is None or place.confidence > best.confidence):
            best = place
    return best if best is not None and best.confidence >= (0.85 if strict else 0.7) else None


def _initials(form: Alternative) -> str:
    """First letters of the content words of a rendering: WTO."""
    keys = [item.key for item in form if isinstance(item, Word) and item.key not in function_words("unlinked")]
    return "".join(key[:1].upper() for key in keys)


def _single(words: Words, item: Word, claimed: set[int]) -> Candidate | None:
    """One capitalised word or acronym for another."""
    if item.prefix or not item.surface[:1].isupper():
        return None
    best = 0.0
    at = -1
    for number, raw in enumerate(words.raw):
        if number in claimed or not raw[0].isupper() or (number and words.raw[number - 1] in english_words("particle")):
            continue
        score = _acronym_score(item.exact, raw) if acronym(item.exact) else _name_score(item.key, words, number)
        if score > best:
            best, at = score, number
    return Candidate((at, at + 1), round(best, 2), "spelling") if best else None


def _acronym_score(want: str, raw: str) -> float:
    raw = raw.removesuffix("'s").removesuffix("’s")
    if not acronym(raw) or len(want) < 3 or abs(len(raw) - len(want)) > 1 or raw == want:
        return 0.0
    if raw[0] != want[0] and sorted(raw) != sorted(want):
        return 0.0
    return {1: 0.85}.get(distance(want, raw), 0.75 if sorted(raw) == sorted(want) else 0.0)


def _name_score(key: str, words: Words, number: int) -> float:
    raw = words.keys[number]
    if len(key) < 4 or len(raw) < 4 or acronym(words.raw[number]):
        return 0.0
    most = max(2, len(key) // 3)
    if len(set(key).symmetric_difference(raw)) > 2 * most:
        return 0.0  # each edit exchanges one letter for another at most
    far = distance(key, raw)
    if far == 0 or far > most:
        return 0.0
    sounded = pinyin_likeness(key, raw)
    if sounded is not None:
        return sounded
    if far == 1 and len(key) >= 6:
        return 0.8
    return 0.7 if far == 2 and len(key) >= 9 else 0.0


def _window(words: Words, items: Sequence[Word], claimed: set[int]) -> Candidate | None:
    """A run of words that holds most words of a name, but not all: "Ministry of Industry and Technology"."""
    small = function_words("unlinked")
    content = [item.key for item in items if item.key not in small]
    if len(content) < 3 or sum(i.surface[:1].isupper() for i in items if i.key not in small) < len(content):
        return None
    wanted = set(content)
    starts = [n for key in (content[0], content[1]) for n in words.places(key) if words.raw[n][0].isupper()]
    best: Candidate | None = None
    for start in starts:
        end, seen = _extend(words, start, wanted)
        extra = max(0, sum(words.keys[n] not in function_words("unlinked") for n in range(start, end)) - len(seen))
        share = len(seen) / (len(wanted) + extra)
        told = items and (content[0] in seen or len(seen) > 2)  # "News Agency" alone is no maimed China News Agency
        if share >= 0.6 and len(seen) >= 2 and told and not claimed.intersection(range(start, end)):
            place = Candidate((start, end), round(min(0.5 + share / 2, 0.9), 2), "spelling")
            if best is None or place.confidence > best.confidence:
                best = place
    return best


def _extend(words: Words, start: int, wanted: set[str]) -> tuple[int, set[str]]:
    """End of the run of capitalised and joining words from ``start``, and which wanted words it holds."""
    seen: set[str] = set()
    stems = {key[:_STEM]: key for key in wanted}
    at = end = start
    last = min(len(words), start + _RUN * len(wanted))  # a longer run is a list; each of its names would read it all
    while at < last and (at == start or not words.breaks[at]):
        if words.raw[at][0].isupper():
            match = stems.get(words.keys[at][:_STEM]) or _misspelt(words.keys[at], wanted)  # surveys for surveying
            if match:
                seen.add(match)
            end = at + 1
        else:
            ahead = words.keys[at + 1] if at + 1 < len(words) else ""
            joins = words.keys[at] in ("of", "and", "the") or (
                words.keys[at] in ("for", "on", "in") and ahead in wanted
            )
            if not joins:
                break
        at += 1
    return end, seen


def _misspelt(key: str, wanted: set[str]) -> str:
    """The wanted word that differs from ``key`` by one letter (Trad for Trade), or ''."""
    return next((w for w in sorted(wanted) if len(key) > 3 and len(w) > 3 and within(key, w, 1) and key != w), "")


def syllables(word: str) -> tuple[tuple[str, str], ...] | None:
    """Split a pinyin word into (initial, final) pairs; None if it is no pinyin."""
    out: list[tuple[str, str]] = []

    def walk(at: int) -> bool:
        if at == len(word):
            return True
        for size in range(min(6, len(word) - at), 0, -1):
            match = _SYLLABLE.fullmatch(word[at : at + size])
            if match:
                out.append((match[1] or "", match[2]))
                if walk(at + size):
                    return True
                out.pop()
        return False

    return tuple(out) if len(word) <= 24 and walk(0) else None


def pinyin_likeness(a: str, b: str) -> float | None:
    """0..1: how easily one pinyin word is written for the other, syllable by syllable; None where one is no pinyin
    or the numbers of syllables differ."""
    first, second = syllables(a), syllables(b)
    if first is None or second is None or len(first) != len(second):
        return None
    lost = 0.0
    for (i1, f1), (i2, f2) in zip(first, second, strict=True):
        if i1 != i2:
            lost += 0.5 if frozenset((i1, i2)) in _LIKE_INITIALS else 1.0
        if f1 != f2:
            lost += 0.5 if distance(f1, f2) == 1 else 1.0
    return round(max(0.0, 1 - lost / (2 * len(first))), 2)


def by_links(
    words: Words, links: Links, terms: Sequence[Hit], claimed: set[int], forms: Sequence[Alternative]
) -> Candidate | None:
    """The words that the token links give for the term; None where they give none clearly, or but a part of what is
    expected ("Finance" for Ministry of Finance: it is said in another way there)."""
    found = linked_words(words, links, terms, claimed)
    if found is None:
        return None
    keys = [words.keys[n] for n in range(found.start, found.end) if words.keys[n] not in function_words("unlinked")]
    wanted = {item.key[:_STEM] for form in forms for item in form if isinstance(item, Word)}
    if all(key[:_STEM] in wanted or len(key) < 3 or key in english_words("kind_of_place") for key in keys):
        return None
    return Candidate((found.start, found.end), round(min(0.7, found.strength), 2), "links")
