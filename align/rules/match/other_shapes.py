"""Accepted renderings in another shape: what looks like a slip beside them is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.names.equivalents import called_otherwise
from align.names.pinyin import spellings
from align.rules.load.forms import Alternative, Word
from align.rules.match.active_rule import ActiveRule
from align.rules.match.nearby import Candidate
from align.text.english import Words, function_words
from align.text.scripts import HAN_RUN

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$", re.IGNORECASE)
_STOP = re.compile(r"[.!?;](?!\w)")
_PEOPLE = ("er", "ers", "an", "ans", "ian", "ians", "ese", "ite", "ites", "n", "ns")
_AROUND = 2  # characters on each side of a term that a longer name may have
_LETTERS = 8  # of a name that is known though it is written apart


def in_other_shape(forms: Sequence[Alternative], words: Words, place: Candidate) -> bool:
    """Return whether the term is rendered after all, in another shape than the rule lists.

    Written apart (Xin Wen Lian Bo); with an ordinal inside (the Standing Committee of the 14th National People's
    Congress); with its words spread over the clause; as the people of the place (New Yorkers).
    """
    there, small = {words.keys[n] for n in range(*place.hit)}, function_words("in_term")
    for form in forms:
        keys = [item.key for item in form if isinstance(item, Word) and item.key and item.key not in small]
        if len(keys) != sum(not (isinstance(item, Word) and item.key in small) for item in form) or not keys:
            continue
        if _apart(keys, words) or _people(keys, words, place):
            return True
        if len(keys) > 2 and any(
            _in_order(keys, clause) or (not there.issuperset(keys) and set(clause).issuperset(keys))
            for clause in _clauses(words)
        ):
            return True
    return False


def _clauses(words: Words) -> Iterator[list[str]]:
    out: list[str] = []
    for number, key in enumerate(words.keys):
        if number and _STOP.search(words.text, words.ends[number - 1], words.starts[number]):
            yield out
            out = []
        if key not in function_words("in_term") and not _ORDINAL.match(words.raw[number]):
            out.append(key)
    yield out


def _in_order(keys: Sequence[str], clause: Sequence[str]) -> bool:
    return any(list(clause[at : at + len(keys)]) == list(keys) for at in range(len(clause) - len(keys) + 1))


def _apart(keys: Sequence[str], words: Words) -> bool:
    """Return whether the words make up the name with their spaces left out: Jiu San Society, Jiusan Society."""
    name = "".join(keys)
    if len(name) < _LETTERS:
        return False
    for start in range(len(words)):
        made = ""
        for number in range(start, len(words)):
            if words.keys[number] in function_words("in_term"):
                break
            made += words.keys[number]
            if made == name:
                return True
            if not name.startswith(made):
                break
    return False


def _people(keys: Sequence[str], words: Words, place: Candidate) -> bool:
    """Return whether the place holds the name with an ending of its people."""
    last = words.keys[place.hit[1] - 1]
    stem = keys[-1]
    if not last.startswith(stem) or last.removeprefix(stem) not in _PEOPLE:
        return False
    start = place.hit[1] - len(keys)
    return start >= 0 and list(words.keys[start : place.hit[1] - 1]) == list(keys[:-1])


def another_name(one: ActiveRule, words: Words, place: Candidate, source: str) -> bool:
    """Return whether the words in place of a rendering are a name that the Chinese has: another established one of the
    term (江苏, Kiangsu), or the pinyin of a longer name that the term is a part of (江门 in 望江门站, Wangjiangmen)."""
    put = words.text[words.starts[place.hit[0]] : words.ends[place.hit[1] - 1]]
    if any(called_otherwise(name, 0, len(name), put) for name in one.rule.source):
        return True
    return any(
        put.lower() in spellings(source[start:end])
        for match in one.matches
        for start in range(max(0, match.start - _AROUND), match.start + 1)
        for end in range(match.end, min(len(source), match.end + _AROUND) + 1)
        if end - start > match.end - match.start and HAN_RUN.fullmatch(source, start, end)
    )
