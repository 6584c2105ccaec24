"""The check wrong_language."""

from __future__ import annotations

import pytest

from align.checks import wrong_language
from tests.checks.support import found


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("路修好了。", "路修好了。"),
        ("路修好了。", "道路は修理されました。"),
        ("路修好了。", "Дорога уже отремонтирована."),
        ("孩子们在学校里学习。", "Los niños aprenden en la escuela con sus maestros."),
        ("孩子们在学校里学习。", "Die Kinder lernen in der Schule und sie sind nicht allein."),
    ],
)
def test_wrong_language(source: str, target: str) -> None:
    assert [f.severity for f in found(wrong_language.CHECK, source, target)] == ["error"]


def test_english_with_foreign_names_is_english() -> None:
    target = "The mayor of La Paz and the singer Los Lobos met in El Alto on Friday."
    assert not found(wrong_language.CHECK, "拉巴斯市长周五会见了歌手。", target)
