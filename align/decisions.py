"""Decisions of people about reviews: the file that the report exports, and a findings workbook that comes back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from align.errors import InputError
from align.records import Decisions, Edit, Verdict
from align.text.normal import NOT_IN_XML
from align.wording import interface

SCHEMA = "align-qa/decisions/1"
STATES = ("accepted", "dismissed")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_REMEDY = "give what the report exports, or a findings workbook with its column Decision filled in"


def read(data: bytes, where: str) -> tuple[Decisions, ...]:
    """Decisions by text: from JSON of schema align-qa/decisions/1, or from an .xlsx that align-qa wrote. InputError
    names the first entry that cannot be used."""
    if data.startswith(b"PK"):
        return tuple(_from_workbook(data, where))
    try:
        found = json.loads(data)
        if found["schema"] != SCHEMA:
            raise InputError(where, f"schema {found['schema']!r}", f"give a file of schema {SCHEMA}")
        return tuple(_document(entry, where) for entry in found["documents"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(where, f"no decisions: {type(error).__name__} {error}", _REMEDY) from None


def _document(entry: Mapping[str, Any], where: str) -> Decisions:
    path = _text(entry, "path", where)
    edits = tuple(_edit(edit, where) for edit in entry.get("edits", ()))
    verdicts = tuple(_verdict(v, where) for v in entry.get("findings", ()))
    return Decisions(path, edits, verdicts)


def _edit(entry: Mapping[str, Any], where: str) -> Edit:
    start, end = entry["start"], entry["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end):
        raise InputError(where, f"an edit of {start!r} to {end!r}", "offsets are whole numbers, the start first")
    before, after = _text(entry, "before", where), _text(entry, "after", where)
    strange = sorted(set(NOT_IN_XML.findall(after)).difference(before))
    if strange:
        raise InputError(where, f"an edit puts in U+{ord(strange[0]):04X}, which is no text", "delete it there")
    return Edit(start, end, before, after)


def _verdict(entry: Mapping[str, Any], where: str) -> Verdict:
    fingerprint, state = _text(entry, "fingerprint", where), _text(entry, "state", where)
    if not _FINGERPRINT.fullmatch(fingerprint) or state not in STATES:
        raise InputError(where, f"finding {fingerprint!r} {state!r}", f"16 hex digits, and {' or '.join(STATES)}")
    return Verdict(fingerprint, state, *(_text(entry, name, where, "") for name in ("reason", "author", "expires")))


def _text(entry: Mapping[str, Any], name: str, where: str, default: str | None = None) -> str:
    value = entry.get(name, default) if default is not None else entry[name]
    if not isinstance(value, str):
        raise InputError(where, f"{name} = {value!r}", "a text is expected")
    return value


def _from_workbook(data: bytes, where: str) -> Iterator[Decisions]:
    """Rows with a decision, by the columns file, fingerprint, decision, reason and name of the sheet of findings."""
    from align.workbook import Workbook  # with zipfile, tempfile and what they load: 3 ms

    with Workbook(io.BytesIO(data), where) as book:
        rows = book.table(book.titles[0]) if book.titles else []
    meant = _english()
    head = [meant.get(name.strip(), name.strip().casefold()) for name in rows[0]] if rows else []
    if not {"fingerprint", "decision"} <= set(head):
        raise InputError(where, 'no columns "fingerprint" and "decision"', _REMEDY)
    by_path: dict[str, list[Verdict]] = {}
    for number, row in enumerate(rows[1:], 2):
        cell = {**dict.fromkeys(head, ""), **dict(zip(head, row, strict=False))}
        state = meant.get(cell["decision"].strip(), cell["decision"].strip().casefold())
        state = {"accept": "accepted", "dismiss": "dismissed"}.get(state, state)
        if state not in STATES and state in ("", "open", "waived", "baseline"):
            continue
        entry = {"fingerprint": cell["fingerprint"], "state": state, "reason": cell.get("reason", "")}
        entry["author"] = cell.get("name", "")
        path = cell.get("file", "")
        by_path.setdefault(path, []).append(_verdict(entry, f"{where}, row {number}"))
    for path, verdicts in by_path.items():
        yield Decisions(path, (), tuple(verdicts))


def _english() -> dict[str, str]:
    """Chinese headings and states of a workbook -> the English ones that programs read."""
    said = interface()
    heads = {said[name]: name for name in ("file", "decision", "reason", "fingerprint")}
    states = {said[state]: state for state in ("open", *STATES, "waived")}
    return {said["your name"]: "name", said["in the baseline"]: "baseline", **heads, **states}
