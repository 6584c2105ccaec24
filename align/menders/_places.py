"""Where in a file the changed blocks stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.errors import InputError
from align.records import Change

_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1e\x85\u2028\u2029]")


def flat(text: str) -> str:
    """The text of a cell as the review has it: line breaks as spaces, of the same length."""
    return _BREAKS.sub(" ", text)


def replacements(texts: Sequence[str], changes: Sequence[Change], path: str) -> dict[int, str]:
    """New texts by number of the cell, for cells in the order of the file.

    A block is the whole of a cell where any cell is equal to it, else a part of one. InputError where it is neither.
    """
    plain = [flat(text) for text in texts]
    whole: dict[str, list[int]] = {}
    for number, text in enumerate(plain):
        whole.setdefault(text.strip(), []).append(number)
    out: dict[int, str] = {}
    for change in changes:
        wanted = change.before.strip()
        places = whole.get(wanted) or [i for i, text in enumerate(plain) if wanted in text]
        if not wanted or change.occurrence >= len(places):
            raise missing(change, path)
        number = places[change.occurrence]
        text = out.get(number, texts[number])
        at = flat(text).find(wanted)
        if at < 0:
            raise missing(change, path)
        out[number] = text[:at] + change.after.strip() + text[at + len(wanted) :]
    return out


def missing(change: Change, path: str) -> InputError:
    """The error for a block that is not where the review found it."""
    words = change.before if len(change.before) <= 60 else change.before[:59] + "…"
    where = f"{path}, {change.label}" if change.label else path
    return InputError(where, f"“{words}” is not in the file any more", "check the file again and decide on that review")
