"""Mark-up inside a paragraph of Markdown: emphasis, code, links, images, tags, comments, formulas, footnote marks.

Every pattern takes linear time: what is between two marks is bounded in length or excludes the mark itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import either, kinds
from align.readers._marked_up import edges
from align.records import Inline, InlineKind
from align.text.normal import trimmed

_ADDRESS = (
    r"\([^()\s]{0,2000}(?:\([^()\n]{0,200}\)[^()\s]{0,500}){0,3}"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t]{0,9}\)"
)
_TOKEN = re.compile(
    r"(?P<comment><!--)"
    r"|(?P<aside>\{/\*(?:[^*]|\*(?!/\})){0,2000}\*/\} ?)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<code>`{1,8})"
    r"|(?P<math>\$(?=\S)[^$\n]{1,300}(?<=\S)\$(?!\d)|\\\((?:(?!\\\))[^\n]){0,300}\\\))"
    rf"|(?P<image>!\[(?=[^\[\]\n]{{0,500}}\](?:{_ADDRESS}|\[[^\[\]\n]{{0,200}}\])))"
    rf"|(?P<close>\](?:{_ADDRESS}|\[[^\[\]\n]{{0,200}}\]))"
    r"|(?P<note>\[\^[^\]\n]{1,80}\])"
    r"|(?P<open>\[)"
    r"|(?P<auto><(?:https?|mailto|ftp):[^<>\s]{1,2000}>)"
    r"|(?P<tag></?[A-Za-z][\w:.-]{0,60}(?:[ \t\n][^<>]{0,1000}|/)?>)"
    r"|(?P<attributes>\{[.#:][^{}\n]{0,200}\})"
    r"|(?P<mark>\*{1,3}|~~|==|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|(?<=[^\w\s])_{1,3}(?!\w))"
    r"|(?P<end>(?<![ \t])[ \t]+\#+[ \t]*$)",
    re.MULTILINE,
)
_SIGN = re.compile(r"[`*_\[\]<$\\~={#]")  # without one of them there is no mark-up
_ENTITY = re.compile(r"&(?:nbsp|emsp|ensp|thinsp);")
_TEXT_OF_TAG = re.compile(r"\b(?:alt|title|label|placeholder)=(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})')")
_TITLE = re.compile(r"\]\([^()\s]{0,2000}[ \t]+[\"']([^\"'\n]{1,500})[\"'][ \t]*\)")
_TAG_NAME = re.compile(r"</?([A-Za-z][\w:.-]*)")
_SILENT = re.compile(rf"<({either('elements.tsv', 'silent')})\b", re.IGNORECASE)
_HTML_MARK = re.compile(r"<!--|</?[A-Za-z][^<>]{0,2000}>|<![^<>-][^<>]{0,500}>")
_CELL = re.compile(r"(?:[^|\\`\n]|\\.|`+[^`\n]{0,500}`+|`)++")


def inline(text: str, start: int, end: int) -> Iterator[Inline]:
    """The mark-up of a paragraph in order of place; emphasis that is left open is a character."""
    if not _SIGN.search(text, start, end):
        return
    at, code_ends = start, _runs_of_backquotes(text, start, end)
    open_links = 0
    while match := _TOKEN.search(text, at, end):
        at = match.end()
        kind = match.lastgroup or "mark"
        if kind == "comment":
            close = text.find("-->", at, end)
            if close < 0:
                end = match.start() if text.find("-->", at) >= 0 else end
                continue
            at = close + 3 + (text[close + 3 : close + 4] == " ")
            yield Inline(match.start(), at, "comment", text[match.start() : at])
        elif kind == "code":
            closing = code_ends.get(match.group(), [])
            while closing and closing[0] < match.end():
                closing.pop(0)
            if not closing:
                continue
            at = closing[0] + len(match.group())
            value = text[match.end() : closing[0]].strip()
            yield from edges(text, (match.start(), at), len(match.group()), "code", value)
        elif kind == "open":
            if _link_ahead(text, match.end(), end):
                open_links += 1
                yield Inline(match.start(), match.end(), "link", "[")
        elif kind == "close":
            if open_links:
                open_links -= 1
                yield Inline(*match.span(), "link", match.group(), match.group()[2:-1].split(" ")[0])
        elif kind == "image":
            open_links += 1
            yield Inline(*match.span(), "image", match.group())
        elif kind != "mark" or not _is_plain(text, match, start, end):
            yield Inline(*match.span(), _KINDS.get(kind, "mark"), match.group(), _value(kind, match.group()))


_KINDS: dict[str, InlineKind] = {
    "comment": "comment", "math": "math", "note": "note", "auto": "link", "tag": "tag", "attributes": "comment",
    "aside": "comment",
}  # fmt: skip


def _value(kind: str, mark: str) -> str:
    if kind == "auto":
        return mark[1:-1]
    if kind == "math":
        return mark.strip("$")
    name = _TAG_NAME.match(mark) if kind == "tag" else None
    return name[1] if name else ""


def _is_plain(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Return whether it is not emphasis: a star or two equals signs with blanks on both sides (2 * 3, a == b)."""
    before = text[match.start() - 1] if match.start() > start else " "
    behind = text[match.end()] if match.end() < end else " "
    return before.isspace() and behind.isspace()


def _runs_of_backquotes(text: str, start: int, end: int) -> dict[str, list[int]]:
    runs: dict[str, list[int]] = {}
    for match in re.compile("`+").finditer(text, start, end):
        runs.setdefault(match.group(), []).append(match.start())
    return runs


def _link_ahead(text: str, at: int, end: int) -> bool:
    """Return whether the bracket before ``at`` closes within reach as that of a link."""
    close = text.find("]", at, min(end, at + 500))
    depth = text.count("[", at, close) if close >= 0 else 0
    while depth and close >= 0:
        close = text.find("]", close + 1, min(end, at + 500))
        depth -= 1
    return close >= 0 and text[close + 1 : close + 2] in ("(", "[")


def cells(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Start, end and column of the cells of a table row that hold words; bars in code or behind a backslash part
    nothing."""
    out = []
    for column, match in enumerate(_CELL.finditer(text, start, end)):
        if re.search(r"\w", match.group()):
            out.append((*trimmed(text, *match.span()), column))
    return out


def hidden_text(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Titles of links and images, and what tags show: alt, title, label."""
    if "](" in text[start:end]:
        for match in _TITLE.finditer(text, start, end):
            yield match.span(1)
    if "<" in text[start:end]:
        yield from _of_tags(text, start, end)


def _of_tags(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in _tags(text, start, end):
        for match in _TEXT_OF_TAG.finditer(text, first, last):
            yield match.span(1) if match[1] else match.span(2)


def _tags(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the tags and comments of HTML."""
    while match := _HTML_MARK.search(text, start, end):
        start = match.end()
        if match.group() == "<!--":
            close = text.find("-->", start, end)
            start = end if close < 0 else close + 3
        yield match.start(), start


def html_text(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the text that a block of HTML shows: stretches between tags that end a line on the page; inline tags stay
    inside."""
    if _SILENT.match(text, start + len(text[start:end]) - len(text[start:end].lstrip())):
        return
    begin, shown = start, False
    at = start
    for first, last in _tags(text, start, end):
        shown = shown or bool(text[at:first].strip())
        name = _TAG_NAME.match(text, first, last)
        if not name or name[1].lower() in kinds("elements.tsv")["markdown_block"]:
            if shown:
                yield trimmed(text, begin, first)
            begin, shown = last, False
        at = last
    if shown or text[at:end].strip():
        yield trimmed(text, begin, end)


def reading(text: str) -> str:
    """The text with the entities of blanks as blanks, of the same length; '' where it has none."""
    return _ENTITY.sub(lambda m: " " * len(m.group()), text) if "&" in text and _ENTITY.search(text) else ""
