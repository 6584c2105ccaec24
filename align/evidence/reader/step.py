"""The step *read again*: which pairs the second reader reads, and what becomes of the findings then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from align.errors import EncoderError
from align.evidence.reader.judge import JUDGED
from align.evidence.reader.network import Reader, bundled
from align.records import Alignment, Finding, Pair, Reading
from align.strings.placeholders import placeholders
from align.strings.tags import both

if TYPE_CHECKING:
    from concurrent.futures import Future

ALWAYS, SUSPICIOUS, NEVER = "always", "suspicious", "never"
T = TypeVar("T")
_SIGNS, _FIGURE = frozenset("<[{%$\u2016"), "5"
DOUBTFUL = 0.2  # quality below which a pair is read again where only suspicious ones are


def is_readable(pair: Pair) -> bool:
    """Return whether a pair has two sides and belongs to the article."""
    return bool(pair.source.text and pair.target.text) and not pair.bead.furniture


def readable(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs that have two sides and belong to the article."""
    return tuple([p for p in pairs if is_readable(p)])


@dataclass(frozen=True)
class SecondReader:
    """The reader and how much it reads; ``reader`` None: nothing. ``note``: why, where somebody should know."""

    reader: Reader | None
    mode: str
    note: str = ""

    @property
    def signature(self) -> str:
        """The signature of the reader: fingerprint and mode; "none" where nothing is read."""
        return f"{self.reader.fingerprint} {self.mode}" if self.reader is not None else "none"

    def told(self, meta: Mapping[str, Any]) -> Mapping[str, Any]:
        """The metadata of an article, with the note among its notes."""
        return {**meta, "notes": (*meta.get("notes", ()), self.note)} if self.note else meta

    def chosen(
        self, pairs: Sequence[Pair], findings: Sequence[Finding], qualities: Mapping[int, float]
    ) -> tuple[Pair, ...]:
        """Pairs to read: all that have two sides, or those that a word-level check or the quality suspects."""
        full = readable(pairs)
        if self.mode == ALWAYS:
            return full
        doubted = {f.bead for f in findings if f.check in JUDGED and f.severity != "note"}
        return tuple([p for p in full if p.number in doubted or qualities.get(p.number, 1.0) < DOUBTFUL])

    def read(self, pairs: Sequence[Pair], stop: Event | None = None) -> list[Reading]:
        """Readings of pairs, in order; those after ``stop`` has been set are missing."""
        return (
            []
            if self.reader is None
            else self.reader.read([as_prose(p.source.text, p.target.text) for p in pairs], stop)
        )


def as_prose(source: str, target: str) -> tuple[str, str]:
    """Two texts as the reader, which has read hardly any mark-up, sees them: tags are spaces, placeholders that both
    have a figure. Nothing changes its place."""
    if _SIGNS.isdisjoint(source) and _SIGNS.isdisjoint(target):
        return source, target
    marked = both(source, target)
    held = [{p.text: p for p in placeholders(text) if p.certain and not p.literal} for text in (source, target)]
    shared = held[0].keys() & held[1].keys()
    out = []
    for text, own in zip((source, target), marked, strict=True):
        hidden = [(tag.start, tag.end, "") for tag in own]
        hidden += [(p.start, p.end, _FIGURE) for p in placeholders(text) if p.text in shared]
        for start, end, shown in hidden:
            text = text[:start] + shown.ljust(end - start) + text[end:]
        out.append(text)
    return out[0], out[1]


def in_thread(call: Callable[[], T]) -> Future[T]:
    """Start a call in a thread of its own."""
    from concurrent.futures import ThreadPoolExecutor  # loads logging, too: 3 ms where nothing is read a second time

    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(call)
    finally:
        pool.shutdown(wait=False)


class Begun:
    """Pairs that are read in a thread of its own while the fast checks run. ``loading``: the reader, on its way too."""

    def __init__(self, loading: Future[SecondReader], pairs: Sequence[Pair]) -> None:
        self._stop = Event()
        self._readings = in_thread(lambda: loading.result().read(pairs, self._stop))

    def __enter__(self) -> Begun:
        return self

    def __exit__(self, *raised: object) -> None:
        """Whoever leaves early, by Ctrl-C for instance, does not wait for the rest."""
        self._stop.set()

    def readings(self) -> list[Reading]:
        """The readings of all pairs, in order."""
        return self._readings.result()


def second_reader(mode: str) -> SecondReader:
    """The bundled reader for a mode. Where its files are missing or broken, nothing is read and there is a note."""
    if mode == NEVER:
        return SecondReader(None, mode)
    reader = bundled()
    try:
        reader.load()
    except EncoderError as error:
        return SecondReader(None, mode, f"{error}; nothing is read a second time")
    return SecondReader(reader, mode)


def read_again(alignment: Alignment) -> Alignment:
    """A small alignment whose pairs carry evidence, with the readings of all of them: for examples and tools that run a
    check by itself. Nothing is read where the reader's files are missing."""
    second = second_reader(ALWAYS)
    pairs = second.chosen(alignment.pairs(), (), {}) if second.reader is not None else ()
    read = zip(pairs, second.read(pairs), strict=True)
    return alignment.with_pairs(tuple([pair.with_evidence(pair.evidence.with_reading(own)) for pair, own in read]))
