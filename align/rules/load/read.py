"""Rule files: TOML -> rules, every slip an error with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from align import bounded
from align.errors import RuleError
from align.rules.load.forms import FormError, bare, chinese, english, expand, shown
from align.rules.load.spec import CHOICES, COLUMNS, KEYS, PACK_KEYS
from align.text.patterns import PatternError, fills, safe

_HEADER = re.compile(r"\s*\[([^\[\]]+)\]")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEFAULTS = frozenset(KEYS) - {"source", "accept", "reject", "find", "extends", "good", "bad"}
_TABLE = (frozenset(KEYS) - {"find", "side", "message", "suggest", "extends"}) | {"columns", "rows"}
Raw = dict[str, Any]


@dataclass(frozen=True)
class Pack:
    """One rule file: ``rows`` are the keys of each rule by id, before ``extends`` is resolved."""

    name: str
    path: str
    head: Mapping[str, Any]
    rows: Mapping[str, Raw]
    lines: Mapping[str, int] = field(default_factory=dict)


def read(path: Path, *, trusted: bool = False) -> Pack:
    """A rule file. RuleError for what is not TOML, unknown keys, wrong types and forms that cannot be read.

    ``trusted``: an index was made of these very bytes, so the forms need not be looked at again, which takes long."""
    try:
        text = bounded.read(path).decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise RuleError(str(path), f"cannot be read ({error.strerror})", "name a rule file") from None
    except UnicodeDecodeError as error:
        raise RuleError(str(path), f"byte {error.start} is no UTF-8", "save the file as UTF-8") from None
    return parse(text, str(path), path.stem, trusted=trusted)


def parse(text: str, path: str, name: str, *, trusted: bool = False) -> Pack:
    """As :func:`read`, from a string; ``name`` is the name of the pack."""
    try:
        tables = bounded.toml(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(path, f"no TOML: {error}", "mend that line") from None
    if not _NAME.fullmatch(name):
        raise RuleError(path, f"the file name {name!r} is no pack name", "use a-z, 0-9 and hyphens")
    where = _Lines(text, path, trusted)
    head = _section(where, "pack", tables.pop("pack", {}), set(PACK_KEYS))
    defaults = _typed(where, "defaults", _section(where, "defaults", tables.pop("defaults", {}), _DEFAULTS))
    if head.get("default", "on") not in CHOICES["default"]:
        raise where.error("pack", "default", f"default = {head['default']!r}", 'write "on" or "off"')
    if head.get("default") == "off":
        defaults.setdefault("default", "off")
    rows: dict[str, Raw] = {}
    lines: dict[str, int] = {}
    sheets = tables.pop("table", {})
    if not isinstance(sheets, dict) or not all(isinstance(v, dict) for v in sheets.values()):
        raise where.error("table", "", "[table] without a name", "write [table.NAME]")
    for section, sheet in sheets.items():
        for key, raw, line in _sheet(where, f"table.{section}", sheet, defaults):
            key = _unused(f"{name}/{key}", rows)
            rows[key], lines[key] = raw, line
    for section, raw in tables.items():
        if not _NAME.fullmatch(section):
            raise where.error(section, "", f"[{section}] is no rule name", "use a-z, 0-9 and hyphens")
        if f"{name}/{section}" in rows:
            raise where.error(section, "", f"{name}/{section} stands in a table, too", "give one of them another name")
        own = _typed(where, section, _section(where, section, raw, set(KEYS)))
        _sound(where, section, {**defaults, **own}, partial=bool(head.get("extends")))
        rows[f"{name}/{section}"] = {**defaults, **own}
        lines[f"{name}/{section}"] = where.line(section, "")
    return Pack(name, path, head, rows, lines)


class _Lines:
    """Line numbers of keys for messages; tomllib does not give them."""

    def __init__(self, text: str, path: str, trusted: bool) -> None:
        self.rows, self.path, self.trusted = text.split("\n"), path, trusted

    @cached_property
    def _headers(self) -> dict[str, int]:
        """Section -> its row: looked for once, for a file has thousands of rules."""
        out: dict[str, int] = {}
        for number, row in enumerate(self.rows):
            if match := _HEADER.match(row):
                out.setdefault(".".join(part.strip() for part in match[1].split(".")), number)
        return out

    def line(self, section: str, key: str) -> int:
        """Line of ``key`` in ``[section]``, or of the section; 1 where neither is found."""
        start = self._headers.get(section)
        if start is None:
            return 1
        if key:
            entry = re.compile(r"\s*[\"']?" + re.escape(key) + r"[\"']?\s*=")
            for i in range(start + 1, len(self.rows)):
                if entry.match(self.rows[i]):
                    return i + 1
                if re.match(r"\s*\[[a-z]", self.rows[i]):
                    break
        return start + 1

    def error(self, section: str, key: str, found: str, remedy: str = "", offset: int = 0) -> RuleError:
        return RuleError(f"{self.path}:{self.line(section, key) + offset}", found, remedy)


def _section(where: _Lines, section: str, raw: Any, known: Collection[str]) -> Raw:
    if not isinstance(raw, dict):
        raise where.error(section, "", f"{section} = {raw!r} outside a section", f"write [{section}]")
    for key in raw:
        if key not in known:
            raise where.error(section, key, f"unknown key {key!r} in [{section}]", f"known: {', '.join(sorted(known))}")
    return dict(raw)


def _typed(where: _Lines, section: str, raw: Raw) -> Raw:
    """Values with the types of KEYS; a single text will do for a list."""
    out: Raw = {}
    for key, value in raw.items():
        kind = KEYS.get(key)
        if kind is None:
            out[key] = value
            continue
        if kind is list and isinstance(value, str):
            value = [value] if value else []
        if not isinstance(value, kind):
            need = {list: "a list", bool: "true or false", str: "a text in quotes"}[kind]
            raise where.error(section, key, f"{key} = {value!r}", f"it must be {need}")
        if key in CHOICES and value not in CHOICES[key]:
            raise where.error(section, key, f"{key} = {value!r}", f"one of {', '.join(CHOICES[key])}")
        if isinstance(value, list):
            value = _list(where, section, key, value)
        out[key] = value
    return out


def _list(where: _Lines, section: str, key: str, value: list[Any]) -> tuple[Any, ...]:
    if key in ("good", "bad"):
        for item in value:
            sizes = (2,) if key == "good" else (2, 3)
            if not isinstance(item, list) or len(item) not in sizes or not all(isinstance(t, str) for t in item):
                shape = "[source, target]" if key == "good" else "[source, target, words]"
                raise where.error(section, key, f"{key} holds {item!r}", f"write {shape}")
        return tuple(tuple(item) for item in value)
    for item in value:
        if not isinstance(item, str) or not item.strip():
            raise where.error(section, key, f"{key} holds {item!r}", "write texts in quotes, none of them empty")
    return tuple(value)


def _sound(where: _Lines, section: str, raw: Raw, offset: int = 0, *, partial: bool = False) -> None:
    """Forms can be read, and the keys fit each other."""
    if where.trusted:
        return
    for key, take in (("source", chinese), ("accept", english), ("reject", english), ("short", english)):
        for form in raw.get(key, ()):
            try:
                take(form)
            except (FormError, RecursionError) as error:
                raise where.error(section, key, f"{key} {form!r}: {error}", "see docs/rules.md", offset) from None
    for pattern in raw.get("find", ()):
        try:
            safe(pattern)
        except PatternError as error:
            raise where.error(section, "find", f"find {pattern!r}: {error}", "see docs/rules.md") from None
        for text in raw.get("suggest", ()):
            if not fills(text, safe(pattern)):
                found = f"suggest {text!r} names a group that find {pattern!r} has not"
                raise where.error(section, "suggest", found, "see docs/rules.md")
    if partial or raw.get("extends") or raw.get("off"):
        return  # what is missing may be inherited
    if "find" in raw:
        if raw.get("accept") or raw.get("reject"):
            raise where.error(section, "find", "find together with accept or reject", "make two rules of it")
        if not raw.get("message"):
            raise where.error(section, "", f"[{section}] has find without a message", 'add message = "…"')
    elif not raw.get("source"):
        raise where.error(section, "", f"[{section}] has neither source nor find", 'add source = ["…"]', offset)
    elif not raw.get("accept") and not raw.get("reject"):
        raise where.error(section, "", f"[{section}] has neither accept nor reject", 'add accept = ["…"]', offset)


def _sheet(where: _Lines, section: str, sheet: Raw, defaults: Raw) -> Iterator[tuple[str, Raw, int]]:
    """The rules of a table in rows form: (name or '', keys, line)."""
    own = _typed(where, section, _section(where, section, sheet, _TABLE))
    columns, rows = own.pop("columns", None), own.pop("rows", None)
    if not isinstance(columns, list) or not columns or not set(columns) <= set(COLUMNS):
        raise where.error(section, "columns", f"columns = {columns!r}", f"a list of {', '.join(COLUMNS)}")
    if "source" not in columns or not {"accept", "reject"} & set(columns):
        raise where.error(section, "columns", f"columns = {columns!r}", "source and accept (or reject) must be there")
    if not isinstance(rows, str):
        raise where.error(section, "rows", f"rows = {rows!r}", "write the rows between ''' and '''")
    first = where.line(section, "rows")
    for offset, line in enumerate(rows.split("\n"), 1 if not rows.startswith("\n") else 0):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [c.strip() for c in line.split("|")]
        if len(cells) > len(columns) or len(cells) < 2:
            found = f"{len(cells)} cells in {line.strip()!r}"
            raise where.error(section, "rows", found, f"the columns are {' | '.join(columns)}", offset)
        raw: Raw = {**defaults, **own}
        for key, cell in zip(columns, cells, strict=False):
            if cell:
                raw[key] = cell if key in ("id", "note", "within") else _cell(cell)
        _sound(where, section, raw, offset)
        for key in ("good", "bad"):
            raw[key] = tuple(tuple(_filled(t, raw) for t in item) for item in raw.get(key, ()))
        name = raw.pop("id", "") or _slug(bare((raw.get("accept") or raw["reject"])[0]))
        if not _NAME.fullmatch(name):
            raise where.error(section, "rows", f"{name!r} is no rule name", "use a-z, 0-9 and hyphens", offset)
        yield name, raw, first + offset


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in cell.split(";") if p.strip())


def _filled(text: str, raw: Raw) -> str:
    for key in ("source", "accept", "reject"):
        if raw.get(key) and "{" + key + "}" in text:
            form = raw[key][0]
            text = text.replace("{" + key + "}", expand(form)[0] if key == "source" else shown(form))
    return text


def _slug(text: str) -> str:
    from unicodedata import normalize

    plain = normalize("NFKD", text.replace("'", "").replace("’", "")).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "row"


def _unused(key: str, rows: Mapping[str, Raw]) -> str:
    if key not in rows:
        return key
    number = 2
    while f"{key}-{number}" in rows:
        number += 1
    return f"{key}-{number}"
