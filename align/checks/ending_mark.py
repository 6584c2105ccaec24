"""The last mark of a label: colon, dots, question and exclamation marks follow the source."""

from __future__ import annotations

from collections.abc import Iterator

from align.each_pair import on_entries
from align.records import Check, Finding, Pair
from align.strings.resource import is_short

_DOC = """\
A label that ends with a colon, with dots, a question mark or an exclamation mark does so in the translation, too: a
field stands behind it, a window opens, something is asked.

**Found**: such a mark that is missing in a short string; a string of marks alone that is another one.

**Accepted**: *?!* for ？！, a full stop for an exclamation mark, a blank behind the colon; sentences, which are left to
the check *final_punctuation*.

MQM: locale-convention/punctuation.
"""
_MARKS = {"：": ":", ":": ":", "…": "…", "？": "?", "?": "?", "！": "!", "!": "!"}
_GOOD = {":": ":：", "…": "….", "?": "?!？！", "!": "!?.！？。"}  # wide ones are told by the check of typography
_SENTENCE = 4  # words that may be a sentence of their own
_WEAKER = ",;.，；。"  # marks whose place the right one takes
_CLOSERS = "”’\"')]】》」』）> "
_NAMES = {":": "a colon", "…": "dots", "?": "a question mark", "!": "an exclamation mark"}


def _judge(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source.text.rstrip(_CLOSERS), pair.target.text.rstrip(_CLOSERS)
    if not source or not target or not is_short(source.rstrip("！!？?") or source):
        return
    mark = "…" if source.endswith(("...", "……")) else _MARKS.get(source[-1], "")
    if not any(c.isalnum() for c in source):
        if any(c.isalnum() for c in target) or (mark and target[-1] not in _GOOD[mark]):
            yield _finding(pair, "a string of marks alone became another one", 0, source.strip())
    elif mark == ":" and target[-1] == "." and len(target.split()) >= _SENTENCE:
        return  # Listing 3 shows the changes.
    elif mark and target[-1] not in _GOOD[mark]:
        at = target.rfind(" ") + 1
        right = target[at:].rstrip(_WEAKER) + mark + pair.target.text.rstrip()[len(target) :]
        yield _finding(pair, f"the source ends with {_NAMES[mark]}, the translation does not", at, right)


def _finding(pair: Pair, message: str, at: int, right: str) -> Finding:
    """``right``: what takes the place of the translation from ``at`` on."""
    text = pair.target.text.rstrip()
    return pair.finding(CHECK, message, target=(at, len(text)), suggestions=(right,), confidence=0.75)


CHECK = Check(
    id="ending_mark",
    severity="note",
    category="locale-convention/punctuation",
    doc=_DOC,
    run=on_entries(_judge),
    rank=6,
    good=(
        ("邮箱：", "E-mail: "),
        ("邮箱：", "E-mail："),
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
