"""Dates and times in English text: July 20, the 20th of July, 3:30 p.m., half past four, the 1980s, Q3."""

from __future__ import annotations

import re

from align.numbers.figured_dates import iso_date
from align.numbers.numerals import ONES, ORDINALS, english
from align.numbers.quantity import FIRM, SMALL, WEAK, Quantity, exact

_MONTHS = tuple("january february march april may june july august september october november december".split())
MONTHS = {name: i for i, name in enumerate(_MONTHS, 1)} | {name[:3]: i for i, name in enumerate(_MONTHS, 1)}
MONTHS |= {"sept": 9}
_WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
WEEKDAYS = {name: i for i, name in enumerate(_WEEKDAYS, 1)} | {name + "s": i for i, name in enumerate(_WEEKDAYS, 1)}
MONTH_NAMES = ("", *(name.capitalize() for name in _MONTHS))
WEEKDAY_NAMES = ("", *(name.capitalize() for name in _WEEKDAYS))
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
NAMES = (*MONTHS, *WEEKDAYS, "noon", "midnight", "midday", "h1", "h2", "q1", "q2", "q3", "q4")

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORD = rf"(?:{_DAY}(?:st|nd|rd|th)|{'|'.join(w for w, v in ORDINALS.items() if 0 < v <= 20)}|thirtieth)"
_DAY_WORD = (
    r"(?:twenty-(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth)|thirty-first)"
)
_AFTER_MONTH = re.compile(
    rf"\.?,?\s*(?:the\s+)?(?P<day>(?:{_ORD}|{_DAY_WORD}|{_DAY})(?![\d:%]|[.,]\d\d|\s*(?:percent|million|billion|people|years\b)))"
    rf"(?P<more>(?:\s*(?:-{{1,2}}|to|and|,|&|through|or)\s*(?:the\s+)?{_DAY}(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\s*[ap]\.?m\b|\s+(?:o.clock|percent|million|billion|people|{_MONTH})\b))*)"
)
_YEAR_BEHIND = re.compile(r",?\s*(?:of\s+)?(?P<year>(?:1[0-9]|20|21)\d\d)(?![\d,]\d|%|s\b|\d)")
_BEFORE_MONTH = re.compile(
    rf"(?P<day>{_ORD}|{_DAY_WORD}|{_DAY})(?:\s*(?:-|to|and|or)\s*(?P<second>{_DAY}(?:st|nd|rd|th)?))?,?"
    rf"\s*(?:day\s+)?(?:of\s+)?(?P<month>{_MONTH})\b\.?"
)
_YEARS = re.compile(r"(?P<a>(?:1[1-9]|20)\d\d)[-/](?P<b>\d\d)(?![\d/-])")
_SLASHED = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)?\d\d)\b")
_MARKED = re.compile(r"\d+[-/.:]")  # how these three, and times of the clock, begin
_CLOCK = re.compile(r"(?P<h>[01]?\d|2[0-4])[:.] ?(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:%]| per ?cent)")
_HALF_DAY = re.compile(
    r"\s*(?:(?P<am>a\.?\s?m\b\.?)|(?P<pm>p\.?\s?m\b\.?)|(?P<clock>o['’ ]?\s?clock)|(?P<sharp>hours?\b)|(?P<noon>noon))?"
    r"(?:\s*,?\s*(?:local\s+time\s*,?\s*)?(?:in|at|that|this|on|of|yesterday|the)?\s*(?:the\s+|same\s+|early\s+|late\s+)*"
    r"(?P<when>morning|afternoon|evening|night|noon))?"
)
_RANGE_HALF = re.compile(
    r"\s*(?:to|-{1,2}|and|until|till)\s*(?:\d{1,2}|[a-z]+)(?:[:.]\d\d)?\s*"
    r"(?:(?P<am>a\.?\s?m\b)|(?P<pm>p\.?\s?m\b)|(?P<clock>o['’ ]?\s?clock)"
    r"|\s*in\s+the\s+(?P<when>morning|afternoon|evening))"
)
_WORD_HOUR = "|".join(w for w, v in ONES.items() if 0 < v <= 12)
_PAST = re.compile(
    rf"(?P<min>half|(?:a\s+)?quarter|[a-z]+(?:-[a-z]+)?|\d{{1,2}})(?:\s+minutes?)?\s+(?P<way>past|to)\s+(?P<hour>{_WORD_HOUR}|\d{{1,2}})\b"
)
_IN = re.compile(r"\s+(?:in|at)\b")
_GLUED = re.compile(r"(\d{1,2})([ap]m)$")
_CENTURY = re.compile(r"[\s-]*(?:(?:and|to|or|-)\s*(?:the\s+)?(?P<second>\w+)[\s-]+)?(?:centur(?:y|ies))\b")
_QUARTER = re.compile(r"[\s-]+(?:fiscal\s+)?quarter\b")
_HALVES = re.compile(r"[\s-]+half\b")
_TO_MONTH = re.compile(rf"\s*(?:to|and|or|through|-{{1,2}})\s*(?:{_MONTH})\b")
_MAY = re.compile(
    r"(?:in|on|of|since|until|till|by|from|to|and|late|early|mid|mid-|last|this|next|through|between|during|for|-|\(|"
    rf"(?:{_MONTH})(?:\s+or|,))\s*$"
)


def read(text: str, lower: str, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    """The date or time that begins at this match, and where it ends; None where it is none."""
    start, kind = match.start(), match.lastgroup
    if kind == "date":
        return _month_or_weekday(text, lower, match)
    if kind in ("code", "dotted"):
        return _hour_with_half(lower, match) if kind == "code" else _figures(lower, match)
    if kind not in ("dig", "ord", "word", "half", "quarter"):
        return None
    if (past := _past_or_to(lower, start)) or kind in ("half", "quarter"):
        return past
    month = _BEFORE_MONTH.match(lower, start)
    if month and _is_month(text, month.start("month"), month["month"], lower, True) and not _is_plain(lower, start):
        return _day_first(lower, month)
    if kind != "word":
        return _figures(lower, match)
    return _ordinal(lower, start, match.end(), match["word"]) or _hour_word(lower, match)


def _is_plain(lower: str, start: int) -> bool:
    """Return whether the number before the month is part of a larger one: 1,020 July."""
    return lower[start - 1 : start] in (",", ".", "$", "-") and lower[start - 2 : start - 1].isdigit()


def _is_month(text: str, start: int, word: str, lower: str, dated: bool) -> bool:
    """Month names are capitalised; "May" and "March" need a date or a preposition beside them."""
    if not text[start].isupper():
        return False
    if word in ("may", "march", "mar", "jan", "dec", "sep", "apr", "jun", "jul", "aug", "oct", "nov", "feb"):
        if dated or _MAY.search(lower, max(0, start - 16), start):
            return True
        return bool(_TO_MONTH.match(lower, start + len(word))) or lower.strip() == word
    return True


def _number(word: str) -> float:
    digits = re.match(r"\d+", word)
    if digits:
        return float(digits.group())
    return english(word.split("-")) or float(ORDINALS.get(word, 0))


def _month_or_weekday(text: str, lower: str, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    start, end = match.span()
    word = match["date"]
    if word in WEEKDAYS:
        return ([exact(WEEKDAYS[word], "weekday", start, end)], end) if text[start].isupper() else ([], end)
    if word in ("noon", "midday", "midnight"):
        value = 0 if word == "midnight" else 720
        return [exact(value, "time", start, end, WEAK, (1440,) if word == "midnight" else ())], end
    if word[0] in "hq" and word[1:].isdigit():
        kind = "part" if word[0] == "h" else "quarter"
        return [exact(float(word[1]), kind, start, end, SMALL)], end  # type: ignore[arg-type]
    day = _AFTER_MONTH.match(lower, end)
    year = _YEAR_BEHIND.match(lower, end)
    if not _is_month(text, start, word, lower, bool(day or year)):
        return None
    found = [exact(MONTHS[word], "month", start, end)]
    if day and not (year and year.start("year") <= day.start("day")):
        found.append(exact(_number(day["day"]), "day", day.start("day"), day.end("day")))
        for more in re.finditer(r"\d{1,2}", day["more"]):
            at = day.start("more") + more.start()
            found.append(exact(float(more.group()), "day", at, at + len(more.group())))
        end = day.end()
    return _with_year(lower, found, end)


def _day_first(lower: str, month: re.Match[str]) -> tuple[list[Quantity], int]:
    """20 July 2020, the 20th of July, 10 and 11 July."""
    found = [exact(_number(month["day"]), "day", month.start("day"), month.end("day"))]
    if month["second"]:
        found.append(exact(_number(month["second"]), "day", month.start("second"), month.end("second")))
    found.append(exact(MONTHS[month["month"]], "month", month.start("month"), month.end("month")))
    return _with_year(lower, found, month.end())


def _with_year(lower: str, found: list[Quantity], end: int) -> tuple[list[Quantity], int]:
    """The parts of a date, with the year that follows them, and where all of it ends."""
    year = _YEAR_BEHIND.match(lower, end)
    if year is None:
        return found, end
    return [*found, exact(float(year["year"]), "year", year.start("year"), year.end("year"))], year.end("year")


def _figures(lower: str, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    """ISO dates, slashed dates, clock times, centuries, quarters."""
    start = match.start()
    marked = _MARKED.match(lower, start)
    if marked and (dated := _dashed(lower, start)):
        return dated
    if match["ord"]:
        return _ordinal(lower, start, match.end(), match["dig"])
    clock = _CLOCK.match(lower, start) if marked else None
    if clock and clock.end() >= match.end():
        return _clock(lower, clock)
    hour = match["dig"] or ""
    if 0 < len(hour) <= 2 and int(hour) <= 24:
        return _hour(lower, float(hour), start, match.end())
    return None


def _dashed(lower: str, start: int) -> tuple[list[Quantity], int] | None:
    """2022-08-07, 2021-22, 8/7/2022."""
    if iso := iso_date(lower, start):
        return iso
    if years := _YEARS.match(lower, start):
        last = float(years["a"][:2] + years["b"])
        return [
            exact(float(years["a"]), "year", start, years.end("a")),
            exact(last, "year", years.start("b"), years.end(), FIRM, (float(years["b"]),)),
        ], years.end()
    if slashed := _SLASHED.match(lower, start):
        a, b, y = (float(slashed[g]) for g in "aby")
        year = exact(y if y > 99 else 2000 + y, "year", slashed.start("y"), slashed.end("y"), SMALL, (1900 + y,))
        first = exact(a, "month", slashed.start("a"), slashed.end("a"), SMALL, (b,))
        return [first, exact(b, "day", slashed.start("b"), slashed.end("b"), SMALL, (a,)), year], slashed.end()
    return None


def _clock(lower: str, clock: re.Match[str]) -> tuple[list[Quantity], int] | None:
    minutes = float(clock["h"]) * 60 + float(clock["m"])
    behind = _HALF_DAY.match(lower, clock.end())
    assert behind
    if clock.group()[len(clock["h"])] == "." and not (behind["am"] or behind["pm"]):
        return None
    return [_time(lower, minutes, clock.start(), clock.end(), behind)], behind.end() if behind["am"] or behind[
        "pm"
    ] else clock.end()


def _time(lower: str, minutes: float, start: int, end: int, behind: re.Match[str]) -> Quantity:
    """A time of day with its half; without one, an hour up to 12 may be either."""
    parts = behind.groupdict()
    when = parts.get("when")
    also: tuple[float, ...] = ()
    ranged = _RANGE_HALF.match(lower, end)
    if parts.get("pm") or when in ("afternoon", "evening") or (when == "night" and 300 <= minutes < 720):
        minutes = minutes if minutes >= 720 else minutes + 720
        also = () if minutes < 1440 else (0.0,)
        if when in ("evening", "night") and 720 <= minutes < 780:
            also = (minutes - 720, minutes + 720)
    elif parts.get("am") or when == "morning":
        minutes = minutes - 720 if 720 <= minutes < 780 else minutes
        also = (1440.0,) if minutes == 0 else ()
    elif minutes < 780:
        other = minutes + 720 if minutes < 720 else minutes - 720
        also = (other,)
        if ranged and ranged["pm"] and minutes < 720:
            minutes, also = minutes + 720, (minutes,)
    elif minutes >= 1440:
        also = (minutes - 1440,)
    if minutes < 60:
        also = (*also, minutes + 1440)
    return exact(
        minutes, "time", start, behind.end() if parts.get("am") or parts.get("pm") or when else end, FIRM, also
    )


def _hour(lower: str, hour: float, start: int, end: int) -> tuple[list[Quantity], int] | None:
    """3 p.m., 10 o'clock, 3 to 5 p.m."""
    behind = _HALF_DAY.match(lower, end)
    if behind and any(behind[g] for g in ("am", "pm", "clock")):
        return [_time(lower, hour * 60, start, end, behind)], behind.end()
    ranged = _RANGE_HALF.match(lower, end)
    if ranged and hour <= 24:
        value = hour * 60
        return [exact(value, "time", start, end, SMALL, (value + 720, hour))], end
    if behind and behind["when"] and _IN.match(lower, end) and hour <= 12:
        return [_time(lower, hour * 60, start, end, behind)], behind.end()
    return None


def _hour_word(lower: str, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    value = ONES.get(match["word"], 0)
    return _hour(lower, float(value), match.start(), match.end()) if 0 < value <= 12 else None


def _hour_with_half(lower: str, match: re.Match[str]) -> tuple[list[Quantity], int] | None:
    """3pm, 11am."""
    glued = _GLUED.match(match["code"])
    if glued is None or int(glued[1]) > 12:
        return None
    return _hour(lower, float(glued[1]), match.start(), match.start() + len(glued[1]))


def _past_or_to(lower: str, start: int) -> tuple[list[Quantity], int] | None:
    """Half past four, quarter to nine, seven past five in the afternoon, six to eight in the evening."""
    match = _PAST.match(lower, start)
    if match is None:
        return None
    word, hour = match["min"].removeprefix("a ").strip(), _number(match["hour"])
    minute = {"half": 30.0, "quarter": 15.0}.get(word) or _number(word)
    behind = _HALF_DAY.match(lower, match.end())
    assert behind
    plain = word in ("half", "quarter") or match["way"] == "past"
    halves = behind["when"] or behind["clock"] or behind["am"] or behind["pm"]
    if lower[max(0, start - 4) : start - 1].endswith(("one", "ree")) or lower[match.end() : match.end() + 1] == "-":
        return None  # one-quarter to one-fifth
    if not 0 < minute < 60 or not 0 < hour <= 12 or (not plain and not halves):
        return None
    end = behind.end() if halves else match.end()
    minutes = hour * 60 + (minute if match["way"] == "past" else -minute)
    exactly = _time(lower, minutes, start, match.end(), behind)._replace(start=start, end=end)
    if plain:
        return [exactly], end
    first = _time(lower, minute * 60, start, match.end(), behind) if minute <= 12 else exactly
    last = _time(lower, hour * 60, match.start("hour"), match.end(), behind)
    return [
        first._replace(also=(exactly.value, *exactly.also, *first.also), end=start + len(match["min"])),
        last._replace(also=(exactly.value, *exactly.also, *last.also)),
    ], end


def _ordinal(lower: str, start: int, end: int, word: str) -> tuple[list[Quantity], int] | None:
    """18th century, third quarter, second half of the year."""
    value = _number(word.replace(" ", "-"))
    if word.split("-")[-1].split()[-1] not in ORDINALS and not word[0].isdigit():
        return None
    century = _CENTURY.match(lower, end)
    if century:
        found = [
            exact((value - 1) * 100, "century", start, century.end() if not century["second"] else end, FIRM, (value,))
        ]
        if century["second"]:
            second = _number(century["second"])
            found.append(exact((second - 1) * 100, "century", century.start("second"), century.end(), FIRM, (second,)))
        return found, century.end()
    if value <= 4 and (quarter := _QUARTER.match(lower, end)):
        return [exact(value, "quarter", start, quarter.end())], quarter.end()
    if value <= 2 and (half := _HALVES.match(lower, end)):
        return [exact(value, "part", start, half.end(), SMALL)], half.end()
    return None
