"""What the files of a batch show together: entries of resource files are compared when all units are done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from align.batch.store import Store
from align.project import Shown, shown
from align.strings.resource import Entry

ENTRIES = 2  # the file of a result that lists its entries
More = Mapping[str, Sequence[Shown]]


def compared(store: Store, used: Sequence[tuple[str, str]]) -> More:
    """Findings to add to the reviews of files, by path; ``used``: path and key of every unit, in order. Tables of loose
    segments are not compared."""
    files = [(path, key) for path, key in used if store.count(key) != 1]
    entries = [_entries(store, key, number) for number, (_, key) in enumerate(files)]
    return {files[number][0]: more for number, more in shown(entries).items()}


def _entries(store: Store, key: str, number: int) -> list[Entry]:
    if not store.summary(key)["articles"]:
        return []  # it could not be read
    return [Entry(number, *row[1:]) for row in json.loads(b"".join(store.file(key, ENTRIES)))]


def mark(more: Sequence[Shown]) -> str:
    """The part of a unit's key that these additions decide; '' without any."""
    return json.dumps(more, ensure_ascii=False) if more else ""
