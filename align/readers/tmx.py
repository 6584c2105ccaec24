"""TMX 1.4: translation memories (memoQ, Trados, OmegaT)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from align.errors import InputError
from align.readers import _origin
from align.readers._paired import Row, article
from align.readers._streams import segment
from align.readers._xml import content, is_traditional, line_of, parse, primary, root_of
from align.records import Article, Inline, Input, Reader
from align.xml_stream import attribute, children, local, walk

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPE = "a TMX with <tu> of Chinese and English <tuv>"
_CODES = ("bpt", "ept", "it", "ph", "ut")  # their content is code of another format
_FURTHER = "variant beside another one of its language"
_IGNORED = ("hi", "sub")  # highlighting by a tool, text inside code


def read(source: Input) -> Iterator[Article]:
    """One article of all translation units that have a Chinese variant; a missing English one is an empty side."""
    root = parse(source.data(), source.path, _SHAPE)
    if local(root) != "tmx":
        raise InputError(source.path, f"<{local(root)}>, no <tmx>", f"give {_SHAPE}")
    rows = []
    langs: dict[str, None] = {}
    skipped: list[str] = []
    main = next((attribute(header, "srclang") for header in children(root, "header")), "")
    for number, unit in enumerate((e for e in root.iter() if local(e) == "tu"), 1):
        row, known = _row(unit, number, main)
        langs.update(dict.fromkeys(known))
        if row is None:
            skipped.append("unit without Chinese")
            continue
        rows.append(row)
        skipped += [_FURTHER] * sum(max(known.count(lang) - 1, 0) for lang in ("zh", "en"))
    if langs and not {"zh", "en"} <= set(langs):
        raise InputError(source.path, f"languages {', '.join(langs)}", f"give {_SHAPE}")
    yield article(source.path, rows, _SHAPE, {"skipped": tuple(skipped)}, listed=True)


def stream(source: Input, notes: list[str]) -> Iterator[dict[str, Any]]:
    """The units of a large memory that have a Chinese variant, one by one; "id" is the tuid or the number of the unit.
    InputError for broken XML, entities, and where there is no Chinese."""
    number = found = 0
    main = ""
    with source.opened() as opened:
        for begins, name, element in walk(opened, source.path, _SHAPE, ("tu",), root="tmx"):
            main = attribute(element, "srclang") if name == "header" else main
            if begins or name != "tu":
                continue
            number += 1
            row, _ = _row(element, number, main)
            if row is not None:
                found += 1
                yield segment(attribute(element, "tuid") or number, row)
    if not found:
        raise InputError(source.path, f"no Chinese in {number:,} units", f"give {_SHAPE}")


def _row(unit: Element, number: int, main: str) -> tuple[Row | None, list[str]]:
    """The row of a unit, None where it has no Chinese; and the languages of its variants. Simplified Chinese goes
    before Traditional. ``main``: the language of the sources of the memory."""
    found: list[str] = []
    sides: dict[str, tuple[str, tuple[Inline, ...]]] = {}
    variants: dict[str, Element] = {}
    for variant in sorted(children(unit, "tuv"), key=lambda own: is_traditional(attribute(own, "lang"))):
        text = next(iter(children(variant, "seg")), None)
        if text is not None:
            lang = primary(attribute(variant, "lang"))
            sides.setdefault(lang, content(text, _CODES, _IGNORED))
            variants.setdefault(lang, variant)
            found.append(lang)
    if "zh" not in sides:
        return None, found
    (zh, ours), (en, theirs) = sides["zh"], sides.get("en", ("", ()))
    label, english = f"tu {attribute(unit, 'tuid') or number}", variants.get("en")
    facts = () if english is None else _origin.of_memory(unit, english, main)
    places = (_line(variants["zh"]), _line(english))
    return Row(zh, en, label, facts=facts, marks=(ours, theirs), lines=places), found


def _line(variant: Element | None) -> int:
    """The line on which the text of a variant begins; 0 where there is none."""
    return 0 if variant is None else line_of(next(iter(children(variant, "seg")), None))


def detect(source: Input) -> float:
    """The root element."""
    return 1.0 if root_of(source.head) == "tmx" or source.named(".tmx") else 0.0


READER = Reader("tmx", (".tmx",), detect, read, "Translation memories, TMX 1.4; inline codes are compared.", stream)
