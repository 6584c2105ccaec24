"""The pairs that a check sees which judges each by itself: ``run=on_chinese(_judge)`` in its ``CHECK``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from align.records import Alignment, Finding, Pair
from align.strings.resource import holds_entries
from align.text.scripts import IDEOGRAPH

Judge = Callable[[Pair], Iterable[Finding]]
Sort = Literal["translated", "running", "chinese", "entries", "english"]


@dataclass(frozen=True)
class EachPair:
    """The run of a check that judges all pairs of a sort, one by one. The pipeline, which has many checks of a sort,
    works out the sorts of a pair once and calls ``judge`` itself."""

    judge: Judge
    sort: Sort

    def __call__(self, alignment: Alignment) -> Iterator[Finding]:
        """Findings in all pairs of an alignment."""
        for pair in alignment.pairs():
            if self.sort in sorts(alignment, pair):
                yield from self.judge(pair)


def sorts(alignment: Alignment, pair: Pair) -> list[Sort]:
    """All sorts that a pair is of."""
    target = alignment.target
    if not pair.target.text:
        return []
    found: list[Sort] = ["english"] if target is not None and target.lang == "en" else []
    if pair.source.text:
        found.append("translated")
        if not pair.bead.furniture:
            found.append("running")
        if IDEOGRAPH.search(pair.source.text):
            found.append("chinese")
        if holds_entries(alignment.source):
            found.append("entries")
    return found


def on_translated(judge: Judge) -> EachPair:
    """Run a judge of pairs on those with text on both sides."""
    return EachPair(judge, "translated")


def on_running(judge: Judge) -> EachPair:
    """Run a judge of pairs on those with text on both sides that is no furniture of a page."""
    return EachPair(judge, "running")


def on_chinese(judge: Judge) -> EachPair:
    """Run a judge of pairs on those with Chinese characters in the source and any translation."""
    return EachPair(judge, "chinese")


def on_entries(judge: Judge) -> EachPair:
    """Run a judge of pairs on the entries of resource files that have text on both sides."""
    return EachPair(judge, "entries")


def on_english(judge: Judge) -> EachPair:
    """Run a judge of pairs on those with a text in an English translation; the source may have none."""
    return EachPair(judge, "english")
