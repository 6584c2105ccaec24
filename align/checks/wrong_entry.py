"""The text of another entry: a short string of an interface that means something else altogether."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.evidence import translations
from align.names.capitalised import is_plain
from align.records import Alignment, Check, Finding, Pair
from align.strings.commands import agree, chinese_commands, chinese_of, english_commands, plain, shown
from align.strings.resource import holds_entries, is_short
from align.text.english import small_words

_DOC = """\
A label, button or menu entry whose translation belongs to another one.

**Found**: a known command that stands as another one (另存为 as *Save All*, 登录 as *Log out*: error); a short string
that has no word in common with its source (warning), and which entry of the file its text fits, where there is one.

**Accepted**: free renderings of single words (引入, *Install*), sentences, and everything that only rows of running
text hold.

**Limits**: strings of more than 30 Chinese characters are texts and are left to the check *mismatch*.

MQM: accuracy/mistranslation/wrong-entry.
"""
_HAN = re.compile(r"[\u3400-\u9fff]")
# Cosine of whole strings: 90 % of strings paired at random are below .12, none of 234 right ones of four characters and
# two words; an entry that fits reaches .6 (component library, cases and interface sentences of the development sets)
_STRANGE, _FITS, _GAP = 0.2, 0.6, 0.4
_WORST = 400  # entries of a file that are looked at for a better place


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    pairs = [p for p in alignment.pairs() if p.source.text and p.target.text and is_short(p.source.text)]
    known = {plain(p.target.text) for p in pairs}
    for pair in pairs:
        if agree(pair.source.text, pair.target.text):
            continue
        ours, theirs = chinese_commands(pair.source.text), english_commands(pair.target.text)
        if ours and theirs:
            if not ours & theirs:
                yield _command(pair, sorted(ours)[0], sorted(theirs)[0])
        elif not ours and alignment.linker is not None and len(known) > 0:
            yield from _strange(alignment, pair, pairs)


def _command(pair: Pair, ours: str, theirs: str) -> Finding:
    message = f"“{pair.target.text.strip()}” is the text for {chinese_of(theirs)}, not for {plain(pair.source.text)}"
    return _finding(pair, message, 0.92, (shown(ours),))


def _strange(alignment: Alignment, pair: Pair, pairs: list[Pair]) -> Iterator[Finding]:
    own = _cosine(alignment, pair.source.text, pair.target.text)
    if own is None or own > _FITS - _GAP:
        return
    words = small_words(pair.target.text)
    better = _better(alignment, pair, pairs, own)
    if better is not None:
        message = f"this is the text of “{better.source.text.strip()}”, not of “{pair.source.text.strip()}”"
        yield _finding(pair, message, 0.85, ())
    elif own < _STRANGE and len(_HAN.findall(pair.source.text)) >= 3 and _judged(words) and not _shared(pair):
        message = f"this seems to be the text of another entry: nothing in it means “{pair.source.text.strip()}”"
        yield _finding(pair, message, 0.8, ())


def _judged(words: Sequence[str]) -> bool:
    """Return whether the English is more than one word, most of them of the dictionary: names of dishes say nothing."""
    return len(words) >= 2 and sum(map(is_plain, words)) * 2 > len(words)


def _better(alignment: Alignment, pair: Pair, pairs: list[Pair], own: float) -> Pair | None:
    """The entry of the file whose source this translation fits far better."""
    if len(pairs) > _WORST:
        at = pairs.index(pair)
        pairs = pairs[max(0, at - _WORST // 2) : at + _WORST // 2]
    best, most = None, max(_FITS, own + _GAP)
    for other in pairs:
        if other.number != pair.number and other.source.text != pair.source.text:
            fit = _cosine(alignment, other.source.text, pair.target.text)
            if fit is not None and fit > most:
                best, most = other, fit
    return best


def _cosine(alignment: Alignment, source: str, target: str) -> float | None:
    return alignment.linker(source, target).cosine if alignment.linker else None


def _shared(pair: Pair) -> bool:
    """Return whether the dictionary has one of the English words as a rendering of a Chinese one."""
    codes, _, _ = translations.hashes(pair.source.text)
    words = small_words(pair.target.text)
    return bool(words) and bool(translations.known(codes, words).any())


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
