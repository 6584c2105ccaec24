"""Terms of articles: candidates, renderings, formats."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from align import load_rules, review
from align.rules.load.read import read
from align.terminology import terms
from tests.conftest import Run

ARTICLE = """河南发展区块链产业。
Henan develops the blockchain industry.
区块链技术服务河南的实体经济。
Blockchain technology serves Henan's real economy.
企业研究区块链技术。
Companies study distributed ledgers technology.
实体经济需要区块链。
The real economy needs blockchain.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_terms_have_frequencies_renderings_and_doubts(article: Path) -> None:
    found = {t.term: t for t in terms([review(article).alignment], load_rules())}
    assert found["区块链"].count >= 4 and found["区块链"].rule
    assert found["实体经济"].count == 2
    assert [words.lower() for words, _ in found["实体经济"].renderings] == ["real economy"]
    assert found["实体经济"].doubt == 0
    assert {words for words, _ in found["河南"].renderings} == {"Henan"}  # Henan and Henan's are one rendering


def test_the_same_twice(article: Path) -> None:
    alignment = review(article).alignment
    assert terms([alignment], load_rules()) == terms([alignment], load_rules())


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.tbx", "t.toml"])
def test_formats_of_the_command_line(article: Path, align: Run, tmp_path: Path, name: str) -> None:
    done = align("terms", "a.txt", "-o", name)
    assert done.returncode == 0, done.stderr
    data = (tmp_path / name).read_bytes()
    if name == "t.csv":
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert "实体经济" in {row["term"] for row in rows}
    elif name == "t.toml":
        assert data.startswith(b"[pack]") and read(tmp_path / name).name == "t"
    else:
        assert data.startswith((b"PK", b"<?xml"))


def test_a_format_that_does_not_exist(article: Path, align: Run) -> None:
    done = align("terms", "a.txt", "-f", "pdf")
    assert done.returncode == 2 and "one of csv" in done.stderr


def test_a_term_of_a_rule_inside_a_longer_one_has_its_rendering(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text(
        "长江三峡库区迎来首条专线。\nThe Three Gorges reservoir area has its first line.\n" * 2, encoding="utf-8"
    )
    found = {t.term: t for t in terms([review(path).alignment], load_rules())}
    assert [words for words, _ in found["三峡"].renderings] == ["Three Gorges"]
