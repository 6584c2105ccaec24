"""XML from strangers: no entities, no DTD from outside, no network."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from align.errors import InputError


def parse(data: bytes, path: str, what: str) -> Element:
    """The root element. InputError for broken XML and for entity tricks (billion laughs, XXE)."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        found = f"{type(error).__name__}: entities are not read"
        raise InputError(path, found, f"give {what} without a DOCTYPE that declares entities") from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(path, f"no XML: {error}", f"give {what}") from None
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    """Children of that local name."""
    return [child for child in element if local(child) == name]


def plain(element: Element, hidden: Sequence[str]) -> str:
    """Text of an element; inline tags are left out, the content of ``hidden`` ones (codes) too."""
    parts = [element.text or ""]
    for child in element:
        if local(child) not in hidden:
            parts.append(plain(child, hidden))
        parts.append(child.tail or "")
    return "".join(parts)


def primary(lang: str) -> str:
    """The language of a tag: zh of zh-Hans-CN; its other names of three letters are not told apart from it."""
    short = lang.strip().lower().replace("_", "-").split("-")[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "yue": "zh", "eng": "en"}.get(short, short)


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name."""
    return next((v for k, v in element.attrib.items() if k.rsplit("}", 1)[-1] == name), "")
