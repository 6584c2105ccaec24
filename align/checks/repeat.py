"""Words and phrases that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from align.records import Alignment, Check, Finding, Pair

_REDUPLICATED = re.compile(r"([\u4e00-\u9fff]{1,4})·?\1")
_NUMBER = re.compile(r"(?<![\w.,])(\d[\d.,]*\d|\d)(?: \1)+(?![\w,]|\.\d)")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_DOUBLED = re.compile(r"\b([^\W\d_]+(?:['’\-][^\W_]+)*)(?:\s+\1\b)+", re.IGNORECASE)
_PHRASE = re.compile(
    r"\b([^\W_]+(?:['’\-][^\W_]+)*(?:[ ,;]+[^\W_]+(?:['’\-][^\W_]+)*){1,11}?)(?: +\1\b)+", re.IGNORECASE
)
# English that is right: "the fact that that man", "he had had enough", "very, very", reduplicated names.
_LEGAL = frozenset(
    "that had very many much so bye knock ha hey no yes long far really never more again blah tut".split()
)
_SPOKEN = frozenset("one two three four five six seven eight nine zero".split())
_LEAST_CLAUSE = 6  # words of a clause that may not come back in the same pair
_CLAUSE = re.compile(r"[^.!?;:,，。；]+")


def run(alignment: Alignment) -> Iterator[Finding]:
    """Findings of this check."""
    if alignment.target is None or alignment.target.lang != "en":
        return
    for pair in alignment.pairs():
        text = pair.target.text
        if not text:
            continue
        spans = [*_doubled(pair), *_phrases(text)]
        spans += _clauses(pair, spans)
        for start, end, words, confidence in spans:
            yield Finding(
                check="repeat",
                severity="error" if confidence > 0.85 else "warning",
                category="fluency/grammar",
                bead=pair.number,
                source_span=None,
                target_span=pair.target.span(start, end),
                message=f"“{words}” stands there more than once",
                confidence=confidence,
            )


def _doubled(pair: Pair) -> list[tuple[int, int, str, float]]:
    text, out = pair.target.text, []
    for match in _DOUBLED.finditer(text):
        word, count = match.group(1), len(_WORD.findall(match.group()))
        low = word.casefold()
        if count == 2 and (low in _LEGAL or low in _SPOKEN):
            continue
        if word[0].isupper() and count == 2 and _REDUPLICATED.search(pair.source.text):
            continue  # 巴登巴登: Baden Baden
        if len(word) == 1 and word not in "aAI":
            continue
        out.append((match.start(), match.end(), word, 0.9 if count == 2 else 0.97))
    for match in _NUMBER.finditer(text):
        if match.group() not in pair.source.text and pair.source.text.count(match[1]) < 2:
            out.append((match.start(), match.end(), match[1], 0.88))
    return out


def _phrases(text: str) -> list[tuple[int, int, str, float]]:
    """Two words or more that follow themselves: "in the city in the city"."""
    words = [m.group().casefold() for m in _WORD.finditer(text)]
    if len(words) < 4 or len({*pairwise(words)}) == len(words) - 1:
        return []  # no two words twice: nothing to look for
    out = []
    for match in _PHRASE.finditer(text):
        phrase = match.group(1)
        parts = phrase.split()
        if len(set(map(str.casefold, parts))) < 2 or any(c.isdigit() for c in phrase) or len(phrase) < 6:
            continue
        out.append((match.start(), match.end(), phrase, 0.9))
    return out


def _clauses(pair: Pair, known: list[tuple[int, int, str, float]]) -> list[tuple[int, int, str, float]]:
    """A clause of six words or more that comes back, though the source says nothing twice."""
    text = pair.target.text
    if len(text) < 80:
        return []
    seen: set[str] = set()
    out: list[tuple[int, int, str, float]] = []
    for match in _CLAUSE.finditer(text):
        words = [w.casefold() for w in _WORD.findall(match.group())]
        if len(words) < _LEAST_CLAUSE:
            continue
        key = " ".join(words)
        if key in seen and not any(s < match.end() and match.start() < e for s, e, _, _ in known):
            if _source_repeats(pair.source.text):
                return []
            body = match.group().strip()
            start = match.start() + match.group().find(body)
            out.append((start, start + len(body), body, 0.8))
        seen.add(key)
    return out


def _source_repeats(source: str) -> bool:
    """Does the Chinese hold eight characters in a row twice?"""
    grams = [source[i : i + 8] for i in range(len(source) - 7)]
    return len(set(grams)) < len(grams)


CHECK = Check(
    id="repeat",
    severity="error",
    category="fluency/grammar",
    doc="""Words, phrases and clauses that stand twice in the English.

**Finds** a doubled word (*the the*, *food food food*), a phrase that follows itself (*in the city in the city*), and a
clause of six words or more that comes back in the same pair although the Chinese says nothing twice.

**Accepts** *that that*, *had had*, *very very* and the like, reduplicated names (*Baden Baden*), counting (*one two
two*), and what a comma parts (*step by step, step by step*).
""",
    run=run,
    good=(
        ("他已经受够了。", "He had had enough."),
        ("路很长很长。", "The road is long, very very long."),
        ("他住在巴登巴登。", "He lives in Baden Baden."),
    ),
    bad=(
        ("农民卖蔬菜。", "Farmers sell vegetables vegetables.", "vegetables vegetables"),
        ("猫在睡觉。", "The the cat is asleep.", "The the"),
        ("他们在河边散步。", "They walk by the river by the river.", "by the river by the river"),
    ),
)
