"""Plain text: one language, or Chinese and English in alternate lines or one after the other.

Nothing is assumed about strict alternation: lines are told apart by script; a run of lines of one language and the run
of the other that follows it form a *group* that the aligner keeps together, so a missing or doubled line stays a local
matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.errors import InputError
from align.readers._wrapping import unwrap
from align.records import Article, Block, Document, Input, Lang, Reader
from align.text.boilerplate import furniture_lines, trailing_credit
from align.text.encoding import decode
from align.text.scripts import han_count, language, word_count

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_LEAST_WORDS = 6  # an English line of so many words is text, not a logo in a Chinese article


def read(source: Input) -> Iterator[Article]:
    """One article; InputError for an empty file and for binary data."""
    decoded = decode(source.data(), source.path)
    yield article(decoded.text, source.path)


def article(text: str, path: str) -> Article:
    """The article that stands in a text. Furniture lines become blocks of kind "furniture" of the side they are in."""
    return from_lines(text, [(m.start(), m.end()) for m in _LINE.finditer(text)], path)


def from_lines(text: str, spans: Sequence[tuple[int, int]], path: str, reading: str = "") -> Article:
    """The article in some lines of a text (its other lines are code or mark-up); ``reading`` as in records.Document."""
    lines = [_trim(text, start, end) for start, end in spans]
    if not lines:
        raise InputError(path, "no text in it", "give a Chinese text, or a Chinese text and its translation")
    lines = [part for start, end in lines for part in _without_credit(text, start, end)]
    said = [(reading or text)[start:end] for start, end in lines]
    kinds = furniture_lines(said)
    if not any(language(line) for line in said):
        raise InputError(path, "neither Chinese nor English in it", "give a Chinese text and its English translation")
    langs = _languages(said, [n in kinds for n in range(len(said))])
    groups = _groups(langs)
    sides: dict[Lang, list[Block]] = {"zh": [], "en": []}
    for numbers in unwrap(text, lines, [*langs]):
        first, last = numbers[0], numbers[-1]
        kind = kinds.get(first, "")
        block = Block(lines[first][0], lines[last][1], "furniture" if kind else "text", kind, groups[first])
        sides[langs[first]].append(block)
    documents = [
        Document(path, lang, text, tuple(blocks), reading=reading) if any(b.kind == "text" for b in blocks) else None
        for lang, blocks in sides.items()
    ]
    if not any(documents):
        raise InputError(path, "only page furniture in it", "give the text of the article")
    return Article(documents[0], documents[1])


def _without_credit(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line in two where an editor's credit is glued to its end."""
    credit = trailing_credit(text[start:end])
    if credit is None or not text[start : start + credit[0]].strip():
        return [(start, end)]
    return [_trim(text, start, start + credit[0]), _trim(text, start + credit[0], end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())


def _languages(lines: list[str], furniture: list[bool]) -> list[Lang]:
    """The side of each line; lines that cannot tell go with the line before them."""
    told = [language(line) for line in lines]
    english = [ln for ln, lang, f in zip(lines, told, furniture, strict=True) if lang == "en" and not f]
    chinese = sum(han_count(ln) for ln, lang in zip(lines, told, strict=True) if lang == "zh")
    words = sum(word_count(ln) for ln in english)
    if chinese and not any(word_count(ln) >= _LEAST_WORDS for ln in english) and words < 0.2 * chinese:
        return ["zh"] * len(lines)
    if not chinese:
        return ["en"] * len(lines)
    first = next(lang for lang in told if lang)
    out: list[Lang] = []
    for lang in told:
        out.append(lang or (out[-1] if out else first))
    return out


def _groups(langs: list[Lang]) -> list[int]:
    """Number of the group of each line: a run of the first language and the run of the other after it."""
    groups, group = [], 0
    for at, lang in enumerate(langs):
        if at and lang == langs[0] and langs[at - 1] != lang:
            group += 1
        groups.append(group)
    return groups


def detect(source: Input) -> float:
    """Plain text is what everything is that nothing else recognises."""
    return 0.1


READER = Reader(
    "article",
    (".txt", ".text"),
    detect,
    read,
    "Plain text in UTF-8, UTF-16, GB18030 or Big5: Chinese only, or Chinese and English in alternate lines or one "
    "after the other. Lines may be missing, doubled or mixed with page furniture.",
)
