"""Strings of a text file, each with its place: the new wording in the spelling of the format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from align.menders._places import replacements
from align.menders._respell import Unit, respelt, shown_of
from align.records import Change


@dataclass(frozen=True)
class Written:
    """A string of a file: its key, the offsets of its raw text, and the decoded units."""

    key: str
    start: int
    end: int
    units: Sequence[Unit]


def mended(
    text: str, path: str, found: Sequence[Written], changes: Sequence[Change], write: Callable[[str], str]
) -> str:
    """The file with new wordings in the strings ``found``; every other character as it was."""
    texts, labels = [shown_of(own.units) for own in found], [own.key for own in found]
    new = replacements(texts, changes, path, labels)
    for number in sorted(new, key=lambda n: found[n].start, reverse=True):
        own = found[number]
        text = text[: own.start] + respelt(own.units, new[number], write) + text[own.end :]
    return text
