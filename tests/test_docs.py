"""Pages that are made from the code are what the code says; links between pages lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")]


def test_generated_pages_are_true() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in link and not link.startswith("mailto:"):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_ids_in_the_page_on_waivers_exist() -> None:
    from align.config import Settings
    from align.validate import Names

    text = (ROOT / "docs/waivers.md").read_text(encoding="utf-8")
    named = re.findall(r'^check = "(.+)"', text, re.M) + re.findall(r"align-qa: allow (.+?) –", text)
    names = [name.strip() for part in named for name in part.split(",")]
    assert len(names) >= 3
    assert [Names(Settings()).unknown(name) for name in names] == [""] * len(names)
