"""The check capitals."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.checks import capitals
from align.inputs import read_all
from align.pipeline import Engine
from tests.checks.support import found


def test_capitals_are_notes() -> None:
    notes = found(capitals.CHECK, "雨停了。", "the rain has stopped.")
    assert [(f.severity, f.suggestions) for f in notes] == [("note", ("The",))]
    assert not found(capitals.CHECK, "手机很贵。", "iPhones are expensive.")
    assert not found(capitals.CHECK, "雨停了", "rain over")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("昨夜的暴雨终于停了。", "the heavy rain of last night has stopped at last.", "warning"),
        ("在杭州，我们遇到了许多朋友。", "in hangzhou we met many friends of our parents.", "warning"),
        ("推动两地的合作。", "and promoted cooperation between the two places.", "note"),
        ("两地合作的经验。", "the experience of both places in working together.", "note"),
    ],
)
def test_a_whole_sentence_without_its_capital_is_worth_a_look(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(capitals.CHECK, source, target)] == [severity]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("redis 在各节点间共享计数器。", "redis shares the counters of all nodes."),
        ("先装软件。redis 共享计数器。", "Install the software. redis shares the counters."),
        ("关于码头管理的事项。", "matters concerning the running of the docks;"),
        ("rangeValue 是一个整数。", "rangeValue is an integer."),
    ],
)
def test_code_and_items_of_a_list_begin_small(source: str, target: str) -> None:
    assert not found(capitals.CHECK, source, target)


@pytest.mark.parametrize(("mark", "found_there"), [("，", False), ("。", True)])
def test_a_line_of_verse_goes_on_from_the_one_before(
    engine: Engine, tmp_path: Path, mark: str, found_there: bool
) -> None:
    end = "," if mark == "，" else "."
    verse = f"风吹过麦田{mark}\nThe wind blows through the wheat{end}\n你说你会回来。\nyou said you would return.\n"
    (tmp_path / "a.txt").write_text(verse, encoding="utf-8")
    (review,) = engine.reviews(read_all([str(tmp_path / "a.txt")]))
    assert any(finding.check == "capitals" for finding in review.findings) is found_there
