"""Lines such as 作者：张三 that a page bears and that the translation has, too: they are text, no furniture.

The words are those of mastheads of newspapers, papers and forms; both sides of a row name the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.data import rows

_PAIRS = tuple(
    (re.compile(rf"[\s(（\[【]{{0,8}}(?:{zh})[\s:：/|]"), re.compile(rf"(?i)[\s(\[]{{0,8}}(?:{en})\s{{0,8}}[:：\s]"))
    for zh, en in rows("line_labels.tsv")
)
_ANY = (
    re.compile("|".join(zh.pattern for zh, _ in _PAIRS)),
    re.compile("(?i)" + "|".join(en.pattern[4:] for _, en in _PAIRS)),
)
_LONGEST = 160  # characters of such a line


def rendered(chinese: Sequence[str], english: Sequence[str]) -> tuple[set[int], set[int]]:
    """Numbers of the Chinese lines with a label, and of the English lines with the same label."""
    ours: set[int] = set()
    theirs: set[int] = set()
    labelled = [
        [(n, line) for n, line in enumerate(lines) if len(line) <= _LONGEST and bears.match(line)]
        for lines, bears in zip((chinese, english), _ANY, strict=True)
    ]
    for zh, en in _PAIRS:
        left = {n for n, line in labelled[0] if zh.match(line)}
        right = {n for n, line in labelled[1] if en.match(line)}
        if left and right:
            ours |= left
            theirs |= right
    return ours, theirs
