"""A headless Chromium for the tests of pages. Where it is missing, tests are skipped; in CI they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --disable-default-apps --disable-extensions"
).split()


def _found(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    if os.environ.get("CI"):
        pytest.fail(f"CI needs {' or '.join(names)}")
    pytest.skip(f"no {' or '.join(names)} here")


@contextmanager
def chromium(folder: Path, *, width: int = 1400, height: int = 900) -> Iterator[Any]:
    """A fresh browser with its own profile, whose downloads go to ``folder``/downloads."""
    browser, driver = _found("chromium", "chromium-browser", "google-chrome"), _found("chromedriver")
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        if os.environ.get("CI"):
            raise
        pytest.skip("no selenium here")
    downloads = folder / "downloads"
    downloads.mkdir(exist_ok=True)
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    page = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield page
    finally:
        page.quit()


def press(page: Any, *keys: str) -> None:
    """Press keys one after the other, as a keyboard does: whatever has the focus receives them.

    ``WebElement.send_keys`` refuses an element that has just been hidden, as the finding that is dismissed in the
    moment before the page takes the focus on: one run in some hundred failed there.
    """
    from selenium.webdriver import ActionChains

    for key in keys:
        ActionChains(page).send_keys(key).perform()


def downloaded(page: Any, name: str) -> Path:
    """The path of a download, once all of it has arrived: the browser makes the file before it fills it."""
    from selenium.webdriver.support.ui import WebDriverWait

    folder = Path(page.capabilities["chrome"]["userDataDir"]).parent / "downloads"
    path = folder / name
    WebDriverWait(page, 20).until(
        lambda _: path.exists() and path.stat().st_size and not [*folder.glob("*.crdownload")]
    )
    return path
