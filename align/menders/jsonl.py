"""JSON lines: the "target" of a row; rows that do not change keep their bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from align.errors import InputError
from align.menders._places import replacements
from align.records import Change, Mender
from align.text.encoding import decode


def apply(data: bytes, path: str, changes: Sequence[Change]) -> bytes:
    """The table with new targets."""
    lines = decode(data, path).text.split("\n")
    rows = []
    for number, line in enumerate(lines):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InputError(
                    f"{path}:{number + 1}", f"no JSON: {error}", "give the file that was checked"
                ) from None
            if isinstance(row, dict) and isinstance(row.get("target"), str):
                rows.append((number, row))
    for place, text in replacements([row["target"] for _, row in rows], changes, path).items():
        number, row = rows[place]
        lines[number] = json.dumps(row | {"target": text}, ensure_ascii=False)
    return "\n".join(lines).encode("utf-8")


MENDER = Mender(
    "jsonl", (".jsonl", ".ndjson"), apply, "JSON lines: the target is replaced; other rows keep their bytes."
)
