#!/usr/bin/env python3
"""Learn when two sentences that stand alone far from each other belong together ("moved" in alignment.json).

    python -m benchmarks.tune_moved [--shared ../shared] [--write]

Some of the beads of a text are put elsewhere (see ``_moved.py``), in several draws; the strays that the aligner leaves
are compared, and a logistic regression learns which pairs were one bead. Figures are of texts not learned from: each
chapter by weights from all other texts; of reports, comics, laws and news one half is learned from, the other never.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import torch

from align import embed
from align.pair.aligner import find_path
from align.pair.layout import Layout
from align.pair.reordered import stray_runs
from align.pair.side import make_side
from align.pair.stray_pairs import NAMES, stray_pairs
from benchmarks import _moved
from benchmarks._beads import scorer

DRAWS = ((0.05, 0), (0.05, 1), (0.02, 2), (0.1, 3), (0.0, 4))
KEPT = ("gwr2017", "gwr2019", "law-assembly", "news 250", "news 750", "news 1250", "news 1750")  # never learned from
SINCE, PLAIN = 0.5, 0.05  # share of both sides that a pair must have in common with a moved bead; ridge


def examples(shared: Path, only: set[str] | None = None) -> list[tuple[str, str, Any, Any]]:
    """(kind, name, values, right) of every text in every draw."""
    encoder, out = embed.bundled(), []
    for kind, name, gold, zh, en in _moved.texts(shared, scorer(shared)):
        if only and name not in only:
            continue
        for share, draw in DRAWS:
            moved, picked, order = _moved.disturbed(name, gold, share, draw) if share else (gold, [], range(len(en)))
            source, target = make_side(zh, encoder), make_side([en[k] for k in order], encoder)
            path = find_path(source, target, Layout(), encoder)
            _, left, right = stray_runs(source, target, path)
            if not left.spans or not right.spans:
                continue
            pairs = stray_pairs(source, target, left, right, encoder)
            wanted = [(set(moved[k][0]), set(moved[k][1])) for k in picked]
            labels = [
                any(_like(left.spans[r], s) and _like(right.spans[c], t) for s, t in wanted)
                for r, c in zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)
            ]
            out.append((kind, name, pairs.values, np.array(labels, bool)))
    return out


def _like(span: tuple[int, int], numbers: set[int]) -> bool:
    own = set(range(*span))
    return len(own & numbers) > SINCE * len(own | numbers) - 1e-9


def fit(values: Any, right: Any) -> dict[str, Any]:
    """Weights of the logistic regression."""
    mean, scale = values.mean(axis=0), values.std(axis=0) + 0.05
    x = torch.from_numpy(np.clip((values - mean) / scale, -5, 5).astype(np.float32))
    y = torch.from_numpy(right.astype(np.float32))
    weight, bias = torch.zeros(x.shape[1], requires_grad=True), torch.tensor(-3.0, requires_grad=True)
    steps = torch.optim.LBFGS([weight, bias], max_iter=100)

    def closure() -> torch.Tensor:
        steps.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(x @ weight + bias, y, reduction="sum")
        loss = loss + PLAIN * (weight**2).sum()
        loss.backward()
        return loss

    steps.step(closure)
    return {
        "mean": np.round(mean.astype(float), 5).tolist(),
        "scale": np.round(scale.astype(float), 5).tolist(),
        "weight": np.round(weight.detach().numpy().astype(float), 5).tolist(),
        "bias": round(float(bias.detach()), 5),
    }


def odds(table: dict[str, Any], values: Any) -> Any:
    """(k,) log odds."""
    x = np.clip((values - np.array(table["mean"])) / np.array(table["scale"]), -5, 5)
    return x @ np.array(table["weight"]) + table["bias"]


def main() -> int:
    """Learn, measure, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("ALIGN_SHARED", "../shared")))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    data = examples(options.shared)
    counts: dict[str, list[int]] = {}
    for name in sorted({name for _, name, _, _ in data}):
        train = [row for row in data if row[1] != name and row[1] not in KEPT]
        table = fit(np.concatenate([row[2] for row in train]), np.concatenate([row[3] for row in train]))
        for kind, own, values, right in data:
            if own == name:
                got, row = odds(table, values) > 0, counts.setdefault(f"{kind}{' (kept)' * (name in KEPT)}", [0, 0, 0])
                row[:] = row[0] + int((got & right).sum()), row[1] + int(got.sum()), row[2] + int(right.sum())
    for kind, (hits, given, wanted) in counts.items():
        print(f"{kind:30} pairs: {wanted} right, {given} called so, {hits} of them right")
    train = [row for row in data if row[1] not in KEPT]
    table = fit(np.concatenate([row[2] for row in train]), np.concatenate([row[3] for row in train]))
    print({name: round(weight, 2) for name, weight in zip(NAMES, table["weight"], strict=True)}, table["bias"])
    if options.write:
        path = Path(__file__).resolve().parent.parent / "align" / "data" / "built" / "alignment.json"
        whole = {**json.loads(path.read_text(encoding="utf-8")), "moved": table}
        path.write_text(json.dumps(whole, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
