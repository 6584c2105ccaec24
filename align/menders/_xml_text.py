"""Text of chosen XML elements, replaced in place: every other byte stays as it is."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

from align.errors import InputError
from align.menders._places import replacements
from align.menders._respell import Unit, respelt, shown_of, units
from align.menders._word_diff import laid_over
from align.records import Change
from align.text.encoding import decode, encode

Wanted = Callable[[str, dict[str, str], Sequence[str]], bool]
REFERENCE = r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{1,30});"
_NAME = re.compile(rb"""\sname\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def _reference(match: re.Match[str]) -> str:
    return unescape(match.group())


@dataclass
class Element:
    """A chosen element: the byte range of its start tag, and its text nodes as (start, end, text); offsets in the
    UTF-8 form of the file. ``path`` holds the byte ranges of the start tags around it, outermost first."""

    name: str
    tag: tuple[int, int]
    path: list[tuple[str, int, int]]
    attributes: dict[str, str] = field(default_factory=dict)
    nodes: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Spelling:
    """The spelling of the words between the tags of a format.

    ``wanted``: which elements hold texts; ``hidden``: inline elements whose content is code. ``pattern`` and ``shown``:
    what is spelt in a way of its own, and what that stands for; ``write``: new words. ``key``: the key of an element;
    ``mark``: further byte ranges to replace where an element was changed (its state).
    """

    wanted: Wanted
    hidden: frozenset[str] = frozenset()
    pattern: re.Pattern[str] = re.compile(REFERENCE)
    shown: Callable[[re.Match[str]], str] = _reference
    write: Callable[[str], str] = escape
    key: Callable[[bytes, Element], str] = lambda _data, _element: ""
    mark: Callable[[bytes, Element], list[tuple[int, int, bytes]]] = lambda _data, _element: []


def name_of(data: bytes, tag: tuple[int, int]) -> str:
    """The attribute ``name`` of a start tag; '' without one."""
    found = _NAME.search(data, *tag)
    return unescape((found[1] or found[2] or b"").decode("utf-8")) if found else ""


class _Scanner:
    """Walks a document and keeps the elements for which ``wanted(name, attributes, names around it)`` holds."""

    def __init__(self, wanted: Wanted, hidden: frozenset[str]) -> None:
        self.wanted, self.hidden = wanted, hidden
        self.found: list[Element] = []
        self.around: list[tuple[str, int, int]] = []
        self.inside: list[Element] = []
        self.quiet = 0
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.EntityDeclHandler = self.entity
        self.data = b""

    def scan(self, data: bytes) -> list[Element]:
        self.data = data
        self.parser.Parse(data, True)
        return self.found

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local, at = name.rsplit(":", 1)[-1], self.parser.CurrentByteIndex
        if self.inside:
            self.quiet += local in self.hidden or bool(self.quiet)
        elif self.wanted(local, attributes, [n for n, _, _ in self.around]):
            self.inside.append(Element(local, (at, _tag_end(self.data, at)), list(self.around), attributes))
        self.around.append((local, at, _tag_end(self.data, at)))

    def end(self, name: str) -> None:
        self.around.pop()
        if self.inside and self.inside[-1].path == self.around:
            self.found.append(self.inside.pop())
            self.quiet = 0
        elif self.quiet:
            self.quiet -= 1

    def words(self, text: str) -> None:
        if self.inside and not self.quiet:
            at = self.parser.CurrentByteIndex
            self.inside[-1].nodes.append((at, at, text))

    def entity(self, *_: Any) -> None:
        raise ValueError("entities are not read")


def _tag_end(data: bytes, at: int) -> int:
    """Offset behind the start tag that begins at ``at``; a ``>`` inside quotation marks is none."""
    quote = 0
    for place in range(at, len(data)):
        byte = data[place]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == 0x3E:
            return place + 1
    return len(data)


def mended(data: bytes, path: str, changes: Sequence[Change], spelling: Spelling) -> bytes:
    """The file with new texts in the elements that ``spelling`` wants, every other byte as it was."""
    decoded = decode(data, path)
    plain = decoded.text.encode("utf-8")
    try:
        elements = _Scanner(spelling.wanted, spelling.hidden).scan(plain)
    except (expat.ExpatError, ValueError) as error:
        raise InputError(path, f"no XML: {error}", "give the file that was checked") from None
    for element in elements:
        element.nodes = _with_ends(plain, element.nodes)
    sections = _sections(plain)
    spelt = [[_units(plain, node, spelling, sections) for node in element.nodes] for element in elements]
    texts = [[shown_of(own) for own in nodes] for nodes in spelt]
    keys = [spelling.key(plain, element) for element in elements]
    edits: list[tuple[int, int, bytes]] = []
    for number, after in replacements(["".join(own) for own in texts], changes, path, keys).items():
        element = elements[number]
        new = laid_over(texts[number], after)
        for place, (start, end, _) in enumerate(element.nodes):
            if new[place] != texts[number][place]:
                write = _in_section if _inside(start, sections) else spelling.write
                edits.append((start, end, respelt(spelt[number][place], new[place], write).encode("utf-8")))
        edits += spelling.mark(plain, element)
    for start, end, text_bytes in sorted(set(edits), reverse=True):
        plain = plain[:start] + text_bytes + plain[end:]
    return encode(plain.decode("utf-8"), decoded.encoding, data)


def _units(
    data: bytes, node: tuple[int, int, str], spelling: Spelling, sections: Sequence[tuple[int, int]]
) -> list[Unit]:
    """The text node as it is spelt; in a CDATA section only what the format itself escapes is."""
    raw = data[node[0] : node[1]].decode("utf-8")
    if _inside(node[0], sections):
        return units(raw, spelling.pattern, lambda m: m.group() if m.group()[0] == "&" else spelling.shown(m))
    return units(raw, spelling.pattern, spelling.shown)


def _sections(data: bytes) -> list[tuple[int, int]]:
    """Byte ranges of CDATA sections, in order."""
    out, at = [], data.find(b"<![CDATA[")
    while at >= 0:
        end = data.find(b"]]>", at)
        end = end if end >= 0 else len(data)
        out.append((at, end))
        at = data.find(b"<![CDATA[", end)
    return out


def _inside(at: int, sections: Sequence[tuple[int, int]]) -> bool:
    number = bisect.bisect_right([start for start, _ in sections], at) - 1 if sections else -1
    return number >= 0 and at < sections[number][1]


def _in_section(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")


def _with_ends(data: bytes, nodes: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Text nodes with their ends. Adjacent ones are joined; a reference (``&amp;``) ends at its semicolon."""
    out: list[tuple[int, int, str]] = []
    for at, _, text in nodes:
        if data[at : at + 1] == b"&" and text != "&":
            end = data.index(b";", at) + 1
        elif data[at : at + 1] == b"&":
            semicolon = data.find(b";", at, at + 12)
            end = semicolon + 1 if semicolon > 0 else at + 1
        else:
            end = at + len(text.encode("utf-8"))
            if text == "\n" and data[at : at + 2] == b"\r\n":
                end = at + 2
        if out and out[-1][1] == at:
            start, _, before = out.pop()
            out.append((start, end, before + text))
        else:
            out.append((at, end, text))
    return out
