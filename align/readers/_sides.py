"""Which language the lines of a page are in, and which side each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.readers._groups import bilingual
from align.records import Lang
from align.text.foreign import OTHER_LETTERS
from align.text.running import tongue, weights
from align.text.scripts import han_count, word_count

_ROWS = 2  # of a table with both languages, which are half of the Chinese lines, make a text of both
_LEAST_WORDS = 6  # an English line of so many words is text, not a logo in a Chinese article
_FOREIGN = 4  # letters of another script that make a line, not a sign in it
_STRAY = 0.08  # share of the Chinese below which Chinese lines in an English text are left-overs, no other side
_QUOTED = re.compile(
    r"“[^“”\n]{1,400}”|\"[^\"\n]{1,400}\"|「[^「」\n]{1,400}」|《[^《》\n]{1,200}》|[(（][^()（）\n]{1,200}[)）]"
)


def one_language(lines: Sequence[str]) -> list[Lang]:
    """The language of most running text, for every line."""
    both = [weights(line) for line in lines]
    zh, en = (sum(side) for side in zip(*both, strict=True))
    return ["zh" if zh >= en else "en"] * len(lines)


def languages(lines: Sequence[str], furniture: Sequence[bool], rows: Sequence[int]) -> list[Lang]:
    """The side of each line; lines without a language go with the line before them. ``rows``: the row of a table that
    each is a cell of, -1 where of none."""
    told = [_tongue(line) for line in lines]
    beside = bilingual([(lang, "", row) for lang, row in zip(told, rows, strict=True) if lang])
    foreign = _in_place(lines, told)
    english = [ln for ln, lang, f in zip(lines, told, furniture, strict=True) if lang == "en" and not f]
    chinese = sum(han_count(ln) for ln, lang in zip(lines, told, strict=True) if lang == "zh")
    words = sum(word_count(ln) for ln in english)
    many = any(word_count(ln) >= _LEAST_WORDS for ln in english) or len(beside) >= max(_ROWS, told.count("zh") / 2)
    if chinese and not many and words < 0.2 * chinese:
        return [foreign.get(n, "zh") for n in range(len(lines))]
    if chinese < _STRAY * words and 8 * told.count("zh") <= len(english):
        return ["en"] * len(lines)
    first = next(lang for lang in told if lang)
    out: list[Lang] = []
    for n, lang in enumerate(told):
        out.append(lang or foreign.get(n) or (out[-1] if out else first))
    return _with_copies(lines, out)


def _in_place(lines: Sequence[str], told: Sequence[Lang | None]) -> dict[int, Lang]:
    """Numbers of the lines in the script of another language between two of Chinese, or of English, in a text that has
    Chinese: each stands where the other side of the line before it is due, which it is, in Korean or Russian."""
    out: dict[int, Lang] = {}
    for n, line in enumerate(lines[1:], 1) if "zh" in told else ():
        letters = 0 if told[n] else len(OTHER_LETTERS.findall(line))
        before, behind = told[n - 1], told[n + 1] if n + 1 < len(lines) else told[n - 1]
        if letters >= _FOREIGN and before == behind and before:
            out[n] = "en" if before == "zh" else "zh"
    return out


def _with_copies(lines: Sequence[str], langs: list[Lang]) -> list[Lang]:
    """The sides of lines of which a Chinese one occurs twice where its translation is due: the copy is the other side.
    Behind both or before both comes another Chinese line, so it is no line that was doubled on the Chinese side."""
    out = list(langs)
    for at in range(len(lines) - 1):
        if lines[at] != lines[at + 1] or not langs[at] == langs[at + 1] == "zh" or not han_count(lines[at]):
            continue
        before = langs[at - 1] if at else None
        behind = langs[at + 2] if at + 2 < len(lines) else None
        if not (before or behind):
            continue
        if langs[0] == "zh" and before != "zh" and behind != "en":
            out[at + 1] = "en"
        elif langs[0] == "en" and before != "en" and behind != "zh":
            out[at] = "en"
    return out


def _tongue(line: str) -> Lang | None:
    """The language of a line, of what is outside its quotation marks where anything does."""
    quoted = not line.isascii() and _QUOTED.search(line) is not None
    return (tongue(_QUOTED.sub(" ", line)) if quoted else None) or tongue(line)
