"""Mark-up in a text: elements of HTML, XML and XLIFF, BBCode, shortcodes of WordPress, tags of subtitles, roles of
reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from align.data import kinds
from align.text.scripts import IDEOGRAPH

TagKind = Literal["open", "close", "void"]
Family = Literal["element", "bbcode", "subtitle", "role"]

_ELEMENT = re.compile(
    r"<(?P<close>/)?(?P<name>[A-Za-z][\w:.-]*|\d{1,3})(?P<attributes>(?:=(?:\"[^\"<>]*\"|[^\s\"'<>=/]{1,80}))?"
    r"(?:\s+[\w:@.#*-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|"
    r"\\\"[^\"<>]*\\\"|[^\s\"'<>=`]+))?)*)\s*(?P<void>/)?>"
)
_ATTRIBUTE = re.compile(r"([\w:@.#*-]+)(?:\s*=\s*(\\?\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+))?")
_BBCODE = re.compile(r"\[(?P<close>/)?(?P<name>[A-Za-z*]{1,8})(?P<value>=[^\[\]\n]*)?\]")
_CODE = re.compile(
    r"<(?P<name>bpt|ept|ph|it|ut)(?P<attributes>\s[^<>]*?)?(?:/>|>(?:(?!</?(?P=name)\b).)*</(?P=name)>)"
    r"|<(?P<void>bx|ex|sc|ec)(?P<more>\s[^<>]*?)?/>",
    re.DOTALL,
)
_BARE = frozenset(  # attributes of HTML that have no value
    "allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden"
    " inert ismap itemscope loop multiple muted nomodule novalidate nowrap open playsinline readonly required reversed"
    " selected".split()
)
_PAIRED = {"bpt": "ept", "bx": "ex", "sc": "ec"}  # elements that open, and those that close them
# Of WordPress: [caption id="a"]…[/caption]; with attributes, or closed. Without both a word in brackets is a word.
_SHORTCODE = re.compile(
    r"\[(?P<close>/)?(?P<name>[a-z][a-z0-9_-]{1,40})(?P<attributes>(?:\s{1,9}[a-z][\w-]{0,40}=(?:\"[^\"\[\]\n]{0,500}\""
    r"|'[^'\[\]\n]{0,500}'|[^\s\"'\[\]]{1,200})){0,40})\s{0,9}(?P<void>/)?\](?!\()"
)
_CLOSING = re.compile(r"[<\[{]/([A-Za-z][\w:.-]*|\d{1,3})\s*[>\]}]")
_BRACED = re.compile(r"\{(?P<close>/)?(?P<name>[A-Za-z][\w-]{0,20})\}")
_BARRED = re.compile(r"\u2016(?P<body>(?:[\w.#-]{1,40}:[\w.#,;:-]{0,60})|end)\u2016", re.ASCII)  # of games: ‖color:red‖
_SUBTITLE = re.compile(r"\{\\[^{}\n]*\}")
_ROLE = re.compile(r":(?P<name>[a-z][a-z0-9+.-]*(?::[a-z][a-z0-9+.-]*)?):`(?P<body>[^`\n]+)`")
_ROLE_TARGET = re.compile(r"<([^<>]+)>\s*$")
_VOID, _XLIFF, _HTML = (kinds("elements.tsv")[use] for use in ("void", "xliff", "known"))
# Attributes that carry words for people: they may be translated
_WORDS = frozenset(
    "title alt placeholder label aria-label summary content lang xml:lang value equiv-text disp example text".split()
)
_ADDRESSES = ("href", "src", "action", "link", "url")  # may lead to the page in the other language
SAME = {"strong": "b", "em": "i", "colour": "color"}  # names that look alike on the page


@dataclass(frozen=True, slots=True)
class Tag:
    """A piece of mark-up. ``key`` is what must be equal on both sides: name and attributes without those for people."""

    family: Family
    text: str
    name: str
    kind: TagKind
    key: str
    start: int
    end: int


def both(source: str, target: str) -> tuple[tuple[Tag, ...], tuple[Tag, ...]]:
    """Mark-up of two texts: what one of them closes is mark-up in the other, too."""
    closed = closing(source) | closing(target)
    return tags(source, closed), tags(target, closed)


def closing(text: str) -> frozenset[str]:
    """Names that a text closes: </name>, [/name]."""
    return frozenset(name.lower() for name in _CLOSING.findall(text)) if "/" in text else frozenset()


def tags(text: str, closed: frozenset[str] = frozenset()) -> tuple[Tag, ...]:
    """Mark-up of a text in order. Signs of less and greater, generics (List<String>), addresses and metavariables
    (<file>) are none. ``closed``: names that the other side closes.

    >>> [t.text for t in tags('<b>x</b> < 5, List<String>, <br/>')]
    ['<b>', '</b>', '<br/>']
    """
    found: list[Tag] = []
    if "<" in text:
        found += _elements(text, closed)
    if "[" in text:
        found += _bbcode(text, closed)
        found += _shortcodes(text, closed)
    if "{" in text and closed | closing(text):
        found += _braced(text, closed | closing(text))
    if "\u2016" in text:
        found += [_barred(match) for match in _BARRED.finditer(text)]
    if "{\\" in text:
        for match in _SUBTITLE.finditer(text):
            if not re.fullmatch(r"\{\\[a-z]+\s[^\\]*\}", match.group()):  # {\bf words} is TeX
                found.append(Tag("subtitle", match.group(), match.group(), "void", match.group(), *match.span()))
    if ":`" in text:
        found += [_role(m) for m in _ROLE.finditer(text)]
    return tuple(sorted(found, key=lambda t: t.start))


def _elements(text: str, closed: frozenset[str]) -> Iterator[Tag]:
    codes = list(_CODE.finditer(text))
    for match in codes:  # code of another format, whatever is in it
        yield _code(match)
    inside = [m.span() for m in codes]
    matches = [m for m in _ELEMENT.finditer(text) if not any(a <= m.start() < b for a, b in inside)]
    matches = [m for m in matches if not _is_generic(text, m) and not _compares(text, m)]
    closed |= {m["name"].lower() for m in matches if m["close"]}
    for match in matches:
        name, attributes = match["name"], match["attributes"]
        known = name.lower() in _HTML or name.lower() in _XLIFF or ":" in name or name.lower() in closed
        if not (known or match["void"] or "=" in attributes):
            continue
        kind: TagKind = "close" if match["close"] else "void" if match["void"] or name.lower() in _VOID else "open"
        key = "" if kind == "close" else _attributes(name, attributes)
        yield Tag("element", match.group(), name.lower(), kind, key, *match.span())


def _code(match: re.Match[str]) -> Tag:
    name, attributes = match["name"] or match["void"], match["attributes"] or match["more"] or ""
    kind: TagKind = "open" if name in _PAIRED else "close" if name in _PAIRED.values() else "void"
    opener = next((one for one, other in _PAIRED.items() if other == name), name)
    key = "" if kind == "close" else _attributes(name, attributes)
    return Tag("element", match.group(), opener, kind, key, *match.span())


def _is_generic(text: str, match: re.Match[str]) -> bool:
    """``List<String>``, ``vector<int>``: a type and its parameter."""
    before = text[match.start() - 1 : match.start()]
    name = match["name"]
    if match["attributes"] or match["void"] or match["close"] or not (before.isascii() and before.isalnum()):
        return False
    return f"</{name}" not in text and (name.lower() not in _HTML or name[0].isupper())


def _compares(text: str, match: re.Match[str]) -> bool:
    """Two signs of comparison with words between them: a<b 且 c>d, if a<b and c>d."""
    words = match["attributes"].split()
    if not words or match["void"] or match["close"] or f"</{match['name']}" in text or "=" in match["attributes"]:
        return False
    return all(word.lower() not in _BARE and word.replace("_", "").isalnum() for word in words)


def _attributes(name: str, text: str) -> str:
    """Attributes in order of name, without those for people; of XLIFF the ids alone; of voices of subtitles (<v Wang>)
    none."""
    if name.lower() == "v":
        return ""
    out = []
    for match in _ATTRIBUTE.finditer(text):
        key, value = match[1].lower(), (match[2] or "").replace("\\", "").strip("\"'")
        if name.lower() in _XLIFF:
            if key in ("id", "rid", "xid", "i"):
                out.append(f"{key}={value}")
        elif key not in _WORDS:
            out.append(f"{key}={localised(value)}" if key in _ADDRESSES else f"{key}={value}")
    return " ".join(sorted(out))


def localised(address: str) -> str:
    """An address with its language as ``*``: /zh-CN/ and /en-US/, ?lang=zh and .zh.md are one."""
    language = r"(?:zh(?:[-_](?:cn|hans|tw|hant|hk))?|cn|en(?:[-_](?:us|gb))?|chinese|english)"
    out = re.sub(rf"(?i)(?:^|(?<=[/=._#-])){language}(?=$|[/&?#._-])", "*", address)
    out = re.sub(rf"(?i)(://){language}(?=\.)", r"\1*", out)
    out = out.replace("://www.", "://")
    for tail in ("index.html", "README.md"):
        out = out.removesuffix(tail)
    out = re.sub(r"(?:/\*|[._-]\*)(?=/|\.|$|[?#])", "", out).removeprefix("*/")
    return out.rstrip("/")


def _bbcode(text: str, closed: frozenset[str]) -> Iterator[Tag]:
    matches = [m for m in _BBCODE.finditer(text) if m["name"].lower() in kinds("elements.tsv")["bbcode"]]
    closed |= {m["name"].lower() for m in matches if m["close"]}
    for match in matches:
        name = match["name"].lower()
        kind: TagKind = "close" if match["close"] else "open"
        if name in closed or (match["value"] and name != "*"):
            yield Tag("bbcode", match.group(), name, kind, match["value"] or "", *match.span())


def shortcodes(text: str) -> list[tuple[int, int]]:
    """Spans of the shortcodes of a page: those with attributes, and those that it closes."""
    if "[" not in text:
        return []
    return [(tag.start, tag.end) for tag in _shortcodes(text, closing(text))]


def _shortcodes(text: str, closed: frozenset[str]) -> Iterator[Tag]:
    known = kinds("elements.tsv")["bbcode"]
    matches = [m for m in _SHORTCODE.finditer(text) if m["name"] not in known]
    closed |= {m["name"] for m in matches if m["close"]}
    ends = {m["name"] for m in matches if m["close"]}
    for match in matches:
        if match["name"] in closed or match["attributes"]:
            kind: TagKind = "close" if match["close"] else "open" if match["name"] in ends else "void"
            key = "" if match["close"] else _attributes(match["name"], match["attributes"])
            yield Tag("bbcode", match.group(), match["name"], kind, key, *match.span())


def _braced(text: str, closed: frozenset[str]) -> Iterator[Tag]:
    """{b}…{/b}, where one side closes it so; {b} alone is a placeholder."""
    for match in _BRACED.finditer(text):
        if match["name"].lower() in closed:
            kind: TagKind = "close" if match["close"] else "open"
            yield Tag("bbcode", match.group(), match["name"].lower(), kind, "", *match.span())


def _barred(match: re.Match[str]) -> Tag:
    body = match["body"]
    kind: TagKind = "close" if body == "end" or body.endswith(":end") else "open"
    return Tag("bbcode", match.group(), "\u2016", kind, "" if kind == "close" else body, *match.span())


def _role(match: re.Match[str]) -> Tag:
    """A role of reStructuredText; its key is the name, and the label where it has one."""
    label = _ROLE_TARGET.search(match["body"])
    key = label[1] if label else "" if " " in match["body"] or IDEOGRAPH.search(match["body"]) else match["body"]
    return Tag("role", match.group(), match["name"], "void", key, *match.span())


def unbalanced(found: Sequence[Tag]) -> Tag | None:
    """The first tag that is not closed, closes nothing, or crosses another; None where all is well. Paragraphs and list
    items may stay open."""
    stack: list[Tag] = []
    for tag in found:
        if tag.kind == "void" or tag.name in ("p", "li", "*", "td", "tr", "th", "dt", "dd", "option"):
            continue
        if tag.kind == "open":
            stack.append(tag)
        elif stack and stack[-1].name == tag.name and stack[-1].family == tag.family:
            stack.pop()
        else:
            return tag
    return stack[0] if stack else None
