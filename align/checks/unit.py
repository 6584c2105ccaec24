"""Units and money: the number is right, its unit is not. 50公里 is not 50 miles, 5亿元 not 500 million dollars."""

from __future__ import annotations

from collections.abc import Iterator

from align.numbers.agreement import Difference
from align.numbers.bases import wrong_bases
from align.numbers.disagreements import findings
from align.numbers.units import dimension, name
from align.numbers.wording import stated, words
from align.records import Alignment, Check, Finding, Pair
from align.strings.resource import is_running

_DOC = """\
Compares the unit or currency behind every number whose value was kept.

**Accepted**: right conversions (1000亩 as "66.7 hectares", 10公里 as "6.2 miles", 3000米 as "3 km", 500斤
as "250 kg", 华氏 and 摄氏); a sum in another currency beside the original one; 元 as yuan, RMB or CNY; a
unit that one side leaves out.

**Found**: another unit of length, area, volume, mass, time, temperature, power, energy, speed or another
currency with the same number (error): "480 m/h" for 480公里每小时, "50 miles" for 50公里, "5 million
dollars" for 500万元; and a rate of the same number by another unit: "per gram" for 每盎司, "daily pay" for 时薪.

**Limits**: no exchange rates. 度, 分, 里 are read as units only where the context is plain. "$" and
"dollars" may be any dollar, "pounds" may be money or weight.

MQM: accuracy/mistranslation/unit.
"""


def _message(pair: Pair, difference: Difference) -> str:
    ours, theirs = difference.source, difference.target
    assert ours and theirs
    what = "currency" if dimension(ours.unit) == "money" else "unit"
    text = words(pair, theirs, False)
    unit = name(theirs.unit)
    shown = text if unit.lower() in text.lower() else f"{text} ({unit})"
    return f"{stated(pair, ours)}; the translation has another {what}: {shown}"


def _run(alignment: Alignment) -> Iterator[Finding]:
    yield from findings(alignment, CHECK, _message, running=is_running(alignment))
    for pair in alignment.pairs():
        if pair.source.text and pair.target.text and not pair.bead.furniture:
            yield from _other_bases(pair)


def _other_bases(pair: Pair) -> Iterator[Finding]:
    """A rate of the same figure by another base: 时薪25元, "a daily pay of 25 yuan"."""
    for ours, theirs in wrong_bases(pair.source.text, pair.evidence.low, pair.evidence.agreement.matched):
        source, target = (ours.start, ours.end), (theirs.start, theirs.end)
        message = f"the rate is “{pair.source.text[slice(*source)]}”, not “{pair.target.text[slice(*target)]}”"
        yield pair.finding(CHECK, message, source=source, target=target, severity="error", confidence=0.85)


CHECK = Check(
    id="unit",
    severity="error",
    category="accuracy/mistranslation/unit",
    doc=_DOC,
    run=_run,
    rank=1,
    good=(
        ("这条路长10公里。", "The road is 10 km (6.2 miles) long."),
        ("果园占地1000亩。", "The orchard covers 66.7 hectares."),
        ("项目总投资5亿元。", "The project costs 500 million yuan (about $70 million)."),
        ("列车时速350公里。", "The train runs at 350 km/h."),
        ("他每月挣800美元。", "He earns $800 a month."),
        ("气温升至35摄氏度。", "Temperatures rose to 95 degrees Fahrenheit."),
    ),
    bad=(
        ("这条路长10公里。", "The road is 10 miles long.", "miles"),
        ("项目总投资5亿元人民币。", "The project costs 500 million US dollars.", "US dollars"),
        ("列车时速350公里。", "The train runs at 350 mph.", "mph"),
        ("保洁员时薪为25元。", "Cleaners are paid a daily wage of 25 yuan.", "daily"),
        ("仓库里有20吨大米。", "There are 20 kilograms of rice in the store.", "kilograms"),
    ),
)
