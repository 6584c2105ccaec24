"""The words that English entries of a table need in a text: a look-up of its words shows that a pattern cannot match.

Most texts have none of the words of an entry. An entry is filed under its longest word, or under the beginning of that
where a ``*`` follows; a text is known by its words and their beginnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from align.text.english import small_words

Keys = frozenset[str]
_RUN = re.compile(r"(\*?)([a-z]+)(\*?)")
_SHORT, _LONG = 2, 3  # letters of the beginnings under which words are filed


def text_keys(low: str) -> Keys:
    """The words of an English text in lower case, and their beginnings, each with a ``*`` behind it."""
    words = set(small_words(low))
    return frozenset([*words, *[word[:_LONG] + "*" for word in words], *[word[:_SHORT] + "*" for word in words]])


def entry_keys(entries: Iterable[str]) -> Keys | None:
    """One key of each entry, as :func:`align.evidence.opposites.english_pattern` reads them; None where an entry has no
    whole word and no beginning of one, so that a text must be searched."""
    found = [_key(entry.lower()) for entry in entries]
    return None if None in found else frozenset(key for key in found if key is not None)


def may_hold(keys: Keys | None, there: Keys | None) -> bool:
    """Return whether a text with the keys ``there`` may hold an entry; None on either side: nothing is known."""
    return keys is None or there is None or not keys.isdisjoint(there)


def _key(entry: str) -> str | None:
    if entry.startswith(("-", "*")) or (len(entry) > 2 and entry[0] == entry[-1] == "/"):
        return None
    best, most = None, 0
    for before, run, behind in _RUN.findall(entry):
        if before or (behind and len(run) < _SHORT):
            continue
        size = min(len(run), _LONG) if behind else len(run) + _LONG  # a whole word tells more than a beginning
        if size > most:
            best, most = f"{run[:_LONG]}*" if behind else run, size
    return best
