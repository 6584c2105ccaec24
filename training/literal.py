"""Makes ``align/data/built/literal.tsv``: idioms and figures of speech of CC-CEDICT (CC BY-SA 4.0) that mean something
else than their characters say, and ``align/data/built/characters.tsv``: what those characters mean by themselves.

Usage: ``python -m training.literal [--lexicon ../shared/lexicon]``. A word is in where the dictionary calls it an
idiom, figurative, colloquial or slang, or gives it a literal meaning (*lit.*) of its own; of two or three characters
where it says so of the first meaning (转向 is first of all a turn); of the other words of four characters those of
which neither a character nor a part means what the whole does. Lines of the first: word, its parts (space between
them), what it means, what it says literally ("-": the dictionary does not say).
"""

from __future__ import annotations

import argparse
import collections
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from align.evidence.literal import content
from align.evidence.translations import stem

ROOT = Path(__file__).parent.parent
BUILT = ROOT / "align" / "data" / "built"
LONGEST, SPELT = 8, 5  # characters of a word; of one that is read character by character
_ENTRY = re.compile(r"\S+ (\S+) \[[^A-Z\]][^\]]*\] /(.*)/")  # a name is read with a capital letter
_HAN = re.compile("[\u4e00-\u9fff]{2,8}")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]|（[^（）]*）|\b(?:lit|fig)\.|\S*[\u4e00-\u9fff]\S*")
_REFERENCE = re.compile(
    r"(?:\([^()]*\) ?)?(?:old |erhua |archaic |also )?(?:variant|surname|abbr|CL:|see |cf |Taiwan pr|also pr|also writ|"
    r"used in|Kangxi)|.*variant of"
)
_FIGURE = re.compile(r"\((?:[^()]*\b)?(?:coll|slang|fig|idiom|vulgar|jocular|metaphor)[^()]*\)|\bfig\.|\blit\.")


class Entry(NamedTuple):
    """A word of the dictionary: whether it is a figure of speech, its meanings, what it says literally, and which of
    the meanings are no figures."""

    figure: bool
    meanings: tuple[str, ...]
    literal: tuple[str, ...]
    plain: tuple[str, ...]


def entries(lexicon: Path) -> dict[str, Entry]:
    """The words of the dictionary that are no names."""
    glosses: dict[str, list[str]] = collections.defaultdict(list)
    for line in (lexicon / "cedict_ts.u8").read_text(encoding="utf-8").splitlines():
        found = _ENTRY.match(line)
        if found:
            glosses[found[1]] += re.split(r"[/;]", found[2])
    return {word: _entry(word, own) for word, own in glosses.items()}


def _entry(word: str, glosses: Sequence[str]) -> Entry:
    meant: list[str] = []
    said: list[str] = []
    plain: list[str] = []
    for gloss in glosses:
        if not _REFERENCE.match(gloss.strip()):
            literal = "lit." in gloss and "and fig" not in gloss
            bare = " ".join(_ASIDE.sub(" ", gloss).split())
            (said if literal else meant).append(bare)
            plain += [] if _FIGURE.search(gloss) else [bare]
    figure = any(map(_FIGURE.search, glosses if len(word) > 3 else glosses[:1]))
    return Entry(figure, tuple(filter(None, meant)), tuple(filter(None, said)), tuple(filter(None, plain)))


def _stems(entry: Entry | None) -> set[str]:
    if entry is None:
        return set()
    return {stem(word) for gloss in entry.plain for word in content(gloss)}


def _parts(word: str, known: Mapping[str, Entry]) -> tuple[str, ...]:
    """The characters of a word; of one of three characters the two that are a word stay together (炒 鱿鱼)."""
    if len(word) == 3 and word[1:] in known:
        return word[0], word[1:]
    if len(word) == 3 and word[:2] in known:
        return word[:2], word[2]
    return tuple(word) if len(word) <= SPELT else ()


def figures(known: Mapping[str, Entry]) -> Iterator[tuple[str, tuple[str, ...], Entry]]:
    """Words that are not to be taken literally, with their parts."""
    for word, entry in sorted(known.items()):
        meaning = {stem(w) for gloss in entry.meanings for w in content(gloss)}
        if not meaning or not _HAN.fullmatch(word):
            continue
        parts = _parts(word, known)
        if not entry.figure:
            pieces = {word[a:b] for a in range(len(word)) for b in range(a + 1, len(word) + 1)} - {word}
            if len(word) != 4 or any(meaning & _stems(known.get(piece)) for piece in pieces):
                continue
        if parts or entry.literal:
            yield word, parts, entry


def main() -> None:
    """Write the two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lexicon", type=Path, default=ROOT.parent / "shared" / "lexicon")
    known = entries(parser.parse_args().lexicon)
    found = list(figures(known))
    rows = [
        f"{word}\t{' '.join(parts)}\t{'; '.join(e.meanings[:5])}\t{'; '.join(e.literal) or '-'}"
        for word, parts, e in found
    ]
    (BUILT / "literal.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    lines = []
    for part in sorted({part for _, parts, _ in found for part in parts}):
        entry = known.get(part, Entry(False, (), (), ()))
        words = dict.fromkeys(w for gloss in entry.plain for w in content(gloss))
        if words:
            lines.append(f"{part}\t{' '.join(words)}")
    (BUILT / "characters.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
