"""Train the English fluency model of align/evidence/fluency.py: where is a word missing, which word is out of place?

    python -m training.fluency --shared ../shared --width 64 --out teacher.npz [--epochs 4] [--minutes 15]
    python -m training.fluency --shared ../shared --teacher teacher.npz --epochs 60 --minutes 38 --rate 3e-3

The second line makes align/data/built/fluency.npz. A stack of dilated convolutions over word vectors (about ±15 words
of context) that learns from broken copies of good sentences (the idea of ELECTRA, Clark et al. 2020, and GECToR,
Omelianchuk et al. 2020): a word or phrase is taken out, put in, doubled, swapped, replaced by a word of the same family
or by another function word, or the sentence is shuffled; the model says for each word how likely something is missing
before it and how likely it does not belong.
A wide model learns from the labels alone; the narrow one that is bundled learns from the labels and from what the wide
one says, half and half (distillation: Hinton, Vinyals and Dean 2015).
Data: the English side of parallel/train.tsv.xz (general prose three times, law and software thinned) and ntrex.tsv;
nothing of eval/ or gold/. Needs torch; the trained model needs numpy alone.
"""

from __future__ import annotations

import argparse
import collections
import lzma
import math
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import numpy as np
import torch
from torch import nn

from align.evidence import fluency as runtime
from training.broken_english import Breaker, verb_forms

SHARE = {"law_gov": 0.12, "tech": 0.30, "business": 0.8, "general": 3.0}
WORDS, BUCKETS, VECTOR, WIDTH = 16000, 2048, 64, 40
DILATIONS = (1, 2, 4, 8)
MAX = 48

BATCH, CHUNK = 256, 25_600  # sentences that are learnt from at once, and that are ordered by length together
Data = list[list[str]]  # sentences in words


def sentences(shared: Path, seed: int = 3) -> list[list[str]]:
    """Tokenised English sentences, sampled by group."""
    rng = random.Random(seed)
    out = []
    with lzma.open(shared / "parallel/train.tsv.xz", "rt", encoding="utf-8") as f:
        for line in f:
            _, group, score, _, english = line.rstrip("\n").split("\t")[:5]
            if float(score) < 0.3:
                continue
            share = SHARE[group]
            copies = int(share) + (rng.random() < share % 1)
            if copies and plain(english):
                out += [english] * copies
    with open(shared / "parallel/ntrex.tsv", encoding="utf-8") as f:
        out += [line.rstrip("\n").split("\t")[1] for line in f] * 6
    rng.shuffle(out)
    return [w for w in ([m.group() for m in runtime.WORD.finditer(s)] for s in out) if 4 <= len(w) <= MAX]


def plain(text: str) -> bool:
    """Prose rather than code: ends like a sentence, little that is neither letter nor space."""
    letters = sum(c.isalpha() or c in " ,.'’-" for c in text)
    return text[:1].isalpha() and text.rstrip()[-1:] in '.!?"”’)' and letters >= 0.9 * len(text) and "_" not in text


class Net(nn.Module):
    """Word + shape vectors, dilated convolutions with shortcuts, two logits a word. The first convolution brings the
    vectors to the width of the others."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width
        self.words = nn.Embedding(1 + WORDS + BUCKETS, VECTOR, padding_idx=0)
        self.shapes = nn.Embedding(len(runtime.SHAPES) + 1, VECTOR, padding_idx=0)
        nn.init.normal_(self.words.weight, 0, 0.3)
        nn.init.normal_(self.shapes.weight, 0, 0.3)
        self.short = nn.Linear(VECTOR, width, bias=False)
        sizes = [VECTOR] + [width] * (len(DILATIONS) - 1)
        self.layers = nn.ModuleList(
            nn.Conv1d(size, width, 3, dilation=d, padding=d) for size, d in zip(sizes, DILATIONS, strict=True)
        )
        self.hidden = nn.Linear(2 * width, width)
        self.out = nn.Linear(width, 2)

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        """(b, n) word and shape numbers, 0 = padding -> (b, n, 2) logits: missing before, wrong."""
        keep = (ids > 0).unsqueeze(1).float()
        vectors = self.words(ids) + self.shapes(shapes)
        x, way = vectors.transpose(1, 2) * keep, self.short(vectors).transpose(1, 2)
        for layer in self.layers:
            x = (way + torch.relu(layer(x))) * keep
            way = x
        before = torch.nn.functional.pad(x, (1, 0))[:, :, :-1]
        both = torch.cat([before, x], 1).transpose(1, 2)
        return self.out(torch.relu(self.hidden(both)))


def batches(data: Data, breaker: Breaker, index: Any, rng: random.Random) -> Iterator[Any]:
    """Broken copies in batches of like length."""
    order = sorted(range(len(data)), key=lambda i: len(data[i]) + 4 * rng.random())
    groups = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    for group in groups:
        rows = [breaker(data[i]) for i in group]
        n = max(len(r[0]) for r in rows)
        ids, shapes = np.zeros((len(rows), n), np.int64), np.zeros((len(rows), n), np.int64)
        labels, mask = np.zeros((len(rows), n, 2), np.float32), np.zeros((len(rows), n), np.float32)
        for r, (words, missing, wrong) in enumerate(rows):
            k = len(words)
            ids[r, :k], shapes[r, :k] = runtime.numbers(words, index, BUCKETS)
            labels[r, :k, 0], labels[r, :k, 1], mask[r, :k] = missing, wrong, 1
        yield ids, shapes, labels, mask


def chunks(data: Data, breaker: Breaker, index: Any, total: int) -> Iterator[tuple[float, Any]]:
    """Batches until ``total`` sentences were seen, each with the share that has been seen before its chunk."""
    rng, seen = random.Random(11), 0
    while seen < total:
        at = seen % len(data)
        for batch in batches(data[at : at + CHUNK], breaker, index, rng):
            yield seen / total, batch
        seen += min(CHUNK, len(data) - at)


def ahead(made: Iterator[Any]) -> Iterator[Any]:
    """The same items, made by a process of their own (a fork: it has the data) while the last one is worked on."""
    context = multiprocessing.get_context("fork")
    queue = context.Queue(64)

    def fill() -> None:
        for item in made:
            queue.put(item)
        queue.put(None)

    process = context.Process(target=fill, daemon=True)
    process.start()
    try:
        while True:
            try:
                item = queue.get(timeout=5)
            except Empty:
                if process.is_alive():
                    continue
                raise RuntimeError(f"what makes the batches ended with {process.exitcode}") from None
            if item is None:
                return
            yield item
    finally:
        process.terminate()


def train(
    net: Net,
    teacher: Net | None,
    made: Iterator[tuple[float, Any]],
    minutes: float,
    rate: float,
    keep: Callable[[], None],
) -> None:
    """Adam with warm-up and cosine decay over the sentences or the time given, whichever ends first; ``keep`` is called
    every 5,000 steps."""
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    start, losses = time.time(), []
    for step, (done, batch) in enumerate(made, 1):
        ids, shapes, labels, mask = map(torch.from_numpy, batch)
        progress = min(1, max(done, (time.time() - start) / (minutes * 60)))
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, step / 300) * 0.5 * (1 + math.cos(math.pi * progress)) + 1e-5
        if teacher is not None:
            with torch.no_grad():
                labels = 0.5 * labels + 0.5 * torch.sigmoid(teacher(ids, shapes))
        logits = net(ids, shapes)
        loss = nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="none").sum(-1)
        loss = (loss * mask).sum() / mask.sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if step % 100 == 0:
            print(step, f"{np.mean(losses[-100:]):.4f} {progress:.2f} {time.time() - start:.0f}s", flush=True)
        if step % 5000 == 0:
            keep()


def load(path: Path, words: list[str]) -> Net:
    """An earlier model of the same words."""
    d = np.load(path)
    if bytes(d["words"]).decode() != "\n".join(words):
        raise SystemExit(f"{path}: has another list of words: train it on the same data")
    net = Net(d["short"].shape[1])
    with torch.no_grad():
        net.words.weight.copy_(torch.from_numpy(d["table"] * d["scale"][:, None]))
        net.shapes.weight.copy_(torch.from_numpy(d["shapes"]))
        net.short.weight.copy_(torch.from_numpy(d["short"].T))
        net.hidden.weight.copy_(torch.from_numpy(d["hidden"].T))
        net.hidden.bias.copy_(torch.from_numpy(d["hidden_bias"]))
        net.out.weight.copy_(torch.from_numpy(d["out"].T))
        net.out.bias.copy_(torch.from_numpy(d["out_bias"]))
        kernels = [d["first"], *d["layers"]]
        for layer, kernel, bias in zip(net.layers, kernels, d["biases"], strict=True):
            layer.weight.copy_(torch.from_numpy(kernel.reshape(3, -1, net.width).transpose(2, 1, 0)))
            layer.bias.copy_(torch.from_numpy(bias))
    return net


def save(net: Net, words: list[str], path: Path) -> None:
    """int8 word vectors with a scale a row; the layers as they are."""
    table = net.words.weight.detach().numpy()
    scale = np.abs(table).max(1) / 127 + 1e-9
    kernels = [c.weight.detach().permute(2, 1, 0).reshape(-1, net.width).numpy() for c in net.layers]
    arrays = {
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "table": np.round(table / scale[:, None]).astype(np.int8),
        "scale": scale.astype(np.float32),
        "shapes": net.shapes.weight.detach().numpy().astype(np.float32),
        "short": net.short.weight.detach().numpy().T.astype(np.float32),
        "first": kernels[0],
        "hidden": net.hidden.weight.detach().numpy().T.astype(np.float32),
        "hidden_bias": net.hidden.bias.detach().numpy(),
        "out": net.out.weight.detach().numpy().T.astype(np.float32),
        "out_bias": net.out.bias.detach().numpy(),
        "layers": np.stack(kernels[1:]),
        "biases": np.stack([c.bias.detach().numpy() for c in net.layers]),
        "dilations": np.array(DILATIONS, np.int32),
        "buckets": np.array(BUCKETS, np.int32),
    }
    np.savez(path, **arrays)


def main() -> None:
    """Train and write the model."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--out", type=Path, default=Path("align/data/built/fluency.npz"))
    p.add_argument("--width", type=int, help=f"{WIDTH}, or that of --start")
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--minutes", type=float, default=15)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--teacher", type=Path, help="learn from what this model says as well")
    p.add_argument("--start", type=Path, help="go on from this model (same words)")
    p.add_argument("--threads", type=int, default=1)
    o = p.parse_args()
    if o.start and o.width:
        p.error("--start has a width of its own")
    torch.manual_seed(5)
    torch.set_num_threads(o.threads)
    data = sentences(o.shared)
    counts = collections.Counter(w.lower() for s in data for w in s)
    words = sorted(w for w, _ in counts.most_common(WORDS))
    index = {w: 1 + i for i, w in enumerate(words)}
    print(len(data), "sentences", sum(map(len, data)), "words", flush=True)
    net = load(o.start, words) if o.start else Net(o.width or WIDTH)
    teacher = load(o.teacher, words).eval() if o.teacher else None
    if teacher is not None and not o.start:
        net.words.load_state_dict(teacher.words.state_dict())
        net.shapes.load_state_dict(teacher.shapes.state_dict())
    made = chunks(data, Breaker(counts, verb_forms(data), 7), index, o.epochs * len(data))
    train(net, teacher, ahead(made), o.minutes, o.rate, lambda: save(net, words, o.out))
    save(net, words, o.out)


if __name__ == "__main__":
    main()
