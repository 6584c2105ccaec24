"""Human translations of evaluation sets: professional work that no publisher has read again."""

from __future__ import annotations

from pathlib import Path

from training.corpus import objects

Triple = tuple[str, str, str]  # document, source, target
HUMAN = ("human", "ref")  # how the names of the translators among the systems begin
MARKED = ("mqm-wmt20", "mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio", "scores-wmt22gen")


def marked(shared: Path) -> list[tuple[str, list[Triple]]]:
    """By set that raters marked: its references and what its human translators wrote, in the order of the file."""
    names = [(name, name.partition("-")[2]) for name in MARKED]
    return [(short, _of_raters(shared / "eval" / "dev" / f"{name}.jsonl", short)) for name, short in names]


def ntrex(shared: Path) -> list[tuple[str, str]]:
    """The pairs of NTREX, whose Chinese was translated from the English."""
    lines = (shared / "parallel" / "ntrex.tsv").read_text(encoding="utf-8").splitlines()
    return [(row[0], row[1]) for row in (line.split("\t") for line in lines)]


def _of_raters(path: Path, name: str) -> list[Triple]:
    out = []
    for row in objects(path):
        document = f"{name}.{row['doc']}"
        out += [(document, row["source"], row["reference"])] if row.get("reference") else []
        if row["system"].lower().startswith(HUMAN):
            out.append((document, row["source"], row["target"]))
    return list(dict.fromkeys(out))
