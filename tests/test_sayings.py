"""Numerals of sayings."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from align.data import kinds
from align.text import sayings
from align.text.sayings import in_saying


def test_every_place_of_a_saying_is_one() -> None:
    text = "他说五十步笑百步。" * 3
    assert [in_saying(text, at, at + 2) for at in (2, 11, 20)] == [True, True, True]
    assert not in_saying("来了五十个人。", 2, 4)
    assert in_saying("他说：十五个吊桶打水——七上八下", 3, 5)


def test_sayings_are_looked_for_around_a_numeral_only(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Mock(side_effect=sayings._listed)
    monkeypatch.setattr(sayings, "_listed", listed)
    assert not in_saying("一个问题" * 9_000, 20_000, 20_001)
    longest = max(map(len, kinds("sayings.tsv")["saying"]))
    seen = [len(call.args[0]) for call in listed.call_args_list]
    assert seen and longest <= sayings.LONGEST + 2 and max(seen) < 3 * longest
