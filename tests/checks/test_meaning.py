"""What the second reader finds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from align.checks import meaning
from align.evidence.weigh import weighed
from align.records import Alignment, Finding, Profile, Reading


def read(wrong: float, note: float, last_word: str = "house") -> list[Finding]:
    """Findings where the reader gives the last English word this probability to be wrong."""
    source, target = "他买了汽车。", f"He bought a new {last_word}."
    words = [(0, 2), (3, 9), (10, 11), (12, 15), (16, 16 + len(last_word))]
    ours = [(0, 1), (1, 3), (3, 5), (5, 6)]
    starts, ends = (np.array([w[k] for w in words], np.int32) for k in (0, 1))
    first, last = (np.array([w[k] for w in ours], np.int32) for k in (0, 1))
    odds = np.array([0.01, 0.01, 0.01, 0.01, wrong], np.float32)
    reading = Reading(0.3, first, last, np.array([0.01, 0.01, wrong, 0.01], np.float32), starts, ends, odds)
    alignment = weighed(Alignment.of_pair(source, target, profile=Profile(thresholds={"meaning.note": note})))
    (pair,) = alignment.pairs()
    return list(meaning.CHECK.run(alignment.with_pairs((replace(pair, weighed=pair.evidence.with_reading(reading)),))))


def test_a_word_that_the_reader_is_sure_of_is_reported() -> None:
    (one,) = read(0.97, note=0.2)
    assert "house" in one.message and one.target_span
    assert not read(0.97, note=0.95) and not read(0.02, note=0.2)


def test_a_word_that_the_dictionary_knows_for_the_chinese_is_left_alone() -> None:
    assert read(0.97, note=0.2, last_word="truck")
    assert not read(0.97, note=0.2, last_word="car")
