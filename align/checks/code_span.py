"""Code in a text stays as it is: code spans, commands, options, paths, file names, functions, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.records import LATIN, Alignment, Check, Finding, Pair, Severity, needs
from align.strings.alike import NEAREST, Likeness
from align.strings.literals import Code, code_spans, literals, place, stands
from align.strings.raw import Raw, sides
from align.strings.resource import Elsewhere, holds_entries
from align.strings.tags import localised, tags
from align.text.english import plural
from align.text.scripts import IDEOGRAPH

_DOC = """\
What is typed, run or read by a machine is looked for in the translation, letter by letter: what stands between
backquotes, commands (*npm run build*), options (*--soft*), paths and file names, functions (*getBalance()*),
identifiers (*batch_size*), versions (*3.10* is not *3.1*).

**Found**: another command, option, path, file, function or version in its place (error); one that is missing (warning).

**Accepted**: code with Chinese in it, which is there to be read; marks of code that only one side has, as long as the
words stand there; in running text, code that stands in the next sentence; names of products (*iPhone*), unless
something very like them stands in their place.

MQM: accuracy/mistranslation/code.
"""
_LATIN = re.compile(r"[A-Za-z0-9_/.\\-]{2}")
# How alike two literals of a kind must be for one to be a slip of the other (ratio of difflib)
_ALIKE = {
    "code": 0.5,
    "option": 0.5,
    "path": 0.5,
    "file": 0.6,
    "call": 0.5,
    "identifier": 0.7,
    "name": 0.82,
    "version": 0.4,
}
_SEVERAL = r"\b(?:(?:number|amount|list|array|set) of|all|some|many|several|multiple|these|those)(?: the)? "
_PAIRED = 0.4  # cosine below which two passages of running text are no pair, so that nothing is missing in it
_WORDS = {
    "code": "the code", "command": "the command", "option": "the option", "path": "the path", "file": "the file",
    "call": "the function", "identifier": "the identifier", "name": "the name", "version": "the version",
}  # fmt: skip


def _run(alignment: Alignment) -> Iterator[Finding]:
    for pair in alignment.pairs():
        if pair.bead.furniture or not pair.source.pieces or not pair.target.pieces:
            continue
        if not _LATIN.search(pair.source.text) and not alignment.source.inline:  # type: ignore[union-attr]
            continue
        source, target = sides(alignment.source, alignment.target, pair)
        yield from _compare(alignment, pair, source, target)


def _compare(alignment: Alignment, pair: Pair, source: Raw, target: Raw) -> Iterator[Finding]:
    there: dict[tuple[str, str], bool] = {}  # code that stands again and again is looked for once
    lacking = []
    for code in _all(source.text):
        key = code.kind, code.text
        if key not in there:
            there[key] = _is_there(code, target.text)
        if not there[key]:
            lacking.append(code)
    if not lacking:
        return
    others = _all(target.text, commands=False)
    missing = {text for text in {c.text for c in others} if not stands(text, source.text)}
    spare = [c for c in others if c.text in missing]
    entries, likeness, elsewhere = holds_entries(alignment.source), Likeness(), Elsewhere(alignment, pair)
    lost = []
    for code in lacking:
        other = _command_in(code, target.text) if code.kind == "command" else _nearest(code, spare, likeness)
        if other is not None and other.text == code.text:
            continue  # the same letters before other figures: mT5, another part of it is code
        if other is not None:
            if other in spare:
                spare.remove(other)
            yield _slip(pair, source, target, code, other)
        elif code.kind not in ("name", "version") and not elsewhere.holds(code.text, target=True):
            lost.append(code)
    if lost and not (pair.bead.similarity is not None and pair.bead.similarity < _PAIRED and not entries):
        yield _lost(pair, source, lost, entries=entries)


def _all(text: str, *, commands: bool = True) -> list[Code]:
    found = [*(c for c in code_spans(text) if not IDEOGRAPH.search(c.text)), *literals(text, commands=commands)]
    inside = [tag for tag in tags(text) if tag.family == "element"] if "<" in text else []  # what *markup* compares
    return [c for c in found if not any(tag.start < c.start and c.end < tag.end for tag in inside)]


def _is_there(code: Code, text: str) -> bool:
    if stands(code.text, text):
        return True
    head = code.text[0].upper() + code.text[1:]  # at the head of an English sentence
    if code.kind in ("identifier", "name") and re.search(rf"(?:^|[.!?:]\s+|\n){re.escape(head)}(?!\w)", text):
        return True
    if code.kind == "name" and stands(plural(code.text), text):  # iPhones, NetworkPolicies
        return True
    if code.kind == "code" and re.search(rf"{_SEVERAL}`{re.escape(code.text)}s`", text):  # the number of `tabs`
        return True
    if code.kind in ("file", "path") and localised(code.text) in {localised(c.text) for c in literals(text)}:
        return True
    if code.kind == "file" and code.text[0].isupper():  # Vue.js, Node.js
        return stands(code.text.partition(".")[0], text)
    if code.kind == "version":
        return stands(code.text.lstrip("vV"), text) or stands("v" + code.text, text)
    if code.kind in ("file", "path") and stands(code.text.lstrip("./"), text):  # ./conf/config.yaml
        return True
    squeezed = "".join(code.text.split())  # blanks inside code are free: {a:1}, { a: 1 }
    return len(squeezed) > 4 and not squeezed.isalnum() and _whole(squeezed, "".join(text.split()))


def _whole(words: str, text: str) -> bool:
    return not (words[0].isalnum() or words[-1].isalnum()) and words in text


def _nearest(code: Code, spare: Sequence[Code], likeness: Likeness) -> Code | None:
    near = [
        (likeness(code.text, c.text), -c.start, c)
        for c in spare[:NEAREST]
        if c.kind == code.kind or "code" in (c.kind, code.kind) or {c.kind, code.kind} == {"path", "file"}
    ]
    best = max(near, key=lambda item: item[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE[code.kind] else None


def _command_in(code: Code, text: str) -> Code | None:
    """The command of the translation that begins as this one does, as long as it."""
    words = code.text.split()
    at = place(words[0], text)
    if at is None:
        return None
    behind = re.compile(rf"(?:[ \t]+\S+){{1,{len(words) - 1}}}").match(text, at[1])
    found = (text[at[0] : at[1]] + behind.group()).rstrip(".,;:)`”\"'") if behind else ""
    same = sum(a == b for a, b in zip(words[1:], found.split()[1:], strict=False))
    if not found or (same == 0 and len(words) > 2) or found[len(words[0]) :].strip() == "":
        return None
    return Code("command", found, at[0], at[0] + len(found))


def _slip(pair: Pair, source: Raw, target: Raw, ours: Code, theirs: Code) -> Finding:
    start, end = theirs.start, theirs.end
    if ours.kind == "command":
        start, end = _differing(ours.text, theirs)
    sure = (
        ours.kind != "name" and ours.text.lower() != theirs.text.lower()
    )  # Geometry_dump: often a habit of the source
    return pair.finding(
        CHECK,
        f"{ours.text} in the source, {theirs.text} in the translation",
        source=source.span(ours.start, ours.end),
        target=target.span(start, end),
        severity="error" if sure else "warning",
        suggestions=(ours.text,),
        confidence=0.9 if sure else 0.65,
    )


def _differing(words: str, theirs: Code) -> tuple[int, int]:
    """Place of the first word of a command that is another one."""
    at = theirs.start
    for ours, match in zip(words.split(), re.finditer(r"\S+", theirs.text), strict=False):
        if match.group() != ours:
            return at + match.start(), at + match.end()
    return theirs.start, theirs.end


def _lost(pair: Pair, source: Raw, codes: Sequence[Code], *, entries: bool) -> Finding:
    """Return one finding for all that one pair lacks, placed on the first of it."""
    first, names = codes[0], list(dict.fromkeys(c.text for c in codes))
    severity: Severity = "warning" if entries or first.kind in ("code", "command", "path") else "note"
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    kinds, are = (_WORDS[first.kind], "is") if len(names) == 1 else (f"{_WORDS[first.kind]}s", "are")
    message = f"{kinds} {listed} {are} missing in the translation"
    span = source.span(first.start, first.end)
    suggestions = tuple(names[:1])
    return pair.finding(
        CHECK,
        message,
        source=span,
        severity=severity,
        category="accuracy/omission/code",
        suggestions=suggestions,
        confidence=0.65,
    )


CHECK = Check(
    id="code_span",
    severity="error",
    category="accuracy/mistranslation/code",
    doc=_DOC,
    run=_run,
    rank=0,
    needs=needs(source={*LATIN, *"_/.\\-"}),
    good=(
        ("将 `batch_size` 设为 32。", "Set `batch_size` to 32."),
        ("在终端执行 npm run build 即可。", "Just run `npm run build` in a terminal."),
        ("使用 Vue.js 开发。", "Developed with Vue."),
        ("全文约 3.10 万字。", "The text has about 31,000 characters."),
        ("点击 `确定` 按钮。", "Click the `OK` button."),
        ("他买了一部 iPhone 手机。", "He bought a phone."),
        ("和/或、TCP/IP 协议、km/h", "and/or, the TCP/IP protocol, km/h"),
    ),
    bad=(
        ("将 `batch_size` 设为 32。", "Set `batch_sizes` to 32.", "batch_sizes"),
        ("在终端执行 npm run build 即可。", "Just run npm run start in a terminal.", "start"),
        ("运行 git reset --soft HEAD~1 可撤回。", "To undo it, run git reset --hard HEAD~1.", "--hard"),
        ("配置文件位于 /etc/nginx/nginx.conf。", "The configuration file is /etc/nginx.conf.", "/etc/nginx.conf"),
        ("打开 settings.json。", "Open setting.json.", "setting.json"),
        ("调用 getBalance() 查询余额。", "Call setBalance() to query the balance.", "setBalance()"),
        ("请安装 Python 3.10 或更高版本。", "Install Python 3.1 or later.", "3.1"),
        ("日志写入 LOG_DIR 目录。", "The log is written to LOGS_DIR.", "LOGS_DIR"),
    ),
)
