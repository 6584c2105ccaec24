"""Pairs of texts -> readings: a probability for each token that it has no proper counterpart, and one for the pair.

A pair goes in as ``<s> Chinese </s></s> English </s>``, each by itself: the int8 activations of one pair then never
depend on another pair, and a review has the same bytes for any number of processes. A pair with a doubtful word is read
once more behind words that change nothing, and the mean of the log odds counts (averaging at test time, Krizhevsky et
al. 2012).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np

from align.errors import EncoderError
from align.evidence.reader import pieces
from align.records import FloatArray, IntArray, Reading

FOLDER = Path(__file__).parent / "model"
WEIGHTS, PIECES = "reader.onnx", "pieces.tsv"
LONGEST = 500  # tokens of a pair that are read; of a longer one each side keeps its share
FRAME = "他说，", "He said that "  # before both sides of a pair that is read once more
DOUBTFUL = -1.1  # log odds of a word from which its pair is read once more: a probability of .25
SAFE = 0.7  # share of a side that was cut of which something is said: what its end renders may be cut off
REMEDY = 'install align-qa anew, or set second_reader = "never"'


class Reader:
    """The network in a folder. Nothing is loaded before the first pair."""

    def __init__(self, folder: Path = FOLDER, threads: int = 2, *, again: bool = True) -> None:
        """``threads``: pairs that are read at the same time. ``again``: doubtful ones are read once more."""
        self.folder, self.threads, self.again = folder, max(1, threads), again

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits over weights and pieces. EncoderError where one is missing."""
        import hashlib  # thirty megabytes: OpenSSL, which loads in 6 ms, is many times as fast

        digest = hashlib.sha256()
        for name in (WEIGHTS, PIECES):
            try:
                with (self.folder / name).open("rb") as stream:
                    while part := stream.read(1 << 18):
                        digest.update(part)
            except OSError as error:
                raise EncoderError(str(self.folder / name), f"cannot be read ({error.strerror})", REMEDY) from None
        return digest.hexdigest()[:16]

    @cached_property
    def _session(self) -> Any:
        try:
            import onnxruntime
        except ImportError as error:
            raise EncoderError("second reader", f"needs onnxruntime ({error})", "pip install onnxruntime") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = self.folder / WEIGHTS
        if not path.is_file():
            raise EncoderError(str(path), "the weights of the second reader are missing", REMEDY)
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime has an exception class of its own for each kind of broken file
            raise EncoderError(str(path), f"no weights of a second reader: {error}", REMEDY) from None

    @cached_property
    def _frame(self) -> list[list[int]] | None:
        return [cut.ids for cut in self._cutter(FRAME)] if self.again else None

    @cached_property
    def _cutter(self) -> pieces.Cutter:
        path = self.folder / PIECES
        try:
            return pieces.Cutter(path)
        except (OSError, ValueError) as error:
            raise EncoderError(str(path), f"no pieces of a second reader ({error})", REMEDY) from None

    def load(self) -> None:
        """Load what :meth:`read` needs. EncoderError where weights or pieces cannot be used."""
        _ = self.fingerprint, self._session, self._cutter

    def read(self, pairs: Sequence[tuple[str, str]], stop: Event | None = None) -> list[Reading]:
        """Readings of pairs (Chinese, English), in order; those after ``stop`` has been set are missing. EncoderError
        where weights or pieces cannot be used."""
        if not pairs:
            return []
        session, frame, stop = self._session, self._frame, stop or Event()
        encoded = self._cutter([text for pair in pairs for text in pair])
        both = list(zip(encoded[0::2], encoded[1::2], strict=True))

        def read(pair: tuple[pieces.Cut, pieces.Cut]) -> Reading | None:
            return None if stop.is_set() else _reading(session, *pair, frame)

        if self.threads == 1 or len(both) == 1:
            return [reading for pair in both if (reading := read(pair))]
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self.threads) as pool:  # the network runs outside Python's lock
            return [reading for reading in pool.map(read, both) if reading]


def _reading(session: Any, source: pieces.Cut, target: pieces.Cut, frame: Sequence[Sequence[int]] | None) -> Reading:
    k, n = len(source.ids), len(target.ids)
    said = k, n
    if k + n > LONGEST - 4:
        k, n = (int(size * (LONGEST - 4) / (k + n)) for size in (k, n))
        said = int(SAFE * k), int(SAFE * n)
    sides = source.ids[:k], target.ids[:n]
    odds = _log_odds(session, *sides)
    if frame and odds[1:].max(initial=DOUBTFUL) > DOUBTFUL:
        odds = np.mean((odds, _log_odds(session, *sides, frame)), axis=0)
    starts, ends = _offsets(source, said[0])
    first, last = _offsets(target, said[1])
    score, left, right = odds[:1], odds[1 : 1 + said[0]], odds[1 + k : 1 + k + said[1]]
    return Reading(float(_probability(score)[0]), starts, ends, _probability(left), first, last, _probability(right))


def _log_odds(
    session: Any, source: Sequence[int], target: Sequence[int], before: Sequence[Sequence[int]] = ((), ())
) -> FloatArray:
    """(1 + k + n,) log odds of a pair, of its k Chinese and its n English pieces. ``before``: pieces that come first on
    each side, and of which nothing is told."""
    sides = [*before[0], *source], [*before[1], *target]
    ids = [pieces.START, *sides[0], pieces.END, pieces.END, *sides[1], pieces.END]
    tags, score = session.run(None, {"ids": np.array([ids], np.int64)})
    first, second = 1 + len(before[0]), 3 + len(sides[0]) + len(before[1])
    return np.concatenate((score, tags[0][first : first + len(source)], tags[0][second : second + len(target)]))


def _offsets(cut: pieces.Cut, count: int) -> Iterator[IntArray]:
    spans = np.array(cut.offsets[:count], np.int32).reshape(-1, 2)
    return iter((np.ascontiguousarray(spans[:, 0]), np.ascontiguousarray(spans[:, 1])))


def _probability(logits: FloatArray) -> FloatArray:
    out: FloatArray = np.round(1 / (1 + np.exp(-logits.astype(np.float32))), 4)
    return out


def bundled() -> Reader:
    """The reader in the package. It has two threads where there are as many processors, and one in a process that
    another one has started."""
    processes = sys.modules.get("multiprocessing")  # is there in every process that it has started
    started = processes and processes.parent_process() is not None
    return Reader(FOLDER, 1 if started else min(2, os.cpu_count() or 1))
