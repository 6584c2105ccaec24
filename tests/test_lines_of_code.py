"""Which language a line is in: commands and code in a Chinese line, tables and headings in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Lang
from align.text.running import tongue


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())


def _pairs(engine: Engine, folder: Path, name: str, text: str) -> list[tuple[str, str]]:
    (folder / name).write_text(text, encoding="utf-8")
    (article,) = read_all([str(folder / name)])
    return [(p.source.text, p.target.text) for p in engine.review(article).alignment.pairs()]


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("执行 podman compose pull --quiet 两遍。", "zh"),
        ("输入 quit 退出。", "zh"),
        ("按 Alt+F。", "zh"),
        ("Press 确定 to go on.", "en"),
        ("登录 failed, so please try again.", "en"),
    ],
)
def test_commands_in_a_chinese_line(line: str, lang: Lang) -> None:
    assert tongue(line) == lang


def test_commands_between_marks_of_code(engine: Engine, tmp_path: Path) -> None:
    text = """先执行 `cargo build --release --locked` 编译。

First run `cargo build --release --locked`.

再按 <kbd>Alt</kbd>+<kbd>F</kbd>。

Then press <kbd>Alt</kbd>+<kbd>F</kbd>.
"""
    assert _pairs(engine, tmp_path, "a.md", text) == [
        ("先执行 cargo build --release --locked 编译。", "First run cargo build --release --locked."),
        ("再按 Alt+F。", "Then press Alt+F."),
    ]


def test_headings_and_measures_in_both_languages(engine: Engine, tmp_path: Path) -> None:
    text = """# 保养手册 Maintenance Manual

## 重量 Weight

十二公斤 12 kg

每月清洗一次。
Clean it once a month.
"""
    pairs = _pairs(engine, tmp_path, "a.md", text)
    assert pairs[:3] == [("保养手册", "Maintenance Manual"), ("重量", "Weight"), ("十二公斤", "12 kg")]


def test_a_name_behind_a_chinese_heading_is_no_translation(engine: Engine, tmp_path: Path) -> None:
    pairs = _pairs(engine, tmp_path, "a.md", "# 使用 Kubernetes\n\n# Using Kubernetes\n\n很简单。\n\nIt is simple.\n")
    assert pairs[0] == ("使用 Kubernetes", "Using Kubernetes")


def test_tables_whose_head_names_both_languages(engine: Engine, tmp_path: Path) -> None:
    text = """阀门如下。
These are the valves.

| 编号 | 英文 | 中文 | 备注 |
| --- | --- | --- | --- |
| 1 | ball valve | 球阀 | 见附录 |
| 2 | needle valve | 针阀 | |

完。
The end.
"""
    assert _pairs(engine, tmp_path, "a.md", text) == [
        ("阀门如下。", "These are the valves."), ("球阀", "ball valve"), ("针阀", "needle valve"), ("完。", "The end."),
    ]  # fmt: skip


def test_a_line_that_was_copied_is_its_own_translation(engine: Engine, tmp_path: Path) -> None:
    text = "请勿踩踏。\nDo not step on this.\n轻拿轻放。\n轻拿轻放。\n保持干燥。\nKeep it in a dry place.\n"
    assert _pairs(engine, tmp_path, "a.txt", text)[1] == ("轻拿轻放。", "轻拿轻放。")


def test_a_doubled_line_of_the_chinese_has_one_translation(engine: Engine, tmp_path: Path) -> None:
    text = "轻拿轻放。\n轻拿轻放。\nHandle this box with care.\n保持干燥。\nKeep it in a dry place.\n"
    assert _pairs(engine, tmp_path, "a.txt", text)[0][1] == "Handle this box with care."


def test_titles_above_the_head_of_a_table(engine: Engine, tmp_path: Path) -> None:
    text = "阀门术语,\n,\n中文,English\n球阀,ball valve\n针阀,needle valve\n"
    assert _pairs(engine, tmp_path, "a.csv", text) == [("球阀", "ball valve"), ("针阀", "needle valve")]
