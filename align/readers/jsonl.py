"""Already paired segments, one JSON object a line: {"id", "source", "target"} and optionally "reference", "max_length"
(characters of the target), "translated_by" (machine or people) and "inline", the mark-up that the texts leave out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

from align.errors import InputError
from align.readers._paired import written
from align.records import (
    MACHINE,
    PEOPLE,
    TRANSLATED_BY,
    Article,
    Block,
    Document,
    Inline,
    InlineKind,
    Input,
    Lang,
    Reader,
)

_KINDS = frozenset(get_args(InlineKind))
_SHAPE = 'one object a line: {"id": …, "source": "中文", "target": "English"}'


def read(source: Input) -> Iterator[Article]:
    """Yield an article a line. InputError with file and line for a line that is no such object."""
    number = 0
    for number, raw in enumerate(source.lines(), 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip():
            yield segment(line, number, source.path)
    if number == 0:
        raise InputError(source.path, "no text in it", _SHAPE)


def segment(line: bytes, number: int, path: str) -> Article:
    """The article in one line; InputError that names file and line."""
    where = f"{path}:{number}"
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        raise InputError(where, "not UTF-8", "save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputError(where, f"no JSON: {error.msg} at column {error.colno}", _SHAPE) from None
    except RecursionError:
        raise InputError(where, "JSON nested too deeply", _SHAPE) from None
    except ValueError as error:  # a number of thousands of digits
        raise InputError(where, f"no JSON: {error}", _SHAPE) from None
    if not isinstance(row, dict):
        raise InputError(where, f"a JSON {type(row).__name__}, no object", _SHAPE)
    source, target = _text(row, "source", where), _text(row, "target", where)
    reference = _text(row, "reference", where) if "reference" in row else None
    if source is None or target is None:
        missing = "source" if source is None else "target"
        only = ", ".join(name for name in row if row[name] is not None) or "nothing"
        raise InputError(where, f'no "{missing}" in it, only {only}', _SHAPE)
    identity = row.get("id", number)
    limit, inline = row.get("max_length"), row.get("inline")
    facts = (("max-length", str(limit)),) if type(limit) is int and limit > 0 else ()
    if row.get("translated_by") in (MACHINE, PEOPLE):
        facts = (*facts, (TRANSLATED_BY, row["translated_by"]))
    marks = inline if isinstance(inline, dict) else {}
    return Article(
        _side(path, "zh", source, facts, marks.get("source")),
        _side(path, "en", target, facts, marks.get("target")),
        paired=True,
        id=str(identity),
        reference=None if reference is None else (reference,),
        meta={"id": identity},
    )


def _text(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(where, f'"{key}" is {type(value).__name__}, no text', _SHAPE)
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            where, f'an unpaired surrogate in "{key}" at offset {error.start}', "save the text again"
        ) from None
    if "\0" in value:
        raise InputError(where, f'a NUL character in "{key}" at offset {value.index(chr(0))}', "remove it")
    return value


def _side(path: str, lang: Lang, text: str, facts: tuple[tuple[str, str], ...], marks: Any) -> Document:
    inline = tuple(_marks(marks, len(text))) if isinstance(marks, list) else written(text)
    return Document(path, lang, text, (Block(0, len(text), facts=facts),), "segment", inline=inline)


def _marks(given: list[Any], length: int) -> Iterator[Inline]:
    """The mark-up of a side, [offset, kind, text, value] each, in order; what is otherwise is none."""
    last = 0
    for item in given:
        if isinstance(item, list) and [*map(type, item)] == [int, str, str, str] and item[1] in _KINDS:
            at, kind, text, value = item
            if last <= at <= length:
                last = at
                yield Inline(at, at, kind, text, value)


def detect(source: Input) -> float:
    """By name, or by a first line that is a JSON object with "source" and "target"."""
    if source.path.endswith((".jsonl", ".ndjson")):
        return 1.0
    first = source.head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return 0.0
    return 0.9 if b'"source"' in first and b'"target"' in first else 0.0


READER = Reader("jsonl", (".jsonl", ".ndjson"), detect, read, "Already paired segments. " + _SHAPE)
