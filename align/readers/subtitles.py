"""Subtitles, SubRip, WebVTT and ASS: both languages in a cue or in cues of the same time, or one language.

Sentences that run over cues are put together again; every line of the text stays that of its cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from align.errors import InputError
from align.records import Article, Block, Document, Inline, InlineKind, Input, Lang, Reader
from align.text.encoding import decode
from align.text.running import tongue, weights

_SHAPE = "SubRip, WebVTT or ASS with Chinese cues"
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIME = re.compile(rf"(?m)^[ \t]{{0,9}}(?P<start>{_CLOCK})[ \t]{{1,9}}-->[ \t]{{1,9}}(?P<end>{_CLOCK})[^\n]*\n?")
_NEXT_NUMBER = re.compile(r"(?:\A|\n)[ \t]{0,9}\d{1,6}[ \t]{0,9}\n?\Z")
_EVENT = re.compile(r"(?m)^Dialogue:[ \t]*[^,\n]*,(?P<start>[^,\n]*),(?P<end>[^,\n]*),(?:[^,\n]*,){6}(?P<text>[^\n]*)$")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}|^[ \t]*(?:[-–—]|>>)[ \t]*(?=\S)")
_CLOSED = re.compile(r"[.!?…。！？][\"'”’」』)）♪]*$")
_NEAR = 0.3  # seconds between the starts of two cues that are one


@dataclass
class _Cue:
    """A cue: its number in the file from 1, its time in seconds, its lines."""

    number: int
    start: float
    end: float
    lines: list[str]


@dataclass(frozen=True)
class _Both:
    """The lines of a cue in the two languages."""

    number: int
    zh: list[str]
    en: list[str]


def read(source: Input) -> Iterator[Article]:
    """Cues with both languages make a paired article; otherwise each cue is a block of its one language."""
    text = decode(source.data(), source.path).text.replace("\r\n", "\n").replace("\r", "\n")
    cues = list(_events(text) if "[Events]" in text or "\nDialogue:" in text else _cues(text))
    if not any(cue.lines for cue in cues):
        raise InputError(source.path, "no cue with a time and a text in it", f"give {_SHAPE}")
    both = [] if source.whole else _bilingual(_merged(cues))
    yield _paired(source.path, both) if both else _one_sided(source.path, [cue for cue in cues if cue.lines])


def _cues(text: str) -> Iterator[_Cue]:
    found = list(_TIME.finditer(text))
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        whole = text[match.end() : end]
        body = whole.split("\n\n", 1)[0]
        if body == whole and number + 1 < len(found):  # no empty line before the number of the next cue
            body = _NEXT_NUMBER.sub("", body)
        lines = [line.strip() for line in body.split("\n")]
        yield _Cue(number + 1, _seconds(match["start"]), _seconds(match["end"]), [ln for ln in lines if ln])


def _events(text: str) -> Iterator[_Cue]:
    """Dialogue lines of ASS, in the order of the file; drawings are no text."""
    for number, match in enumerate(_EVENT.finditer(text), 1):
        body = match["text"].replace("\\h", " ").replace("\\n", "\\N")
        lines = [] if re.search(r"\{[^}]{0,200}\\p[1-9]", body) else [part.strip() for part in body.split("\\N")]
        yield _Cue(number, _seconds(match["start"]), _seconds(match["end"]), [ln for ln in lines if ln])


def _seconds(clock: str) -> float:
    """Seconds of 1:02:03.45; 0 if the text is no time."""
    total = 0.0
    for part in clock.strip().replace(",", ".").split(":"):
        total = total * 60 + (float(part) if re.fullmatch(r"\d{1,6}(?:\.\d{0,6})?", part) else 0.0)
    return total


def _language(lines: Sequence[str]) -> Lang | None:
    both = [weights(_TAG.sub("", line)) for line in lines]
    zh, en = sum(a for a, _ in both), sum(b for _, b in both)
    return None if not zh and not en else "zh" if zh >= en else "en"


def _merged(cues: Sequence[_Cue]) -> list[_Cue]:
    """Cues of the same time as one, where they are in different languages: each language in cues of its own."""
    out: list[_Cue] = []
    waiting: dict[tuple[int, Lang], list[_Cue]] = {}
    for cue in cues:
        lang = _language(cue.lines)
        own = _twin(cue, lang, waiting) if lang else None
        if own:
            own.lines += cue.lines
            continue
        kept = _Cue(cue.number, cue.start, cue.end, [*cue.lines])
        out.append(kept)
        if lang:
            waiting.setdefault((int(cue.start), lang), []).append(kept)
    return out


def _twin(cue: _Cue, lang: Lang, waiting: dict[tuple[int, Lang], list[_Cue]]) -> _Cue | None:
    """The cue of the other language with the same time, which then waits no more."""
    other: Lang = "en" if lang == "zh" else "zh"
    second = int(cue.start)
    near = [
        (abs(one.start - cue.start) + abs(one.end - cue.end), at, one)
        for key in (second - 1, second, second + 1)
        for at, one in enumerate(waiting.get((key, other), ()))
        if abs(one.start - cue.start) <= _NEAR
    ]
    if not near:
        return None
    best = min(near, key=lambda found: found[:2])[2]
    waiting[int(best.start), other].remove(best)
    return best


def _bilingual(cues: Sequence[_Cue]) -> list[_Both]:
    """The cues by language, where at least half of them have both; lines without a language go with the Chinese."""
    found = []
    for cue in cues:
        told = [(tongue(_TAG.sub("", line)), line) for line in cue.lines]
        zh, en = [ln for lang, ln in told if lang != "en"], [ln for lang, ln in told if lang == "en"]
        if zh or en:
            found.append(_Both(cue.number, zh, en))
    return found if 2 * sum(bool(b.zh and b.en) for b in found) >= len(found) else []


class _Text:
    """A side that is laid out: a line for each cue, blocks over one cue or more."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.numbers: list[int] = []
        self.inline: list[Inline] = []
        self.blocks: list[Block] = []
        self.size = 0

    def add(self, cues: Sequence[tuple[int, Sequence[str]]], group: int | None) -> None:
        """A block of some cues; one without text is an empty block."""
        first = end = self.size
        for number, lines in cues:
            for line in lines:
                self.inline += [_mark(match, self.size) for match in _TAG.finditer(line)]
                self.parts.append(line)
                self.numbers.append(number)
                end = self.size + len(line)
                self.size = end + 1
        self.blocks.append(Block(first, end, "text", f"cue {cues[0][0]}", group))

    def document(self, path: str, lang: Lang) -> Document:
        """What was added."""
        text = "\n".join(self.parts)
        size = len(text)
        blocks = tuple(replace(b, start=min(b.start, size), end=min(b.end, size)) for b in self.blocks)
        return Document(path, lang, text, blocks, lines=tuple(self.numbers), inline=tuple(self.inline))


def _mark(match: re.Match[str], offset: int) -> Inline:
    kind: InlineKind = "mark" if match.group().strip() in ("-", "–", "—", ">>") else "tag"
    return Inline(match.start() + offset, match.end() + offset, kind, match.group())


def _paired(path: str, cues: Sequence[_Both]) -> Article:
    """Rows of cues; a sentence that goes on in the next cue takes it in."""
    zh, en = _Text(), _Text()
    group: list[_Both] = []
    for number, cue in enumerate(cues):
        group.append(cue)
        following = cues[number + 1] if number + 1 < len(cues) else None
        if following and len(group) < 6 and _goes_on(cue.en, following.en) and cue.zh and following.zh:
            continue
        zh.add([(c.number, c.zh) for c in group], number)
        en.add([(c.number, c.en) for c in group], number)
        group = []
    return Article(zh.document(path, "zh"), en.document(path, "en"), paired=True)


def _goes_on(lines: Sequence[str], following: Sequence[str]) -> bool:
    """Return whether an English sentence goes on in the next cue: no end here, a small letter there."""
    if not lines or not following:
        return False
    end, begin = _TAG.sub("", lines[-1]).rstrip(), _TAG.sub("", following[0]).lstrip()
    return not _CLOSED.search(end) and begin[:1].islower() and not _TAG.match(following[0])


def _one_sided(path: str, cues: Sequence[_Cue]) -> Article:
    lang = _language([line for cue in cues for line in cue.lines]) or "en"
    closed = sum(bool(_CLOSED.search(cue.lines[-1])) for cue in cues)
    side = _Text()
    group: list[_Cue] = []
    times: list[tuple[float, float]] = []
    for number, cue in enumerate(cues):
        group.append(cue)
        following = cues[number + 1] if number + 1 < len(cues) else None
        open_ = 3 * closed >= len(cues) and not _CLOSED.search(cue.lines[-1])
        if following and len(group) < 6 and (_goes_on(cue.lines, following.lines) if lang == "en" else open_):
            continue
        side.add([(c.number, c.lines) for c in group], None)
        times.append((group[0].start, group[-1].end))
        group = []
    document, meta = side.document(path, lang), {"times": tuple(times)}
    return Article(document, None, meta=meta) if lang == "zh" else Article(None, document, meta=meta)


def detect(source: Input) -> float:
    """By name, or by the first time line."""
    if source.named(".srt", ".vtt", ".ass", ".ssa"):
        return 1.0
    return 0.9 if re.search(rb"\d\d:\d\d[.,]\d{3} --> ", source.head) else 0.0


READER = Reader(
    "subtitles",
    (".srt", ".vtt", ".ass", ".ssa"),
    detect,
    read,
    "SubRip, WebVTT, ASS: both languages in a cue, in cues of the same time, or two files.",
)
