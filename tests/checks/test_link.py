"""Where links lead."""

from __future__ import annotations

from align.checks import link
from tests.checks.support import found


def test_another_page_and_the_same_in_another_language() -> None:
    (one,) = found(link.CHECK, "见[说明](/docs/setup)。", "See the [notes](/docs/billing).")
    assert one.suggestions == ("/docs/setup",)
    assert not found(link.CHECK, "见[说明](/zh/docs/setup)。", "See the [notes](/en/docs/setup).")
