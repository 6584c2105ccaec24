"""Every check: its examples hold, and somebody has proved it."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import registry
from align.examples import check_failures
from align.records import Check
from tests.checks.support import linker

CHECKS = registry.checks()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_has_examples_or_a_file_of_tests(check: Check) -> None:
    files = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    elsewhere = {"code_block", "several_sources", "several_targets", "structure", "title_case", "max_length"}
    assert (check.good and check.bad) or check.id in files | elsewhere


@pytest.mark.parametrize("check", [c for c in CHECKS if c.scope != "reading"], ids=lambda check: check.id)
def test_examples_hold(check: Check) -> None:
    """Without the links of an encoder, which most checks do not need, or else with them."""
    failed = check_failures(check)
    again = check_failures(check, linker=linker()) if failed else []
    both = {(f.kind, f.source, f.target) for f in failed} & {(f.kind, f.source, f.target) for f in again}
    assert not both
