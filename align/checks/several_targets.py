"""One string of an interface, several translations: in a whole file or project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from align.evidence.translations import stem
from align.records import Alignment, Check, Finding
from align.strings.commands import chinese_commands, english_commands, plain
from align.strings.resource import Entry, block_of, entries, holds_entries
from align.text.english import small_words

_DOC = """\
The same label, button or menu entry with different translations, in a file or in all resource files of a run.

**Found**: the translation that is rarer than another one of the same Chinese string (warning; a note where none is
rarer).

**Accepted**: capitals, marks, articles and endings that differ (*Cancel*, *cancel*; *Save*, *Saved*), forms of a
plural, words that are known to mean the same (*Log in*, *Sign in*, where a file has them once each); sentences, which
may be said in more than one way.

MQM: terminology/inconsistent.
"""
_CATEGORY = "terminology/inconsistent"


def _run(alignment: Alignment) -> Iterator[Finding]:
    if holds_entries(alignment.source):
        yield from (finding for _, finding in judged([(0, alignment)]))


def judged(files: Sequence[tuple[int, Alignment]]) -> Iterator[tuple[int, Finding]]:
    """Number of a file, and what is found in it, over one file or all files of a project."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries(files):
        groups[plain(entry.pair.source.text)].append(entry)
    for source, found in groups.items():
        if len(found) > 1 and source:
            yield from _judge(source, found)


def _judge(source: str, found: Sequence[Entry]) -> Iterator[tuple[int, Finding]]:
    forms: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in found:
        forms[_key(entry.pair.target.text)].append(entry)
    if len(forms) < 2:
        return
    order = {id(entry): number for number, entry in enumerate(found)}
    usual = max(forms, key=lambda form: (len(forms[form]), -order[id(forms[form][0])]))
    first = forms[usual][0]
    for form, own in forms.items():
        if form == usual or _plural(own[0], first):
            continue
        known = chinese_commands(source) & english_commands(own[0].pair.target.text)
        rarer = len(own) < len(forms[usual])
        if known and not rarer:
            continue
        for entry in own:
            pair = entry.pair
            message = (
                f"{pair.source.text.strip()} is “{pair.target.text.strip()}” here, "
                f"“{first.pair.target.text.strip()}” in {_places(forms[usual], entry)}"
            )
            yield (
                entry.file,
                pair.finding(
                    CHECK,
                    message,
                    source=pair.source.whole,
                    target=pair.target.whole,
                    severity="warning" if rarer or (len(found) == 2 and not known) else "note",
                    category=_CATEGORY,
                    suggestions=(first.pair.target.text.strip(),),
                    confidence=0.65,
                    term=source,
                ),
            )


def _key(text: str) -> tuple[str, ...]:
    """Stems of its words, without articles."""
    return tuple(stem(w) for w in small_words(text) if w not in ("a", "an", "the")) or (plain(text),)


def _plural(one: Entry, other: Entry) -> bool:
    """Return whether the two are forms (singular, plural) of one entry."""
    a, b = (block_of(entry.alignment, entry.pair, source=True) for entry in (one, other))
    same = one.file == other.file
    return a is not None and b is not None and same and (bool(a.fact("plural")) or (a.label == b.label != ""))


def _places(found: Sequence[Entry], here: Entry) -> str:
    if len(found) > 1:
        return f"{len(found)} other places"
    return found[0].place(here.file)


CHECK = Check(
    id="several_targets",
    severity="warning",
    category=_CATEGORY,
    doc=_DOC,
    run=_run,
    rank=4,
)
