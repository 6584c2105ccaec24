"""XLIFF: findings as notes in the file that came in, or the aligned pairs as a new XLIFF 1.2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.records import Review, Writer
from align.writers._inline import marked
from align.writers._located_findings import notes
from align.writers._units import encoded
from align.writers._xml import HEAD, attribute, text

_INLINE = frozenset("bpt bx ept ex g it mrk ph x".split())  # inline elements of XLIFF 1.2
_SPACE = "urn:oasis:names:tc:xliff:document:1.2"


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


def _file(review: Review, number: int) -> Iterator[str]:
    langs = 'source-language="zh" target-language="en" datatype="plaintext"'
    yield f"<file original={attribute(review.path)} {langs}>\n<body>\n"
    found, alignment = notes(review), review.alignment
    for pair in alignment.pairs():
        if pair.bead.furniture or not pair.source.text:
            continue
        yield f'<trans-unit id="{number}-{pair.number + 1}">\n'
        yield f"<source>{marked(alignment.source, pair.source, _INLINE)}</source>\n"
        if pair.target.text:
            yield f"<target>{marked(alignment.target, pair.target, _INLINE)}</target>\n"
        yield from (f'<note from="align-qa">{text(line)}</note>\n' for line in found.get(pair.number, ()))
        yield "</trans-unit>\n"
    yield "</body>\n</file>\n"


def _annotated(review: Review) -> bytes:
    """The original with notes. The n-th row of the reader is the n-th <trans-unit>, or the n-th <segment>."""
    by_label: dict[str, list[str]] = {}
    document = review.alignment.source or review.alignment.target
    labels = [b.label for b in document.blocks] if document else []
    for bead, lines in notes(review).items():
        by_label.setdefault(labels[_block(review, bead)], []).extend(lines)
    rows: dict[int, list[str]] = {}
    for number, label in enumerate(review.meta["labels"]):
        if label in by_label:
            rows[number] = by_label.pop(label)
    return encoded(review.meta["xliff"], rows)


def _block(review: Review, bead: int) -> int:
    """The number of the block in which a pair begins."""
    alignment = review.alignment
    one = alignment.beads[bead]
    ours, theirs = alignment.source_sentences, alignment.target_sentences
    return ours[one.source[0]].block if one.source[0] < one.source[1] else theirs[one.target[0]].block


WRITER = Writer(
    "xliff", (".xlf", ".xliff"), write, "The file that came in with findings as notes, or the pairs as XLIFF 1.2."
)
