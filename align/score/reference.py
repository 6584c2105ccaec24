"""Scores against a reference translation; the only door to sacrebleu.

BLEU (Papineni et al. 2002), chrF++ (Popović 2017) and TER (Snover et al. 2006) as sacrebleu computes them (Post 2018):
every figure equals ``sacrebleu REF -i HYP -m bleu chrf ter --chrf-word-order 2`` on the same segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from align.records import Alignment, Article, Bead, Document, Scores, Sentence

RESAMPLES = 1000  # of the paired bootstrap (Koehn 2004)
SEED = 12345  # sacrebleu's own default, so that p-values can be repeated


@dataclass(frozen=True)
class Segment:
    """Words of the translation and of the reference that belong together, and the pairs they are in."""

    hypothesis: str
    reference: str
    pairs: tuple[int, ...]


def metrics() -> dict[str, Any]:
    """The metrics by name: BLEU, chrF++, TER."""
    from sacrebleu.metrics import BLEU, CHRF, TER

    return {"bleu": BLEU(), "chrf": CHRF(word_order=2), "ter": TER()}


def by_block(article: Article) -> list[Segment]:
    """Segments of paired input that brings its references along; rows without one are left out."""
    target, references = article.target, article.reference or ()
    if target is None:
        return []
    texts = [target.text[b.start : b.end] for b in target.blocks]
    return [
        Segment(text, reference, (number,))
        for number, (text, reference) in enumerate(zip(texts, references, strict=False))
        if reference.strip()
    ]


def by_beads(
    alignment: Alignment, beads: Sequence[Bead], reference: Document, sentences: Sequence[Sentence]
) -> list[Segment]:
    """Segments of an article whose reference is another text: ``beads`` lie between the sentences of the translation
    and those of the reference. Pairs and beads that share a sentence become one, so that no word counts twice."""
    groups = _components(alignment, beads)
    out = []
    for pairs, refs in groups:
        hypothesis = " ".join(alignment.pairs()[p].target.text for p in pairs).strip()
        spans = [sentences[s] for b in refs for s in range(*beads[b].target)]
        text = " ".join(reference.text[s.start : s.end] for s in spans).strip()
        if text or hypothesis:
            out.append(Segment(" ".join(hypothesis.split()), " ".join(text.split()), tuple(pairs)))
    return out


def _components(alignment: Alignment, beads: Sequence[Bead]) -> list[tuple[list[int], list[int]]]:
    """Connected groups of pairs and reference beads over the sentences of the translation, in the order of the text."""
    owner = {s: p for p, b in enumerate(alignment.beads) for s in range(*b.target)}
    parent = list(range(len(alignment.beads) + len(beads)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    offset = len(alignment.beads)
    last = 0
    for number, bead in enumerate(beads):
        pairs = [owner[s] for s in range(*bead.source) if s in owner]
        for pair in pairs or [last]:  # what only the reference says goes with the pair before it
            parent[root(offset + number)] = root(pair)
        last = pairs[-1] if pairs else last
    found: dict[int, tuple[list[int], list[int]]] = {}
    for node in range(len(parent)):
        group = found.setdefault(root(node), ([], []))
        group[0 if node < offset else 1].append(node if node < offset else node - offset)
    return [g for g in found.values() if any(not alignment.beads[p].furniture for p in g[0])]


def with_reference(scores: Scores, segments: Sequence[Segment]) -> Scores:
    """The scores with BLEU, chrF++ and TER per pair and for the corpus, and sacrebleu's signatures."""
    if not segments:
        return scores
    found = metrics()
    pairs = list(scores.pairs)
    for segment in segments:
        values = {
            n: float(m.sentence_score(segment.hypothesis, [segment.reference]).score) for n, m in _single().items()
        }
        for number in segment.pairs:
            pairs[number] = replace(pairs[number], reference=values)
    summary = dict(scores.summary)
    for name, metric in found.items():
        summary[name] = corpus_score(metric, [segments])
    signatures = {name: str(metric.get_signature()) for name, metric in found.items()}
    return Scores(tuple(pairs), summary, {**scores.signatures, **signatures})


def _single() -> dict[str, Any]:
    from sacrebleu.metrics import BLEU, CHRF, TER

    return {"bleu": BLEU(effective_order=True), "chrf": CHRF(word_order=2), "ter": TER()}


def corpus_score(metric: Any, articles: Sequence[Sequence[Segment]]) -> float:
    """A metric over all segments of all articles."""
    hypotheses = [s.hypothesis for segments in articles for s in segments]
    references = [s.reference for segments in articles for s in segments]
    return float(metric.corpus_score(hypotheses, [references]).score)


@dataclass(frozen=True)
class Comparison:
    """One metric of two translations: both scores, 95 % intervals (half widths), p-value of the difference."""

    metric: str
    scores: tuple[float, float]
    intervals: tuple[float, float]
    p_value: float


def compare(first: Sequence[str], second: Sequence[str], references: Sequence[str]) -> list[Comparison]:
    """Paired bootstrap resampling (Koehn 2004) of two translations of the same segments, by sacrebleu."""
    import os

    from sacrebleu.significance import PairedTest

    os.environ.setdefault("SACREBLEU_SEED", str(SEED))
    named = [("first", list(first)), ("second", list(second))]
    test = PairedTest(named, metrics(), [list(references)], test_type="bs", n_samples=RESAMPLES)
    _, results = test()
    out = []
    for name, rows in results.items():
        if name == "System":
            continue
        a, b = rows[0], rows[1]
        metric = {"BLEU": "bleu", "chrF2++": "chrf", "TER": "ter"}.get(name, name)
        p_value = float(b.p_value) if a.score != b.score else 1.0  # of equal scores sacrebleu reports 0.001
        out.append(Comparison(metric, (a.score, b.score), (a.ci, b.ci), p_value))
    return out
