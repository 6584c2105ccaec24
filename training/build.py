"""Build the bundled encoder from parallel text and lexicons.

    python -m training.build --data ../shared --out align/embed/model [--device cuda] [--seed 1]

Stages: read and weight the pairs, choose pieces, start them from what a small English model says of them, learn
sentence vectors, sharpen token vectors, fold and quantise, measure, write the model card. About half an hour on one
quiet core and 6 GB; the same seed gives the same model up to the rounding of floating point.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from training import card, contrast, corpus, evaluate, export, fast, features, interact, prior, vocabulary
from training.table import Table, tokenise


@dataclass(frozen=True)
class Options:
    """What the command line says."""

    data: Path
    out: Path
    device: str
    seed: int
    dimensions: int
    threads: int
    limit: int | None
    quick: bool
    prior: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all stages and write the model."""
    options = Options(**vars(_parser().parse_args(arguments)))
    _prepare(options.threads, options.device)
    say = _Log()
    pairs = corpus.read(options.data, options.limit)
    say(f"{len(pairs):,} pairs, {pairs.rate.sum():,.0f} an epoch")
    sizes = vocabulary.Sizes(2000, 2000, 300, 1500) if options.quick else vocabulary.Sizes()
    tokenizer, variants = vocabulary.build(pairs, options.data, sizes, options.seed)
    pieces = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().get)
    parts = features.build(pieces, vocabulary.readings(options.data))
    say(f"{len(pieces):,} pieces, {len(variants):,} of them variants, {parts.count:,} parts")
    data = contrast.Data(tokenise(tokenizer, pairs.zh), tokenise(tokenizer, pairs.en), *_hashes(pairs))
    table = Table(len(pieces), parts, options.dimensions, options.seed, options.device)
    if options.prior:
        rows, has = prior.vectors(tokenizer.get_vocab(), set(variants), options.data, options.dimensions)
        table.start_from(rows, has, prior.PARTS)
        say(f"{has.mean():.1%} of the pieces start from what MiniLM says of them")
    learn(table, data, pairs, options, say)
    folded = table.folded()
    mark = export.write(options.out, tokenizer, folded, variants)
    held = options.data / "eval" / "dev" / "retrieval-wmt22.tsv"
    figures = evaluate.written(options.out, held) if held.is_file() else {}
    say(f"{mark}: {figures}")
    settings = {"dimensions": options.dimensions, "seed": options.seed, "pairs": len(pairs), "pieces": len(pieces)}
    card.write(options.out, options.data, mark, settings, figures)
    return 0


def learn(table: Table, data: contrast.Data, pairs: corpus.Pairs, options: Options, say: Callable[[str], None]) -> None:
    """Both stages of learning."""
    plan, token_plan = contrast.Plan(), interact.TokenPlan()
    if options.quick:
        plan = contrast.Plan(epochs=2, batch=256, near_from=1, warm_up=5)
        token_plan = interact.TokenPlan(steps=5, batch=16, sentences=128, warm_up=2)
    say(f"sentences: {asdict(plan)}")

    def draw(rng: np.random.Generator) -> np.ndarray:
        return corpus.epoch(pairs, rng)

    recent: list[tuple[float, float]] = []

    def report(epoch: int, step: int, steps: int, loss: float, right: float) -> None:
        recent.append((loss, right))
        if step % 100 == 0 or step == steps:
            loss, right = np.mean(recent[-100:], axis=0)
            say(f"epoch {epoch + 1}, step {step} of {steps}: loss {loss:.4f}, right {right:.4f}")

    contrast.train(table, data, draw, plan, options.seed, report)
    say(f"tokens: {asdict(token_plan)}")
    recent.clear()
    interact.train(table, data, draw, (plan, token_plan), options.seed + 1, report)


def _hashes(pairs: corpus.Pairs) -> tuple[np.ndarray, np.ndarray]:
    numbers: dict[str, int] = {}
    zh, en = (np.asarray([numbers.setdefault(text, len(numbers)) for text in side]) for side in (pairs.zh, pairs.en))
    return zh, en


def _prepare(threads: int, device: str) -> None:
    import numba
    import torch

    torch.set_num_threads(threads)
    numba.set_num_threads(min(threads, numba.config.NUMBA_NUM_THREADS))
    torch.use_deterministic_algorithms(device != "cpu", warn_only=True)
    fast.keep_memory()


class _Log:
    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, line: str) -> None:
        print(f"{time.monotonic() - self._start:7.1f} s  {line}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("ALIGN_SHARED", "../shared"))
    parser.add_argument("--data", type=Path, default=shared, help="folder with parallel/ and lexicon/ (%(default)s)")
    parser.add_argument("--out", type=Path, required=True, help="model folder, e.g. align/embed/model")
    parser.add_argument("--device", default="cpu", help="cpu or cuda (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="(%(default)s)")
    parser.add_argument("--dimensions", type=int, default=320, help="length of a vector (%(default)s)")
    parser.add_argument("--threads", type=int, default=1, help="more only pay on an idle machine (%(default)s)")
    parser.add_argument("--limit", type=int, help="pairs read of each file, for a trial")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: proves the path, makes no good model")
    parser.add_argument("--no-prior", dest="prior", action="store_false", help="start from chance, not from MiniLM")
    return parser


if __name__ == "__main__":
    sys.exit(main())
