"""Make align/data/built/labels.npz: trees that tell whether a label and its translation belong together.

    python -m training.labels --shared ../shared --wheels build/interfaces    learns from all programs
    python -m training.labels --shared ../shared --wheels build/interfaces --measure  measures on some left out

Right are labels of programs (training/interfaces.py) and short pairs of the parallel text; wrong are the same Chinese
labels with the English of another entry: any one, one of the three before or behind, one that shares a word.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from align.embed.static import bundled
from align.evidence.labels import PATH, Forest, measured
from align.evidence.links import make_linker
from align.evidence.translations import stem
from align.records import FloatArray
from align.strings.commands import plain
from align.text.english import small_words
from training.interfaces import Label, is_label, labels

UNSEEN = frozenset("spyder thonny django wagtail flask".split())  # programs that measure
EACH = 300  # short pairs of a source of the parallel text
TREES, LEAVES, RATE = 200, 16, 0.06
OF_PROGRAM, OF_TEXT = 3.0, 0.3  # weight of a label of a program and of a short pair of the parallel text
ALARMS = (0.001, 0.002, 0.005, 0.01)


class Sample(NamedTuple):
    """``kind``: true, or how the English was chosen: any, near, like."""

    program: str
    kind: str
    chinese: str
    english: str


def short_pairs(path: Path) -> list[Label]:
    """Short pairs of the parallel text, as labels."""
    out = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            source, group, _, chinese, english = line.rstrip("\n").split("\t")
            if group != "law_gov" and is_label(chinese, english):
                out.append((f"text:{source}", plain(chinese), plain(english)))
    return out


def samples(given: Sequence[Label], rng: random.Random) -> Iterator[Sample]:
    """Right and wrong pairs of each program or source."""
    by_program: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for program, chinese, english in given:
        by_program[program].append((chinese, english))
    for program, own in by_program.items():
        size = min(len(own), EACH) if program.startswith("text:") else len(own)
        with_word = defaultdict(list)
        for number, (_, english) in enumerate(own):
            for word in {stem(w) for w in small_words(english) if len(w) > 2}:
                with_word[word].append(number)
        for number in sorted(rng.sample(range(len(own)), size)):
            chinese, english = own[number]
            yield Sample(program, "true", chinese, english)
            like = [
                n for w in small_words(english) for n in with_word.get(stem(w), ()) if set(own[n][0]) & set(chinese)
            ]
            near = number + rng.choice((-3, -2, -1, 1, 2, 3))
            for kind, other in (("any", rng.randrange(len(own))), ("near", near), ("like", rng.choice(like or [-1]))):
                if 0 <= other < len(own) and own[other][0] != chinese and own[other][1] != english:
                    yield Sample(program, kind, chinese, own[other][1])


def learn(rows: FloatArray, wrong: FloatArray, weight: FloatArray, seed: int) -> Forest:
    """The trees for some rows."""
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, l2_regularization=1.0, random_state=seed
    )
    model.fit(rows, wrong, sample_weight=weight)
    trees = [stage[0].nodes for stage in model._predictors]
    sizes = [len(nodes) for nodes in trees]
    roots = np.cumsum([0, *sizes[:-1]])
    nodes, shift = np.concatenate(trees), np.repeat(roots, sizes)
    leaf = nodes["is_leaf"].astype(bool)
    feature = np.where(leaf, -1, nodes["feature_idx"]).astype(np.int32)
    left, right = ((nodes[name] + shift).astype(np.int32) for name in ("left", "right"))
    limit = np.nextafter(nodes["num_threshold"].astype(np.float32), np.float32(np.inf))
    value = nodes["value"].astype(np.float32)
    return Forest(roots.astype(np.int32), feature, limit, left, right, value, float(model._baseline_prediction[0, 0]))


def measure(forest: Forest, found: Sequence[Sample], rows: FloatArray) -> None:
    """Print how many wrong pairs are found at some rates of false alarms."""
    odds, kind = forest(rows), np.array([s.kind for s in found])
    right = odds[kind == "true"]
    for rate in ALARMS:
        limit = np.quantile(right, 1 - rate)
        shares = {name: round(float((odds[kind == name] > limit).mean()), 3) for name in ("any", "near", "like")}
        print(f"{len(right)} right, {rate:.1%} of them above {limit:.4f}: {shares}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--wheels", type=Path, default=Path("build/interfaces"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--measure", action="store_true", help="learn without some programs, measure on them, write nothing"
    )
    options = parser.parse_args()
    given = [*labels(options.wheels), *short_pairs(options.shared / "parallel" / "train.tsv.xz")]
    learnt = {label[1:] for label in given if label[0] not in UNSEEN}
    found = list(samples(given, random.Random(options.seed)))
    numbers, rows = [], []
    for first in range(0, len(found), 256):
        own, part = measured([s[2:] for s in found[first : first + 256]], make_linker(bundled()))
        numbers += [first + n for n in own]
        rows.append(part)
    found, table = [found[n] for n in numbers], np.concatenate(rows)
    unseen = np.array([s.program in UNSEEN and (s.kind != "true" or s[2:] not in learnt) for s in found])
    use = np.array([not options.measure or s.program not in UNSEEN for s in found])
    wrong = np.array([s.kind != "true" for s in found], np.float32)
    weight = np.array([OF_TEXT if s.program.startswith("text:") else OF_PROGRAM for s in found]) / (1 + 2 * wrong)
    forest = learn(table[use], wrong[use], weight[use].astype(np.float32), options.seed)
    if options.measure:
        measure(forest, [s for s, own in zip(found, unseen, strict=True) if own], table[unseen])
    else:
        arrays: dict[str, Any] = {k: np.asarray(v) for k, v in vars(forest).items()}
        np.savez_compressed(PATH, **arrays)
        print(f"{PATH}: {len(forest.roots)} trees, {len(forest.value)} nodes, learnt from {int(use.sum())} pairs")


if __name__ == "__main__":
    main()
