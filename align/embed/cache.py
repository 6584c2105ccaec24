"""A cache of vectors, addressed by content: text and encoder in, vector out.

One SQLite file in write-ahead mode, so that several processes read and write it at once. It is bounded: past the limit
the vectors that were used longest ago go. A cache that cannot be used never stops the work; it is left aside.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from align.errors import OutputError
from align.records import Encoder, FloatArray

LIMIT = 2 * 2**30  # bytes of vectors; half a million vectors of LaBSE
SPARE = 0.8  # what is left of the limit after clearing
ASKED = 500  # keys a query; SQLite's floor for variables is 999
WAIT = 30.0  # seconds that a process waits for another's write
FILE = "vectors.sqlite"
SCHEMA = """
    CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, used INTEGER NOT NULL, vector BLOB NOT NULL) WITHOUT ROWID
"""


class VectorCache:
    """Vectors by key. Safe with several processes, and across a fork: each process opens the file for itself."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        """``limit``: bytes of vectors kept. OutputError where the folder cannot be made."""
        self._file, self._limit = folder / FILE, limit
        self._open: tuple[int, sqlite3.Connection] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                str(folder), f"no cache folder ({error.strerror})", "name another in the setting cache, or none"
            ) from None

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the vectors that are stored for these keys."""
        found: dict[bytes, bytes] = {}
        with self._connection() as base:
            for part in _parts(keys):
                marks = ",".join("?" * len(part))
                found.update(base.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part))
            if found:
                now = int(time.time())
                base.executemany(
                    "UPDATE vectors SET used = ? WHERE key = ? AND used < ? - 3600", [(now, k, now) for k in found]
                )
        return found

    def keep(self, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        """Store vectors, and clear old ones where there are too many."""
        now = int(time.time())
        with self._connection() as base:
            base.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", [(k, now, v) for k, v in vectors])
            count, size = base.execute("SELECT count(*), total(length(vector)) FROM vectors").fetchone()
            if size > self._limit:
                gone = count - int(count * SPARE * self._limit / size)
                base.execute(
                    "DELETE FROM vectors WHERE key IN (SELECT key FROM vectors ORDER BY used, key LIMIT ?)", (gone,)
                )

    def size(self) -> int:
        """Return the number of vectors."""
        with self._connection() as base:
            return int(base.execute("SELECT count(*) FROM vectors").fetchone()[0])

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        if self._open is None or self._open[0] != os.getpid():
            self._open = (os.getpid(), self._connect())
        base = self._open[1]
        with base:  # commits, or rolls back where an error is raised
            yield base

    def _connect(self) -> sqlite3.Connection:
        for again in (True, False):
            base = sqlite3.connect(self._file, timeout=WAIT, check_same_thread=False)
            try:
                base.execute("PRAGMA journal_mode=WAL")
                base.execute("PRAGMA synchronous=NORMAL")
                base.execute(SCHEMA)
                base.commit()
                return base
            except sqlite3.OperationalError:
                base.close()
                raise
            except sqlite3.DatabaseError:  # no database, or a broken one: a cache may be thrown away
                base.close()
                if not again:
                    raise
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        raise AssertionError("unreachable")


class CachedEncoder:
    """An encoder that runs only texts it has not seen. Same vectors, bit for bit."""

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder, self._cache = encoder, cache

    @property
    def name(self) -> str:
        """The encoder's name."""
        return self._encoder.name

    @property
    def fingerprint(self) -> str:
        """The encoder's fingerprint."""
        return self._encoder.fingerprint

    @property
    def dimensions(self) -> int:
        """The encoder's dimensions."""
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """(n, d) float32 unit vectors, from the cache where it has them."""
        keys = [self._key(text) for text in texts]
        width = 4 * self.dimensions
        known = {
            k: v for k, v in self._find(list(dict.fromkeys(keys))).items() if isinstance(v, bytes) and len(v) == width
        }
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = np.ascontiguousarray(self._encoder.encode(list(missing.values())), "<f4")
            fresh = {key: row.tobytes() for key, row in zip(missing, made, strict=True)}
            known.update(fresh)
            with contextlib.suppress(sqlite3.Error):  # full disk, read-only folder, a lock held too long
                self._cache.keep(fresh.items())
        joined = b"".join(known[key] for key in keys)
        return np.frombuffer(joined, "<f4").astype(np.float32).reshape(len(texts), self.dimensions)

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.fingerprint}\x1f{text}".encode("utf-8", "surrogatepass")).digest()[:16]

    def _find(self, keys: list[bytes]) -> dict[bytes, bytes]:
        try:
            return self._cache.find(keys)
        except sqlite3.Error:
            return {}


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for first in range(0, len(keys), ASKED):
        yield keys[first : first + ASKED]
