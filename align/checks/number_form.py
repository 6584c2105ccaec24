"""English numbers and measures that are written as nobody writes them: 22th, 15 degree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import either
from align.each_pair import on_english
from align.numbers.numerals import ordinal
from align.records import Check, Finding, Pair

_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,4})(-?(?:st|nd|rd|th)|rst|end)\b", re.I)
_WORDS = {"fourty": "forty", "fourtieth": "fortieth", "fiveth": "fifth", "twoth": "second", "threeth": "third"}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.I)
# Units take an s after every number but one, where no noun follows that they describe (a 15-degree turn)
_SINGULAR = re.compile(
    r"(?<![\w.,/-])(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?) "
    rf"(?P<unit>{either('english_words.tsv', 'measured')})"
    r"(?=\s*(?:$|[.,;:!?)]|(?:and|or|of|in|at|from|to|on|by|for|with|as|than|per|below|above|ago|later|before|after|is|are"
    r"|was|were|celsius|centigrade|fahrenheit)\b))",
    re.I,
)
_PLURALS = {"inch": "inches", "person": "people"}


def _judge(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if pair.bead.furniture:
        return
    for match in _WORD.finditer(text) if not pair.evidence.keys.isdisjoint(_WORDS) else ():
        right = _WORDS[match.group().lower()]
        message = f"“{match.group()}” is misspelt: {right}"
        yield pair.finding(CHECK, message, target=match.span(), suggestions=(right,), confidence=0.95)
    if not _DIGIT.search(text):
        return
    for match in _ORDINAL.finditer(text):
        right = match[1] + ordinal(float(match[1].replace(",", "")))[-2:]
        if match.group().lower() != right:
            message = f"“{match.group()}” is misspelt: {right}"
            yield pair.finding(CHECK, message, target=match.span(), suggestions=(right,), confidence=0.95)
    for match in _SINGULAR.finditer(text):
        if float(match["number"].replace(",", "")) in (0.0, 1.0):
            continue
        plural = _PLURALS.get(match["unit"].lower(), match["unit"] + "s")
        message = f"“{match.group()}” wants the plural: {match['number']} {plural}"
        yield pair.finding(CHECK, message, target=match.span("unit"), suggestions=(plural,), confidence=0.8)


CHECK = Check(
    id="number_form",
    severity="warning",
    category="fluency/spelling",
    doc="""Ordinals with a wrong ending and units that want a plural.

**Finds** *22th*, *11st*, *3th*, *11-st*, *fourtieth*; *15 degree*, *200 kilometre* at the end of a clause or before a
small word.

**Accepts** *111th*, *12th*; a unit that describes a noun (*a 15 degree turn*, *a five-day week*); one and zero.

**Limits.** Most number words are left to the checks of spelling and grammar.
""",
    run=on_english(_judge),
    good=(
        ("第111次航班，第12层，第21天。", "The 111th flight, the 12th floor, the 21st day."),
        ("气温升到15度。", "The temperature rose to 15 degrees."),
        ("水管转了一个90度的弯。", "The pipe makes a 90 degree turn."),
        ("路长1公里。", "The road is 1 kilometre long."),
    ),
    bad=(
        ("第22届论坛在这里举行。", "The 22th forum is held here.", "22th"),
        ("他是第1,011位选手。", "He was the 1,011st runner.", "1,011st"),
        ("第11位获奖者来自江苏。", "The 11st prizewinner comes from Jiangsu.", "11st"),
        ("水温只有15度。", "The water is only 15 degree.", "degree"),
    ),
)
