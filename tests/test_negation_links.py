"""Which English word renders which Chinese negation, and words of faint negative sense that render something else."""

from __future__ import annotations

import pytest

from align import embed
from align.checks import negation
from align.evidence.links import PairLinker
from align.evidence.weigh import weighed
from align.examples import alignment_of
from align.records import Finding

LINKER = PairLinker(embed.bundled())


def found(source: str, target: str) -> list[Finding]:
    return list(negation.CHECK.run(weighed(alignment_of(source, target, linker=LINKER))))


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        (
            "公司尚未答复记者，其股票已停牌。",
            "The company, whose shares are suspended, replied to the reporter.",
            "尚未",
        ),
        ("他至少到周五都不会上场。", "He will play until at least Friday.", "不会"),
        ("董事会批准了停止供货的计划。", "The board did not approve the plan to stop deliveries.", "not"),
        ("这款饮料含有咖啡因。", "This drink contains no caffeine.", "no"),
        ("任何人都可以查阅名单。", "The list can be read by no one.", "no"),
    ],
)
def test_a_word_that_renders_something_else_denies_nothing(source: str, target: str, words: str) -> None:
    marked = [source[f.source_span.start : f.source_span.end] for f in found(source, target) if f.source_span]
    marked += [target[f.target_span.start : f.target_span.end] for f in found(source, target) if f.target_span]
    assert words in marked


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("工程还没有完工。", "The works are far from finished."),
        ("不支持压缩，不支持加密。", "Compression and encryption are not supported."),
        ("床太低，老人无法坐下。", "The bed is too low for an old man to sit on."),
        ("两种奶粉没有任何区别。", "The two kinds of milk powder are exactly the same."),
        ("最迟周五提交。", "Submit it no later than Friday."),
    ],
)
def test_english_denies_in_many_ways(source: str, target: str) -> None:
    assert not found(source, target)


@pytest.mark.parametrize(
    ("source", "target", "certain"),
    [
        ("读者可以借阅杂志", "Readers cannot borrow magazines", True),
        ("请在开饭前洗手", "Do not wash your hands before the meal", True),
        ("请放下工作", "Do not work", False),  # 放下 is rendered by the not
        ("他按时交货", "He did not deliver on time", False),  # neither may nor shall
    ],
)
def test_who_may_and_cannot_says_the_opposite_for_sure(source: str, target: str, certain: bool) -> None:
    (finding,) = found(source, target)
    assert (finding.confidence >= (negation.CHECK.error_threshold or 1)) == certain
