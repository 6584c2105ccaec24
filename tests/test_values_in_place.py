"""Values that stand against another one of their kind, days as wholes, and numbers that changed places."""

from __future__ import annotations

import pytest

from align import embed
from align.checks import date, number
from align.evidence.links import PairLinker
from align.evidence.weigh import weighed
from align.examples import alignment_of
from align.records import Finding

LINKER = PairLinker(embed.bundled())


def marked(source: str, target: str) -> list[str]:
    alignment = weighed(alignment_of(source, target, linker=LINKER))
    found: list[Finding] = [*number.CHECK.run(alignment), *date.CHECK.run(alignment)]
    return [target[f.target_span.start : f.target_span.end] for f in found if f.target_span]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("市集每周四开张。", "The fair opens every Wednesday.", "Wednesday"),
        ("这是本省第二座抽水蓄能电站。", "It is the first pumped-storage station in the province.", "first"),
        ("两国举行第三轮会谈。", "The two countries held a second round of talks.", "second"),
        ("长江第3号洪峰已经形成。", "The No. 2 flood crest of the Yangtze has formed.", "2"),
        ("每晚服药三次。", "Take the medicine twice every night.", "twice every night"),
        ("4月6日他到达，9日离开。", "He arrived on September 6 and left on April 9.", "September 6"),
        ("村里有20头牛和300只羊。", "The village has 300 cows and 20 sheep.", "300"),
        ("山区降雪6至12厘米，平原3至5厘米。", "Snowfall was 3 to 5 cm in the mountains, 6 to 12 cm on the plain.", "3"),
    ],
)
def test_a_value_stands_against_its_like(source: str, target: str, words: str) -> None:
    assert words in marked(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("市集每周四次开张。", "The fair opens four times a week."),
        ("两国举行第二轮会谈。", "The two countries held a second round of talks."),
        ("打印速度为每秒2页。", "It prints 2 pages per second."),
        ("4月6日至9日放假。", "The holiday lasts from April 6 to 9."),
        ("他敲了三次门。", "He knocked at the door three times."),
        (
            "第一，改善服务；第二，降低成本；第三，扩大市场。",
            "First, better service; second, lower costs; third, a larger market.",
        ),
    ],
)
def test_the_same_value_said_otherwise(source: str, target: str) -> None:
    assert not marked(source, target)
