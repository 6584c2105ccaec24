"""Line breaks that mean nothing: texts wrapped at a fixed width become paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from align.records import Lang
from align.text.columns import columns

_END = re.compile(r"[.!?。！？…:：;；][”’」』）)\"'\]】]*$")
_WIDEST = 130  # columns; a longer line was not wrapped by a person or an e-mail program
_NARROWEST = 30  # columns; shorter lines are items of a list
_LEAST = 4  # broken lines that make a text a wrapped one


def unwrap(
    text: str, spans: Sequence[tuple[int, int]], langs: Sequence[Lang], alone: Collection[int] = ()
) -> list[list[int]]:
    """Numbers of the lines that make each paragraph. Lines stay alone unless the whole side is wrapped; those of the
    page (``alone``) always do.

    A side is wrapped when no line is wide and most lines that are followed by another of their language, with no blank
    line between, end without final punctuation. There, a line goes on where it is nearly as wide as the widest,
    unless the next begins with a capital that had room in it.
    """
    widths = [columns(text[a:b]) for a, b in spans]
    wrapped = {lang: _wrapped(text, spans, langs, widths, lang) for lang in ("zh", "en")}
    widest = {lang: max((w for w, g in zip(widths, langs, strict=True) if g == lang), default=0) for lang in wrapped}
    out: list[list[int]] = []
    for number, lang in enumerate(langs):
        before = number - 1
        goes_on = (
            number > 0
            and wrapped[lang]
            and _adjacent(text, spans, langs, before)
            and before not in alone
            and number not in alone
            and not _END.search(text[slice(*spans[before])])
            and widths[before] >= 0.7 * widest[lang]
            and not _begins(text[slice(*spans[number])], widest[lang] - widths[before])
        )
        if goes_on:
            out[-1].append(number)
        else:
            out.append([number])
    return out


def _begins(line: str, room: int) -> bool:
    """Return whether a line begins something: with a capital, though its first word had room in the line before, which
    was so many columns narrower than the widest. Behind a heading a sentence begins so, and no line of a paragraph."""
    return line[:1].isupper() and len(line.split(None, 1)[0]) < room


def _wrapped(
    text: str, spans: Sequence[tuple[int, int]], langs: Sequence[Lang], widths: Sequence[int], lang: Lang
) -> bool:
    own = [n for n, other in enumerate(langs) if other == lang]
    if not own or not _NARROWEST <= max(widths[n] for n in own) <= _WIDEST:
        return False
    followed = [n for n in own if _adjacent(text, spans, langs, n)]
    broken = [n for n in followed if not _END.search(text[slice(*spans[n])])]
    return len(broken) >= _LEAST and 2 * len(broken) >= len(followed)


def _adjacent(text: str, spans: Sequence[tuple[int, int]], langs: Sequence[Lang], number: int) -> bool:
    """Return whether the next line has the same language and follows without a gap."""
    if number + 1 >= len(spans) or langs[number] != langs[number + 1]:
        return False
    return text.count("\n", spans[number][1], spans[number + 1][0]) == 1
