"""XML out: escaped text without the characters that XML forbids."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def text(value: str) -> str:
    """Element content."""
    return escape(FORBIDDEN.sub("\ufffd", value))


def attribute(value: str) -> str:
    """An attribute value with its quotes."""
    return quoteattr(FORBIDDEN.sub("\ufffd", value))


def note(severity: str, check: str, message: str, words: str, suggestions: tuple[str, ...]) -> str:
    """A finding as one line for the note field of a translation tool."""
    hint = f" → {suggestions[0]}" if suggestions else ""
    return f"{severity} {check}: {message}" + (f" [{words}]" if words else "") + hint
