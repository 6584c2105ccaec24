"""Train align/data/built/quality.npz: the quality of a pair, from human MQM judgements.

    python -m training.quality --data ../shared --out align/data/built/quality.npz

Reads the sets with MQM scores under ``eval/dev``. Scores are ranked within each set, as sets differ in raters and
severity. Two kinds of networks learn: of the pair (training/quality_net.py), and of how hard its source is
(training/quality_source.py). Beside the real translations the first see broken copies of them (a stretch cut out, words
swapped, doubled, replaced), which must come out below the original, and sentences that belong to another source, which
must come out last. Prints a table of cross-validation by document, fits on everything, and writes the weights.
``--save`` keeps the cross-validated judgements for benchmarks/quality.py; ``--folds 0`` skips them.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy import stats

from align.embed import bundled
from align.evidence import coverage, fluency
from align.evidence.links import PairLinker
from align.score import quality as Q
from training.quality_net import HIDDEN, NAMES, Measured, Network, Scaling, fit, predict
from training.quality_sets import SETS, Segment, broken, read
from training.quality_source import Hardness, Sources, learn, unseen

LONGEST = 160  # tokens a side while training
CLIMB = 0.1  # of the curve from judgement to quality
HARD = 5.0  # weight of how hard the source is, beside the judgement of the pair
SOURCE = [0, *range(Q.WHOLE, Q.WHOLE + bundled().dimensions)]  # columns of ``Measured.whole`` that speak of it alone


def measure(segments: list[Segment]) -> Measured:
    """Evidence of all segments; those without tokens are left out."""
    linker = PairLinker(bundled())
    xs, xt, whole, kept, ids = [], [], [], [], []
    for first in range(0, len(segments), 256):
        chunk = segments[first : first + 256]
        linked = linker.link([(s.source, s.target) for s in chunk])
        usable = [(own, s) for own, s in zip(linked, chunk, strict=True) if own is not None and own.similarity.size]
        slips = fluency.read([s.target for _, s in usable])
        judged = coverage.judge([(own, s.source, s.target) for own, s in usable], slips)
        for (own, segment), found in zip(usable, judged, strict=True):
            a, b, (c,) = Q.inputs([found])
            xs.append(a[:LONGEST].astype(np.float16))
            xt.append(b[:LONGEST].astype(np.float16))
            whole.append(c)
            ids.append(own.source.ids)
            kept.append(segment)
    rank = np.full(len(kept), np.nan, np.float32)
    for name in SETS:
        here = {i: -s.mqm for i, s in enumerate(kept) if s.set == name and s.mqm is not None}
        if here:
            rank[[*here]] = stats.rankdata([*here.values()]) / len(here)
    rank[[i for i, s in enumerate(kept) if s.wrong]] = 0
    where = {s.key: i for i, s in enumerate(kept)}
    origin = np.array([where.get(s.of, -1) if s.of else -1 for s in kept])
    names = {name: i for i, name in enumerate(dict.fromkeys(_group(s) for s in kept))}
    source = np.array([names[_group(s)] for s in kept])
    return Measured(xs, xt, np.array(whole, np.float32), rank, source, origin, ids, kept)


def _group(segment: Segment) -> str:
    """Translations of one source share it."""
    return segment.key if segment.mqm is None else f"{segment.set}|{segment.source}"


def agreement(judged: np.ndarray, mqm: np.ndarray) -> tuple[float, float, float]:
    """Kendall's tau-b and Pearson with -MQM, AUC for MQM >= 5."""
    good, bad = judged[mqm < 5], judged[mqm >= 5]
    auc = stats.mannwhitneyu(good, bad).statistic / (len(good) * len(bad))
    return stats.kendalltau(judged, -mqm)[0], stats.pearsonr(judged, -mqm)[0], auc


@dataclass
class Judge:
    """Networks that look at the pair, and one that says how hard its source is."""

    nets: list[Network]
    hardness: Hardness
    scaling: Scaling

    def __call__(self, data: Measured, rows: np.ndarray) -> np.ndarray:
        """Judgement of some rows."""
        pair = sum(predict(net, data, rows, self.scaling) for net in self.nets) / len(self.nets)
        return pair + HARD * self.hardness(data.whole[np.ix_(rows, SOURCE)])


@dataclass
class Plan:
    """How to train: sentences without a rater's word, networks, epochs."""

    unseen: list[np.ndarray]
    nets: int
    epochs: int


def train(data: Measured, rows: np.ndarray, plan: Plan) -> Judge:
    """A judge that has seen some rows."""
    scaling = Scaling.of(data)
    nets = [fit(data, rows, scaling, seed, plan.epochs) for seed in range(plan.nets)]
    return Judge(nets, learn(_sources(data, rows), plan.unseen, bundled(), 0), scaling)


def _sources(data: Measured, rows: np.ndarray) -> Sources:
    """The rated sources among some rows."""
    rated = rows[[data.segments[i].mqm is not None for i in rows]]
    _, first, number = np.unique(data.source[rated], return_index=True, return_inverse=True)
    rank = np.bincount(number, data.rank[rated]) / np.bincount(number)
    return Sources(data.whole[np.ix_(rated[first], SOURCE)], rank, [data.ids[i] for i in rated[first]])


def split(data: Measured, folds: int) -> np.ndarray:
    """Fold of each row; a document is never cut, and each set is spread evenly."""
    documents = sorted({(s.set, s.doc) for s in data.segments})
    random.Random(1).shuffle(documents)
    documents.sort(key=lambda d: d[0])
    fold_of = {d: i % folds for i, (_, d) in enumerate(documents)}
    return np.array([fold_of[s.doc] for s in data.segments])


def cross_validate(data: Measured, folds: int, plan: Plan) -> np.ndarray:
    """Judgement of every row by networks that saw no segment of its document; prints a table."""
    fold = split(data, folds)
    out = np.zeros(len(fold), np.float32)
    for k in range(folds):
        judge = train(data, np.flatnonzero(fold != k), plan)
        out[fold == k] = judge(data, np.flatnonzero(fold == k))
        report(data, out, fold == k, f"fold {k + 1}")
    report(data, out, fold >= 0, "all")
    return out


def report(data: Measured, judged: np.ndarray, chosen: np.ndarray, title: str) -> None:
    """A line a set: agreement with the raters, and broken copies that came out below their originals."""
    for name in SETS:
        rows = [i for i in np.flatnonzero(chosen) if data.segments[i].set == name and data.segments[i].mqm is not None]
        if len(rows) > 50:
            tau, pearson, auc = agreement(judged[rows], np.array([data.segments[i].mqm for i in rows]))
            print(
                f"{title:8s} {name:18s} n {len(rows):6d}  tau {tau:.3f}  pearson {pearson:.3f}  auc {auc:.3f}",
                flush=True,
            )
    copies = np.flatnonzero(chosen & (data.origin >= 0))
    print(
        f"{title:8s} broken copies below their originals {np.mean(judged[copies] < judged[data.origin[copies]]):.3f}",
        flush=True,
    )


def curve(data: Measured, judged: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From judgement to quality: the same share of segments lies below a quality as among the raters' scores, where
    MQM 0 is .95, 1 is .84 and 5 is .5; sentences of another source come to lie near .05. As raters give many segments
    the same score and judgements are never the same, the curve climbs a little where theirs stands still."""
    real = np.array([i for i, s in enumerate(data.segments) if s.mqm is not None])
    wrong = np.array([i for i, s in enumerate(data.segments) if s.wrong])
    shares = np.array([0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97])
    human = np.quantile(0.95 * np.exp(-0.128 * np.array([data.segments[i].mqm for i in real])), shares)
    human = (1 - CLIMB) * np.clip(human, 0.15, 0.95) + CLIMB * shares
    x = np.quantile(judged[real], shares)
    low = min(float(np.quantile(judged[wrong], 0.8)), float(x[0]) - 1)
    x = np.concatenate(([low - 3, low, (low + x[0]) / 2], x, [x[-1] + 2]))
    y = np.concatenate(([0.01, 0.05, 0.12], human, [0.98]))
    keep = np.concatenate(([True], np.diff(x) > 1e-4))
    return x[keep].astype(np.float32), np.maximum.accumulate(y[keep]).astype(np.float32)


def write(path: Path, judge: Judge, knots: tuple[np.ndarray, np.ndarray]) -> None:
    """The weights as align.score.quality reads them: the networks side by side."""
    out: dict[str, Any] = {"judged": knots[0], "quality": knots[1]}
    nets = judge.nets
    for side in ("source", "target"):
        mean, scale = getattr(judge.scaling, side)
        out[f"{side}_scale"], out[f"{side}_shift"] = scale, -mean * scale
    layers = {name: [getattr(n, name) for n in nets] for name in NAMES}
    for name, found in layers.items():
        out[f"{name}_bias"] = np.concatenate([x.bias.detach().numpy() for x in found])
    weights = {name: [x.weight.detach().numpy().T for x in found] for name, found in layers.items()}
    for side in ("source", "target"):
        out[side] = np.concatenate(weights[side], axis=1)
        out[f"{side}_near"] = _beside(weights[f"{side}_near"], 3)
    pools = _beside([w[: 6 * HIDDEN] for w in weights["joint"]], 6)
    shared = np.concatenate([w[6 * HIDDEN :] for w in weights["joint"]], axis=1)
    hard = judge.hardness
    joint = np.zeros((len(pools) + Q.WHOLE + len(hard.first) - 1, pools.shape[1] + len(hard.last)), np.float32)
    joint[: len(pools), : pools.shape[1]], joint[len(pools) :][: Q.WHOLE, : pools.shape[1]] = pools, shared
    joint[len(pools) + np.array(SOURCE), pools.shape[1] :] = hard.first
    out["joint"], out["joint_bias"] = joint, np.concatenate((out["joint_bias"], hard.first_bias))
    out["out"] = np.concatenate((*[w / len(nets) for w in weights["out"]], HARD * hard.last[:, None]))
    out["out_bias"] = out["out_bias"].mean(keepdims=True) + HARD * hard.last_bias
    exact = ("judged", "quality", "source_scale", "source_shift", "target_scale", "target_shift")
    np.savez_compressed(path, **{k: v if k in exact else v.astype(np.float16) for k, v in out.items()})


def _beside(weights: list[np.ndarray], parts: int) -> np.ndarray:
    """One matrix for several: inputs come in ``parts`` stretches, in each first that of the first network."""
    height, width = weights[0].shape[0] // parts, weights[0].shape[1]
    out = np.zeros((parts, len(weights), height, len(weights), width), np.float32)
    for i, w in enumerate(weights):
        out[:, i, :, i] = w.reshape(parts, height, width)
    return out.reshape(parts * len(weights) * height, len(weights) * width)


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--out", type=Path, default=Q.PATH)
    p.add_argument("--save", type=Path, help="file for the cross-validated judgements (JSON: set|id -> judgement)")
    p.add_argument("--folds", type=int, default=5)
    p.add_argument("--nets", type=int, default=2)
    p.add_argument("--epochs", type=int, default=6)
    p.add_argument("--limit", type=int, help="segments a set, for a trial")
    o = p.parse_args()
    torch.set_num_threads(1)
    segments = read(o.data, o.limit)
    segments += broken(segments, random.Random(1))
    data = measure(segments)
    print(f"{len(data.segments)} segments measured", flush=True)
    plan = Plan(unseen(o.data, bundled()), o.nets, o.epochs)
    everything = np.arange(len(data.segments))
    judged = cross_validate(data, o.folds, plan) if o.folds else None
    judge = train(data, everything, plan)
    if judged is None:
        judged = judge(data, everything)
    elif o.save:
        o.save.write_text(json.dumps({s.key: float(q) for s, q in zip(data.segments, judged, strict=True) if not s.of}))
    write(o.out, judge, curve(data, judged))


if __name__ == "__main__":
    main()
