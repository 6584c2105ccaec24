"""The places in which units run: in this process, in processes of this machine, or on a Dask cluster. Results come back
in order."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from align.errors import AlignError

Job = tuple[Any, ...]


class Result(Protocol):
    """A future: what a pool gives for a submitted unit."""

    def result(self) -> Any:
        """Wait for it."""


class Pool(Protocol):
    """Something that runs a function on arguments, later."""

    def submit(self, function: Callable[..., Any], /, *args: Any) -> Result:
        """Queue a call."""


class _Done:
    def __init__(self, value: Any) -> None:
        self._value = value

    def result(self) -> Any:
        return self._value


class _Here:
    def submit(self, function: Callable[..., Any], /, *args: Any) -> Result:
        return _Done(function(*args))


@contextlib.contextmanager
def here(jobs: int) -> Iterator[Pool]:
    """``jobs`` processes of this machine; 1: this process."""
    if jobs <= 1:
        yield _Here()
        return
    from align.batch.processes import Processes

    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # starting it unblocks SIGINT and SIGTERM: not while a worker is started
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # a process a core: their threads would only wait for each other
    pool = Processes(jobs)
    try:
        yield pool
    finally:
        pool.end()


@contextlib.contextmanager
def cluster(address: str) -> Iterator[Pool]:
    """A running Dask scheduler (extra ``cluster``). The units of a worker that dies go to the others."""
    try:
        from distributed import Client
    except ImportError:
        raise AlignError(
            "--cluster",
            "dask.distributed is not installed",
            "install align-qa with its extra: pip install '.[cluster]'",
        ) from None
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise AlignError("--cluster", f"no scheduler at {address} ({error})", "start 'dask scheduler' first") from None
    try:
        yield _Cluster(client)
    finally:
        client.close()


class _Cluster:
    def __init__(self, client: Any) -> None:
        self._client = client

    def submit(self, function: Callable[..., Any], /, *args: Any) -> Result:
        future: Result = self._client.submit(function, *args, pure=False, retries=3)
        return future


def ordered(pool: Pool, calls: Iterator[tuple[Job | None, Any]], window: int) -> Iterator[tuple[Any, Any]]:
    """(tag, result) in the order of the calls, with at most ``window`` under way: memory stays flat. The result of a
    call whose process died is the :class:`~align.batch.processes.Died` that says so.

    A call is (function and arguments, tag); None instead of a call gives (tag, None): nothing to do.
    """
    waiting: deque[tuple[Any, Result | None]] = deque()
    for call, tag in calls:
        waiting.append((tag, pool.submit(*call) if call is not None else None))
        while len(waiting) >= window or (waiting and waiting[0][1] is None):
            yield _take(waiting)
    while waiting:
        yield _take(waiting)


def _take(waiting: deque[tuple[Any, Result | None]]) -> tuple[Any, Any]:
    from align.batch.processes import Died

    tag, future = waiting.popleft()
    try:
        return tag, future.result() if future else None
    except Died as died:
        return tag, died
