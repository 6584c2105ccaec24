"""Tables of which the lines of a character are read when it is first met, by whatever thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from align.evidence.literal import _Figures
from align.names.known_things import Forms
from align.text.segmenter import _Common


class Watched:
    """Lines that note, while they are being read, which characters count as met."""

    def __init__(self, table: Any) -> None:
        self.table, self.lines, self.early = table, table._lines, set[str]()

    def find(self, key: str) -> str | None:
        self.early |= self.table._met & {key}
        found: str | None = self.lines.find(key)
        return found

    def beginning(self, start: str) -> Iterator[str]:
        for line in self.lines.beginning(start):
            self.early |= self.table._met & {start}
            yield line


@pytest.mark.parametrize("make", [_Figures, Forms, _Common])
def test_a_character_is_met_when_all_of_its_lines_are_there(make: Callable[[], Any]) -> None:
    table = make()
    lines = table._lines = Watched(table)
    table.of("五湖四海的人")
    assert lines.early == set()  # else another thread would take it for read, and miss what is still to come
    assert table._met == set("五湖四海的人")
