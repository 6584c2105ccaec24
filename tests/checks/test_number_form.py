"""How numbers and units are written."""

from __future__ import annotations

from align.checks import number_form
from tests.checks.support import found


def test_an_ending_and_a_plural() -> None:
    assert len(found(number_form.CHECK, "这是第22届。", "This is the 22th one.")) == 1
    assert len(found(number_form.CHECK, "路长5公里。", "The road is 5 kilometre long and 5 kilometre.")) == 1
    for wrong in ("the 11-st", "the 1rst", "the fourtieth", "the fiveth"):
        assert len(found(number_form.CHECK, "这是一次。", f"This is {wrong} time.")) == 1
    assert not found(number_form.CHECK, "转了一个15度的弯。", "It took a 15 degree turn.")


def test_ordinals_with_commas() -> None:
    (finding,) = found(number_form.CHECK, "他是第1,011位选手。", "He was the 1,011st runner.")
    assert finding.suggestions == ("1,011th",)
    assert not found(number_form.CHECK, "第1,001位，第12,112位", "The 1,001st and the 12,112th")
