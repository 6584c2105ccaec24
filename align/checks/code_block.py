"""Code blocks of a Markdown document: the same code, comments and texts for people aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Span, finding
from align.strings.alike import NEAREST, Likeness
from align.strings.outline import Part, markdown_texts, outline
from align.strings.tags import localised
from align.text.scripts import IDEOGRAPH

_DOC = """\
The code blocks of both documents are laid side by side, line by line.

**Found**: a line of code that stands otherwise in the translation (*npm run build*, *npm run start*).

**Accepted**: translated comments and texts in quotation marks; lines with other Chinese in them, which are texts for
people, and their counterparts; statements that are broken over several lines; addresses and paths of the other
language; blocks that only one side has (see *structure*).

MQM: accuracy/mistranslation/code.
"""
_COMMENT = re.compile(r"(?:(?<=\s)|^)(?://|#|--|;|%|REM\b).*$|/\*.{0,300}?\*/|<!--.{0,300}?-->")
_OPTION = re.compile(r"(?<=\s)--(?=[A-Za-z])")  # of a command: no comment, but where -- begins one
_DASHED = frozenset("sql mysql pgsql plsql tsql postgresql lua haskell hs elm ada vhdl applescript".split())
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.){0,400}\"|'(?:[^'\\]|\\.){0,400}'|`[^`]*`|>[^<>{}]{0,80}[A-Za-z][^<>{}]{0,80}<")
_LAST_COMMA = re.compile(r",(?=[)\]}])")
_NAME = re.compile(r"(?=\w*[./@:-]|\w*_)[\w./@:-]+")
# How alike two lines must be for one to be the other with a slip
_ALIKE = 0.5
_STATEMENT = 12  # characters from which a line is not found inside others by chance


def _run(alignment: Alignment) -> Iterator[Finding]:
    texts = markdown_texts(alignment)
    if texts is None:
        return
    ours, theirs = ([p for p in outline(text) if p.kind == "code block"] for text in texts)
    if len(ours) != len(theirs):  # which belongs to which is not known
        return
    for one, other in zip(ours, theirs, strict=True):
        yield from _compare(*texts, one, other)


def _compare(source: str, target: str, one: Part, other: Part) -> Iterator[Finding]:
    mine, their = _lines(source, one), _lines(target, other)
    known, seen = {k for k, *_ in their}, {k for k, *_ in mine}
    whole = _closed("".join(key for key, *_ in their))  # a statement may be broken over lines
    lacking = [line for line in mine if line[0] not in known and not IDEOGRAPH.search(line[0])]
    lacking = [line for line in lacking if len(line[0]) < _STATEMENT or _closed(line[0]) not in whole]
    extra = [line for line in their if line[0] not in seen]
    if len(lacking) > max(3, len(mine) // 3):  # another example altogether
        return
    likeness = Likeness()
    for key, words, start, end in lacking:
        near = max(extra[:NEAREST], key=lambda line: likeness(key, line[0]), default=None)
        if near is None or likeness(key, near[0]) < _ALIKE:
            continue
        extra.remove(near)
        message = f"{words} in the code of the source, {near[1]} in the translation"
        spans = Span(start, end), Span(near[2], near[3])
        yield finding(CHECK, message, None, spans, suggestions=(words,), confidence=0.75)


def _lines(text: str, block: Part) -> list[tuple[str, str, int, int]]:
    """Of each line: what is compared, its words, its place. Empty ones and comments are left out."""
    out = []
    at = block.start
    for line in text[block.start : block.end].split("\n"):
        words = line.strip()
        key = "".join(_plain(words, block.mark.lower() not in _DASHED).split())
        if words and key and not words.startswith(("```", "~~~")):
            start = at + line.index(words)
            out.append((key, words, start, start + len(words)))
        at += len(line) + 1
    return out


def _closed(key: str) -> str:
    """Code without commas before closing brackets."""
    return _LAST_COMMA.sub("", key)


def _plain(line: str, options: bool) -> str:
    """A line without comments; texts in quotation marks are empty, unless they are names of something. ``options``: two
    dashes and a letter begin an option, no comment."""
    if options:
        line = _OPTION.sub("\u2011\u2011", line)
    return _QUOTED.sub(_name, _COMMENT.sub("", line))


def _name(match: re.Match[str]) -> str:
    inner = match.group()[1:-1].strip()
    return localised(inner) if _NAME.fullmatch(inner) else "…"


CHECK = Check(
    id="code_block",
    severity="warning",
    category="accuracy/mistranslation/code",
    doc=_DOC,
    run=_run,
    rank=2,
)
