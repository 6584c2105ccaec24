"""Reviews made by hand for the tests of writers and waivers: no reader, no encoder, no rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from align.records import Alignment, Bead, Block, Document, Finding, Lang, PairScore, Review, Scores, Sentence, Span

PAIRS = (
    ("市图书馆周六起延长开放时间。", "The city library will stay open longer from Sunday."),
    ("新馆藏书120万册,比旧馆多三倍。", "The new library holds 120,000 books, three times more than the old one."),
    ("馆长林秋实说,“夜读”活动将办到年底。", 'The director Lin Qiushi said that the "night reading" would go on.'),
    ("我市还将建两座分馆。", "My city will also build two branches."),
    ("读者可在网上预约座位。", "Readers can book a seat online."),
)


def article(
    pairs: Sequence[tuple[str, str]] = PAIRS,
    found: Sequence[dict[str, Any]] = (),
    path: str = "news/library.txt",
    **more: Any,
) -> Review:
    """A review of alternating lines; an empty side is left out. ``found``: Finding fields with ``src`` and ``tgt`` as
    words of the pair (``whole`` for all of it) instead of spans."""
    text = ""
    blocks: tuple[list[Block], list[Block]] = ([], [])
    sentences: tuple[list[Sentence], list[Sentence]] = ([], [])
    beads = []
    for pair in pairs:
        before = len(sentences[0]), len(sentences[1])
        for side, part in enumerate(pair):
            if part:
                sentences[side].append(Sentence(len(text), len(text) + len(part), len(blocks[side])))
                blocks[side].append(Block(len(text), len(text) + len(part)))
                text += part + "\n"
        beads.append(Bead((before[0], len(sentences[0])), (before[1], len(sentences[1])), 0.8 if all(pair) else None))
    documents = [
        Document(path, lang, text, tuple(b)) if b else None for lang, b in zip(get_args(Lang), blocks, strict=True)
    ]
    alignment = Alignment(documents[0], documents[1], tuple(sentences[0]), tuple(sentences[1]), tuple(beads))
    findings = tuple(finding(alignment, **fields) for fields in found)
    return Review(alignment, more.pop("scores", None) or _scores(len(beads)), findings, {"version": "0"}, **more)


def _scores(count: int) -> Scores:
    qualities = [round(0.35 + 0.6 * (7 * i % 11) / 11, 3) for i in range(count)]
    mean = sum(qualities) / max(count, 1)
    return Scores(
        tuple(PairScore(0.8, q, q - 0.1, 0.2, q) for q in qualities),
        {"quality": mean, "quality_low": mean - 0.05, "quality_high": mean + 0.05},
    )


def finding(alignment: Alignment, check: str, bead: int | None, **more: Any) -> Finding:
    """A finding by words of its pair."""
    pair = alignment.pairs()[bead] if bead is not None else None
    spans: list[Span | None] = []
    for side, name in (("source", "src"), ("target", "tgt")):
        words = more.pop(name, None)
        passage = getattr(pair, side) if pair else None
        if words is None or passage is None:
            spans.append(None)
        elif words == "whole":
            spans.append(passage.whole)
        else:
            document = alignment.source if side == "source" else alignment.target
            assert document is not None
            at = document.text.index(words, passage.pieces[0][1])
            spans.append(Span(at, at + len(words)))
    fields: dict[str, Any] = {"severity": "error", "category": "accuracy/mistranslation", "message": f"{check} here"}
    return Finding(check=check, bead=bead, source_span=spans[0], target_span=spans[1], **(fields | more))


FOUND: tuple[dict[str, Any], ...] = (
    {
        "check": "dates", "bead": 0, "src": "周六", "tgt": "Sunday", "message": "Saturday in the source, Sunday here",
        "suggestions": ("Saturday",), "confidence": 0.97, "category": "accuracy/mistranslation/date", "term": "周六",
    },
    {
        "check": "numbers", "bead": 1, "src": "120万", "tgt": "120,000", "message": "120万 is 1.2 million",
        "suggestions": ("1.2 million",), "confidence": 0.99, "category": "locale/number",
        "note": "万 is ten thousand: 120 × 10,000 = 1,200,000.",
    },
    {
        "check": "multiples", "bead": 1, "src": "比旧馆多三倍", "tgt": "three times more", "severity": "warning",
        "message": "多三倍 is four times as many", "suggestions": ("four times as many",), "confidence": 0.7,
    },
    {
        "check": "length", "bead": 1, "src": "whole", "tgt": "whole", "severity": "note", "message": "A long sentence",
        "category": "style",
    },
    {
        "check": "omission", "bead": 2, "src": "将办到年底", "severity": "warning",
        "message": "“until the end of the year” is missing",
        "category": "accuracy/omission", "confidence": 0.81,
    },
    {
        "check": "deixis", "bead": 3, "src": "我市", "tgt": "My city",
        "message": "我市 is the outlet's own city, not “my city”",
        "suggestions": ("The city",), "term": "我市", "category": "accuracy/mistranslation/deixis",
    },
    {"check": "layout", "bead": None, "severity": "note", "message": "Five paragraphs",
     "category": "design"},
)  # fmt: skip
