"""The text of another entry: a short string of an interface that means something else altogether."""

from __future__ import annotations

from collections.abc import Iterator

from align.data import lines
from align.evidence import translations
from align.evidence.labels import is_label
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

_DOC = """\
A label, button or menu entry whose translation belongs to another one.

**Found**: a known command that stands as another one (另存为 as *Save All*, 登录 as *Log out*: error); a label that
begins with another command (新建文件夹 as *Rename folder*: warning); a short string that does not mean its source by
all that is known of labels (warning), and which entry of the file its text fits, where there is one.

**Accepted**: free renderings of single words (引入, *Install*), sentences, and everything that only rows of running
text hold.

**Limits**: strings of more than 16 Chinese characters are texts and are left to the check *mismatch*.

MQM: accuracy/mistranslation/wrong-entry.
"""
# Cosine of whole strings: an entry that fits reaches .6 (component library, cases and interface sentences)
_FITS, _GAP = 0.6, 0.4
# Of 4,490 labels of programs that were not learnt from one in a hundred lies above .97 (half of them are slips indeed),
# of texts of any other entry .97, of one near by .79 (python -m training.labels --measure). DOUBTFUL: where another
# entry of the file fits the text.
_STRANGE, _DOUBTFUL = 0.94, 0.85
UNPLACED = 0.5  # where no entry fits the text: of 11 in 60,000 short and long strings five were right
_WORST = 400  # entries of a file that are looked at for a better place


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    pairs = [pair for pair in alignment.pairs() if is_label(pair.source.text, pair.target.text)]
    for pair in pairs:
        if agree(pair.source.text, pair.target.text):
            continue
        ours, theirs = chinese_commands(pair.source.text), english_commands(pair.target.text)
        if ours and theirs:
            if not ours & theirs:
                yield _command(pair, sorted(ours)[0], sorted(theirs)[0])
        elif head := _other_head(plain(pair.source.text), plain(pair.target.text)):
            message = f"“{head[1].capitalize()}” is another command than “{head[0]}”"
            yield _finding(pair, message, 0.8, ())
        elif alignment.linker is not None and not _same_values(pair) and not tags(pair.source.text):
            odds = pair.evidence.strangeness(alignment.linker)
            if not ours or odds > _STRANGE:
                yield from _strange(alignment, pair, pairs, odds)


def _same_values(pair: Pair) -> bool:
    """Return whether the two sides hold the same figures and no others: 1万2千户, *12,000 households*."""
    agreement = pair.evidence.agreement
    return bool(agreement.matched) and not agreement.differences


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


def _strange(alignment: Alignment, pair: Pair, pairs: list[Pair], odds: float) -> Iterator[Finding]:
    if odds <= _DOUBTFUL:
        return
    own = _cosine(alignment, pair.source.text, pair.target.text)
    if own is None or lines("literal.tsv").find(plain(pair.source.text)) is not None:
        return  # an idiom has an image of its own in English
    better = _better(alignment, pair, pairs, own) if own <= _FITS - _GAP else None
    if better is not None:
        message = f"this is the text of “{better.source.text.strip()}”, not of “{pair.source.text.strip()}”"
        yield _finding(pair, message, 0.85, ())
    elif odds > _STRANGE:
        message = f"this seems to be the text of another entry: it does not mean “{pair.source.text.strip()}”"
        yield _finding(pair, message, UNPLACED, ())


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
