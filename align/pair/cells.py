"""The cells of a band in one flat row, with room on both sides, so that whole texts are worked on at once.

Row ``i`` holds the boundaries ``low[i] - pad <= j < high[i] + pad``; cell ``(i, j)`` is at ``base[i] + j``. A step
along the columns is a step in the flat row; a step along the rows is one look-up in :meth:`Cells.up`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from align.pair.search_band import Band
from align.pair.types import Ints


@dataclass(frozen=True)
class Cells:
    """A band and the width of the margin on each side of its rows, in cells."""

    band: Band
    pad: int

    @cached_property
    def first(self) -> Ints:
        """(rows,) the first column that each row holds; may be negative."""
        return np.asarray(self.band.low - self.pad)

    @cached_property
    def width(self) -> Ints:
        """(rows,) columns that each row holds."""
        return np.asarray(self.band.high - self.band.low + 2 * self.pad)

    @cached_property
    def starts(self) -> Ints:
        """(rows + 1,) where each row begins."""
        return np.concatenate(([0], np.cumsum(self.width)))

    @cached_property
    def base(self) -> Ints:
        """(rows,) what is added to a column to find its cell."""
        return np.asarray(self.starts[:-1] - self.first)

    @cached_property
    def rows(self) -> Ints:
        """(cells,) row of each cell."""
        return np.repeat(np.arange(len(self.width)), self.width)

    @cached_property
    def columns(self) -> Ints:
        """(cells,) column of each cell; may lie outside the text in the margins."""
        return np.asarray(np.arange(self.starts[-1]) - self.base[self.rows])

    @cached_property
    def inner(self) -> Ints:
        """Places of the cells of the band itself, in its order."""
        width = self.band.high - self.band.low
        offset = np.concatenate(([0], np.cumsum(width)[:-1]))
        return np.asarray(np.arange(int(width.sum())) + np.repeat(self.starts[:-1] + self.pad - offset, width))

    def at(self, i: Ints, j: Ints) -> Ints:
        """Places of cells; a row or column that is not held is taken for the nearest one that is."""
        i = np.minimum(np.maximum(i, 0), len(self.width) - 1)
        low = self.starts[i]
        return np.asarray(np.minimum(np.maximum(self.base[i] + j, low), low + self.width[i] - 1))

    def up(self, rows: int) -> Ints:
        """(cells,) place of the cell ``rows`` rows before each (after it where negative), in the same column."""
        return self.at(self.rows - rows, self.columns)
