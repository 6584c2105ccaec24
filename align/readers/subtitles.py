"""Subtitles, SubRip, WebVTT and ASS, and lyrics: both languages in a cue or in cues of the same time, or one language.

Sentences that run over cues are put together again; every line of the text keeps its number in the file.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from align.errors import InputError
from align.records import Article, Block, Document, Inline, InlineKind, Input, Lang, Reader
from align.text.encoding import decode
from align.text.running import tongue, weights

_SHAPE = "SubRip, WebVTT, ASS or lyrics with Chinese cues"
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIME = re.compile(rf"(?m)^[ \t]{{0,9}}(?P<start>{_CLOCK})[ \t]{{1,9}}-->[ \t]{{1,9}}(?P<end>{_CLOCK})[^\n]*\n?")
_NEXT_NUMBER = re.compile(r"(?:\A|\n)[ \t]{0,9}\d{1,6}[ \t]{0,9}\n?\Z")
_EVENT = re.compile(r"(?m)^Dialogue:[ \t]*[^,\n]*,(?P<start>[^,\n]*),(?P<end>[^,\n]*),(?:[^,\n]*,){6}(?P<text>[^\n]*)$")
_SUNG = re.compile(r"(?m)^[ \t]*+(?P<times>(?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]){1,50})(?P<text>[^\n]*)$")
_CLOCK_OF_SONG = re.compile(r"\[(\d{1,3}:\d{1,2})[.:]?(\d{0,3})\]")
_WORD_TIME = re.compile(r"<\d{1,3}:\d{1,2}(?:\.\d{1,3})?>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}|^[ \t]*(?:[-–—]|>>)[ \t]*(?=\S)")
_OVERRIDE = re.compile(r"\{\\[^{}\n]{0,200}\}")
_CLOSED = re.compile(r"(?:[.!?…。！？][\"'”’」』)）]*|[♪♫\])）])\s*$")
_SPEAKER = re.compile(r"(?:<[^<>]{0,100}>|\{[^{}]{0,100}\}|[ \t]){0,9}(?:[-–—]|>>)[ \t]*+\S|<v[ .]")
_LAST = 5.0  # seconds of the last line of a song
_NEAR = 0.3  # seconds between the starts of two cues that are one


class _Line(NamedTuple):
    """A line of a cue, and its number in the file, from 1."""

    text: str
    number: int

    @property
    def bare(self) -> str:
        """The text without tags, and without the dash of a speaker."""
        return _TAG.sub("", self.text).strip()


@dataclass
class _Cue:
    """A cue: its number in the file from 1, its time in seconds, its lines."""

    number: int
    start: float
    end: float
    lines: list[_Line]


@dataclass(frozen=True)
class _Both:
    """The lines of a cue in the two languages."""

    number: int
    zh: list[_Line]
    en: list[_Line]


def read(source: Input) -> Iterator[Article]:
    """Cues with both languages make a paired article; otherwise each cue is a block of its one language."""
    text = decode(source.data(), source.path).text.replace("\r\n", "\n").replace("\r", "\n")
    cues = list(_read_by(source)(text))
    if not any(cue.lines for cue in cues):
        raise InputError(source.path, "no cue with a time and a text in it", f"give {_SHAPE}")
    both = [] if source.whole else _bilingual(_merged(cues))
    yield _paired(source.path, both) if both else _one_sided(source.path, [cue for cue in cues if cue.lines])


def _cues(text: str) -> Iterator[_Cue]:
    """Cues of SubRip, whose texts may hold empty lines, and of WebVTT, where an empty line ends the text."""
    found = list(_TIME.finditer(text))
    ends_at_blank = text.lstrip("\ufeff").startswith("WEBVTT")
    line_at = _Numbered(text)
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        body = text[match.end() : end]
        cut = body.split("\n\n", 1)[0] if ends_at_blank else body
        if cut == body and number + 1 < len(found):  # the number of the next cue
            cut = _NEXT_NUMBER.sub("", body)
        lines = line_at.lines(cut.split("\n"), match.end())
        yield _Cue(number + 1, _seconds(match["start"]), _seconds(match["end"]), lines)


class _Numbered:
    """A text that knows the numbers of its lines."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def lines(self, parts: Sequence[str], offset: int) -> list[_Line]:
        """Lines that follow each other from an offset, without those that are empty."""
        first = bisect.bisect_left(self._ends, offset) + 1
        return [_Line(part.strip(), first + n) for n, part in enumerate(parts) if part.strip()]

    def parts(self, parts: Sequence[str], offset: int) -> list[_Line]:
        """The same of parts of one line."""
        number = bisect.bisect_left(self._ends, offset) + 1
        return [_Line(part.strip(), number) for part in parts if part.strip()]


def _events(text: str) -> Iterator[_Cue]:
    """Dialogue lines of ASS, in the order of the file; drawings are no text."""
    line_at = _Numbered(text)
    for number, match in enumerate(_EVENT.finditer(text), 1):
        body = match["text"].replace("\\h", " ").replace("\\n", "\\N")
        parts = [] if re.search(r"\{[^}]{0,200}\\p[1-9]", body) else body.split("\\N")
        lines = line_at.parts(parts, match.start())
        yield _Cue(number, _seconds(match["start"]), _seconds(match["end"]), lines)


def _lyrics(text: str) -> Iterator[_Cue]:
    """Lines of a song in the order of their times, each as often as it is sung; it lasts until the next one begins."""
    line_at = _Numbered(text)
    sung: list[tuple[float, int, list[_Line]]] = []
    for match in _SUNG.finditer(text):
        lines = line_at.parts([_WORD_TIME.sub("", match["text"])], match.start())
        for clock in _CLOCK_OF_SONG.finditer(match["times"]):
            sung.append((_seconds(f"{clock[1]}.{clock[2]}"), match.start(), lines))
    sung.sort(key=lambda own: own[:2])
    starts = sorted({start for start, _, _ in sung})
    for number, (start, _, lines) in enumerate(sung, 1):
        after = bisect.bisect_right(starts, start)
        yield _Cue(number, start, starts[after] if after < len(starts) else start + _LAST, [*lines])


def _read_by(source: Input) -> Callable[[str], Iterator[_Cue]]:
    """What reads the cues of such a file."""
    head = source.head
    if source.named(".lrc"):
        return _lyrics
    wide = head.replace(b"\0", b"")
    return _events if b"[Events]" in wide or b"\nDialogue:" in wide else _cues


def _seconds(clock: str) -> float:
    """Seconds of 1:02:03.45; 0 if the text is no time."""
    total = 0.0
    for part in clock.strip().replace(",", ".").split(":"):
        total = total * 60 + (float(part) if re.fullmatch(r"\d{1,6}(?:\.\d{0,6})?", part) else 0.0)
    return total


def _language(lines: Sequence[_Line]) -> Lang | None:
    both = [weights(line.bare) for line in lines]
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
        told = [(tongue(line.bare), line) for line in cue.lines]
        zh, en = [ln for lang, ln in told if lang != "en"], [ln for lang, ln in told if lang == "en"]
        if zh or en:
            found.append(_Both(cue.number, zh, en))
    return found if 2 * sum(bool(b.zh and b.en) for b in found) >= len(found) else []


class _Text:
    """A side that is laid out, blocks over one cue or more. ``styled``: with overrides of ASS, which a translation
    keeps; where both languages are in a cue, each has its own size and place on the screen."""

    def __init__(self, *, styled: bool) -> None:
        self.styled = styled
        self.parts: list[str] = []
        self.numbers: list[int] = []
        self.inline: list[Inline] = []
        self.blocks: list[Block] = []
        self.size = 0

    def add(self, cues: Sequence[tuple[int, Sequence[_Line]]], group: int | None) -> None:
        """A block of some cues; one without text is an empty block."""
        first = end = self.size
        for _, lines in cues:
            for given, number in lines:
                line = given if self.styled else _OVERRIDE.sub("", given).strip()
                self.inline += [self._mark(match) for match in _TAG.finditer(line)]
                self.parts.append(line)
                self.numbers.append(number)
                end = self.size + len(line)
                self.size = end + 1
        self.blocks.append(Block(first, end, "text", f"cue {cues[0][0]}", group))

    def _mark(self, match: re.Match[str]) -> Inline:
        kind: InlineKind = "mark" if match.group().strip() in ("-", "–", "—", ">>") else "tag"
        return Inline(match.start() + self.size, match.end() + self.size, kind, match.group())

    def document(self, path: str, lang: Lang) -> Document:
        """What was added."""
        text = "\n".join(self.parts)
        size = len(text)
        blocks = tuple(replace(b, start=min(b.start, size), end=min(b.end, size)) for b in self.blocks)
        return Document(path, lang, text, blocks, lines=tuple(self.numbers), inline=tuple(self.inline))


def _paired(path: str, cues: Sequence[_Both]) -> Article:
    """Rows of cues; a sentence that goes on in the next cue takes it in."""
    zh, en = _Text(styled=False), _Text(styled=False)
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


def _goes_on(lines: Sequence[_Line], following: Sequence[_Line]) -> bool:
    """Return whether an English sentence goes on in the next cue: no end here, a small letter there."""
    return bool(lines and following) and _open(lines, following) and following[0].bare[:1].islower()


def _open(lines: Sequence[_Line], following: Sequence[_Line]) -> bool:
    """Return whether the last sentence of a cue has no end, and nobody else begins to speak or sing in the next."""
    begins = _SPEAKER.match(following[0].text) or following[0].bare.startswith(("♪", "♫", "[", "(", "（"))
    return not _CLOSED.search(lines[-1].bare) and not begins


def _one_sided(path: str, cues: Sequence[_Cue]) -> Article:
    lang = _language([line for cue in cues for line in cue.lines]) or "en"
    closed = sum(bool(_CLOSED.search(cue.lines[-1].bare)) for cue in cues)
    side = _Text(styled=True)
    group: list[_Cue] = []
    times: list[tuple[float, float]] = []
    for number, cue in enumerate(cues):
        group.append(cue)
        following = cues[number + 1] if number + 1 < len(cues) else None
        if following and len(group) < 6:
            open_ = 3 * closed >= len(cues) and _open(cue.lines, following.lines)
            if _goes_on(cue.lines, following.lines) if lang == "en" else open_:
                continue
        side.add([(c.number, c.lines) for c in group], None)
        times.append((group[0].start, group[-1].end))
        group = []
    document, meta = side.document(path, lang), {"times": tuple(times)}
    return Article(document, None, meta=meta) if lang == "zh" else Article(None, document, meta=meta)


def detect(source: Input) -> float:
    """By name, or by the first time line."""
    if source.named(".srt", ".vtt", ".ass", ".ssa", ".lrc"):
        return 1.0
    return 0.9 if re.search(rb"\d\d:\d\d[.,]\d{3} --> ", source.head) else 0.0


READER = Reader(
    "subtitles",
    (".srt", ".vtt", ".ass", ".ssa", ".lrc"),
    detect,
    read,
    "SubRip, WebVTT, ASS, lyrics: both languages in a cue, in cues of the same time, or two files.",
)
