"""Mark-up inside a paragraph of reStructuredText: literals, roles, links, emphasis, substitutions, footnote marks.

Every pattern takes linear time: what is between two marks is bounded in length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.readers._marked_up import edges
from align.records import Inline

_TOKEN = re.compile(
    r"(?P<escape>\\(?:[ \n]|(?=[^\s\w])))"
    r"|(?P<code>``(?=\S)(?:[^`\n]|`(?!`)|\n(?![ \t]*\n)){1,500}?``(?!`))"
    r"|(?P<role>(?::[A-Za-z][\w+.:-]{0,60}:)?_?`(?=[^\s`])(?:[^`\n]|\n(?![ \t]*\n)){1,500}?`"
    r"(?:__?(?!\w)|:[A-Za-z][\w+.-]{0,60}:)?)"
    r"|(?P<emphasis>(?<![\w*])(?P<stars>\*\*?)(?=[^\s*])(?:[^*\n]|(?<!\s)\*(?=\w)|\n(?![ \t]*\n)){1,400}?(?<![\s\\])"
    r"(?P=stars)(?![\w*]))"
    r"|(?P<substitution>\|(?=[^\s|])[^|\n]{1,80}(?<=[^\s|])\|_{0,2})"
    r"|(?P<note>\[(?:\d{1,4}|\#[\w-]{0,40}|\*|[A-Za-z][\w.-]{0,60})\]_(?!\w))"
    r"|(?P<word>(?<![\w`.+:-])[A-Za-z0-9](?:[A-Za-z0-9]|[.+:-](?=[A-Za-z0-9])){0,80}(?P<ends>__?)(?![\w`]))"
)
_SIGN = re.compile(r"[\\`*|\]_]")  # without one of them there is no mark-up
_PARTS = re.compile(
    r"(?P<before>(?::[A-Za-z][\w+.:-]*:)?_?`[!~]?)(?P<words>.*?)(?P<behind>(?:\s*<(?P<to>[^<>`]+)>)?`.*)\Z", re.DOTALL
)


def inline(text: str, start: int, end: int) -> Iterator[Inline]:
    """The mark-up of a paragraph in order of place."""
    if not _SIGN.search(text, start, end):
        return
    at = start
    while match := _TOKEN.search(text, at, end):
        first, at = match.span()
        kind = match.lastgroup or ""
        if match["code"]:
            yield from edges(text, match.span(), 2, "code", match["code"][2:-2].strip())
        elif match["role"]:
            yield from _role(match["role"], first)
        elif match["emphasis"]:
            yield from edges(text, match.span(), len(match["stars"]), "mark")
        elif match["word"]:
            yield Inline(*match.span("ends"), "mark", match["ends"])
        elif kind == "note":
            yield Inline(first, at, "note", match.group())
        elif kind == "substitution":
            there = at - len(match.group()) + len(match.group().rstrip("_")) - 1
            yield Inline(first, first + 1, "mark", "|")  # the name stays: something is shown in its place
            yield Inline(there, at, "mark", text[there:at])
        else:
            yield Inline(first, at, "mark", match.group())


def _role(text: str, start: int) -> Iterator[Inline]:
    """Interpreted text: a formula as a whole, of all else what is around the words."""
    if text.startswith(":math:"):
        yield Inline(start, start + len(text), "math", text, text[6:].strip("`"))
        return
    parts = _PARTS.match(text)
    assert parts, "the pattern is that of the token"
    here = start + parts.end("before")
    yield Inline(start, here, "link" if parts["to"] else "mark", parts["before"])
    there = start + parts.start("behind")
    mark = parts["behind"]
    yield Inline(there, start + len(text), "link" if parts["to"] else "mark", mark, parts["to"] or "")
