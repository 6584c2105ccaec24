"""How long each format takes to be read: a table, and exit 1 where a megabyte takes more than two seconds.

    python -m benchmarks.readers [--size 1.0] [FORMAT…]

Pairs of sentences of our own are written in every format, about a megabyte of text, and read and paired by name; no
check runs. What counts is processor time for a megabyte of the file, of an archive unpacked. Shapes that no text has
(a line without an end, a hundred thousand headings, cells, tags of two characters) may take ten seconds: they show
what is worse than linear.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator

from align.errors import AlignError
from align.files import from_bytes
from align.inputs import read_all
from tests.written import FORMATS, Files

LIMIT, LIMIT_OF_SHAPES = 2.0, 10.0  # seconds of processor time for a megabyte
_ZH = (
    "图书馆 城市 计划 会议 我们 昨天 提出 新的 方案 改进 服务 学校 工程 报告 居民 公园 开放 时间 增加 检查 完成".split()
)
_EN = (
    "library city plan meeting we yesterday put forward new scheme improve service school project report residents "
    "park opening time increase check need finish"
).split()


def pairs(size: int) -> list[tuple[str, str]]:
    """Pairs of made-up sentences, ``size`` bytes in all, always the same."""
    source = random.Random(1)
    out: list[tuple[str, str]] = []
    have = 0
    while have < size:
        zh = "".join(source.choices(_ZH, k=9)) + f"{len(out)}次。"
        en = " ".join(source.choices(_EN, k=12)).capitalize() + f" {len(out)} times."
        out.append((zh, en))
        have += len(zh.encode()) + len(en)
    return out


def shapes(size: int) -> Iterator[tuple[str, Files]]:
    """Files of ``size`` bytes of a single kind of thing."""
    zh = "我们昨天去了城市图书馆。"
    one = zh * (size // len(zh.encode()))
    for name, unit in {
        "one line.txt": one,
        "one line.md": one,
        "one line.html": f"<p>{one}</p>",
        "headings.md": "## 标题\n\n" * (size // 14),
        "list.md": "- 一项\n" * (size // 9),
        "table.md": "| 名称 | Name |\n|---|---|\n" + "| 一项 | One item |\n" * (size // 24),
        "quotes.md": "> 引用\n" * (size // 9),
        "emphasis.md": "**重点**和`code`，" * (size // 24),
        "links.md": "[说明](a.md)、" * (size // 18),
        "code.md": "```\nx = 1\n```\n\n文字。\n\n" * (size // 30),
        "no end.md": "`" * 10 + "[*_<" * (size // 4),
        "blank.txt": "字\n" + "\n" * (size - 4),
        "spaces.txt": "字" + " " * (size - 3),
        "tags.html": "<b>字</b>" * (size // 10),
        "cells.html": "<table>" + "<tr><td>一项</td><td>One item</td></tr>" * (size // 41) + "</table>",
        "short lines.txt": "字\nA\n" * (size // 6),
    }.items():
        yield name, ((name.replace(" ", "-"), unit.encode()),)


def unpacked(file: tuple[str, bytes]) -> int:
    """Bytes of a file; of an archive those of its members."""
    if not file[1].startswith(b"PK"):
        return len(file[1])
    with zipfile.ZipFile(io.BytesIO(file[1])) as archive:
        return sum(member.file_size for member in archive.infolist())


def measured(files: Files) -> tuple[float, str]:
    """Seconds of processor time, and what was read."""
    held = dict(files)
    begin = time.process_time()
    try:
        articles = list(read_all(list(held), open=lambda path: from_bytes(held[path], path)))
    except AlignError as error:
        return time.process_time() - begin, f"refused: {str(error)[:60]}"
    blocks = sum(len(d.blocks) for a in articles for d in (a.source, a.target) if d)
    return time.process_time() - begin, f"{len(articles):,} articles, {blocks:,} blocks"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    parser.add_argument("--size", type=float, default=1.0, help="megabytes of text")
    given = parser.parse_args()
    size = int(given.size * 1e6)
    text = pairs(size)
    measured(FORMATS["alternating"](text[:100]))  # what is loaded once
    slow = 0
    print(f"{'format':<18} {'MB':>6} {'s':>6} {'s/MB':>6}  read")
    for name, files in _all(text, size):
        if given.formats and name not in given.formats:
            continue
        took, read = measured(files)
        stored = sum(map(unpacked, files)) / 1e6
        slow += took / stored > (LIMIT if name in FORMATS else LIMIT_OF_SHAPES)
        print(f"{name:<18} {stored:>6.2f} {took:>6.2f} {took / stored:>6.2f}  {read}", flush=True)
    return int(slow > 0)


def _all(text: list[tuple[str, str]], size: int) -> Iterator[tuple[str, Files]]:
    makes: dict[str, Callable[..., Files]] = FORMATS
    for name, make in makes.items():
        yield name, make(text)
    yield from shapes(size)


if __name__ == "__main__":
    sys.exit(main())
