"""Extract the words that a corrector exchanged, widened to whole names, cut to what carries meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from align.text.english import ARTICLES, Words, function_words

MAX_WORDS = 8  # of a changed phrase; longer changes are rewritten sentences, not terms


@dataclass(frozen=True, slots=True)
class Change:
    """Word numbers, half-open, before and after."""

    old: tuple[int, int]
    new: tuple[int, int]


def changes(before: Words, after: Words, fixed: Collection[int] = ()) -> Iterator[Change]:
    """Exchanged words that may be terms. ``fixed``: words of ``after`` that are known to render something else, over
    which no change grows."""
    for change in _merged(before, after):
        old, new = _trimmed(before, change.old), _trimmed(after, change.new)
        grown = _grown(before, after, Change(old, new), fixed)
        if grown is not None and _worth(before, after, grown):
            yield grown


def _merged(before: Words, after: Words) -> list[Change]:
    """Changes; those with no more than two words of one name between them are one."""
    out: list[Change] = []
    opcodes = SequenceMatcher(None, before.raw, after.raw, autojunk=False).get_opcodes()
    for op, a, b, c, d in opcodes:
        if op == "equal":
            continue
        if out:
            last = out[-1]
            between = range(last.old[1], a)
            joined = [n for n in between if before.raw[n] in function_words("in_name") or before.raw[n][0].isupper()]
            if (
                len(between) <= 2
                and len(joined) == len(between)
                and not any(before.breaks[n] for n in (*between, a) if n < len(before))
            ):
                out[-1] = Change((last.old[0], b), (last.new[0], d))
                continue
        out.append(Change((a, b), (c, d)))
    return out


def _trimmed(words: Words, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while start < end and (words.keys[start] in function_words("unlinked") or words.keys[start] in ARTICLES):
        start += 1
    while end > start and (words.keys[end - 1] in function_words("unlinked") or words.keys[end - 1] in ARTICLES):
        end -= 1
    return start, end


def _grown(before: Words, after: Words, change: Change, fixed: Collection[int]) -> Change | None:
    """Over the capitals (and "of" between them) that are on both sides: "Ministry of [Trade]" is the whole ministry.

    Words put in or taken out grow over one neighbour, so that both sides hold something."""
    (a, b), (c, d) = change.old, change.new
    named = any(after.raw[n][0].isupper() for n in range(c, d)) or any(before.raw[n][0].isupper() for n in range(a, b))
    while named and a and c and not _breaks(before, a) and not _breaks(after, c) and c - 1 not in fixed:
        if before.raw[a - 1] != after.raw[c - 1] or not (after.raw[c - 1][0].isupper() or after.raw[c - 1] == "of"):
            break
        a, c = a - 1, c - 1
    while (
        named and b < len(before) and d < len(after) and not before.breaks[b] and not after.breaks[d] and d not in fixed
    ):
        if before.raw[b] != after.raw[d] or not after.raw[d][0].isupper():
            break
        b, d = b + 1, d + 1
    old, new = _trimmed(before, (a, b)), _trimmed(after, (c, d))
    return Change(old, new) if old[0] < old[1] and new[0] < new[1] else None


def _breaks(words: Words, at: int) -> bool:
    """Return whether a mark is before word ``at``; behind the last word the text ends."""
    return at >= len(words) or bool(words.breaks[at])


def _worth(before: Words, after: Words, change: Change) -> bool:
    """Other words: not grammar, not the same words in another form, not figures, not a sentence written anew."""
    if change.old[1] - change.old[0] > MAX_WORDS or change.new[1] - change.new[0] > MAX_WORDS:
        return False
    if any(words.breaks[n] for words, (s, e) in ((before, change.old), (after, change.new)) for n in range(s + 1, e)):
        return False
    one, two = before.keys[slice(*change.old)], after.keys[slice(*change.new)]
    return one != two and any(key.isalpha() and key not in function_words("unlinked") for key in two)
