"""Prose in rows is no interface: checks of strings leave it alone."""

from __future__ import annotations

from tests.checks.conftest import Found


def test_prose_in_rows_is_left_alone(found: Found) -> None:
    rows = (
        "source,target\n"
        "记者从会上获悉，全省经济增长5.2%，高于全国平均水平。,The economy grew 5.2% in the province.\n"
        '“好。”,"“Fine,” he said."\n'
        "图为新桥全景,A view of the new bridge\n"
    )
    every = (
        "placeholder markup code_span link shortcut access_key menu_path wrong_entry several_targets several_sources "
        "edge_space line_break max_length"
    )
    assert not found("t.csv", rows, *every.split())
