"""Fit what turns readings into confidence, and the judge of the word-level checks: align/data/built/reader.tsv.

Suspects of the held-out fold of the raters' sets (right: a rater marked one of their words), of the tuned half of the
published translations (wrong, but for what a translator found right in judged.jsonl) and of the tuned halves of the
contrast and clean pairs. Machine translation and professional translation weigh the same: nobody knows which of the two
is in hand.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import kendalltau
from sklearn.linear_model import LogisticRegression

from align.config import Config, Layer
from align.evidence.reader import judge, spans
from align.evidence.reader.network import Reader
from align.pipeline import review_paths
from align.records import Reading, Review
from training.reader import marks

# The half of eval/clean that is tuned on, by document; the other one is measured.
TUNED = (
    "cet6",
    "comic-biao",
    "econtracker",
    "gwr2016",
    "gwr2018",
    "law-assembly",
    "news17-rev",
    "newyear2020",
    "opengauss",
)
MEASURED = ("comic-niqiu", "comic-zhufu", "gwr2017", "gwr2019", "newstest2018", "newyear2021", "xuexi2022")
RATED = ("mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio")


@dataclass(frozen=True)
class Case:
    """A pair of which it is known where it is wrong: spans (side, start, end); ``machine``: a machine translated it."""

    group: str
    source: str
    target: str
    wrong: tuple[tuple[int, int, int], ...]
    machine: bool
    unsure: bool = False  # nobody marked the Chinese side


def cases(shared: Path, limit: int) -> list[Case]:
    """All pairs that are tuned on, at most ``limit`` of each set."""
    out: list[Case] = []
    for name in RATED:
        out += [_rated(row, name) for row in list(marks.segments(shared / "eval/dev", name, True))[:limit]]
    right = _judged(shared)
    for name in TUNED:
        rows = (shared / "eval/clean" / name / "pairs.jsonl").read_text("utf-8").splitlines()
        for line in rows[:limit]:
            row = json.loads(line)
            if row["source"].strip() and row["target"].strip():
                out.append(_published(row["source"], row["target"], right.get(name, ())))
    for line in (shared / "eval/dev/kinds-contrast.jsonl").read_text("utf-8").splitlines()[0::2]:
        row = json.loads(line)
        spots = tuple((1, d["bad_start"], d["bad_end"]) for d in row["diff"] if "bad_start" in d)
        out += [Case("contrast", row["source"], row["good"], (), False)]
        out += [Case("contrast", row["source"], row["bad"], spots, False, unsure=True)]
    for line in (shared / "eval/dev/kinds-clean.jsonl").read_text("utf-8").splitlines()[0::2]:
        row = json.loads(line)
        out.append(Case("kinds-clean", row["source"], row["target"], (), False))
    return out


def _rated(row: dict[str, Any], name: str) -> Case:
    spots = [
        (int(e["side"] == "target"), e["start"], e["end"])
        for e in row["errors"]
        if e.get("start") is not None and not (e["start"] == 0 and e["end"] >= len(row["target"]) - 1 > 40)
    ]
    left_out = any(e.get("qa") == "omission" and e["side"] == "target" for e in row["errors"])
    return Case(name, row["source"], row["target"], tuple(spots), True, unsure=left_out)


def _judged(shared: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """Of each published text the marked words of findings that a translator found right: Chinese, English."""
    out: dict[str, list[tuple[str, str]]] = {}
    for line in (shared / "eval/clean/judged.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["label"] == "true":
            out.setdefault(row["set"], []).append((row.get("source_span") or "", row.get("target_span") or ""))
    return {name: tuple(rows) for name, rows in out.items()}


def _published(source: str, target: str, right: Sequence[tuple[str, str]]) -> Case:
    spots = []
    for chinese, english in right:
        for side, text, words in ((0, source, chinese), (1, target, english)):
            if len(words) > 1 and words in text:
                spots.append((side, text.index(words), text.index(words) + len(words)))
    return Case("published", source, target, tuple(spots), False)


def _hit(case: Case, side: int, start: int, end: int) -> bool:
    return any(s == side and a < end and start < b for s, a, b in case.wrong)


def confidence(known: Sequence[Case], readings: Sequence[Reading], side: int) -> list[float]:
    """Weights of the sureness of suspects of a side; the constant comes last."""
    rows, right = [], []
    for case, reading in zip(known, readings, strict=True):
        if side == 0 and case.unsure:
            continue
        for s in spans.suspects(reading, case.target if side else case.source, side=side):
            rows.append(s.measured)
            right.append(_hit(case, side, s.start, s.end))
    return _fit(np.array(rows), np.array(right))


def _fit(rows: np.ndarray, right: np.ndarray) -> list[float]:
    model = LogisticRegression(C=0.5, max_iter=500).fit(rows, right)
    return [*model.coef_[0].tolist(), float(model.intercept_[0])]


def reviews(known: Sequence[Case]) -> Iterator[Review]:
    """What the fast checks say of the pairs, the second reader left out."""
    config = Config((Layer("calibration", {"second_reader": "never"}),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        lines = [{"id": str(i), "source": c.source, "target": c.target} for i, c in enumerate(known)]
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n", encoding="utf-8")
        yield from review_paths([str(path)], config)


def trust(known: Sequence[Case], readings: Sequence[Reading]) -> dict[str, list[float]]:
    """Weights of the judge: of what it measures, and the trust in each check."""
    rows, right, checks = [], [], []
    for case, reading, review in zip(known, readings, reviews(known), strict=True):
        pair = review.alignment.pairs()[0]
        for finding in review.findings:
            if finding.check not in judge.JUDGED or (case.unsure and finding.target_span is None):
                continue
            places = (
                (0, judge.place(pair.source, finding.source_span)),
                (1, judge.place(pair.target, finding.target_span)),
            )
            hit = any(p is not None and _hit(case, side, *p) for side, p in places)
            rows.append(judge.measure(finding, pair, reading))
            checks.append(judge.JUDGED.index(finding.check))
            right.append(hit)
    own = np.zeros((len(rows), len(judge.JUDGED)))
    own[np.arange(len(rows)), checks] = 1.0
    model = LogisticRegression(C=0.5, fit_intercept=False, max_iter=500)
    model.fit(np.concatenate([np.array(rows), own], 1), np.array(right))
    found = model.coef_[0].tolist()
    size = len(rows[0])
    out = {"judge": found[:size]}
    for number, check in enumerate(judge.JUDGED):
        if (np.array(checks) == number).any():
            out[f"judge.{check}"] = [found[size + number]]
    return out


def write(shared: Path, folder: Path, out: Path, limit: int = 1500) -> None:
    """Read all cases with the network in ``folder``, fit, and write the table."""
    known = cases(shared, limit)
    reader = Reader(folder, 2)
    readings = reader.read([(c.source, c.target) for c in known])
    made = {"target": confidence(known, readings, 1), "source": confidence(known, readings, 0)}
    made |= trust(known, readings)
    made |= quality(shared, reader, limit)
    head = (
        "# Made by `python -m training.reader calibrate`: name, weights (align/evidence/reader/spans.py, judge.py).\n"
    )
    body = "".join("\t".join([name, *(f"{x:.4f}" for x in made[name])]) + "\n" for name in sorted(made))
    out.write_text(head + body, encoding="utf-8")


def quality(shared: Path, reader: Reader, limit: int) -> dict[str, list[float]]:
    """How the score joins the quality: what pairs of a score are worth (the quality of the same rank), and the weight
    of that which orders the held-out segments of the rated set best (Kendall's τ)."""
    rows = list(marks.segments(shared / "eval/dev", marks.SCORED, True))[:limit]
    known = [Case(marks.SCORED, r["source"], r["target"], (), True) for r in rows]
    scores = np.array([reading.score for reading in reader.read([(c.source, c.target) for c in known])])
    worth = np.array([review.scores.pairs[0].quality or 0.0 for review in reviews(known)])
    steps = np.linspace(0, 1, 11)
    places, values = np.quantile(scores, steps), np.quantile(worth, 1 - steps)
    usual, rated = np.interp(scores, places, values), -np.array([r["mqm_score"] for r in rows])
    order = [float(kendalltau(rated, (1 - w) * worth + w * usual)[0]) for w in np.linspace(0, 1, 11)]
    best = float(np.linspace(0, 1, 11)[int(np.argmax(order))])
    return {"quality.score": places.tolist(), "quality.value": values.tolist(), "quality.weight": [best]}
