"""Omission, addition, mismatch and grammar: word evidence on the bundled vectors."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from align.config import Settings
from align.embed import bundled
from align.evidence import coverage, lost_clauses, span_classifier, translations
from align.evidence import spans as _spans
from align.evidence.fluency import slips
from align.evidence.links import PairLinker, make_linker
from align.evidence.nearest_tokens import _stacks, nearest_counterparts
from align.evidence.weigh import weighed
from align.files import from_bytes
from align.pipeline import Engine
from align.readers import jsonl
from align.records import Alignment, Check, Finding, links

LINKER = make_linker(bundled())


def found(check: Check, source: str, target: str, *, linked: bool = True) -> list[Finding]:
    pair = Alignment.of_pair(source, target)
    return list(check.run(weighed(replace(pair, linker=LINKER) if linked else pair)))


def test_statistics_belong_to_the_bundled_encoder() -> None:
    for path, script in ((coverage.PATH, "evidence"), (span_classifier.PATH, "runs"), (lost_clauses.PATH, "left_out")):
        with np.load(path) as data:
            assert str(data["encoder"]) == bundled().fingerprint, f"run training/{script}.py again"
    tokens = bundled().tokens(["水库的水位上升很快。", "The water level rises."])
    top = max(int(t.ids.max()) for t in tokens)
    assert top < len(coverage._data().usual)
    assert 0.2 < float(coverage._data().usual[:, 0].mean()) < 0.9


def test_runs_join_neighbours_over_unjudged_tokens() -> None:
    odds = np.array([0.0, 0.6, 0.0, 0.7, 0.0, 0.6], np.float32)
    judged = np.array([True, True, False, True, True, True])
    runs = _spans.Suspects.of(odds, judged).spans(0.5)
    assert [(a, b) for a, b, _ in runs] == [(1, 3), (5, 5)]
    assert runs[0][2] == pytest.approx(1 - 0.4 * 0.3)


def test_the_dictionary_knows_inflected_forms() -> None:
    codes = np.array([translations.word_code(w) for w in ("水库", "警告", "面包")], np.uint32)
    known = translations.known(codes, ["reservoirs", "warned", "bread", "economy"])
    assert known.astype(int).tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]


def test_shuffled_words_read_worse_than_the_sentence() -> None:
    good = slips("The old people play chess under the trees while the children are fishing by the river.")
    bad = slips("Trees the the play while fishing under by old chess people river the are the children.")
    assert 0.0 < bad.fluency < good.fluency <= 1.0


def test_slips_of_no_words() -> None:
    assert slips("").fluency == 1.0 and slips("  ").words == ()
    assert len(slips("A 3.5 % rise!").words) == 5


def test_a_hole_in_the_sentence() -> None:
    good = slips("Traces of lead were found in blood samples of workers who had fallen ill.")
    bad = slips("Traces of lead were found in blood samples of who had fallen ill.")
    assert float(bad.missing.max()) > 2 * float(good.missing.max())


@pytest.mark.parametrize(
    ("word", "same"),
    [("The", "an"), ("were", "is"), ("quickly", "slowly"), ("12", "7"), ("Paris", "Cairo"), (";", "."), ("“", "(")],
)
def test_words_of_one_class(word: str, same: str) -> None:
    assert span_classifier.word_class(word) == span_classifier.word_class(same)
    assert span_classifier.word_class(word) != span_classifier.word_class("garden")


def test_pairs_of_very_unlike_size_are_not_padded_to_the_longest() -> None:
    rng = np.random.default_rng(4)
    sizes = [(3, 4), (5, 2), (900, 700), (2, 700), (40, 60), (1, 1), (30, 90), (700, 5)] * 4
    similarity = [rng.random(size, np.float32) for size in sizes]
    missing = [rng.random(n, np.float32) for _, n in sizes]
    for matrix, hole, found in zip(similarity, missing, nearest_counterparts(similarity, missing), strict=True):
        (alone,) = nearest_counterparts([matrix], [hole])
        for part in ("partner", "source_best", "target_best", "source_free", "target_free", "near"):
            assert np.array_equal(getattr(found, part), getattr(alone, part))
        assert np.array_equal(found.partner, matrix.argmax(1)) and np.array_equal(found.target_best, matrix.max(0))
    order = sorted(range(len(sizes)), key=lambda i: (sizes[i][1], sizes[i][0]))
    stacks = list(_stacks(order, sizes))
    assert [i for stack in stacks for i in stack] == order
    padded = [len(s) * max(sizes[i][0] for i in s) * max(sizes[i][1] for i in s) for s in stacks]
    assert sum(padded) < 3 * sum(k * n for k, n in sizes)
    assert nearest_counterparts([], []) == []


def test_a_book_in_one_row_has_a_similarity_and_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = ("工人们修复了桥梁。" * 3, "Workers repaired the bridges. " * 3)
    linker = PairLinker(bundled())
    (usual,) = linker.link([pair])
    monkeypatch.setattr(links, "LARGEST", 100)
    assert linker.link([pair]) == [None]
    assert usual is not None and linker.cosine(*pair) == pytest.approx(usual.cosine)
    engine = Engine(Settings())
    row = json.dumps({"source": pair[0], "target": pair[1] + "The the mayor said 5 things."}).encode()
    (review,) = engine.reviews(jsonl.read(from_bytes(row, "t.jsonl")))
    assert review.alignment.beads[0].similarity and review.scores.pairs[0].quality is None
    assert "repeat" in {f.check for f in review.findings}
