"""More ways in: texts made of what checks are tried with, streams of large files, finished units, an editor."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from align import files, inputs, language_server, registry
from align.batch.store import Result, Store
from align.config import Config, Layer
from align.pipeline import Engine
from align.session import Session
from tests.fuzz_tools import TOKENS, Door, mutated

File = tuple[str, bytes]
KEY = "0" * 64


def more(folder: Path, engine: Engine, some_file: Callable[[random.Random], File]) -> Iterator[Door]:
    """The ways in of this module."""
    examples = [(one[0], one[1]) for check in registry.checks() for one in (*check.good, *check.bad)]
    here = _More(folder, engine, examples)
    yield Door("examples", here.text, here.check)
    yield Door("stream", some_file, here.stream)
    yield Door("unit", here.unit, here.stored)
    yield Door("editor", here.text, here.editor)


def altered(text: str, source: random.Random) -> str:
    """The text with some characters cut out, doubled, moved, put in or again and again."""
    for _ in range(int(source.expovariate(0.5))):
        at, size = source.randrange(len(text) + 1), 1 + int(source.expovariate(0.3))
        piece = text[at : at + size]
        middle = source.choice(("", piece[::-1], piece * 2, piece * 60, source.choice(TOKENS), piece.upper()))
        text = text[:at] + middle + text[at + size :]
    return text


@dataclass(frozen=True)
class _More:
    folder: Path
    engine: Engine
    examples: list[tuple[str, str]]

    def text(self, source: random.Random) -> File:
        """Some examples of checks, mixed and damaged, in one of several formats."""
        some = [source.choice(self.examples) for _ in range(source.randint(1, 6))]
        if source.random() < 0.2:  # the wrong translation
            some = list(zip([zh for zh, _ in some], reversed([en for _, en in some]), strict=True))
        rows = [(altered(zh, source), altered(en, source)) for zh, en in some]
        if source.random() < 0.2:  # two sentences in a line
            rows = [("".join(zh for zh, _ in rows), " ".join(en for _, en in rows))]
        kind = source.choice(("txt", "jsonl", "tsv", "md"))
        if kind == "jsonl":
            text = "".join(json.dumps({"id": n, "source": zh, "target": en}) + "\n" for n, (zh, en) in enumerate(rows))
        else:
            between, behind = {"txt": ("\n", "\n"), "tsv": ("\t", "\n"), "md": ("\n\n", "\n\n")}[kind]
            text = "".join(f"{zh}{between}{en}{behind}" for zh, en in rows)
        return f"a.{kind}", text.encode("utf-8", "surrogatepass")

    def check(self, item: File) -> None:
        for article in inputs.pick(files.from_bytes(item[1], item[0])):
            review = self.engine.review(article)
            for name in ("json", "html", "sarif"):
                for _ in registry.writer(name).write([review]):
                    pass

    def stream(self, item: File) -> None:
        for reader in registry.readers():
            if reader.rows is not None and item[0].endswith(reader.extensions):
                for _ in reader.rows(files.from_bytes(item[1], item[0]), []):
                    pass

    def unit(self, source: random.Random) -> bytes:
        store = Store(self.folder / "units")
        store.put(KEY, Result({"path": "a", "pairs": 1}, (b"first", b"second")))
        return mutated((self.folder / "units" / KEY[:2] / KEY).read_bytes(), source)

    def stored(self, data: bytes) -> None:
        place = self.folder / "units" / KEY[:2] / KEY
        place.write_bytes(data)
        store = Store(self.folder / "units")
        summary = store.check(KEY)
        if summary is not None:
            assert [b"".join(store.file(KEY, n)) for n in range(store.count(KEY))] == [b"first", b"second"]
            assert summary == store.summary(KEY) == {"path": "a", "pairs": 1}

    def editor(self, item: File) -> None:
        text = item[1].decode("utf-8", "replace")
        session = Session(Config((Layer("fuzz", {"second_reader": "never"}),)))
        for one in language_server.shown(session, item[0], text):
            json.dumps([language_server.diagnostic(one), *language_server.actions(one, "file:///a.txt")])
