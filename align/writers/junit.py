"""JUnit XML: an article is a test suite, a finding a test that failed; any CI server shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.records import Review, Writer, fails
from align.wording import spoken
from align.writers._located_findings import Flat, flat
from align.writers._xml import HEAD, attribute, text


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """Findings at or above the level of --fail-on fail; others pass and are listed in their output; waived ones are
    skipped."""
    yield f'{HEAD}<testsuites name="align-qa">\n'.encode()
    for review in spoken(reviews):
        yield "".join(_suite(review)).encode("utf-8", "replace")
    yield b"</testsuites>\n"


def _suite(review: Review) -> Iterator[str]:
    cases = list(flat(review))
    failures = sum(_fails(c, review.fail_on) for c in cases)
    skipped = sum(not c.decision.is_open for c in cases)
    name = attribute(review.path + (f" {review.alignment.id}" if review.alignment.id else ""))
    count = f'tests="{max(len(cases), 1)}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={name} {count}>\n"
    for case in cases:
        yield from _case(case, review.fail_on)
    if not cases:
        yield f'    <testcase name="translation" classname={name}/>\n'
    yield "  </testsuite>\n"


def _fails(case: Flat, level: str) -> bool:
    return case.decision.is_open and fails(case.finding.severity, level)


def _case(case: Flat, level: str) -> Iterator[str]:
    finding, decision = case.finding, case.decision
    place = case.place
    where = f"{place.line}:{place.column} " if place else ""
    label = case.spot.label if case.spot else ""
    name = attribute(" ".join(f"{where}{label} {finding.check} {case.fingerprint}".split()))
    line = f" file={attribute(case.path)}" + (f' line="{place.line}"' if place else "")
    yield f"    <testcase name={name} classname={attribute(case.path)}{line}>"
    said = text("\n".join(part for part in (case.message, case.words, finding.note) if part))
    if not decision.is_open:
        reason = ", ".join(part for part in (decision.state, decision.reason, decision.author) if part)
        yield f"<skipped message={attribute(reason)}/>"
    elif not _fails(case, level):
        yield f"<system-out>{finding.severity}: {said}</system-out>"
    else:
        yield f'<failure type="{finding.severity}" message={attribute(case.message)}>{said}</failure>'
    yield "</testcase>\n"


WRITER = Writer("junit", (".junit.xml",), write, "Test results for any CI server: a finding is a test that failed.")
