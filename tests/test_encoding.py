"""Encodings are detected and named; what is no text is an error with its place."""

from __future__ import annotations

import pytest

from align.errors import InputError
from align.text.encoding import decode, encode

SIMPLIFIED = "记者昨日获悉，全市经济运行总体平稳，这是一个好的开始。\n第二段：大家都来参加。\n"
TRADITIONAL = "記者昨日獲悉，這是我們國家的一個重要會議，大家都來參加。\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
    ],
)
def test_simplified(codec: str, name: str) -> None:
    decoded = decode(SIMPLIFIED.encode(codec), "a.txt")
    assert (decoded.text, decoded.encoding) == (SIMPLIFIED, name)


def test_big5() -> None:
    decoded = decode(TRADITIONAL.encode("big5"), "a.txt")
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x7fELF\x02\x01\x01\0\0\0", "NUL"),
        (bytes(range(128, 256)) * 4, "0x80"),
        ("一行\n二\0行".encode(), "a.txt:2"),
        ("中".encode("utf-16-le") + b"\x00\xd8" + b" \x00a\x00b\x00c\x00", ""),
    ],
)
def test_binary_is_one_clear_line(data: bytes, found: str) -> None:
    with pytest.raises(InputError) as error:
        decode(data, "a.txt")
    assert found in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (rb"{\rtf1\ansi\ansicpg936 \u26085?.\par}", "an RTF document", ".docx"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            "an OpenDocument file",
            ".docx",
        ),
        (b"PK\x03\x04" + bytes(60), "a zip archive", "unpack"),
        (b"\xd0\xcf\x11\xe0" + bytes(60), "an old binary Office file", "password"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "an image", "text"),
    ],
)
def test_files_of_other_programs_are_named(data: bytes, what: str, remedy: str) -> None:
    with pytest.raises(InputError) as told:
        decode(data, "letter.odt")
    assert what in str(told.value) and remedy in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        "We don’t know it’s ours.\n",
        "“A good one”, she said – the company’s 3rd year.\n",
        "The café is open until 9.\n",
        "Save as…\nDon’t save\n",
    ],
)
def test_english_with_the_marks_of_windows(text: str) -> None:
    decoded = decode(text.encode("windows-1252"), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, "windows-1252")
    assert encode(decoded.text, decoded.encoding, text.encode("windows-1252")) == text.encode("windows-1252")


@pytest.mark.parametrize("codec", ["gb18030", "big5"])
def test_english_with_a_few_chinese_characters_is_no_windows_1252(codec: str) -> None:
    text = "The word for good is 好 and the name of the city is 上海 in this long sentence.\n"
    assert decode(text.encode(codec), "a.txt").text == text
