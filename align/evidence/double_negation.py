"""Negations that cancel each other on one side only: *not impossible* for 不可能, *not* for 不无."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.evidence.negation_excuses import CANCEL
from align.evidence.translations import hashes, known
from align.text.negation import Mark, in_english, outside_phrases, reversed_by_affix, weight_chinese

_TWICE = re.compile(
    r"\b(?:not|never|n['’]t)\s+(?:(?:be|been|at all|even|so|very|an?|entirely|completely)\s+)?([a-z]{4,})",
    re.I,
)
_UNABLE = re.compile("未能|没能|没有能|无法|没有成功|失败")
# English in which one negative word is half of an affirmation, or of a condition
_ONE = re.compile(
    r"(?i)\b(?:but|help|only|miss\w*|skip\w*|overlook\w*|forget\w*|fail\w*|wait\w*|refuse\w*|deny|denied|resist\w*|choice|except|other|until|unless|before|without|beyond|lest|than|rare\w*)\b"
)

_DENYING = re.compile("[不没無无未非勿莫否弗免]")  # characters by which Chinese denies
# 未经许可，不得进入: without leave nobody may; both negations must be there, or words that say that leave is needed
_LEAVE = re.compile(
    "(?:未[经获]|没有|未得到|未取得|不经|非经)[^，。；]{1,24}，?[^，。；]{0,16}?(?P<not>不得|不能|不可(?!抗)|不准|禁止|严禁|一律不|概不|均不|不予|不会|不(?=生效|成立|具有|发生|产生|受理|接受|承担))"
)
_FREE = re.compile(
    r"\b(?:may|can|could|shall|will|(?:is|are|be) (?:allowed|permitted|free|entitled) to|takes? effect"
    r"|(?:is|are) (?:valid|effective|accepted|binding)|(?:has|have) (?:\w+ )?effect|bears?|accepts?|assumes?)\b",
    re.I,
)
_NEEDED = re.compile(
    r"\b(?:only|unless|except|until|before|prior to|prohibit\w*|forbid\w*|bann?\w*|illegal\w*|unlawful\w*|requir\w*"
    r"|subject to|refus\w*|refrain\w*|necessary|need\w*|invalid|void|any(?:one|body)? who|whoever|liable|fail\w*|must"
    r"|violat\w*)\b",
    re.I,
)


def without_need_of_leave(source: str, target: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """What may not be done without leave, and the English by which it may be: "may enter without leave" for
    未经许可，不得进入. The matches of both sides; None where the English denies twice or says that leave is needed."""
    ours = _LEAVE.search(source) if "不" in source or "禁" in source else None
    theirs = _FREE.search(target) if ours else None
    if ours is None or theirs is None or _NEEDED.search(target):
        return None
    denying = in_english(target)
    if len(denying) == 1 and denying[0].text.lower() == "without" and weight_chinese(source) == 2:
        return ours, theirs
    return None


def cancelling_in_english(source: str, target: str) -> Iterator[re.Match[str]]:
    """Two negations of the English that cancel each other (*not impossible*), where the Chinese denies at most once."""
    low = target.lower()
    if not ("not" in low or "never" in low or "n't" in low or "n’t" in low):
        return
    for match in _TWICE.finditer(target):
        failed = match[1].lower() in ("fail", "failed") and _UNABLE.search(source)  # not fail to, for 未能
        if not (reversed_by_affix(match[1].lower()) or failed) or weight_chinese(source) > 1:
            continue
        if failed or not _renders_no_denial(match[1].lower(), source):
            yield match


def _renders_no_denial(word: str, source: str) -> bool:
    """Return whether a denial by its affix renders Chinese that denies nothing, by the dictionary: careless for 大意.
    Then "not careless" denies once, as 切勿大意 does."""
    return any(
        known(codes[lengths > 1], [word]).any() for run in _DENYING.split(source) for codes, _, lengths in [hashes(run)]
    )


def cancelling_in_chinese(source: str, target: str) -> tuple[re.Match[str], Mark] | None:
    """Two negations of the Chinese that cancel each other, and the one of the English: *not* for 不无, *impossible* for
    并非不可能."""
    double = CANCEL.search(source)
    denying = in_english(target) if double else ()
    if double is None or not denying or weight_chinese(source[: double.start()] + source[double.end() :]):
        return None
    firm = [m for m in denying if m.strong or reversed_by_affix(m.text)]
    if len(firm) != 1 or _ONE.search(target) or len(outside_phrases(target, firm)) != 1:
        return None
    return double, firm[0]
