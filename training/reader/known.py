"""Pairs of which it is known where they are wrong: what confidence and judge are fitted on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.config import Config, Layer
from align.session import Session
from training.corpus import half, objects
from training.reader import marks, references

# The half of eval/clean that is tuned on, by document; the other one is measured.
TUNED = (
    "cet6",
    "comic-biao",
    "econtracker",
    "gwr2016",
    "gwr2018",
    "law-assembly",
    "news17-rev",
    "newyear2020",
    "opengauss",
)
MEASURED = ("comic-niqiu", "comic-zhufu", "gwr2017", "gwr2019", "newstest2018", "newyear2021", "xuexi2022")
PARAGRAPH = 160  # characters of the Chinese
BLOCK = 25  # pairs of a published text that count as one document, as many as raters' documents have
REFERENCES, COLLECTION = 2000, 500  # references of a set; pairs of NTREX that are taken for one text
REFERENCE = 0.3  # what a reference counts
RATED = ("mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio")


@dataclass(frozen=True)
class Case:
    """A pair of which it is known where it is wrong: spans (side, start, end); ``machine``: a machine translated it;
    ``document``: what it is read together with; ``collection``: a longer text of the same manner."""

    group: str
    document: str
    source: str
    target: str
    wrong: tuple[tuple[int, int, int], ...]
    machine: bool
    unsure: bool = False  # nobody marked the Chinese side
    collection: str = ""
    again: bool = False  # sentences of a text whose rows are cases, too
    worth: float = 1.0  # how much it counts


def cases(shared: Path, limit: int) -> list[Case]:
    """All pairs that are tuned on, at most ``limit`` of each set; a set that raters marked counts by the square root of
    its size."""
    sets = [[rated(row, n) for row in list(marks.segments(shared / "eval/dev", n, True))[:limit]] for n in RATED]
    largest = max(map(len, sets))
    out = [replace(case, worth=(largest / len(some)) ** 0.5) for some in sets for case in some]
    out += texts(shared, TUNED, limit)
    out += contrasts(shared)
    out += human(shared, {(case.source, case.target) for case in out})
    for line in (shared / "eval/dev/kinds-clean.jsonl").read_text("utf-8").splitlines()[0::2]:
        row = json.loads(line)
        out.append(Case("kinds-clean", "kinds-clean", row["source"], row["target"], (), False))
    return out


def human(shared: Path, known: set[tuple[str, str]]) -> list[Case]:
    """Half A, by document, of the references that are not known yet. Raters mark a third as much in such work as in
    that of machines, so it is no proof that a word is right. NTREX was translated the other way, by people and yet as
    literally as a machine does it: without it .99 of its pairs had a warning."""
    rows = [(f"ntrex.{n // 50:02d}", *pair) for n, pair in enumerate(references.ntrex(shared))]
    out = []
    for name, some in [*references.marked(shared), ("ntrex", rows)]:
        usable = [row for row in some if row[1:] not in known and row[1].strip() and len(row[1]) <= PARAGRAPH]
        for number, (document, source, target) in enumerate(usable[:REFERENCES]):
            if half(document) == "A":
                together = f"{name} {number // COLLECTION}" if name == "ntrex" else name
                out.append(Case("human", document, source, target, (), False, collection=together, worth=REFERENCE))
    return out


def contrasts(shared: Path) -> list[Case]:
    """The tuned half of the contrast pairs: by number (kinds-contrast), by sentence (demetr-zh)."""
    out = []
    rows = objects(shared / "eval/dev/kinds-contrast.jsonl")[::2]
    more = objects(shared / "eval/dev/demetr-zh.jsonl")
    rows += [row for row in more if row["valid"] and row["changed"] and row["item"] % 2 == 0]
    for row in rows:
        spots = [(1, d["bad_start"], d["bad_end"]) for d in row["diff"] if d.get("bad_end", 0) > d.get("bad_start", 0)]
        left_out = "omission" in row["category"] or row["category"].endswith("_removed")
        if left_out:
            spots.append((0, 0, len(row["source"])))
        out.append(Case(row["set"], row["set"], row["source"], row["good"], (), False))
        out.append(Case(row["set"], row["set"], row["source"], row["bad"], tuple(spots), False, unsure=not left_out))
    return out


def texts(shared: Path, names: Sequence[str], limit: int) -> list[Case]:
    """Pairs of published translations, row by row and as the aligner pairs their sentences; whole paragraphs are left
    out, for nobody reads them as one pair."""
    right, out = _judged(shared), []
    for name in names:
        folder = shared / "eval/clean" / name
        lines = (folder / "pairs.jsonl").read_text("utf-8").splitlines()
        rows = [(row["source"].strip(), row["target"].strip()) for row in map(json.loads, lines)]
        for kind, pairs in (("", rows), (" sentences", list(_sentences(folder)))):
            for number, (source, target) in enumerate(pairs[:limit]):
                if source and target and len(source) <= PARAGRAPH:
                    case = _published(f"{name}{kind} {number // BLOCK}", source, target, right.get(name, ()))
                    out.append(replace(case, collection=name + kind, again=bool(kind)))
    return out


def _sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """Sentences of a text and its translation, as the aligner pairs them; none where a folder holds loose pairs."""
    if (folder / "zh.txt").exists():
        config = Config((Layer("calibration", {"second_reader": "never"}),))
        for review in Session(config).reviews([str(folder / "zh.txt"), str(folder / "en.txt")]):
            yield from ((pair.source.text.strip(), pair.target.text.strip()) for pair in review.alignment.pairs())


def rated(row: dict[str, Any], name: str) -> Case:
    """A segment with all that raters marked, spans of the whole segment left out."""
    spots = [
        (int(e["side"] == "target"), e["start"], e["end"])
        for e in row["errors"]
        if e.get("start") is not None and not (e["start"] == 0 and e["end"] >= len(row["target"]) - 1 > 40)
    ]
    if any(e.get("qa") == "omission" and e["side"] == "target" for e in row["errors"]):
        spots.append((0, 0, len(row["source"])))  # which words are left out is not marked
    together, longer = f"{name} {row['doc']} {row['system']}", f"{name} {row['system']}"
    return Case(name, together, row["source"], row["target"], tuple(spots), True, collection=longer)


def _judged(shared: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """Of each published text the marked words of findings that a translator found right: Chinese, English."""
    out: dict[str, list[tuple[str, str]]] = {}
    for line in (shared / "eval/clean/judged.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["label"] == "true":
            out.setdefault(row["set"], []).append((row.get("source_span") or "", row.get("target_span") or ""))
    return {name: tuple(rows) for name, rows in out.items()}


def _published(document: str, source: str, target: str, right: Sequence[tuple[str, str]]) -> Case:
    spots = []
    for chinese, english in right:
        for side, text, words in ((0, source, chinese), (1, target, english)):
            if len(words) > 1 and words in text:
                spots.append((side, text.index(words), text.index(words) + len(words)))
    return Case("published", document, source, target, tuple(spots), False)


def hit(case: Case, side: int, start: int, end: int) -> bool:
    """Is one of these words known to be wrong?"""
    return any(s == side and a < end and start < b for s, a, b in case.wrong)
