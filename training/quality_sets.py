"""The segments that the quality model learns from: MQM judgements, broken copies, sentences of another source."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

SETS = ("scores-wmt22gen", "mqm-wmt20", "mqm-wmt21news", "mqm-wmt23sxs", "mqm-bio")
COPIED = 0.5  # share of the segments that get a broken copy
PART = re.compile(r"_doc\d+$")  # several documents of WMT 2022 are parts of one conversation: kept together
ALIEN = 0.04  # … that are set beside a source they do not belong to


@dataclass(frozen=True)
class Segment:
    """A pair with its raters' score; ``of``: the segment that this one is a broken copy of; ``wrong``: of another
    source, or no translation at all."""

    key: str
    set: str
    doc: str
    source: str
    target: str
    mqm: float | None = None
    of: str = ""
    wrong: bool = False


def read(shared: Path, limit: int | None = None) -> list[Segment]:
    """Machine translations with an MQM score, of all sets."""
    out = []
    for name in SETS:
        lines = (shared / "eval/dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [r for r in map(json.loads, lines) if not r.get("human") and r.get("mqm_score") is not None]
        for r in rows[:limit]:
            if r["source"].strip() and r["target"].strip():
                key, doc = f"{name}|{r['id']}", f"{name}|{PART.sub('', r['doc'])}"
                out.append(Segment(key, name, doc, r["source"], r["target"], float(r["mqm_score"])))
    return out


def broken(segments: Sequence[Segment], rng: random.Random) -> list[Segment]:
    """Broken copies of half of the segments, and some targets beside another source."""
    out = []
    words = [s.target.split() for s in segments]
    for number, segment in enumerate(segments):
        if rng.random() < COPIED:
            other = words[rng.randrange(len(words))]
            made = rng.choice(WAYS)(list(words[number]), other, rng)
            text = " ".join(made)
            if made and text != segment.target:
                out.append(replace(segment, key=f"{segment.key}|broken", target=text, mqm=None, of=segment.key))
        elif rng.random() < 2 * ALIEN:
            other_text = segments[rng.randrange(len(segments))].target
            target = rng.choice((other_text, other_text, " ".join(words[number][: rng.randint(1, 2)]), "."))
            if len(words[number]) > 5 and other_text != segment.target:
                out.append(replace(segment, key=f"{segment.key}|alien", target=target, mqm=None, wrong=True))
    return out


def _cut(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """A stretch of one to four words is lost."""
    at = rng.randrange(len(words))
    return words[:at] + words[at + rng.randint(1, 4) :]


def _tail(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """The last part is lost."""
    return words[: rng.randint(len(words) // 3, len(words) - 1)]


def _swap(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """Two neighbours, or two words anywhere, change places."""
    i = rng.randrange(len(words))
    j = min(i + 1, len(words) - 1) if rng.random() < 0.5 else rng.randrange(len(words))
    words[i], words[j] = words[j], words[i]
    return words


def _shuffle(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """A stretch of up to eight words is shuffled."""
    at = rng.randrange(len(words))
    part = words[at : at + 8]
    rng.shuffle(part)
    return words[:at] + part + words[at + 8 :]


def _double(words: list[str], _: list[str], rng: random.Random) -> list[str]:
    """A stretch of one to three words stands twice."""
    at = rng.randrange(len(words))
    part = words[at : at + rng.randint(1, 3)]
    return words[:at] + part + words[at:]


def _replace(words: list[str], other: list[str], rng: random.Random) -> list[str]:
    """One or two words are those of another sentence."""
    at, n = rng.randrange(len(words)), rng.randint(1, 2)
    start = rng.randrange(max(1, len(other)))
    return words[:at] + other[start : start + n] + words[at + n :]


def _insert(words: list[str], other: list[str], rng: random.Random) -> list[str]:
    """A stretch of another sentence is put in."""
    at, start = rng.randrange(len(words) + 1), rng.randrange(max(1, len(other)))
    return words[:at] + other[start : start + rng.randint(1, 6)] + words[at:]


WAYS = (_cut, _cut, _cut, _tail, _swap, _swap, _shuffle, _double, _replace, _replace, _insert)
