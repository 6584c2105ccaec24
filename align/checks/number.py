"""Numbers as values: 30亿 is 3 billion, 三分之二 is two-thirds, and nothing else will do."""

from __future__ import annotations

from collections.abc import Iterator

from align.numbers.agreement import Difference
from align.numbers.claimed import SURE, claimed
from align.numbers.disagreements import findings
from align.numbers.doses import Dose, wrong_dose
from align.numbers.frequencies import Often, frequencies, is_same
from align.numbers.wording import figure, meaning, stated, words
from align.records import Alignment, Check, Finding, Pair
from align.strings.resource import is_running
from align.text.english import norm

_DOC = """\
Reads every number of both sides **as a value** and looks for its counterpart.

**Chinese**: digits, full-width digits, 万 亿 万亿, 一二三, 壹贰叁, 〇, 两, 半, 十几, 几十, 数百, 上百,
二三十, decimals (三点五, 3.5万), fractions (三分之二), percent (百分之, %, 个百分点, 成, 折), 倍, 翻番,
ordinals (第三, Ⅲ), 多, 余, 近, 约, 超, 不到, 左右.
**English**: digits with commas, number words, thousand to trillion, k/m/bn, dozen, half, one-third,
doubled, twofold, ordinals, Roman numerals.

**Accepted**: a fair rounding (12.03亿 as "1.2 billion", 1亿2345万 as "123 million"); the same value in
another unit (3000米 as "3 km", 一年半 as "18 months"); 增长两倍 as "tripled" or "by 200 per cent"; a number
said once on one side and twice on the other; idioms, sayings and names (十分, 一些, 五十步笑百步, 九寨沟, 双十一).

**Found**: another value where the source has one (error where both are figures, else warning); a figure
that is left out (error from 1,000 upward and for money and shares, else warning) or added (warning);
"almost" or "less than" where the Chinese has as much or more (突破400万 as "almost 4 million"; warning);
"rose to" for 增长了 and "rose by" for 增长到; degrees below zero that lost it; percentage points as percent;
80 per cent off for 八折; ranges turned round; *rose 8.4 percent* for 下降8.4%; *twice daily* for 每日一次;
thousands badly grouped ("4.700 tons", "1,4000"); two numbers that changed places.

**Limits**: 一 and "one", "first", "both" never raise an alarm by themselves. A number whose whole sentence
is missing is reported as an omission. Two numbers that changed places are found where their order differs
from the source and the words around them fit better the other way round, or where their units differ.

MQM: accuracy/mistranslation/number.
"""


def _message(pair: Pair, difference: Difference) -> str:
    ours, theirs = difference.source, difference.target
    if difference.problem == "format" and ours and theirs:
        text = words(pair, theirs, False)
        return f"{text} is not a well-formed English number; {words(pair, ours, True)} = {figure(ours.value)}"
    if difference.problem == "swapped" and ours and theirs:
        return f"{words(pair, ours, True)} has changed places: {words(pair, theirs, False)} stands beside its words"
    if claim := claimed(pair, difference):
        return claim
    if ours and theirs:
        return f"{stated(pair, ours)}; the translation has {_words_and_value(pair, difference)}"
    if ours:
        said = stated(pair, ours).replace(" = ", " (")
        return f"{said}{')' if '(' in said else ''} has no counterpart in the translation"
    assert theirs
    return f"{words(pair, theirs, False)} has no counterpart in the source"


def _words_and_value(pair: Pair, difference: Difference) -> str:
    theirs = difference.target
    assert theirs
    text, value = words(pair, theirs, False), meaning(theirs)
    if _without_marks(value).startswith(f"{_without_marks(text)} "):  # 9,000 yuan, not 9,000 (9,000 yuan)
        return value
    return text if _without_marks(text) == _without_marks(value) else f"{text} ({value})"


def _without_marks(text: str) -> str:
    """The text as it is compared: without commas and hyphens, in American spelling (32 meters, 32 metres)."""
    return " ".join(norm(word) for word in text.replace(",", "").replace("-", " ").split())


def _run(alignment: Alignment) -> Iterator[Finding]:
    told: dict[int | None, list[Finding]] = {}  # of each pair, of numbers that are judged with their words
    for pair in alignment.pairs():
        if said := frequencies(pair.source.text, pair.evidence.low):
            often = _differs(pair, *said)
            told.setdefault(pair.number, []).append(often)
            yield from () if is_same(*said) else (often,)
        if dose := wrong_dose(pair.source.text, pair.evidence.low):
            told.setdefault(pair.number, []).append(_differs(pair, *dose))
            yield told[pair.number][-1]
    for finding in findings(alignment, CHECK, _message, running=is_running(alignment)):
        if not any(_is_part(finding, whole) for whole in told.get(finding.bead, ())):
            yield finding


def _differs(pair: Pair, ours: Often | Dose, theirs: Often | Dose) -> Finding:
    """Twice daily for 每日一次, three tablets for 一次两片."""
    source, target = (ours.start, ours.end), (theirs.start, theirs.end)
    message = f"“{pair.source.text[slice(*source)]}” is not “{pair.target.text[slice(*target)]}”"
    return pair.finding(CHECK, message, source=source, target=target, severity="error", confidence=SURE)


def _is_part(finding: Finding, whole: Finding) -> bool:
    """Return whether the words of a finding belong to those of another one, on either side."""
    sides = ((finding.source_span, whole.source_span), (finding.target_span, whole.target_span))
    return any(one and two and two.covers(one) for one, two in sides)


CHECK = Check(
    id="number",
    severity="error",
    category="accuracy/mistranslation/number",
    doc=_DOC,
    run=_run,
    rank=1,
    error_threshold=SURE,
    good=(
        (
            "违反第九条第一项、第十二条第二项者，处罚款。",
            "Whoever violates Paragraph 1 of Article 9 or Paragraph 2 of Article 12 is fined.",
        ),
        ("全市产业规模达到30亿元。", "The city's industry is worth 3 billion yuan."),
        ("超过一千二百名工人返岗。", "More than 1,200 workers are back at work."),
        ("约三分之二的受访者表示满意。", "About two-thirds of those asked were satisfied."),
        ("产量比十年前增长了两倍。", "Output has tripled in ten years."),
        ("仓库里有几十箱苹果。", "Dozens of boxes of apples are in the warehouse."),
        ("总人口为12.03亿。", "The total population is about 1.2 billion."),
        ("三分之一的学校参加了。", "A third of the schools took part."),
        ("存款增加了3万多亿元。", "Deposits rose by more than 3 trillion yuan."),
        ("停电持续了两天。", "The outage lasted 48 hours."),
        ("同比提高3.5个百分点。", "It rose 3.5 percentage points from a year earlier."),
        ("三个臭皮匠，顶个诸葛亮。", "Two heads are better than one."),
        ("三百六十行，行行都要有人做。", "All trades need people to do them."),
        ("他们一起去看了一些老房子，十分高兴。", "They went to see some old houses together and were very happy."),
    ),
    bad=(
        ("不到四分之一的房屋有人居住。", "More than a quarter of the houses are lived in.", "More than a quarter"),
        ("本药每日服用一次。", "Take this medicine twice daily.", "twice daily"),
        ("一次两片，一日三次。", "Three tablets at a time, three times a day.", "Three tablets"),
        ("净利润下降8.4%。", "Net profit rose 8.4%.", "rose 8.4"),
        ("全市产业规模达到30亿元。", "The city's industry is worth 30 billion yuan.", "30 billion"),
        ("超过一千二百名工人返岗。", "More than 1,300 workers are back at work.", "1,300"),
        ("约三分之二的受访者表示满意。", "About one-third of those asked were satisfied.", "one-third"),
        ("仓库存放小麦4700吨。", "The store holds 4.700 tons of wheat.", "4.700"),
        ("会议通过了27项决议。", "The meeting adopted seventeen resolutions.", "seventeen"),
        ("产值增长到300亿元。", "Output value rose by 30 billion yuan.", "30 billion"),
        ("气温降到零下10度。", "The temperature fell to 10 degrees.", "10"),
        ("全场打八折。", "Everything is 80 percent off.", "80"),
        ("该县新增病例141例。", "The county had almost 141 new cases.", "141"),
        ("首批85家企业入驻园区。", "The first companies have moved into the park.", "85"),
    ),
)
