"""Patterns of a file of anchors: whoever writes one cannot hang the tool with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align.errors import InputError
from align.pair.anchors import HEAD, read_anchors


@pytest.mark.parametrize("pattern", ["(a+)+$", "^(a|a)*$", r"(a*)*b\Z", "(", "[[a]", r"(a+)\1+", "a*a*a*a*b"])
def test_a_pattern_that_could_run_for_hours_is_refused(pattern: str, tmp_path: Path) -> None:
    (tmp_path / "anchors").write_text(f"1 = 1\n/第/ = /{pattern}/\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"anchors:2: .*; write 12 = 15"):
        read_anchors(str(tmp_path / "anchors"))


@pytest.mark.parametrize("pattern", [r"^Chapter \d+", "^第.{1,3}回", r"^\s*第.+[章回]", "^(?:Chapter|Part) [IVX]+$"])
def test_a_usual_pattern_is_taken(pattern: str, tmp_path: Path) -> None:
    (tmp_path / "anchors").write_text(f"/第/ = /{pattern}/\n", encoding="utf-8")
    (anchor,) = read_anchors(str(tmp_path / "anchors"))
    assert anchor.patterns == (re.compile("第"), re.compile(pattern))
    assert HEAD == 200
