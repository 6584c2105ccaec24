"""Checks that compare entries see all of a file: pairs are worked on in groups, and no group is a border."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.batch.run import Plan, run
from align.config import Config, Layer, Settings
from align.files import from_bytes
from align.groups import GROUP
from align.inputs import pick
from align.pipeline import Engine
from align.records import Finding
from align.session import Session

BETWEEN = [(f"第{n}页", f"Page {n}") for n in range(1, GROUP + 2)]
MENU = [("menu.file.save", "保存(&S)", "&Save"), ("menu.file.send", "发送(&E)", "&Send")]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings(second_reader="never"))


def findings(engine: Engine, name: str, text: str, *checks: str) -> list[Finding]:
    (review,) = engine.reviews(pick(from_bytes(text.encode(), name)))
    return [f for f in review.findings if f.check in checks]


def table(*rows: tuple[str, str]) -> str:
    return "source,target\n" + "".join(f"{zh},{en}\n" for zh, en in rows)


def menu() -> str:
    """A file of Apple's for each language in one: the two labels of a menu with other entries between them."""
    between = [(f"page.{n}", zh, en) for n, (zh, en) in enumerate(BETWEEN)]
    rows = [MENU[0], *between, MENU[1]]
    return json.dumps({lang: {row[0]: row[side] for row in rows} for side, lang in ((1, "zh"), (2, "en"))})


def test_two_labels_of_a_menu_far_from_each_other(engine: Engine) -> None:
    (told,) = findings(engine, "a.json", menu(), "access_key")
    assert told.bead == len(BETWEEN) + 1 and "&Save" in told.message


def test_the_text_of_an_entry_far_away(engine: Engine) -> None:
    rows = [("更换头像照片", "Change profile photo"), *BETWEEN, ("绑定手机号", "Change profile photo")]
    (told,) = findings(engine, "a.csv", table(*rows), "wrong_entry", "several_sources")
    assert told.bead == len(rows) - 1 and told.check == "wrong_entry" and "更换头像照片" in told.message


def test_the_last_labels_of_a_file_in_another_language(engine: Engine) -> None:
    some = [("打开", "Öffnen"), ("文件", "Datei"), ("关闭窗口", "Fenster schließen"), ("删除", "Löschen")]
    rows = [(f"{zh}{n}", f"{en} {n}") for n in range(GROUP // 4) for zh, en in some]
    rows += [("重置", "Zurücksetzen"), ("显示更多", "Mehr anzeigen")]
    told = findings(engine, "a.csv", table(*rows), "wrong_language")
    assert len(rows) - 1 in {f.bead for f in told}


def test_a_link_in_the_next_group_is_there(engine: Engine) -> None:
    page = "\n\n".join(f"第{n}段说的是第{n}件事。\n\nParagraph {n} is about thing {n}." for n in range(1, GROUP))
    page += "\n\n见[说明](/docs/a)。\n\nSee the notes there.\n\n他也看了。\n\nHe read [the notes](/docs/a), too.\n"
    assert not findings(engine, "a.md", page, "link")


def test_processes_make_no_difference(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "menu.json").write_text(menu(), encoding="utf-8")
    rows = [("更换头像照片", "Change profile photo"), *BETWEEN, ("绑定手机号", "Change profile photo")]
    (folder / "table.csv").write_text(table(*rows), encoding="utf-8")
    out = []
    for jobs in (1, 2):
        session = Session(Config((Layer("here", {"second_reader": "never"}),)))  # test_batch has one that reads again
        run(Plan([str(folder)], tmp_path / str(jobs), session, jobs=jobs))
        files = [p for p in sorted((tmp_path / str(jobs) / "reviews").rglob("*")) if p.is_file()]
        out.append([(p.name, p.read_bytes()) for p in files])
    assert out[0] == out[1]
    told = b"".join(held for name, held in out[0] if name.endswith(".json"))
    assert b'"access_key"' in told and b'"wrong_entry"' in told
