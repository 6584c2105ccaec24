"""Words and sentences of the English without a source in the Chinese."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from align.evidence.coverage import Coverage
from align.evidence.free_renderings import beside_free_rendering
from align.evidence.span_classifier import (
    ADDITION,
    BEHIND,
    DESCRIBING,
    HOLE_LEFT,
    LACKING,
    SEEN,
    added,
    logit,
    target_features,
)
from align.records import Alignment, Check, Finding, FloatArray, Pair
from align.strings.tables import around_table
from align.strings.taken import Taken
from align.text.boilerplate import is_furniture, is_translators_note
from align.text.english import english_words
from align.text.sayings import is_proverb
from align.text.scripts import LETTER_OR_DIGIT, word_count

# Calibrated by benchmarks/calibrate_words.py on segments that raters found free of errors (see its table).
# A modifier can be put in without harm to the grammar; other words are more often free renderings.
WARNING = 0.6
SURE, PARTNER = 0.97, 0.25
FREE = 0.1  # how much less sure a word is in whose place a Chinese word has no counterpart
ADDED = 0.7  # odds in view of the whole pair from which on no excuse counts
UNDERSTOOD = 0.6
# Logistic weights, by training/view.py, of the logit of the odds and of these measures
VIEW = (BEHIND, HOLE_LEFT, LACKING, DESCRIBING, SEEN)
WEIGHTS, BIAS = (0.60, -0.96, -0.34, 0.33, 1.09, 1.80), 0.54
_MEASURE = re.compile("[个项件条种份款]")
_STRONG = re.compile("[深大高极重强甚颇广猛热剧骤]")
_SITE = re.compile(r"(?<![\w-])[\w-]{1,63}\.(?:com|net|org|cn|gov|edu)\b")
_REAL = 4  # words of a sentence that says something
_BYLINE = re.compile(
    r"(?i:by|reporting by|story by)(?::| )(?:[\s,|/]*+(?:(?:and|in|with|for)\b|[A-Z][\w.'’-]*+)){1,10}+\s*"
)


def _run(alignment: Alignment) -> Iterator[Finding]:
    if alignment.source is None or alignment.target is None:
        return
    for pair in alignment.pairs():
        text = pair.target.text
        if not text:
            continue
        if not LETTER_OR_DIGIT.search(pair.source.text):
            known = pair.regrouped or is_furniture(text) or around_table(alignment, pair)
            if LETTER_OR_DIGIT.search(text) and not known:
                if is_translators_note(text, alignment.target.text):
                    yield _note(pair)
                else:
                    free = alignment.beside_lone(pair.number, "source") or beside_free_rendering(alignment, pair)
                    yield _sentence(pair, free)
            continue
        coverage = pair.evidence.coverage
        if coverage is None:
            continue
        found = list(suspects(coverage))
        if found and is_proverb(pair.source.text, 0, len(pair.source.text)):
            continue  # an English proverb has another image
        sites = None
        for first, last, judged, measured in found:
            odds = in_view(judged, measured)
            start, end = coverage.links.target.span(first, last)
            if _understood(text[start:end].lower(), pair.source.text):
                odds = min(odds, UNDERSTOOD)
            sites = Taken(text, (m.span() for m in _SITE.finditer(text))) if sites is None else sites
            if pair.strayed("target", start, end) or sites.meets(start, end):
                continue  # the Chinese has it in the sentence before or behind; a site goes by its address
            yield pair.finding(
                CHECK,
                f"nothing in the Chinese corresponds to “{text[start:end]}”",
                target=(start, end),
                confidence=round(min(odds, 0.99), 3),
            )


def suspects(coverage: Coverage) -> Iterator[tuple[int, int, float, FloatArray]]:
    """Stretches of target tokens that nothing excuses: first and last, odds, and what was measured of them."""
    for first, last, sure in coverage.unsupported_spans:
        if sure < ADDITION:
            continue
        measured = target_features(coverage, first, last, sure)
        odds = added(measured) - FREE * max(0.0, coverage.rendered(first, last) - PARTNER)
        if odds >= ADDED or not excused(coverage, first, last, sure):
            yield first, last, odds, measured


def view(odds: float, measured: FloatArray) -> list[float]:
    """Return the inputs of the logistic regression of :func:`in_view`."""
    return [logit(odds), *(min(max(float(measured[k]), -4.0), 4.0) for k in VIEW)]


def in_view(odds: float, measured: FloatArray) -> float:
    """0..1: the odds in view of the whole: in a free translation a word without a source is less likely put in."""
    return 1 / (1 + math.exp(-BIAS - sum(w * x for w, x in zip(WEIGHTS, view(odds, measured), strict=True))))


def excused(coverage: Coverage, first: int, last: int, sure: float) -> bool:
    """Return whether a Chinese word without counterpart is in the same place: the English word is a free or a wrong
    rendering of it then. Nouns and verbs need more evidence than adjectives and adverbs."""
    if sure < WARNING and coverage.modifies(first, last) < 0.3:
        return True
    return sure < SURE and coverage.rendered(first, last) > PARTNER


def _understood(word: str, source: str) -> bool:
    """Words that add nothing: the name of the kind of thing (high-temperature environments), what a measure word counts
    (3 个, 3 items), and degree that the Chinese verb has in it (深受, heavily influenced)."""
    if word in english_words("counted_thing"):
        return _MEASURE.search(source) is not None
    return word in english_words("vague_noun") or (word in english_words("degree") and bool(_STRONG.search(source)))


def _sentence(pair: Pair, free: bool) -> Finding:
    """A sentence without a source; ``free``: beside Chinese that is lone or freely rendered, it may render that. A line
    that names the writer is the newspaper's own."""
    byline = _BYLINE.fullmatch(pair.target.text) is not None
    real = word_count(pair.target.text) >= _REAL and not free and not byline
    return pair.finding(
        CHECK,
        "this sentence translates nothing in the Chinese",
        target=pair.target.whole,
        severity="error" if real else "note" if byline else "warning",
        confidence=0.9 if real else 0.6,
    )


def _note(pair: Pair) -> Finding:
    """What a translator explains to the readers is meant to be there; the client may want it elsewhere."""
    message = "a note by the translator: nothing in the Chinese stands for it"
    return pair.finding(CHECK, message, target=pair.target.whole, severity="note", confidence=0.6)


CHECK = Check(
    id="addition",
    severity="warning",
    category="accuracy/addition",
    doc="""Words and sentences of the English that nothing in the Chinese stands for.

**Finds** sentences without a source, and content words that no Chinese word is close to, that the dictionary knows as
a rendering of no word there, where both are unusual for the word. How sure a finding is depends on the whole pair: how
freely the rest is rendered, whether a Chinese word without counterpart stands in the same place, and whether the
English reads as well without the word: what was put in can be taken out again.

**Accepts** what English has to say and Chinese does not: articles, pronouns, prepositions, auxiliaries; and the parts
of names and numbers, which have their own checks; names of the kind of thing (*high-temperature environments*).

**Limits.** A free rendering of an idiom looks like an addition next to an omission. Words that the Chinese says once
and the English twice are not reported. Needs the bundled token vectors.
""",
    run=_run,
    good=(
        ("说曹操，曹操到。", "Speak of the devil!"),
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("他买了一辆新自行车。", "He has bought a new bicycle."),
        ("渔民们在海边修补渔网。", "The fishermen are mending their nets by the sea."),
    ),
    bad=(
        ("孩子们在河边钓鱼。", "The children are fishing illegally by the river.", "illegally"),
        ("他买了一辆自行车。", "He bought a stolen bicycle.", "stolen"),
        ("渔民们在海边修补渔网。", "The angry fishermen are mending their nets by the sea.", "angry"),
    ),
    rank=7,
    words=True,
    threshold=0.8,  # of 31 words in 7,600 good pairs that were surer than .6, some 25 were free renderings
)
