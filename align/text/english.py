"""English words in a normal form: singular, American spelling, no accents, lower case; and where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Latin letters and digits only: Chinese left in a translation is another check's business
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|&|[0-9]+(?:[.,][0-9]+)*[^\W\d_]*|[^\W_\u2e80-\uffef]+(?:['’][^\W_\u2e80-\uffef]+)*"
)
_BREAK = re.compile(r"[;:!?()\[\]\n\"“”。；：！？（）]")
_ABBREVIATIONS = frozenset("co ltd inc no st mr mrs ms dr prof corp dept univ gen vs jr sr".split())
ARTICLES = frozenset(("the", "a", "an"))
_BRITISH = {
    "programme": "program", "defence": "defense", "offence": "offense", "licence": "license", "practise": "practice",
    "metre": "meter", "litre": "liter", "fibre": "fiber", "calibre": "caliber", "cheque": "check", "grey": "gray",
    "aluminium": "aluminum", "ageing": "aging", "judgement": "judgment", "enrol": "enroll", "fulfil": "fulfill",
    "skilful": "skillful", "instalment": "installment", "kilometre": "kilometer", "centimetre": "centimeter",
    "acknowledgement": "acknowledgment", "manoeuvre": "maneuver", "plough": "plow", "sceptical": "skeptical",
    "mould": "mold", "tyre": "tire", "storey": "story", "adviser": "advisor", "foetus": "fetus",
}  # fmt: skip
_BRITISH_ENDS = (
    (re.compile(r"isation(al)?$"), r"ization\1"),
    (re.compile(r"is(e|ed|ing|er|able)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|ing|er)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(ed|ing|able|ite|er|ist|ful|less|)$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})tre$"), "ter"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"(?<=[a-z]{3}[aeiou])ll(ed|ing|er)$"), r"l\1"),
)
_IRREGULAR = {"men": "man", "women": "woman", "people's": "people", "people’s": "people", "children": "child"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one English text. ``starts``, ``ends``: offsets in ``text``.

    ``breaks[i]``: a sentence, clause or bracket ends between word i-1 and word i; ``commas[i]``: a comma stands there;
    ``where``: normal form -> word numbers; ``joined``: two words that a hyphen joins, as one normal form
    (super-computing: supercomputing) -> number of the first."""

    text: str
    raw: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[bool, ...]
    commas: tuple[bool, ...]
    where: dict[str, list[int]]
    joined: dict[str, list[int]]

    def __len__(self) -> int:
        return len(self.raw)


@lru_cache(maxsize=131072)
def norm(word: str) -> str:
    """Normal form of one word: accents, apostrophes, plural, possessive and British spelling away; lower case."""
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


def american(low: str) -> str:
    """American spelling. Words that only look British (enterprise -> enterprize) do no harm: both sides change."""
    if low in _BRITISH:
        return _BRITISH[low]
    for pattern, new in _BRITISH_ENDS:
        low, count = pattern.subn(new, low)
        if count:
            break
    return low


def acronym(word: str) -> bool:
    """Capitals only (a plural s or digits may follow), two to eight letters."""
    core = word[:-1] if word.endswith("s") and len(word) > 2 else word
    return 2 <= len(core) <= 8 and core.isupper() and core.isalnum() and not core.isdigit()


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The words of a text."""
    raw: list[str] = []
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[bool] = []
    commas: list[bool] = []
    where: dict[str, list[int]] = {}
    joined: dict[str, list[int]] = {}
    last = 0
    for match in _WORD.finditer(text):
        word = match[0]
        start = match.start()
        key = "and" if word == "&" else norm(word)
        gap = text[last:start]
        cut = False
        if gap not in (" ", "-", ""):
            cut = _BREAK.search(gap) is not None or ("." in gap and not (keys and keys[-1] in _ABBREVIATIONS))
        if raw and gap in ("-", "‐", "‑"):
            joined.setdefault(raw[-1].lower() + key, []).append(len(raw) - 1)
        where.setdefault(key, []).append(len(raw))
        raw.append(word.replace(".", "").replace(" ", "") if word[-1] == "." else word)
        keys.append(key)
        starts.append(start)
        last = match.end()
        ends.append(last)
        breaks.append(cut)
        commas.append(gap not in (" ", "-", "") and ("," in gap or "，" in gap or "、" in gap))
    return Words(text, tuple(raw), tuple(keys), tuple(starts), tuple(ends), tuple(breaks), tuple(commas), where, joined)
