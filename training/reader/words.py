"""What corruptions draw words from: neighbours in the bundled encoder's vectors, senses of CC-CEDICT, sets of words."""

from __future__ import annotations

import collections
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from align.embed.static import StaticEncoder

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d.,]*\d|\d|[^\s\w]")
HAN = re.compile("[一-鿿]+")
_ARTICLE = re.compile(r"\([^)]*\)|^to |^a |^an |^the ")
ENDINGS = ("ing", "ed", "ly", "tion", "ness", "ment", "er", "est", "al", "ive", "ous", "ful", "able", "s")
STOP = frozenset(
    "the a an of to in on at by for with and or is are was were be been has have had do does did it its this that "
    "these those as from not no which who whom whose will would can could should may might must shall he she they we "
    "you i his her their our your my me him them us there here what when where how than then so if but also".split()
)


def words(text: str) -> list[tuple[int, int, str]]:
    """Words, numbers and marks of an English text with their offsets."""
    return [(m.start(), m.end(), m.group()) for m in WORD.finditer(text)]


def like(new: str, old: str) -> str:
    """``new`` with the capitals of ``old``."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def other_number(r: random.Random, text: str) -> str:
    """A number near another one: a digit changed, two transposed, the size changed by ten."""
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    way = r.random()
    if way < 0.25 and len(digits) > 1:
        i = r.randrange(len(digits) - 1)
        a, b = digits[i], digits[i + 1]
        if text[a] != text[b]:
            return text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]
    if way < 0.4 and "," not in text:
        return text + "0" if len(text) < 4 else text[:-1]
    i = r.choice(digits)
    new = str((int(text[i]) + r.choice((1, 1, 2, 3, 5, 8, 9))) % 10)
    return text[:i] + ("1" if new == "0" and i == 0 else new) + text[i + 1 :]


def ending(word: str) -> str:
    """The ending that a word shares with those that can stand in its place."""
    return next((e for e in ENDINGS if word.endswith(e) and len(word) > len(e) + 2), "")


@dataclass
class Neighbours:
    """Words of one language with unit vectors; neighbours of a word are found when first asked for."""

    forms: list[str]
    vectors: np.ndarray
    index: dict[str, int] = field(init=False)
    _kept: dict[str, list[tuple[str, float]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.index = {form: i for i, form in enumerate(self.forms)}

    def of(self, word: str, count: int = 60) -> list[tuple[str, float]]:
        """The nearest words and their cosines, nearest first, without itself and its own inflections."""
        if word not in self.index:
            return []
        if word not in self._kept:
            cosines = self.vectors @ self.vectors[self.index[word]]
            top = np.argpartition(-cosines, min(count, len(cosines) - 1))[:count]
            near = sorted(((self.forms[i], float(cosines[i])) for i in top), key=lambda x: -x[1])
            stem = word[: max(4, len(word) - 3)] if word.isascii() else word
            self._kept[word] = [
                (w, c) for w, c in near if w != word and not (word.isascii() and w.startswith(stem)) and c > 0.2
            ]
        return self._kept[word]

    def cosine(self, word: str, vectors: np.ndarray) -> float:
        """Highest cosine of a word to any of some unit vectors; -1 for an unknown word or no vectors."""
        at = self.index.get(word)
        return -1.0 if at is None or not len(vectors) else float((vectors @ self.vectors[at]).max())


@dataclass
class Lexicon:
    """Everything the corruptions look words up in."""

    encoder: StaticEncoder
    english: Neighbours
    names: Neighbours
    chinese: Neighbours
    counts: dict[str, int]
    senses: dict[str, list[list[str]]]
    sets: dict[str, dict[str, list[tuple[str, list[str]]]]]
    patterns: dict[str, re.Pattern[str]]

    def is_verb(self, word: str) -> bool:
        """Is a base form inflected like a verb in the text counted?"""
        stem = word[:-1] if word.endswith("e") else word
        known = self.counts.get(word, 0) and all(self.counts.get(stem + e, 0) >= 3 for e in ("ing", "ed"))
        return bool(known) and word not in STOP

    def choose(self, r: random.Random, word: str, against: np.ndarray, least: float, *, names: bool) -> str | None:
        """A neighbour of ``word`` of like ending that renders ``against`` (unit vectors of the other side's tokens)
        worse than ``least``; None where there is none."""
        own = ending(word.lower())
        pool = self.names if names else self.english
        found = [
            w
            for w, c in pool.of(word if names else word.lower())
            if ending(w.lower()) == own and c < 0.85 and pool.cosine(w, against) < least
        ]
        return r.choice(found[:25]) if found else None


def load_sets(path: Path) -> dict[str, dict[str, list[tuple[str, list[str]]]]]:
    """sets.txt: language -> member in lower case -> (kind, other members) of each set that holds it."""
    out: dict[str, dict[str, list[tuple[str, list[str]]]]] = {"en": {}, "zh": {}}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, kind, members = line.split("\t")
            group = members.split("|")
            for member in group:
                out[language].setdefault(member, []).append((kind, [m for m in group if m != member]))
    return out


def load_senses(path: Path) -> dict[str, list[list[str]]]:
    """CC-CEDICT: simplified word -> glosses of each sense, where it has two senses or more."""
    out: dict[str, list[list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"\S+ (\S+) \[[^\]]*\] /(.*)/$", line)
        if not found or len(found[1]) > 4:
            continue
        senses = [
            [g for g in (_ARTICLE.sub("", part).strip() for part in sense.split(";")) if _plain(g)]
            for sense in found[2].split("/")
        ]
        out.setdefault(found[1], []).extend(s for s in senses if s)
    return {word: senses for word, senses in out.items() if len(senses) >= 2}


def _plain(gloss: str) -> bool:
    return bool(re.fullmatch(r"[a-z]+(?: [a-z]+)?", gloss)) and "surname" not in gloss and "variant" not in gloss


def build(encoder: StaticEncoder, pairs: Iterable[tuple[str, str]], cedict: Path) -> Lexicon:
    """Count words of pairs (Chinese, English), look their vectors up, read the dictionary and the sets."""
    lower: collections.Counter[str] = collections.Counter()
    proper: collections.Counter[str] = collections.Counter()
    han: collections.Counter[str] = collections.Counter()
    sources: list[str] = []
    for source, target in pairs:
        sources.append(source)
        for number, (_, _, word) in enumerate(words(target)):
            if word[0].isalpha():
                (proper if number and word[0].isupper() and not word.isupper() else lower)[
                    word if number and word[0].isupper() else word.lower()
                ] += 1
    for source, tokens in zip(sources, encoder.tokens(sources), strict=True):
        han.update(
            t for t in (source[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)) if HAN.fullmatch(t)
        )

    def table(forms: list[str]) -> Neighbours:
        vectors = encoder.encode(forms)
        known = np.flatnonzero(np.abs(vectors).sum(1) > 0)
        return Neighbours([forms[i] for i in known], vectors[known])

    sets = load_sets(Path(__file__).with_name("sets.txt"))
    patterns = {
        language: re.compile(
            "|".join(map(re.escape, sorted(sets[language], key=len, reverse=True)))
            if language == "zh"
            else r"\b(?:" + "|".join(map(re.escape, sorted(sets[language], key=len, reverse=True))) + r")\b",
            re.IGNORECASE,
        )
        for language in sets
    }
    return Lexicon(
        encoder,
        table([w for w, n in lower.items() if n >= 6 and len(w) > 2 and w not in STOP]),
        table([w for w, n in proper.items() if n >= 3 and len(w) > 2 and w.lower() not in STOP]),
        table([w for w, n in han.items() if n >= 6 and len(w) > 1]),
        dict(lower),
        load_senses(cedict),
        sets,
        patterns,
    )
