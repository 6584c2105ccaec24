"""The same text in every format gives the same findings: what a check, its severity and its words depend on is the
text, not the file around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from align.config import Settings
from align.files import from_bytes
from align.inputs import read_all
from align.pipeline import Engine
from tests.written import FORMATS

PAIRS = [
    ("9月8日，政府在郑州市召开了新闻发布会。", "The government held a press conference in Zhengzhou on September 8."),
    ("去年粮食产量增长了3%，达到1300亿斤。", "Last year the grain output fell 3 percent to 65 million tonnes."),
    ("我们将投资30亿元，新建12座水库。", "We will invest 3 billion yuan and build 21 new reservoirs."),
    ("会议还决定，明年起取消这项收费。", "The meeting also decided to cancel the fee from next year."),
    ("市长说，大部分工程将在今年完成。他还感谢了所有工人。", "The mayor said that most projects would end this year."),
    ("居民们对新的公园很满意。", "Residents are satisfied with the new the new park."),
    ("专家不同意这个说法。", "Experts agree with this view."),
    ("图书馆每周一闭馆，其余时间照常开放。", "The library is closed on Mondays and open as usual at other times."),
]  # fmt: skip
SEGMENTS = ("jsonl",)  # a line is one segment, whatever is in it
LOOSE = ("left_out", "omission", "meaning")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())


def findings(engine: Engine, name: str) -> Counter[tuple[str, str, str, str]]:
    """Check, severity and marked words of all findings."""
    held = dict(FORMATS[name](PAIRS))
    out: Counter[tuple[str, str, str, str]] = Counter()
    for review in engine.reviews(read_all(list(held), open=lambda path: from_bytes(held[path], path))):
        sides = review.alignment.source, review.alignment.target
        for finding in review.findings:
            spans = finding.source_span, finding.target_span
            zh, en = (d.words(s, 200) if d and s else "" for d, s in zip(sides, spans, strict=True))
            out[finding.check, finding.severity, zh, en] += 1
    return out


@pytest.fixture(scope="module")
def expected(engine: Engine) -> Counter[tuple[str, str, str, str]]:
    return findings(engine, "alternating")


def test_the_text_has_findings(expected: Counter[tuple[str, str, str, str]]) -> None:
    assert {"number", "repeat", "omission"} <= {check for check, *_ in expected}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_text_gives_the_same_findings(
    name: str, engine: Engine, expected: Mapping[tuple[str, str, str, str], int]
) -> None:
    found: Mapping[tuple[str, str, str, str], int] = findings(engine, name)
    if name in SEGMENTS:  # how much is left out, and how sure a doubt is, hangs on the sentences around
        found, expected = ({k: n for k, n in own.items() if k[0] not in LOOSE} for own in (found, expected))
    assert found == expected
