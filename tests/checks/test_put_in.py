"""Phrases that are put in."""

from __future__ import annotations

import pytest

from align.checks.put_in import CHECK
from tests.checks.support import found, words


@pytest.mark.parametrize(
    ("en", "phrase"),
    [
        ("The phone has three cameras and charges wirelessly overnight.", "and charges wirelessly overnight"),
        ("The phone has three cameras.", ""),
    ],
)
def test_a_phrase_put_in(en: str, phrase: str) -> None:
    findings = found(CHECK, "这款手机有三个摄像头。", en, linked=True)
    assert [words(f, en) for f in findings] == ([phrase] if phrase else [])
