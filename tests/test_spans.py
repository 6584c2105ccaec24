"""Places within spans."""

from __future__ import annotations

import re

from align.text.spans import beginnings, covered, reach


def test_offsets_within_spans() -> None:
    assert covered([(1, 3), (2, 4), (6, 6)]) == {1, 2, 3}
    assert reach([(0, 4), (1, 2), (3, 5)]) == {0: 4, 1: 4, 2: 4, 3: 5, 4: 5}


def test_matches_begin_within_each_other_too() -> None:
    assert beginnings(re.compile("aba|b"), "ababa") == {0: 3, 1: 2, 2: 5, 3: 4}
    assert beginnings(re.compile("x"), "ababa") == {}
