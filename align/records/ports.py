"""Articles, inputs, readers and writers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from align.records.review import Review
from align.records.texts import Document


@dataclass(frozen=True)
class Article:
    """An article as a reader found it: one text with its translation (either side may be missing).

    ``paired``: block i of the source belongs to block i of the target (tables, TMX, .jsonl); otherwise the aligner
    decides. ``listed``: its blocks are entries of a list (rows of a table, units of a translation memory) and no text
    that goes on from one to the next: nothing is compared between them. ``reference``: reference translation by block
    for paired input, or one whole text. ``meta`` is what a writer of the same format needs to write findings back.
    """

    source: Document | None
    target: Document | None
    paired: bool = False
    id: str | None = None
    reference: tuple[str, ...] | None = None
    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)
    listed: bool = False

    @property
    def documents(self) -> list[Document]:
        """The sides that are there, the source first."""
        return [document for document in (self.source, self.target) if document is not None]


@dataclass(frozen=True)
class Input:
    """A file or stdin as a reader gets it. ``head``: the first 64 KiB; ``lines()`` gives its lines from the first on;
    ``data()`` all bytes, within the size limit (InputError above it); ``opened()`` a binary stream to read in pieces.
    ``whole``: the file is one side of a pair of files; a reader gives its text as one document then, in whatever
    languages it is, or, where the file has entries with keys, one document whose blocks bear them as labels and
    ``meta["keys"]`` True. ``once``: a pipe or a device, which cannot be opened again."""

    path: str
    head: bytes
    lines: Callable[[], Iterable[bytes]] = field(repr=False)
    data: Callable[[], bytes] = field(repr=False)
    opened: Callable[[], BinaryIO] = field(repr=False)
    whole: bool = False
    once: bool = False

    def named(self, *endings: str) -> bool:
        """Return whether the name ends so, in letters of any case."""
        return self.path.lower().endswith(endings)


@dataclass(frozen=True)
class Reader:
    """A format that comes in. ``detect(input)`` is 0..1: how sure it is that this is its format. ``rows``: the segments
    of a file that is too large for one article, one by one, as lines of ``.jsonl`` have them; what the user should know
    of them is added to the list."""

    name: str
    extensions: tuple[str, ...]
    detect: Callable[[Input], float] = field(repr=False)
    read: Callable[[Input], Iterator[Article]] = field(repr=False)
    doc: str = ""
    rows: Callable[[Input, list[str]], Iterator[dict[str, Any]]] | None = field(default=None, repr=False)


def by_name(*endings: str) -> Callable[[Input], float]:
    """Return a detector of a format by the end of the name alone."""
    return lambda source: 0.9 if source.named(*endings) else 0.0


@dataclass(frozen=True)
class Writer:
    """A format that goes out: reviews -> chunks of bytes, streamed where the format allows it."""

    name: str
    extensions: tuple[str, ...]
    write: Callable[[Iterable[Review]], Iterator[bytes]] = field(repr=False)
    doc: str = ""
