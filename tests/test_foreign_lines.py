"""Lines in a third language, and tables of two languages, in a text of alternate lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.api import review_text
from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Review


def _review(folder: Path, name: str, text: str) -> Review:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (review,) = Engine(Settings()).reviews(read_all([str(path)]))
    return review


@pytest.mark.parametrize(
    "text",
    [
        "今天停电。\nThe power is off today.\n他在门口等车。\n그는 문 앞에서 차를 기다린다.\n雨停了。\nIt is dry.\n",
        "The power is off today.\n今天停电。\nОн ждёт автобус у ворот.\n他在门口等车。\nThe rain is over.\n雨停了。\n",
    ],
)
def test_a_line_in_a_third_language_stands_where_the_translation_is_due(text: str) -> None:
    review = review_text(text)
    (finding,) = [f for f in review.findings if f.severity == "error"]
    assert finding.check == "wrong_language"
    assert any(p.source.text == "他在门口等车。" and p.target.text for p in review.alignment.pairs())


def test_a_table_of_terms_in_a_chinese_page_is_all_that_has_a_translation(tmp_path: Path) -> None:
    rows = "| 中文 | English |\n|---|---|\n| 网关 | gateway |\n| 打印 | Print |\n| 端口 | port |\n"
    text = f"# 术语\n\n由编辑部维护。\n\n{rows}"
    review = _review(tmp_path, "a.md", text)
    assert [f.check for f in review.findings if f.severity != "note"] == []
    assert ("打印", "Print") in [(p.source.text, p.target.text) for p in review.alignment.pairs()]


def test_rows_of_a_table_in_a_web_page_are_pairs(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{zh}</td><td>{en}</td></tr>" for zh, en in (("梨", "pear"), ("桃", "peach"), ("葱", "leek"))
    )
    text = f"<html><body><h1>词表</h1><table><tr><th>中文</th><th>English</th></tr>{rows}</table></body></html>"
    pairs = [(p.source.text, p.target.text) for p in _review(tmp_path, "a.html", text).alignment.pairs()]
    assert ("梨", "pear") in pairs and ("葱", "leek") in pairs and ("中文", "English") not in pairs
