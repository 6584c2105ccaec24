"""JSON of localisers: nested keys in a file a language (i18next, ARB), both languages in one file, Xcode catalogues."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from align.errors import InputError
from align.readers._columns import rows
from align.readers._entries import Entry, read_entries, twice
from align.readers._paired import Row, article, limit_in
from align.readers._xml import is_traditional, primary
from align.records import Article, Input, Reader
from align.strings.json_values import lines_of
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
    doubled: dict[str, None] = {}
    lines = lines_of(text, doubled)
    notes = twice(source.path, list(doubled))
    if isinstance(data, dict) and isinstance(data.get("strings"), dict) and "sourceLanguage" in data:
        yield _catalogue(source.path, data, lines, notes)
        return
    if isinstance(data, list) and data and all(isinstance(item, dict) for item in data):
        table, found = _table(data), _begins(lines)
        begins = [1, *(found.get(str(number), 1) for number in range(len(data)))]
        try:
            yield article(source.path, list(rows(table, source.path, lines=begins)), _SHAPE, {"notes": notes})
            return
        except InputError:
            pass  # no table of two languages: texts under keys
    arb = source.named(".arb")
    about = data if arb and isinstance(data, dict) else None
    entries = [Entry(key, value, lines.get(key, 1), _facts(about, key)) for key, value in leaves(data, source.path)]
    yield read_entries(source.path, entries, _SHAPE, whole=source.whole, meta={"notes": notes})


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


def _begins(lines: Mapping[str, int]) -> dict[str, int]:
    """The line of the first text in each object of a list, by its number."""
    out: dict[str, int] = {}
    for key, line in lines.items():
        out.setdefault(key.partition(".")[0], line)
    return out


def _catalogue(path: str, data: dict[str, Any], lines: Mapping[str, int], notes: tuple[str, ...]) -> Article:
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
        sides: dict[str, dict[str, tuple[str, int]]] = {}
        localised = entry.get("localizations")
        for lang, value in _simplified_first(localised) if isinstance(localised, dict) else ():
            place = f"strings.{key}.localizations.{lang}"
            texts = {form: (text, lines.get(where, 0)) for form, text, where in _forms(value, place)}
            if sides.setdefault(primary(lang), texts) is not texts and primary(lang) in ("zh", "en"):
                skipped.append("variant beside another one of its language")
        sides.setdefault(own, {"": (str(key), lines.get(f"strings.{key}", 0))})
        zh, en = sides.get("zh", {}), sides.get("en", {})
        for form in dict.fromkeys([*zh, *en]):
            (left, here), (right, there) = (_of_form(side, form) for side in (zh, en))
            facts = (("format", "objc"), *((("plural", form.rpartition(".")[2]),) if form else ()))
            label = f"{key[:60]}, {form}" if form else key[:60]
            found.append(Row(left, right, label, facts=facts, lines=(here, there)))
    meta = {"skipped": tuple(skipped), "notes": notes}
    return article(path, found, "a string catalogue with Chinese and English", meta)


def _simplified_first(localised: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The localisations of an entry, Simplified Chinese before Traditional."""
    found = [(str(lang), value) for lang, value in localised.items()]
    return sorted(found, key=lambda own: is_traditional(own[0]))


def _of_form(side: Mapping[str, tuple[str, int]], form: str) -> tuple[str, int]:
    """The text of a form and its line; that of the general form where the language does not have that one."""
    stem = form.rpartition(".")[0]
    names = (form, f"{stem}.other" if stem else "other", "")
    return next((side[name] for name in names if side.get(name, ("", 0))[0]), ("", 0))


def _forms(value: Any, place: str) -> Iterator[tuple[str, str, str]]:
    """(form, text, keys that lead to it) of a localisation: the form is '' for the only one, else that of the plural or
    device; of what is put in for an argument after the name of that argument."""
    todo: list[tuple[str, str, Any]] = [("", place, value)]
    while todo:
        form, here, node = todo.pop()
        if not isinstance(node, dict):
            continue
        unit = node.get("stringUnit")
        if isinstance(unit, dict) and isinstance(unit.get("value"), str):
            yield form, unit["value"], f"{here}.stringUnit.value"
        for name, child in _inner(node, "substitutions"):
            todo.append((f"{form}.{name}" if form else name, f"{here}.substitutions.{name}", child))
        for kind, forms in _inner(node, "variations"):
            for name, child in forms.items() if isinstance(forms, dict) else ():
                todo.append((f"{form}.{name}" if form else name, f"{here}.variations.{kind}.{name}", child))


def _inner(node: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    found = node.get(name)
    return [(str(key), child) for key, child in found.items()] if isinstance(found, dict) else []


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
