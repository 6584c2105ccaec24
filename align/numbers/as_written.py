"""Numbers that English takes over as they stand (Phi-4-mini-3.8B, April as a name) or counts to the last that a limit
allows (八十分以上未满九十分, "80 to 89")."""

from __future__ import annotations

import re

from align.numbers.equality import close
from align.numbers.quantity import Quantity
from align.text.spans import just_before

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TO = re.compile(r"\w\s*(?:-|–|—|to|through|and|or)\s*$")
# Figures with marks between them: 1:3,6:9 and 100,50, which are read in two ways, and 2.10
_FIGURES = re.compile(r"(?<![\w.,:])\d+(?:[.,:;]\d+)+(?![\w,:;]|\.\d)")
_ORDINARY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.:]\d+")
REACH = 60  # characters before a number in which the word that it is part of begins


def copied(t: Quantity, source: str, target: str) -> bool:
    """Return whether an English number or month is part of a word with letters that the Chinese writes the same way."""
    if source.isascii():
        return False
    for match in _TOKEN.finditer(target, max(0, t.start - REACH)):
        if match.end() > t.start:
            word = match[0].rstrip("._-")
            return len(word) > 2 and not word.isdecimal() and any(map(str.isalpha, word)) and _stands(word, source)
    return False


def _stands(word: str, source: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", source) is not None


def verbatim(free_s: list[Quantity], free_t: list[Quantity], source: str, target: str) -> None:
    """Take out of the lists what stands in figures that both sides write alike, with other marks between them than
    those of thousands, a decimal or a time."""
    for match in _FIGURES.finditer(source):
        figures = match[0]
        there = target.find(figures)
        if there < 0 or _ORDINARY.fullmatch(figures):
            continue
        free_s[:] = [s for s in free_s if not match.start() <= s.start < match.end()]
        free_t[:] = [t for t in free_t if not there <= t.start < there + len(figures)]


def is_version(s: Quantity, source: str, target: str) -> bool:
    """Return whether the English has a decimal number of the Chinese figure by figure, behind letters or before another
    point: 2.10 in *v2.10*, 8.2 in *8.2.0*."""
    figures = source[s.start : s.numeral_end]
    return "." in figures and re.search(rf"(?:(?<=[A-Za-z])|(?<![\d.])){re.escape(figures)}(?!\d)", target) is not None


def under_limit(free_s: list[Quantity], free_t: list[Quantity], target: str) -> None:
    """Take out of the lists the limits below which a Chinese number stays, where an English range ends with the last
    whole number below: 未满七十分, "60-69"."""
    for s in [s for s in free_s if s.approx == "<" and s.kind == "number" and s.value % 1 == 0]:
        last = next((t for t in free_t if t.value == s.value - 1 and just_before(_TO, target, t.start)), None)
        if last is not None:
            free_s.remove(s)
            free_t.remove(last)


def badly_written(s: Quantity, t: Quantity) -> bool:
    """Return whether the figure of the English is badly written: 4.700 where 4,700 is meant; 1,4000; 350 000."""
    if t.malformed:
        return True
    return t.step <= 0.001 and bool(t.also) and not close(s.value, t.value) and s.value in t.also
