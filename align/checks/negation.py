"""A negation lost, added or doubled: the translation says the opposite."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Links, Pair, Tokens
from align.text.negation import Mark, affixed, broad_chinese, in_chinese, in_english, meant, weight_chinese

LINKED = 0.45  # cosine from which a content word counts as translated
RENDERED = 0.6  # cosine from which the negative words of the two sides are one
NEAR_BEFORE, NEAR_AFTER = 80, 45  # characters around the translated word in which its negation may stand
_CONTENT = re.compile(r"[\u4e00-\u9fff]{1,4}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TWICE = re.compile(
    r"\b(?:not|never|n['’]t)\s+(?:(?:be|been|at all|even|so|very|an?|entirely|completely)\s+)?([a-z]{4,})",
    re.I,
)
_SMALL = frozenset(
    "the a an of in on at to for from by with and or but as is are was were be been being it its this that these "
    "those he she his her they their we our you your i my have has had do does did will would can could should may "
    "might must there here so if when while which who what how all any some more most very much many one up about "
    "into over also"
.split()
)  # fmt: skip
_ONLY_ZH = re.compile("不仅仅|不仅|不只是|不只|不止是|不止|不单单|不光")
_ONLY_EN = re.compile(r"\b(?:not|n['’]t|no)\s+(?:\w+\s+){0,2}more than\b", re.I)
# English that denies without a negative word, and the words that make a limit or a condition of one
_SAID = re.compile(
    r"\b(?:less than|fewer than|rather than|instead of|other than|up to|at most|maximum|within|under|below|limited to|"
    r"only (?:if|when|after)|less \w+|too \w+ to|either)\b",
    re.I,
)
_THEN_EN = re.compile(r"\b(?:until|unless|before|except|without)\b", re.I)
_THEN_ZH = re.compile("[始方][得能可为為]|后始|后方|才")
_LIMIT_EN = re.compile(r"not\s+(?:exceed|(?:be\s+)?(?:more|less|later|earlier|lower|higher|greater|fewer)\b)", re.I)
_LIMIT_ZH = re.compile("[内限至止]|以[上下]")
_EITHER = re.compile("不是[^，。；]{1,30}[，,]?就是")
_FAILS = re.compile("[错误失漏阻]")
_NOT_YET = re.compile("前|期间|期内")
_SHORT_OF = re.compile("(?:不[得应可能]?|未)[逾超达满足及到]")
_AT_MOST = re.compile("不[超多大高]过|不多于|不大于|不高于|至多|最多|以内|以下")
# Where a faint word denies nothing: so far; any organization may
_HOLLOW = re.compile(
    r"\b(?:so|thus|as|by|how)\s+far\b|(?:^|[.;:,]\s)any(?:one|body)?\b(?=[^.;]*\b(?:may|can|could)\b)", re.I
)
_PREFIXED = re.compile(r"\b(?:un|non|anti)-[a-z]|[a-z]-free\b", re.I)
_EN_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_DOUBLED = frozenset("fail fails failed rare unlike without lack deny refuse prevent forbid exclude miss".split())


def run(alignment: Alignment) -> Iterator[Finding]:
    """Pairs that deny on one side only."""
    for pair in alignment.pairs():
        source, target = pair.source.text, pair.target.text
        if not source or not target or not _HAN.search(source):
            continue
        strong, denying = in_chinese(source), in_english(target)
        lost = _lost(pair, strong, denying)
        if lost is not None:
            yield lost
            continue
        yield from _added(pair, denying)
        yield from _doubled(pair)


def _lost(pair: Pair, strong: tuple[Mark, ...], denying: tuple[Mark, ...]) -> Finding | None:
    if not strong:
        return None
    links = pair.evidence.links
    if denying and not any(mark.strong for mark in denying):
        hollow = [match.span() for match in _HOLLOW.finditer(pair.target.text)]
        denying = tuple(m for m in denying if not any(a <= m.start < b for a, b in hollow))
    if not denying:
        mark = strong[0]
        short = _SHORT_OF.match(pair.source.text, mark.start) and _SAID.search(pair.target.text)
        if short or _PREFIXED.search(pair.target.text):  # 不得逾七日: for a maximum of seven days
            return None
        return _finding(pair, mark, _head(links, pair, mark) if links else None, 0.9)
    if links is None:
        return None
    firm = [d for d in denying if not d.faint]
    strong = tuple(m for m in strong if not _EITHER.match(pair.source.text, m.start))
    left = list(firm)
    said = {mark: _rendered(links, mark, left) for mark in strong}
    heads = [(mark, _head(links, pair, mark)) for mark in strong if not said[mark]]
    for mark, head in sorted(heads, key=lambda x: _distance(x[1], firm)):
        if head is None:
            if left:
                left.pop(0)
            continue
        near = [d for d in left if head[0] - NEAR_BEFORE <= d.start < head[1] + NEAR_AFTER]
        if near:
            left.remove(min(near, key=lambda d: abs(d.start - head[0])))
        elif _SAID.search(pair.target.text, max(0, head[0] - NEAR_BEFORE), head[1] + NEAR_AFTER):
            continue
        elif not any(head[0] - NEAR_BEFORE <= d.start < head[1] + NEAR_AFTER for d in firm) or not left:
            return _finding(pair, mark, head, 0.7)
    return None


def _rendered(links: Links, mark: Mark, left: list[Mark]) -> bool:
    """Is the Chinese negation itself clearly linked to an English one (不得, no … are allowed)? That one is taken."""
    rows = _between(links.source, mark.start, mark.end)
    for other in left:
        columns = _between(links.target, other.start, other.end)
        block = links.similarity[rows, columns]
        if block.size:
            row, column = divmod(int(block.argmax()), block.shape[1])
            best = int(links.similarity[:, columns.start + column].argmax())
            if block[row, column] >= RENDERED and rows.start <= best < rows.stop:
                left.remove(other)
                return True
    return False


def _between(tokens: Tokens, start: int, end: int) -> slice:
    """The tokens that share a character with a stretch of the text."""
    first = bisect_right(tokens.ends, start)
    return slice(first, max(first, bisect_left(tokens.starts, end)))


def _distance(head: tuple[int, int] | None, marks: list[Mark]) -> int:
    return min((abs(m.start - head[0]) for m in marks), default=999) if head else 999


def _head(links: Links | None, pair: Pair, mark: Mark) -> tuple[int, int] | None:
    """The English word that renders what the Chinese negation denies: the best link of the words just behind it."""
    if links is None:
        return None
    found = _CONTENT.match(pair.source.text, mark.end)
    stop = found.end() if found else mark.end
    rows = _between(links.source, mark.start, stop)
    if rows.start == rows.stop or not len(links.target_weight):
        return None
    row = rows.start + int(links.source_best[rows].argmax())
    column = int(links.similarity[row].argmax())
    mutual = rows.start <= int(links.similarity[:, column].argmax()) < rows.stop
    head = int(links.target.starts[column]), int(links.target.ends[column])
    said = pair.target.text[slice(*head)].lower()
    if links.source_best[row] < LINKED or not mutual or said in _SMALL or said.isdecimal():
        return None
    return head


def _whole(target: str, start: int, end: int) -> tuple[int, int] | None:
    """The word that a linked piece is the better part of; None where it is not, and for names, which nobody denies:
    there the link tells the place well enough, but no word to be marked."""
    for word in _EN_WORD.finditer(target):
        if word.start() <= start < word.end():
            name = word[0][0].isupper() and re.search(r"[\w,]\s$", target[: word.start()]) is not None
            part = (min(end, word.end()) - start) * 2 >= len(word[0])
            return word.span() if part and not name else None
    return None


def _finding(pair: Pair, mark: Mark, head: tuple[int, int] | None, confidence: float) -> Finding:
    target = pair.target.text
    head = _whole(target, *head) if head else None
    nothing = (
        ", and nothing in the translation does" if confidence > 0.8 else ", which the translation seems to leave out"
    )
    where = f", where the translation has “{target[slice(*head)]}” without not, no or never" if head else ""
    return Finding(
        CHECK.id,
        "error" if confidence > 0.8 and head else "warning",
        "accuracy/mistranslation/negation",
        pair.number,
        pair.source.span(mark.start, mark.end),
        pair.target.span(*head) if head else None,
        f"“{mark.text}” denies{where or nothing}",
        (),
        confidence,
    )


_WEAK = ("none", "nothing", "nowhere", "nor", "no")


def _added(pair: Pair, denying: tuple[Mark, ...]) -> Iterator[Finding]:
    """not, no or never in English, and nothing in the Chinese that could be meant."""
    plain = [m for m in denying if m.strong]
    if not plain or broad_chinese(pair.source.text):
        return
    strong = meant(pair.target.text, plain)
    if len(strong) != 1 or strong[0].text.lower() in _WEAK or _explained(pair, strong[0]):
        return  # two of them: no one shall enter without permission, 经许可方可进入
    mark = strong[0]
    free = mark.text.lower() == "without"  # of a free rendering more often: 擅自, "without authorization"
    yield Finding(
        CHECK.id,
        "warning" if free else "error",
        "accuracy/mistranslation/negation",
        pair.number,
        None,
        pair.target.span(mark.start, mark.end),
        f"“{mark.text}” has no counterpart: the Chinese denies nothing",
        (),
        0.6 if free else 0.85,
    )


def _explained(pair: Pair, mark: Mark) -> bool:
    """Is it a word of the Chinese itself (NOT NULL), a limit (以内), a condition (始得: not … until), or "not yet"?"""
    source, target = pair.source.text, pair.target.text
    word = target[mark.start : mark.end]
    if re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", source, re.I):
        return True
    if _LIMIT_EN.match(target, mark.start) and _LIMIT_ZH.search(source):
        return True
    if _THEN_EN.search(target) and _THEN_ZH.search(source):
        return True
    return (
        bool(_NOT_YET.search(source))
        and re.match(r"not\s+(?:\w+\s+){0,2}yet\b", target[mark.start :], re.I) is not None
    )


def _doubled(pair: Pair) -> Iterator[Finding]:
    """ "not impossible" where the Chinese denies once; "not more than" for 不仅仅."""
    only = _ONLY_ZH.search(pair.source.text) if "不" in pair.source.text else None
    wrong = _ONLY_EN.search(pair.target.text) if only else None
    if only and wrong and not _AT_MOST.search(pair.source.text):
        yield Finding(
            CHECK.id,
            "error",
            "accuracy/mistranslation/negation",
            pair.number,
            pair.source.span(only.start(), only.end()),
            pair.target.span(wrong.start(), wrong.end()),
            f"“{only.group()}” is more than, not “{wrong.group()}”",
            ("more than", "not only"),
            0.8,
        )
    low = pair.target.text.lower()
    if not any(word in low for word in ("not", "never", "n't", "n’t")):
        return
    for match in _TWICE.finditer(pair.target.text):
        word = match[1].lower()
        prefixed = affixed(word) and not word.endswith("less") and not word.startswith(("de", "mis"))
        weight = weight_chinese(pair.source.text) + len(_FAILS.findall(pair.source.text))
        if (word in _DOUBLED or prefixed) and weight < 2:
            yield Finding(
                CHECK.id,
                "error",
                "accuracy/mistranslation/negation",
                pair.number,
                None,
                pair.target.span(match.start(), match.end()),
                f"“{match.group()}” denies twice, the Chinese at most once",
                (),
                0.8,
            )


DOC = """\
A lost *not* turns a sentence into its opposite, and nothing else about it looks wrong. The check compares what the
two sides deny.

**Lost**: the Chinese denies (没有, 不会, 无法, 未能 and some hundred more, each proved on parallel text) and the
English has no negative word whatever: no *not*, *no*, *without*, *fail*, *lack*, *refuse*, no un-, in-, dis-, -less.
**Added**: *not*, *never* or *cannot* in the English, and not one character in the Chinese that could be meant by it.
**Doubled**: "not impossible" for 不可能.

What only looks like negation is known and left alone: 不仅, 不断, 不同, 不得不, 不久, 无论, 非常, 特别, 未来 …,
questions (能不能, 是不是), double negations (没有不), and in English *not only*, *no matter*, *whether or not*,
*isn't it?* With the bundled encoder the word that ought to be denied is found and marked.
"""

CHECK = Check(
    id="negation",
    severity="error",
    category="accuracy/mistranslation/negation",
    doc=DOC,
    run=run,
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
    ),
    bad=(
        ("他没有参加会议。", "He attended the meeting."),
        ("公司按时交货。", "The company did not deliver on time.", "not"),
        ("这是不可能的。", "It is not impossible.", "not impossible"),
    ),
    rank=3,
)
