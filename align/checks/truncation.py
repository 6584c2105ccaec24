"""A translation that breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from align.data import either
from align.each_pair import on_english
from align.records import Check, Finding, Pair
from align.text.english import function_words

# A word that ends no sentence may end one of these ("Where are you from", "what it was for", "as is").
_STRANDED = re.compile(rf"(?i)\b(?:{either('english_words.tsv', 'strands')})\b")
_LAST = re.compile(r"(?<![A-Za-z])([A-Za-z]+(?:['’][a-z]+)?)\s*([,，\-–—:：;；、(（“\[]*)\s*$")
_BROKEN = re.compile(r"(?:[,，;；、(（\[“]|\s[-–—])\s*$")
_ITEM = re.compile(r"(?:;|；|[;；,，]\s*(?:and|or|and/or|but))\s*$")  # an item of a list, as statutes have them
_TURNED = re.compile(r"[.!?]\s*[“‘「]$")  # a quotation mark the wrong way round behind the end of the sentence
_CUT = re.compile(r"(?:\.{3}|…)\s*$")
_BULLET = re.compile(r"(?<=[.!?])\s+[-–—*]$")  # of the next line
# a source of one clause leaves nothing to break off: its comma is that of a list
_PARTS = re.compile(r"\A[^，,；;：:。]*[，,；;：:。].*[。！？!?；]", re.S)
_ADDRESS = re.compile(r"\A[^，,；;：:。]{1,12}[！!：:]\s*\Z")  # 尊敬的客户：, "Dear customers,"
_LETTER = re.compile(  # how a letter begins and ends: "Dear Mr Wang,", "Yours sincerely,"
    rf"(?:{either('english_words.tsv', 'letter')}|(?:\w+ )?(?:yours|sincerely|faithfully|truly)|"
    r"(?:with |my )?(?:best|kind|warm)\w*(?: \w+)?(?: regards| wishes)?)\b[^,.;:!?]{0,60}[,，]\s*\Z",
    re.I,
)
_MARKS, _STOPS, _CLOSERS = "，,；;：:。！？!?", "。！？!?；", "”’」』）)】》"
SAID, LOST = 0.2, 0.4  # mean odds of the words of the last clause to have no counterpart
_SOURCE_ENDS = re.compile(r"[。！？!?；][”’」』）)】》]*\s*$")
_COMMA = "the sentence ends with a comma"
Hit = tuple[int, str, float]  # where it begins, what is wrong, confidence
# a source that breaks off itself: with a mark, or with a word that joins what follows
_SOURCE_OPEN = re.compile(
    r"(?:(?:……|…|\.{3}|[，、；：,;:—\-（(“])[”’」』]*|[和与及或且并而的是在为把被从向对]|然后|以及|或者|而且|并且|即|因此|所以)\s*$"
)


def _judge(pair: Pair) -> Iterator[Finding]:
    text, source = pair.target.text.rstrip(), pair.source.text
    cut = text.endswith(("...", "…")) and "..." not in source and "…" not in source
    if len(text) < 12 or not source or " " not in text or (text[-1] in ".!?\"”’')]】》。！？" and not cut):
        return
    found = _broken(text, source)
    if found and found[0] == len(text) - 1 and text[-1] in ",，":
        found = _comma(pair, found)
    if found:
        start, message, confidence = found
        if message is _COMMA:
            yield pair.finding(
                CHECK, message, target=(start, len(text)), severity="warning",
                category="fluency/punctuation", suggestions=(".",), confidence=confidence,
            )  # fmt: skip
            return
        yield pair.finding(
            CHECK,
            message,
            target=(start, len(text)),
            severity="error" if confidence >= 0.8 else "warning",
            confidence=confidence,
        )


def _comma(pair: Pair, found: Hit) -> Hit | None:
    """Judge a comma at the end: cut off behind it, if the last clause of the Chinese finds no counterpart; a wrong
    mark, if it does; nothing after a form of address."""
    source, coverage = pair.source.text, pair.evidence.coverage
    if _ADDRESS.search(source) or _LETTER.match(pair.target.text):
        return None
    if coverage is None:
        return found
    tail = _last_clause(source)
    odds = coverage.uncovered[coverage.source_judged & (coverage.links.source.starts >= tail)]
    lack = float(np.mean(odds)) if len(odds) else 0.0
    if lack <= SAID:
        return found[0], _COMMA, 0.8
    return found if lack >= LOST else (*found[:2], min(found[2], 0.6))


def _last_clause(text: str) -> int:
    """Where the last clause begins. Looked for from the end: a pattern would try each place of a line without marks."""
    end = len(text.rstrip().rstrip(_CLOSERS))
    if end and text[end - 1] in _STOPS:
        end -= 1
    return max(text.rfind(mark, 0, end) for mark in _MARKS) + 1


def _broken(text: str, source: str) -> Hit | None:
    if _SOURCE_OPEN.search(source) or _ITEM.search(text):
        return None
    ended = bool(_SOURCE_ENDS.search(source))
    text = _BULLET.sub("", text)
    if _CUT.search(text):
        long = len(text.split()) >= 5
        return (len(text) - 3, "the translation breaks off with an ellipsis", 0.75) if ended and long else None
    last = _LAST.search(text)
    if last and not last[2]:
        word = last[1].lower()
        before = text[: last.start()]
        if (
            word in function_words("no_end")
            and not before.endswith("-")
            and not _STRANDED.search(before[-60:])
            and (ended or word in ("the", "a", "an", "of", "and"))
        ):
            return last.start(1), f"the translation breaks off after “{last[1]}”", 0.9 if ended else 0.6
        return None
    if ended and _BROKEN.search(text) and not _TURNED.search(text):
        item = text[-1] in ",，" and (text[0].islower() or not _PARTS.search(source))
        sure = 0.6 if item else 0.85
        return len(text) - 1, "the translation breaks off in the middle of the sentence", sure
    return None


CHECK = Check(
    id="truncation",
    severity="error",
    category="accuracy/omission",
    doc="""A translation that breaks off before its sentence ends.

**Finds** a translation that ends with a word that no sentence ends with (*of*, *the*, *and* …), with a comma, a dash
or an open bracket, or with an ellipsis where the Chinese comes to a full stop.

**Accepts** headlines, list items and table cells without final punctuation, sources that break off themselves
(……, a colon), items of a list that end with a semicolon (*…; and*), and questions and clauses with a stranded
preposition (*what it is for*).

A comma at the end is an `error` only where the last clause of the Chinese has no counterpart. Where all is said it is
a wrong mark (`warning`); behind a form of address (各位来宾！, *Dear guests,*) it is right.

**Limits.** A translation that stops at the end of one of its sentences reads whole: `omission` sees what is missing.
""",
    run=on_english(_judge),
    good=(
        ("新桥通车", "New bridge opens"),
        ("我不知道这是干什么用的。", "I do not know what this is for."),
        ("他想了想……", "He thought about it..."),
        ("尊敬的各位来宾！", "Dear and honoured guests,"),
        ("林老师，您好！", "Dear Ms Lin,"),
        ("顺颂秋安。", "With kind regards,"),
        ("农业推广及训练事项。", "agricultural extension and training; and"),
    ),
    bad=(
        ("村里修了一条新路和一座桥。", "The village has built a new road and"),
        ("他走进屋子，坐了下来。", "He went into the house,", ","),
        ("奶奶在院子里种了两棵苹果树。", "Grandma planted two apple trees in the yard,", ","),
    ),
)
