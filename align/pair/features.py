"""Compute some hundred features of each candidate bead from the tables of token evidence."""

from __future__ import annotations

import numpy as np

from align.pair.boundaries import astray, clauses, turns
from align.pair.dp import LARGEST
from align.pair.lookups import BEFORE, BEFORE_THAT, END, FIRST, MOST, START, Candidates, Column, Look, Pair, span_sum
from align.pair.side import Side
from align.pair.token_evidence import Evidence
from align.pair.types import Doubles, Ints


def describe(evidence: Evidence, source: Side, target: Side, ratio: float, c: Candidates) -> dict[str, Doubles]:
    """Name -> (k,) value of every feature of every candidate. ``c``: those with most source sentences first; ``ratio``:
    target by source length of the document."""
    look = Look(evidence, source, target, c)
    mass = _mass(source, c.i, c.a), _mass(target, c.j, c.b)
    out: dict[str, Doubles] = {}
    out.update(_whole(look, mass))
    out.update(_edges(look, mass, out))
    out.update(_links(look, mass))
    out.update(_splits(look, mass))
    out.update(_lengths(look, mass, ratio))
    out.update(_marks(look))
    out.update(turns(look))
    out.update(clauses(look))
    out.update(astray(look))
    return out


def describe_whole(evidence: Evidence, source: Side, target: Side, c: Candidates) -> dict[str, Doubles]:
    """Name -> (k,) value of the features that a bead has without a look beyond it."""
    look = Look(evidence, source, target, c)
    mass = _mass(source, c.i, c.a), _mass(target, c.j, c.b)
    return {**_whole(look, mass), **_linked(look, mass)}


def _mass(side: Side, end: Ints, size: Ints) -> Doubles:
    return np.maximum(span_sum(side.mass, end, size), 1e-3)


def _whole(look: Look, mass: Pair) -> dict[str, Doubles]:
    c = look.c
    covered = look.source_found() / mass[0], look.target_found() / mass[1]
    cosine = look.cosine(look.block("dots"), c.a, c.b, c.i, c.j)
    out: dict[str, Doubles] = {"cosine": cosine, "covered_s": covered[0], "covered_t": covered[1]}
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


#       name        first row, rows more, end of the columns, their beginning; change of i, j, a, b
EDGES: dict[str, tuple[int, int, Column, Column, tuple[int, int, int, int]]] = {
    "s_first": (0, -1, END, START, (0, 0, -1, 0)),
    "s_last": (1, 0, END, START, (-1, 0, -1, 0)),
    "t_first": (0, 0, END, (1, 1), (0, 0, 0, -1)),
    "t_last": (0, 0, (0, -1), START, (0, -1, 0, -1)),
    "s_before": (0, 1, END, START, (0, 0, 1, 0)),
    "s_after": (-1, 0, END, START, (1, 0, 1, 0)),
    "t_before": (0, 0, END, (1, -1), (0, 0, 0, 1)),
    "t_after": (0, 0, (0, 1), START, (0, 1, 0, 1)),
}
DROPS, GROWS = tuple(EDGES)[:4], tuple(EDGES)[4:]


def _edges(look: Look, mass: Pair, whole: dict[str, Doubles]) -> dict[str, Doubles]:
    """Measure what the bead loses without the sentence at each edge, and would win with the next one beyond it."""
    out: dict[str, Doubles] = {}
    c, n, m = look.c, len(look.source), len(look.target)
    for name, (first, extra, right, left, (di, dj, da, db)) in EDGES.items():
        i, j, a, b = c.i + di, c.j + dj, c.a + da, c.b + db
        real = (a > 0) & (b > 0) & (i <= n) & (j <= m) & (a <= i) & (b <= j) & (a <= MOST) & (b <= MOST)
        cosine = look.cosine(look.block("dots", first, extra, left, right), a, b, i, j)
        if da:  # coverage of the side that does not change
            better = look.target_found(-di, da) / mass[1] - whole["covered_t"]
        else:
            better = look.source_found(right, db) / mass[0] - whole["covered_s"]
        out[f"cos_{name}"] = np.where(real, cosine - whole["cosine"], 0.0)
        out[f"cov_{name}"] = np.where(real, better, 0.0)
    for title, names in (("cos_grow", GROWS), ("cos_drop", DROPS)):
        near = [np.where(out[f"cos_{name}"] == 0, -0.1, out[f"cos_{name}"]) for name in names]
        out[title] = np.maximum(np.maximum(near[0], near[1]), np.maximum(near[2], near[3]))
    return out


#         name       row, or columns, of the sentence at an edge
SOURCES = {"s_first": FIRST, "s_last": 0, "s_before": BEFORE, "s_after": -1}
TARGETS: dict[str, tuple[Column, Column]] = {
    "t_first": (START, (1, 1)),
    "t_last": ((0, -1), END),
    "t_before": ((1, -1), START),
    "t_after": (END, (0, 1)),
}


def _linked(look: Look, mass: Pair) -> dict[str, Doubles]:
    """Link mass inside the bead."""
    return {"link_s": look.block("source_links") / mass[0], "link_t": look.block("target_links") / mass[1]}


def _links(look: Look, mass: Pair) -> dict[str, Doubles]:
    """Link mass inside the bead, from its edge sentences, and out of it to the neighbours."""
    left, right = mass
    c, ours, theirs = look.c, np.append(look.source.mass, 0), np.append(look.target.mass, 0)
    out = _linked(look, mass)
    sentence = {"s_first": c.i - c.a, "s_last": c.i - 1, "s_before": c.i - c.a - 1, "s_after": c.i}
    sentence |= {"t_first": c.j - c.b, "t_last": c.j - 1, "t_before": c.j - c.b - 1, "t_after": c.j}
    for name in EDGES:
        if name in SOURCES:
            row, own = SOURCES[name], np.maximum(ours[sentence[name]], 1e-3)
            out[f"link_{name}"] = look.strip("source_links", row) / own
            out[f"found_{name}"] = look.found(row, END) / own
            out[f"pull_{name}"] = look.strip("target_links", row) / right
        else:
            columns, own = TARGETS[name], np.maximum(theirs[sentence[name]], 1e-3)
            out[f"link_{name}"] = look.block("target_links", left=columns[0], right=columns[1]) / own
            out[f"found_{name}"] = look.target_found(left=columns[0], right=columns[1]) / own
            out[f"pull_{name}"] = look.block("source_links", left=columns[0], right=columns[1]) / left
    for name, columns, rows in (("before", ((1, -2), START), "before"), ("after", (END, (0, 2)), "after")):
        out[f"leak_s_{name}"] = look.block("source_links", left=columns[0], right=columns[1]) / left
        two = (BEFORE, BEFORE_THAT) if rows == "before" else (-1, -2)
        out[f"leak_t_{name}"] = sum((look.strip("target_links", row) for row in two), np.zeros(len(c))) / right
    return out


def _splits(look: Look, mass: Pair) -> dict[str, Doubles]:
    """Measure how easily the bead falls in two: the least link mass that crosses a cut through both sides, and how much
    better the two halves fit than the whole; 0 for beads that cannot be cut."""
    size = len(look.c)
    cross, gain, weak = np.zeros(size), np.zeros(size), np.zeros(size)
    which = np.flatnonzero((look.c.a > 1) & (look.c.b > 1))
    if len(which):
        c = look.c.take(which)
        total = mass[0][which] + mass[1][which]
        links = look.evidence.along("source_links") + look.evidence.along("target_links")
        tables = _corner(look, c, links), _corner(look, c, look.evidence.along("dots"))
        each = np.arange(len(c))
        inside, dots = (table[c.a, c.b, each] for table in tables)
        whole = look.cosine(dots, c.a, c.b, c.i, c.j)
        least, most, worst = np.full(len(c), 9.0), np.full(len(c), -1.0), np.full(len(c), -1.0)
        for a in range(1, MOST - 1):
            for b in range(1, MOST - a):
                fits = np.flatnonzero((c.a > a) & (c.b > b))
                if not len(fits):
                    continue
                d = c.take(fits)
                heads = [table[a, b, fits] for table in tables]
                tails = [
                    table[d.a, d.b, fits] - table[a, d.b, fits] - table[d.a, b, fits] + head
                    for table, head in zip(tables, heads, strict=True)
                ]
                kept = (heads[0] + tails[0]) / total[fits]
                sizes = np.full_like(d.a, a), np.full_like(d.b, b)
                first = look.cosine(heads[1], *sizes, d.i - d.a + a, d.j - d.b + b)
                second = look.cosine(tails[1], d.a - a, d.b - b, d.i, d.j)
                least[fits] = np.minimum(least[fits], inside[fits] / total[fits] - kept)
                most[fits] = np.maximum(most[fits], (first + second) / 2 - whole[fits])
                worst[fits] = np.maximum(worst[fits], np.minimum(first, second) - whole[fits])
        cross[which], gain[which], weak[which] = least, most, worst
    return {"cross": cross, "split": gain, "split_worst": weak}


def _corner(look: Look, c: Candidates, running: Doubles) -> Doubles:
    """(8, 8, k): sum of an evidence over the first p source and q target sentences of each bead."""
    out = np.zeros((LARGEST, LARGEST, len(c)))
    for p in range(1, int(c.a.max()) + 1):
        row = c.i - c.a + p
        begin = running[look.evidence.grid.at(row, c.j - c.b)]
        for q in range(1, int(c.b.max()) + 1):
            out[p, q] = out[p - 1, q] + running[look.evidence.grid.at(row, c.j - c.b + q)] - begin
    return out


def _lengths(look: Look, mass: Pair, ratio: float) -> dict[str, Doubles]:
    c, source, target = look.c, look.source, look.target
    left = span_sum(source.length, c.i, c.a) * ratio
    right = span_sum(target.length, c.j, c.b)
    log = np.log(right / left)
    share = float(target.mass.sum() / max(float(source.mass.sum()), 1e-9))
    return {
        "length": np.clip(log, -2, 2),
        "length_off": np.minimum(np.abs(log), 2),
        "length_z": np.clip((right - left) / np.sqrt(6.8 * left), -6, 6) / 3,
        "length_zz": np.minimum((right - left) ** 2 / (6.8 * left), 30) / 10,
        "mass_off": np.minimum(np.abs(np.log(mass[1] / (mass[0] * max(share, 1e-9)))), 2),
        "long_s": np.log(left) / 2 - 2,
        "long_t": np.log(right) / 2 - 2,
    }


def _marks(look: Look) -> dict[str, Doubles]:
    c, left, right = look.c, look.source.flags, look.target.flags
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
    for k, name in enumerate(("questions", "exclaims", "quotes", "dashes", "colons", "dots", "commas")):
        here = span_sum(look.source.counts[:, k], c.i, c.a), span_sum(look.target.counts[:, k], c.j, c.b)
        out[f"count_{name}"] = np.clip(here[1] - here[0], -2, 2)
        out[f"count_{name}_off"] = np.abs(out[f"count_{name}"])
    return out
