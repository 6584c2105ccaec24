"""Beads against gold ones: the scorer of the evaluation folder, and what it measures over several documents."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np


def scorer(shared: Path) -> Any:
    """The module ``eval/score_beads.py``."""
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("score_beads", shared / "eval" / "score_beads.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(read: Any, pairs: Iterable[tuple[Any, Any]]) -> dict[str, float]:
    """Strict and lax F1, and recall and precision of the sentences left alone, of pairs of gold and found beads."""
    total, lone = np.zeros(6), np.zeros(3)
    for gold, test in pairs:
        total += read.prf(gold, test)
        want, got = _lone(gold), _lone(test)
        lone += len(want & got), len(got), len(want)
    strict, lax = (read.f(a / total[1], b / total[3]) for a, b in ((total[0], total[2]), (total[4], total[5])))
    recall, precision = lone[0] / max(lone[2], 1), lone[0] / max(lone[1], 1)
    return {"strict": float(strict), "lax": float(lax), "orphan_recall": recall, "orphan_precision": precision}


def _lone(beads: list[Any]) -> set[tuple[int, int]]:
    return {(0, x) for s, t in beads if not t for x in s} | {(1, x) for s, t in beads if not s for x in t}
