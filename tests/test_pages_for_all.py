"""The pages for everybody: without barriers (axe-core), on a phone, on paper, and in Chinese."""

from __future__ import annotations

import base64
import importlib.util
import io
import itertools
import json
import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from align.records import Review
from align.review_json import review_from
from align.writers import html, page
from align.writers._archive import archive
from tests import made
from tests.browser import press
from tests.test_html import REVIEW

ROOT = Path(__file__).parent.parent
HAN = re.compile("[\u4e00-\u9fff]")
LETTERS = re.compile("[A-Za-z]{3,}")
ROWS = [
    {"path": "a/2021-01.txt", "pairs": 9, "quality": 0.7, "severity": {"error": 2}, "check": {"number": 2},
     "report": "a.html", "category": {"accuracy/mistranslation/number": 2}, "term": {"中原": 1}},
    {"path": "b/2021-02.txt", "pairs": 4, "quality": 0.5, "severity": {"note": 1}, "check": {"quotation": 1}},
]  # fmt: skip


@pytest.fixture(scope="module")
def henan_review() -> Review:
    return review_from(json.loads((ROOT / "reports" / "henan.json").read_text(encoding="utf-8")), "henan.json")


@pytest.fixture(scope="module")
def axe() -> str:
    """The rules of axe-core, as the package axe-core-python carries them."""
    found = importlib.util.find_spec("axe_core_python")
    if found is None or found.origin is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs axe-core-python")
        pytest.skip("no axe-core-python here")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def opened(browser: Any, folder: Path, content: bytes, width: int = 1400, height: int = 900) -> Any:
    file = folder / "page.html"
    file.write_bytes(content)
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(file.as_uri())
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    return browser


def complaints(page_: Any, axe: str) -> list[str]:
    """What axe-core says of the page as it stands: rule, and the elements that break it."""
    page_.execute_script(axe)
    found = page_.execute_async_script(
        "const done = arguments[0]; axe.run().then(done, e => done({violations: [String(e)]}))"
    )
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found["violations"]]


def pages(lang: str) -> dict[str, bytes]:
    """Every kind of page that there is."""
    both = [replace(REVIEW, lang=lang), replace(made.article(found=made.FOUND[:2], path="b.txt"), lang=lang)]
    return {
        "report": b"".join(html.write(both[:1])),
        "reports": b"".join(html.write(both)),
        "empty": b"".join(html.write([])),
        "archive": b"".join(archive(ROWS, lang=lang)),
        "beads": b"".join(page.write(both[:1])),
    }


@pytest.mark.parametrize("name", ["report", "reports", "empty", "archive", "beads"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_axe_finds_no_barrier(browser: Any, axe: str, tmp_path: Path, name: str, lang: str) -> None:
    at = opened(browser, tmp_path, pages(lang)[name])
    for theme in ("light", "dark"):
        at.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
        assert complaints(at, axe) == []


def test_axe_finds_no_barrier_at_work(browser: Any, axe: str, tmp_path: Path) -> None:
    """A finding chosen, its explanation open, a sentence edited, each window open."""
    at = opened(browser, tmp_path, pages("en")["report"])
    press(at, "j")
    assert complaints(at, axe) == []
    at.execute_script("document.querySelector('mark').click()")
    assert at.execute_script("return !document.querySelector('#pop').hidden") and complaints(at, axe) == []
    at.execute_script("document.querySelector('.pen').click()")
    assert complaints(at, axe) == []
    at.refresh()
    for window in ("keys", "out", "dismissal"):
        at.execute_script("document.getElementById(arguments[0]).showModal()", window)
        assert complaints(at, axe) == []
        at.execute_script("document.getElementById(arguments[0]).close()", window)


@pytest.mark.parametrize("width", [1400, 360])
def test_everything_is_reached_by_tab_in_the_order_of_the_page(browser: Any, tmp_path: Path, width: int) -> None:
    at = opened(browser, tmp_path, pages("en")["report"], width, 800)
    assert at.execute_script("return [...document.querySelectorAll('[tabindex]')].every(e => e.tabIndex <= 0)")
    unnamed = (
        "return [...document.querySelectorAll('button, input, select, textarea, a[href]')]"
        ".filter(e => !(e.textContent.trim() || e.getAttribute('aria-label') || e.title || e.labels?.length))"
        ".map(e => e.outerHTML)"
    )
    assert at.execute_script(unnamed) == []
    levels = at.execute_script("return [...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(e => +e.tagName[1])")
    assert levels[0] == 1 and all(b - a <= 1 for a, b in itertools.pairwise(levels))


@pytest.mark.parametrize("name", ["report", "reports", "empty", "archive", "beads"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_phone_scrolls_down_only(browser: Any, tmp_path: Path, name: str, lang: str) -> None:
    at = opened(browser, tmp_path, pages(lang)[name], 360, 740)
    assert at.execute_script("return document.documentElement.scrollWidth") <= 360
    outside = (
        "return [...document.querySelectorAll('body *')]"
        ".filter(e => e.offsetParent && !e.closest('.scroll, .skip, svg'))"
        ".filter(e => e.getBoundingClientRect().right > 361)"
        ".map(e => e.outerHTML.slice(0, 150))"
    )
    assert at.execute_script(outside) == []
    if name == "report":
        small = (
            "return [...document.querySelectorAll('.dock button, .bar button, .chip, select')]"
            ".filter(e => e.offsetParent).map(e => e.getBoundingClientRect())"
            ".filter(r => r.width < 24 || r.height < 24).length"
        )
        assert at.execute_script(small) == 0


def test_the_henan_article_scrolls_down_only_on_a_phone(browser: Any, tmp_path: Path, henan: Path) -> None:
    """Its penalty names three categories: the longest label of a head that there is."""
    from align import review

    at = opened(browser, tmp_path, b"".join(html.write([review(henan)])), 360, 740)
    assert at.execute_script("return document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_henan_article_on_paper(browser: Any, tmp_path: Path, henan_review: Review, lang: str) -> None:
    """At most eight pages; what repeats stands once with all of its numbers; nothing is cut off."""
    review = replace(henan_review, lang=lang)
    at = opened(browser, tmp_path, b"".join(html.write([review])))
    printed = at.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    paper = pypdf.PdfReader(io.BytesIO(base64.b64decode(printed["data"])))
    assert len(paper.pages) <= 8
    text = unicodedata.normalize("NFKC", "".join(p.extract_text() for p in paper.pages))  # 文 may come as a radical
    repeated = [f for f in review.open_findings() if f.check == "places/zhengzhou" and "Chengzhou" in f.message]
    assert len(repeated) > 2
    said = "found Chengzhou" if lang == "en" else "译文为“Chengzhou”"
    assert "".join(text.split()).count(said.replace(" ", "")) == 1
    at.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    metrics = {"width": 703, "height": 1000, "deviceScaleFactor": 1, "mobile": False}  # A4 less its margins
    at.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    cut = (
        "return [...document.querySelectorAll('main *, .list *')]"
        ".filter(e => e.getClientRects().length && !e.closest('svg'))"
        ".filter(e => e.getBoundingClientRect().right > 704)"
        ".map(e => e.outerHTML.slice(0, 150))"
    )
    assert at.execute_script(cut) == []
    at.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


SAID = """
const out = [], texts = "script, .cell p, .title, code, kbd, q, .sugg li, .made, .msg, .note, [lang=en], .brand, "
  + "tbody th, .check, #check, .grp, .meta, .tag, h1, .what";
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let n; (n = walk.nextNode());) if (!n.parentElement.closest(texts)) out.push(n.data);
for (const e of document.querySelectorAll("[aria-label], [title], [placeholder]"))
  if (!e.matches(".check, .where, nav, section")) out.push(e.getAttribute("aria-label") || e.title || e.placeholder);
return out;
"""
NAMES = re.compile(
    "“.*?”|align-qa|align-waivers.toml|summary.jsonl|align check|Markdown|UTF|Ctrl|Enter|chrF|BLEU|TER|Esc|beads.txt"
)


@pytest.mark.parametrize("name", ["report", "reports", "archive", "beads"])
def test_the_chinese_page_speaks_chinese(browser: Any, tmp_path: Path, name: str) -> None:
    """No English is left but that of the texts, of code, and of names of files and keys."""
    at = opened(browser, tmp_path, pages("zh")[name])
    assert at.execute_script("return document.documentElement.lang") == "zh-Hans"
    press(at, "j")
    said = at.execute_script(SAID)
    english = [text for text in said if LETTERS.search(NAMES.sub("", text))]
    assert english == []
    assert any(HAN.search(text) for text in said)


def test_work_in_the_chinese_report(browser: Any, tmp_path: Path) -> None:
    at = opened(browser, tmp_path, pages("zh")["report"])
    press(at, "j", "a")
    assert at.find_element("id", "done").text == "已处理 1 / 7"
    assert at.execute_script("return document.querySelector('#f0-0 .decided').textContent") == "✓ 已接受：待修改"
    assert at.execute_script("return open_points().startsWith('# 待办事项')")
    at.execute_script(
        "const e = document.querySelector('#group'); e.value = 'sev'; e.dispatchEvent(new Event('change'))"
    )
    assert at.find_element("css selector", ".grp").text.startswith("错误")
