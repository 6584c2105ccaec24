"""Fixtures of the tests of checks that look at whole files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Finding, Review

Found = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def engine() -> Engine:
    """An engine without the second reader, which has no say in what these checks find."""
    return Engine(Settings(second_reader="never"))


@pytest.fixture
def found(engine: Engine, tmp_path: Path) -> Found:
    """Findings of some checks in a file of that name and text."""

    def run(name: str, text: str, *checks: str) -> list[Finding]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        reviews: list[Review] = list(engine.reviews(read_all([str(path)])))
        return [f for r in reviews for f in r.findings if f.check in checks]

    return run
