"""A source whose digits were stripped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.data import either
from align.records import Alignment, Check, Finding, Pair
from align.text.scripts import HAN
from align.text.segmenter import words

_NUMERAL = "0-9０-９一二三四五六七八九十百千万亿零〇○两几数多半壹贰叁肆伍陆柒捌玖拾%"
_OPENS = rf"(?:^|(?<=[，。；、：！？“（(《\s]))(?<![{_NUMERAL}]\s)"  # a clause begins; "882 年" has its number
# What cannot be without its number.
_CERTAIN = re.compile(
    rf"(?<![{_NUMERAL}某年当每本出此同生旧润闰正腊日/])月日(?![记报用常])"  # 刘攀月日
    rf"|{_OPENS}同?年月(?:日)?(?=[，。；、在至起底初末])"  # 年月，长沙发布
    rf"|{_OPENS}年(?=[，、]|至年|到年|-年|—年)"  # 年，长沙成为
    r"|(?<=[（(《])[-—–~～至]年(?=[）)》])"  # （-年）
    r"|第(?:[届期季次季]|批次|季度|世纪)(?=[，。；、的]|中国|全国|国际|世界)"  # 第届
    r"|首批(?:[家个名位项座所]|多个|余家)(?![人性体字牌乡目])"  # 首批家企业
    r"|(?:增长|下降|上升|提高|提升|减少|增加|降低|增幅为?|跌幅为?|涨幅为?|占比为?|达到?|超过?|近|"
    r"约为?)(?:了)?[%％](?!\d)"
    r"|(?:总计|共计|共有|总共|合计|达到|超过|增至|增加到|减至|(?<![找回看见听等想得感受做办买])不到|不少于|逾|大约|将近|至少)"
    r"(?:了)?(?P<unit>[家名位座](?![人庭长乡里用电具务字额单义牌校于置居列谈])|个(?![人性体别中税月])|亿元|万元|万人|"
    r"平方公里|平方米|公里|千米|吨)"
    r"|(?:上午|下午|晚上|凌晨|中午)时(?:分|许)?(?=[，。在、])"
    r"|出现了次"
)
# A "年" that nothing counts: likely a stripped year, certain only where there are more of the kind.
_LIKELY = re.compile(
    rf"(?:(?<=[的在于至从自到为，。；、：])|^)年(?![{_NUMERAL}]|{either('chinese_words.tsv', 'after_year')})(?=[{HAN}])"
    r"|(?:(?<=[的在于至从自到为，。；、：])|^)年(?=中(?:国|央|部|心|共|小|华|西|外|俄|美|日))"
    rf"|(?<=[{HAN}])个，|(?<=[了过])次，"
)
# One of these occurs wherever the patterns above find something; it is found without looking back, and seldom.
_HINT = re.compile(
    r"[月年第首%％个家名位座亿万平公千吨时次](?:(?<=月)日|(?<=年)[月，、至到—-]|(?<=[至~～–—-]年)|(?<=第)[届期季次批世]|(?<=首)批|"
    r"(?<=[长降升高少加低为幅比达到超过近约了][%％])|(?<=[计有共到过至于少逾约近了][家名位座个亿万平公千吨])|"
    r"(?<=[午上晨]时)|(?<=了次))"
)
_LIKELY_HINT = re.compile(r"[年个次](?:(?<=[的在于至从自到为，。；、：]年)|(?<!..)(?<=年)|(?<=[个次])，)")
_DIGIT = re.compile("[0-9０-９]")


def _run(alignment: Alignment) -> Iterator[Finding]:
    if alignment.source is None or alignment.source.lang != "zh":
        return
    pairs = alignment.pairs()
    for some in ([pair] for pair in pairs) if alignment.listed else (pairs,):
        yield from _findings(some)


def _findings(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Return findings of pairs that form a text; uncertain places count from three on, or beside a certain one."""
    hits = [(pair, match, sure) for pair in pairs for match, sure in _matches(pair)]
    certain = sum(sure for _, _, sure in hits)
    if not certain and len(hits) < 3:
        return
    for pair, match, sure in hits:
        start, end = match.span()
        lacking = match.group().strip("，、")
        yield pair.finding(
            CHECK,
            f"a number is missing at “{lacking}”: the source lost its digits",
            source=(start, end),
            confidence=0.95 if sure else min(0.9, 0.5 + 0.1 * len(hits)),
        )


def _matches(pair: Pair) -> Iterator[tuple[re.Match[str], bool]]:
    text = pair.source.text
    if not text:
        return
    certain = [m for m in _CERTAIN.finditer(text) if m.group() and _counts(m)] if _HINT.search(text) else []
    yield from ((m, True) for m in certain)
    if not _LIKELY_HINT.search(text) or len(_DIGIT.findall(text)) > len(text) // 40 + 2:
        return  # a text with its digits
    for match in _LIKELY.finditer(text):
        if match.group() and not any(c.start() < match.end() and match.start() < c.end() for c in certain):
            yield match, False


def _counts(match: re.Match[str]) -> bool:
    """Return whether the measure word is one, and not the end of another word (位 in 到位)."""
    border = match.start("unit")
    return border < 0 or not any(start < border < end for start, end in words(match.string))


CHECK = Check(
    id="source_digits",
    severity="warning",
    category="source-error/missing-digits",
    doc="""The Chinese lost its digits when it was copied: *记者刘攀月日*, *的年区块链*, *首批家企业*.

**Finds** *月日*, *年月* and *年* that no number precedes, measure words and percent signs that need one (*第届*,
*首批家*, *增长%*), and empty ranges (*（-年）*). What may be right by itself (*的年…*) is reported only where there is
other evidence in the same article. The finding is the fault of the source: get the original and translate that.

**Accepts** words with 年, 月 and 日 that count nothing (*年度*, *年底*, *出生年月日*), approximate and Chinese numerals
(*数月*, *五月三日*, *某月某日*).
""",
    run=_run,
    good=(
        ("882 年，城堡被围。", "The castle was besieged in 882."),
        ("五月三日，展会在本市开幕。", "The fair opened here on 3 May."),
        ("有的措施落实不到位，进展不快。", "Some measures have not been carried out, and progress is slow."),
        ("请填写出生年月日。", "Please give your date of birth."),
        ("该县的年产量超过全省平均水平。", "The county's yearly output is above the average of the province."),
    ),
    bad=(
        ("本报记者王平月日从市政府获悉。", "Our reporter learnt from the city government.", "月日"),
        ("年，这座小城成为节点城市。", "In the year, the town became a node city.", "年"),
        ("产值比上年增长%。", "Output grew on the year before.", "增长%"),
    ),
    rank=2,
    scope="article",
)
