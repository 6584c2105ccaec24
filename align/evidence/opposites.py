"""Words that mean the opposite, or another thing of the same kind: a table of contrasts, and what a pair does to it.

A row of ``data/tables/opposites/*.tsv`` names a concept of a set (login: in, out), the Chinese words for it, the
English words that are wrong for it because they name another concept of the set, the English words that render it or
leave the matter open, and the Chinese that justifies the wrong ones. A row applies where the Chinese has its words, the
English a wrong one, and neither side anything that excuses it. Rows that apply too often in true translations of
parallel text need a link between the two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from align import data
from align.evidence.ties import tie
from align.names.recognition import Chinese
from align.records import Links
from align.text.scripts import HAN, IDEOGRAPH
from align.text.word_keys import EntryPattern, Keys, entry_keys, entry_pieces, may_hold

LABEL = 12  # Chinese characters of a command, in which every word counts
SENTENCE = 80  # Chinese characters up to which every word of a sentence counts
NEAR = 5  # characters around a word in which Chinese justifies the opposite of it even where the two are linked
FOLDER = data.TABLES / "opposites"
MARKS = "~?!="  # before the name of a set: its rows are tied, free, open, strict
LABELS = "labels"  # the table whose rows hold in labels, buttons and menu entries only
_GROUP = re.compile(r"\(\?[^()]{0,99}\)|\[[^\]\[]*\]")
_FIRM = re.compile(f"[{HAN}](?![?*{{])")  # a character that cannot be left out
_ALTERNATIVES = re.compile(r"\(\?:([^()?*\[\]\\]+)\)(?![?*{])")


class Contrast(NamedTuple):
    """A Chinese word and the English that contradicts it: spans in the two texts."""

    row: Row
    source: tuple[int, int]
    target: tuple[int, int]
    excused: bool  # further away in the Chinese is what would justify the English: only a link can show it
    right: tuple[tuple[int, int], ...] = ()  # English elsewhere that could render the concept: only links can show it


@dataclass(frozen=True)
class Row:
    """One concept. ``name``: set/concept. ``tied``: the two words must be linked. ``free``: good translations often
    turn the sentence round, so that it is never an error. ``open``: a right word excuses the wrong one wherever it
    stands (no person may). ``strict``: no right word elsewhere excuses the wrong one (month-on-month). Patterns are
    made when the row is first met: an article meets few of them."""

    name: str
    topic: str
    chinese: str
    cells: tuple[str, str, str]
    tied: bool
    free: bool
    open: bool = False
    strict: bool = False

    @cached_property
    def wrong(self) -> EntryPattern:
        """English that names another concept of the set."""
        return english_pattern(self.cells[0])

    @cached_property
    def wrong_keys(self) -> Keys | None:
        """The keys of every text with one of the wrong words (:mod:`align.text.word_keys`)."""
        return entry_keys(split(self.cells[0]))

    @cached_property
    def right(self) -> EntryPattern:
        """English that renders the concept or leaves it open."""
        return english_pattern(self.cells[1])

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """The Chinese words of the concept, the longest first."""
        return re.compile("|".join(bare(cue) for cue in sorted(split(self.chinese), key=len, reverse=True)))

    @cached_property
    def excuse(self) -> re.Pattern[str]:
        """Chinese that justifies the wrong words."""
        return chinese_pattern(self.cells[2])


def split(cell: str) -> list[str]:
    """The entries of a cell: separated by |, save inside a /pattern/; "-" is an empty cell."""
    plain = [] if cell == "-" else [entry for entry in cell.split("|") if entry]
    return re.findall(r"/(?:[^/])+/|[^|]+", cell) if "/" in cell else plain


def bare(cue: str) -> str:
    """The pattern of an entry, which is a /pattern/ or plain words."""
    return cue[1:-1] if len(cue) > 2 and cue[0] == cue[-1] == "/" else re.escape(cue)


def chinese_pattern(cell: str) -> re.Pattern[str]:
    """One pattern of the Chinese entries of a cell; /…/ is a pattern of its own."""
    return re.compile("|".join(map(bare, split(cell))) or "(?!)")


@lru_cache(maxsize=4096)
def english_pattern(cell: str) -> EntryPattern:
    """One pattern of the English entries of a cell, for lower-case text. ``*`` goes on within the word (or begins in
    it), ``…`` leaves out up to three words, /…/ is a pattern of its own."""
    own = split(cell)
    return EntryPattern("|".join(map(_english, own)) or "(?!)", entry_pieces(own))


def _english(entry: str) -> str:
    if len(entry) > 2 and entry[0] == entry[-1] == "/":
        return f"(?:{entry[1:-1]})"
    if entry == "n't":
        return r"n['’]t\b"
    if entry.startswith(("-", "*")):
        return rf"\w{re.escape(entry[1:])}\b"
    body, gap = "", ""
    for word in entry.lower().split(" "):
        if word == "…":
            gap = r"(?:\W+\w+){1,3}?\W+"
        else:
            body += (gap or r"[\s-]+" if body else "") + re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")
            gap = ""
    first, last = (r"\b" if entry[0].isalnum() else ""), (r"\b" if entry[-1].isalnum() or entry[-1] == "*" else "")
    return f"{first}{body}{last}"


def row_of(topic: str, entry: str) -> Row:
    """The row that an entry of the table ``topic`` describes."""
    group, concept, chinese, wrong, right, excuse = entry.split("\t")
    name = f"{group.lstrip(MARKS)}/{concept}"
    tied, free = group.startswith(("~", "?")), group.startswith("?")
    return Row(name, topic, chinese, (wrong, right, excuse), tied, free, *map(group.startswith, "!="))


def rows() -> tuple[Row, ...]:
    """All rows, in the order of the files."""
    return tuple(row_of(topic, entry) for topic, entry in entries())


def entries() -> Iterator[tuple[str, str]]:
    """The topic and the entry of each row as it stands."""
    for path in sorted(FOLDER.glob("*.tsv")):
        for entry in data.entries(f"opposites/{path.name}"):
            yield path.stem, entry


def needed(cue: str) -> Iterable[str]:
    """Characters of which one is in whatever a pattern matches: one outside of groups and sets, or the first ones
    of the alternatives of a group; an empty one where that is not plain."""
    once = _GROUP.sub("", cue)
    letters = [_FIRM.search(part) for part in _GROUP.sub("", once).split("|")]
    if None not in letters:
        return {letter[0] for letter in letters if letter is not None}
    group = _ALTERNATIVES.search(cue) if "(" not in once and "|" not in once else None
    heads = {entry[:1] for entry in group[1].split("|")} if group else set()
    return heads if heads and all(map(IDEOGRAPH.match, heads)) else ("",)


Cues = tuple[tuple["Row", tuple[int, int], bool], ...]  # of concepts: place, and whether that is a plain word


def places(row: Row, source: Chinese) -> list[tuple[int, int]]:
    """All places in which a Chinese text names a concept."""
    return [match.span() for match in row.cue.finditer(source.text) if source.is_word(*match.span())]


def contrasts(source: Chinese, low: str, concepts: Cues, keys: Keys) -> Iterator[Contrast]:
    """Contrasts of a pair by its words alone; ``low``: the English in lower case, of the same length;
    ``concepts``: those of the Chinese, ``keys``: the words of the English and their beginnings."""
    for row, span, plain in concepts:
        wrong = row.wrong.search(low) if may_hold(row.wrong_keys, keys) else None
        if wrong is None:
            continue
        right = () if row.strict else _outside(row.right, low, wrong.span())
        if right and row.open:
            continue
        if _label_repeats(row, source.text, low) and not right and source.is_word(*span):
            yield Contrast(row, span, wrong.span(), False)
            continue
        if not right and source.is_word(*span) and (again := _repeated(row, source.text, low)):
            yield Contrast(row, span, again, False)
            continue
        excuses = [m.span() for m in row.excuse.finditer(source.text) if m.start() < span[0] or span[1] < m.end()]
        near = any(start < span[1] + NEAR and span[0] - NEAR < end for start, end in excuses)
        if not near and (source.is_word(*span) or not plain):
            yield Contrast(row, span, wrong.span(), bool(excuses), right)


def excuses(found: Contrast, source: str) -> list[tuple[int, int]]:
    """Spans outside the Chinese word that would justify the English; [(0, 0)] if there are none."""
    start, end = found.source
    there = [match.span() for match in found.row.excuse.finditer(source)]
    return [span for span in there if span[1] <= start or end <= span[0]] or [(0, 0)]


def _label_repeats(row: Row, source: str, low: str) -> bool:
    """Return whether a label has the wrong word more often than the Chinese justifies it: "Hide hidden files" for
    显示隐藏文件."""
    if len(source) > LABEL or not (excuses := len(row.excuse.findall(source))):
        return False
    return sum(1 for _ in row.wrong.finditer(low)) > excuses


def _repeated(row: Row, source: str, low: str) -> tuple[int, int] | None:
    """The last wrong word of a sentence that has it twice, where the Chinese justifies it once: "revenue rose and
    profit rose" for 收入增长，利润下降. 8 of 80,000 pairs have it."""
    if row.tied or row.topic == LABELS or not LABEL < len(source) <= SENTENCE:
        return None
    theirs = [match.span() for match in row.wrong.finditer(low)]
    justified = len(row.excuse.findall(source))
    return theirs[-1] if 0 < justified < len(theirs) else None


def _outside(right: EntryPattern, low: str, span: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Right words anywhere but in the wrong one ("port" in "import") or a part of it ("high blood" in "high blood
    sugar"); a longer one holds it ("non-member")."""
    found = (match.span() for match in right.finditer(low))
    return tuple(
        (a, b) for a, b in found if b <= span[0] or span[1] <= a or (a <= span[0] and span[1] <= b and (a, b) != span)
    )


def head_contrast(source: Chinese, low: str, concepts: Cues) -> Contrast | None:
    """Contrast of what two labels begin with: 显示隐藏文件, "hide hidden files"; ``low`` in lower case; ``concepts``:
    those of the Chinese. Nothing else in them can justify it: the word that begins a label is its command."""
    for row, span, _ in concepts:
        wrong = row.wrong.match(low) if span[0] == 0 and not row.tied else None
        if wrong is not None and not row.right.match(low) and source.is_word(*span):
            return Contrast(row, span, wrong.span(), False)
    return None


def rendered_elsewhere(links: Links | None, found: Contrast) -> bool:
    """Return whether every right word of the English clearly renders another Chinese word than that of the concept:
    in 放宽条件，提高额度 "raised" is no rendering of 放宽."""
    if links is None:
        return False
    ties = [tie(links, found.source, right) for right in found.right]
    return max(ties) < 0 or (max(ties) <= 0 and tie(links, found.source, found.target) >= FIRMLY)


FIRMLY = 0.3  # cosine from which a wrong word counts although a right one occurs somewhere, rendering nothing clearly
