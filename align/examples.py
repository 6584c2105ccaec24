"""Run the good and bad examples of a check or rule and return those that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from align.records import Alignment, Bead, Block, Document, Example, Finding, Linker, Sentence

Run = Callable[[Alignment], Iterable[Finding]]


@dataclass(frozen=True)
class Failure:
    """An example that failed. ``found``: the messages of the findings that were made instead."""

    id: str
    kind: str  # "good" or "bad"
    source: str
    target: str
    words: str
    found: tuple[str, ...]

    def __str__(self) -> str:
        said = "; ".join(self.found) or "nothing"
        want = "nothing to be marked" if self.kind == "good" else f"{self.words!r} to be marked"
        return f"{self.id}: {self.source!r} | {self.target!r}: expected {want}, found {said}"


def failures(
    run: Run, id: str, good: Iterable[Example], bad: Iterable[Example], *, linker: Linker | None = None
) -> Iterator[Failure]:
    """Examples that fail. A good one must bring no finding of ``id`` (or of a part of it, ``id/...``); a bad one must
    bring one that touches its third element on either side, or any finding where it has none."""
    for kind, examples in (("good", good), ("bad", bad)):
        for example in examples:
            alignment = alignment_of(example[0], example[1], linker=linker)
            found = [f for f in run(alignment) if f.check == id or f.check.startswith(f"{id}/")]
            words = example[2] if len(example) > 2 else ""
            right = not found if kind == "good" else any(_touches(alignment, f, words) for f in found)
            if not right:
                yield Failure(id, kind, example[0], example[1], words, tuple(f.message for f in found))


def alignment_of(source: str, target: str, *, linker: Linker | None = None) -> Alignment:
    """The alignment of an example: one pair, or, where lines are broken, line i with line i (a small article)."""
    if "\n" not in source and "\n" not in target:
        return replace(Alignment.of_pair(source, target), linker=linker)
    sides = [_lines("source.txt", "zh", source), _lines("target.txt", "en", target)]
    count = max(len(s) for _, s in sides)
    beads = []
    for number in range(count):
        a, b = ((min(number, len(s)), min(number + 1, len(s))) for _, s in sides)
        beads.append(Bead(a, b))
    (one, first), (two, second) = sides
    return Alignment(one, two, first, second, tuple(beads), linker=linker)


def _lines(path: str, lang: str, text: str) -> tuple[Document, tuple[Sentence, ...]]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    document = Document(path, "zh" if lang == "zh" else "en", text, tuple(blocks))
    return document, tuple(Sentence(b.start, b.end, i) for i, b in enumerate(blocks))


def _touches(alignment: Alignment, finding: Finding, words: str) -> bool:
    """Return whether the finding marks part of these words on either side. Every finding touches ''."""
    if not words:
        return True
    for document, span in alignment.marked(finding):
        at = document.text.find(words)
        while at >= 0:
            if at < span.end and span.start < at + len(words):
                return True
            at = document.text.find(words, at + 1)
    return False
