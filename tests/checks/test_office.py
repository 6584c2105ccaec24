"""Offices and what makes another one of them."""

from __future__ import annotations

from align.checks import office
from tests.checks.support import found


def test_a_mark_that_is_lost_added_or_kept() -> None:
    assert len(found(office.CHECK, "副市长出席了仪式。", "The mayor attended the ceremony.")) == 1
    assert len(found(office.CHECK, "市长出席了仪式。", "The deputy mayor attended the ceremony.")) == 1
    assert not found(office.CHECK, "副市长出席了仪式。", "The vice mayor attended the ceremony.")
