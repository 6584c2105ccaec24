"""TMX 1.4: the aligned pairs as a translation memory, findings as notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.records import Review, Writer
from align.version import __version__
from align.writers._inline import marked
from align.writers._located_findings import notes
from align.writers._xml import HEAD, attribute, text

_INLINE = frozenset("bpt ept hi it ph sub ut".split())  # inline elements of TMX 1.4


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """Streamed. Pairs with an empty side and furniture are no translations and are left out."""
    header = (
        f'<header creationtool="align-qa" creationtoolversion="{__version__}" segtype="sentence" o-tmf="align-qa" '
        'adminlang="en" srclang="zh" datatype="plaintext"/>'
    )
    yield f'{HEAD}<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n{header}\n<body>\n'.encode("utf-8", "replace")
    for review in reviews:
        yield "".join(_units(review)).encode("utf-8", "replace")
    yield b"</body>\n</tmx>\n"


def _units(review: Review) -> Iterator[str]:
    found, alignment = notes(review), review.alignment
    for pair in alignment.pairs():
        if not pair.source.text or not pair.target.text:
            continue
        name = f"{alignment.id or review.path}#{pair.number + 1}"
        yield f"<tu tuid={attribute(name)}>\n"
        yield from (f"<note>{text(line)}</note>\n" for line in found.get(pair.number, ()))
        for lang, document, side in (("zh", alignment.source, pair.source), ("en", alignment.target, pair.target)):
            yield f'<tuv xml:lang="{lang}"><seg>{marked(document, side, _INLINE)}</seg></tuv>\n'
        yield "</tu>\n"


WRITER = Writer("tmx", (".tmx",), write, "The aligned pairs as a translation memory, findings as notes.")
