"""Placeholders of files that declare their notation."""

from __future__ import annotations

from tests.checks.conftest import Found
from tests.checks.support import PO


def test_plural_forms_and_formats_of_po(found: Found) -> None:
    plural = 'msgid "%d 个会话"\nmsgid_plural "%d 个会话"\nmsgstr[0] "One session"\nmsgstr[1] "sessions"\n'
    (lost,) = found("a.po", PO + plural, "placeholder")
    assert lost.bead == 1
    declared = '#, c-format\nmsgid "请求用户 :name 确认 %s"\nmsgstr "Ask the user to confirm %s"\n'
    assert not found("b.po", PO + declared, "placeholder")
