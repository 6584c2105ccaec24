"""The page on which beads are corrected, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from align import review_text
from align.config import Settings
from align.pipeline import Engine
from align.writers import page as writer
from tests.browser import downloaded, press

ZH = "孩子们在河边钓鱼。\n老人坐在树下看书。\n傍晚下起了大雨。\n"
EN = "The children were fishing by the river.\nThe old man sat under a tree reading.\nIn the evening it rained <b>.\n"


@pytest.fixture
def at(browser: Any, tmp_path: Path) -> Iterator[Any]:
    review = review_text(ZH, EN)
    assert [bead.kind for bead in review.alignment.beads] == ["1-1"] * 3
    file = tmp_path / "a.beads.html"
    file.write_bytes(b"".join(writer.write([review])))
    browser.get("about:blank")
    browser.get(file.as_uri())
    yield browser
    assert [line for line in browser.get_log("browser") if line["level"] in ("SEVERE", "WARNING")] == []
    browser.execute_script("window.addEventListener('beforeunload', e => e.stopImmediatePropagation(), true)")


def on(page: Any, side: str, number: int) -> None:
    page.find_element("css selector", f"[data-side={side}] [data-n='{number}']").click()


def rows(page: Any) -> list[str]:
    script = (
        "return [...document.querySelectorAll('.row')].map(r => ['source', 'target'].map(s => "
        "[...r.querySelectorAll(`[data-side=${s}] p`)].map(p => p.dataset.n).join(',')).join(':'))"
    )
    found: list[str] = page.execute_script(script)
    return found


def test_join_split_and_move_by_keyboard(at: Any) -> None:
    assert rows(at) == ["0:0", "1:1", "2:2"]
    on(at, "target", 1)
    press(at, "u")
    assert rows(at) == ["0:0,1", "1:", "2:2"]
    on(at, "source", 1)
    press(at, "m")
    assert rows(at) == ["0:0,1", "1,2:2"]
    on(at, "source", 2)
    press(at, "s")
    assert rows(at) == ["0:0,1", "1:2", "2:"]
    on(at, "target", 2)
    press(at, "d")
    assert rows(at) == ["0:0,1", "1:", "2:2"]
    press(at, "z", "z")
    assert rows(at) == ["0:0,1", "1,2:2"]


def test_take_out_and_put_elsewhere(at: Any) -> None:
    on(at, "target", 0)
    press(at, "x")
    on(at, "target", 1)
    press(at, "x")
    assert sorted(rows(at)) == sorted([":0", "0:", ":1", "1:", "2:2"])
    on(at, "source", 0)
    press(at, "v")
    assert "0:1" in rows(at)
    moved = at.execute_script("return document.querySelectorAll('[data-moved]').length")
    assert moved == 0


def test_what_cannot_be_written_down_is_refused(at: Any) -> None:
    on(at, "target", 2)
    press(at, "x")
    on(at, "source", 0)
    press(at, "v")
    assert "neighbours only" in at.find_element("id", "say").text
    assert "0:0" in rows(at)


def test_arrows_and_buttons(at: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    on(at, "source", 0)
    press(at, Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    assert at.switch_to.active_element.get_attribute("data-n") == "1"
    at.find_element("css selector", "[data-do=m]").click()
    assert rows(at) == ["0,1:0,1", "2:2"]
    at.find_element("id", "undo").click()
    assert rows(at) == ["0:0", "1:1", "2:2"]


def test_the_export_is_read_by_check(at: Any, browser: Any, tmp_path: Path) -> None:
    from align.pair.guide import Guide

    on(at, "source", 0)
    press(at, "m", "e")
    guide = Guide.of(beads=str(downloaded(browser, "beads.txt")))
    first = Engine(Settings()).align(_article())
    found = Engine(Settings(), guide=guide).align(_article())
    assert first.beads[0].kind == "1-1"
    assert [bead.kind for bead in found.beads] == ["2-2", "1-1"]


def _article() -> Any:
    from align.readers import article
    from align.records import Article

    return Article(article.article(ZH, "-").source, article.article(EN, "-").target)


def test_no_text_becomes_markup(at: Any) -> None:
    assert at.execute_script("return document.querySelectorAll('#rows b').length") == 3  # numbers of rows only


def test_nothing_to_show() -> None:
    assert "no text with a translation" in b"".join(writer.write([])).decode()
