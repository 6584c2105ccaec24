"""English with a word missing or out of place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from align.each_pair import on_english
from align.evidence.fluency import WordFluency
from align.names.capitalised import is_plain
from align.records import Check, Finding, Pair
from align.strings.placeholders import any_certain
from align.text.english import english_words, function_words

# Calibrated by benchmarks/calibrate_words.py on segments that raters found free of errors (see its table).
MISSING, WRONG, SHUFFLED = 0.65, 0.95, 0.5
# A hole is less likely where no Chinese word lacks its counterpart (below SUPPORT[0]), and more where one does.
ALONE, LIKELY, SUPPORT = 0.92, 0.5, (0.3, 0.5)
UNENDED, SMALL = 0.7, 0.25  # where the English has no end, as a jumbled sentence may have none; share of small words
FEW = 4  # known words behind known words, which show an order
LEAST = 7  # words; shorter lines are headings and labels
# A hole beside no small word is mostly a participle or a compound that the network has not met: the amount collected
COMPOUND = 0.7  # what such a hole has to give
_PERIODS = frozenset("year month quarter week".split())
_END = re.compile(r"[.!?。！？][\"”’')\]]*\s*$")


def _judge_pair(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if pair.bead.furniture or len(text) < 20:
        return
    ended = _END.search(text) is not None
    if not ended and not _END.search(pair.source.text):
        return  # a heading, an item of a list
    if any_certain(text):
        return  # {name} stands for words that nobody knows
    found = pair.evidence.fluency
    if found is None:
        return
    if not ended:  # jumbled: the word with the full stop may be anywhere
        if len(found.begins) > LEAST and found.most_wrong >= UNENDED and _sentence(pair, found):
            yield from _jumbled(pair, found, UNENDED)
        return
    if len(found.begins) > LEAST and (found.most_missing >= LIKELY or found.most_wrong >= SHUFFLED):
        coverage = pair.evidence.coverage
        lost = max(coverage.uncovered_suspects.odds, default=0.0) if coverage is not None else SUPPORT[0]
        yield from _judge(pair, found, ALONE if lost < SUPPORT[0] else MISSING if lost < SUPPORT[1] else LIKELY)


def _judge(pair: Pair, found: WordFluency, least: float) -> Iterator[Finding]:
    if found.most_wrong < SHUFFLED and found.most_missing < least:
        return
    jumbled = list(_jumbled(pair, found, SHUFFLED)) if found.most_wrong >= SHUFFLED else []
    if jumbled:
        yield from jumbled
        return
    for k in np.flatnonzero(found.missing >= least):
        if k == 0 or not _plain(found, int(k)):
            continue
        start, end = found.spans[k - 1][0], found.spans[k][1]
        before = found.words[k - 1]
        if found.missing[k] < COMPOUND and function_words("grammar").isdisjoint((before.lower(), found.words[k])):
            continue
        message = f"a word seems to be missing between “{before}” and “{found.words[k]}”"
        yield _finding(pair, start, end, message, float(found.missing[k]))
    for k in np.flatnonzero(found.wrong >= WRONG) if found.most_wrong >= SHUFFLED else ():
        if _plain(found, int(k)):
            yield _finding(pair, *found.spans[k], f"“{found.words[k]}” does not fit here", float(found.wrong[k]))


def _sentence(pair: Pair, found: WordFluency) -> bool:
    """Words of a sentence, not of a list, a command or a title: small words among them, none that the Chinese has."""
    words = [w.lower() for w in found.words if w[0].isalpha()]
    known = function_words("grammar")
    small = sum(w in known for w in words)
    source = pair.source.text.lower()
    return small >= max(3, SMALL * len(words)) and not any(len(w) > 1 and w in source for w in words)


def _jumbled(pair: Pair, found: WordFluency, least: float) -> Iterator[Finding]:
    """Words of which, on the mean, none belongs where it is."""
    known = [w[0].islower() and is_plain(w) for w in found.words]  # where names and titles belong nobody can say
    words = np.array([k and (n == 0 or known[n - 1]) for n, k in enumerate(known)])
    if words.sum() < FEW:
        return
    mean = float(found.wrong[words].mean()) if words.any() else 0.0
    if mean >= least:
        message = "the word order of this sentence is not English"
        yield _finding(pair, 0, len(pair.target.text), message, mean + 0.5)


def _plain(found: WordFluency, k: int) -> bool:
    """A place between lower-case words: names, figures, brackets and marks are no matter of grammar."""
    word, before = found.words[k], found.words[k - 1] if k else ""
    if not word.islower() or (k > 1 and not before.islower()) or not word[0].isalpha():
        return False
    if (word == "of" and before in english_words("noun_too")) or any(
        _compared(found.words, k + n) for n in (-3, -2, -1, 0)
    ):
        return False
    if word == "the" and (before.endswith(("er", "ier")) or before in ("more", "less", "worse")):
        return False  # the smaller the better
    if word in function_words("determiner") and not english_words("giving").isdisjoint(found.words[max(0, k - 6) : k]):
        return False  # told the students a story
    if (
        before == "to"
        and word in function_words("determiner")
        and k > 1
        and found.words[k - 2].lower() in english_words("before_to")
    ):
        return False  # free to the public
    if before.lower() in function_words("clause") and (word.endswith("ing") or (k == 1 and word.endswith("ed"))):
        return False
    if word in ("or", "her") and before in ("his", "him", "he", "or"):
        return False  # his or her
    return not (word == "not" and found.words[k + 1 : k + 2] == ("only",))


def _compared(words: tuple[str, ...], at: int) -> bool:
    """Return whether the words at ``at`` are "year on year" or alike, which take no article."""
    three = words[max(0, at) : at + 3]
    return len(three) == 3 and three[0] == three[2] and three[0] in _PERIODS and three[1] in ("on", "over")


def _finding(pair: Pair, start: int, end: int, message: str, confidence: float) -> Finding:
    return pair.finding(CHECK, message, target=(start, end), confidence=round(min(confidence, 0.99), 3))


CHECK = Check(
    id="grammar",
    severity="warning",
    category="fluency/grammar",
    doc="""English sentences with a hole in them, or whose word order is not English.

**Finds** places where a word is missing (*samples of who died*, *he repeatedly that*), words that cannot stand where
they stand, and sentences whose words are shuffled. A small network that learnt from broken copies of good sentences
judges each word by the fifteen words around it; see `align/evidence/fluency.py`.

**Accepts** headings, labels and lines without final punctuation; where the Chinese has it, only jumbled words are
marked.

**Limits.** It is tuned to be silent: it finds about a third of the missing nouns and few wrong forms. It is no
grammar checker.
""",
    run=on_english(_judge_pair),
    good=(
        (
            "孩子们在河边钓鱼，老人们在树下下棋。",
            "The children are fishing by the river while the old people play chess.",
        ),
        ("新桥通车", "New bridge opens"),
        ("欧盟委员会主席乌尔苏拉表示欢迎。", "European Commission President Ursula welcomed the move."),
    ),
    bad=(
        ("这座城市的面积很大。", "The area of the is very large, and it has many parks and museums.", "the is"),
        ("他昨天买了一本关于历史的书。", "History he bought of book a yesterday about the was.", "book"),
    ),
    rank=6,
    threshold=0.6,  # what reads oddly does less harm than a wrong word
)
