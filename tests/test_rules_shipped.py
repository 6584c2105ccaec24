"""The shipped packs: their index is true, their examples hold, they do not contradict each other, they load fast."""

from __future__ import annotations

import json
from functools import cache

import pytest

from align.examples import Failure, failures
from align.records import Alignment
from align.rules import Rule, RuleSet, load_rules
from align.rules.load.index import SHIPPED, build, dump, fingerprint, packs_folder, rule_files
from align.rules.tools import derived_examples

FILES = rule_files([packs_folder()])


@cache
def shipped() -> RuleSet:
    return load_rules()


@cache
def written() -> dict[str, Rule]:
    """The rules as their files have them, read once for all packs."""
    return dict(derived_examples.written(shipped()))


def test_the_stored_index_is_that_of_the_packs() -> None:
    # where this fails, run: python -m align.rules.load.index
    key = fingerprint(FILES)
    assert SHIPPED.read_bytes() == dump(build(FILES, key))
    assert json.loads(SHIPPED.read_bytes().split(b"\n", 1)[0])["key"] == key


@pytest.mark.parametrize("pack", [file.stem for file in FILES])
def test_examples_hold(pack: str) -> None:
    rules = shipped()
    found: list[Failure] = []
    count = 0
    for rule in rules.rules:
        if rule.pack == pack:
            good, bad = derived_examples.examples(rules, rule, written())
            count += len(good) + len(bad)
            found += failures(rules.run, rule.id, good, bad)
    assert not found, "\n".join(map(str, found[:20]))
    assert count


@pytest.mark.slow
def test_packs_do_not_contradict_each_other_and_every_rule_can_wake() -> None:
    assert [str(clash) for clash in derived_examples.clashes(shipped())] == []


def test_loading_parses_no_rule_before_its_term_is_met() -> None:
    rules = load_rules()
    assert not rules._parsed
    list(rules.run(Alignment.of_pair("郑州市很大。", "Zhengzhou is big.")))
    assert 0 < len(rules._parsed) < 10
