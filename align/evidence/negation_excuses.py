"""What excuses an English negation that no Chinese one stands for: a limit, "not yet", a word of the source."""

from __future__ import annotations

import re

from align.text.negation import Mark

# English that denies without a negative word; and the words that make a limit or a condition of one
FREELY = re.compile(
    r"\b(?:less than|fewer than|rather than|instead of|other than|less \w+|too \w+ (?:for [\w' ]{1,40} )?to|yet to|"
    r"fail(?:s|ed|ures?|ings?)?|turned away|nothing|far from|(?:precious|very) little|still ha(?:s|ve) \w+|"
    r"exactly the same)\b",
    re.I,
)
SAID = re.compile(
    FREELY.pattern + r"|\b(?:up to|at most|maximum|within|under|below|limited to|only (?:if|when|after)|above|over|"
    r"at least|minimum|or more|either|beyond)\b",
    re.I,
)
NO_MORE = re.compile(  # of these "no" makes a limit or a set phrase
    r"\s+(?:later|more|less|fewer|longer|sooner|earlier|greater|higher|lower|doubt|wonder|matter|one|small|other|way)\b",
    re.I,
)
_THEN_EN = re.compile(r"\b(?:until|unless|before|except|without)\b", re.I)
_THEN_ZH = re.compile("[始方][得能可为為]|后始|后方|才")
_LIMIT_EN = re.compile(r"not\s+(?:exceed|(?:be\s+)?(?:more|less|later|earlier|lower|higher|greater|fewer)\b)", re.I)
_LIMIT_ZH = re.compile("[内限至止]|以[上下]")
_NOT_YET = re.compile("前|期间|期内")


def explained(source: str, target: str, mark: Mark) -> bool:
    """Return whether it is a word of the Chinese (NOT NULL), a limit (以内), a condition (始得: until) or "not yet"."""
    word = target[mark.start : mark.end]
    if re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", source, re.I):
        return True
    if _LIMIT_EN.match(target, mark.start) and _LIMIT_ZH.search(source):
        return True
    if _THEN_EN.search(target) and _THEN_ZH.search(source):
        return True
    return (
        bool(_NOT_YET.search(source))
        and re.match(r"not\s+(?:\w+\s+){0,2}yet\b", target[mark.start :], re.I) is not None
    )
