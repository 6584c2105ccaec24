"""Labels, buttons and menu entries: opposites of their commands, free renderings, texts of other entries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.strings.commands import agree


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())


def told(engine: Engine, folder: Path, *pairs: tuple[str, str]) -> list[list[str]]:
    """Checks that warn of each pair."""
    path = folder / "a.jsonl"
    rows = ({"id": n, "source": zh, "target": en} for n, (zh, en) in enumerate(pairs))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    reviews = engine.reviews(read_all([str(path)]))
    return [[f.check for f in review.findings if f.severity != "note"] for review in reviews]


@pytest.mark.parametrize(
    ("chinese", "right", "wrong"),
    [
        ("显示隐藏文件", "Show hidden files", "Hide hidden files"),
        ("取消收藏", "Remove from favorites", "Add to favorites"),
        ("结束录制", "Stop recording", "Start recording"),
        ("取消隐藏", "Show", "Hide"),
        ("移出购物车", "Remove from cart", "Add to cart"),
        ("对陌生人隐藏", "Hidden from strangers", "Visible to strangers"),
        ("减少缩进", "Decrease indent", "Increase indent"),
        ("往返票", "Round-trip ticket", "One-way ticket"),
        ("源语言", "Source language", "Target language"),
        ("关闭锁屏通知", "Turn off lock screen notifications", "Turn on lock screen notifications"),
        ("向上移动", "Move up", "Move down"),
        ("出库", "Stock out", "Stock in"),
    ],
)
def test_opposites_of_labels(chinese: str, right: str, wrong: str, engine: Engine, tmp_path: Path) -> None:
    good, bad = told(engine, tmp_path, (chinese, right), (chinese, wrong))
    assert not good
    assert {"direction", "wrong_entry"} & set(bad)


def test_rows_of_labels_are_silent_in_running_text(engine: Engine, tmp_path: Path) -> None:
    pairs = [
        (
            "他们在机场的入口处告别，然后她独自去了出口。",
            "They said goodbye at the airport, and she went to the exit alone.",
        ),
        (
            "公司通过了这项计划，但银行拒绝了申请。",
            "The company passed the plan, but the bank rejected the application.",
        ),
        ("她保留了父亲的旧信，删掉了其余的邮件。", "She kept her father's old letters and deleted the other mails."),
    ]
    assert not any("direction" in checks for checks in told(engine, tmp_path, *pairs))


def test_free_renderings_of_labels_are_left_alone(engine: Engine, tmp_path: Path) -> None:
    pairs = [
        ("用户协议", "Terms of service"),
        ("个性签名", "Bio"),
        ("下一首", "Next track"),
        ("置于底层", "Send to back"),
    ]
    assert told(engine, tmp_path, *pairs) == [[], [], [], []]
    assert agree("加入黑名单(&B)", "Block…") and not agree("加入黑名单", "Report")


def test_the_text_of_another_entry(engine: Engine, tmp_path: Path) -> None:
    pairs = [("清空回收站", "Share with friends"), ("打印预览", "Battery saver"), ("共享文档", "Shared documents")]
    assert told(engine, tmp_path, *pairs) == [["wrong_entry"], ["wrong_entry"], []]


def test_free_labels_and_figures_are_no_other_entries(engine: Engine, tmp_path: Path) -> None:
    pairs = [
        ("关闭静音", "Unmute"),
        ("不同意", "Decline"),
        ("换一换", "Show others"),
        ("3万4千户", "34,000 households"),
    ]
    assert told(engine, tmp_path, *pairs) == [[], [], [], []]
