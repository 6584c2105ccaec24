"""Misspelt words in the English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache

from align.evidence.translations import hashes
from align.evidence.translations import known as rendered
from align.names.recognition import chinese_of
from align.names.renderings import is_pinyin, pinyin_in
from align.records import Alignment, Check, Finding, Pair
from align.text.spelling import (
    COMMON,
    UNKNOWN,
    Correction,
    corrections,
    doubtful,
    everyday,
    known,
    level,
    torn,
    unusual,
)

# Scores from which a word is marked, set on the machine translations of the WMT sets, where nearly every unknown word
# is rare and not wrong; see _score. NAME: with a capital, as most names that no list has; SWAP: at the head of a
# sentence, with two letters exchanged; BUILT: of a word that rules of derivation make of others
WARNING, NOTE, NAME, SWAP, BUILT = 5.0, 4.0, 7.5, 6.0, 6.5
TERM = 3  # a word that an article writes so often is a term
FOREIGN = 0.2  # share of unknown words from which a text is no English, but a list, code, or another language
PLAIN = 6  # level of words that no Chinese word stands for: because, than, only
SHORT, FUNCTION = 3, 7  # of words of so many letters only slips in the commonest are marked (teh, adn): from that level
BESIDE = 2000  # characters of the Chinese in which the word for a correction is looked for
LONG = 6  # letters from which rare words and names may have been meant
_WORD = re.compile(r"\b[A-Za-z][a-z]{2,}\b")
_LAST = re.compile(r"\b([A-Za-z]+) $")
_NEXT = re.compile(r" ([a-z]+)\b")
_OPENS = re.compile(r"(?:^|[.!?。！？:][\"”’)]*\s+)[\"“‘(]*$")
_BEFORE = re.compile(r"(?:[\w'’@./#\\&~+=<>{}$%]|[A-Z][a-z]*-)$")
_AFTER = re.compile(r"[\w@/\\=<>{}(]|['’](?!s\b|\W|$)|\.\w|-?\d")


def _run(alignment: Alignment) -> Iterator[Finding]:
    if alignment.target is None or alignment.target.lang != "en":
        return
    terms = _Terms(alignment.target.read)
    for pair in alignment.pairs():
        text = pair.target.text
        odd = unusual(set(_WORD.findall(" ".join(unusual(set(text.split()))))))  # most words are between spaces
        strange = list(filter(_strange, odd))
        if sum(map(str.islower, strange)) > max(2, FOREIGN * text.count(" ")):
            continue
        for word in sorted(strange):
            yield from _judge(alignment, pair, word, _Terms(text) if alignment.listed else terms)


@lru_cache(maxsize=65536)
def _strange(word: str) -> bool:
    """Return whether a word outside the everyday vocabulary is unknown."""
    return not known(word) or doubtful(word) if word.islower() else not _is_name(word.lower())


def _is_name(low: str) -> bool:
    """Return whether a capitalised word may be a name or any known word."""
    if everyday(low) or level(low) != UNKNOWN or (len(low) < 10 and is_pinyin(low)):
        return True
    return bool(chinese_of(low)) or not corrections(low, True) or known(low)


def _judge(alignment: Alignment, pair: Pair, word: str, terms: _Terms) -> Iterator[Finding]:
    """Findings for one unknown word, one for each place where it is."""
    low, source = word.lower(), pair.source.text
    places = _places(pair.target.text, word)
    found = [f for start in places if (f := _torn(pair, start, word) or _meant(pair, start, word))]
    if not found or low in source.lower() or pinyin_in(low, pair.evidence.chinese) or alignment.is_own(low):
        return
    if word not in terms:
        yield from found


class _Terms:
    """Words that an article writes so often that they are terms of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, bool] = {}

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(_WORD.findall(self._text))

    def __contains__(self, word: str) -> bool:
        if self._counts[word] < TERM:
            return False
        if word not in self._known:
            self._known[word] = sum(1 for _ in _places(self._text, word)) >= TERM
        return self._known[word]


def _places(text: str, word: str) -> Iterator[int]:
    """Yield the offsets of the word as a whole word of plain text, not in an address, a file name or code."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _BEFORE.search(text, max(0, start - 24), start) and not _AFTER.match(text, end):
            yield start
        start = text.find(word, end)


def _torn(pair: Pair, start: int, word: str) -> Finding | None:
    """A word in two pieces (govern ment), or two words in one (ofthe)."""
    text, end = pair.target.text, start + len(word)
    if not word.islower():
        return None
    before, after = _LAST.search(text[max(0, start - 60) : start]), _NEXT.match(text, end)
    for match, whole in ((before, before and before[1] + word), (after, after and word + after[1])):
        if not match or not whole or len(whole) < 6 or level(match[1].lower()) >= PLAIN:
            continue
        if everyday(whole.lower()) and level(whole.lower()) >= COMMON:
            a, b = (start - len(match[0]), end) if match is before else (start, end + len(match[0]))
            return _finding(pair, (a, b), f"“{text[a:b]}” is one word", (whole,), 0.9)
    parts = torn(word)
    if parts:
        return _finding(pair, (start, end), f"two words run together: “{' '.join(parts)}”", (" ".join(parts),), 0.9)
    return None


def _meant(pair: Pair, start: int, word: str) -> Finding | None:
    """The words that are one slip away from this one, where they are likely enough to be meant."""
    text, low, end = pair.target.text, word.lower(), start + len(word)
    small = word.islower()
    opens = small or _OPENS.search(text, max(0, start - 8), start) is not None
    if not opens and len(low) < LONG:
        return None
    built = small and known(low)  # by a rule: it may be right
    source = _beside(pair, start)
    found = [(_score(source, low, c, opens and not built), c) for c in corrections(low, not opens)]
    found.sort(key=lambda item: -item[0])
    if not found:
        return None
    best, first = found[0]
    if best < (BUILT if built else NOTE if small else SWAP if opens and first.edit == "swap" else NAME):
        return None
    words = tuple(_cased(c.word, word) for score, c in found[:3] if score > best - 1.5)
    joined = text[start - 1 : start] == "-" or text[end : end + 1] == "-"  # a part of a compound: a stranger one
    message = f"“{word}” seems to be misspelt: {' or '.join(f'“{w}”' for w in words)}"
    return _finding(pair, (start, end), message, words, 0.6 + 0.08 * (best - joined - NOTE))


def _beside(pair: Pair, start: int) -> str:
    """The Chinese that a place of the translation may render: all of it, or what is as far into a long one."""
    source, at = pair.source.text, len(pair.source.text) * start // len(pair.target.text)
    return source if len(source) <= BESIDE else source[max(0, at - BESIDE // 2) : at + BESIDE // 2]


def _score(source: str, low: str, correction: Correction, free: bool) -> float:
    """Score a correction in levels of commonness; 0: not at all. ``free``: even where the Chinese has no
    word for it.

    A noisy-channel estimate (Kernighan, Church and Gale 1990): how common the word is plus how usual the slip, more
    for long words, which have no chance neighbours, and more where the Chinese has a word that it renders; less where
    it has none, unless the word is one that needs none."""
    size = len(low)
    if size <= SHORT and (correction.level < FUNCTION or correction.edit in ("first", "added")):
        return 0.0
    meant = bool(rendered(hashes(source)[0], [correction.word]).any())
    if correction.level < COMMON and not (meant and size >= LONG):
        return 0.0
    if not free and (not meant or correction.edit == "first"):
        return 0.0
    support = 1.0 if meant else -1.0 if correction.level < PLAIN else 0.0
    return correction.weight + 0.4 * (min(size, 10) - 5) + support


def _cased(word: str, like: str) -> str:
    return word if like.islower() else word[:1].upper() + word[1:]


def _finding(pair: Pair, at: tuple[int, int], message: str, words: tuple[str, ...], confidence: float) -> Finding:
    return pair.finding(
        CHECK,
        message,
        target=at,
        severity="warning" if confidence >= 0.6 + 0.08 * (WARNING - NOTE) else "note",
        suggestions=words,
        confidence=round(min(confidence, 0.99), 3),
    )


CHECK = Check(
    id="spelling",
    severity="warning",
    category="fluency/spelling",
    doc="""Slips of the finger and wrong letters in the English.

**Finds** a word that is in no word list, that no rule of English makes of known words, and that is one slip away from
a common word: two letters exchanged (*foudn*), a letter too many, too few or another one (*competitiion*,
*adminitration*, *vegitables*); two words run together (*ofthe*) and one word in two pieces (*govern ment*). The
likelier the slip and the commoner the word that is suggested, the surer the check is; surest where the Chinese has a
word of that meaning.

**Accepts** British and American spelling, plurals and other regular forms, derived words and compounds (*overfishing*,
*flowerbeds*), names, pinyin that the Chinese reads so, words that stand in the Chinese in Latin letters, addresses and
code; also any word that the article writes three times, that a rule accepts as a rendering, or that `align.toml` lists:

    words = ["fintech", "qubit"]

**Limits.** A slip that makes another word (*form* for *from*) is not seen, nor are two slips in one word.
""",
    run=_run,
    good=(
        ("他的行为举止像个绅士。", "His behaviour, honour and grey moustache were a gentleman's."),
        ("过度捕捞和微塑料。", "Overfishing, microplastics and the lawmakers' countermeasures."),
        ("参观方舱医院。", "They visited the fangcang hospital."),
        ("见 www.exmaple.com 网站。", "See www.exmaple.com or run foudn.py."),
    ),
    bad=(
        ("科学家在湖里发现了新物种。", "The scientists foudn a new species in the lake.", "foudn"),
        ("农民种植蔬菜。", "The farmers grow vegitables.", "vegitables"),
        ("政府宣布了新的规定。", "The govern ment announced new rules.", "govern ment"),
        ("村民站在河的另一边。", "The villagers stood on the other side ofthe river.", "ofthe"),
    ),
    scope="article",
)
