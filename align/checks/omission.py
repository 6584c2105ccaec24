"""What the Chinese says and the English does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from align.checks._evidence import Evidence, evidence, longest_runs
from align.records import Alignment, Check, Finding, Pair, Severity
from align.text.furniture import is_furniture
from align.text.scripts import han_count

# Calibrated by benchmarks/calibrate_words.py on segments that raters found free of errors (see its table).
ERROR, WARNING = 0.97, 0.76
SURE, PARTNER = 0.97, 0.3  # from here on it is missing whatever stands in its place
_REAL = 4  # Chinese characters of a sentence that has something to translate
_LETTER = re.compile(r"[^\W_]")
_UNITS = (re.compile(r"[^。！？!?]+[。！？!?]*"), re.compile(r"[^，。；！？：,;!?]+"))  # sentence, clause
_GLOSS = re.compile(r"[\u4e00-\u9fff]{0,2}\s*[（(]\s*([A-Za-z\u00c0-\u024f][^()（）]{1,40}?)\s*[)）]")
_CREDIT = re.compile(
    r"^[（(]?\s*(?:本报|本网|新华社|中新社|央视|人民网|新华网)?(?:记者|通讯员|实习生|作者|编辑|摄影|图|文)[\s:：/]"
)


def run(alignment: Alignment) -> Iterator[Finding]:
    """Findings of this check."""
    if alignment.target is None:
        return
    for pair in alignment.pairs():
        if not pair.source.text or pair.bead.furniture:
            continue
        if not _LETTER.search(pair.target.text):
            found = _sentence(pair)
            if found:
                yield found
            continue
        proof = evidence(alignment, pair)
        if proof is not None:
            yield from _words(pair, proof, alignment.profile.thresholds)


def _sentence(pair: Pair) -> Finding | None:
    """A sentence whose translation is missing altogether."""
    text = pair.source.text
    if not _LETTER.search(text) or is_furniture(text) or (pair.target.text and pair.target.text == text):
        return None
    content = han_count(text)
    credit = bool(_CREDIT.match(text))
    real = content >= _REAL and not credit
    severity: Severity = "error" if real else "warning" if content > 1 and not credit else "note"
    return Finding(
        check="omission",
        severity=severity,
        category="accuracy/omission",
        bead=pair.number,
        source_span=pair.source.whole,
        target_span=None,
        message="this sentence has no translation",
        confidence=0.95 if real else 0.6,
    )


def _words(pair: Pair, proof: Evidence, thresholds: object) -> Iterator[Finding]:
    done = -1
    for first, last, sure in longest_runs(proof.uncovered, proof.source_judged, WARNING):
        if excused(proof, first, last, sure) or _glossed(pair, int(proof.links.source.ends[last])):
            continue
        start, end = int(proof.links.source.starts[first]), int(proof.links.source.ends[last])
        if start < done:
            continue  # part of the sentence that is reported already
        words = pair.source.text[start:end]
        whole = _whole_clause(pair.source.text, start, end, proof)
        if whole is not None:
            start, end = whole
            words = pair.source.text[start:end]
        done = end
        yield Finding(
            check="omission",
            severity="error" if sure >= ERROR and han_count(words) >= 6 else "warning",
            category="accuracy/omission",
            bead=pair.number,
            source_span=pair.source.span(start, end),
            target_span=None,
            message=f"nothing in the translation stands for “{words}”",
            confidence=round(min(sure, 0.99), 3),
        )


def _glossed(pair: Pair, end: int) -> bool:
    """Does the Chinese itself give the foreign spelling behind these words, and the translation uses it?"""
    gloss = _GLOSS.match(pair.source.text, end)
    return gloss is not None and gloss[1].split()[-1] in pair.target.text


def excused(proof: Evidence, first: int, last: int, sure: float) -> bool:
    """Does something stand in the place of these tokens? Then it is a free or a wrong rendering, not an omission."""
    if proof.spelt(first, last) and proof.foreign(first, last):
        return True
    return sure < SURE and (proof.partner(first, last, PARTNER) is not None or proof.foreign(first, last))


def _whole_clause(text: str, start: int, end: int, proof: Evidence) -> tuple[int, int] | None:
    """The sentence, or else the clause, around a run where most content words are uncovered."""
    starts, judged = proof.links.source.starts, proof.source_judged
    for unit in _UNITS:
        for match in unit.finditer(text):
            if match.start() <= start and end <= match.end():
                inside = judged & (starts >= match.start()) & (starts < match.end())
                if inside.sum() >= 3 and np.mean(proof.uncovered[inside] > 0.3) >= 0.7:
                    body = match.group()
                    left = len(body) - len(body.lstrip())
                    return match.start() + left, match.start() + len(body.rstrip())
    return None


CHECK = Check(
    id="omission",
    severity="error",
    category="accuracy/omission",
    doc="""Words, clauses and sentences of the Chinese that the English leaves out; they are underlined in the Chinese.

**Finds** sentences without a translation, and words, phrases and clauses inside a translated sentence that have no
counterpart: no English word is close to them in meaning, the dictionary knows none of the words there as a rendering,
and both are unusual for these words. A gap in the English sentence (*urine samples of who died*) makes it surer. A
clause most of whose content words are missing is reported as a whole.

**Accepts** what English need not say: particles, measure words, aspect, directional and light verbs, doubled
expressions, and sentences that are furniture of the page. Numbers and names are left to their own checks, which know
more about them.

**Limits.** A single word that is rendered freely may be reported (warning); idioms are the usual case. Words that come
twice in the Chinese and once in the English are not reported. Severity is `error` for a missing sentence or clause,
`warning` for words. Needs the bundled token vectors.
""",
    run=run,
    good=(
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("目前，村里已经有三家茶馆。", "The village has three teahouses."),
    ),
    bad=(
        ("昨天下了大雨，水库的水位上升很快。", "It rained heavily yesterday.", "水库的水位"),
        ("全村人都来帮忙收割水稻。", ".", "全村人"),
        ("昨天的会议讨论了水价和电价。", "Yesterday's meeting discussed water prices.", "电价"),
    ),
    rank=7,
)
