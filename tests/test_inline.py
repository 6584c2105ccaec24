"""Mark-up inside a text is nothing to the checks, and stays where people see the text."""

from __future__ import annotations

from align.records import Alignment, Bead, Block, Document, Inline, Lang, Span, passage
from align.segment import sentences


def marked(text: str, *marks: str, lang: Lang = "en") -> Document:
    """A document of one block in which each of ``marks``, in order of place, is mark-up."""
    found, at = [], 0
    for mark in marks:
        at = text.index(mark, at)
        found.append(Inline(at, at + len(mark), "mark", mark))
        at += len(mark)
    return Document("a.md", lang, text, (Block(0, len(text)),), inline=tuple(found))


def test_mark_up_is_no_character_and_no_space() -> None:
    document = marked("**Back up first**, then go.", "**", "**")
    (sentence,) = sentences(document)
    found = passage(document, [sentence])
    assert found.text == "Back up first, then go."
    assert found.original(document) == "**Back up first**, then go."
    assert document.text[slice(*_ends(found.span(8, 14)))] == "first**,"  # over the mark-up
    assert found.whole == Span(0, 27)
    assert found.runs == (Span(0, 27),)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_sentences_are_cut_as_if_the_mark_up_were_not_there() -> None:
    document = marked("**Stop.** Then *go home*. 3 **more**", "**", "**", "*", "*", "**", "**")
    assert [document.text[s.start : s.end] for s in sentences(document)] == [
        "**Stop.**",
        "Then *go home*.",
        "3 **more**",
    ]


def test_what_opens_belongs_to_the_sentence_that_follows() -> None:
    document = marked("完成。**注意**:慢。", "**", "**", lang="zh")
    assert [document.text[s.start : s.end] for s in sentences(document)] == ["完成。", "**注意**:慢。"]


def test_mark_up_that_was_left_out_by_the_reader_has_a_place() -> None:
    text = "Press now."
    tags = (Inline(6, 6, "tag", "<b>", "b"), Inline(9, 9, "tag", "</b>", "b"))
    document = Document("a.xlf", "en", text, (Block(0, len(text)),), inline=tags)
    found = passage(document, sentences(document))
    assert found.text == found.original(document) == text
    assert found.span(0, 9) == Span(0, 9)
    assert document.inline_in(0, 10) == tags


def test_lines_stay_apart_where_mark_up_joins() -> None:
    text = "*One* line\nand *another*"
    marks = [(i, i + 1) for i, c in enumerate(text) if c == "*"]
    document = Document(
        "a.md", "en", text, (Block(0, len(text)),), inline=tuple(Inline(a, b, "mark", "*") for a, b in marks)
    )
    found = passage(document, sentences(document))
    assert found.text == "One line and another"
    assert found.original(document) == "*One* line and *another*"
    assert [text[r.start : r.end] for r in found.runs] == ["*One* line", "and *another*"]


def test_a_review_keeps_mark_up() -> None:
    from align.config import Settings
    from align.pipeline import Engine
    from align.review_json import layout, review_from
    from align.writers.json import to_dict

    document = marked("他**来**了。", "**", "**", lang="zh")
    found = Alignment(document, None, sentences(document), (), (Bead((0, 1), (0, 0)),))
    review = Engine(Settings()).bare(found)
    assert layout(review)["source"]["inline"][0] == [1, 3, "mark", "**", ""]
    assert review_from(to_dict(review), "-").alignment.source == document
