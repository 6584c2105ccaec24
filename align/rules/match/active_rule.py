"""A rule whose term the Chinese of a pair holds, and the words of the English that render it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from align.rules.load.forms import Alternative
from align.rules.load.spec import Rule
from align.rules.match.outlet_location import guessed
from align.rules.match.rendering_match import Binding, Hit, bind
from align.rules.match.term_search import Match


@dataclass(slots=True)
class ActiveRule:
    """A rule with all places where its term is in this pair (those with the same members in their slots)."""

    rule: Rule
    matches: list[Match]
    binding: Binding
    guesses: Binding = field(default_factory=dict)  # slots of a home that is not set
    full: list[Hit] = field(default_factory=list)  # accepted in full
    short: list[Hit] = field(default_factory=list)  # accepted abbreviations
    wrong: list[Hit] = field(default_factory=list)  # known mistranslations
    guessed: list[Hit] = field(default_factory=list)  # what may be such a home: renders, but excuses nothing

    forms: Sequence[Alternative] = ()  # accepted renderings
    shorts: Sequence[Alternative] = ()  # accepted abbreviations

    @staticmethod
    def of(rule: Rule, match: Match, binding: Binding, guesses: Binding) -> ActiveRule:
        """A rule with the first of its places."""
        one = ActiveRule(rule, [match], binding, guesses)
        one.forms, one.shorts = one._bound(rule.accept), one._bound(rule.short)
        return one

    def again(self, match: Match) -> ActiveRule:
        """Return the same rule with the same binding for another pair."""
        return ActiveRule(self.rule, [match], self.binding, self.guesses, forms=self.forms, shorts=self.shorts)

    @property
    def rejects(self) -> Sequence[Alternative]:
        """Known mistranslations."""
        return self._bound(self.rule.reject, joined=False)

    @property
    def may_be(self) -> Sequence[Alternative]:
        """Renderings with the name of a home that is not set."""
        forms = guessed(self.rule.accept, self.guesses) if self.guesses else ()
        return bind(forms, {**self.binding, **self.guesses}, self.rule.plural, self.rule.case) if forms else ()

    def _bound(self, forms: tuple[str, ...], joined: bool = True) -> Sequence[Alternative]:
        return bind(forms, self.binding, self.rule.plural, self.rule.case, joined) if forms else ()

    @property
    def place(self) -> tuple[int, int]:
        """The first place of the term in the Chinese, as a half-open span."""
        return self.matches[0].start, self.matches[0].end

    @property
    def rendered(self) -> int:
        """Number of accepted renderings."""
        return len(self.full) + len(self.short) + len(self.guessed)


def claimed(active: Sequence[ActiveRule]) -> set[int]:
    """Numbers of the English words by which rules are rendered, well or wrongly."""
    return {n for one in active for hit in (*one.full, *one.short, *one.wrong) for n in range(*hit)}
