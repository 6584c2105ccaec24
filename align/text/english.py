"""Words of English texts with their offsets, in a normal form: singular, American spelling, lower case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from align.data import kinds, rows

# Latin letters and digits only: Chinese left in a translation is another check's business
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|&|[0-9]+(?:[.,][0-9]+)*[^\W\d_]*|[^\W_\u2e80-\uffef]+(?:['’][^\W_\u2e80-\uffef]+)*"
)
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_BLANK = bytes(c if chr(c) in LETTERS else 32 for c in range(256))
_CAPITALS = re.compile("[A-Z]+")
_BREAK = re.compile(r"[;:!?()\[\]\n\"“”。；：！？（）]")
ARTICLES = frozenset(("the", "a", "an"))
_BRITISH_ENDS = (
    (re.compile(r"isation(al)?$"), r"ization\1"),
    (re.compile(r"is(e|ed|ing|er|able)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|ing|er)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(ed|ing|able|ite|er|ist|ful|less|)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})tre$"), "ter"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"(?<=[a-z]{3}[aeiou])ll(ed|ing|er)$"), r"l\1"),
)
_MAY_BE_BRITISH = tuple(  # all that the patterns above end in
    f"{stem}{end}"
    for stem, ends in (
        ("is", "e ed ing er able ation ational"),
        ("ys", "e ed ing er"),
        ("our", " ed ing able ite er ist ful less"),
        ("ll", "ed ing er"),
        ("tre", ""),
        ("ogue", ""),
    )
    for end in ends.split(" ")
)


def function_words(use: str) -> frozenset[str]:
    """Small words, in lower case, for a use that the table ``function_words.tsv`` names: article, in_title, no_end …"""
    return kinds("function_words.tsv")[use]


LOW_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")  # in a text in lower case with straight apostrophes
_PLAIN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_PAST = 5  # letters from which a word in -ed is a past form


def plain_words(text: str) -> list[str]:
    """The words of Latin letters of a text, as they are written."""
    return _PLAIN.findall(text)


def has_finite_verb(words: Sequence[str]) -> bool:
    """Return whether English words hold a verb that makes a sentence of them: is, will, said, doesn't, walked."""
    known = function_words("finite")
    return any(
        word in known or word.endswith(("n't", "n’t")) or (word.endswith("ed") and len(word) >= _PAST)
        for word in map(str.lower, words)
    )


def english_words(use: str) -> frozenset[str]:
    """Words, in lower case, for a use that the table ``english_words.tsv`` names: giving, in_place_name, no_name …"""
    return kinds("english_words.tsv")[use]


def irregular(use: str) -> dict[str, str]:
    """Form -> word for a use that the table ``word_forms.tsv`` names: norm, american, stem, literal."""
    return {form: word for own, form, word in rows("word_forms.tsv") if own == use}


_BRITISH, _IRREGULAR = irregular("american"), irregular("norm")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one English text. ``starts``, ``ends``: offsets in ``text``.

    ``breaks[i]``: a sentence, clause or bracket ends between word i-1 and word i; ``commas[i]``: a comma is there;
    ``where``: normal form -> number of the first word that has it; ``joined``: two words that a hyphen joins, as one
    (super-computing: supercomputing) -> number of the first. ``heads``: normal forms and lower-case words with a space
    before each: what a word may begin with."""

    text: str
    raw: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[bool, ...]
    commas: tuple[bool, ...]
    where: dict[str, int]
    joined: dict[str, list[int]]
    heads: str

    def __len__(self) -> int:
        return len(self.raw)

    def places(self, key: str) -> Sequence[int]:
        """Numbers of all words with this normal form."""
        if key not in self.where:
            return ()
        first = self.where[key]
        if self.keys.count(key) == 1:
            return (first,)
        return [number for number in range(first, len(self.keys)) if self.keys[number] == key]


def norm(word: str) -> str:
    """Normal form of one word: accents, apostrophes, plural, possessive and British spelling away; lower case."""
    if word.isascii() and word.isalpha():  # most are
        low = word.lower()
        return _IRREGULAR.get(low) or american(singular(low))
    if word == "&":
        return "and"
    if not word.isascii():
        word = word.replace("’", "'")
        if not word.isascii():
            word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if "'" in low:
        low = (low[:-2] if low.endswith("'s") else low).replace("'", "")
    low = singular(low.replace(".", "").replace(" ", "") if not low[:1].isdigit() else low)
    return american(low)


def singular(low: str) -> str:
    """Without the s of the plural. Crude, but both sides of a comparison go through it."""
    if len(low) < 4 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zes")):
        return low[:-2]
    return low[:-1]


def plural(noun: str) -> str:
    """The regular plural of a noun: policies, boxes, pods."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def american(low: str) -> str:
    """American spelling. Words that only look British (enterprise -> enterprize) do no harm: both sides change."""
    if low in _BRITISH:
        return _BRITISH[low]
    if not low.endswith(_MAY_BE_BRITISH):
        return low
    for pattern, new in _BRITISH_ENDS:
        low, count = pattern.subn(new, low)
        if count:
            break
    return low


def acronym(word: str) -> bool:
    """Capitals only (a plural s or digits may follow), two to eight letters."""
    core = word[:-1] if word.endswith("s") and len(word) > 2 else word
    return 2 <= len(core) <= 8 and core.isupper() and core.isalnum() and not core.isdigit()


def lowered(text: str) -> str:
    """A text in lower case, letter by letter, so that offsets stay (İ would become two)."""
    return text.lower() if text.isascii() else _CAPITALS.sub(lambda capital: capital[0].lower(), text)


def small_words(text: str) -> list[str]:
    """Runs of the letters a-z of the text in lower case, for whoever looks for certain words."""
    # as bytes they are cut in a third of the time of a regular expression
    return text.lower().encode("ascii", "replace").translate(_BLANK).decode("ascii").split()


def places(text: str, word: str, inner: frozenset[str]) -> list[int]:
    """Return the offsets of a word as a whole: no character of ``inner`` directly before or behind it."""
    out, at, size = [], text.find(word), len(word)
    while at >= 0:
        if text[at - 1 : at] not in inner and text[at + size : at + size + 1] not in inner:
            out.append(at)
        at = text.find(word, at + size)
    return out


def words_of(text: str) -> Words:
    """The words of a text."""
    found = list(_WORD.finditer(text))
    raw = list(map(re.Match.group, found))
    starts = tuple(map(re.Match.start, found))
    ends = tuple(map(re.Match.end, found))
    known = {word: norm(word) for word in {*raw}}
    keys = tuple(map(known.__getitem__, raw))
    if "." in text[:-1]:  # initials
        raw = [word if word[-1] != "." else word.replace(".", "") for word in raw]
    where = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    joined: dict[str, list[int]] = {}
    breaks, commas = [False] * len(raw), [False] * len(raw)
    for number, (last, start) in enumerate(zip((0, *ends), starts, strict=False)):
        if start == last or (start == last + 1 and text[last] == " "):  # by far the most usual cases
            continue
        gap = text[last:start]
        if number and gap in ("-", "‐", "‑"):
            joined.setdefault(raw[number - 1].lower() + keys[number], []).append(number - 1)
        if gap != "-":
            stop = "." in gap and not (number and keys[number - 1] in english_words("abbreviation_in_name"))
            breaks[number] = stop or _BREAK.search(gap) is not None
            commas[number] = "," in gap or "，" in gap or "、" in gap
    heads = f" {' '.join(keys)} {' '.join(raw).lower()}"
    return Words(text, tuple(raw), keys, starts, ends, tuple(breaks), tuple(commas), where, joined, heads)
