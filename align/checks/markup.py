"""Mark-up of the source must be in the translation: elements, BBCode, tags of subtitles, emphasis of Markdown."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from align.records import Alignment, Check, Finding, Pair, Severity, needs
from align.strings.alike import unmatched
from align.strings.raw import Raw, translated
from align.strings.resource import Elsewhere, holds_entries
from align.strings.tags import SAME, Tag, both, unbalanced

_DOC = """\
Tags and marks of the source are looked for in the translation.

**Found**: a tag that is missing or that only the translation has, a link or bold word that is not closed, tags that
cross, another tag (*sub* → *sup*), other attributes or another id, `**` and backquotes that are not closed, and marks
of Markdown that a space has broken: `** bold **`, `[words] (address)`. Inline
elements of XLIFF and TMX, HTML and XML, BBCode, shortcodes of WordPress, tags of ASS and SRT, roles of
reStructuredText.

**Accepted**: another order; `<br>` and `<br/>`; translated titles and alternative texts; links that lead to the page
in the other language (/zh/ → /en/); signs of less and greater, generics (*List<String>*), addresses in angle brackets,
metavariables (*<file>*). In running text, where sentences are cut and joined, a tag in the next sentence is there, and
bold or italics alone may differ, and the translation may have links of its own.

MQM: locale-convention/markup.
"""
_SIGNS = frozenset("<[{`*~\u2016")
_CATEGORY = "accuracy/{}/markup"
_MARKS = (
    (re.compile(r"(?<!\*)\*\*(?!\*)"), "**"),
    (re.compile(r"(?<![`\\])`(?!`)"), "`"),
    (re.compile(r"(?<!~)~~(?!~)"), "~~"),
)
_TARGET, _TARGET_APART = re.compile(r"\]\(([^()\s]{1,500})\)"), re.compile(r"\][ \u3000]+\(([^()\s]{1,500})\)")
_SHOWN = 40  # characters of a message that quotes the text
_LOOKS = frozenset("b strong i em u s del ins small big mark font span br p".split())  # of the page, not of its meaning

# What two tags have in common that stand for each other, first those that are most alike; turned: opening and closing
_LEVELS = attrgetter("family", "name", "kind"), attrgetter("family", "kind")
_TURNED = attrgetter("family", "name")


class _Trouble(NamedTuple):
    ours: Tag | None
    theirs: Tag | None
    message: str
    confidence: float = 0.9


def _run(alignment: Alignment) -> Iterator[Finding]:
    entries = holds_entries(alignment.source or alignment.target)
    for pair, source, target in translated(alignment):
        if _SIGNS.isdisjoint(source.text) and _SIGNS.isdisjoint(target.text):
            continue
        elsewhere = Elsewhere(alignment, pair)
        for trouble in _troubles(*both(source.text, target.text)):
            if not _excused(elsewhere, pair, trouble, entries=entries):
                yield _finding(pair, source, target, trouble, entries=entries)
        yield from _marks(pair, source, target)
        yield from _apart(pair, source, target)


def _excused(elsewhere: Elsewhere, pair: Pair, trouble: _Trouble, *, entries: bool) -> bool:
    """A tag that a sentence speaks of may be an element in English; in running text the looks of the page may differ,
    and a tag may have gone to the next sentence."""
    if _spoken_of(pair, trouble):
        return True
    if trouble.ours and trouble.theirs:
        if entries:
            return False
        names = [SAME.get(t.name, t.name) for t in (trouble.ours, trouble.theirs)]
        return names[0] == names[1] and trouble.ours.name in _LOOKS
    one = trouble.ours or trouble.theirs
    if one is None or (one.name in _LOOKS and not entries):
        return one is not None
    if not entries and trouble.ours is None and trouble.message.startswith(f"{one.text}…</a>"):
        return True  # a link that only the translation has, as in the check of links
    return elsewhere.holds(one.text, target=trouble.ours is not None)


def _troubles(ours: Sequence[Tag], theirs: Sequence[Tag]) -> Iterator[_Trouble]:
    """Return the differences, each once: an opening tag and its closing one are one."""
    key = attrgetter("family", "name", "kind", "key")
    lacking, extra = unmatched(ours, theirs, key), unmatched(theirs, ours, key)
    told: dict[str, None] = {}  # names
    for level in (*_LEVELS, _TURNED):
        waiting: dict[tuple[str, ...], deque[Tag]] = {}
        for tag in extra:
            waiting.setdefault(level(tag), deque()).append(tag)
        left = []
        for one in lacking:
            others = waiting.get(level(one))
            if not others:
                left.append(one)
                continue
            other = others.popleft()
            if one.kind != "close" or level is _TURNED or one.name not in told:
                told[one.name] = None
                yield _Trouble(one, other, f"{one.text} in the Chinese, {other.text} in the English")
        lacking = left
        extra = sorted((tag for tags in waiting.values() for tag in tags), key=lambda tag: tag.start)
    for found, ours_lack in ((lacking, True), (extra, False)):
        opened: Counter[str] = Counter()
        closed = frozenset(t.name for t in found if t.kind == "close")
        for one in found:
            if one.kind == "open":
                opened[one.name] += 1
            if one.kind == "close" and opened[one.name]:
                opened[one.name] -= 1
                continue
            yield _lone(one, closed, lost=ours_lack)
    if not lacking and not extra and not told and unbalanced(ours) is None and (wrong := unbalanced(theirs)):
        yield _Trouble(None, wrong, f"{wrong.text} crosses another tag, or closes nothing")


def _lone(one: Tag, closed: Collection[str], *, lost: bool) -> _Trouble:
    text = (
        f"{one.text}…</{one.name}>"
        if one.kind == "open" and one.name in closed and one.family == "element"
        else one.text
    )
    if lost:
        what = "is not closed in the English" if one.kind == "close" else "is missing from the English"
        subject = f"<{one.name}>" if one.kind == "close" and one.family == "element" else text
        return _Trouble(one, None, f"{subject} {what}")
    return _Trouble(None, one, f"{text} has no counterpart in the Chinese")


def _spoken_of(pair: Pair, trouble: _Trouble) -> bool:
    """Return whether one side speaks of a tag and the other one of the element: <option> 元素, an option element; img
    元素, the <img> element."""
    one = trouble.ours or trouble.theirs
    if one is None or (trouble.ours and trouble.theirs) or one.kind == "close" or one.text != f"<{one.name}>":
        return False
    name = re.escape(one.name)
    own, other = pair.source.text, pair.target.text
    if trouble.ours is None:
        own, other = other, own
    if one.name not in _LOOKS and f"</{one.name}>" not in own and re.search(rf"(?ai)(?<![\w<]){name}s?(?!\w)", other):
        return True
    spoken = re.compile(rf"{re.escape(one.text)}\s?(?:元素|标签|标记|节点|控件)")
    element = re.compile(rf"(?i)\b{name}s?\b|\belements?\b|\btags?\b")
    return trouble.ours is not None and spoken.search(own) is not None and element.search(other) is not None


def _finding(pair: Pair, source: Raw, target: Raw, trouble: _Trouble, *, entries: bool) -> Finding:
    ours, theirs = trouble.ours, trouble.theirs
    kind = "mistranslation" if ours and theirs else "omission" if ours else "addition"
    severity: Severity = "error" if entries else "warning"
    return pair.finding(
        CHECK,
        trouble.message,
        source=source.span(ours.start, ours.end) if ours else None,
        target=target.span(theirs.start, theirs.end) if theirs else None,
        severity=severity,
        category=_CATEGORY.format(kind),
        suggestions=(ours.text,) if ours else (),
        confidence=trouble.confidence if entries else 0.75,
    )


def _marks(pair: Pair, source: Raw, target: Raw) -> Iterator[Finding]:
    """Marks of Markdown that the source closes and the translation does not."""
    for pattern, mark in _MARKS:
        ours, theirs = list(pattern.finditer(source.text)), list(pattern.finditer(target.text))
        if ours and len(ours) % 2 == 0 and len(theirs) % 2:
            last = theirs[-1]
            yield pair.finding(
                CHECK,
                f"{mark} is opened and not closed in the English",
                source=source.span(ours[-1].start(), ours[-1].end()),
                target=target.span(last.start(), min(len(target.text), _word_end(target.text, last.end()))),
                severity="warning",
                category=_CATEGORY.format("omission"),
                confidence=0.85,
            )


def _apart(pair: Pair, source: Raw, target: Raw) -> Iterator[Finding]:
    """Marks of Markdown that a space has broken, so that a reader sees them: ** bold **, [words] (address)."""
    loose = [span for span in _bold(target.text) if _is_loose(target.text, *span)]
    if loose and not any(_is_loose(source.text, *span) for span in _bold(source.text)) and "**" in source.text:
        yield _broken(pair, target, *loose[0])
    tight = {match[1] for match in _TARGET.finditer(source.text)}
    for match in _TARGET_APART.finditer(target.text) if tight else ():
        if match[1] in tight and f"]({match[1]})" not in target.text:
            yield _broken(pair, target, *match.span())


def _bold(text: str) -> list[tuple[int, int]]:
    """Spans between the marks ** of a text that has an even number of them."""
    marks = list(_MARKS[0][0].finditer(text))
    return [] if len(marks) % 2 else [(a.start(), b.end()) for a, b in zip(marks[::2], marks[1::2], strict=True)]


def _is_loose(text: str, start: int, end: int) -> bool:
    inner = text[start + 2 : end - 2]
    return inner != inner.strip() and bool(inner.strip())


def _broken(pair: Pair, target: Raw, start: int, end: int) -> Finding:
    shown = " ".join(target.text[start:end].split())
    return pair.finding(
        CHECK,
        f"{shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + '…'}: with this space the marks are no mark-up",
        target=target.span(start, end),
        severity="warning",
        category=_CATEGORY.format("mistranslation"),
        confidence=0.85,
    )


def _word_end(text: str, at: int) -> int:
    match = re.compile(r"[\w:.-]*").match(text, at)
    return match.end() if match else at


CHECK = Check(
    id="markup",
    severity="error",
    category="accuracy/mistranslation/markup",
    doc=_DOC,
    run=_run,
    rank=0,
    needs=needs(either=_SIGNS),
    good=(
        ("点击<b>继续</b>按钮。", "Click the <b>Continue</b> button."),
        ("价格<br/>含税", "Price<br>incl. tax"),
        ("当 x < 5 且 y > 3 时停止。", "Stop when x < 5 and y > 3."),
        ("若 a<b 且 c>d 则停止", "Stop if a<b and c>d"),
        ("**甲**和**乙**", "**A** and **B**"),
        ("返回类型为 List<String>。", "The return type is List<String>."),
        ("联系 张三 <zhang@example.org>。", "Contact Zhang San <zhang@example.org>."),
        ('见<a href="/zh/help">帮助</a>', 'See <a href="/en/help">Help</a>'),
        ("把 <文件名> 换成您的文件。", "Replace <file> with your file."),
        ("[b]注意[/b]：不可撤销", "[b]Note[/b]: cannot be undone"),
    ),
    bad=(
        ('阅读<a href="/terms">条款</a>', 'Read the <a href="/terms">terms', "</a>"),
        ('<x id="1"/>人评价，<x id="2"/>人推荐', 'Reviewed by <x id="1"/>, liked by <x id="1"/>', '<x id="1"/>'),
        ("H<sub>2</sub>O 的沸点", "The boiling point of H<sup>2</sup>O", "<sup>"),
        ("<i>提示</i>：请检查网络", "Tip: check the network", "<i>"),
        ("<b>甲<i>乙</i></b>", "<b>A<i>B</b></i>", "</b>"),
        ("[b]注意[/b]", "[b]Note", "[/b]"),
        ("**注意：**请备份数据。", "**Note:* Back up your data.", "**Note:"),
        ("使用 `row-gap` 属性", "Use the `row-gap property", "`row-gap"),
        ("请**务必**关窗。", "Be ** sure ** to close the windows.", "** sure **"),
        ("详见[手册](https://a.example)。", "See the [manual] (https://a.example).", "] (https://a.example)"),
    ),
)
