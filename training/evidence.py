"""Mine what is usual for each token and train the two small judges of align/evidence/coverage.py.

    python -m training.evidence --shared ../shared [--pairs 150000]

1. usual best similarity and frequency of each token of the bundled encoder, from a sample of parallel/train.tsv.xz and
   ntrex.tsv;
2. a judge for source tokens (was its counterpart taken out?) and one for target tokens (was the word put in or put in
   the place of another?), trained on segments of eval/dev that human raters found free of errors (scores-wmt22gen,
   ne-wmt22), from which words and phrases were taken out, put in and replaced. Nothing of the texts is shipped; the
   file written holds 8-bit token statistics and four small networks. Needs torch.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch

from align.embed import StaticEncoder, bundled
from align.evidence import coverage as E
from align.evidence import features as F
from align.evidence import fluency
from align.evidence.dictionary_support import source_support, target_support
from align.evidence.links import link_many
from align.evidence.spans import SUSPECT
from align.records import Links
from align.text.english import function_words
from align.text.scripts import IDEOGRAPH
from training.broken_english import corrupt_delete, corrupt_insert

NUMERAL = re.compile("^[0-9０-９一二三四五六七八九十百千万亿零〇两第年月日号时分%.,]+$")
EPOCHS = 60
SHARE = {"law_gov": 0.08, "tech": 0.12, "business": 0.4, "general": 1.0}


def parallel(shared: Path, limit: int) -> list[tuple[str, str]]:
    """A sample of true pairs, general prose first."""
    rng, out = random.Random(4), []
    with lzma.open(shared / "parallel/train.tsv.xz", "rt", encoding="utf-8") as f:
        for line in f:
            _, group, score, zh, en = line.rstrip("\n").split("\t")[:5]
            if float(score) >= 0.4 and rng.random() < SHARE[group] and 6 <= len(zh) <= 120:
                out.append((zh, en))
    with open(shared / "parallel/ntrex.tsv", encoding="utf-8") as f:
        out += [(zh, en) for zh, en in (line.rstrip("\n").split("\t")[:2] for line in f)]
    rng.shuffle(out)
    return out[:limit]


def usual(encoder: StaticEncoder, pairs: list[tuple[str, str]], size: int) -> np.ndarray:
    """By token number, 0..255: shrunken mean of best similarities, log count, share of times without a counterpart,
    whether the judges look at it on the two sides, and how much it is used like an adjective or adverb."""
    total, seen = np.zeros(size), np.zeros(size)
    for at in range(0, len(pairs), 2000):
        for links in link_many(encoder, pairs[at : at + 2000]):
            if links.similarity.size:
                np.add.at(total, links.source.ids, links.similarity.max(1))
                np.add.at(seen, links.source.ids, 1)
                np.add.at(total, links.target.ids, links.similarity.max(0))
                np.add.at(seen, links.target.ids, 1)
    mean = total.sum() / seen.sum()
    table = (total + 5 * mean) / (seen + 5)
    low = np.zeros(size)
    for at in range(0, len(pairs), 2000):
        for links in link_many(encoder, pairs[at : at + 2000]):
            if links.similarity.size:
                s, t = links.source.ids, links.target.ids
                np.add.at(low, s, links.similarity.max(1) < 0.55 * table[s])
                np.add.at(low, t, links.similarity.max(0) < 0.55 * table[t])
    alone = (low + 5 * low.sum() / seen.sum()) / (seen + 5)
    words = vocabulary(size)
    flags = [np.array([judged(w) for w in words]) for judged in (judged_source, judged_target)]
    degree = modifiers([en for _, en in pairs])
    stack = np.stack((table, np.log2(seen + 1) / 16, alone, *flags, [degree.get(w, 0.0) for w in words]), 1)
    return np.clip(np.round(stack * 255), 0, 255).astype(np.uint8)


def judged_source(word: str) -> bool:
    """Return whether a Chinese token is judged: content words that are not numerals."""
    return bool(IDEOGRAPH.search(word)) and word not in function_words("empty_zh") and not NUMERAL.match(word)


def judged_target(word: str) -> bool:
    """Return whether an English token is judged: content words of three letters or more."""
    return len(word) > 2 and word.isalpha() and word.isascii() and word.lower() not in function_words("empty_en")


def modifiers(sentences: list[str]) -> dict[str, float]:
    """Word -> 0..1, how much it is used like an adjective or adverb: by its ending, and by how often it follows words
    of degree (very, more, so)."""
    degree = {"very", "more", "most", "less", "too", "so", "quite", "rather", "particularly", "highly", "extremely"}
    seen: collections.Counter[str] = collections.Counter()
    after: collections.Counter[str] = collections.Counter()
    for sentence in sentences:
        words = re.findall(r"[a-z]+", sentence.lower())
        seen.update(words)
        after.update(b for a, b in pairwise(words) if a in degree)
    ending = re.compile(r".{3,}(?:ly|ful|ous|ive|less|able|ible|ish|ical|ic|al|ant|ent)$")
    return {w: min(1.0, 12 * after[w] / n + 0.5 * bool(ending.match(w))) for w, n in seen.items() if n >= 3}


def clean_segments(shared: Path) -> list[tuple[str, str, str]]:
    """(document, source, target) that raters found free of errors, and human references."""
    out = set()
    with open(shared / "eval/dev/scores-wmt22gen.jsonl", encoding="utf-8") as f:
        for r in map(json.loads, f):
            if r["mqm_score"] == 0 and len(r["source"]) >= 8:
                out.add((r["doc"], r["source"], r["target"]))
    with open(shared / "eval/dev/ne-wmt22.jsonl", encoding="utf-8") as f:
        for r in map(json.loads, f):
            for key in ("reference", "reference2"):
                if isinstance(r.get(key), str) and r.get(key):
                    out.add((str(r.get("doc", r["id"])), r["source"], r[key]))
    by_source: dict[str, list[tuple[str, str, str]]] = collections.defaultdict(list)
    for item in sorted(out):
        by_source[item[1]].append(item)
    rng = random.Random(2)
    return [x for group in by_source.values() for x in rng.sample(group, min(8, len(group)))]


@dataclass
class _Side:
    """What a judge learns from: its features besides ``support``, row by row, and labels."""

    support: Callable[[Sequence[Any]], np.ndarray]
    rows: list[np.ndarray] = field(default_factory=list)
    labels: list[np.ndarray] = field(default_factory=list)

    def add(self, table: np.ndarray, texts: tuple[Links, str, str], which: np.ndarray, label: float) -> None:
        at = np.flatnonzero(which)
        if len(at):
            self.rows.append(np.column_stack((table[at], self.support([(*texts, at)]))))
            self.labels.append(np.full(len(at), label))


def samples(
    segments: list[tuple[str, str, str]], encoder: StaticEncoder, table: np.ndarray, pool: list[str], seed: int
) -> list[np.ndarray]:
    """Feature rows and labels for both judges."""
    rng = random.Random(seed)
    broken: list[tuple[str, str, tuple[str, tuple[int, int]] | None, tuple[int, int] | None]] = []
    for _, source, target in segments:
        broken.append((source, target, None, None))
        for _ in range(3):
            less = corrupt_delete(target, rng)
            if less:
                broken.append((source, less[0], (target, less[1]), None))
        added = corrupt_insert(target, pool, rng)
        if added:
            broken.append((source, added[0], None, added[1]))
    ours, theirs = _Side(source_support), _Side(target_support)
    whole = dict(zip(segments, link_many(encoder, [(s, t) for _, s, t in segments]), strict=True))
    original = {(s, t): v for (_, s, t), v in whole.items()}
    for (source, target, cut, put), links in zip(broken, link_many(encoder, [b[:2] for b in broken]), strict=True):
        own = F.measure([(links, target)], fluency.read([target]), table)[0]
        left, right, fs, ft = own.left, own.right, own.source_rows, own.target_rows
        if cut is None and put is None:
            ours.add(fs, (links, source, target), left, 0.0)
            theirs.add(ft, (links, source, target), right, 0.0)
        elif cut:
            before = original[source, cut[0]]
            a, b = cut[1]
            gone = (before.target.starts >= a) & (before.target.ends <= b)
            best = before.similarity.argmax(1)
            was = before.similarity.max(1)
            lost = gone[best] & (was > 0.3) & (links.similarity.max(1) < was - 0.08) & left
            ours.add(fs, (links, source, target), lost, 1.0)
            rest = left & ~gone[best] & (np.random.default_rng(len(ours.rows)).random(len(left)) < 0.2)
            ours.add(fs, (links, source, target), rest, 0.0)
        elif put:
            new = (links.target.starts >= put[0]) & (links.target.ends <= put[1]) & right
            theirs.add(ft, (links, source, target), new, 1.0)
    parts = (ours.rows, ours.labels, theirs.rows, theirs.labels)
    return [np.concatenate(v).astype(np.float32) for v in parts]


def fit(x: np.ndarray, y: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """An n-24-1 network, Adam, full batches of 4,096, weight decay."""
    torch.manual_seed(1)
    mean, scale = x.mean(0), 1 / (x.std(0) + 1e-3)
    net = torch.nn.Sequential(torch.nn.Linear(x.shape[1], 24), torch.nn.ReLU(), torch.nn.Linear(24, 1))
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-3)
    data, labels = torch.from_numpy((x - mean) * scale), torch.from_numpy(y)
    for epoch in range(EPOCHS):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * (1 - epoch / EPOCHS)
        for part in torch.randperm(len(data)).split(4096):
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(data[part])[:, 0], labels[part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        p = torch.sigmoid(net(data)[:, 0]).numpy()
    few, some = (float((p[y == 1] > np.quantile(p[y == 0], q)).mean()) for q in (0.998, 0.99))
    print(f"n {len(y)} positives {int(y.sum())} recall at .2 % of negatives {few:.3f}, at 1 % {some:.3f}", flush=True)
    arrays = {
        "mean": mean.astype(np.float32), "scale": scale.astype(np.float32),
        "hidden": net[0].weight.detach().numpy().T.copy(), "hidden_bias": net[0].bias.detach().numpy(),
        "out": net[2].weight.detach().numpy()[0].copy(), "out_bias": net[2].bias.detach().numpy()[0],
    }  # fmt: skip
    return arrays, p


def main() -> None:
    """Mine, train, write."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--out", type=Path, default=E.PATH)
    p.add_argument("--pairs", type=int, default=150000)
    o = p.parse_args()
    torch.set_num_threads(1)
    encoder = bundled()
    size = tokenizer().get_vocab_size()
    pairs = parallel(o.shared, o.pairs)
    table = usual(encoder, pairs, size)
    print("usual done", len(pairs), flush=True)  # the rest takes as long again
    words = collections.Counter(w for _, en in pairs for w in re.findall(r"[a-z]{4,}", en))
    pool = [w for w, n in words.items() if 15 <= n <= 3000 and w not in function_words("empty_en")]
    degree = modifiers([en for _, en in pairs])
    pool += [w for w in pool if degree.get(w, 0) >= 0.5] * 6  # what is put in without harm to the grammar
    xs, ys, xt, yt = samples(clean_segments(o.shared), encoder, table.astype(np.float32) / 255, pool, 9)
    arrays: dict[str, Any] = {}
    for name, x, y in (("source", xs, ys), ("target", xt, yt)):
        first, odds = fit(x[:, :-1], y)
        arrays |= {f"{name}_{k}": v for k, v in first.items()}
        hard = odds > 0.75 * SUSPECT
        second, _ = fit(x[hard], y[hard])
        arrays |= {f"{name}_second_{k}": v for k, v in second.items()}
    np.savez(o.out, usual=table, encoder=np.array(encoder.fingerprint), **arrays)


def tokenizer() -> Any:
    """The bundled tokenizer."""
    from tokenizers import Tokenizer

    from align.embed import static

    return Tokenizer.from_file(str(Path(static.__file__).parent / "model/tokenizer.json"))


def vocabulary(size: int) -> list[str]:
    """Tokens by number, without marks of word boundaries."""
    names = tokenizer()
    return [(names.id_to_token(i) or "").lstrip("\u2581#") for i in range(size)]


if __name__ == "__main__":
    main()
