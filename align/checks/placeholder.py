"""What a program fills into a string must be in the translation: %s, {0}, ${name}, plural and select of ICU."""

from __future__ import annotations

from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair, Severity, needs
from align.strings import icu
from align.strings.branches import compared
from align.strings.compare import Trouble, troubles
from align.strings.placeholders import dialects, may_hold, wanted
from align.strings.raw import Raw, translated
from align.strings.resource import Elsewhere, format_of, holds_entries, is_singular

_DOC = (
    """\
What a program fills into a string – a name, a number, a date – must stand in the translation, letter by letter.

**Found**: a placeholder that is missing, that only the translation has, that has another name or type (%d → %s), that
was hurt (*% s*, full-width *％s*, *{0*, a translated name), `%%` that became `%`; placeholders that are filled by their
turn and change places; of ICU messages each branch by itself: a branch without its argument, selectors that differ,
braces that do not close.

**Accepted**: numbered and named placeholders in another order; a named one used twice; the form of a plural for one
that says *one* for its number; what looks like a placeholder in prose (*10% down*, *[NBA]*, a time 10:30).

**Dialects**, told by the format of the file or by the string; `placeholders = ["printf", "brace"]` in the settings
takes only those named, also by format (`c`, `python`, `qt`, `icu`, `laravel`, `drupal` …):

"""
    + "\n".join(f"- `{name}`: {own.notations}" for name, own in dialects().items())
    + """

MQM: accuracy/mistranslation/placeholder.
"""
)
_SIGNS = frozenset("%{$[:_~@!?\\｛％＄［")
_CATEGORY = "accuracy/{}/placeholder"
_KINDS = {"lost": "omission", "added": "addition"}


def _run(alignment: Alignment) -> Iterator[Finding]:
    asked = alignment.profile.placeholders
    entries = holds_entries(alignment.source or alignment.target)
    for pair, source, target in translated(alignment):
        if not may_hold(source.text) and not may_hold(target.text):
            continue
        if icu.is_complex(source.text) or icu.is_complex(target.text):
            found = compared(source.text, target.text)
        else:
            singular = is_singular(alignment, pair)
            held = wanted(format_of(alignment, pair), asked)
            found = troubles(source.text, target.text, held, entry=entries, singular=singular)
        elsewhere = Elsewhere(alignment, pair)
        for trouble in found:
            if not _gone_to_neighbour(elsewhere, source, target, trouble):
                yield _finding(pair, source, target, trouble)


def _gone_to_neighbour(elsewhere: Elsewhere, source: Raw, target: Raw, trouble: Trouble) -> bool:
    """Return whether, in running text, the sentence with it has gone to the next pair."""
    if trouble.what == "lost" and trouble.source:
        return elsewhere.holds(source.text[slice(*trouble.source)], target=True)
    if trouble.what == "added" and trouble.target:
        return elsewhere.holds(target.text[slice(*trouble.target)], target=False)
    return False


def _finding(pair: Pair, source: Raw, target: Raw, trouble: Trouble) -> Finding:
    severity: Severity = "error" if trouble.confidence >= 0.8 else "warning"
    return pair.finding(
        CHECK,
        trouble.message,
        source=source.span(*trouble.source) if trouble.source else None,
        target=target.span(*trouble.target) if trouble.target else None,
        severity=severity,
        category=_CATEGORY.format(_KINDS.get(trouble.what, "mistranslation")),
        suggestions=(trouble.right,) if trouble.right else (),
        confidence=trouble.confidence,
    )


CHECK = Check(
    id="placeholder",
    severity="error",
    category="accuracy/mistranslation/placeholder",
    doc=_DOC,
    run=_run,
    rank=0,
    needs=needs(either=_SIGNS),
    good=(
        ("已使用 %1$d%% 的空间", "%1$d%% of the space is used"),
        ("%2$s 的 %1$s", "%1$s of %2$s"),
        ("{count, plural, other {# 个文件}}", "{count, plural, one {# file} other {# files}}"),
        ("价格上涨5% 左右。", "Prices rose by about 5% during the year."),
        ("[NBA]湖人队赢了。", "[NBA] The Lakers won."),
        ("会议 10:30 开始，地点:礼堂。", "The meeting starts at 10:30 in the hall."),
        ("文件 %1 的大小为 %2。", "The file %1 is %2 in size."),
        ("{{PLURAL:$1|条目}}", "{{PLURAL:$1|entry|entries}}"),
    ),
    bad=(
        ("已使用 %1$d%% 的空间", "%1$d% of the space is used", "%"),
        ("第 {0} 页，共 {1} 页", "Page {0}", "{1}"),
        ("欢迎回来，{name}！", "Welcome back, {nmae}!", "{nmae}"),
        ("共 %d 项，名称 %s", "Name %s, %d items", "%s"),
        ("已下载 %s", "Downloaded % s", "% s"),
        ("已下载 %s", "Downloaded ％s", "％s"),
        ("剩余 [duration]", "[seconds] left", "[seconds]"),
        ("您好，:name", "Hello, :nome", ":nome"),
        ("{ -brand-name } 需要更新。", "The browser needs an update."),
        ("剩余 \\(days) 天", "\\(hours) days left", "\\(hours)"),
        ("您有 { NUMBER($n) } 条消息", "You have messages"),
        ("%(user)s 已加入", "%(user) has joined", "%(user)"),
        (
            "{count, plural, other {{name} 的 # 个文件}}",
            "{count, plural, one {# file of {name}} other {# files}}",
            "{# files}",
        ),
    ),
)
