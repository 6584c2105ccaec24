"""Sentences that begin with a small letter, and text all in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.names.recognition import chinese_of
from align.records import Alignment, Check, Finding, Pair
from align.text.english import function_words, has_finite_verb, plain_words

_FIRST = re.compile(r"^[\s\"'“‘(\[]*([a-z])([A-Za-z]*)")
# both look back only where the character is that is rare
_NEXT = re.compile(r"[.!?](?<=[a-z]{3}.) +([a-z]{2,})")
_PRONOUN = re.compile(r"i(?<![\w.'’\-]i)(?=[ ,]|['’](?:m|ll|ve|d)\b)")
_SOURCE_ENDS = re.compile(r"[。！？!?][”’」』）)]*\s*$")
_SMALL_NAMES = re.compile(r"(?:i[A-Z]|e[A-Z]|de |von |van |al-|pH|mRNA|x-ray|http|www)")
_ENDED = re.compile(r"[.!?][\"”’')\]]*\s*$")
_ITEM_ENDS = re.compile(r"[;,](?:\s(?:and|or))?\s*$")  # an item of a list that goes on
_COMMA = re.compile("[，、；：,;:]\\s*$")
_LEAST_CAPITALS = 5  # words
_WHOLE, _NO_CAPITALS, _NAME = 5, 8, 0.6  # words of a sentence, of one without any capital; how sure a name is one


def _run(alignment: Alignment) -> Iterator[Finding]:
    """Findings in all pairs; the pair before one may be the line of verse that it goes on from."""
    if alignment.target is None or alignment.target.lang != "en":
        return
    before: Pair | None = None
    for pair in alignment.pairs():
        if pair.target.text and not (before and before.number + 1 == pair.number and _goes_on(before, pair)):
            yield from _judge(pair)
        before = pair


def _goes_on(before: Pair, pair: Pair) -> bool:
    """Return whether the English is the next line of a verse or of a sentence: neither side ended in the one before."""
    ended = _SOURCE_ENDS.search(before.source.text) or _ENDED.search(before.target.text)
    return not ended and _COMMA.search(before.source.text) is not None and _FIRST.match(pair.target.text) is not None


def _judge(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    for number, (start, end, message, fixed) in enumerate(_slips(pair)):
        whole = number == 0 and not text[:start].strip(" \"'“‘([") and text[start].islower() and _is_whole(pair)
        yield pair.finding(
            CHECK,
            message,
            target=(start, end),
            severity="warning" if whole else "note",
            suggestions=(fixed,) if fixed else (),
            confidence=0.8,
        )


def _is_whole(pair: Pair) -> bool:
    """Return whether the English is a sentence of its own, and no part of one that goes on from line to line: it opens
    with a subject or a name of the Chinese, or has no capital at all though the Chinese has a name."""
    words = plain_words(pair.target.text)
    if len(words) < _WHOLE or not _ENDED.search(pair.target.text) or not has_finite_verb(words):
        return False
    if words[0] in function_words("subject") or any(name in pair.source.text for name in chinese_of(words[0])):
        return True
    small = len(words) >= _NO_CAPITALS and pair.target.text.islower()
    return small and any(name.sure >= _NAME for name in pair.evidence.chinese.names)


def _small(first: re.Match[str], text: str, source: str) -> bool:
    """Return whether the word that opens the English is written small: iPhone, and what the Chinese writes so."""
    word = first[1] + first[2]
    return _SMALL_NAMES.match(text, first.start(1)) is not None or not word.islower() or _as_written(word, source)


def _as_written(word: str, source: str) -> bool:
    """Return whether the Chinese has the word in the same letters."""
    return re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", source) is not None


def _slips(pair: Pair) -> Iterator[tuple[int, int, str, str]]:
    text = pair.target.text
    first = _FIRST.match(text)
    source = pair.source.text
    if first and _SOURCE_ENDS.search(source) and not _ITEM_ENDS.search(text) and not _small(first, text, source):
        word = first[1] + first[2]
        yield first.start(1), first.end(), "the sentence begins with a small letter", word[0].upper() + word[1:]
    for match in _PRONOUN.finditer(text):
        if "i" not in pair.source.text:
            yield *match.span(), "the pronoun “I” is written with a capital", "I"
    for match in _NEXT.finditer(text):
        word = match[1]
        if _as_written(word, source) or _as_written(text[: match.start() + 1].rsplit(None, 1)[-1], source):
            continue  # code: redis and … share counters; the panic! macro
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

A whole sentence that begins small – with a subject (*the weather is …*) or a name, or without any capital though it has
names – is a warning; what may go on from the line before is a note.

**Accepts** names that begin small (*iPhone*, *eBay*, *de Gaulle*), list items and headlines whose source has no full
stop, the next line of a verse or sentence, and what follows an abbreviation.
""",
    run=_run,
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
