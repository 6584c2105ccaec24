"""Document -> sentences."""

from __future__ import annotations

from align.records import Document, Sentence
from align.text.sentences import split


def sentences(document: Document, *, whole_blocks: bool = False) -> tuple[Sentence, ...]:
    """Sentences of all text blocks in order, then furniture, a block each (last, so that no bead reaches over it).

    ``whole_blocks``: the input is already segmented (tables, --pre-split), one block is one sentence.
    """
    body: list[Sentence] = []
    furniture: list[Sentence] = []
    for number, block in enumerate(document.blocks):
        text = document.read[block.start : block.end]
        if block.kind == "furniture":
            furniture.append(Sentence(block.start, block.end, number))
            continue
        if not whole_blocks:
            spans = split(text, document.lang)
            body += [Sentence(block.start + a, block.start + b, number) for a, b in spans if text[a:b].strip()]
        elif text and not text.isspace():
            body.append(Sentence(block.start, block.start + len(text), number))
    return (*body, *furniture)
