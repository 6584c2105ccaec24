"""Ranks and offices: deputy, acting, former, -elect, executive, chief, honorary, assistant lost or added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from align.data import rows
from align.each_pair import on_chinese
from align.evidence.opposites import english_pattern, split
from align.records import Check, Finding, Pair
from align.text.english import english_words
from align.text.scripts import HAN
from align.text.word_keys import EntryPattern

_BEFORE = "(?<![目日之此当以年天面提空眼生先大史])"  # 目前, 此前: 前 that marks no former office
# 前英国首相; but 前八 are the last eight, 前三 the first three
_NO_FORMER = "不几两数一二三四五六七八九十百千强排半项款條条者述往来去后线方台景"
_BETWEEN = f"(?![{_NO_FORMER}])[{HAN}]{{0,6}}?"
_NEAR = r"(?:[ -](?:\w+[ -]){0,2}?)"  # English words between the mark and the office


class Mark(NamedTuple):
    """A mark: its name, Chinese offices with it, English that renders it, Chinese that explains that English."""

    name: str
    chinese: re.Pattern[str]
    english: EntryPattern
    added: re.Pattern[str]
    explained: re.Pattern[str]


class _Tables:
    """The tables of offices and of their marks."""

    @cached_property
    def offices(self) -> dict[str, EntryPattern]:
        """Chinese office -> its English."""
        return {word: english_pattern(english) for chinese, english in rows("offices.tsv") for word in split(chinese)}

    @cached_property
    def any_office(self) -> re.Pattern[str]:
        """One pattern of all Chinese offices, the longest first."""
        return re.compile("|".join(sorted(self.offices, key=len, reverse=True)))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, in the order of the file."""
        return _marks(self.any_office.pattern)


@cache
def _tables() -> _Tables:
    return _Tables()


def _marks(offices: str) -> tuple[Mark, ...]:
    """The marks; ``offices``: a pattern of all Chinese offices."""
    heads = "|".join(sorted({p for _, english in rows("offices.tsv") for p in split(english)}))
    out = []
    for name, chinese, english, explained in rows("office_marks.tsv"):
        before = "|".join(sorted(split(chinese), key=len, reverse=True))
        gap = _BETWEEN if name == "former" else ""
        front = _BEFORE if name == "former" else "(?<!常务)" if name == "deputy" else ""
        behind = rf"|(?P<held>{offices})(?:{before})" if name == "assistant" else "(?P<held>)"  # 总经理助理
        firm = "|".join(sorted(_ADDED.get(name, ())))
        added = (
            rf"(?:{english_pattern(firm).pattern})(?! as\b){_NEAR}(?:{english_pattern(heads).pattern})"
            if firm
            else "(?!)"
        )
        if name == "elect":
            added = rf"(?:{english_pattern(heads).pattern})[ -](?:elect|designate)\b"
        out.append(
            Mark(
                name,
                re.compile(rf"{front}(?:{before}){gap}(?P<office>{offices}){behind}"),
                english_pattern(english),
                re.compile(added),
                re.compile("|".join(split(explained))),
            )
        )
    return tuple(out)


_ADDED = {  # marks that are as certain in English as in Chinese
    "deputy": ("vice", "deputy"),
    "acting": ("acting", "interim"),
    "former": ("former",),
    "honorary": ("honorary",),
}
_CALLED = {
    "deputy": "a deputy",
    "acting": "acting only",
    "former": "a former one",
    "elect": "one elected, not yet in office",
    "first_deputy": "the executive deputy",
    "honorary": "honorary",
    "assistant": "an assistant",
    "chief": "the chief one",
}


def _judge(pair: Pair) -> Iterator[Finding]:
    """Offices whose mark is on one side only."""
    if _tables().any_office.search(pair.source.text) is not None:
        for mark in _tables().marks:
            told = list(_moved(pair, mark))
            yield from told or _lost(pair, mark)
            yield from () if told else _added(pair, mark)


_BESIDE = 12  # characters between a loose mark and the office


def _marked(mark: Mark, low: str, office: tuple[int, int]) -> bool:
    """Return whether the English has the mark: a telling word anywhere, a loose one beside the office."""
    for found in mark.english.finditer(low):
        near = (
            office[0] - _BESIDE <= found.end() <= office[0] + 1 or office[1] - 1 <= found.start() <= office[1] + _BESIDE
        )
        if near or found[0] not in english_words("mark_beside_office"):
            return True
    return False


def _moved(pair: Pair, mark: Mark) -> Iterator[Finding]:
    """A mark of one of two offices that the other one has in the English: "secretary and deputy governor" for
    副书记、省长."""
    source, low, firm = pair.source.text, pair.evidence.low, "|".join(sorted(_ADDED.get(mark.name, ())))
    marked = list(mark.chinese.finditer(source)) if firm else []
    if len(marked) != 1:
        return
    span, office = marked[0].span(), marked[0]["office"] or marked[0]["held"]
    others = [m for m in _tables().any_office.finditer(source) if m.end() <= span[0] or span[1] <= m.start()]
    if len(others) != 1 or others[0][0] == office:
        return
    heads = [list(_tables().offices[name].finditer(low)) for name in (office, others[0][0])]
    if any(len(found) != 1 for found in heads) or heads[0][0].span() == heads[1][0].span():
        return
    own, other = (_has_before(firm, low, found[0].start()) for found in heads)
    if other and not own:
        target = pair.target.text[slice(*heads[1][0].span())]
        zh, called = marked[0][0], _CALLED[mark.name]
        message = f"{zh} is {called}, and {others[0][0]} is not; the translation has it with {target}"
        yield pair.finding(CHECK, message, source=span, target=heads[1][0].span(), confidence=0.85)


def _has_before(marks: str, low: str, at: int) -> bool:
    """Return whether one of the marks stands right before an English office."""
    return re.search(rf"\b(?:{marks})[ -](?:\w+[ -])?$", low[max(0, at - 30) : at]) is not None


def _lost(pair: Pair, mark: Mark) -> Iterator[Finding]:
    found, low = mark.chinese.search(pair.source.text), pair.evidence.low
    if found is None:
        return
    held = list(_tables().offices[found["office"] or found["held"]].finditer(low))
    if not held or any(_marked(mark, low, office.span()) for office in held):
        return
    office = held[0]
    target = pair.target.text[slice(*office.span())]
    yield pair.finding(
        CHECK,
        f"{found[0]} is {_CALLED[mark.name]}; the translation has {target}",
        source=found.span(),
        target=office.span(),
        confidence=0.85,
    )


def _added(pair: Pair, mark: Mark) -> Iterator[Finding]:
    source, found = pair.source.text, mark.added.search(pair.evidence.low)
    if found is None or mark.explained.search(source):
        return
    office = _tables().any_office.search(source)
    if office is None:
        return
    target = pair.target.text[slice(*found.span())]
    yield pair.finding(
        CHECK,
        f"{office[0]} is not {_CALLED[mark.name]}; the translation has {target}",
        source=office.span(),
        target=found.span(),
        confidence=0.8,
    )


CHECK = Check(
    id="office",
    severity="error",
    category="accuracy/mistranslation/office",
    doc="""A deputy minister is no minister. The check compares what makes another rank of an office: 副 (vice,
deputy), 代理 (acting), 前 (former), 候任 (-elect), 常务副 (executive deputy), 首席 (chief), 名誉 (honorary), 助理
(assistant).

**Lost**: the Chinese has the mark before an office, the English has the office and nothing that renders the mark.
**Moved**: of two offices the other one has it (副书记、省长 as *secretary and deputy governor*).
**Added**: the English has *deputy*, *acting* or *former* before an office, and no character of the Chinese explains
it.

The marks and the offices are tables (office_marks.tsv, offices.tsv). Which chief officer it is (CEO, CFO, CTO) and
which office (mayor, governor) are opposites: see the check `direction`.""",
    run=on_chinese(_judge),
    good=(
        ("副市长出席了仪式。", "The deputy mayor attended the ceremony."),
        ("外交部副部长会见了代表团。", "The vice foreign minister met the delegation."),
        ("前总统访问了上海。", "The former president visited Shanghai."),
        ("她能闯进前八，连教练都感到意外。", "That she made the last eight surprised even her coach."),
        ("目前总统没有回应。", "The president has not responded so far."),
        ("代表们选出了市长。", "The deputies elected the mayor."),
        ("当选总统将于一月就职。", "The president-elect takes office in January."),
    ),
    bad=(
        ("副市长出席了仪式。", "The mayor attended the ceremony.", "mayor"),
        ("校长宣布放假。", "The deputy headmaster announced a holiday.", "deputy headmaster"),
        ("常务副省长主持会议。", "The governor chaired the meeting.", "governor"),
        ("名誉会长致辞。", "The president gave a speech.", "president"),
        ("候任总统发表讲话。", "The president gave a speech.", "president"),
    ),
    rank=2,
)
