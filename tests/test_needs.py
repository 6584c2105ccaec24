"""What lets a check pass over a pair: it must never pass over one in which something would be found."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from align import registry
from align.config import Settings
from align.evidence import opposites
from align.evidence.opposites import english_pattern, split
from align.pipeline import Engine
from align.readers.jsonl import segment
from align.records import Article, Check, Needs, Sieve, needs
from align.text.word_keys import entry_keys, entry_pieces, may_hold, text_keys
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


def met(own: Needs, source: str, target: str) -> bool:
    """Return whether a row of two texts has what a check with these needs wants."""
    sieve = Sieve({"one": own})
    return sieve.held(source, target) & sieve.wanted("one") == sieve.wanted("one")


@pytest.mark.parametrize("check", [check for check in registry.checks() if check.needs], ids=lambda check: check.id)
def test_a_check_needs_nothing_that_its_bad_examples_lack(check: Check) -> None:
    assert check.needs is not None and (check.scope == "article" or not check.needs.several)
    for source, target, *_ in check.bad if not check.needs.several else ():
        assert met(check.needs, source, target)


def test_needs() -> None:
    assert met(needs(either="&"), "甲", "a&")
    assert not met(needs(either="&"), "甲", "a")
    assert not met(needs(source="&"), "甲", "a&")
    assert not met(needs(target="甲"), "甲", "a&")
    assert not met(needs(several=True), "甲", "a")
    assert met(needs(source="甲", either="乙a"), "甲", "a") and not met(needs(source="甲", either="乙b"), "甲", "a")


def test_a_sieve_looks_for_all_checks_at_once() -> None:
    sieve = Sieve({"one": needs(source="&"), "two": needs(either="&%"), "free": None})
    assert sieve.wanted("free") == sieve.wanted("unknown") == 0
    for source, target, found in (("甲&", "a", {"one", "two"}), ("甲", "a%", {"two"}), ("甲", "a", set())):
        mask = sieve.held(source, target)
        assert {name for name in ("one", "two") if mask & sieve.wanted(name) == sieve.wanted(name)} == found


def test_cells_stand_only_where_their_words_do() -> None:
    cell = "log in|sign* up|hang … up"
    for low in ("please log in", "signed up", "hang it up", "naïve log in"):
        assert english_pattern(cell).search(low)
        assert may_hold(entry_keys(split(cell)), text_keys(low))
    assert entry_keys(split(cell)) == {"log", "up", "hang"}
    assert not may_hold(entry_keys(split(cell)), text_keys("please sit down"))
    assert entry_keys(split("log in|*able")) is None


def test_a_pattern_is_tried_where_a_piece_of_it_stands() -> None:
    texts = ("please log in", "log-in", "sign up", "hang it up", "readable", "can't", "can’t", "login", "nothing here")
    for cell in ("log in", "sign* up|hang … up", "-able|n't", "/rea+d/|log*", "-"):
        pattern = english_pattern(cell)
        made = re.compile(pattern.pattern)
        for low in texts:
            for found in (pattern.search(low), pattern.search(low, 1), pattern.match(low)):
                assert found is None or found.re == made
            assert [m.span() for m in pattern.finditer(low)] == [m.span() for m in made.finditer(low)]
            assert (pattern.search(low) is None) == (made.search(low) is None)
    assert entry_pieces(split("log in|/o+/")) is entry_pieces(split("log in|*")) is None


def test_the_pieces_of_every_entry_stand_in_what_it_matches() -> None:
    cells = {cell for row in opposites.rows() for cell in row.cells[:2]}
    for entry in {entry for cell in cells for entry in split(cell)}:
        said = entry.lower().replace("…", "so").replace("*", "s")
        if (pieces := entry_pieces([entry])) and not entry.startswith(("-", "*")):
            assert english_pattern(entry).search(said), entry
            assert any(piece in said for piece in pieces), entry
