"""Text that was read in the wrong encoding, and left-overs of markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Passage
from align.text.scripts import HAN

# UTF-8 read as Windows-1252: â€™ Ã© Â ; UTF-8 read as GBK: 锛 鈥 銆 鐨 ; GBK filler: 锟斤拷 烫烫烫 屯屯屯
_WESTERN = re.compile(
    "(?:[\u00c3\u00c2\u00e2\u00e4-\u00ef][\u0080-\u00bf\u20ac\u201a-\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u02c6\u02dc]{1,2})+"
)
_CHINESE = re.compile(
    "锟斤拷?|烫烫烫+|屯屯屯+|[锛銆鈥鐨].?[\ue000-\uf8ff锛銆鈥鐨]|锘\\??|(?:[锛銆鈥鐨][^，。]{0,2}){2,}"
)
_LOST = re.compile(f"\ufffd+|(?<=[{HAN}])\\?{{2,}}(?=[{HAN}])|(?<=[A-Za-z ])\\?{{3,}}(?=[A-Za-z ])|[\ue000-\uf8ff]+")
_ENTITY = re.compile(
    r"&(?:amp|nbsp|quot|lt|gt)(?=\s|$)|&(?:amp|lt|gt|quot|nbsp|apos|ldquo|rdquo|lsquo|rsquo|hellip|mdash|ndash|middot|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
)
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%E[2-9](?:%[89AB][0-9A-F]){2}")
_TAG = re.compile(r"</?(?:br|p|div|span|b|i|strong|em|a|img|font|li|ul|h[1-6])(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
TAG = "a tag of HTML"  # in the source alone: a text about markup, more often than damage
_CONTROL = re.compile("[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f]+")
_SUSPECT = re.compile(
    "[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00c2\u00c3\u00e2\u00e4-\u00ef锛銆鈥鐨锟烫屯锘\ufffd\ue000-\uf8ff&<\\\\%?]"
    "(?:(?<!\\?)|\\?)"
)


def _run(alignment: Alignment) -> Iterator[Finding]:
    for pair in alignment.pairs():
        for side, other, is_source in ((pair.source, pair.target, True), (pair.target, pair.source, False)):
            text = side.text
            if not text or not _SUSPECT.search(text):
                continue
            for start, end, message, suggestion in _damage(side, other):
                span = side.span(start, end)
                yield pair.finding(
                    CHECK,
                    message + (" in the source" if is_source else ""),
                    source=span if is_source else None,
                    target=None if is_source else span,
                    severity="warning" if is_source and message == TAG else "error",
                    category="source-error/encoding" if is_source else "fluency/character-encoding",
                    suggestions=(suggestion,) if suggestion else (),
                    confidence=0.95,
                )


def _damage(side: Passage, other: Passage) -> Iterator[tuple[int, int, str, str]]:
    text = side.text
    for match in _LOST.finditer(text):
        yield *match.span(), "characters were lost in a conversion", ""
    for match in _CONTROL.finditer(text):
        if not _WESTERN.search(text, max(0, match.start() - 2), match.end() + 1):
            yield *match.span(), "a control character", ""
    for match in _WESTERN.finditer(text):
        repaired = _repair(match.group(), "cp1252") or _repair(match.group(), "latin-1")
        if repaired:
            yield *match.span(), "UTF-8 was read in a western encoding", repaired
    for match in _CHINESE.finditer(text):
        yield *match.span(), "UTF-8 was read as GBK, or the other way round", ""
    alike = {m.group() for p in (_ENTITY, _ESCAPE, _TAG) for m in p.finditer(text)}
    alike = {one for one in alike if one in other.text}
    for match in _ENTITY.finditer(text):
        if match.group() not in alike:
            yield *match.span(), "a character reference of HTML", _named(match.group())
    marked = _TAG.search(other.text) is not None  # mark-up on both sides is for the check of mark-up
    for pattern, message in ((_ESCAPE, "an escaped character"), (_TAG, TAG)):
        for match in pattern.finditer(text):
            if match.group() not in alike and not (marked and pattern is _TAG):
                yield *match.span(), message, ""
                if pattern is _TAG:
                    break  # <b> and </b> are one left-over


def _repair(damaged: str, encoding: str) -> str:
    try:
        repaired = damaged.encode(encoding).decode("utf-8")
    except UnicodeError:
        return ""
    return repaired if repaired != damaged else ""


def _named(entity: str) -> str:
    from html import unescape

    return unescape(entity)


CHECK = Check(
    id="encoding_damage",
    severity="error",
    category="fluency/character-encoding",
    doc="""Mojibake and left-overs of markup, on both sides.

**Finds** UTF-8 that was read as Windows-1252 (*â€™*, *Ã©*; the right character is suggested) or as GBK
(*锛*, *锟斤拷*), replacement characters (�),
 rows of question marks in the place of characters, private-use and control characters,
HTML character references (*&amp;nbsp;*), tags, and escapes like *\\\\u4e2d*. In the Chinese it is reported as the fault
of the source.

**Accepts** references, tags and escapes that stand on both sides alike: an article about markup.
""",
    run=_run,
    good=(
        ("他喝了一杯咖啡。", "He had a coffee at the café."),
        ("用 <b> 标签加粗。", "Use the <b> tag for bold."),
        ("姓名<br>地址", "Name<br />Address"),
    ),
    bad=(
        ("他没有来。", "He didnâ€™t come.", "â€™"),
        ("他没有来。", "He did not come&nbsp;home.", "&nbsp;"),
        ("他锟斤拷没有来。", "He did not come.", "锟斤拷"),
    ),
    rank=2,
)
