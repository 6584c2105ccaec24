"""Texts in a normal form, with the place in the text that each character came from."""

from __future__ import annotations

import re
import unicodedata
from itertools import repeat

# Characters that no XML may hold
NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]")


def folded(text: str) -> tuple[str, list[int]]:
    """NFKD without marks, in lower case; for each character the number of that of the text it came from."""
    out: list[str] = []
    origins: list[int] = []
    known: dict[str, str] = {}  # few characters of a text are different ones
    for at, char in enumerate(text):
        kept = known.get(char)
        if kept is None:
            kept = known[char] = "".join(
                part.lower() for part in unicodedata.normalize("NFKD", char) if unicodedata.category(part)[0] != "M"
            )
        out.append(kept)
        origins.extend(repeat(at, len(kept)))
    return "".join(out), origins


def composed(text: str) -> tuple[str, list[int]]:
    """NFKC; for each character the number of the first of the text that it came from."""
    if unicodedata.is_normalized("NFKC", text):
        return text, list(range(len(text)))
    out: list[str] = []
    origins: list[int] = []
    start = 0
    for end in (*_starts(text), len(text)):
        part = unicodedata.normalize("NFKC", text[start:end])
        out.append(part)
        if end - start == 1:
            origins.extend(repeat(start, len(part)))
        else:
            origins.extend(min(start + at, end - 1) for at in range(len(part)))
        start = end
    return "".join(out), origins


def without_breaks(text: str) -> str:
    """The text with line breaks and tabs as spaces, of the same length: how a review shows the cell of a table."""
    return _BREAKS.sub(" ", text)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same offsets without the white space at both ends; ``start`` twice where there is nothing else."""
    body = text[start:end]
    left = start + len(body) - len(body.lstrip())
    return (left, start + len(body.rstrip())) if body.strip() else (start, start)


def _starts(text: str) -> list[int]:
    """Return the offsets of characters, but for the first, that do not combine with those before them."""
    return [
        at
        for at in range(1, len(text))
        if not (
            unicodedata.combining(text[at])
            or "\u1160" <= text[at] <= "\u11ff"
            or text[at] in "\uff9e\uff9f\u3099\u309a"
        )
        and unicodedata.normalize("NFKC", text[at - 1] + text[at])
        == unicodedata.normalize("NFKC", text[at - 1]) + unicodedata.normalize("NFKC", text[at])
    ]
