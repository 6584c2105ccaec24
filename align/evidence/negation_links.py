"""The word that a negation denies, and its rendering on the other side: judged by token links and clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.records import FloatArray, Links
from align.text.english import function_words
from align.text.negation import Mark, affixed, broad_chinese, nearly
from align.text.scripts import HAN, WORD

BESIDE = 4  # characters behind a Chinese negation that belong to what it denies
_DENIES = re.compile("[不没沒無无未非别別勿莫否]")
LINKED = 0.45  # cosine from which a content word counts as translated
FIRM = 0.5  # cosine from which the rendering of a denied word is beyond doubt
_SENTENCE_END = re.compile(r"[.!?]\s")
RENDERED = 0.6  # cosine from which the negative words of the two sides are one
_NO_MANNER = "方区点上下位址图板面球铁理产震主带形步域势基税毯道"  # behind 地, which then makes no adverb
_CONTENT = re.compile(rf"[{HAN}](?:(?!地[^{_NO_MANNER}])[{HAN}]){{0,3}}")  # 头也不抬地问: the asking is not denied
_ENDS = re.compile(
    r"[，。；：！？、,.;:!?（）()“”\"]|\s[-–—]\s|\b(?:and|but|which|who|although|though|while|because)\b", re.I
)
_PARTS = re.compile("[，。；：！？,;!?]")
_UNIVERSAL = re.compile(r"(?:every|all|both|always|each|any)\w*", re.I)  # 无人受伤: everyone was safe


@dataclass(frozen=True)
class Head:
    """The word of the other side that renders what is denied: its span, the cosine of the link, and whether it is the
    very next word of content."""

    start: int
    end: int
    cosine: float
    next: bool = True

    def word(self, text: str) -> tuple[int, int] | None:
        """The English word that the linked piece is the better part of; None where it is not, and for names, which
        nobody denies: there the link shows the place well enough, but no word to be marked."""
        for word in WORD.finditer(text):
            if word.start() <= self.start < word.end():
                name = word[0][0].isupper() and re.search(r"[\w,]\s$", text[: word.start()]) is not None
                part = (min(self.end, word.end()) - self.start) * 2 >= len(word[0])
                return word.span() if part and not name and not _UNIVERSAL.fullmatch(word[0]) else None
        return None


def _best(block: FloatArray) -> tuple[int, int, np.float32]:
    """Row and column of the highest of some cosines (k, l), and that one."""
    row, column = divmod(int(block.argmax()), block.shape[1])
    return row, column, block[row, column]


def rendered(links: Links, mark: Mark, left: list[Mark]) -> bool:
    """Return whether the Chinese negation itself is clearly linked to an English one (不得, no … are allowed), and take
    that one out of ``left``."""
    rows = links.source.touching(mark.start, mark.end)
    for other in left:
        columns = links.target.touching(other.start, other.end)
        block = links.similarity[rows, columns]
        if block.size:
            _, column, cosine = _best(block)
            best = int(links.similarity[:, columns.start + column].argmax())
            if cosine >= RENDERED and rows.start <= best < rows.stop:
                left.remove(other)
                return True
    return False


def chinese_head(links: Links, source: str, target: str, mark: Mark) -> Head | None:
    """The English word that renders what a Chinese negation denies: the best link of the words just behind it."""
    found = _CONTENT.match(source, mark.end)
    rows = links.source.touching(mark.end if found else mark.start, found.end() if found else mark.end)
    if rows.start == rows.stop or not len(links.target_weight):
        return None
    row = rows.start + int(links.source_best[rows].argmax())
    column = int(links.similarity[row].argmax())
    mutual = rows.start <= int(links.similarity[:, column].argmax()) < rows.stop
    start, end = links.target.span(column, column)
    said = target[start:end].lower()
    small = said in function_words("denied") or said in function_words("grammar") or said.isdecimal()
    if links.source_best[row] < LINKED or not mutual or small:
        return None
    return Head(start, end, float(links.source_best[row]))


def english_head(links: Links, target: str, mark: Mark) -> Head | None:
    """The Chinese word that renders what an English negation denies: the mutual best link of the first content word
    behind it, of two in the same clause."""
    if not len(links.source_weight):
        return None
    _, last = clause(target, mark.start, mark.end)
    tried = 0
    for word in WORD.finditer(target, mark.end, last):
        if word[0].lower() in function_words("denied"):
            continue
        columns = links.target.touching(*word.span())
        block = links.similarity[:, columns]
        if block.size:
            row, _, cosine = _best(block)
            mutual = columns.start <= int(links.similarity[row].argmax()) < columns.stop
            if cosine >= LINKED and mutual:
                start, end = links.source.span(row, row)
                return Head(start, end, float(cosine), not tried)
        tried += 1
        if tried == 2:
            break
    return None


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span: between marks of punctuation and words that join clauses."""
    first, last = 0, len(text)
    for match in _ENDS.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def denied_elsewhere(source: str, head: Head) -> bool:
    """Return whether the Chinese word comes again in a clause that has a negative sense, so that no link can tell
    which of the two is denied in English: 哪里是来看我，是来借钱的."""
    word = re.escape(source[head.start : head.end])
    places = [match.span() for match in re.finditer(word, source)] if word else []
    return len(places) > 1 and any(broad_chinese(source[slice(*sentence_part(source, *place))]) for place in places)


def sentence_part(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a Chinese sentence around a span: between commas, stops and the like."""
    first = max((m.end() for m in _PARTS.finditer(text, 0, start)), default=0)
    last = _PARTS.search(text, end)
    return first, last.start() if last else len(text)


ELSEWHERE = 0.5  # cosine from which a word of faint negative sense renders a Chinese word that denies nothing


def _renders_no_negation(links: Links, source: str, mark: Mark, marks: Sequence[Mark]) -> bool:
    """Return whether an English word of negative sense clearly renders a Chinese word that is no negation and is
    beside none: "suspended" for 停牌, "free" for 免费, "at least" for 至少. Words that all but deny never are: hardly
    for 几乎不. ``marks``: the Chinese negations."""
    if nearly(mark.text.lower()) or ("拒" in source and mark.text.lower().startswith(("refus", "declin"))):
        return False
    columns = links.target.touching(mark.start, mark.end)
    block = links.similarity[:, columns]
    if not block.size:
        return False
    row, _, cosine = _best(block)
    if cosine < ELSEWHERE:
        return False
    start, end = links.source.span(row, row)
    beside = any(start < m.end + BESIDE and m.start < end for m in marks)
    return not beside and not _DENIES.search(source, start, end)


def negation_of_same_word(links: Links, source: str, target: str, mark: Mark, marks: Sequence[Mark]) -> Mark | None:
    """The Chinese negation that an English one renders, by the word that both deny: the one before it in its clause."""
    head = english_head(links, target, mark)
    if head is None:
        return None
    first, _ = sentence_part(source, head.start, head.end)
    before = [m for m in marks if first <= m.start < head.end]
    return before[-1] if before else None


def all_render_other_words(links: Links, places: Sequence[int], mark: Mark) -> bool:
    """Return whether every Chinese character of negative sense (``places``) belongs to a word that clearly renders
    another English word than the one that denies: 停止 is "an end to", and so no reason for "not"."""
    for at in places:
        rows = links.source.touching(at, at + 1)
        if rows.start == rows.stop:
            return False
        row = rows.start + int(links.source_best[rows].argmax())
        column = int(links.similarity[row].argmax())
        beside = links.target.starts[column] < mark.end + BESIDE and mark.start < links.target.ends[column]
        if links.source_best[row] < ELSEWHERE or beside:
            return False
    return True


def that_deny(
    links: Links, source: str, target: str, strong: tuple[Mark, ...], denying: tuple[Mark, ...]
) -> tuple[Mark, ...]:
    """English negations without words of a negative sense that render Chinese without one
    and without those that deny by their meaning alone (stop, leave) in a later sentence than the word that the one
    Chinese negation denies: "Your changes have been saved. Stop editing?" for 尚未保存，要退出编辑吗"""
    denying = tuple(
        m for m in denying if m.strong or affixed(m.text.lower()) or not _renders_no_negation(links, source, m, strong)
    )
    head = chinese_head(links, source, target, strong[0]) if len(strong) == 1 else None
    if head is None or head.cosine < FIRM:
        return denying
    return tuple(m for m in denying if m.strong or not _SENTENCE_END.search(target, head.start, m.start))
