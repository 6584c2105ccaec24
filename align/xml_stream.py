"""XML of any length, element by element: the memory it takes does not grow with the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, BinaryIO

from align.errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST = 64 * 2**20  # bytes between the end of one unit and that of the next
DEEP = 1_000  # elements within elements
WIDE = 200_000  # elements in a unit; a row of a spreadsheet has 16,384 cells at most, each of two or three


class _Pieces:
    """A stream whose reader counts what it got since the last unit."""

    def __init__(self, stream: BinaryIO, path: str, what: str) -> None:
        self._stream, self._path, self._what = stream, path, what
        self.since = 0

    def read(self, size: int) -> bytes:
        """At most that many bytes; none at the end. InputError where a unit has no end."""
        piece = self._stream.read(size)
        self.since += len(piece)
        if self.since > MOST:
            raise InputError(self._path, f"more than {MOST:,} bytes in one unit", f"give {self._what}")
        return piece


def walk(
    stream: BinaryIO, path: str, what: str, units: Collection[str], *, root: str = ""
) -> Iterator[tuple[bool, str, Element]]:
    """Go through the elements that are in no unit: (True, local name, element) where one begins, with its attributes;
    (False, name, element) where it ends. A *unit*, an element of one of these local names, is whole then, with all that
    is in it; of others nothing is kept. ``root``: the local name that the first must have.

    InputError for broken XML, entities, another root, and for units, depth and breadth without end.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    pieces = _Pieces(stream, path, what)
    try:
        events = iterparse(
            pieces, events=("start", "end"), forbid_dtd=False, forbid_entities=True, forbid_external=True
        )
        around: list[Element] = []  # open elements
        unit = wide = 0  # depth of the unit that is open, 0 for none; elements in it
        for event, element in events:
            if event == "start":
                around.append(element)
                wide += 1
                if len(around) > DEEP or wide > WIDE:
                    deep = f"elements within elements, {DEEP:,} deep"
                    found = deep if wide <= WIDE else f"more than {WIDE:,} elements in one unit"
                    raise InputError(path, found, f"give {what}")
                if not unit:
                    name = local(element)
                    if len(around) == 1 and root not in ("", name):
                        raise InputError(path, f"<{name}>, no <{root}>", f"give {what}")
                    unit = len(around) if name in units else 0
                    yield True, name, element
                continue
            around.pop()
            if unit > len(around):
                unit = 0
            if not unit:
                yield False, local(element), element
                element.clear()
                pieces.since = wide = 0
                if around:
                    around[-1].clear()
    except DefusedXmlException as error:
        told = f"{type(error).__name__}: entities are not read"
        raise InputError(path, told, f"give {what} without a DOCTYPE that declares entities") from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(path, f"no XML: {error}", f"give {what}") from None


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """Children of that local name."""
    return [child for child in element if local(child) == name]


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name."""
    return next((v for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == name), "")


def words_of(element: Element) -> str:
    """All text in an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def outermost(node: Element, name: str) -> Iterator[Element]:
    """Elements of that name in a node, in order, but none that is inside another."""
    todo = [*reversed(node)]
    while todo:
        child = todo.pop()
        if local(child) == name:
            yield child
        else:
            todo.extend(reversed(child))
