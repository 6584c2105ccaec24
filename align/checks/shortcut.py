"""Keys that are pressed: the same keys and combinations on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from align.records import Alignment, Check, Finding, Pair, Span, needs
from align.strings.alike import unmatched
from align.strings.keys import BEGIN, Key, chinese_keys, english_keys
from align.strings.raw import Raw, sides

_DOC = """\
Keys and combinations of keys that the Chinese says to press are looked for in the translation: *Ctrl+C*,
*⌘+Option+Esc*, *F2*, *Enter*, also by their Chinese names (回车键, 音量减键).

**Found**: another key in the place of one (error: *Shift+Enter* for *Enter*, *F12* for *F2*, *Volume Up* for 音量减键);
two keys of one sentence that changed places.

**Accepted**: ⌘ and Command, Ctrl and Control, Esc and Escape; another order of the sentence; keys that are described in
other words.

MQM: accuracy/mistranslation/key.
"""


def _run(alignment: Alignment) -> Iterator[Finding]:
    for pair in alignment.pairs():
        if pair.bead.furniture or not pair.source.text or not pair.target.text:
            continue
        if not chinese_keys(pair.source.text):
            continue
        source, target = sides(alignment.source, alignment.target, pair)
        ours, theirs = chinese_keys(source.text), english_keys(target.text)
        if ours:
            yield from _compare(pair, source, target, ours, theirs)


def _compare(pair: Pair, source: Raw, target: Raw, ours: Sequence[Key], theirs: Sequence[Key]) -> Iterator[Finding]:
    lacking = unmatched(ours, theirs, attrgetter("name"))
    known = [k.name for k in ours]
    extra = [k for k in theirs if k.name not in known]
    for key in lacking:
        other = _mate(key, extra)
        if other is not None:
            extra.remove(other)
            message = f"{key.text} in the source, {other.text} in the translation"
            yield _finding(pair, _spans(source, target, key, other), key.text, message)
    if not lacking and len(ours) == 2 and ours[0].name != ours[1].name:
        order = [k.name for k in theirs if k.name in known]
        if order == [ours[1].name, ours[0].name] and _same_clauses(source.text, target.text, ours, theirs):
            message = f"{ours[0].text} and {ours[1].text} seem to have changed places"
            yield _finding(pair, _spans(source, target, ours[0], theirs[0]), ours[0].text, message, 0.7)


def _mate(key: Key, extra: Sequence[Key]) -> Key | None:
    """The key that is in its place: of the same length, with a part in common, else any key that is certain."""
    parts = key.name.split("+")
    alike = [k for k in extra if len(k.name.split("+")) == len(parts) or k.name.split("+")[-1] == parts[-1]]
    alike = [k for k in alike if "+" in k.name or _kind(k.name) == _kind(key.name)]
    return max(alike, key=lambda k: len(set(k.name.split("+")) & set(parts)), default=None)


def _kind(name: str) -> str:
    """Keys that are taken for each other: function keys, letters, volume keys, named ones."""
    if name[0] == "f" and name[1:].isdigit():
        return "function"
    return "letter" if len(name) == 1 else "named"


def _same_clauses(source: str, target: str, ours: Sequence[Key], theirs: Sequence[Key]) -> bool:
    """Return whether both texts name the key first and then its effect, twice: then exchanged keys are an error."""
    both = [k for k in theirs if k.name in (ours[0].name, ours[1].name)]
    heads = source[: ours[0].start], target[: both[0].start]
    tails = source[ours[0].end : ours[1].start], target[both[0].end : both[1].start]
    begins = len(heads[0].strip("按请“ ")) <= 2 and len(heads[1].split()) <= 2
    return begins and len(tails[0].strip(" 键，按")) >= 2 and len(tails[1].split()) >= 3


def _spans(source: Raw, target: Raw, ours: Key, theirs: Key) -> tuple[Span, Span]:
    return source.span(ours.start, ours.end), target.span(theirs.start, theirs.end)


def _finding(pair: Pair, spans: tuple[Span, Span], right: str, message: str, confidence: float = 0.88) -> Finding:
    return pair.finding(
        CHECK,
        message,
        source=spans[0],
        target=spans[1],
        severity="error" if confidence >= 0.8 else "warning",
        suggestions=(right,) if right.isascii() else (),
        confidence=confidence,
    )


CHECK = Check(
    id="shortcut",
    severity="error",
    category="accuracy/mistranslation/key",
    doc=_DOC,
    run=_run,
    rank=0,
    needs=needs(source=BEGIN),
    good=(
        ("按 Ctrl+C 复制。", "Press Control-C to copy."),
        ("按回车键确认。", "Press Enter to confirm."),
        ("同时按电源键和音量减键。", "Press Power and Volume Down together."),
        ("他们回到了家，按计划吃饭。", "They returned home and ate as planned."),
        ("按 B 方案执行。", "Follow plan B."),
    ),
    bad=(
        ("按 ⌘+Option+Esc 强制退出。", "Press ⌘+Control+Esc to force quit.", "⌘+Control+Esc"),
        ("开机时按 F2 键。", "Press F12 during startup.", "F12"),
        ("同时按电源键和音量减键。", "Press Power and Volume Up together.", "Volume Up"),
        (
            "按 Enter 键发送，按 Shift+Enter 键换行。",
            "Press Shift+Enter to send and Enter to start a new line.",
            "Shift+Enter",
        ),
    ),
)
