"""One table of all renderings of each term, name and institution of an article, with counts and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from align.records import Alignment, Finding, Pair, Span
from align.rules.match.rendering_match import Hit
from align.text.english import words_of

if TYPE_CHECKING:
    from align.rules import RuleSet
    from align.rules.match.active_rule import ActiveRule

Row = Mapping[str, Any]


def renderings(alignment: Alignment, rules: RuleSet) -> Iterator[Row]:
    """One row a term and rendering, terms in the order of the article:

    ``term``, ``rendering`` ('' = not rendered, or not found), ``count``, ``status`` (accepted, rejected, suspect,
    none), ``beads`` (numbers from 0), ``rule``, ``expected``.
    """
    table: dict[tuple[str, str], dict[str, Any]] = {}
    for pair in alignment.pairs():
        if not pair.source.text or not pair.target.text:
            continue
        for one, rendering, status in _of_pair(alignment, pair, rules):
            term = one.rule.source[0] if not one.matches[0].slots else pair.source.text[slice(*one.place)]
            row = table.setdefault(
                (term, rendering.casefold()),
                {"term": term, "rendering": rendering, "count": 0, "status": status, "beads": [], "rule": one.rule.id},
            )
            row["count"] += 1
            row["expected"] = rules.judge(alignment.profile).expected(one)
            if pair.number not in row["beads"]:
                row["beads"].append(pair.number)
    order = {term: i for i, term in enumerate(dict.fromkeys(t for t, _ in table))}
    yield from sorted(table.values(), key=lambda r: (order[r["term"]], -r["count"], r["rendering"]))


def glossary(alignment: Alignment, rules: RuleSet) -> Iterator[Row]:
    """Terms and names of a text that has no translation yet, most frequent first.

    One row a term: ``term``, ``count``, ``expected`` (the first accepted rendering), ``rule``, ``beads``. Of several
    rules for a term that of the house counts, which is read last.
    """
    table: dict[str, dict[str, dict[str, Any]]] = {}
    judge = rules.judge(alignment.profile)
    for pair in alignment.pairs():
        for one in judge.active(pair.source.text) if pair.source.text else []:
            term, expected = pair.source.text[slice(*one.place)], judge.expected(one)
            if not expected:
                continue
            row = table.setdefault(term, {}).setdefault(
                one.rule.id, {"term": term, "count": 0, "expected": expected, "rule": one.rule.id, "beads": []}
            )
            row["count"] += len(one.matches)
            row["beads"].append(pair.number)
    number = {id: n for n, id in enumerate(rules.ids)} if any(len(own) > 1 for own in table.values()) else {}
    chosen = [max(own.values(), key=lambda row: number.get(row["rule"], 0)) for own in table.values()]
    yield from sorted(chosen, key=lambda r: (-r["count"], r["beads"][0], r["term"]))


def undoubted(alignment: Alignment, findings: Sequence[Finding], rules: RuleSet) -> list[Finding]:
    """Findings without doubts of the second reader about a rendering that a rule accepts for the very term: what a
    house has laid down is no question of meaning. Rules with an open list, which lay nothing down, do not count."""
    doubted = {f.bead for f in findings if f.check == "meaning" and f.bead is not None}
    if not doubted:
        return list(findings)
    laid: dict[int, list[tuple[Span, Span]]] = {}
    for pair in alignment.pairs():
        if pair.number in doubted:
            laid[pair.number] = list(_laid_down(alignment, pair, rules))
    return [f for f in findings if f.check != "meaning" or not _is_laid_down(f, laid.get(f.bead or 0, ()))]


def _laid_down(alignment: Alignment, pair: Pair, rules: RuleSet) -> Iterator[tuple[Span, Span]]:
    """Terms of a pair, each with a rendering that stands there and that a rule accepts, as spans of the documents."""
    judge, words = rules.judge(alignment.profile), words_of(pair.target.text)
    active = judge.active(pair.source.text)
    judge.measure(active, words)
    for one in active:
        hits = () if one.rule.open else (*one.full, *one.short)
        for match, hit in product(one.matches, hits):
            start, end = words.starts[hit[0]], words.ends[hit[1] - 1]
            yield pair.source.span(match.start, match.end), pair.target.span(start, end)


def _is_laid_down(finding: Finding, laid: Sequence[tuple[Span, Span]]) -> bool:
    source, target = finding.source_span, finding.target_span
    if source is None or target is None:
        return False
    return any(
        ours.overlaps(source) and theirs.start <= target.start and target.end <= theirs.end for ours, theirs in laid
    )


def _of_pair(alignment: Alignment, pair: Pair, rules: RuleSet) -> Iterator[tuple[ActiveRule, str, str]]:
    words = words_of(pair.target.text)
    judge = rules.judge(alignment.profile)
    active = judge.active(pair.source.text)
    if not active:
        return
    found = {f.check: f for f in judge.findings(pair, active, words, lambda: alignment.links(pair)) if f.target_span}

    def text(hit: Hit) -> str:
        return words.text[words.starts[hit[0]] : words.ends[hit[1] - 1]]

    for one in active:
        for hit in (*one.full, *one.short):
            yield one, text(hit), "accepted"
        for hit in one.wrong:
            yield one, text(hit), "rejected"
        lacking = len(one.matches) - one.rendered - len(one.wrong)
        if lacking > 0 and not one.wrong and one.rule.id in found:
            span = found[one.rule.id].target_span
            if span is not None and alignment.target is not None:
                yield one, alignment.target.text[span.start : span.end], "suspect"
                lacking -= 1
        for _ in range(max(0, lacking)):
            yield one, "", "none"
