"""Texts that do not belong together, and words that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from align.evidence.coverage import Coverage
from align.evidence.free_renderings import is_freely_said
from align.numbers.quantity import FIRM
from align.records import Alignment, Check, Finding, Pair
from align.text.sayings import is_couplet, is_proverb
from align.text.scripts import LATIN_WORD

# Calibrated by benchmarks/calibrate_words.py on shuffled and on true pairs (see its table).
UNRELATED, DOUBTFUL, SHORT = 0.4, 0.33, 0.05  # a short text has to be SHORT further off
SHARED = 0.1  # how much further, where both sides have one uncommon number: texts that do not belong together rarely do
COMMON = 12  # numbers up to here are common
SPEECH = 0.2  # so does what somebody says in a few words, which is rendered by what one says then
LEAST, FEW = 5, 9  # content words on both sides together
WRONG_SOURCE, WRONG_TARGET, WRONG_BOTH = 0.5, 0.4, 0.87


_SPEECH = re.compile('[“「『"].{2,14}[”」』"]')


def _run(alignment: Alignment) -> Iterator[Finding]:
    for pair in alignment.pairs():
        if pair.bead.furniture or not LATIN_WORD.search(pair.target.text):
            continue
        coverage = pair.evidence.coverage
        if coverage is None:
            continue
        words = coverage.measured.words
        lack = coverage.lack
        if words < FEW:
            lack -= SPEECH if _SPEECH.fullmatch(pair.source.text) else SHORT
        if lack >= DOUBTFUL and _share_number(pair):
            lack -= SHARED
        if lack >= DOUBTFUL and words >= LEAST:
            if is_proverb(pair.source.text, 0, len(pair.source.text)) or is_couplet(pair.source.text):
                continue  # an English proverb has another image
            yield _whole(pair, coverage, lack)
        else:
            yield from _words(pair, coverage)


def _share_number(pair: Pair) -> bool:
    """Return whether both sides have a number that few sentences have (3,200, but not 100), and that is no year."""
    shared = (s for s, _ in pair.evidence.agreement.matched if s.firm == FIRM and s.kind != "year")
    return any(s.value > COMMON and len(f"{s.value:.10g}".replace(".", "").strip("0")) > 1 for s in shared)


def _whole(pair: Pair, coverage: Coverage, lack: float) -> Finding:
    sure = lack >= UNRELATED
    worst = _worst(pair, coverage)
    return pair.finding(
        CHECK,
        "this translation belongs to another sentence" if sure else "this translation hardly fits the sentence",
        source=pair.source.whole,
        target=pair.target.whole,
        severity="error" if sure else "warning",
        confidence=round(min(0.99, 0.6 + 2 * (lack - DOUBTFUL)), 3),
        note=f"No counterpart: {', '.join(worst)}." if worst else "",
    )


def _worst(pair: Pair, coverage: Coverage) -> list[str]:
    """The five Chinese words with the weakest counterparts, in the order of the text."""
    best = np.where(coverage.source_judged, coverage.links.source_best, 2.0)
    order = [int(k) for k in np.argsort(best, kind="stable")[:5] if best[k] < 1.0]
    starts, ends = coverage.links.source.starts, coverage.links.source.ends
    return [pair.source.text[starts[k] : ends[k]] for k in sorted(order)]


def _words(pair: Pair, coverage: Coverage) -> Iterator[Finding]:
    """Source words without counterpart in a pair whose English has words without a source."""
    for first, last, lost in coverage.uncovered_spans:
        other = coverage.partner(first, last, WRONG_TARGET) if lost >= WRONG_SOURCE else None
        if other is None or 1 - (1 - lost) * (1 - other[2]) < WRONG_BOTH or is_freely_said(pair, coverage, first, last):
            continue
        a, b = coverage.links.source.span(first, last)
        c, d = int(coverage.links.target.starts[other[0]]), int(coverage.links.target.ends[other[1]])
        source, target = pair.source.text[a:b], pair.target.text[c:d]
        yield pair.finding(
            CHECK,
            f"“{target}” is in the place of “{source}” and does not seem to mean it",
            source=(a, b),
            target=(c, d),
            severity="warning",
            confidence=round(min(0.95, lost * other[2] + 0.2), 3),
        )


CHECK = Check(
    id="mismatch",
    severity="error",
    category="accuracy/mistranslation",
    doc="""Translations whose content does not match, found by the similarity of meanings.

**Finds** pairs whose words find far weaker counterparts than is usual for these words: the translation of another
sentence (`error`), or one that hardly fits (`warning`); the note names the words that fit worst. In a pair that fits
as a whole it marks an English word or phrase that nothing in the Chinese stands for, in the very place where the
counterpart of an uncovered Chinese word should stand: a mistranslation that nobody put into a rule.

**Accepts** free renderings as long as most of the content is found, and pairs of fewer than five content words.

**Limits.** Similarity knows what words are about, not what they say: *rise* and *fall* are close to each other, and so
are *January* and *February*. Numbers, names, negation and antonyms have their own checks. Needs the bundled token
vectors.
""",
    run=_run,
    good=(
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("医院为老人免费体检。", "The hospital gives elderly people free check-ups."),
    ),
    bad=(
        ("孩子们在河边钓鱼。", "The company published its annual report on Friday.", "company"),
        ("医院为老人免费体检，居民都很满意。", "Heavy snow closed the mountain road to the ski resort.", "snow"),
    ),
    rank=9,
    words=True,
    note_threshold=0.35,  # of 35 less sure ones in 19,600 human translations five were right
    threshold=0.6,  # a word left out or put in does less harm than a wrong one
)
