"""Annotations of GitHub Actions: one workflow command a finding, shown on the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.records import Review, Writer
from align.wording import spoken
from align.writers._located_findings import Flat, open_ones

_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """A line an open finding. GitHub shows the first ten errors and ten warnings of a step; the log holds all."""
    for review in spoken(reviews):
        for found in open_ones(review):
            yield _line(found).encode("utf-8", "replace") + b"\n"


def _line(found: Flat) -> str:
    properties = {"file": found.path.replace("\\", "/")}
    place = found.place
    if place:
        properties |= {"line": str(place.line), "endLine": str(place.line)}
    if place and found.spot and found.spot.exact:
        properties["col"] = str(place.column)
        properties["endColumn"] = str(place.column + max(place.end - place.start, 1) - 1)
    properties["title"] = " ".join(part for part in (found.finding.check, found.segment) if part)
    listed = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
    words = f" [{found.words}]" if found.words else ""
    return f"::{_COMMAND[found.finding.severity]} {listed}::{_escape(found.message + words)}"


def _escape(text: str, more: str = "") -> str:
    """Percent-escapes of workflow commands: a line of an article can never become a command of its own."""
    escaped = "".join(f"%{ord(c):02X}" if c in "%\r\n" + more else c for c in text)
    return "".join(c if c.isprintable() else " " for c in escaped)


WRITER = Writer("github", (), write, "Annotations on the lines of a pull request, for GitHub Actions.")
