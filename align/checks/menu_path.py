"""Paths through menus: 设置 > 通用 > 关于本机 has as many steps in the translation, and the same ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.evidence import translations
from align.records import Alignment, Check, Finding, needs
from align.strings.commands import chinese_commands, english_commands
from align.strings.keys import menu_steps
from align.strings.raw import sides
from align.text.english import small_words

_DOC = """\
A path through menus (设置 > 通用 > 关于本机) is compared step by step.

**Found**: fewer or more steps than in the source; a step that means something else than its counterpart
(*Reset* for 关于本机).

**Accepted**: other signs between the steps (→, ›, »); free renderings of steps of one word.

MQM: accuracy/mistranslation/menu.
"""
# Cosine of a step and its counterpart below which they have nothing in common, where the dictionary knows none either
_STRANGE = 0.3
_SURE = 0.75
# greater than, or becomes: c.76A>T; the mark of a tip or a warning: T> …
_SIGN = re.compile(r"\d[A-Za-z]?\s*[>＞→]\s*[A-Za-z\d]|^\s*[A-Z]>\s")
_BETWEEN = ">＞→›»➔"  # signs between steps


def _run(alignment: Alignment) -> Iterator[Finding]:
    for pair in alignment.pairs():
        if not pair.target.text or not any(c in pair.source.text for c in _BETWEEN) or _SIGN.search(pair.source.text):
            continue
        source, target = sides(alignment.source, alignment.target, pair)
        ours, theirs = menu_steps(source.text), menu_steps(target.text)
        if not ours or not theirs or source.text.count("<") or source.text.count("`"):
            continue
        if len(ours) != len(theirs):
            message = f"a path of {len(ours)} steps in the source, of {len(theirs)} in the translation"
            spans = source.span(ours[0][0], ours[-1][1]), target.span(theirs[0][0], theirs[-1][1])
            yield pair.finding(CHECK, message, source=spans[0], target=spans[1], confidence=_SURE)
            continue
        for one, other in zip(ours, theirs, strict=True):
            words = source.text[slice(*one)].strip("“”\"' "), target.text[slice(*other)].strip("“”\"' ")
            if _strange(alignment, *words):
                message = f"the step “{words[0]}” of a menu path is “{words[1]}” in the translation"
                spans = source.span(*one), target.span(*other)
                yield pair.finding(CHECK, message, source=spans[0], target=spans[1], confidence=_SURE)


def _strange(alignment: Alignment, source: str, target: str) -> bool:
    """Return whether the two steps have nothing in common."""
    ours, theirs = chinese_commands(source), english_commands(target)
    if ours and theirs:
        return not ours & theirs
    words = small_words(target)
    if alignment.linker is None or len(source) < 2 or not words or source.isascii():
        return False
    codes, _, _ = translations.hashes(source)
    cosine = alignment.linker(source, target).cosine
    return cosine is not None and cosine < _STRANGE and not bool(translations.known(codes, words).any())


CHECK = Check(
    id="menu_path",
    severity="warning",
    category="accuracy/mistranslation/menu",
    doc=_DOC,
    run=_run,
    rank=1,
    needs=needs(source=_BETWEEN),
    good=(
        ("进入“设置 > 通用 > 关于”。", "Go to Settings > General > About."),
        ("展开全部 >>", "Show all >>"),
        ("T> 本节沿用前面的代码。", "T> This section builds on the code above."),
        ("气温 > 30 度时停止。", "Stop when the temperature is > 30 degrees."),
        ("存在c.76A> T突变；另有c.35C> G突变。", "Mutations c.76A>T and c.35C>G were found."),
    ),
    bad=(
        ("进入“设置 > 通用 > 关于”。", "Go to Settings > About.", "Settings > About"),
        ("进入“设置 > 编辑 > 撤销”。", "Go to Settings > Edit > Redo.", "Redo"),
    ),
)
