"""What do hostile inputs cost? Time and memory of each, and how the checks grow with what they read.

    python -m benchmarks.hostile [--only WORD] [--size 65536] [--reader never]

Each input is written to a temporary folder and checked by ``align check`` in a process of its own, which is forked from
one that has everything loaded. Failed is what takes more than two seconds of processor time and two for each megabyte,
more than 500 MB of memory, or ends in a fault of the program. How the time of each check grows with what it reads is
measured by ``benchmarks.growth``, on the same fillers.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from align import review_text
from align.config import Settings
from benchmarks._fillers import BOTH, CHINESE, ENGLISH

SECONDS, MEMORY = 2.0, 500  # a megabyte, and once; MB
WALL = 120  # seconds after which an input is given up
ZH = "9月8日，省工信厅在郑州市发布30亿元计划，不得超过120万人。"
EN = "On September 8, the department in Zhengzhou published a plan of 3 billion yuan for 1.2 million people at most."
Maker = Callable[[int], bytes]


@dataclass(frozen=True)
class Outcome:
    """What one input cost."""

    size: int  # bytes
    seconds: float  # of processor time
    memory: int  # MB
    code: int

    @property
    def failed(self) -> str:
        """Why this is too much; empty where it is not."""
        if self.code not in (0, 1, 2):
            return f"ended with {self.code}"
        if self.seconds > SECONDS * max(1.0, self.size / 2**20):
            return "slow"
        return "large" if self.memory > MEMORY else ""


def lines(n: int) -> Iterator[tuple[str, bytes]]:
    """One long line of every filler, beside a usual one."""
    for number, filler in enumerate(CHINESE):
        yield f"zh {filler!r} {number}.txt", f"{ZH}{filler * (n // len(filler))}。\n{EN}\n".encode()
    for number, filler in enumerate(ENGLISH):
        yield f"en {filler!r} {number}.txt", f"{ZH}\n{EN} {filler * (n // len(filler))}.\n".encode()
    for number, (zh, en) in enumerate(BOTH):
        text = f"{ZH}{zh * (n // len(zh))}。\n{EN} {en * (n // len(en))}\n"
        yield f"both {zh!r} {en!r} {number}.txt", text.encode()
    yield "blank line.txt", f"{ZH}\n{' ' * n}\n{EN}\n".encode()
    yield "no end of a waiver.txt", f"{ZH}\n{EN}\n{'<!-- align-qa: allow ' * (n // 21)}\n".encode()


def marks(n: int) -> Iterator[tuple[str, bytes]]:
    """Mark-up that never ends or is deep."""
    pair = f"{ZH}\n\n{EN}\n\n"
    for filler in ("[", "<!--", "*", "`", "> ", "![", "|", "<a x=", "- ", "&#", "~~", "\\", "<", "](", "#"):
        yield f"{filler!r}.md".replace("/", ""), f"{pair}{filler * (n // len(filler))}\n".encode()
    yield "paragraphs.md", (pair * (n // len(pair.encode()))).encode()
    yield "carriage returns.md", pair.replace("\n\n", "\r\n\r").encode() * (n // 200)
    for filler in ("<a x=", "<div>", "<![foo]>", "<!--", "&#x", "<p", "<b>", "<td>", "</p>", "<script>"):
        yield f"{filler!r}.html".replace("/", ""), f"<p>{ZH}</p><p>{EN}</p>{filler * (n // len(filler))}".encode()
    body = f'<trans-unit id="1"><source>{ZH}</source><target>{EN}</target></trans-unit>'
    head, tail = '<xliff version="1.2"><file source-language="zh" target-language="en"><body>', "</body></file></xliff>"
    yield "comment.xlf", f"{head}{body}<!-- {'<unit ' * (n // 6)}-->{tail}".encode()
    yield "deep.xlf", f"{head}{'<g>' * (n // 7)}{'</g>' * (n // 7)}{body}{tail}".encode()
    deep = "<g>" * 2000 + "甲" + "</g>" * 2000
    yield "deep unit.xlf", f"{head}{body.replace(ZH, deep)}{tail}".encode()
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    yield "laughs.tmx", f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><tmx><body>&a9;</body></tmx>'.encode()
    yield "outside.tmx", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx><body>&a;</body></tmx>'
    yield "deep.json", b'{"a":' * (n // 5)
    yield "deep.yaml", b"- " * n
    yield "deep.jsonl", b'{"source": ' + b"[" * n
    row = f'{{"id": 1, "source": "{ZH * (n // 90)}", "target": "{EN * (n // 110)}"}}\n'
    yield "long row.jsonl", row.encode()
    yield "key.strings", f'"{"a" * n}" = "{EN}";\n'.encode()
    yield "escapes.properties", b"a=" + b"\\u4e2d" * (n // 6)
    yield "cues.srt", "".join(f"{i}\n00:00:01,000 --> 00:00:02,000\n{ZH}\n{EN}\n\n" for i in range(n // 260)).encode()


def figures(n: int) -> Iterator[tuple[str, bytes]]:
    """Numbers, words and findings without end."""
    yield "digits.txt", f"{ZH}{'9' * n}。\n{EN} {'9' * n}.\n".encode()
    yield (
        "310 digits.txt",
        f"共{'9' * 310}人，{'9' * 4400}元。\nThere were {'8' * 310} people, {'7' * 4400} yuan.\n".encode(),
    )
    yield "a third.txt", f"{ZH}1/{'0' * n}。\n{EN} 1/{'3' * n}.\n".encode()
    yield "one word.txt", f"{ZH}\n{EN} {'abcdefghij' * (n // 10)}.\n".encode()
    yield "equal findings.txt", f"{'郑州，' * 1500}。\n{'Chengzhou, ' * 1500}.\n".encode()
    yield "different words.txt", f"{ZH}\n{' '.join(f'wrod{i}x' for i in range(n // 8))}.\n".encode()
    yield "sentences.txt", "".join(f"{ZH}这是第{i}句。\n{EN} This is sentence {i}.\n" for i in range(n // 40)).encode()
    yield "one sentence again.txt", f"{ZH * (n // 90)}\n{EN * (n // 110)}\n".encode()
    yield "nul.txt", b"a\0b" * (n // 3)
    yield "surrogates.txt", b"\xed\xa0\x80" * (n // 3)
    yield "utf-16.txt", f"{ZH}\n{EN}\n".encode("utf-16") * (n // 400)
    yield "cells.tsv", f"中文\tEnglish{chr(9) * (n // 2)}\n{ZH}\t{EN}\n".encode()
    yield "wide rows.tsv", (f"中文\tEnglish{chr(9) * 500}\n" + f"{ZH}\t{EN}{chr(9) * 500}\n" * (n // 700)).encode()
    yield "rows.tsv", ("中文\tEnglish\n" + f"{ZH}\t{EN}\n" * (n // 40)).encode()
    yield "quotes.csv", b"source,target\n" + b'"' * n


def archives(n: int) -> Iterator[tuple[str, bytes]]:
    """Office files that are small and claim to be large."""
    sheet = f'<worksheet xmlns="{SPACE}/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    cell = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    rows = f'<row r="1">{cell.format("A1", ZH)}{cell.format("B1", EN)}</row>'
    yield "far row.xlsx", workbook(sheet % (rows + '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>'))
    yield "far column.xlsx", workbook(sheet % rows.replace('r="B1"', 'r="XFD1"'))
    yield "zeros.xlsx", workbook(sheet % (rows + " " * (300 * 2**20)))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    wide = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
        f"<w:p><w:r><w:t>{ZH}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    yield "wide cell.docx", document(f"<w:document {space}><w:body>{wide}</w:body></w:document>")
    runs = f"<w:p>{'<w:r><w:t>中</w:t></w:r>' * (n // 30)}</w:p>"
    yield "runs.docx", document(f"<w:document {space}><w:body>{runs}</w:body></w:document>")
    members = {f"{i}.xhtml": "<p>中</p>" for i in range(20_000)}
    yield "members.epub", packed(members)


def packed(members: dict[str, str]) -> bytes:
    """A zip file of some texts."""
    with tempfile.TemporaryFile() as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        stream.seek(0)
        return stream.read()


SPACE = "http://schemas.openxmlformats.org"
OFFICE = f"{SPACE}/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument"


def workbook(sheet: str) -> bytes:
    """A workbook of one sheet."""
    main, where = f"{SPACE}/spreadsheetml/2006/main", "worksheets/sheet1.xml"
    parts = {"/xl/workbook.xml": "sheet.main", f"/xl/{where}": "worksheet"}
    sheets = '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets>'
    return packed({
        **envelope({part: f"{TYPES}.spreadsheetml.{kind}+xml" for part, kind in parts.items()}, "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{OFFICE}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relation("worksheet", where),
        f"xl/{where}": sheet,
    })  # fmt: skip


def document(body: str) -> bytes:
    """A text document."""
    kinds = {"/word/document.xml": f"{TYPES}.wordprocessingml.document.main+xml"}
    return packed({**envelope(kinds, "word/document.xml"), "word/document.xml": body})


def envelope(kinds: dict[str, str], first: str) -> dict[str, str]:
    """The members that every office file has; ``kinds``: of its parts; ``first``: the part to begin with."""
    listed = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    types = f'<Types xmlns="{SPACE}/package/2006/content-types"><Default Extension="rels" ContentType="{relations}"/>'
    return {"[Content_Types].xml": f"{types}{listed}</Types>", "_rels/.rels": relation("officeDocument", first)}


def relation(kind: str, target: str) -> str:
    """A file of one relation."""
    return (
        f'<Relationships xmlns="{SPACE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def measured(path: Path, reader: str) -> Outcome:
    """Check one file in a forked process."""
    size = path.stat().st_size if path.is_file() else 0
    child = os.fork()
    if not child:
        _child(path, reader)
    killer = signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(WALL)
    _, status, usage = os.wait4(child, 0)
    signal.alarm(0)
    signal.signal(signal.SIGALRM, killer)
    return Outcome(size, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, os.waitstatus_to_exitcode(status))


def _child(path: Path, reader: str) -> None:
    """Run the command, in the place of this process; 3 where it found a fault of its own."""
    os.chdir(path.parent)
    resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30, 8 * 2**30))
    Path("align.toml").write_text(f'second_reader = "{reader}"\n', encoding="utf-8")
    sys.argv = ["align", "check", path.name if path.is_relative_to(Path.cwd()) else str(path), "-f", "json"]
    with open("out", "wb") as out, open("err", "wb") as err:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
    code = 0
    try:
        from align.cli.app import main

        main()
    except SystemExit as done:
        code = int(done.code or 0)
    fault = b"fault in align-qa" in Path("err").read_bytes()
    os._exit(3 if fault else code)


def inputs(options: argparse.Namespace) -> int:
    """Measure every hostile input; the number of those that failed."""
    review_text(ZH, EN, settings=Settings(second_reader="never"))  # what is loaded once is loaded now
    failed = 0
    print("| input | KB | seconds | MB | |\n|---|--:|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        made = [pair for maker in (lines, marks, figures, archives) for pair in maker(options.size)]
        for name, data in (*made, ("/dev/zero", b"")):
            if options.only and options.only not in name:
                continue
            path = Path(folder, name.replace("/", "") if data else name)
            if data:
                path.write_bytes(data)
            found = measured(path, options.reader)
            failed += bool(found.failed)
            print(
                f"| {name} | {found.size / 1024:.0f} | {found.seconds:.2f} | {found.memory} | {found.failed} |",
                flush=True,
            )
            if data:
                path.unlink()
    print(f"\n{failed} failed")
    return failed


def main() -> int:
    """Measure and print; 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="a part of the name of an input, or a check")
    parser.add_argument("--size", type=int, default=1 << 16, help="characters of an input")
    parser.add_argument("--reader", default="never", help="second_reader: never, suspicious or always")
    options = parser.parse_args()
    return int(bool(inputs(options)))


if __name__ == "__main__":
    raise SystemExit(main())
