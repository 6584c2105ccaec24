"""The fuzzer itself, and what it found: each kind of fault as a test."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from align import review_text
from align.errors import AlignError, InputError
from align.review_json import review_from
from align.writers import json as json_writer
from tests import fuzz, made
from tests.fuzz_tools import Door


@pytest.mark.slow
def test_some_hundred_inputs_at_every_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fuzz.run(350, seed=5, seconds=600) == 0


def test_faults_are_noticed() -> None:
    def refuse(item: Any) -> None:
        raise InputError("a.txt", "no text", "give one")

    def break_down(item: Any) -> None:
        raise KeyError("x")

    def hang(item: Any) -> None:
        while True:
            pass

    assert fuzz.attempt(Door("a", random.Random.random, refuse), 0) == ""
    assert "KeyError" in fuzz.attempt(Door("a", random.Random.random, break_down), 0)
    assert "TooLong" in fuzz.attempt(Door("a", random.Random.random, hang), 0)


def review() -> dict[str, Any]:
    return json.loads(b"".join(json_writer.WRITER.write([made.article(found=made.FOUND)])))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda r: r["layout"]["source"].update(lang='en"><meta http-equiv=refresh>'), "lang"),
        (lambda r: r["findings"][0].update(severity="<b>"), "severity"),
        (lambda r: r["findings"][0].update(message=["x"]), "message"),
        (lambda r: r["findings"][0].update(bead=99), "bead 99"),
        (lambda r: r["layout"]["beads"][0].__setitem__(1, 99), "bead 0"),
        (lambda r: r["layout"]["spans"][0].__setitem__(0, [5, 2]), "marks 5 to 2"),
        (lambda r: r["layout"]["texts"].__setitem__(0, "\ud800"), "texts"),
        (lambda r: r["layout"]["target"]["blocks"][0].__setitem__(1, 10**9), "block 0"),
        (lambda r: r["scores"]["summary"].update(quality={}), "quality"),
        (lambda r: r.update(signature=[]), "signature"),
        (lambda r: r.update(tables={"renderings": [{"a": {}}]}), "tables"),
    ],
)
def test_a_review_from_a_stranger_is_checked_before_it_is_rendered(change: Any, named: str) -> None:
    data = review()
    change(data)
    with pytest.raises(InputError, match=named):
        review_from(data, "review.json")


def test_a_review_that_is_right_comes_back_whole() -> None:
    data = review()
    assert json.loads(b"".join(json_writer.WRITER.write([review_from(data, "r")]))) == data


@pytest.mark.parametrize("text", ["9" * 400, "九" * 400 + "亿", "共有" + "9" * 5000 + "人。"])
def test_numbers_of_many_digits_are_no_fault(text: str) -> None:
    try:
        review_text(f"{text}\n", "It has 3 people.")
    except AlignError as error:
        assert "\n" not in str(error)


def test_hundreds_of_hundreds_are_no_number() -> None:
    assert review_text("共有三人。", "hundred " * 2000).alignment.beads


def test_a_thousand_equal_findings_in_a_pair() -> None:
    assert review_text("共有3人" * 400 + "。", "There are 4 people " * 400 + ".").scores.pairs
