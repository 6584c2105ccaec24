"""JSON of localisers: nested keys in a file a language (i18next, ARB), both languages in one file, Xcode catalogues."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from align.errors import InputError
from align.readers._columns import rows
from align.readers._entries import Entry, read_entries
from align.readers._paired import Row, article, limit_in
from align.readers._xml import primary
from align.records import Article, Input, Reader
from align.text.encoding import decode

_SHAPE = "JSON with texts under keys, one language a file or both"
_FORMAT = (("format", "icu"),)


def read(source: Input) -> Iterator[Article]:
    """Read one article. InputError for invalid JSON, with line and column, and for JSON without texts."""
    text = decode(source.data(), source.path).text
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{source.path}:{error.lineno}:{error.colno}"
        raise InputError(where, f"no JSON: {error.msg}", f"give {_SHAPE}") from None
    except RecursionError:
        raise InputError(source.path, "JSON nested too deeply", f"give {_SHAPE}") from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(source.path, f"no JSON: {str(error)[:60]}", f"give {_SHAPE}") from None
    if isinstance(data, dict) and str(data.get("schema", "")).startswith("align-qa/"):
        raise InputError(source.path, "a review, no text", "'align report' shows it")
    if isinstance(data, dict) and isinstance(data.get("strings"), dict) and "sourceLanguage" in data:
        yield _catalogue(source.path, data)
        return
    if isinstance(data, list) and data and all(isinstance(item, dict) for item in data):
        table = _table(data)
        try:
            yield article(source.path, list(rows(table, source.path)), _SHAPE)
            return
        except InputError:
            pass  # no table of two languages: texts under keys
    arb = source.named(".arb")
    about = data if arb and isinstance(data, dict) else None
    entries = [Entry(key, value, facts=_facts(about, key)) for key, value in leaves(data, source.path)]
    yield read_entries(source.path, entries, _SHAPE, whole=source.whole)


def _facts(arb: dict[str, Any] | None, key: str) -> tuple[tuple[str, str], ...]:
    """Facts about an entry of an ARB file: its text is ICU; the length limit in its description."""
    if arb is None:
        return ()
    about = arb.get(f"@{key}")
    description = about.get("description") if isinstance(about, dict) else None
    return (*_FORMAT, *limit_in(description if isinstance(description, str) else ""))


def leaves(data: Any, path: str) -> Iterator[tuple[str, str]]:
    """(key, text) of all texts, keys joined by dots; of ARB and JSON schema the entries about entries are left out."""
    todo: list[tuple[str, Any]] = [("", data)]
    while todo:
        key, value = todo.pop()
        if isinstance(value, str):
            if bad := _unpaired(value):
                raise InputError(path, f"{bad} under {key!r}: not text", "remove it, or save the file again")
            yield key, value
            continue
        items: list[tuple[str, Any]] = []
        if isinstance(value, dict):
            items = [(str(name), child) for name, child in value.items() if not str(name).startswith(("@", "$"))]
        elif isinstance(value, list):
            items = [(str(number), child) for number, child in enumerate(value)]
        todo.extend((f"{key}.{name}" if key else name, child) for name, child in reversed(items))


def _unpaired(text: str) -> str:
    found = next((c for c in text if c == "\0" or "\ud800" <= c <= "\udfff"), "")
    return f"U+{ord(found):04X}" if found else ""


def _table(data: list[dict[str, Any]]) -> list[list[str]]:
    """Objects of a list as rows below a head of their keys."""
    head = list(dict.fromkeys(str(key) for item in data for key in item))[:100]
    return [head, *([value if isinstance(value := item.get(key), str) else "" for key in head] for item in data)]


def _catalogue(path: str, data: dict[str, Any]) -> Article:
    """A string catalogue of Xcode: the source text is the key where no localisation of its own is there."""
    own = primary(str(data["sourceLanguage"]))
    found: list[Row] = []
    skipped: list[str] = []
    for key, entry in data["strings"].items():
        if not isinstance(entry, dict):
            continue
        if entry.get("shouldTranslate") is False:
            skipped.append("entry that is not to be translated")
            continue
        sides: dict[str, dict[str, str]] = {}
        localised = entry.get("localizations")
        for lang, value in localised.items() if isinstance(localised, dict) else ():
            sides.setdefault(primary(str(lang)), dict(_forms(value)))
        sides.setdefault(own, {"": str(key)})
        zh, en = sides.get("zh", {}), sides.get("en", {})
        for form in dict.fromkeys([*zh, *en]):
            left, right = (side.get(form) or side.get("other") or side.get("") or "" for side in (zh, en))
            facts = (("format", "objc"), *((("plural", form),) if form else ()))
            found.append(Row(left, right, f"{key[:60]}, {form}" if form else key[:60], facts=facts))
    return article(path, found, "a string catalogue with Chinese and English", {"skipped": tuple(skipped)})


def _forms(value: Any) -> Iterator[tuple[str, str]]:
    """(form, text) of a localisation: '' for the only one, else that of the plural or device."""
    todo: list[tuple[str, Any]] = [("", value)]
    while todo:
        form, node = todo.pop()
        if not isinstance(node, dict):
            continue
        unit = node.get("stringUnit")
        if isinstance(unit, dict) and isinstance(unit.get("value"), str):
            yield form, unit["value"]
        for kind in node.get("variations", {}).values() if isinstance(node.get("variations"), dict) else ():
            if isinstance(kind, dict):
                todo.extend((str(name), child) for name, child in kind.items())


def detect(source: Input) -> float:
    """By name and by the first character."""
    named = source.named(".json", ".arb", ".xcstrings")
    first = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return (0.85 if first in (b"{", b"[") else 0.8) if named else 0.0


READER = Reader(
    "json",
    (".json", ".arb", ".xcstrings"),
    detect,
    read,
    "Texts under keys: i18next, ARB, Xcode catalogues; two files are paired by key, or both languages stand in one.",
)
