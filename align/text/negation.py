"""Negation in Chinese and in English: which words deny, which only look as if they did.

Which Chinese words are strong was measured on 146 k pairs of parallel text: 没有, 不会 or 无法 reach the English as
some negative word in more than 98 of 100 pairs, 不同, 不断 or 未来 in one of two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import compress
from typing import NamedTuple

from align.data import kinds, lines
from align.text.english import LETTERS, american, places, small_words
from align.text.scripts import HAN_RUN
from align.text.segmenter import cut, english
from align.text.spans import covered, reach

_ZH = re.compile("[不没沒無无未非别別勿莫否唔冇甭毋拒避缺免禁忌]")
_QUESTION = re.compile(
    r"(.{1,2})[不没唔]\1|有冇|[没未].{1,12}[之以]前|有没有|是不是|不是.{0,40}吗|[不没][^，,。；]{0,30}吗[？?]|[不没未][^，,。；]{0,20}[？?]|不.{1,2}不|没.{1,2}没|"
    r"非.{1,8}不|无.{1,6}不|[不没].{0,3}[不没未无]|除非|差点|才怪|之前|以前"
)
_BROAD_ZH = re.compile(
    "[不没沒無无未非别別勿莫否难難免拒禁止缺失绝反防避阻停戒忘除误错假弱少仅只才毫零乏空弃离脱断消破败亏罕勉违尚忍甭休毋罢撤废另异除谢闭杜抗否虽但却岂哪怎疑差坏劣慎低限唔冇咪忽隐藏障擅聋哑盲躲瞒漏欠迟]|(?<!任)何|[最至][长多高大晚迟]|[以之]外"
)
_FIRM_ZH = re.compile("[不没沒無无未非别別勿莫否难難罕少缺拒禁防避免绝反违鲜甭毋唔冇咪]|失败")

_EN_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
STRICT_EN = frozenset("not no never none nobody nothing nowhere neither nor without cannot".split())


_OPEN = re.compile("不到(?=[0-9０-９一二两三四五六七八九十百千万半])|(?<![并决毫])不少(?!见)")


_DO_NOT = re.compile(  # a command
    "(?:^|[，。；：！？“、\\s])(?:请|可|就|你|您)?(别|勿)(?![的人处墅名样具有国家致离出提说克斯桑])"
)


class _Lists:
    """The word lists and what is made of them. ``words``: lists by kind: zh_strong, zh_neutral, zh_never, en_weak,
    en_loose, en_nearly, en_whole, en_phrase, en_reversed."""

    def __init__(self) -> None:
        self.words = kinds("negation.tsv")

    @cached_property
    def phrases(self) -> re.Pattern[str]:
        """English phrases, lower case, in which not or no denies nothing, or not what follows."""
        return re.compile(rf"\b(?:{'|'.join(sorted(self.words['en_phrase']))})")

    @cached_property
    def never(self) -> re.Pattern[str]:
        """Chinese phrases that no English negation ever renders."""
        return re.compile("|".join(sorted(self.words["zh_never"], key=lambda w: (-len(w), w))))

    @cached_property
    def windows(self) -> Mapping[str, Mapping[str, tuple[tuple[int, int], ...]]]:
        """Of the lists of Chinese words: negative character -> where words of the list may be around it: characters
        before it, and length."""
        return {kind: _windows(self.words[kind]) for kind in ("zh_strong", "zh_neutral")}


@cache
def _lists() -> _Lists:
    return _Lists()


def _windows(words: Iterable[str]) -> Mapping[str, tuple[tuple[int, int], ...]]:
    out: dict[str, set[tuple[int, int]]] = {}
    for word in words:
        for match in _ZH.finditer(word):
            out.setdefault(match[0], set()).add((match.start(), len(word)))
    return {char: tuple(sorted(windows)) for char, windows in out.items()}


def _standing(text: str, kind: str) -> list[tuple[int, int]]:
    """Spans of all words of the list that hold a negative character."""
    known, windows = _lists().words[kind], _lists().windows[kind]
    out = []
    for match in _ZH.finditer(text):
        for before, size in windows.get(match[0], ()):
            start = match.start() - before
            if start >= 0 and text[start : start + size] in known:
                out.append((start, start + size))
    return out


Cut = Callable[[re.Match[str]], Iterable[tuple[int, int]]]  # a run of Chinese characters -> its words


class Mark(NamedTuple):
    """A negative word: its span, whether it alone denies what follows (``strong``), or hardly at all (``faint``)."""

    start: int
    end: int
    text: str
    strong: bool
    faint: bool = False


def in_chinese(text: str, words_in: Cut | None = None) -> tuple[Mark, ...]:
    """Words of a Chinese text that deny what follows: not those in questions, double negations and set phrases, which
    look like negation and need none in English. ``words_in``: how a run of characters is cut into words, where
    somebody keeps that."""
    if not _ZH.search(text):
        return ()
    ordered = {match.start(1) for match in _DO_NOT.finditer(text)} if "别" in text or "勿" in text else set()
    ends = dict(sorted(_standing(text, "zh_strong")))  # where a word begins, and where the longest one there ends
    starts = ends.keys() | ordered
    if starts:
        neutral = reach((*_standing(text, "zh_neutral"), *(m.span() for m in _OPEN.finditer(text))))
        starts = {at for at in starts if ends.get(at, 0) > neutral.get(at, -1)}
    if not starts:
        return ()
    strong = _lists().words["zh_strong"]
    asked, places = covered(m.span() for m in _QUESTION.finditer(text)), sorted(starts)
    out = []
    for run in HAN_RUN.finditer(text):
        base = run.start()
        if bisect_left(places, base) == bisect_left(places, run.end()):
            continue
        for first, last in cut(run[0]) if words_in is None else words_in(run):  # only as a word of its own does it deny
            start, end = base + first, base + last
            if start not in starts or (text[start:end] not in strong and start not in ordered):
                continue
            if asked.isdisjoint(range(start, end)):
                out.append(Mark(start, end, text[start:end], True))
    return tuple(out)


def broad_chinese(text: str) -> bool:
    """Return whether a character of the text, set phrases left out, has a negative sense."""
    return _BROAD_ZH.search(_lists().never.sub("", text)) is not None


def broad_places(text: str) -> list[int]:
    """Return the offsets of characters of a negative sense, set phrases left out."""
    return [m.start() for m in _BROAD_ZH.finditer(_lists().never.sub(lambda phrase: "#" * len(phrase[0]), text))]


def weight_chinese(text: str) -> int:
    """Return the number of characters with a negative sense, set phrases left out."""
    return len(_FIRM_ZH.findall(_lists().never.sub("", text)))


def as_many(english: Sequence[Mark], chinese: Sequence[Mark], source: str) -> bool:
    """Return whether the English has as many firm negations as the Chinese may have: none is lost for certain, and
    which denies what is anybody's guess."""
    firm = sum(mark.strong and not mark.faint for mark in english)
    return len(chinese) <= firm and weight_chinese(source) <= firm


def denies(word: str) -> bool:
    """Return whether this lower-case English word has a negative sense: not, fail, un-, -less …"""
    word = word.removesuffix("'s").removesuffix("’s")
    if word in STRICT_EN or word in _lists().words["en_weak"] or word.endswith(("n't", "n’t")):
        return True
    return affixed(word)


def nearly(word: str) -> bool:
    """Return whether this lower-case word all but denies: hardly, seldom."""
    return word in _lists().words["en_nearly"]


def antonyms(word: str, parts: str = "nvar") -> frozenset[str]:
    """Words that mean the opposite of a lower-case English word in its dictionary form; ``parts``: of which parts of
    speech (noun, verb, adjective, adverb)."""
    # English word, part of speech, its antonyms (WordNet)
    found = (line.split("\t")[1:] for line in lines("antonyms.txt").beginning(f"{word}\t"))
    return frozenset(other for part, others in found if part in parts for other in others.split(","))


def reversed_by_affix(word: str) -> bool:
    """Return whether this lower-case word is a denial by its prefix or by -less: impossible, unlikely, careless. Verbs
    that undo (disconnect, unplug) are none: their negation is no double one."""
    if word.endswith("less"):
        return word[:-4] in english()
    if word in _lists().words["en_whole"]:  # WordNet has "mediate" for the opposite of "immediate"
        return False
    if word in _lists().words["en_reversed"]:
        return True
    others = antonyms(word, "ar")
    return any(word.startswith(p) and word[len(p) :] in others for p in ("un", "in", "im", "ir", "il", "dis"))


PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "de")  # of words that deny by them


def affixed(word: str) -> bool:
    """Return whether this is a dictionary word with un-, in-, im-, ir-, il-, dis-, non-, mis-, or with -less, -free."""
    if word.endswith(("ably", "ibly")):  # uncontrollably
        word = word[:-1] + "e"
    elif word.endswith("ally"):  # unconstitutionally
        word = word[:-2]
    if word in _lists().words["en_whole"] or len(word) < 5:
        return False
    small = english()
    for prefix in PREFIXES if word.startswith(PREFIXES) else ():
        rest = word[len(prefix) :]
        if (
            word.startswith(prefix)
            and len(rest) > 2
            and (
                {rest, american(rest)} & small
                or rest.rstrip("s") in small
                or rest + "e" in small
                or rest[:-3] + "y" in small
            )
        ):
            return prefix != "de" or len(rest) > 5
    stem = word.removesuffix("ly").removesuffix("ness")
    return stem.endswith("less") and stem[:-4] in small


@lru_cache(maxsize=65536)
def _denying(word: str) -> bool:
    """Return whether a word has a negative sense, in any case of its letters."""
    return denies(word.lower())


def in_english(text: str) -> tuple[Mark, ...]:
    """Words of an English text with a negative sense; ``strong``: not, no, never, without, n't."""
    if text.isascii() and "'" not in text:
        return _plain(text)
    denying = list(map(_denying, _EN_WORD.findall(text)))
    if True not in denying:
        return ()
    loose, out = _lists().words["en_loose"], []
    for match in compress(_EN_WORD.finditer(text), denying):
        word = match[0].lower()
        strong = word in STRICT_EN or word.endswith(("n't", "n’t"))
        out.append(Mark(match.start(), match.end(), word, strong, word in loose))
    return tuple(out)


def _plain(text: str) -> tuple[Mark, ...]:
    """Find the same in a text whose words are runs of the letters a-z."""
    words = small_words(text)
    denying = set(compress(words, map(_denying, words)))
    if not denying:
        return ()
    low, loose = text.lower(), _lists().words["en_loose"]
    found = [(at, word) for word in denying for at in places(low, word, LETTERS)]
    return tuple([Mark(at, at + len(word), word, word in STRICT_EN, word in loose) for at, word in sorted(found)])


def outside_phrases(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the negative words of an English text outside set phrases (no doubt, not only)."""
    if not marks:
        return []
    low = text.lower()
    low = low if len(low) == len(text) else "".join(c.lower() if c.isascii() else c for c in text)
    skip = covered(match.span() for match in _lists().phrases.finditer(low))
    return [mark for mark in marks if mark.start not in skip]
