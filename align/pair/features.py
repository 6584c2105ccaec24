"""Compute some hundred features of each candidate bead from the tables of token evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.pair.dp import LARGEST, Doubles
from align.pair.side import Side
from align.pair.token_evidence import Evidence
from align.records import FloatArray

Ints = NDArray[np.int64]
MOST = LARGEST - 1


@dataclass(frozen=True)
class Candidates:
    """Beads that might be: each ends at the boundaries ``i`` and ``j`` and holds ``a`` and ``b`` sentences, (k,) each.
    ``prior``: log of the probability that the cheap look gave it."""

    i: Ints
    j: Ints
    a: Ints
    b: Ints
    prior: FloatArray

    def __len__(self) -> int:
        return len(self.i)

    def take(self, which: NDArray[np.bool_] | Ints | slice) -> Candidates:
        """Some of them."""
        return Candidates(self.i[which], self.j[which], self.a[which], self.b[which], self.prior[which])


def _within(numbers: Ints, most: int) -> Ints:
    """Numbers held in 0..most (``np.clip`` is many times slower on short arrays of integers)."""
    return np.minimum(np.maximum(numbers, 0), most)


@dataclass(frozen=True)
class Table:
    """Look-ups in the evidence of a rectangle, by the global numbers of candidates."""

    evidence: Evidence
    source: Side
    target: Side

    def _local(self, c: Candidates) -> tuple[Ints, Ints, Ints, Ints]:
        at = self.evidence.at
        rows, columns = at.r1 - at.r0, at.c1 - at.c0
        i, j = c.i - at.r0, c.j - at.c0
        return _within(i, rows), _within(j, columns), _within(i - c.a, rows), _within(j - c.b, columns)

    def block(self, table: Doubles, c: Candidates) -> Doubles:
        """Sum of a summed-area table over each bead."""
        i, j, i0, j0 = self._local(c)
        return np.asarray(table[i, j] - table[i0, j] - table[i, j0] + table[i0, j0])

    def cosine(self, c: Candidates) -> Doubles:
        """Cosine of the two sides of each bead."""
        left = self.source.norms[_within(c.a - 1, MOST - 1), _within(c.i, len(self.source))]
        right = self.target.norms[_within(c.b - 1, MOST - 1), _within(c.j, len(self.target))]
        return np.asarray(self.block(self.evidence.dots, c) / (left * right))

    def mass(self, c: Candidates) -> tuple[Doubles, Doubles]:
        """Mass of the source and of the target side."""
        i, j, i0, j0 = self._local(c)
        e = self.evidence
        return (
            np.maximum(e.source_mass[i] - e.source_mass[i0], 1e-3),
            np.maximum(e.target_mass[j] - e.target_mass[j0], 1e-3),
        )

    def coverage(self, c: Candidates) -> tuple[Doubles, Doubles]:
        """Share 0..1 of the source side that is found in the target side, and of the target side in the source side."""
        i, j, i0, j0 = self._local(c)
        e = self.evidence
        a, b = _within(c.a - 1, MOST - 1), _within(c.b - 1, MOST - 1)
        left, right = self.mass(c)
        found = e.source_found[b, i, j] - e.source_found[b, i0, j], e.target_found[a, i, j] - e.target_found[a, i, j0]
        return found[0] / left, found[1] / right


def changed(c: Candidates, i: int, j: int, a: int, b: int) -> Candidates:
    """Each bead with its end moved by i and j, and its sizes changed by a and b."""
    return Candidates(c.i + i, c.j + j, c.a + a, c.b + b, c.prior)


#       name       end moves  sizes change
DROPS = {
    "s_first": (0, 0, -1, 0),
    "s_last": (-1, 0, -1, 0),
    "t_first": (0, 0, 0, -1),
    "t_last": (0, -1, 0, -1),
}
GROWS = {
    "s_before": (0, 0, 1, 0),
    "s_after": (1, 0, 1, 0),
    "t_before": (0, 0, 0, 1),
    "t_after": (0, 1, 0, 1),
}


def describe(table: Table, c: Candidates, ratio: float) -> dict[str, Doubles]:
    """Name -> (k,) value of every feature of every candidate. ``ratio``: target by source length of the document."""
    out: dict[str, Doubles] = {}
    out.update(_whole(table, c))
    out.update(_edges(table, c))
    out.update(_links(table, c))
    out.update(_splits(table, c))
    out.update(_lengths(table, c, ratio))
    out.update(_marks(table, c))
    return out


def _whole(table: Table, c: Candidates) -> dict[str, Doubles]:
    covered = table.coverage(c)
    out: dict[str, Doubles] = {"cosine": table.cosine(c), "covered_s": covered[0], "covered_t": covered[1]}
    out["prior"] = c.prior.astype(np.float64)
    out["covered_min"] = np.minimum(covered[0], covered[1])
    for a in (1, 2, 3):
        out[f"a{a}"] = (c.a == a) * 1.0
        out[f"b{a}"] = (c.b == a) * 1.0
    out["size"] = np.asarray((c.a + c.b - 2) / 2, np.float64)
    out["one"] = (c.a + c.b == 2) * 1.0
    out["both"] = np.asarray((c.a > 1) & (c.b > 1), np.float64)
    out["a_more"] = np.maximum(c.a - 3, 0).astype(np.float64)
    out["b_more"] = np.maximum(c.b - 3, 0).astype(np.float64)
    return out


def _edges(table: Table, c: Candidates) -> dict[str, Doubles]:
    """What the bead loses without the sentence at each edge, and would win with the next one beyond it."""
    out: dict[str, Doubles] = {}
    cosine, covered = table.cosine(c), table.coverage(c)
    for name, (i, j, a, b) in (DROPS | GROWS).items():
        other = changed(c, i, j, a, b)
        n, m = len(table.source), len(table.target)
        real = (other.a > 0) & (other.b > 0) & (other.i <= n) & (other.j <= m)
        real &= (other.a <= other.i) & (other.b <= other.j) & (other.a <= MOST) & (other.b <= MOST)
        side = 1 if a else 0  # coverage of the side that does not change
        better = table.coverage(other)[side] - covered[side]
        out[f"cos_{name}"] = np.where(real, table.cosine(other) - cosine, 0.0)
        out[f"cov_{name}"] = np.where(real, better, 0.0)
    near = [np.where(out[f"cos_{name}"] == 0, -0.1, out[f"cos_{name}"]) for name in GROWS]
    out["cos_grow"] = np.max(near, axis=0)
    near = [np.where(out[f"cos_{name}"] == 0, -0.1, out[f"cos_{name}"]) for name in DROPS]
    out["cos_drop"] = np.max(near, axis=0)
    return out


def _single(c: Candidates, name: str) -> Candidates:
    """The bead of one edge sentence (inside or just outside) with the whole other side."""
    one = np.ones_like(c.a)
    if name.startswith("s_"):
        i = {"s_first": c.i - c.a + 1, "s_last": c.i, "s_before": c.i - c.a, "s_after": c.i + 1}[name]
        return Candidates(i, c.j, one, c.b, c.prior)
    j = {"t_first": c.j - c.b + 1, "t_last": c.j, "t_before": c.j - c.b, "t_after": c.j + 1}[name]
    return Candidates(c.i, j, c.a, one, c.prior)


def _links(table: Table, c: Candidates) -> dict[str, Doubles]:
    """Link mass inside the bead, from its edge sentences, and out of it to the neighbours."""
    e = table.evidence
    left, right = table.mass(c)
    out = {
        "link_s": table.block(e.source_links, c) / left,
        "link_t": table.block(e.target_links, c) / right,
    }
    for name in DROPS | GROWS:
        edge = _single(c, name)
        side = 0 if name.startswith("s_") else 1
        links = e.target_links if side else e.source_links
        own = table.mass(edge)[side]
        out[f"link_{name}"] = table.block(links, edge) / own
        out[f"found_{name}"] = table.coverage(edge)[side]
        out[f"pull_{name}"] = table.block(e.source_links if side else e.target_links, edge) / (left, right)[side]
    two = np.full_like(c.a, 2)
    for name, i, j in (("before", -c.a, -c.b), ("after", two, two)):
        beside = Candidates(c.i, c.j + j, c.a, two, c.prior), Candidates(c.i + i, c.j, two, c.b, c.prior)
        out[f"leak_s_{name}"] = table.block(e.source_links, beside[0]) / left
        out[f"leak_t_{name}"] = table.block(e.target_links, beside[1]) / right
    return out


def _splits(table: Table, c: Candidates) -> dict[str, Doubles]:
    """Would the bead fall in two? The least link mass that crosses a cut through both sides, and how much better the
    two halves fit than the whole; 0 for beads that cannot be cut."""
    cross, gain, weak = np.zeros(len(c)), np.zeros(len(c)), np.zeros(len(c))
    which = np.flatnonzero((c.a > 1) & (c.b > 1))
    if len(which):
        inner = c.take(which)
        least, most, worst = np.full(len(which), 9.0), np.full(len(which), -1.0), np.full(len(which), -1.0)
        whole = table.cosine(inner)
        e = table.evidence
        total = np.add(*table.mass(inner))
        links = e.source_links + e.target_links
        inside = table.block(links, inner) / total
        for a in range(1, MOST - 1):
            for b in range(1, MOST - a):
                fits = np.flatnonzero((inner.a > a) & (inner.b > b))
                if not len(fits):
                    continue
                d = inner.take(fits)
                head = Candidates(d.i - d.a + a, d.j - d.b + b, np.full_like(d.a, a), np.full_like(d.b, b), d.prior)
                tail = Candidates(d.i, d.j, d.a - a, d.b - b, d.prior)
                kept = (table.block(links, head) + table.block(links, tail)) / total[fits]
                first, second = table.cosine(head), table.cosine(tail)
                least[fits] = np.minimum(least[fits], inside[fits] - kept)
                most[fits] = np.maximum(most[fits], (first + second) / 2 - whole[fits])
                worst[fits] = np.maximum(worst[fits], np.minimum(first, second) - whole[fits])
        cross[which], gain[which], weak[which] = least, most, worst
    return {"cross": cross, "split": gain, "split_worst": weak}


def _lengths(table: Table, c: Candidates, ratio: float) -> dict[str, Doubles]:
    left = _span_sum(table.source.length, c.i, c.a) * ratio
    right = _span_sum(table.target.length, c.j, c.b)
    log = np.log(right / left)
    mass = table.mass(c)
    share = float(table.target.mass.sum() / max(float(table.source.mass.sum()), 1e-9))
    return {
        "length": np.clip(log, -2, 2),
        "length_off": np.minimum(np.abs(log), 2),
        "length_z": np.clip((right - left) / np.sqrt(6.8 * left), -6, 6) / 3,
        "length_zz": np.minimum((right - left) ** 2 / (6.8 * left), 30) / 10,
        "mass_off": np.minimum(np.abs(np.log(mass[1] / (mass[0] * max(share, 1e-9)))), 2),
        "long_s": np.log(left) / 2 - 2,
        "long_t": np.log(right) / 2 - 2,
    }


def _span_sum(values: FloatArray, end: Ints, size: Ints) -> Doubles:
    running = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return np.asarray(running[end] - running[end - size])


def _marks(table: Table, c: Candidates) -> dict[str, Doubles]:
    left, right = table.source.flags, table.target.flags
    s0, s1, t0, t1 = c.i - c.a, c.i - 1, c.j - c.b, c.j - 1
    out: dict[str, Doubles] = {}
    for k, name in enumerate(("question", "exclaim", "stop", "onward", "trail", "closes")):
        out[f"end_s_{name}"], out[f"end_t_{name}"] = left[s1, k], right[t1, k]
        out[f"end_{name}"] = np.abs(left[s1, k] - right[t1, k])
    out["start_s_opens"], out["start_t_opens"] = left[s0, 6], right[t0, 6]
    out["start_opens"] = np.abs(left[s0, 6] - right[t0, 6])
    out["start_small"] = right[t0, 7]
    out["inside_end"] = np.abs(left[s1, 8] - right[t1, 8])
    out["inside_start"] = np.abs(left[s0, 9] - right[t0, 9])
    out["inside_s"], out["inside_t"] = left[s1, 8], right[t1, 8]
    for k, name in enumerate(("questions", "exclaims", "quotes", "dashes", "colons", "dots")):
        here = _span_sum(table.source.counts[:, k], c.i, c.a), _span_sum(table.target.counts[:, k], c.j, c.b)
        out[f"count_{name}"] = np.clip(here[1] - here[0], -2, 2)
        out[f"count_{name}_off"] = np.abs(out[f"count_{name}"])
    return out
