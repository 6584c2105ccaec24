"""Text with its inline mark-up, as the content of an XML element."""

from __future__ import annotations

import re
from collections.abc import Collection
from xml.parsers import expat

from align.records import Document, Passage
from align.writers._xml import attribute, text

_NAME = re.compile(r"</?([A-Za-z][\w.-]*)")


def marked(document: Document | None, passage: Passage, names: Collection[str]) -> str:
    """A passage with its mark-up: elements named in ``names`` as they are, other mark-up that the reader keeps beside
    the text in a <ph> each, what is in the text escaped. Where elements do not fit together, they are left out."""
    plain = text(" ".join(passage.original(document).split()))
    if document is None or not document.inline:
        return plain
    parts: list[str] = []
    count = 0
    for number, run in enumerate(passage.runs):
        parts.append(" " if number else "")
        at = run.start
        for mark in document.inline_of(run.start, run.end):
            if mark.start != mark.end:
                continue
            parts.append(text(" ".join(_spaced(document.text[at : mark.start]))))
            at = mark.start
            name = _NAME.match(mark.text)
            if name and name[1] in names:
                parts.append(mark.text)
            else:
                count += 1
                parts.append(f"<ph id={attribute(str(count))}>{text(mark.text)}</ph>")
        parts.append(text(" ".join(_spaced(document.text[at : run.end]))))
    whole = "".join(parts)
    return whole if _fits(whole) else plain


def _spaced(words: str) -> list[str]:
    """Words to be joined by blanks, blanks at the ends kept: mark-up is there."""
    return [*([""] if words[:1].isspace() else []), *words.split(), *([""] if words[-1:].isspace() else [])]


def _fits(content: str) -> bool:
    try:
        expat.ParserCreate().Parse(f"<a>{content}</a>", True)
    except expat.ExpatError:
        return False
    return True
