"""Processes that do units."""

from __future__ import annotations

import contextlib
import gc
import operator
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from align.batch import run as batch
from align.batch import work
from align.batch.processes import MOST, Died, Processes
from align.batch.units import Unit
from align.config import Config
from align.errors import InputError
from align.session import Session


@pytest.fixture
def pool() -> Iterator[Processes]:
    pool = Processes(2)
    yield pool
    pool.end()


def test_units_larger_than_a_pipe_go_both_ways_at_once(pool: Processes) -> None:
    large = b"x" * 3_000_000
    calls = [pool.submit(operator.concat, large, b"%d" % number) for number in range(9)]
    assert [call.result()[3_000_000:] for call in reversed(calls)] == [b"%d" % number for number in reversed(range(9))]


def test_a_worker_of_the_installed_command_collects_garbage(pool: Processes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/align", "batch"])
    assert pool.submit(gc.isenabled).result()


def test_what_a_unit_raises_is_raised_here_and_the_worker_goes_on(pool: Processes) -> None:
    calls = [pool.submit(operator.truediv, 1, number) for number in (0, 2, 0, 4)]
    with pytest.raises(ZeroDivisionError):
        calls[0].result()
    assert (calls[1].result(), calls[3].result()) == (0.5, 0.25)


def test_a_worker_that_dies_is_told_in_a_line(pool: Processes) -> None:
    with pytest.raises(InputError, match="a process died"):
        pool.submit(os._exit, 3).result()


def test_a_worker_that_dies_costs_one_unit(pool: Processes) -> None:
    calls = [pool.submit(operator.add, number, 1) for number in range(4)]
    calls += [pool.submit(os._exit, 3), *(pool.submit(operator.add, number, 1) for number in range(4))]
    with pytest.raises(Died):
        calls.pop(4).result()
    assert [call.result() for call in calls] == [1, 2, 3, 4] * 2


def test_where_every_worker_dies_it_is_no_matter_of_a_unit(pool: Processes) -> None:
    calls = [pool.submit(os._exit, 3) for _ in range(20)]
    with pytest.raises(InputError, match="--resume"):
        for call in calls:
            with contextlib.suppress(Died):
                call.result()
                raise AssertionError("a dead process gives no result")
    assert sum(call.answer is not None for call in calls) == MOST


def dying(unit: Unit, *others: Any) -> Any:
    """Do a unit, but die of a file of this name."""
    return os._exit(9) if unit.path.endswith("heavy.jsonl") else work.run(unit, *others)


def test_a_file_whose_process_dies_is_one_line_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "heavy", "z"):
        line = '{"source": "他昨天去了北京。", "target": "He went to Beijing yesterday."}\n'
        (tmp_path / f"{name}.jsonl").write_text(line, encoding="utf-8")
    monkeypatch.setattr(batch, "work", SimpleNamespace(run=dying))
    outcome = batch.run(batch.Plan([str(tmp_path)], tmp_path / "out", Session(Config(())), jobs=2))
    assert [Path(row["path"]).name for row in outcome.rows] == ["a.jsonl", "z.jsonl"]
    (line,) = outcome.failed
    assert "heavy.jsonl: the process that checked it died" in line and "fewer --jobs" in line


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="another system's way to end a process")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_a_worker_that_somebody_ends_ends_the_batch(pool: Processes, how: str) -> None:
    with pytest.raises(KeyboardInterrupt) as raised:
        pool.submit(signal.raise_signal, getattr(signal, how)).result()
    assert raised.value.args == (getattr(signal, how),)
