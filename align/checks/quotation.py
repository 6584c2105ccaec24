"""Quotations, titles in 《》 and brackets of the Chinese that are not set off in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from align.data import either
from align.names.capitalised import English, is_plain
from align.names.pinyin import spellings
from align.records import Alignment, Check, Finding, Pair, needs
from align.text.english import english_words
from align.text.scripts import IDEOGRAPH, han_count

_QUOTED = re.compile('[“「『]([^“”「」『』]{1,60})[”」』]|"([^"]{1,60})"')
_TITLE = re.compile("《([^《》]{1,50})》")
_MARK = re.compile(r"[\"“”„«»「」『』]|(?<![A-Za-z0-9])['‘]|['’](?![A-Za-z])")
_ITALIC = re.compile(r"[*_]\w|</?(?:i|em|cite|b|strong)>|[《〈»«]")
_PAUSE = re.compile("[。！？；…!?]")
_SAYS = re.compile("(?:[说道问答讲喊写念云曰]|(?<![俗简统名又也初被人自号美])[叫称]|所谓)[着了：:，,]{0,2}$")
_SYLLABLES = 6  # of a title in pinyin that is written as one word
_SCRIPTURE = re.compile(
    "[圣佛可古道]经|经$"
)  # the Bible, the Koran: books of faith have no marks (Chicago Manual 8.103)
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'-]+(?: [A-Za-z.'-]+)*")
_NEWSPAPER = re.compile(either("chinese_words.tsv", "unmarked_title"))
_CAPITALISED = re.compile(
    r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]+(?:\s+(?:of|the|and|in|to|for|on|a|an|with|at|by|from|de|\w+)){0,6}?\s+[A-Z][a-z]+|\b[A-Z]{2,}\b"
)


def _run(alignment: Alignment) -> Iterator[Finding]:
    """Quotes and titles that have lost their marks."""
    news = alignment.profile.doctype == "news"
    for pair in alignment.pairs():
        if not pair.target.text or not IDEOGRAPH.search(pair.source.text):
            continue
        yield from _quotes(pair, news)
        yield from _titles(pair)


def _quotes(pair: Pair, news: bool) -> Iterator[Finding]:
    source, target = pair.source.text, pair.target.text
    quoted = list(_QUOTED.finditer(source))
    if not quoted or _MARK.search(target) or _ITALIC.search(target):
        return
    speech = [m for m in quoted if han_count(m[1] or m[2]) >= 12]
    if not speech and all(_is_term(m, source) for m in quoted):
        return  # a term or slogan that is explained in English: “双一流”, world-class universities and disciplines
    if not speech and (_name_like(pair.evidence.english, len(quoted)) or all(_copied(m, target) for m in quoted)):
        return  # a name in quotation marks that English writes with capitals, or in the same letters
    first = (speech or quoted)[0]
    yield pair.finding(
        CHECK,
        f"{len(quoted)} quotation{'s' if len(quoted) > 1 else ''} in the Chinese, no quotation marks in the English",
        source=(first.start(), first.end()),
        severity="note",
        confidence=0.9 if speech and news else 0.6,
    )


def _name_like(english: English, times: int) -> bool:
    """Return whether the English has capitalised dictionary words inside a sentence: two in a row (New Silk Road), or
    one for each quotation (set it to Pallet)."""
    caps = [w for w in english.words if not w.opens and is_plain(w.folded) and w.folded not in english_words("no_name")]
    return len(caps) >= times or any(0 < b.start - a.end <= 4 for a, b in pairwise(caps))


def _is_term(quoted: re.Match[str], source: str) -> bool:
    """Return whether a short quotation is a term: no sentence ends in it, and nobody says it."""
    return not _PAUSE.search(quoted[1] or quoted[2]) and not _SAYS.search(source, 0, quoted.start())


def _copied(quoted: re.Match[str], target: str) -> bool:
    """Return whether the quotation holds a word in Latin letters that the English has as well: “SAT法规”."""
    word = _LATIN.search(quoted[1] or quoted[2])
    return word is not None and word[0] in target


def _titles(pair: Pair) -> Iterator[Finding]:
    source, target = pair.source.text, pair.target.text
    titles = list(_TITLE.finditer(source))
    if not titles or _MARK.search(target) or _ITALIC.search(target):
        return
    if titles[0].span() == (0, len(source.strip())):
        return  # a label or link that is a title and nothing else
    works = [m for m in titles if not _NEWSPAPER.search(m[1])]
    if not works or _CAPITALISED.search(target) or all(m[1].isascii() and m[1] in target for m in works):
        return  # a title in Latin letters has marks of its own
    opening = works[0].start() == 0  # and so may be the title in the English, where every sentence has a capital
    if opening or _SCRIPTURE.search(works[0][1]):
        return
    pinyin = {way for m in works for way in spellings(m[1][:_SYLLABLES])}
    if any(not w.opens and (is_plain(w.folded) or w.folded in pinyin) for w in pair.evidence.english.words):
        return  # a title of one word, with its capital: Teahouse, Hamlet, Wujiapo
    yield pair.finding(
        CHECK,
        f"the title {works[0].group()} cannot be told as one in the English: no italics, quotation marks or capitals",
        source=(works[0].start(), works[0].end()),
        category="fluency/punctuation/title",
        confidence=0.7,
    )


_DOC = """\
**Quotations**: what stands in “”, 「」 or 『』 in the Chinese is somebody's word or a coined phrase; a translation
without any quotation mark takes it for the writer's own. Reported as a note, once a pair, when no mark is left at
all; a quoted name that English writes with capitals (the Belt and Road Initiative) is not missed, nor are the marks
of a term that English explains (“双一流”, *world-class universities and disciplines*).

**Titles**: 《》 marks books, laws, films, papers. In English they are in italics, in quotation marks or capitalised.
A pair whose title is none of these is reported as a warning. Laws, regulations and newspapers need no marks.
"""

CHECK = Check(
    id="quotation",
    severity="warning",
    category="fluency/punctuation/quotation",
    doc=_DOC,
    run=_run,
    good=(
        ("他说：“我们会按时完成全部工程建设任务。”", "“We will finish all the work on time,” he said."),
        ("他写了《山间的河流》。", "He wrote *The River in the Mountains*."),
        ("他在《河南日报》发表文章。", "He published an article in Henan Daily."),
        ("他在《Vanguardia》做记者。", "He is a reporter for Vanguardia."),
        ("她演过老舍的《茶馆》。", "She has acted in Lao She's Teahouse."),
        ("他读过《红与黑》。", "He has read The Red and the Black."),
        ("《租赁合同》", "Lease"),
    ),
    bad=(("她写的《山间的河流》获奖。", "Her book the river among mountains won a prize.", "《山间的河流》"),),
    rank=5,
    needs=needs(source='“「『"《'),
)
