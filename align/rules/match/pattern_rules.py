"""Rules with ``find``: patterns of one side alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from align.records import Finding, Pair, Profile
from align.rules.load.spec import Rule
from align.rules.match.term_search import Terms
from align.text.patterns import fills, safe

_WITHIN = 24  # code points around a match in which an ``unless`` word may be


class PatternRules:
    """All ``find`` rules. A pattern is tried only on texts that contain its literal."""

    def __init__(self, index: Mapping[str, Any], off: Collection[int], rule_at: Callable[[int], Rule]) -> None:
        self._finds = [(n, pattern, must) for n, pattern, must in index["finds"] if n not in off]
        self._rule = rule_at

    @property
    def any(self) -> bool:
        """Return whether there is any such rule."""
        return bool(self._finds)

    def findings(self, pair: Pair, terms: Terms, profile: Profile) -> Iterator[Finding]:
        """Findings of one pair; ``terms`` for rules that want a term in the source."""
        low = {"source": pair.source.text.lower(), "target": pair.target.text.lower()}
        for number, pattern, must in self._finds:
            if must and must not in low["source"] and must not in low["target"]:
                continue
            rule = self._rule(number)
            if (rule.scope and profile.doctype not in rule.scope) or (must and must not in low[rule.side]):
                continue
            if rule.source and all(m.rule != number for m in terms.search(pair.source.text)):
                continue
            yield from _matches(pair, rule, pattern)


def _matches(pair: Pair, rule: Rule, pattern: str) -> Iterator[Finding]:
    passage = pair.source if rule.side == "source" else pair.target
    for match in safe(pattern, rule.case).finditer(passage.text):
        start, end = match.span()
        around = passage.text[max(0, start - _WITHIN) : end + _WITHIN].lower()
        if start == end or any(word.lower() in around for word in rule.unless):
            continue
        span = passage.span(start, end)
        yield pair.finding(
            rule,
            rule.message,
            source=span if rule.side == "source" else None,
            target=span if rule.side == "target" else None,
            suggestions=tuple(match.expand(s) if "\\" in s and fills(s, match.re) else s for s in rule.suggest),
            confidence=0.9,
            note=rule.note,
            term=match[0],
        )
