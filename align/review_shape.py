"""The shape that a review JSON must have before anything is rendered from it: types first, then offsets and references.

A review file may come from a stranger; writers trust the records, so everything is checked here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from align.errors import InputError
from align.records import SEVERITIES, Bead, Document, Review, Sentence, Span

Shape = Callable[[Any, str], None]
_WHOLE = "give it as 'align check --format json' wrote it; its options --select and --ignore leave findings out"
_REMEDY = "give what 'align check --format json' wrote"


class ShapeError(Exception):
    """A value that does not fit: its place in the file, and what was expected."""


def _of(*kinds: type, optional: bool = False, least: float | None = None) -> Shape:
    def fits(value: Any, place: str) -> None:
        if value is None and optional:
            return
        good = isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds)
        if isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value):
            good = False
        if good and least is not None and not least <= value < 2**53:
            good = False
        if good and isinstance(value, float) and not -1e12 < value < 1e12:
            good = False
        if not good:
            raise ShapeError(f"{place} is {str(value)[:40]!a}")

    return fits


def _one(*names: str) -> Shape:
    def fits(value: Any, place: str) -> None:
        if value not in names:
            raise ShapeError(f"{place} is {str(value)[:40]!a}, none of {', '.join(names)}")

    return fits


def _each(shape: Shape) -> Shape:
    def fits(value: Any, place: str) -> None:
        if not isinstance(value, list):
            raise ShapeError(f"{place} is no list")
        for number, item in enumerate(value):
            shape(item, f"{place}[{number}]")

    return fits


def _row(*shapes: Shape, least: int | None = None, optional: bool = False) -> Shape:
    def fits(value: Any, place: str) -> None:
        if value is None and optional:
            return
        if not isinstance(value, list) or not (least if least is not None else len(shapes)) <= len(value) <= len(
            shapes
        ):
            raise ShapeError(f"{place} is no list of {len(shapes)}")
        for number, (item, shape) in enumerate(zip(value, shapes, strict=False)):
            shape(item, f"{place}[{number}]")

    return fits


def _table(shape: Shape) -> Shape:
    def fits(value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise ShapeError(f"{place} is no object")
        for name, item in value.items():
            _TEXT(name, f"{place}, a name,")
            shape(item, f"{place}.{name}")

    return fits


def _object(needed: Mapping[str, Shape], more: Mapping[str, Shape] | None = None, optional: bool = False) -> Shape:
    def fits(value: Any, place: str) -> None:
        if value is None and optional:
            return
        if not isinstance(value, dict):
            raise ShapeError(f"{place} is no object")
        for name, shape in needed.items():
            if name not in value:
                raise ShapeError(f"{place} has no {name!r}")
            shape(value[name], f"{place}.{name}")
        for name, shape in (more or {}).items():
            if name in value:
                shape(value[name], f"{place}.{name}")

    return fits


def _plain(value: Any, place: str, depth: int = 0) -> None:
    """Texts, numbers and lists of them: a cell of a table."""
    if isinstance(value, list) and depth < 2:
        for number, item in enumerate(value):
            _plain(item, f"{place}[{number}]", depth + 1)
    else:
        _of(str, int, float, bool, optional=True)(value, place)


_TEXT = _of(str)
_COUNT = _of(int, least=0)
_NUMBER = _of(int, float, optional=True)
_SPAN = _row(_COUNT, _COUNT, optional=True)
_FACT = _row(_TEXT, _TEXT)
_SIDE = _object(
    {
        "path": _TEXT, "lang": _one("zh", "en"), "unit": _one("file", "segment"), "text": _COUNT,
        "blocks": _each(
            _row(_COUNT, _COUNT, _one("text", "furniture"), _TEXT, _of(int, optional=True), _each(_FACT), least=2)
        ),
        "sentences": _each(_row(_COUNT, _COUNT, _COUNT)),
    },
    {"reading": _TEXT, "lines": _each(_COUNT), "inline": _each(_row(_COUNT, _COUNT, _TEXT, _TEXT, _TEXT, least=4))},
    optional=True,
)  # fmt: skip
_FINDING = _object(
    {
        "check": _TEXT, "severity": _one(*SEVERITIES), "category": _TEXT, "bead": _of(int, optional=True, least=0),
        "message": _TEXT, "suggestions": _each(_TEXT),
    }
)  # fmt: skip
_BEAD = _row(*[_COUNT] * 4, _NUMBER, _of(int, bool), _of(int, bool))
_DECISION = _row(_one("open", "waived", "baseline"), *[_of(str, optional=True)] * 4, least=1)
_WORDS = _of(str, optional=True)
_TERM = _object(
    {"term": _TEXT}, {"rendering": _WORDS, "expected": _WORDS, "status": _WORDS, "beads": _each(_COUNT)}
)  # a row of the tables of terms and renderings


def _tables(value: Any, place: str) -> None:
    """Tables of any columns, of which those of terms are known."""
    _table(_each(_table(_plain)))(value, place)
    _object({}, {"terms": _each(_TERM), "renderings": _each(_TERM)})(value, place)


_REVIEW = _object(
    {
        "signature": _table(_TEXT),
        "document": _object({}, {"id": _of(str, optional=True)}),
        "findings": _each(_FINDING),
        "scores": _object({"pairs": _each(_table(_NUMBER)), "summary": _table(_NUMBER), "signatures": _table(_TEXT)}),
        "layout": _object(
            {
                "texts": _each(_TEXT), "source": _SIDE, "target": _SIDE, "beads": _each(_BEAD),
                "spans": _each(_row(_SPAN, _SPAN)), "confidence": _each(_of(int, float)),
                "notes": _each(_row(_TEXT, _TEXT)), "decisions": _each(_DECISION),
            }
        ),
    },
    {"tables": _tables},
)  # fmt: skip


def check_shape(data: Any, where: str) -> None:
    """InputError for the first value of a review that has not its type."""
    try:
        _REVIEW(data, "review")
    except ShapeError as error:
        raise InputError(where, f"no review: {error}", _REMEDY) from None
    except RecursionError:
        raise InputError(where, "no review: nested too deeply", _REMEDY) from None


def check_numbers(data: Mapping[str, Any], kept: Mapping[str, Any], where: str) -> None:
    """InputError where findings or beads were taken out, put in or put in another order by hand: what is kept of them
    beside (``kept``: the layout) would go to others, and a report would mark the wrong words."""
    findings = data["findings"]
    for name in ("spans", "confidence", "notes", "decisions"):
        if len(kept[name]) != len(findings) and (kept[name] or name != "decisions"):
            raise InputError(where, f"no review: {len(findings)} findings, {len(kept[name])} {name} of them", _WHOLE)
    beads = data.get("beads")
    if isinstance(beads, list) and len(beads) != len(kept["beads"]):
        raise InputError(where, f"no review: {len(beads)} beads, {len(kept['beads'])} in its layout", _WHOLE)
    for number, (finding, spans) in enumerate(zip(findings, kept["spans"], strict=True)):
        for side, span in zip(("source", "target"), spans, strict=True):
            if side in finding and (finding[side] is None) != (span is None):
                raise InputError(where, f"no review: finding {number} has the {side} of another one", _WHOLE)


def check_places(review: Review, where: str) -> None:
    """InputError where a block, sentence, bead or span lies outside of what it is a part of."""
    a = review.alignment
    sides = ((a.source, a.source_sentences), (a.target, a.target_sentences))
    try:
        for document, sentences in sides:
            _check_side(document, sentences)
        for number, bead in enumerate(a.beads):
            _check_bead(bead, number, [len(sentences) for _, sentences in sides])
        for number, finding in enumerate(review.findings):
            if finding.bead is not None and finding.bead >= len(a.beads):
                raise ShapeError(f"finding {number} is of bead {finding.bead}")
            for span, (document, _) in zip((finding.source_span, finding.target_span), sides, strict=True):
                _check_span(span, document, f"finding {number}")
            if not 0 <= finding.confidence <= 1:
                raise ShapeError(f"finding {number} has confidence {finding.confidence}")
    except ShapeError as error:
        raise InputError(where, f"no review: {error}", _REMEDY) from None


def _check_side(document: Document | None, sentences: Sequence[Sentence]) -> None:
    if document is None:
        return
    end = 0
    if document.reading and len(document.reading) != len(document.text):
        raise ShapeError(f"reading of {document.path[:40]!a} has another length than its text")
    for number, block in enumerate(document.blocks):
        if not end <= block.start <= block.end <= len(document.text):
            raise ShapeError(f"block {number} is {block.start} to {block.end}")
        end = block.end
    for number, sentence in enumerate(sentences):
        if not 0 <= sentence.start <= sentence.end <= len(document.text) or sentence.block >= len(document.blocks):
            raise ShapeError(f"sentence {number} is {sentence.start} to {sentence.end}")
    for mark in document.inline:
        _check_span(Span(mark.start, mark.end), document, "mark-up")


def _check_bead(bead: Bead, number: int, lengths: Sequence[int]) -> None:
    for (start, end), length in zip((bead.source, bead.target), lengths, strict=True):
        if not start <= end <= length:
            raise ShapeError(f"bead {number} has sentences {start} to {end}")


def _check_span(span: Span | None, document: Document | None, what: str) -> None:
    if span is None:
        return
    if document is None or not 0 <= span.start <= span.end <= len(document.text):
        raise ShapeError(f"{what} marks {span.start} to {span.end}")
