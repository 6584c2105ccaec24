"""Furniture of web pages: what is scraped along goes, sentences of the article stay."""

from __future__ import annotations

import pytest

from align.text.boilerplate import furniture_lines, is_furniture, is_translators_note, trailing_credit


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("责任编辑：赵小川", "editor"),
        ("（责编:钱多多、孙立）", "editor"),
        ("编辑 周明 校对 吴芳", "editor"),
        ("Responsible editor: Zhao Chuan", "editor"),
        ("打开微信扫一扫", "button"),
        ("分享到：", "button"),
        ("分享到：微信 微博 QQ空间", "button"),
        ("评论(12)", "button"),
        ("相关推荐", "button"),
        ("Share on Facebook", "button"),
        ("Back to top", "button"),
        ("3 comments", "button"),
        ("2021-06-02 09:31:00", "time stamp"),
        ("2021-06-02 09:31 来源：某某晚报", "source line"),
        ("更多精彩内容，请关注某某公众号", "subscription"),
        ("本文仅代表作者个人观点，不代表本站立场。", "legal"),
        ("未经授权，不得转载本网内容", "legal"),
        ("Copyright © 2021 Some Daily. All rights reserved.", "legal"),
        ("--- END ---", "end mark"),
        ("首页 > 茶讯 > 正文", "button"),
        ("您现在的位置：首页 › 茶讯", "button"),
        ("Home > Tea > News", "button"),
        ("Previous Page | Contents | Next Page", "button"),
        ("Next: New trams for the harbour", "button"),
        ("Translator: Anna Moor  Editor: B. Lake", "editor"),
        ("浏览次数：3071", "source line"),
    ],
)
def test_furniture(line: str, reason: str) -> None:
    assert is_furniture(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "他打开微信扫一扫，很快付了钱。",
        "责任编辑要对每篇稿件负责。",
        "编辑部设在杭州，共有二十人。",
        "公司随后发布声明：将依法维护权益。",
        "专家提醒：冬季出行要注意安全。",
        "这家书店的评论区很热闹。",
        "注册资本",
        "首页设计得很漂亮",
        "主页 2031-2032 年改版",
        "Home is where the heart is",
        "福建省",
        "本报记者 林小雨",
        "The editor said that she liked the story.",
        "Share prices rose on Monday",
        "Related industries grew by a tenth.",
        "",
    ],
)
def test_article_lines_stay(line: str) -> None:
    assert is_furniture(line) is None


def test_what_stands_below_a_list_of_links_is_furniture() -> None:
    body = ["山区通了高铁，村民出行方便多了。"] * 6
    lines = [*body, "相关阅读", "海边的小城迎来第一场雪，气温骤降", "Oh yes", ""]
    assert set(furniture_lines(lines)) == {6, 7, 8}


def test_a_subheading_between_paragraphs_stays() -> None:
    lines = ["山区通了高铁，村民出行方便多了。", "推荐阅读", "产业升级", "游客一年比一年多，小店开了一家又一家。"]
    assert set(furniture_lines(lines)) == {1}


def test_short_lines_after_the_article_and_its_credit_are_furniture() -> None:
    lines = ["山区通了高铁，村民出行方便多了。", "责编：赵小川", "鲜花 3"]
    assert set(furniture_lines(lines)) == {1, 2}


def test_credit_at_the_end_of_a_paragraph() -> None:
    text = "小城的明天会更好！责任编辑赵小川"
    span = trailing_credit(text)
    assert span is not None and text[slice(*span)] == "责任编辑赵小川"
    assert trailing_credit("他当过责任编辑。") is None


def test_a_role_with_a_long_word_is_read_at_once() -> None:
    assert is_furniture("Editor: " + "W" * 100 + "!") is None  # once it took 2^100 steps


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("[3] A jar for pickles.", True),
        ("(TN: a jar for pickles)", True),
        ("Translator's note: a jar for pickles", True),
        ("[4] A jar for pickles.", False),
        ("The translator: a man of few words.", False),
    ],
)
def test_notes_to_the_translation(line: str, note: bool) -> None:
    assert is_translators_note(line, "She opened the tanzi[3] with a knife.\n[3] A jar for pickles.") is note
