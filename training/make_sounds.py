"""Learn how Chinese characters sound in English names: P(letters | syllable) from pairs of names, by EM.

    python -m training.make_sounds [--rounds 6]

Reads align/data/built/{names,pinyin}.txt (see make_names.py) and writes align/data/built/sounds.txt: a syllable and the
letter strings it stands for, with -10 ln P. The model is the joint n-gram-free channel of Knight and Graehl (1998):
every syllable emits 0 to 5 letters, independent of its neighbours.
"""

from __future__ import annotations

import argparse
import collections
import math
from pathlib import Path

from align.names.pinyin import fold, readings
from align.names.recognition import listed

HERE = Path(__file__).parent
DATA = HERE.parent / "align" / "data" / "built"
LONGEST = 5  # letters a syllable may emit
Table = dict[str, dict[str, float]]


def pairs() -> list[tuple[tuple[str, ...], str]]:
    """(syllables, letters) of names of one English word each."""
    out = []
    for zh, ens in listed().items():
        if not 2 <= len(zh) <= 7 or "·" in zh:
            continue
        syllables = tuple((readings(c) or ("?",))[0] for c in zh)
        for en in ens.split(";"):
            word = fold(en)
            if en.count(" ") == 0 and len(zh) <= len(word) + 1 <= len(zh) * 4 + 3:
                out.append((syllables, word))
    return out


def expect(data: list[tuple[tuple[str, ...], str]], table: Table | None) -> tuple[Table, float]:
    """One round of EM: expected counts of (syllable, letters), and the mean log likelihood."""
    counts: Table = collections.defaultdict(lambda: collections.defaultdict(float))
    total, used = 0.0, 0
    for syllables, word in data:
        k, size = len(syllables), len(word)
        emit = [
            {(i, j): (table[s].get(word[i:j], 1e-7) if table else 0.05 ** abs(j - i - len(s) * 0.8) + 1e-6)
             for i in range(size + 1) for j in range(i, min(i + LONGEST, size) + 1)}
            for s in syllables
        ]  # fmt: skip
        ahead = [[0.0] * (size + 1) for _ in range(k + 1)]
        ahead[0][0] = 1.0
        for n in range(k):
            for (i, j), p in emit[n].items():
                ahead[n + 1][j] += ahead[n][i] * p
        z = ahead[k][size]
        if z <= 0:
            continue
        total, used = total + math.log(z), used + 1
        behind = [[0.0] * (size + 1) for _ in range(k + 1)]
        behind[k][size] = 1.0
        for n in range(k - 1, -1, -1):
            for (i, j), p in emit[n].items():
                gain = p * behind[n + 1][j]
                behind[n][i] += gain
                weight = ahead[n][i] * gain / z
                if weight > 1e-4:
                    counts[syllables[n]][word[i:j]] += weight
    return counts, total / max(used, 1)


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--limit", type=int, default=16000, help="pairs, evenly drawn")
    given = options.parse_args()
    data = pairs()
    data = data[:: max(1, len(data) // given.limit)]
    table: Table | None = None
    for number in range(given.rounds):
        counts, fit = expect(data, table)
        table = {
            s: {c: n / sum(by.values()) for c, n in by.items()} for s, by in counts.items() if sum(by.values()) > 2
        }
        table = collections.defaultdict(dict, table)
        print(f"round {number + 1}: {len(data):,} pairs, mean log likelihood {fit:.3f}", flush=True)
    assert table
    lines = []
    for syllable, by in sorted(table.items()):
        kept = sorted(((p, c) for c, p in by.items() if p >= 0.002), reverse=True)
        if kept:
            lines.append(syllable + "\t" + " ".join(f"{c or '-'}:{round(-10 * math.log(p))}" for p, c in kept))
    (DATA / "sounds.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"sounds.txt: {len(lines)} syllables")


if __name__ == "__main__":
    main()
