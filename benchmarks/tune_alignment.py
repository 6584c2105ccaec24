#!/usr/bin/env python3
"""Learn the weights of the aligner (align/data/built/alignment.json); measure them on documents not learned from.

    python -m benchmarks.tune_alignment SET_DIR [--model FOLDER] [--write] [--table benchmarks/alignment-folds.json]

SET_DIR holds zh/ID, en/ID (one sentence a line) and gold/ID.align (see ``shared/eval/score_beads.py``). Each document
is used as it is and with some of its beads bereft of one side, so that omissions are learned as well. For each document
a model is learned from all others and measured on it (leave one document out); with ``--write`` one is then learned
from all of them and put into the package.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from align.embed import StaticEncoder, bundled
from align.pair.aligner import join_lone, survey
from align.pair.candidates import NULL_NAMES
from align.pair.layout import Layout
from align.pair.model import SHARP, bead_inputs, null_inputs
from align.pair.side import make_side
from align.records import TokenEncoder
from benchmarks._beads import measure, scorer
from benchmarks._lattice import Graph, graph

# share of the beads that lose their target, and as many their source; eleven versions of a document instead of five
# bring F1 with 5 % orphans from .898 to .907, their recall from .68 to .75, at precision .85
SHARES = (0.0, 0.05, 0.0, 0.03, 0.05, 0.1, 0.05, 0.03, 0.1, 0.05, 0.02, 0.08)
CENTRED = ("cosine", "covered_s", "covered_t", "covered_min", "link_s", "link_t")  # also relative to the document
BEAD_COST, NULL_COST = 0.25, 0.45
LIMIT = 5.0


@dataclass
class Example:
    """A document with its gold beads, ready for learning. ``version`` 0: as it is; 1: orphans as the scorer draws."""

    name: str
    version: int
    gold: list[Any]
    graph: Graph
    beads: Any
    nulls: Any


def examples(folder: Path, encoder: TokenEncoder) -> tuple[list[Example], tuple[str, ...]]:
    """All documents in all versions, and the names of their features."""
    read = scorer(folder.parent.parent)
    out: list[Example] = []
    names: tuple[str, ...] = ()
    for path in sorted((folder / "gold").iterdir()):
        name = path.stem
        for version, share in enumerate(SHARES):
            gold, zh, en = read.beads(path), read.lines(folder / "zh" / name), read.lines(folder / "en" / name)
            if share:
                seed = name if version == 1 else f"{name}-{version}"
                pick = random.Random(seed).sample(range(len(gold)), 2 * int(share * len(gold)))
                gold, left, right = read.renumber(gold, set(pick[::2]), set(pick[1::2]))
                zh, en = [zh[k] for k in left], [en[k] for k in right]
            elif version:
                continue
            example, names = _example(name, version, gold, zh, en, encoder)
            out.append(example)
    return out, names


def _example(
    name: str, version: int, gold: list[Any], zh: list[str], en: list[str], encoder: TokenEncoder
) -> tuple[Example, tuple[str, ...]]:
    source, target = make_side(zh, encoder), make_side(en, encoder)
    found = survey(source, target, Layout(), encoder)
    pool, description = found.pool, found.description
    names = (*description.names, *(f"{name}_centred" for name in CENTRED))
    edges = graph(pool, len(zh), len(en), gold)
    (beads,) = bead_inputs(description, names, edges.candidates)
    nulls = null_inputs(description)
    return Example(name, version, gold, edges, beads, nulls), names


class Together(torch.nn.Module):
    """What two neighbours that are left alone have more than their two scores: of the source, of the target."""

    def __init__(self) -> None:
        super().__init__()
        self.more = torch.nn.Parameter(torch.zeros(2))

    def forward(self) -> torch.Tensor:
        """(3,) the end of the scores of a graph: nothing, and the two."""
        return torch.cat((torch.zeros(1), self.more))


class Scorer(torch.nn.Module):
    """A weighted sum, and ``hidden`` rectified units beside it."""

    def __init__(self, values: Any, hidden: int) -> None:
        super().__init__()
        self.mean, self.scale = values.mean(0), values.std(0) + 0.05
        self.linear = torch.nn.Linear(values.shape[1], 1)
        torch.nn.init.zeros_(self.linear.weight)
        self.inner = torch.nn.Linear(values.shape[1], hidden) if hidden else None
        self.outer = torch.nn.Linear(hidden, 1, bias=False) if hidden else None
        if self.outer is not None:
            torch.nn.init.normal_(self.outer.weight, std=0.05)

    def inputs(self, values: Any) -> torch.Tensor:
        """Standardised and clipped."""
        return torch.from_numpy(np.clip((values - self.mean) / self.scale, -LIMIT, LIMIT).astype(np.float32))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(k,) log odds."""
        y = self.linear(x)
        if self.inner is not None and self.outer is not None:
            y = y + self.outer(torch.relu(self.inner(x)))
        return y[:, 0]

    def table(self) -> dict[str, Any]:
        """As ``data/built/alignment.json`` holds it."""

        def plain(values: Any) -> Any:
            return np.round(np.asarray(values, np.float64), 5).tolist()

        out = {"mean": plain(self.mean), "scale": plain(self.scale)}
        out["weight"] = plain(self.linear.weight.detach().numpy()[0])
        out["bias"] = round(float(self.linear.bias.detach()), 5)
        if self.inner is not None and self.outer is not None:
            out["hidden_weight"] = plain(self.inner.weight.detach().numpy().T)
            out["hidden_bias"] = plain(self.inner.bias.detach().numpy())
            out["hidden_out"] = plain(self.outer.weight.detach().numpy()[0])
        return out


Trained = tuple[Scorer, Scorer, Together]


def fit(data: list[Example], seed: int, options: argparse.Namespace) -> Trained:
    """Scorers of beads, of lone sentences and of two of them that make the gold beads likely (AdamW on the exact
    gradient)."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    beads = Scorer(np.concatenate([d.beads[::7] for d in data]), options.hidden)
    nulls, together = Scorer(np.concatenate([d.nulls for d in data]), 0), Together()
    with torch.no_grad():
        nulls.linear.bias.fill_(-1.0)
    inputs = [(beads.inputs(d.beads), nulls.inputs(d.nulls)) for d in data]
    mask = torch.nn.Dropout(options.dropout)
    weights = [*beads.parameters(), *nulls.parameters(), *together.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=options.rate, weight_decay=options.decay)
    steps, step = options.epochs * len(data), 0
    for _ in range(options.epochs):
        for k in order.sample(range(len(data)), len(data)):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(1, step / 20) * 0.5 * (1 + np.cos(np.pi * step / steps)) + 1e-5
            scores = torch.cat((beads(mask(inputs[k][0])), nulls(inputs[k][1]), together()))
            _, gradient = data[k].graph.loss(scores.detach().double().numpy())
            optimizer.zero_grad()
            scores.backward(torch.from_numpy(gradient / len(data[k].gold)).float())
            optimizer.step()
    return beads.eval(), nulls.eval(), together.eval()


def ensemble(data: list[Example], options: argparse.Namespace) -> list[Trained]:
    """As many models as wanted, from different seeds; their scores are averaged."""
    return [fit(data, seed, options) for seed in range(options.members)]


def predict(models: list[Trained], example: Example) -> Any:
    """(slots,) mean score of each candidate and each lone sentence, and what two of them have more."""
    with torch.no_grad():
        each = [torch.cat((b(b.inputs(example.beads)), s(s.inputs(example.nulls)), t())) for b, s, t in models]
    return SHARP * torch.stack(each).mean(0).double().numpy()


def beads(example: Example, scores: Any, bead_cost: float, null_cost: float) -> list[Any]:
    """Beads as the aligner gives them."""
    path = join_lone(example.graph.decode(scores, bead_cost, null_cost))
    return [(tuple(range(i0, i1)), tuple(range(j0, j1))) for i0, i1, j0, j1 in path]


def main() -> int:
    """Learn, measure, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set_dir", type=Path)
    parser.add_argument("--model", type=Path, help="folder of a static encoder instead of the bundled one")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--hidden", type=int, default=6)
    parser.add_argument("--members", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5e-3)
    parser.add_argument("--decay", type=float, default=0.3)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--bead-cost", type=float, default=BEAD_COST)
    parser.add_argument("--null-cost", type=float, default=NULL_COST)
    parser.add_argument(
        "--write", action="store_true", help="learn from all documents and replace align/data/built/alignment.json"
    )
    parser.add_argument("--table", type=Path, help="where to write the figures as JSON")
    options = parser.parse_args()
    torch.set_num_threads(1)
    start = time.monotonic()
    encoder = StaticEncoder(options.model) if options.model else bundled()
    data, names = examples(options.set_dir, encoder)
    read = scorer(options.set_dir.parent.parent)
    print(f"{len(data)} examples, {len(names)} features, {time.monotonic() - start:.0f} s")
    results: dict[int, list[tuple[Any, Any]]] = {}
    folds = {}
    for name in sorted({d.name for d in data}):
        models = ensemble([d for d in data if d.name != name], options)
        for example in (d for d in data if d.name == name):
            found = beads(example, predict(models, example), options.bead_cost, options.null_cost)
            results.setdefault(example.version, []).append((example.gold, found))
        folds[name] = round(measure(read, [results[0][-1]])["strict"], 4)
        orphaned = _rounded(measure(read, [results[1][-1]]))
        print(name, folds[name], orphaned, f"{time.monotonic() - start:.0f} s", flush=True)
    table = {"as is": measure(read, results[0]), "orphans 0.05": measure(read, results[1])}
    other = [pair for version in results if version > 1 for pair in results[version]]
    table["other orphans"] = measure(read, other)
    table = {title: _rounded(row) for title, row in table.items()}
    for title, row in table.items():
        print(f"{title:15}", row)
    if options.table:
        options.table.write_text(json.dumps({**table, "documents": folds}, indent=1) + "\n", encoding="utf-8")
    if options.write:
        write(ensemble(data, options), names, options)
    return 0


def _rounded(found: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3 if name.startswith("orphan") else 4) for name, value in found.items()}


def write(models: list[Trained], names: tuple[str, ...], options: argparse.Namespace) -> None:
    """Replace the weights in the package."""
    path = Path(__file__).resolve().parent.parent / "align" / "data" / "built" / "alignment.json"
    table = {
        "features": list(names),
        "null_features": [*NULL_NAMES, "side"],
        "bead_cost": options.bead_cost,
        "null_cost": options.null_cost,
        "beads": [b.table() for b, _, _ in models],
        "nulls": [s.table() for _, s, _ in models],
        "together": np.round(np.mean([t.more.tolist() for _, _, t in models], axis=0), 5).tolist(),
        "moved": json.loads(path.read_text(encoding="utf-8"))["moved"],
    }
    path.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"written: {os.path.relpath(path)}, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    raise SystemExit(main())
