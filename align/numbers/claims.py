"""Equal values of which the two sides say different things: rose to and rose by, below zero and above, from 5 to 12 and
from 12 to 5, at least and at most, percent and percentage points, a share and a number, 20 per cent off and 80."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from align.numbers import below_zero
from align.numbers.changes import SIGNS, is_exchanged, turned
from align.numbers.dates_en import MONTHS
from align.numbers.quantities import quantities
from align.numbers.quantity import DATES, Quantity
from align.numbers.units import SIGNS as CURRENCY_SIGNS
from align.numbers.what_is_left import STOP, is_rest_of_half

Match = tuple[Quantity, Quantity]
Kind = Literal["bound", "change", "sign", "point", "discount", "order", "way", "li", "share"]
Claim = tuple[Kind, Quantity, Quantity]

_NEARLY = re.compile("(?:将近|接近|逼近|近)$")
_SHORT_OF = re.compile("(?:未[满达到足及]|不满)$")  # 未满三年: failure to keep it for at least three
_DEGREES = frozenset(("C", "F"))
_OFF = re.compile(r"\s*(?:-|\s)?(?:off\b|discount|reduction|cheaper|less\b|price cut)", re.I)
# not less than, shall not be less than, may not fall below
_NOT = r"\b(?:not?|nor|never|cannot)(?: be| fall| go| drop| sink| exceed)? (?:any )?"
_UNDER = r"(?:(?:less|fewer|lower|smaller) than|under|below)"
_OVER = (
    r"(?:(?:more|higher|greater|larger|later) than|over|above|beyond|in excess of|exceed(?:s|ed|ing)?"
    r"|surpass(?:es|ed|ing)?)"
)
_NO_NOT = "".join(f"(?<!{word} )" for word in ("not", "no", "nor", "cannot", "never", "not to", "not be", "not fall"))
_AHEAD = rf"\s+(?:an?\s+|(?:{'|'.join(map(re.escape, sorted(CURRENCY_SIGNS, reverse=True)))})\s?|\W)?$"
_LEAST = re.compile(rf"(?:at least|{_NOT}{_UNDER}|{_NO_NOT}(?:{_OVER}|upwards of)|a minimum of){_AHEAD}", re.I)
_MOST = re.compile(rf"(?:at most|{_NOT}{_OVER}|{_NO_NOT}{_UNDER}|a maximum of){_AHEAD}", re.I)
_ALMOST = re.compile(rf"(?:almost|nearly|close to|just (?:under|short of)){_AHEAD}", re.I)
_NOT_ZH = re.compile("(?:不(?![满足到])|未(?![满达])|勿|禁)[^，。；]{0,6}$")
_LACKS_ZH = re.compile("未[具有经获取得曾]|没|无")
_NOT_EN = re.compile(
    r"(?i)\b(?:not?|nor|neither|cannot|never|nothing|unable|prohibited|forbidden|banned|refused?|rejected)\b|n['’]t\b"
)
_BEFORE_ZH = re.compile("底?(?:之|以)?前(?![来往去后期景])")
_AFTER_ZH = re.compile("底?(?:(?:之|以)?后(?!来)|起(?![诉草源])|开始)")
_MONTH = rf"(?:{'|'.join(MONTHS)})\.?"
_TO_DATE = rf"\s+(?:the\s+|about\s+|(?:the\s+)?(?:end|beginning|start|middle) of\s+)?(?:{_MONTH}\s+)?$"
_AFTER_EN = re.compile(
    rf"(?i)(?<!not )\b(?:after|since|later than|starting (?:from|on)|beginning (?:from|on)){_TO_DATE}"
)
_BEFORE_EN = re.compile(rf"(?i)\b(?:before|until|till|prior to|(?:no|not) later than|ahead of|earlier than){_TO_DATE}")
_DENIED_ZH = re.compile("[不未勿禁才非]|方[可能]")
_CLAUSE = 80  # characters before a figure in which the verb of its change may stand
# 8000米以下的深渊: more than 8,000 metres down
_DOWN_ZH = re.compile("[米里尺深]?以下的?[^，。；]{0,4}[深海水渊底地]|以下(?:深处|处)")
_DOWN_EN = re.compile(r"(?i)\b(?:down|deep|below|beneath|under(?:ground|water)?|depth)\b")
_SHARES = frozenset(("%", "cheng"))
_PER_CENT = re.compile(r"%|(?i:per\s?cent|percentage|points?\b|\b(?:in|of|out of) (?:a|one|every) hundred)")
# What a number counts: 30 respondents, 70 of them; not 30 to 40, 30 and
_COUNTED = re.compile(
    r" (?:of (?:the|them|these|those|all|us|our)\b|(?!is |was |as |has |its |plus |less |across )[a-z-]+s\b)"
)
_LI = re.compile("[多来余]?里(?![氏拉昂程斯奥约弗尔亚])")  # half a kilometre
# What percentage points measure; without such a word 四点二个百分点 is a rate by a slip of the Chinese
_MOVED_ZH = re.compile("[升降涨跌增减高低落扩缩加差宽窄快慢]|[上下]调|领先")
_ONLY_ZH = re.compile("[仅只](?:有|剩下?|占|需|要|用|花|差|为|余)?了?$")
_ONLY_EN = re.compile(
    r"\b(?:only|just|merely|a mere|barely|little|(?:no|not much|hardly|scarcely) (?:more than|over))\b", re.I
)
_RANGE_ZH = re.compile(r"[日号年月时点]?(?:至|到|-|~|—)[^，。；]{0,6}$")
_FROM_ZH = re.compile("[从由自][^，。；]{0,8}$")
_TO_FROM_ZH = re.compile(r"[^，。；\d]{0,8}(?:至|到|为)(?:了|约|近|超过|逾)?")
_TO_END = re.compile(rf"\bto\s+(?:{SIGNS}\s*)*$", re.I)
_FROM_EN = re.compile(rf"[^.;]{{0,24}}\bfrom\s+(?:{SIGNS}\s*)*", re.I)
_FROM_AHEAD = re.compile(rf"\bfrom\s+(?:{SIGNS}\s*)*$", re.I)
_RANGE_EN = re.compile(r"(?:st|nd|rd|th)?\s*(?:to|-|–|—|through|until|till)\s*(?:[A-Z][a-z]+\.?\s+)?(?:the\s+)?$")


def claims(matched: Sequence[Match], source: str, target: str) -> Iterator[Claim]:
    """Claims about matched quantities (more than, fell to, minus) that one side makes and the other does not."""
    for s, t in matched:
        problem = _problem(s, t, source, target)
        if problem:
            yield problem, s, t
    ordered = sorted((m for m in matched if m[0].kind in DATES or m[0].kind == "number"), key=lambda m: m[0].start)
    for (s, t), (last_s, last_t) in itertools.pairwise(ordered):
        if _turned_round((s, t), (last_s, last_t), source, target):
            yield "order", s, last_t


def bound(target: str, t: Quantity) -> int:
    """Where the English words begin that say from which side a quantity is bounded (at least ten)."""
    ahead = max(0, t.start - 40)
    ways = (way.search(target[ahead : t.start]) for way in (_LEAST, _MOST, _ALMOST, _AFTER_EN, _BEFORE_EN))
    said = [match.start() for match in ways if match]
    return ahead + min(said) if said else t.start


def _problem(s: Quantity, t: Quantity, source: str, target: str) -> Kind | None:
    before, ahead = source[max(0, s.start - 12) : s.start], target[max(0, t.start - 40) : t.start]
    if s.kind in DATES:
        return _other_side_of_date(s, t, source, target)
    if t.kind in DATES or s.kind == "ordinal":
        return None
    below = (s.approx == "<" and not _SHORT_OF.search(before)) or _says_less(s, before, ahead)
    if (
        not (s.vague or t.vague)
        and ((below and _LEAST.search(ahead)) or (s.approx == ">" and _MOST.search(ahead)))
        and not is_denied(s, t, source, target)
        and not (_DOWN_ZH.match(source, s.end) and _DOWN_EN.search(target, t.start, t.end + 24))
        and not is_rest_of_half(s, t, source, target)
    ):
        return "bound"
    if s.unit == "pp" and t.unit == "%" and (_MOVED_ZH.search(before) or _MOVED_ZH.match(source, s.end)):
        return "point"
    if s.unit in _SHARES and t.kind == "number" and not t.unit and _counts(t, target):
        return "share"
    half = {"km": s.value, "mile": s.value / 2}  # forty li are twenty kilometres, and twelve miles
    if not s.unit and t.value == half.get(t.unit) and _LI.match(source, s.numeral_end):
        return "li"
    if _is_discount(s, source) and _OFF.match(target, t.end) and abs(t.value / 100 - (1 - s.value)) > 0.001:
        return "discount"
    degrees = s.unit in _DEGREES or source.startswith("度", s.numeral_end)
    if degrees and s.value == t.value > 0 and below_zero.differs(s, t, source, target):
        return "sign"
    if turned(s, t, source, target):
        return "way"
    exchanged = is_exchanged(before, target[max(0, t.start - _CLAUSE) : t.start])
    return "change" if exchanged and not _is_said_again(t, target) else None


def _counts(t: Quantity, target: str) -> bool:
    """Return whether an English number counts something, in a sentence without a share."""
    return _COUNTED.match(target, t.end) is not None and not _PER_CENT.search(_sentence(target, t.start))


def _is_said_again(t: Quantity, target: str) -> bool:
    """Return whether the English has the number twice, once as what changes and once as what it changes to:
    由四级提升至二级, "by two grades to Level II"."""
    return any(q.value == t.value and q.start != t.start for q in quantities(target, "en"))


def _says_less(s: Quantity, before: str, ahead: str) -> bool:
    """Return whether what stands before a Chinese figure makes it less or no more than that: 将近, 仅有; not where the
    English limits it, too (just over five years)."""
    if _NEARLY.search(before):
        return True
    return s.approx == "" and _ONLY_ZH.search(before) is not None and not _ONLY_EN.search(ahead)


def is_denied(s: Quantity, t: Quantity, source: str, target: str) -> bool:
    """Return whether a denial explains that a number is bounded from the other side: 不得超过, "more than … cannot";
    未具六个月以上经验, "experience of less than six months"."""
    clause = source[max(source.rfind(mark, 0, s.start) for mark in "，。；：") + 1 : s.start]
    if _NOT_ZH.search(clause):
        return _NOT_EN.search(_sentence(target, t.start)) is not None
    return _LACKS_ZH.search(clause) is not None


def _other_side_of_date(s: Quantity, t: Quantity, source: str, target: str) -> Kind | None:
    """5日前 and "after the 5th", 9月1日以后 and "before September 1"; but 3月1日后方可开工 may be "not before"."""
    before, after = _BEFORE_ZH.match(source, s.end), _AFTER_ZH.match(source, s.end)
    ahead = target[max(0, t.start - 40) : t.start]
    if not ((before and _AFTER_EN.search(ahead)) or (after and _BEFORE_EN.search(ahead))):
        return None
    denied = _DENIED_ZH.search(source) or _NOT_EN.search(_sentence(target, t.start))
    return None if denied else "bound"


def _sentence(text: str, at: int) -> str:
    """The sentence of an English text around a place."""
    stops = [0, *(m.end() for m in STOP.finditer(text)), len(text)]
    return next(text[a:b] for a, b in itertools.pairwise(stops) if at < b or b == len(text))


def _is_discount(s: Quantity, source: str) -> bool:
    return s.kind == "fraction" and source[s.start : s.end].endswith("折")


def runs_on(first: Match, last: Match, source: str, target: str) -> bool:
    """Return whether 由A升至B is said with *from* before A, wherever B stands: "up to 7.4% from 6.8%"."""
    return _from_to(first[0], last[0], source) and _FROM_AHEAD.search(target, 0, first[1].start) is not None


def _from_to(one: Quantity, two: Quantity, source: str) -> bool:
    """Return whether the Chinese goes from one number to the next one: 由32%降至27%."""
    between = source[one.end : two.start]
    return _TO_FROM_ZH.fullmatch(between) is not None and _FROM_ZH.search(source, 0, one.start) is not None


def _turned_round(first: Match, last: Match, source: str, target: str) -> bool:
    """Return whether a range is written from its end to its beginning (5日至12日, "12 to 5")."""
    (s, t), (last_s, last_t) = first, last
    ends_first = _TO_END.search(target[: t.start]) and _FROM_EN.fullmatch(target[t.end : last_t.start])
    from_last = _FROM_AHEAD.search(target, 0, last_t.start) and _TO_END.search(target, last_t.end, t.start)
    if (ends_first or (from_last and not STOP.search(target, last_t.end, t.start))) and _from_to(s, last_s, source):
        return True  # 由32%降至27%: to 32 from 27; from 27 at the end of the year to 32
    if s.kind != last_s.kind or not s.value < last_s.value or t.start <= last_t.start or t.kind != last_t.kind:
        return False
    return bool(
        _RANGE_ZH.match(source[s.numeral_end : last_s.start]) or _RANGE_ZH.search(source[s.end - 1 : last_s.start])
    ) and bool(_RANGE_EN.fullmatch(target[last_t.numeral_end : t.start]))
