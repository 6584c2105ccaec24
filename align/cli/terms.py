"""align terms: the terms of articles, how each is rendered, doubtful ones first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.common import ConfigFile, Output, Paths, emit, say, session_for, tell
from align.errors import counted

if TYPE_CHECKING:
    from align.terminology import Term

FORMATS = ("csv", "rules", "tbx", "terminal", "xlsx")
HEAD = ("term", "count", "value", "doubt", "renderings", "rule")


def terms(
    paths: Paths,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")
    ] = None,
    output: Output = None,
    least: Annotated[
        int, typer.Option("--least", metavar="N", min=1, help="Occurrences that a new term must have.")
    ] = 2,
    config: ConfigFile = None,
) -> None:
    """List the terms of articles with their renderings. Doubtful ones come first."""
    from align.errors import SettingsError
    from align.terminology import terms as find

    chosen = format or _by_name(output) or "terminal"
    if chosen not in FORMATS:
        raise SettingsError("--format", repr(chosen), f"one of {', '.join(FORMATS)}")
    session = session_for(paths[0], config)
    alignments = [review.alignment for review in session.reviews(paths)]
    found = find(alignments, session.engine(paths[0]).rules, least)
    if chosen == "terminal":
        _print(found)
    else:
        emit([_WRITERS[chosen](found)], output, paths)
    doubtful = sum(t.doubt > 0.3 for t in found)
    tell([f"{counted(len(found), 'term')}, {doubtful} of them rendered in several ways or not found"])


def _by_name(output: str | None) -> str:
    """Return the format by the ending of the output name; '' if it has none of ours."""
    ending = (output or "").lower().rpartition(".")[2]
    return {"toml": "rules", "xml": "tbx"}.get(ending, ending if ending in FORMATS else "")


def _print(found: Sequence[Term]) -> None:
    for term in found:
        shown = "; ".join(f"{words} ×{number}" for words, number in term.renderings[:4]) or "no rendering found"
        say(f"{term.count:>4} × {term.term}  {shown}" + (f"  [{term.rule}]" if term.rule else ""))


def _rows(found: Iterable[Term]) -> Iterable[tuple[str | float | int, ...]]:
    for term in found:
        shown = " | ".join(f"{words} ×{number}" for words, number in term.renderings)
        yield term.term, term.count, term.value, term.doubt, shown, term.rule


def _csv(found: Sequence[Term]) -> bytes:
    from align.writers._table import harmless

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([[harmless(cell) for cell in row] for row in _rows(found)])
    return out.getvalue().encode("utf-8-sig")  # Excel reads UTF-8 only with the mark


def _xlsx(found: Sequence[Term]) -> bytes:
    from openpyxl import Workbook

    from align.writers._table import harmless

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Terms"
    sheet.append(HEAD)
    for row in _rows(found):
        sheet.append([harmless(cell) for cell in row])
    for letter, width in zip("ABCDEF", (24, 8, 8, 8, 80, 36), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{len(found) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _entries(found: Iterable[Term]) -> list[tuple[str, str]]:
    """Terms with one clear rendering: those that may go into a term base without another look."""
    return [(t.term, t.renderings[0][0]) for t in found if t.renderings and t.doubt <= 0.3 and not t.rule]


def _rules(found: Sequence[Term]) -> bytes:
    from align.rules.tools.export import to_toml
    from align.rules.tools.glossary import Entry

    entries = [Entry((term,), (rendering,)) for term, rendering in _entries(found)]
    return to_toml(entries, "terms", "Terms of these articles: keep what is right", require=False).encode("utf-8")


def _tbx(found: Sequence[Term]) -> bytes:
    from align.writers._xml import HEAD as XML_HEAD
    from align.writers.tbx import TBX_END, TBX_HEAD, entry

    rows = [entry(n, term, [rendering]) for n, (term, rendering) in enumerate(_entries(found), 1)]
    return "".join((XML_HEAD, TBX_HEAD, *rows, TBX_END)).encode("utf-8")


_WRITERS = {"csv": _csv, "xlsx": _xlsx, "rules": _rules, "tbx": _tbx}
