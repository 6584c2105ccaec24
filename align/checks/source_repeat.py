"""Repeated sentences and phrases in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from align.records import Alignment, Check, Finding
from align.text.scripts import HAN
from align.text.segmenter import words as cut_words

_NO_WORD = re.compile(r"\W+")
_LEAST = 14  # characters: shorter lines (headings, place names) may come back
_DOUBLED = re.compile(  # with a mark between the two a noun may open the next clause: 通知甲方，甲方应
    rf"(?P<phrase>(?!的)[{HAN}]{{4,20}})(?:(?P=phrase)|[，、](?P=phrase)(?![{HAN}]))"
    rf"(?![{HAN}]{{0,2}}(?:地|的话))"
)
_WORD = re.compile(
    r"(?P<word>(?:的的|了了|在在|和和|与与|是是|为为(?!了)|将将(?!来)|对对(?!子|联|方)|把把|被被|并并)(?<![的是了在]..))"
)


def _run(alignment: Alignment) -> Iterator[Finding]:
    if alignment.source is None or alignment.source.lang != "zh":
        return
    seen: dict[str, int] = {}
    pairs = alignment.pairs()
    for pair in pairs:
        text = pair.source.text
        if not text:
            continue
        key = _NO_WORD.sub("", text) if len(pairs) > 1 and not alignment.listed else ""
        if len(key) >= _LEAST and not pair.bead.furniture:
            if key in seen:
                yield pair.finding(CHECK, "the source says this twice", source=pair.source.whole, confidence=0.9)
                continue
            seen[key] = pair.number
        spans: Sequence[tuple[int, int]] | None = None  # cut only where something is found, and not again for each
        doubled = ((_DOUBLED, "phrase", 0.8),) if pair.weighed is None or pair.weighed.chinese.repeats else ()
        for pattern, group, confidence in (*doubled, (_WORD, "word", 0.75)):
            for match in pattern.finditer(text):
                words = match[group]
                if group == "word":
                    spans = cut_words(text, _WORD) if spans is None else spans
                    if _parted(spans, match.start()):
                        continue
                if group == "word" or len(set(words)) > 2:
                    message = f"“{words}” is in the source twice" if group == "phrase" else f"“{words}” is doubled"
                    yield pair.finding(CHECK, message, source=match.span(), confidence=confidence)


def _parted(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Return whether the first of two equal characters ends a longer word or the second begins one: 现在|在.

    ``spans``: of the words, in order; ``at``: the place of the first character."""
    first = max(0, bisect_left(spans, (at,)) - 1)
    return any(start < at < end or start == at + 1 < end - 1 for start, end in spans[first : first + 3])


CHECK = Check(
    id="source_repeat",
    severity="note",
    category="source-error/duplicate",
    doc="""The Chinese says a sentence or a phrase twice: a slip of copying.

**Finds** a sentence of fourteen characters or more that comes back word for word in the same article (a headline
that was scraped twice), a phrase of four characters or more that follows itself, and doubled particles (*的的*).

**Accepts** short headings that come back, and reduplication (*高高兴兴*, *研究研究*).
""",
    run=_run,
    good=(
        ("大家高高兴兴地回家了。", "Everybody went home happily."),
        ("我们再研究研究。", "Let us look into it."),
    ),
    bad=(
        (
            "村民们修好了道路修好了道路两旁的水渠。",
            "The villagers mended the ditches by the road.",
            "修好了道路修好了道路",
        ),
        ("这是我们的的第一座桥。", "This is our first bridge.", "的的"),
    ),
    rank=2,
    scope="article",
)
