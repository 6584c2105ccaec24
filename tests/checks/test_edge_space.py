"""Blanks at the ends of entries, and double ones inside."""

from __future__ import annotations

from tests.checks.conftest import Found
from tests.checks.support import PO


def test_a_blank_at_the_beginning(found: Found) -> None:
    po = PO + 'msgid " 次"\nmsgstr "times"\n\nmsgid "甲"\nmsgstr "A"\n'
    assert [f.bead for f in found("a.po", po, "edge_space")] == [0]


def test_a_double_blank(found: Found) -> None:
    rows = "source,target\n文件已保存,File  saved\n仓库已满,The warehouse is full\n"
    assert [f.bead for f in found("t.csv", rows, "edge_space")] == [0]


def test_blanks_around_a_tag_are_single_ones(found: Found) -> None:
    rows = "source,target\n点击<b>按钮,Click the <b> button\n仓库已满,The warehouse is full\n"
    assert not found("t.csv", rows, "edge_space")
