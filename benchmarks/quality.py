"""How well does the quality of a pair follow human raters?

    python -m benchmarks.quality [--shared ../shared] [--cv cv.json] [--limit 3000] [--output FILE.md]

On ``eval/dev/scores-wmt22gen.jsonl`` (machine translations, MQM scores): Kendall's tau-b and Pearson with -MQM, and the
AUC for "MQM of 5 or more", of chrF with the reference, of single figures, and of our quality. The shipped weights have
seen this set, so the figure that counts is that of cross-validation by document: ``--cv`` names the file that
``python -m training.quality --save`` writes; findings are applied on top as in the product. Then what raters gave at
each tenth of quality, and the contrast pairs of ``eval/dev/demetr-zh.jsonl``: how often the good one scores higher.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import stats

from align.config import Settings
from align.files import from_bytes
from align.pipeline import Engine
from align.readers import jsonl
from align.records import Review
from align.score import coverage
from align.score.quality import estimate, model

Row = dict[str, Any]


def rows_of(path: Path, limit: int | None) -> list[Row]:
    """Machine translations with a score; with ``limit`` a fixed random sample."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [r for r in map(json.loads, lines) if not r.get("human") and r.get("mqm_score") is not None]
    found = [r for r in found if r["target"].strip()]
    return random.Random(7).sample(found, limit) if limit and len(found) > limit else found


def reviews(pairs: Sequence[tuple[str, str]]) -> list[Review]:
    """What the product says of each pair, as ``align check FILE.jsonl`` would."""
    lines = "".join(json.dumps({"source": s, "target": t}) + "\n" for s, t in pairs)
    return list(Engine(Settings()).reviews(jsonl.read(from_bytes(lines.encode(), "pairs.jsonl"))))


def figures(values: Sequence[float], mqm: np.ndarray) -> str:
    """Kendall, Pearson, AUC as cells of a table."""
    q = np.array(values, float)
    good, bad = q[mqm < 5], q[mqm >= 5]
    auc = stats.mannwhitneyu(good, bad).statistic / (len(good) * len(bad))
    return f"{stats.kendalltau(q, -mqm)[0]:.3f} | {stats.pearsonr(q, -mqm)[0]:.3f} | {auc:.3f}"


def table(rows: Sequence[Row], found: Sequence[Review], cv: dict[str, float]) -> list[str]:
    """One line a metric."""
    from sacrebleu.metrics import CHRF

    mqm = np.array([r["mqm_score"] for r in rows])
    chrf = CHRF()
    links = [r.alignment.links(r.alignment.pairs()[0]) for r in found]
    best = [0.0 if k is None else coverage(k, 0.75)[0] for k in links]
    mass = [0.0 if k is None else -float(k.source_weight[k.source_best < 0.75].sum()) for k in links]
    known: list[tuple[str, Sequence[float]]] = [
        ("length of the source, negative", [-len(r["source"]) for r in rows]),
        ("similarity of sentence vectors", [r.scores.pairs[0].similarity or 0.0 for r in found]),
        ("coverage of the source", best),
        ("uncovered mass of the source, negative", mass),
        ("chrF with the reference", [chrf.sentence_score(r["target"], [r["reference"]]).score for r in rows]),
        ("quality, shipped weights (have seen these documents)", [r.scores.pairs[0].quality or 0.0 for r in found]),
    ]
    out = ["| metric | Kendall | Pearson | AUC |", "|---|---|---|---|"]
    out += [f"| {name} | {figures(values, mqm)} |" for name, values in known]
    if cv:
        held = [cv[f"scores-wmt22gen|{r['id']}"] for r in rows]
        curve = model()
        base = np.interp(held, curve.judged, curve.quality)
        judged = [
            estimate(row["source"], row["target"], float(b), r.findings)
            for row, b, r in zip(rows, base, found, strict=True)
        ]
        out.append(f"| quality by cross-validation, without findings | {figures(held, mqm)} |")
        out.append(f"| **quality by cross-validation** | {figures(judged, mqm)} |")
        out += ["", *tenths(judged, mqm)]
    return out


def tenths(quality: Sequence[float], mqm: np.ndarray) -> list[str]:
    """What the raters gave at each tenth of quality."""
    q = np.array(quality)
    out = ["| quality | segments | mean MQM | MQM 0 | MQM 5 or more |", "|---|---|---|---|---|"]
    for low in np.arange(0, 1, 0.1):
        here = mqm[(q >= low) & (q < low + 0.1)]
        if len(here):
            shares = f"{(here == 0).mean():.0%} | {(here >= 5).mean():.0%}"
            out.append(f"| {low:.1f} to {low + 0.1:.1f} | {len(here):,} | {here.mean():.1f} | {shares} |")
    return out


def ranked(path: Path, limit: int | None) -> list[str]:
    """Contrast pairs: how often the good side scores higher (a tie is half), by kind of damage."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    usable: Callable[[Row], bool] = lambda r: r["valid"] and r["changed"] and r["good"] != r["bad"]  # noqa: E731
    rows = [r for r in lines if usable(r)][:limit]
    found = reviews([(r["source"], r[side]) for r in rows for side in ("good", "bad")])
    values = [r.scores.pairs[0].quality or 0.0 for r in found]
    kinds: dict[str, list[float]] = {}
    for i, row in enumerate(rows):
        good, bad = values[2 * i : 2 * i + 2]
        for kind in (row["category"], "**all**"):
            kinds.setdefault(kind, []).append(float(good > bad) + 0.5 * (good == bad))
    head = ["| damage | pairs | the good one scores higher |", "|---|---|---|"]
    return head + [
        f"| {k} | {len(v)} | {np.mean(v):.3f} |"
        for k, v in sorted(kinds.items(), key=lambda i: (i[0] == "**all**", i[0]))
    ]


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--cv", type=Path)
    p.add_argument("--limit", type=int)
    p.add_argument("--output", type=Path)
    o = p.parse_args()
    rows = rows_of(o.shared / "eval/dev/scores-wmt22gen.jsonl", o.limit)
    found = reviews([(r["source"], r["target"]) for r in rows])
    cv = json.loads(o.cv.read_text()) if o.cv else {}
    text = "\n".join([*table(rows, found, cv), "", *ranked(o.shared / "eval/dev/demetr-zh.jsonl", o.limit)])
    if o.output:
        o.output.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
