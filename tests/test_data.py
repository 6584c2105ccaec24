"""The data of the package: generated files are those of the manifest, tables have one entry a line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import align.data as package
from align.data import BUILT, TABLES, Lines, Words, rows
from align.data.arrays import arrays
from training import data

NOWHERE = Path("/nowhere")


def test_every_generated_file_is_in_the_manifest_as_it_lies() -> None:
    known = {name: value for step in data.recorded().values() for name, value in step["outputs"].items()}
    there = {path.name: data.digest([path]) for path in BUILT.iterdir() if path.name != data.MANIFEST.name}
    changed = [name for name in there.keys() | known.keys() if known.get(name) != there.get(name)]
    assert changed == [], "run: python -m training.data --record"


def test_steps_come_after_what_they_are_made_of() -> None:
    made: set[str] = set()
    for step in data.STEPS:
        assert {name[6:] for name in step.inputs if name.startswith("built:")} <= made, step.name
        made.update(step.outputs)
        for command in step.commands:
            module = command.split()[1].replace(".", "/") if command.startswith("-m ") else ""
            scripts = [f"{module}.py", f"{module}/__main__.py"] if module else [command.split()[0]]
            assert any((data.ROOT / script).is_file() for script in scripts), command
        for name in step.inputs:
            if ":" not in name:
                assert all(path.is_file() for path in data.paths(name, NOWHERE)), name


def test_a_step_is_stale_where_an_input_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in.txt").write_text("one", encoding="utf-8")
    (tmp_path / "out.txt").write_text("1", encoding="utf-8")
    step = data.Step("count", (f"-c open('{tmp_path}/out.txt','w').write('3')",), ("out.txt",), ("shared:in.txt",))
    monkeypatch.setattr(data, "BUILT", tmp_path)
    monkeypatch.setattr(data, "MANIFEST", tmp_path / "MANIFEST.toml")
    monkeypatch.setattr(data, "STEPS", (step,))
    data.record([], tmp_path)
    assert data.stale(step, data.recorded(), tmp_path) == []
    assert data.stale(step, data.recorded(), NOWHERE) == []  # the corpus is not here
    (tmp_path / "in.txt").write_text("three", encoding="utf-8")
    assert data.stale(step, data.recorded(), tmp_path) == ["shared:in.txt"]
    data.run(step, tmp_path)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "3"
    assert data.stale(step, data.recorded(), tmp_path) == []


@pytest.mark.parametrize("path", sorted(TABLES.rglob("*.tsv")), ids=lambda path: str(path.relative_to(TABLES)))
def test_a_table_has_one_entry_a_line_in_order_and_names_its_source(path: Path) -> None:
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    body = list(rows(str(path.relative_to(TABLES))))
    lines = ["\t".join(row).lstrip("~!?=") for row in body]  # signs of rows of opposites
    assert head and "ource" in " ".join(head), "say where the entries are from"
    assert body and max(map(len, lines)) <= 900
    assert len({tuple(row) for row in body}) == len(body)
    assert lines == sorted(lines) or body == sorted(body, key=lambda row: (row[1], row)), (
        "sort: a diff is read by people"
    )


def test_lines_are_found_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = sorted(f"{head}{n % 7 * 'x'}{n}\t{n}" for n in range(300) for head in ("a", "河", "河流", "𠀀"))
    (tmp_path / "some.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(package, "BUILT", tmp_path)
    known = dict(row.split("\t") for row in rows)
    for page in (1, 16, 64, 1 << 20):
        lines = Lines("some.txt", page)
        assert dict(lines) == known
        assert all(lines.find(key) == value for key, value in known.items())
        assert [lines.find(key) for key in ("", "a", "河河", "zz", "𠀁", "\ud800")] == [None] * 6
        for start in ("a", "河", "河流", "河流xx1", "𠀀xxx2", "b", "龙", "𠀂", "0"):
            assert list(lines.beginning(start)) == [row for row in rows if row.startswith(start)], (page, start)


def test_words_are_looked_up_where_they_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "BUILT", tmp_path)
    known = sorted({f"{a}{b}" for a in ("a", "ab", "b", "zebra", "é") for b in ("", "s", "ing", "'s")})
    (tmp_path / "words.txt").write_text(" ".join(known) + "\n", encoding="utf-8")
    strange = {"", " ", "a b", "aa", "abing ", "zzz", "0", "in", "é "}
    for page in (1, 7, 40, 4096):
        for few in (0, 3, 10**6):
            words = Words("words.txt", page, few)
            assert all(word in words for word in known), (page, few)
            assert not any(word in words for word in strange), (page, few)
            assert {"a", "aa"} - words == {"aa"}
            assert {"a", "aa"} & words == {"a"}
            assert 1 not in words
    assert set(words) == set(known)
    assert len(words) == len(known)


def test_arrays_are_read_as_numpy_reads_them(tmp_path: Path) -> None:
    given = {
        "table": np.arange(12, dtype=np.float32).reshape(3, 4),
        "columns": np.asfortranarray(np.arange(6, dtype=np.int16).reshape(2, 3)),
        "row": np.array([True, False]),
        "none": np.zeros((0, 5), np.uint8),
        "one": np.array(7),
        "name": np.array("abc"),
    }
    for path, save in ((tmp_path / "a.npz", np.savez), (tmp_path / "b.npz", np.savez_compressed)):
        save(path, **given)  # type: ignore[arg-type]
        found = arrays(path)
        assert list(found) == list(given)
        for name, values in dict[str, Any](given).items():
            own: Any = found[name]
            assert (own.dtype, own.shape) == (values.dtype, values.shape)
            assert own.flags.f_contiguous == values.flags.f_contiguous
            assert own.tobytes() == values.tobytes()
            assert own.flags.aligned
    np.savez(tmp_path / "c.npz", parts=np.zeros(2, [("a", "i4"), ("b", "i4")]))
    with pytest.raises(ValueError, match="no array"):
        arrays(tmp_path / "c.npz")
    whole = (tmp_path / "b.npz").read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[-40:], b"\0" * 30 + whole[200:], b"x" * 50):
        (tmp_path / "d.npz").write_bytes(damaged)
        with pytest.raises(ValueError, match="archive"):
            arrays(tmp_path / "d.npz")
