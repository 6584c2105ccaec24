"""The cache of vectors: same vectors, fewer runs, bounded, several processes, broken files."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from align import embed
from align.embed.cache import FILE, CachedEncoder, VectorCache
from align.errors import OutputError
from align.records import FloatArray


class Counting:
    """An encoder that remembers what it was asked."""

    name = "counting"
    dimensions = 8

    def __init__(self, fingerprint: str = "0123456789abcdef") -> None:
        self.fingerprint = fingerprint
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.asked += texts
        rows = [np.random.default_rng([*list(text.encode()), len(self.fingerprint)]).random(8) for text in texts]
        return np.asarray(rows, np.float32).reshape(len(texts), 8)


def test_each_text_runs_once_and_comes_back_bit_for_bit(tmp_path: Path) -> None:
    inner = Counting()
    encoder = embed.cached(inner, str(tmp_path / "cache"))
    first = encoder.encode(["一", "two", "一", ""])
    again = CachedEncoder(inner, VectorCache(tmp_path / "cache")).encode(["two", "一", "new"])
    assert inner.asked == ["一", "two", "", "new"]
    assert np.array_equal(first[[1, 0]], again[:2])
    assert np.array_equal(first, Counting().encode(["一", "two", "一", ""]))
    assert (encoder.name, encoder.fingerprint, encoder.dimensions) == ("counting", "0123456789abcdef", 8)
    assert encoder.encode([]).shape == (0, 8)


def test_another_encoder_shares_nothing(tmp_path: Path) -> None:
    one, two = Counting("a" * 16), Counting("b" * 16)
    for inner in (one, two):
        embed.cached(inner, str(tmp_path)).encode(["same"])
    assert two.asked == ["same"]


def test_the_bundled_encoder_stays_bare(tmp_path: Path) -> None:
    assert embed.cached(embed.bundled(), str(tmp_path)) is embed.bundled()
    assert not list(tmp_path.iterdir())


def test_the_cache_is_bounded_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, limit=100 * 32)
    for start in range(0, 400, 50):
        cache.keep((f"{n:04}".encode(), bytes(32)) for n in range(start, start + 50))
        assert cache.size() <= 100
    assert cache.size() >= 50


def _fill(folder: str, start: int) -> None:
    encoder = CachedEncoder(Counting(), VectorCache(Path(folder)))
    for n in range(start, start + 60):
        encoder.encode([f"text {n}", f"text {n + 1}"])


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_fill, args=(str(tmp_path), 30 * n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    inner = Counting()
    texts = [f"text {n}" for n in range(121)]
    assert np.array_equal(CachedEncoder(inner, VectorCache(tmp_path)).encode(texts), Counting().encode(texts))
    assert inner.asked == []


def test_a_broken_file_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    inner = Counting()
    for _ in range(2):
        CachedEncoder(inner, VectorCache(tmp_path)).encode(["text"])
    assert inner.asked == ["text"]


def test_a_vector_of_the_wrong_length_is_made_anew(tmp_path: Path) -> None:
    encoder = CachedEncoder(Counting(), VectorCache(tmp_path))
    whole = encoder.encode(["text"])
    with sqlite3.connect(tmp_path / FILE) as base:
        base.execute("UPDATE vectors SET vector = x'00112233'")
    base.close()
    assert np.array_equal(encoder.encode(["text"]), whole)


def test_a_cache_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    cache = VectorCache(tmp_path)
    monkeypatch.setattr(cache, "keep", full)
    monkeypatch.setattr(cache, "find", full)
    assert np.array_equal(CachedEncoder(Counting(), cache).encode(["text"]), Counting().encode(["text"]))


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="setting cache"):
        VectorCache(tmp_path / "file" / "cache")
