"""Processes that do units."""

from __future__ import annotations

import operator
import os
import signal
from collections.abc import Iterator

import pytest

from align.batch.processes import Processes
from align.errors import InputError


@pytest.fixture
def pool() -> Iterator[Processes]:
    pool = Processes(2)
    yield pool
    pool.end()


def test_units_larger_than_a_pipe_go_both_ways_at_once(pool: Processes) -> None:
    large = b"x" * 3_000_000
    calls = [pool.submit(operator.concat, large, b"%d" % number) for number in range(9)]
    assert [call.result()[3_000_000:] for call in reversed(calls)] == [b"%d" % number for number in reversed(range(9))]


def test_what_a_unit_raises_is_raised_here_and_the_worker_goes_on(pool: Processes) -> None:
    calls = [pool.submit(operator.truediv, 1, number) for number in (0, 2, 0, 4)]
    with pytest.raises(ZeroDivisionError):
        calls[0].result()
    assert (calls[1].result(), calls[3].result()) == (0.5, 0.25)


def test_a_worker_that_dies_is_told_in_a_line(pool: Processes) -> None:
    with pytest.raises(InputError, match="a process died"):
        pool.submit(os._exit, 3).result()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="another system's way to end a process")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_a_worker_that_somebody_ends_ends_the_batch(pool: Processes, how: str) -> None:
    with pytest.raises(KeyboardInterrupt) as raised:
        pool.submit(signal.raise_signal, getattr(signal, how)).result()
    assert raised.value.args == (getattr(signal, how),)
