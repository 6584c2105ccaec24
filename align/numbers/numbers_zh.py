"""Numbers in Chinese text, as values.

One pattern reads a numeral where one may begin; what is before and behind decides what it is: dates and times are
read by :mod:`align.numbers.dates_zh`, units and money by :mod:`align.numbers.measures_zh`.
"""

from __future__ import annotations

import re

from align.numbers import dates_zh
from align.numbers.figured_dates import ISO
from align.numbers.measures_zh import Raw, approximation, joins, measured, share_unit
from align.numbers.numerals import DIGITS, NUMBER, Reading, chinese
from align.numbers.quantity import FIRM, SMALL, WEAK, Quantity, exact
from align.numbers.quantity import folded as fold
from align.numbers.units import EN, ZH

CN = "零一二三四五六七八九十百千万亿两廿卅"
_RUN = (  # 五万千瓦 is 50,000 kW: 千 behind a magnitude belongs to the unit
    rf"(?:(?!(?<=[百千万亿])[千百](?=[米克瓦卡帕赫伏焦]|比特|字节))[{CN}]|几(?=[十百千万亿])|(?<=[十百千])几(?![十百千万亿])|(?<![人指次分系总多少半基参函岁度票户件位倍级])数(?=[十百千万亿](?!分之))"
    r"|(?<=[十百千万])[多余来](?=[万亿])|(?<=[二三四五六七八九]十)有(?=[一二三四五六七八九](?![\d十百千万])))+"
)
# the point after the number of an item is no decimal point: 1.2015年数据
_ITEM_YEAR = r"(?!(?:19|20)\d\d\s*(?:年|[-~至到、]\s*(?:19|20)\d\d))"
_DIG = rf"\d{{1,3}}(?:,\d{{3}})+(?!\d|,\d)(?:\.\d+)?|\d+(?:\.{_ITEM_YEAR}\d+)?"
_TIMES = r"个亿(?!万)"
_TALK = r"[kKw](?![A-Za-z0-9/²³])|B(?=的?(?:参数|大?模型))"  # 5k, 1.2w; 7B参数
_SCALE = rf"\s*(?:[十百千]?[多余几]?[万亿](?:[多余]?亿)?(?!一)|{_TIMES}|[百千](?![米克瓦卡帕赫伏分]|比特|字节)|{_TALK})"
_START = re.compile(rf"[0-9A-Za-z{CN}几数半翻减\u2160-\u216b]")
_SCAN = re.compile(
    r"(?P<code>(?!(?:RMB|CNY|USD|EUR|GBP|HKD)\d)[A-Za-z]+(?:-?\d+[A-Za-z]*)++(?:\.\d+)*(?:-[A-Za-z0-9]+)*|\d+(?![kKw](?![A-Za-z0-9/-])|B的?(?:参数|大?模型))(?:[A-WYZa-wyz][A-Za-z]*)(?:-?\d+)*+)|(?P<letters>[A-Za-z]+)"
    r"|(?P<dotted>\d+(?:\.\d+){2,}(?:/[\d.]+)?)"
    rf"|(?P<below>[千万]分之\s*)?(?P<dig>{_DIG})(?:(?P<scale>{_SCALE})|/(?P<slash>\d{{1,2}})(?![\d/]|\s*[百千万亿]))?"
    r"|(?P<cut>减半|半数|(?<!另)一半)"
    rf"|(?:(?P<whole>[一二两三四五六七八九十]{{1,3}})又)?(?P<of>{_RUN})分之(?P<share>{_RUN}(?:点[{CN}]+)?|{_DIG})"
    rf"|(?P<cn>{_RUN})(?:点(?!一[直起样边些定共般切])(?P<point>[零一二三四五六七八九]+)(?P<more>[万亿]+)?(?:(?=百万赫)|(?![分刻{CN}钟])))?"
    r"|(?P<roman>[\u2160-\u216b])|(?P<half>(?<![上下])半(?=个?(?:多?小时|钟头|月(?!球)|年(?!来)|世纪|天|日)|成(?:左右|以[上下内]|多|[，。；、！？）]|$)))"
    r"|(?P<twice>翻了?(?:[一两二三]番|倍|番))"
)
_READ_ON = frozenset(("dig", "scale", "cn", "half"))  # what :func:`_special` does not read
_MAGNITUDE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "k": 1000, "K": 1000, "w": 10**4, "B": 10**9}
_HUNDRED_MILLIONS = re.compile(_TIMES)
_REST = re.compile(
    r"\s?(?P<part>\d+(?:\.\d+)?)\s?(?P<scale>[千百十]?[多余来几]?万|[千百])(?![米克瓦卡帕赫伏分]|比特|字节)|(?P<ones>\d{4})(?![\d.,万亿年])"
    r"|(?P<tenth>\d)(?=[元块，。；！？、）”]|$|左右|上下|以[上下]|的|人民币|美元)"
)
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{2,}")  # as on cheques; alone they are words (收拾, 登陆)
_FORMAL_TO_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_SHARES = {"百": "%", "千": "permille", "万": "bp", "百万": "ppm"}
_VERSION = re.compile(r"[A-Za-z]+-?(\d+\.\d+)")
_LEADING = re.compile(_DIG)
_FORMULA = re.compile(r"\$(\d[\d.,]*)\$")  # $10$万 is a formula, no money
# 百分之○．七, 百分之九十九‧九, 二十一．八七五个; 一．二〇二三年 at the head of a line is an item
_DECIMAL = re.compile(
    rf"(?<=零)[.．](?=[零一二三四五六七八九])|(?<=分之[一二三四五六七八九])[.．‧](?=[零一二三四五六七八九])"
    rf"|(?<=[{CN}][{CN}])[.．‧](?=[零一二三四五六七八九]+"
    rf"(?:个|倍|元|百万赫|兆?赫|公?[分尺里斤顷吨克米升厘]|[{CN}]+赫|以[上下]|[,，。；]))"
)
_THOUSANDS = re.compile(  # 按二、○○○点计给
    "(?<![零一二三四五六七八九十百千万])([一二三四五六七八九]{1,3})[、,，](零零零|[一二三四五六七八九]零零)"
    "(?=[点元分名人个])"
)
# 二十六，七岁 is 26 or 27, as 二十六七岁
_OR = re.compile(
    "(?<=十)(?:"
    + "|".join(
        f"{a}[,、]{b}(?=[岁个名人天次年万])" for a, b in zip("一二三四五六七八", "二三四五六七八九", strict=True)
    )
    + ")"
)


def scan(text: str) -> list[Quantity]:
    """Return the quantities of a Chinese text in order; offsets are those of ``text``."""
    folded = _OR.sub(lambda m: m[0][0] + m[0][2] + " ", fold(text))
    if "仟" in folded or "佰" in folded or "拾" in folded or "贰" in folded:
        folded = _FORMAL.sub(lambda m: m.group().translate(_FORMAL_TO_PLAIN), folded)
    if "$" in folded:
        folded = _FORMULA.sub(r" \1 ", folded)
    if "." in folded or "‧" in folded:
        folded = _DECIMAL.sub("点", folded)
    if "零零" in folded:
        folded = _THOUSANDS.sub(r"\1\2 ", folded)
    found: list[Quantity] = []
    pending: list[Raw] = []
    at = 0
    while start := _START.search(folded, at):
        match = _SCAN.match(folded, start.start())
        if match is None:
            at = start.end()
            continue
        at = match.end()
        kind = match.lastgroup
        if kind == "letters":
            continue
        complete = _special(match, folded) if kind not in _READ_ON else None
        if complete is None and (dated := dates_zh.read(folded, match)):
            complete, at = dated
            found += [measured(folded, raw)[0] for raw in pending]
            pending = []
        if complete is not None:
            found += complete
            continue
        raw = _raw(match, folded)
        if raw is None:
            continue
        at = raw.end
        if joins(folded, at):
            pending.append(raw)
            continue
        quantity, at = measured(folded, raw)
        found += [share_unit(earlier, raw, quantity) for earlier in pending]
        found.append(quantity)
        if not quantity.unit and (raw.places or (raw.digits and raw.word.isdigit() and len(raw.word) == 3)):
            found += _spelled_out(raw)
        pending = []
    return found + [measured(folded, raw)[0] for raw in pending]


def _special(match: re.Match[str], text: str) -> list[Quantity] | None:
    """Codes, fractions, Roman numerals, 翻番: complete in themselves."""
    start, end = match.span()
    if match["code"]:
        return _code(match["code"], start) if not _measure_letters(match["code"]) else None
    if match["dotted"] and not ISO.match(text, start):
        return [
            exact(float(m.group()), "code", start + m.start(), start + m.end(), WEAK)
            for m in NUMBER.finditer(match.group())
        ]
    if match["of"]:
        return _fraction(match, text)
    if match["slash"]:
        value = float(match["dig"].replace(",", "")) / max(1.0, float(match["slash"]))
        return [exact(value, "fraction", start, end)._replace(step=0.01)] if value < 1 else None
    if match["roman"]:
        name = text[start - 1 : start].isascii() and text[start - 1 : start].isalpha()  # FⅤ
        return [exact(ord(match["roman"]) - 0x215F, "ordinal", start, end, WEAK if name else SMALL)]
    if match["twice"]:
        times = {"两": 4, "二": 4, "三": 8}.get(match["twice"][-2], 2)
        return [Quantity(times, times, times, "multiple", "", start, end, "", SMALL, 1.0, (times - 1,))]
    if match["cut"]:
        half = exact(0.5, "fraction", start, end, SMALL if match["cut"] == "一半" else WEAK)
        return [half._replace(approx=approximation(text, start, end))]
    return None


def _measure_letters(code: str) -> bool:
    """Return whether it is digits with a unit in Latin letters: 56mm, 30km."""
    letters = code.lstrip("0123456789.")
    return code[0].isdigit() and (letters in ZH or (letters != "G" and letters.lower() in EN))


def _code(code: str, start: int) -> list[Quantity]:
    point = _VERSION.fullmatch(code)  # v1.26 is "version 1.26"
    whole = [exact(float(point[1]), "code", start + point.start(1), start + point.end(1), WEAK)] if point else []
    return whole + [
        exact(float(digits.group()), "code", start + digits.start(), start + digits.end(), WEAK)
        for digits in NUMBER.finditer(code)
    ]


def _fraction(match: re.Match[str], text: str) -> list[Quantity]:
    """三分之二, 百分之十五, 千分之三."""
    start, end = match.span()
    whole = {"万": 1e4, "百万": 1e6}.get(match["of"])
    of = Reading(whole, whole, whole) if whole else chinese(match["of"])
    share = _decimal(match["share"])
    if of is None or share is None or not of.value:
        return []
    approx = approximation(text, start, end)
    if match["of"] in _SHARES:
        unit = _SHARES[match["of"]]
        high = share
        if match["share"][0] not in "0123456789" and (range_ := chinese(match["share"])):
            high = range_.high
        return [Quantity(share, share, high, "number", unit, start, end, approx, FIRM, _step(match["share"]))]
    value = share / of.value
    if match["whole"] and (more := chinese(match["whole"])):  # 一又二分之一
        value += more.value
    if text.startswith("决赛", end):  # 八分之一决赛: the round of sixteen
        return [exact(value, "fraction", start, end, SMALL, (2 * of.value,))]
    return [Quantity(value, value, value, "fraction", "", start, end, approx, FIRM, 0.01)]


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
        return Raw(0.5, 0.5, 0.5, 0.5, False, False, start, end, "半")
    if match["code"]:  # 56mm: the number only
        digits = _LEADING.match(match["code"])
        value = float(digits.group().replace(",", "")) if digits else 0.0
        return Raw(value, value, value, 1.0, True, False, start, start + (digits.end() if digits else 0), match["code"])
    if match["dig"]:
        return _raw_digits(match, text)
    return _raw_chinese(match, text) if match["cn"] else None


def _size(scale: str) -> float:
    """Return the factor of a scale: 千万, 万亿; 1 for none."""
    out = 1.0
    for char in scale:
        out *= _MAGNITUDE.get(char, 1)
    return out


def _raw_digits(match: re.Match[str], text: str) -> Raw:
    start, end = match.start(), match.end("scale") if match["scale"] else match.end("dig")
    scale = _size(match["scale"] or "")
    value = float(match["dig"].replace(",", "")) * scale
    step = scale * _step(match["dig"])
    rest = _REST.match(text, end) if scale >= 1e4 else None
    if rest and rest["ones"] and scale == 1e4:  # 11万7015
        value, step, end = value + float(rest["ones"]), 1.0, rest.end()
    elif rest and rest["tenth"]:  # 2万5 is 25,000
        step = scale / 10
        value, end = value + float(rest["tenth"]) * step, rest.end()
    elif rest and rest["scale"] and (size := _size(rest["scale"])) < scale:  # 1亿2345万, 1亿3千多万, 3万5千
        step = size
        value, end = value + float(rest["part"]) * step, rest.end()
    if match["below"]:
        value, scale = value / _MAGNITUDE[match["below"][0]], 1.0
    word = match["dig"] + (match["scale"] or "") + (rest[0] if rest and end == rest.end() else "")
    talk = (value / scale,) if (match["scale"] or "").strip() in ("k", "K", "w", "B") else ()  # 4K is a name, too
    return Raw(value, value, value, step, True, False, start, end, word, scale, talk)


def _raw_chinese(match: re.Match[str], text: str) -> Raw | None:
    start, end = match.span()
    word = match["cn"]
    plain = word.replace("多", "").replace("余", "").replace("来", "").replace("有", "")
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
        if text[start - 1 : start] not in ("上", "近", "逾", "超", "过", "破", "每") and text[end : end + 1] not in (
            "元",
            "名",
        ):
            return None
        value = 1e12 if plain == "万亿" else float(_MAGNITUDE[plain])
        return Raw(value, value, value, value, False, False, start, end, word)
    reading = chinese(plain)
    if reading is None:
        return None
    if more := _HUNDRED_MILLIONS.match(text, end):  # 四个亿
        value, low, high = (v * 1e8 for v in reading[:3])
        return Raw(value, low, high, 1e8, False, False, start, more.end(), word + more.group(), 1e8)
    scale = float(_MAGNITUDE[plain[-1]]) if plain[-1] in "万亿" else 1.0
    return Raw(reading.value, reading.low, reading.high, 1.0, False, reading.places, start, end, word, scale)


def _spelled_out(raw: Raw) -> list[Quantity]:
    """三四五年级 is three numbers; 六四, 九一八, 618 name days."""
    digits = [float(DIGITS[c]) for c in raw.word if c in DIGITS] if not raw.digits else [float(c) for c in raw.word]
    out = []
    if raw.places and len(digits) < 6 and digits == sorted(set(digits)):
        out = [exact(d, "number", raw.start + i, raw.start + i + 1, WEAK) for i, d in enumerate(digits)]
    if 2 <= len(digits) <= 3 and not (raw.digits and len(digits) < 3):
        day = digits[1] if len(digits) == 2 else digits[1] * 10 + digits[2]
        if digits[0] and 0 < day < 32:
            out.append(exact(digits[0], "month", raw.start, raw.start + 1, WEAK))
            out.append(exact(day, "day", raw.start + 1, raw.end, WEAK))
    if raw.places and len(digits) == 2 and digits[0] > 4:  # 九二共识
        out.append(exact(1900 + raw.value, "year", raw.start, raw.end, WEAK))
    return out
