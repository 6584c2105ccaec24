"""Headings, lists and other parts of a document."""

from __future__ import annotations

from pathlib import Path

from align.inputs import read_all
from align.pipeline import Engine


def test_a_heading_that_is_lost(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.zh.md").write_text("# 安装\n\n先读说明。\n\n## 配置\n\n修改之后请重新启动服务。\n", encoding="utf-8")
    (tmp_path / "a.en.md").write_text("# Install\n\nRead the notes first.\n\nThen restart it.\n", encoding="utf-8")
    reviews = engine.reviews(read_all([str(tmp_path / "a.zh.md"), str(tmp_path / "a.en.md")]))
    (message,) = [f.message for r in reviews for f in r.findings if f.check == "structure"]
    assert message.startswith("2 headings in the source, 1 in the translation")
