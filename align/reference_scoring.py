"""Reviews with scores against a reference: the part of the path that ``align score`` adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.errors import InputError
from align.pair import align_sentences
from align.pipeline import Engine
from align.records import Bead, Document, Review, Sentence
from align.score import reference as references
from align.segment import sentences
from align.session import Session

Comparisons = Sequence[references.Comparison]


def scored(session: Session, paths: Sequence[str], reference: str = "") -> Iterator[Review]:
    """Reviews of all paths; where a reference translation is given, with BLEU, chrF++ and TER.

    A single path may be English only when there is a reference: then only those are computed. InputError where the
    reference has no English text.
    """
    wanted = _reference(session, reference) if reference else None
    for article, review in session.reviewed(session.articles(paths)):
        if wanted is not None:
            segments = against(session.engine(review.path), review, wanted)
        else:
            segments = references.by_block(article) if article.reference else []
        scored = replace(review, scores=references.with_reference(review.scores, segments))
        yield from session.counting([scored])


def _reference(session: Session, path: str) -> Document:
    found = [a.target for a in session.articles([path]) if a.target is not None]
    if len(found) != 1 or not found[0].text.strip():
        raise InputError(path, "no English text to compare with", "name a text with the reference translation")
    return found[0]


def against(engine: Engine, review: Review, reference: Document) -> list[references.Segment]:
    """Segments of a review and a reference in any layout: English is aligned to English first."""
    _, other, beads = _aligned(engine, review, reference)
    return references.by_beads(review.alignment, beads, reference, other)


def compared(session: Session, reviews: Sequence[Review], reference: str) -> Comparisons:
    """Two translations of one text against one reference, by paired bootstrap over common segments.

    A segment is the shortest run of reference sentences that no bead of either translation reaches over.
    """
    wanted = _reference(session, reference)
    found = [_aligned(session.engine(review.path), review, wanted) for review in reviews]
    other = found[0][1]
    joined = {k for _, _, beads in found for b in beads for k in range(b.target[0], b.target[1] - 1)}
    group, groups = 0, []
    for number in range(len(other)):
        groups.append(group)
        group += number not in joined
    texts = [_grouped(review, body, beads, groups) for review, (body, _, beads) in zip(reviews, found, strict=True)]
    lines = [""] * group
    for number, sentence in zip(groups, other, strict=True):
        lines[number] = f"{lines[number]} {_in_one_line(wanted, sentence)}".strip()
    return references.compare(texts[0], texts[1], lines)


def _aligned(engine: Engine, review: Review, reference: Document) -> tuple[list[Sentence], list[Sentence], list[Bead]]:
    """Sentences of the translation, of the reference, and the beads between them."""
    target = review.alignment.target
    if target is None:
        raise InputError(review.path, "no English translation in it", "name a text with its translation")
    body = [s for s in review.alignment.target_sentences if target.blocks[s.block].kind == "text"]
    other = [s for s in sentences(reference) if reference.blocks[s.block].kind == "text"]
    beads = align_sentences(
        [target.read[s.start : s.end] for s in body],
        [reference.read[s.start : s.end] for s in other],
        engine.encoder,
        token_encoder=engine.tokens,
    )
    return body, other, beads


def _grouped(review: Review, body: Sequence[Sentence], beads: Sequence[Bead], groups: Sequence[int]) -> list[str]:
    """The words of a translation for each group of reference sentences; unaligned words join the group before them."""
    target = review.alignment.target
    out = [""] * (groups[-1] + 1)
    at = 0
    for bead in beads:
        at = groups[bead.target[0]] if bead.target[1] > bead.target[0] else at
        words = " ".join(_in_one_line(target, body[s]) for s in range(*bead.source)) if target else ""
        out[at] = f"{out[at]} {words}".strip()
    return out


def _in_one_line(document: Document, sentence: Sentence) -> str:
    return " ".join(document.text[sentence.start : sentence.end].split())
