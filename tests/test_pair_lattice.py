"""Tables of all beads near the path and the few edges that are left say the same; marks and shares of words."""

from __future__ import annotations

import numpy as np
import pytest

from align.pair.candidates import prune
from align.pair.dp import KINDS, NEVER, Lattice, best_path, posterior
from align.pair.edges import DEAREST, Edges, decide, lone_cost, singly
from align.pair.marks import COUNTS, FLAGS, counts, flags
from align.pair.search_band import Band


def _lattice(n: int, m: int, spread: float, seed: int) -> Lattice:
    """Random scores of all beads in a band of ten columns along the diagonal."""
    rng = np.random.default_rng(seed)
    middle = np.arange(n + 1) * m // n
    room = Band(np.maximum(middle - 5, 0), np.minimum(middle + 6, m + 1))
    rows = np.repeat(np.arange(n + 1), room.high - room.low)
    columns = np.arange(room.starts[-1]) - (room.starts[:-1] - room.low)[rows]
    beads = np.full((len(KINDS), len(rows)), NEVER, np.float32)
    for kind, (a, b) in enumerate(KINDS.tolist()):
        above = np.maximum(rows - a, 0)
        real = (rows >= a) & (columns - b >= room.low[above]) & (columns - b < room.high[above])
        beads[kind, real] = spread * rng.normal(size=int(real.sum())) - 2 * (a + b - 2)
    alone = min(spread, 4.0)  # what is less likely than one in e ** 25 is taken for that in the tables
    return Lattice(room, beads, alone * rng.normal(size=n) - 2, alone * rng.normal(size=m) - 2)


@pytest.mark.parametrize(("n", "m", "spread"), [(1, 1, 1.0), (9, 7, 1.0), (400, 300, 4.0), (700, 800, 20.0)])
def test_edges_have_the_probabilities_of_the_tables(n: int, m: int, spread: float) -> None:
    """Also where weights of a long text would leave the range of a double many times over."""
    lattice = _lattice(n, m, spread, 5)
    pool = prune(lattice.band, posterior(lattice))
    narrow = np.full((len(KINDS), int(pool.band.starts[-1])), NEVER, np.float32)
    wide = lattice.band.starts[pool.candidates.i] + pool.candidates.j - lattice.band.low[pool.candidates.i]
    scores = lattice.beads[pool.kind, wide]
    narrow[pool.kind, pool.cell] = scores
    left = Lattice(pool.band, narrow, lattice.source_null, lattice.target_null)
    likely = posterior(left)
    edges = Edges.of(pool, scores.astype(np.float64), left.source_null, left.target_null)
    chances = edges.chances()
    known = {(int(c), *k): float(v) for (c, k), v in zip(
        ((c, KINDS[kind].tolist()) for c, kind in zip(pool.cell.tolist(), pool.kind.tolist(), strict=True)),
        likely.beads[pool.kind, pool.cell], strict=True,
    )}  # fmt: skip
    both = (edges.a > 0) & (edges.b > 0)
    assert int(both.sum()) == len(known)
    for last, a, b, chance in zip(edges.last[both], edges.a[both], edges.b[both], chances[both], strict=True):
        assert chance == pytest.approx(known[int(last), int(a), int(b)], abs=1e-4)
    alone = likely.source_null.sum(), likely.target_null.sum()
    assert chances[edges.b == 0].sum() == pytest.approx(alone[0], rel=1e-3, abs=1e-3)
    assert chances[edges.a == 0].sum() == pytest.approx(alone[1], rel=1e-3, abs=1e-3)
    gain = edges.best(edges.score)
    assert _total(edges, gain) == pytest.approx(_total(edges, best_path(left)), rel=1e-5)


def test_the_table_of_the_scores_can_take_the_probabilities() -> None:
    """The largest table of a long text is there once; the probabilities are the same to the last bit."""
    apart, together = posterior(_lattice(90, 70, 4.0, 3)), _lattice(90, 70, 4.0, 3)
    same = posterior(together, together.beads)
    assert same.beads is together.beads
    assert np.array_equal(same.beads, apart.beads) and same.beads.min() >= 0
    assert np.array_equal(same.source_null, apart.source_null)
    assert np.array_equal(same.target_null, apart.target_null)


def _total(edges: Edges, path: list[tuple[int, int, int, int]]) -> float:
    """The summed score of a path."""
    row = np.searchsorted(edges.starts, edges.last, side="right") - 1
    known = {(int(r), int(c), int(a), int(b)): float(s) for r, c, a, b, s in zip(
        row, edges.last, edges.a, edges.b, edges.score, strict=True
    )}  # fmt: skip
    cell, total = 0, 0.0
    for i0, i1, j0, j1 in path:
        step = next(
            e for e in np.flatnonzero(edges.first == cell).tolist() if (edges.a[e], edges.b[e]) == (i1 - i0, j1 - j0)
        )
        cell = int(edges.last[step])
        total += known[int(row[step]), cell, i1 - i0, j1 - j0]
    return total


def test_the_decision_covers_every_sentence_once() -> None:
    lattice = _lattice(60, 50, 3.0, 2)
    pool = prune(lattice.band, posterior(lattice))
    wide = lattice.band.starts[pool.candidates.i] + pool.candidates.j - lattice.band.low[pool.candidates.i]
    scores = lattice.beads[pool.kind, wide].astype(np.float64)
    path = decide(Edges.of(pool, scores, lattice.source_null, lattice.target_null), 0.25, 0.45, 110)
    assert [s[0] for s in path[1:]] == [s[1] for s in path[:-1]] and [s[2] for s in path[1:]] == [
        s[3] for s in path[:-1]
    ]
    assert (path[0][0], path[0][2]) == (0, 0) and (path[-1][1], path[-1][3]) == (60, 50)


def _edges(n: int, m: int, together: tuple[float, float] | None) -> Edges:
    lattice = _lattice(n, m, 3.0, 8)
    pool = prune(lattice.band, posterior(lattice))
    wide = lattice.band.starts[pool.candidates.i] + pool.candidates.j - lattice.band.low[pool.candidates.i]
    scores = lattice.beads[pool.kind, wide].astype(np.float64)
    return Edges.of(pool, scores, lattice.source_null, lattice.target_null, together)


def test_two_neighbours_left_alone_are_an_edge_of_their_own() -> None:
    edges, plain = _edges(40, 30, (0.7, -0.4)), _edges(40, 30, None)
    two = (edges.a + edges.b == 2) & ((edges.a == 0) | (edges.b == 0))
    assert len(edges.a) - int(two.sum()) == len(plain.a) and two.any()
    score = {(f, t): s for f, t, s in zip(plain.first.tolist(), plain.last.tolist(), plain.score, strict=True)}
    single = {
        (f, t) for f, t, s in zip(plain.first.tolist(), plain.last.tolist(), plain.a + plain.b, strict=True) if s == 1
    }
    for k in np.flatnonzero(two).tolist():
        first, last, more = int(edges.first[k]), int(edges.last[k]), (0.7 if edges.a[k] else -0.4)
        ways = [c for c in range(first, last) if (first, c) in single and (c, last) in single]
        assert any(edges.score[k] == pytest.approx(score[first, c] + score[c, last] + more) for c in ways)


def test_the_chance_of_two_neighbours_is_that_of_each() -> None:
    edges = _edges(40, 30, (0.7, -0.4))
    chances = edges.chances()
    cells = int(edges.starts[-1])
    ahead, back = np.full(cells, -np.inf), np.full(cells, -np.inf)
    ahead[0] = back[-1] = 0.0
    links = list(zip(edges.first.tolist(), edges.last.tolist(), edges.score.tolist(), strict=True))
    for first, last, score in links:
        ahead[last] = np.logaddexp(ahead[last], ahead[first] + score)
    for first, last, score in reversed(links):
        back[first] = np.logaddexp(back[first], back[last] + score)
    plain = np.exp([ahead[first] + score + back[last] - ahead[-1] for first, last, score in links])
    assert chances == pytest.approx(plain, abs=1e-9)
    own = singly(edges.first, edges.last, edges.a, edges.b, chances)
    alone = (edges.a == 0) | (edges.b == 0)
    size = edges.a + edges.b
    assert (size * own)[alone].sum() == pytest.approx((size * chances)[alone].sum())
    assert own[alone & (size == 2)].max() == 0 and np.array_equal(own[~alone], chances[~alone])


def test_what_two_neighbours_have_more_decides() -> None:
    """Two sentences at the end, each more likely part of the bead before them than alone."""
    n, m = 3, 5
    pool = prune(_lattice(n, m, 1.0, 1).band, posterior(_lattice(n, m, 0.0, 1)))
    c = pool.candidates
    ends = np.where((c.a == 1) & (c.b == 1) & (c.i == c.j), 4.0, -4.0) + np.where(
        (c.a == 1) & (c.b == 3) & (c.j == m), 8.5, 0.0
    )
    found = [
        decide(Edges.of(pool, ends, np.full(n, -6.0), np.full(m, -1.0), together), 0.25, 0.45, n + m)
        for together in (None, (0.0, -20.0), (0.0, 6.0))
    ]
    assert found[0] == found[1] == [(0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 5)]
    assert found[2] == [(0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3), (3, 3, 3, 4), (3, 3, 4, 5)]


def test_marks_of_a_text_are_those_of_its_sentences() -> None:
    """Only what stands inside a quotation depends on the sentences before."""
    texts = [
        'He said: "Go.',
        "Now!",
        'Then stop," he said...',
        "",
        "“好？”",
        "他说——走了……",
        "It's Ann's--no.",
        "A 😀 ‘b’",
    ]
    for name, found in (("flags", flags), ("counts", counts)):
        whole = found(texts)
        for row, text in zip(whole, texts, strict=True):
            own = found([text])[0]
            columns = slice(0, FLAGS.index("inside_after")) if name == "flags" else slice(0, None)
            assert row[columns].tolist() == own[columns].tolist(), text
    inside = flags(texts)[:, [FLAGS.index("inside_before"), FLAGS.index("inside_after")]]
    assert inside.tolist() == [[0, 1], [1, 1], [1, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]
    table = {name: counts(texts)[:, k].tolist() for k, name in enumerate(COUNTS)}
    assert table["quotes"] == [1, 0, 0, 0, 1, 0, 0, 1]
    assert table["dashes"] == [0, 0, 0, 0, 0, 2, 1, 0] and table["dots"] == [0, 0, 1, 0, 0, 2, 0, 0]
    assert counts([]).shape == (0, len(COUNTS)) and flags([]).shape == (0, len(FLAGS))


def test_a_lone_sentence_is_dear_in_a_long_text_that_leaves_nothing_out() -> None:
    assert lone_cost(0, 60, 0.45) == lone_cost(30, 1000, 0.45) == 0.45
    assert 0.45 < lone_cost(5, 1000, 0.45) < lone_cost(0, 1000, 0.45) < DEAREST
