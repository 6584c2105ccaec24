"""The nouns: how a pair makes a finding."""

from __future__ import annotations

from align import registry
from align.records import Alignment, Document, Passage, Span

CHECK = next(c for c in registry.checks() if c.id == "number")


def test_a_pair_makes_findings_with_offsets_of_its_texts() -> None:
    pair = Alignment.of_pair("三座桥", "Four bridges").pairs()[0]
    found = pair.finding(CHECK, "三 is not four", source=(0, 1), target=(0, 4), suggestions=("Three",))
    assert (found.check, found.severity, found.category) == (CHECK.id, CHECK.severity, CHECK.category)
    assert (found.bead, found.source_span, found.target_span) == (0, Span(0, 1), Span(0, 4))
    assert (found.suggestions, found.confidence) == (("Three",), 1.0)


def test_a_finding_may_state_its_own_severity_and_mark_one_side_by_a_span() -> None:
    pair = Alignment.of_pair("三座桥", "Four bridges").pairs()[0]
    found = pair.finding(CHECK, "note", target=pair.target.whole, severity="note", category="x", confidence=0.5)
    assert (found.severity, found.category, found.confidence) == ("note", "x", 0.5)
    assert found.source_span is None and found.target_span == Span(0, 12)


def test_an_empty_passage_is_empty_in_a_document_that_is_read_otherwise() -> None:
    assert Passage("", ()).original(Document("a.txt", "zh", "圖書館", (), reading="图书馆")) == ""
