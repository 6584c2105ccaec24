"""Build align/data/built/translations.npy: which English stems may render which Chinese words.

    python -m training.lexicon --shared ../shared [--pairs 200000]

Two sources: the glosses of lexicon/lex_pairs.tsv and cedict_ts.u8, and IBM model 1 (Brown et al. 1993) on a
sample of parallel/train.tsv.xz and ntrex.tsv, words of 1-4 characters as the bundled tokenizer cuts them, pairs with a
probability of .04 or more in one direction and .012 in the other that were seen twice. Only hashes
of pairs are written.
"""

from __future__ import annotations

import argparse
import collections
import re
import zlib
from pathlib import Path

import numpy as np

from align.evidence import translations as T
from align.records import TokenEncoder
from align.text.english import function_words

ROUNDS, LEAST = 5, 0.04  # of the model; probability in either direction from which on a rendering is kept
HAN = re.compile("^[\u4e00-\u9fff]{1,4}$")
WORD = re.compile(r"[A-Za-z]{2,}")


def dictionary(shared: Path, common: collections.Counter[str]) -> set[tuple[str, str]]:
    """Pairs of the glosses whose stem is a common English word."""
    out = set()
    with open(shared / "lexicon/lex_pairs.tsv", encoding="utf-8") as f:
        for line in f:
            zh, en, origin = line.rstrip("\n").split("\t")[:3]
            if HAN.match(zh) and "wikidata" not in origin:
                for word in WORD.findall(en):
                    if word.lower() not in function_words("empty_en") and common[T.stem(word)] >= 4:
                        out.add((zh, T.stem(word)))
    gloss = re.compile(r"\[[^\]]*\]|\([^)]*\)|CL:.*")
    with open(shared / "lexicon/cedict_ts.u8", encoding="utf-8") as f:
        for line in f:
            if line[0] != "#":
                zh = line.split(" ", 2)[1]
                if HAN.match(zh):
                    for word in WORD.findall(gloss.sub(" ", line.split("/", 1)[1])):
                        if word.lower() not in function_words("empty_en") and common[T.stem(word)] >= 4:
                            out.add((zh, T.stem(word)))
    return out


def mined(pairs: list[tuple[str, str]], encoder: TokenEncoder) -> set[tuple[str, str]]:
    """IBM model 1 in both directions; pairs probable in either."""
    zh_ids: dict[str, int] = {}
    en_ids: dict[str, int] = {}
    rows: list[tuple[list[int], list[int]]] = []
    for at in range(0, len(pairs), 5000):
        part = pairs[at : at + 5000]
        for (zh, en), tokens in zip(part, encoder.tokens([p[0] for p in part]), strict=True):
            words = {zh[a:b] for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)}
            left = [zh_ids.setdefault(w, len(zh_ids)) for w in sorted(words) if HAN.match(w)]
            stems = {T.stem(w) for w in WORD.findall(en) if w.lower() not in function_words("empty_en")}
            right = [en_ids.setdefault(w, len(en_ids)) for w in sorted(stems)]
            if left and right and len(left) * len(right) < 900:
                rows.append((left, right))
    f = np.concatenate([np.repeat(a, len(b)) for a, b in rows]).astype(np.int64)
    e = np.concatenate([np.tile(b, len(a)) for a, b in rows]).astype(np.int64)
    s = np.repeat(np.arange(len(rows)), [len(a) * len(b) for a, b in rows])
    pair_codes, inverse, counts = np.unique(f * len(en_ids) + e, return_inverse=True, return_counts=True)
    zh, en = pair_codes // len(en_ids), pair_codes % len(en_ids)
    both = []
    for given, size, slot in ((zh, len(zh_ids), s * len(en_ids) + e), (en, len(en_ids), s * len(zh_ids) + f)):
        t = np.ones(len(pair_codes))
        _, slots = np.unique(slot, return_inverse=True)
        for _ in range(ROUNDS):
            p = t[inverse]
            share = p / np.bincount(slots, p)[slots]
            expected = np.bincount(inverse, share, len(pair_codes))
            t = expected / np.bincount(given, expected, size)[given]
        both.append(t)
    # Frequent words explain everything in one direction: a rendering has to be probable in both.
    keep = (np.minimum(*both) >= 0.3 * LEAST) & (np.maximum(*both) >= LEAST) & (counts >= 2)
    zh_words, en_words = list(zh_ids), list(en_ids)
    return {(zh_words[a], en_words[b]) for a, b in zip(zh[keep].tolist(), en[keep].tolist(), strict=True)}


def main() -> None:
    """Collect, hash, write."""
    from align.embed import bundled
    from training.evidence import parallel

    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--out", type=Path, default=T.PATH)
    p.add_argument("--pairs", type=int, default=200000)
    o = p.parse_args()
    pairs = parallel(o.shared, o.pairs)
    common = collections.Counter(T.stem(w) for _, en in pairs for w in WORD.findall(en))
    found = dictionary(o.shared, common)
    print(len(found), "from the dictionary", flush=True)
    more = mined(pairs, bundled())
    print(len(more), "mined,", len(more - found), "of them new", flush=True)
    both = sorted(found | more)
    left = np.array([T.word_code(a) for a, _ in both], np.uint32)
    right = np.array([zlib.crc32(b.encode()) for _, b in both], np.uint32)
    codes = T.mix(left, right)
    np.save(o.out, np.unique(codes))
    print(o.out, len(np.unique(codes)), "pairs")


if __name__ == "__main__":
    main()
