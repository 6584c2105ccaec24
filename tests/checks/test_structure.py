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


def test_the_heading_that_only_one_side_has_is_named(engine: Engine, tmp_path: Path) -> None:
    zh = "# 安装\n\n先下载程序。\n\n## 在 Windows 上\n\n双击图标。\n\n## 在 Linux 上\n\n运行安装脚本。\n"
    en = (
        "# Installation\n\nFirst download the program.\n\n## On Windows\n\nDouble-click the icon.\n\n"
        "## On macOS\n\nDrag the folder to your applications.\n\n## On Linux\n\nRun the installation script.\n"
    )
    (message,) = messages(engine, tmp_path, zh, en, "structure")
    assert message == "3 headings in the source, 4 in the translation: the first at “## On macOS”"


def messages(engine: Engine, folder: Path, zh: str, en: str, check: str) -> list[str]:
    (folder / "a.zh.md").write_text(zh, encoding="utf-8")
    (folder / "a.en.md").write_text(en, encoding="utf-8")
    reviews = engine.reviews(read_all([str(folder / "a.zh.md"), str(folder / "a.en.md")]))
    return [f.message for r in reviews for f in r.findings if f.check == check]


def test_a_heading_of_another_level_and_a_key_of_the_front_matter(engine: Engine, tmp_path: Path) -> None:
    zh = "---\ntitle: 安装\nsidebar: 安装指南\n---\n\n# 安装\n\n先读说明。\n\n## 配置\n\n修改之后请重新启动服务。\n"
    en = "---\ntitle: Install\n---\n\n# Install\n\nRead the notes first.\n\n### Configure\n\nThen restart it.\n"
    assert messages(engine, tmp_path, zh, en, "structure") == [
        "the key “sidebar” of the front matter is missing in the translation",
        "a heading of level 2 in the source, of level 3 in the translation",
    ]


def test_a_link_and_a_name_of_code_that_are_missing(engine: Engine, tmp_path: Path) -> None:
    zh = "参见[安装说明](install.md)，然后把 `max_size` 改大一些。\n"
    en = "See the notes on how to install it, then make the limit somewhat larger.\n"
    assert messages(engine, tmp_path, zh, en, "link") == ["the link install.md is missing in the translation"]
    assert messages(engine, tmp_path, zh, en, "code_span") == ["the code max_size is missing in the translation"]
