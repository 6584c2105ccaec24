"""The pairs that a check sees which judges each by itself: ``run=on_chinese(_judge)`` in its ``CHECK``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from align.records import Alignment, Finding, Pair
from align.strings.resource import holds_entries
from align.text.scripts import IDEOGRAPH

Judge = Callable[[Pair], Iterable[Finding]]
Run = Callable[[Alignment], Iterator[Finding]]


def on_translated(judge: Judge) -> Run:
    """Run a judge of pairs on those with text on both sides."""
    return lambda alignment: (
        finding for pair in alignment.pairs() if pair.source.text and pair.target.text for finding in judge(pair)
    )


def on_running(judge: Judge) -> Run:
    """Run a judge of pairs on those with text on both sides that is no furniture of a page."""
    return on_translated(lambda pair: () if pair.bead.furniture else judge(pair))


def on_chinese(judge: Judge) -> Run:
    """Run a judge of pairs on those with Chinese characters in the source and any translation."""
    return on_translated(lambda pair: judge(pair) if IDEOGRAPH.search(pair.source.text) else ())


def on_entries(judge: Judge) -> Run:
    """Run a judge of pairs on the entries of resource files that have text on both sides."""
    run = on_translated(judge)
    return lambda alignment: run(alignment) if holds_entries(alignment.source) else iter(())


def on_english(judge: Judge) -> Run:
    """Run a judge of pairs on those with a text in an English translation; the source may have none."""

    def run(alignment: Alignment) -> Iterator[Finding]:
        if alignment.target is not None and alignment.target.lang == "en":
            for pair in alignment.pairs():
                if pair.target.text:
                    yield from judge(pair)

    return run
