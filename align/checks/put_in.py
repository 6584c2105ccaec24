"""A phrase of the English that the Chinese does not have."""

from __future__ import annotations

from collections.abc import Iterator

from align.each_pair import on_translated
from align.evidence.clauses import put_in
from align.records import Check, Finding, Pair

SURE = 0.55  # of 4 such phrases in 7,600 pairs of half A 2 are put in (benchmarks/clean.py, benchmarks/references.py)


def _judge(pair: Pair) -> Iterator[Finding]:
    """Phrases none of whose words has a source, in a pair that is otherwise translated closely."""
    for start, end in put_in(pair):
        if any(start <= number.start < end for _, number in pair.evidence.agreement.matched):
            continue  # a number that is one of the Chinese: *ninety minutes* for 一个半小时
        message = f"nothing in the Chinese corresponds to “{pair.target.text[start:end]}”"
        yield pair.finding(CHECK, message, target=(start, end), confidence=SURE)


_DOC = """\
A phrase at the end of a clause that says more than the Chinese: *The phone has three cameras and charges wirelessly*
for 这款手机有三个摄像头. The check looks at what a conjunction or preposition brings in, and at whole clauses. It
reports a phrase of two content words or more of which none has a source while all other words of the pair have theirs,
on both sides: a free rendering leaves Chinese words without counterpart, an invention does not. Of clauses between
marks of punctuation (*The museum, which is the largest in the province, is closed*) it reports one for whose words
nothing is left in the Chinese, each of whose words is rendered once.

Single words and whole sentences that are put in are told by `addition`. A phrase whose
number is one of the Chinese renders it. Needs the bundled token vectors.
"""

CHECK = Check(
    id="put_in",
    severity="warning",
    category="accuracy/addition",
    doc=_DOC,
    run=on_translated(_judge),
    good=(
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("上午有场考试，大概要一个半小时。", "There's an exam this morning that should last about ninety minutes."),
        ("这款手机有三个摄像头。", "The phone has three cameras."),
        ("今天风大，多穿点。", "It's windy today. Wrap up warm."),
    ),
    bad=(
        (
            "这款手机有三个摄像头。",
            "The phone has three cameras and charges wirelessly overnight.",
            "charges wirelessly overnight",
        ),
    ),
    rank=6,
)
