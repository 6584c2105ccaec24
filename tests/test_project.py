"""What all resource files of a run together show."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run


def _po(path: Path, *pairs: tuple[str, str]) -> None:
    path.write_text("\n".join(f'msgid "{zh}"\nmsgstr "{en}"\n' for zh, en in pairs), encoding="utf-8")


def _found(align: Run, *arguments: str) -> dict[str, list[tuple[str, str]]]:
    done = align("check", *arguments, "--format", "json", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    reviews = json.loads(done.stdout)["reviews"]
    return {r["document"]["path"]: [(f["check"], f["message"]) for f in r["findings"]] for r in reviews}


def test_labels_are_compared_over_all_files(align: Run, tmp_path: Path) -> None:
    _po(tmp_path / "a.po", ("取消订单", "Cancel order"), ("收货地址", "Delivery address"), ("供应商", "Supplier"))
    _po(tmp_path / "b.po", ("取消订单", "Abort order"), ("收货地址", "Delivery address"), ("客户名称", "Supplier"))
    found = _found(align, "a.po", "b.po", "--select", "several_targets,several_sources")
    assert found["a.po"] == []
    assert found["b.po"] == [
        ("several_targets", "取消订单 is “Abort order” here, “Cancel order” in a.po, segment 1"),
        ("several_sources", "“Supplier” is the text of 供应商 (a.po, segment 3), not of 客户名称"),
    ]
    found = _found(align, "a.po", "b.po", "--select", "several_targets,several_sources", "--ignore", "several_sources")
    assert [check for check, _ in found["b.po"]] == ["several_targets"]


def test_what_a_file_shows_by_itself_is_told_once(align: Run, tmp_path: Path) -> None:
    _po(tmp_path / "a.po", ("取消订单", "Cancel order"), ("取消订单", "Abort order"), ("取消订单", "Cancel order"))
    _po(tmp_path / "b.po", ("取消订单", "Cancel order"), ("确定", "OK"))
    found = _found(align, "a.po", "b.po", "--select", "several_targets")
    assert len(found["a.po"]) == 1 and not found["b.po"]


def test_a_waiver_holds_for_them_too(align: Run, tmp_path: Path) -> None:
    _po(tmp_path / "a.po", ("取消订单", "Cancel order"), ("收货地址", "Delivery address"))
    _po(tmp_path / "b.po", ("取消订单", "Abort order"), ("收货地址", "Delivery address"))
    assert align("check", "a.po", "b.po", "--fail-on", "warning").returncode == 1
    assert align("check", "a.po", "b.po", "--write-baseline").returncode == 0
    assert align("check", "a.po", "b.po", "--fail-on", "warning").returncode == 0


def test_a_batch_compares_its_files_whatever_the_number_of_processes(align_process: Run, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    _po(texts / "a.po", ("取消订单", "Cancel order"), ("收货地址", "Delivery address"), ("供应商", "Supplier"))
    _po(texts / "b.po", ("取消订单", "Abort order"), ("收货地址", "Delivery address"), ("客户名称", "Supplier"))
    (texts / "c.po").write_bytes(b"msgid \xff\xfe broken")
    made = []
    for out, jobs in (("one", "1"), ("two", "2"), ("one", "1")):
        assert align_process("batch", "texts", "--out", out, "--jobs", jobs, "--fail-on", "never").returncode in (0, 2)
        reviews = sorted((tmp_path / out / "reviews").rglob("*.json"))
        made.append([path.read_bytes() for path in [*reviews, tmp_path / out / "summary.jsonl"]])
    assert made[0] == made[1] == made[2]
    checks = [[f["check"] for f in json.loads(review)["findings"]] for review in made[0][:2]]
    assert [found.count("several_targets") for found in checks] == [0, 1]
    wrong = ("several_sources", "wrong_entry")  # the file shows by itself that 客户名称 is no supplier: told once
    assert [sum(c in wrong for c in found) for found in checks] == [0, 1]
    rows = [json.loads(line) for line in made[0][-1].splitlines()]
    assert [row["check"].get("several_targets", 0) for row in rows] == [0, 1]
