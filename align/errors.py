"""The errors, as a tree:

    AlignError                 could not work; the command line prints it in one line and exits with 2
    ├── InputError             a text, table or archive that cannot be read
    ├── RuleError              a rule file that cannot be used (file and line)
    ├── SettingsError          a setting that does not exist or is out of range
    ├── EncoderError           a model that cannot be loaded
    └── OutputError            a report that cannot be written

Each message has three parts: where, what was found, and what would do.
"""

from __future__ import annotations

from collections.abc import Iterable

_BEHIND = (" that ", " with ", " without ", " beside ", " of ")  # what may follow a noun


class AlignError(Exception):
    """Could not work: ``where`` (path, line), ``found`` (what is there), ``remedy`` (what would do)."""

    def __init__(self, where: str, found: str, remedy: str = "") -> None:
        self.where, self.found, self.remedy = where, found, remedy
        super().__init__(where, found, remedy)

    def __str__(self) -> str:
        return one_line(f"{self.where}: {self.found}" + (f"; {self.remedy}" if self.remedy else ""))


def counted(number: int, noun: str) -> str:
    """``1 file``, ``1,200 files``, ``2 entries that are hidden``: what follows a noun keeps its form, but for *is*."""
    if number == 1:
        return f"{number:,} {noun}"
    head, gap, rest = noun.partition(" that is ")
    if not gap:
        head, gap, rest = next((cut for mark in _BEHIND if (cut := noun.partition(mark))[1]), (noun, "", ""))
    plural = f"{head[:-1]}ies" if head.endswith("y") and head[-2:-1] not in "aeou" else f"{head}s"
    return f"{number:,} {plural}{' that are ' if gap == ' that is ' else gap}{rest}"


def did_you_mean(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """``did you mean html? ``, or '' where no known name is at least so like it (0..1, as difflib measures it)."""
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), sorted(known), 1, least)
    return f"did you mean {near[0]}? " if near else ""


def one_line(text: str) -> str:
    """The text in one line without control characters; unpaired surrogates, as in names of files that are no UTF-8, as
    U+FFFD. What goes to a terminal, a log or another program passes through here: no name or text can steer those."""
    return " ".join("".join(_printable(c) for c in text).split())


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= character <= "\udfff" else " "


class InputError(AlignError):
    """A text, table or archive that cannot be read."""


class RuleError(AlignError):
    """A rule file that cannot be used."""


class SettingsError(AlignError):
    """A setting that does not exist or is out of range."""


class EncoderError(AlignError):
    """A model that cannot be loaded."""


class OutputError(AlignError):
    """A report that cannot be written."""
