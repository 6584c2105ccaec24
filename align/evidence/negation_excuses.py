"""Excuses of an English negation without a Chinese one: a limit, "not yet", a word of the source."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np

from align.data import either, rows
from align.evidence.translations import hashes, known
from align.names.pinyin import spellings
from align.text.english import small_words
from align.text.negation import PREFIXES, Mark, antonyms, denies, reversed_by_affix
from align.text.scripts import HAN, WORD
from align.text.signs import Filed
from align.text.spans import beginnings, covered
from align.text.spelling import inflected
from align.text.word_search import twos_of

# English that denies without a negative word; and the words that make a limit or a condition of one
FREELY = re.compile(rf"\b(?:{either('negation.tsv', 'en_freely')})\b", re.I)
SAID = re.compile(rf"{FREELY.pattern}|\b(?:{either('negation.tsv', 'en_limit')})\b", re.I)
# of these "no" makes a limit or a set phrase
NO_MORE = re.compile(rf"\s+(?:{either('negation.tsv', 'en_no')})\b", re.I)
_THEN_EN = re.compile(r"\b(?:until|unless|before|except|without)\b", re.I)
_THEN_ZH = re.compile("[始方][得能可为為]|后始|后方|才")
_LIMIT_EN = re.compile(r"not\s+(?:exceed|(?:be\s+)?(?:more|less|later|earlier|lower|higher|greater|fewer)\b)", re.I)
_LIMIT_ZH = re.compile("[内限至止≤≥]|以[上下]|[小大]于(?:或|或者)?等于")
_FIRST_TIME = re.compile("第一[次回]|首次|首度|初次|头一[次回]")
_ENOUGH = re.compile(r"(?:can['’]t|cannot|could(?:n['’]t| not)|not)\b[^.;!?]*\b(?:enough|too \w+|worse|better)\b", re.I)
_NEVER_WITHOUT = re.compile(
    r"(?:\b(?:no|not|never|nothing|nobody|none|cannot|hardly)|n['’]t)\b[^.;!?]{0,60}\bwithout\b"
    r"|\b(?:no|nobody|none|hardly|scarcely|few)\b[^.;!?]{0,50}\b(?:who|that|which)\b[^.;!?]{0,24}(?:\bnot\b|n['’]t\b|\bcannot\b)",
    re.I,
)
_ALWAYS = re.compile("必|人人|离不[开了]|少不了|缺|须|总[是要会]|都|每|才|一定")
_CAPITAL = re.compile(r"\b[A-Z][a-z]{3,}\b")
_UNTIL = re.compile(r"(?:\w*n['’]t|not)\b[^.;!?]*\buntil\b", re.I)
_ANOTHER = re.compile(
    r"(?:\w*n['’]t|not)\b[^.;!?]*\bfor (?:another|at least|(?:a )?(?:further|good|long)|some|many|several|years)\b",
    re.I,
)
_LATER_ZH = re.compile("[等待]|再过|还[有要需得差]|[以之]?后(?!来)|才|[年月天日]后|过[后了]")
_NEXT = re.compile(r"\s+(?:(?:to|be|been|is|are|was|were) )?([a-z]{4,})\b", re.I)
_BEFORE_NOW = re.compile(r"not\b[^.;]*\b(?:before|yet|ever|previously)\b", re.I)
_THOUGHT = re.compile(r"\s+(?:think|believe|feel|consider|find|suppose)\b([^.;!?]{0,60})", re.I)
# 改变: never the same again; 是否有人: make sure nobody has
_NEVER_SAME, _CHANGED = (
    re.compile(r"(?:never|not)\b[^.;!?]*\b(?:same|again)\b", re.I),
    re.compile("[变改换异]|从此|不同"),
)
_OTHERWISE = re.compile("否则|不然|要不")  # 否则无法启动: without it nothing starts
# 在保证精度的同时: without sacrificing accuracy
_KEPT = re.compile("保[证持障留]|确保|兼顾|维持")
_HARM = re.compile(rf"\s+(?:(?:any|a|the|much|significant)\s)?(?:{either('negation.tsv', 'en_harm')})\b", re.I)
_WHETHER_ZH = re.compile("是否|有没有|有无|能否|会否|与否|是不是|[会能]不[会能]")
_WHETHER_EN = re.compile(r"\b(?:make sure|ensur\w+|check\w*|verif\w+|confirm\w*|see|whether|if|in case)\b", re.I)
_ASKED = re.compile("难道|莫非|何尝|岂[能会有可敢不非止]|谁说")  # 难道他会撒谎吗: surely he wouldn't lie
_UNLESS, _ONLY = frozenset(("未经", "非经", "不经", "非")), re.compile(r"\bonly\b", re.I)
_NEEDED = re.compile(r"\b(?:only|must|ha(?:s|ve) to|needs?)\b", re.I)
_TWO = re.compile("[不没无未非][^，。；：！？不没无未非]{1,12}(?:没有|没|无|不)")  # two negations in a clause
# Verbs whose antonyms are parts of too many renderings: 生效 is "go into effect" as well as "come into force"
_LIGHT = frozenset("come comes came coming goes going went gone give gives gave take takes took send sent".split())
_DENIED = 4  # characters behind a negation in which the word that it denies begins
_BEHIND, _LETTERS = re.compile(f"[{HAN}]{{2,6}}"), 4  # what is denied; letters of its antonym
_SEVERAL = re.compile("[，；：？！,;:?!]")
# Two negations of Chinese that make an affirmation; of 没有 … 不 only what says "nobody does not" for certain (CANCEL):
# 没有申报的不受理 denies twice and affirms nothing
_CANCELLED = either("chinese_words.tsv", "affirms")
_NOBODY = "没有(?:人|谁|哪|什么人|任何|一[个位人家天])[^，。；]{0,5}(?<!无所)不"
DOUBLE = re.compile(_CANCELLED + "|没有[^，。；]{0,6}不")
CANCEL = re.compile(f"{_CANCELLED}|{_NOBODY}(?!代表|等于|意味|说明|影响|表示)")
_NOT_YET = re.compile("前|期间|期内")


_Both = tuple[re.Pattern[str], re.Pattern[str]]


@lru_cache(maxsize=2)
def _said(table: str) -> Filed[_Both]:
    """Pairs of Chinese and the English that renders it, of which one alone denies: negation_said.tsv, 未嫁 (single);
    denied_in_english.tsv, 默默 (without a word)."""
    both = ((chinese, english) for chinese, english, _ in rows(table))
    return Filed((((re.compile(zh), re.compile(rf"\b(?:{en})\b", re.I)), [zh]) for zh, en in both), lambda _: ("",))


def _said_by_denial(source: str, target: str, mark: Mark) -> bool:
    """Return whether the negation is part of English that renders an affirmation of the Chinese."""
    for chinese, english in _said("denied_in_english.tsv").of(twos_of(source)):
        if any(m.start() <= mark.start < m.end() for m in english.finditer(target)) and chinese.search(source):
            return True
    return False


def not_otherwise(marks: Sequence[Mark], source: str, target: str) -> tuple[Mark, ...]:
    """The negations, in order, for which English has no words that deny nothing: 不排除, may; 未嫁, single; or only,
    must."""
    left = tuple(mark for mark in _not_by_only(marks, source, target) if not _in_name(mark, source, target))
    for chinese, english in _said("negation_said.tsv").of(twos_of(source)) if left else ():
        said = _over(chinese, left, source) if left else ()
        if said and english.search(target):
            left = tuple(mark for mark in left if mark not in said)
    return left


def _in_name(mark: Mark, source: str, target: str) -> bool:
    """Return whether a character that denies begins a name of two, which the English spells: 未庄, Weizhuang."""
    if mark.end - mark.start > 1:
        return False
    words = {word.lower() for word in _CAPITAL.findall(target)}
    return not words.isdisjoint(spellings(source[mark.start : mark.start + 2]))


def _over(pattern: re.Pattern[str], marks: Sequence[Mark], source: str) -> set[Mark]:
    """Those of the negations over which a match lies that begins at most three characters before them."""
    ends = beginnings(pattern, source)
    near = ((mark, range(max(0, mark.start - 3), mark.end)) for mark in marks) if ends else ()
    return {mark for mark, places in near if any(ends.get(at, 0) > mark.start for at in places)}


def by_antonym(mark: Mark, source: str, target: str) -> bool:
    """Return whether the English has the antonym (WordNet) of what the dictionary renders the denied word by: 没有理由
    悲观, "every reason to be optimistic"."""
    behind = _BEHIND.match(source, mark.end)
    if behind is None:
        return False
    codes, _, lengths = hashes(behind[0])
    denied = codes[lengths > 1]
    words = set(small_words(target.lower()))
    others = {
        other
        for word in words
        if len(word) >= _LETTERS and word not in _LIGHT
        for form in (word, *inflected(word))
        # 不稳定, "stable"; 没有借给, "lent": the dictionary has unstable and borrowed, too, but what is denied is
        # there, and nothing denies it
        if (found := antonyms(form)) and not known(denied, [form]).any()
        for other in found
    } - words  # of cash and credit both are there, and neither is in the other's place
    return bool(others) and bool(known(denied, sorted(others)).any())


def words_denied(marks: Sequence[Mark], words: Collection[str], source: str) -> set[str]:
    """The English words of negative sense that render what the Chinese denies, and not the denial: 不反对, oppose.
    Chinese words of two characters and more, by the dictionary; a prefix renders the denial (不匹配, mismatch).
    ``words``: in lower case."""
    asked = [word for word in sorted(words) if not word.startswith(PREFIXES) and not word.endswith("less")]
    behind = {found[0][:_DENIED] for mark in marks if (found := _BEHIND.match(source, mark.end))}
    if not asked or not behind:
        return set()
    tables = [hashes(run) for run in sorted(behind)]
    codes = np.concatenate([codes[lengths > 1] for codes, _, lengths in tables])
    return {asked[number] for number in np.flatnonzero(known(codes, asked).any(0))}


def is_rendered(mark: Mark, source: str, low: str) -> bool:
    """Return whether the dictionary knows an English word for what the Chinese denies; words of two characters and
    more. ``low``: the English in lower case."""
    behind = _BEHIND.match(source, mark.end)
    if behind is None:
        return False
    codes, _, lengths = hashes(behind[0][:_DENIED])
    return bool(known(codes[lengths > 1], small_words(low)).any())


def rendering(mark: Mark, source: str, target: str) -> tuple[int, int] | None:
    """The span of the only English word that the dictionary knows for what a Chinese negation denies in a sentence of
    one clause; words of two characters and more."""
    behind = _BEHIND.match(source, mark.end)
    if behind is None or _SEVERAL.search(source):
        return None
    codes, _, lengths = hashes(behind[0][:_DENIED])
    words = [match for match in WORD.finditer(target) if len(match[0]) >= _LETTERS]
    found = known(codes[lengths > 1], [word[0].lower() for word in words])
    spans = [words[k].span() for k in np.flatnonzero(found.any(0))] if words else []
    return spans[0] if len(spans) == 1 else None


def _is_said(source: str, word: str) -> bool:
    """Return whether the dictionary knows a Chinese word of two characters and more whose rendering the English word
    is."""
    codes, _, lengths = hashes(source)
    return bool(known(codes[lengths > 1], [word]).any())


def _not_by_only(marks: Sequence[Mark], source: str, target: str) -> tuple[Mark, ...]:
    """The negations that are no conditions which English gives with "only" or "must": 未经许可不得, by permit only;
    不靠改革没有出路, only reform."""
    only = _ONLY.search(target) is not None
    two = covered(m.span() for m in _TWO.finditer(source)) if _NEEDED.search(target) else ()
    return tuple(mark for mark in marks if not (only and mark.text in _UNLESS) and mark.start not in two)


def explained(source: str, target: str, mark: Mark) -> bool:
    """Return whether it is a word of the Chinese (NOT NULL), a limit (以内), a condition (始得: until) or "not yet"."""
    word = target[mark.start : mark.end]
    if re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", source, re.I):
        return True
    if _LIMIT_EN.match(target, mark.start) and _LIMIT_ZH.search(source):
        return True
    if _THEN_EN.search(target) and _THEN_ZH.search(source):
        return True
    if _NEVER_WITHOUT.search(target) and _ALWAYS.search(source):  # 家家必备: no home could do without it
        return True
    if _ENOUGH.match(target, mark.start):  # 强烈推荐: I can't recommend it enough
        return True
    if _NEVER_SAME.match(target, mark.start) and _CHANGED.search(source):
        return True
    if _WHETHER_ZH.search(source) and _WHETHER_EN.search(target):
        return True
    if _ASKED.search(source) or _said_by_denial(source, target, mark):
        return True
    if word == "without" and (_OTHERWISE.search(source) or (_KEPT.search(source) and _HARM.match(target, mark.end))):
        return True
    if _UNTIL.match(target, mark.start):  # 八点半开始: does not begin until half past eight
        return True
    if _ANOTHER.match(target, mark.start) and _LATER_ZH.search(source):  # 要等到七年以后: not for another seven years
        return True
    behind = _NEXT.match(target, mark.end)
    kept = behind and behind[1].lower() == "keep" and _KEPT.search(source)  # 请保持接通: do not keep it on
    if behind and not kept and denies(behind[1].lower()) and not _is_said(source, behind[1].lower()):
        return True  # don't forget, not miss; but "cannot leave hospital" denies 出院
    if _FIRST_TIME.search(source) and (word == "never" or _BEFORE_NOW.match(target, mark.start)):
        return True  # 第一次登上: had never boarded
    thought = _THOUGHT.match(target, mark.end)
    if thought and any(map(reversed_by_affix, small_words(thought[1]))):  # I don't think that uncommon
        return True
    return (
        bool(_NOT_YET.search(source))
        and re.match(r"not\s+(?:\w+\s+){0,2}yet\b", target[mark.start :], re.I) is not None
    )
