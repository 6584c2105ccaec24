"""Numbers, measures and money in Chinese text, as values. Layer 1.

One pattern finds the numerals; what stands before and behind each decides what it is. Dates and times are read by
:mod:`align.text.dates_zh` at the same numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.text import dates_zh
from align.text.numerals import DIGITS, chinese
from align.text.quantity import FIRM, FOLD, SMALL, WEAK, Approx, Quantity, exact
from align.text.units import UNITS, ZH, ZH_PATTERN

_CN = "零一二三四五六七八九十百千万亿两廿卅"
_RUN = (
    rf"(?:[{_CN}]|几(?=[十百千万亿])|(?<=[十百千])几|(?<![人指次分系总多少半基参函岁度票户件位倍级])数(?=[十百千万亿])"
    r"|(?<=[十百千万])[多余来](?=[万亿]))+"
)
_DIG = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"\s*(?:[十百千]?[多余几]?[万亿]亿?(?!一)|[百千](?![米克瓦卡帕赫伏分]))"
_SCAN = re.compile(
    rf"(?P<code>[A-Za-z]+(?:-?\d+[A-Za-z]*)+(?![\d.,]*\d)|\d+(?:[A-WYZa-wyz][A-Za-z]*)(?:-?\d+)*)"
    rf"|(?P<below>[千万]分之\s*)?(?P<dig>{_DIG})(?P<scale>{_SCALE})?"
    rf"|(?P<of>{_RUN})分之(?P<share>{_RUN}(?:点[{_CN}]+)?|{_DIG})"
    rf"|(?P<cn>{_RUN})(?:点(?P<point>[{_CN}]+)(?P<more>[万亿]+)?(?![分{_CN}钟]))?"
    r"|(?P<roman>[\u2160-\u216b])|(?P<half>(?<![上下])半(?=个?(?:多?小时|钟头|月(?!球)|年(?!来)|世纪|天|日)))"
    r"|(?P<twice>翻[了]?(?:[一两二三]番|倍|番))|(?P<cut>减半)"
)
_MAGNITUDE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_REST = re.compile(r"(\d+(?:\.\d+)?)([万千百])(?![米克瓦卡帕赫伏分])")
_BEFORE = re.compile(
    r"(?P<sign>US\$|HK\$|NT\$|A\$|AU\$|C\$|S\$|NZ\$|R\$|\$|¥|￥|€|£|₩|(?:RMB|CNY|USD|EUR|GBP|HKD|人民币|美元|港币)\s?)\s*$"
)
SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "NZ$": "NZD",
    "R$": "BRL",
    "$": "dollar",
    "¥": "yuan",
    "￥": "yuan",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "RMB": "CNY",
    "CNY": "CNY",
    "人民币": "CNY",
    "美元": "USD",
    "港币": "HKD",
}
_ABOUT = re.compile(r"(大?约|将近|接近|近|大概|逾|超过|超|突破|过|不到|不足|至少|上|多达|高达|达到?)(?:了|为)?\s*$")
_APPROX: dict[str, Approx] = dict.fromkeys(("逾", "超过", "超", "突破", "过", "至少", "上"), ">")  # type: ignore[assignment]
_APPROX |= dict.fromkeys(("不到", "不足"), "<") | dict.fromkeys(("约", "大约", "将近", "接近", "近", "大概"), "~")
_TAIL = re.compile(r"\s*(左右|上下|以上|以下|以内|之多|开外)")
_RATE = re.compile(r"(?:每(小时|秒|分钟)|(时)速)[^，。,;；\d]{0,5}$")
_PER = re.compile(r"\s*(?:/\s*|每)(小时|时|h\b|秒|s\b|分钟|min\b|分)")
_PARTS = {"小时": "h", "时": "h", "h": "h", "秒": "s", "s": "s", "分钟": "min", "min": "min", "分": "min"}
_JOIN = re.compile(r"\s*(?:-{1,2}|~|至|到|或|、|×|x)\s*(?=[\d第" + _CN + "])")
_CLASSIFIER = re.compile(
    r"[个名位家座条件部台辆架艘只头匹张次场处种项支枚颗块片本篇首届批起例宗户间套所栋层期轮组队款道根份双对幅股笔封杯瓶箱盒袋]"
    r"|人(?![民口类工])|倍|成员|国"
)
_NOT_COUNTS = re.compile(
    r"十分(?!钟|之|[\d零一二三四五六七八九])|千万(?=[不别要]|$)|万一|百姓|百货|百科|百度|百花|百家|百合|百年|千古|千秋|千金|千里|千家|万户|万物"
    r"|万象|万岁|万人|万众|亿万|百里|万里|万事|万分|千载|百般|千百"
)
_CHENG = re.compile(r"成(?![为立功员长都果绩就交人年套分片群熟形本品份语不千])")
_ZHE = re.compile(r"\s*折(?![射扣叠腾磨断算合旧返子戏])")


class Raw(NamedTuple):
    """A numeral as it stands, before anybody knows what it counts."""

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


def scan(text: str) -> list[Quantity]:
    """All quantities of a Chinese text, in order. ``text`` as written; offsets are its offsets."""
    folded = text.translate(FOLD)
    found: list[Quantity] = []
    pending: list[Raw] = []
    at = 0
    while match := _SCAN.search(folded, at):
        at = match.end()
        special = _special(match, folded)
        if special is not None:
            found += special
            continue
        dated = dates_zh.read(folded, match, found)
        if dated is not None:
            found += dated[0]
            at = dated[1]
            pending = []
            continue
        raw = _raw(match, folded)
        if raw is None:
            continue
        at = raw.end
        if _JOIN.match(folded, at) and not ZH_PATTERN.match(folded, at):
            pending.append(raw)
            continue
        quantity, at = _measured(folded, raw)
        found += _shared(pending, raw, quantity)
        found.append(quantity)
        pending = []
    found += [_measured(folded, raw)[0] for raw in pending]
    return found


def _special(match: re.Match[str], text: str) -> list[Quantity] | None:
    """Codes, fractions, Roman numerals, halves, 翻番: complete in themselves."""
    start, end = match.span()
    if match["code"]:
        return _code(match["code"], start) if not _measure_letters(match["code"]) else None
    if match["of"]:
        return _fraction(match, text)
    if match["roman"]:
        return [exact(ord(match["roman"]) - 0x215F, "ordinal", start, end)]
    if match["twice"]:
        times = {"两": 4, "二": 4, "三": 8}.get(match["twice"][-2], 2)
        return [Quantity(times, times, times, "multiple", "", start, end, "", SMALL, 1.0, (times - 1,))]
    if match["cut"]:
        return [exact(0.5, "fraction", start, end, WEAK)]
    return None


def _measure_letters(code: str) -> bool:
    """Is it digits and a unit in Latin letters, 56mm, 30km?"""
    letters = code.lstrip("0123456789.")
    return code[0].isdigit() and (letters in ZH or letters.lower() in UNITS or letters in ("KM", "CM", "L"))


def _code(code: str, start: int) -> list[Quantity]:
    out = []
    for digits in re.finditer(r"\d+", code):
        a, b = start + digits.start(), start + digits.end()
        out.append(exact(float(digits.group()), "code", a, b, WEAK))
    return out


def _fraction(match: re.Match[str], text: str) -> list[Quantity]:
    """三分之二, 百分之十五, 千分之三."""
    start, end = match.span()
    of = chinese(match["of"])
    share = _decimal(match["share"])
    if of is None or share is None or not of.value:
        return []
    if match["of"] in ("百", "千", "万"):
        unit = {"百": "%", "千": "permille", "万": "bp"}[match["of"]]
        value = share if match["share"] != "百" else 100.0
        approx = _approximation(text, start, end)
        return [Quantity(value, value, value, "number", unit, start, end, approx, FIRM, _step(match["share"]))]
    value = share / of.value
    return [Quantity(value, value, value, "fraction", "", start, end, _approximation(text, start, end), FIRM, 0.01)]


def _step(word: str) -> float:
    """The weight of the last digit shown: 3.5 -> .1, 三点五 -> .1, 5200 -> 1."""
    for point in ".点":
        if point in word:
            return float(10.0 ** -len(word.partition(point)[2]))
    return 1.0


def _decimal(word: str) -> float | None:
    """三点五, 三十, 3.5 -> its value."""
    if word[0] in "0123456789":
        return float(word.replace(",", ""))
    whole, _, point = word.partition("点")
    reading = chinese(whole)
    if reading is None:
        return None
    return reading.value + (float("0." + "".join(str(DIGITS.get(c, 0)) for c in point)) if point else 0)


def _raw(match: re.Match[str], text: str) -> Raw | None:
    start, end = match.span()
    if match["half"]:
        return Raw(0.5, 0.5, 0.5, 0.5, False, False, start, end + (1 if text[end] == "个" else 0), "半")
    if match["code"]:  # 56mm: the number only
        digits = re.match(_DIG, match["code"])
        assert digits
        value = float(digits.group().replace(",", ""))
        return Raw(value, value, value, 1.0, True, False, start, start + digits.end(), digits.group())
    if match["dig"]:
        scale = 1.0
        for char in match["scale"] or "":
            scale *= _MAGNITUDE.get(char, 1)
        value = float(match["dig"].replace(",", "")) * scale
        rest = _REST.match(text, end) if scale >= 1e4 else None
        if rest and _MAGNITUDE[rest[2]] < scale:  # 1亿2345万, 3万5千
            value, scale, end = value + float(rest[1]) * _MAGNITUDE[rest[2]], float(_MAGNITUDE[rest[2]]), rest.end()
        if match["below"]:
            value, scale = value / _MAGNITUDE[match["below"][0]], 1.0
        return Raw(value, value, value, scale * _step(match["dig"]), True, False, start, end, match["dig"], scale)
    return _raw_chinese(match, text)


def _raw_chinese(match: re.Match[str], text: str) -> Raw | None:
    start, end = match.span()
    word = match["cn"]
    if _NOT_COUNTS.match(text, start):
        return None
    plain = word.replace("多", "").replace("余", "").replace("来", "")
    if match["point"]:
        value = _decimal(plain + "点" + match["point"])
        if value is None:
            return None
        scale = 1.0
        for char in match["more"] or "":
            scale *= _MAGNITUDE[char]
        step = _step("点" + match["point"]) * scale
        return Raw(value * scale, value * scale, value * scale, step, False, False, start, end, word, scale)
    if plain in ("万", "亿", "万亿"):
        if text[start - 1 : start] not in ("上", "近", "逾", "超", "过", "破"):
            return None
        value = 1e12 if plain == "万亿" else float(_MAGNITUDE[plain])
        return Raw(value, value, value, value, False, False, start, end, word)
    reading = chinese(plain)
    if reading is None:
        return None
    return Raw(reading.value, reading.low, reading.high, 1.0, False, reading.places, start, end, word)


def _approximation(text: str, start: int, end: int) -> Approx:
    before = _ABOUT.search(text, max(0, start - 4), start)
    if before:
        return _APPROX.get(before[1], "")
    behind = _TAIL.match(text, end)
    if behind:
        return {"以上": ">", "开外": ">", "以下": "<", "以内": "<"}.get(behind[1], "~")  # type: ignore[return-value]
    return ""


def _measured(text: str, raw: Raw) -> tuple[Quantity, int]:
    """What a plain numeral counts: unit, rate, approximation, how firm. Returns the quantity and where to go on."""
    start, end = raw.start, raw.end
    more = re.compile(r"\s*[多余来几](?!年来)").match(text, end)
    approx: Approx = ">" if more or any(c in raw.word for c in "多余") else ""
    behind = more.end() if more else end
    if text[start - 1 : start] == "第":
        return exact(raw.value, "ordinal", start - 1, end, FIRM if raw.digits or raw.value > 1 else WEAK), end
    unit, stop, extra = _unit(text, raw, behind)
    approx = approx or _approximation(text, start, stop)
    sign = _BEFORE.search(text, max(0, start - 5), start)
    if sign:
        unit = SIGNS.get(sign["sign"].strip(), sign["sign"].strip())
    kind = "number"
    also: tuple[float, ...] = ()
    if text.startswith("倍", behind):
        kind, also, stop = "multiple", (raw.value + 1, raw.value - 1), behind + 1
    elif not raw.digits and raw.value < 10 and not unit and _CHENG.match(text, behind):
        unit, stop = "cheng", behind + 1
    elif _ZHE.match(text, behind):
        value = raw.value / (10 if raw.value < 10 else 100)
        return Quantity(
            value, value, value, "fraction", "", start, behind + 1, "", SMALL, 1.0, (1 - value,)
        ), behind + 1
    firm = _firmness(text, raw, unit, behind)
    value, low, high = (x + extra for x in (raw.value, raw.low, raw.high))
    if extra:
        also = (raw.value,)
    return Quantity(value, low, high, kind, unit, start, max(stop, end), approx, firm, raw.step, also, False, end), max(
        stop, end
    )  # type: ignore[arg-type]


def _unit(text: str, raw: Raw, at: int) -> tuple[str, int, float]:
    """Unit code, where it ends, and what 半 behind it adds (一年半, 两个半小时)."""
    while text.startswith(" ", at):
        at += 1
    half = 0.5 if text.startswith("个半", at) else 0.0
    match = ZH_PATTERN.match(text, at + 2 if half else at)
    if match is None:
        if text.startswith("度", at) and raw.value >= 1e4 and "电" in text:
            return "kwh", at + 1, 0.0
        letters = re.compile(r"km/h|km|m/s|mm|cm|kg|mph|ml|KM|m²|L\b|m\b|g\b|h\b").match(text, at)
        if letters:
            word = letters.group()
            return {"KM": "km", "m²": "m2", "mph": "mile/h", "L": "l"}.get(word, word), letters.end(), 0.0
        return "", raw.end, 0.0
    code, end = ZH[match.group()], match.end()
    if code in ("liang", "li") and not raw.digits:
        return "", raw.end, 0.0
    per = _PER.match(text, end)
    if per:
        code, end = f"{code}/{_PARTS[per[1]]}", per.end()
    elif rate := _RATE.search(text, max(0, raw.start - 10), raw.start):
        code += "/" + _PARTS[rate[1] or rate[2]]
    if not half and text.startswith("半", end) and code in ("year", "day", "month", "h"):
        half, end = 0.5, end + 1
    return code, end, half


def _firmness(text: str, raw: Raw, unit: str, behind: int) -> int:
    if raw.digits:
        named = text[raw.start - 1 : raw.start] == "-" and text[raw.start - 2 : raw.start - 1].isalpha()
        return WEAK if named else FIRM  # 伊尔-76
    if raw.low < raw.high or raw.word[0] in "百千万亿":
        return SMALL if unit else WEAK
    if raw.places:
        return WEAK
    if raw.value == 1:
        return WEAK
    counted = bool(unit) or bool(_CLASSIFIER.match(text, behind))
    if len(raw.word) == 1:
        return SMALL if counted else WEAK
    return FIRM if counted or raw.value > 20 else SMALL


def _shared(pending: list[Raw], last: Raw, quantity: Quantity) -> Iterator[Quantity]:
    """The earlier numbers of a range or list take unit, kind and scale of the last: 3-5万元, 35-40英里/小时."""
    for raw in pending:
        value, also = raw.value, quantity.also and ()
        if last.scale > 1 and raw.scale == 1 and value < last.value / last.scale + 1e-9:
            value, also = value * last.scale, (value,)
        yield Quantity(
            value, value, max(value, raw.high), quantity.kind, quantity.unit, raw.start, raw.end, quantity.approx,
            min(quantity.firm, FIRM if raw.digits else quantity.firm), raw.step, also,
        )  # fmt: skip
