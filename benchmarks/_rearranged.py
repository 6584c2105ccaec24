"""Articles that an editor wrote anew: sentences left out, moved, merged and added; what stands side by side without
belonging together.

Made from news with a sentence a line: a sixth of the English lines left out, a third of the rest put anywhere, a fifth
joined with the next one, in six of ten articles a line of another article put in.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Pair
from training.corpus import objects

Rows = list[tuple[str, str]]
Lines = list[tuple[str, set[int]]]  # English lines, and the numbers of the Chinese ones that they render
LEFT_OUT, MERGED, ADDED = 0.18, 0.2, 0.6
SIZES = {"retrieval-wmt22.tsv": 12, "news17-rev": 11}  # lines that are taken for an article
LONG = 32  # Chinese characters a line, on the average, of what is taken for news


def table(shared: Path) -> list[str]:
    """Rows of the table, the articles with even and with odd numbers by themselves."""
    found, engine = list(_articles(shared)), Engine(Settings(second_reader="never", completeness="edited"))
    rows = [
        "| articles written anew | beads without a right link | with one | errors of the first |",
        "|---|---|---|---|",
    ]
    for title, part in (("even", found[0::2]), ("odd", found[1::2])):
        count: Counter[str] = Counter()
        for name, lines in part:
            count += _counted(engine, [zh for zh, _ in lines], disturbed(name, lines, found))
        rows.append(f"| {title}: {len(part)} | {count['unrelated']} | {count['related']} | {count['errors']} |")
    return rows


def _articles(shared: Path) -> Iterator[tuple[str, Rows]]:
    size = SIZES["retrieval-wmt22.tsv"]
    text = (shared / "eval" / "dev" / "retrieval-wmt22.tsv").read_text(encoding="utf-8")
    lines = [(zh, en) for zh, en, *_ in (line.split("\t") for line in text.splitlines())]
    for start in range(0, len(lines) - size + 1, size):
        some = lines[start : start + size]
        if sum(len(zh) for zh, _ in some) > LONG * size:
            yield f"w:{start}", some
    size = SIZES["news17-rev"]
    lines = [(r["source"], r["target"]) for r in objects(shared / "eval" / "clean" / "news17-rev" / "pairs.jsonl")]
    for start in range(0, len(lines) - size, size):
        yield f"n:{start}", lines[start : start + size]


def disturbed(name: str, rows: Rows, others: Sequence[tuple[str, Rows]]) -> Lines:
    """The English lines of an article as an editor might have written them. The first one stays."""
    chance = random.Random(f"re {name}")
    order = [k for k in range(len(rows)) if k == 0 or chance.random() > LEFT_OUT]
    for k in chance.sample(order[1:], max(1, len(order) // 3)):
        order.remove(k)
        order.insert(chance.randint(1, len(order)), k)
    out: Lines = []
    while order:
        k = order.pop(0)
        if out and order and chance.random() < MERGED:
            joint = chance.choice([", and ", ", while ", "; "])
            out.append((rows[k][1].rstrip().rstrip(".") + joint + rows[order[0]][1], {k, order.pop(0)}))
        else:
            out.append((rows[k][1], {k}))
    if chance.random() < ADDED:
        at = chance.randint(1, len(out))
        out.insert(at, (chance.choice(chance.choice(others)[1])[1], set()))
    return out


def _counted(engine: Engine, chinese: Sequence[str], english: Lines) -> Counter[str]:
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "a.zh.txt", Path(folder) / "a.en.txt"]
        files[0].write_text("\n\n".join(chinese) + "\n", encoding="utf-8")
        files[1].write_text("\n\n".join(en for en, _ in english) + "\n", encoding="utf-8")
        (article,) = read_all([str(file) for file in files])
        review = engine.review(article)
    errors = Counter(finding.bead for finding in review.findings if finding.severity == "error")
    for number, pair in enumerate(review.alignment.pairs()):
        if pair.source.text and pair.target.text:
            related = _is_related(pair, chinese, english)
            count["related" if related else "unrelated"] += 1
            count["errors"] += 0 if related else errors[number]
    return count


def _is_related(pair: Pair, chinese: Sequence[str], english: Lines) -> bool:
    """Return whether one of the lines that a pair has a part of renders another."""
    ours = {k for k, zh in enumerate(chinese) if _meet(zh, pair.source.text)}
    return any(ours & numbers for en, numbers in english if _meet(en, pair.target.text))


def _meet(line: str, text: str) -> bool:
    line = line.strip()
    return line in text or text in line or any(part in text for part in line.split("。") if len(part) > 8)
