"""A name and its abbreviation in brackets that do not belong together: National Advisor (NSA)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_english
from align.names.capitalised import is_plain
from align.records import Check, Finding, Pair, needs
from align.text.english import Words, function_words, words_of

_BRACKETS = re.compile(r"[(（]([A-Z]{3,7})s?[)）]")
_LEAST = 2  # capitalised words that make a name
_MISSING = 2  # letters of the abbreviation that may have no word before the two are strangers to each other


def _judge(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if "(" not in text and "（" not in text:
        return
    for match in _BRACKETS.finditer(text):
        words = words_of(text)
        hit = _maimed(words, match.start(), match[1])
        if hit is None:
            continue
        start, end = words.starts[hit], match.end()
        name = text[start : match.start()].strip()
        yield pair.finding(
            CHECK,
            f"the initials of “{name}” are not {match[1]}: a word is missing or wrong",
            target=(start, end),
            confidence=0.75,
            term=match[1],
        )


def _maimed(words: Words, bracket: int, acronym: str) -> int | None:
    """The first word of the name before the bracket, where its initials are the abbreviation less a letter or two."""
    last = sum(end <= bracket for end in words.ends)
    first = last
    while first > 0 and _part(words, first - 1) and (first == last or not (words.breaks[first] or words.commas[first])):
        first -= 1
    starts = [n for n in range(first, last) if words.raw[n][0].isupper()]
    if any(_spells(words.raw[n:last], acronym) for n in starts):
        return None
    for n in starts:
        named = [words.raw[k] for k in range(n, last) if words.raw[k][0].isupper()]
        initials = "".join(raw if raw.isupper() and len(raw) < 4 else raw[0] for raw in named)
        missing = len(acronym) - len(initials)
        if len(named) >= _LEAST and 0 < missing <= _MISSING and missing < len(named) and _inside(initials, acronym):
            return n
    return None


def _part(words: Words, number: int) -> bool:
    if words.raw[number][0].isupper() or words.keys[number] in function_words("in_name"):
        return True
    return words.text[words.starts[number] - 1 : words.starts[number]] == "-"  # State-owned


def _inside(short: str, long: str) -> bool:
    """Return whether the letters of ``short`` occur in ``long`` in order."""
    rest = iter(long)
    return all(letter in rest for letter in short)


def _spells(raws: tuple[str, ...], acronym: str) -> bool:
    """Return whether the abbreviation can be read off the words. Each gives its first letter, and may give letters
    inside it (Peking University, PKU; of a plain English word consonants only: Hypertext, HT); a small word may give
    its first letter or nothing (People's Bank of China, PBOC; State-owned)."""
    if not raws:
        return not acronym
    word, rest = raws[0].upper(), raws[1:]
    if raws[0][0].islower() and _spells(rest, acronym):
        return True
    if not acronym or word[0] != acronym[0]:
        return False
    if _spells(rest, acronym[1:]):
        return True
    inner = re.sub("[AEIOU]", "", word[1:]) if is_plain(raws[0].lower()) else word[1:]
    return any(_inside(acronym[1:n], inner) and _spells(rest, acronym[n:]) for n in range(2, len(acronym) + 1))


CHECK = Check(
    id="expansion",
    severity="warning",
    category="terminology",
    doc="""A name is written out and its abbreviation follows in brackets; then the first letters of its words spell
the abbreviation: *National Hurricane Center (NHC)*. A translation that has lost or exchanged a word of the name gives
itself away: *Security Advisor (NSA)*, *Ministry of Industry and Technology (MIIT)*.

Nothing is said where the letters can be read off the words in order (*Peking University (PKU)*), nor where name and
abbreviation have little in common: many are formed in another language (*Doctors Without Borders (MSF)*).""",
    run=on_english(_judge),
    good=(
        ("美国国家飓风中心（NHC）发出警告。", "The National Hurricane Center (NHC) issued a warning."),
        ("北京大学（PKU）建于1898年。", "Peking University (PKU) was founded in 1898."),
        ("无国界医生（MSF）到达灾区。", "Doctors Without Borders (MSF) reached the disaster area."),
        ("中国人民银行（PBOC）降息。", "The People's Bank of China (PBOC) cut rates."),
    ),
    bad=(
        ("他曾任国家安全顾问（NSA）。", "He was Security Advisor (NSA).", "Security Advisor (NSA)"),
        ("美国地质调查局（USGS）测定。", "The U.S. Geological (USGS) measured it.", "U.S. Geological (USGS)"),
        ("西南非洲人民组织（SWAPO）执政。", "West African People's Organisation (SWAPO) rules.", "(SWAPO)"),
    ),
    rank=3,
    needs=needs(target="(（"),
)
