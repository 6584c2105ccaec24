"""One string of an interface, several translations: in a whole file or project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from align.evidence.translations import stem
from align.records import Alignment, Check, Finding, Pair
from align.strings.commands import chinese_commands, english_commands, plain
from align.strings.resource import block_of, holds_entries, is_short
from align.text.english import small_words

_DOC = """\
The same label, button or menu entry of a file with different translations.

**Found**: the translation that is rarer than another one of the same Chinese string (warning; a note where none is
rarer).

**Accepted**: capitals, marks, articles and endings that differ (*Cancel*, *cancel*; *Save*, *Saved*), forms of a
plural, words that are known to mean the same (*Log in*, *Sign in*, where a file has them once each); sentences, which
may be said in more than one way.

MQM: terminology/inconsistent.
"""
_CATEGORY = "terminology/inconsistent"


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in alignment.pairs():
        if pair.source.text and pair.target.text and is_short(pair.source.text):
            groups[plain(pair.source.text)].append(pair)
    for source, pairs in groups.items():
        if len(pairs) > 1 and source:
            yield from _judge(alignment, source, pairs)


def _judge(alignment: Alignment, source: str, pairs: Sequence[Pair]) -> Iterator[Finding]:
    forms: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        forms[_key(pair.target.text)].append(pair)
    if len(forms) < 2:
        return
    usual = max(forms, key=lambda form: (len(forms[form]), -forms[form][0].number))
    for form, own in forms.items():
        if form == usual or _plural(alignment, own[0], forms[usual][0]):
            continue
        known = chinese_commands(source) & english_commands(own[0].target.text)
        rarer = len(own) < len(forms[usual])
        if known and not rarer:
            continue
        first = forms[usual][0]
        for pair in own:
            message = (
                f"{pair.source.text.strip()} is “{pair.target.text.strip()}” here, "
                f"“{first.target.text.strip()}” in {_places(forms[usual])}"
            )
            yield pair.finding(
                CHECK,
                message,
                source=pair.source.whole,
                target=pair.target.whole,
                severity="warning" if rarer or (len(pairs) == 2 and not known) else "note",
                category=_CATEGORY,
                suggestions=(first.target.text.strip(),),
                confidence=0.65,
                term=source,
            )


def _key(text: str) -> tuple[str, ...]:
    """Stems of its words, without articles."""
    return tuple(stem(w) for w in small_words(text) if w not in ("a", "an", "the")) or (plain(text),)


def _plural(alignment: Alignment, one: Pair, other: Pair) -> bool:
    """Return whether the two are forms (singular, plural) of one entry."""
    blocks = [block_of(alignment, pair, source=True) for pair in (one, other)]
    a, b = blocks
    return a is not None and b is not None and (bool(a.fact("plural")) or (a.label == b.label != ""))


def _places(pairs: Sequence[Pair]) -> str:
    return f"{len(pairs)} other places" if len(pairs) > 1 else f"segment {pairs[0].number + 1}"


CHECK = Check(
    id="several_targets",
    severity="warning",
    category=_CATEGORY,
    doc=_DOC,
    run=_run,
    rank=4,
)
