"""File common words and names as the tree by which Chinese is cut (align/text/batch_segmenter.py).

    python -m training.lattice

Reads align/data/built/{words,foreign,places,names,famous}.txt (see make_names.py) and writes segmenter.npz there.
Running it twice gives the same bytes.
"""

from __future__ import annotations

import collections

import numpy as np
from numpy.typing import NDArray

from align.text.batch_segmenter import PATH

DATA = PATH.parent


def entries() -> dict[str, int]:
    """Words and their codes; a name that is also a common word is a name, a famous one above all."""
    out: dict[str, int] = {}
    for line in (DATA / "words.txt").read_text(encoding="utf-8").splitlines():
        for part in line.split("\t")[1:]:
            level, *words = part.split(" ")
            out.update(dict.fromkeys(words, int(level)))
    famous, known, obscure = (DATA / "places.txt").read_text(encoding="utf-8").split("\n")[:3]
    names = (DATA / "names.txt").read_text(encoding="utf-8").splitlines()
    major = (DATA / "famous.txt").read_text(encoding="utf-8").strip()
    listed = " ".join(line.partition("\t")[0] for line in names)
    lists = {41: obscure, 42: known, 43: famous, 44: listed, 45: major}
    out.update(dict.fromkeys((DATA / "foreign.txt").read_text(encoding="utf-8").split(), 40))
    for code, own in lists.items():
        out.update(dict.fromkeys(own.split(" "), code))
    return out


def tables(entries: dict[str, int]) -> dict[str, NDArray[np.generic]]:
    """The arrays of a double-array tree (Aoe 1989), from words and their codes: see align.text.batch_segmenter."""
    often = collections.Counter(char for word in entries for char in word)
    number = {char: place for place, char in enumerate(sorted(often, key=lambda c: (-often[c], c)), 1)}
    below: dict[str, list[str]] = collections.defaultdict(list)
    for head in {word[:size] for word in entries for size in range(2, len(word) + 1)}:
        below[head[:-1]].append(head)
    node = dict(number)
    width = len(number) + 1
    free = np.ones(8 * width + 2 * sum(map(len, below.values())), bool)
    free[:width] = False  # 0, and the characters themselves
    base, above, codes = (np.zeros(len(free), kind) for kind in (np.int32, np.int32, np.uint8))
    above[:width] = -1  # nothing leads to these
    places: dict[str, int] = {}
    tried: dict[int, int] = {}  # size of a family -> where the last one of that size found its place
    for head in sorted(below, key=lambda h: (-len(below[h]), h)):  # the largest families first: they fit worst
        steps = np.sort([number[child[-1]] for child in below[head]])
        start = tried.get(len(steps), width)  # of the first child
        while True:
            tries = start + np.flatnonzero(free[start : start + 512]) - steps[0]
            fits = free[np.maximum(tries, 0)[:, None] + steps].all(axis=1) & (tries >= 0)
            found = tries[fits]
            if len(found):
                break
            start += 512
        tried[len(steps)] = start
        free[found[0] + steps] = False
        places[head] = found[0]
    for head, at in places.items():  # from here on every child has its number
        node.update((child, at + number[child[-1]]) for child in below[head])
    for head, at in places.items():
        base[node[head]] = at
        above[[node[child] for child in below[head]]] = node[head]
    for word, code in entries.items():
        codes[node[word]] = code
    size = int(np.flatnonzero(~free)[-1]) + 1
    end = max(places.values()) + width  # a step from any node stays within
    letters = np.array([ord(char) for char in number], np.uint32)
    print(f"{len(node)} nodes in {size} places")
    return {"letters": letters, "base": base[:size], "above": above[: max(size, end)], "codes": codes[:size]}


if __name__ == "__main__":
    np.savez(PATH, allow_pickle=False, **tables(entries()))
    print(f"{PATH.name}: {len(entries())} words, {PATH.stat().st_size} bytes")
