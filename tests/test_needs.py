"""What lets a check pass over a pair: it must never pass over one in which something would be found."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from align import registry
from align.config import Settings
from align.evidence.opposites import english_pattern, split
from align.pipeline import Engine
from align.readers.jsonl import segment
from align.records import Article, Check, needs
from align.text.word_keys import entry_keys, may_hold, text_keys
from align.writers.jsonl import WRITER

EXAMPLES = [(*example[:2],) for check in registry.checks() for example in (*check.good, *check.bad)]


def articles() -> list[Article]:
    """All examples of checks, as rows of a table."""
    rows = [(zh, en) for zh, en in dict.fromkeys(EXAMPLES) if "\n" not in zh + en]
    return [
        segment(json.dumps({"id": n, "source": zh, "target": en}).encode(), n, "-") for n, (zh, en) in enumerate(rows)
    ]


def test_rows_have_the_same_findings_without_needs() -> None:
    quick, whole = Engine(Settings(second_reader="never")), Engine(Settings(second_reader="never"))
    whole.__dict__["checks"] = tuple(replace(check, needs=None) for check in quick.checks)
    found = [b"".join(WRITER.write(engine.reviews(articles()))) for engine in (quick, whole)]
    assert found[0] == found[1]


@pytest.mark.parametrize("check", [check for check in registry.checks() if check.needs], ids=lambda check: check.id)
def test_a_check_needs_nothing_that_its_bad_examples_lack(check: Check) -> None:
    assert check.needs is not None and check.scope == "pair"
    for source, target, *_ in check.bad:
        assert check.needs.met(frozenset(source), frozenset(target))


def test_needs() -> None:
    assert needs(either="&").met(frozenset("甲"), frozenset("a&"))
    assert not needs(either="&").met(frozenset("甲"), frozenset("a"))
    assert not needs(source="&").met(frozenset("甲"), frozenset("a&"))
    assert not needs(target="甲").met(frozenset("甲"), frozenset("a&"))


def test_cells_stand_only_where_their_words_do() -> None:
    cell = "log in|sign* up|hang … up"
    for low in ("please log in", "signed up", "hang it up", "naïve log in"):
        assert english_pattern(cell).search(low)
        assert may_hold(entry_keys(split(cell)), text_keys(low))
    assert entry_keys(split(cell)) == {"log", "up", "hang"}
    assert not may_hold(entry_keys(split(cell)), text_keys("please sit down"))
    assert entry_keys(split("log in|*able")) is None
