"""Units of measure and money: their names in both languages, and what one is worth in another. Layer 1."""

from __future__ import annotations

import re
from typing import NamedTuple


class Unit(NamedTuple):
    """``factor`` leads to the base unit of the dimension (metre, kilogram, second …); 0: no fixed rate (money)."""

    dimension: str
    factor: float
    name: str  # English, plural


_TABLE = """
length: um 1e-6 micrometres; nm 1e-9 nanometres; mm .001 millimetres; cm .01 centimetres; m 1 metres; km 1000 kilometres
length: inch .0254 inches; foot .3048 feet; yard .9144 yards; mile 1609.344 miles; nmi 1852 nautical miles; li 500 li
length: zhang 3.3333 zhang; chi .33333 chi; cun .033333 cun; lightyear 9.4607e15 light years; dm .1 decimetres
area: mm2 1e-6 square millimetres; cm2 1e-4 square centimetres; m2 1 square metres; km2 1e6 square kilometres
area: ha 1e4 hectares; mu 666.667 mu; acre 4046.86 acres; foot2 .092903 square feet; mile2 2589988 square miles
area: qing 66666.7 qing; inch2 .00064516 square inches; yard2 .836127 square yards
volume: ml 1e-6 millilitres; l .001 litres; m3 1 cubic metres; cm3 1e-6 cubic centimetres; km3 1e9 cubic kilometres
volume: gallon .00378541 gallons; barrel .158987 barrels; foot3 .0283168 cubic feet
mass: ug 1e-9 micrograms; mg 1e-6 milligrams; g .001 grams; kg 1 kilograms; t 1000 tonnes; jin .5 jin; liang .05 liang
mass: lb .453592 pounds; oz .0283495 ounces
time: ms .001 milliseconds; s 1 seconds; min 60 minutes; h 3600 hours; day 86400 days; week 604800 weeks
time: month 2629800 months; season 7889400 quarters; year 31557600 years; decade 315576000 decades
time: century 3155760000 centuries; ke 900 quarters of an hour
nights: night 1 nights
temperature: C 1 degrees Celsius; F 1 degrees Fahrenheit
power: w 1 watts; kw 1e3 kilowatts; mw 1e6 megawatts; gw 1e9 gigawatts; hp 735.5 horsepower
energy: j 1 joules; kj 1e3 kilojoules; cal 4.184 calories; kcal 4184 kilocalories; wh 3600 watt-hours
energy: kwh 3.6e6 kilowatt-hours; mwh 3.6e9 megawatt-hours; gwh 3.6e12 gigawatt-hours; twh 3.6e15 terawatt-hours
data: kb 1e3 kilobytes; mb 1e6 megabytes; gb 1e9 gigabytes; tb 1e12 terabytes
frequency: hz 1 hertz; khz 1e3 kilohertz; mhz 1e6 megahertz; ghz 1e9 gigahertz
ratio: % .01 per cent; pp .01 percentage points; permille .001 per mille; bp .0001 basis points; cheng .1 tenths
money: CNY 0 yuan; USD 0 US dollars; EUR 0 euros; JPY 0 yen; HKD 0 Hong Kong dollars; GBP 0 pounds sterling
money: TWD 0 New Taiwan dollars; KRW 0 won; AUD 0 Australian dollars; CAD 0 Canadian dollars; RUB 0 roubles
money: INR 0 rupees; CHF 0 Swiss francs; SGD 0 Singapore dollars; NZD 0 New Zealand dollars; THB 0 baht
money: MOP 0 Macau patacas; dollar 0 dollars; yuan 0 yuan; pound 0 pounds; franc 0 francs; VND 0 dong; BRL 0 reals
money: MYR 0 ringgit; IDR 0 rupiah; PHP 0 Philippine pesos; ZAR 0 rand; TRY 0 lira; peso 0 pesos; SEK 0 kronor
"""

_ZH = """
um 微米; nm 纳米; mm 毫米 ㎜; cm 厘米 公分 ㎝; dm 分米; m 米 公尺; km 公里 千米 ㎞; inch 英寸 英吋; foot 英尺 英呎
yard 英码; mile 英里 英哩; nmi 海里; li 华里; lightyear 光年; mm2 平方毫米; cm2 平方厘米 平方公分
m2 平方米 平方公尺 平米 ㎡ m²; km2 平方公里 平方千米 ㎢; ha 公顷; mu 亩; acre 英亩; foot2 平方英尺; mile2 平方英里
ml 毫升; l 公升 升; m3 立方米 立方公尺 m³ ㎥; cm3 立方厘米 ㏄; km3 立方公里 立方千米; gallon 加仑; barrel 桶; ug 微克
mg 毫克 ㎎; g 克; kg 公斤 千克 ㎏; t 吨 公吨; jin 斤 市斤; liang 两; lb 磅; oz 盎司; ms 毫秒; s 秒 秒钟; min 分钟
h 小时 个小时 钟头 个钟头; day 天 个昼夜 昼夜; week 周 星期 个星期 礼拜 个礼拜; month 个月 个多月; season 个季度
ke 刻钟; night 夜
year 年 周年 周岁 岁 个年头 载 余年; century 个世纪; C 摄氏度 ℃ °C; F 华氏度 ℉ °F; w 瓦; kw 千瓦 kW KW
mw 兆瓦 MW; gw 吉瓦 GW; hp 马力; j 焦耳; kj 千焦; cal 卡路里 卡; kcal 千卡 大卡; kwh 千瓦时 度电 kWh; mwh 兆瓦时
kb KB; mb MB; gb GB; tb TB; hz 赫兹; khz 千赫; mhz 兆赫; % % 个百分点; pp 个百分点 百分点; permille ‰
bp 个基点 个基本点 基点; cheng 成; yuan 元 块 块钱; CNY 元人民币 人民币 人民币元 RMB; USD 美元 美金 美刀
EUR 欧元; JPY 日元 日圆 円; HKD 港元 港币; GBP 英镑; TWD 新台币 元新台币 新台币元 台币; KRW 韩元 韩圆
AUD 澳元 澳大利亚元 澳币; CAD 加元 加拿大元 加币; RUB 卢布; INR 卢比 印度卢比; CHF 瑞士法郎 瑞郎
SGD 新加坡元 新元 新币; NZD 新西兰元 纽元; THB 泰铢; MOP 澳门元; VND 越南盾; BRL 雷亚尔; MYR 林吉特 马币
IDR 印尼盾 印尼卢比; ZAR 兰特; TRY 里拉; peso 比索; SEK 瑞典克朗; franc 法郎 西非法郎 中非法郎
"""

_EN = """
um micrometer micron; nm nanometer; mm mm millimeter; cm cm centimeter; dm decimeter; m m meter; km km kilometer
inch inch; foot foot feet ft; yard yard yd; mile mile mi; nmi nmi; li li; lightyear lightyear; mm2 mm2; cm2 cm2
m2 m2 sqm ㎡; km2 km2; ha hectare ha; mu mu; acre acre; foot2 sqft; ml ml milliliter; l l liter; m3 m3; cm3 cc
gallon gallon; barrel barrel bbl; ug microgram mcg; mg mg milligram; g g gram gramme
kg kg kilogram kilo kilogramme; t t ton tonne; jin jin catty catties; lb lb; oz oz ounce; ms ms millisecond
s second sec; min minute min; h hour hr h; day day; week week; month month; year year yr; decade decade
century century centuries; night night
w w watt; kw kw kilowatt; mw mw megawatt; gw gw gigawatt; hp horsepower hp; j joule
kj kj kilojoule; cal calorie; kcal kcal kilocalorie; kwh kwh; mwh mwh; gwh gwh; twh twh; wh wh; kb kb; mb mb megabyte
gb gb gigabyte; tb tb terabyte; hz hz hertz; khz khz; mhz mhz; ghz ghz; % % percent pct; permille ‰
CNY yuan rmb renminbi cny kuai; EUR euro eur; JPY yen jpy; USD usd; HKD hkd; GBP gbp sterling; TWD twd ntd
KRW won krw; AUD aud; CAD cad; RUB rouble ruble rub; INR rupee inr; CHF chf; SGD sgd; NZD nzd; THB baht thb
MOP pataca mop; dollar dollar buck; pound pound; franc franc; VND dong vnd; BRL brl; MYR ringgit myr
IDR rupiah idr; PHP php; ZAR rand zar; TRY lira; peso peso; SEK krona kronor
"""


def _units() -> dict[str, Unit]:
    table = {}
    for line in _TABLE.strip().splitlines():
        dimension, rest = line.split(": ")
        for entry in rest.split("; "):
            code, factor, name = entry.split(" ", 2)
            table[code] = Unit(dimension, float(factor), name)
    return table


def _names(text: str) -> dict[str, str]:
    return {
        name: code
        for entry in text.strip().replace("\n", "; ").split("; ")
        for code, *names in [entry.split()]
        for name in names
    }


UNITS = _units()
ZH = _names(_ZH)
EN = _names(_EN)
for _name, _code in tuple(EN.items()):  # plurals, and the British spelling
    if len(_name) > 2:
        EN[_name + ("es" if _name.endswith("ch") else "s")] = _code
        if _name.endswith(("meter", "liter")):
            EN[_name[:-2] + "re"] = EN[_name[:-2] + "res"] = _code

ZH_PATTERN = re.compile("|".join(sorted(map(re.escape, ZH), key=len, reverse=True)))
SIGNS = {  # before the number, on either side
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "S$": "SGD",
    "NZ$": "NZD", "NTD$": "TWD", "NTD": "TWD", "TWD": "TWD",
    "R$": "BRL", "$": "dollar", "¥": "", "€": "EUR", "£": "GBP", "₩": "KRW", "RMB": "CNY", "CNY": "CNY",
    "USD": "USD", "EUR": "EUR", "GBP": "GBP", "HKD": "HKD", "人民币": "CNY", "美元": "USD", "港币": "HKD",
    "新台币": "TWD", "台币": "TWD", "美金": "USD", "澳门币": "MOP",
}  # fmt: skip
# codes of currencies that stand right before a figure: KRW1.56 million
CODES = tuple("RMB CNY USD EUR GBP HKD NTD TWD JPY KRW AUD CAD SGD NZD CHF THB INR RUB MYR IDR BRL ZAR MOP VND".split())
SIGNS |= {code: code for code in CODES if code not in SIGNS}
# How sums and measures are printed (Chicago Manual of Style 9.20 to 9.24, 10.64): before and behind the figure
PREFIXES = {"USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$", "AUD": "A$", "CAD": "C$"}
SYMBOLS = {
    "mm": "mm", "cm": "cm", "km": "km", "mg": "mg", "kg": "kg", "ml": "ml", "km/h": "km/h", "m/s": "m/s", "C": "°C",
    "kwh": "kWh", "kw": "kW", "mw": "MW", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB",
}  # fmt: skip
SPEEDS = {"mph": "mile/h", "kmph": "km/h", "kph": "km/h", "kmh": "km/h"}
DOLLARS = frozenset("USD HKD AUD CAD SGD NZD TWD".split())
PARTS = {"s": "second", "min": "minute", "h": "hour"}


def split(unit: str) -> tuple[str, str]:
    """``km/h`` -> ("km", "h"); ``km`` -> ("km", "")."""
    top, _, below = unit.partition("/")
    return top, below


def name(unit: str) -> str:
    """The English name of a unit, in the plural: ``km/h`` -> kilometres per hour."""
    top, below = split(unit)
    head = UNITS[top].name if top in UNITS else top
    return f"{head} per {PARTS.get(below, below)}" if below else head


def dimension(unit: str) -> str:
    """``length`` of ``km`` and ``km/h``; "" without a unit."""
    top = split(unit)[0]
    return UNITS[top].dimension if top in UNITS else ""


def same_kind(one: str, other: str) -> bool:
    """Return whether the two units are interchangeable without conversion. A missing unit fits any."""
    if one == other or not one or not other:
        return True
    a, b = split(one), split(other)
    if a[1] and b[1] and a[1] != b[1]:
        return False
    return a[0] == b[0] or _loose(a[0], b[0]) or _loose(b[0], a[0])


def _loose(general: str, special: str) -> bool:
    """Names that stand for several units: "dollars", 元, "pounds", "francs", "per cent" for points."""
    if general == "dollar":
        return special in DOLLARS or special == "yuan_of_dollars"
    if general == "yuan":  # 元 is what the dollar is called in Taiwan, Hong Kong and Macao
        return special in ("CNY", "TWD", "HKD", "MOP")
    if general == "pound":
        return special in ("lb", "GBP")
    if general == "franc":
        return special == "CHF"
    if general == "peso":
        return special == "PHP"
    return general == "%" and special == "pp"


def convert(value: float, unit: str, into: str) -> float | None:
    """``value`` in another unit of the same dimension; None where there is no fixed rate."""
    a, b = split(unit), split(into)
    one, other = UNITS.get(a[0]), UNITS.get(b[0])
    if one is None or other is None or one.dimension != other.dimension or not one.factor or not other.factor:
        return None
    if one.dimension == "temperature":
        return value if a == b else value * 9 / 5 + 32 if a[0] == "C" else (value - 32) * 5 / 9
    rate = one.factor / other.factor
    if a[1] and b[1] and a[1] != b[1]:
        if a[1] not in UNITS or b[1] not in UNITS:
            return None
        rate *= UNITS[b[1]].factor / UNITS[a[1]].factor
    return value * rate
