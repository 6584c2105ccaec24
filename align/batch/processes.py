"""Processes of this machine that do units, with a pipe to each.

The pool of the standard library hands work out in two threads of the parent. Where its workers are ended, one of them
waits for a pipe that nobody reads any more (Python before 3.11.5, gh-94777), and the interpreter waits for it for ever.
Here the parent has no thread: it gives units to workers and takes results whenever it is asked for one. A thread of
each worker takes in what is sent, so that neither side ever waits for the other to read, and it ends the worker when
the parent has gone, however that ended. A worker that dies costs the unit that it did, and no other.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any

from align.errors import InputError

MOST = 8  # workers that may die: where more do, it is no matter of a file
REMEDY = "run again with --resume and fewer --jobs"
AHEAD = 2  # units that a worker has: the one it does, and the next, so that it need not wait for the parent


class Died(InputError):
    """A worker died while it did a unit."""


class Call:
    """A unit under way: a future."""

    def __init__(self, pool: Processes, job: tuple[Any, ...]) -> None:
        self._pool, self.job = pool, job
        self.answer: tuple[bool, Any] | None = None  # whether it went well; the result, or the exception

    def result(self) -> Any:
        """Wait for it. Died where its worker died, InputError where many did, KeyboardInterrupt where somebody ended
        one."""
        while self.answer is None:
            self._pool.take(None)
        well, value = self.answer
        if not well:
            raise value
        return value


class _Worker:
    """A process, this end of the pipe to it, and what it has to do, in order."""

    def __init__(self, context: Any) -> None:
        self.pipe, theirs = context.Pipe()
        self.calls: deque[Call] = deque()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs,), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()  # else this process would keep the pipe open that tells the end of the worker


class Processes:
    """At most ``jobs`` workers, each started when there is work for one more. Fresh ones, not forks: threads of the
    parent stay out."""

    def __init__(self, jobs: int) -> None:
        self._jobs, self._context = jobs, multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._waiting: deque[Call] = deque()
        self._deaths = 0

    def submit(self, function: Callable[..., Any], /, *args: Any) -> Call:
        """Queue a call."""
        call = Call(self, (function, *args))
        self._waiting.append(call)
        self.take(0)
        return call

    def take(self, seconds: float | None) -> None:
        """Take the results that are there, or wait for one so long (None: for ever), and hand out what is waiting."""
        self._hand_out()
        at_work = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(at_work), seconds):
            worker = at_work[pipe]
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            worker.calls.popleft().answer = answer
        self._hand_out()

    def _bury(self, worker: _Worker) -> None:
        """Go on without a worker that died: the unit it did has failed, what it had not begun goes to others."""
        self._workers.remove(worker)
        error = _ended(worker.process)
        self._deaths += 1
        if not isinstance(error, Died):
            raise error
        if self._deaths > MOST:
            raise InputError("batch", f"{self._deaths} processes died (out of memory?)", REMEDY)
        worker.pipe.close()
        if worker.calls:
            worker.calls.popleft().answer = False, error
        self._waiting.extendleft(reversed(worker.calls))

    def _hand_out(self) -> None:
        """Give every worker its units, the idle ones first."""
        while self._waiting:
            least = min(self._workers, key=lambda worker: len(worker.calls), default=None)
            if (least is None or least.calls) and len(self._workers) < self._jobs:
                least = _Worker(self._context)
                self._workers.append(least)
            if least is None or len(least.calls) >= AHEAD:
                return
            try:
                least.pipe.send(self._waiting[0].job)
            except OSError:
                self._bury(least)
                continue
            least.calls.append(self._waiting.popleft())

    def end(self) -> None:
        """End all workers at once. They hold nothing: what they have done lies in the store."""
        with _deaf():
            for worker in self._workers:
                worker.process.kill()
            for worker in self._workers:
                worker.process.join()
                worker.pipe.close()


def _ended(process: BaseProcess) -> BaseException:
    """Say why a worker has gone: TERM or HUP, which whoever ends a batch sends to all its processes, or a death."""
    process.join()
    if -(process.exitcode or 0) in _enders():
        return KeyboardInterrupt(-(process.exitcode or 0))
    return Died("batch", "a process died (out of memory?)", REMEDY)


def _work(pipe: Connection) -> None:
    """Be a worker: do what is sent and send what comes of it, until the parent has gone. Ctrl-C is left to the parent;
    garbage is collected rarely, because word tables are long-lived tuples and frequent collections only cost time."""
    gc.set_threshold(200_000, 20, 20)
    gc.enable()  # a worker of the installed command is loaded without, see align.startup
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _enders())  # held back while this process was loaded
    jobs: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, jobs), daemon=True).start()
    while True:
        function, *arguments = jobs.get()
        try:
            answer = (True, function(*arguments))
        except Exception as error:
            answer = (False, error)
        pipe.send(answer)


def _listen(pipe: Connection, jobs: SimpleQueue[tuple[Any, ...]]) -> None:
    """Take in what the parent sends; end this process with it, and where something cannot be read."""
    try:
        while True:
            jobs.put(pipe.recv())
    finally:
        os._exit(1)


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
