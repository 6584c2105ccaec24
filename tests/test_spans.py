"""Places within spans."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from align.text.spans import beginnings, covered, just_before, reach

PACKAGE = Path(__file__).parent.parent / "align"


def test_offsets_within_spans() -> None:
    assert covered([(1, 3), (2, 4), (6, 6)]) == {1, 2, 3}
    assert reach([(0, 4), (1, 2), (3, 5)]) == {0: 4, 1: 4, 2: 4, 3: 5, 4: 5}


def test_matches_begin_within_each_other_too() -> None:
    assert beginnings(re.compile("aba|b"), "ababa") == {0: 3, 1: 2, 2: 5, 3: 4}
    assert beginnings(re.compile("x"), "ababa") == {}


def test_what_stands_right_before_a_place_is_found_without_the_text_before() -> None:
    text = f"{'part ' * 9_000}chapter 21"
    found = just_before(re.compile(r"\bchapter\s$"), text, 45_008)
    assert found and found.span() == (45_000, 45_008)
    assert just_before(re.compile(r"\bchapter\s$"), text, 45_000) is None


PATTERN_CALL = re.compile(r"(\w+)\.search\(\w+(?:\.\w+)?, 0, ")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_search_from_the_head_of_a_text_for_what_stands_right_before_a_place(path: Path) -> None:
    for name in PATTERN_CALL.findall(path.read_text(encoding="utf-8")):
        module = importlib.import_module(".".join(("align", *path.relative_to(PACKAGE).with_suffix("").parts)))
        pattern = getattr(module, name).pattern
        assert not pattern.endswith("$") or set(pattern) & set("*+") or "," in pattern, f"{name}: use just_before"
