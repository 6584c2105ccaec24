"""Other aligners on the same sentences: a checkout of hunalign, Vecalign or Bertalign, run as its users run it.

Vecalign and Bertalign read sentence vectors; where LaBSE cannot be had, ours are given to them, and the table says so.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from align.embed import StaticEncoder

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
OVERLAPS = 8  # neighbouring sentences that are put together, as Vecalign's own overlap.py does


def kind_of(checkout: Path) -> str:
    """Which aligner lies in a folder. SystemExit where none is known."""
    if (checkout / "vecalign.py").is_file():
        return "vecalign"
    if (checkout / "bertalign" / "aligner.py").is_file():
        return "bertalign"
    if _hunalign(checkout) is not None:
        return "hunalign"
    raise SystemExit(f"{checkout}: no vecalign.py, no bertalign/aligner.py, no built hunalign in it")


def table(checkout: Path, shared: Path, read: Any, encoder: StaticEncoder) -> list[str]:
    """Rows of both columns on MAC-Dev: the peer and this package."""
    from align.pair import align_sentences

    kind, folder = kind_of(checkout), shared / "eval" / "mac-dev"
    counts = {"peer": [0] * 6, "own": [0] * 6}
    spent = {"peer": 0.0, "own": 0.0}
    for path in sorted((folder / "gold").iterdir()):
        gold = read.beads(path)
        zh, en = (read.lines(folder / side / path.stem) for side in ("zh", "en"))
        start = time.monotonic()
        beads = align_sentences(zh, en, encoder)
        own: Beads = [(tuple(range(*b.source)), tuple(range(*b.target))) for b in beads]
        spent["own"] += time.monotonic() - start
        start = time.monotonic()
        peer = {"vecalign": _vecalign, "bertalign": _bertalign, "hunalign": _run_hunalign}[kind](
            checkout, zh, en, encoder
        )
        spent["peer"] += time.monotonic() - start
        for name, found in (("peer", peer), ("own", own)):
            counts[name] = [a + b for a, b in zip(counts[name], read.prf(gold, found), strict=True)]
    vectors = "" if kind == "hunalign" else ", with the vectors of this package"
    rows = [f"| MAC-Dev | {kind}{vectors} | align-qa |", "|---|---|---|"]
    for title, pick in (("strict F1", (0, 1, 2, 3)), ("lax F1", (4, 1, 5, 3))):
        values = [read.f(c[pick[0]] / max(c[pick[1]], 1), c[pick[2]] / max(c[pick[3]], 1)) for c in counts.values()]
        rows.append(f"| {title} | {values[0]:.3f} | {values[1]:.3f} |")
    rows.append(f"| seconds, search and reading | {spent['peer']:.1f} | {spent['own']:.1f} |")
    return rows


def _vecalign(checkout: Path, zh: list[str], en: list[str], encoder: StaticEncoder) -> Beads:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, str(checkout / "vecalign.py"), "--alignment_max_size", str(OVERLAPS)]
        for side, option, lines in (("zh", "src", zh), ("en", "tgt", en)):
            (folder / side).write_text("\n".join(lines) + "\n", encoding="utf-8")
            overlaps = _overlaps(lines)
            (folder / f"{side}.overlaps").write_text("\n".join(overlaps) + "\n", encoding="utf-8")
            encoder.encode(overlaps).astype(np.float32).tofile(folder / f"{side}.emb")
            command += [f"--{option}", str(folder / side)]
            command += [f"--{option}_embed", str(folder / f"{side}.overlaps"), str(folder / f"{side}.emb")]
        return _beads(_output(command))


def _overlaps(lines: list[str]) -> list[str]:
    """All runs of one to eight lines, each once, as Vecalign builds them (its file of overlaps is a set)."""
    out: dict[str, None] = {"PAD": None}
    for size in range(1, OVERLAPS + 1):
        for start in range(len(lines) - size + 1):
            out[" ".join(line.strip() for line in lines[start : start + size])[:10000]] = None
    return list(out)


def _bertalign(checkout: Path, zh: list[str], en: list[str], encoder: StaticEncoder) -> Beads:
    """Bertalign's two passes with its encoder replaced: its own loads LaBSE when it is imported."""
    import types

    class Encoder:
        """Bertalign's interface to sentence vectors."""

        model_name = "align-qa"

        def transform(self, sents: list[str], num_overlaps: int) -> tuple[Any, Any]:
            """(overlaps, n, d) vectors, and lengths in bytes."""
            rows = [
                ["PAD"] * size + [" ".join(sents[k : k + size + 1]) for k in range(len(sents) - size)]
                for size in range(num_overlaps)
            ]
            vectors = np.stack([encoder.encode(row) for row in rows])
            return vectors, np.array([[len(text.encode()) for text in row] for row in rows])

    stub = types.ModuleType("bertalign.encoder")
    stub.Encoder = lambda *_: Encoder()  # type: ignore[attr-defined]
    sys.path.insert(0, str(checkout))
    sys.modules["bertalign.encoder"] = stub
    try:
        from bertalign import Bertalign  # type: ignore[import-not-found]

        run = Bertalign("\n".join(zh), "\n".join(en), src_lang="zh", tgt_lang="en", is_split=True)
        run.align_sents()
    finally:
        sys.path.remove(str(checkout))
    return [(tuple(a), tuple(b)) for a, b in run.result]


def _hunalign(checkout: Path) -> Path | None:
    places = (checkout / "src" / "hunalign" / "hunalign", checkout / "hunalign", checkout / "bin" / "hunalign")
    return next((place for place in places if place.is_file()), None)


def _run_hunalign(checkout: Path, zh: list[str], en: list[str], encoder: StaticEncoder) -> Beads:
    """hunalign cuts at spaces: both texts are given in the pieces of our tokenizer, the dictionary is empty."""
    program = _hunalign(checkout)
    assert program is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for side, lines in (("zh", zh), ("en", en)):
            cut = [
                " ".join(line[a:b] for a, b in zip(t.starts.tolist(), t.ends.tolist(), strict=True))
                for line, t in zip(lines, encoder.tokens(lines), strict=True)
            ]
            (folder / side).write_text("\n".join(cut) + "\n", encoding="utf-8")
        (folder / "dic").write_text("", encoding="utf-8")
        rungs = [
            tuple(map(int, line.split("\t")[:2]))
            for line in _output([str(program), *(str(folder / f) for f in ("dic", "zh", "en"))]).splitlines()
            if line.strip()
        ]
    if rungs and rungs[-1] != (len(zh), len(en)):
        rungs.append((len(zh), len(en)))
    return [(tuple(range(a, c)), tuple(range(b, d))) for (a, b), (c, d) in itertools.pairwise(rungs)]


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[0]}: status {done.returncode}: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout


def _beads(text: str) -> Beads:
    """``[0, 1]:[2]:0.3`` a line."""
    found = re.findall(r"^\[([\d, ]*)\]:\[([\d, ]*)\]", text, re.M)
    return [
        (tuple(int(n) for n in a.split(",") if n.strip()), tuple(int(n) for n in b.split(",") if n.strip()))
        for a, b in found
    ]
