"""The report in a real browser: what a translator does with it all day."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from align import mend, waivers
from align.decisions import read
from align.records import Decision, Review
from align.writers import html as writer
from tests import made
from tests.browser import downloaded, press
from tests.test_html import HOSTILE, REVIEW

ERRORS = sum(finding.severity == "error" for finding in REVIEW.findings)
CHOOSE = "const e = document.querySelector(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('change'))"


@pytest.fixture
def at(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens reviews in the browser; at the end nothing must have been complained of."""

    def open_page(*reviews: Review) -> Any:
        file = tmp_path / "report.html"
        file.write_bytes(b"".join(writer.write(reviews)))
        browser.get(file.as_uri())
        browser.execute_script("localStorage.clear()")
        browser.refresh()
        return browser

    yield open_page
    assert [line for line in browser.get_log("browser") if line["level"] in ("SEVERE", "WARNING")] == []


def now(page: Any) -> str | None:
    return page.execute_script("return document.querySelector('.f.now')?.dataset.check")


def listed(page: Any) -> list[str]:
    return page.execute_script("return [...document.querySelectorAll('.f:not([hidden])')].map(e => e.dataset.check)")


def rows(page: Any) -> list[str]:
    return page.execute_script("return [...document.querySelectorAll('.row:not([hidden])')].map(e => e.dataset.row)")


def wait(page: Any, script: str) -> Any:
    for _ in range(100):
        if value := page.execute_script(f"return {script}"):
            return value
        time.sleep(0.05)
    raise AssertionError(f"never came true: {script}")


def test_keyboard_walks_through_the_findings(at: Any) -> None:
    page = at(REVIEW)
    seen = []
    for _ in range(4):
        press(page, "j")
        seen.append(now(page))
    press(page, "k")
    assert [*seen, now(page)] == ["dates", "numbers", "multiples", "length", "multiples"]
    marked = page.execute_script("return [...document.querySelectorAll('mark.now')].map(e => e.textContent)")
    assert marked == ["比旧馆多三倍", "three times more"]
    assert wait(page, "document.querySelector('.f.now .acts') !== null")
    press(page, "?")
    assert page.execute_script("return document.querySelector('#keys').open")


def test_filters_and_groups(at: Any) -> None:
    page = at(REVIEW)
    press(page, "3")
    assert listed(page) == ["dates", "numbers", "multiples", "omission", "deixis"]
    assert page.execute_script("return document.querySelectorAll('mark.off').length") > 0
    press(page, "2")
    assert listed(page) == ["dates", "numbers", "deixis"]
    press(page, "o")
    assert rows(page) == ["1", "2", "4"]
    press(page, "2", "3", "o")
    page.execute_script(CHOOSE, "#check", "numbers")
    assert listed(page) == ["numbers"]
    page.execute_script(CHOOSE, "#check", "")
    page.execute_script(CHOOSE, "#group", "sev")
    assert [p for p in listed(page) if p] == ["dates", "numbers", "deixis", "multiples", "omission", "length", "layout"]
    page.execute_script(CHOOSE, "#group", "term")
    heads = page.execute_script("return [...document.querySelectorAll('.grp span, .grp')].map(e => e.firstChild.data)")
    assert heads[-1] == "without a term" and {"周六", "我市"} <= set(heads)


def test_search_in_text_and_findings(at: Any) -> None:
    page = at(REVIEW)
    press(page, "/")
    press(page, *"Qiushi")
    wait(page, "document.querySelectorAll('.row:not([hidden])').length === 1")
    assert rows(page) == ["3"] and listed(page) == ["omission"]
    assert page.execute_script("return CSS.highlights.get('found').size") == 1
    page.execute_script("document.querySelector('#search').value = '1.2 million'")
    press(page, "\ue007")
    assert listed(page) == ["numbers"] and rows(page) == ["2"]


def test_explanation_on_click_focus_and_escape(at: Any) -> None:
    page = at(REVIEW)
    mark = page.find_element("css selector", "mark")
    mark.click()
    pop = page.find_element("id", "pop")
    assert pop.is_displayed() and "Saturday" in pop.text and "0.97" in pop.text
    press(page, "\ue00c")
    assert not pop.is_displayed()
    page.execute_script("document.querySelectorAll('mark')[2].focus()")
    press(page, "\ue007")
    assert pop.is_displayed() and page.switch_to.active_element.text == "Accept"


def dismiss(page: Any, reason: str, author: str = "", expires: str = "") -> None:
    wait(page, "!document.activeElement.closest('#dismissal')")  # the focus is back from the last dismissal
    press(page, "d")
    wait(page, "document.querySelector('#dismissal').open")
    page.find_element("id", "reason").send_keys(reason)
    if author:
        page.find_element("id", "author").send_keys(author)
    if expires:
        page.execute_script("document.querySelector('#expires').value = arguments[0]", expires)
    page.find_element("id", "reason").send_keys("\ue007")
    wait(page, "!document.querySelector('#dismissal').open")


def exported(page: Any) -> str:
    """The text of the file that a click on Export offers."""
    page.execute_script(
        "const make = URL.createObjectURL; URL.createObjectURL = b => { window.blob = b; return make(b); }"
    )
    page.find_element("id", "export").click()
    return page.execute_async_script("const done = arguments[0]; window.blob.text().then(done)")


def test_decisions_are_kept_exported_and_hold_in_the_next_check(at: Any, tmp_path: Path) -> None:
    page = at(REVIEW)
    press(page, "j", "a")
    assert now(page) == "numbers"
    dismiss(page, 'as "the house" writes it \\ 王', "Wang", "2031-12-31")
    dismiss(page, "said so")
    assert page.find_element("id", "done").text == "3 of 7 decided"
    page.refresh()
    assert page.find_element("id", "done").text == "3 of 7 decided"
    page.execute_script(CHOOSE, "#state", "all")
    assert "accepted" in page.find_element("id", "f0-0").text
    text = exported(page)
    expected = [
        waivers.waiver_of(REVIEW, 1, 'as "the house" writes it \\ 王', "Wang", date(2031, 12, 31)),
        waivers.waiver_of(REVIEW, 2, "said so", "Wang"),
    ]
    assert text == waivers.dump_waivers(expected)
    path = tmp_path / "align-waivers.toml"
    path.write_text(text, encoding="utf-8")
    decided = waivers.decide(REVIEW, waivers.load(path), date(2030, 1, 1))
    assert [decided.decision(i).state for i in range(7)] == ["open", "waived", "waived"] + ["open"] * 4
    again = at(decided)
    assert "numbers" not in listed(again) and len(listed(again)) == 5
    assert exported(again) == text


def test_download_arrives(at: Any, browser: Any) -> None:
    folder = Path(browser.capabilities["chrome"]["userDataDir"]).parent / "downloads"
    for old in folder.iterdir():
        old.unlink()
    page = at(REVIEW)
    press(page, "j")
    dismiss(page, "correct", "Wang")
    page.find_element("id", "export").click()
    (waiver,) = waivers.read_waivers(downloaded(browser, "align-waivers.toml"))
    assert (waiver.check, waiver.reason, waiver.author) == ("dates", "correct", "Wang")


def test_import_keeps_waivers_of_other_articles(at: Any, tmp_path: Path) -> None:
    here = waivers.waiver_of(REVIEW, 5, 'quoted\n"so"', "Wang", date(2032, 2, 3))
    other = waivers.Waiver("f" * 16, "names", "a stage name", "Li", None, "news/other.txt", "小李", "Xiao Li")
    file = tmp_path / "align-waivers.toml"
    file.write_text(waivers.dump_waivers([here, other]) + "# by hand\n", encoding="utf-8")
    page = at(REVIEW)
    page.find_element("id", "file").send_keys(str(file))
    wait(page, "document.querySelector('#toast').textContent.startsWith('2 waivers read, 1 of them')")
    page.execute_script(CHOOSE, "#state", "dismissed")
    assert "quoted" in page.find_element("id", "f0-5").text
    page.refresh()
    assert exported(page) == waivers.dump_waivers([here, other])
    file.write_text("[[waiver]]\nfingerprint = 3\n", encoding="utf-8")
    page.find_element("id", "file").send_keys(str(file))
    wait(page, "document.querySelector('#toast').textContent.includes('line 2: not in the form')")


def test_undo_and_reopen(at: Any) -> None:
    page = at(REVIEW)
    press(page, "j")
    dismiss(page, "r", "Wang")
    press(page, "u")
    assert now(page) == "dates" and page.find_element("id", "done").text == "0 of 7 decided"
    waived = made.article(found=made.FOUND, decisions=(Decision("waived", "old", "Li", "", "align-waivers.toml:3"),))
    page = at(waived)
    assert page.find_element("id", "done").text == "0 of 6 decided" and len(listed(page)) == 6
    assert "old" in exported(page)
    page.execute_script(
        "const e = document.querySelector('#state'); e.value = 'all'; e.dispatchEvent(new Event('change'))"
    )
    press(page, "j", "u")
    assert "[[waiver]]" not in exported(page)


def test_equal_findings_are_decided_together(at: Any) -> None:
    again = [dict(made.FOUND[5], bead=3), dict(made.FOUND[5], bead=3, message="again"), made.FOUND[0]]
    page = at(made.article(found=again))
    page.execute_script(CHOOSE, "#state", "all")
    press(page, "j", "A")
    assert page.find_element("id", "done").text == "2 of 3 decided" and now(page) == "dates"
    press(page, "k", "u", "k", "u")
    assert page.find_element("id", "done").text == "0 of 3 decided"
    press(page, "d")
    page.find_element("id", "same").click()
    page.find_element("id", "author").send_keys("Wang")
    page.find_element("id", "reason").send_keys("quoted\ue007")
    wait(page, "!document.querySelector('#dismissal').open")
    assert exported(page).count("[[waiver]]") == 2


def test_several_articles_on_one_page(at: Any) -> None:
    page = at(REVIEW, made.article(found=made.FOUND[:1], path="b.txt"))
    assert page.execute_script("return document.querySelectorAll('.grp').length") == 2
    for _ in range(8):
        press(page, "j")
    assert page.execute_script("return document.querySelector('.f.now').id") == "f1-0"


def test_no_script_of_an_article_runs(at: Any) -> None:
    pairs = [(f"他说{words}。", f"He said {words}.") for words in HOSTILE]
    found = [
        {"check": "x", "bead": i, "src": w, "tgt": w, "message": w, "note": w, "suggestions": (w,), "term": w}
        for i, w in enumerate(HOSTILE)
    ]
    page = at(made.article(pairs, found, path="javascript:window.hit=7"))
    for _ in HOSTILE:
        press(page, "j")
    for mark in page.find_elements("css selector", "mark"):
        page.execute_script("arguments[0].dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", mark)
        page.execute_script("arguments[0].click()", mark)
    page.execute_script(
        "const e = document.querySelector('#group'); e.value = 'term'; e.dispatchEvent(new Event('change'))"
    )
    assert page.execute_script("return window.hit") is None
    assert page.execute_script("return document.scripts.length") == 1


def test_two_thousand_pairs_stay_usable(at: Any) -> None:
    pairs = [
        (f"第{n}段,读者可在网上预约座位,也可现场登记。", f"Readers can book a seat online, no. {n}.")
        for n in range(2000)
    ]
    found = [
        {
            "check": f"check-{n % 7}",
            "bead": n,
            "src": "读者",
            "tgt": "seat",
            "severity": ("error", "warning", "note")[n % 3],
        }
        for n in range(2000)
    ]
    page = at(made.article(pairs, found))
    press(page, "3")
    assert len(listed(page)) == 2000 - 666
    press(page, "k")
    assert page.execute_script("return document.querySelector('.row.here').dataset.row") == "2000"
    assert page.execute_script("return document.querySelector('mark.now').getBoundingClientRect().top") > 0
    press(page, "/")
    press(page, *"1777.")
    wait(page, "document.querySelectorAll('.row:not([hidden])').length === 1")
    # entries are no <li>: those are numbered anew, quadratically, whenever one is hidden
    assert page.execute_script("return document.querySelectorAll('#list li.f').length") == 0


def test_marks_keep_their_contrast(at: Any) -> None:
    """Text on marks and grey text reach AA (4.5) in both themes, by the colours that the browser computed."""
    page = at(REVIEW)
    for theme in ("light", "dark"):
        page.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
        for selector in (
            ".meta",
            ".where",
            ".sev",
            ".figs .w dd",
            ".figs .n dd",
            ".chip",
            "mark.w",
            "mark.e",
            ".local a",
        ):
            ratio = page.execute_script(CONTRAST, selector)
            assert ratio >= 4.5, (theme, selector, ratio)


CONTRAST = """
const element = document.querySelector(arguments[0]);
const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return [...m.slice(0, 3), m[3] ?? 1]; };
let stack = [], e = element;
for (; e; e = e.parentElement) {
  const c = parse(getComputedStyle(e).backgroundColor); stack.push(c);
  if (c[3] === 1) break;
}
let back = [255, 255, 255];
for (const c of stack.reverse()) back = back.map((v, i) => c[i] * c[3] + v * (1 - c[3]));
const lum = c => c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
const a = lum(parse(getComputedStyle(element).color)), b = lum(back);
return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
"""


def test_report_of_the_command_line_and_the_next_check(at: Any, align: Any, browser: Any, tmp_path: Path) -> None:
    """check, open the report, dismiss everything, export, put the file beside the text: check again is clean."""
    text = "郑州市图书馆周六起延长开放时间。\nThe Chengzhou City Library will be open longer from Saturday.\n"
    (tmp_path / "library.txt").write_text(text, encoding="utf-8")
    first = align("check", "library.txt", "--format", "html", "--output", "report.html")
    assert (first.returncode, first.stderr) == (1, "")
    browser.get((tmp_path / "report.html").as_uri())
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    press(browser, "j")
    for _ in range(len(listed(browser))):
        dismiss(browser, "the library spells itself so", "" if _ else "Wang")
    (tmp_path / "align-waivers.toml").write_text(exported(browser), encoding="utf-8")
    again = align("check", "library.txt", "--format", "json")
    assert (again.returncode, again.stderr) == (0, "")
    assert '"the library spells itself so"' in again.stdout
    mended = text.replace("Chengzhou City", "Zhengzhou City")
    (tmp_path / "library.txt").write_text(mended, encoding="utf-8")
    stale = align("check", "library.txt")
    assert stale.returncode == 0
    assert "stale waiver" in stale.stderr


def test_a_translation_is_edited_and_taken_out(at: Any, tmp_path: Path) -> None:
    page = at(REVIEW)
    press(page, "j", "s")  # the first suggestion, in place of the words
    text = "The city library will stay open longer from Saturday."
    assert wait(page, "document.querySelector('.mended p')?.textContent") == text
    assert page.execute_script("return [...document.querySelectorAll('.mended ins')].map(e => e.textContent)") == [
        "Saturday."
    ]
    assert page.find_element("id", "done").text == "1 of 7 decided" and now(page) == "numbers"
    press(page, "m")
    field = page.switch_to.active_element
    assert field.get_attribute("value").startswith("The new library holds 120,000")
    field.clear()
    field.send_keys("The new library holds 1.2 million books.\ue009\ue007")  # Ctrl+Enter
    wait(page, "document.querySelectorAll('.mended').length === 2")
    page.refresh()
    assert page.execute_script("return document.querySelectorAll('.mended').length") == 2
    page.execute_script(CHOOSE, "#state", "mended")
    assert {"dates", "numbers", "multiples"} <= set(listed(page))
    decisions = json.loads(page.execute_script("return decisions()"))
    edits = decisions["documents"][0]["edits"]
    assert [e["after"] for e in edits] == [text, "The new library holds 1.2 million books."]
    (own,) = read(json.dumps(decisions).encode(), "decisions.json")
    target = REVIEW.alignment.target
    assert target is not None
    corrected = mend.corrected(REVIEW, own.edits, target.text.encode()).decode()
    assert corrected == page.execute_script("return corrected(sheets[0])")
    assert "1.2 million books.\n" in corrected and "Sunday" not in corrected
    assert "dates" not in page.execute_script("return open_points()")


def test_an_edit_is_cancelled_and_taken_back(at: Any) -> None:
    page = at(REVIEW)
    press(page, "j", "m", "Something else.", "\ue00c")
    assert page.execute_script("return document.querySelector('.editor')") is None
    assert page.execute_script("return Object.keys(sheets[0].edits).length") == 0
    press(page, "j", "k", "s")
    wait(page, "document.querySelector('.mended')")
    page.find_element("css selector", "#p0-1 .pen").click()
    back = [b for b in page.find_elements("css selector", ".editor button") if b.text == "Back to the original"]
    back[0].click()
    assert page.execute_script("return document.querySelector('.mended')") is None
    assert page.find_element("id", "done").text == "0 of 7 decided"


def test_filters_mean_what_they_say_and_counters_fall(at: Any) -> None:
    page = at(REVIEW)
    before = len(listed(page))
    press(page, "j", "a")
    assert len(listed(page)) == before - 1
    assert page.find_element("css selector", ".chip.e b").text == str(ERRORS - 1)
    page.execute_script(CHOOSE, "#state", "accepted")
    assert listed(page) == ["dates"]


def test_equal_findings_fold(at: Any) -> None:
    equal = [dict(made.FOUND[5], bead=3), dict(made.FOUND[5], bead=3), made.FOUND[0]]
    page = at(made.article(found=equal))
    shown = "return [...document.querySelectorAll('.f')].filter(e => e.offsetHeight).map(e => e.dataset.check)"
    assert sorted(page.execute_script(shown)) == ["dates", "deixis"]
    page.find_element("css selector", ".fold").click()
    assert sorted(page.execute_script(shown)) == ["dates", "deixis", "deixis"]


def test_the_bar_below_covers_no_finding(at: Any) -> None:
    page = at(REVIEW)
    box = "return document.querySelector(arguments[0]).getBoundingClientRect()"
    rail, bar = (page.execute_script(box, name) for name in (".rail", ".dock"))
    assert rail["bottom"] <= bar["top"] + 1


def test_a_suggestion_is_taken_everywhere_and_taken_back(browser: Any, tmp_path: Path, align: Any) -> None:
    """Capital S puts it in wherever the check marks the same words, twice in one sentence, too; u takes all back."""
    text = tmp_path / "ledger.txt"
    text.write_text(
        "区块链改变物流，区块链改变金融。\nThe block chain changes logistics, and the block chain changes finance.\n"
        "区块链需要区块链人才。\nThe block chain needs people of the sector chain.\n"
        "区块链是账本。\nThe sector chain is a ledger.\n",
        encoding="utf-8",
    )
    page = tmp_path / "report.html"
    align("check", str(text), "-o", str(page), "--select", "digital")
    browser.get(page.as_uri())
    browser.execute_script("localStorage.clear()")
    browser.refresh()
    said = browser.find_element("css selector", ".verdict .said")
    assert "5 errors must" in said.text
    press(browser, "j", "S")
    edited = [e.text for e in browser.find_elements("css selector", ".mended p:first-child")]
    assert edited == [
        "The blockchain changes logistics, and the blockchain changes finance.",
        "The blockchain needs people of the sector chain.",
    ]
    assert "2 errors are still" in said.text
    assert [e.text for e in browser.find_elements("css selector", ".mended mark")] == ["sector chain"]
    press(browser, "u")
    assert browser.find_elements("css selector", ".mended") == [] and "5 errors must" in said.text
    press(browser, "s", "s")
    edited = [e.text for e in browser.find_elements("css selector", ".mended p:first-child")]
    assert edited == ["The blockchain changes logistics, and the blockchain changes finance."]
    assert "3 errors are still" in said.text
