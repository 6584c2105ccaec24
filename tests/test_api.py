"""The Python interface: the examples of docs/api.md run, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import align
from align.errors import InputError

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
HOUSE = """[songshan-laboratory]
source = ["嵩山实验室"]
accept = ["Songshan Laboratory"]
reject = ["Yishan Laboratory"]
"""


def test_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.toml").write_text(HOUSE, encoding="utf-8")
    text = re.sub(r"<!-- not run: [^>]*-->\n```python\n.*?```", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(examples) >= 6
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), names)


@pytest.mark.parametrize("sides", [("今天下雨。", ["It rains."]), (["今天下雨。"], "It rains."), (b"x", ["y"])])
def test_a_bare_text_is_no_list_of_sentences(sides: tuple[str, list[str]]) -> None:
    with pytest.raises(InputError, match="list of sentences"):
        align.pair(*sides)


def test_rules_given_are_the_rules_used() -> None:
    text, translation = "郑州今天下雨。", "It rained in Chengzhou today."
    shipped = {f.check for f in align.review_text(text, translation, rules=align.load_rules()).findings}
    none = {f.check for f in align.review_text(text, translation, rules=align.load_rules(shipped=False)).findings}
    assert "places/zhengzhou" in shipped and "places/zhengzhou" not in none


def test_a_review_becomes_json_and_comes_back() -> None:
    found = align.review_text("郑州今天下雨。", "It rained in Chengzhou today.")
    assert align.review_text("郑州今天下雨。", "It rained in Chengzhou today.").to_json() == found.to_json()


def test_the_function_hides_no_module() -> None:
    import align.pair.explain as explain

    assert explain is align.pair.explain and callable(explain.explain)  # type: ignore[attr-defined]
    assert [(b.source, b.target) for b in align.pair(["今天下雨。"], ["It is raining today."])] == [((0, 1), (0, 1))]
