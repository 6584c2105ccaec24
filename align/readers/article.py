"""Plain text: one language, or Chinese and English in alternate lines or one after the other.

Nothing is assumed about strict alternation: lines are told apart by script; a run of lines of one language and the run
of the other that follows it form a *group* that the aligner keeps together, so a missing or doubled line stays a local
matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.errors import InputError
from align.records import Article, Block, Document, Input, Lang, Reader
from align.text.encoding import decode
from align.text.furniture import is_furniture
from align.text.scripts import han_count, language, word_count

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_LEAST_WORDS = 6  # an English line of so many words is text, not a logo in a Chinese article


def read(source: Input) -> Iterator[Article]:
    """One article; InputError for an empty file and for binary data."""
    decoded = decode(source.data(), source.path)
    yield article(decoded.text, source.path)


def article(text: str, path: str) -> Article:
    """The article that stands in a text. Furniture lines become blocks of kind "furniture" of the side they are in."""
    lines = [_trim(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    if not lines:
        raise InputError(path, "no text in it", "give a Chinese text, or a Chinese text and its translation")
    kinds = [is_furniture(text[a:b]) for a, b in lines]
    if not any(language(text[a:b]) for a, b in lines):
        raise InputError(path, "neither Chinese nor English in it", "give a Chinese text and its English translation")
    langs = _languages([text[a:b] for a, b in lines], [bool(k) for k in kinds])
    groups = _groups(langs)
    sides: dict[Lang, list[Block]] = {"zh": [], "en": []}
    for (start, end), kind, lang, group in zip(lines, kinds, langs, groups, strict=True):
        sides[lang].append(Block(start, end, "furniture" if kind else "text", kind or "", group))
    documents = [
        Document(path, lang, text, tuple(blocks)) if any(b.kind == "text" for b in blocks) else None
        for lang, blocks in sides.items()
    ]
    if not any(documents):
        raise InputError(path, "only page furniture in it", "give the text of the article")
    return Article(documents[0], documents[1])


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
