"""A negation lost or added: the translation says the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import either
from align.each_pair import on_chinese
from align.evidence.double_negation import cancelling_in_english
from align.evidence.forbidden import SHORT, commanded, forbidden_instead
from align.evidence.modality import turned
from align.evidence.negation_excuses import (
    DOUBLE,
    FREELY,
    NO_MORE,
    SAID,
    by_antonym,
    explained,
    is_rendered,
    not_otherwise,
    rendering,
    words_denied,
)
from align.evidence.negation_links import (
    FIRM,
    Head,
    all_render_other_words,
    answered,
    chinese_head,
    clause,
    denied_elsewhere,
    english_head,
    sentence_part,
    that_deny,
)
from align.records import Check, Finding, Links, Pair
from align.text.negation import (
    Mark,
    as_many,
    broad_chinese,
    broad_places,
    in_chinese,
    in_english,
    outside_phrases,
    weight_chinese,
)
from align.text.sayings import is_proverb
from align.text.spans import covered, just_before

# A loss of which no English word shows the place: of 40 in 30,000 good pairs one was real. It is told only where all
# English words have a source, so that none of them may carry the negation (negligible, chaotic); CARRIES: the odds from
# which one has none
UNSEEN, CARRIES = 0.6, 0.45
_CANTONESE = "唔冇"  # of whose other words too little is known to tell which English has no source
_EITHER = re.compile("不是[^，。；]{1,30}[，,]?就是")
_NOT_YET_ZH = re.compile("(?:还[没未]|没等|未等|不等|尚未|不待|未经)(?:有)?$")
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of|without waiting)\b", re.I)
_SHORT_OF = re.compile("(?:不[得应可能]?|未)[逾超达满足及到低少高大小]")
# Where a faint word denies nothing: so far; any organization may
_HOLLOW = re.compile(
    r"(?:^|[.;:,]\s)any(?:one|body)?\b(?=[^.;]{0,200}\b(?:may|can|could)\b)"
    rf"|\b(?:{either('negation.tsv', 'en_harmless')})\b", re.I
)  # fmt: skip
_STOP = re.compile(r"[.;!?]|\b(?:who|which|but|while|whereas|they|he|she|it|we|there)\b", re.I)  # ends a list
_EARLIER_ZH, _EARLIER = re.compile("(?<![未没不])[之以]?前"), re.compile(r"\bbefore\b", re.I)
_FAILED = re.compile("失[败灵效]|故障|不及格")  # then "failed" denies nothing
_PREFIXED = re.compile(r"\b(?:un|non|anti)-[a-z]|[a-z]-free\b", re.I)


def _judge(pair: Pair) -> Iterator[Finding]:
    """Pairs that deny on one side only."""
    source, target = pair.source.text, pair.target.text
    if (spans := commanded(source, target)) is not None:
        yield _denies(pair, *spans, 0.9)
        return
    strong, denying = in_chinese(source, pair.evidence.chinese.words_in), in_english(target)
    lost = _lost(pair, strong, denying) if strong and not as_many(denying, strong, source) else None
    if lost is not None:
        yield lost
        return
    added = [mark for mark in denying if mark.strong]
    if added and not is_proverb(source, 0, len(source)):  # 活到老，学到老: you're never too old to learn
        # The check double_negation tells the two as one fault
        twice = covered(match.span() for match in cancelling_in_english(source, target))
        twice |= covered(duty.target for duty in turned(source, pair.evidence.low, pair.evidence.links))  # need not
        yield from _added(pair, [mark for mark in added if mark.start not in twice])


def _lost(pair: Pair, strong: tuple[Mark, ...], denying: tuple[Mark, ...]) -> Finding | None:
    source, target = pair.source.text, pair.target.text
    double = covered(match.span() for match in DOUBLE.finditer(source))
    strong = tuple(m for m in strong if m.start not in double and not is_proverb(source, m.start, m.end))
    strong = not_otherwise(strong, source, target)
    if not strong:
        return None
    given = denying
    if denying and not any(mark.strong for mark in denying):
        hollow = covered(match.span() for match in _HOLLOW.finditer(target))
        if _EARLIER_ZH.search(source):
            hollow |= covered(match.span() for match in _EARLIER.finditer(target))
        denying = tuple(m for m in denying if m.start not in hollow)
    if (links := pair.evidence.links) is not None:
        denying = that_deny(links, source, target, strong, denying)
    other = words_denied(strong, {m.text.lower() for m in denying if not m.strong}, source)
    denying = tuple(m for m in denying if m.strong or m.text.lower() not in other)
    if not denying:
        mark = strong[0]
        short = _SHORT_OF.match(source, mark.start) and SAID.search(target)  # 不得逾七日: for a maximum of seven days
        free = any(m[0][:4].lower() != "fail" or not _FAILED.search(source) for m in FREELY.finditer(target))
        if short or free or _PREFIXED.search(target) or by_antonym(mark, source, target):
            return None
        head = chinese_head(links, source, target, mark) if links else None
        if (head is None or head.word(target) is None) and _is_free(pair, mark):
            return None
        if (head is None or head.word(target) is None) and not given and (word := rendering(mark, source, target)):
            return _denies(pair, (mark.start, mark.end), word, 0.9)  # 不同意, "agree": no other word carries a "not"
        return _missing(pair, mark, head, 0.9 if not given else 0.8)
    return _one_of_several(pair, links, strong, denying) if links else None


def _one_of_several(pair: Pair, links: Links, strong: tuple[Mark, ...], denying: tuple[Mark, ...]) -> Finding | None:
    """A Chinese negation whose word is rendered, with no negative word left anywhere near it."""
    source, target = pair.source.text, pair.target.text
    left = [d for d in denying if not d.faint]
    strong = tuple(m for m in strong if not _EITHER.match(source, m.start))
    if len(left) >= max(len(strong), weight_chinese(source)):
        return None  # enough negative words: which denies what is anybody's guess
    done, used = answered(links, source, target, left, strong)
    words = {source[m.start : m.end + 2] for m in done}  # 不支持甲，不支持乙: neither is supported
    open_to = [m for m in strong if source[m.start : m.end + 2] not in words]
    heads = [(m, chinese_head(links, source, target, m)) for m in open_to]
    for mark, head in heads:
        if head is None:
            continue
        first, last = clause(target, head.start, head.end)
        if just_before(_NOT_YET_ZH, source, mark.end) and _BEFORE.search(target):
            continue  # 天还没黑就: before it was dark
        if by_antonym(mark, source, target):
            continue  # 请勿关闭: keep it open
        before = [d for d in denying if d.end <= head.start and not _STOP.search(target, d.end, head.start)]
        if len(strong) > 1 and before:
            continue  # not abiding by the law, to insure oneself or to register: one "not" denies all of a list
        said = SAID.search(target, first, last) or _PREFIXED.search(target, first, last)
        part = sentence_part(source, mark.start, mark.end)
        free = {d for d, m in used.items() if not part[0] <= m.start < part[1]}  # it denies the word of another clause
        if said or any(first <= d.start < last for d in denying if not d.faint and d not in free):
            continue
        return _missing(pair, mark, head, 0.7)
    return None


def _missing(pair: Pair, mark: Mark, head: Head | None, confidence: float) -> Finding:
    span = head.word(pair.target.text) if head else None
    confidence = confidence if span or mark.text[0] in _CANTONESE else UNSEEN
    if span is not None:
        return _denies(pair, (mark.start, mark.end), span, confidence, firm=head is not None and head.cosine >= FIRM)
    return pair.finding(
        CHECK,
        f"“{mark.text}” denies, and nothing in the translation does: a “not” seems to be missing",
        source=(mark.start, mark.end),
        severity="warning",
        confidence=confidence,
    )


def _denies(pair: Pair, ours: tuple[int, int], theirs: tuple[int, int], sure: float, *, firm: bool = True) -> Finding:
    denial, said = pair.source.text[slice(*ours)], pair.target.text[slice(*theirs)]
    return pair.finding(
        CHECK,
        f"the Chinese denies this (“{denial}”), the translation affirms it: “{said}”",
        source=ours,
        target=theirs,
        severity="error" if sure > 0.8 and firm else "warning",
        confidence=sure,
    )


def _is_free(pair: Pair, mark: Mark) -> bool:
    """Return whether an English word without a source may carry the negation, of a word that the dictionary does not
    find in the English."""
    coverage = pair.evidence.coverage
    if coverage is None or mark.text[0] in _CANTONESE or is_rendered(mark, pair.source.text, pair.evidence.low):
        return False
    return float(coverage.unsupported.max(initial=0.0)) >= CARRIES


_NONE = ("none", "nobody", "nothing", "nowhere", "no", "neither")
_ALL, _HYPHEN = re.compile("任何|都|所有|每|人人|均|皆|全|一律"), re.compile(r"-\w|\.")
_FREE = re.compile(r"(?i)\bfree\b")
_AUXILIARY = re.compile(  # a verb is denied, no other word: "not our own"
    rf"(?:\b(?:{either('english_words.tsv', 'auxiliary')})\s(?:\w+\s)?(?:not|never)|n['’]t|cannot|\bnever"
    r"|(?:^|[.!?:;]\s*)not)$",
    re.I,
)


def _added(pair: Pair, strong: list[Mark]) -> Iterator[Finding]:
    """not, no or never in English, and nothing in the Chinese, or in the clause of its word, that could be meant."""
    source, target = pair.source.text, pair.target.text
    if _FREE.search(target):
        source = source.replace("免费", "随意")  # as long, and denies nothing: "free" is all that it says
    weight, links = weight_chinese(source), pair.evidence.links
    strong = outside_phrases(target, strong) if len(strong) > weight else []
    if not weight < len(strong) <= 3:
        return
    plain = silent = not broad_chinese(source)
    if not silent and links is not None and len(strong) == 1 and not weight:
        silent = all_render_other_words(links, broad_places(source), strong[0])
    for mark in strong:
        if explained(source, target, mark) or _HYPHEN.match(target, mark.end):
            continue
        if plain and mark.text in _NONE and _ALL.search(source) and "than" not in target:
            yield _extra(pair, mark, None, 0.85)
            return
        if mark.text in (*_NONE, "nor") and (mark.text != "no" or not silent or NO_MORE.match(target, mark.end)):
            continue
        head = english_head(links, target, mark) if links is not None else None
        if head is None:
            if silent and len(strong) == 1 and len(source) <= SHORT and mark.text != "no":
                sure = links is None and mark.text != "without" and just_before(_AUXILIARY, target, mark.end)
                yield _extra(pair, mark, None, 0.85 if sure else 0.6)
            continue
        if denied_elsewhere(source, head):
            continue
        if silent or not broad_chinese(source[slice(*sentence_part(source, head.start, head.end))]):
            beside = head.next and mark.text != "without"
            sure = beside and (silent or head.cosine >= FIRM) and just_before(_AUXILIARY, target, mark.end)
            certain = sure and plain and forbidden_instead(pair, mark, head)
            yield _extra(pair, mark, head if beside else None, 0.95 if certain else 0.85 if sure else 0.6)
            return


def _extra(pair: Pair, mark: Mark, head: Head | None, confidence: float) -> Finding:
    said = f": “{pair.source.text[head.start : head.end]}”" if head else ""
    return pair.finding(
        CHECK,
        f"“{mark.text}” denies what the Chinese affirms{said}",
        source=(head.start, head.end) if head else None,
        target=(mark.start, mark.end),
        severity="error" if confidence > 0.8 else "warning",
        confidence=confidence,
    )


_DOC = """\
A lost *not* turns a sentence into its opposite, and nothing else about it looks wrong. The check compares what the
two sides deny.

**Lost**: the Chinese denies (没有, 不会, 无法, 未能 and some hundred more, each proved on parallel text) and the
English has no negative word: no *not*, *without*, *fail*, *lack*, no un-, in-, dis-, -less; or one that clearly renders
another word (*suspended* for 停牌); or fewer than the Chinese, and none in the clause of the word that is denied.
**Added**: *not*, *never* or *cannot* in the English, and not one character in the Chinese, or in the clause of the
word that it denies, that could be meant by it.
Two negations that cancel each other are told by `double_negation`.

What only looks like negation is known and left alone: 不仅, 不断, 不同, 不得不, 不久, 无论, 非常, 特别, 未来 …,
questions (能不能, 是不是), double negations (没有不), and in English *not only*, *no matter*, *whether or not*,
*isn't it?*, commands to leave something as it is (*do not disconnect*). The words are a table: negation.tsv.
"""

CHECK = Check(
    id="negation",
    severity="error",
    category="accuracy/mistranslation/negation",
    doc=_DOC,
    run=on_chinese(_judge),
    good=(
        ("期间最长以五年为限。", "The period shall not exceed five years."),
        ("进入保护区应经主管机关许可。", "No one shall enter the reserve without the permission of the authority."),
        ("列设为NOT NULL。", "The column is set to NOT NULL."),
        ("办理登记后，始得营业。", "No business may be done until registration is completed."),
        ("人数未达二十人者，免予申报。", "Those with less than twenty people are exempt from reporting."),
        ("这不是偶然，而是常态。", "It is the rule rather than an accident."),
        ("噪声会影响不透明度。", "Noise affects the opacity."),
        ("他没有参加会议。", "He did not attend the meeting."),
        ("公司未能按时交货。", "The company failed to deliver on time."),
        ("这不仅是挑战，也是机遇。", "This is both a challenge and an opportunity."),
        ("我们不得不推迟会议。", "We had to postpone the meeting."),
        ("局势不稳定。", "The situation is unstable."),
        ("你能不能来？", "Can you come?"),
        ("产量不断上升。", "Output kept rising."),
        ("请勿断开电源。", "Do not disconnect the power."),
        ("决不辜负人民的信任。", "We will never fail to live up to the people's trust."),
        ("天还没黑，他就把羊赶回了家。", "He drove the sheep home before dark."),
        ("这种担心不无道理。", "There is some reason for this concern."),
    ),
    bad=(
        ("他没有参加会议。", "He attended the meeting."),
        ("公司按时交货。", "The company did not deliver on time.", "not"),
        ("读者可以借阅杂志", "Readers cannot borrow magazines", "cannot"),
        ("请在开饭前洗手", "Do not wash your hands before the meal", "not"),
    ),
    rank=3,
    threshold=0.4,  # a lost or added "not" is worth a look, and good translations have many ways to do without
    note_threshold=0.4,  # of 24 notes in 19,600 human translations one was right
    error_threshold=0.95,  # see forbidden_instead: no such finding in 530,000 short pairs of parallel text
)
