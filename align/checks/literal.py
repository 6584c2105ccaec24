"""An idiom taken by the letter: "five flowers and eight gates" for 五花八门."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_chinese
from align.evidence.figures import figures
from align.evidence.literal import literal
from align.records import Check, Finding, Pair

# English that says itself that it takes a word by the letter; letters between that and the words
_GLOSSED, _GLOSS_REACH = re.compile(r"\b(?:literal(?:ly)?|lit\.|word for word|verbatim)(?![a-z])"), 40


def _judge(pair: Pair) -> Iterator[Finding]:
    """Idioms and figurative words that the English renders character by character."""
    source, target = pair.source.text, pair.target.text
    low, chinese = pair.evidence.low, pair.evidence.chinese
    told: list[tuple[int, int]] = []
    for found in (*literal(chinese, low), *figures(chinese, low)):
        if chinese.is_named(found.source) or any(a < found.source[1] and found.source[0] < b for a, b in told):
            continue
        if _GLOSSED.search(low, max(0, found.target[0] - _GLOSS_REACH), found.target[0]):
            continue  # xiong haizi, literally "bear child"
        told.append(found.source)
        zh, en = source[slice(*found.source)], target[slice(*found.target)]
        yield pair.finding(
            CHECK,
            f"“{en}” takes {zh} literally; it means: {found.meaning}",
            source=found.source,
            target=found.target,
            confidence=0.8,
        )


_DOC = """\
An idiom means something else than its characters: 五花八门 is *all kinds of*, not five flowers and eight gates. The
check has nine thousand idioms and figurative words after CC-CEDICT, with what they mean and what their characters mean
one by one. It reports an idiom where three English words close together stand for its characters, none of them belongs
to its meaning, and no English word renders the meaning; of a word of two or three characters all must be there
(炒鱿鱼, *fried squid*, for *fire*).

A table of a thousand words more holds what no dictionary of characters tells: verbs of a hundred uses (打水, *hit
water*; 开夜车, *drive a night car*), slang of the web and of the exchange (炒股, *fry stocks*), sayings that two words
betray.

An image that English shares, or that the dictionary accepts (一石二鸟, *two birds with one stone*), is no error.
"""

CHECK = Check(
    id="literal",
    severity="warning",
    category="accuracy/mistranslation/idiom",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("店里的玩具五花八门。", "The shop has toys of all kinds."),
        ("他被公司炒了鱿鱼。", "The company fired him."),
        ("这样做可以一石二鸟。", "This kills two birds with one stone."),
        ("菜单上有炒鱿鱼和饭。", "The menu has sauteed squid and rice."),
    ),
    bad=(
        (
            "店里的玩具五花八门。",
            "The toys of the shop are five flowers and eight doors.",
            "five flowers and eight doors",
        ),
        (
            "那点钱只是杯水车薪。",
            "That money is only a cup of water on a cart of firewood.",
            "cup of water on a cart of firewood",
        ),
    ),
    rank=2,
)
