"""Is machine translation told from the work of people, where the weights have not seen the set?

    python -m benchmarks.manner [--shared ../shared] [--output FILE.md]

For each set that raters marked, for NTREX, for each family of published texts and for parallel text, the weights are
learnt on all the others (training/reader/translator.py; half A by document) and the mean probability that a machine
translated a text is printed, for texts of a machine and for those of people, with the area under the curve: by document
and for texts that are mixed out of 60 or 200 pairs of one translator.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from align.evidence.reader.table import chance
from align.records import Links
from training.reader import translator
from training.reader.translator import MIXED, Text


def family(text: Text) -> str:
    """What is left out together: a set, all reports of a government, all comics, all parallel text."""
    if text.kind == "parallel":
        return "parallel text"
    return text.group.rstrip("0123456789").partition("-")[0] if text.kind == "published" else text.group


def table(texts: Sequence[Text], links: Sequence[Sequence[Links | None]]) -> list[str]:
    """A line for each family and size."""
    lines = ["| left out | texts | of machines | of people | area under the curve |", "|---|---|---|---|---|"]
    for name in dict.fromkeys(map(family, texts)):
        inside = [n for n, text in enumerate(texts) if family(text) == name]
        rest = [n for n, text in enumerate(texts) if family(text) != name]
        made = translator.weights([texts[n] for n in rest], [links[n] for n in rest])
        for size, some in _sizes(texts, inside).items():
            found = np.array([chance(translator.log_odds(made, texts[n], links[n])) for n in some])
            machine = np.array([texts[n].machine for n in some])
            cells = [f"{found[own].mean():.2f} ({own.sum()})" if own.any() else "–" for own in (machine, ~machine)]
            area = f"{roc_auc_score(machine, found):.2f}" if 0 < machine.sum() < len(machine) else "–"
            lines.append(f"| {name} | {size} | {cells[0]} | {cells[1]} | {area} |")
    return lines


def _sizes(texts: Sequence[Text], inside: Sequence[int]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for n in inside:
        count = len(texts[n].pairs)
        mixed = texts[n].kind == "set" and count in MIXED
        out.setdefault(f"{count} mixed" if mixed else "running", []).append(n)
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    texts = list(translator.texts(options.shared))
    text = "\n".join(table(texts, translator.linked(texts)))
    print(text)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
