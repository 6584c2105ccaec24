"""Known names: persons, bodies, works, pacts, dynasties, and find one that the English has in the place of another.

A known name of the English that the Chinese does not have, under any of its Chinese forms, is a stray. A known name of
the Chinese that the English does not have, once the strays are covered up, is lost. Where one of a kind is lost and one
of that kind has strayed in, the translation names another thing (王安石, "Su Shi"). The table is made by
``training/known_names.py`` from CC-CEDICT, CEDPANE and lists of our own; presence of a lost name is judged generously.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from align.data import lines
from align.names.acronyms import stands_for
from align.names.capitalised import POSSESSIVE, English, Word, is_plain, read
from align.names.equivalents import called_otherwise, in_title
from align.names.known_things import MOST, OWNER, Known, Ways, first_word, known_forms, known_thing
from align.names.pinyin import fold, spellings
from align.names.recognition import Chinese, chinese_of, sounding
from align.names.renderings import WORD, keys
from align.text.english import english_words
from align.text.scripts import HAN
from align.text.word_search import positions, twos_of

_ALIKE = dict.fromkeys(("大学", "银行", "报", "党", "军", "pact", "firm", "hospital"), "body")


_OFFICE = re.compile(f"[{HAN}]{{2,6}}[局署司处院厅]")


class Stray(NamedTuple):
    """A known name in the English, at ``start`` to ``end``, that nothing in the Chinese explains."""

    start: int
    end: int
    thing: Known


class Lost(NamedTuple):
    """A known name of the Chinese, at ``start`` to ``end``, that nothing in the English renders."""

    start: int
    end: int
    thing: Known


def _english(first: str) -> Ways:
    """Names whose first folded word this is, with the things of each, the longest first."""
    met = known_forms().ways
    ways = met.get(first)
    if ways is None:
        if len(met) >= MOST:
            met.clear()
        ways = met[first] = _looked_up(first)
    return ways


def _looked_up(first: str) -> Ways:
    found: dict[tuple[str, ...], list[Known]] = {}
    for place in (lines("known_words.txt").find(first) or "").split():
        thing = known_thing(int(place))
        for way in thing.ways:
            if first_word(way) == first:
                found.setdefault(folded_words(way), []).append(thing)
    return tuple(sorted(((words, tuple(things)) for words, things in found.items()), key=lambda entry: -len(entry[0])))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of an English name as they are compared."""
    return tuple(fold(word) for word in WORD.findall(OWNER.sub("", text)))


def exchanged(source: Chinese, text: English) -> Iterator[tuple[Lost, Stray]]:
    """Yield known names of the Chinese, each with the other known name of its kind that the English has for it."""
    things = list(named(source.text, source.twos))
    if not things:
        return
    strays = list(_strays(source, text))
    if not strays:
        return
    letters = list(text.text)
    for stray in strays:
        letters[stray.start : stray.end] = " " * (stray.end - stray.start)
    left = read("".join(letters))
    lost = [own for own in things if not _stands(own, source.text, left) and _is_cut_out(own, source)]
    rivals = Counter(_class(own.thing.kind) for own in lost)
    others = {_class(stray.thing.kind): stray for stray in strays}
    several = Counter(_class(stray.thing.kind) for stray in strays)
    for own in lost:
        kind = _class(own.thing.kind)
        if several[kind] != 1 or rivals[kind] != 1 or _same(own.thing, others[kind].thing):
            continue
        span = own.start, own.end
        if not in_title(source.text, *span) and not called_otherwise(source.text, *span, text.text):
            yield own, others[kind]


def _is_cut_out(own: Lost, source: Chinese) -> bool:
    """Return whether words begin and end where the name does; of two characters it must be one word or a recognised
    name (一路上都在 does not name 上都, nor 塞西亚 塞西), unless it is a person or a firm of Chinese characters. A body
    before one of its offices is none: 交通部民用航空局."""
    if own.thing.kind == "body" and _OFFICE.match(source.text, own.end):
        return False
    if own.end - own.start > 2 or (own.thing.kind in ("person", "firm") and not sounding(own.thing.forms[0])):
        return source.is_word(own.start, own.end)
    if sounding(own.thing.forms[0]) and _goes_on_zh(source.text, own.start, own.end):
        return False
    return source.is_named((own.start, own.end)) or source.is_one_word(own.start, own.end)


def _goes_on_zh(source: str, start: int, end: int) -> bool:
    """Return whether a transcribed name is part of a longer one: 科尔 in 科尔奇斯, 雷德 in 雷德．霍夫曼."""
    beside = source[start - 1 : start], source[end : end + 1]
    return any(char and (char in "·•・‧．" or sounding(source[start:end] + char)) for char in beside)


def _same(one: Known, other: Known) -> bool:
    """Return whether two entries may be one thing: a Chinese form shortens one of the other, the words of an English
    form are among those of one of the other, or an acronym has its initials."""
    if one.kind == "land":
        return False
    if any(_shortens(a, b) or _shortens(b, a) for a in one.forms for b in other.forms):
        return True
    ours, theirs = ([_content(way) for way in thing.ways] for thing in (one, other))
    if any(set(a) <= set(b) or set(b) <= set(a) for a in ours for b in theirs if a and b):
        return True
    return _initialled(ours, theirs) or _initialled(theirs, ours)


def _initialled(short: list[list[str]], whole: list[list[str]]) -> bool:
    letters = {"".join(word[0] for word in way) for way in whole if len(way) > 1}
    return any(len(way) == 1 and len(way[0]) > 2 and way[0].endswith(tuple(letters)) for way in short)


def _content(way: str) -> list[str]:
    """The folded words of an English name that are written with a capital."""
    return [fold(word) for word in WORD.findall(re.sub(r"['’]s\b", "", way)) if not word[0].islower()]


def _shortens(short: str, whole: str) -> bool:
    """Return whether all characters of the one are in the other, in their order (世贸组织, 世界贸易组织)."""
    rest = iter(whole)
    return len(short) > 1 and all(char in rest for char in short)


def _class(kind: str) -> str:
    return _ALIKE.get(kind, kind)


def named(source: str, twos: frozenset[str] | None = None) -> Iterator[Lost]:
    """Known names of a Chinese text that are no common words, the longest first, not overlapping. ``twos``: its
    characters and pairs of characters, where somebody took them together."""
    forms, behind = known_forms().of(source), 0
    there = forms.heads & (twos_of(source) if twos is None else twos)
    for at in sorted({at for head in there for at in positions(source, head)}):
        for size in forms.lengths.get(source[at], ()) if at >= behind else ():
            place = forms.places.get(source[at : at + size])
            if place is not None:
                thing = known_thing(place)
                titled = source[at - 1 : at] == "《" and source[at + size : at + size + 1] == "》"
                if thing.kind != "-" and (titled or source[at : at + size] in thing.firm):
                    yield Lost(at, at + size, thing)
                behind = at + size
                break


def _strays(source: Chinese, text: English) -> Iterator[Stray]:
    place, borne = 0, dict[tuple[str, Known], bool]()
    while place < len(text.words):
        found = _known_at(text, place)
        if found is None:
            place += 1
            continue
        last, end, things = found
        kinds = [thing for thing in things if thing.kind != "-"]
        start = text.words[place].start
        alone = kinds and not _goes_on(text, place, last)  # a town may have the name of a firm; nothing names it either
        key = text.text[start:end], things[0]
        if alone and key not in borne:
            borne[key] = _borne(things, source, key[0])
        if alone and not borne[key]:
            yield Stray(start, end, kinds[0])
        place = last + 1


def _known_at(text: English, place: int) -> tuple[int, int, tuple[Known, ...]] | None:
    """The longest known name whose first word is this one: its last capitalised word, its end, what it names."""
    first = text.words[place]
    for wanted, things in _english(first.folded):
        found = _matched(text, place, wanted)
        if found is not None and (len(wanted) > 1 or _telling(first)):
            return *found, things
    return None


def _telling(word: Word) -> bool:
    """Return whether one word is a name by itself: an acronym of three letters, or no word of the dictionary; at the
    head of a sentence one letter more."""
    least = 3 + word.opens
    return len(word.folded) >= least if word.acronym else len(word.folded) > least and not is_plain(word.folded)


def _matched(text: English, place: int, wanted: tuple[str, ...]) -> tuple[int, int] | None:
    """Find the words of the name, one behind the other, in the English: index of the last capitalised one, and the end,
    less a possessive."""
    words, at = text.words, place
    here = end = words[place].start
    for number, want in enumerate(wanted):
        found = WORD.match(text.text, here)
        if found is None or fold(POSSESSIVE.sub("", found[0])) != want:
            return None
        if found[0][:1].isupper():
            while at < len(words) and words[at].start < found.start():
                at += 1
            if at >= len(words) or words[at].start != found.start():
                return None
        here, end = found.end(), found.start() + len(POSSESSIVE.sub("", found[0]))
        if number + 1 < len(wanted):
            if text.text[here : here + 1] not in (" ", "-"):
                return None
            here += 1
    return at, end


def _goes_on(text: English, first: int, last: int) -> bool:
    """Return whether the name is part of a longer one: another capitalised word is right beside it."""
    words, target = text.words, text.text
    if last + 1 < len(words):
        gap = target[words[last].end : words[last + 1].start]
        if gap in (" ", "-", " of ", " of the ", " & ") and words[last + 1].folded not in english_words("no_name"):
            return True
    if first:
        before = words[first - 1]
        if target[before.end : words[first].start] in (" ", "-", " of ", " & ") and not before.opens:
            return before.folded not in english_words("no_name") and not is_plain(before.folded)
    return False


def _borne(things: tuple[Known, ...], source: Chinese, english: str) -> bool:
    """Return whether anything in the Chinese may bear the name: one of its forms, the letters themselves, or a name
    that the lists render with one of its words."""
    text = source.text
    if any(form in text for thing in things for form in thing.forms) or fold(english) in source.folded:
        return True
    folded = fold(english)
    if stands_for(folded.upper(), text):
        return True
    if any(folded in spellings(char) for char in source.starting(folded[:1])):
        return True  # 老赵 is Old Zhao, whoever else is called so
    if things[0].kind == "land":
        return False
    words = _content(english)
    whole = things[0].kind == "person" and len(words) > 1  # of a person no word may be another's
    telling = [word for word in words if whole or not is_plain(word)]
    return bool(telling) and all(any(zh in text for zh in chinese_of(word)) for word in telling)


def _stands(own: Lost, source: str, text: English) -> bool:
    """Return whether the English has the name in any known way, its letters, pinyin or initials."""
    zh = source[own.start : own.end]
    for way in own.thing.ways:
        words = _content(way)
        if own.thing.kind == "person":
            words = [word for word in words[-1:] if len(word) > 2] or words
        if words and all(_there(word, text) for word in words):
            return True
        letters = "".join(word[0] for word in words)
        if len(letters) > 2 and letters in text.forms:
            return True
        if own.thing.kind == "body" and any(_there(key, text) for key in keys(way) if not is_plain(key)):
            return True
    if any(len(form) > 4 and form in text.squeezed for form in spellings(zh)):
        return True
    return called_otherwise(source, own.start, own.end, text.text)


def _there(word: str, text: English) -> bool:
    if len(word) > 5:
        return f" {word[:-1]}" in text.spaced
    return word in text.forms or f"{word}s" in text.forms
