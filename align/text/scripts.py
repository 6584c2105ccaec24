"""Scripts: Han, Latin, and which language a line is written in."""

from __future__ import annotations

import re

from align.data import kinds
from align.records import Lang

LANGUAGES = {"zh": "Chinese", "en": "English"}
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
IDEOGRAPH = re.compile(f"[{HAN}]")
HAN_RUN = re.compile(f"[{HAN}]+")
LETTERS = re.compile(r"[^\W\d_]+")  # of any script
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
LATIN_WORD = re.compile("[A-Za-z]{2,}")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")  # with apostrophes and hyphens inside
KANA = "\u3041-\u3096\u30a1-\u30fa"  # without the middle dot and the long mark, which Chinese texts have, too
_KANA = re.compile(f"[{KANA}]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’\-][A-Za-z\u00c0-\u024f]+)*")


def chinese_words(use: str) -> frozenset[str]:
    """Words for a use that the table ``chinese_words.tsv`` names: light_verb, bound, land …"""
    return kinds("chinese_words.tsv")[use]


def han_count(text: str) -> int:
    """Number of Chinese characters."""
    return 0 if text.isascii() else sum(map(len, HAN_RUN.findall(text)))


def kana_count(text: str) -> int:
    """Number of Japanese letters."""
    return len(_KANA.findall(text))


def word_count(text: str) -> int:
    """Number of Latin words; "block-chain" is one."""
    return len(_WORD.findall(text))


def language(text: str) -> Lang | None:
    """zh or en by what most of a line is; None for a line of neither letters nor characters.

    A Chinese line keeps its language with some Latin names in it, an English one with some Chinese in brackets: one
    English word weighs as much as 1.5 Chinese characters, the usual ratio of a translation.
    """
    han, words = han_count(text), word_count(text)
    if not han and not words:
        return None
    return "zh" if han >= 1.5 * words else "en"
