"""Brackets and quotation marks that are opened and not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_entries
from align.records import Check, Finding, Pair, Severity, needs

_DOC = """\
Brackets and quotation marks of an entry are closed where those of its source are.

**Found**: a bracket that is opened and not closed or closed and not opened; a single quotation mark where the source
has pairs; a straight mark that is paired with a curly one, as a note.

**Accepted**: inches (*5"*), numbers of lists (*1)*), whatever the source has unpaired, too; running text, where a
bracket may end in the next sentence.

MQM: locale-convention/punctuation.
"""
_PAIRS = (("(", ")", "（", "）"), ("[", "]", "［", "］"), ("{", "}", "｛", "｝"), ("“", "”", "“", "”"))
_QUOTE = re.compile(r"(?<![0-9])\"")
_ITEM = re.compile(r"^\s*(?:\d{1,2}|[A-Za-z])\)")


def _judge(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source.text, pair.target.text
    quotes = [m.start() for m in _QUOTE.finditer(target)]
    odd = bool(len(quotes) % 2 and target.count('"') % 2)  # behind a figure it may mean inches or end a quotation
    mixed = odd and abs(target.count("“") - target.count("”")) == 1
    for left, right, wide_left, wide_right in _PAIRS:
        ours = source.count(left) + source.count(wide_left) * (wide_left != left)
        closed = source.count(right) + source.count(wide_right) * (wide_right != right)
        opened, ended = target.count(left), target.count(right)
        if ours and ours == closed and opened != ended and not _ITEM.match(target):
            mark = left if opened > ended else right
            at = target.rfind(mark)
            what = "opened and not closed" if opened > ended else "closed and not opened"
            if mixed and left == "“":
                yield _finding(pair, at, "a straight and a curly quotation mark are one pair", "note")
                continue
            yield _finding(pair, at, f"“{mark}” is {what}")
    pairs = source.count("“") == source.count("”") and source.count('"') % 2 == 0
    if odd and pairs and ("“" in source or '"' in source or "「" in source) and "“" not in target and not mixed:
        yield _finding(pair, quotes[-1], "a quotation mark without its mate")


def _finding(pair: Pair, at: int, message: str, severity: Severity = "warning") -> Finding:
    return pair.finding(CHECK, message, target=(at, at + 1), severity=severity, confidence=0.85)


CHECK = Check(
    id="unpaired",
    severity="warning",
    category="locale-convention/punctuation",
    doc=_DOC,
    run=on_entries(_judge),
    rank=4,
    needs=needs(source='([{（［｛“"「'),
    good=(
        ("文件（只读）", "File (read-only)"),
        ("15.6英寸“大屏”", '15.6" "large" screen'),
        ("“他们想在2030年之前做完，”她说。", '"They want to be done by 2030", she said.'),
        ("他说：“好。", "He said: “Fine."),
    ),
    bad=(("文件（只读）", "File (read-only", "("), ("点击“保存”", 'Click the "Save button', '"')),
)
