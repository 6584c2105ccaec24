"""XLIFF: findings as notes in the file that came in, or the aligned pairs as a new XLIFF 1.2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from align.records import Review, Writer
from align.writers._located_findings import flat
from align.writers._xml import HEAD, attribute, note, text

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_UNIT = re.compile(rb"<(?:[\w.-]+:)?(trans-unit|unit)\b[^>]*>.*?</(?:[\w.-]+:)?\1\s*>", re.DOTALL)
_SEGMENT = re.compile(rb"<(?:[\w.-]+:)?segment\b")


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One XLIFF that came in goes out byte for byte, with <note> elements added; everything else becomes XLIFF 1.2."""
    kept = list(reviews)
    if len(kept) == 1 and "xliff" in kept[0].meta:
        yield _annotated(kept[0])
        return
    yield f'{HEAD}<xliff version="1.2" xmlns="{_SPACE}">\n'.encode()
    for number, review in enumerate(kept, 1):
        yield "".join(_file(review, number)).encode()
    yield b"</xliff>\n"


def _notes(review: Review) -> dict[int, list[str]]:
    notes: dict[int, list[str]] = {}
    for number, one in enumerate(flat(review)):
        f = one.finding
        if f.bead is not None and review.decision(number).state == "open":
            notes.setdefault(f.bead, []).append(note(f.severity, f.check, f.message, one.words, f.suggestions))
    return notes


def _file(review: Review, number: int) -> Iterator[str]:
    langs = 'source-language="zh" target-language="en" datatype="plaintext"'
    yield f"<file original={attribute(review.path)} {langs}>\n<body>\n"
    notes, alignment = _notes(review), review.alignment
    for pair in alignment.pairs():
        if pair.bead.furniture or not pair.source.text:
            continue
        yield f'<trans-unit id="{number}-{pair.number + 1}">\n'
        yield f"<source>{text(pair.source.original(alignment.source))}</source>\n"
        if pair.target.text:
            yield f"<target>{text(pair.target.original(alignment.target))}</target>\n"
        yield from (f'<note from="align-qa">{text(line)}</note>\n' for line in notes.get(pair.number, ()))
        yield "</trans-unit>\n"
    yield "</body>\n</file>\n"


def _annotated(review: Review) -> bytes:
    """The original with notes. The n-th row of the reader is the n-th <trans-unit>, or the n-th <segment>."""
    data: bytes = review.meta["xliff"]
    by_label: dict[str, list[str]] = {}
    notes = _notes(review)
    document = review.alignment.source or review.alignment.target
    labels = [b.label for b in document.blocks] if document else []
    for bead, lines in notes.items():
        by_label.setdefault(labels[bead], []).extend(lines)
    wanted = iter(review.meta["labels"])

    def annotate(match: re.Match[bytes]) -> bytes:
        unit = match.group()
        old = match[1] == b"trans-unit"
        count = 1 if old else len(_SEGMENT.findall(unit))
        lines = [line for _ in range(count) for line in by_label.get(next(wanted, ""), ())]
        return _with_notes(unit, lines, old) if lines else unit

    return _UNIT.sub(annotate, data)


def _with_notes(unit: bytes, lines: list[str], old: bool) -> bytes:
    prefix = re.match(rb"<([\w.-]+:)?", unit)
    name = (prefix[1] or b"" if prefix else b"").decode()
    if old:  # 1.2: notes stand at the end of the unit
        added = "".join(f'<{name}note from="align-qa">{text(line)}</{name}note>' for line in lines).encode()
        cut = unit.rindex(b"</")
        return unit[:cut] + added + unit[cut:]
    added = "".join(f'<{name}note category="align-qa">{text(line)}</{name}note>' for line in lines).encode()
    end = re.search(rb"</(?:[\w.-]+:)?notes\s*>", unit)
    if end:
        return unit[: end.start()] + added + unit[end.start() :]
    head = unit.index(b">") + 1  # 2.x: <notes> stands before the segments
    return unit[:head] + f"<{name}notes>".encode() + added + f"</{name}notes>".encode() + unit[head:]


WRITER = Writer(
    "xliff", (".xlf", ".xliff"), write, "The file that came in with findings as notes, or the pairs as XLIFF 1.2."
)
