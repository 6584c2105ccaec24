"""Running text: what is left of a text without code, addresses and formulas, and which language that is in.

``scripts.language`` weighs all letters of a line; a Chinese manual whose sentences are full of identifiers and
addresses is English to it. Here only words count that a translator would translate.
"""

from __future__ import annotations

import re

from align.records import Document, Lang
from align.text.english import function_words
from align.text.scripts import HAN, han_count, word_count

# Nested repeats are bounded, so that no line takes more than linear time
_NO_PROSE = re.compile(
    r"`[^`\n]{1,400}`"
    r"|\$[^$\n]{1,200}\$"
    r"|(?:https?|ftp|file|mailto|ssh|git)[:@][^\s\u3000-\u9fff\uff00-\uffef<>\"]{2,2000}"
    r"|www\.[^\s\u3000-\u9fff\uff00-\uffef<>\"]{2,500}"
    r"|[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
    r"|</?[A-Za-z][^<>\n]{0,300}>"
    r"|\{\s{0,9}\w{1,60}\s{0,9},\s{0,9}(?:plural|select|selectordinal|number|date|time)\b[^{}]{0,200}"  # ICU
    r"|\}\s{0,9}(?:=\d{1,9}|\w{1,60})\s{0,9}(?=\{)"
    r"|\{\{?[^{}\n]{0,100}\}\}?|%\([A-Za-z_]\w{0,60}\)[a-z]|%[0-9$.]{0,6}[a-zA-Z@]|%[0-9$]{0,4}#@\w{1,40}@|\$\{?[A-Za-z_]\w{0,60}\}?"
    r"|(?<![\w/])[./~]{0,3}/?(?:[\w.-]{1,80}/){1,30}[\w.*-]{0,80}"  # paths
    r"|\b[A-Za-z]\w{0,60}(?:[._:]{1,2}[A-Za-z_]\w{0,60}){1,10}(?:\(\))?"  # a.b, a_b, a::b
    r"|\b\w{0,60}_\w{0,60}\b"
    r"|\b[a-z]{1,40}[A-Z]\w{0,60}\b|\b[A-Z][a-z]{1,30}[A-Z]\w{0,60}\b"  # camelCase, PascalCase
    r"|(?<!\S)--?[a-z][\w-]{0,60}"  # options of a command
    r"|\b[A-Za-z]{1,20}\d[\w.-]{0,60}\b|\b[A-Z]{2,10}\b",
    re.ASCII,
)
_SIGN = re.compile(r"[`$<{%_/.@:A-Z0-9-]")  # without one of them all is prose
_LOWER = re.compile(r"(?<![A-Za-z\u00c0-\u024f])[a-z\u00df-\u024f][a-z\u00df-\u024f'’-]*")
_NAME_WEIGHT = 0.5  # of a capitalised word beside Chinese characters, which most often is a name: Vue Router, Amazon
_HAN_A_WORD = 1.5  # Chinese characters that one English word weighs
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_ENDS_CHINESE = re.compile(f"[{HAN}][。！？；：，、）”’」』】…\\s]*$")
_IN_FRAME = 0.5  # of a word in a line that begins in Chinese, most often a command: 运行 docker compose up 三次


def running(text: str) -> str:
    """The text with code, addresses, placeholders, paths and formulas as spaces."""
    return _NO_PROSE.sub(" ", text) if _SIGN.search(text) else text


def weights(text: str) -> tuple[float, float]:
    """Measure Chinese and English in a line of running text, in Chinese characters.

    Beside Chinese, words with a capital count half, and so do all words of a line that begins in Chinese, where small
    words count in full unless it ends in Chinese, too; a line without running text is judged by all its letters.
    """
    prose = running(text)
    han, words = han_count(prose), word_count(prose)
    if not han and not words:
        prose = text
        han, words = han_count(text), word_count(text)
    if not han or not words:
        return float(han), _HAN_A_WORD * words
    lower = _LOWER.findall(prose)
    first = _FIRST_LETTER.search(prose)
    framed = first is not None and han_count(first[0]) > 0 and "\n" not in text.strip()
    grammar = 0 if framed and _ENDS_CHINESE.search(prose) else sum(map(function_words("sentence").__contains__, lower))
    weight = _IN_FRAME if framed else 1.0
    return float(han), _HAN_A_WORD * (weight * (len(lower) + _NAME_WEIGHT * max(words - len(lower), 0)) + grammar)


def weights_of_prose(text: str) -> tuple[int, int]:
    """Chinese characters and Latin words of the running text of a line; 0, 0 for a key, an address, a number."""
    prose = running(text)
    return han_count(prose), word_count(prose)


def tongue(text: str) -> Lang | None:
    """zh or en by the running text of a line; None where it has neither letters nor characters."""
    chinese, english = weights(text)
    if not chinese and not english:
        return None
    return "zh" if chinese >= english else "en"


def chinese_share(document: Document) -> float | None:
    """Share 0..1 of Chinese in the running text of a document; None without any letters.

    Code between backquotes does not count. A block weighs as much as its text: a left-over line changes little.
    """
    spans = _code(document, 0, len(document.text))
    whole = spoken(document, 0, len(document.text)) if spans and len(document.blocks) == 1 else None
    zh = en = 0.0
    pieces = [whole] if whole is not None else [document.prose(b.start, b.end) for b in document.blocks]
    for piece in pieces:
        chinese, english = weights(piece)
        zh, en = zh + chinese, en + english
    return zh / (zh + en) if zh + en else None


def spoken(document: Document, start: int, end: int) -> str:
    """The text of a span as checks read it, without what stands between marks of code or of formulas; with it where
    there is no other letter."""
    parts, at = [], start
    for opening, closing in _code(document, start, end):
        parts.append(document.prose(at, opening))
        at = closing
    rest = " ".join([*parts, document.prose(at, end)])
    return rest if _FIRST_LETTER.search(rest) else document.prose(start, end)


def _code(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of inline code and formulas in a span of a document, with their marks."""
    if not document.inline:
        return []
    code = [i for i in document.inline_in(start, end) if i.kind in ("code", "math") and i.start < i.end <= end]
    out: list[tuple[int, int]] = []
    for opening, closing in zip(code[0::2], code[1::2], strict=False):
        if closing.start >= opening.end and (not out or opening.start >= out[-1][1]):
            out.append((opening.start, closing.end))
    return out
