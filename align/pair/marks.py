"""What the marks on the page say about a sentence: its ends, quotations and questions, one row of flags a sentence.

Dialogue is where beads go wrong: a cut that stands inside a quotation on one side and outside on the other is rarely
right, and 说道： or a comma at the end means that the thought goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_CLOSERS = "\"'”’」』）)】》] \t\u3000"
_OPEN = re.compile(r"[“「『]|(?:^|(?<=[\s(（—–\-:：“‘]))[\"'‘](?=\S)")
_CLOSE = re.compile(r"[”」』]|(?<=[^\s(（—–\-])[\"'’](?=$|[\s)）.,;:!?—–])")
_CAPITAL = re.compile(r"^[\s\"'“‘(\[—–\-….]*[A-Z\d]")

FLAGS = ("question", "exclaim", "stop", "onward", "trail", "closes", "opens", "small", "inside_after", "inside_before")
COUNTS = ("questions", "exclaims", "quotes", "dashes", "colons", "dots", "commas")


def flags(texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, 10) float32 of 0 and 1, columns as in FLAGS.

    The sentence ends in ?, in !, in a full stop, in a comma or colon (the thought goes on), in dots or a dash; ends in
    a closing quotation mark; begins with an opening one; begins with a small letter; the text after it, and before it,
    is inside a quotation.
    """
    rows = np.zeros((len(texts), len(FLAGS)), np.float32)
    inside = False
    for k, text in enumerate(texts):
        core = text.rstrip(_CLOSERS)
        last = core[-1:]
        tail = text.rstrip()[len(core) :]
        head = text.lstrip()[:1]
        before = inside
        inside = _inside_after(text, inside)
        rows[k] = (
            last in "?？" and last != "",
            last in "!！" and last != "",
            last in ".。" and last != "" and not core.endswith(".."),
            last in ",，:：、;；" or (last != "" and (last.isalnum() and not "\u4e00" <= last <= "\u9fff")),
            last in "…—–-" or core.endswith(".."),
            any(c in "\"'”’」』" for c in tail),
            head != "" and head in "\"'“‘「『",
            head != "" and head.isascii() and not _CAPITAL.match(text),
            inside,
            before,
        )
    return rows


def _inside_after(text: str, inside: bool) -> bool:
    """Return whether what follows the text is still quoted. The last mark decides; a paragraph may open anew."""
    opened = max((m.start() for m in _OPEN.finditer(text)), default=-1)
    closed = max((m.start() for m in _CLOSE.finditer(text)), default=-1)
    return inside if opened < 0 and closed < 0 else opened > closed


def counts(texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, 7) how often each kind of mark stands in a sentence, columns as in COUNTS."""
    rows = np.zeros((len(texts), len(COUNTS)), np.float32)
    for k, text in enumerate(texts):
        rows[k] = (
            text.count("?") + text.count("？"),
            text.count("!") + text.count("！"),
            len(_OPEN.findall(text)),
            text.count("—") + text.count("–") + text.count("--"),
            text.count(":") + text.count("："),
            text.count("…") + text.count("..."),
            sum(map(text.count, ",，;；")),
        )
    return rows
