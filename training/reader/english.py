"""Corruptions of the translation: fluent English that says something else than the Chinese."""

from __future__ import annotations

import random
import re

from training.reader.edits import Case, Change, Edit, Span
from training.reader.patterns import (
    ADDED,
    ADJECTIVES,
    ADVERB,
    AUXILIARY,
    CLAUSE,
    ITEM,
    MODIFIER,
    NEGATION,
    NUMBER,
    OF,
    PHRASE,
    SUBJECT,
)
from training.reader.words import STOP, Lexicon, like, other_number


class English:
    """All kinds of corruption of the English side; each gives a change or None where it finds no place."""

    def __init__(self, lexicon: Lexicon, r: random.Random) -> None:
        self.lexicon, self.r = lexicon, r

    def _swap(self, case: Case, span: Span, new: str, kind: str, weight: float = 1.0) -> Change:
        start, end = span
        return Change(kind, (Edit(1, start, end, like(new, case.target[start:end])),), case.both([span]), weight)

    def number(self, case: Case) -> Change | None:
        """A number gets another value, or two exchange their places."""
        found = list(NUMBER.finditer(case.target))
        if not found:
            return None
        if len(found) > 1 and self.r.random() < 0.5:
            a, b = sorted(self.r.sample(range(len(found)), 2))
            x, y = found[a], found[b]
            if x.group() != y.group():
                return self._exchange(case, x.span(), y.span(), "number exchanged")
        m = self.r.choice(found)
        new = other_number(self.r, m.group())
        return self._swap(case, m.span(), new, "number") if new != m.group() else None

    def _exchange(self, case: Case, a: Span, b: Span, kind: str) -> Change:
        text = case.target
        first, second = text[a[0] : a[1]], text[b[0] : b[1]]
        edits = (Edit(1, *a, like(second, first) if a[0] == 0 else second), Edit(1, *b, first))
        return Change(kind, edits, case.both([a, b]))

    def member(self, case: Case) -> Change | None:
        """A word of a set (opposites, titles, kin, dates, units, places, modals …) becomes another of it."""
        found = list(self.lexicon.patterns["en"].finditer(case.target))
        self.r.shuffle(found)
        for m in found[:4]:
            kind, others = self.r.choice(self.lexicon.sets["en"][m.group().lower()])
            strange = m.start() and m.group()[0].isupper() and kind not in ("place", "date", "title", "person")
            if strange or (kind == "person" and self.r.random() < 0.7):
                continue
            weight = 0.6 if kind in ("tense", "person", "modality") else 1.0
            return self._swap(case, m.span(), self.r.choice(others), kind, weight)
        return None

    def negation(self, case: Case) -> Change | None:
        """A negation is taken out, or put in with do-support; un- is taken off or put on."""
        text, r = case.target, self.r
        out = list(NEGATION.finditer(text))
        if out and r.random() < 0.6:
            return self._affirm(case, r.choice(out))
        ways = [self._auxiliary, self._do, self._prefix]
        r.shuffle(ways)
        return next((c for way in ways if (c := way(case)) is not None), None)

    def _affirm(self, case: Case, m: re.Match[str]) -> Change | None:
        text, word = case.target, m.group().lower()
        swap = {
            "cannot": "can",
            "can't": "can",
            "never": "always",
            "without": "with",
            "no": self.r.choice(("a", "some")),
        }
        if word in swap:
            return self._swap(case, m.span(), swap[word], "negation")
        before = re.search(r"\b(do|does|did)( ?)$", text[: m.start()])
        after = re.match(r"\s([a-z]+)", text[m.end() :])
        if before and after and before[1] in ("do", "does"):
            verb = after[1] + (
                ("es" if re.search(r"(s|x|z|ch|sh|o)$", after[1]) else "s") if before[1] == "does" else ""
            )
            edit = Edit(1, before.start(), m.end() + after.end(), verb)
            return Change("negation", (edit,), case.both([(m.start(), m.end() + after.end())]))
        if before:
            return None
        start = m.start() - (1 if text[m.start() - 1 : m.start()] == " " else 0)
        left = re.search(r"\S+$", text[:start])
        marks = tuple((1, a, b, 1.0) for a, b in ([left.span()] if left else []))
        if after:
            marks += ((1, m.end() + 1, m.end() + after.end(), 1.0),)
        return Change("negation", (Edit(1, start, m.end(), ""),), marks + case.both([m.span()], 1.0))

    def _auxiliary(self, case: Case) -> Change | None:
        found = list(AUXILIARY.finditer(case.target))
        if not found:
            return None
        m = self.r.choice(found)
        if m.group().lower() == "can":
            return Change("negation", (Edit(1, m.start(), m.end(), like("cannot", m.group())),))
        after = re.match(r"\s([a-z]+)", case.target[m.end() :])
        marks = ((1, m.end() + 1, m.end() + after.end(), 1.0),) if after else ()
        return Change("negation", (Edit(1, m.end(), m.end(), " not"),), marks)

    def _do(self, case: Case) -> Change | None:
        found = list(SUBJECT.finditer(case.target))
        self.r.shuffle(found)
        for m in found:
            verb = m[1]
            for base, do in (
                (verb, "do"),
                (verb[:-1], "does"),
                (verb[:-2], "does"),
                (verb[:-2], "did"),
                (verb[:-1], "did"),
            ):
                fits = {
                    "do": verb == base,
                    "does": verb in (base + "s", base + "es"),
                    "did": verb in (base + "ed", base + "d"),
                }
                if len(base) > 2 and fits[do] and self.lexicon.is_verb(base):
                    return Change("negation", (Edit(1, m.start(1), m.end(1), f"{do} not {base}"),))
        return None

    def _prefix(self, case: Case) -> Change | None:
        found = []
        for start, end, word in case.words:
            low = word.lower()
            for prefix in ("un", "in", "im", "ir", "dis"):
                if low.startswith(prefix) and self.lexicon.counts.get(low[len(prefix) :], 0) > 20 and len(low) > 6:
                    found.append((start, end, low[len(prefix) :]))
                elif self.lexicon.counts.get(prefix + low, 0) > 4 and len(low) > 4 and prefix in ("un", "dis"):
                    found.append((start, end, prefix + low))
        if not found:
            return None
        start, end, new = self.r.choice(found)
        return self._swap(case, (start, end), new, "negation")

    def near(self, case: Case) -> Change | None:
        """A word becomes a near neighbour that renders the Chinese worse; now and then one that renders it as well,
        which stays unmarked."""
        r = self.r
        found = [w for w in case.words if w[2][0].isalpha() and w[2].lower() not in STOP and len(w[2]) > 2]
        r.shuffle(found)
        for start, end, word in found[:4]:
            tokens = [i for i in range(len(case.partner)) if _over(case, i, start, end) and case.best[i] > 0.3]
            rows = case.links.source.ids[[int(case.partner[i]) for i in tokens]] if tokens else None
            against = self.lexicon.encoder.vectors(rows) if rows is not None else self.lexicon.english.vectors[:0]
            own = max((float(case.best[i]) for i in tokens), default=0.5)
            named = word[0].isupper() and start > 0
            new = self.lexicon.choose(r, word, against, own - 0.2, names=named)
            if new:
                return self._swap(case, (start, end), new, "name" if named else "near")
        return None

    def synonym(self, case: Case) -> Change | None:
        """A word becomes one that renders the Chinese as well: stays right, so that strangeness is no sign of fault."""
        found = [w for w in case.words if w[2].islower() and w[2] not in STOP and len(w[2]) > 3]
        self.r.shuffle(found)
        for start, end, word in found[:6]:
            tokens = [i for i in range(len(case.partner)) if _over(case, i, start, end) and case.best[i] > 0.4]
            if not tokens:
                continue
            against = self.lexicon.encoder.vectors(case.links.source.ids[[int(case.partner[i]) for i in tokens]])
            own, table = max(float(case.best[i]) for i in tokens), self.lexicon.english
            good = [w for w, c in table.of(word)[:8] if c > 0.6 and table.cosine(w, against) > own - 0.04]
            good = [w for w in good if w[-2:] == word[-2:] or word[-1] not in "sdg"]
            if good:
                return Change("synonym", (Edit(1, start, end, self.r.choice(good), 0.0),), (), 0.0)
        return None

    def sense(self, case: Case) -> Change | None:
        """A word becomes another sense of the Chinese word that it renders (CC-CEDICT)."""
        source, target = case.links.source, case.links.target
        order = [j for j in range(len(case.partner)) if case.best[j] > 0.4]
        self.r.shuffle(order)
        for j in order:
            i = int(case.partner[j])
            senses = self.lexicon.senses.get(case.source[source.starts[i] : source.ends[i]])
            span = next(((a, b) for a, b, _ in case.words if a <= target.starts[j] and target.ends[j] <= b), None)
            if senses is None or span is None:
                continue
            word = case.target[span[0] : span[1]].lower()
            own = [
                k for k, s in enumerate(senses) if any(word.startswith(g.split()[0][: max(3, len(g) - 2)]) for g in s)
            ]
            rest = [g for k, s in enumerate(senses) if k not in own for g in s]
            vector = self.lexicon.encoder.encode([word])
            rest = [g for g in rest if float(self.lexicon.encoder.encode([g])[0] @ vector[0]) < 0.45] if own else []
            if rest:
                return self._swap(case, span, self.r.choice(rest), "sense")
        return None

    def exchange(self, case: Case) -> Change | None:
        """Two words of like shape exchange their places: who did it to whom, what belongs to what."""
        r = self.r
        found = [m for m in OF.finditer(case.target) if m[1].lower() not in STOP and m[3].lower() not in STOP]
        if found and r.random() < 0.5:
            m = r.choice(found)
            return self._exchange(case, m.span(1), m.span(3), "exchange")
        w = [x for x in case.words if len(x[2]) > 3 and x[2][0].isalpha() and x[2].lower() not in STOP and x[0] > 0]
        pairs = [
            (a, b)
            for i, a in enumerate(w)
            for b in w[i + 1 : i + 9]
            if a[2].lower() != b[2].lower() and a[2][0].isupper() == b[2][0].isupper() and a[2][-1] == b[2][-1]
        ]
        if not pairs:
            return None
        a, b = r.choice(pairs)
        return self._exchange(case, a[:2], b[:2], "exchange")

    def drop(self, case: Case) -> Change | None:
        """A clause, phrase, item, adjective or adverb is left out; the Chinese that it rendered is marked."""
        text, r = case.target, self.r
        ways: list[tuple[re.Pattern[str], int]] = [(CLAUSE, 0), (PHRASE, 0), (ITEM, 1), (MODIFIER, 1), (ADVERB, 1)]
        r.shuffle(ways)
        for pattern, group in ways:
            found = list(pattern.finditer(text))
            if not found:
                continue
            m = r.choice(found)
            start, end = m.span(group)
            marks = case.both([(start, end)], 1.0)
            if not marks:
                continue
            if pattern is ITEM:
                edit = Edit(1, m.start(1), m.start(2), "")
            elif group:
                edit = Edit(1, start, end + 1, "")
            else:
                edit = Edit(1, start, end, "")
            after = re.match(r"\s*\w+", text[edit.end :])
            look = ((1, edit.end, edit.end + after.end(), -1.0),) if after else ()
            return Change("dropped", (edit,), marks + look, 0.7 if group else 1.0)
        return None

    def add(self, case: Case) -> Change | None:
        """A claim is put in: an adverb, an adjective, a second item, a clause of a neighbouring sentence."""
        text, r = case.target, self.r
        way, found = r.random(), []
        if way < 0.35:
            found = list(
                re.finditer(r"\b(?:and|to|was|were|is|are|has|have|had|will|it|they|he|she|who) (?=[a-z]{3,})", text)
            )
            pool = ADDED
        elif way < 0.65:
            found = list(re.finditer(r"\b(?:the|of|their|its|his|her|our|these|two|three|some) (?=[a-z]{4,})", text))
            pool = ADJECTIVES
        if found:
            at = r.choice(found).end()
            return Change("added", (Edit(1, at, at, r.choice(pool) + " "),), (), 0.8)
        if way < 0.85:
            nouns = [w for w in case.words if w[2].islower() and len(w[2]) > 3 and w[2] not in STOP]
            r.shuffle(nouns)
            for _, end, word in nouns[:4]:
                near = [w for w, c in self.lexicon.english.of(word)[:12] if w[-1] == word[-1] and c < 0.8]
                if near:
                    return Change("added", (Edit(1, end, end, f" and {r.choice(near)}"),), (), 0.8)
        clauses = list(CLAUSE.finditer(case.other[1]))
        places = list(re.finditer(r"(?=[,.;]\s)|(?=\.$)", text))
        if clauses and places:
            at = r.choice(places).start()
            return Change("added", (Edit(1, at, at, r.choice(clauses).group()),))
        return None

    def splice(self, case: Case) -> Change | None:
        """The rest of the sentence, or a stretch of it, comes from a neighbouring sentence."""
        r, own = self.r, [w for w in case.words if w[0] > 0]
        theirs = [m.start() for m in re.finditer(r"(?<=\s)\S", case.other[1])]
        if len(own) < 5 or len(theirs) < 4:
            return None
        a = r.randrange(len(own))
        start, end = own[a][0], len(case.target)
        k = r.randrange(len(theirs) - 1)
        new = case.other[1][theirs[k] :]
        if r.random() < 0.6:
            end = own[min(len(own) - 1, a + r.randrange(1, 9))][1]
            new = case.other[1][theirs[k] : theirs[min(len(theirs) - 1, k + r.randrange(1, 9))]].rstrip()
        return Change("splice", (Edit(1, start, end, new),), case.both([(start, end)]))


def _over(case: Case, token: int, start: int, end: int) -> bool:
    target = case.links.target
    return bool(target.starts[token] < end and start < target.ends[token])
