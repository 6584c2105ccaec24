"""Fit what turns readings into confidence, and the judge of the word-level checks: align/data/built/reader.tsv.

Suspects of the held-out fold of the raters' sets (right: a rater marked one of their words), of the tuned half of the
published translations (wrong, but for what a translator found right in judged.jsonl) and of the tuned halves of the
contrast and clean pairs. Machine translation and professional translation weigh the same: nobody knows which of the two
is in hand.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import kendalltau
from sklearn.linear_model import LogisticRegression

from align.config import Config, Layer
from align.embed.static import bundled
from align.evidence.links import PairLinker
from align.evidence.reader import judge, spans
from align.evidence.reader.manner import manners, usual
from align.evidence.reader.network import Reader
from align.evidence.reader.table import table
from align.evidence.weigh import Evidence
from align.names.recognition import recognise
from align.records import Links, Reading, Review
from align.session import Session
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
PARAGRAPH = 160  # characters of the Chinese
BLOCK = 25  # pairs of a published text that count as one document, as many as raters' documents have
RATED = ("mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio")


@dataclass(frozen=True)
class Case:
    """A pair of which it is known where it is wrong: spans (side, start, end); ``machine``: a machine translated it;
    ``document``: what it is read together with; ``collection``: a longer text of the same manner."""

    group: str
    document: str
    source: str
    target: str
    wrong: tuple[tuple[int, int, int], ...]
    machine: bool
    unsure: bool = False  # nobody marked the Chinese side
    collection: str = ""


def cases(shared: Path, limit: int) -> list[Case]:
    """All pairs that are tuned on, at most ``limit`` of each set."""
    out: list[Case] = []
    for name in RATED:
        out += [rated(row, name) for row in list(marks.segments(shared / "eval/dev", name, True))[:limit]]
    out += texts(shared, TUNED, limit)
    out += contrasts(shared)
    for line in (shared / "eval/dev/kinds-clean.jsonl").read_text("utf-8").splitlines()[0::2]:
        row = json.loads(line)
        out.append(Case("kinds-clean", "kinds-clean", row["source"], row["target"], (), False))
    return out


def contrasts(shared: Path) -> list[Case]:
    """The tuned half of the contrast pairs: by number (kinds-contrast), by sentence (demetr-zh)."""
    out = []
    rows = [json.loads(line) for line in (shared / "eval/dev/kinds-contrast.jsonl").read_text("utf-8").splitlines()][
        ::2
    ]
    more = [json.loads(line) for line in (shared / "eval/dev/demetr-zh.jsonl").read_text("utf-8").splitlines()]
    rows += [row for row in more if row["valid"] and row["changed"] and row["item"] % 2 == 0]
    for row in rows:
        spots = [(1, d["bad_start"], d["bad_end"]) for d in row["diff"] if d.get("bad_end", 0) > d.get("bad_start", 0)]
        left_out = "omission" in row["category"] or row["category"].endswith("_removed")
        if left_out:
            spots.append((0, 0, len(row["source"])))
        out.append(Case(row["set"], row["set"], row["source"], row["good"], (), False))
        out.append(Case(row["set"], row["set"], row["source"], row["bad"], tuple(spots), False, unsure=not left_out))
    return out


def texts(shared: Path, names: Sequence[str], limit: int) -> list[Case]:
    """Pairs of published translations, row by row and as the aligner pairs their sentences; whole paragraphs are left
    out, for nobody reads them as one pair."""
    right, out = _judged(shared), []
    for name in names:
        folder = shared / "eval/clean" / name
        lines = (folder / "pairs.jsonl").read_text("utf-8").splitlines()
        rows = [(row["source"].strip(), row["target"].strip()) for row in map(json.loads, lines)]
        for kind, pairs in (("", rows), (" sentences", list(_sentences(folder)))):
            for number, (source, target) in enumerate(pairs[:limit]):
                if source and target and len(source) <= PARAGRAPH:
                    case = _published(f"{name}{kind} {number // BLOCK}", source, target, right.get(name, ()))
                    out.append(replace(case, collection=name + kind))
    return out


def _sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Sentences of a text and its translation, as the aligner pairs them; none where a folder holds loose pairs."""
    if (folder / "zh.txt").exists():
        config = Config((Layer("calibration", {"second_reader": "never"}),))
        for review in Session(config).reviews([str(folder / "zh.txt"), str(folder / "en.txt")]):
            yield from ((pair.source.text.strip(), pair.target.text.strip()) for pair in review.alignment.pairs())


def rated(row: dict[str, Any], name: str) -> Case:
    """A segment with all that raters marked, spans of the whole segment left out."""
    spots = [
        (int(e["side"] == "target"), e["start"], e["end"])
        for e in row["errors"]
        if e.get("start") is not None and not (e["start"] == 0 and e["end"] >= len(row["target"]) - 1 > 40)
    ]
    if any(e.get("qa") == "omission" and e["side"] == "target" for e in row["errors"]):
        spots.append((0, 0, len(row["source"])))  # which words are left out is not marked
    together, longer = f"{name} {row['doc']} {row['system']}", f"{name} {row['system']}"
    return Case(name, together, row["source"], row["target"], tuple(spots), True, collection=longer)


def _judged(shared: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """Of each published text the marked words of findings that a translator found right: Chinese, English."""
    out: dict[str, list[tuple[str, str]]] = {}
    for line in (shared / "eval/clean/judged.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["label"] == "true":
            out.setdefault(row["set"], []).append((row.get("source_span") or "", row.get("target_span") or ""))
    return {name: tuple(rows) for name, rows in out.items()}


def _published(document: str, source: str, target: str, right: Sequence[tuple[str, str]]) -> Case:
    spots = []
    for chinese, english in right:
        for side, text, words in ((0, source, chinese), (1, target, english)):
            if len(words) > 1 and words in text:
                spots.append((side, text.index(words), text.index(words) + len(words)))
    return Case("published", document, source, target, tuple(spots), False)


def hit(case: Case, side: int, start: int, end: int) -> bool:
    """Is one of these words known to be wrong?"""
    return any(s == side and a < end and start < b for s, a, b in case.wrong)


def linked(known: Sequence[Case]) -> list[Links | None]:
    """Token links of pairs."""
    return PairLinker(bundled()).link([(c.source, c.target) for c in known])


def ways(
    known: Sequence[Case], readings: Sequence[Reading], links: Sequence[Links | None], together: str = "document"
) -> list[tuple[float, ...]]:
    """How each pair is translated, read together with the others of its document, of its collection, or "alone"."""
    groups: dict[str, list[int]] = {}
    for number, case in enumerate(known):
        key = {"document": case.document, "collection": case.collection or case.document}.get(together, str(number))
        groups.setdefault(key, []).append(number)
    out: list[tuple[float, ...]] = [()] * len(known)
    for numbers in groups.values():
        for first in range(0, len(numbers), TOGETHER):
            some = numbers[first : first + TOGETHER]
            found = manners([links[n] for n in some], [readings[n] for n in some])
            for number, manner in zip(some, found, strict=True):
                out[number] = manner
    return out


Ways = Sequence[Sequence[tuple[float, ...]]]  # several ways to read each pair: see WAYS
WAYS = ("document", "collection", "alone")
TOGETHER = 256  # pairs that are read together at most


def confidence(
    known: Sequence[Case],
    readings: Sequence[Reading],
    links: Sequence[Links | None],
    manner: Ways,
    side: int,
) -> list[float]:
    """Weights of the sureness of suspects of a side; the constant comes last."""
    rows, right, machine = [], [], []
    for case, reading, own, way in (row for some in manner for row in zip(known, readings, links, some, strict=True)):
        if case.group == "demetr":  # faults made by machine, which no translator makes: they are for the judge alone
            continue
        if side == 0 and (case.unsure or (0, 0, len(case.source)) in case.wrong):
            continue
        for s in spans.suspects(reading, case.target if side else case.source, own, side=side, manner=way):
            rows.append(s.measured)
            right.append(hit(case, side, s.start, s.end))
            machine.append(case.machine)
    return _fit(np.array(rows), np.array(right), np.array(machine))


def _fit(rows: np.ndarray, right: np.ndarray, machine: np.ndarray | None) -> list[float]:
    """Logistic regression on standardised columns, the weights for plain ones; the constant comes last. Machine and
    professional translation weigh the same where it is said which is which."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    share = None
    if machine is not None:
        share = np.where(machine, 0.5 / max(machine.mean(), 1e-6), 0.5 / max(1 - machine.mean(), 1e-6))
    model = LogisticRegression(C=0.3, max_iter=2000).fit((rows - middle) / spread, right, sample_weight=share)
    weights = model.coef_[0] / spread
    return [*weights.tolist(), float(model.intercept_[0] - (weights * middle).sum())]


def reviews(known: Sequence[Case]) -> Iterator[Review]:
    """What the fast checks say of the pairs, the second reader left out."""
    config = Config((Layer("calibration", {"second_reader": "never"}),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        lines = [{"id": str(i), "source": c.source, "target": c.target} for i, c in enumerate(known)]
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n", encoding="utf-8")
        yield from Session(config).reviews([str(path)])


def trust(
    known: Sequence[Case],
    readings: Sequence[Reading],
    links: Sequence[Links | None],
    manner: Ways,
) -> dict[str, list[float]]:
    """Weights of the judge: of what it measures, and the trust in each check."""
    rows, right, checks, machine = [], [], [], []
    for case, reading, own, way, review in zip(
        known, readings, links, zip(*manner, strict=True), reviews(known), strict=True
    ):
        pair = review.alignment.pairs()[0]
        evidence = Evidence(recognise([case.source])[0], case.target, own)
        read = [pair.with_evidence(evidence.with_reading(reading, one)) for one in way]
        for finding, pair in ((f, p) for f in review.findings for p in read):
            if finding.check not in judge.JUDGED or (case.unsure and finding.target_span is None):
                continue
            measured = judge.measure(finding, pair, reading)
            if measured is None:
                continue
            places = (
                (0, judge.place(pair.source, finding.source_span)),
                (1, judge.place(pair.target, finding.target_span)),
            )
            right.append(any(p is not None and hit(case, side, *p) for side, p in places))
            rows.append(measured)
            checks.append(judge.JUDGED.index(finding.check))
            machine.append(case.machine)
    told = Told(np.array(rows), np.array(right), np.array(checks))
    firm = replace(told, rows=told.rows[:, :WORDS])
    return told.judged("judge", judge.FREE, np.array(machine)) | firm.judged("judge.firm", judge.FIRM, None)


WORDS = 15  # figures of a finding and of its words; those of the manner of the translation come behind


@dataclass(frozen=True)
class Told:
    """Findings of the judged checks: what was measured of each, whether it is right, the number of its check."""

    rows: np.ndarray
    right: np.ndarray
    checks: np.ndarray

    def judged(self, name: str, trusted: Sequence[str], machine: np.ndarray | None) -> dict[str, list[float]]:
        """Weights of a judge, learnt on all of them, under its name, and its trust in some checks under theirs."""
        size = self.rows.shape[1]
        own_check = (self.checks[:, None] == np.arange(len(judge.JUDGED))).astype(float)
        found = _fit(np.concatenate([self.rows, own_check], 1), self.right, machine)
        trusts = {check: found[size + judge.JUDGED.index(check)] + found[-1] for check in trusted}
        return {name: found[:size], **{f"judge.{check}": [trust] for check, trust in trusts.items()}}


def write(shared: Path, folder: Path, out: Path, limit: int = 1500) -> None:
    """Read all cases with the network in ``folder``, fit, and write the table."""
    known = cases(shared, limit)
    reader = Reader(folder, 2)
    readings = reader.read([(c.source, c.target) for c in known])
    links = linked(known)
    body = {"manner": usual(links, readings)}
    _store(out, body)  # the rest is measured against it
    manner = [ways(known, readings, links, together) for together in WAYS]
    made = {name: confidence(known, readings, links, manner, side) for side, name in enumerate(spans.SIDES)}
    made |= body | trust(known, readings, links, manner)
    made |= quality(shared, reader, limit)
    _store(out, made)


def _store(out: Path, made: Mapping[str, Sequence[float]]) -> None:
    """Write the table, and forget what was read of the old one."""
    head = "# Made by `python -m training.reader calibrate`: name, weights (align/evidence/reader/).\n"
    body = "".join("\t".join([name, *(f"{x:.4f}" for x in made[name])]) + "\n" for name in sorted(made))
    out.write_text(head + body, encoding="utf-8")
    table.cache_clear()


def quality(shared: Path, reader: Reader, limit: int) -> dict[str, list[float]]:
    """How the score joins the quality: what pairs of a score are worth (the quality of the same rank), and the weight
    of that which orders the held-out segments of the rated set best (Kendall's τ)."""
    rows = list(marks.segments(shared / "eval/dev", marks.SCORED, True))[:limit]
    known = [Case(marks.SCORED, "", r["source"], r["target"], (), True) for r in rows]
    scores = np.array([reading.score for reading in reader.read([(c.source, c.target) for c in known])])
    worth = np.array([review.scores.pairs[0].quality or 0.0 for review in reviews(known)])
    steps = np.linspace(0, 1, 11)
    places, values = np.quantile(scores, steps), np.quantile(worth, 1 - steps)
    usual, rated = np.interp(scores, places, values), -np.array([r["mqm_score"] for r in rows])
    order = [float(kendalltau(rated, (1 - w) * worth + w * usual)[0]) for w in np.linspace(0, 1, 11)]
    best = float(np.linspace(0, 1, 11)[int(np.argmax(order))])
    return {"quality.score": places.tolist(), "quality.value": values.tolist(), "quality.weight": [best]}
