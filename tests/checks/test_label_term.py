"""One term of an interface under many names."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.checks.label_term import CHECK
from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine

MANY = (
    ("会员卡", "Membership card"),
    ("会员卡列表", "List of passes"),
    ("领取会员卡", "Get your club badge"),
    ("会员卡已过期", "The member pass has expired"),
)
ONE = (
    ("会员卡", "Membership card"),
    ("会员卡列表", "List of membership cards"),
    ("领取会员卡", "Get your card"),
    ("会员卡已过期", "It has expired"),
)
THINGS = (
    ("供应商", "Supplier"),
    ("供应商名录", "Directory of dealers"),
    ("停用供应商", "Deactivate seller"),
    ("全部供应商", "All sources"),
)
VERBS = (("删除", "Delete"), ("删除图片", "Remove image"), ("删除文字", "Clear text"))


@pytest.mark.parametrize(("rows", "told"), [(MANY, [1, 2, 3]), (ONE, []), (THINGS, [1, 2, 3]), (VERBS, [])])
def test_entries_that_call_a_term_otherwise(tmp_path: Path, rows: tuple[tuple[str, str], ...], told: list[int]) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("source,target\n" + "".join(f"{zh},{en}\n" for zh, en in rows), encoding="utf-8")
    (article,) = read_all([str(path)])
    review = Engine(Settings(select=("label_term",))).review(article)
    assert [finding.bead for finding in review.findings if finding.check == CHECK.id] == told
