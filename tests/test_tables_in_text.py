"""Tables in two Markdown files: rows stay rows, cells stay cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine

ZH = """# 参数

| 参数 | 说明 | 类型 | 默认值 |
|---|---|---|---|
| `size` | 尺寸，可以设为任何值 | _number_ | `10` |
| `editable` | 能否切换收货地址 | _boolean_ | `true` |
| `value` | 值 | _string_ | - |
| `value-label` | 值的名称 | _string_ | - |
| `description` | 描述 | _string_ | - |

结束。
"""
EN = """# Props

| Attribute | Description | Type | Default |
|---|---|---|---|
| `size` | Size | _number_ | `10` |
| `editable` | Cell editable | _boolean_ | `true` |
| `value-label` | Value label | _string_ | - |
| `description` | Description | _string_ | - |

The end.
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())


def _pairs(engine: Engine, folder: Path, zh: str, en: str) -> list[tuple[str, str]]:
    (folder / "a.zh.md").write_text(zh, encoding="utf-8")
    (folder / "a.en.md").write_text(en, encoding="utf-8")
    (article,) = read_all([str(folder / "a.zh.md"), str(folder / "a.en.md")])
    return [(p.source.text, p.target.text) for p in engine.review(article).alignment.pairs()]


def test_rows_and_cells_go_together(engine: Engine, tmp_path: Path) -> None:
    pairs = _pairs(engine, tmp_path, ZH, EN)
    for both in (
        ("参数", "Attribute"), ("尺寸，可以设为任何值", "Size"), ("能否切换收货地址", "Cell editable"),
        ("value", ""), ("值", ""), ("值的名称", "Value label"), ("描述", "Description"), ("description", "description"),
        ("结束。", "The end."),
    ):  # fmt: skip
        assert both in pairs


def test_tables_of_another_width_keep_their_rows(engine: Engine, tmp_path: Path) -> None:
    wider = EN.replace("| Type |", "| Since | Type |").replace("|---|---|---|---|", "|---|---|---|---|---|")
    pairs = dict(_pairs(engine, tmp_path, ZH, wider.replace("| _", "| 1.0 | _")))
    assert pairs["value-label"].startswith("value-label") and pairs["description"].startswith("description")


def test_tables_without_names_are_aligned_by_their_words(engine: Engine, tmp_path: Path) -> None:
    zh = "| 水果 | 价格 |\n|---|---|\n| 苹果 | 三元 |\n| 香蕉 | 两元 |\n"
    en = "| Fruit | Price |\n|---|---|\n| Apple | Three yuan |\n| Banana | Two yuan |\n"
    assert ("香蕉", "Banana") in _pairs(engine, tmp_path, zh, en)
