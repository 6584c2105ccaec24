"""The quality of a pair: its range, what may move it, and that what was trained is what is shipped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import review_text
from align.config import Settings
from align.embed.static import bundled
from align.evidence.weigh import weighed
from align.files import from_bytes
from align.pipeline import Engine
from align.readers import jsonl
from align.records import Finding
from align.score.quality import WHOLE, inputs, lowered, read
from tests.test_score import GOOD


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())


FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["number", "omission", "name"]),
        st.sampled_from(["error", "warning", "note"]),
        st.just("accuracy/mistranslation"),
        st.just(0),
        st.none(),
        st.none(),
        st.sampled_from(["m", "n"]),
        confidence=st.floats(0, 1),
    ),
    max_size=8,
)


@given(base=st.floats(0, 1), found=FINDINGS, more=FINDINGS, words=st.integers(0, 300))
def test_whatever_is_found_besides_never_raises_quality(
    base: float, found: list[Finding], more: list[Finding], words: int
) -> None:
    fewer = lowered(base, found, words)
    assert 0 <= lowered(base, found + more, words) <= fewer + 1e-12 <= base + 2e-12
    worse = [replace(f, severity="error", confidence=1.0) for f in found]
    assert lowered(base, worse, words) <= fewer + 1e-12


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("。", "."),
        ("一", "one " * 400),
        ("桥" * 300, "Bridge"),
        ("价格：12.5元/斤！！！", "🙂🙂🙂"),
        ("abc", "def"),
        ("昨天\u3000下雨。", "昨天下雨。"),
    ],
)
def test_scores_of_odd_pairs_are_in_range(engine: Engine, source: str, target: str) -> None:
    line = json.dumps({"source": source, "target": target}).encode()
    (found,) = engine.reviews(jsonl.read(from_bytes(line, "pairs.jsonl")))
    one = found.scores.pairs[0]
    assert one.quality is not None and 0 <= one.quality <= 1
    assert one.similarity is None or -1 <= one.similarity <= 1
    for share in (one.coverage_source, one.coverage_target):
        assert share is None or 0 <= share <= 1


def test_what_is_said_of_the_source_does_not_depend_on_the_translation() -> None:
    source = GOOD[4][0]
    targets = [t for _, t in GOOD]
    found = [review_text(f"{source}\n\n{target}").alignment for target in targets]
    pairs = [weighed(alignment).pairs()[0] for alignment in found]
    whole = [inputs([p.evidence.coverage])[2][0] for p in pairs if p.evidence.coverage is not None]
    assert len(whole) > 1
    for row in whole[1:]:
        assert row[0] == whole[0][0] and (row[WHOLE:] == whole[0][WHOLE:]).all()
        assert (row[1:WHOLE] != whole[0][1:WHOLE]).any()


def test_the_written_networks_judge_as_the_trained_ones_do(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("sklearn")
    from training.quality import SOURCE, Judge, write
    from training.quality_net import Measured, Network, Scaling
    from training.quality_source import HIDDEN, Hardness, see

    torch.manual_seed(5)
    found = review_text("\n\n".join(f"{s}\n\n{t}" for s, t in GOOD))
    signals = [s for p in weighed(found.alignment).pairs() if (s := p.evidence.coverage) is not None]
    assert len(signals) == len(GOOD)
    xs, xt, whole = (list(part) for part in zip(*[(a, b, c[0]) for a, b, c in map(inputs, zip(signals))], strict=True))
    ids = [s.links.source.ids for s in signals]
    assert see(bundled(), ids) == pytest.approx(np.array(whole)[:, SOURCE], abs=1e-6)
    assert bundled().means(ids)[2] == pytest.approx(bundled().vectors(ids[2]).mean(axis=0), abs=1e-6)
    empty = np.zeros(len(xs), np.float32)
    data = Measured(xs, xt, np.array(whole), empty, empty, empty, [], [])
    made = np.random.default_rng(5).normal(size=(HIDDEN, len(SOURCE) + 2)).astype(np.float32) / 10
    judge = Judge(
        [Network(xs[0].shape[1], xt[0].shape[1]) for _ in range(3)],
        Hardness(made[:, 2:].T, made[:, 0], made[:, 1], 0.25),
        Scaling.of(data),
    )
    write(tmp_path / "w.npz", judge, (np.arange(2.0), np.arange(2.0)))
    theirs = judge(data, np.arange(len(xs)))
    assert np.ptp(theirs) > 0.01
    ours = read(tmp_path / "w.npz")
    assert ours.judge(signals).tolist() == pytest.approx(theirs.tolist(), abs=5e-3)  # half precision


def test_folds_never_cut_a_document_and_a_conversation_is_one() -> None:
    pytest.importorskip("torch")
    pytest.importorskip("sklearn")
    from training.quality import split
    from training.quality_net import Measured
    from training.quality_sets import PART, Segment

    assert PART.sub("", "client-12_doc034") == PART.sub("", "client-12_doc7") == "client-12"
    segments = [Segment(f"{d}|{n}", f"set{d % 2}", str(d), "源", "t", 1.0) for d in range(20) for n in range(3)]
    none = np.zeros(0)
    fold = split(Measured([], [], none, none, none, none, [], segments), 5)
    by_document = {s.doc: {int(f) for s2, f in zip(segments, fold, strict=True) if s2.doc == s.doc} for s in segments}
    assert all(len(found) == 1 for found in by_document.values())
    assert np.bincount(fold).tolist() == [12] * 5
    for name in ("set0", "set1"):
        assert len({int(f) for s, f in zip(segments, fold, strict=True) if s.set == name}) == 5


def test_targets_of_a_fold_are_made_of_its_own_ratings() -> None:
    pytest.importorskip("torch")
    from training.quality_net import SHARED, Measured, smooth

    rank = np.array([0.2, 0.6, 1.0, 0.5], np.float32)
    data = Measured([], [], np.zeros((4, 6)), rank, np.array([0, 0, 0, 1]), np.full(4, -1), [], [])
    wanted = smooth(data, np.array([0, 1, 3]))
    assert wanted[0] == pytest.approx((1 - SHARED) * 0.2 + SHARED * 0.4), "the third translation is of another fold"
    assert wanted[3] == pytest.approx(0.5)


def test_one_serious_error_costs_what_a_rater_takes_for_it() -> None:
    """.95 for a segment without a fault, .50 for one with a major error: the table of docs/scores.md."""
    finding = Finding("negation", "error", "accuracy/mistranslation", 0, None, None, "m", confidence=0.9)
    assert 0.45 <= lowered(0.95, [finding], 20) <= 0.6
