"""Word documents: corrections as tracked changes, which the author accepts or rejects in Word."""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from align.errors import InputError
from align.files import check_archive
from align.menders._places import replacements
from align.menders._word_diff import steps
from align.records import Change, Mender

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_SPACE}}}"
_DATE = "2000-01-01T00:00:00Z"  # a fixed one: the same decisions give the same bytes
_PART = "word/document.xml"


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The document with each correction as a deletion and an insertion of the author "align-qa"."""
    from lxml import etree

    check_archive(data, path, "Word document")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(archive.read(_PART), parser)
        others = {info.filename: archive.read(info) for info in archive.infolist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
        etree.XMLSyntaxError,
    ) as error:
        raise InputError(path, f"no Word document: {type(error).__name__}", "give the file that was checked") from None
    paragraphs = list(root.iter(f"{_W}p"))
    texts = [" ".join("".join(t.text or "" for t in _texts(p)).split()) for p in paragraphs]
    number = 0
    for place, after in sorted(replacements(texts, changes, path).items()):
        number = _track(paragraphs[place], after, number)
    return _packed(archive, others, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _texts(paragraph: Any) -> list[Any]:
    """The <w:t> of the runs that the paragraph shows; deleted ones and those of a paragraph inside are not of it."""
    found = paragraph.iter(f"{_W}t")
    return [t for t in found if next(t.iterancestors(f"{_W}p")) is paragraph and t.getparent().tag == f"{_W}r"]


def _track(paragraph: Any, after: str, number: int) -> int:
    """Replace each run by its kept, deleted and inserted parts; gives the last number of a change."""
    nodes = _texts(paragraph)
    parts: dict[int, list[tuple[str, str]]] = {}
    for step in steps([t.text or "" for t in nodes], after):
        parts.setdefault(step.piece, []).append((step.kind, step.text))
    for place, node in enumerate(nodes):
        own = parts.get(place, [])
        if all(kind == "keep" for kind, _ in own):
            continue
        run = node.getparent()
        for kind, text in own:
            number += 1
            run.addprevious(_part(run, kind, text, number))
        run.remove(node)
        if len(run) == 0 or (len(run) == 1 and run[0].tag == f"{_W}rPr"):
            run.getparent().remove(run)
    return number


def _part(run: Any, kind: str, text: str, number: int) -> Any:
    from lxml import etree

    new = etree.Element(f"{_W}r")
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    words = etree.SubElement(new, f"{_W}delText" if kind == "delete" else f"{_W}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if kind == "keep":
        return new
    change = etree.Element(f"{_W}{'del' if kind == 'delete' else 'ins'}")
    for name, value in (("id", str(90_000 + number)), ("author", "align-qa"), ("date", _DATE)):
        change.set(f"{_W}{name}", value)
    change.append(new)
    return change


def _packed(archive: zipfile.ZipFile, others: Mapping[str, bytes], document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for info in archive.infolist():
            packed.writestr(info, document if info.filename == _PART else others[info.filename])
    return out.getvalue()


MENDER = Mender("docx", (".docx",), apply, "Word: each correction is a tracked change.")
