"""Abbreviations at their first mention in an article: MIIT alone tells the reader nothing.

Only what a rule has as ``short`` counts: what is known without explanation (UN, WHO) is in ``accept``. A headline
may abbreviate, and so may a text that follows its Chinese (MIIT in Latin letters there).
"""

from __future__ import annotations

from collections.abc import Sequence

from align.records import Alignment, Finding, Pair, Span
from align.rules.match.active_rule import ActiveRule
from align.rules.match.evaluate import Judge
from align.rules.match.rendering_match import find
from align.text.english import Words, words_of


class FirstMentions:
    """Watches the pairs of one article go by, in their order."""

    def __init__(self, alignment: Alignment, judge: Judge) -> None:
        document = alignment.target
        # a segment of a list is no article: its first mention may be in another one
        self._text = document.read if document and document.unit == "file" and not alignment.listed else ""
        blocks = document.blocks if document else ()
        self._headline = blocks[0].end if len(blocks) > 1 else 0
        self._judge = judge
        self._seen: set[str] = set()

    def notes(self, pair: Pair, active: Sequence[ActiveRule], words: Words) -> list[Finding]:
        """Abbreviations that are alone here, the name nowhere before. ``active``: measured by the judge."""
        out: list[Finding] = []
        if not self._text:
            return out
        for one in active:
            if not one.rule.short or one.rule.id in self._seen or not (one.full or one.short):
                continue
            if one.full:
                self._seen.add(one.rule.id)
                continue
            start, end = words.starts[one.short[0][0]], words.ends[one.short[0][1] - 1]
            span = pair.target.span(start, end)
            if span.start < self._headline:
                continue
            self._seen.add(one.rule.id)
            letters = words.text[start:end].removesuffix("'s").removesuffix("’s")
            if letters not in pair.source.text and not find(words_of(self._text[: span.start]), one.forms):
                out.append(self._note(pair, one, letters, span))
        return out

    def _note(self, pair: Pair, one: ActiveRule, letters: str, span: Span) -> Finding:
        full = self._judge.expected(one)
        return pair.finding(
            one.rule,
            f"{letters} stands alone at its first mention: write {full} ({letters}) there",
            source=one.place,
            target=span,
            severity="note",
            category="style/abbreviation",
            suggestions=(f"{full} ({letters})",),
            confidence=0.8,
            term=pair.source.text[slice(*one.place)],
        )
