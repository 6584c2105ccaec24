"""The check addition."""

from __future__ import annotations

import pytest

from align.checks import addition
from tests.checks.support import found

STRONG = {"omission": 0.85, "addition": 0.87}  # what these checks give to what they hold for sure


def test_an_added_sentence_is_an_error() -> None:
    assert [f.severity for f in found(addition.CHECK, "", "Nobody wrote this sentence in Chinese.", linked=True)] == [
        "error"
    ]


def test_a_note_by_the_translator_is_a_note() -> None:
    (told,) = found(addition.CHECK, "", "(Translator's note: a tanzi is a jar for pickles.)", linked=True)
    assert told.severity == "note"


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("By Zhao Yi", "note"),
        ("By Li Wei and Chen Xi in Beijing | Evening Post", "note"),
        ("By Monday nobody had come to the office.", "error"),
    ],
)
def test_a_line_that_names_the_writer_is_the_newspapers_own(line: str, severity: str) -> None:
    assert [f.severity for f in found(addition.CHECK, "", line, linked=True)] == [severity]


def test_a_word_put_in_is_sure_and_the_name_of_a_kind_is_not() -> None:
    (put,) = found(
        addition.CHECK, "渔民们在海边修补渔网。", "The angry fishermen are mending their nets by the sea.", linked=True
    )
    assert put.confidence >= STRONG["addition"]
    kind = found(
        addition.CHECK,
        "工人在高温条件下作业。",
        "The workers do their jobs in high-temperature environments.",
        linked=True,
    )
    assert all(f.confidence < STRONG["addition"] for f in kind)
