"""One term, one rendering: over an article, for terms that no rule knows."""

from __future__ import annotations

from align.checks.consistency import CHECK
from align.examples import alignment_of
from tests.toys import toy_linker

LEXICON = {
    "青石": "qingshi bluestone",
    "木头链": "timber block chain sector wood",
    "发展": "development grow progress",
    "法国": "france french",
    "主席": "chairman president",
}


def said(source: list[str], target: list[str], *, linked: bool = True) -> list[tuple[str, str]]:
    linker = toy_linker(LEXICON) if linked else None
    alignment = alignment_of("\n".join(source), "\n".join(target), linker=linker)
    assert alignment.target is not None
    text = alignment.target.text
    return [(f.severity, text[f.target_span.start : f.target_span.end]) for f in CHECK.run(alignment) if f.target_span]


def test_a_name_with_two_renderings_is_marked_where_it_is_the_odd_one() -> None:
    source = ["青石很大。", "他在青石住。", "青石下雨了。", "我爱青石。"]
    target = ["Bluestone is big.", "He lives in Bluestone.", "It rains in Bluestone.", "I love Sandford."]
    assert said(source, target) == []  # Sandford is linked to nothing: another check's business
    target = [text.replace("Bluestone", "Qingshi") for text in target]
    target[3] = "I love Bluestone."
    assert said(source, target) == [("warning", "Bluestone")]
    assert said(source, target, linked=False) == []


def test_where_most_are_wrong_the_pinyin_tells() -> None:
    source = ["青石很大。", "他在青石住。", "青石下雨了。", "我爱青石。", "青石好。"]
    target = ["Bluestone is big.", "He is in Bluestone.", "Bluestone is wet.", "I love Qingshi.", "Qingshi is fine."]
    assert said(source, target) == [("warning", "Bluestone")] * 3


def test_terms_of_several_words_that_share_one() -> None:
    source = ["木头链很长。", "他买了木头链。", "木头链好。", "这是木头链。"]
    target = [
        "The block chain is long.",
        "He bought a block chain.",
        "A block chain is good.",
        "This is a sector chain.",
    ]
    assert said(source, target) == [("warning", "sector chain")]


def test_plain_words_and_peoples_are_free_to_vary() -> None:
    source = ["发展很快。", "他们发展。", "发展好。", "要发展。"]
    target = ["Development is fast.", "Their development.", "Development is good.", "We must grow."]
    assert said(source, target) == []
    source = ["法国很大。", "法国人来。", "在法国。", "法国菜。"]
    assert said(source, ["France is big.", "A man from France.", "In France.", "French food."]) == []
    source = ["主席来了。", "主席说。", "主席好。", "主席走。"]
    assert (
        said(source, ["The Chairman came.", "The Chairman said.", "The Chairman is well.", "The President left."]) == []
    )


def test_short_texts_and_single_pairs_are_silent() -> None:
    assert said(["青石。", "青石。"], ["Bluestone.", "Qingshi."]) == []
    assert said(["青石很大，青石下雨。"], ["Bluestone is big, Qingshi is wet."]) == []


def test_a_body_by_two_names_needs_two_places_only() -> None:
    source = ["记者从档案管理局获悉，新馆已经建成。", "档案管理局表示，新馆下月开放。"]
    target = ["The Archives Administration Bureau told us the new hall is ready.", ""]
    for name, marks in (
        ("The Records Management Office", [("warning", "Records Management Office")]),
        ("The Bureau of Archives Administration", []),
        ("The bureau", []),
        ("The Archives Bureau", []),
    ):
        target[1] = f"{name} said the hall would open next month."
        assert said(source, target, linked=False) == marks
