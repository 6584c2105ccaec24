"""A suggestion can take the place of the marked words without more ado."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.records import Alignment
from align.rules import RuleSet, load_rules

RULES = """
[ledger]
source = ["账本链"]
accept = ["ledger chain"]
reject = ["book chain", "chain of books", "Regional Book Chain"]

[endorse]
source = ["核准"]
accept = ["endorse", "endors*"]
reject = ["re-nodded", "nodded to", "nodding to", "nods to"]

[granary]
source = ["粮仓"]
accept = ["granaries"]
reject = ["grain store"]

[surveying]
source = ["云东省测绘厅"]
accept = ["Yundong Provincial Department of Surveying"]
reject = ["Bureau of Maps in Yundong", "Office of Maps"]

[institute]
source = ["国家潮汐研究所"]
accept = ["National Tidal Institute"]
reject = ["Tide Study Place"]

[firm]
source = ["头部企业"]
accept = ["leading company"]
reject = ["head of"]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    path: Path = tmp_path_factory.mktemp("rules") / "house.toml"
    path.write_text(RULES, encoding="utf-8")
    return load_rules([str(path)], shipped=False)


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("账本链已建成。", "The book chain is built.", "The ledger chain is built."),
        ("账本链已建成。", "Two book chains are built.", "Two ledger chains are built."),
        ("账本链已建成。", "A chain of books is built.", "A ledger chain is built."),
        ("账本链已建成。", "Book chain is built.", "Ledger chain is built."),
        ("云东账本链学会成立。", "The Yundong Regional Book Chain Society", "The Yundong Ledger Chain Society"),
        ("账本链的前景很好。", "The book chain's prospects are good.", "The ledger chain's prospects are good."),
        ("上级核准了方案。", "The office re-nodded the plan.", "The office endorsed the plan."),
        ("上级核准了方案。", "The office nodded to the plan.", "The office endorsed the plan."),
        ("上级核准方案。", "The office nods to the plan.", "The office endorses the plan."),
        ("上级正在核准方案。", "The office is nodding to the plan.", "The office is endorsing the plan."),
        ("这里是粮仓。", "This is a grain store.", "This is a granary."),
        (
            "云东省测绘厅回复。",
            "The Bureau of Maps in Yundong Province replied.",
            "The Yundong Provincial Department of Surveying replied.",
        ),
        ("国家潮汐研究所成立。", "The National Tide Study Place opened.", "The National Tidal Institute opened."),
        ("它是头部企业。", "It is the head of the trade.", "It is the leading company of the trade."),
    ],
)
def test_taking_a_suggestion_leaves_a_sentence(rules: RuleSet, source: str, target: str, mended: str) -> None:
    [finding] = list(rules.run(Alignment.of_pair(source, target)))
    span = finding.target_span
    assert span is not None
    assert target[: span.start] + finding.suggestions[0] + target[span.end :] == mended


@pytest.mark.parametrize(
    ("source", "target", "suggested"),
    [
        ("甘肃是人口大省。", "Gansu is a population province.", "populous province"),
        ("甘肃是粮食大省。", "Gansu is a grain big province.", "major grain-producing province"),
        ("加强城市治理。", "Strengthen city healing.", "urban governance"),
        ("开放场景多。", "There are many open scenes.", "open scenarios"),
    ],
)
def test_a_suggestion_is_about_the_term_that_stands_there(source: str, target: str, suggested: str) -> None:
    found = [f for f in load_rules().run(Alignment.of_pair(source, target)) if f.target_span]
    assert [f.suggestions for f in found] == [(suggested,)]
