"""Rules proposed from a translation and its corrected version: what a translator mends again and again, once as data.

Words that were exchanged (a word diff of the two translations) are brought to the Chinese words that they render (by
token links); the pair of both is a proposal: term, right and wrong rendering, and the sentence as its examples. Before
anyone accepts it, an archive shows how often it would have fired.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from align.evidence.linked_words import linked_source
from align.records import Alignment, Example, Linker, Profile
from align.rules.load.index import index_of
from align.rules.load.spec import Rule
from align.rules.tools.changes import changes
from align.rules.tools.export import quoted
from align.rules.tools.trust import moved, refusal, still_used
from align.text.english import Words, words_of
from align.text.scripts import IDEOGRAPH

if TYPE_CHECKING:
    from align.rules import RuleSet

MAX_TERM = 14  # code points of a Chinese term
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


def propose(
    triples: Iterable[Triple], linker: Linker, rules: RuleSet, refused: list[str] | None = None
) -> list[Proposal]:
    """Proposals of all corrections, the most frequent first. What a rule marks as wrong already is left out.

    ``refused`` gets a line for each exchange that would make a harmful rule (:mod:`align.rules.tools.trust`).
    """
    found: dict[tuple[str, tuple[str, ...]], Proposal] = {}
    changed = [triple for triple in triples if triple.before != triple.after]
    corrected = [triple.after for triple in changed]
    for triple in changed:
        for proposal in _of(triple, linker, rules):
            if why := _refusal(proposal, triple, corrected):
                if refused is not None:
                    refused.append(f"{proposal.term} = {proposal.right}, not {proposal.wrong[0]}: {why}")
                continue
            key = (proposal.term, words_of(proposal.right).keys)
            found[key] = proposal if key not in found else _joined(found[key], proposal)
    for key in sorted(found, key=lambda k: len(k[0])):  # 区块 and 区块链, both "blockchain": the longer is the term
        longer = [k for k in found if k != key and key[0] in k[0] and k[1] == key[1]]
        if longer:
            home = max(longer, key=lambda k: (found[k].seen, k[0]))
            found[home] = _joined(found[home], found.pop(key))
    for key in sorted(
        found
    ):  # Blockchain Expert Committee for Regional Block Chain …: the core is known from elsewhere
        for home, proposal in found.items():
            core = _core(found[key], proposal) if home != key else ""
            if core:
                found[home] = _joined(proposal, replace(found[key], wrong=(core,), bad=(), good=(), known=""))
                del found[key]
                break
    return sorted(found.values(), key=lambda p: (-p.seen, p.term, p.right))


def _refusal(proposal: Proposal, triple: Triple, corrected: Sequence[str]) -> str:
    """Return why the proposal cannot become a rule, '' if it can; what a rule accepts already is trusted."""
    if still_used(proposal.wrong[0], corrected):
        return "the corrected text has those words, too"
    if moved(proposal.right, triple.before, triple.after):
        return "the earlier text had those words already: they have moved"
    return "" if proposal.known else refusal(triple.source, proposal.term, proposal.right, proposal.wrong[0])


def _core(whole: Proposal, part: Proposal) -> str:
    """The wrong words of ``whole`` where the right words of ``part`` should be; '' where it is another matter."""
    if part.seen < 2 or not any(part.term in example[0] for example in whole.bad):
        return ""
    right, inner, wrong = words_of(whole.right), words_of(part.right).keys, words_of(whole.wrong[0])
    for at in range(len(right) - len(inner) + 1):
        tail = len(right) - at - len(inner)
        end = len(wrong) - tail
        same = wrong.keys[:at] == right.keys[:at] and wrong.keys[end:] == right.keys[at + len(inner) :]
        if right.keys[at : at + len(inner)] == inner and at < end and same:
            return _text(wrong, (at, end))
    return ""


def _joined(old: Proposal, new: Proposal) -> Proposal:
    wrong = {w.casefold(): w for w in reversed((*old.wrong, *new.wrong))}
    return replace(
        old,
        wrong=tuple(sorted(wrong.values())),
        good=(*old.good, *new.good)[:2],
        bad=tuple(dict.fromkeys((*old.bad, *new.bad)))[:3],
        seen=old.seen + new.seen,
        known=old.known or new.known,
    )


def _of(triple: Triple, linker: Linker, rules: RuleSet) -> Iterator[Proposal]:
    before, after = words_of(triple.before), words_of(triple.after)
    old = Alignment.of_pair(triple.source, triple.before)
    new = Alignment.of_pair(triple.source, triple.after)
    active = rules.measured(new.pairs()[0], Profile())
    marked = [f.target_span for f in rules.run(old) if f.target_span and f.confidence > 0.9]
    fixed = {n for one in active for hit in one.full for n in range(*hit)}
    for change in changes(before, after, fixed):
        start, end = before.starts[change.old[0]], before.ends[change.old[1] - 1]
        if any(span.start < end and start < span.end for span in marked):
            continue
        right, wrong = _text(after, change.new), _text(before, change.old)
        examples = ((triple.source, triple.after),), ((triple.source, triple.before, wrong),)
        mended = next((one for one in active for hit in one.full if _covers(hit, change.new)), None)
        if mended is not None:  # the correction is what a rule accepts: it needs this mistake, no more
            yield Proposal(triple.source[slice(*mended.place)], right, (wrong,), *examples, known=mended.rule.id)
            continue
        span = linked_source(after, linker(triple.source, triple.after), change.new) or linked_source(
            before, linker(triple.source, triple.before), change.old
        )
        term = triple.source[slice(*span)].strip(_TRIM) if span else ""
        if 2 <= len(term) <= MAX_TERM and IDEOGRAPH.search(term):
            known = [rules.ids[n] for n in rules.terms.rules_of(term)]
            yield Proposal(term, right, (wrong,), *examples, known=known[0] if known else "")


def _covers(hit: tuple[int, int], new: tuple[int, int]) -> bool:
    """Return whether an accepted rendering and a change overlap by more than half of both."""
    shared = min(hit[1], new[1]) - max(hit[0], new[0])
    return 2 * shared > max(hit[1] - hit[0], new[1] - new[0])


def _text(words: Words, span: tuple[int, int]) -> str:
    return " ".join(words.text[words.starts[span[0]] : words.ends[span[1] - 1]].split())


def weigh(proposals: Sequence[Proposal], archive: Iterable[Alignment]) -> list[Proposal]:
    """The proposals with how often each would have been right and wrong in an archive."""
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
