"""Latin words of the Chinese of which nothing is left."""

from __future__ import annotations

from align.checks import latin_lost
from tests.checks.support import found


def test_a_word_that_is_lost_and_one_that_is_kept() -> None:
    (one,) = found(latin_lost.CHECK, "他在 Vilanova 住过三年。", "He lived there for three years.")
    assert one.severity == "warning" and one.suggestions == ("Vilanova",)
    assert not found(latin_lost.CHECK, "他在 Vilanova 住过三年。", "He lived in Vilanova for three years.")


def test_entities_are_no_words() -> None:
    assert not found(latin_lost.CHECK, "A&nbsp;级", "Grade&nbsp;A")
