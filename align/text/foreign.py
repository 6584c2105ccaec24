"""Languages that align-qa does not check, told from English by their most frequent words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.data import kinds
from align.text.english import function_words
from align.text.scripts import KANA, LETTERS

_LEAST_WORDS = 8
_LEAST_SHARE = 0.16  # of the words of a text; English prose has less than 3 % of those of any language of the table
_HANGUL, _CYRILLIC = "\uac00-\ud7a3\u1100-\u11ff", "\u0400-\u04ff"
_SCRIPTS = {
    "Japanese": KANA,
    "Korean": _HANGUL,
    "Russian or another language in Cyrillic": _CYRILLIC,
    "Arabic": "\u0600-\u06ff",
    "Greek": "\u0370-\u03ff",
    "Thai": "\u0e00-\u0e7f",
    "Hindi or another language in Devanagari": "\u0900-\u097f",
    "Hebrew": "\u0590-\u05ff",
}
OTHER_LETTERS = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_SAMPLE = 20_000  # characters


def other_language(text: str) -> str:
    """The English name of the language of a text that should be English, where it is another one; '' where it is
    English, too short to tell, or in none of those we know."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in LETTERS.findall(sample)]
    letters = sum(map(len, words))
    for name, script in (("Korean", _HANGUL), ("Russian", _CYRILLIC)):
        if letters and len(re.findall(f"[{script}]", sample)) > 0.5 * letters:
            return name
    if len(words) < _LEAST_WORDS:
        return ""
    known = function_words("english")
    english = sum(word in known for word in words)
    best, hits = likest(words)
    return best if hits >= _LEAST_SHARE * len(words) and hits > 2 * english else ""


def likest(words: Sequence[str], *, pinyin: bool = False) -> tuple[str, int]:
    """The language of which most words, in lower case, are typical, and their number; pinyin is one where it is asked
    for."""
    counts = {
        name: sum(map(known.__contains__, words))
        for name, known in kinds("other_languages.tsv").items()
        if pinyin or name != "pinyin"
    }
    best = max(counts, key=lambda name: counts[name])
    return best, counts[best]


def script(text: str) -> str:
    """The name of the language, or languages, in whose script most letters of a text are that are neither Latin nor
    Chinese."""
    return max(_SCRIPTS, key=lambda name: len(re.findall(f"[{_SCRIPTS[name]}]", text)))


def written_in(text: str) -> str:
    """The beginning of a message about a text without Chinese and English: the name of its language and a colon; '' for
    one in no script that we know."""
    sample = text[:_SAMPLE]
    return f"{script(sample)}: " if OTHER_LETTERS.search(sample) else ""
