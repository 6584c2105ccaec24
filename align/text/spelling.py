"""The English words, how common they are, and what a misspelt one was meant to be.

The vocabulary (``data/built/spelling.txt``, made by ``training/spelling.py``) is one sorted list, mapped and never
parsed whole. A word that is not in it may still be a regular form of words that are (:func:`known`). For another one
:func:`corrections` gives the common words at a Damerau-Levenshtein distance of one: a letter too many, too few,
another one, or two neighbours exchanged, which is four misspellings out of five (Damerau 1964).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Literal, NamedTuple

from align.data import BUILT, lines
from align.text.english import american, english_words, function_words
from align.text.segmenter import english

PATH = BUILT / "spelling.txt"
UNKNOWN = -1
LONGEST = 45  # letters of a word, above which it is taken for code
COMMON = 3  # level from which a word is common
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiou")
_ALIKE = ("aeiouy", "cskxz", "stc", "gj", "vwf", "bp", "dt", "mn")  # one for the other: the sound stays or nearly
_BRITISH_L = re.compile(r"(?<=[a-z]{3})ll(?=(?:ed|ing|ers?|ous|ously|en|ery|ors?|ists?)$)")  # marvellous, modelling
_DIGRAPH = re.compile(r"[ao]e")  # faeces, oedema
_WHOLE = {
    "alot": "a lot", "cant": "can't", "wont": "won't",
    **{f"{verb}nt": f"{verb}n't" for verb in "do did does is was were would could should have has had are".split()},
}  # fmt: skip
_GLUE = ("the", "of", "and", "that", "from", "which", "with", "for", "to")


Edit = Literal["swap", "double", "missing", "added", "sound", "other", "first"]
_WEIGHTS: dict[Edit, float] = {
    "swap": 2.0, "double": 2.0, "missing": 1.0, "added": 0.5, "sound": 0.5, "other": -0.5, "first": -1.5,
}  # fmt: skip


class Correction(NamedTuple):
    """A word that was meant. ``level``: how common it is, 0..9. ``edit``: what happened to it: two letters exchanged, a
    letter doubled or a doubled one single, one missing, one added, one for another that sounds like it, any other, or
    its first letter concerned."""

    word: str
    level: int
    edit: Edit

    @property
    def weight(self) -> float:
        """Likelihood of the slip in levels: how common the word is, plus how usual the slip."""
        return self.level + _WEIGHTS[self.edit]


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    """A list at the head of the file: "wrong", no everyday words; "more", further ones; "names", known with a capital,
    in lower case; "usual" misspellings."""
    return frozenset((lines("spelling.txt").find(f"#{name}") or "").split(" "))


def everyday(word: str) -> bool:
    """Return whether a word needs no second look: a common one that is no misspelling itself."""
    return not unusual({word})


def unusual(words: AbstractSet[str]) -> AbstractSet[str]:
    """Those of some words that are no :func:`everyday` ones."""
    return (words - english() | words & _listed("wrong") | words & _listed("usual")) - _listed("more")


def proper() -> frozenset[str]:
    """Words that are well known with a capital, in lower case: america, european."""
    return _listed("names")


def level(word: str) -> int:
    """Return how common a lower-case word is, 0..9 (each step four times as common); else UNKNOWN."""
    return int(_shelf(word[:3]).get(word, UNKNOWN)) if word else UNKNOWN


@lru_cache(maxsize=8192)
def _shelf(head: str) -> dict[str, str]:
    """The words that begin with these letters, with their levels; kept, as the next look-ups mostly begin so, too."""
    cells = "\t".join(lines("spelling.txt").beginning(head)).split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


def known(word: str) -> bool:
    """Return whether this lower-case word is in the vocabulary, or a regular form or compound of such words."""
    return level(word) >= 0 or (word not in _listed("usual") and (_derived(word, 2) or _compound(word)))


def doubtful(word: str) -> bool:
    """Return whether only a rule of derivation makes this a word (beati-ful, fat-ory), one slip from a common word."""
    if len(word) < 6 or level(word) >= 0 or any(len(base) > 3 and level(base) >= 0 for base in inflected(word)):
        return False
    kin = {*_bases(word), *_variants(word)}
    slips = (c for c in corrections(word) if c.edit in ("swap", "double", "missing", "added"))
    return any(c.level > COMMON and c.word not in kin for c in slips) and known(word)


def _variants(word: str) -> tuple[str, ...]:
    """American spellings of a British word."""
    return american(word), _BRITISH_L.sub("l", word), _DIGRAPH.sub("e", word)


def _derived(word: str, depth: int) -> bool:
    """Return whether an affix turns a known word into this one. ``depth``: number of affixes."""
    for plain in _variants(word):
        if plain != word and (level(plain) >= 0 or (depth > 1 and _derived(plain, depth - 1))):
            return True
    return any(
        level(base) >= 0 or (depth > 1 and len(base) > 3 and _derived(base, depth - 1))
        for base in _bases(word)
        if len(base) > (2 if depth > 1 else 3) and base not in function_words("no_base")
    )


def _bases(word: str) -> Iterator[str]:
    """Words of which English makes this one."""
    yield from inflected(word)
    for ending in english_words("ending"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            stem = word[: -len(ending)]
            yield stem
            if ending[0] in _VOWELS:
                yield stem + "e"
                yield stem + "y"
            elif stem.endswith("i"):
                yield stem[:-1] + "y"
    for prefix in english_words("prefix"):
        if word.startswith(prefix) and len(word) - len(prefix) > 3:
            yield word[len(prefix) :]


def inflected(word: str) -> Iterator[str]:
    """Singular, infinitive, positive."""
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        base = word[:-1]
        if not base.endswith(("s", "x", "z", "sh")) and not (base[-1:] == "y" and base[-2:-1] not in _VOWELS):
            yield base
        if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith("ves"):
            yield word[:-3] + "f"
    for ending in ("ed", "ing", "er", "ers", "est", "or", "ors", "en"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield from _verbs(word[: -len(ending)], ending)
    if word.endswith("ly") and len(word) > 5:
        yield word[:-2]
        yield word[:-1] + "e"
        if word.endswith("ily"):
            yield word[:-3] + "y"
        if word.endswith("ally"):
            yield word[:-4]


def _verbs(stem: str, ending: str) -> Iterator[str]:
    doubles = stem[-1] not in "aeiouwxy" and stem[-2:-1] in _VOWELS and stem[-3:-2] not in _VOWELS
    if not stem.endswith("e") and not (doubles and len(stem) < 5):  # stop, stopped: stoped is wrong
        yield stem
    yield stem + "e"
    if stem.endswith("i") and ending != "ing":
        yield stem[:-1] + "y"
    if stem[-1] == stem[-2] and len(stem) > 3:
        yield stem[:-1]
    if stem.endswith("v"):  # calving
        yield stem[:-1] + "f"


def _compound(word: str) -> bool:
    """Two words written as one (slaughterhouse, backcountry)."""
    return len(word) <= LONGEST and any(
        level(word[:at]) > 1 and (level(word[at:]) > 1 or any(level(base) > 1 for base in inflected(word[at:])))
        for at in range(4, len(word) - 3)
    )


def corrections(word: str, name: bool = False) -> tuple[Correction, ...]:
    """Words at a distance of one, the likeliest first. ``word``: lower case, letters only. ``name``: it has a capital
    where only names have one, and may have been meant as the name of a country or the like."""
    if len(word) > LONGEST:
        return ()
    if word in _WHOLE:
        return (Correction(_WHOLE[word], 9, "missing"),)
    found = set(_neighbours(word))
    near = found - unusual(found) | (found & proper() if name else set())
    out = [Correction(other, level(other), _edit(word, other)) for other in near - {word} if len(other) > 1]
    return tuple(sorted(out, key=lambda c: (-c.weight, c.word)))


def _neighbours(word: str) -> list[str]:
    """Return all strings at a distance of one."""
    cuts = [(word[:at], word[at:], word[at + 1 :]) for at in range(len(word) + 1)]
    out = [head + rest for head, _, rest in cuts[:-1]]
    out += [head + rest[0] + tail[0] + rest[1:] for head, tail, rest in cuts[:-2] if rest[0] != tail[0]]
    for letter in _LETTERS:
        out += [head + letter + tail for head, tail, _ in cuts]
        out += [head + letter + rest for head, _, rest in cuts[:-1]]
    return out


def _edit(word: str, meant: str) -> Edit:
    """Return the slip that turned ``meant`` into ``word``."""
    at = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    more = len(word) - len(meant)
    if more:  # the letter that is too many or lacks
        letter, neighbours = (word[at], meant[at - 1 : at]) if more > 0 else (meant[at], word[at - 1 : at])
        return "first" if not at else "double" if letter == neighbours else "added" if more > 0 else "missing"
    if not at:
        return "first"
    if word[at + 1 : at + 2] == meant[at] and word[at] == meant[at + 1 : at + 2]:
        return "swap"
    alike = any(word[at] in group and meant[at] in group for group in _ALIKE)
    return "sound" if alike and at + 1 < len(word) else "other"


def torn(word: str) -> tuple[str, str] | None:
    """Two words that were run together (ofthe, slowdownto), one of them a small one; None for anything else."""
    if word.endswith("the") and word[:-3] in function_words("before_the"):
        return word[:-3], "the"
    if corrections(word):
        return None
    for small in _GLUE:
        for first, rest in ((True, word[len(small) :]), (False, word[: -len(small)])):
            if not (word.startswith(small) if first else word.endswith(small)) or len(rest) < 4:
                continue
            if level(rest) >= (1 if len(rest) > 5 else COMMON):
                return (small, rest) if first else (rest, small)
    return None
