"""Characters that the source lost, or that were read wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Passage
from align.text.scripts import HAN

_PAIRS = (("《", "》"), ("「", "」"), ("『", "』"), ("【", "】"), ("“", "”"), ("(", ")"))
_MIXED = str.maketrans("（）", "()")
_LOST = re.compile(
    r"(?P<empty>《\s*》|“\s*”|(?<![A-Za-z0-9_.>\]])（\s*）|(?<![A-Za-z0-9_.>\]])\(\s*\)|【\s*】|「\s*」)"
    r"|(?P<marks>[，、；：]\s*[，、；：。！？]|。\s*[，、；。])(?!…)"
    r"|(?P<start>(?:^|(?<=[，。；：！？]))(?:的(?![确士话哥卢黎])|了(?![解结却然如无不得望断事])|们|"
    r"着(?![力重眼手实陆装火急色想落迷床凉魔名])|之(?![前后间内外上下中一所类流处初际余])))"
    rf"|(?P<end>(?<=[{HAN}])(?:(?<![参给赠授付施相无让])与|(?<![总温柔缓平调饱暖祥中谦随亲共人求讲不可])和|"
    r"(?<![波涉顾普提触危遍埃得不企论旁惠殃推累言祸])及)(?=[。！？；]))"
)
_OCR = re.compile(
    rf"(?P<word>[己巳](?=经[{HAN}])|末(?=来[的，。发])|入(?=民(?:政府|群众|法院|日报|银行|代表|大会|币))|"
    r"夭(?=气|津|然)|(?<=[今昨明每])夭|"
    r"(?<=\d)曰|曰(?=报|前[，。])|囯|(?<=[党员])千部|(?<=\d)[OoQl](?=\d|年|月|日|[万亿元%])|"
    r"(?<=[一二三四五六七八九])[OoQ](?=[一二三四五六七八九OoQ年]))"
)
_RIGHT = {
    "己": "已",
    "巳": "已",
    "末": "未",
    "入": "人",
    "夭": "天",
    "曰": "日",
    "囯": "国",
    "千部": "干部",
    "O": "0",
    "o": "0",
    "Q": "0",
    "l": "1",
}
_SPACED = re.compile(rf"(?<![{HAN}])(?:[{HAN}][ \u3000]){{3,}}[{HAN}](?![{HAN}])")
_UNBROKEN = re.compile(rf"(?<![{HAN}])[{HAN}]{{70,}}")
_SUSPECT = re.compile(
    "[《》“”（）()「」『』【】己巳末入夭曰囯千OoQl]|[，。；、：][，。；、：的了们着之]|^[的了们着之]|[与和及][。！？；]|"
    f"[\u3000 ][{HAN}][\u3000 ]|[{HAN}]{{70}}"
)
# What the patterns hold wherever they find something; quickly looked for, for it begins with one class of characters.
_LOST_HINT = re.compile(
    r"[《“（(【「，、；：。！？与和及](?:(?<=[《“（(【「])\s*[》”）)】」]|(?<=[，、；：。])\s*[，、；：。！？]|(?<=[，。；：！？])[的了们着之]|"
    r"(?<=[与和及])[。！？；])"
)
_OCR_HINT = re.compile("[己巳末入夭曰囯千OoQl]")
_ITEM = re.compile(r"(?:^|[，。；：、\s])(?:\d{1,2}|[a-zA-Z一二三四五六七八九十])$")
_MESSAGES = {
    "empty": "nothing stands between the marks “{}”: words were lost in the source",
    "marks": "“{}”: words were lost in the source between two marks",
    "start": "a clause cannot begin with “{}”: words were lost in the source",
    "end": "a sentence cannot end with “{}”: words were lost in the source",
}


def _run(alignment: Alignment) -> Iterator[Finding]:
    source = alignment.source
    if source is None or source.lang != "zh":
        return
    odd: tuple[tuple[str, str], ...] | None = None
    for pair in alignment.pairs():
        text = pair.source.text
        if not text or pair.bead.furniture or not _SUSPECT.search(text):
            continue
        if odd is None or alignment.listed:  # the rows of a table are texts of their own
            odd = _unbalanced(text if alignment.listed else source.text)
        cut = _cut(pair.target.text)  # a sentence of a longer quotation
        marks = tuple(both for both in odd if not (cut and both[0] == "“"))
        for start, end, message, fixed, confidence in _slips(pair.source, marks):
            yield pair.finding(
                CHECK, message, source=(start, end), suggestions=(fixed,) if fixed else (), confidence=confidence
            )


def _unbalanced(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of marks that do not come out even in the whole text: a quotation may run over many sentences."""
    text = text.replace("（", "(").replace("）", ")")
    return tuple((a, b) for a, b in _PAIRS if text.count(a) != text.count(b))


def _slips(side: Passage, odd: tuple[tuple[str, str], ...]) -> Iterator[tuple[int, int, str, str, float]]:
    text = side.text
    for match in _LOST.finditer(text) if text[0] in "的了们着之" or _LOST_HINT.search(text) else ():
        kind = match.lastgroup or ""
        yield *match.span(), _MESSAGES[kind].format(match.group()), "", 0.8
    for match in _OCR.finditer(text) if _OCR_HINT.search(text) else ():
        wrong = match["word"]
        right = _RIGHT[wrong]
        yield *match.span(), f"“{wrong}” was misread for “{right}” in the source", right, 0.85
    for match in _SPACED.finditer(text) if " " in text or "\u3000" in text else ():
        yield *match.span(), "spaces between the characters of the source", "".join(match.group().split()), 0.8
    for match in _UNBROKEN.finditer(text):
        yield *match.span(), "seventy characters without a mark: the source lost its punctuation", "", 0.7
    for first, last in odd:
        at = _lonely(text, first, last)
        if at is not None:
            yield at, at + 1, f"“{text[at]}” is not paired in the source", "", 0.75


def _cut(english: str) -> bool:
    """Return whether the quotation marks of the English do not come out even either."""
    return english.count('"') % 2 == 1 or english.count("“") != english.count("”")


def _lonely(text: str, first: str, last: str) -> int | None:
    """Place of the first mark that opens without closing, opens twice, or closes without opening."""
    if first == "(":
        text = text.translate(_MIXED)
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == first:
            if opened and first == "“":
                return at  # a quotation inside of a quotation is written ‘’
            opened.append(at)
        elif char == last:
            if not opened:
                if first == "(" and _ITEM.match(text[max(0, at - 2) : at]):
                    continue  # 1) 2) 3)
                return at
            opened.pop()
    return opened[-1] if opened else None


CHECK = Check(
    id="source_characters",
    severity="note",
    category="source-error/characters",
    doc="""Traces of characters that the source lost or that were read wrong.

**Finds** brackets and quotation marks without counterpart (in the whole text), empty brackets and quotes, two marks
with nothing between, clauses that begin with 的, 了 or 们 and sentences that end with 在, 与 or 和, misread characters
(*己经* for *已经*, *9月8曰*, *2O22年*), spaces between characters, and seventy characters without a mark.

**Accepts** quotations over several sentences, enumeration like *1)*, and words that begin or end like these (*了解*,
*存在*, *参与*).
""",
    run=_run,
    good=(
        ("了解情况以后，他积极参与。", "Having learnt about it, he took an active part."),
        ("展会（第三届）开幕。", "The fair (the third) has opened."),
    ),
    bad=(
        ("他读完了《红楼梦。", "He has read Dream of the Red Chamber.", "《"),
        ("桥己经修好了。", "The bridge is finished.", "己"),
        ("我们去了，的公园很美。", "We went there; the park is beautiful.", "的"),
        ("他写了一本书《》。", "He wrote a book.", "《》"),
    ),
    rank=2,
)
