"""Terms that a glossary demands: where a finding would blame a translation that is right in another form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.evidence import translations
from align.names.recognition import recognise
from align.records import Pair
from align.rules.load.forms import Alternative, Word
from align.rules.match.active_rule import ActiveRule
from align.rules.match.term_search import Match
from align.text.english import Words, function_words, irregular, norm

_STOP = re.compile(r"[.!?;]")
_INFLECTED = {norm(form): word for form, word in irregular("inflected").items()}
SURE = 0.5  # cosine from which a word that is in the place of a term is marked; below it the Chinese term is


def excused(one: ActiveRule, words: Words, pair: Pair) -> bool:
    """Return whether the term is rendered in another form of its words (deploy, deployment; index, indices; e-commerce
    across borders), or no word of its own here (文件 in 文件夹, *folder*; 天天 in 今天天气)."""
    if one.rule.plural and not one.rule.case:
        for clause in _clauses(words):
            stems = {translations.stem(word) for key in clause for word in (key, _INFLECTED.get(key, key))}
            if any(_in_stems(form, stems) for form in (*one.forms, *one.shorts)):
                return True
    text = pair.source.text
    known = pair.weighed.chinese if pair.weighed is not None else recognise([text])[0]  # rules run by themselves, too
    return all(known.straddles(m.start, m.end) or _in_longer(m, words, text) for m in one.matches)


def _clauses(words: Words) -> Iterator[Sequence[str]]:
    """Yield the words between two marks that end a sentence: one rendering is not spread over two of them."""
    start = 0
    for number in range(1, len(words) + 1):
        if number == len(words) or _STOP.search(words.text, words.ends[number - 1], words.starts[number]):
            yield words.keys[start:number]
            start = number


def _in_stems(form: Alternative, stems: set[str]) -> bool:
    """Return whether all words of a rendering occur by their stems, in any order and part of speech."""
    wanted = [item for item in form if isinstance(item, Word) and item.key not in function_words("in_term")]
    if any(item.surface.isupper() for item in wanted):  # an acronym has no other form
        return False
    return bool(wanted) and all(translations.stem(item.key) in stems for item in wanted)


def _in_longer(match: Match, words: Words, text: str) -> bool:
    """Return whether the term is inside a longer Chinese word that one of the English words is known to render."""
    english = [key for key in words.keys if key not in function_words("in_term")]
    longer: Sequence[str] = [
        text[start:end]
        for start in range(max(0, match.end - translations.LONGEST), match.start + 1)
        for end in range(match.end, min(len(text), start + translations.LONGEST) + 1)
        if end - start > match.end - match.start
    ]
    for word in longer:
        codes, _, lengths = translations.hashes(word)
        if english and bool(translations.known(codes[lengths == len(word)], english).any()):
            return True
    return False
