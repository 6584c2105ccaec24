"""How fluid is the report? Writes one of N pairs and as many findings, opens it in headless Chromium, and measures.

python -m benchmarks.html_report [PAIRS]        prints a line a figure
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from align.records import SEVERITIES
from align.writers import html
from tests import made
from tests.browser import chromium

STEP = """const t = performance.now();
for (let i = 0; i < 20; i++) {
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true})); document.body.offsetHeight;
}
return (performance.now() - t) / 20"""
FILTER = """const t = performance.now(); document.querySelector('.chip.n').click(); document.body.offsetHeight;
return performance.now() - t"""
SEARCH = """document.querySelector('#search').value = '17'; const t = performance.now(); refresh();
document.body.offsetHeight; return performance.now() - t"""
GROUP = """const e = document.querySelector('#group'); e.value = 'check'; const t = performance.now();
e.dispatchEvent(new Event('change')); document.body.offsetHeight; return performance.now() - t"""
SCROLL = """const done = arguments[0], t = performance.now(); let frames = 0;
(function frame() { scrollBy(0, 700); if (++frames < 60) requestAnimationFrame(frame);
  else done((performance.now() - t) / 60); })()"""


def main() -> None:
    """Write, open, measure, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    text = "读者可在网上预约座位,也可到馆登记。"
    pairs = [(f"第{n}段,{text}", f"Readers can book a seat online or at the desk, {n}.") for n in range(count)]
    found = [
        {"check": f"check-{n % 7}", "bead": n, "src": "读者", "tgt": "seat", "severity": SEVERITIES[n % 3]}
        for n in range(count)
    ]
    review = made.article(pairs, found)
    begin = time.process_time()
    page = b"".join(html.write([review]))
    print(
        f"write        {time.process_time() - begin:8.2f} s CPU, {len(page) / 1e6:.1f} MB, {count} pairs and findings"
    )
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as browser:
        file = Path(folder) / "report.html"
        file.write_bytes(page)
        begin = time.monotonic()
        browser.get(file.as_uri())
        print(f"open         {time.monotonic() - begin:8.2f} s")
        for name, script in (("next finding", STEP), ("filter", FILTER), ("group", GROUP), ("search", SEARCH)):
            print(f"{name:<12} {browser.execute_script(script):8.1f} ms")
        print(f"scroll       {browser.execute_async_script(SCROLL):8.1f} ms a frame")


if __name__ == "__main__":
    main()
