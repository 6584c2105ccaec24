"""Every check: its examples hold, and it has a file of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from align import registry
from align.records import Check
from tests.checks.support import check_failures, linker

CHECKS = registry.checks()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_has_a_file_of_tests(check: Check) -> None:
    assert (Path(__file__).parent / f"test_{check.id}.py").is_file()


@pytest.mark.parametrize("check", [c for c in CHECKS if c.scope != "reading"], ids=lambda check: check.id)
def test_examples_hold(check: Check) -> None:
    """Without the links of an encoder, which most checks do not need, or else with them."""
    failed = check_failures(check)
    again = check_failures(check, linker=linker()) if failed else []
    both = {(f.kind, f.source, f.target) for f in failed} & {(f.kind, f.source, f.target) for f in again}
    assert not both
