"""A text and its translation from two files: what is beside what, by keys, by times, or by labels of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from align.records import Block, Document, Inline, Span
from align.text.translated_labels import rendered

Times = Sequence[tuple[float, float]]  # begin and end of each block, in seconds
_TOGETHER = 0.5  # of the shorter of two cues that the other one covers, from which on they are one
_APART = 0.7  # seconds between the beginnings of cues that are one, at the median; of other cuts of a film it is more
_MATCHED = 0.75  # of the cues of either file that must have one at their time in the other
_SAME, _HALF = 0.1, 0.5  # seconds between cues that were timed together; then half of the cues of one file are enough
_WIDEST = 8  # cues of a side that make a row
_FORM = re.compile(r"(.+[._])(zero|one|two|few|many)")  # a plural form that Chinese does not have
_LABEL = 60  # characters of a line that may be a label


def by_keys(source: Document, target: Document) -> tuple[Document, Document]:
    """The entries of two files side by side by their keys, in the order of the first; a key of one file alone has an
    empty other side."""
    ours, theirs = ({block.label: block for block in document.blocks} for document in (source, target))
    left: dict[str, Block | None] = {**ours}
    right = {key: _own(key, theirs, ours) for key in ours}
    met = {block.label for block in right.values() if block}
    right |= {key: block for key, block in theirs.items() if key not in met}
    left |= {key: _own(key, ours, theirs) for key in right if key not in left}
    forms = _forms([*ours, *theirs])
    return _laid(source, left, forms), _laid(target, right, forms)


def _own(key: str, found: Mapping[str, Block], others: Mapping[str, Block]) -> Block | None:
    """The block of a key among those of the other file; of a plural form that the language does not have that of the
    general one: ``.other`` and ``_other``, and of i18next ``_0`` beside ``_plural``. None where there is none."""
    form = _FORM.fullmatch(key)
    stem = key.removesuffix("_plural")
    names = [key, f"{form[1]}other"] if form else [key]
    if stem != key:
        names += [f"{stem}_0", stem]
    elif f"{key}_plural" in others:
        names.append(f"{key}_0")
    elif key.endswith("_0"):
        names.append(f"{key[:-2]}_plural")
    return next((found[name] for name in names if name in found), None)


def _forms(keys: Iterable[str]) -> dict[str, str]:
    """The forms of plurals by their keys: those with a general form beside them, and of i18next ``key`` and
    ``key_plural``."""
    known = set(keys)
    out: dict[str, str] = {}
    for key in known:
        form = _FORM.fullmatch(key)
        if form and f"{form[1]}other" in known:
            out |= {key: form[2], f"{form[1]}other": "other"}
        elif f"{key}_plural" in known:
            out |= {key: "one", f"{key}_plural": "other"}
    return out


def _laid(document: Document, rows: Mapping[str, Block | None], forms: Mapping[str, str]) -> Document:
    """The document with those blocks in that order, a line each with its number in the file; an empty line for none.
    ``forms`` are those of plurals by key."""
    parts: list[str] = []
    blocks: list[Block] = []
    lines: list[int] = []
    inline: list[Inline] = []
    at = 0
    for group, (key, block) in enumerate(rows.items()):
        text = document.text[block.start : block.end] if block else ""
        parts.append(text)
        own = replace(block or Block(0, 0), start=at, end=at + len(text), label=key, group=group)
        if key in forms and not own.fact("plural"):
            own = replace(own, facts=(*own.facts, ("plural", forms[key])))
        blocks.append(own)
        for mark in document.inline_in(block.start, block.end) if block else ():
            moved = at - (block.start if block else 0)
            inline.append(replace(mark, start=mark.start + moved, end=mark.end + moved))
        lines.append(document.place(Span(block.start, block.end)).line if block else lines[-1] if lines else 1)
        at += len(text) + 1
    return replace(document, text="\n".join(parts), blocks=tuple(blocks), lines=tuple(lines), inline=tuple(inline))


def with_labels(source: Document, target: Document) -> tuple[Document, Document]:
    """The two with those furniture lines as text that both have: 作者：张三, Author: Zhang San; and of files of as many
    lines the short ones that stand at the same place."""
    lines = [[document.prose(b.start, b.end) for b in document.blocks] for document in (source, target)]
    ours, theirs = rendered(*lines)
    if len(lines[0]) == len(lines[1]):
        both = {n for n, pair in enumerate(zip(*lines, strict=True)) if all(_is_label(line) for line in pair)}
        ours, theirs = ours | both, theirs | both
    return _as_text(source, ours), _as_text(target, theirs)


def _is_label(line: str) -> bool:
    """Return whether a line is short and no sentence: a button, a heading, a line of data."""
    return len(line) <= _LABEL and not line.rstrip().endswith(tuple("。.！!？?"))


def _as_text(document: Document, numbers: set[int]) -> Document:
    """The document with those blocks as text."""
    changed = (n in numbers and b.kind == "furniture" for n, b in enumerate(document.blocks))
    blocks = zip(document.blocks, changed, strict=True)
    return replace(document, blocks=tuple(replace(b, kind="text", label="") if own else b for b, own in blocks))


def by_time(source: Document, target: Document, ours: Times, theirs: Times) -> tuple[Document, Document] | None:
    """Rows of the cues of two subtitle files that are on the screen together; a cue without another has an empty other
    side. None where the times do not match: another cut of the film, or no times."""
    from statistics import median  # with fractions, decimal and random: few texts are subtitles

    if len(ours) != len(source.blocks) or len(theirs) != len(target.blocks) or not ours or not theirs:
        return None
    if any(list(times) != sorted(times) for times in (ours, theirs)):
        return None
    links = _links(ours, theirs)
    shares = sorted((len({a for a, _ in links}) / len(ours), len({b for _, b in links}) / len(theirs)))
    apart = median(abs(ours[a][0] - theirs[b][0]) for a, b in links) if links else _APART
    lacking = shares[1] == 1 and apart <= _SAME  # one file was made from the other and lacks cues
    if shares[0] < (_HALF if lacking else _MATCHED) or apart > _APART:
        return None
    rows = _rows(links, ours, theirs)
    if any(max(len(left), len(right)) > _WIDEST for left, right in rows):
        return None
    return _merged(source, [own for own, _ in rows]), _merged(target, [own for _, own in rows])


def _links(ours: Times, theirs: Times) -> list[tuple[int, int]]:
    """Numbers of the cues that cover half of one another."""
    out, first = [], 0
    for a, (start, end) in enumerate(ours):
        while first < len(theirs) and theirs[first][1] <= start:
            first += 1
        b = first
        while b < len(theirs) and theirs[b][0] < end:
            common = min(end, theirs[b][1]) - max(start, theirs[b][0])
            if common >= _TOGETHER * min(end - start, theirs[b][1] - theirs[b][0]):
                out.append((a, b))
            b += 1
    return out


def _rows(links: Sequence[tuple[int, int]], ours: Times, theirs: Times) -> list[tuple[list[int], list[int]]]:
    """Cues that hang together, in order of time; those without a link alone."""
    rows: list[tuple[list[int], list[int]]] = []
    for a, b in links:
        if rows and (a in rows[-1][0] or b in rows[-1][1]):
            rows[-1] = (
                [*rows[-1][0], *([a] if a not in rows[-1][0] else [])],
                [*rows[-1][1], *([b] if b not in rows[-1][1] else [])],
            )
        else:
            rows.append(([a], [b]))
    linked = {a for a, _ in links}, {b for _, b in links}
    rows += [([a], []) for a in range(len(ours)) if a not in linked[0]]
    rows += [([], [b]) for b in range(len(theirs)) if b not in linked[1]]
    return sorted(rows, key=lambda row: min(*(ours[a][0] for a in row[0]), *(theirs[b][0] for b in row[1]), 1e9))


def _merged(document: Document, rows: Sequence[Sequence[int]]) -> Document:
    """The document with the blocks of each row as one; a row without any is an empty block behind the one before."""
    blocks: list[Block] = []
    for group, numbers in enumerate(rows):
        at = blocks[-1].end if blocks else 0
        first, end = (document.blocks[numbers[0]], document.blocks[numbers[-1]].end) if numbers else (Block(at, at), at)
        blocks.append(replace(first, end=end, group=group))
    return replace(document, blocks=tuple(blocks))
