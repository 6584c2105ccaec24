"""What is made of tables, between the starts of a command: as long as the tables are the same, and no longer."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from align.data import TABLES
from align.evidence import concepts, figures, kinds, opposites
from align.kept import Numbered, found_or_made, packed
from align.text.signs import signs
from align.text.word_search import WordSearch, filed, twos_of


def test_it_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    table = tmp_path / "table.tsv"
    table.write_text("甲\ta\n", encoding="utf-8")
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {table.read_text(encoding="utf-8"): len(made)}

    assert [found_or_made("a", [table], make) for _ in range(3)] == [{"甲\ta\n": 1}] * 3
    assert found_or_made("b", [table], make) == {"甲\ta\n": 2}
    table.write_text("乙\tab\n", encoding="utf-8")
    assert found_or_made("a", [table], make) == {"乙\tab\n": 3}
    os.utime(table, (1, 1))  # as long as before
    assert found_or_made("a", [table], make) == {"乙\tab\n": 4}
    for file in tmp_path.rglob("a-*"):
        file.write_bytes(file.read_bytes()[:-3])
    assert found_or_made("a", [table], make) == {"乙\tab\n": 5}
    assert found_or_made("a", [tmp_path / "none"], make) == {"乙\tab\n": 6}
    monkeypatch.setattr("align.kept.__version__", "9.9.9")  # an archive may give the files of all versions one time
    assert found_or_made("a", [table], make) == {"乙\tab\n": 7}


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert found_or_made("a", [tmp_path], lambda: (1, "b")) == (1, "b")


def test_lines_by_number() -> None:
    lines = ["", "甲\t乙", "ab", "𠀀"]
    numbered = Numbered(packed(lines))
    assert [numbered[n].decode() for n in range(len(numbered))] == lines


def test_words_with_their_numbers() -> None:
    words = {"甲": [3], "甲乙": [1, 2], "甲乙丙": [4], "丁戊己": [5]}
    search = WordSearch(filed(words))
    assert [(word, search.numbers(word)) for word, *_ in search.find("甲丙甲乙甲乙丙丁戊丁戊己")] == [
        ("甲", (3,)),
        ("甲乙", (1, 2)),
        ("甲乙丙", (4,)),
        ("丁戊己", (5,)),
    ]
    assert search.numbers("丁") == () == search.numbers("甲丙")
    assert not list(WordSearch(filed({})).find("甲"))


@pytest.mark.parametrize(
    "make",
    [
        figures._taken,
        partial(kinds._taken, sorted((TABLES / "kinds").glob("*.tsv"))),
        partial(concepts._taken, opposites.needed),
    ],
)
def test_what_a_command_keeps_is_plain(make: Callable[[], Any]) -> None:
    made = make()
    assert marshal.loads(marshal.dumps(made)) == made


def test_exact_signs_find_no_less_than_quick_ones() -> None:
    """A command files patterns by the signs that it keeps, a program by what is quickly seen."""
    texts = ["两部门将收入占比提高到一半以上", "未经许可不得擅自转载", "同比下降百分之五，环比上升", "他把钱交给了小李"]
    quick, exact = (concepts._taken(how)[2] for how in (opposites.needed, signs))
    for text in texts:
        found = [
            {shape for shape, _, own in shaped if {*own} & {*twos_of(text), ""} and re.search(shape, text)}
            for shaped in (quick, exact)
        ]
        assert found[0] == found[1] == {shape for shape, *_ in quick if re.search(shape, text)}


def test_a_second_command_takes_no_table_apart(henan: Path, tmp_path: Path) -> None:
    code = (
        "import pathlib, sys; sys.argv = ['align', 'check', sys.argv[1], '--fail-on', 'never']\n"
        "from align.cli import main\n"
        "met, read = set(), pathlib.Path.read_text\n"
        "pathlib.Path.read_text = lambda p, **how: met.update((p.name, p.parent.name)) or read(p, **how)\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted(met & {'kinds', 'opposites', 'figures.tsv'}), file=sys.stderr)"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "ALIGN_SECOND_READER": "never"}
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(henan)], env=environment, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    ]
    assert [done.stderr.strip().splitlines()[-1] for done in said] == ["['figures.tsv', 'kinds', 'opposites']", "[]"]
    assert said[0].stdout == said[1].stdout
