"""What the Chinese says and the English does not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import numpy as np

from align.checks._evidence import Evidence, evidence, longest_runs
from align.checks._runs import is_verb, omitted
from align.records import Alignment, Check, Finding, Pair, Severity
from align.text.furniture import is_furniture
from align.text.scripts import han_count

# Calibrated by benchmarks/calibrate_words.py on segments that raters found free of errors (see its table).
ERROR, WARNING = 0.97, 0.76
SURE, PARTNER = 0.97, 0.3  # from here on it is missing whatever stands in its place
LOOK, HOLE = 0.4, 0.85  # evidence that is worth a look at the English there, and what that look has to give
# A verb cannot be left unsaid; names of things, qualities and circumstances can, where the reader knows them: so much
# less sure are they. And so are words for which the English around the gap does not speak.
UNSAID = 0.13
_REAL = 4  # Chinese characters of a sentence that has something to translate
_LETTER = re.compile(r"[^\W_]")
_UNITS = (re.compile(r"[^。！？!?]+[。！？!?]*"), re.compile(r"[^，。；！？：,;!?]+"))  # sentence, clause
_GLOSS = re.compile(r"[\u4e00-\u9fff]{0,2}\s*[（(]\s*([A-Za-z\u00c0-\u024f][^()（）]{1,40}?)\s*[)）]")
# The short name of a body in brackets stands for all of its name: 国家公园体系 (SANParks)
_ACRONYM = re.compile(r"[\u4e00-\u9fff]{0,8}\s*[（(]\s*([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\s*[)）]")
# Speed beside a measure that English calls by its unit alone: at 11 kilometers per hour
_SPEED = ("速度", "时速", "的速度")
_PER = re.compile(r"\b(?:per|an?) (?:hour|second|minute|day)\b|km/h|mph|kph|m/s")
# Words that bring in a figure, which English puts in by a preposition, an ordinal or a verb of its own
_BRINGS = frozenset(
    "排名 位列 位居 名列 排在 居于 达 达到 高达 多达 共 共有 共计 合计 总计 累计 持续 延续 造成 导致 致使 "
    "事件 事故".split()
)
# Names of the kind of thing, empty beside the thing itself: 纵火的行为, arson
_KINDS = frozenset("行为 说法 现象 做法 方式 过程 状况 局面 事件 情形 样子 地方 时候 时期 期间 领域 人士 群众".split())
_BOUND = frozenset("们 者 员 性 化 式 型 率 度 界 类 版 级 届 号 处 样 般".split())  # endings, no words of their own
_FIGURE = re.compile(
    r"\s*(?:了|过|至|到|第|约|近|超过?)?\s*[0-9０-９〇零一二三四五六七八九十百千万亿两几数半年月今明本下次]"
)
_PEOPLE = ("人员", "者", "员", "人士")
_DOER = re.compile(r"[A-Za-z]+(?:er|or|ist|ian|man|men|ant)s?\b")
_CLAUSE = re.compile("[，。；！？：,;!?]")
_CREDIT = re.compile(
    r"^[（(]?\s*(?:本报|本网|新华社|中新社|央视|人民网|新华网)?(?:记者|通讯员|实习生|作者|编辑|摄影|图|文)[\s:：/]"
)


def run(alignment: Alignment) -> Iterator[Finding]:
    """Findings of this check."""
    if alignment.target is None:
        return
    for pair in alignment.pairs():
        if not pair.source.text or pair.bead.furniture:
            continue
        if not _LETTER.search(pair.target.text):
            found = _sentence(pair)
            if found:
                yield found
            continue
        proof = evidence(alignment, pair)
        if proof is not None:
            yield from _words(pair, proof)


def _sentence(pair: Pair) -> Finding | None:
    """A sentence whose translation is missing altogether."""
    text = pair.source.text
    if not _LETTER.search(text) or is_furniture(text) or (pair.target.text and pair.target.text == text):
        return None
    content = han_count(text)
    credit = bool(_CREDIT.match(text))
    real = content >= _REAL and not credit
    severity: Severity = "error" if real else "warning" if content > 1 and not credit else "note"
    return Finding(
        check="omission",
        severity=severity,
        category="accuracy/omission",
        bead=pair.number,
        source_span=pair.source.whole,
        target_span=None,
        message="this sentence has no translation",
        confidence=0.95 if real else 0.6,
    )


def _words(pair: Pair, proof: Evidence) -> Iterator[Finding]:
    done = -1
    for first, last, sure in _stretches(pair.source.text, proof):
        start, end = int(proof.links.source.starts[first]), int(proof.links.source.ends[last])
        if start < done or _said_otherwise(pair, proof, first, last):
            continue  # or part of the sentence that is reported already
        hole = omitted(proof, pair.target.text, first, last, sure)
        if not is_verb(proof, first, last):
            hole -= UNSAID
        if hole < HOLE and (sure < WARNING or excused(proof, first, last, sure)):
            continue
        words = pair.source.text[start:end]
        whole = _whole_clause(pair.source.text, start, end, proof)
        if whole is not None:
            start, end = whole
            words = pair.source.text[start:end]
        done = end
        yield Finding(
            check="omission",
            severity="error" if sure >= ERROR and han_count(words) >= 6 else "warning",
            category="accuracy/omission",
            bead=pair.number,
            source_span=pair.source.span(start, end),
            target_span=None,
            message=f"nothing in the translation stands for “{words}”",
            confidence=round(min(max(hole, sure - UNSAID), 0.99), 3),
        )


def _stretches(text: str, proof: Evidence) -> Iterator[tuple[int, int, float]]:
    """Runs of uncovered tokens; none goes over the end of a clause."""
    starts, ends = proof.links.source.starts, proof.links.source.ends
    for first, last, sure in longest_runs(proof.uncovered, proof.source_judged, LOOK):
        if not _CLAUSE.search(text, int(starts[first]), int(ends[last])):
            yield first, last, sure
            continue
        cuts = [k for k in range(first, last + 1) if _CLAUSE.search(text, int(starts[k]), int(ends[k]))]
        for a, b in itertools.pairwise((first - 1, *cuts, last + 1)):
            part = slice(a + 1, b)
            for x, y, odds in longest_runs(proof.uncovered[part], proof.source_judged[part], LOOK):
                yield x + a + 1, y + a + 1, odds


def _said_otherwise(pair: Pair, proof: Evidence, first: int, last: int) -> bool:
    """Words that English says in another way, or need not say beside what it does say."""
    text, links = pair.source.text, proof.links
    start, end = int(links.source.starts[first]), int(links.source.ends[last])
    if _glossed(pair, end) or (text[start:end] in _SPEED and _PER.search(pair.target.text)):
        return True
    inside = first + np.flatnonzero(proof.source_judged[first : last + 1])
    said = {text[links.source.starts[k] : links.source.ends[k]] for k in inside}
    return (
        said <= _BOUND
        or said <= _KINDS
        or (said <= _BRINGS and bool(_FIGURE.match(text, end)))
        or _agent(pair, proof, first, last)
    )


def _agent(pair: Pair, proof: Evidence, first: int, last: int) -> bool:
    """People (人员, 者) that English names by the ending of the word before: 消防救援人员, firefighters."""
    source, target = proof.links.source, proof.links.target
    before = first - 1
    if before < 0 or source.ends[before] != source.starts[first] or proof.uncovered[before] > LOOK:
        return False
    if not pair.source.text[: source.ends[last]].endswith(_PEOPLE):
        return False
    best = int(proof.links.similarity[before].argmax())
    return bool(_DOER.match(pair.target.text, int(target.starts[best])))


def _glossed(pair: Pair, end: int) -> bool:
    """Does the Chinese itself give the foreign spelling behind these words, and the translation uses it?"""
    gloss = _GLOSS.match(pair.source.text, end) or _ACRONYM.match(pair.source.text, end)
    return gloss is not None and gloss[1].split()[-1] in pair.target.text


def excused(proof: Evidence, first: int, last: int, sure: float) -> bool:
    """Does something stand in the place of these tokens? Then it is a free or a wrong rendering, not an omission."""
    if proof.spelt(first, last) and proof.foreign(first, last):
        return True
    return sure < SURE and (proof.partner(first, last, PARTNER) is not None or proof.foreign(first, last))


def _whole_clause(text: str, start: int, end: int, proof: Evidence) -> tuple[int, int] | None:
    """The sentence, or else the clause, around a run where most content words are uncovered."""
    starts, judged = proof.links.source.starts, proof.source_judged
    for unit in _UNITS:
        for match in unit.finditer(text):
            if match.start() <= start and end <= match.end():
                inside = judged & (starts >= match.start()) & (starts < match.end())
                if inside.sum() >= 3 and np.mean(proof.uncovered[inside] > 0.3) >= 0.7:
                    body = match.group()
                    left = len(body) - len(body.lstrip())
                    return match.start() + left, match.start() + len(body.rstrip())
    return None


CHECK = Check(
    id="omission",
    severity="error",
    category="accuracy/omission",
    doc="""Words, clauses and sentences of the Chinese that the English leaves out; they are underlined in the Chinese.

**Finds** sentences without a translation, and words, phrases and clauses inside a translated sentence that have no
counterpart: no English word is close to them in meaning, the dictionary knows none of the words there as a rendering,
and both are unusual for these words. The English at the place of the counterpart is looked at as well: a verb without
counterpart and a hole in the English just there (*She a big cake for her friends*) make a sure finding even where
neither would alone. Nouns, qualities and circumstances, which a reader may supply, need more evidence than verbs. A
clause most of whose content words are missing is reported as a whole.

**Accepts** what English need not say: particles, measure words, aspect, directional and light verbs, doubled
expressions, words that bring in a figure (排名第二, *second*), names of kinds (纵火的行为, *arson*), agents that
English names by an ending (消防救援人员, *firefighters*), a name whose acronym stands in brackets behind it, and
sentences that are furniture of the page. Numbers and names are left to their own checks, which know more about them.

**Limits.** A single word that is rendered freely may be reported (warning); idioms are the usual case. Words that come
twice in the Chinese and once in the English are not reported. Severity is `error` for a missing sentence or clause,
`warning` for words. Needs the bundled token vectors.
""",
    run=run,
    good=(
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("目前，村里已经有三家茶馆。", "The village has three teahouses."),
        ("消防救援人员在夜里扑灭了山火。", "Firefighters put out the forest fire during the night."),
    ),
    bad=(
        ("昨天下了大雨，水库的水位上升很快。", "It rained heavily yesterday.", "水库的水位"),
        ("全村人都来帮忙收割水稻。", ".", "全村人"),
        ("昨天的会议讨论了水价和电价。", "Yesterday's meeting discussed water prices.", "电价"),
        (
            "这家医院位于山区，今年引进了新设备。",
            "The hospital is in the mountains and new equipment this year.",
            "引进",
        ),
    ),
    rank=7,
)
