"""The table of contrasts: every row is proved by its own words, and the checks of opposites and offices by examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align.checks import direction, office
from align.evidence.concepts import cues
from align.evidence.opposites import FOLDER, Contrast, Row, bare, contrasts, english_pattern, rows, split
from align.evidence.weigh import weighed
from align.names.recognition import Chinese
from align.records import Alignment, Finding
from align.text.word_keys import text_keys


def found(source: str, target: str) -> list[Finding]:
    alignment = weighed(Alignment.of_pair(source, target))
    return [*direction.CHECK.run(alignment), *office.CHECK.run(alignment)]


def told(source: str, low: str) -> list[Contrast]:
    """Contrasts of a Chinese text and an English one in lower case."""
    chinese = Chinese(source)
    return list(contrasts(chinese, low, cues(chinese), text_keys(low)))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda p: p.stem)
def test_a_table_has_six_cells_a_line_in_order(path: Path) -> None:
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    assert all(len(line.split("\t")) == 6 for line in lines)
    keys = [(line.split("\t")[0].lstrip("~!?="), line.split("\t")[1]) for line in lines]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_no_entry_matches_everywhere() -> None:
    """A pattern that is left open (/…|) would: its row would apply to every text."""
    for row in rows():
        for cell in (row.chinese, *row.cells):
            assert not any(re.search(bare(entry), "") for entry in split(cell) if entry.startswith("/")), row.name
            left = [e for e in split(cell) if e.startswith("/") and not e.endswith("/") and re.search(r"[(\\[]", e)]
            assert left == [], row.name


@pytest.mark.parametrize("row", rows(), ids=lambda r: r.name)
def test_a_row_speaks_on_its_own_words_and_on_no_right_ones(row: Row) -> None:
    words = [cue for cue in split(row.chinese) if not cue.startswith("/")]
    wrong = [w for w in split(row.cells[0]) if not w.startswith("/") and "…" not in w]
    right = [w for w in split(row.cells[1]) if w[0].isalpha() and not w.endswith("-*") and "…" not in w]
    if not words or not wrong:
        return
    spoke = [c.row.name for c in told(words[0], wrong[0].replace("*", ""))]
    assert row.name in spoke or any(english_pattern(row.cells[1]).search(w.replace("*", "")) for w in wrong)
    for other in right[:3]:
        assert row.name not in [
            c.row.name for c in told(words[0], f"{other.replace('*', '')}, {wrong[0].replace('*', '')}") if not c.right
        ]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("显示隐藏文件", "Hide hidden files", "Hide"),
        ("这是国内第二大铜矿。", "It is the country's largest copper mine.", "the country's largest"),
        ("少数居民提出异议。", "Most of the residents objected.", "Most of"),
        ("报名费小幅上调。", "The registration fee was raised sharply.", "sharply"),
        ("今年汽车进口额下降。", "The value of car exports fell this year.", "exports"),
        ("水泵每分钟抽水 40 升。", "The pump moves 40 litres per second.", "per second"),
        ("该桥仍在施工。", "The bridge has been completed.", "has been completed"),
        ("收到通知之日起十日内提交。", "Submit it within ten working days of the notice.", "working days"),
        ("按价格降序排列", "Sort by price, ascending", "ascending"),
        ("取消订阅", "Subscribe", "Subscribe"),
        ("奶奶在厨房做饭。", "Grandpa is cooking in the kitchen.", "Grandpa"),
        ("公司首席运营官辞职。", "The company's chief financial officer resigned.", "chief financial officer"),
        ("她在半决赛中受伤。", "She was injured in the quarter-finals.", "quarter-finals"),
        ("代理校长出席了典礼。", "The principal attended the ceremony.", "principal"),
    ],
)
def test_contrasts_in_prose_and_labels(source: str, target: str, words: str) -> None:
    marked = [target[f.target_span.start : f.target_span.end] for f in found(source, target) if f.target_span]
    assert words in marked


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("未登录", "Not signed in"),
        ("关闭自动更新", "Disable automatic updates"),
        ("大爷，火车站怎么走？", "Sir, how do I get to the railway station?"),
        ("前往当地检察官的办公室", "headed for the local prosecutor's office"),
        ("不得低于三年", "for at least three years"),
    ],
)
def test_right_renderings_are_left_alone(source: str, target: str) -> None:
    assert not found(source, target)
