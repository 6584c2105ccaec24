"""One name under two names in a sentence: "Miao … Mao" for 苗春生 … 苗春生."""

from __future__ import annotations

from collections.abc import Iterator

from align.each_pair import on_chinese
from align.evidence.second_spelling import second_spellings
from align.records import Check, Finding, Pair


def _judge(pair: Pair) -> Iterator[Finding]:
    """Names that come twice in the Chinese and are named otherwise the second time."""
    target = pair.target.text
    for found in second_spellings(pair.evidence.chinese, pair.evidence.english):
        name, put = pair.source.text[slice(*found.source)], target[slice(*found.target)]
        yield pair.finding(
            CHECK,
            f"{name} is “{found.right.text}” once and “{put}” once",
            source=found.source,
            target=found.target,
            suggestions=(found.right.text,),
            confidence=0.85,
            term=name,
        )


_DOC = """\
A name that comes twice in a Chinese sentence has one name in English: *Miao Chunsheng … Mao* for 苗春生 … 苗春生 names
two people, *Bohe Town … Cypress River* for 柏河镇 … 柏河 two places.

It reports a name that the English spells in pinyin less often than the Chinese has it, where instead a word in pinyin
stands that nothing in the Chinese is read as and that differs by a letter or two, or capitalised words that say what
the characters of the name mean. Pronouns, and leaving the name out, are right.
"""

CHECK = Check(
    id="second_name",
    severity="warning",
    category="terminology/inconsistent",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("苗春生三月到任，此后苗春生走访了乡镇。", "Miao Chunsheng took office in March, and Miao has visited towns."),
        ("苗春生三月到任，此后苗春生走访了乡镇。", "Miao Chunsheng took office in March and has visited towns."),
    ),
    bad=(
        (
            "苗春生三月到任，此后苗春生走访了乡镇。",
            "Miao Chunsheng took office in March, and Mao has visited towns.",
            "Mao",
        ),
    ),
    rank=2,
)
