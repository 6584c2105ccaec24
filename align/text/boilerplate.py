"""Furniture of a web page: lines that came along when an article was copied and that nobody expects a translation of.

Only whole lines are judged, and only by what they say themselves (:func:`is_furniture`) or by where they are
(:func:`furniture_lines`): a short line below "related articles" is a link, the same words in the middle of the article
are a subheading. A line that reads like a sentence of prose is never furniture, whatever words it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.data import either
from align.text.scripts import HAN

_EDGE = " \t\u3000\xa0\ufeff\u200b•·●◆■★☆▲▼>»«<|—–-=*#【】[]()（）"


def _any(kind: str) -> str:
    """One pattern of all that the table has of a kind."""
    return either("furniture.tsv", kind)


_NAME = rf"[{HAN}·]{{1,6}}"
_ROLES = _any("role")
_CREDIT = re.compile(  # a role and a name, alone in the line: 责任编辑:张三 / (责编：李四、王五) / 编辑 王小明
    rf"(?:本文|本版|本期|文章)?(?:{_ROLES})\s*(?:[:：/|丨]\s*|\s+)(?:{_NAME})(?:[\s、,，/]+(?:{_NAME}|"
    rf"(?:{_ROLES})[:：\s]+(?:{_NAME})))*"
)
_CREDIT_HEAD = re.compile(rf"(?:责任编辑|责编|值班编委|审核|校对|编辑|终审|监制)[:：]\s*[{HAN}]{{2,4}}")
_BARE_CREDIT = re.compile(rf"(?:责任编辑|责编)\s*[{HAN}]{{2,4}}")
_TRAILING_CREDIT = re.compile(
    r"(?<=[。！？!?”」』）)])\s*[(（\[【]?(?P<credit>(?:责任编辑|责编|值班编委|编辑|校对|审核)\s*[:：]?\s*"
    rf"(?:[{HAN}]{{2,4}}(?:[ 、,，][{HAN}]{{2,4}})*)\s*[)）\]】]?)\s*$"
)

_BUTTONS_ZH = re.compile(_any("button"), re.IGNORECASE)
_BUTTONS_EN = re.compile(_any("button_en"), re.IGNORECASE)
_FOLLOW_ZH = re.compile(_any("subscription"), re.IGNORECASE)
_LEGAL_ZH = re.compile(rf"(?:[(（]?\s*\d?[、.．]?\s*)?(?:{_any('legal')})", re.IGNORECASE)
_LEGAL_EN = re.compile(_any("legal_en"), re.IGNORECASE)
_SOURCE_ZH = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)?\s{0,8}(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s{0,8}"
    rf"(?:{_any('source_head')})\s*[:：][^。！？]{{0,40}}"
)
_SOURCE_EN = re.compile(rf"(?i:(?:{_any('source_head_en')})\s*[:：]\s*.{{1,60}})")
_STAMP = re.compile(
    r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[\sT]+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?|"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|"
    r"Dec)[a-z]*\.? \d{1,2}, \d{4}(?:,? (?:at )?\d{1,2}:\d{2}(?: ?[AP]M)?)?|"
    r"\d{1,2}[-/]\d{1,2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
)
_END_MARK = re.compile(r"(?i)(?:the\s+)?end|fin|eof|完|全文完|本文完")

_ROLES_EN = rf"(?:(?:{_any('rank_en')})\s+)*(?:{_any('role_en')})(?:\s+in(?: |-)(?:chief|charge))?"
_NAMES_EN = r"(?:(?!{0})(?:[A-Z][\w.'\-]*+|and|&|,|\s))+"  # possessive: twenty capitals are one name, not 2^20 readings
_ROLE_IS_EN = rf"(?i:{_ROLES_EN})s?\s*(?:[:：]\s*|\s+by\s+)"
_CREDIT_EN = re.compile(
    rf"(?:{_ROLE_IS_EN}{_NAMES_EN.format(_ROLE_IS_EN)}[|/;]?\s*)+|(?i:edited|proofread|"
    rf"reviewed|translated) by (?:[A-Z][\w.'\-]*+\s*){{1,4}}"
)

_NOTE_EN = re.compile(rf"(?i)[\s*_(\[]{{0,4}}(?:{_any('note_en')})[\s\])]{{0,2}}[:：–—-]")
_NOTE_MARK = re.compile(r"\[(?:\d{1,3}|\*|[a-z])\](?=\s)|[¹²³⁴⁵⁶⁷⁸⁹⁰†‡]+(?=\s|\w)")

_PROSE_ZH = re.compile(
    rf"\A[^\n{HAN}]*+[{HAN}][^\n，,；]*+[，,；][^\n{HAN}]*+[{HAN}].*[。！？]"
    rf"|(?<![{HAN}])[{HAN}]{{10,}}+[。！？]"
)
_TAIL_HEADS = re.compile(_any("after_article"))
SENTENCE_END = re.compile(r"[。！？!?.]['\"”’」』)）]*$")


def is_furniture(line: str) -> str | None:
    """Return why a line is furniture of its page (``editor``, ``button``, ``subscription``, ``legal``, ``source line``,
    ``time stamp``, ``end mark``), or None for a line of the article. Judged by its own words alone."""
    body = line.strip(_EDGE + "\n\r")
    if not body or len(body) > 400:
        return None
    if body[-1] in "。！？" and _reads_as_prose(body):
        return None
    return _short(body) if len(body) <= 160 else _legal(body)


def is_translators_note(line: str, text: str) -> bool:
    """Return whether a line of an English text is a note to the translation: it says so (*TN: …*), or it begins with a
    mark that stands behind a word elsewhere in the text (*a cake of ciba[1]*, *[1] A kind of …*)."""
    if _NOTE_EN.match(line):
        return True
    mark = _NOTE_MARK.match(line.strip())
    return mark is not None and re.search(rf"[^\s\[(]{re.escape(mark[0])}", text) is not None


def furniture_lines(lines: Sequence[str]) -> dict[int, str]:
    """Line number -> reason for all furniture of a page, by words and by place.

    By place: below a heading like "related articles" everything that is left belongs to the page; between two lines
    of furniture, and after the last line of the article, what is no sentence (no final punctuation, at most 24
    characters, nothing to translate but a widget) does too.
    """
    found = {number: reason for number, line in enumerate(lines) if (reason := is_furniture(line))}
    prose = [n for n, line in enumerate(lines) if n not in found and _is_body(line)]
    last = prose[-1] if prose else len(lines)
    for number in sorted(found):
        heading = lines[number].strip(_EDGE + ":：\n\r")
        if number * 2 > len(lines) and _TAIL_HEADS.fullmatch(heading):
            for below in range(number + 1, len(lines)):
                found.setdefault(below, "below the article") if lines[below].strip() else None
            break
    tail = [n for n in found if n > last]
    for number in range(min(tail, default=len(lines)), len(lines)):
        line = lines[number].strip()
        if line and number not in found and len(line) <= 24 and not SENTENCE_END.search(line.rstrip(")）")):
            found[number] = "below the article"
    return found


def trailing_credit(text: str) -> tuple[int, int] | None:
    """Span of an editor's credit glued to the end of a paragraph (…新动能！责任编辑王五), or None."""
    match = _TRAILING_CREDIT.search(text, max(0, len(text) - 40))
    return match.span("credit") if match else None


def _short(body: str) -> str | None:
    if _CREDIT.fullmatch(body) or _BARE_CREDIT.fullmatch(body) or _CREDIT_EN.fullmatch(body):
        return "editor"
    if _BUTTONS_ZH.fullmatch(body) or _BUTTONS_EN.fullmatch(body.rstrip(".")):
        return "button"
    if _STAMP.fullmatch(body):
        return "time stamp"
    if _END_MARK.fullmatch(body):
        return "end mark"
    if _SOURCE_ZH.fullmatch(body) or _SOURCE_EN.fullmatch(body):
        return "source line"
    if _CREDIT_HEAD.match(body) and not SENTENCE_END.search(body):
        return "editor"
    return "subscription" if _FOLLOW_ZH.fullmatch(body) else _legal(body)


def _legal(body: str) -> str | None:
    return "legal" if _LEGAL_ZH.fullmatch(body) or _LEGAL_EN.fullmatch(body) else None


def _reads_as_prose(body: str) -> bool:
    """A full sentence of prose that no legal notice or subscription call explains."""
    return not (_LEGAL_ZH.match(body) or _FOLLOW_ZH.match(body)) and bool(_PROSE_ZH.search(body) or len(body) > 16)


def _is_body(line: str) -> bool:
    body = line.strip()
    return len(body) > 24 or bool(SENTENCE_END.search(body))
