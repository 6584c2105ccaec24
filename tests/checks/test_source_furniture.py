"""The check source_furniture."""

from __future__ import annotations

from dataclasses import replace

from align.checks import source_furniture
from tests.checks.support import article


def test_furniture_beads_are_noted_and_nothing_else() -> None:
    base = article("山区通了高铁。", "责任编辑：赵小川")
    beads = (base.beads[0], replace(base.beads[1], furniture=True))
    findings = list(source_furniture.CHECK.run(replace(base, beads=beads)))
    assert [(f.bead, f.severity) for f in findings] == [(1, "note")]
