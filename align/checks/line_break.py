"""Line breaks, tabs and escapes of an entry: as many in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair, Severity, needs
from align.strings.raw import Raw, sides
from align.strings.resource import holds_entries, verbatim

_DOC = """\
Line breaks at the ends of an entry, and escapes like `\\n` and `\\t` written out in it, are counted.

**Found**: an entry that begins or ends with a line break on one side only (error: gettext refuses it); another number
of written-out escapes; a damaged escape (*\\ n*, */n*); another number of line breaks inside (note).

**Accepted**: a text that is broken at other places, with as many breaks; paths of Windows (*C:\\new*).

MQM: locale-convention/line-break.
"""
_ESCAPE = re.compile(
    r"(?<![A-Za-z0-9\\:])(?:\\\\)*\\(?P<what>[ntr])(?![A-Za-z]*\\[A-Za-z]{2})|(?<=[A-Za-z0-9:])\\(?P<late>[nt])(?![a-z])"
)
_HURT = re.compile(r"\\\s+[nt](?![a-z])|(?<![\w/:.])/n(?![\w/])")
_FORMULA = re.compile(r"\$[^$\n]{1,500}\$")  # TeX has commands of its own: \right, \textrm, \neq
_CATEGORY = "locale-convention/line-break"


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    for pair in alignment.pairs():
        if not pair.source.pieces or not pair.target.pieces:
            continue
        ours, theirs = (verbatim(alignment, pair, source=side).replace("\r\n", "\n") for side in (True, False))
        if "\n" in ours or "\n" in theirs:
            yield from _breaks(pair, ours, theirs)
        if "\\" in ours or "\\" in theirs:
            yield from _escapes(pair, *sides(alignment.source, alignment.target, pair))


def _breaks(pair: Pair, ours: str, theirs: str) -> Iterator[Finding]:
    for what, one, other in (
        ("begins", ours.startswith("\n"), theirs.startswith("\n")),
        ("ends", ours.endswith("\n"), theirs.endswith("\n")),
    ):
        if one != other:
            has, lacks = ("Chinese", "English") if one else ("English", "Chinese")
            yield _finding(pair, f"the {has} {what} with a line break, the {lacks} does not", "error", 0.9)
            return
    inside = ours.strip("\n").count("\n"), theirs.strip("\n").count("\n")
    if inside[0] != inside[1] and "\n\n" not in ours.strip("\n"):
        message = f"{inside[0]} line breaks in the Chinese, {inside[1]} in the English"
        yield _finding(pair, message, "note", 0.6)


def _escapes(pair: Pair, source: Raw, target: Raw) -> Iterator[Finding]:
    counts = [_count(side.text) for side in (source, target)]
    for sign in sorted({*counts[0], *counts[1]}):
        one, other = (c.get(sign, 0) for c in counts)
        if one == other:
            continue
        hurt = _HURT.search(target.text) if other < one else None
        message = f"\\{sign} stands {_times(one)} in the Chinese, {_times(other)} in the English"
        plain = _FORMULA.sub(lambda m: " " * len(m[0]), target.text)
        place = next((m for m in _ESCAPE.finditer(plain) if (m["what"] or m["late"]) == sign), None)
        found = hurt or place
        span = target.span(*found.span()) if found else pair.target.whole
        yield pair.finding(CHECK, message, target=span, severity="warning", category=_CATEGORY, confidence=0.85)


def _count(text: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for match in _ESCAPE.finditer(_FORMULA.sub("", text)):
        sign = match["what"] or match["late"]
        out[sign] = out.get(sign, 0) + 1
    return out


def _times(count: int) -> str:
    return ("nowhere", "once", "twice")[count] if count < 3 else f"{count} times"


def _finding(pair: Pair, message: str, severity: Severity, confidence: float) -> Finding:
    return pair.finding(
        CHECK, message, target=pair.target.whole, severity=severity, category=_CATEGORY, confidence=confidence
    )


CHECK = Check(
    id="line_break",
    severity="error",
    category=_CATEGORY,
    doc=_DOC,
    run=_run,
    rank=3,
    needs=needs(either="\n\\"),
    good=(
        ("第一行\\n第二行", "Line one\\nLine two"),
        ("打开 C:\\new\\test", "Open C:\\new\\test"),
    ),
    bad=(
        ("第一行\\n第二行", "Line one Line two", "Line one"),
        ("第一行\\n第二行", "Line one\\ nLine two", "\\ n"),
        ("名称\\t大小", "Name Size", "Name"),
    ),
)
