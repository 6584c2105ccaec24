"""Rules proposed from a translation and its corrected version: what a translator mends again and again, once as data.

Words that were exchanged (a word diff of the two translations) are brought to the Chinese words that they render (by
token links); the pair of both is a proposal: term, right and wrong rendering, and the sentence as its examples. Before
anyone accepts it, an archive shows how often it would have fired.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from align.records import Alignment, Example, Linker
from align.rules.compiled import index_of
from align.rules.export import quoted
from align.rules.spec import Rule
from align.text.english import ARTICLES, Words, words_of
from align.text.linked import FUNCTION, linked_source

if TYPE_CHECKING:
    from align.rules import RuleSet

MAX_WORDS = 7  # of a changed phrase; longer changes are rewritten sentences, not terms
MAX_TERM = 14  # code points of a Chinese term
_CJK = re.compile(r"[\u3400-\u9fff]")
_TRIM = "的了在是和与及、，。；：“”《》（）()！？ "
_ESCAPE = re.compile(r"([()\[\]{}*\\])")


@dataclass(frozen=True)
class Triple:
    """A Chinese passage with its translation before and after correction."""

    source: str
    before: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """A rule that a correction suggests. ``seen``: times this very correction was made; ``known``: the shipped or own
    rule that has this term already ('' where there is none); ``fired``, ``silent``, ``met``: pairs of the archive in
    which it marks something, finds its rendering, or meets its term at all."""

    term: str
    right: str
    wrong: tuple[str, ...]
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    seen: int = 1
    known: str = ""
    met: int = 0
    fired: int = 0
    silent: int = 0
    samples: tuple[str, ...] = field(default=(), compare=False)

    def rule(self, id: str) -> Rule:
        """As a rule, for trying out."""
        return Rule(
            id=id, source=(_form(self.term),), accept=(_form(self.right),), reject=tuple(map(_form, self.wrong))
        )


def propose(triples: Iterable[Triple], linker: Linker, rules: RuleSet) -> list[Proposal]:
    """Proposals of all corrections, the most frequent first."""
    found: dict[tuple[str, str], Proposal] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for triple in triples:
        if triple.before == triple.after:
            continue
        for proposal in _of(triple, linker):
            key = (proposal.term, " ".join(words_of(proposal.right).keys))
            counts[key] += 1
            old = found.get(key)
            found[key] = proposal if old is None else _joined(old, proposal)
    out = []
    for key, proposal in found.items():
        known = [rules.ids[n] for n in rules.terms.rules_of(proposal.term)]
        out.append(replace(proposal, seen=counts[key], known=known[0] if known else ""))
    return sorted(out, key=lambda p: (-p.seen, p.term, p.right))


def _joined(old: Proposal, new: Proposal) -> Proposal:
    wrong = {w.casefold(): w for w in reversed((*old.wrong, *new.wrong))}
    return replace(
        old,
        wrong=tuple(sorted(wrong.values())),
        good=(*old.good, *new.good)[:2],
        bad=tuple(dict.fromkeys((*old.bad, *new.bad)))[:3],
    )


def _of(triple: Triple, linker: Linker) -> list[Proposal]:
    before, after = words_of(triple.before), words_of(triple.after)
    links = linker(triple.source, triple.after)
    old_links = linker(triple.source, triple.before)
    out = []
    matcher = SequenceMatcher(None, before.raw, after.raw, autojunk=False)
    for op, a, b, c, d in _changes(matcher.get_opcodes(), before, after):
        if op != "replace" or not _worth(before, (a, b), after, (c, d)):
            continue
        span = linked_source(after, links, (c, d)) or linked_source(before, old_links, (a, b))
        if span is None:
            continue
        term = triple.source[span[0] : span[1]].strip(_TRIM)
        if not 2 <= len(term) <= MAX_TERM or not _CJK.search(term):
            continue
        right, wrong = (_text(after, c, d), _text(before, a, b))
        out.append(
            Proposal(
                term,
                right,
                (wrong,),
                ((triple.source, triple.after),),
                ((triple.source, triple.before, wrong),),
            )
        )
    return out


def _changes(
    opcodes: Sequence[tuple[str, int, int, int, int]], before: Words, after: Words
) -> list[tuple[str, int, int, int, int]]:
    """Opcodes; a replacement grows over its neighbours to the whole name: "Ministry of [Trade and Finance]" becomes
    the ministry, so that the rule is about the term and not about a word in it."""
    out = []
    for op, a, b, c, d in opcodes:
        if op in ("insert", "delete"):
            op = "replace"
        if op == "replace":
            while a and c and _grows(before, a - 1) and _grows(after, c - 1) and before.raw[a - 1] == after.raw[c - 1]:
                a, c = a - 1, c - 1
            while b < len(before) and d < len(after) and not before.breaks[b] and _grows(before, b):
                if before.raw[b] != after.raw[d]:
                    break
                b, d = b + 1, d + 1
            a, b = _trimmed(before, a, b)
            c, d = _trimmed(after, c, d)
        out.append((op, a, b, c, d))
    return out


def _grows(words: Words, number: int) -> bool:
    """Part of a name: a capital, or a joining word."""
    raw = words.raw[number]
    return raw[0].isupper() or raw in ("of", "and", "for", "the", "&")


def _trimmed(words: Words, start: int, end: int) -> tuple[int, int]:
    while start < end and (words.keys[start] in FUNCTION or words.keys[start] in ARTICLES):
        start += 1
    while end > start and (words.keys[end - 1] in FUNCTION or words.keys[end - 1] in ARTICLES):
        end -= 1
    return start, end


def _worth(before: Words, old: tuple[int, int], after: Words, new: tuple[int, int]) -> bool:
    """Another word: not grammar, not the same word in another form, not a figure, not a sentence written anew."""
    if not 0 < old[1] - old[0] <= MAX_WORDS or not 0 < new[1] - new[0] <= MAX_WORDS:
        return False
    one, two = before.keys[slice(*old)], after.keys[slice(*new)]
    return one != two and any(key.isalpha() and key not in FUNCTION for key in two)


def _text(words: Words, start: int, end: int) -> str:
    return " ".join(words.text[words.starts[start] : words.ends[end - 1]].split())


def weigh(proposals: Sequence[Proposal], archive: Iterable[Alignment]) -> list[Proposal]:
    """The proposals with what they would have said of an archive."""
    from align.rules import RuleSet

    rules = RuleSet(index_of([p.rule(f"learn/{n}") for n, p in enumerate(proposals)], "learn"), frozenset(), "learn")
    met: Counter[int] = Counter()
    fired: Counter[int] = Counter()
    silent: Counter[int] = Counter()
    samples: dict[int, list[str]] = {}
    for alignment in archive:
        for pair in alignment.pairs():
            if not pair.target.text:
                continue
            for one in rules.measured(pair, alignment.profile):
                number = int(one.rule.id.partition("/")[2])
                met[number] += 1
                fired[number] += bool(one.wrong)
                silent[number] += bool(one.full) and not one.wrong
                if one.wrong and len(samples.setdefault(number, [])) < 3:
                    samples[number].append(" ".join(pair.target.text.split())[:200])
    return [
        replace(p, met=met[n], fired=fired[n], silent=silent[n], samples=tuple(samples.get(n, ())))
        for n, p in enumerate(proposals)
    ]


def to_toml(proposals: Sequence[Proposal], archived: int) -> str:
    """Proposals as a rule file, to be read, cut down and kept. ``archived``: pairs of the archive, 0 for none."""
    lines = ["# Proposed from corrections: keep what is right, delete the rest.", ""]
    for number, p in enumerate(proposals, 1):
        times = "once" if p.seen == 1 else f"{p.seen} times"
        lines.append(f"# corrected {times}" + (f"; {p.known} has this term already" if p.known else ""))
        if archived:
            rest = p.met - p.fired - p.silent
            lines.append(
                f"# archive: the term stands in {p.met:,} of {archived:,} pairs; would have fired in {p.fired:,}; "
                f"rendered as here in {p.silent:,}, otherwise in {rest:,}"
            )
            lines += [f"#   fired: {sample}" for sample in p.samples]
        lines += [f"[{_name(p, number)}]"]
        if p.known:
            lines.append(f"extends  = {quoted(p.known)}")
        lines += [
            f"source   = [{quoted(_form(p.term))}]",
            f"accept   = [{quoted(_form(p.right))}]",
            f"reject   = [{', '.join(quoted(_form(w)) for w in p.wrong)}]",
            'severity = "warning"',
            f"good     = [{', '.join(_example(e) for e in p.good)}]",
            f"bad      = [{', '.join(_example(e) for e in p.bad)}]",
            "",
        ]
    return "\n".join(lines)


def _name(proposal: Proposal, number: int) -> str:
    words = "-".join(re.findall(r"[a-z0-9]+", proposal.right.lower()))[:40].strip("-")
    return f"{words or 'rule'}-{number}"


def _example(example: Example) -> str:
    return f"[{', '.join(quoted(' '.join(part.split())) for part in example)}]"


def _form(text: str) -> str:
    """A text as a form that means just that."""
    return _ESCAPE.sub(r"\\\1", text)


def triples(before: Alignment, after: Alignment) -> list[Triple]:
    """Passages of two translations of one Chinese text, brought together by the Chinese.

    Where both alignments cut the Chinese alike, a triple is a bead; where not, the smallest run of beads that covers
    the same Chinese on both sides.
    """
    left, right = _passages(before), _passages(after)
    out: list[Triple] = []
    i = j = 0
    while i < len(left) and j < len(right):
        a, b = i + 1, j + 1
        one, two = left[i][0], right[j][0]
        while one != two and (a < len(left) or b < len(right)):
            if len(one) <= len(two) and a < len(left):
                one += left[a][0]
                a += 1
            elif b < len(right):
                two += right[b][0]
                b += 1
            else:
                break
        if one == two and one:
            texts = (" ".join(t for _, t in side if t) for side in (left[i:a], right[j:b]))
            out.append(Triple(one, *texts))
            i, j = a, b
        elif one == two:
            i, j = a, b
        else:  # the Chinese itself was changed here: go on at the next passage that both have
            i, j = _next_common(left, right, i, j)
    return [t for t in out if t.before and t.after]


def _next_common(left: list[tuple[str, str]], right: list[tuple[str, str]], i: int, j: int) -> tuple[int, int]:
    places = {text: n for n, (text, _) in reversed(list(enumerate(right[j:], j))) if text}
    for n in range(i, len(left)):
        if left[n][0] in places and (n, places[left[n][0]]) != (i, j):
            return n, places[left[n][0]]
    return len(left), len(right)


def _passages(alignment: Alignment) -> list[tuple[str, str]]:
    return [(re.sub(r"\s", "", p.source.text), p.target.text) for p in alignment.pairs() if p.source.text]
