"""The words that the fluency network reads, and what is remembered of them."""

from __future__ import annotations

import random

import numpy as np
import pytest

from align.evidence import fluency
from align.evidence.fluency import WORD, slips

ODD = "aB C'’19.,\t\n\u3000\x1c\x85\xa0\u200b٣½²ß中é_-()\"“”"


def test_words_are_those_of_the_pattern_wherever_they_stand() -> None:
    rng = random.Random(5)
    texts = ["".join(rng.choices(ODD, k=rng.randrange(40))) for _ in range(400)]
    fluency.prepare(texts)
    for text in texts:
        found = list(WORD.finditer(text))
        assert slips(text).words == tuple(m[0] for m in found)
        assert slips(text).spans == tuple(m.span() for m in found)
        assert len(slips(text).missing) == len(slips(text).wrong) == len(found)


def test_a_text_does_not_see_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["He went to the market.", "", "Prices rose by 3 percent in May, the ministry said.", "Yes", "a " * 90]
    monkeypatch.setattr(fluency, "_memo", {})
    alone = [slips(text) for text in texts]
    monkeypatch.setattr(fluency, "_memo", {})
    fluency.prepare(texts)
    for before, text in zip(alone, texts, strict=True):
        np.testing.assert_allclose(slips(text).missing, before.missing, atol=1e-5)
        np.testing.assert_allclose(slips(text).wrong, before.wrong, atol=1e-5)
        assert slips(text).most_missing == pytest.approx(before.missing.max(initial=0.0), abs=1e-5)


def test_more_words_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"The mayor of Wonsy{chr(97 + n)}ton met word{'x' * n} today." for n in range(20)]
    monkeypatch.setattr(fluency, "_memo", {})
    fluency.prepare(texts)
    usual = [slips(text).missing for text in texts]
    monkeypatch.setattr(fluency, "_WORDS", 12)
    monkeypatch.setattr(fluency, "_memo", {})
    for text, before in zip(texts, usual, strict=True):
        np.testing.assert_allclose(slips(text).missing, before, atol=1e-5)
    first = fluency._model().first
    assert len(first) <= 12 + 8
    slips(" ".join(f"word{n}x" for n in range(300)))
    assert len(first.rows) > 300
    slips("Yes.")
    assert len(first) == 2 and len(first.rows) == 256  # what a long text needed is given back


def test_blanks_at_the_end_cost_nothing() -> None:
    text = "The mayor met the builders." + " \t" * 200_000
    assert slips(text).words == ("The", "mayor", "met", "the", "builders", ".")


def test_a_text_that_fails_does_no_harm_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = slips("The old mill stands by Qrvxia river.").missing
    monkeypatch.setattr(fluency, "_memo", {})
    monkeypatch.setattr(fluency._First, "_learn", lambda *_: 1 / 0)
    fluency._model.cache_clear()
    with pytest.raises(ZeroDivisionError):
        slips("The old mill stands by Qrvxia river.")
    monkeypatch.undo()
    assert not fluency._model().first
    np.testing.assert_allclose(slips("The old mill stands by Qrvxia river.").missing, usual, atol=1e-5)
    assert len(slips("bad \ud800 word").words) == 3


def test_what_is_remembered_of_a_word_does_not_depend_on_when_it_was_met() -> None:
    words = [f" {word}" for word in "the mayor met a delegation of builders from Zqx and 1999 others in May".split()]
    with np.load(fluency.PATH) as data:
        together, apart = fluency._First(data), fluency._First(data)
    numbers = together.numbers(words)
    rows = together.rows[numbers]
    for word in reversed(words):
        apart.numbers([word])
    assert np.array_equal(apart.rows[apart.numbers(words)], rows)
    assert together.own[together.numbers(words)].tolist() == [len(word) - 1 for word in words]
