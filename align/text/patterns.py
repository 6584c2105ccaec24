"""One-sided patterns: Python regular expressions of which it is proved beforehand that they cannot hang.

A backtracking matcher tries, from one place, at most as many ways as there are choices in the pattern: branches are
added, parts in a row multiplied, repetitions summed up. :func:`ways` bounds that number; a pattern above MAX_WAYS is
refused. So the work on a text grows with its length and no faster. ``(a+)+$`` is refused twice: no upper bound, and,
written ``(a{1,30}){1,30}$``, far too many ways.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MAX_WAYS = 5000  # ways to match from one place
MAX_REPEAT = 200  # upper bound of any repetition
MAX_PATTERN = 500  # code points


class PatternError(ValueError):
    """A pattern that is no regular expression, or could run for too long."""


@lru_cache(maxsize=65536)
def safe(pattern: str, case: bool = False) -> re.Pattern[str]:
    """Compile the pattern. PatternError if it is invalid or could be slow."""
    if len(pattern) > MAX_PATTERN:
        raise PatternError(f"{len(pattern)} characters are too many (limit {MAX_PATTERN})")
    try:
        tree = parsed(pattern)
        count = ways(list(tree))
        if count > MAX_WAYS:
            raise PatternError(f"could be matched in {count:,} ways (limit {MAX_WAYS:,})")
        if re.compile(pattern).match("") is not None:
            raise PatternError("matches nothing at all")
        return re.compile(pattern, 0 if case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"no regular expression: {error}") from None


def parsed(pattern: str) -> Any:
    """The parsed pattern. re.error where it is none, and where Python warns that it may mean another thing one day."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        try:
            return _parser.parse(pattern)
        except FutureWarning as warning:
            raise re.error(f"{warning}; write \\[ for a bracket") from None


def fills(template: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a suggestion names only groups that a pattern has."""
    try:
        _parser.parse_template(template, pattern)
    except (re.error, IndexError):
        return False
    return True


def at_head(pattern: str, size: int) -> re.Pattern[str]:
    """Compile a pattern for the first ``size`` characters of lines, which bound ``+`` and ``*`` as well. PatternError
    if it is invalid, or could be slow even there: (a+)+."""
    try:
        count, most = ways(list(parsed(pattern)), size), (size + 1) ** 2  # two repetitions without a bound
        if count > most:
            raise PatternError(f"could be matched in {count:,} ways (limit {most:,}): write {{1,30}} for +")
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"no regular expression: {error}") from None


def ways(items: list[Any], endless: int = 0) -> int:
    """Upper bound of the number of ways in which a parsed pattern can be matched from one place. ``endless``: what
    bounds repetitions that have no bound of their own; 0: PatternError for them."""
    total = 1
    for op, value in items:
        total *= _ways_of(op, value, endless)
        if total > 10**12:
            return total
    return total


def _ways_of(op: Any, value: Any, endless: int) -> int:
    if op in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN, sre.AT):
        return 1
    if op is sre.BRANCH:
        return sum(ways(list(branch), endless) for branch in value[1])
    if op is sre.SUBPATTERN:
        return ways(list(value[3]), endless)
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return ways(list(value[1]), endless)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        low, high, inner = value
        high = min(int(high), endless) if endless else high
        if high is sre.MAXREPEAT or high > MAX_REPEAT:
            raise PatternError(f"a repetition needs an upper bound of at most {MAX_REPEAT}: write {{1,30}} for +")
        each = ways(list(inner), endless)
        if each == 1:
            return max(int(high) - int(low) + 1, 1)
        return sum(min(each**n, 10**12) for n in range(int(low), int(high) + 1))
    if op is sre.ATOMIC_GROUP:
        return ways(list(value), endless)
    raise PatternError(f"{str(op).lower()} is not allowed")


def literal(pattern: str) -> str:
    """Return the longest lower-case text that every match must contain; '' if there is none."""
    best = run = ""
    for op, value in list(parsed(pattern)):
        if op is sre.LITERAL:
            run += chr(value)
            best = max(best, run, key=len)
        elif op is not sre.AT:
            run = ""
    return best.lower() if best.isascii() or best.lower() == best else ""
