"""Passages that occur elsewhere in the translation: sentences, paragraphs and chapters that were moved or swapped.

The way through two texts never goes back, so a moved passage shows as sentences that are left alone, or carried along
in a bead that they have nothing to do with, on both sides. Such strays are compared with one another over the whole
text; neighbours that match neighbours are a block, which is aligned for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.model import shipped
from align.pair.search_band import ranges
from align.pair.side import Side, summed, unit
from align.pair.stray_pairs import Runs, places, stray_pairs
from align.pair.types import Ints, Step
from align.records import FloatArray, TokenEncoder
from align.text.boilerplate import SENTENCE_END

# Log odds from which on two runs of strays belong together: .84 of moved beads at precision .95 (from 0 on: .79, .97)
SURE = -1.0
HEAVY = 4  # least tokens on either side: short sentences match by chance
RUN = 3  # sentences of a run of strays that is compared as one, and between two that are one block
SHORT_TEXT = 60  # sentences a side up to which shorter ones are matched where they are each other's best by far
MANY = 500  # strays a side up to which runs are compared
MOST = 4000  # strays a side that are compared; more means that the texts do not belong together
CARRIED = 0.5  # cosine with the other side of its bead below which a sentence at its edge may be a stray
CROSS = 0.5  # least cosine of two sentences that are crosswise
SWAPPED = 0.25  # by how much two neighbours must fit better crosswise to be swapped
TOGETHER = 2048  # beads whose vectors are in memory at once
Steps = list[Step]
Aligner = Callable[[int, int, int, int], Steps]


@dataclass(frozen=True)
class Strays:
    """Sentences of both sides that may occur elsewhere, rising, and how well each fits where it is: its cosine with
    the other side of its bead, 0 for one that is alone."""

    source: dict[int, float]
    target: dict[int, float]


def reorder(source: Side, target: Side, path: Steps, align: Aligner, tokens: TokenEncoder) -> tuple[Steps, set[Step]]:
    """The beads of a path with moved passages put together, in the order of the source, and which of them moved.
    ``align`` gives the path through a block ``(i0, i1, j0, j1)``."""
    strays, left, right = stray_runs(source, target, path)
    pairs = _matches(source, target, left, right, tokens)
    pairs = sorted([*pairs, *_short_matches(source, target, strays, pairs)])
    found: set[Step] = set()
    for block in _blocks(pairs, strays):
        if block in pairs:
            found.add(block)
        else:
            found.update(step for step in align(*block) if step[0] < step[1] and step[2] < step[3])
    steps = [part for step in path for part in _without(step, found)]
    steps = [part for step in steps for part in _uncrossed(source, target, step, found)]
    held = set(steps)
    return _in_order([*steps, *(step for step in found if step not in held)]), found


def _strays(source: Side, target: Side, path: Steps) -> Strays:
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    full = [step for step in path if step[0] < step[1] and step[2] < step[3]]
    for i0, i1, j0, j1 in path:
        if i0 == i1 or j0 == j1:
            left |= dict.fromkeys(range(i0, i1), 0.0)
            right |= dict.fromkeys(range(j0, j1), 0.0)
    for first in range(0, len(full), TOGETHER):
        i0, i1, j0, j1 = np.array(full[first : first + TOGETHER]).T
        left |= _carried(source, i0, i1, summed(target, j0, j1))
        right |= _carried(target, j0, j1, summed(source, i0, i1))
    return Strays(dict(sorted(left.items())), dict(sorted(right.items())))


def _carried(side: Side, start: Ints, end: Ints, other: FloatArray) -> dict[int, float]:
    """Sentences at the edges of one side of some beads that have little to do with ``other``, the sums of the vectors
    of the other side (beads, d)."""
    number, bead = ranges(start, end)
    cosine = np.einsum("nd,nd->n", unit(side.sums[number]), unit(other)[bead])
    low = cosine < CARRIED
    ends = np.cumsum(end - start)
    out: dict[int, float] = {}
    for k in np.flatnonzero(low[ends - (end - start)] | low[ends - 1]).tolist():
        own = cosine[ends[k] - (end[k] - start[k]) : ends[k]].tolist()
        first = next((n for n, value in enumerate(own) if value >= CARRIED), len(own))
        last = next((n for n, value in enumerate(reversed(own)) if value >= CARRIED), len(own))
        at = int(start[k])
        out |= {at + n: max(v, 1e-6) for n, v in enumerate(own) if n < first or n >= len(own) - last}
    return out


def stray_runs(source: Side, target: Side, path: Steps) -> tuple[Strays, Runs, Runs]:
    """The strays of a path, and the runs of them on both sides that are compared with one another."""
    strays = _strays(source, target, path)
    sides = ((source, strays.source), (target, strays.target))
    runs = [_adjacent_strays(side, found, places(path, len(side), k)) for k, (side, found) in enumerate(sides)]
    return strays, runs[0], runs[1]


def _matches(source: Side, target: Side, left: Runs, right: Runs, tokens: TokenEncoder) -> list[Step]:
    """Runs of strays that belong together as likely as not, the likeliest first taken, in the order of the source."""
    if not left.spans or not right.spans or max(len(left.spans), len(right.spans)) > MOST:
        return []
    pairs = stray_pairs(source, target, left, right, tokens)
    odds = shipped().moved(pairs.values)
    spans = np.array(left.spans), np.array(right.spans)
    found: list[Step] = []
    taken = np.zeros(len(left.spans), bool), np.zeros(len(right.spans), bool)
    for k in np.argsort(-odds, kind="stable").tolist():
        row, column = int(pairs.rows[k]), int(pairs.columns[k])
        if odds[k] < SURE:
            break
        if taken[0][row] or taken[1][column] or _is_headline(source, target, left.spans[row], right.spans[column]):
            continue
        found.append((*left.spans[row], *right.spans[column]))
        taken[0][_touching(spans[0], spans[0][row])] = True
        taken[1][_touching(spans[1], spans[1][column])] = True
    return sorted(found)


def _is_headline(source: Side, target: Side, ours: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Return whether one of two runs is the headline of its text alone, and the other one a sentence or more."""
    if (0, 1) not in (ours, theirs):
        return False
    headings = [
        end - start == 1 and not SENTENCE_END.search(side.texts[start].rstrip())
        for side, (start, end) in ((source, ours), (target, theirs))
    ]
    return headings[0] != headings[1]


def _short_matches(source: Side, target: Side, strays: Strays, found: Steps) -> Iterator[Step]:
    """Short strays of a short text, such as items of a list, that are each other's best by far."""
    if max(len(source), len(target)) > SHORT_TEXT:
        return
    gone = {i for a, b, _, _ in found for i in range(a, b)}, {j for _, _, a, b in found for j in range(a, b)}
    left, right = [i for i in strays.source if i not in gone[0]], [j for j in strays.target if j not in gone[1]]
    if not left or not right:
        return
    cosine = unit(source.sums[left]) @ unit(target.sums[right]).T
    for row, i in enumerate(left):
        column = int(cosine[row].argmax())
        j, best = right[column], float(cosine[row, column])
        rivals = [*np.delete(cosine[row], column).tolist(), *np.delete(cosine[:, column], row).tolist()]
        fit = max(strays.source[i], strays.target[j], *rivals, 0.0)
        if min(_size(source, i), _size(target, j)) < HEAVY and best >= CROSS and best >= fit + SWAPPED:
            yield i, i + 1, j, j + 1


def _adjacent_strays(side: Side, strays: dict[int, float], place: NDArray[np.float64]) -> Runs:
    """Groups of one to three adjacent unmatched sentences of some length; single ones if there are many."""
    most = RUN if len(strays) <= MANY else 1
    spans = [
        (first, first + size)
        for first in strays
        for size in range(1, most + 1)
        if first + size - 1 in strays
        and (size < 2 or first + 1 in strays)
        and int(side.offsets[first + size] - side.offsets[first]) >= HEAVY
    ]
    fits = np.array([max(strays[k] for k in range(start, end)) for start, end in spans])
    own = place.tolist()
    return Runs(spans, fits, np.array([sum(own[start:end]) / (end - start) for start, end in spans]))


def _touching(spans: NDArray[np.int64], span: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((spans[:, 0] < span[1]) & (spans[:, 1] > span[0]))


def _blocks(pairs: Sequence[Step], strays: Strays) -> Iterator[Step]:
    """Matches that follow each other on both sides, with nothing but strays between them, as one block."""
    left, right = set(strays.source), set(strays.target)
    block: Step | None = None
    for i0, i1, j0, j1 in pairs:
        if block is not None and i0 >= block[1] and j0 >= block[3]:
            between = left.issuperset(range(block[1], i0)) and right.issuperset(range(block[3], j0))
            if between and max(i0 - block[1], j0 - block[3]) <= RUN:
                block = block[0], i1, block[2], j1
                continue
        if block is not None:
            yield block
        block = i0, i1, j0, j1
    if block is not None:
        yield block


def _without(step: Step, found: set[Step]) -> Iterator[Step]:
    """A step without the sentences that occur elsewhere: those are at its edges, or it has one side only."""
    i0, i1, j0, j1 = step
    gone = {i for a, b, _, _ in found for i in range(max(a, i0), min(b, i1))}
    lost = {j for _, _, a, b in found for j in range(max(a, j0), min(b, j1))}
    if not gone and not lost:
        yield step
        return
    left, right = _rest(i0, i1, gone), _rest(j0, j1, lost)
    if len(left) == len(right) == 1:
        yield (*left[0], *right[0])
        return
    yield from ((a, b, j0, j0) for a, b in left)
    yield from ((i1, i1, a, b) for a, b in right)


def _rest(start: int, end: int, gone: set[int]) -> list[tuple[int, int]]:
    """Runs of the numbers ``start..end`` that are not gone."""
    out: list[tuple[int, int]] = []
    for number in range(start, end):
        if number in gone:
            continue
        if out and out[-1][1] == number:
            out[-1] = (out[-1][0], number + 1)
        else:
            out.append((number, number + 1))
    return out


def _uncrossed(source: Side, target: Side, step: Step, found: set[Step]) -> Iterator[Step]:
    """Two neighbours that were swapped hide in a 2-2 bead: crosswise they fit, straight they do not."""
    i0, i1, j0, j1 = step
    short = min(_size(source, i0), _size(source, i0 + 1)) < HEAVY if i1 - i0 == 2 else False
    if i1 - i0 == j1 - j0 == 2 and (not short or max(len(source), len(target)) <= SHORT_TEXT):
        cosine = unit(source.sums[i0:i1]) @ unit(target.sums[j0:j1]).T
        crosswise, straight = min(cosine[0, 1], cosine[1, 0]), max(cosine[0, 0], cosine[1, 1])
        if crosswise >= CROSS and crosswise >= straight + SWAPPED:
            swapped = (i0, i0 + 1, j0 + 1, j1), (i0 + 1, i1, j0, j0 + 1)
            found.add(swapped[1])
            yield from swapped
            return
    yield step


def _in_order(steps: Steps) -> Steps:
    """Steps in the order of the source; those without a source stay behind the sentence that they followed."""
    return sorted(steps, key=lambda s: (s[0], 0, s[2]) if s[0] < s[1] else (s[0] - 1, 1, s[2]))


def _size(side: Side, number: int) -> int:
    return int(side.offsets[number + 1] - side.offsets[number])
