"""XML from strangers: no entities, no DTD from outside, no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.errors import InputError
from align.records import Inline
from align.xml_stream import attribute, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What may stand before the first element: declarations, comments, a DOCTYPE with or without its own declarations
_ROOT = re.compile(
    r"\ufeff?(?:\s++|<\?(?:[^?]|\?(?!>)){0,4000}\?>|<!--(?:[^-]|-(?!->)){0,60000}-->"
    r"|<!DOCTYPE(?:[^<>\[]|\[[^\]]{0,4000}\]){0,500}>){0,1000}<(?:[\w.-]{1,60}:)?([A-Za-z][\w.-]{0,60})"
)


def root_of(head: bytes) -> str:
    """The local name of the first element of XML, of which the first bytes are given; '' where they show none."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(head[:2], "utf-8")
    found = _ROOT.match(head.decode(wide, "replace"))
    return found[1] if found else ""


def parse(data: bytes, path: str, what: str, *, comments: bool = False, lines: bool = True) -> Element:
    """The root element; ``comments``: as elements whose tag is no string; ``lines``: :func:`line_of` knows those of the
    elements, which takes half as long again.

    InputError for broken XML and for entity tricks (billion laughs, XXE).
    """
    from xml.etree.ElementTree import Element, TreeBuilder

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    class Placed(Element):
        line = 0  # on which it begins

    def placed(tag: str, attributes: dict[str, str]) -> Placed:
        element = Placed(tag, attributes)
        element.line = parser.parser.CurrentLineNumber
        return element

    builder = TreeBuilder(placed if lines else None, insert_comments=comments)
    parser = DefusedXMLParser(target=builder, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException as error:
        found = f"{type(error).__name__}: entities are not read"
        raise InputError(path, found, f"give {what} without a DOCTYPE that declares entities") from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(path, f"no XML: {error}", f"give {what}") from None
    return root


def line_of(element: Element | None) -> int:
    """The line of the file on which an element begins, from 1; 0 where nobody knows."""
    line: int = getattr(element, "line", 0)  # parse() has given it one
    return line


def content(element: Element, codes: Sequence[str], ignored: Sequence[str] = ()) -> tuple[str, tuple[Inline, ...]]:
    """Text of an element, and the inline elements in it as mark-up of no length.

    Elements named in ``codes`` hold code of another format: they are one piece of mark-up with what is in them, as are
    words marked as not to be translated; ``ignored`` ones are nothing. Any depth.
    """
    parts: list[str] = [element.text or ""]
    marks: list[Inline] = []
    at = len(parts[0])
    todo: list[Element | str] = list(reversed(element))

    def add(text: str) -> None:
        nonlocal at
        parts.append(text)
        at += len(text)

    while todo:
        node = todo.pop()
        if isinstance(node, str):  # the end of an element: its tag, and what is behind it
            name, _, tail = node.partition("\0")
            if name:
                marks.append(Inline(at, at, "tag", f"</{name}>", name))
            add(tail)
            continue
        if not isinstance(node.tag, str):  # a comment
            add(node.tail or "")
            continue
        name, known = local(node), attribute(node, "id")
        if name in codes or _is_protected(node, name):
            marks.append(Inline(at, at, "placeholder", _written(node, name), known))
            add(node.tail or "")
            continue
        if name not in ignored:
            marks.append(Inline(at, at, "tag", _opened(node, name) + ">", name))
        todo.append(f"{'' if name in ignored else name}\0{node.tail or ''}")
        todo.extend(reversed(node))
        add(node.text or "")
    return "".join(parts), tuple(marks)


def _is_protected(element: Element, name: str) -> bool:
    """Return whether it marks words that stay as they are: of XLIFF 1.2 by its type, of 2.x by an attribute."""
    return name == "mrk" and (attribute(element, "mtype") == "protected" or attribute(element, "translate") == "no")


def _opened(element: Element, name: str) -> str:
    from html import escape

    kept = ((k.rsplit("}", 1)[-1], v) for k, v in element.attrib.items())
    return f"<{name}" + "".join(f' {k}="{escape(v)}"' for k, v in kept)


def _written(element: Element, name: str) -> str:
    """An element of code as one piece, with the text in it."""
    from html import escape

    inner = escape("".join(element.itertext()), quote=False)
    return f"{_opened(element, name)}>{inner}</{name}>" if inner else f"{_opened(element, name)}/>"


def is_traditional(lang: str) -> bool:
    """Return whether a tag is that of Chinese in Traditional characters: zh-Hant, zh-TW, zh_HK."""
    return not {"hant", "tw", "hk", "mo"}.isdisjoint(lang.strip().lower().replace("_", "-").split("-"))


def primary(lang: str) -> str:
    """Primary language of a tag: zh for zh-Hans-CN and for zho, chi, cmn, yue."""
    short = lang.strip().lower().replace("_", "-").split("-")[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh", "eng": "en"}.get(short, short)
