"""XML out: escaped text without the characters that XML forbids."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from align.text.normal import NOT_IN_XML

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def text(value: str) -> str:
    """Element content."""
    return escape(NOT_IN_XML.sub("\ufffd", value))


def attribute(value: str) -> str:
    """An attribute value with its quotes."""
    return quoteattr(NOT_IN_XML.sub("\ufffd", value))
