"""What the second reader finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from align.api import review_text
from align.checks import meaning
from align.evidence.weigh import weighed
from align.records import Alignment, Finding, Profile, Reading
from align.rules import load_rules


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


def test_what_a_rule_lays_down_is_no_question_of_meaning(tmp_path: Path) -> None:
    """A doubt about the rendering that the house has for the very term; a rule with an open list lays nothing down."""
    source = (
        "郑州航空港今年前三季度外贸进出口总值3500亿元，同比增长12.4%。\n\n豫剧《朝阳沟》周五在郑州上演，门票全部售罄。"
    )
    target = (
        "The Zhengzhou Airport Economy Zone recorded 350 billion yuan of foreign trade in the first three quarters, "
        "up 12.4 percent year on year.\n\n"
        "The Henan Opera Chaoyanggou was staged in Zhengzhou on Friday, and all tickets were sold out."
    )

    def doubts(rules: str) -> list[str]:
        house = tmp_path / "house.toml"
        house.write_text(rules, encoding="utf-8")
        found = review_text(source, target, rules=load_rules([str(house)], shipped=False)).findings
        return [f.message for f in found if f.check == "meaning"]

    rule = '[airport-zone]\nsource = ["郑州航空港"]\naccept = ["Zhengzhou Airport Economy Zone"]\n'
    assert doubts("") == ["“Airport Economy Zone” does not seem to say what “航空港” says"]
    assert doubts(rule) == []
    assert doubts(f"{rule}open = true\n") == doubts("")
