"""The places in which units run: in this process, in processes of this machine, or on a Dask cluster. Results come back
in order."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from align.errors import AlignError, InputError

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


def _start_worker() -> None:
    """Set up a worker: it leaves Ctrl-C to the parent, ends when the parent does, and collects garbage rarely, because
    word tables are long-lived tuples and frequent collections only cost time."""
    gc.set_threshold(200_000, 20, 20)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _enders())  # held back while this process was loaded
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until the parent is gone, however it ended (kill -9 included), then end this process at once."""
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextlib.contextmanager
def here(jobs: int) -> Iterator[Pool]:
    """``jobs`` processes of this machine; 1: this process. Fresh ones, not forks: threads of the parent stay out."""
    if jobs <= 1:
        yield _Here()
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # starting it unblocks SIGINT and SIGTERM: not within _deaf
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # a process a core: their threads would only wait for each other
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker)
    try:
        yield _Processes(pool)
    finally:
        workers = list((pool._processes or {}).values())  # which the next line forgets
        pool.shutdown(wait=False, cancel_futures=True)
        for process in workers:
            process.terminate()


class _Processes:
    """Processes that are started when there is work for one more."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    def submit(self, function: Callable[..., Any], /, *args: Any) -> Result:
        with _deaf():
            future: Result = self._pool.submit(function, *args)
            return future


def _enders() -> list[int]:
    """List the signals that end a process, as far as this system has them."""
    return [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """Hold Ctrl-C, TERM and HUP back, also from what is started here: a worker that is ended while it is being loaded
    would show pages of code. In this process and in the worker they arrive afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _enders())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
    """(tag, result) in the order of the calls, with at most ``window`` under way: memory stays flat.

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
    from concurrent.futures.process import BrokenProcessPool

    tag, future = waiting.popleft()
    try:
        return tag, future.result() if future else None
    except BrokenProcessPool:
        raise InputError(
            "batch", "a process died (out of memory?)", "run again with --resume and fewer --jobs"
        ) from None
