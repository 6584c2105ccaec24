"""Abbreviations at their first mention in an article: a note, once, and only where the reader has not met the name."""

from __future__ import annotations

import pytest

from align.examples import alignment_of
from align.records import Alignment, Finding
from align.rules import load_rules

RULES = load_rules()
HEAD = ("产业联盟成立", "Industry alliance founded")


def notes(*lines: tuple[str, str]) -> list[Finding]:
    alignment = alignment_of("\n".join(zh for zh, _ in lines), "\n".join(en for _, en in lines))
    return [f for f in RULES.run(alignment) if f.category == "style/abbreviation"]


def test_an_abbreviation_alone_at_its_first_mention_is_a_note() -> None:
    [note] = notes(
        HEAD, ("工业和信息化部发文。", "The MIIT sent a circular."), ("工信部表示同意。", "The MIIT agreed.")
    )
    assert (note.check.partition("/")[0], note.severity, note.bead) == ("institutions", "note", 1)
    assert note.suggestions == ("Ministry of Industry and Information Technology (MIIT)",)
    assert note.message.startswith("MIIT stands alone at its first mention: write Ministry of Industry")
    assert note.target_span is not None and len(note.target_span) == len("MIIT")


@pytest.mark.parametrize(
    "lines",
    [
        (("工信部发文。", "The Ministry of Industry and Information Technology (MIIT) sent a circular."),),
        (("工信部发文。", "The MIIT, or Ministry of Industry and Information Technology, sent a circular."),),
        (("工信部发文。", "The Ministry of Industry and Information Technology sent one."), ("工信部说", "MIIT said")),
        (("工信部(MIIT)发文。", "The MIIT sent a circular."),),
        (("世卫组织发文。", "The WHO sent a circular."),),  # known to all: accepted without explanation
        (("有关部门发文。", "The Ministry of Industry and Information Technology did."), ("工信部说", "MIIT said")),
    ],
)
def test_no_note(lines: tuple[tuple[str, str], ...]) -> None:
    assert notes(HEAD, *lines) == []


def test_a_headline_may_abbreviate_but_the_text_explains() -> None:
    headline = ("工信部发文", "MIIT sends a circular")
    assert notes(headline, ("工信部昨日发文。", "The Ministry of Industry and Information Technology sent it.")) == []
    [note] = notes(headline, ("工信部昨日发文。", "The MIIT sent it yesterday."))
    assert note.bead == 1


def test_segments_are_no_article() -> None:
    assert list(RULES.run(Alignment.of_pair("工信部发文。", "The MIIT sent a circular."))) == []
