"""The archive page: order, sums, trends, hostile paths, and sorting in a browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from align.writers._archive import LISTED, archive
from tests.browser import chromium, press
from tests.test_html import HOSTILE, Tags


def row(path: str, pairs: int = 20, quality: float | None = 0.7, **counts: Any) -> dict[str, Any]:
    severity = {k: counts.pop(k, 0) for k in ("error", "warning", "note")}
    return {"path": path, "articles": 1, "pairs": pairs, "quality": quality, "severity": severity, **counts}


ROWS = [
    row("2030-01-03/calm.txt", quality=0.9),
    row("2030-01-17/bad.txt", pairs=10, quality=0.4, error=4, check={"dates": 3, "names": 1}, term={"郑州": 2}),
    row(
        "2030-02-01/middling.txt",
        pairs=100,
        error=4,
        warning=2,
        check={"dates": 4, "units": 2},
        result="reviews/m.json",
    ),
    row("2030-03-09/alone.txt", pairs=7, quality=None, warning=1, category={"style": 1}, check={"units": 1}),
]


def page_of(rows: Any, title: str = "Archive") -> str:
    return b"".join(archive(rows, title)).decode()


def articles(page: str) -> list[str]:
    table = page[page.index('<table class="all">') :]
    return [re.sub("<[^>]+>", "", m) for m in re.findall(r'<tr><th scope="row">(.*?)</th>', table)]


def test_worst_first_by_weighted_findings_per_pair() -> None:
    assert [a.split("/")[1] for a in articles(page_of(ROWS))] == ["bad.txt", "middling.txt", "alone.txt", "calm.txt"]


def test_texts_without_a_translation_have_no_rate() -> None:
    page = page_of([*ROWS, row("untranslated.txt", pairs=0, quality=None, warning=15)])
    assert [a.split("/")[-1] for a in articles(page)][:3] == ["bad.txt", "untranslated.txt", "middling.txt"]
    assert re.search(r"untranslated\.txt</th>.*–</td></tr>", page)


def test_sums_and_most_frequent() -> None:
    page = page_of(ROWS, "City desk")
    figures = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))
    assert figures == {
        "articles": "4", "pairs": "137", "errors": "8", "warnings": "3", "notes": "0", "without error or warning": "1",
        "mean quality": f"{(0.9 * 20 + 0.4 * 10 + 0.7 * 100) / 130:.2f}",
    }  # fmt: skip
    checks = page[page.index("Most frequent findings") :]
    assert re.findall(r'<th scope="row">([^<]*)</th>', checks)[:3] == ["dates", "units", "names"]
    assert '<h1 class="title">City desk</h1>' in page and 'href="reviews/m.json"' in page


def test_trend_by_the_finest_date_that_fits() -> None:
    def heads(page: str) -> list[str]:
        table = page[page.index("As a table") : page.index("</details>")]
        return re.findall(r'<th scope="row">([^<]*)</th>', table)

    assert heads(page_of(ROWS)) == ["2030-01-03", "2030-01-17", "2030-02-01", "2030-03-09"]
    days = [row(f"2030{m:02d}{d:02d}.txt", error=m) for m in (1, 2, 3) for d in range(1, 29)]
    assert heads(page_of(days)) == ["2030-01", "2030-02", "2030-03"]
    nameless = [row(f"a{n}.txt") for n in range(100)]
    assert heads(page_of(nameless))[:2] == ["1–3", "4–6"]
    assert "Trend" not in page_of(nameless[:5])


def test_thousands_of_articles_list_the_worst() -> None:
    page = page_of(row(f"a{n}.txt", error=n % 50) for n in range(LISTED + 500))
    assert len(articles(page)) == LISTED
    assert f"{LISTED:,} of {LISTED + 500:,} articles" in page


def test_empty_archive_and_same_bytes() -> None:
    Tags(page_of([]))
    assert page_of(ROWS) == page_of(ROWS)


@pytest.mark.parametrize("words", HOSTILE)
def test_paths_and_terms_are_only_text(words: str) -> None:
    page = page_of([row(words, check={words: 2}, term={words: 1}, category={words: 1}, result=words)], words)
    tags = Tags(page)
    assert len(tags.all("script")) == 1 and not tags.all("img")
    assert not [n for _, a in tags.found for n in a if n.startswith("on")]
    assert not [a for a in tags.all("a") if (a["href"] or "").startswith("javascript:")]


def test_sorting_and_search_in_a_browser(tmp_path: Path) -> None:
    file = tmp_path / "archive.html"
    file.write_bytes(b"".join(archive(ROWS)))

    def shown(page: Any) -> list[str]:
        script = "return [...document.querySelectorAll('.all tbody tr:not([hidden]) th')].map(e => e.textContent)"
        return [path.split("/")[1] for path in page.execute_script(script)]

    with chromium(tmp_path) as page:
        page.get(file.as_uri())
        buttons = page.find_elements("css selector", ".all thead button")
        buttons[2].click()
        assert shown(page) == ["bad.txt", "middling.txt", "calm.txt", "alone.txt"]  # what was not measured stays last
        buttons[2].click()
        assert shown(page) == ["calm.txt", "middling.txt", "bad.txt", "alone.txt"]
        assert page.execute_script("return document.querySelectorAll('[aria-sort]').length") == 1
        press(page, "/", *"BAD")
        assert shown(page) == ["bad.txt"]
        assert page.get_log("browser") == []
