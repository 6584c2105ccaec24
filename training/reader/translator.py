"""Learn to tell machine translation from the work of people: the rows ``manner`` and ``machine`` of reader.tsv.

Most of it is learnt where both made something of the same Chinese (the sets that raters marked, with their references):
there the kind of text tells nothing. NTREX, published translations and parallel text join with less weight, for people
translate them in other manners. Documents by half, as everywhere (benchmarks/clean.py): of the sets, NTREX and the
published texts only what is tuned on.
"""

from __future__ import annotations

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from align.embed.static import bundled
from align.evidence.links import PairLinker
from align.evidence.reader import manner
from align.records import Links
from training.corpus import half, objects
from training.reader import references
from training.reader.known import PARAGRAPH, TUNED

MIXED = 60, 200  # pairs of a text that is mixed out of many documents of a translator
TOGETHER, LEAST = 60, 8  # pairs of a block of running text; the fewest telling pairs of a text
BLOCKS = 5  # stretches of TOGETHER pairs of each source of parallel text
WORTH = {"set": 1.0, "ntrex": 1.5, "published": 0.6, "parallel": 0.01}  # of the people of a set; machines count as much
PENALTY, ROWS = 0.1, 1000.0  # inverse strength of the penalty over standardised figures, and what all texts add up to


@dataclass(frozen=True)
class Text:
    """Pairs that are read together; ``group``: set or source, ``kind``: a key of WORTH."""

    kind: str
    group: str
    machine: bool
    pairs: tuple[tuple[str, str], ...]


def texts(shared: Path) -> Iterator[Text]:
    """All texts that are learnt from."""
    for name in references.MARKED:
        yield from _of_set(name, objects(shared / "eval" / "dev" / f"{name}.jsonl"))
    for name, pairs in {"ntrex": references.ntrex(shared), **_published(shared), **_parallel(shared)}.items():
        kind, _, group = name.partition(" ")
        blocks = [pairs[at : at + TOGETHER] for at in range(0, len(pairs), TOGETHER)]
        for number, block in enumerate(blocks):
            if kind != "ntrex" or half(f"ntrex.{number * TOGETHER // 50:02d}") == "A":
                yield Text(kind, group or kind, False, tuple(block))


def _of_set(name: str, rows: Sequence[Mapping[str, str]]) -> Iterator[Text]:
    """Each document of each translator, and texts mixed out of all documents of one."""
    by: dict[tuple[str, bool], dict[str, dict[tuple[str, str], None]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if half(f"{name.partition('-')[2]}.{row['doc']}") != "A":
            continue
        human = bool(row.get("human")) or row["system"].lower().startswith(references.HUMAN)
        by[row["system"], not human][row["doc"]][row["source"], row["target"]] = None
        if row.get("reference"):
            by["the reference", False][row["doc"]][row["source"], row["reference"]] = None
    dice = random.Random(1)
    for (_, machine), documents in sorted(by.items()):
        for pairs in documents.values():
            yield Text("set", name, machine, tuple(pairs))
        mixed = [pair for pairs in documents.values() for pair in pairs]
        dice.shuffle(mixed)
        for size in MIXED:
            for at in range(0, len(mixed) - size + 1, size):
                yield Text("set", name, machine, tuple(mixed[at : at + size]))


def _published(shared: Path) -> dict[str, list[tuple[str, str]]]:
    out = {}
    for name in TUNED:
        lines = (shared / "eval/clean" / name / "pairs.jsonl").read_text("utf-8").splitlines()
        rows = [(row["source"].strip(), row["target"].strip()) for row in map(json.loads, lines)]
        out[f"published {name}"] = [(a, b) for a, b in rows if a and b and len(a) <= PARAGRAPH][: 10 * TOGETHER]
    return out


def _parallel(shared: Path) -> dict[str, list[tuple[str, str]]]:
    """Some stretches of each source of parallel text."""
    by = defaultdict(list)
    with lzma.open(shared / "parallel/train.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            name, _, _, source, target = line.rstrip("\n").split("\t")[:5]
            by[name].append((source, target))
    out = {}
    for name, pairs in by.items():
        whole = len(pairs) // TOGETHER
        if whole > 1:
            starts = sorted(random.Random(1).sample(range(whole), min(BLOCKS, whole)))
            out[f"parallel {name}"] = [pair for at in starts for pair in pairs[at * TOGETHER : (at + 1) * TOGETHER]]
    return out


def linked(some: Sequence[Text]) -> list[list[Links | None]]:
    """Token links of the pairs of texts."""
    link = PairLinker(bundled()).link
    return [list(link(text.pairs)) for text in some]


def usual(some: Sequence[Text], links: Sequence[Sequence[Links | None]]) -> list[float]:
    """Means of the figures of the telling pairs of the rated sets, machines and people counting the same: what
    :mod:`align.evidence.reader.manner` takes for usual."""
    means = []
    for machine in (False, True):
        own = [n for n, text in enumerate(some) if text.kind == "set" and text.machine == machine]
        rows = [manner.figures(one) for n in own for one in links[n] if manner.is_telling(one)]
        means.append(np.nanmean(np.array(rows), axis=0))
    return [float(x) for x in np.mean(means, axis=0)]


def weights(some: Sequence[Text], links: Sequence[Sequence[Links | None]]) -> list[float]:
    """Weights of the figures of a text and the constant: the log odds that a machine translated it."""
    kept = [n for n, own in enumerate(links) if sum(map(manner.is_telling, own)) >= LEAST]
    rows = np.array([manner.measure(links[n], [source for source, _ in some[n].pairs]) for n in kept])
    machine = np.array([some[n].machine for n in kept])
    keys = [(some[n].kind, some[n].group, some[n].machine) for n in kept]
    worth = np.array([WORTH[key[0]] / keys.count(key) for key in keys])
    worth[machine] *= worth[~machine].sum() / worth[machine].sum()
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    model = LogisticRegression(C=PENALTY, max_iter=3000)
    model.fit((rows - middle) / spread, machine, sample_weight=worth * ROWS / worth.sum())
    own = model.coef_[0] / spread
    return [*own.tolist(), float(model.intercept_[0] - own @ middle)]
