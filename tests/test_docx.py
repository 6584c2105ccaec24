"""Word documents as they come from offices: tracked ends of paragraphs, hidden text, headers, tables side by side."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from align.files import from_bytes
from align.inputs import pick, read_pair
from align.records import Article, Document


def made(build: Callable[[Any], None]) -> bytes:
    from docx import Document as new

    document = new()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def said(document: Document | None) -> list[str]:
    return [] if document is None else [document.text[b.start : b.end] for b in document.blocks]


def both(zh: Callable[[Any], None], en: Callable[[Any], None]) -> Article:
    (article,) = read_pair(from_bytes(made(zh), "zh.docx"), from_bytes(made(en), "en.docx"))
    return article


def run_with(paragraph: Any, tag: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:{tag} w:id="9" w:author="a"/></w:rPr>'))


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    def zh(document: Any) -> None:
        run_with(document.add_paragraph("合同签订以后，"), "del")
        document.add_paragraph("双方应在十日内付款。")
        run_with(document.add_paragraph("第二段。"), "ins")
        document.add_paragraph("第三段。")

    (article,) = pick(from_bytes(made(zh), "a.docx"))
    assert said(article.source) == ["合同签订以后，双方应在十日内付款。", "第二段。", "第三段。"]


def test_hidden_text_is_left_out_and_counted() -> None:
    def zh(document: Any) -> None:
        paragraph = document.add_paragraph("看得见的文字。")
        paragraph.add_run("看不见的文字。").font.hidden = True

    (article,) = pick(from_bytes(made(zh), "a.docx"))
    assert said(article.source) == ["看得见的文字。"] and article.meta["skipped"] == ("hidden run of text",)


def test_headers_and_footers_of_two_documents_are_compared_and_of_one_counted() -> None:
    def side(text: str, top: str, foot: str) -> Callable[[Any], None]:
        def build(document: Any) -> None:
            document.add_paragraph(text)
            section = document.sections[0]
            section.different_first_page_header_footer = True
            for part in (section.header, section.first_page_header):
                part.paragraphs[0].text = top
            section.footer.paragraphs[0].text = foot

        return build

    zh, en = (
        side("合同自五月一日起生效。", "内部资料", "12"),
        side("The contract takes effect on 1 May.", "Internal", "12"),
    )
    article = both(zh, en)
    assert said(article.source) == ["合同自五月一日起生效。", "内部资料"]
    assert article.target is not None and article.target.blocks[-1].label == "header or footer"
    assert said(article.target)[-1] == "Internal"
    (alone,) = pick(from_bytes(made(zh), "a.docx"))
    assert said(alone.source) == ["合同自五月一日起生效。"]
    assert alone.meta["skipped"] == ("line of headers or footers",)


def test_a_table_behind_a_bilingual_one_is_read() -> None:
    def build(document: Any) -> None:
        first = document.add_table(0, 2)
        for row in (
            ("中文", "English"),
            ("合同期限三年。", "The term is three years."),
            ("甲方付款。", "Party A pays."),
        ):
            for cell, text in zip(first.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("")
        second = document.add_table(0, 1)
        second.add_row().cells[0].text = "附件一：设备清单。"

    articles = list(pick(from_bytes(made(build), "a.docx")))
    assert [said(article.source) for article in articles] == [["合同期限三年。", "甲方付款。"], ["附件一：设备清单。"]]


def test_breaks_tabs_notes_and_links_inside_a_paragraph() -> None:
    def zh(document: Any) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        paragraph = document.add_paragraph("第一行")
        paragraph.add_run().add_break()
        paragraph.add_run("第二行  有两个空格")
        paragraph.add_run().add_tab()
        paragraph.add_run("尾")
        run = f"<w:r {nsdecls('w')}>"
        paragraph._p.append(parse_xml(f'{run}<w:footnoteReference w:id="2"/></w:r>'))
        paragraph._p.append(parse_xml(f"{run}<w:noBreakHyphen/><w:t>后</w:t></w:r>"))
        content = f"<w:sdtContent><w:p>{run}<w:t>控件里的一段。</w:t></w:r></w:p></w:sdtContent>"
        document.element.body.insert(1, parse_xml(f"<w:sdt {nsdecls('w')}>{content}</w:sdt>"))

    (article,) = pick(from_bytes(made(zh), "a.docx"))
    assert article.source
    assert said(article.source) == ["第一行", "第二行 有两个空格\t尾-后", "控件里的一段。"]
    assert [mark.text for mark in article.source.inline if mark.kind == "note"] == ["[2]"]
