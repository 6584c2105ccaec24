"""Reviews that somebody has edited by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from align.api import review_text
from align.errors import InputError
from align.review_json import review_from, reviews_in
from align.writers.json import to_dict

ZH = "郑州市图书馆周末照常开放。共有30亿元。"
EN = "Chengzhou City Library will stay open at weekends. There are 3 million yuan."


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    data = to_dict(review_text(ZH, EN))
    assert len(data["findings"]) > 1
    return data


EDITS: dict[str, Callable[[dict[str, Any]], object]] = {
    "finding taken out": lambda data: data["findings"].pop(0),
    "finding put in": lambda data: data["findings"].append(data["findings"][0]),
    "bead taken out": lambda data: data["beads"].pop(),
    "bead put in": lambda data: data["beads"].append(data["beads"][0]),
    "finding without its words": lambda data: data["findings"][0].update(target=None),
    "decisions of some": lambda data: data["layout"]["decisions"].append(["open", "", "", None, ""]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_taken_out_or_put_in_would_mark_the_words_of_others(written: dict[str, Any], edit: str) -> None:
    data = json.loads(json.dumps(written))
    assert review_from(data, "r.json").findings
    EDITS[edit](data)
    with pytest.raises(InputError, match=r"^r\.json: no review: .*--select"):
        reviews_in(json.dumps(data).encode(), "r.json")
