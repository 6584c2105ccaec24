"""Markdown as its dialects write it: footnotes, definitions, MDX."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.files import from_bytes
from align.inputs import pick, read_pair
from align.records import Article
from tests.conftest import Run


def read(text: str, name: str = "a.md") -> Article:
    (article,) = pick(from_bytes(text.encode(), name))
    return article


def said(text: str, name: str = "a.md") -> list[str]:
    article = read(text, name)
    document = article.documents[0]
    return [document.prose(block.start, block.end) for block in document.blocks]


@pytest.mark.parametrize("mark", ["[^1]:", "[^a]:", "[^12]:", "[^note]:", "[^a-long-name]:"])
@pytest.mark.parametrize("blanks", ["", " ", "   "])
def test_a_footnote_is_text_whatever_its_name(mark: str, blanks: str) -> None:
    article = read(f"正文在此{mark[:-1]}。\n\n{mark}{blanks}数据来自2021年。\n    第二行。\n\n    第二段。\n")
    document = article.documents[0]
    texts = [" ".join(document.prose(b.start, b.end).split()) for b in document.blocks]
    assert texts == ["正文在此。", "数据来自2021年。 第二行。", "第二段。"]
    assert not article.meta["skipped"]


def test_definitions_are_paragraphs_of_their_own() -> None:
    assert said("术语\n: 第一个意思。\n: 第二个意思。\n\n苹果\n\n:   一种水果。\n") == [
        "术语", "第一个意思。", "第二个意思。", "苹果", "一种水果。"
    ]  # fmt: skip


def test_modules_and_comments_of_mdx_are_no_text() -> None:
    text = (
        "import Tabs from '@theme/Tabs';\nimport './a.css';\n\nexport const meta = {\n  title: '你好'\n};\n\n"
        "# 标题\n\n{/* 不要读 */}\n\n正文{/* 也不读 */}在这里。\n\n从国外 import 商品。\nimport 是一个英文词。\n"
    )
    assert said(text, "a.mdx") == ["标题", "正文在这里。", "从国外 import 商品。\nimport 是一个英文词。"]
    assert read(text, "a.mdx").meta["skipped"] == ("code block", "code block")


def test_an_english_sentence_may_begin_with_the_words_of_a_module() -> None:
    zh, en = "从中国进口。\n\n导出数据。\n", "import goods from China.\n\nexport your data.\n"
    (article,) = read_pair(from_bytes(zh.encode(), "a.zh.md"), from_bytes(en.encode(), "a.en.md"))
    assert [len(document.blocks) for document in article.documents] == [2, 2]


def test_findings_are_waived_in_the_comments_of_mdx(align: Run, tmp_path: Path) -> None:
    zh = "有3个按钮。\n\n有6个键。\n"
    en = (
        "{/* align-qa: allow number the source is old */}\nThere are 4 buttons.\n\n"
        "There are 5 keys. {/* align-qa: allow number known */}\n"
    )
    for name, text in (("a.zh.mdx", zh), ("a.en.mdx", en)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = align("check", "a.zh.mdx", "a.en.mdx")
    assert done.returncode == 0 and "(2 waived)" in done.stdout


def test_titles_and_words_of_boxes_and_containers_are_text() -> None:
    assert said(
        '!!! note "注意事项"\n    盒子里的第一段。\n\n    盒子里的第二段。\n\n盒子外的一段。\n\n'
        "??? tip\n    折叠的内容。\n\n"
        ":::warning 小心操作\n容器里的话。\n:::\n\n> [!NOTE]\n> 引用里的话。\n"
    ) == [
        "注意事项", "盒子里的第一段。", "盒子里的第二段。", "盒子外的一段。", "折叠的内容。",
        "小心操作", "容器里的话。", "引用里的话。",
    ]  # fmt: skip


def test_blocks_of_formulas_are_left_out_and_counted() -> None:
    text = "公式之前的话。\n\n$$\nE = mc^2\n$$\n\n\\[ a^2 \\]\n\n公式之后的话。\n"
    assert said(text) == ["公式之前的话。", "公式之后的话。"]
    assert read(text).meta["skipped"] == ("formula", "formula")


def test_what_html_shows_in_markdown_is_text() -> None:
    text = (
        '<p align="center">居中的一段<b>文字</b>。</p>\n\n<script>\n中文不读\n</script>\n\n'
        '<div><img src="a.png" alt="图片的说明">第二个盒子。</div>\n'
    )
    assert said(text) == ["居中的一段文字。", "第二个盒子。", "图片的说明"]


def test_titles_of_images_and_marks_that_are_left_open() -> None:
    text = '看![截图](a.png "图的标题")和[`a[0]` 的说明](b.md)。\n\n一个`没有结束的反引号。\n\n开头 <!-- 没有结束\n'
    assert said(text) == ["看截图和a[0] 的说明。", "一个`没有结束的反引号。", "开头 <!-- 没有结束", "图的标题"]
    assert [(mark.kind, mark.value) for mark in read(text).documents[0].inline] == [
        ("image", ""), ("link", "a.png"), ("link", ""), ("code", "a[0]"), ("code", "a[0]"), ("link", "b.md"),
    ]  # fmt: skip
