"""The step weigh: evidence of pairs in groups, carried by the pairs."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from align import pipeline
from align.config import Settings
from align.files import open_input
from align.inputs import pick
from align.pipeline import Engine
from align.records import Alignment, Review

ROWS = [
    ("昨天下了大雨，水库的水位上升很快。", "It rained heavily yesterday."),
    ("全市产业规模达到30亿元。", "The city's industry is worth 30 billion yuan."),
    ("德国总理默克尔访问了东京。", "German Chancellor Merkel visited Manila."),
    ("孩子们在河边钓鱼。", "The children are fishing by the river."),
    ("孩子们在河边钓鱼。", "The children are fishing by the river."),
    ("这家医院位于山区，今年引进了新设备。", "The hospital is in the mountains and new equipment this year."),
    ("老人们在树下下棋。", "The old people play chess under the treess."),
]


def found(path: Path, engine: Engine) -> list[tuple[str, str, float | None]]:
    """Check and message of all findings of a file and the number of the pair in it, and its quality."""
    out, number = [], 0
    for review in engine.reviews(pick(open_input(str(path)))):
        for bead, score in enumerate(review.scores.pairs):
            own = [f"{f.check} {f.message} {f.confidence}" for f in review.findings if f.bead == bead]
            out.append((f"{number}", "; ".join(own), score.quality))
            number += 1
    return out


@pytest.mark.parametrize("group", [2, 256])
def test_a_table_has_the_findings_of_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: int) -> None:
    monkeypatch.setattr(pipeline, "GROUP", group)
    lines = [json.dumps({"id": str(n), "source": s, "target": t}) for n, (s, t) in enumerate(ROWS)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "a.tsv").write_text("\n".join(f"{s}\t{t}" for s, t in ROWS), encoding="utf-8")
    units = "".join(
        f'<tu><tuv xml:lang="zh"><seg>{s}</seg></tuv><tuv xml:lang="en"><seg>{t}</seg></tuv></tu>' for s, t in ROWS
    )
    (tmp_path / "a.tmx").write_text(f'<tmx version="1.4"><header/><body>{units}</body></tmx>', encoding="utf-8")
    engine = Engine(Settings())
    rows = found(tmp_path / "a.jsonl", engine)
    assert sum(bool(messages) for _, messages, _ in rows) >= 4
    assert found(tmp_path / "a.tsv", engine) == rows
    assert found(tmp_path / "a.tmx", engine) == rows


def test_an_article_is_weighed_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("\n".join(f"{s}\n{t}" for s, t in ROWS), encoding="utf-8")
    settings = Settings(second_reader="never")  # how sure it is hangs on the pairs that are read together
    whole = found(tmp_path / "a.txt", Engine(settings))
    monkeypatch.setattr(pipeline, "GROUP", 3)
    assert [row[:2] for row in found(tmp_path / "a.txt", Engine(settings))] == [row[:2] for row in whole]


def test_threads_that_share_an_engine_give_what_one_gives(tmp_path: Path) -> None:
    names = []
    for number in range(4):
        names.append(tmp_path / f"{number}.txt")
        some = ROWS[number:] + ROWS[:number]
        names[-1].write_text("\n".join(f"{s}\n{t}" for s, t in some), encoding="utf-8")
    engine = Engine(Settings())
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda name: found(name, engine), names))
    assert together == [found(name, Engine(Settings())) for name in names]


def test_a_review_does_not_hold_on_to_what_was_measured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(f"{s}\n{t}" for s, t in ROWS), encoding="utf-8")
    (review,) = Engine(Settings()).reviews(pick(open_input(str(tmp_path / "a.txt"))))
    assert isinstance(review, Review) and all(pair.weighed is None for pair in review.alignment.pairs())


def test_a_check_before_weighing_says_what_to_do() -> None:
    with pytest.raises(LookupError, match="weighed"):
        _ = Alignment.of_pair("一", "One").pairs()[0].evidence
