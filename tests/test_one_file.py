"""One file adds a check: it is found, weighed, settled, set and proved without an edit anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import align.checks
from align import registry
from align.config import Settings
from align.errors import SettingsError
from align.pipeline import Engine
from align.readers.article import article
from align.validate import faults
from tests.checks.support import check_failures

CODE = '''
"""Words that nothing stands for."""

from align.records import Check


def run(alignment):
    for pair in alignment.pairs():
        coverage = pair.evidence.coverage
        for first, last, odds in coverage.unsupported_spans if coverage else ():
            start, end = coverage.links.target.starts[first], coverage.links.target.ends[last]
            yield pair.finding(
                CHECK, f"new: {pair.target.text[start:end]}", target=(int(start), int(end)), confidence=min(odds, 0.7)
            )


CHECK = Check(
    id="novelty",
    severity="warning",
    category="accuracy/addition",
    doc="Words that nothing stands for.",
    run=run,
    good=(("孩子们在河边钓鱼。", "The children are fishing by the river."),),
    bad=(("渔民们在海边修补渔网。", "The angry fishermen are mending their nets by the sea.", "angry"),),
    rank=7,
    words=True,
    threshold=0.9,
)
'''
TEXT = "渔民们在海边修补渔网。\nThe angry fishermen are mending their nets by the sea."


@pytest.fixture
def novelty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with one more check in it."""
    (tmp_path / "novelty.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(align.checks, "__path__", [*align.checks.__path__, str(tmp_path)])
    registry.checks.cache_clear()
    yield
    registry.checks.cache_clear()


def severities(**settings: object) -> list[str]:
    review = Engine(Settings(**settings)).review(article(TEXT, "a.txt"))  # type: ignore[arg-type]
    return [f.severity for f in review.findings if f.check == "novelty"]


@pytest.mark.usefixtures("novelty")
def test_a_check_of_words_is_one_file() -> None:
    (check,) = (c for c in registry.checks() if c.id == "novelty")
    linker = Engine(Settings()).linker
    assert check_failures(check, linker=linker) == []
    assert severities(disable=("addition",)) == ["note"]  # below its own threshold
    assert severities(disable=("addition",), thresholds={"novelty.warning": 0.5}) == ["warning"]
    assert severities(disable=("addition", "novelty")) == []
    assert list(faults(Settings(disable=("novelty",), thresholds={"novelty.warning": 0.5}))) == []


def test_without_the_file_nobody_knows_the_check() -> None:
    found = list(faults(Settings(thresholds={"novelty.warning": 0.5})))
    assert len(found) == 1 and isinstance(found[0], SettingsError)
