"""Characters that nobody sees: zero-width blanks, soft hyphens, marks of direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from align.records import Alignment, Check, Finding
from align.strings.resource import holds_entries

_DOC = """\
Invisible characters in an entry of a file of strings: they break searches, line breaks and comparisons.

**Found**: a zero-width space or joiner, a byte order mark, a soft hyphen or a mark of direction in the translation that
the source does not have.

**Accepted**: joiners inside emoji; running text.

MQM: fluency/character-encoding.
"""
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|(?<=[A-Za-z ])\u200d")


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    for pair in alignment.pairs():
        text = pair.target.text
        if not pair.source.text or text.isascii():
            continue
        found = _HIDDEN.search(text)
        if found and found.group() not in pair.source.text:
            name = unicodedata.name(found.group(), "an invisible character").capitalize()
            start, end = max(0, found.start() - 1), min(len(text), found.end() + 1)
            yield Finding(
                "invisible",
                "warning",
                "fluency/character-encoding",
                pair.number,
                None,
                pair.target.span(start, end),
                f"{name} (U+{ord(found.group()):04X}), which nobody sees",
                (),
                0.9,
            )


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
