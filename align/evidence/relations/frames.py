"""Relations stated by a frame: 由于A，B (cause), 由A变B (change), 用A代替B, 用A换B, 把A当成B.

The table ``relations.tsv`` has the words that state a relation in either language, and which stretch of the sentence is
the first thing and which the second. A relation of the Chinese and one of its kind in the English contradict each other
where each thing is rendered in the stretch of the other (:class:`~align.evidence.relations.held.Held`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from align.evidence.relations.held import Held
from align.names.recognition import Chinese
from align.records import Offsets
from align.text.signs import Filed

FAR = 90  # letters of a stretch of the English; a longer one has words of everything in it
AHEAD = 12  # letters before a marker that say whether it opens its clause
CROSSED = 0.4  # words of each thing that must be more in the other's stretch than in its own
LEFT = 0.2  # of what is crossed, at most, may stand where it belongs
SHARE = 0.45  # of the words of each thing that the English renders anywhere, that must be in the other's stretch
STRAIGHT = 0.3  # words where they belong, from which an English relation says what the Chinese says
_EMPTY = re.compile(
    r"[并还会也又就都而则可能将因此从进甚至更最终\s]*|\W*"
)  # names nothing: the thing is in the clause ahead
_ENDS = {
    "zh": (re.compile("[，；：。！？\n]"), re.compile("[；。！？\n]")),
    "en": (re.compile(r"[,;:.!?()](?=\s|$)|\s[–—-]\s|—"), re.compile(r"[;.!?](?=[\s\"'”’]|$)|\n")),
}
TIME = "time"
_DENIES = {"zh": re.compile("[不没未勿别无非禁]"), "en": re.compile(r"\b(?:not|never|no|cannot|without)\b|n['’]t\b")}
_NEAR = re.compile(r"[,;:.!?()](?=\s|$)|\s[–—-]\s|—|\b(?:and|but|which|while|so)\b")
_OPENS = {
    "zh": re.compile("[在于当]"),  # 应于交货前: what comes then is behind 于
    "en": re.compile(r"\b(?:because|as|since|although|though|while|whereas|if|when|so|but|where)\b"),
}
_OPENING = re.compile(r"(?:^|[.;:!?,—(\"“。；：！？（\n]|\b(?:and|but|that|or))\s{0,3}$")


@dataclass(frozen=True, eq=False)
class Row:
    """A row of the table: kind, language, where it stands, its words, and the stretches of the two things."""

    kind: str
    lang: str
    where: str
    words: str
    one: str
    two: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its words as a pattern, made when a text may have them."""
        return re.compile(self.words)


class Frames(NamedTuple):
    """The rows of the table: those of the Chinese by what a text with one of them holds, those of the English by
    kind."""

    chinese: Filed[Row]
    english: dict[str, list[Row]]


class Stated(NamedTuple):
    """A relation that a text states: the marker and the stretches of its two things."""

    marker: Offsets
    one: Offsets
    two: Offsets


class Turned(NamedTuple):
    """A relation that is turned round: kind, the stretches of the two sides, how many words say so, the words that
    state it in the English, and in the Chinese."""

    kind: str
    source: Offsets
    target: Offsets
    weight: float
    marker: Offsets = (0, 0)
    verb: str = ""


Both = tuple[str, Sequence[Stated], Sequence[Stated]]  # a kind, and its relations in the Chinese and the English


def stated_in_both(source: Chinese, low: str, table: Frames) -> list[Both]:
    """The kinds of relations that both sides state; ``low``: the English in lower case."""
    out: list[Both] = []
    text = source.text
    met = table.chinese.of(source.twos)
    for kind in dict.fromkeys(row.kind for row in met):
        ours = _stated(text, "zh", [row for row in met if row.kind == kind])
        # 构造成 is no 造成; what a pattern with groups begins with is one character
        own = [o for o in ours if o.marker[0] <= o.one[0] < o.marker[1] or not source.straddles(*o.marker)]
        theirs = list(_stated(low, "en", table.english[kind])) if own else []
        if kind == TIME:  # nothing is touched before the paint is dry: the paint is dry first
            own, theirs = _affirmed(text, "zh", own), _affirmed(low, "en", theirs)
        if own and theirs:
            out.append((kind, own, theirs))
    return out


def turned(text: str, both: Sequence[Both], held: Held) -> Iterator[Turned]:
    """Relations of the Chinese ``text`` that the English states the other way round, and nowhere straight."""
    for kind, ours, theirs in both:
        for stated in ours:
            # 从甲改为乙 beside 从乙改为甲: what says one of them contradicts none
            others = [t for t in theirs if not any(agrees(own, t, held, both=True) for own in ours if own != stated)]
            found, heads = verdict(kind, stated, others, held), _heads(text, stated)
            if not found and heads != stated and not any(agrees(stated, other, held) for other in theirs):
                found = verdict(kind, heads, others, held)
            if found:
                yield found


def _heads(text: str, stated: Stated) -> Stated:
    """The relation of the last words of the two stretches: of 现代化的工业国 it is the state that is meant."""
    spans = []
    for start, end in (stated.one, stated.two):
        head = text.rfind("的", start, end) + 1
        spans.append((head, end) if 0 < head < end - 1 else (start, end))
    return Stated(stated.marker, spans[0], spans[1])


def _affirmed(text: str, lang: str, found: Sequence[Stated]) -> list[Stated]:
    """The relations in whose stretches nothing is denied."""
    return [s for s in found if not any(_DENIES[lang].search(text, *span) for span in (s.one, s.two))]


def verdict(kind: str, ours: Stated, theirs: Sequence[Stated], held: Held) -> Turned | None:
    """The English relation that contradicts ``ours``, None where there is none or another one agrees."""
    best: Turned | None = None
    for other in theirs:
        found = held.compare((ours.one, ours.two), (other.one, other.two))
        one, two = found.one_in_two - found.one, found.two_in_one - found.two
        if max(one, two) < CROSSED and min(one, two) <= -STRAIGHT:
            return None
        if max(other.one[1] - other.one[0], other.two[1] - other.two[0]) > FAR:
            continue
        kept, crossed = found.one + found.two, found.one_in_two + found.two_in_one
        if (
            min(one, two) >= CROSSED
            and found.share >= SHARE
            and kept <= LEFT * crossed
            and (best is None or min(one, two) > best.weight)
        ):
            span = min(other.one[0], other.two[0], other.marker[0]), max(other.one[1], other.two[1], other.marker[1])
            ours_at = min(ours.one[0], ours.two[0]), max(ours.one[1], ours.two[1])
            best = Turned(kind, ours_at, span, min(one, two), other.marker)
    return best


def agrees(ours: Stated, theirs: Stated, held: Held, *, both: bool = False) -> bool:
    """Return whether the English relation says what the Chinese one says: a thing is where it belongs, and none is in
    the place of the other; ``both``: each is where it belongs."""
    found = held.compare((ours.one, ours.two), (theirs.one, theirs.two))
    one, two = found.one_in_two - found.one, found.two_in_one - found.two
    return min(one, two) <= -STRAIGHT and max(one, two) < (-STRAIGHT if both else STRAIGHT)


def _stated(text: str, lang: str, table: Sequence[Row]) -> Iterator[Stated]:
    """The relations that a text states."""
    for row in table:
        if row.lang != lang:
            continue
        for match in row.pattern.finditer(text):
            opens = (
                _OPENING.search(text, max(0, match.start() - AHEAD), match.start()) is not None
                if row.where != "any"
                else False
            )
            if row.where != "any" and opens != (row.where == "front"):
                continue
            one, two = (stretch(text, lang, match, name) for name in (row.one, row.two))
            if one and two:
                yield Stated(match.span(), one, two)


def stretch(text: str, lang: str, match: re.Match[str], name: str) -> Offsets | None:
    """The stretch of that name around a marker; None where it is empty."""
    clause, sentence = _ENDS[lang]
    inner = clause if lang == "zh" else sentence
    span: Offsets
    if name in ("one", "two"):
        span = match.span(name)
    elif name in ("before", "own"):
        span = _last(inner, text, match.start()), match.start()
        if name == "before" and _EMPTY.fullmatch(text, *span):
            span = _last(inner, text, span[0] - 1), max(0, span[0] - 1)
    elif name in ("subject", "when"):
        start = _last(inner, text, match.start())
        span = _last(_OPENS[lang], text, match.start(), start), match.start()
    elif name == "near":
        span = match.end(), _next(_NEAR, text, match.end())
    elif name == "after":
        span = match.end(), _next(inner, text, match.end())
    elif name == "prev":
        end = _last(clause, text, match.start() + 1)
        span = _last(clause, text, end - 1), max(0, end - 1)
    elif name == "next":
        start = _next(clause, text, match.end()) + 1
        span = start, _next(clause, text, start) if text[start - 1 : start] in "，：," else start
    elif name == "clause":
        span = match.end(), _next(clause, text, match.end())
    elif name == "rest":
        start = _next(clause, text, match.end()) + 1
        span = start, _next(sentence, text, start)
    else:
        start = _last(sentence, text, match.start())
        span = _last(sentence, text, start - 1) if match.start() - start < 4 else start, match.start()
    return span if 0 <= span[0] < span[1] <= len(text) else None


def _last(ends: re.Pattern[str], text: str, at: int, least: int = 0) -> int:
    """Where the clause or sentence begins that ``at`` is in, at ``least`` there."""
    return max((m.end() for m in ends.finditer(text, least, max(0, at))), default=least)


def _next(ends: re.Pattern[str], text: str, at: int) -> int:
    """Where it ends."""
    found = ends.search(text, min(at, len(text)))
    return found.start() if found else len(text)
