"""Resources in XML: Android strings.xml and .NET .resx, one language a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from align.errors import InputError
from align.readers._entries import Entry, read_entries
from align.readers._paired import limit_in
from align.readers._xml import content, line_of, parse, root_of
from align.records import Article, Inline, Input, Reader
from align.strings.escapes import ANDROID, meant
from align.xml_stream import attribute, children, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPE = "Android's <resources>, or a .resx"
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))|(?<!\s)\s*\n\s*", re.DOTALL)


def read(source: Input) -> Iterator[Article]:
    """One article of one side; entries that are not to be translated are left out. InputError for other XML."""
    root = parse(source.data(), source.path, _SHAPE, comments=True)
    skipped: list[str] = []
    if local(root) == "resources":
        entries = list(_android(root, skipped))
    elif local(root) == "root":
        entries = list(_resx(root))
    else:
        raise InputError(source.path, f"<{local(root)}>, no <resources>", f"give {_SHAPE}")
    yield read_entries(source.path, entries, _SHAPE, whole=source.whole, meta={"skipped": tuple(skipped)})


def _android(root: Element, skipped: list[str]) -> Iterator[Entry]:
    said = ""
    for element in root:
        kind = local(element)
        name = ".".join(filter(None, (attribute(element, "name"), attribute(element, "product"))))
        if not kind:
            said = element.text or ""  # the comment before an entry
            continue
        comment, said = said, ""
        if attribute(element, "translatable") == "false" or attribute(element, "translate") == "no":
            skipped.append("entry that is not to be translated")
        elif kind == "string":
            yield from _entry(element, name, limit_in(comment, *_limits(element)))
        elif kind == "string-array":
            for number, item in enumerate(children(element, "item")):
                yield from _entry(item, f"{name}[{number}]", limit_in(comment))
        elif kind == "plurals":
            for item in children(element, "item"):
                form = attribute(item, "quantity")
                yield from _entry(item, f"{name}.{form}", (*limit_in(comment), ("plural", form)))


def _limits(element: Element) -> Iterator[str]:
    """Length limits in attributes (``maxLength="20"``), as text that ``limit_in`` reads."""
    for name in ("maxLength", "maxlength", "max_length", "maxwidth"):
        yield f"max length {attribute(element, name)}"


def _entry(element: Element, key: str, known: tuple[tuple[str, str], ...]) -> Iterator[Entry]:
    text, marks = content(element, ())
    text, marks = _unescaped(text, marks)
    if not re.match(r"@(?:string|android:string)/", text):
        yield Entry(key, text, line_of(element), (("format", "java"), *known), marks)


def _unescaped(text: str, marks: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]]:
    """The text as the screen shows it; mark-up keeps its place."""
    parts: list[str] = []
    places: list[tuple[int, int]] = [(0, 0)]  # offset before, offset behind
    at = size = 0
    for match in _ESCAPE.finditer(text):
        shown = meant(match, ANDROID) if match[0][0] == "\\" else " "
        parts += [text[at : match.start()], shown]
        size += match.start() - at + len(shown)
        at = match.end()
        places.append((at, size))
    parts.append(text[at:])
    joined = "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not marks:
        bare = joined.strip()
        quoted = len(bare) > 1 and bare[0] == bare[-1] == '"' and '"' not in text.strip()[1:-1].replace('\\"', "")
        return (bare[1:-1] if quoted and not text.strip().endswith('\\"') else bare), ()
    moved = []
    for mark in marks:
        before, behind = max((place for place in places if place[0] <= mark.start), key=lambda place: place[0])
        where = min(behind + mark.start - before, len(joined))
        moved.append(replace(mark, start=where, end=where))
    return joined, tuple(moved)


def _resx(root: Element) -> Iterator[Entry]:
    for element in children(root, "data"):
        name = attribute(element, "name")
        if attribute(element, "type") or attribute(element, "mimetype") or name.startswith(">>"):
            continue
        value = next(iter(children(element, "value")), None)
        if value is not None:
            yield Entry(name, value.text or "", line_of(value), (("format", "dotnet"),))


def detect(source: Input) -> float:
    """By the root element; .resx by name."""
    if source.named(".resx"):
        return 0.9
    return 0.9 if source.named(".xml") and root_of(source.head) == "resources" else 0.0


READER = Reader(
    "resources", (".resx", ".xml"), detect, read, "Android's strings.xml and .resx; two files are paired by name."
)
