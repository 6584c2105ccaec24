"""Any two files are a pair: which side is which, what is read as what, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from align.cli.common import read_and_left_out
from align.errors import InputError
from align.files import from_bytes
from align.inputs import Taken, pick, read_all, read_pair
from align.records import Article, Document, Input
from align.text.file_names import pairs_by_name, tagged
from align.wording import words

ZH = "当 `max_history` 为 `str` 时，按 `pandas.Timedelta` 解析。\n原文地址：https://example.org/a/very/long/path\n水库修好了。\n"
EN = "When `max_history` is a `str`, it is parsed as `pandas.Timedelta`.\n水库修好了。\nThe reservoir is finished.\n"


def given(name: str, text: str) -> Input:
    return from_bytes(text.encode(), name)


def texts(document: Document | None) -> list[str]:
    assert document is not None
    return [document.prose(b.start, b.end) for b in document.blocks]


@pytest.mark.parametrize("names", [("a.zh.md", "a.en.md"), ("a.md", "b.md"), ("a.txt", "b.txt"), ("1", "2")])
def test_two_files_are_one_article_in_either_order(names: tuple[str, str]) -> None:
    zh, en = given(names[0], ZH), given(names[1], EN)
    for order in ((zh, en), (en, zh)):
        (article,) = read_pair(*order)
        assert article.source is not None and article.target is not None
        assert (article.source.path, article.target.path) == names
        assert "水库修好了。" in "\n".join(texts(article.target)).split("\n")  # left-over Chinese stays where it is


def test_names_decide_where_texts_do_not_and_it_is_said() -> None:
    (article,) = read_pair(given("a.zh.txt", "水库修好了。\n门开了。\n"), given("a.en.txt", "水库修好了。\n门开了。\n"))
    assert article.target is not None and article.target.path == "a.en.txt"
    assert "a.en.txt: most of it is in Chinese" in article.meta["notes"][0]


def test_two_texts_of_one_language_are_refused_in_a_line() -> None:
    with pytest.raises(InputError, match=r"two Chinese texts, no English translation"):
        list(read_pair(given("a.txt", "水库修好了。\n"), given("b.txt", "门开了。\n")))
    with pytest.raises(InputError, match="French, no English"):
        french = "Le chat est dans la maison avec les enfants. Il ne mange pas de pain, mais elle est là.\n"
        list(read_pair(given("a.txt", "水库修好了。\n"), given("b.txt", french)))


def test_two_files_that_hold_both_languages_are_two_articles() -> None:
    one = "今天的天气非常好。\nThe weather is very fine today.\n我们去公园。\nWe are going to the park.\n"
    found = list(read_pair(given("a.txt", one), given("b.txt", one)))
    assert [bool(a.source and a.target) for a in found] == [True, True]


def test_names_say_what_belongs_together() -> None:
    names = [
        "README.md", "README_EN.md", "a.en.md", "a.zh.md", "b.md", "b.zh-CN.md", "en/c.md", "zh/c.md",
        "res/values-zh-rCN/strings.xml", "res/values/strings.xml", "en.lproj/L.strings", "zh-Hans.lproj/L.strings",
        "alone.zh.md", "plain.md",
    ]  # fmt: skip
    assert pairs_by_name(names) == [
        ("README.md", "README_EN.md"),
        ("a.zh.md", "a.en.md"),
        ("b.zh-CN.md", "b.md"),
        ("zh/c.md", "en/c.md"),
        ("res/values-zh-rCN/strings.xml", "res/values/strings.xml"),
        ("zh-Hans.lproj/L.strings", "en.lproj/L.strings"),
        ("alone.zh.md", None),
        ("plain.md", None),
    ]

    assert tagged("docs/guide.zh-CN.md") == ("docs/guide.md", "zh")
    assert tagged("english/guide.md") == ("guide.md", "en")


def test_among_more_files_neighbours_are_pairs_where_names_say_nothing() -> None:
    files = {"1.txt": "水库修好了。\n", "2.txt": "The reservoir is finished.\n", "3.txt": "门开了。\n"}
    found = list(read_all([*files], open=lambda name: given(name, files[name])))
    assert [(bool(a.source), bool(a.target)) for a in found] == [(True, True), (True, False)]


LAYOUTS = {
    "lines by turns": "水库修好了。\nThe reservoir is finished.\n门开了。\nThe door opened.\n",
    "paragraphs by turns": "水库修好了。\n\nThe reservoir is finished.\n\n门开了。\n\nThe door opened.\n",
    "English first": "The reservoir is finished.\n水库修好了。\nThe door opened.\n门开了。\n",
    "one after the other": "水库修好了。\n门开了。\nThe reservoir is finished.\nThe door opened.\n",
    "sentence by sentence": "水库修好了。The reservoir is finished. 门开了。The door opened.\n",
    "two columns": "水库修好了。\tThe reservoir is finished.\n门开了。\tThe door opened.\n",
    "a bar between": "水库修好了。 | The reservoir is finished.\n门开了。 | The door opened.\n",
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "-"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_both_languages_in_one_file(layout: str, name: str) -> None:
    (article,) = pick(given(name, LAYOUTS[layout]))
    lines = ["\n".join(texts(side)).split("\n") for side in (article.source, article.target)]
    assert lines == [["水库修好了。", "门开了。"], ["The reservoir is finished.", "The door opened."]]


def test_a_chinese_text_with_names_in_latin_letters_is_chinese() -> None:
    lines = "安装 Docker\n启动 Nginx 和 Redis\n使用 Vue Router 和 Pinia Store\n由 Google 和 Amazon Web Services 开发\n"
    (article,) = pick(given("a.txt", lines))
    assert article.target is None and len(texts(article.source)) == 4


def test_lines_of_a_masthead_are_text_where_the_translation_has_them() -> None:
    zh = "水库修好了，全村人都很高兴，大家来庆祝。\n作者：张三\n"
    en = "The reservoir is finished, and the whole village came to celebrate.\nAuthor: Zhang San\n"
    (article,) = read_pair(given("a.txt", zh), given("b.txt", en))
    for document in (article.source, article.target):
        assert document is not None and [b.kind for b in document.blocks] == ["text", "text"]
    (alone,) = pick(given("a.txt", zh))
    assert alone.source is not None and [b.kind for b in alone.source.blocks] == ["text", "furniture"]


def test_what_was_read_is_said_in_a_line() -> None:
    text = "---\ntitle: x\n---\n水库修好了。\n\n```sh\nls\n```\n"
    (article,) = read_pair(given("a.md", text), given("b.md", "The reservoir is finished.\n\n```sh\nls\n```\n"))
    taken = Taken(2)
    taken.add(article, 1)
    assert read_and_left_out(taken, words("en")) == "2 files → 1 article, 1 pair; left out: front matter, 2 code blocks"


def test_texts_that_do_not_belong_together_bring_one_finding(reviewed: Callable[[Article], list[str]]) -> None:
    zh = "他很早就起床了。\n外面下着雨。\n他给母亲打了电话。\n母亲在医院工作。\n他们谈了天气。\n然后他去上班。\n"
    en = "Install the package first.\nThe default port is 8080.\nTurn the screw to the left.\nSharks have no bones.\n"
    en += "Copper prices fell sharply.\nThe committee adopted the budget.\n"
    (article,) = read_pair(given("a.txt", zh), given("b.txt", en))
    assert reviewed(article) == ["unrelated"]


def test_a_cell_is_a_text(reviewed: Callable[[Article], list[str]]) -> None:
    table = (
        "source\ttarget\n水库修好了。村里有四百人。\tThe reservoir is finished. The village has four thousand people.\n"
    )
    (article,) = pick(given("a.tsv", table))
    assert "number" in reviewed(article)


@pytest.fixture(scope="module")
def reviewed() -> Callable[[Article], list[str]]:
    """Names of the checks that find something in an article."""
    from align.config import Settings
    from align.pipeline import Engine

    engine = Engine(Settings())
    return lambda article: [finding.check for finding in engine.review(article).findings]


def test_lines_of_both_languages_between_alternating_ones() -> None:
    alternating = "这是一个简单的工具。\nThis is a simple tool.\n安装方便。\nIt is easy to install.\n"
    text = f"{alternating}1. 下载安装包。Download the package.\n"
    (article,) = pick(from_bytes(text.encode(), "a.txt"))
    assert article.source and article.target
    assert article.source.text[slice(*_last(article.source))] == "1. 下载安装包。"
    assert article.target.text[slice(*_last(article.target))] == "Download the package."


def test_a_chinese_line_that_quotes_english_is_chinese() -> None:
    text = (
        "他说：“I have a dream.” 很有名。\nHe said, “I have a dream.” It is famous.\n书很贵。\nBooks are expensive.\n"
    )
    (article,) = pick(from_bytes(text.encode(), "a.txt"))
    assert article.source and article.target
    assert (len(article.source.blocks), len(article.target.blocks)) == (2, 2)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("邮件请寄 tea@example.org。", "Please send mail to tea@example.org."),
        ("网址是 https://example.org/tea。", "The address is https://example.org/tea."),
        ("重启 redis", "Restart redis"),
    ],
)
def test_addresses_and_names_of_programs_make_no_second_language(zh: str, en: str) -> None:
    (article,) = pick(given("a.txt", f"{zh}\n{en}\n茶很香。\nThe tea smells good.\n"))
    assert (texts(article.source), texts(article.target)) == ([zh, "茶很香。"], [en, "The tea smells good."])


def test_buttons_that_their_translation_follows_are_text() -> None:
    (article,) = pick(given("a.txt", "茶很香。\nThe tea smells good.\n返回顶部\nBack to top\n"))
    assert article.source is not None and [b.kind for b in article.source.blocks] == ["text", "text"]
    (article,) = pick(given("a.txt", "茶很香。\nThe tea smells good.\n返回顶部\n发表评论\n责任编辑：江小鱼\n"))
    assert article.source is not None and article.target is not None
    assert [b.kind for b in article.source.blocks] == ["text", *["furniture"] * 3]
    assert article.source.blocks[0].group == article.target.blocks[0].group  # whatever stands below them


def test_buttons_at_the_same_place_of_two_files_are_text() -> None:
    zh, en = (
        given("a.txt", "茶很香。\n上一篇：雨前茶\n返回顶部\n"),
        "The tea smells good.\nPrevious: Early tea\nBack to top\n",
    )
    (article,) = read_pair(zh, given("b.txt", en))
    for document in (article.source, article.target):
        assert document is not None and [b.kind for b in document.blocks] == ["text"] * 3
    (article,) = read_pair(zh, given("b.txt", "The tea smells good.\n"))
    assert article.source is not None and [b.kind for b in article.source.blocks] == ["text", "furniture", "furniture"]


def test_two_files_of_buttons_are_read() -> None:
    (article,) = read_pair(given("a.txt", "登录\n返回首页\n"), given("b.txt", "Log in\nBack to the home page\n"))
    assert texts(article.source) == ["登录", "返回首页"]


def test_a_line_of_the_page_takes_no_line_of_the_article_with_it() -> None:
    lines = [
        "首页 > 新闻 > 正文",
        "茶山迎来采茶季",
        "发布时间：2031-04-02 08:15　浏览次数：77",
        "山上的茶农这几天很忙。",
        "返回列表",
        "打印本页",
    ]
    (article,) = read_pair(
        given("a.txt", "\n".join(lines)), given("b.txt", "Tea picking begins\nThe farmers are busy.\n")
    )
    assert article.source is not None
    assert [document_text for b, document_text in zip(article.source.blocks, texts(article.source), strict=True)
            if b.kind == "text"] == ["茶山迎来采茶季", "山上的茶农这几天很忙。"]  # fmt: skip


def _last(document: Document) -> tuple[int, int]:
    return document.blocks[-1].start, document.blocks[-1].end


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("docs/README_CN.md", "docs/readme.md"),
        ("合同-中.docx", "合同-英.docx"),
        ("合同（中）.docx", "合同（英）.docx"),
        ("年报 中文版.docx", "年报 English version.docx"),
        ("年报_原稿.txt", "年报_译稿.txt"),
        ("Guide-Chinese-Version.md", "Guide-English-Version.md"),
    ],
)
def test_names_of_offices_and_names_that_differ_in_capitals_are_pairs(zh: str, en: str) -> None:
    others = ["小说（上）.txt", "小说（中）.txt", "小说（下）.txt"]
    assert dict(pairs_by_name(sorted([*others, zh, en])))[zh] == en
    assert all(other is None for name, other in pairs_by_name([*others, zh, en]) if name in others)


def test_names_that_more_than_two_share_are_no_pair() -> None:
    names = ["a-中.txt", "A-中.txt", "a-英.txt"]
    assert all(other is None for _, other in pairs_by_name(names))
