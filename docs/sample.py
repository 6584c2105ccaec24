"""Writes the sample report of the Henan article to reports/, and with --picture docs/report.png.

python docs/sample.py [--picture]        (the picture needs selenium, chromium and chromium-driver)
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ARTICLE = "seeds/henan-blockchain-pilot-zone.txt"


def render(name: str) -> bytes:
    """The report in a format, with paths as they are in the repository."""
    from align import registry, review

    os.chdir(ROOT)
    return b"".join(registry.writer(name).write([review(ARTICLE)]))


def picture() -> None:
    """The top of the report in a window of 1,360 x 900."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    with tempfile.TemporaryDirectory() as folder:
        for flag in ("headless=new", "no-sandbox", "disable-gpu", "hide-scrollbars", "window-size=1360,900"):
            options.add_argument(f"--{flag}")
        options.add_argument(f"--user-data-dir={folder}")
        browser = webdriver.Chrome(options, Service("/usr/bin/chromedriver"))
        browser.get((ROOT / "reports" / "henan.html").as_uri())
        browser.save_screenshot(str(ROOT / "docs" / "report.png"))
        browser.quit()


def main() -> None:
    """Write the files."""
    for name in ("json", "html"):
        (ROOT / "reports" / f"henan.{name}").write_bytes(render(name))
    if "--picture" in sys.argv:
        picture()


if __name__ == "__main__":
    main()
