"""The text of another entry: a short string of an interface that means something else altogether."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from align.data import lines
from align.evidence import translations
from align.evidence.changed_places import changed_places
from align.evidence.labels import is_label
from align.evidence.links import PairLinker
from align.evidence.negation_excuses import not_otherwise
from align.names.recognition import Chinese
from align.records import Alignment, Check, Finding, Pair
from align.strings.commands import (
    agree,
    chinese_commands,
    chinese_of,
    english_commands,
    other_head,
    plain,
    shown,
)
from align.strings.resource import holds_entries
from align.strings.tags import tags
from align.text.english import small_words
from align.text.negation import in_chinese

_DOC = """\
A label, button or menu entry whose translation belongs to another one.

**Found**: a known command that stands as another one (另存为 as *Save All*, 登录 as *Log out*: error); a label that
begins with another command (新建文件夹 as *Rename folder*: warning); a short string that does not mean its source by
all that is known of labels (warning), and which entry of the file its text fits, where there is one; texts of a table
or file of entries that stand in each other's rows, or are shifted by some rows (error).

**Accepted**: free renderings of single words (引入, *Install*), sentences, and everything that only rows of running
text hold.

**Limits**: strings of more than 16 Chinese characters, and sentences, are texts: told here where the text of another
row stands there that lacks its own as well, else left to the check *mismatch*.

MQM: accuracy/mistranslation/wrong-entry.
"""
# Cosine of whole strings: an entry that fits reaches .6 (component library, cases and interface sentences)
_FITS, _GAP = 0.6, 0.4
# Of 4,490 labels of programs that were not learnt from one in a hundred lies above .97 (half of them are slips indeed),
# of texts of any other entry .97, of one near by .79 (python -m training.labels --measure). DOUBTFUL: where another
# entry of the file fits the text.
_STRANGE, _DOUBTFUL = 0.94, 0.85
# Where no entry fits, the two must be unlike as well: cosines of wrong labels lay below .2, of right ones with an odd
# rendering (除夕, 半斤八两, 评论成功) at .31 to .74
_UNLIKE = 0.2  # as :data:`align.evidence.labels.ALIKE`
_SPOKEN_ZH = re.compile("[了吧呢啊嘛呀啦哦喔哈嗨]$|[我咱俺]")
_SPOKEN_EN = re.compile(r"(?i)\b(?:I|me|my|we|us|our|you guys|bless|thanks|props|lol|omg)\b|\w!")
UNPLACED = 0.5  # where no entry fits the text: of 11 in 60,000 short and long strings five were right
_HEAD = 20  # characters of a text that a message shows
_TOGETHER = 256  # texts whose cosines with all entries are taken in one go
_ROUNDING = 1e-3  # by how much the cosines of many may differ from that of one pair


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    labels = [pair for pair in alignment.pairs() if is_label(pair.source.text, pair.target.text)]
    doubted: list[tuple[Pair, float]] = []
    for pair in labels:
        if agree(pair.source.text, pair.target.text):
            continue
        ours, theirs = chinese_commands(pair.source.text), english_commands(pair.target.text)
        if ours and theirs:
            if not ours & theirs:
                yield _command(pair, sorted(ours)[0], sorted(theirs)[0])
        elif head := _other_head(plain(pair.source.text), plain(pair.target.text)):
            message = f"“{head[1].capitalize()}” is another command than “{head[0]}”"
            yield _finding(pair, message, 0.8, ())
        elif alignment.linker is not None and not tags(pair.source.text):
            odds = pair.evidence.strangeness(alignment.linker)
            if odds > (_STRANGE if ours else _DOUBTFUL) and not _is_excused(pair):
                doubted.append((pair, odds))
    if isinstance(alignment.linker, PairLinker):
        yield from _strange(alignment.linker, labels, doubted)
        known = {pair.number for pair in labels}
        texts = [p for p in alignment.pairs() if p.number not in known and p.source.text and p.target.text]
        for pair, other in changed_places(alignment.linker, texts):
            message = f"this is the text of “{_head(other)}”, not of “{_head(pair)}”"
            yield _finding(pair, message, 0.92, ())


def _head(pair: Pair) -> str:
    """The first words of a text, for a message."""
    text = " ".join(pair.source.text.split())
    return text if len(text) <= _HEAD else f"{text[: _HEAD - 1]}…"


def _is_excused(pair: Pair) -> bool:
    """Return whether the source is an idiom, which has an image of its own in English, or the two sides hold the same
    figures and no others: 1万2千户, *12,000 households*."""
    agreement = pair.evidence.agreement
    return (bool(agreement.matched) and not agreement.differences) or lines("literal.tsv").find(
        plain(pair.source.text)
    ) is not None


def _other_head(source: str, target: str) -> tuple[str, str] | None:
    """Chinese and English command at the heads of two labels, where no dictionary has the one for the other."""
    found = other_head(source, target)
    if found is None or not Chinese(source).is_word(0, len(found[0])):
        return None
    codes, starts, _ = translations.hashes(source)
    rendered = translations.known(codes[starts < len(found[0])], small_words(target)).any()
    return None if rendered or translations.known(codes, [found[1]]).any() else found


def _command(pair: Pair, ours: str, theirs: str) -> Finding:
    message = f"“{pair.target.text.strip()}” is the text for {chinese_of(theirs)}, not for {plain(pair.source.text)}"
    return _finding(pair, message, 0.92, (shown(ours),))


def _strange(linker: PairLinker, labels: Sequence[Pair], doubted: Sequence[tuple[Pair, float]]) -> Iterator[Finding]:
    """The findings about labels whose translation is strange to them; ``doubted``: each with its odds."""
    fits = {pair.number: linker(pair.source.text, pair.target.text).cosine for pair, _ in doubted}
    poor = [pair for pair, _ in doubted if (fit := fits[pair.number]) is not None and fit <= _FITS - _GAP]
    better = dict(_better(linker, labels, poor, fits)) if poor else {}
    for pair, odds in doubted:
        ours = pair.source.text.strip()
        if lines("literal.tsv").find(plain(pair.source.text)) is not None:
            continue  # an idiom has an image of its own in English
        if pair.number in better:
            other = better[pair.number].source.text.strip()
            yield _finding(pair, f"this is the text of “{other}”, not of “{ours}”", 0.85, ())
        elif (denied := in_chinese(ours)) and not_otherwise(denied, ours, pair.target.text) != denied:
            continue  # a ban is said in other words: 切勿靠近, "Danger: keep away"
        elif _SPOKEN_ZH.search(ours) or _SPOKEN_EN.search(pair.target.text):
            continue  # what people say to each other is no label: 真香, "I stand corrected"
        elif odds > _STRANGE and (fit := fits[pair.number]) is not None and fit < _UNLIKE:
            message = f"this seems to be the text of another entry: it does not mean “{ours}”"
            yield _finding(pair, message, UNPLACED, ())


def _better(
    linker: PairLinker, labels: Sequence[Pair], poor: Sequence[Pair], fits: Mapping[int, float | None]
) -> Iterator[tuple[int, Pair]]:
    """By number of the pair, the first entry of the file whose source fits its translation best, and far better than
    its own does."""
    entries: dict[str, Pair] = {}
    for pair in labels:
        entries.setdefault(pair.source.text, pair)
    sources = list(entries)
    vectors = linker.wholes(sources)
    for first in range(0, len(poor), _TOGETHER):
        some = poor[first : first + _TOGETHER]
        for pair, row in zip(some, linker.wholes([p.target.text for p in some]) @ vectors.T, strict=True):
            least = max(_FITS, (fits[pair.number] or 0.0) + _GAP)
            near = np.flatnonzero(row >= max(least, float(row.max())) - _ROUNDING)
            exact = {n: linker(sources[n], pair.target.text).cosine or 0.0 for n in near.tolist()}
            best = max(exact, key=lambda n: exact[n], default=-1)
            if best >= 0 and exact[best] > least:
                yield pair.number, entries[sources[best]]


def _finding(pair: Pair, message: str, confidence: float, suggestions: tuple[str, ...]) -> Finding:
    return pair.finding(
        CHECK,
        message,
        source=pair.source.whole,
        target=pair.target.whole,
        severity="error" if confidence > 0.9 else "warning",
        suggestions=suggestions,
        confidence=confidence,
    )


CHECK = Check(
    id="wrong_entry",
    severity="error",
    category="accuracy/mistranslation/wrong-entry",
    doc=_DOC,
    run=_run,
    rank=1,
    scope="article",
    good=(
        ("另存为(&A)...", "Save &As..."),
        ("确定", "OK"),
        ("返回上一步", "Go back"),
        ("取消隐藏", "Show"),
        ("公司去年的利润增加了。", "Cats like fish."),
    ),
    bad=(
        ("另存为", "Save All", "Save All"),
        ("登录", "Log out", "Log out"),
        ("取消静音", "Mute", "Mute"),
        ("按升序排列", "Descending", "Descending"),
    ),
)
