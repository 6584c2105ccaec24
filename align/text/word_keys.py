"""The words that English entries of a table need in a text: a look-up of its words shows that a pattern cannot match.

Most texts have none of the words of an entry. An entry is filed under its longest word, or under the beginning of that
where a ``*`` follows; a text is known by its words and their beginnings. Of the texts that pass, nine in ten do not
hold the longest piece of any entry: for those alone no pattern is made.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence

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


def entry_pieces(entries: Iterable[str]) -> tuple[str, ...] | None:
    """Letters of which some are in whatever :func:`align.evidence.opposites.english_pattern` finds of the entries; None
    where an entry has none that are certain.

    >>> entry_pieces(["log in", "hang* … up", "-able"])
    ('log', 'hang', 'able')
    """
    found = [_pieces(entry) for entry in entries]
    if any(not own or not all(own) for own in found):
        return None
    return tuple(dict.fromkeys(piece for own in found for piece in own))


def _pieces(entry: str) -> Sequence[str]:
    if len(entry) > 2 and entry[0] == entry[-1] == "/":
        return ()
    if entry == "n't":
        return "n't", "n’t"
    if entry.startswith(("-", "*")):
        return (entry[1:],)
    # an apostrophe may be straight or curly in a text
    parts = (part for word in entry.lower().split(" ") if word != "…" for part in re.split("[*']", word))
    return (max(parts, key=len),)


class EntryPattern:
    """One pattern of English entries, for lower-case text: made when a text first holds a piece of one of them. Most of
    those that some thousand pairs ask for are never made."""

    def __init__(self, pattern: str, pieces: tuple[str, ...] | None) -> None:
        """``pieces``: the :func:`entry_pieces`; None: every text is searched."""
        self.pattern, self._pieces = pattern, pieces
        self._made: re.Pattern[str] | None = None

    def _for(self, low: str) -> re.Pattern[str] | None:
        """The pattern; None where it is not made yet, and cannot match."""
        if self._made is None and (self._pieces is None or any(map(low.__contains__, self._pieces))):
            self._made = re.compile(self.pattern)
        return self._made

    def search(self, low: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match."""
        made = self._for(low)
        return None if made is None else made.search(low, start, end)

    def match(self, low: str) -> re.Match[str] | None:
        """The match at the beginning."""
        made = self._for(low)
        return None if made is None else made.match(low)

    def finditer(self, low: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        made = self._for(low)
        return iter(()) if made is None else made.finditer(low)
