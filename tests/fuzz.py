"""Hostile inputs at every door, seeded and time-boxed: ``python -m tests.fuzz --inputs 10000 --seed 1 --seconds 240``.

An input must be read, or refused with an :class:`~align.errors.AlignError`. It may not end in another exception or take
more than two seconds of processor time. What fails is written to ``fuzz-failures/`` with the line that repeats it.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from align import config, decisions, files, inputs, registry
from align.config import Settings
from align.errors import AlignError
from align.pipeline import Engine
from align.records import Alignment, Change
from align.review_json import review_from
from align.rules.load.read import parse
from align.writers import html, junit
from align.writers import json as json_writer
from tests import made

LIMIT = 2.0  # seconds of processor time an input may take
TOKENS = (
    "\0", "\r", "\n", "\r\n", "\ufeff", "\u2028", "\ud800", "<!--", "-->", "<![foo]>", "<![CDATA[", "]]>",
    "&a;", "&#0;", "<", ">", "</", "/>", '"', "'", "`", "```", "|", "{{", "}}", "%s", "${", "\\", "\\u0000",
    "[", "](", "[[", "]]", "-" * 9, "9" * 400, "亿" * 40, "百分之", "第", "1年", "没有", "郑州", "，" * 60, "《" * 30,
    "a" * 300, "ie" * 30, " " * 300, "\t" * 40, "one " * 40, "1-" * 60, "0", "-1", "1e999", "NaN", "null",
    "true", "[]", "{}", "2000000000", "= 1", "[for]", "A: ",
)  # fmt: skip
ZH = "9月8日，河南省工信厅在郑州市发布30亿元计划，不得超过120万人。"
EN = "On September 8, the Henan department in Zhengzhou published a plan of 3 billion yuan for 1.2 million people."
TEXTS = {
    "a.txt": f"{ZH}\n{EN}\n责任编辑：李明\n",
    "a.md": f"# 标题\n\n{ZH} **重点** `code` [链接](x.md)\n\n# Title\n\n"
    f"{EN} **Mark** `code` [link](x.md)\n\n| 甲 | A |\n|---|---|\n| 乙 | B |\n",
    "a.html": f"<html><body><!-- x --><p lang=zh>{ZH}<b>粗</b></p><p>{EN}<br>More.</p><img alt='图'></body></html>",
    "a.csv": f'source,target\n{ZH},"{EN}"\n"甲\n乙",A b c\n',
    "a.tsv": f"中文\tEnglish\n{ZH}\t{EN}\n",
    "a.jsonl": json.dumps({"id": 1, "source": ZH, "target": EN}, ensure_ascii=False) + "\n",
    "a.po": f'msgid ""\nmsgstr ""\n\n#, fuzzy\nmsgid "{ZH}"\nmsgstr "{EN}"\n\n'
    'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "一"\n',
    "a.tmx": f'<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh">'
    f'<seg>{ZH}</seg></tuv><tuv xml:lang="en"><seg>{EN}<ph x="1"/></seg></tuv></tu></body></tmx>',
    "a.xlf": f'<xliff version="1.2"><file source-language="zh" target-language="en"><body>'
    f'<trans-unit id="1"><source>{ZH}</source><target>{EN}<g id="1">x</g></target></trans-unit></body></file></xliff>',
    "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{ZH}\n{EN}\n\n2\n00:00:03,000 --> 00:00:04,000\n- 好。\n- Good.\n",
    "a.json": json.dumps({"a": {"b": ZH, "c": "保存"}, "d": [EN]}, ensure_ascii=False),
    "a.strings": f'"{ZH}" = "{EN}";\n/* c */ "保存" = "Save";\n',
    "strings.xml": f'<resources><string name="a">{ZH}</string>'
    '<plurals name="b"><item quantity="one">%d 个</item></plurals></resources>',
    "a.properties": f"a={ZH}\nb=\\u4fdd\\u5b58 \\\n  x\n",
}  # fmt: skip
RULES = (
    '[zhengzhou]\nsource = ["郑州"]\naccept = ["Zhengzhou"]\nreject = ["Chengzhou"]\n'
    'severity = "error"\nnote = "x"\ngood = [["郑州。", "Zhengzhou."]]\n\n'
    '[x]\nfind = "(a|b)+c"\nside = "target"\nmessage = "m"\n'
)
SETTINGS = (
    'fail_on = "warning"\nhome = "河南"\nwords = ["x"]\n[thresholds]\n"omission.error" = 0.8\n'
    '[[for]]\nfiles = ["a/**"]\ndisable = ["repeat"]\n'
)


class TooLong(Exception):
    """An input that took more than its processor time."""


@dataclass(frozen=True)
class Door:
    """A way in: ``make(random)`` gives an input, ``enter(input)`` lets it in."""

    name: str
    make: Callable[[random.Random], Any]
    enter: Callable[[Any], object]


def mutated(data: bytes, source: random.Random) -> bytes:
    """Some bytes flipped, cut out, doubled, moved or put in."""
    out = bytearray(data)
    for _ in range(1 + int(source.expovariate(0.6))):
        at, size = source.randrange(len(out) + 1), 1 + int(source.expovariate(0.05))
        kind = source.randrange(6)
        if kind == 0 and at < len(out):
            out[at] = source.randrange(256)
        elif kind == 1:
            del out[at : at + size]
        elif kind == 2:
            out[at:at] = out[at : at + size] * source.choice((1, 2, 30))
        elif kind == 3:
            del out[at : len(out) if source.random() < 0.3 else at + 1]
        else:
            out[at:at] = source.choice(TOKENS).encode("utf-8", "surrogatepass")
    return bytes(out)


def twisted(value: Any, source: random.Random) -> Any:
    """JSON data with one value replaced by another kind of value, or left out."""
    odd: tuple[Any, ...] = (None, True, -1, 10**30, 1.5, "", "\ud800", "<meta>", [], {}, [[]], {"x": None})
    if isinstance(value, dict) and value and source.random() < 0.9:
        key = source.choice(sorted(value))
        rest = {k: v for k, v in value.items() if k != key}
        return rest if source.random() < 0.1 else value | {key: twisted(value[key], source)}
    if isinstance(value, list) and value and source.random() < 0.9:
        at = source.randrange(len(value))
        return [*value[:at], twisted(value[at], source), *value[at + 1 :]]
    return source.choice(odd)


def doors(folder: Path) -> Iterator[Door]:
    """All ways in."""
    engine = Engine(Settings(second_reader="never"))
    samples = {**{name: text.encode() for name, text in TEXTS.items()}, **_archives()}
    review = json.loads(b"".join(json_writer.WRITER.write([made.article(found=made.FOUND)])))
    settings = folder / "align.toml"

    def some_file(source: random.Random) -> tuple[str, bytes]:
        name = source.choice(sorted(samples))
        return name, mutated(samples[name], source)

    def read_file(item: tuple[str, bytes]) -> None:
        for article in inputs.pick(files.from_bytes(item[1], item[0])):
            for document in (article.source, article.target):
                for block in document.blocks if document else ():
                    assert document is not None and 0 <= block.start <= block.end <= len(document.text)

    def check(item: tuple[str, bytes]) -> None:
        for article in inputs.pick(files.from_bytes(item[1], item[0])):
            _shown(engine.review(article))

    def load_settings(data: bytes) -> None:
        settings.write_bytes(data)
        config.load(folder, settings).settings(str(folder / "a" / "b.txt"))

    def render(data: Any) -> None:
        _shown(review_from(data, "review.json"))

    def mend(item: tuple[str, bytes]) -> None:
        suffix = Path(item[0]).suffix
        for mender in registry.menders():
            if suffix in mender.extensions:
                mender.apply(item[1], item[0], [Change(EN, "Another text.")])

    yield Door("read", some_file, read_file)
    yield Door("check", lambda r: (k := r.choice(["a.txt", "a.jsonl", "a.tsv", "a.md"]), mutated(samples[k], r)), check)
    yield Door(
        "rules", lambda r: mutated(RULES.encode(), r), lambda d: parse(d.decode("utf-8", "replace"), "r.toml", "r")
    )
    yield Door("settings", lambda r: mutated(SETTINGS.encode(), r), load_settings)
    yield Door("review", lambda r: twisted(twisted(review, r), r), render)
    yield Door("decisions", lambda r: mutated(_DECISIONS, r), lambda data: decisions.read(data, "d.json"))
    yield Door("mend", some_file, mend)


_DECISIONS = json.dumps(
    {
        "schema": decisions.SCHEMA,
        "documents": [
            {
                "path": "a.txt",
                "edits": [{"start": 1, "end": 2, "before": "a", "after": "b"}],
                "findings": [{"fingerprint": "0" * 16, "state": "dismissed", "expires": "2030-01-01"}],
            }
        ],
    }
).encode()


def _shown(review: Any) -> None:
    assert isinstance(review.alignment, Alignment)
    for writer in (html, json_writer, junit):
        for _ in writer.WRITER.write([review]):
            pass


def _archives() -> dict[str, bytes]:
    from docx import Document
    from openpyxl import Workbook

    word, book = Document(), Workbook()
    for text in (ZH, EN):
        word.add_paragraph(text)
    for row in (["中文", "English"], [ZH, EN]):
        book.active.append(row)
    out = {"a.docx": io.BytesIO(), "a.xlsx": io.BytesIO()}
    word.save(out["a.docx"])
    book.save(out["a.xlsx"])
    return {name: data.getvalue() for name, data in out.items()}


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLong(f"more than {LIMIT} s of processor time")


def attempt(door: Door, item: Any) -> str:
    """'' where the input was read or refused in one line, else what happened."""
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        door.enter(item)
    except AlignError as error:
        return "" if "\n" not in str(error) else "an error of several lines"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error)[-3:])
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def run(count: int, seed: int, seconds: float, only: str = "") -> int:
    """Try ``count`` inputs, or as many as the time allows; gives how many failed."""
    done: Counter[str] = Counter()
    failed: dict[str, int] = {}
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        ways = [door for door in doors(Path(folder)) if only in ("", door.name)]
        for number in range(count):
            if time.monotonic() > end:
                break
            door = ways[number % len(ways)]
            item = door.make(random.Random(f"{seed}:{number}"))
            done[door.name] += 1
            if fault := attempt(door, item):
                kind = f"{door.name}: {fault.strip().splitlines()[-1][:120]}"
                failed[kind] = failed.get(kind, 0) + 1
                if failed[kind] == 1:
                    _keep(door, item, fault, f"{seed}:{number}")
    print(", ".join(f"{name} {n}" for name, n in sorted(done.items())), f"- {sum(failed.values())} failed")
    for kind, times in sorted(failed.items(), key=lambda k: -k[1]):
        print(f"  {times:5}  {kind}")
    return sum(failed.values())


def _keep(door: Door, item: Any, fault: str, seed: str) -> None:
    folder = Path("fuzz-failures")
    folder.mkdir(exist_ok=True)
    name = f"{door.name}-{seed.replace(':', '-')}"
    (folder / f"{name}.txt").write_text(f"{fault}\n\n{item!r}\n", encoding="utf-8", errors="backslashreplace")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=240.0)
    parser.add_argument("--door", default="", help="only this one")
    given = parser.parse_args()
    return 1 if run(given.inputs, given.seed, given.seconds, given.door) else 0


if __name__ == "__main__":
    sys.exit(main())
