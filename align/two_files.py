"""A text and its translation from two files: what is beside what, by keys, by times, or by labels of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from align.records import Block, Document
from align.text.translated_labels import rendered

Times = Sequence[tuple[float, float]]  # begin and end of each block, in seconds
_TOGETHER = 0.5  # of the shorter of two cues that the other one covers, from which on they are one
_APART = 0.7  # seconds between the beginnings of cues that are one, at the median; of other cuts of a film it is more
_MATCHED = 0.75  # of the cues of either file that must have one at their time in the other
_WIDEST = 8  # cues of a side that make a row
_LABEL = 60  # characters of a line that may be a label


def by_keys(source: Document, target: Document) -> tuple[Document, Document]:
    """The entries of two files side by side by their keys; a key of one file alone has an empty other side."""
    ours, theirs = ({block.label: block for block in document.blocks} for document in (source, target))
    keys = [*ours, *(key for key in theirs if key not in ours)]
    left, right = (tuple(_entry(found, key) for key in keys) for found in (ours, theirs))
    return replace(source, blocks=left), replace(target, blocks=right)


def _entry(found: Mapping[str, Block], key: str) -> Block:
    """The block of a key; of a plural form that the language does not have that of the general one; an empty one."""
    stem, _, form = key.rpartition(".")
    general = found.get(f"{stem}.other") if form in ("zero", "one", "two", "few", "many") else None
    return found.get(key) or general or Block(0, 0, "text", key)


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
    if len({a for a, _ in links}) < _MATCHED * len(ours) or len({b for _, b in links}) < _MATCHED * len(theirs):
        return None
    if median(abs(ours[a][0] - theirs[b][0]) for a, b in links) > _APART:
        return None
    rows = _rows(links, ours, theirs)
    if any(max(len(left), len(right)) > _WIDEST for left, right in rows):
        return None
    left = tuple(_merged(source, own, number) for number, (own, _) in enumerate(rows))
    right = tuple(_merged(target, own, number) for number, (_, own) in enumerate(rows))
    return replace(source, blocks=left), replace(target, blocks=right)


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


def _merged(document: Document, numbers: Sequence[int], group: int) -> Block:
    """Neighbouring blocks as one; without any an empty one."""
    if not numbers:
        return Block(0, 0, "text", "", group)
    first, last = document.blocks[numbers[0]], document.blocks[numbers[-1]]
    return replace(first, end=last.end, group=group)
