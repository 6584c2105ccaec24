"""Sentence alignment: beads that are right, complete and explained, whatever comes in."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest

from align.embed import bundled
from align.pair import align_sentences, link_many, make_linker
from align.pair import search_band as path
from align.pair.dp import KINDS, NEVER, Lattice, best_path, posterior
from align.pair.explain import explain
from align.pair.formats import beads_lines, jsonl_lines, tsv_lines
from align.pair.marks import FLAGS, flags
from align.pair.search_band import Band, anchors, band
from align.pair.side import make_side
from align.records import Bead, FloatArray

ZH = [
    "昨天下午，市图书馆新馆正式开放。",
    "读者可以免费借阅十万册图书。",
    "馆长李梅说，下一步将增加儿童阅览室。",
    "一位老人告诉记者，他从早上六点就在门口排队。",
    "由于雨势太大，原定的露天音乐会被取消。",
    "新馆周一闭馆，其余日子开放到晚上九点。",
    "附近的公交车站也改了名字。",
    "预计每年有一百万人来访。",
]
EN = [
    "The new building of the city library opened officially yesterday afternoon.",
    "Readers can borrow a hundred thousand books free of charge.",
    "Director Li Mei said the next step will be to add a reading room for children.",
    "An old man told reporters that he had been queuing at the door since six in the morning.",
    "Because of the heavy rain, the planned open-air concert was cancelled.",
    "The new library is closed on Mondays and open until nine in the evening on other days.",
    "The bus station nearby has been renamed as well.",
    "One million people are expected to visit every year.",
]


def spans(beads: Sequence[Bead]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [(b.source, b.target) for b in beads]


def assert_complete(beads: Sequence[Bead], n: int, m: int) -> None:
    assert sorted(i for b in beads for i in range(*b.source)) == list(range(n))
    assert sorted(j for b in beads for j in range(*b.target)) == list(range(m))
    still = [b for b in beads if not b.moved]
    ends = [(b.source[1], b.target[1]) for b in still if b.source[0] < b.source[1] and b.target[0] < b.target[1]]
    assert ends == sorted(ends)


def test_one_to_one() -> None:
    beads = align_sentences(ZH, EN, bundled())
    assert spans(beads) == [((k, k + 1), (k, k + 1)) for k in range(8)]
    assert all(b.similarity is not None and b.similarity > 0.2 for b in beads)


def test_two_to_one_and_one_to_two() -> None:
    source = [*ZH[:2], "馆长李梅说，下一步将增加儿童阅览室，", "并延长开放时间。", *ZH[3:]]
    target = [
        *EN[:2],
        "Director Li Mei said the next step will be to add a reading room for children and to extend opening hours.",
        EN[3],
        EN[4],
        "The new library is closed on Mondays.",
        "On other days it is open until nine in the evening.",
        *EN[6:],
    ]
    found = spans(align_sentences(source, target, bundled()))
    assert ((2, 4), (2, 3)) in found
    assert ((6, 7), (5, 7)) in found


@pytest.mark.parametrize("gone", [2, 4, 6])
def test_omission_stands_alone(gone: int) -> None:
    target = EN[:gone] + EN[gone + 1 :]
    beads = align_sentences(ZH, target, bundled())
    assert [b.source for b in beads if b.target[0] == b.target[1]] == [(gone, gone + 1)]
    assert all(b.similarity is None for b in beads if b.target[0] == b.target[1])
    added = align_sentences(ZH[:gone] + ZH[gone + 1 :], EN, bundled())
    assert [b.target for b in added if b.source[0] == b.source[1]] == [(gone, gone + 1)]


def test_passages_left_out_and_added() -> None:
    beads = align_sentences(ZH, EN[:3] + EN[6:], bundled())
    assert [b.source for b in beads if b.kind == "1-0"] == [(3, 4), (4, 5), (5, 6)]
    assert_complete(beads, 8, 5)
    added = align_sentences(ZH[:3] + ZH[6:], EN, bundled())
    assert ((3, 3), (3, 6)) in spans(added)
    apart = align_sentences(ZH[:3] + ZH[6:], EN, bundled(), target_blocks=[0, 0, 0, 0, 1, 1, 1, 1])
    assert [b.target for b in apart if b.source[0] == b.source[1]] == [(3, 4), (4, 6)]


def test_moved_sentence_is_found_and_marked() -> None:
    order = [0, 1, 3, 4, 5, 6, 7, 2]
    beads = align_sentences(ZH, [EN[k] for k in order], bundled())
    assert_complete(beads, 8, 8)
    assert [(b.source, b.target) for b in beads if b.moved] == [((2, 3), (7, 8))]
    assert ((3, 4), (2, 3)) in spans(beads)


def test_shuffled_sentences_find_each_other() -> None:
    order = [5, 2, 7, 0, 4, 1, 6, 3]
    beads = align_sentences(ZH, [EN[k] for k in order], bundled())
    assert_complete(beads, 8, 8)
    right = {((k, k + 1), (order.index(k), order.index(k) + 1)) for k in range(8)}
    assert len(right & set(spans(beads))) >= 6


def test_swapped_neighbours_are_told_apart() -> None:
    beads = align_sentences(ZH, [EN[k] for k in (0, 1, 3, 2, 4, 5, 6, 7)], bundled())
    assert {((2, 3), (3, 4)), ((3, 4), (2, 3))} <= set(spans(beads))
    assert sum(b.moved for b in beads) == 1


def test_headings_of_one_side_are_no_part_of_a_sentence() -> None:
    beads = spans(align_sentences(ZH, ["Part One", "The New City Library", *EN], bundled()))
    assert ((0, 1), (2, 3)) in beads and ((0, 0), (0, 2)) in beads
    beads = spans(align_sentences(["新图书馆", "新图书馆", *ZH], ["The New Library", *EN], bundled()))
    assert ((1, 2), (0, 1)) in beads and ((0, 1), (0, 0)) in beads
    both = spans(align_sentences(["新图书馆", *ZH], ["The New Library", *EN], bundled()))
    assert both == [((k, k + 1), (k, k + 1)) for k in range(9)]


def test_same_input_same_beads() -> None:
    assert align_sentences(ZH, EN[1:], bundled()) == align_sentences(list(ZH), tuple(EN[1:]), bundled())


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        (ZH, []),
        ([], EN),
        ([ZH[3]], EN * 40),
        (["。"], ["."]),
        (["", ""], ["", "", ""]),
        (["是的。"] * 30, ["Yes."] * 25),
        (ZH, ["Lorem ipsum dolor sit amet, consectetur adipiscing elit."] * 9),
        (["数据" * 100_000], ["data " * 40_000, "data"]),
        (["\x00\u200b"], ["🙂🙂"]),
    ],
)
def test_anything_is_covered_once(source: list[str], target: list[str]) -> None:
    beads = align_sentences(source, target, bundled())
    assert_complete(beads, len(source), len(target))
    for bead in beads:
        empty = bead.source[0] == bead.source[1] or bead.target[0] == bead.target[1]
        assert (bead.similarity is None) == empty


def test_groups_hold_sentences_together() -> None:
    groups = [0, 0, 0, 0, 1, 1, 1, 1]
    target = [*EN[:3], EN[4], *EN[5:]]
    held = align_sentences(ZH, target, bundled(), source_groups=groups, target_groups=[0, 0, 0, 1, 1, 1, 1], hard=True)
    assert_complete(held, 8, 7)
    assert ((3, 4), (3, 3)) in spans(held)
    soft = align_sentences(ZH, target, bundled(), source_groups=groups, target_groups=[0, 0, 0, 1, 1, 1, 1])
    assert all(not (b.source[0] < 4 < b.source[1]) for b in soft)


def test_hard_groups_that_the_other_side_lacks() -> None:
    beads = align_sentences(
        ZH[:4], EN[:4], bundled(), source_groups=[0, 1, 2, 3], target_groups=[0, 2, 5, 3], hard=True
    )
    assert_complete(beads, 4, 4)
    assert ((0, 1), (0, 1)) in spans(beads)


class Sentences:
    """An encoder that knows sentences, not words."""

    name, fingerprint, dimensions = "sentences", "f" * 16, 8

    def encode(self, texts: Sequence[str]) -> FloatArray:
        rows = np.zeros((len(texts), 8), np.float32)
        for row, text in zip(rows, texts, strict=True):
            place = next((k for k in range(8) if text in (ZH[k], EN[k])), None)
            if place is not None:
                row[place] = 1.0
        return rows


def test_any_encoder_will_do() -> None:
    for lent in (None, bundled()):
        beads = align_sentences(ZH, EN, Sentences(), token_encoder=lent)
        assert spans(beads) == [((k, k + 1), (k, k + 1)) for k in range(8)]
        assert beads[0].similarity == pytest.approx(1.0)


def test_links() -> None:
    found = make_linker(bundled())(ZH[1], EN[1])
    assert found.similarity.shape == (len(found.source.ids), len(found.target.ids))
    assert found.source_best.shape == found.source_weight.shape
    words = [EN[1][a:b] for a, b in zip(found.target.starts, found.target.ends, strict=True)]
    books = next(
        k for k, (a, b) in enumerate(zip(found.source.starts, found.source.ends, strict=True)) if "图书" in ZH[1][a:b]
    )
    assert words[int(found.similarity[books].argmax())].strip().lower() in ("books", "book")
    assert make_linker(bundled())("", EN[1]).similarity.shape[0] == 0
    many = link_many(bundled(), [(ZH[0], EN[0]), (ZH[1], EN[1])])
    assert np.array_equal(many[1].similarity, found.similarity)


def test_posterior_sums_to_one_and_agrees_with_enumeration() -> None:
    n, m = 3, 2
    room = Band(np.zeros(n + 1, np.int64), np.full(n + 1, m + 1, np.int64))
    rng = np.random.default_rng(7)
    scores = np.full((len(KINDS), (n + 1) * (m + 1)), NEVER, np.float32)
    for kind, (a, b) in enumerate(KINDS.tolist()):
        for i in range(a, n + 1):
            for j in range(b, m + 1):
                scores[kind, i * (m + 1) + j] = rng.normal()
    lattice = Lattice(room, scores, rng.normal(size=n), rng.normal(size=m))
    ways: list[tuple[float, list[tuple[int, int, int, int]]]] = []

    def walk(i: int, j: int, score: float, path: list[tuple[int, int, int, int]]) -> None:
        if (i, j) == (n, m):
            ways.append((score, path))
        if i < n:
            walk(i + 1, j, score + lattice.source_null[i], [*path, (i, i + 1, j, j)])
        if j < m:
            walk(i, j + 1, score + lattice.target_null[j], [*path, (i, i, j, j + 1)])
        for kind, (a, b) in enumerate(KINDS.tolist()):
            if i + a <= n and j + b <= m:
                gain = float(scores[kind, (i + a) * (m + 1) + j + b])
                walk(i + a, j + b, score + gain, [*path, (i, i + a, j, j + b)])

    walk(0, 0, 0.0, [])
    total = np.logaddexp.reduce([score for score, _ in ways])
    likely = posterior(lattice)
    for s in range(n):
        alone = sum(
            np.exp(score - total) for score, path in ways if any(p[0] == s and p[2] == p[3] and p[1] > s for p in path)
        )
        assert likely.source_null[s] == pytest.approx(alone, abs=1e-5)
    one = sum(np.exp(score - total) for score, path in ways if (1, 2, 0, 1) in path)
    assert likely.beads[0, 2 * (m + 1) + 1] == pytest.approx(one, abs=1e-5)
    best = max(ways, key=lambda way: way[0])
    assert sum(_score(lattice, step, m) for step in best_path(lattice)) == pytest.approx(best[0], abs=1e-4)


def _score(lattice: Lattice, step: tuple[int, int, int, int], m: int) -> float:
    i0, i1, j0, j1 = step
    if i0 == i1:
        return float(lattice.target_null[j0])
    if j0 == j1:
        return float(lattice.source_null[i0])
    kind = KINDS.tolist().index([i1 - i0, j1 - j0])
    return float(lattice.beads[kind, i1 * (m + 1) + j1])


def test_band_holds_the_path_and_stays_narrow() -> None:
    """A long text with a gap of 60 sentences: the true path lies in the band, and the band grows like the text."""
    rng = np.random.default_rng(3)
    order = rng.integers(0, 8, 900)
    zh = [f"{ZH[k]}第{i}条。" for i, k in enumerate(order)]
    en = [f"{EN[k]} Item {i}." for i, k in enumerate(order)]
    source, target = make_side(zh, bundled()), make_side(en[:300] + en[360:], bundled())
    room = band(source, target, anchors(source, target))
    for i in range(901):
        j = i if i <= 300 else max(300, i - 60)
        assert room.low[i] <= j < room.high[i]
    assert (room.high - room.low).mean() < 90


def test_flags_follow_quotations() -> None:
    rows = flags(["他说：“走吧，", "天黑了。”", "我们走了？"])
    at = {name: k for k, name in enumerate(FLAGS)}
    assert rows[0, at["onward"]] == 1 and rows[0, at["inside_after"]] == 1
    assert rows[1, at["closes"]] == 1 and rows[1, at["inside_after"]] == 0 and rows[1, at["inside_before"]] == 1
    assert rows[2, at["question"]] == 1
    small = flags(["'Let's go,' he said.", "and they went."])
    assert small[0, at["opens"]] == 1 and small[0, at["inside_after"]] == 0 and small[1, at["small"]] == 1


def test_explanations_name_words() -> None:
    beads = [Bead((0, 1), (0, 0)), Bead((1, 2), (0, 1), 0.6)]
    alone, pair = explain(beads, ZH, [EN[1]], bundled())
    assert alone.coverage_source is None and "nothing on the target side" in alone.words
    assert pair.coverage_source is not None and 0 <= pair.coverage_source <= 1
    assert any("图书" in s for s, _, _ in pair.linked)
    assert "similarity 0.60" in pair.words
    wrong = explain([Bead((4, 5), (0, 1), 0.1)], ZH, [EN[1]], bundled())[0]
    assert wrong.left_source


def test_formats() -> None:
    beads = [Bead((0, 2), (0, 1), 0.5), Bead((2, 3), (1, 1)), Bead((3, 4), (1, 2), 0.25, moved=True)]
    zh, en = ["一。", "二。", "三。", "=四"], ["One\ttwo.", "-Four"]
    assert list(beads_lines(beads)) == ["[0,1]:[0]", "[2]:[]", "[3]:[1]"]
    rows = [line.split("\t") for line in tsv_lines(beads, zh, en)]
    assert rows[1] == ["1", "2-1", "0.500", "一。二。", "One two."]
    assert rows[2] == ["2", "1-0", "", "三。", ""]
    assert rows[3] == ["3", "1-1 moved", "0.250", "'=四", "'-Four"]
    objects = [json.loads(line) for line in jsonl_lines(beads, zh, en)]
    assert objects[0]["source"] == {"sentences": [0, 1], "text": "一。二。"}
    assert objects[1]["similarity"] is None and objects[2]["moved"] is True


def test_texts_in_which_nothing_matches_cost_a_strip_and_not_the_product_of_their_lengths() -> None:
    old, new = np.arange(0, 20_001, 20), np.arange(0, 20_001, 4)  # a thousand chunks, then five thousand
    low, high = path._window(np.zeros((0, 2), np.int64), (old, old), (new, new))
    assert int((high - low).max()) <= 2 * path.WIDEST + 5
    rows = np.arange(len(low))
    assert (low <= rows).all() and (rows < high).all()  # the diagonal is in it
    assert (np.diff(low) >= 0).all() and (np.diff(high) >= 0).all()
