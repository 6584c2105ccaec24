"""Sentence boundaries in Chinese and English, by rules.

Rules and not a model: both languages mark sentence ends, the exceptions are few and known (abbreviations, decimals,
initials, quotes, brackets), and a translator can see why a cut was made. Spans never overlap and leave out white space
only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter

from align.records import Lang
from align.text.english import english_words, function_words
from align.text.normal import trimmed
from align.text.scripts import HAN
from align.text.spans import NEAR

_CLOSERS = re.escape("”’」』）)】》〉〕]\"'")
_ZH_END = re.compile(rf"(?:[。！？!?｡]+|(?<=[{HAN}])\.(?=\s|$|[{HAN}]))[。！？!?…]*(?P<close>[{_CLOSERS}]*)")
_ZH_ELLIPSIS = re.compile(r"(?:(?<!…)…+|(?<!\.)\.{3,})(?P<close>[”」』]+)(?=[“「『]|$)")
# “……。”他说 : what follows says who spoke, and belongs to the quotation.
_ATTRIBUTION = re.compile(r"\s*[^。！？，,“”]{0,10}?(?:说|表示|道|问|指出|称|告诉|强调|认为|介绍|答|喊|叫)")
_OPEN, _CLOSE = "（(〔[【《", "）)〕]】》"
_BRACKET_REACH = 120  # code points; a bracket that stays open for longer is a slip, not a bracket

# A run of marks is read from its first one: a line of 64,000 ! would else be read from each to its end, for minutes
_EN_END = re.compile(rf"(?:(?<![.!?])[.!?]+|(?<!…)…+|[。！？])(?P<close>[{_CLOSERS}]*)(?P<gap>\s+|$|(?=[“‘「]))")
# The number of an item or chapter, which belongs to what it numbers: "1. Open the lid.", "IV. Final provisions"
_ITEM = re.compile(r"(?:^\s*|[.!?:;。！？；]\s+)(?:\d{1,3}|[ivxlc]{1,6}|[(（]\w{1,4}[)）])$", re.I)
_NOTE = re.compile(r"[\[［〔(（]?(?:\d{1,3}|[①-⑳*†‡])[\]］〕)）]?")  # of a footnote, behind its sentence
_NEXT = re.compile(r"[“‘\"'(\[「]*(?P<first>\S{1,40})")


def split(text: str, lang: Lang) -> list[tuple[int, int]]:
    """Sentences of one paragraph as half-open spans of code points, in order, white space at the edges left out."""
    ends = _zh_ends(text) if lang == "zh" else _en_ends(text)
    spans, start = [], 0
    for end in [*ends, len(text)]:
        if text[start:end].strip():
            spans.append(trimmed(text, start, end))
        start = max(start, end)
    return _glue(text, spans)


def _zh_ends(text: str) -> list[int]:
    closed = _bracket_ends(text)
    ends = []
    for match in (*_ZH_END.finditer(text), *_ZH_ELLIPSIS.finditer(text)):
        end = match.end()
        if _is_within(closed, match.start(), end):
            continue
        if match["close"] and _ATTRIBUTION.match(text, end):
            continue
        ends.append(end)
    return sorted(set(ends))


def _bracket_ends(text: str) -> list[tuple[int, int]]:
    """Spans of the brackets that close within reach, by their ends."""
    stack: list[int] = []
    spans = []
    for at, char in enumerate(text):
        if char in _OPEN:
            stack.append(at)
        elif char in _CLOSE and stack:
            start = stack.pop()
            if at - start <= _BRACKET_REACH:
                spans.append((start, at + 1))
    return spans


def _is_within(closed: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether brackets enclose a stretch. Only those are looked at that end behind it, within their reach."""
    for at in range(bisect_right(closed, last, key=itemgetter(1)), len(closed)):
        start, stop = closed[at]
        if start < first:
            return True
        if stop > first + _BRACKET_REACH + 1:
            return False
    return False


def _en_ends(text: str) -> list[int]:
    ends = []
    closed = _bracket_ends(text)
    for match in _EN_END.finditer(text):
        following = _NEXT.match(text, match.end())
        if following is None:
            continue
        if _is_within(closed, match.start(), match.end()):
            continue
        if _ends_sentence(text, match, following["first"]):
            ends.append(match.end())
    return ends


def _ends_sentence(text: str, match: re.Match[str], first: str) -> bool:
    mark = text[match.start()]
    if match.group().rstrip() == "." and _ITEM.search(text, max(0, match.start() - 12), match.start()):
        return False
    if first[0].islower() and mark in ".…":
        return False
    if first[0].islower():  # "Really?" he asked.
        return not match["close"]
    if mark != "." or match.group().startswith(".."):
        return True
    words = text[max(0, match.start() - NEAR) : match.start()].split()
    word = words[-1] if words else ""
    word = word.lstrip("“‘\"'([").casefold()
    if word in english_words("abbreviation") or (
        re.fullmatch(r"(?:[a-z]\.)*[a-z]", word) and word not in english_words("abbreviation_at_end") and word != "i"
    ):
        return word == "no" and not first[0].isdigit()  # "He said no. They left." against "No. 27"
    if word in english_words("abbreviation_at_end"):
        return re.sub(r"(?<!\W)\W+$", "", first).casefold() in function_words("starter")
    return not (first[0].isdigit() and match["gap"] == "")


def _glue(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks without words, and those of footnotes, stay with the sentence before them."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        body = text[start:end]
        if out and (not re.search(r"\w", body) or _NOTE.fullmatch(body)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
