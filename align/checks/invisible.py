"""Characters that nobody sees: zero-width blanks, soft hyphens, marks of direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair
from align.strings.resource import holds_entries

_DOC = """\
Invisible characters in an entry of a file of strings: they break searches, line breaks and comparisons. In any text,
marks that override the direction of writing: what one reads then is not what stands there.

**Found**: a zero-width space or joiner, a byte order mark, a soft hyphen or a mark of direction in the translation that
the source does not have.

**Accepted**: joiners inside emoji; in running text all but the overrides.

MQM: fluency/character-encoding.
"""
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|(?<=[A-Za-z ])\u200d")

_OVERRIDE = re.compile("[\u202d\u202e]")


def _run(alignment: Alignment) -> Iterator[Finding]:
    hidden = _HIDDEN if holds_entries(alignment.source) else _OVERRIDE
    for pair in alignment.pairs():
        if pair.source.text:
            yield from _judge(pair, hidden)


def _judge(pair: Pair, hidden: re.Pattern[str]) -> Iterator[Finding]:
    text = pair.target.text
    found = None if text.isascii() else hidden.search(text)
    if found and found.group() not in pair.source.text:
        name = unicodedata.name(found.group(), "an invisible character").capitalize()
        around = max(0, found.start() - 1), min(len(text), found.end() + 1)
        message = f"{name} (U+{ord(found.group()):04X}), which nobody sees"
        yield pair.finding(CHECK, message, target=around, confidence=0.9)


CHECK = Check(
    id="invisible",
    severity="warning",
    category="fluency/character-encoding",
    doc=_DOC,
    run=_run,
    rank=4,
    good=(("打开文件", "Open the file – now"),),
    bad=(("打开文件", "Open\u200b file", "n\u200b "),),
)
