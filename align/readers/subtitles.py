"""Subtitles, SubRip and WebVTT: a cue with both languages, or one language a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.errors import InputError
from align.readers._paired import Row
from align.readers._paired import article as paired
from align.records import Article, Block, Document, Input, Lang, Reader
from align.text.encoding import decode
from align.text.scripts import language

_SHAPE = "SubRip or WebVTT with Chinese cues"
_TIME = re.compile(r"(?m)^[ \t]*(?:\d+:)?\d\d:\d\d[.,]\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d[.,]\d{3}[^\n]*\n?")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")


def read(source: Input) -> Iterator[Article]:
    """Cues with both languages make a paired article; otherwise each cue is a block of its one language."""
    text = decode(source.data(), source.path).text.replace("\r\n", "\n")
    cues = list(_cues(text))
    if not cues:
        raise InputError(source.path, "no cue with a time in it", f"give {_SHAPE}")
    told = [[(language(line), line) for line in lines] for _, lines in cues]
    both = sum({"zh", "en"} <= {lang for lang, _ in cue} for cue in told)
    if both * 2 >= len(cues):
        rows = [Row(_of(cue, "zh"), _of(cue, "en"), f"cue {name}") for (name, _), cue in zip(cues, told, strict=True)]
        yield paired(source.path, rows, _SHAPE)
        return
    yield _one_sided(source.path, cues)


def _of(cue: list[tuple[Lang | None, str]], side: Lang) -> str:
    """Lines of a language; a line that cannot tell (a number) goes with the Chinese."""
    return " ".join(line for lang, line in cue if (lang or "zh") == side)


def _cues(text: str) -> Iterator[tuple[str, list[str]]]:
    """(number or start time, lines without mark-up) of each cue."""
    found = list(_TIME.finditer(text))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        body = text[match.end() : end].split("\n\n", 1)[0]
        lines = [_TAG.sub("", line).strip() for line in body.split("\n")]
        yield str(number + 1), [line for line in lines if line]


def _one_sided(path: str, cues: list[tuple[str, list[str]]]) -> Article:
    glue = "" if sum(language(" ".join(c)) == "zh" for _, c in cues) * 2 >= len(cues) else " "
    parts, blocks, at = [], [], 0
    for name, lines in cues:
        line = glue.join(lines)
        parts.append(line)
        blocks.append(Block(at, at + len(line), "text", f"cue {name}"))
        at += len(line) + 1
    document = Document(path, "en" if glue else "zh", "\n".join(parts), tuple(blocks))
    return Article(None, document) if glue else Article(document, None)


def detect(source: Input) -> float:
    """By name, or by the first time line."""
    if source.path.lower().endswith((".srt", ".vtt")):
        return 1.0
    return 0.9 if re.search(rb"\d\d:\d\d[.,]\d{3} --> ", source.head) else 0.0


READER = Reader(
    "subtitles", (".srt", ".vtt"), detect, read, "SubRip and WebVTT: both languages in a cue, or two files."
)
