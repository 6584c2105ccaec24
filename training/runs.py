"""Train the judges of align/evidence/span_classifier.py: is a stretch of words really left out, is it really put in?

    python -m training.runs --shared ../shared

Good pairs are human references (ne-wmt22, ntrex, the human translations of the WMT sets without a marked fault of
accuracy, web novels, commonmt) and machine translations without any error (scores-wmt22gen); sources that occur in the
contrast sets (hwtsc, demetr) are left out, and so are the machine translations of mqm-wmt20 and mqm-wmt23sxs, on which
the checks are measured. Verbs, words and phrases are taken out, and words are put in where the fluency model objects
least. A stretch of suspicious words in a good pair is a false alarm, one that the damage caused is a find. Words that
can go without a trace in the English count little: translators leave out what is understood. The file written holds
the two networks and, by token, the kind of a Chinese word and the uses of an English one. Needs torch and jieba.
"""

from __future__ import annotations

import argparse
import collections
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch

from align.embed import bundled
from align.evidence import coverage as E
from align.evidence import span_classifier as R
from align.evidence.fluency import slips
from align.evidence.links import make_linker
from align.evidence.weigh import weighed
from align.records import Alignment, Linker
from align.text.english import function_words
from training.broken_english import WORD, corrupt_delete, corrupt_insert, verb_forms
from training.corpus import objects
from training.evidence import modifiers, vocabulary

LEAST = {"source": 0.25, "target": 0.25}  # evidence of a stretch that is worth a second thought
TRACE, FAINT = -2.2, 0.2  # logit of the hole that leaves a trace; weight of what leaves none
MODAL = frozenset("to can will would could may might shall should must cannot not".split())
ARTICLE = frozenset("a an the of his her its their this that my our your".split())
PRONOUN = frozenset("he she it they we i you who which".split())
TRIES = 5
Row = tuple[np.ndarray, int, str]  # features, label, kind
Item = tuple[str, str, str, str, tuple[int, int] | None, str]  # group, source, target, damage, span, whole target


def load(shared: Path, name: str) -> list[dict[str, Any]]:
    """One of the development sets."""
    return objects(shared / f"eval/dev/{name}.jsonl")


def segments(shared: Path) -> list[tuple[str, str, str]]:
    """(kind, source, target) of good pairs."""
    rng, out = random.Random(2), set()
    closed = {r["source"] for name in ("hwtsc-zh", "demetr-zh") for r in load(shared, name)}
    flawless = collections.defaultdict(set)
    for r in load(shared, "scores-wmt22gen"):
        if r["mqm_score"] == 0:
            flawless[r["source"]].add(r["target"])
    for source, found in sorted(flawless.items()):
        out |= {("machine", source, t) for t in rng.sample(sorted(found), min(5, len(found)))}
    for r in load(shared, "ne-wmt22"):
        out |= {("human", r["source"], r[k]) for k in ("reference", "reference2") if isinstance(r.get(k), str)}
    for name in ("mqm-wmt20", "mqm-wmt21news", "mqm-bio"):
        for r in load(shared, name):
            if r.get("human") and not any("ccuracy" in e["category"] for e in r["errors"]):
                out.add(("human", r["source"], r["target"]))
    out |= {("novel", r["source"], r["reference"]) for r in load(shared, "term-wmt23") if r.get("reference")}
    out |= {("short", r["source"], r["reference"]) for r in load(shared, "commonmt-zh") if r.get("reference")}
    with open(shared / "parallel/ntrex.tsv", encoding="utf-8") as f:
        for line in list(f)[::2]:
            chinese, english = line.rstrip("\n").split("\t")[:2]
            out.add(("human", chinese, english))
    return sorted(s for s in out if len(s[1]) >= 8 and s[2] and s[1] not in closed)


def prose(shared: Path) -> list[str]:
    """English sentences to count words in."""
    rng, out = random.Random(3), []
    share = {"general": 0.8, "business": 0.8, "tech": 0.1}
    with lzma.open(shared / "parallel/train.tsv.xz", "rt", encoding="utf-8") as f:
        for line in f:
            _, group, _, _, english = line.rstrip("\n").split("\t")[:5]
            if rng.random() < share.get(group, 0):
                out.append(english)
    return out


def without_verb(target: str, verbs: frozenset[str], rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    """Target without one of its verbs, and the span that went."""
    words = list(WORD.finditer(target))
    spots = [m for m in words if m.group() in verbs and m.group() not in function_words("empty_en")]
    if len(words) < 6 or not spots:
        return None
    a, b = rng.choice(spots).span()
    return f"{target[:a].rstrip()} {target[b:].lstrip()}".strip(), (a, b)


def fitting(target: str, pool: list[str], rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    """Target with a word put in where the fluency model objects least among some tries."""
    best = None
    for _ in range(TRIES):
        tried = corrupt_insert(target, pool, rng)
        if tried is None:
            return None
        read = slips(tried[0])
        at = next((k for k, span in enumerate(read.spans) if span[0] == tried[1][0]), None)
        if at is not None and len(tried[0]) > len(target):
            badness = float(read.wrong[at] + read.missing[at])
            if best is None or badness < best[0]:
                best = badness, tried
    return best[1] if best else None


def damaged(found: list[tuple[str, str, str]], english: list[str]) -> Iterator[Item]:
    """Every pair as it is, then damaged in several ways."""
    rng = random.Random(5)
    degree = modifiers(english)
    verbs = verb_forms([[m.group() for m in WORD.finditer(s)] for s in english])
    counts = collections.Counter(w for s in english for w in re.findall(r"[a-z]{4,}", s))
    plain = [w for w, n in counts.items() if n >= 15 and w not in function_words("empty_en") and degree.get(w, 0) < 0.3]
    describing = [
        w for w, n in counts.items() if n >= 12 and w not in function_words("empty_en") and degree.get(w, 0) >= 0.5
    ]
    for kind, source, target in found:
        yield kind, source, target, "", None, target
        if kind in ("novel", "short") and rng.random() < 0.7:
            continue
        for _ in range(3):
            for name, cut in (("cut", without_verb(target, verbs, rng)), ("cut", corrupt_delete(target, rng))):
                if cut:
                    yield kind, source, cut[0], name, cut[1], target
        for pool in (describing, plain):
            put = fitting(target, pool, rng)
            if put:
                yield kind, source, put[0], "put", put[1], target


def lost_tokens(before: E.Coverage, after: E.Coverage, span: tuple[int, int]) -> np.ndarray:
    """Source tokens whose counterpart was taken out."""
    gone = (before.links.target.starts >= span[0]) & (before.links.target.ends <= span[1])
    was, best = before.links.similarity.max(1), before.links.similarity.argmax(1)
    lost: np.ndarray = gone[best] & (was > 0.3) & (after.links.similarity.max(1) < was - 0.08) & after.source_judged
    return lost


def rows(items: list[Item], linker: Linker) -> dict[str, list[Row]]:
    """(features, label, kind) of suspicious stretches of both sides."""
    out: dict[str, list[Row]] = {"source": [], "target": []}
    whole: dict[tuple[str, str], E.Coverage] = {}
    for at in range(0, len(items), 2000):
        part = items[at : at + 2000]
        for kind, source, target, damage, span, original in part:
            alignment = replace(Alignment.of_pair(source, target), linker=linker)
            coverage = weighed(alignment).pairs()[0].evidence.coverage
            if coverage is None:
                continue
            if not damage:
                whole = {(source, original): coverage}
            before = whole.get((source, original))
            if damage != "put" and kind != "novel" and before is not None:
                lost = lost_tokens(before, coverage, span) if span else None
                _source_rows(out["source"], coverage, lost, kind)
            if damage != "cut":
                _target_rows(out["target"], coverage, span, kind)
    return out


def _source_rows(out: list[Row], coverage: E.Coverage, lost: np.ndarray | None, kind: str) -> None:
    for first, last, sure in coverage.uncovered_suspects.spans(LEAST["source"]):
        inside = first + np.flatnonzero(coverage.source_judged[first : last + 1])
        top = inside[coverage.uncovered[inside].argmax()]
        if lost is None or lost[top]:
            out.append((R.source_features(coverage, first, last, sure), int(lost is not None), kind))


def _target_rows(out: list[Row], coverage: E.Coverage, span: tuple[int, int] | None, kind: str) -> None:
    tokens = coverage.links.target
    for first, last, sure in coverage.unsupported_suspects.spans(LEAST["target"]):
        if span is None or (tokens.starts[first] < span[1] and span[0] < tokens.ends[last]):
            out.append((R.target_features(coverage, first, last, sure), int(span is not None), kind))


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, hidden: int, epochs: int) -> dict[str, np.ndarray]:
    """Four n-hidden-1 networks, their logits averaged: one network of four times the width."""
    mean, scale = x.mean(0), 1 / (x.std(0) + 1e-2)
    data = torch.from_numpy(((x - mean) * scale).astype(np.float32)).clamp(-R.LIMIT, R.LIMIT)
    labels, weights = torch.from_numpy(y.astype(np.float32)), torch.from_numpy(weight.astype(np.float32))
    nets = []
    for seed in range(4):
        torch.manual_seed(seed)
        net = torch.nn.Sequential(
            torch.nn.Linear(x.shape[1], hidden), torch.nn.ReLU(), torch.nn.Dropout(0.2), torch.nn.Linear(hidden, 1)
        )
        optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.1)
        for epoch in range(epochs):
            for group in optimizer.param_groups:
                group["lr"] = 3e-3 * (1 - epoch / epochs)
            for part in torch.randperm(len(data)).split(512):
                loss = torch.nn.functional.binary_cross_entropy_with_logits(
                    net(data[part])[:, 0], labels[part], weight=weights[part]
                )
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
        nets.append(net)
    return {
        "mean": mean.astype(np.float32), "scale": scale.astype(np.float32),
        "hidden": np.concatenate([n[0].weight.detach().numpy().T for n in nets], 1),
        "hidden_bias": np.concatenate([n[0].bias.detach().numpy() for n in nets]),
        "out": np.concatenate([n[3].weight.detach().numpy()[0] for n in nets]) / len(nets),
        "out_bias": np.float32(np.mean([n[3].bias.detach().numpy()[0] for n in nets])),
    }  # fmt: skip


def kinds(words: list[str]) -> np.ndarray:
    """Kind of each token as a Chinese word: 0 none, 1 unknown, 2 name, 3 noun, 4 noun or verb, 5 verb, 6 adjective,
    7 adverb, 8 numeral or pronoun, 9 idiom, 10 other."""
    import jieba.posseg

    jieba.posseg.dt.initialize()
    tags = jieba.posseg.dt.word_tag_tab
    by_letter = {"n": 3, "v": 5, "a": 6, "z": 6, "b": 6, "d": 7, "m": 8, "q": 8, "r": 8, "t": 8, "i": 9, "l": 9}
    names = ("nr", "ns", "nt", "nz", "nrt", "nrfg")

    def kind(word: str) -> int:
        tag = tags.get(word, "")
        if not tag:
            return int(bool(re.fullmatch("[\u4e00-\u9fff]+", word)))
        return 2 if tag in names else 4 if tag == "vn" else by_letter.get(tag[0], 10)

    return np.array([kind(w) for w in words], np.uint8)


def uses(words: list[str], english: list[str]) -> np.ndarray:
    """0..255, shares of each token as an English word: after "to" and modals, after articles and the like, after
    pronouns, after words of degree."""
    seen: collections.Counter[str] = collections.Counter()
    after = [collections.Counter[str]() for _ in range(3)]
    for sentence in english:
        found = re.findall(r"[a-z]+", sentence.lower())
        seen.update(found)
        for a, b in pairwise(found):
            for group, counter in zip((MODAL, ARTICLE, PRONOUN), after, strict=True):
                counter[b] += a in group
    degree = modifiers(english)
    table = np.zeros((len(words), R.USES), np.float32)
    for number, word in enumerate(words):
        low = word.lower()
        if low.isascii() and low.isalpha() and seen[low]:
            table[number] = *(c[low] / (seen[low] + 3) for c in after), degree.get(low, 0)
    return np.round(table * 255).astype(np.uint8)


def main() -> None:
    """Count, damage, train, write."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--out", type=Path, default=R.PATH)
    o = p.parse_args()
    torch.set_num_threads(1)
    encoder = bundled()
    english, found = prose(o.shared), segments(o.shared)
    words = vocabulary(len(np.load(E.PATH)["usual"]))
    arrays: dict[str, Any] = {"kinds": kinds(words), "uses": uses(words, english)}
    R._data.cache_clear()
    R._data = lambda: R._Data(arrays["kinds"], arrays["uses"], None, None)  # type: ignore[assignment, arg-type]
    items = list(damaged(found, english + [t for _, _, t in found]))
    print(len(found), "good pairs", len(items), "with the damaged ones", flush=True)
    made = rows(items, make_linker(encoder))
    for side, hidden, epochs in (("source", 16, 10), ("target", 32, 30)):
        x = np.stack([r[0] for r in made[side]])
        y = np.array([r[1] for r in made[side]])
        traced = x[:, 19 + R.WORD_KINDS] > TRACE if side == "source" else np.ones(len(y), bool)
        net = fit(x, y, np.where((y == 1) & ~traced, FAINT, 1.0), hidden, epochs)
        arrays |= {f"{side}_{k}": v for k, v in net.items()}
        print(side, len(y), "stretches,", int(y.sum()), "of them made", flush=True)
    np.savez_compressed(o.out, encoder=np.array(encoder.fingerprint), **arrays)


if __name__ == "__main__":
    main()
