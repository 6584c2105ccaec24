"""What comes in by any door is bounded and read once, what goes out takes the place of no text, and what cannot be
read, or was too long to be looked at, is one line: each line here was a hang, a loss or a traceback once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from align import bounded, files, inputs
from align.batch.run import Plan
from align.batch.run import run as run_batch
from align.config import Config
from align.errors import InputError, OutputError, RuleError
from align.locate import wanted
from align.pair.anchors import read_anchors
from align.pair.given_beads import read_rows
from align.records import Passage, Span
from align.rules.load.read import parse
from align.session import Session
from align.strings.compare import troubles
from align.strings.raw import Raw
from tests.conftest import Run

ZH, EN = "郑州市图书馆周末照常开放。", "Chengzhou City Library will stay open at weekends as usual."
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and links as POSIX has them")


def pipe(place: Path, text: str) -> str:
    """A named pipe into which a text goes once."""
    os.mkfifo(place)
    threading.Thread(target=lambda: place.write_text(text, encoding="utf-8"), daemon=True).start()
    return str(place)


@POSIX
def test_pipes_are_read_once(tmp_path: Path) -> None:
    (one,) = inputs.read_all([pipe(tmp_path / "a", f"{ZH}\n{EN}\n")])
    assert one.source is not None and one.target is not None
    (pair,) = inputs.read_all([pipe(tmp_path / "p", f"{ZH}\n"), pipe(tmp_path / "q", f"{EN}\n")])
    assert pair.source is not None and pair.source.path.endswith("p")
    several = [pipe(tmp_path / name, text) for name, text in (("x", ZH), ("y", EN), ("z", f"{ZH}\n{EN}"))]
    assert [bool(article.target) for article in inputs.read_all(several)] == [True, True]


@POSIX
def test_a_long_pipe_can_be_looked_at_twice(tmp_path: Path) -> None:
    text = f"{ZH}\n{EN}\n" * 2000
    source = files.open_input(pipe(tmp_path / "a", text))
    assert source.data() == source.data() == text.encode()
    assert b"".join(source.lines()) == text.encode()


def test_a_text_that_grows_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.txt"
    place.write_text(ZH, encoding="utf-8")
    source = files.open_input(str(place))
    monkeypatch.setattr(files, "MAX_BYTES", 50)
    place.write_text(ZH * 100, encoding="utf-8")
    with pytest.raises(InputError, match="more than 50 bytes"):
        source.data()
    place.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        source.data()


DEEP = {
    "names": ("a." * 60_000 + "b = 1", "more than 50 parts"),
    "brackets": ("a = " + "[" * 100_000, "hundreds deep"),
    "digits": ("a = " + "9" * 5000, "4,300 digits"),
}


@pytest.mark.parametrize("name", DEEP)
def test_toml_without_end_is_one_line(name: str, align: Run, tmp_path: Path) -> None:
    text, said = DEEP[name]
    (tmp_path / "a.txt").write_text(f"{ZH}\n{EN}\n", encoding="utf-8")
    (tmp_path / "s.toml").write_text(text)
    for option in (["--config", "s.toml"], ["--rules", "s.toml"]):
        done = align("check", "a.txt", *option)
        assert done.returncode == 2 and said in done.stderr and "fault" not in done.stderr
    (tmp_path / "align-waivers.toml").write_text(text)
    assert said in align("check", "a.txt").stderr


def test_settings_are_bounded_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("# comment\n")
    with pytest.raises(OSError, match="more than 5 bytes"):
        bounded.read(tmp_path / "a.toml", 5)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (f'source = ["{"[" * 1000}"]\naccept = ["a"]', "source"),
        ('find = "(?<=a{1,3})b"\nside = "target"\nmessage = "m"', "look-behind"),
        ('find = "[[a]"\nside = "target"\nmessage = "m"', "write"),
        ('find = "(City)"\nside = "target"\nmessage = "m"\nsuggest = ["\\\\9"]', "names a group"),
    ],
)
def test_rules_that_python_cannot_compile_are_one_line(rule: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        parse(f"[x]\n{rule}\n", "r.toml", "r")


@pytest.mark.parametrize("text", ["- " * 60_000, "[" * 60_000, "a: {" * 60_000])
def test_yaml_without_end_is_one_line(text: str) -> None:
    with pytest.raises(InputError, match=r"nested more than 100 deep|no YAML"):
        list(inputs.pick(files.from_bytes(text.encode(), "a.yaml")))


def test_an_output_takes_the_place_of_no_text(align: Run, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(f"{ZH}\n{EN}\n", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(text)
    for arguments in (["check", "a.txt", "-o", "a.txt", "-f", "html"], ["check", "a.txt", "-o", "link.html"]):
        done = align(*arguments)
        assert (done.returncode, "is the text that is read" in done.stderr) == (2, True)
    assert text.read_text(encoding="utf-8") == f"{ZH}\n{EN}\n"


def batch(folder: Path, out: Path) -> list[str]:
    return run_batch(Plan([str(folder)], out, Session(Config(())))).skipped


@POSIX
def test_a_batch_tells_of_what_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (tmp_path / "far").mkdir()
    folder.mkdir()
    (folder / "a.txt").write_text(f"{ZH}\n{EN}\n", encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "far").symlink_to(tmp_path / "far")
    (folder / "nowhere.txt").symlink_to("nothing")
    os.mkfifo(folder / "pipe.txt")
    told = batch(folder, tmp_path / "out")
    assert [Path(line.partition(":")[0]).name for line in told] == ["far", "loop", "nowhere.txt", "pipe.txt"]
    assert all("skipped, " in line for line in told)


def test_a_batch_writes_over_nothing_of_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{ZH}\n{EN}\n", encoding="utf-8")
    (tmp_path / "report.html").write_text("mine")
    with pytest.raises(OutputError, match="no batch has written it"):
        batch(tmp_path, tmp_path)
    assert (tmp_path / "report.html").read_text() == "mine"


def test_what_is_encrypted_or_damaged_inside_is_said(tmp_path: Path) -> None:
    place = tmp_path / "a.docx"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>" * 500)
    sound = place.read_bytes()
    locked = bytearray(sound)
    locked[6] |= 1
    locked[sound.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match="encrypted; save it without a password"):
        list(inputs.pick(files.from_bytes(bytes(locked), "a.docx")))
    begin = sound.index(b"document.xml") + len("document.xml")
    damaged = sound[:begin] + b"\xff\xff" + sound[begin + 2 :]
    with pytest.raises(InputError, match="in it is broken"):
        list(inputs.pick(files.from_bytes(damaged, "a.docx")))


@pytest.mark.parametrize(
    "line", ["[0]:[0999999999999999999999]", "[0,1000000000]:[1]", "[0 2]:[1]", "9" * 5000 + " = 1"]
)
def test_anchors_of_odd_numbers_are_one_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"{line}\n")
    with pytest.raises(InputError):
        read_anchors(str(tmp_path / "a"))


@pytest.mark.parametrize(
    "text", ["[01]:[1]\n", "[" * 5000 + ":[1]\n", "[" + "9" * 5000 + "]:[1]\n", '{"source": [' * 3000]
)
def test_beads_of_odd_numbers_are_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "b").write_text(text)
    with pytest.raises(InputError):
        read_rows(str(tmp_path / "b"))


def test_beads_after_an_empty_line_and_with_a_stray_return(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(f"\n\nsource\ttarget\r\n{ZH}\rx\t{EN}\r\n".encode())
    assert len(read_rows(str(tmp_path / "b"))) == 1


@POSIX
@pytest.mark.parametrize("closed", [0, 1, 2])
def test_closed_streams_are_an_exit_code_and_a_line(closed: int, tmp_path: Path) -> None:
    command = f"{sys.executable} -m align check - {closed}{'<' if closed == 0 else '>'}&-"
    done = subprocess.run(["sh", "-c", command], input=b"", capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == (closed != 2)
    assert b"fault in align-qa" not in done.stderr


@POSIX
def test_a_stream_that_is_closed_takes_nothing_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{ZH}\n{EN}\n", encoding="utf-8")
    told = {}
    for end in (">&-", "2>&-", "--output b.json >&-", "--version >&-"):
        command = f"{sys.executable} -m align check a.txt --fail-on never --format json {end}"
        command = command if "version" not in end else f"{sys.executable} -m align {end}"
        done = subprocess.run(["sh", "-c", command], input=b"", capture_output=True, cwd=tmp_path, check=False)
        told[end] = done.returncode, len(done.stderr.splitlines()), done.stdout.startswith(b"{")
    assert told == {
        ">&-": (2, 1, False),
        "2>&-": (0, 0, True),
        "--output b.json >&-": (0, 0, False),
        "--version >&-": (2, 1, False),
    }
    assert (tmp_path / "b.json").read_bytes().startswith(b"{")


@POSIX
def test_a_folder_that_is_gone_and_a_name_that_is_too_long(align_process: Run, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"mkdir g && cd g && rmdir ../g && {sys.executable} -m align check a.txt"],
        capture_output=True, cwd=tmp_path, text=True, check=False, env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert (done.returncode, "the current folder: is no longer there" in done.stderr) == (2, True)
    done = align_process("check", "x" * 300)
    assert (done.returncode, "too long" in done.stderr, "fault" in done.stderr) == (2, True, False)


def test_what_was_too_long_is_told_of(align: Run, tmp_path: Path) -> None:
    zh = f"共有{'、'.join(f'{n}人' for n in range(100, 230))}。"
    en = f"There are {', '.join(f'{n} people' for n in range(100, 230))}."
    (tmp_path / "a.txt").write_text(f"{ZH}\n{EN}\n{zh}\n{en}\n", encoding="utf-8")
    told = align("check", "a.txt").stderr.splitlines()
    assert "align: a.txt: pair 2: more than 100 figures a side: figures, dates and units were not compared" in told
    assert any("too long for the second reader" in line for line in told)
    rows = [json.dumps({"id": n, "source": zh, "target": en}) for n in range(3)]
    (tmp_path / "t.jsonl").write_text("\n".join(rows))
    told = [line for line in align("check", "t.jsonl", "-f", "jsonl").stderr.splitlines() if "figures" in line]
    assert told == [
        "align: t.jsonl: in some rows: more than 100 figures a side: figures, dates and units were not compared"
    ]


def test_thousands_of_placeholders_are_all_told() -> None:
    found = list(troubles("文件 " + "%d {a} " * 3000, "Files " + "%s {b} " * 3000))
    assert len(found) > 3000


def test_formulas_without_values_are_told_of(align: Run, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["中文", "English"], [ZH, '="Zhengzhou "&"City"'], [ZH, "Zhengzhou Library is open."]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    told = align("check", "a.xlsx", "--fail-on", "never").stderr
    assert told.startswith("align: a.xlsx: formulas without their values: 1, read as empty cells; open and save it")


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_chapter_that_is_listed_again_and_again_is_read_once(tmp_path: Path) -> None:
    item = '<itemref idref="a"/>'
    package = f'<package><item id="a" href="a.xhtml"/><spine>{item * 500}</spine></package>'
    members = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>',
        "p.opf": package,
        "a.xhtml": f"<p>{ZH}</p><p>{EN}</p>",
    }
    (article,) = inputs.pick(files.open_input(str(zipped(tmp_path / "a.epub", members))))
    assert article.source is not None and article.source.text.count(ZH) == 1


def test_numbers_without_end_are_none(tmp_path: Path) -> None:
    slide = "ppt/slides/slide{}.xml"
    book = zipped(tmp_path / "a.pptx", {slide.format("9" * 4500): "<s/>"})
    with pytest.raises(InputError, match="no slide"):
        list(inputs.pick(files.open_input(str(book))))
    unit = (
        f'<trans-unit maxwidth="{"9" * 5000}" size-unit="char"><source>{ZH}</source><target>{EN}</target></trans-unit>'
    )
    (tmp_path / "a.xlf").write_text(f"<xliff><file><body>{unit}</body></file></xliff>", encoding="utf-8")
    (article,) = inputs.pick(files.open_input(str(tmp_path / "a.xlf")))
    assert article.source is not None and article.source.blocks[0].fact("max-length") == ""
    assert wanted(f"{tmp_path}/a.xlf:{'9' * 5000}") is None


def test_the_way_back_of_a_passage_of_many_pieces() -> None:
    text = " ".join(f"`w{n}`" for n in range(30))
    pieces = tuple((text.index(f"`w{n}`"), 100 + 10 * n, len(f"`w{n}`")) for n in range(30))
    passage, marked = Passage(text, pieces), Raw(text, tuple((a, size, b, size) for a, b, size in pieces))
    for at, origin, size in pieces:
        assert passage.span(at, at + size) == marked.span(at, at + size) == Span(origin, origin + size)
        assert passage.span(at + 1, at + 2) == marked.span(at + 1, at + 2) == Span(origin + 1, origin + 2)
    assert marked.span(0, len(text)) == Span(100, 390 + pieces[-1][2])


def word(path: Path, body: str) -> Path:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped(path, {"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>"})


def test_what_is_inside_itself_is_read_once(tmp_path: Path) -> None:
    both = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (ZH, EN))
    boxes = f"{'<w:p><w:r><w:txbxContent>' * 60}{both}{'</w:txbxContent></w:r></w:p>' * 60}"
    (article,) = inputs.pick(files.open_input(str(word(tmp_path / "a.docx", boxes))))
    assert article.source is not None and article.source.text.count(ZH) == 1
    in_cell = f"<w:tbl><w:tr><w:tc>{boxes}</w:tc></w:tr></w:tbl>"
    (article,) = inputs.pick(files.open_input(str(word(tmp_path / "b.docx", in_cell))))
    assert article.source is not None and article.source.text.count(ZH) == 1
    deep = f"{'<w:tbl><w:tr><w:tc>' * 40}{both}{'</w:tc></w:tr></w:tbl>' * 40}"
    with pytest.raises(InputError, match="tables inside each other"):
        list(inputs.pick(files.open_input(str(word(tmp_path / "c.docx", deep)))))
    slide = f"<s>{'<p>' * 60}<t>{ZH}</t>{'</p>' * 60}<p><t>{EN}</t></p></s>"
    (article,) = inputs.pick(files.open_input(str(zipped(tmp_path / "a.pptx", {"ppt/slides/slide1.xml": slide}))))
    assert article.source is not None and article.source.text.count(ZH) == 1
