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
