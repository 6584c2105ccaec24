"""Units, money, rates and approximations of Chinese numerals, and their weight."""

from __future__ import annotations

import re
from typing import NamedTuple

from align.data import either
from align.numbers.numerals import DIGITS
from align.numbers.quantity import FIRM, SMALL, WEAK, Approx, Quantity, exact
from align.numbers.units import SIGNS, ZH, ZH_PATTERN

_SIGN = re.compile(
    r"(?P<sign>US\$|HK\$|NT\$|AU?\$|CA?\$|S\$|NZ\$|R\$|\$|¥|€|£|₩|RMB|CNY|USD|EUR|GBP|HKD|人民币|美元|美金|港币|新台币|台币|澳门币)\s?¥?\s*$"
)
# 新台币三千元以上六千元以下: what is named once before a number holds for the 元 that follow
_CURRENCY = re.compile(r".*(人民币|美金|港币|新台币|台币|澳门币)\s?[\d一二两三四五六七八九十百千]", re.S)
_BEFORE = 2000  # characters before a number in which its currency may be named
_ABOUT = re.compile(
    r"([不未](?:得|要|应|能|会|可|宜|许|允许)?(?:超过?|逾|突破|[低少小高多大]于)|不下|[不未]满|未[达到足及]|跌破|失守|[高多大]于|[低少小]于|大?约"
    r"|将近|接近|(?<![最附])近|大概|逾|超过|超|突破|过|不到|不足|至少|(?<!以)上|多达|高达|达到?)[了为]?\s*$"
)
_APPROX: dict[str, Approx] = {
    "低于": "<", "少于": "<", "小于": "<", "高于": ">", "多于": ">", "大于": ">",
    "逾": ">", "超过": ">", "超": ">", "突破": ">", "过": ">", "至少": ">", "上": ">",
    "不到": "<", "不足": "<", "不满": "<", "未满": "<", "未达": "<", "未到": "<", "未足": "<", "未及": "<",
    "跌破": "<", "失守": "<",
    "约": "~", "大约": "~", "将近": "~", "接近": "~", "近": "~", "大概": "~",
}  # fmt: skip
_TAIL = re.compile(r"[人名个家只件次位辆]?\s*(左右|上下|以上|以下|以内|之多|开外)")
_TAILS: dict[str, Approx] = {"以上": ">", "开外": ">", "以下": "<", "以内": "<"}
_MORE = re.compile(r"\s*(?:[多余几]|来(?!自))")
# Behind a unit: what is less than one of it, 三斤半, 一米八, 三块五
_HALVED = re.compile(r"半(?!径|数|夜|价|路|岛|球|导)")
SPAN_BEFORE = tuple("近每隔逾满")  # before a numeral and 月: a span of months, no month (近一月: the past month)
# Behind 个半, which else begins a word (两个半球, 三个半成品): things of which there are halves
_COUNTED_BY_HALVES = re.compile(either("chinese_words.tsv", "halved"))
_LESS_THAN_ONE = re.compile(
    r"([一二三四五六七八九]{1,2}|\d{1,2})(?=毛|$|一[斤两公个只张条份袋瓶盒本杯碗件支位把包尺丈米双套块亩吨桶串]|每"
    r"|[，。、；！？,.;!?)）”的左多以高宽长厚涨降跌升到变卖])"
)  # 两块五一斤: 2.5 yuan a jin
_PARTS_OF_SECOND = re.compile(
    r"(\d{1,3})(?![\d.,]|\s*(?:[个人名位次回米元岁年月日号天时分秒%％届组枚]|小时))"
)  # 37秒65
_PARTS_IN_WORDS = re.compile(  # 十秒八五
    r"([零一二三四五六七八九]{2}(?![\d十百千万个人名位次回米元岁年月日号天时分秒届组枚])|[一二三四五六七八九](?=[的，。夺]|$))"
)
_DIVIDED = frozenset(("m", "yuan", "jin", "chi", "zhang", "t"))
# 三十八度五 is 38.5 degrees; behind the figure nothing is counted
_DEGREE = re.compile(
    r"度([一二三四五六七八九]|[1-9](?!\d))(?![.%％零一二三四五六七八九十百千万亿个次回人名倍度年月日天位])"
)
_RATE = re.compile(r"(?:每(小时|秒|分钟)|(时)速)[^，。,;；\d]{0,5}$")
_PER = re.compile(r"\s*(?:/\s*|每)(小时|时|h\b|秒|s\b|分钟|min\b|分)")
_PARTS = {"小时": "h", "时": "h", "h": "h", "秒": "s", "s": "s", "分钟": "min", "min": "min", "分": "min"}
_JOIN = re.compile(r"\s*(?:-{1,2}|~|至|到|或|、|×|x)\s*(?=[\d第零一二三四五六七八九十百千万亿两廿卅])")
_LETTERS = re.compile(r"km/h|km²|km|m/s|mm|cm|kg|mph|ml|KM|m²|m³|L\b|m\b|g\b|h\b")
_LETTER_UNITS = {"KM": "km", "m²": "m2", "m³": "m3", "km²": "km2", "mph": "mile/h", "L": "l"}
_CLASSIFIER = re.compile(either("chinese_words.tsv", "measure_word"))
_NOT_COUNTS = re.compile(either("chinese_words.tsv", "no_number"))
_CLASS = re.compile("等[奖舱座功品兵]")
_NO_YEARS = frozenset("级龄轻幼轮货味画华纪")
_CHENG = re.compile(
    r"成(?P<more>半|[一二三四五六七八九](?![\d十百千万个]))?(?![为立功员长都果绩就交人年套分片群熟形本品份语不千])"
)
_ZHE = re.compile(r"\s*折(?![射扣叠腾磨断算合旧返子戏])")


class Raw(NamedTuple):
    """A numeral as it is written, before its unit is known."""

    value: float
    low: float
    high: float
    step: float
    digits: bool
    places: bool
    start: int
    end: int
    word: str
    scale: float = 1.0
    also: tuple[float, ...] = ()


def approximation(text: str, start: int, end: int) -> Approx:
    """Return the approximation that 约, 超过, 不到, 左右, 以上 give the number at this place."""
    before = _ABOUT.search(text, max(0, start - 8), start)
    if before and before[1][0] in "不未" and before[1] not in _APPROX:  # 不超过, 不得低于
        return ">" if before[1] == "不下" or any(c in "低少小" for c in before[1]) else "<"
    if before:
        return _APPROX.get(before[1], "")
    behind = _TAIL.match(text, end)
    return _TAILS.get(behind[1], "~") if behind else ""


def joins(text: str, at: int) -> bool:
    """Return whether a following number shares its unit with this one: 35-40英里, 三至五倍."""
    return bool(_JOIN.match(text, at)) and not ZH_PATTERN.match(text, at)


def measured(text: str, raw: Raw) -> tuple[Quantity, int]:
    """Unit, rate, approximation and weight of a numeral; returns the quantity and where to go on."""
    start, end = raw.start, raw.end
    if text[start - 1 : start] == "第":
        firm = FIRM if raw.value > (3 if raw.digits else 9) else SMALL
        return exact(raw.value, "ordinal", start - 1, end, firm), end
    if not raw.digits and raw.value < 10 and _CLASS.match(text, end):  # 二等奖 is the second prize
        return exact(raw.value, "ordinal", start, end + 1, SMALL), end + 1
    more = _MORE.match(text, end)
    behind = more.end() if more else end
    special = _special(text, raw, behind)
    if special:
        return special, special.end
    unit, stop, extra = _unit(text, raw, behind)
    approx: Approx = ">" if more or "多" in raw.word or "余" in raw.word else approximation(text, start, stop)
    sign = _SIGN.search(text, max(0, start - 5), start)
    if sign:
        unit = SIGNS.get(sign["sign"], sign["sign"])
    elif unit == "yuan":
        near = max(0, start - _BEFORE)
        if text.find("币", near, start) >= 0 or text.find("美金", near, start) >= 0:
            named = _CURRENCY.match(text, near, start)
            unit = SIGNS[named[1]] if named else unit
    also = (
        *((raw.value,) if extra else ()),
        *raw.also,
        *((raw.value * _LI,) if not unit and text.startswith("里", behind) else ()),
    )
    value, low, high = raw.value + extra, raw.low + extra, raw.high + extra
    firm = _firmness(text, raw, unit, behind)
    if extra and unit in _SPANS:  # 一个半小时 is no "a"
        firm = max(firm, SMALL)
    stop = max(stop, end)
    quantity = Quantity(value, low, high, "number", unit, start, stop, approx, firm, raw.step, also, False, end)
    return quantity, stop


_LI = 0.5  # kilometres
_SPANS = frozenset(("h", "day", "month", "year"))


def _special(text: str, raw: Raw, behind: int) -> Quantity | None:
    """倍, 成, 折, 旬."""
    value = raw.value
    if text.startswith("倍", behind):
        firm = FIRM if raw.digits else SMALL
        half = 0.5 * text.startswith("半", behind + 1)  # 一倍半
        value, end = value + half, behind + 1 + bool(half)
        return Quantity(
            value, raw.low + half, raw.high + half, "multiple", "", raw.start, end,
            approximation(text, raw.start, end), firm, raw.step, (value + 1, value - 1), False, raw.end,
        )  # fmt: skip
    if not raw.digits and value < 10 and not raw.places and (tenths := _CHENG.match(text, behind)):
        more = tenths["more"] or ""
        value += 0.5 if more == "半" else DIGITS[more] / 10 if more else 0
        approx = approximation(text, raw.start, tenths.end())
        return Quantity(value, value, value, "number", "cheng", raw.start, tenths.end(), approx, SMALL)
    if raw.digits and text.startswith("后", behind) and value % 5 == 0 and value < 100:  # 95后
        return exact(1900 + value, "year", raw.start, behind + 1, WEAK, (value, 2000 + value))
    if not raw.digits and 1 < value < 11 and text.startswith("旬", behind):  # 年近六旬: sixty
        age, approx = 10 * value, approximation(text, raw.start, behind + 1)
        return Quantity(age, age, age, "number", "", raw.start, behind + 1, approx, SMALL, 10.0)
    if _ZHE.match(text, behind) and 0 < value < 100:
        share = value / (10 if value < 10 else 100)
        return exact(share, "fraction", raw.start, behind + 1, SMALL, (1 - share,))
    return None


def _unit(text: str, raw: Raw, at: int) -> tuple[str, int, float]:
    """Unit code, where it ends, and what 半 behind it adds (一年半, 两个半小时)."""
    while text.startswith(" ", at):
        at += 1
    if text.startswith("季度", at):  # 前三季度: nine months
        return "season", at + 2, 0.0
    half = 0.5 if text.startswith("个半", at) else 0.0
    match = ZH_PATTERN.match(text, at + 2 if half else at)
    if match is None:
        if half and text.startswith("月", at + 2):
            return "month", at + 3, half
        if text.startswith("月", at) and text[raw.start - 1 : raw.start] in SPAN_BEFORE:
            return "month", at + 1, 0.0
        if half and (counted := _COUNTED_BY_HALVES.match(text, at + 2)):
            return "", counted.end(), half
        if text.startswith("度", at) and raw.value >= 1e4 and "电" in text:
            return "kwh", at + 1, 0.0
        letters = _LETTERS.match(text, at)
        if letters:
            return _LETTER_UNITS.get(letters.group(), letters.group()), letters.end(), 0.0
        if degree := _DEGREE.match(text, at):
            return "", degree.end(), DIGITS.get(degree[1], ord(degree[1]) - 48) / 10.0
        return "", raw.end, 0.0
    code, end = ZH[match.group()], match.end()
    if code == "year" and text[end : end + 1] in _NO_YEARS:
        return "", raw.end, 0.0
    if code in ("liang", "li") and not raw.digits and (code == "liang" or raw.value < 100 or raw.word[0] in "千万"):
        return "", raw.end, 0.0
    per = _PER.match(text, end)
    if per:
        code, end = f"{code}/{_PARTS[per[1]]}", per.end()
    elif rate := _RATE.search(text, max(0, raw.start - 10), raw.start):
        code += "/" + _PARTS[rate[1] or rate[2]]
    if not half and (behind := _HALVED.match(text, end)):
        half, end = 0.5, behind.end()
    elif not half and (
        (code in _DIVIDED and (rest := _LESS_THAN_ONE.match(text, end)))
        or (code == "s" and (rest := (_PARTS_OF_SECOND if raw.digits else _PARTS_IN_WORDS).match(text, end)))
    ):
        figures = "".join(str(DIGITS.get(c, c)) for c in rest[1])
        half, end = int(figures) / 10.0 ** len(figures), rest.end() + text.startswith("毛", rest.end())
    return code, end, half


def _firmness(text: str, raw: Raw, unit: str, behind: int) -> int:
    """0 explains only, 1 counts against another number, 2 must be there (see :class:`Quantity`)."""
    if raw.digits:
        named = (
            text[raw.start - 1 : raw.start] == "-" and text[raw.start - 2 : raw.start - 1].isalpha() and raw.step == 1
        )
        return WEAK if named else FIRM if raw.value > 1 or raw.value % 0.25 else SMALL  # 伊尔-76
    if _NOT_COUNTS.match(text, raw.start):
        return WEAK
    if raw.low < raw.high or raw.word[0] in "百千万亿":
        return SMALL if unit else WEAK
    if raw.places or raw.value == 1:
        return WEAK
    counted = bool(unit) or bool(_CLASSIFIER.match(text, behind))
    if len(raw.word) == 1:
        return SMALL if counted else WEAK
    return FIRM if counted or raw.value > 20 else SMALL


def share_unit(raw: Raw, last: Raw, quantity: Quantity) -> Quantity:
    """The earlier numbers of a range or list take unit, kind and scale of the last: 3-5万元, 35-40英里/小时."""
    value = raw.value
    also: tuple[float, ...] = ()
    if last.scale > 1 and raw.scale == 1 and value < last.value / last.scale + 1e-9:
        value, also = value * last.scale, (value,)
    firm = FIRM if raw.digits else min(quantity.firm, SMALL if raw.value < 10 else FIRM)
    return Quantity(
        value, value, max(value, raw.high), quantity.kind, quantity.unit, raw.start, raw.end, quantity.approx, firm,
        raw.step, also,
    )  # fmt: skip
