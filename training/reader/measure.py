"""Figures of a checkpoint on what it was not trained on: raters' marks, contrast pairs, published translations.

python -m training.reader measure FOLDER --shared ../shared [--checkpoint reader.pt] [--limit 300]
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.stats import kendalltau
from sklearn.metrics import average_precision_score, roc_auc_score

from training.corpus import objects
from training.reader import marks
from training.reader.edits import Example
from training.reader.network import Network, collate
from training.reader.pack import pack

Read = tuple[float, np.ndarray, list[tuple[int, int]], np.ndarray]  # score, tags, offsets of the English; tags Chinese


@torch.inference_mode()
def read(network: Network, tokenizer: Any, pairs: Sequence[tuple[str, str]], tokens: int = 4000) -> list[Read]:
    """Score and tag probabilities of pairs."""
    network.eval()
    packed = pack(tokenizer, [Example(a, b) for a, b in pairs], 256)
    offsets = [e.offsets for e in tokenizer.encode_batch([b for _, b in pairs], add_special_tokens=False)]
    order = sorted(range(len(packed)), key=lambda i: len(packed[i].ids))
    out: dict[int, Read] = {}
    while order:
        size = next((n for n in range(len(order), 0, -1) if len(packed[order[n - 1]].ids) * n <= tokens), 1)
        some, order = order[:size], order[size:]
        ids, mask, *_ = collate([packed[i] for i in some])
        tags, scores = network(ids, mask)
        for row, i in enumerate(some):
            p = packed[i]
            own = torch.sigmoid(tags[row, : len(p.ids)]).numpy()
            english = own[p.side == 1]
            first = int(np.flatnonzero(p.side == 1)[0]) - 3
            out[i] = float(torch.sigmoid(scores[row])), english, offsets[i][: len(english)], own[1 : 1 + first]
    return [out[i] for i in range(len(packed))]


def raters(network: Network, tokenizer: Any, shared: Path, name: str, limit: int) -> str:
    """Token AUC and precision on the held-out fold of a set, major spans touched, τ of the scores."""
    rows = list(marks.segments(shared / "eval/dev", name, True))
    random.Random(1).shuffle(rows)
    rows = rows[:limit]
    got = read(network, tokenizer, [(r["source"], r["target"]) for r in rows])
    tags, major, anyone, spans = [], [], [], []
    for row, (_, own, offsets, _) in zip(rows, got, strict=True):
        found = [e for e in row["errors"] if e["side"] == "target" and e.get("start") is not None]
        found = [e for e in found if not (e["start"] == 0 and e["end"] >= len(row["target"]) - 1 and e["end"] > 40)]
        big = [e for e in found if e["severity"] in ("major", "critical")]
        tags += own.tolist()
        major += [any(e["start"] < b and a < e["end"] for e in big) for a, b in offsets]
        anyone += [any(e["start"] < b and a < e["end"] for e in found) for a, b in offsets]
        spans += [
            max((p for p, (a, b) in zip(own, offsets, strict=True) if e["start"] < b and a < e["end"]), default=0)
            for e in big
        ]
    t, y, z = np.array(tags), np.array(major), np.array(anyone)
    line = f"{name}: {len(rows)} segments, token AUC {roc_auc_score(z, t):.3f} AP {average_precision_score(z, t):.3f}"
    for share in (0.005, 0.01, 0.02, 0.05):
        edge = np.quantile(t, 1 - share)
        k = t > edge
        touched = np.mean(np.array(spans) > edge)
        line += f" | {share:.1%} (p>{edge:.2f}): any {z[k].mean():.2f} major {y[k].mean():.2f} touched {touched:.2f}"
    tau = kendalltau([r["mqm_score"] for r in rows], [g[0] for g in got])[0]
    return line + f" | score τ {tau:.3f}"


def contrast(network: Network, tokenizer: Any, shared: Path, half: int) -> str:
    """How often the score prefers the good side of contrast pairs; how often the highest tag is on the spot. Half 0
    or 1 by the number of the pair."""
    rows = objects(shared / "eval/dev/kinds-contrast.jsonl")[half::2]
    good = read(network, tokenizer, [(r["source"], r["good"]) for r in rows])
    bad = read(network, tokenizer, [(r["source"], r["bad"]) for r in rows])
    better = np.mean([g[0] < b[0] for g, b in zip(good, bad, strict=True)])
    peak = np.mean([max(g[1]) < max(b[1]) for g, b in zip(good, bad, strict=True)])
    spot = np.mean(
        [
            any(d["bad_start"] < b[2][at][1] and b[2][at][0] < d["bad_end"] for d in r["diff"])
            for r, b in zip(rows, bad, strict=True)
            for at in [int(np.argmax(b[1]))]
        ]
    )
    line = f"contrast half {half}: score prefers good {better:.3f}, highest tag lower in good {peak:.3f}"
    return f"{line}, on the spot {spot:.3f}"


def clean(network: Network, tokenizer: Any, shared: Path, names: Sequence[str], limit: int) -> str:
    """The share of published pairs and tokens with tags above some probabilities."""
    pairs: list[tuple[str, str]] = []
    for name in names:
        rows = objects(shared / "eval/clean" / name / "pairs.jsonl")
        pairs += [(r.get("source") or r["zh"], r.get("target") or r["en"]) for r in rows]
    random.Random(2).shuffle(pairs)
    got = read(network, tokenizer, [p for p in pairs if all(p)][:limit])
    tags, top = np.concatenate([g[1] for g in got]), np.array([g[1].max(initial=0) for g in got])
    cuts = (0.3, 0.5, 0.7, 0.8, 0.9)
    return (
        f"clean {len(got)} pairs: tokens above "
        + ", ".join(f"{c}: {np.mean(tags > c):.4f}" for c in cuts)
        + ("; pairs " + ", ".join(f"{c}: {np.mean(top > c):.3f}" for c in cuts))
    )


def gap(network: Network, tokenizer: Any, pairs: Sequence[Example], others: Sequence[str]) -> str:
    """Token AUC of fresh corruptions with the true source and with another: what is read from the Chinese at all."""
    out = []
    for sources in ([e.source for e in pairs], others):
        got = read(network, tokenizer, list(zip(sources, [e.target for e in pairs], strict=True)))
        tags = np.concatenate([g[1] for g in got])
        marked = [
            any(m[0] < b and a < m[1] and m[2] > 0.5 for m in e.target_marks)
            for e, g in zip(pairs, got, strict=True)
            for a, b in g[2]
        ]
        out.append(roc_auc_score(marked, tags))
    return f"corruptions: AUC true source {out[0]:.3f}, other source {out[1]:.3f}"


def load(network: Network, path: Path) -> tuple[Network, int]:
    """The weights of a checkpoint, and how many pairs it has seen."""
    kept = torch.load(path, map_location="cpu")
    network.load_state_dict(kept["network"])
    return network, kept["pairs"]


def tell(network: Network, folder: Path, shared: Path, checkpoint: str, limit: int) -> None:
    """Print all figures of a checkpoint."""
    from training.reader import pieces

    network, seen = load(network, folder / checkpoint)
    tokenizer = pieces.tokenizer(pieces.read(folder / "pieces.tsv"))
    print(f"{checkpoint}: {seen} pairs seen")
    for half in (0, 1):
        print(contrast(network, tokenizer, shared, half), flush=True)
    for name in ("mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio"):
        print(raters(network, tokenizer, shared, name, limit), flush=True)
    for names in (
        ("gwr2016", "gwr2018", "news17-rev", "comic-biao"),
        ("gwr2017", "gwr2019", "newstest2018", "xuexi2022"),
    ):
        print(clean(network, tokenizer, shared, names, limit), flush=True)
