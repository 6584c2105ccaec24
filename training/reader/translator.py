"""Learn to tell machine translation from the work of people: ``manner``, ``machine`` and ``style`` in reader.tsv.

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
from align.evidence.reader import manner, style
from align.records import Links
from training.corpus import half, objects
from training.reader import references
from training.reader.known import PARAGRAPH, TUNED

MIXED = 60, 200  # pairs of a text that is mixed out of many documents of a translator
TOGETHER, LEAST = 60, 8  # pairs of a block of running text; the fewest telling pairs of a text
BLOCKS = 5  # stretches of TOGETHER pairs of each source of parallel text
WORTH = {"set": 1.0, "ntrex": 1.5, "published": 0.6, "parallel": 0.01}  # of the people of a set; machines count as much
# How far the standardised rates of English are trusted beside the figures, and how much less what differs by kind of
# text counts. Without them close translations of two writers, which nothing was learnt from, were taken for those of a
# machine as .73 and .83, with them as .39 and .51 (50 pairs); texts of WMT22 (60 pairs, the set left out) by people as
# .07 instead of .42, at no smaller area under the curve. With 1 for .3 single documents of sets left out fare worse.
STYLE, KINDS = 0.3, 0.75
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


def weights(some: Sequence[Text], links: Sequence[Sequence[Links | None]]) -> dict[str, list[float]]:
    """Weights of the figures of a text and the constant (``machine``): the log odds that a machine translated it; and
    of the rates of its English, whose sum is the last of these figures (``style``)."""
    kept = [n for n, own in enumerate(links) if sum(map(manner.is_telling, own)) >= LEAST]
    texts = [some[n] for n in kept]
    rows = np.array([manner.measure(links[n], some[n].pairs)[:-1] for n in kept])
    written, middle, turn = _written(texts, [_english(some[n], links[n]) for n in kept])
    machine = np.array([text.machine for text in texts])
    keys = [(text.kind, text.group, text.machine) for text in texts]
    worth = np.array([WORTH[key[0]] / keys.count(key) for key in keys])
    worth[machine] *= worth[~machine].sum() / worth[machine].sum()
    own, constant = _fit(np.concatenate([rows, written @ turn], 1), machine, worth, rows.shape[1])
    words = turn @ own[rows.shape[1] :]
    return {
        "machine": [*own[: rows.shape[1]].tolist(), 1.0, constant],
        "style": [*words.tolist(), -float(words @ middle)],
    }


def log_odds(made: Mapping[str, Sequence[float]], text: Text, links: Sequence[Links | None]) -> float:
    """Log odds that a machine translated a text, by weights of :func:`weights`."""
    figures = manner.measure(links, text.pairs)[:-1]
    tells = [pair[1] for pair, one in zip(text.pairs, links, strict=True) if manner.is_telling(one)]
    written = (
        float(style.rates(tells, style.marks()) @ np.array(made["style"][:-1])) + made["style"][-1] if tells else 0.0
    )
    own = np.array(made["machine"])
    drawn = written * len(tells) / (len(tells) + manner.HELD)
    return float(np.array([*figures, drawn, 1.0]) @ own)


def _english(text: Text, links: Sequence[Links | None]) -> list[str]:
    return [pair[1] for pair, one in zip(text.pairs, links, strict=True) if manner.is_telling(one)]


def _written(texts: Sequence[Text], english: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rates of the English of texts, less what is usual in the rated sets and drawn towards it; what is usual; and the
    matrix (m, m) by which they are turned, so that what differs between kinds of text counts less than what differs
    within one (within-class covariance normalisation; Hatch et al. 2006). A kind is what people translated of one
    source."""
    rates = np.array([style.rates(some, style.marks()) for some in english])
    middle = rates[[text.kind == "set" for text in texts]].mean(0)
    rates -= middle
    sizes = np.array([len(some) for some in english])[:, None]
    drawn = rates * sizes / (sizes + manner.HELD)
    spread = drawn.std(0) + 1e-9
    means = []
    for group in sorted({text.group for text in texts}):
        own = [n for n, text in enumerate(texts) if text.group == group and not text.machine]
        if own:
            means.append(np.average(rates[own] / spread, axis=0, weights=[len(english[n]) for n in own]))
    values, vectors = np.linalg.eigh(np.eye(len(spread)) + KINDS * np.cov(np.array(means).T))
    return drawn, middle, (vectors * values**-0.5) @ vectors.T / spread[:, None]


def _fit(rows: np.ndarray, machine: np.ndarray, worth: np.ndarray, figures: int) -> tuple[np.ndarray, float]:
    """Weights of the columns and the constant; those behind the first ``figures`` have a spread of their own."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    spread[figures:] = 1 / STYLE
    model = LogisticRegression(C=PENALTY, max_iter=3000)
    model.fit((rows - middle) / spread, machine, sample_weight=worth * ROWS / worth.sum())
    own = model.coef_[0] / spread
    return own, float(model.intercept_[0] - own @ middle)
