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


def test_a_review_shows_itself_in_a_line_and_as_a_table() -> None:
    found = align.review_text("郑州今天下雨。", "It rained in <Chengzhou> today.")
    assert re.fullmatch(r"<Review of -: 1 error.*, quality 0\.\d\d>", repr(found))
    shown = found._repr_html_()
    assert "<td>places/zhengzhou</td><td>郑州</td><td>Chengzhou</td>" in shown and "<Chengzhou>" not in shown
    clean = align.review_text("今天下雨。", "It is raining today.")
    assert "nothing to report" in clean._repr_html_() or "quality" in repr(clean)
    assert "<table>" not in clean._repr_html_()


def test_a_check_of_ones_own_is_like_the_others() -> None:
    """It runs behind the shipped ones, its findings are settled with theirs, and what it yields has its name."""
    from collections.abc import Iterator

    from align.each_pair import on_running
    from align.records import Check, Finding, Pair

    def shouting(pair: Pair) -> Iterator[Finding]:
        if (at := pair.target.text.find("!")) >= 0:
            yield pair.finding(own, "too loud", target=(at, at + 1), suggestions=(".",))

    own = Check("shouting", "warning", "style", "Exclamation marks.", on_running(shouting))
    [finding] = [f for f in align.review_text("他来了。", "He came!", checks=[own]).findings if f.check == "shouting"]
    assert (finding.severity, finding.message, finding.suggestions) == ("warning", "too loud", (".",))
    assert "shouting" not in {f.check for f in align.review_text("他来了。", "He came!").findings}
