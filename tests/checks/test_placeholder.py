"""Placeholders of files that declare their notation."""

from __future__ import annotations

import pytest

from align.strings.branches import compared
from tests.checks.conftest import Found
from tests.checks.support import PO


def test_plural_forms_and_formats_of_po(found: Found) -> None:
    plural = 'msgid "%d 个会话"\nmsgid_plural "%d 个会话"\nmsgstr[0] "One session"\nmsgstr[1] "sessions"\n'
    (lost,) = found("a.po", PO + plural, "placeholder")
    assert lost.bead == 1
    declared = '#, c-format\nmsgid "请求用户 :name 确认 %s"\nmsgstr "Ask the user to confirm %s"\n'
    assert not found("b.po", PO + declared, "placeholder")


ZH = "{count, plural, other {共有 # 个文件}}，日期 {day, date, short}"


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (ZH, "{count, plural, one {# file} other {# files}}, on {day, date, short}", ""),
        (ZH, "{count} files, on {day, date, short}", "the plural over count is missing from the English"),
        (ZH, "{count, plural, one {# file} other {# files}}, on {day}", "day is formatted as date in the Chinese"),
        (
            ZH,
            "{count, plural, one {# file} other {files}}, on {day, date, short}",
            "# is missing in the branch “files”",
        ),
        (ZH, "{count, plural, some {#} other {# files}}, on {day, date, short}", "“some” is no form of a plural"),
        (ZH, "{count, select, one {file} other {files}}, on {day, date, short}", "a plural in the Chinese, a select"),
        (ZH, "{count, plural, other {# files of {user}}}, on {day, date, short}", "{user} has no counterpart"),
        (ZH, "{count, plural, other {# files}, on {day, date, short}", "the English message cannot be read"),
        ("共 {n} 个", "{n, plural, one {# file} other {# files}}", ""),
        ("{sex, select, male {他} other {TA}}来了", "{sex, select, female {She} other {They}} came", "“male” of sex"),
        ("'{'原样'}' {name}", "As it is: '{' {nobody}", "{nobody} has no counterpart in the Chinese"),
    ],
)
def test_branches_of_icu(source: str, target: str, message: str) -> None:
    messages = [trouble.message for trouble in compared(source, target)]
    assert any(message in own for own in messages) if message else not messages, messages
