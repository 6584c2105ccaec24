"""Glossaries in: TBX, TMX, CSV, TSV and XLSX -> entries. The way out is ``export``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align import bounded
from align.data import kinds
from align.errors import InputError
from align.files import MAX_BYTES
from align.text.column_heads import SOURCE, TARGET, is_named
from align.text.encoding import decode
from align.text.scripts import IDEOGRAPH
from align.workbook import Workbook
from align.xml_stream import attribute, local, words_of

_ACRONYM = re.compile(r"([A-Za-z][^()（）]{2,200}?) *[(（]([A-Z][A-Z0-9&-]{1,9})[)）]")
# A term with a gloss behind it, in brackets of either width; (s) is an ending
_GLOSSED = re.compile(r"([^()（）]{2,60}?\s?)[(（]((?!e?s\))[^()（）]{1,60})[)）]")
_TITLES = 10  # rows above the head of a table: its title, its date
_LONGEST_TERM, _MOST_WORDS = 14, 7  # Chinese characters and English words of a term in a memory
_MAX_CELL = 500  # code points of a term; longer cells are texts, not terms
_DEPRECATED = ("deprecated", "forbidden", "superseded", "obsolete", "notrecommended")


@dataclass(frozen=True)
class Entry:
    """A glossary entry: Chinese terms, English ones, forbidden English ones, a note, and where it was."""

    source: tuple[str, ...]
    accept: tuple[str, ...]
    reject: tuple[str, ...] = ()
    note: str = ""
    where: str = ""


def read_glossary(path: Path, left: list[str] | None = None) -> list[Entry]:
    """Entries of a .tbx/.xml, .tmx, .csv, .tsv/.txt or .xlsx file. Those without both languages are left out; ``left``
    gets a line on each of them: where it is and what it lacks.

    InputError for other formats, broken files, and files that hold no entry.
    """
    left = [] if left is None else left
    suffix = path.suffix.lower()
    try:
        content = bounded.read(path, MAX_BYTES)
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "check the path, or split the file") from None
    if suffix in (".tbx", ".xml"):
        entries = list(_tbx(content, str(path), left))
    elif suffix == ".tmx":
        entries = list(_tmx(content, str(path), left))
    elif suffix in (".csv", ".tsv", ".txt"):
        entries = list(_rows(_table(content, str(path), suffix), str(path), left))
    elif suffix in (".xlsx", ".xlsm"):
        entries = list(_book(content, str(path), left))
    else:
        raise InputError(
            str(path), f"{suffix or 'no extension'} is no glossary format", "use .tbx, .tmx, .csv, .tsv or .xlsx"
        )
    if not entries:
        found = "no entry with a Chinese and an English term" + (f" ({left[0]})" if left else "")
        raise InputError(str(path), found, "check columns and languages")
    return entries


def _parsed(content: bytes, path: str) -> Any:
    from xml.etree.ElementTree import ParseError

    import defusedxml.ElementTree as safe
    from defusedxml.common import DefusedXmlException

    try:
        return safe.fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise InputError(path, f"XML with {type(error).__name__}", "remove entities from the file") from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(path, f"no XML: {error}", "export the glossary again") from None


def _tmx(content: bytes, path: str, left: list[str]) -> Iterator[Entry]:
    """Terms of a translation memory: units of a few words. Sentences are no terms and are left out."""
    for number, unit in enumerate((n for n in _parsed(content, path).iter() if local(n) == "tu"), 1):
        sides: dict[str, str] = {}
        for variant in (n for n in unit if local(n) == "tuv"):
            lang = attribute(variant, "lang").lower()[:2]
            segment = next((n for n in variant if local(n) == "seg"), None)
            if segment is not None:
                sides[lang] = words_of(segment)
        source, target = sides.get("zh", ""), sides.get("en", "")
        if not source or not target:
            left.append(f"{path}, tu {number}: no {'Chinese' if not source else 'English'}, left out")
        elif len(source) > _LONGEST_TERM or len(target.split()) > _MOST_WORDS or re.search(r"[。！？，；.!?]$", source):
            left.append(f"{path}, tu {number}: a sentence, no term ({source[:20]}…), left out")
        else:
            yield Entry((source,), (target,), (), "", f"tu {number}")


def _tbx(content: bytes, path: str, left: list[str]) -> Iterator[Entry]:
    """TBX 2 (martif, termEntry, langSet, tig/ntig) and TBX 3 (conceptEntry, langSec, termSec)."""
    root = _parsed(content, path)
    number = 0
    for node in root.iter():
        if local(node) not in ("termEntry", "conceptEntry"):
            continue
        number += 1
        terms: dict[str, list[str]] = {"zh": [], "en": [], "reject": []}
        for lang in (n for n in node.iter() if local(n) in ("langSet", "langSec")):
            code = attribute(lang, "lang").lower()[:2]
            if code in ("zh", "en"):
                _terms(lang, code, terms)
        noted = (
            n for n in node.iter() if local(n) == "note" or (local(n) == "descrip" and n.get("type") == "definition")
        )
        note = next((words_of(n) for n in noted), "")
        if terms["zh"] and (terms["en"] or terms["reject"]):
            yield Entry(unique(terms["zh"]), unique(terms["en"]), unique(terms["reject"]), note, f"entry {number}")
        else:
            known = "/".join((*terms["zh"], *terms["en"])) or "empty"
            left.append(f"{path}, entry {number}: {known} has no {'English' if terms['zh'] else 'Chinese'}, left out")


def _terms(lang: Any, code: str, out: dict[str, list[str]]) -> None:
    for group in (n for n in lang.iter() if local(n) in ("tig", "ntig", "termSec")):
        term = next((words_of(n) for n in group.iter() if local(n) == "term"), "")
        status = " ".join(
            "".join(n.itertext()).lower() for n in group.iter() if n.get("type") == "administrativeStatus"
        )
        if not term or len(term) > _MAX_CELL:
            continue
        if any(word in status for word in _DEPRECATED):
            if code == "en":
                out["reject"].append(term)
        elif "preferred" in status:
            out[code].insert(0, term)
        else:
            out[code].append(term)


def _table(content: bytes, path: str, suffix: str) -> Iterator[list[str]]:
    text = decode(content, path).text
    first = text.split("\n", 1)[0]
    comma = "\t" if suffix == ".tsv" or "\t" in first else ";" if first.count(";") > first.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    except csv.Error as error:
        raise InputError(path, f"no table: {error}", "check quotes and separators") from None


def _sheets(content: bytes, path: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Names and rows of the sheets; formulas are not computed."""
    with Workbook(io.BytesIO(content), path) as book:
        for title in book.titles:
            yield title, book.table(title)


def _book(content: bytes, path: str, left: list[str]) -> Iterator[Entry]:
    """Entries of all sheets that have a Chinese and an English column; the others are told where one has."""
    sheets = [(title, rows) for title, rows in _sheets(content, path) if any(any(row) for row in rows)]
    failed: list[InputError] = []
    for title, rows in sheets:
        try:
            yield from _rows(rows, path if len(sheets) == 1 else f"{path}, {title}", left)
        except InputError as error:
            failed.append(error)
    if failed and len(failed) == len(sheets):
        raise failed[0]
    left += [f"{error.where}: no Chinese and English column, left out" for error in failed]


def _rows(rows: Iterable[list[str]], path: str, left: list[str]) -> Iterator[Entry]:
    cells = ((number, [" ".join(cell.split()) for cell in row]) for number, row in enumerate(rows, 1))
    filled = [(number, row) for number, row in cells if any(row)]
    if not filled:
        return
    columns, begin = _columns([row for _, row in filled])
    if not columns:
        raise InputError(f"{path}:{filled[0][0]}", f"{filled[0][1]!r}", "one column must be Chinese, one English")
    for number, row in filled[begin:]:
        cell = {k: row[i] if i < len(row) else "" for k, i in columns.items()}
        source, accept, reject = (_split(cell.get(k, ""), k) for k in ("zh", "en", "reject"))
        if cell.get("status", "").casefold() in kinds("column_heads.tsv")["forbidden"]:
            accept, reject = (), unique((*reject, *accept))
        known = " / ".join(cell for cell in (*source, *accept) if cell) or "empty"
        # A form with Chinese characters in it is no English one: the row is another head, or was not translated
        accept, reject = (tuple(form for form in forms if not IDEOGRAPH.search(form)) for forms in (accept, reject))
        if source and (accept or reject) and IDEOGRAPH.search(source[0]):
            yield Entry(source, accept, reject, cell.get("note", ""), f"row {number}")
        else:
            lacks = "Chinese" if not source or not IDEOGRAPH.search(source[0]) else "English"
            left.append(f"{path}:{number}: {known} has no {lacks} term, left out")


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """The columns of a table and the row in which its entries begin: behind a head, else by what stands in them."""
    for number, row in enumerate(rows[:_TITLES]):
        if columns := _header(row):
            return _turned(columns, rows[number + 1 :]), number + 1
    return next((columns for row in rows[:_TITLES] if (columns := _guess(row))), {}), 0


def _turned(columns: dict[str, int], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """The columns as they are, or, where the "source" is the English, the other way round."""
    zh, en = columns["zh"], columns["en"]
    ours, theirs = (any(i < len(row) and IDEOGRAPH.search(row[i]) for row in rows) for i in (zh, en))
    return {**columns, "zh": en, "en": zh} if theirs and not ours else columns


def _header(cells: Sequence[str]) -> dict[str, int]:
    """Return the columns by their headings; {} if the row is no heading."""
    out: dict[str, int] = {}
    for name, heads in (("zh", SOURCE), ("en", TARGET), ("reject", None), ("status", None), ("note", None)):
        words = kinds("column_heads.tsv")[f"glossary_{name}"]
        found = [i for i, cell in enumerate(cells) if i not in out.values()]
        named = [i for i in found if heads is not None and is_named(cells[i], heads)]
        named += [i for i in found if cells[i].casefold() in words]
        if named:
            out[name] = named[0]
    return out if {"zh", "en"} <= set(out) else {}


def _guess(cells: Sequence[str]) -> dict[str, int]:
    zh = next((i for i, c in enumerate(cells) if IDEOGRAPH.search(c)), None)
    en = next((i for i, c in enumerate(cells) if re.search(r"[A-Za-z]", c) and not IDEOGRAPH.search(c)), None)
    return {} if zh is None or en is None else {"zh": zh, "en": en}


def _split(cell: str, column: str) -> tuple[str, ...]:
    """The terms of a cell: *block chain; blockchain*, *block chain / blockchain*; a name and the acronym behind it."""
    parts = [part.strip() for part in re.split(r"[;；|]|(?<=\S) +/ +(?=\S)", cell)]
    return unique(form for part in parts if part and len(part) <= _MAX_CELL for form in _forms(part, column))


def _forms(term: str, column: str) -> tuple[str, ...]:
    """The forms of a term: a name and its acronym; without the gloss in brackets behind it, 保证金（押金）, which may
    stand for the English term, too: *cashier (teller)*."""
    if forms := _with_acronym(term):
        return forms
    glossed = _GLOSSED.fullmatch(term)
    if glossed is None:
        return (term,)
    return (glossed[1].rstrip(), glossed[2].strip()) if column == "en" else (glossed[1].rstrip(),)


def _with_acronym(term: str) -> tuple[str, ...]:
    """A name and its acronym as two terms, *artificial intelligence (AI)*; none for anything else."""
    found = _ACRONYM.fullmatch(term)
    return (found[1], found[2]) if found else ()


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Without repetitions, in order."""
    return tuple(dict.fromkeys(values))
