"""XML from strangers: no entities, no DTD from outside, no network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from xml.etree.ElementTree import Element, TreeBuilder

from align.errors import InputError
from align.records import Inline
from align.xml_stream import attribute, local


def parse(data: bytes, path: str, what: str, *, comments: bool = False) -> Element:
    """The root element; ``comments``: as elements whose tag is no string.

    InputError for broken XML and for entity tricks (billion laughs, XXE).
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    builder = TreeBuilder(insert_comments=comments)
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


def content(element: Element, codes: Sequence[str], ignored: Sequence[str] = ()) -> tuple[str, tuple[Inline, ...]]:
    """Text of an element, and the inline elements in it as mark-up of no length.

    Elements named in ``codes`` hold code of another format: they are one piece of mark-up with what is in them;
    ``ignored`` ones are nothing. Any depth.
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
        if name in codes:
            marks.append(Inline(at, at, "placeholder", _written(node, name), known))
            add(node.tail or "")
            continue
        if name not in ignored:
            marks.append(Inline(at, at, "tag", _opened(node, name) + ">", name))
        todo.append(f"{'' if name in ignored else name}\0{node.tail or ''}")
        todo.extend(reversed(node))
        add(node.text or "")
    return "".join(parts), tuple(marks)


def _opened(element: Element, name: str) -> str:
    kept = ((k.rsplit("}", 1)[-1], v) for k, v in element.attrib.items())
    return f"<{name}" + "".join(f' {k}="{escape(v)}"' for k, v in kept)


def _written(element: Element, name: str) -> str:
    """An element of code as one piece, with the text in it."""
    inner = escape("".join(element.itertext()), quote=False)
    return f"{_opened(element, name)}>{inner}</{name}>" if inner else f"{_opened(element, name)}/>"


def primary(lang: str) -> str:
    """Primary language of a tag: zh for zh-Hans-CN and for zho, chi, cmn, yue."""
    short = lang.strip().lower().replace("_", "-").split("-")[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh", "eng": "en"}.get(short, short)
