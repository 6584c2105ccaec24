"""The text of another entry."""

from __future__ import annotations

import json
from pathlib import Path

from tests.checks.conftest import Found
from tests.conftest import Run


def test_the_text_of_a_neighbour(found: Found) -> None:
    table = (
        "source,target\n存为草稿,Save as draft\n绑定手机号,Change profile photo\n更换头像照片,Change profile photo\n"
    )
    assert [f.bead for f in found("t.csv", table, "wrong_entry", "several_sources")] == [1]


def test_texts_in_each_others_rows(align: Run, tmp_path: Path) -> None:
    rows = [
        ("灯塔每晚八点亮灯。", "The island has no cars."),
        ("岛上没有汽车。", "The lighthouse is lit at eight every evening."),
        ("渡船每天两班。", "There are two ferries a day."),
        ("心急吃不了热豆腐。", "Haste makes waste."),
    ]
    (tmp_path / "t.csv").write_text("source,target\n" + "".join(f"{zh},{en}\n" for zh, en in rows), encoding="utf-8")
    done = align("check", "t.csv", "--format", "json")
    told = [f["message"] for f in json.loads(done.stdout)["findings"] if f["check"] == "wrong_entry"]
    assert told == [
        "this is the text of “岛上没有汽车。”, not of “灯塔每晚八点亮灯。”",
        "this is the text of “灯塔每晚八点亮灯。”, not of “岛上没有汽车。”",
    ]
