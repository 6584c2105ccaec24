"""What raters marked in machine translation (MQM) as examples: soft labels over raters, scores as badness.

A segment belongs to a fold by the name of its document; the held-out fold is never trained on and is what figures are
reported of. Spans of a whole segment say nothing of its words, and a source token that no rater marked is a good one
only where nobody found any fault.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.reader.edits import Example, Mark
from training.reader.guessed import Guesser
from training.reader.pack import Packed, keys, pack

FOLDS, HELD = 4, 0
MARKED = ("mqm-wmt20", "mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio")
SCORED = "scores-wmt22gen"
COMPARED = ("mqm-wmt20", "mqm-wmt21news", "mqm-wmt23sxs")  # sets with enough systems a source to compare them
OFTEN = {"mqm-wmt20": 1, "mqm-wmt21news": 2, "mqm-wmt23sxs": 3, "mqm-bio": 1}
WITH_SOURCE = ("mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio")  # sets whose raters marked omissions in the Chinese
SEVERE = {"critical": 1.0, "major": 1.0, "minor": 0.45, "neutral": 0.1}
LIGHT = {"punctuation": 0.1, "style": 0.3}  # classes that hardly touch the meaning: the most they count
TOGETHER = 3  # translations of one source that are read after one another, so that their order is learnt
LONGEST = 220, 600  # characters of the Chinese and of the English


def fold(document: str) -> int:
    """The fold of a document, 0..3, by its name."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def segments(dev: Path, name: str, held: bool) -> Iterator[dict[str, Any]]:
    """Segments of a set that are (not) in the held-out fold and not too long."""
    with open(dev / f"{name}.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            short = len(row["source"]) <= LONGEST[0] and len(row["target"]) <= LONGEST[1]
            if short and (fold(row["doc"]) == HELD) == held:
                yield row


def example(row: dict[str, Any], name: str) -> Example:
    """A segment with the share of its raters that marked each word."""
    errors, raters = row.get("errors"), max(1, row.get("n_raters") or 1)
    bad = math.tanh(min(float(row["mqm_score"]), 25.0) / 8)
    if errors is None or not errors:
        known = errors is not None or float(row["mqm_score"]) == 0
        nothing: tuple[Mark, ...] = () if known else ((0, 9999, -1.0),)
        return Example(row["source"], row["target"], nothing, nothing, bad, name)
    sides: list[dict[int, dict[Any, float]]] = [{}, {}]
    unseen: list[Mark] = []
    for e in errors:
        start, end = e.get("start"), e.get("end")
        side = int(e["side"] == "target")
        if start is None:
            continue
        if side and start == 0 and end >= len(row["target"]) - 1 and end > 40:
            unseen = [(0, 9999, -1.0)]
            continue
        worth = min(SEVERE.get(e["severity"], 0.1), LIGHT.get(e.get("qa"), 1.0))
        for at in range(start, end):
            own = sides[side].setdefault(at, {})
            own[e.get("rater")] = max(own.get(e.get("rater"), 0.0), worth)
    more = 1.5 if raters > 1 else 1.0
    target = _marks({at: min(1.0, sum(v.values()) / raters * more) for at, v in sides[1].items()})
    source = _marks(dict.fromkeys(sides[0], 1.0)) if name in WITH_SOURCE else ()
    rest: tuple[Mark, ...] = _between(source, len(row["source"]))
    return Example(row["source"], row["target"], source + rest, target + tuple(unseen), bad, name)


def _marks(labels: dict[int, float]) -> tuple[Mark, ...]:
    """Labels of characters as spans of equal labels."""
    out: list[list[Any]] = []
    for at in sorted(labels):
        if out and out[-1][1] == at and out[-1][2] == labels[at]:
            out[-1][1] = at + 1
        else:
            out.append([at, at + 1, labels[at]])
    return tuple((a, b, c) for a, b, c in out)


def _between(marks: tuple[Mark, ...], length: int) -> tuple[Mark, ...]:
    """Spans that no mark covers, as places not to look at."""
    out: list[Mark] = []
    at = 0
    for start, end, _ in sorted(marks):
        if start > at:
            out.append((at, start, -1.0))
        at = max(at, end)
    return (*out, (at, length, -1.0)) if at < length else tuple(out)


def packed(shared: Path, tokenizer: Any, *, held: bool = False) -> list[Packed]:
    """All segments as numbers, sets weighed by how many there are; those that are learnt from with guessed marks where
    raters only gave scores, and with the references as translations without a fault."""
    dev, out = shared / "eval/dev", []
    if held:
        for name in (*MARKED, SCORED):
            out += pack(tokenizer, [example(row, name) for row in segments(dev, name, held)], 224)
        return out
    sets = {name: list(segments(dev, name, held)) for name in (*MARKED, SCORED)}
    for name in MARKED:
        out += pack(tokenizer, [example(row, name) for row in sets[name]], 224) * OFTEN[name]
    guesser = Guesser([row for name in COMPARED for row in sets[name]])
    scored = [guessed(row, labels) for row, labels in guesser.labels(sets[SCORED])]
    return out + pack(tokenizer, scored + references(sets), 224)


def guessed(row: Any, labels: Sequence[Mark]) -> Example:
    """A scored segment with guessed marks; nothing is known of its Chinese side, unless there is no fault at all."""
    bad = math.tanh(min(float(row["mqm_score"]), 25.0) / 8)
    unseen: tuple[Mark, ...] = () if bad == 0 else ((0, 9999, -1.0),)
    return Example(row["source"], row["target"], unseen, tuple(labels), bad, SCORED)


def references(sets: Mapping[str, Sequence[dict[str, Any]]]) -> list[Example]:
    """Each source once with its reference: professionals wrote it, and it is as free as professionals are."""
    pairs = {(row["source"], row["reference"]) for rows in sets.values() for row in rows if row.get("reference")}
    short = sorted(p for p in pairs if len(p[1]) <= LONGEST[1])
    return [Example(source, reference, (), (), 0.0, "reference") for source, reference in short]


def mixed(marked: list[Packed], made: Iterator[Packed], share: float, seed: int) -> Iterator[Packed]:
    """Marked segments in ever new order, some translations of the same source after one another, with corrupted pairs
    between: ``share`` of all are marked."""
    r = random.Random(seed)
    sources: dict[bytes, list[Packed]] = {}
    for p in marked:
        sources.setdefault(keys(p)[0], []).append(p)
    while True:
        runs: list[list[Packed]] = []
        for some in sources.values():
            r.shuffle(some)
            runs += [some[at : at + TOGETHER] for at in range(0, len(some), TOGETHER)]
        r.shuffle(runs)
        for run in runs:
            for _ in run:
                while r.random() > share:
                    yield next(made)
            yield from run
