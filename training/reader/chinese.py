"""Corruptions of the Chinese: the translation stays as fluent as it was, so that only its meaning gives it away."""

from __future__ import annotations

import random
import re

from training.reader.edits import Case, Change, Edit, Span
from training.reader.patterns import NUMBER
from training.reader.words import HAN, Lexicon, other_number

CLAUSE = re.compile(r"(?<=[，；、])[^，；。、！？]{3,30}[，；、]|[，；][^，；。、！？]{3,30}(?=[。！？])")
PLACE = re.compile(r"[，；]")
NEGATE = re.compile("不(?=[一-鿿])|没有|未(?=[一-鿿])|无法")
VERB = re.compile("(?<=[他她它们我你者会将司府])(?=[能会可要是想应])")


class Chinese:
    """Kinds of corruption of the Chinese side; the English words that rendered what was there are marked."""

    def __init__(self, lexicon: Lexicon, r: random.Random) -> None:
        self.lexicon, self.r = lexicon, r

    def _swap(self, case: Case, span: Span, new: str, kind: str, weight: float = 1.0) -> Change | None:
        english = case.rendered(*span)
        if not english or len(english) > 6:
            return None
        marks = tuple((1, a, b, 1.0) for a, b in english)
        return Change(kind, (Edit(0, *span, new),), marks, weight)

    def near(self, case: Case) -> Change | None:
        """A Chinese word becomes a near neighbour that the English does not render."""
        source = case.links.source
        order = [i for i in range(len(source.ids)) if source.ends[i] - source.starts[i] > 1]
        self.r.shuffle(order)
        for i in order[:5]:
            span = int(source.starts[i]), int(source.ends[i])
            word, own = case.source[span[0] : span[1]], float(case.links.similarity[i].max())
            if own < 0.35 or not HAN.fullmatch(word):
                continue
            english = case.links.target.ids[case.partner == i]
            if not len(english):
                continue
            rows, table = self.lexicon.encoder.vectors(english), self.lexicon.chinese
            found = [w for w, c in table.of(word) if c < 0.85 and table.cosine(w, rows) < own - 0.2]
            if found:
                return self._swap(case, span, self.r.choice(found[:25]), "source near")
        return None

    def member(self, case: Case) -> Change | None:
        """A Chinese word of a set becomes another of it."""
        starts, ends = set(case.links.source.starts.tolist()), set(case.links.source.ends.tolist())
        places = self.lexicon.patterns["zh"].finditer(case.source)
        found = [m for m in places if m.start() in starts and m.end() in ends]  # no part of a longer word
        self.r.shuffle(found)
        for m in found[:4]:
            kind, others = self.r.choice(self.lexicon.sets["zh"][m.group()])
            change = self._swap(case, m.span(), self.r.choice(others), "source " + kind)
            if change:
                return change
        return None

    def number(self, case: Case) -> Change | None:
        """A number of the Chinese, which stands in the English as well, gets another value."""
        found = list(NUMBER.finditer(case.source.translate(str.maketrans("０１２３４５６７８９", "0123456789"))))
        self.r.shuffle(found)
        for m in found:
            there = [(a, b) for a, b, w in case.words if w.replace(",", "") == m.group().replace(",", "")]
            if len(there) == 1:
                new = other_number(self.r, m.group())
                return Change("source number", (Edit(0, *m.span(), new),), ((1, *there[0], 1.0),))
        return None

    def negation(self, case: Case) -> Change | None:
        """A negation is taken out of the Chinese, or put in before a modal verb."""
        found = list(NEGATE.finditer(case.source))
        if found:
            m = self.r.choice(found)
            near = m.start(), min(len(case.source), m.end() + 3)
            marks = tuple((1, a, b, 1.0) for a, b in case.rendered(*m.span()) or case.rendered(*near)[:3])
            new = {"没有": "有", "无法": "能够"}.get(m.group(), "")
            return Change("source negation", (Edit(0, *m.span(), new),), marks) if marks else None
        places = list(VERB.finditer(case.source))
        if not places:
            return None
        at = self.r.choice(places).start()
        marks = tuple((1, a, b, 1.0) for a, b in case.rendered(at, at + 3)[:3])
        return Change("source negation", (Edit(0, at, at, "不"),), marks) if marks else None

    def drop(self, case: Case) -> Change | None:
        """A clause is left out of the Chinese; the English that rendered it is marked as added."""
        found = list(CLAUSE.finditer(case.source))
        if not found:
            return None
        m = self.r.choice(found)
        english = case.rendered(*m.span(), least=0.35)
        if len(english) < 2:
            return None
        start, end = english[0][0], english[-1][1]
        if len(english) * 14 < end - start:  # its words stand far apart: only they are marked
            return Change("source dropped", (Edit(0, *m.span(), ""),), tuple((1, a, b, 1.0) for a, b in english))
        return Change("source dropped", (Edit(0, *m.span(), ""),), ((1, start, end, 1.0),))

    def add(self, case: Case) -> Change | None:
        """A clause of a neighbouring sentence is put into the Chinese: the translation leaves it out."""
        clauses = [c for c in re.split("[，；。！？：]", case.other[0]) if 3 <= len(c) <= 30]
        places = list(PLACE.finditer(case.source))
        if not clauses or not places:
            return None
        at = self.r.choice(places).end()
        return Change("source added", (Edit(0, at, at, self.r.choice(clauses) + "，"),))
