"""Where links lead."""

from __future__ import annotations

from pathlib import Path

from align.checks import link
from align.inputs import read_all
from align.pipeline import Engine
from tests.checks.support import found


def test_another_page_and_the_same_in_another_language() -> None:
    (one,) = found(link.CHECK, "见[说明](/docs/setup)。", "See the [notes](/docs/billing).")
    assert one.suggestions == ("/docs/setup",)
    assert not found(link.CHECK, "见[说明](/zh/docs/setup)。", "See the [notes](/en/docs/setup).")


def test_links_by_name_lead_to_the_same_place(engine: Engine, tmp_path: Path) -> None:
    for name, text, price in (
        ("zh", "见[手册][1]和[价目][p]。", "prices"),
        ("en", "See [manual][1], [prices][p].", "shop"),
    ):
        page = f"{text}\n\n[1]: https://example.org/{name}/manual\n[p]: https://example.org/{price}\n"
        (tmp_path / f"a.{name}.md").write_text(page, encoding="utf-8")
    (review,) = engine.reviews(read_all([str(tmp_path / "a.zh.md"), str(tmp_path / "a.en.md")]))
    (told,) = [f for f in review.findings if f.check == "link"]
    assert told.suggestions == ("https://example.org/prices",)
