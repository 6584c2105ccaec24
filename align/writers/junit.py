"""JUnit XML: an article is a test suite, a finding a test that failed; any CI server shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from align.records import Review, Writer, fails
from align.wording import spoken
from align.writers._located_findings import Flat, flat

# What XML 1.0 does not allow, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """Findings at or above the level of --fail-on fail; others pass and are listed in their output; waived ones are
    skipped."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="align-qa">\n'
    for review in spoken(reviews):
        yield "".join(_suite(review)).encode("utf-8", "replace")
    yield b"</testsuites>\n"


def _suite(review: Review) -> Iterator[str]:
    cases = list(flat(review))
    failures = sum(_fails(c, review.fail_on) for c in cases)
    skipped = sum(c.decision.state != "open" for c in cases)
    name = _attribute(review.path + (f" {review.alignment.id}" if review.alignment.id else ""))
    count = f'tests="{max(len(cases), 1)}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={name} {count}>\n"
    for case in cases:
        yield from _case(case, review.fail_on)
    if not cases:
        yield f'    <testcase name="translation" classname={name}/>\n'
    yield "  </testsuite>\n"


def _fails(case: Flat, level: str) -> bool:
    return case.decision.state == "open" and fails(case.finding.severity, level)


def _case(case: Flat, level: str) -> Iterator[str]:
    finding, decision = case.finding, case.decision
    place = case.spots[0].place if case.spots else None
    where = f"{place.line}:{place.column} " if place else ""
    label = case.spots[0].label if case.spots else ""
    name = _attribute(" ".join(f"{where}{label} {finding.check} {case.fingerprint}".split()))
    line = f" file={_attribute(case.path)}" + (f' line="{place.line}"' if place else "")
    yield f"    <testcase name={name} classname={_attribute(case.path)}{line}>"
    text = escape(_clean("\n".join(part for part in (case.message, case.words, finding.note) if part)))
    if decision.state != "open":
        reason = ", ".join(part for part in (decision.state, decision.reason, decision.author) if part)
        yield f"<skipped message={_attribute(reason)}/>"
    elif not _fails(case, level):
        yield f"<system-out>{finding.severity}: {text}</system-out>"
    else:
        yield f'<failure type="{finding.severity}" message={_attribute(case.message)}>{text}</failure>'
    yield "</testcase>\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


WRITER = Writer("junit", (".junit.xml",), write, "Test results for any CI server: a finding is a test that failed.")
