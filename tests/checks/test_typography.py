"""The check typography."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.checks import typography
from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from tests.checks.support import found, marked


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("He came，she left.", ["，"]),
        ("He came , and left.", [" ,"]),
        ("He came .", [" ."]),
        ("He came.She left with him.", ["."]),
        ("He do n't know.", ["do n't"]),
        ("He came~ and left.", ["~"]),
        ("About ２０ people came.", ["２０"]),
        ("The right answer is ( ).", []),
        ("The right answer is ( b ).", [" ( ", " )"]),
        ("See www.a.com/b,c_d or mail a@b.com, e.g. at 3.5 p.m.", []),
        ("Made by Huaxin Co., Ltd. (the “firm”) in 1,000 towns...", []),
    ],
)
def test_typography(target: str, words: list[str]) -> None:
    assert marked(typography.CHECK, "他来了。", target) == words


def test_spaces_before_punctuation_are_one_finding_where_they_are_a_habit() -> None:
    text = "In the old town , bakers , tailors and smiths work side by side ."
    [finding] = found(typography.CHECK, "老城里，面包师、裁缝和铁匠并肩工作。", text)
    assert "4 places" in finding.message or "3 places" in finding.message
    assert len(found(typography.CHECK, "他来了，她走了。", "He came , she left .")) == 2


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("现在 socket.Server 类可以继承。", "The class socket.Server can now be inherited."),
        ("调用扩展中的 readrows(text)。", "Call readrows(text) of the extension."),
        ("以 ( lenX , lenY ) 为中心缩放。", "Scales it by factors from ( lenX , lenY ) outwards."),
    ],
)
def test_code_is_set_as_in_the_source(source: str, target: str) -> None:
    assert found(typography.CHECK, source, target) == []


def test_formulas_and_addresses_before_a_mark_are_no_space(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("其值为 $n$，见 <https://example.net>。\n\nIts value is $n$, see <https://example.net>.\n", "utf-8")
    (article,) = read_all([str(page)])
    assert not [f for f in Engine(Settings()).review(article).findings if f.check == "typography"]
