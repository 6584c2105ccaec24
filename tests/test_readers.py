"""Alternating articles, one-sided texts, segments: what lies together, and what is furniture."""

from __future__ import annotations

import json

import pytest

from align.errors import InputError
from align.files import from_bytes
from align.inputs import pick as read
from align.readers.article import article
from align.records import Article, Block

ZH = ["全市今年新建学校二十所。", "图书馆周末照常开放。", "地铁五号线年底通车。"]
EN = [
    "The city is building twenty new schools this year.",
    "Libraries will stay open at weekends as usual.",
    "Metro Line 5 opens to traffic at the end of the year.",
]


def sides(found: Article) -> tuple[list[str], list[str]]:
    def text(blocks: tuple[Block, ...], whole: str) -> list[str]:
        return [whole[b.start : b.end] for b in blocks if b.kind == "text"]

    return (
        text(found.source.blocks, found.source.text) if found.source else [],
        text(found.target.blocks, found.target.text) if found.target else [],
    )


def groups(found: Article) -> list[tuple[str, int | None]]:
    blocks = [(d.lang, b) for d in (found.source, found.target) if d for b in d.blocks]
    return [(lang, b.group) for lang, b in sorted(blocks, key=lambda x: x[1].start)]


def test_alternating_lines() -> None:
    found = article("\n".join(x for p in zip(ZH, EN, strict=True) for x in p), "a.txt")
    assert sides(found) == (ZH, EN)
    assert [g for _, g in groups(found)] == [0, 0, 1, 1, 2, 2]


def test_missing_line_stays_local() -> None:
    found = article("\n".join([ZH[0], EN[0], ZH[1], ZH[2], EN[2]]), "a.txt")
    assert groups(found) == [("zh", 0), ("en", 0), ("zh", 1), ("zh", 1), ("en", 1)]


def test_one_after_the_other() -> None:
    found = article("\n\n".join([*ZH, *EN]), "a.txt")
    assert sides(found) == (ZH, EN)
    assert {g for _, g in groups(found)} == {0}


def test_english_first() -> None:
    found = article("\r\n".join([EN[0], ZH[0], EN[1], ZH[1]]), "a.txt")
    assert sides(found) == (ZH[:2], EN[:2])
    assert [g for _, g in groups(found)] == [0, 0, 1, 1]


def test_furniture_is_no_text() -> None:
    found = article("\n".join([ZH[0], EN[0], "责任编辑:王小明", "打开微信扫一扫", "发表评论"]), "a.txt")
    assert sides(found) == (ZH[:1], EN[:1])
    assert found.source is not None
    assert [b.kind for b in found.source.blocks] == ["text", "furniture", "furniture", "furniture"]


def test_latin_words_in_a_chinese_text_are_no_translation() -> None:
    found = article("\n".join([*ZH, "- END -", "APP 2.0", *ZH]), "a.txt")
    assert found.target is None


def test_english_only() -> None:
    found = article("\n".join(EN), "a.txt")
    assert found.source is None
    assert sides(found)[1] == EN


@pytest.mark.parametrize("text", ["", " \n\t\n", "123\n456\n", "发表评论\n打开微信扫一扫\n"])
def test_nothing_to_read_is_one_clear_line(text: str) -> None:
    with pytest.raises(InputError) as error:
        article(text, "a.txt")
    assert "a.txt" in str(error.value)


def lines(*rows: object) -> bytes:
    return b"".join(json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in rows)


def test_segments() -> None:
    data = lines({"id": 7, "source": ZH[0], "target": EN[0]}, {"source": ZH[1], "target": "", "reference": EN[1]})
    first, second = read(from_bytes(data, "x.jsonl"))
    assert first.paired
    assert first.meta["id"] == 7
    assert second.id == "2"
    assert second.reference == (EN[1],)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'{"id": 1, "source": "a"}\n', 'x.jsonl:1: no "target"'),
        (b'{"source": "a", "target": "b"}\n{"source": "a", "target": 3}\n', "x.jsonl:2"),
        (b"[1]\n", "a JSON list"),
        (b"{oops\n", "no JSON"),
        (b"\xff\xfe{}\n", "not UTF-8"),
        (b'{"source": "\\ud800", "target": "b"}\n', "surrogate"),
        (b'{"source": "\\u0000", "target": "b"}\n', "NUL"),
        (b"[" * 100_000, "nested"),
        (b"", "no text"),
    ],
)
def test_bad_segments_name_the_line(data: bytes, found: str) -> None:
    with pytest.raises(InputError) as error:
        list(read(from_bytes(data, "x.jsonl")))
    assert found in str(error.value)


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_items_of_a_list_are_no_wrapped_paragraph(name: str) -> None:
    items = ["苹果汁", "香蕉汁", "西瓜汁", "葡萄汁", "橙子汁", "柠檬汁", "草莓汁"]
    text = {
        "a.md": "".join(f"- {item}\n" for item in items),
        "a.html": "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>",
        "a.txt": "\n".join(items),
    }[name]
    (found,) = read(from_bytes(text.encode(), name))
    assert found.source is not None
    assert [found.source.text[b.start : b.end] for b in found.source.blocks] == items
