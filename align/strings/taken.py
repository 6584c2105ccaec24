"""Stretches of a text that are spoken for."""

from __future__ import annotations

from collections.abc import Iterable


class Taken:
    """The characters of a text that are taken. Whether a stretch meets one takes no longer where there are many."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._marks = bytearray(len(text))
        self.add(*spans)

    def add(self, *spans: tuple[int, int]) -> None:
        """Take some stretches, from and to an offset."""
        for start, end in spans:
            self._marks[start:end] = b"\1" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Return whether a character between two offsets is taken."""
        return self._marks.find(1, start, end) >= 0
