"""The terms of articles: candidates in the Chinese, and how the translation renders each.

Candidates are noun phrases by part of speech (Justeson & Katz, 1995), weighed against the longer terms they are in by
C-value (Frantzi, Ananiadou & Mima, 2000). Renderings are the English words that token links tie to each occurrence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.evidence.linked_words import Linkage
from align.records import Alignment, Pair
from align.rules import RuleSet
from align.text.english import words_of
from align.text.scripts import HAN_RUN
from align.text.segmenter import tagged_words

MAX_PARTS = 4  # words of a term
_NOUN = frozenset("n nr ns nt nz nrt nw ng vn an j l eng".split())
_INNER = frozenset("a b".split())  # may be before a noun inside of a term


@dataclass(frozen=True)
class Term:
    """A term with its renderings, the most frequent first. ``value``: C-value, 0 and more; ``doubt`` 0..1: share of the
    renderings found that are not the most frequent one, 1 where a term of a rule has none; ``rule``: the rule that
    knows the term, '' for none."""

    term: str
    count: int
    value: float
    renderings: tuple[tuple[str, int], ...]
    doubt: float
    rule: str = ""


def terms(alignments: Sequence[Alignment], rules: RuleSet, least: int = 2) -> list[Term]:
    """Terms that occur at least ``least`` times or that a rule has; doubtful ones first, then by C-value."""
    pairs = [(alignment, pair) for alignment in alignments for pair in alignment.pairs() if pair.source.text]
    texts = [pair.source.text for _, pair in pairs]
    known = _known(pairs, rules)
    counts = Counter({term: sum(text.count(term) for text in texts) for term in known})
    for phrase, count in _candidates(texts, known).items():
        if count >= least:
            counts.setdefault(phrase, count)
    values = _c_values(counts)
    rendered: dict[str, Counter[str]] = {}
    shown: dict[str, Counter[str]] = {}
    for alignment, pair in pairs:
        for term, key, words in _rendered(alignment, pair, counts):
            rendered.setdefault(term, Counter())[key] += 1
            shown.setdefault(f"{term}\x1f{key}", Counter())[words] += 1
    out = []
    for term, count in counts.items():
        if (count >= least and values[term] > 0) or term in known:
            found = rendered.get(term) or known.get(term, Counter())
            best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
            said = {key: shown.get(f"{term}\x1f{key}", Counter([key])).most_common(1)[0][0] for key in found}
            names = tuple((said[key], number) for key, number in best)
            total = sum(number for _, number in best)
            doubt = 1 - best[0][1] / total if best else float(term in known)
            rule = next((rules.ids[number] for number in rules.terms.rules_of(term)), "")
            out.append(Term(term, count, round(values[term], 2), names, round(doubt, 2), rule))
    return sorted(out, key=lambda t: (-(t.doubt * math.log2(1 + t.count)), -t.value, t.term))


def _known(pairs: Sequence[tuple[Alignment, Pair]], rules: RuleSet) -> dict[str, Counter[str]]:
    """The terms of rules that occur, of two characters and more, with the accepted renderings beside them: what stands
    for a term that no link ties to its English, as a part of a longer one (三峡 in 三峡库区)."""
    found: dict[str, Counter[str]] = {}
    for alignment, pair in pairs:
        words = words_of(pair.target.text)
        for one in rules.measured(pair, alignment.profile):
            said = [text_of(words.text, words.starts[a], words.ends[b - 1]) for a, b in (*one.full, *one.short)]
            for term in {pair.source.text[match.start : match.end] for match in one.matches}:
                if len(term) > 1 and HAN_RUN.fullmatch(term):
                    found.setdefault(term, Counter()).update(said)
    return found


def _candidates(texts: Iterable[str], known: Iterable[str]) -> Counter[str]:
    """Noun phrases of two characters and more with their frequencies; ``known`` terms are words of their own."""
    counts: Counter[str] = Counter()
    for run in tagged_words((m[0] for text in texts for m in HAN_RUN.finditer(text)), sorted(known)):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + MAX_PARTS) + 1):
                part = run[start:end]
                inner = all(tag in _NOUN or tag in _INNER for _, tag in part[:-1])
                phrase = "".join(word for word, _ in part)
                if inner and part[-1][1] in _NOUN and len(phrase) > 1:
                    counts[phrase] += 1
    return counts


def _c_values(counts: Counter[str]) -> dict[str, float]:
    """C-value of each phrase: log of its length by its frequency, less the mean frequency of longer phrases with it."""
    longer: dict[str, list[int]] = {}
    for phrase, count in counts.items():
        if count > 1:
            parts = {phrase[a:b] for a in range(len(phrase)) for b in range(a + 2, len(phrase) + 1)} - {phrase}
            for part in parts & counts.keys():
                longer.setdefault(part, []).append(count)
    out = {}
    for phrase, count in counts.items():
        around = longer.get(phrase, [])
        free = count - (sum(around) / len(around) if around else 0)
        out[phrase] = math.log2(len(phrase)) * free
    return out


def _rendered(alignment: Alignment, pair: Pair, counts: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """(term, key of the rendering, its words) of each occurrence; the key joins Hubei and Hubei's, plant and plants."""
    links = alignment.links(pair) if pair.target.text else None
    if links is None:
        return
    words = words_of(pair.target.text)
    linkage = Linkage.of(words, links)
    text = pair.source.text
    for run in HAN_RUN.finditer(text):
        for start in range(run.start(), run.end()):
            for end in range(start + 2, min(run.end(), start + 14) + 1):
                if text[start:end] in counts and (hit := linkage.rendering([(start, end)])):
                    shown = text_of(pair.target.text, words.starts[hit.start], words.ends[hit.end - 1])
                    yield text[start:end], " ".join(words.keys[hit.start : hit.end]), shown


def text_of(text: str, start: int, end: int) -> str:
    """The words in one line, without a possessive at their end."""
    return re.sub(r"['’]s?$", "", " ".join(text[start:end].split()))
