"""Numbers in Chinese and English text are read as values."""

from __future__ import annotations

import pytest

from align import api
from align.numbers.agreement import compare
from align.numbers.codes import codes
from align.numbers.numerals import chinese, english
from align.numbers.quantities import addresses, quantities
from align.numbers.quantity import FIRM, SMALL, WEAK, Quantity


def only(text: str, lang: str = "zh") -> Quantity:
    found = quantities(text, lang)  # type: ignore[arg-type]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三千二百万", 32_000_000),
        ("一亿二千三百四十五万", 123_450_000),
        ("两千零五十", 2050),
        ("十五", 15),
        ("一万二", 12_000),
        ("三百五", 350),
        ("二零二三", 2023),
        ("廿八", 28),
        ("十几", 10),
        ("百万", 1_000_000),
    ],
)
def test_chinese_numerals(text: str, value: float) -> None:
    reading = chinese(text)
    assert reading is not None and reading.value == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("几十", 20, 100), ("十几", 11, 19), ("两三百", 200, 300), ("七八十", 70, 80), ("三五", 3, 5), ("二十几", 21, 29)],
)
def test_vague_chinese_numerals(text: str, low: float, high: float) -> None:
    reading = chinese(text)
    assert reading is not None and reading.low == low and high - 1 < reading.high <= high


@pytest.mark.parametrize("text", ["十十", "万", "万亿", "百千"])
def test_what_is_no_numeral(text: str) -> None:
    assert chinese(text) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty one", 21),
        ("two hundred and five", 205),
        ("three million two hundred thousand", 3_200_000),
        ("hundred", 100),
        ("twenty first", 21),
        ("nineteen ninety", None),
        ("one two", None),
    ],
)
def test_english_number_words(words: str, value: float | None) -> None:
    assert english(words.split()) == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("投资1.2万亿元", 1.2e12, "yuan"),
        ("体温三十八度五", 38.5, ""),
        ("投资３０亿元人民币", 3e9, "CNY"),
        ("人口1亿2345万", 123_450_000, ""),
        ("人口1亿3千万", 130_000_000, ""),
        ("超1亿3千多万人", 130_000_000, ""),
        ("人口1亿3000多万", 130_000_000, ""),
        ("销量11万7015辆", 117_015, ""),
        ("增长百分之三点五", 3.5, "%"),
        ("总值新台币三万五千元", 35000, "TWD"),
        ("售价在美金三百五十元以上", 350, "USD"),
        ("以百分之六十九点三为限", 69.3, "%"),
        ("上升0.3个百分点", 0.3, "%"),
        ("约六成的人", 6, "cheng"),
        ("跌了近半成。", 0.5, "cheng"),
        ("占地50亩", 50, "mu"),
        ("时速350公里", 350, "km/h"),
        ("每秒3米", 3, "m/s"),
        ("180公里/小时", 180, "km/h"),
        ("两个半小时", 2.5, "h"),
        ("一年半", 1.5, "year"),
        ("半个月", 0.5, "month"),
        ("收到HK$500", 500, "HKD"),
        ("壹佰贰拾元", 120, "yuan"),
        ("三分之二", 2 / 3, ""),
        ("上万名游客", 10_000, ""),
        ("月租1万8。", 18_000, ""),
        ("约3亿5左右", 350_000_000, ""),
        ("这是13B参数的模型", 13e9, ""),
        ("年过八旬", 80, ""),
        ("浓度为百万分之三", 3, "ppm"),
        ("有800万像素", 8e6, "pixel"),
    ],
)
def test_chinese_measures(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert found.value == pytest.approx(value) and found.unit in (unit, "pp" if unit == "%" else unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("an outlay of 1.2 trillion yuan", 1.2e12, "CNY"),
        ("worth US$30 billion", 3e10, "USD"),
        ("sold for $1.5bn", 1.5e9, "dollar"),
        ("a rise of 3.5 per cent", 3.5, "%"),
        ("up 0.3 percentage points", 0.3, "pp"),
        ("some 50 hectares", 50, "ha"),
        ("at 350 km/h", 350, "km/h"),
        ("at 100 miles an hour", 100, "mile/h"),
        ("60 square kilometres", 60, "km2"),
        ("two and a half hours", 2.5, "h"),
        ("half a million", 500_000, ""),
        ("a thirty-metre mast", 30, "m"),
        ("twenty-one people", 21, ""),
        ("two-thirds of them", 2 / 3, ""),
        ("three dozen eggs", 36, ""),
        ("20km", 20, "km"),
        ("minus 5 degrees Celsius", 5, "C"),
        ("3 parts per million", 3, "ppm"),
        ("an 8-megapixel camera", 8, "mpx"),
    ],
)
def test_english_measures(text: str, value: float, unit: str) -> None:
    found = only(text, "en")
    assert found.value == pytest.approx(value) and found.unit == unit


def test_ranges_share_unit_and_scale() -> None:
    assert [(q.value, q.unit) for q in quantities("投入3-5万元", "zh")] == [(30_000, "yuan"), (50_000, "yuan")]
    assert [(q.value, q.unit) for q in quantities("3 to 5 million euros", "en")] == [(3e6, "EUR"), (5e6, "EUR")]
    assert [q.unit for q in quantities("35-40 mph", "en")] == ["mile/h", "mile/h"]


def test_approximations() -> None:
    assert only("20多名队员").approx == ">"
    assert only("不到300人").approx == "<"
    assert only("近500人").approx == "~"
    assert only("30人左右").approx == "~"
    assert only("more than 20 people", "en").approx == ">"
    assert only("nearly 500 people", "en").approx == "<"
    assert only("about 500 people", "en").approx == "~"


@pytest.mark.parametrize(
    "text", ["一些", "一起去", "十分高兴", "千万不要", "四川", "九寨沟", "三亚湾", "万一", "五一长假"]
)
def test_idioms_and_names_weigh_nothing(text: str) -> None:
    assert all(q.firm == WEAK for q in quantities(text, "zh"))


def test_weights() -> None:
    assert only("三名工人").firm == SMALL
    assert only("十二名工人").firm == FIRM
    assert only("5200家企业").firm == FIRM
    assert only("at first", "en").firm == WEAK
    assert only("seven days", "en").firm == SMALL


def test_badly_grouped_numbers() -> None:
    assert only("1,4000 shops", "en").malformed and only("1,4000 shops", "en").value == 14_000
    assert only("4.700 tons", "en").also == (4700.0,)
    assert only("350 000 people", "en").malformed
    assert not only("1,400 shops", "en").malformed


def test_codes_and_addresses_count_nothing() -> None:
    assert all(q.kind == "code" for q in quantities("Z164次列车、COVID-19、G20峰会、5G网络", "zh"))
    assert all(q.kind == "code" for q in quantities("train Z164, COVID-19, the G20, 5G", "en"))
    assert quantities("见 https://example.org/2023/05/17.html", "zh") == ()
    text = "Write to desk24@example.org, or see www.example.org/a1."
    assert [text[a:b] for a, b in addresses(text)] == ["desk24@example.org", "www.example.org/a1"]


def test_spans_lie_on_the_words() -> None:
    text = "全市企业超过5200家，总投资约30亿元。"
    assert [text[q.start : q.end] for q in quantities(text, "zh")] == ["5200", "30亿元"]
    text = "More than 5,200 companies invested some 3 billion yuan."
    found = quantities(text, "en")
    assert [text[q.start : q.end] for q in found] == ["5,200", "3 billion yuan"]
    assert [text[q.start : q.numeral_end] for q in found] == ["5,200", "3 billion"]


def test_texts_without_numbers() -> None:
    assert quantities("今天天气很好。", "zh") == () and quantities("The weather is fine.", "en") == ()
    assert quantities("", "zh") == () and quantities("", "en") == ()


@pytest.mark.parametrize("text", ["RMB500", "RMB 500", "500 yuan", "CNY 500"])
def test_currency_before_or_behind(text: str) -> None:
    assert (only(text, "en").value, only(text, "en").unit) == (500, "CNY")


def test_a_currency_before_a_number_holds_for_the_next() -> None:
    found = [(q.value, q.unit) for q in quantities("处新台币三万元以上三十万元以下罚锾", "zh")]
    assert found == [(30000, "TWD"), (300000, "TWD")]
    assert quantities("花了100港币，又付了80元", "zh")[-1].unit == "yuan", "behind its number it holds for that alone"


def test_codes_are_found() -> None:
    assert [c.plain for c in codes("乘Ｚ164次列车，致电(0371)6590-1234")] == ["z164", "037165901234"]
    assert codes("a 5-year plan, the 20th, 30km, mid-2020, 3pm") == ()


def test_feet_and_inches_in_marks_are_a_height() -> None:
    def told(source: str, target: str) -> list[str]:
        return [d.problem for d in compare(source, target).differences]

    assert "value" not in told("她身高5.2英尺。", "She is 5'2 tall.")
    assert not told("她身高5英尺2英寸。", "She is 5'2\" tall.")
    assert told("她身高5英尺2英寸。", "She is 5'4\" tall.")


def test_hyperbole_in_old_measures_is_no_measure() -> None:
    for target in ("He bore a crushing burden of a thousand pounds.", "He bore a crushing burden."):
        found = api.review_text(f"他肩上是千斤重担。\n{target}\n").findings
        assert {f.check for f in found} <= {"meaning"}, target  # a note of the reader, which doubts "a thousand pounds"


@pytest.mark.parametrize("target", ["Nobody came.", f"In quarter {'9' * 400} some {'9' * 400} million came, 12.12."])
@pytest.mark.parametrize(
    "shape", ["第{}季度有人。", "百分之{}的人。", "{}余万人。", "近{}亿人。", "{}分之一的人。", "双十二有{}人。"]
)
def test_numbers_without_end_are_no_fault_of_the_programme(shape: str, target: str) -> None:
    found = api.review_text(shape.format("9" * 400), target).findings
    assert not any("inf" in finding.message for finding in found)
