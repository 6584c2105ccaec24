"""The check direction."""

from __future__ import annotations

import pytest

from align.checks import direction
from tests.checks.support import found


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("产量比去年下降两成。", "Output rose by a fifth from last year.", "rose"),
        ("检测结果为阳性。", "The test result was negative.", "negative"),
        ("他的妻子去世了。", "His husband passed away.", "husband"),
        ("他们上半年亏损。", "They made a loss in the second half of the year.", "second half"),
    ],
)
def test_opposites(source: str, target: str, words: str) -> None:
    marks = [
        target[f.target_span.start : f.target_span.end] for f in found(direction.CHECK, source, target) if f.target_span
    ]
    assert words in marks


def test_opposites_with_their_counterparts_are_fine() -> None:
    assert not found(direction.CHECK, "保存期间不得低于三年。", "They are kept for at least three years.")
    assert not found(direction.CHECK, "至少于会前五日送达。", "It is served at least five days before the meeting.")
    assert not found(direction.CHECK, "进口下降，出口上升。", "Imports fell and exports rose.")
    assert not found(direction.CHECK, "韩国北部有雪。", "It snowed in northern South Korea.")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("利润同比下降了7.5%。", "Profits rose by 7.5 percent from a year earlier.", "error"),
        ("房价上涨近5%。", "Housing prices fell nearly 5 percent.", "error"),
        ("利润持续下降。", "Profits rose for the third year.", "warning"),
    ],
)
def test_opposites_with_one_figure_are_errors(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(direction.CHECK, source, target)] == [severity]


@pytest.mark.parametrize("english", ["is less complicated", "isn't complicated", "is not so complicated"])
def test_an_opposite_that_is_denied_is_none(english: str) -> None:
    assert found(direction.CHECK, "代数运算相对简单。", f"The algebra {english}.") == []
