"""The report: what stands on the page, and what a translator does with it in a real browser."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest

from align.records import Alignment, Bead, Decision, Review
from align.writers import html as writer
from tests import made

TABLES = {
    "renderings": (
        {"term": "图书馆", "rendering": "library", "count": 2, "status": "accepted", "beads": [0, 1]},
        {
            "term": "馆长",
            "rendering": "curator",
            "count": 1,
            "status": "rejected",
            "beads": [2],
            "expected": "director",
        },
        {"term": "馆长", "rendering": "director", "count": 2, "status": "accepted", "beads": [2, 4]},
    )
}
REVIEW = made.article(found=made.FOUND, tables=TABLES)
HOSTILE = (
    '<script>window.hit=1</script><img src=x onerror="window.hit=2">',
    "javascript:window.hit=3 ' \" onmouseover=window.hit=4 </p></div></main></body>",
    "</script><script>window.hit=5</script><!-- <style>*{display:none}</style>",
    "broken \ud83d and \x00\x01\x1b[31m \u202egnirts\u202c \ufffe",
    "{{7*7}} ${window.hit=6} &lt;b&gt; &#x3c;script&#x3e;",
)


def page_of(*reviews: Review) -> str:
    return b"".join(writer.write(reviews)).decode("utf-8")


class Tags(HTMLParser):
    """Start tags with their attributes; checks that every element is closed in order."""

    VOID = frozenset("meta input br hr img link col".split())

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str, name: str = "") -> list[dict[str, str | None]]:
        return [a for t, a in self.found if t == tag and name in ["", *(a.get("class") or "").split(" ")]]


def test_page_is_well_formed_and_the_same_every_time() -> None:
    text = page_of(REVIEW)
    tags = Tags(text)
    assert len(tags.all("div", "row")) == len(made.PAIRS)
    assert len(tags.all("div", "f")) == len(made.FOUND)
    ids = [a["id"] for _, a in tags.found if "id" in a]
    assert len(ids) == len(set(ids))
    assert text == page_of(made.article(found=made.FOUND, tables=TABLES))


def test_references_on_the_page_lead_somewhere() -> None:
    tags = Tags(page_of(REVIEW, made.article(path="b.txt")))
    ids = {a["id"] for _, a in tags.found if "id" in a}
    for _, a in tags.found:
        if (a.get("href") or "").startswith("#"):
            assert str(a["href"])[1:] in ids
        for name in ("aria-describedby", "aria-labelledby", "for", "list"):
            assert set((a.get(name) or "").split()) <= ids


def test_policy_names_the_one_script_and_style() -> None:
    text = page_of(REVIEW)
    policy = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)[0]
    assert policy.startswith("default-src 'none'; ")
    for element in ("script", "style"):
        contents = re.findall(rf"<{element}[^>]*>(.*?)</{element}>", text, re.S)
        assert len(contents) == 1
        digest = b64encode(hashlib.sha256(contents[0].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "http" not in policy
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", text)
    tags = Tags(text)
    assert not [n for _, a in tags.found for n in a if n.startswith("on") or n == "style"]


@pytest.mark.parametrize("words", HOSTILE)
def test_article_text_is_only_text(words: str) -> None:
    review = made.article(
        ((f"他说{words}。", f"He said {words}."),),
        ({"check": "x", "bead": 0, "src": words, "tgt": words, "message": words, "note": words, "suggestions": (words,),
          "term": words, "category": words},),
        path=f"{words}.txt",
        decisions=(Decision("waived", words, words, "2030-01-01", words),),
        tables={"renderings": ({"term": words, "rendering": words, "count": 1, "status": "none", "beads": [0]},),
                words: ({words: words},)},
    )  # fmt: skip
    tags = Tags(page_of(review))
    assert len(tags.all("script")) == 1 and len(tags.all("style")) == 1 and not tags.all("img")
    assert not [n for _, a in tags.found for n in a if n.startswith("on")]


def test_marks_cut_overlapping_and_nested_spans() -> None:
    text = "馆长林秋实说夜读活动将办到年底。"
    found = [
        {"check": "a", "bead": 0, "src": "林秋实说夜读", "severity": "note"},
        {"check": "b", "bead": 0, "src": "夜读活动", "severity": "warning"},
        {"check": "c", "bead": 0, "src": "whole"},
        {"check": "d", "bead": 0, "src": "读"},
    ]
    page = page_of(made.article(((text, "x"),), found))
    cell = re.findall(r'<div class="cell source".*?</div>', page)[0]
    parts = re.findall(r'<mark class="([^"]*)" data-f="([^"]*)"[^>]*>([^<]*)</mark>', cell)
    assert [(words, keys) for _, keys, words in parts] == [
        ("馆长", "0-2"), ("林秋实说", "0-0 0-2"), ("夜", "0-0 0-1 0-2"), ("读", "0-0 0-1 0-2 0-3"), ("活动", "0-1 0-2"),
        ("将办到年底。", "0-2"),
    ]  # fmt: skip
    assert {names.split()[0] for names, _, _ in parts} == {"e"}
    assert re.sub("<[^>]+>", "", cell) == text
    assert cell.count("tabindex") == 4  # one stop a finding, however many parts


def test_span_over_two_paragraphs_is_marked_in_both() -> None:
    review = made.article((("甲乙。", "One two."), ("丙丁。", "Three.")))
    alignment = review.alignment
    merged = Alignment(alignment.source, alignment.target, alignment.source_sentences, alignment.target_sentences,
                       (Bead((0, 2), (0, 2), 0.5),))  # fmt: skip
    from dataclasses import replace

    from align.records import Finding, Span

    start, end = merged.source_sentences[0].start, merged.source_sentences[1].end
    finding = Finding("omission", "error", "accuracy/omission", 0, Span(start + 1, end), None, "gone")
    page = page_of(replace(review, alignment=merged, findings=(finding,)))
    cell = re.findall(r'<div class="cell source".*?</div>', page)[0]
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", cell) == ["乙。", "丙丁。"]
    assert ">2-2<" in page


def test_wrapped_lines_of_a_paragraph_stay_one() -> None:
    review = made.article((("馆长说,\n活动办到年底。", "The director said\nit would go on."),))
    page = page_of(review)
    cells = re.findall(r'<div class="cell \w+" role="cell" lang="[^"]*"[^>]*>(.*?)</div>', page)
    assert cells == ["<p>馆长说,活动办到年底。</p>", "<p>The director said it would go on.</p>"]


def test_empty_side_and_insertion_point() -> None:
    review = made.article(
        (("读者可预约。", ""), ("多谢。", "Thanks.")), ({"check": "omission", "bead": 0, "src": "whole"},)
    )
    page = page_of(review)
    assert "no translation" in page and 'class="cell target empty"' in page


@pytest.mark.parametrize("side", [0, 1])
def test_one_sided_article_gets_a_useful_page(side: int) -> None:
    pairs = [("", "")] * 3
    pairs = [(pair[0], "") if side == 0 else ("", pair[1]) for pair in made.PAIRS]
    found = [{"check": "source-digits", "bead": 1, ("src", "tgt")[side]: "whole", "message": "digits are missing"}]
    page = page_of(made.article(pairs, found))
    tags = Tags(page)
    assert ("No translation in this file" in page) == (side == 0)
    assert len(tags.all("div", "cell")) == len(made.PAIRS) and tags.all("div", "one")
    assert not tags.all("svg", "dots") and "digits are missing" in page


def test_traditional_chinese_asks_for_its_own_glyphs() -> None:
    assert 'lang="zh-Hant"' in page_of(made.article((("圖書館開門時間將會延長。", "Longer hours."),)))
    assert 'lang="zh-Hans"' in page_of(REVIEW)


def test_segments_of_one_table_make_one_sheet() -> None:
    reviews = []
    for number, (source, target) in enumerate(made.PAIRS):
        alignment = Alignment.of_pair(source, target, path="memory.jsonl", id=f"s{number}")
        finding = made.finding(alignment, "dates", 0, src="whole")
        reviews.append(Review(alignment, made.article().scores, (finding,)))
    tags = Tags(page_of(*reviews))
    assert len(tags.all("article")) == 1
    assert [a["data-row"] for a in tags.all("div", "row")] == ["1", "2", "3", "4", "5"]
    assert [a["data-row"] for a in tags.all("div", "f")] == [f"p0-{n}" for n in range(1, 6)]


def test_nothing_to_show() -> None:
    assert "nothing to check" in page_of()
    assert Tags(page_of(made.article(()))).all("article")


def test_renderings_put_the_wrong_ones_first() -> None:
    table = re.findall(r'<table class="renderings">.*?</table>', page_of(REVIEW))[0]
    assert table.index("curator") < table.index("library")
    assert 'rowspan="2"' in table and "known mistranslation" in table and 'href="#p0-3"' in table
