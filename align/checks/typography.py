"""Chinese punctuation, full-width forms and spacing slips in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_english
from align.records import Check, Finding, Pair
from align.strings.placeholders import spans as placeholders
from align.text.scripts import IDEOGRAPH

_HALF = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    "。": ".", "、": ",", "\u3000": " ", "《": "“", "》": "”", "〈": "‘", "〉": "’",
    "「": "“", "」": "”", "『": "‘", "』": "’",
    "【": "[", "】": "]", "〔": "(", "〕": ")", "｡": ".", "､": ",", "·": "·",
}  # fmt: skip
_WIDE = re.compile("[\uff01-\uff5e。、\u3000《》〈〉「」『』【】〔〕｡､]+")
_MARKS = re.compile(
    r"(?P<before>(?<=[A-Za-z0-9)\]”’\"'%])[ \u00a0]+(?P<mark>[,;:!?]|\.(?!\w|\.))(?=\s|$|[\"”’]))"
    r"|(?P<inside>(?<=\S)\s*[(\[][ \u00a0]+(?=\S)|(?<=\w)[ \u00a0]+[)\]])"
    r"|(?P<comma>(?<=[a-z]{2}),(?=[A-Za-z]{2}))"
    r"|(?P<turned>(?<=[A-Za-z0-9]{2})[ \u00a0]+,(?=[a-z]{2}))"
    r"|(?P<stop>(?<=[a-z]{2})[.!?](?=[A-Z][a-z]+(?:[ ,.]|$)))"
    r"|(?P<glued>(?<=[a-z]{3})\((?=[A-Za-z]{2})|(?<=[a-z0-9]{2})\)(?=[A-Za-z]{2}))"
    r"|(?P<twice>(?<![.,!?…])(?:,,+|;;+|,\.|\.\.(?![./\w])))"
    r"|(?P<split>\b(?:[Dd]o|[Dd]oes|[Dd]id|[Cc]a|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]a[sd]|[Hh]ave|[Ww]o|[Ww]ould|"
    r"[Cc]ould|[Ss]hould) "
    r"n['’]t\b|(?<=[A-Za-z]) ['’](?:s|re|ve|ll|d|m)\b(?! ))"
    r"|(?P<stray>(?<=[A-Za-z0-9])[~^`|_=+*#@\\]+(?=[ ,.!?]|$)|(?<= )[~^`|_*#@\\](?= ))"
    r"|(?P<odd>(?<=[a-z]{2})[;:!?](?=[a-z]{2}))"
)
# What any slip holds. It begins with one class of characters, and what is before them is looked back at: so the
# search passes over letters and spaces at once.
_SUSPECT = re.compile(
    r"[~^`|_=+*#@\\'’,;:!?.()\[\]](?:(?<=[~^`|_=+*#@\\])|(?<= [,;:!?.)\]'’])|(?<=[(\[]) |(?<=[a-z][,.!?;:()])[A-Za-z]|"
    r"(?<=[,.])[,.]|(?<=;);|(?<= n['’])t)"
)
_RULE = re.compile(r"(?:([*~=#_+^|])[ \u00a0]{1,4}){2,20}\1")  # a line across the page: * * *
_STRANGE = re.compile(r"[^\x00-\x7f\u2010-\u2027\u00c0-\u024f]")
_BLANK = re.compile(r"[(\[][ \u00a0]+[)\]]")  # to be filled in: ( )
_UNREAD = 3  # characters of the shortest formula with its marks: $x$
MANY = 3  # spaces before punctuation in one segment from which they are one finding
_URL = re.compile(r"(?<!\S)\S*(?:://|www\.|@|\.(?:com|cn|org|net|gov|edu|io|html?|pdf|txt|py|js|json|exe))\S*")
_TEXTS = {
    "before": "a space before “{}”",
    "inside": "a space inside of the bracket",
    "comma": "no space after the comma",
    "turned": "the space before the comma belongs behind it",
    "stop": "no space after the end of the sentence",
    "glued": "no space at the bracket",
    "twice": "doubled punctuation",
    "split": "a contraction is torn apart",
    "stray": "a stray “{}”",
    "odd": "no space after “{}”",
}


def _judge(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if not (_SUSPECT.search(text) or (not text.isascii() and _STRANGE.search(text))):
        return
    yield from _wide(pair)
    yield from _spacing(pair)


def _wide(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if text.isascii():
        return
    for match in _WIDE.finditer(text):
        neighbours = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if IDEOGRAPH.search(neighbours):
            continue  # part of a Chinese name in brackets, or of what untranslated reports
        marks = match.group()
        half = "".join(_HALF.get(c, c) for c in marks)
        named = "full-width" if any("\uff10" <= c <= "\uff5a" and c.isalnum() for c in marks) else "Chinese"
        what = "an ideographic space" if not marks.strip() else f"{named} “{marks}” in the English"
        yield _finding(pair, match.span(), what, half, 0.95)


def _spacing(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if _RULE.fullmatch(text.strip()):
        return
    urls: list[tuple[int, int]] | None = None
    found: list[tuple[str, re.Match[str]]] = []
    for match in _MARKS.finditer(text):
        if urls is None:
            urls = [*(m.span() for m in _URL.finditer(text)), *placeholders(text)]
        if any(a < match.end() and match.start() < b for a, b in urls):
            continue
        kind = match.lastgroup if match.lastgroup != "mark" else "before"
        body = match.group()
        if kind in ("stray", "odd", "twice") and (body.strip() in pair.source.text or not pair.source.text):
            continue  # nor in a line that only the English has: Previous | Next
        if kind in ("stop", "glued", "odd") and _around(text, match) in pair.source.text:
            continue  # a name in a programming language, letter for letter: threading.Thread
        if kind == "inside" and _BLANK.match(
            text, max(text.rfind("(", 0, match.end()), text.rfind("[", 0, match.end()))
        ):
            continue
        if kind in ("before", "turned", "inside") and (
            _as_in_source(text, match, pair.source.text) or _unread(pair, match)
        ):
            continue
        if kind == "before" and body.strip() in ":;!?" and re.search(r"\s[:;!?]", pair.source.text):
            continue
        found.append((kind or "", match))
    spaces = [m for kind, m in found if kind in ("before", "inside")]
    for kind, match in found:
        message = _TEXTS[kind].format(match.group().strip())
        if len(spaces) >= MANY and kind in ("before", "inside"):  # one habit, one finding
            if match is not spaces[0]:
                continue
            message = f"spaces before punctuation or inside brackets in {len(spaces)} places"
        yield _finding(pair, match.span(), message, _repair(kind, match.group()), 0.85)


def _as_in_source(text: str, match: re.Match[str], source: str) -> bool:
    """Return whether the Chinese separates the same Latin word and mark in the same way: ( width , height )."""
    if match.group().strip() in "([":
        return match.group().lstrip() in source
    start, end = match.span()
    while start and text[start - 1].isascii() and text[start - 1].isalnum():
        start -= 1
    return start < match.start() and text[start:end] in source


def _unread(pair: Pair, match: re.Match[str]) -> bool:
    """Return whether a formula, an address or a code that checks do not read stands between blank and mark: in
    <https://a.b>. Codes of XLIFF have no length in the text."""
    pieces = pair.target.pieces
    for number in pair.target.seams:
        (_, start, length), (at, onset, _) = pieces[number - 1], pieces[number]
        gap = onset - start - length
        if match.start() < at < match.end() and (not gap or gap >= _UNREAD):
            return True
    return False


def _around(text: str, match: re.Match[str]) -> str:
    """The mark with the letters, digits and underscores on both sides of it."""
    start, end = match.span()
    while start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[start:end]


def _repair(kind: str, body: str) -> str:
    return {
        "before": body.strip(),
        "comma": ", ",
        "turned": ", ",
        "stop": body + " ",
        "odd": body + " ",
        "twice": body[0],
        "split": body.replace(" ", ""),
        "inside": body.strip(),
    }.get(kind, "")


def _finding(pair: Pair, at: tuple[int, int], message: str, fixed: str, confidence: float) -> Finding:
    return pair.finding(CHECK, message, target=at, suggestions=(fixed,) if fixed.strip() else (), confidence=confidence)


CHECK = Check(
    id="typography",
    severity="warning",
    category="fluency/punctuation",
    doc="""Marks and spaces that English does not write so.

**Finds** Chinese punctuation and full-width letters and digits in the English (，。、《》（）２０),
the ideographic space, a space before a comma or full stop,
 inside of brackets, no space after a comma or at the end of a sentence, doubled
punctuation, contractions torn apart (*do n't*), and stray signs (*~ ^ |*) that the source does not have.

**Accepts** Chinese marks between Chinese characters (a gloss in brackets), URLs, file names and code, decimals,
ellipses, curly quotes and dashes; names in a programming language that the Chinese writes in the same way.

Spaces before punctuation in three places of a segment and more are one finding.

The mark to write instead is suggested.
""",
    run=on_english(_judge),
    good=(
        ("他来了。", "He came (at last), e.g. at 3.5 p.m., and said “good morning”."),
        ("＊＊＊", "* * *"),
        ("更新于 {0,date,short}", "Updated on {0,date,short}"),
        ("见网站。", "See www.example.com/a_b,c for more."),
        ("豫信链（试点）。", "Yuxin Chain (豫信链，试点) is a pilot."),
    ),
    bad=(
        ("他来了，她走了。", "He came，she left.", "，"),
        ("他来了，她走了。", "He came , and she left.", ","),
        ("茶很香，不贵。", "The tea smells good ,and is cheap.", ","),
        ("《红楼梦》很有名。", "《Dream of the Red Chamber》 is famous.", "《"),
        ("他来了，她走了。", "He came~ and she left.", "~"),
    ),
    rank=5,
)
