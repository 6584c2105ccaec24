"""Features of a sentence by the marks on the page: its ends, quotations and questions, one row of flags a sentence.

Dialogue is where beads go wrong: a cut that is inside a quotation on one side and outside on the other is rarely
right, and 说道： or a comma at the end means that the thought goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_CLOSERS = "\"'”’」』）)】》] \t\u3000"
_QUOTES = "\"'”’」』"
_SPACE = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_CAPITAL = re.compile(r"^[\s\"'“‘(\[—–\-….]*[A-Z\d]")
_SEVERAL = re.compile(r"--|\.\.\.")
_SPEECH = re.compile("[:：][“「『]")
_BREAKS = {",，、;；:：—–…": 1}

FLAGS = ("question", "exclaim", "stop", "onward", "trail", "closes", "opens", "small", "inside_after", "inside_before")
COUNTS = ("questions", "exclaims", "quotes", "dashes", "colons", "dots", "commas")
#          characters and the column of COUNTS where they count, from 1
_COUNTED = {"?？": 1, "!！": 2, "—–": 4, ":：": 5, "…": 6, ",，;；": 7}
_OPENS, _MAY_OPEN, _CLOSES, _MAY_CLOSE = 1, 2, 4, 8
_MARKS = {"“「『": _OPENS, "”」』": _CLOSES, "\"'": _MAY_OPEN | _MAY_CLOSE, "‘": _MAY_OPEN, "’": _MAY_CLOSE}
_BEFORE_OPEN, _WITHIN, _BEHIND_CLOSE, _BLANK = 1, 2, 4, 8
_BESIDE = {
    _SPACE: _BEFORE_OPEN | _WITHIN | _BEHIND_CLOSE | _BLANK,
    "(（—–-": _BEFORE_OPEN | _WITHIN,
    ":：“‘": _BEFORE_OPEN,
    ")）.,;:!?—–": _BEHIND_CLOSE,
}


def flags(texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, 10) float32 of 0 and 1, columns as in FLAGS.

    The sentence ends in ?, in !, in a full stop, in a comma or colon (the thought goes on), in dots or a dash; ends in
    a closing quotation mark; begins with an opening one; begins with a small letter; the text after it, and before it,
    is inside a quotation.
    """
    rows = np.zeros((len(texts), len(FLAGS)), np.float32)
    if len(texts):
        rows[:, :8] = [_edges(text) for text in texts]
        codes, ends = _codes(texts)
        at, opens, closes = _quotations(codes)
        inside = np.zeros(len(texts) + 1, bool)
        # the last mark decides; where it closes, a quotation has ended; a text without any goes on as it began
        last = np.searchsorted(at, np.concatenate(([0], ends))) - 1
        inside[1:] = (opens & ~closes)[last[1:]] if len(at) else False
        inside[last < 0] = False
        rows[:, 8], rows[:, 9] = inside[1:], inside[:-1]
    return rows


def counts(texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, 7) how often each kind of mark is in a sentence, columns as in COUNTS."""
    codes, ends = _codes(texts)
    kind = _table(_COUNTED)[codes]
    at = np.flatnonzero(kind)
    width = len(COUNTS) + 1
    found = [np.searchsorted(ends, at) * width + kind[at]]
    for match in _SEVERAL.finditer("\n".join(texts)):
        found.append(np.array([np.searchsorted(ends, match.start() + 1) * width + (4 if match[0] == "--" else 6)]))
    at, opens, _ = _quotations(codes)
    found.append(np.searchsorted(ends, at[opens]) * width + 3)
    total = np.bincount(np.concatenate(found), minlength=len(texts) * width)[: len(texts) * width]
    return total.reshape(len(texts), width)[:, 1:].astype(np.float32)


def turns(texts: Sequence[str], flags: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n + 1,) 1 at boundaries where another begins to speak: a quotation has ended with the sentence before, and one
    begins with the sentence behind or, after a colon, in it. ``flags``: what :func:`flags` says of the sentences."""
    out = np.zeros(len(texts) + 1, np.float32)
    if len(texts) > 1:
        speaks = flags[:, 6] + np.array([_SPEECH.search(text) is not None for text in texts])
        out[1:-1] = (speaks[1:] > 0) & (flags[:-1, 5] > 0)
    return out


def breaks(texts: Sequence[str], starts: Sequence[NDArray[np.int32]]) -> NDArray[np.bool_]:
    """(k,) which tokens of all texts begin with a mark between clauses; ``starts``: their code-point offsets in each
    text."""
    codes, ends = _codes(texts)
    first = np.concatenate(([1], ends[:-1] + 1))[: len(texts)]
    at = np.repeat(first, [len(s) for s in starts]) + (np.concatenate(starts) if len(starts) else np.zeros(0, int))
    return np.asarray(_table(_BREAKS)[codes[np.minimum(at, len(codes) - 1)]] > 0)


def _codes(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Code points of all texts, those above 65,535 as that, a line break before each and behind the last; and (n,) the
    places of the line breaks behind each."""
    whole = "\n".join(["", *texts, ""])
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), "<u4")
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
    return np.minimum(codes, 0xFFFF), ends


def _edges(text: str) -> tuple[bool, ...]:
    """The first eight of FLAGS."""
    core, head = text.rstrip(_CLOSERS), text.lstrip()[:1]
    last = core[-1:]
    tail = text[len(core) :]
    return (
        last != "" and last in "?？",
        last != "" and last in "!！",
        last != "" and last in ".。" and not core.endswith(".."),
        last in ",，:：、;；" or (last.isalnum() and not "\u4e00" <= last <= "\u9fff"),
        last in "…—–-" or core.endswith(".."),
        tail != "" and any(c in _QUOTES for c in tail.rstrip()),
        head != "" and head in "\"'“‘「『",
        head != "" and head.isascii() and not _CAPITAL.match(text),
    )


def _table(kinds: dict[str, int]) -> NDArray[np.uint8]:
    """(65536,) bits of each character."""
    out = np.zeros(1 << 16, np.uint8)
    for characters, bits in kinds.items():
        for c in characters:
            out[ord(c)] |= bits
    return out


def _quotations(codes: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """The places of quotation marks that open or close, which of them open, and which close."""
    kind = _table(_MARKS)[codes]
    at = np.flatnonzero(kind)
    kind, beside = kind[at], _table(_BESIDE)
    before, behind = beside[codes[at - 1]], beside[codes[at + 1]]
    opens = (kind & _OPENS > 0) | ((kind & _MAY_OPEN > 0) & (before & _BEFORE_OPEN > 0) & (behind & _BLANK == 0))
    closes = (kind & _CLOSES > 0) | ((kind & _MAY_CLOSE > 0) & (before & _WITHIN == 0) & (behind & _BEHIND_CLOSE > 0))
    real = opens | closes
    return at[real], opens[real], closes[real]
