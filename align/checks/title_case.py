"""Capitals of labels: one file, one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair, needs
from align.strings.resource import holds_entries, is_short
from align.text.english import function_words
from align.text.scripts import IDEOGRAPH

_DOC = """\
How the labels of a file are written: whether they begin with a capital, and whether all their words do (*Save As*) or
only the first (*Save as*).

**Found**: a label that begins with a small letter in a file whose labels begin with capitals; one in title case among
many in sentence case, or the other way round.

**Accepted**: labels that begin with a placeholder, code or a blank; files that have no one way, or fewer than five
labels.

MQM: locale-convention/capitalisation.
"""
_LEAST, _MANY = 5, 10  # labels from which a file has a way of beginning, and of capitals inside
_SHARE, _USUAL = 0.7, 0.85
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def _run(alignment: Alignment) -> Iterator[Finding]:
    if len(alignment.beads) < _LEAST or not holds_entries(alignment.source):
        return
    labels = [p for p in alignment.pairs() if p.target.text and p.source.text and is_short(p.source.text)]
    labels = [p for p in labels if IDEOGRAPH.match(p.source.text) and re.match(r"[A-Za-z]", p.target.text)]
    large = [p for p in labels if p.target.text[0].isupper()]
    if len(labels) >= _LEAST and len(large) >= _SHARE * len(labels):
        for pair in labels:
            first = _WORD.match(pair.target.text)
            if first and first.group().islower() and not re.match(r"[\w.]*[_.(/]\w", pair.target.text):
                yield _finding(pair, first.span(), f"{len(large)} of {len(labels)} labels begin with a capital")
    yield from _titles([p for p in large if len(_words(p)) >= 3])


def _titles(labels: list[Pair]) -> Iterator[Finding]:
    titles = [p for p in labels if all(w[0].isupper() for w in _words(p))]
    plain = [p for p in labels if all(w[0].islower() for w in _words(p)[1:])]
    for few, many, what in ((titles, plain, "only the first word"), (plain, titles, "every word")):
        if len(labels) >= _MANY and few and len(many) >= _USUAL * len(labels):
            for pair in few:
                message = f"{len(many)} of {len(labels)} labels have a capital on {what}"
                yield _finding(pair, (0, len(pair.target.text.rstrip())), message)


def _words(pair: Pair) -> list[str]:
    return [w for w in _WORD.findall(pair.target.text) if w.lower() not in function_words("in_title")]


def _finding(pair: Pair, place: tuple[int, int], message: str) -> Finding:
    return pair.finding(CHECK, message, target=place, confidence=0.6)


CHECK = Check(
    id="title_case",
    severity="note",
    category="locale-convention/capitalisation",
    doc=_DOC,
    run=_run,
    rank=6,
    needs=needs(several=True),
    scope="article",
)
