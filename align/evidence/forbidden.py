"""Commands that the Chinese forbids and the English gives ("Disable it" for 请勿停用), and the other way round."""

from __future__ import annotations

import re

from align.evidence.negation_excuses import SAID
from align.evidence.negation_links import Head
from align.evidence.translations import LONGEST, hashes, known
from align.records import Pair
from align.text.negation import Mark, affixed, in_english
from align.text.scripts import HAN
from align.text.spans import just_before

_FORBID = re.compile(
    "(?:[0-9]{1,2}[.、)）]?)?(?P<word>(?:请(?:您|大家)?)?(?:[切请]?勿(?!忘)|千?万?不要|严禁|禁止|不得|不准|不许)|别)"
    f"(?P<done>[{HAN}]{{2,6}})[^，。；！？]{{0,24}}[。！!.]?\\s*"
)
# What undoes something is a word of negative sense in English: 断开, disconnect; 拆卸, disassemble
_UNDO = re.compile("[断停禁拆卸删移解撤松拔摘脱揭]|取消|关闭|清除")
_COMMAND = re.compile(
    r"(?:[0-9]{1,2}[.)]\s?)?(?:please )?(?P<verb>[a-z]{3,}(?<!ed)(?<!ing)) \w+"
    r"(?! (?:is|are|was|were|may|can|must|shall|will|has|have|only|before|with care)\b)"
)
_MAY = re.compile("(可以|能够|可|能|允许|应当?|必须|须)[^，。；]{0,2}$")
_MAY_NOT = re.compile(r"\b(?:cannot|ca?n['’]t|(?:can|may|must|should|shall) not|must ?n['’]t|should ?n['’]t)$", re.I)
_DO = re.compile("^[^，。；]{0,6}(请)[^，。；]*$")
_DO_NOT = re.compile(r"(?:please )?(?:do not|don['’]t|never)\b", re.I)
UNSAID = 0.5  # odds of a Chinese word to have no counterpart, above which something else may be meant
SHORT = 30  # Chinese characters of a text that denies nothing: any not is one too many
_INSTEAD = re.compile("stop|avoid|keep|leave|cease|quit|remember|beware|make|ensure|refrain|stay|wait|only|first")


def commanded(source: str, target: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the spans of the forbidding word and of the English verb, where a Chinese sentence of one clause forbids
    and the English orders the same, by the dictionary, with no other negative word; else None."""
    forbids = (
        _FORBID.fullmatch(source.strip()) if source[:1] in "请請切勿千万不严禁别" or source[:1].isdigit() else None
    )
    low = target.lower()
    command = _COMMAND.match(low) if forbids and len(low) == len(target) else None
    if forbids is None or command is None or _INSTEAD.fullmatch(command["verb"]) or SAID.search(low):
        return None
    if not _only_verb(in_english(target), command.start("verb")) or not _is_done(forbids["done"], command["verb"]):
        return None
    lead = len(source) - len(source.lstrip())
    start, end = forbids.span("word")
    return (lead + start, lead + end), command.span("verb")


def _only_verb(denying: tuple[Mark, ...], start: int) -> bool:
    return all(mark.start == start for mark in denying)


def _is_done(done: str, verb: str) -> bool:
    """Return whether the English verb renders the beginning of what is forbidden."""
    codes, starts, _ = hashes(done[:LONGEST])
    return bool((affixed(verb) and _UNDO.match(done)) or known(codes[starts == 0], [verb]).any())


def forbidden_instead(pair: Pair, mark: Mark, head: Head) -> bool:
    """Return whether a short text says with the same words, all of them rendered, that one may or shall (可以, 请), and
    the English that one cannot or shall not."""
    source, target, coverage = pair.source.text, pair.target.text, pair.evidence.coverage
    if len(source) > SHORT or coverage is None:
        return False
    may, do = just_before(_MAY, source, head.start), _DO.search(source, 0, head.start)
    cue = may if may and just_before(_MAY_NOT, target, mark.end) else do if do and _DO_NOT.match(target) else None
    if cue is None:
        return False
    tokens = coverage.links.source
    said = (tokens.ends <= cue.start(1)) | (tokens.starts >= cue.end(1))
    return float(coverage.uncovered[said].max(initial=0.0)) <= UNSAID
