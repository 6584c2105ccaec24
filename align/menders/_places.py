"""Places of the changed blocks in a file."""

from __future__ import annotations

from collections.abc import Sequence

from align.errors import InputError
from align.menders._word_diff import steps
from align.records import Change
from align.text.normal import without_breaks


def replacements(
    texts: Sequence[str], changes: Sequence[Change], path: str, labels: Sequence[str] = ()
) -> dict[int, str]:
    """New texts by number of the cell, for cells in the order of the file; line breaks between kept words stay.

    A block is the whole of a cell where any cell is equal to it, else a part of one. ``labels``: the key of each cell,
    where the format has keys: a change that names one is for that cell alone. InputError where a block is nowhere.
    """
    plain = [without_breaks(text) for text in texts]
    whole: dict[str, list[int]] = {}
    for number, text in enumerate(plain):
        whole.setdefault(text.strip(), []).append(number)
    keyed: dict[str, list[int]] = {}
    for number, label in enumerate(labels):
        for name in _names(label):
            keyed.setdefault(name, []).append(number)
    out: dict[int, str] = {}
    for change in changes:
        wanted = change.before.strip()
        place = _place(change, plain, whole, keyed)
        if not wanted or place is None:
            raise missing(change, path)
        number, text = place, out.get(place, texts[place])
        at = without_breaks(text).find(wanted)
        if at < 0:
            raise missing(change, path)
        end = at + len(wanted)
        out[number] = text[:at] + _with_breaks(text[at:end], change.after.strip()) + text[end:]
    return out


def _names(label: str) -> set[str]:
    """The names that a review may have for the entry of a key: a long one is cut, the part that names a language is
    left out."""
    head, _, rest = label.partition(".")
    return {label, label[:60], rest or head, label.rpartition(".")[0] or label}


def _place(
    change: Change, plain: Sequence[str], whole: dict[str, list[int]], keyed: dict[str, list[int]]
) -> int | None:
    wanted = change.before.strip()
    own = keyed.get(change.label, [])
    equal = [n for n in own if plain[n].strip() == wanted] or [n for n in own if wanted in plain[n]]
    if equal:
        return equal[0]
    places = whole.get(wanted) or [n for n, text in enumerate(plain) if wanted in text]
    return places[change.occurrence] if change.occurrence < len(places) else None


def _with_breaks(before: str, after: str) -> str:
    """The new wording with the line breaks of the old one, which the review shows as spaces."""
    if without_breaks(before) == before:
        return after
    out, at = "", 0
    for step in steps([without_breaks(before)], after):
        out += step.text if step.kind == "insert" else before[at : at + len(step.text)] if step.kind == "keep" else ""
        at += len(step.text) if step.kind != "insert" else 0
    return out


def missing(change: Change, path: str) -> InputError:
    """The error for a block that is not where the review found it."""
    words = change.before if len(change.before) <= 60 else change.before[:59] + "…"
    where = f"{path}, {change.label}" if change.label else path
    return InputError(where, f"“{words}” is not in the file any more", "check the file again and decide on that review")
