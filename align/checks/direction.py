"""Opposites: the English says fell where the Chinese says rose, east for west."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from align.data import either
from align.evidence import compass, connectives, modality, translations
from align.evidence.concepts import cues
from align.evidence.label_opposites import opposite
from align.evidence.opposites import LABELS, Contrast, contrasts, excuses, head_contrast, rendered_elsewhere
from align.evidence.relations.read import agree_at
from align.evidence.tense import Turned, turned
from align.evidence.ties import TIED, tie
from align.names.recognition import Chinese
from align.records import Alignment, Check, Finding, Pair, Span
from align.strings.commands import agree, plain
from align.strings.resource import holds_entries, is_short
from align.text.english import small_words
from align.text.negation import in_chinese, in_english
from align.text.scripts import HAN, IDEOGRAPH, han_count
from align.text.spans import just_before, word_end

_LESS = re.compile(  # before the wrong word: less complicated
    r"(?:\b(?:less|least|stop|cease|avoid|not|never|hardly|no longer|neither|nor|without|rather than|instead of)"
    r"|n['’]t)"
    r"(?: (?:so|very|too|as|all|be|been|being|have|has|had|yet|quite|the|a|an|to)){0,2}(?: \w+ (?:or|nor))?"
    r"[ -](?:self-)?$"
    r"|\bnon-?$"
    r"|(?:^|[.;:,] )no (?!doubt|wonder|sooner)(?:\w+ ){1,3}(?:(?:is|are|may be|shall be) )?$"  # no photos allowed
)
# 不安全 is not the opposite of unsafe, 取消隐藏 not that of show
_DENIED = re.compile("(?:[不非未没无勿别]|[不未没][得应可能会宜有再被予]{1,2}|取消|解除|撤销)$")
_MORE, _NO = re.compile(r"(?:less|fewer|more|lower|higher|later|earlier|greater)\b"), re.compile(r"\bno $")
_DENYING, _TOO, _PASSIVE = frozenset("不无未非没难"), re.compile(r"\btoo \w+ (?:for|to)\b"), re.compile("[被遭由让给]")
SENSES = "senses"  # begins the names of tables whose rows hold wrong senses of a word, no opposites
# The row of a rate per unit of area, whose figure may be converted; letters between the figure and its rate
_RATE, _RATE_REACH = "yield/per_mu", 60
LOOSE = 0.5  # of 16 that no link ties, in 60,000 published pairs, none was right, of 21 in contrast pairs all
# A name inside an English sentence: where there is none, 石桥 is no town
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z]")
FAR_EN = 30  # letters between a negation of the English and a word that it denies
FAR = 5  # characters between a negation and the word that it denies
CLAUSE = 20  # characters of a clause
BESIDE = 4  # characters between the words of two findings that may tell of one fault
_LABEL = 14  # Chinese characters of a label, button or menu entry; a longer string says more than one thing
_UNDO = re.compile(f"(?:取消|解除|撤销|停止|结束|退出|不再)(?=[{HAN}]{{2}})")
_UNDONE = re.compile(rf"\b(?:{either('negation.tsv', 'en_undoes')})\b")


def _run(alignment: Alignment) -> Iterator[Finding]:
    """Pairs in which one side says the opposite of the other, and nothing that agrees."""
    entries = holds_entries(alignment.source)
    for pair in alignment.pairs():
        if pair.target.text and IDEOGRAPH.search(pair.source.text):
            yield from _distinct(_of_pair(pair, entries))


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without those that tell of the fault of a surer one: they mark words of it, or words beside it on both
    sides (明年 and 将退休, "last year" and "retired")."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (-f.confidence, -len(f.target_span or ()))):
        gaps = ((_gap(o.source_span, finding.source_span), _gap(o.target_span, finding.target_span)) for o in kept)
        if not any(min(gap) < 0 or max(gap) < BESIDE for gap in gaps):
            kept.append(finding)
    return kept


def _gap(one: Span | None, other: Span | None) -> int:
    """Characters between two spans of a side; negative where they overlap."""
    if one is None or other is None:
        return BESIDE
    return max(one.start, other.start) - min(one.end, other.end)


def _of_pair(pair: Pair, entries: bool) -> Iterator[Finding]:
    """Opposites in a pair. ``entries``: it is from a file of strings."""
    source, low = pair.source.text, pair.evidence.low
    label = entries and is_short(source) and han_count(source) <= _LABEL
    if label and agree(source, pair.target.text):
        return
    if label and (own := _of_label(pair, low)):
        yield own
        return
    for verb in turned(source, low, pair.evidence.links, pair.evidence.keys):
        yield _of_tense(pair, verb)
    for duty in modality.turned(source, low, pair.evidence.links, pair.evidence.keys):
        yield _of_duty(pair, duty)
    for joined in connectives.turned(source, low, pair.evidence.links, pair.evidence.keys):
        yield _of_clause(pair, joined)
    for found in contrasts(pair.evidence.chinese, low, pair.evidence.cues, pair.evidence.keys):
        if (label or found.row.topic != LABELS) and (opposed := _opposed(pair, found)):
            yield opposed
    if point := compass.turned(pair.evidence.chinese, pair.target.text, low):
        yield _finding(pair, *point)


def _opposed(pair: Pair, found: Contrast) -> Finding | None:
    """The finding of a contrast; None where the sentence or the links excuse it."""
    source, low, links = pair.source.text, pair.evidence.low, pair.evidence.links
    before = source[max(0, found.source[0] - 3) : found.source[0]]
    beside, turned_round = _DENIED.search(before) is not None, _turned(low, found.target[0])
    # 请勿在运行时打开, "do not close": where the wrong word is denied, a negation of the Chinese clause is the same
    far = not beside and _denied_far(source, found.source[0], CLAUSE if turned_round else FAR)
    if far and not turned_round and _turned_far(low, found.target[0]):
        far = False  # 不存在贬值的基础, "no basis for appreciation": each denies its word
    sense = found.row.topic.startswith(SENSES)  # a wrong sense is wrong in a denial as well: 别拖后腿
    named = pair.evidence.chinese.is_named(found.source) and _NAME.search(pair.target.text)
    if ((beside or far) != turned_round and not sense) or named:
        return None  # where both deny (未经书面同意, "without oral consent") the words are opposites all the same
    tied = tie(links, found.source, found.target, every=found.excused)
    if found.row.name == _RATE and not _kept(pair, found):
        return None  # 亩产增加十斤, "75 kilograms per hectare"
    same = _same_figure(source[found.source[1] :], low[found.target[1] :])
    if tied < 0 or ((found.row.tied or found.excused or found.right) and tied < TIED):
        return None
    if found.excused and max(tie(links, own, found.target) for own in excuses(found, source)) >= tied:
        return None  # it renders what justifies it as well: 切换选中状态 … 取消选中, "check"
    if found.right and (found.excused or not rendered_elsewhere(links, found)):
        return None  # each side has both words, and only links could tell them apart
    sides = source, low, found.source, found.target
    if not sense and (_denies_itself(*sides) or _by_agent(*sides) or agree_at(pair.evidence, *sides[2:])):
        return None
    sure = (tied >= TIED or same) and not found.right and not found.row.free
    put = found.target[0], word_end(low, found.target[1])  # a row may hold but the beginning of its English words
    return _finding(pair, found.source, put, sure, "does not mean")


def _kept(pair: Pair, found: Contrast) -> bool:
    """Return whether a figure near the wrong unit of a rate is the one of the Chinese, and so not converted."""
    near = (t for s, t in pair.evidence.agreement.matched if s.value == t.value and s.kind == t.kind == "number")
    return any(abs(t.start - found.target[0]) <= _RATE_REACH for t in near)


def _denied_far(source: str, at: int, reach: int) -> bool:
    """Return whether a negation ahead in the clause, at most ``reach`` characters, denies the word: 没有理由悲观."""
    first = max((source.rfind(mark, 0, at) for mark in "，。；：、！？"), default=-1) + 1
    return any(first <= mark.start and mark.end <= at <= mark.end + reach for mark in in_chinese(source[:at]))


def _turned_far(low: str, at: int) -> bool:
    """Return whether a single strong negation ahead in the English clause denies the wrong word: no basis for a
    long-term appreciation."""
    first = max((low.rfind(mark, 0, at) for mark in ",.;:!?"), default=-1) + 1
    ahead = [mark for mark in in_english(low[first:at]) if mark.strong]
    return len(ahead) == 1 and at - first - ahead[0].end <= FAR_EN


def _turned(low: str, at: int) -> bool:
    """Return whether the wrong word is denied: less complicated, no less than."""
    return bool(just_before(_LESS, low, at) or (_MORE.match(low, at) and just_before(_NO, low, at)))


def _of_label(pair: Pair, low: str) -> Finding | None:
    """The opposite of what a label begins with, or of what it undoes."""
    start, label = len(low) - len(low.lstrip()), plain(pair.source.text)
    bare = label == pair.source.text
    text = pair.evidence.chinese if bare else Chinese(label)
    concepts = pair.evidence.cues if bare else cues(text)
    found = head_contrast(text, low[start:], concepts)
    at = pair.source.text.find(label)
    if at < 0:
        return None
    spans = (found.source, found.target) if found else opposite(text, low[start:], pair.evidence.keys)
    if spans:
        zh, en = spans
        return _finding(pair, (zh[0] + at, zh[1] + at), (en[0] + start, en[1] + start), True)
    undo = _UNDO.match(label)
    if undo is None or _UNDONE.search(low):
        return None
    codes, _, lengths = translations.hashes(label[undo.end() :])
    words = small_words(low)
    if not words or not (translations.known(codes, words).any(axis=1) & (lengths > 1)).any():
        return None
    return pair.finding(
        CHECK,
        f"“{undo.group()}” is not said: “{pair.target.text.strip()}” is the opposite of “{pair.source.text.strip()}”",
        source=(undo.start() + at, undo.end() + at),
        target=(start, len(low.rstrip())),
        confidence=0.85,
    )


def _denies_itself(source: str, low: str, zh: tuple[int, int], en: tuple[int, int]) -> bool:
    """Return whether the Chinese word is a denial, and the English denies the word for what it denies: 无效, "nothing
    … shall be effective"; 不切实际, "too slow to be practical"."""
    if source[zh[0]] not in _DENYING:
        return False
    first = max((low.rfind(mark, 0, en[0]) for mark in ".;:!?"), default=-1) + 1
    return any(first <= mark.start for mark in in_english(low[: en[0]]) if not mark.faint) or bool(
        _TOO.search(low, first, en[0])
    )


def _by_agent(source: str, low: str, zh: tuple[int, int], en: tuple[int, int]) -> bool:
    """Return whether both are passive: 被 … 击败, "defeated by"."""
    first = max((source.rfind(mark, 0, zh[0]) for mark in "，。；：！？,"), default=-1) + 1
    return low.endswith(" by", en[0], en[1]) and _PASSIVE.search(source, first, zh[0]) is not None


_BY_ZH = re.compile(r"[了至到近约超过逾达]{0,3}\s*(\d+(?:\.\d+)?)")
_BY_EN = re.compile(
    r"\s+(?:(?:by|to|at|about|nearly|almost|over|around|some|more than|an?|further)\s+){0,3}(\d+(?:\.\d+)?)"
)


def _same_figure(zh: str, en: str) -> bool:
    """Return whether the same figure follows both (下降3.2%, "rose 3.2 percent"): then both describe one thing."""
    ours, theirs = _BY_ZH.match(zh), _BY_EN.match(en)
    return ours is not None and theirs is not None and ours[1] == theirs[1]


def _finding(
    pair: Pair, zh: tuple[int, int], en: tuple[int, int], tied: bool, relation: str = "is the opposite of"
) -> Finding:
    source, target = pair.source.text[slice(*zh)], pair.target.text[slice(*en)]
    return pair.finding(
        CHECK,
        f"“{source}” {relation} “{target}”",
        source=zh,
        target=en,
        severity="error" if tied else "warning",
        confidence=0.85 if tied else LOOSE,
    )


def _of_tense(pair: Pair, verb: Turned) -> Finding:
    zh, en = pair.source.text[slice(*verb.source)], pair.target.text[slice(*verb.target)]
    message = f"“{zh}” {verb.ours}, “{en}” {verb.theirs}"
    return pair.finding(CHECK, message, source=verb.source, target=verb.target, severity="error", confidence=0.85)


def _of_duty(pair: Pair, verb: modality.Turned) -> Finding:
    zh, en = pair.source.text[slice(*verb.source)], pair.target.text[slice(*verb.target)]
    message = f"by “{zh}” it {verb.ours}, by “{en}” it {verb.theirs}"
    return pair.finding(CHECK, message, source=verb.source, target=verb.target, severity="error", confidence=0.85)


def _of_clause(pair: Pair, joined: connectives.Turned) -> Finding:
    zh, en = pair.source.text[slice(*joined.source)], pair.target.text[slice(*joined.target)]
    message = f"“{zh}” does not join the clauses as “{en}” does"
    return pair.finding(CHECK, message, source=joined.source, target=joined.target, severity="error", confidence=0.85)


_DOC = """\
Some mistakes turn a figure, a vote or a person into the opposite: 增长 translated as *fell*, 进口 as *exports*, 以上
as *below*, 去年 as *next year*, 反对 as *supported*, 西北 as *northeast*. Word vectors do not see them,
because opposites keep the same company; so the check has a table of some 3,700 concepts with what they are taken for:
commands of software, measures, time and place, people and kinship, offices, actions and feelings, qualities and
terms of the sciences.

It reports only what is certain: the Chinese has the word and nothing that would justify its opposite, the English has
the opposite and nothing that agrees. "Exports rose while imports fell" for 出口增长，进口下降 is safe because every
word has its counterpart. An opposite that the bundled encoder links to the Chinese word, or that has the same figure
behind it (下降3.2%, "rose 3.2 percent"), is an `error`, else a `warning`.

A thousand words more are compared in the same way with the English of a sense that they do not have there: 开夜车 as
*night train*, 不胫而走 as *walked*, 好不热闹 as *not lively*, 上市 of a medicine as *go public*.

Three things are judged by the links of the encoder, clause by clause: whether a verb has happened, goes on or is to
come (已签署, *will sign*; 正在修复, *has been repaired*), whether it must, may, need not or must not be done (无需登记,
*must not register*), and whether a clause is a reason, a condition or a concession (虽然下雨, *because it rained*).

Points of the compass are compared without the names of places (北京, Middle East, South Korea).
"""

CHECK = Check(
    id="direction",
    severity="error",
    category="accuracy/mistranslation/opposite",
    doc=_DOC,
    run=_run,
    good=(
        ("该设置有潜在的不安全性。", "The setting is potentially unsafe."),
        ("粮食产量同比增长3%。", "Grain output rose 3 percent year on year."),
        ("出口增长，进口下降。", "Exports rose while imports fell."),
        ("该县位于河南省西北部。", "The county lies in the northwest of Henan Province."),
        ("会议推迟到明年举行。", "The meeting was put off until next year."),
    ),
    bad=(
        ("两家公司已签署备忘录。", "The two companies will sign a memorandum.", "will sign"),
        ("代表团将在巴黎举行会谈。", "The delegation held talks in Paris.", "held"),
        ("粮食产量同比增长3%。", "Grain output fell 3 percent year on year.", "fell"),
        ("该县位于省会西北部。", "The county lies northeast of the provincial capital.", "northeast"),
        ("他昨晚又开夜车了。", "Last night he drove the night train again.", "night train"),
        ("两国同意在去年完成谈判。", "The two countries agreed to finish the talks next year.", "next year"),
        ("该公司去年扩大了进口。", "The company expanded its exports last year.", "exports"),
        ("访客无需填写表格。", "Visitors must not fill in the form.", "must not fill"),
        ("虽然下着大雨，比赛还是开始了。", "Because it was raining heavily, the match started.", "Because"),
        ("技术人员正在升级服务器。", "Technicians have upgraded the servers.", "have upgraded"),
        ("家长对结果感到失望。", "The parents were satisfied with the result.", "satisfied"),
        ("当地教育资源较弱。", "Educational resources are stronger there.", "stronger"),
    ),
    rank=3,
)
