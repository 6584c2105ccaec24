"""Two negations that cancel each other on one side, and one or none on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_chinese
from align.evidence.double_negation import cancelling_in_chinese, cancelling_in_english, without_need_of_leave
from align.records import Check, Finding, Pair

SURE = 0.75  # none was in 6,575 published pairs and 8,295 references but one (benchmarks/clean.py, references.py)
_ONLY_ZH = re.compile("不仅仅|不仅|不只是|不只|不止是|不止|不单单|不光")
_ONLY_EN = re.compile(r"\b(?:not|n['’]t|no)\s+(?:\w+\s+){0,2}more than\b", re.I)
_AT_MOST = re.compile("不[超多大高]过|不多于|不大于|不高于|至多|最多|以内|以下")


def _judge(pair: Pair) -> Iterator[Finding]:
    """Pairs in which negations cancel each other on one side only."""
    source, target = pair.source.text, pair.target.text
    only = _ONLY_ZH.search(source) if "不" in source else None
    wrong = _ONLY_EN.search(target) if only else None
    if only and wrong and not _AT_MOST.search(source):
        yield pair.finding(
            CHECK,
            f"“{only.group()}” means more than that; the translation has “{wrong.group()}”",
            source=only.span(),
            target=wrong.span(),
            suggestions=("more than", "not only"),
            confidence=SURE,
        )
    for twice in cancelling_in_english(source, target):
        yield pair.finding(
            CHECK,
            f"“{twice.group()}” denies twice and so affirms; the Chinese denies at most once",
            target=twice.span(),
            confidence=SURE,
        )
    free = without_need_of_leave(source, target)
    if free is not None:
        ours, theirs = free
        yield pair.finding(
            CHECK,
            f"without leave it is denied (“{ours['not']}”); the translation allows it: “{theirs.group()}”",
            source=ours.span("not"),
            target=theirs.span(),
            confidence=SURE,
        )
    half = cancelling_in_chinese(source, target)
    if half is not None:
        double, mark = half
        yield pair.finding(
            CHECK,
            f"“{double[0]}” denies twice and so affirms; the translation denies: “{target[mark.start : mark.end]}”",
            source=double.span(),
            target=(mark.start, mark.end),
            confidence=SURE,
        )


_DOC = """\
Two negations make an affirmation, and half of them is easily lost. **Doubled**: *not impossible* for 不可能, *not
unhurt* for 没有受伤. **Halved**: *unreasonable* for 不无道理, *impossible* for 并非不可能, *cannot* for 不能不. And
*no more than* for 不仅仅, which means the opposite; *may … without leave* for 未经许可不得.

Left alone: English that has an affirmation of its own (*cannot but*, *only*, *nothing other than*), and texts in which
the Chinese denies something else, too. Single negations that are lost or added are told by `negation`.
"""

CHECK = Check(
    id="double_negation",
    severity="warning",
    category="accuracy/mistranslation/negation",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("这种担心不无道理。", "There is some reason for this concern."),
        ("我们不能不承认这一点。", "We have to admit this."),
        ("过马路切勿大意。", "You must not be careless when crossing the road."),
        ("他不能不来。", "He cannot but come."),
        ("未经许可，不得拍照。", "No photographs may be taken without permission."),
        ("未经许可，不得拍照。", "Photographs may be taken only with permission."),
    ),
    bad=(
        ("这是不可能的。", "It is not impossible.", "not impossible"),
        ("他的成功并非不可能。", "His success is impossible.", "impossible"),
        ("乘客没有受伤。", "The passenger was not unhurt.", "not unhurt"),
        ("未经许可，不得拍照。", "Photographs may be taken without permission.", "may"),
        ("这种担心不无道理。", "This concern is not reasonable.", "not"),
    ),
    rank=3,
)
