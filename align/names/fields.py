"""Find public bodies named with another field: 水利厅, "Department of Education".

The name of a ministry, bureau, commission or association says what it looks after. The fields are a table of words of
both languages (fields.tsv). A body of the English speaks of another one where nothing in the Chinese justifies its
field and nothing in the English renders the field of a body of the Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from align.data import either, kinds, rows
from align.text.scripts import HAN
from align.text.word_keys import Keys, may_hold

_HEADS_ZH = either("chinese_words.tsv", "body_head")
_WHOLE = "协联委会办部厅局院署"  # last characters of cues that name a body by themselves
_LAST = frozenset(_WHOLE) | {head[-1] for head in _HEADS_ZH.split("|")}  # of which one occurs wherever a body is named
_NO_HEAD = "(?![分门署长队里位落件类首脑所谓于由以属议谈见场面员展上下中内外和总是在的来到能够理法])"
_JOIN = r"(?:of|for|and|on|in|&|to)(?: the)?"
_CAPITALS = rf"[A-Z][\w’'\-]*(?:,? (?:{_JOIN} )?[A-Z][\w’'\-]*)*"
_RUN = re.compile(_CAPITALS)
# Bodies without capitals: the municipal education bureau, the provincial department of water resources
_SMALL = re.compile(
    r"\b(?:municipal|provincial|district|county|city|prefectural|township)(?:['’]s)? (?:[a-z]+ (?:and )?){1,4}?"
    r"(?:bureau|department|commission|office|administration)\b(?! of)"
    r"|\b(?:bureau|department|commission|administration) (?:of|for) (?:the )?[a-z]+(?:(?:, | and )[a-z]+){0,2}"
)
_HEAD = re.compile(rf"\b(?:{either('english_words.tsv', 'head_of_body')})s?\b", re.I)
_HEAD_WORDS = frozenset(word + end for word in kinds("english_words.tsv")["head_of_body"] for end in ("", "s"))
_GAP = f"[{HAN}](?<![的了已获被把对向从在是将称说由让给])"
_REACH = 10  # Chinese characters between the field and the head of a name


@dataclass(frozen=True, eq=False)
class Field:
    """A field of work. ``cells``: its Chinese words in names, further Chinese that justifies its English, and the
    stems of that, with | between them. Patterns are made when a text first has such a name."""

    name: str
    cells: tuple[str, str, str]

    @cached_property
    def chinese(self) -> tuple[str, ...]:
        """Its Chinese words in names."""
        return tuple(self.cells[0].split("|"))

    @cached_property
    def excuse(self) -> re.Pattern[str]:
        """Chinese that justifies its English."""
        return re.compile("|".join(self.cells[:2]))

    @cached_property
    def english(self) -> re.Pattern[str]:
        """Its English."""
        stems = (re.escape(stem).replace(r"\*", r"\w*") for stem in self.cells[2].split("|"))
        return re.compile(rf"\b(?:{'|'.join(stems)})\b", re.I)


class Swap(NamedTuple):
    """A public body of the Chinese and one of another field in its place in the English: spans in the two texts."""

    source: tuple[int, int]
    target: tuple[int, int]


class _Fields:
    """The table of fields, and the pattern of the Chinese names of public bodies for them."""

    def __init__(self) -> None:
        self.all = tuple(Field(name, (zh, excuse, en)) for name, zh, excuse, en in rows("fields.tsv"))
        cues = sorted({cue for field in self.all for cue in field.chinese}, key=lambda cue: (-len(cue), cue))
        whole = [cue for cue in cues if cue[-1] in _WHOLE]
        self.bodies = re.compile(
            rf"(?P<whole>{'|'.join(whole)}){_NO_HEAD}|"
            rf"(?P<cue>{'|'.join(cues)})(?:{_GAP}){{0,{_REACH}}}?(?:{_HEADS_ZH}){_NO_HEAD}"
        )


@cache
def _fields() -> _Fields:
    return _Fields()


def other_fields(source: str, target: str, there: Keys | None = None) -> Iterator[Swap]:
    """Bodies of the Chinese for which a body of another field is in the English; ``there``: the keys of its words,
    where they are known."""
    if not may_hold(_HEAD_WORDS, there) or _LAST.isdisjoint(source) or _HEAD.search(target) is None:
        return
    ours = [
        (match.span(), field)
        for match in _fields().bodies.finditer(source)
        for field in _fields().all
        if (match["whole"] or match["cue"]) in field.chinese
    ]
    runs = [run for run in _RUN.finditer(target) if _HEAD.search(run[0])] or [*_SMALL.finditer(target)]
    lost = [(span, field) for span, field in ours if not _rendered(field, span, source, target, runs)]
    if not runs or len({span for span, _ in lost}) != 1:
        return
    strays = []
    for run in runs:
        named = [field for field in _fields().all if _names(field, run[0])]
        if named and not any(field.excuse.search(source) for field in named):
            strays.append(run.span())
    if len(strays) == 1:
        yield Swap(lost[0][0], strays[0])


def _rendered(field: Field, span: tuple[int, int], source: str, target: str, runs: list[re.Match[str]]) -> bool:
    """Return whether the English has the field: in the name of a body, or anywhere where nothing else in the Chinese
    asks for it."""
    found = [match.start() for match in field.english.finditer(target)]
    if not found or not field.excuse.search(source[: span[0]] + "#" + source[span[1] :]):
        return bool(found)
    return any(run.start() <= at < run.end() for at in found for run in runs)


def _names(field: Field, run: str) -> bool:
    """Return whether the name of a body has a word of the field that is not its head."""
    return any(_HEAD.fullmatch(match[0]) is None for match in field.english.finditer(run))
