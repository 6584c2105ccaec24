"""Tables: which sheets, columns, rows and languages are read, and what is said where something is left out."""

from __future__ import annotations

import io

import pytest

from align.errors import InputError
from align.files import from_bytes
from align.inputs import pick
from align.records import Article


def read(name: str, data: bytes) -> Article:
    (article,) = pick(from_bytes(data, name))
    return article


def book(*sheets: tuple[str, list[tuple[object, ...]]]) -> bytes:
    from openpyxl import Workbook

    made, out = Workbook(), io.BytesIO()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for number, row in rows_of(rows):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column, value)
    made.save(out)
    return out.getvalue()


def rows_of(rows: list[tuple[object, ...]]) -> list[tuple[int, tuple[object, ...]]]:
    """Rows with their numbers; an empty one is left out, as spreadsheets do."""
    return [(n, row) for n, row in enumerate(rows, 1) if row]


def test_all_sheets_are_read_and_rows_counted_as_the_spreadsheet_counts() -> None:
    data = book(
        (
            "价格",
            [("zh", "en"), ("水价不变。", "The price of water stays."), (), ("电价下调。", "Power gets cheaper.")],
        ),
        ("说明", [("内部使用",)]),
        ("Roads", [("en", "zh"), ("The bridge is closed.", "大桥封闭。")]),
    )
    article = read("a.xlsx", data)
    assert article.source and article.target
    assert article.source.text.split("\n") == ["水价不变。", "电价下调。", "大桥封闭。"]
    assert article.target.text.split("\n")[2] == "The bridge is closed."
    assert [b.label for b in article.source.blocks] == ["价格, row 2", "价格, row 4", "Roads, row 2"]
    assert article.target.lines == (2, 4, 2)


def test_a_row_with_one_cell_does_not_hide_the_separator() -> None:
    article = read("a.csv", "zh,en\n记者李明报道。\n\n会议没有讨论水价。,The meeting did not discuss water.\n".encode())
    assert article.source and article.target
    assert article.source.text.split("\n") == ["记者李明报道。", "会议没有讨论水价。"]
    assert article.target.text.split("\n") == ["", "The meeting did not discuss water."]
    assert article.source.lines == (2, 4)


def test_rows_of_several_lines_keep_the_line_of_the_editor() -> None:
    article = read("a.csv", '中文,English\n"天气好。\n风小。","Fine, and\nno wind."\n下雨了。,It rains.\n'.encode())
    assert article.target and article.target.lines == (2, 5)
    assert [b.label for b in article.target.blocks] == ["row 2", "row 3"]


def test_a_table_without_two_languages_is_described_as_it_is() -> None:
    with pytest.raises(InputError, match=r"2 rows of 2 columns, no Chinese column"):
        read("a.csv", b"source text,draft\nthe bridge,the new bridge\n")
    with pytest.raises(InputError, match=r"1 row of 2 columns, no English column"):
        read("a.csv", "大桥,桥\n".encode())


def test_columns_that_could_have_been_taken_are_named() -> None:
    rows = "zh,en_old,en_new\n天气好。,Weather good.,The weather is fine.\n下雨了。,It rain.,It rains.\n"
    (note,) = read("a.csv", rows.encode()).meta["notes"]
    assert note.startswith("a.csv: columns 1 (zh) and 3 (en_new) are taken, 2 (en_old) would do")
    assert not read("a.csv", rows.replace("en_new", "comment").replace("en_old", "en").encode()).meta["notes"]


def test_an_open_quotation_mark_does_not_swallow_the_table() -> None:
    rows = '中文,English\n下雨了。,"It rains.\n天气好。,Fine.\n他说：“好”。,"He said ""fine""."\n'
    with pytest.raises(InputError, match=r"a\.csv:2: a quotation mark"):
        read("a.csv", rows.encode())
    article = read("a.tsv", '中文\tEnglish\n下雨了。\t"It rains.\n天气好。\tFine.\n'.encode())
    assert article.target and article.target.text == '"It rains.\nFine.'
    assert read("a.csv", '中文,English\n他说好。,"Fine" he said.\n'.encode()).target  # wrong by the letter, but clear


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "a.xlf",
            '<xliff version="1.2"><file source-language="de" target-language="fr"><body><trans-unit id="1">'
            "<source>Die Brücke ist zu.</source><target>Le pont est fermé.</target></trans-unit></body></file></xliff>",
            "languages de to fr",
        ),
        (
            "b.xlf",
            '<xliff version="2.0" srcLang="en" trgLang="ja"><file id="f"><unit id="1"><segment>'
            "<source>It rains.</source><target>雨です。</target></segment></unit></file></xliff>",
            "languages en to ja",
        ),
        (
            "a.tmx",
            '<tmx version="1.4"><body><tu><tuv xml:lang="zh-CN"><seg>下雨了。</seg></tuv>'
            '<tuv xml:lang="de"><seg>Es regnet.</seg></tuv></tu></body></tmx>',
            "languages zh, de",
        ),
        ("a.txt", "新しい橋が来月開通します。\nThe new bridge opens next month.\n", "Japanese"),
        ("a.csv", "source,target\nDie Brücke,the bridge\n", "no Chinese in 1 segment"),
    ],
)
def test_other_languages_are_refused(name: str, text: str, found: str) -> None:
    with pytest.raises(InputError, match=found):
        read(name, text.encode())


def test_a_japanese_name_in_a_chinese_text_is_no_japanese_text() -> None:
    assert read(
        "a.txt", "展览由日本“もの派”艺术家策划，本周末在省美术馆开幕。\nThe show opens at the weekend.\n".encode()
    )
    assert read("a.txt", "她在看《となりのトトロ》。\nShe is watching Totoro.\n".encode())


def test_messages_without_a_translation_are_named_and_not_checked() -> None:
    text = 'msgid "Save the file"\nmsgstr "保存文件"\n\nmsgid "Close all windows"\nmsgstr ""\n'
    article = read("a.po", text.encode())
    assert article.target and article.target.text == "Save the file"
    assert article.target.lines == (1,)
    assert article.meta["notes"] == ("a.po: 1 segment without a translation, not checked: line 4",)


def test_cells_of_a_workbook_are_read_as_they_are_shown() -> None:
    from datetime import date, datetime

    from openpyxl import Workbook

    book = Workbook()
    shown = [
        (0.05, "0%"),
        (0.125, "0.0%"),
        (date(2023, 3, 15), "yyyy-mm-dd"),
        (datetime(2023, 3, 15, 9, 30), "d/m/yy h:mm"),
    ]
    book.active.append(["中文", "English"])
    for number, (value, form) in enumerate(shown, 2):
        book.active.append([f"第{number}行", value])
        book.active.cell(number, 2).number_format = form
    stream = io.BytesIO()
    book.save(stream)
    (article,) = pick(from_bytes(stream.getvalue(), "a.xlsx"))
    assert article.target is not None
    assert article.target.text.split("\n") == ["5%", "12.5%", "2023-03-15", "2023-03-15 09:30:00"]
