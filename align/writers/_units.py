"""The units of an XLIFF, byte by byte: notes are put in, everything else stays as it was.

Expat tells the byte at which each event begins, in the encoding of the file; a pattern over the bytes would take
comments and CDATA for elements, and a > in an attribute for the end of a tag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from align.writers._xml import text


@dataclass
class Unit:
    """A unit: its prefix (``xliff:`` or ''), is it of 1.2, how many rows it gives, and where notes go: ``at`` bytes,
    ``behind`` bytes to replace (of an empty <notes/>), and whether a <notes> is there already."""

    prefix: str
    old: bool
    rows: int = 0
    at: int = -1
    behind: int = 0
    inside: bool = False


@dataclass
class _Scan:
    """Places of units and notes, collected from the parser's events."""

    units: list[Unit] = field(default_factory=list)
    open: list[tuple[str, int]] = field(default_factory=list)  # names without prefix, and where they begin
    current: Unit | None = None
    waiting: str = ""  # the start tag whose end is not seen yet: unit, notes
    encoding: str = "utf-8"


def encoded(data: bytes, lines: dict[int, list[str]]) -> bytes:
    """The file with notes; ``lines`` by number of the row (trans-unit of 1.2, segment of 2.x), in the order of the
    file. Where a unit cannot hold a note (it is empty), nothing is put in."""
    scan = units(data)
    out, last, row = [], 0, 0
    for unit in scan.units:
        own = [line for n in range(row, row + unit.rows) for line in lines.get(n, ())]
        row += unit.rows
        if not own or unit.at < 0:
            continue
        out += [data[last : unit.at], _notes(unit, own).encode(scan.encoding, "xmlcharrefreplace")]
        last = unit.at + unit.behind
    return b"".join((*out, data[last:]))


def _notes(unit: Unit, lines: list[str]) -> str:
    name = f"{unit.prefix}note"
    kind = 'from="align-qa"' if unit.old else 'category="align-qa"'
    notes = "".join(f"<{name} {kind}>{text(line)}</{name}>" for line in lines)
    whole = unit.old or (unit.inside and not unit.behind)
    return notes if whole else f"<{unit.prefix}notes>{notes}</{unit.prefix}notes>"


def units(data: bytes) -> _Scan:
    """The units of a file, in order."""
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def settle() -> None:
        """The start tag that was begun ends where the next event begins."""
        unit = scan.current
        if unit is not None and scan.waiting == "unit" and unit.at < 0:
            unit.at = parser.CurrentByteIndex
        scan.waiting = ""

    def start(name: str, _: dict[str, str]) -> None:
        settle()
        prefix, _colon, local = name.rpartition(":")
        here = parser.CurrentByteIndex
        if local in ("trans-unit", "unit") and scan.current is None:
            old = local == "trans-unit"
            scan.current = Unit(f"{prefix}:" if prefix else "", old, int(old))
            scan.units.append(scan.current)
            scan.waiting = "" if old else "unit"
        elif scan.current is not None and not scan.current.old and scan.open[-1][0] == "unit":
            scan.current.rows += local == "segment"
        scan.open.append((local, here))

    def end(name: str) -> None:
        here = parser.CurrentByteIndex
        local, begun = scan.open.pop()
        unit = scan.current
        empty = not data.startswith("</".encode(scan.encoding), here)  # <unit/>: the end is behind the whole tag
        settle()
        if unit is None:
            return
        if local == "notes" and not unit.old and scan.open and scan.open[-1][0] == "unit":
            unit.inside = True
            unit.at, unit.behind = (begun, here - begun) if empty else (here, 0)
        if local == ("trans-unit" if unit.old else "unit"):
            if unit.old:
                unit.at = -1 if empty else here
            scan.current = None

    def declared(_version: str, encoding: str | None, _alone: int) -> None:
        if scan.encoding == "utf-8":  # a mark of UTF-16 at the beginning says more than "UTF-16" in the declaration
            scan.encoding = encoding or "utf-8"

    parser.StartElementHandler, parser.EndElementHandler, parser.XmlDeclHandler = start, end, declared
    parser.CharacterDataHandler = lambda _: settle()
    parser.CommentHandler = lambda _: settle()
    parser.StartCdataSectionHandler = settle
    parser.ProcessingInstructionHandler = lambda *_: settle()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        scan.encoding = "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
    parser.Parse(data, True)
    return scan
