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


@pytest.mark.parametrize(
    ("zh", "en", "clause"),
    [
        (
            "博物馆周一闭馆。",
            "The museum, which is the largest in the province, is closed on Mondays.",
            "which is the largest",
        ),
        (
            "该药应在医生指导下使用。",
            "Use this medicine as directed by a doctor; pregnant women must not take it.",
            "pregnant",
        ),
        ("他们在河边吃饭，然后回家。", "They ate by the river, then went home.", ""),
    ],
)
def test_a_clause_put_in(zh: str, en: str, clause: str) -> None:
    findings = found(CHECK, zh, en, linked=True)
    assert [words(f, en).startswith(clause) for f in findings] == ([True] if clause else [])
