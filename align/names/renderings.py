"""Find the renderings of Chinese names in an English text, and the Chinese that an English name renders.

Presence is judged generously (lists, pinyin in all readings and orders, Wade-Giles and the surnames of Hong Kong and
abroad, sound, adjectives of countries): what is left over is really missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from align.data import rows
from align.names.capitalised import English, Word
from align.names.pinyin import abroad, fold, readings, spellings, syllables, wade_giles
from align.names.recognition import GENERIC_ZH, Chinese, Name, chinese_of, major, sounding
from align.names.sound import likeness
from align.text.english import english_words
from align.text.scripts import LETTERS
from align.text.segmenter import english

SOUNDS_LIKE = 0.35  # nats a letter; 98 % of strangers lie below, 96 % of true pairs above (names of the lists)
WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")


@lru_cache(maxsize=2)
def _characters(name: str) -> Mapping[str, tuple[str, ...]]:
    """Of a table of characters and the words that render them: word -> characters."""
    out: dict[str, tuple[str, ...]] = {}
    for char, words in rows(name):
        for word in words.split(" "):
            out[word] = (*out.get(word, ()), char)
    return out


# last characters of bodies and media, whose English must be there whole (Deutsche Welle, not Deutsche alone)
_BODIES = frozenset("社声会织生局部院报网台行盟署")


def keys(rendering: str) -> tuple[str, ...]:
    """The folded words of a rendering that carry it; all of it where every word is generic."""
    words = [fold(re.sub(r"['’]s$", "", w)) for w in WORD.findall(rendering)]
    return tuple(w for w in words if w and w not in english_words("in_place_name")) or (" ".join(words),)


def initials(rendering: str) -> str:
    """First letters of the capitalised words, folded: New South Wales -> nsw; "-" for fewer than two."""
    letters = "".join(w[0] for w in WORD.findall(rendering) if w[0].isupper()).lower()
    return letters if len(letters) > 1 else "-"


def _stands(key: str, text: English) -> bool:
    if len(key) > 6 and f" {key[:6]}" in text.spaced:
        return True
    if len(key) > 4:
        return f" {key}" in text.spaced or (len(key) > 6 and key in text.squeezed)
    return f" {key} " in text.spaced or f" {key}s " in text.spaced or f" {key}n " in text.spaced


def rendered(name: Name, text: English) -> bool:
    """Return whether the English holds the name in any rendering, in pinyin or by its sound."""
    key = name.text, name.kind, name.surname, name.renderings
    if key not in text.asked:
        text.asked[key] = _rendered(name, text)
    return text.asked[key]


def _rendered(name: Name, text: English) -> bool:
    whole = all if name.text[-1] in _BODIES else any
    for way in name.renderings:
        if whole([_stands(key, text) for key in keys(way)]):
            return True
    if any(initials(way) in text.forms for way in name.renderings if " " in way):
        return True
    if name.kind == "person" and _person(name, text):
        return True
    if (name.kind == "place" or (name.kind == "listed" and len(name.text) < 5)) and _spelt(name.text, text):
        return True
    stem = name.text[:-1] if name.text[-1] in GENERIC_ZH and len(name.text) > 2 else name.text
    return sounding(stem) and any(likeness(stem, w) > SOUNDS_LIKE for w in _sounding(text))


def chains(names: tuple[Name, ...], source: str) -> list[list[Name]]:
    """Names that belong together: 约翰·福特·肯尼迪. One rendered name of a chain vouches for the others."""
    out: list[list[Name]] = []
    for name in names:
        before = out[-1][-1] if out else None
        gap = source[before.end : name.start] if before else None
        foreign = before and sounding(before.text) and sounding(name.text)
        if before and (
            gap in ("·", "•", "・", "-", "－", "?") or (gap == "" and foreign and before.text not in major())
        ):
            out[-1].append(name)
        else:
            out.append([name])
    return out


_BRACKET = re.compile(
    r"[^（(，。；：、]{0,3}[（(]\s*([A-Za-zÀ-ž][^（）()]{1,60})[）)]|[^（(，。；：、]{0,14}[（(]\s*([A-Z][A-Za-z]*[A-Z])\s*[）)]"
)


def latin_behind(source: str, end: int) -> str:
    """The Latin words that a Chinese text gives in brackets behind a name: 美国地质调查局 (USGS) -> USGS."""
    found = _BRACKET.match(source, end)
    return (found[1] or found[2]) if found else ""


_LETTERS = re.compile("[A-Za-z]+(?:[ -][A-Za-z]+)*")
_BEHIND = frozenset(["", *" ,.;:!?)"])  # what ends a word


def _verbatim(way: str, text: English) -> bool:
    """Return whether a rendering without accents and apostrophes occurs in the English as whole words."""
    if (way,) not in text.asked:
        text.asked[way,] = _is_there(way, text.text)
    return text.asked[way,]


def _is_there(way: str, target: str) -> bool:
    start = target.find(way)
    if start < 0 or (start and target[start - 1] != " "):
        return False
    return target[start + len(way) : start + len(way) + 1] in _BEHIND and _LETTERS.fullmatch(way) is not None


def missing(source: Chinese, target: English) -> tuple[list[Name], ...]:
    """Chains of names of the Chinese of which nothing is rendered in the English."""
    out = []
    for chain in chains(source.names, source.text):
        if any(_verbatim(way, target) for name in chain for way in name.renderings):
            continue  # two of three: the words of the English need not be told apart
        if any(rendered(name, target) for name in chain):
            continue
        latin = latin_behind(source.text, chain[-1].end)
        if not latin or target.forms.isdisjoint(map(fold, re.findall(r"[^\W\d_]+", latin))):
            out.append(chain)
    return tuple(out)


def _sounding(text: English) -> list[str]:
    """Capitalised words by which a name could be heard, and neighbours run together (El Paso)."""
    caps = text.capitals
    out = [w.folded for w in caps if len(w.folded) > 2]
    out += [a.folded + b.folded for a, b in pairwise(caps) if b.start - a.end == 1]
    return out


def _spelt(zh: str, text: English) -> bool:
    """Pinyin of a place, or of its stem without the generic character."""
    stem = zh[-1] in GENERIC_ZH
    forms = (
        spellings(zh) + (spellings(zh[:-1]) if len(zh) > 2 or stem else ()) + (spellings(zh[:2]) if len(zh) > 3 else ())
    )
    return any(form in text.squeezed if len(form) > 4 else form in text.forms for form in forms)


def _person(name: Name, text: English) -> bool:
    """Surname or given name in pinyin (any order), Wade-Giles, or as spelt in Hong Kong and abroad."""
    family, given = name.text[: name.surname], name.text[name.surname :]
    ways = {*spellings(family, True), *abroad(family)}
    ways |= {wade_giles(r) for r in readings(family)}
    if ways & text.forms:
        return True
    full = [g for g in spellings(given) if len(g) > 4]
    return any(g in text.squeezed for g in full) or any(s + g in text.squeezed for s in ways for g in spellings(given))


def explained(word: Word, source: Chinese) -> bool:
    """Return whether this English name corresponds to anything in the Chinese text."""
    if word.text not in source.asked:
        source.asked[word.text] = _explained(word, source)
    return source.asked[word.text]


def _explained(word: Word, source: Chinese) -> bool:
    folded, low = word.folded, source.low
    if folded in low or word.text.lower() in low or (len(folded) > 4 and folded[:-1] in low):
        return True
    if _listed(folded, source.text) or any(_listed(stem, source.text) for stem in _stems(folded)):
        return True
    ways = dict.fromkeys(way for name in source.names for way in name.renderings)
    if any(_related(folded, key) for way in ways for key in keys(way)):
        return True
    if any(char in source.text for char in _characters("short_names.tsv").get(folded, ())):
        return True
    return pinyin_in(folded, source) or heard(folded, source)


def _listed(word: str, source: str) -> bool:
    """Return whether the Chinese has a name that the lists render so."""
    return any(zh in source for zh in chinese_of(word))


def _stems(word: str) -> tuple[str, ...]:
    """Return a name without the endings of peoples and adjectives."""
    out = []
    for ending in ("s", "n", "an", "ian", "ese", "i", "ish", "ic", "ans", "ians", "is"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            out.append(word[: -len(ending)])
            out.append(word[: -len(ending)] + "a")
    return tuple(out)


def _related(word: str, key: str) -> bool:
    if word == key:
        return True
    size = min(len(word), len(key))
    return size > 3 and word[: max(4, size - 1)] == key[: max(4, size - 1)]


_LONGEST = 6  # letters of a syllable: zhuang
_VOWEL = re.compile("[aeiou]")


def is_pinyin(word: str) -> bool:
    """Return whether the folded word consists of syllables of Mandarin, whatever the Chinese is.

    A walk over the places where a syllable may end, in time proportional to the length of the word."""
    known, ends = syllables(), {0}
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            if start in ends and word[start:end] in known and _VOWEL.search(word, start, end):
                ends.add(end)
                break
    return bool(word) and len(word) in ends


def is_spelt(target: str, place: tuple[int, int] | None) -> bool:
    """Return whether all words of a place in the English are pinyin; not where there is no place."""
    return place is not None and all(is_pinyin(fold(word)) for word in LETTERS.findall(target[slice(*place)]))


def pinyin_in(word: str, source: Chinese) -> bool:
    """Return whether the folded word is the pinyin of part of the Chinese, or a surname of it as spelt abroad."""
    if any(char in source.text for char in _characters("surnames_abroad.tsv").get(word, ())):
        return True
    if not is_pinyin(word):
        return False
    places = ((size, at) for size in range(1, _LONGEST + 1) for at in source.sounds.get(word[:size], ()))
    return any(_reads(word[size:], source.text, at + 1) for size, at in places)


def _reads(word: str, source: str, at: int) -> bool:
    if not word:
        return True
    if at >= len(source):
        return False
    for syllable in readings(source[at]):
        spelt = syllable.replace("v", "u")
        if word.startswith(spelt) and _reads(word[len(spelt) :], source, at + 1):
            return True
    return False


def heard(word: str, source: Chinese) -> bool:
    """Return whether part of the Chinese sounds like the word. Short words match by chance and need a better fit."""
    bar = {2: 2.0, 3: 1.5, 4: 1.0, 5: 0.8}.get(len(word), 0.6)
    return any(likeness(stretch, word, True) > bar for stretch in source.foreign)


def plain_word(word: Word) -> bool:
    """A word of the dictionary, whatever its capital."""
    return word.folded in english()
