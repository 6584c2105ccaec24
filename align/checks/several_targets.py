"""One string of an interface, several translations: in a whole file or project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from align.evidence.translations import stem
from align.records import Alignment, Check, Finding, needs
from align.strings.commands import chinese_commands, english_commands, plain
from align.strings.resource import Entry, EntryFinding, entries
from align.text.english import small_words

_DOC = """\
The same label, button or menu entry with different translations, in a file or in all resource files of a run.

**Found**: the translation that is rarer than another one of the same Chinese string (warning; a note where none is
rarer, and where a PO file gives the two another `msgctxt`: they may be meant to differ).

**Accepted**: capitals, marks, articles and endings that differ (*Cancel*, *cancel*; *Save*, *Saved*), forms of a
plural, words that are known to mean the same (*Log in*, *Sign in*, where a file has them once each); sentences, which
may be said in more than one way.

MQM: terminology/inconsistent.
"""


def _run(alignment: Alignment) -> Iterator[Finding]:
    pairs = {pair.number: pair for pair in alignment.pairs()}
    for told in judged(entries(alignment)) if len(pairs) > 1 else ():
        yield told.about(pairs[told.entry.number], CHECK)


def judged(given: Iterable[Entry]) -> Iterator[EntryFinding]:
    """Findings about the entries of one file, or of all files of a project."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in given:
        groups[plain(entry.source)].append(entry)
    for source, found in groups.items():
        if len(found) > 1 and source:
            yield from _judge(source, found)


def _judge(source: str, found: Sequence[Entry]) -> Iterator[EntryFinding]:
    forms: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in found:
        forms[_key(entry.target)].append(entry)
    if len(forms) < 2:
        return
    order = {id(entry): number for number, entry in enumerate(found)}
    usual = max(forms, key=lambda form: (len(forms[form]), -order[id(forms[form][0])]))
    first = forms[usual][0]
    for form, own in forms.items():
        if form == usual or _plural(own[0], first):
            continue
        apart = {entry.context for entry in own}.isdisjoint(entry.context for entry in forms[usual])
        known = chinese_commands(source) & english_commands(own[0].target)
        rarer = len(own) < len(forms[usual])
        if known and not rarer:
            continue
        put = first.target.strip()
        for entry in own:
            places = _places(forms[usual], entry)
            message = f"{entry.source.strip()} is “{entry.target.strip()}” here, “{put}” in {places}"
            severity = "warning" if not apart and (rarer or (len(found) == 2 and not known)) else "note"
            yield EntryFinding(
                entry, message, {"severity": severity, "suggestions": (put,), "confidence": 0.65, "term": source}
            )


def _key(text: str) -> tuple[str, ...]:
    """Stems of its words, without articles."""
    return tuple(stem(w) for w in small_words(text) if w not in ("a", "an", "the")) or (plain(text),)


def _plural(one: Entry, other: Entry) -> bool:
    """Return whether the two are forms (singular, plural) of one entry."""
    return one.file == other.file and (bool(one.plural) or (one.label == other.label != ""))


def _places(found: Sequence[Entry], here: Entry) -> str:
    if len(found) > 1:
        return f"{len(found)} other places"
    return found[0].place(here.file)


CHECK = Check(
    id="several_targets",
    severity="warning",
    category="terminology/inconsistent",
    doc=_DOC,
    run=_run,
    rank=4,
    needs=needs(several=True),
    scope="article",
)
