"""Sentences that begin with a small letter, and text all in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair

_FIRST = re.compile(r"^[\s\"'“‘(\[]*([a-z])([A-Za-z]*)")
# both look back only where the character stands that is rare
_NEXT = re.compile(r"[.!?](?<=[a-z]{3}.) +([a-z]{2,})")
_PRONOUN = re.compile(r"i(?<![\w.'’\-]i)(?=[ ,]|['’](?:m|ll|ve|d)\b)")
_SOURCE_ENDS = re.compile(r"[。！？!?][”’」』）)]*\s*$")
_SMALL_NAMES = re.compile(r"^(?:i[A-Z]|e[A-Z]|de |von |van |al-|pH|mRNA|x-ray|http|www)")
_LEAST_CAPITALS = 5  # words


def run(alignment: Alignment) -> Iterator[Finding]:
    """Findings of this check."""
    if alignment.target is None or alignment.target.lang != "en":
        return
    for pair in alignment.pairs():
        text = pair.target.text
        if not text:
            continue
        for start, end, message, fixed in _slips(pair):
            yield pair.finding(
                CHECK, message, target=(start, end), suggestions=(fixed,) if fixed else (), confidence=0.8
            )


def _slips(pair: Pair) -> Iterator[tuple[int, int, str, str]]:
    text = pair.target.text
    first = _FIRST.match(text)
    if first and _SOURCE_ENDS.search(pair.source.text) and not _SMALL_NAMES.match(text[first.start(1) :]):
        word = first[1] + first[2]
        yield first.start(1), first.end(), "the sentence begins with a small letter", word[0].upper() + word[1:]
    for match in _PRONOUN.finditer(text):
        if "i" not in pair.source.text:
            yield *match.span(), "the pronoun “I” is written with a capital", "I"
    for match in _NEXT.finditer(text):
        word = match[1]
        if not text[: match.start() + 1].endswith(("etc.", "vs.", "approx.", "resp.", "dept.", "govt.")):
            yield *match.span(1), "the sentence begins with a small letter", word[0].upper() + word[1:]
    if text.isupper() and len(text.split()) >= _LEAST_CAPITALS and not pair.source.text.isupper():
        yield 0, len(text), "the sentence is written in capitals", ""


CHECK = Check(
    id="capitals",
    severity="note",
    category="fluency/spelling",
    doc="""Small letters where English writes a capital.

**Finds** a small letter at the beginning of a sentence, *i* for *I*, and sentences all in capitals.

**Accepts** names that begin small (*iPhone*, *eBay*, *de Gaulle*), list items and headlines whose source has no full
stop, and what follows an abbreviation.
""",
    run=run,
    good=(
        ("苹果手机很贵。", "iPhones are expensive."),
        ("天气晴朗", "sunny weather"),
        ("他们卖书、笔等。", "They sell books, pens, etc. at home."),
    ),
    bad=(
        ("天气很好。", "the weather is fine.", "the"),
        ("我觉得天气很好。", "Today i think the weather is fine.", "i"),
    ),
    rank=5,
)
