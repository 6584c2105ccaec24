"""The words that the fluency network reads."""

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
    for text, read in zip(texts, fluency.read(texts), strict=True):
        found = list(WORD.finditer(text))
        assert read.words == tuple(m[0] for m in found)
        assert read.spans == tuple(m.span() for m in found)
        assert len(read.missing) == len(read.wrong) == len(found)


def test_a_text_does_not_see_its_neighbours() -> None:
    texts = ["He went to the market.", "", "Prices rose by 3 percent in May, the ministry said.", "Yes", "a " * 90]
    for text, together in zip(texts, fluency.read(texts), strict=True):
        alone = slips(text)
        np.testing.assert_allclose(together.missing, alone.missing, atol=1e-5)
        np.testing.assert_allclose(together.wrong, alone.wrong, atol=1e-5)
        assert together.most_missing == pytest.approx(alone.missing.max(initial=0.0), abs=1e-5)


def test_blanks_at_the_end_cost_nothing() -> None:
    text = "The mayor met the builders." + " \t" * 200_000
    assert slips(text).words == ("The", "mayor", "met", "the", "builders", ".")


def test_half_a_character_is_a_word_like_any_other() -> None:
    assert len(slips("bad \ud800 word").words) == 3


def test_the_row_of_a_word_does_not_depend_on_the_other_words() -> None:
    words = [f" {word}" for word in "the mayor met a delegation of builders from Zqx and 1999 others in May".split()]
    with np.load(fluency.PATH) as data:
        first = fluency._First(data)
    together = first(words)
    assert np.array_equal(np.concatenate([first([word]).rows for word in words]), together.rows)
    assert together.own.tolist() == [len(word) - 1 for word in words]
