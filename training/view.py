"""Weights of align/checks/addition.py: how much says a word without a source, in view of the whole translation?

    python -m training.view --shared ../shared

Words are put into machine translations that raters found free of errors (mqm-wmt20, mqm-wmt23sxs), into references
(ne-wmt22) and into parallel text; with the additions of demetr-zh they are what is to be found. What the
check says of the same texts as they are is a false alarm: mostly a free rendering. A logistic regression (Cox 1958)
weighs both by the confidence of the check and five measures. Prints the weights, and the table from which the limit of
a warning is read off (align/findings.py).
"""

from __future__ import annotations

import argparse
import collections
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from align.checks import addition
from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.weigh import weighed
from align.records import Alignment, Linker
from training.broken_english import WORD
from training.corpus import objects
from training.evidence import modifiers, parallel

SHARES = {"error-free": 3.0, "references": 1.5, "parallel": 0.5, "put in": 0.3, "demetr": 3.0}
RIDGE, STEPS, WARNING = 0.5, 60, 0.87
Pairs = list[tuple[str, str]]


def texts(shared: Path) -> dict[str, Pairs]:
    """Good pairs and damaged ones, by kind."""
    dev, rng = shared / "eval/dev", random.Random(5)
    judged = [r for name in ("mqm-wmt20", "mqm-wmt23sxs") for r in objects(dev / f"{name}.jsonl")]
    clean = {(r["source"], r["target"]) for r in judged if not r.get("human") and r.get("mqm_score") == 0}
    human = {
        (r["source"], r[k]) for r in objects(dev / "ne-wmt22.jsonl") for k in ("reference", "reference2") if r.get(k)
    }
    prose = [p for p in parallel(shared, 40000) if 12 <= len(p[1].split()) <= 32 and p[1][-1:] == "."][:1500]
    out = {"error-free": sorted(clean), "references": sorted(human), "parallel": prose}
    degree = modifiers([english for _, english in prose + out["references"]])
    pool = sorted(word for word, share in degree.items() if share >= 0.5)
    out["put in"] = [
        (s, put(t, rng, pool)) for kind in list(out) for s, t in rng.sample(out[kind], min(500, len(out[kind])))
    ]
    out["demetr"] = [(r["source"], r["bad"]) for r in objects(dev / "demetr-zh.jsonl") if r["category"] == "addition"]
    return out


def put(target: str, rng: random.Random, pool: Sequence[str]) -> str:
    """The text with a describing word before one of its small words of four letters and more."""
    places = [m.start() for m in WORD.finditer(target) if len(m[0]) > 3 and m[0].islower()]
    at = rng.choice(places or [0])
    return f"{target[:at]}{rng.choice(pool)} {target[at:]}"


def said(pairs: Pairs, linker: Linker) -> list[tuple[int, list[float]]]:
    """Number of the pair, and what weighs, of all that the check says."""
    out = []
    for number, (source, target) in enumerate(pairs):
        alignment = replace(Alignment.of_pair(source, target), linker=linker)
        coverage = weighed(alignment).pairs()[0].evidence.coverage
        if coverage is not None:
            out += [(number, addition.view(odds, x)) for _, _, odds, x in addition.suspects(coverage)]
    return out


def fit(found: dict[str, list[tuple[int, list[float]]]]) -> np.ndarray:
    """Weights and, last, the bias: Newton's method with a ridge."""
    x = np.array([[*row, 1.0] for kind in found for _, row in found[kind]])
    y = np.array([float(kind in ("put in", "demetr")) for kind in found for _ in found[kind]])
    share = np.array([SHARES[kind] for kind in found for _ in found[kind]])
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (share * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, x.T @ (share * (y - p)) - RIDGE * weights)
    return weights


def main() -> None:
    """Collect, fit, print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--limit", type=float, default=0.3, help="probability that is to come out as the limit of a warning")
    o = p.parse_args()
    linker, pairs = make_linker(bundled()), texts(o.shared)
    found = {kind: said(some, linker) for kind, some in pairs.items()}
    weights = fit(found)
    weights[-1] += np.log(WARNING / (1 - WARNING)) - np.log(o.limit / (1 - o.limit))
    print("WEIGHTS, BIAS =", tuple(round(float(w), 2) for w in weights[:-1]), ",", round(float(weights[-1]), 2))
    limits = (0.6, 0.7, 0.75, 0.8, 0.85, 0.87, 0.9, 0.93, 0.95)
    for name, by in (("as the network says", np.eye(len(weights))[0]), ("in view of the whole", weights)):
        print(f"{name:22}", *(f"{limit:6.2f}" for limit in limits))
        for kind, rest in found.items():
            best: dict[int, float] = collections.defaultdict(float)
            for number, row in rest:
                best[number] = max(best[number], 1 / (1 + np.exp(-np.array([*row, 1.0]) @ by)))
            shares = [np.mean([best[n] >= limit for n in range(len(pairs[kind]))]) for limit in limits]
            print(f"  {kind:12} {len(pairs[kind]):7,}", *(f"{share:6.3f}" for share in shares))


if __name__ == "__main__":
    main()
