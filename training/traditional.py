"""Traditional -> Simplified, character by character, from the two spellings of CC-CEDICT's entries (facts).

    python -m training.traditional --data ../shared

Writes align/data/built/traditional.txt: two lines of equal length. A character is taken over where one Simplified form
has at least nine tenths of its entries, so that every text keeps its length and its offsets.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).parent.parent / "align" / "data" / "built" / "traditional.txt"


def table(lines: list[str]) -> dict[str, str]:
    """Traditional character -> Simplified one, where they differ."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if not line.startswith("#"):
            traditional, simplified = line.split(" ", 2)[:2]
            if len(traditional) == len(simplified):
                for a, b in zip(traditional, simplified, strict=True):
                    seen[a][b] += 1
    out = {}
    for char, forms in sorted(seen.items()):
        best, count = forms.most_common(1)[0]
        if best != char and len(best) == 1 and count >= 0.9 * forms.total():
            out[char] = best
    return out


def main() -> None:
    """Build the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    pairs = table((args.data / "lexicon" / "cedict_ts.u8").read_text(encoding="utf-8").splitlines())
    OUT.write_text("".join(pairs) + "\n" + "".join(pairs.values()) + "\n", encoding="utf-8")
    print(f"{len(pairs)} characters, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
