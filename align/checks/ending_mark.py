"""The last mark of a label: colon, dots, question and exclamation marks follow the source."""

from __future__ import annotations

from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair
from align.strings.resource import holds_entries, is_short

_DOC = """\
A label that ends with a colon, with dots, a question mark or an exclamation mark does so in the translation, too: a
field stands behind it, a window opens, something is asked.

**Found**: such a mark that is missing in a short string; a string of marks alone that is another one.

**Accepted**: *?!* for ？！, a full stop for an exclamation mark, a blank behind the colon; sentences, which are left to
the check *final_punctuation*.

MQM: locale-convention/punctuation.
"""
_MARKS = {"：": ":", ":": ":", "…": "…", "？": "?", "?": "?", "！": "!", "!": "!"}
_GOOD = {":": ":", "…": "….", "?": "?!", "!": "!?."}
_CLOSERS = "”’\"')]】》」』）> "
_NAMES = {":": "a colon", "…": "dots", "?": "a question mark", "!": "an exclamation mark"}


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    for pair in alignment.pairs():
        source, target = pair.source.text.rstrip(_CLOSERS), pair.target.text.rstrip(_CLOSERS)
        if not source or not target or not is_short(source.rstrip("！!？?") or source):
            continue
        mark = "…" if source.endswith(("...", "……")) else _MARKS.get(source[-1], "")
        if not any(c.isalnum() for c in source):
            if any(c.isalnum() for c in target) or (mark and target[-1] not in _GOOD[mark]):
                yield _finding(pair, "a string of marks alone became another one", source.strip())
        elif mark and target[-1] not in _GOOD[mark]:
            end = {"…": "…"}.get(mark, mark)
            yield _finding(pair, f"the source ends with {_NAMES[mark]}, the translation does not", target + end)


def _finding(pair: Pair, message: str, right: str) -> Finding:
    text = pair.target.text.rstrip()
    at = max(text.rfind(" ") + 1, 0)
    span = pair.target.span(at, len(text))
    category = "locale-convention/punctuation"
    return Finding("ending_mark", "note", category, pair.number, None, span, message, (right,), 0.75)


CHECK = Check(
    id="ending_mark",
    severity="note",
    category="locale-convention/punctuation",
    doc=_DOC,
    run=_run,
    rank=6,
    good=(
        ("邮箱：", "E-mail: "),
        ("请稍候……", "Please wait..."),
        ("确定吗？！", "Are you sure?!"),
        ("欢迎回来！", "Welcome back."),
    ),
    bad=(
        ("邮箱：", "E-mail", "E-mail"),
        ("正在加载…", "Loading", "Loading"),
        ("……", "-", "-"),
    ),
)
