"""Fit what turns readings into confidence, and the judge of the word-level checks: align/data/built/reader.tsv.

How probably a machine translated a text (translator.py), how sure a suspect is if it did (held-out fold of the raters'
sets; right: a rater marked one of its words), and the judge: findings in these and in the tuned half of the published
translations (wrong, but for what a translator found right in judged.jsonl) and of contrast and clean pairs.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

from align import pipeline
from align.config import Config, Layer
from align.embed.static import bundled
from align.evidence.links import PairLinker
from align.evidence.reader import judge, spans
from align.evidence.reader.manner import Manner, manner
from align.evidence.reader.network import Reader
from align.evidence.reader.step import ALWAYS, SecondReader
from align.evidence.reader.table import table
from align.evidence.weigh import Evidence
from align.names.recognition import recognise
from align.records import Links, Reading, Review
from align.session import Session
from training.reader import origin, translator
from training.reader.known import Case, cases, hit


def linked(known: Sequence[Case]) -> list[Links | None]:
    """Token links of pairs."""
    return PairLinker(bundled()).link([(c.source, c.target) for c in known])


def manners(known: Sequence[Case], links: Sequence[Links | None], together: str = "document") -> list[Manner]:
    """How each pair is translated, read together with the others of its document, of its collection, with pairs of all
    collections of its set by chance, or "alone"."""
    groups: dict[str, list[int]] = {}
    for number, case in enumerate(known):
        longer = case.collection or case.document
        own = {"document": case.document, "collection": longer, "set": f"{case.group} {longer.partition(' ')[0]}"}
        groups.setdefault(own.get(together, str(number)), []).append(number)
    out = [Manner(1.0)] * len(known)
    dice = random.Random(1)
    for numbers in groups.values():
        if together == "set":
            dice.shuffle(numbers)
        for first in range(0, len(numbers), TOGETHER):
            some = numbers[first : first + TOGETHER]
            found = manner([links[n] for n in some], [(known[n].source, known[n].target) for n in some])
            for number in some:
                out[number] = found or out[number]
    return out


WAYS = ("document", "collection", "set", "alone")  # several ways to read each pair together with others
TOGETHER = 256  # pairs that are read together at most


def confidence(
    known: Sequence[Case], readings: Sequence[Reading], links: Sequence[Links | None], side: int
) -> list[float]:
    """Weights of the sureness of suspects of a side in machine translation; the constant comes last."""
    rows, right, worth = [], [], []
    for case, reading, own in zip(known, readings, links, strict=True):
        if not case.machine or (side == 0 and (0, 0, len(case.source)) in case.wrong):
            continue
        for s in spans.suspects(reading, case.target if side else case.source, own, side=side):
            rows.append(s.measured)
            right.append(hit(case, side, s.start, s.end))
            worth.append(case.worth)
    return _fit(np.array(rows), np.array(right), np.array(worth))


def _fit(rows: np.ndarray, right: np.ndarray, worth: np.ndarray) -> list[float]:
    """Logistic regression on standardised columns, the weights for plain ones; the constant comes last. ``worth``: what
    each row counts, as a share of all."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    share = worth * len(worth) / worth.sum()
    model = LogisticRegression(C=0.3, max_iter=2000).fit((rows - middle) / spread, right, sample_weight=share)
    weights = model.coef_[0] / spread
    return [*weights.tolist(), float(model.intercept_[0] - (weights * middle).sum())]


def reviews(known: Sequence[Case]) -> Iterator[Review]:
    """What the fast checks say of the pairs to a reader, before it has read anything: where it never reads they are
    weighed by curves of their own."""
    config = Config((Layer("calibration", {"second_reader": ALWAYS}),))
    unread = patch.object(pipeline, "second_reader", lambda mode: SecondReader(None, mode))
    with unread, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        lines = [{"id": str(i), "source": c.source, "target": c.target} for i, c in enumerate(known)]
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n", encoding="utf-8")
        yield from Session(config).reviews([str(path)])


def trust(
    known: Sequence[Case], readings: Sequence[Reading], links: Sequence[Links | None], ways: Sequence[Sequence[Manner]]
) -> dict[str, list[float]]:
    """Weights of the judge: of what it measures, and the trust in each check. Machine and professional translation
    weigh the same."""
    rows, right, checks, machine = [], [], [], []
    for case, reading, own, way, review in zip(
        known, readings, links, zip(*ways, strict=True), reviews(known), strict=True
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
    own_check = (np.array(checks)[:, None] == np.arange(len(judge.JUDGED))).astype(float)
    share = np.array(machine)
    worth = np.where(share, 0.5 / max(share.mean(), 1e-6), 0.5 / max(1 - share.mean(), 1e-6))
    found = _fit(np.concatenate([np.array(rows), own_check], 1), np.array(right), worth)
    size = len(rows[0])
    trusts = {f"judge.{name}": [found[size + at] + found[-1]] for at, name in enumerate(judge.JUDGED)}
    return {"judge": found[:size], **trusts}


def write(shared: Path, folder: Path, out: Path, limit: int = 1500, *, alone: bool = False) -> None:
    """Read all cases with the network in ``folder``, fit, and write the table. ``alone``: the judge stays as it is. The
    quality always does (training/reader/value.py)."""
    known = cases(shared, limit)
    readings = Reader(folder, 2).read([(c.source, c.target) for c in known])
    fit(shared, known, readings, out, alone=alone)


def fit(shared: Path, known: Sequence[Case], readings: Sequence[Reading], out: Path, *, alone: bool) -> None:
    """Fit to what was read, step by step: each is measured by those before it."""
    links = linked(known)
    body = dict(table()) | {"origin": origin.weights(known)}
    store(out, body)
    some = list(translator.texts(shared))
    own = translator.linked(some)
    body["manner"] = translator.usual(some, own)
    store(out, body)
    body |= translator.weights(some, own)
    body |= {name: confidence(known, readings, links, side) for side, name in enumerate(spans.SIDES)}
    store(out, body)
    if alone:
        return
    once = [n for n, case in enumerate(known) if not case.again]  # the judge would count each finding twice
    ways = [[way[n] for n in once] for way in (manners(known, links, together) for together in WAYS)]
    known, readings, links = [known[n] for n in once], [readings[n] for n in once], [links[n] for n in once]
    store(out, {**body, **trust(known, readings, links, ways)})


def store(out: Path, made: Mapping[str, Sequence[float]]) -> None:
    """Write the table, and forget what was read of the old one."""
    head = "# Made by `python -m training.reader calibrate`: name, weights (align/evidence/reader/).\n"
    body = "".join("\t".join([name, *(f"{x:.4f}" for x in made[name])]) + "\n" for name in sorted(made))
    out.write_text(head + body, encoding="utf-8")
    table.cache_clear()
