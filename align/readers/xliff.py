"""XLIFF 1.2 and 2.x: what translation tools exchange. Inline tags are beside the text, for the checks of mark-up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from align.errors import InputError, counted
from align.readers import _origin
from align.readers._paired import Row, article
from align.readers._streams import segments
from align.readers._xml import content, line_of, parse, primary, root_of
from align.records import Article, Input, Reader
from align.xml_stream import attribute, children, local, walk

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPE = "an XLIFF 1.2 or 2.x with Chinese and English"
_CODES = ("bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "cp")  # their content is code, not text
_SIZE = re.compile("[0-9]{1,9}")
_IGNORED = ("mrk",)  # comments and segments inside: the source has none of those of the target


def read(source: Input) -> Iterator[Article]:
    """One article of all units (1.2) or segments (2.x). ``meta["xliff"]`` keeps the file, for the writer of XLIFF."""
    data = source.data()
    root = parse(data, source.path, _SHAPE)
    if local(root) != "xliff":
        raise InputError(source.path, f"<{local(root)}>, no <xliff>", f"give {_SHAPE}")
    for element in (root, *children(root, "file")):
        _check_language(element, local(element), source.path)
    units = list(_units(root))
    units = _told_apart(units)
    rows = [row for row, wanted in units if wanted]
    skipped = ("unit that is not to be translated",) * (len(units) - len(rows))
    if units and not rows:
        yield Article(None, None, paired=True, meta={"skipped": skipped})
        return
    meta = {"xliff": data, "labels": [row.label for row, _ in units], "skipped": skipped}
    yield article(source.path, rows, _SHAPE, meta)


def stream(source: Input, notes: list[str]) -> Iterator[dict[str, Any]]:
    """The units of a large file, one by one; "id" is that of the unit, else its number; in 2.x with its segment."""
    skipped: Counter[bool] = Counter()
    with source.opened() as opened:
        rows = ((row.label.removeprefix("unit "), row) for row in _streamed(opened, source.path, skipped))
        yield from segments(rows, source.path, _SHAPE, notes)
    if skipped[True]:
        notes.append(f"{source.path}: {counted(skipped[True], 'unit')} not to be translated, not checked")


def _streamed(opened: BinaryIO, path: str, skipped: Counter[bool]) -> Iterator[Row]:
    number = 0
    wanted = [True]
    for begins, name, element in walk(opened, path, _SHAPE, ("trans-unit", "unit"), root="xliff"):
        if begins:
            _check_language(element, name, path)
            said = attribute(element, "translate")
            wanted.append(said != "no" if said else wanted[-1])
            continue
        own = wanted.pop()
        for row in _rows(element, number) if name in ("trans-unit", "unit") else ():
            number += 1
            skipped[not own] += 1
            if own:
                yield row


def _check_language(element: Element, name: str, path: str) -> None:
    """Raise InputError if the file declares languages other than Chinese and English; none declared is accepted."""
    if name in ("xliff", "file"):
        declared = [attribute(element, name) for name in ("source-language", "target-language", "srcLang", "trgLang")]
        if any(lang and primary(lang) not in ("zh", "en") for lang in declared):
            found = " to ".join(lang for lang in declared if lang)
            raise InputError(path, f"languages {found}", "align-qa checks Chinese and English")


def _units(root: Element) -> Iterator[tuple[Row, bool]]:
    """Rows in the order of the file, and whether each is to be translated: ``translate="no"`` holds for all that is
    inside, until an inner one overrides it."""
    number = 0
    todo = [(root, True)]
    while todo:
        unit, wanted = todo.pop()
        said = attribute(unit, "translate")
        wanted = said != "no" if said else wanted
        if local(unit) in ("trans-unit", "unit"):
            for row in _rows(unit, number):
                number += 1
                yield row, wanted
        else:
            todo.extend((child, wanted) for child in reversed(unit))


def _told_apart(units: Sequence[tuple[Row, bool]]) -> list[tuple[Row, bool]]:
    """The same with labels that no two have: ids count for each <file> by itself."""
    count = Counter(row.label for row, _ in units)
    seen: Counter[str] = Counter()
    out = []
    for row, wanted in units:
        seen[row.label] += 1
        more = f" (no. {seen[row.label]})" if count[row.label] > 1 else ""
        out.append((replace(row, label=row.label + more), wanted))
    return out


def _rows(unit: Element, number: int) -> Iterator[Row]:
    """The row of a unit (1.2), or those of its segments (2.x); ``number`` came before."""
    known = attribute(unit, "id")
    if local(unit) == "trans-unit":
        sides = _sides(unit)
        yield _row(unit, sides, f"unit {known or number + 1}", (*_limit(unit), *_origin.of_unit(unit, sides[1])))
        return
    for count, segment in enumerate(children(unit, "segment"), number + 1):
        sides = _sides(segment)
        facts = (*_limit(unit), *_origin.of_segment(unit, segment, sides[1]))
        yield _row(segment, sides, f"unit {known}, segment {attribute(segment, 'id') or count}", facts)


def _sides(unit: Element) -> list[Element | None]:
    return [next(iter(children(unit, name)), None) for name in ("source", "target")]


def _row(unit: Element, sides: Sequence[Element | None], label: str, facts: tuple[tuple[str, str], ...]) -> Row:
    source, target = (("", ()) if side is None else content(side, _CODES, _IGNORED) for side in sides)
    lines = (line_of(sides[0]) or line_of(unit), line_of(sides[1]) or line_of(unit))
    return Row(source[0], target[0], label, facts=facts, marks=(source[1], target[1]), lines=lines)


def _limit(unit: Element) -> tuple[tuple[str, str], ...]:
    """The length that a unit allows, in characters: maxwidth of 1.2, size restriction of 2.x."""
    limit = attribute(unit, "maxwidth") if attribute(unit, "size-unit") == "char" else ""
    limit = limit or attribute(unit, "sizeRestriction").rpartition(",")[2]
    return (("max-length", limit),) if _SIZE.fullmatch(limit) else ()


def detect(source: Input) -> float:
    """The root element."""
    named = source.named(".xlf", ".xliff", ".sdlxliff", ".mqxliff")
    return 1.0 if root_of(source.head) == "xliff" or named else 0.0


READER = Reader(
    "xliff",
    (".xlf", ".xliff", ".sdlxliff", ".mqxliff"),
    detect,
    read,
    "XLIFF 1.2 and 2.x; inline tags are compared.",
    stream,
)
