"""A rule that the source of a pair wakes, with what the English has for its term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from align.rules.forms import Alternative
from align.rules.home import guessed
from align.rules.match import Binding, Hit, bind
from align.rules.spec import Rule
from align.rules.terms import Match


@dataclass(slots=True)
class Awake:
    """A rule with all places where its term stands in this pair (those with the same members in their slots)."""

    rule: Rule
    matches: list[Match]
    binding: Binding
    guesses: Binding = field(default_factory=dict)  # slots of a home that is not set
    full: list[Hit] = field(default_factory=list)  # accepted in full
    short: list[Hit] = field(default_factory=list)  # accepted abbreviations
    wrong: list[Hit] = field(default_factory=list)  # known mistranslations
    guessed: list[Hit] = field(default_factory=list)  # what may be such a home: renders, but excuses nothing

    forms: Sequence[Alternative] = field(init=False)  # accepted renderings
    shorts: Sequence[Alternative] = field(init=False)  # accepted abbreviations

    def __post_init__(self) -> None:
        self.forms, self.shorts = self._bound(self.rule.accept), self._bound(self.rule.short)

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
    def rendered(self) -> int:
        """Number of accepted renderings."""
        return len(self.full) + len(self.short) + len(self.guessed)
