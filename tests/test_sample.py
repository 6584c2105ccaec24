"""The committed sample report says what the tool says today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from align import registry, review
from align.review_json import review_from
from align.writers.json import to_dict

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "reports" / "henan.json"


def close(one: Any, other: Any) -> bool:
    """Equal, figures up to the last digits (which depend on the processor)."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(close(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(close, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and abs(one - other) <= 0.002 * max(1.0, abs(one))
    return bool(one == other)


def test_sample_is_what_the_tool_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    kept = json.loads(SAMPLE.read_text(encoding="utf-8"))
    fresh = json.loads(json.dumps(to_dict(review("seeds/henan-blockchain-pilot-zone.txt"))))
    for part in kept:
        assert close(kept[part], fresh[part]), f"{part} differs; run: make docs"


def test_sample_page_is_rendered_from_it() -> None:
    kept = review_from(json.loads(SAMPLE.read_text(encoding="utf-8")), "sample")
    page = b"".join(registry.writer("html").write([kept]))
    assert page == (ROOT / "reports" / "henan.html").read_bytes()
