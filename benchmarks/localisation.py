"""The faults that pofilter and Weblate look for, one string of our own for each: is it found, and is its right twin
left alone?

    python -m benchmarks.localisation            a table; exit 1 where a fault is missed or a right string is marked
    python -m benchmarks.localisation --labels   how many of 138 labels with an opposite or the text of another entry
                                                 (benchmarks/labels.tsv) are told from the right ones
    python -m benchmarks.localisation --prose ../shared/eval/clean
                                                 findings of these checks in half A of published texts; exit 1 if any

The families are those of the documentation of translate-toolkit's pofilter and of Weblate's quality checks; no string
of theirs is used. Checks of other languages, of the state of a project or of the original alone are left out.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Finding, Review

LABELS = Path(__file__).with_name("labels.tsv")
MANUAL = "opengauss"  # it has code to be lost
CHECKS = frozenset(
    "access_key code_block code_span edge_space ending_mark label_term line_break link markup max_length menu_path "
    "placeholder several_sources several_targets shortcut structure title_case wrong_entry".split()
)
PO = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


@dataclass(frozen=True)
class Fault:
    """A family of theirs, the check of ours that should find it, a string with its wrong and its right translation;
    ``flag`` of PO; ``note`` and better counts unless ``severity`` says more."""

    family: str
    ours: str
    source: str
    wrong: str
    right: str
    flag: str = ""


FAULTS = (
    Fault("pofilter accelerators", "access_key", "打开文件(&O)", "Open file", "&Open file"),
    Fault(
        "pofilter acronyms",
        "latin_word",
        "支持 HTTP 与 FTP 协议",
        "Supports the HTTP protocol",
        "Supports HTTP and FTP",
    ),
    Fault("pofilter blank, untranslated", "omission", "正在保存", " ", "Saving"),
    Fault("pofilter brackets", "unpaired", "文件（只读）", "File (read-only", "File (read-only)"),
    Fault(
        "pofilter doublequoting",
        "unpaired",
        "请点击“保存”按钮。",
        'Click the "Save button.',
        'Click the "Save" button.',
    ),
    Fault(
        "pofilter doublespacing",
        "typography",
        "已保存。请关闭。",
        "Saved  successfully. Please close.",
        "Saved. Please close.",
    ),
    Fault("pofilter doublewords", "repeat", "打开文件夹", "Open the the folder", "Open the folder"),
    Fault("pofilter emails", "code", "联系 help@example.org", "Contact help@example.com", "Contact help@example.org"),
    Fault("pofilter endpunc", "ending_mark", "邮箱：", "E-mail", "E-mail:"),
    Fault("pofilter endwhitespace", "edge_space", "第 ", "No.", "No. "),
    Fault("pofilter escapes", "line_break", "名称\\t大小", "Name Size", "Name\\tSize"),
    Fault(
        "pofilter filepaths", "code_span", "编辑 /etc/hosts 文件", "Edit the file /etc/host", "Edit the file /etc/hosts"
    ),
    Fault("pofilter functions", "code_span", "调用 closeFile() 函数", "Call openFile()", "Call closeFile()"),
    Fault(
        "pofilter long, short", "max_length", "删除", "Delete all of the selected things now", "Delete", "max-length:20"
    ),
    Fault("pofilter musttranslatewords", "untranslated", "打开设置", "Open 设置", "Open Settings"),
    Fault("pofilter newlines", "line_break", "完成\\n", "Done", "Done\\n"),
    Fault("pofilter numbers", "number", "最多 25 个字符", "At most 52 characters", "At most 25 characters"),
    Fault(
        "pofilter options", "code_span", "使用 --verbose 选项", "Use the option --verbos", "Use the option --verbose"
    ),
    Fault("pofilter printf", "placeholder", "共 %d 个文件", "%s files", "%d files", "c-format"),
    Fault(
        "pofilter pythonbraceformat",
        "placeholder",
        "你好，{name}",
        "Hello, {nama}",
        "Hello, {name}",
        "python-brace-format",
    ),
    Fault("pofilter purepunc", "ending_mark", "……", "-", "…"),
    Fault("pofilter startwhitespace", "edge_space", " 次", "times", " times"),
    Fault(
        "pofilter startcaps, simplecaps",
        "title_case",
        "删除所选文件",
        "delete the selected file",
        "Delete the selected file",
    ),
    Fault("pofilter tabs", "line_break", "甲\\t乙", "A B", "A\\tB"),
    Fault("pofilter unchanged", "wrong_language", "打开文件", "打开文件", "Open file"),
    Fault(
        "pofilter urls",
        "code",
        "见 https://example.org/help",
        "See https://example.org/hlep",
        "See https://example.org/help",
    ),
    Fault("pofilter variables", "placeholder", "欢迎 ${user}", "Welcome ${usr}", "Welcome ${user}"),
    Fault("pofilter xmltags", "markup", "按<b>确定</b>继续", "Press <b>OK to continue", "Press <b>OK</b> to continue"),
    Fault("Weblate AngularJS", "placeholder", "共 {{total}} 项", "{{count}} items", "{{total}} items"),
    Fault("Weblate BBCode", "markup", "[b]注意[/b]", "[b]Note", "[b]Note[/b]"),
    Fault(
        "Weblate C format", "placeholder", "文件 %s 有 %u 行", "File %s has lines", "File %s has %u lines", "c-format"
    ),
    Fault("Weblate C# format", "placeholder", "共 {0:N2} 元", "{1:N2} yuan in all", "{0:N2} yuan in all"),
    Fault("Weblate ECMAScript literals", "placeholder", "欢迎 ${name}", "Welcome {name}", "Welcome ${name}"),
    Fault("Weblate ellipsis", "ending_mark", "正在加载…", "Loading", "Loading…"),
    Fault("Weblate colon", "ending_mark", "用户名：", "User name", "User name:"),
    Fault("Weblate exclamation mark", "ending_mark", "恭喜！", "Congratulations", "Congratulations!"),
    Fault("Weblate question mark", "ending_mark", "确定删除？", "Delete", "Delete?"),
    Fault(
        "Weblate full stop",
        "final_punctuation",
        "文件已经保存。",
        "The file has been saved",
        "The file has been saved.",
    ),
    Fault("Weblate Fluent references", "placeholder", "{ $user } 已加入", "{ $usr } joined", "{ $user } joined"),
    Fault("Weblate i18next", "placeholder", "见 $t(menu.save)", "See $t(menu.svae)", "See $t(menu.save)"),
    Fault(
        "Weblate ICU message",
        "placeholder",
        "{n, plural, other {{name} 的 # 项}}",
        "{n, plural, one {# item of {name}} other {# items}}",
        "{n, plural, one {# item of {name}} other {# items of {name}}}",
    ),
    Fault(
        "Weblate ICU syntax",
        "placeholder",
        "{n, plural, other {# 项}}",
        "{n, plural, other {# items}",
        "{n, plural, other {# items}}",
    ),
    Fault(
        "Weblate Java format",
        "placeholder",
        "%1$s 的 %2$d 项",
        "%2$d items",
        "%2$d items of %1$s",
        "java-printf-format",
    ),
    Fault("Weblate Java MessageFormat", "placeholder", "{0} 的文件", "The file of {1}", "The file of {0}"),
    Fault("Weblate JavaScript format", "placeholder", "已选 %d 项", "Items selected", "%d items selected"),
    Fault("Weblate Laravel format", "placeholder", "欢迎，:name", "Welcome, :nam", "Welcome, :name"),
    Fault("Weblate Lua format", "placeholder", "第 %d 关", "Level %s", "Level %d", "lua-format"),
    Fault("Weblate Object Pascal", "placeholder", "大小 %d KB", "Size %s KB", "Size %d KB", "object-pascal-format"),
    Fault("Weblate percent placeholders", "placeholder", "%player% 获胜", "%palyer% wins", "%player% wins"),
    Fault("Weblate Perl brace", "placeholder", "打开 {file}", "Open {fil}", "Open {file}", "perl-brace-format"),
    Fault("Weblate Perl format", "placeholder", "共 %s 项", "items", "%s items", "perl-format"),
    Fault("Weblate PHP format", "placeholder", "欢迎 %1$s", "Welcome %1$d", "Welcome %1$s", "php-format"),
    Fault(
        "Weblate Python format", "placeholder", "%(count)d 篇", "%(cuont)d posts", "%(count)d posts", "python-format"
    ),
    Fault("Weblate Qt format", "placeholder", "第 %1 页", "Page %2", "Page %1", "qt-format"),
    Fault("Weblate Qt plural", "placeholder", "%n 个文件", "files", "%n files", "qt-plural-format"),
    Fault("Weblate Ruby format", "placeholder", "%{count} 条", "%{cont} posts", "%{count} posts", "ruby-format"),
    Fault("Weblate Scheme format", "placeholder", "共 ~d 项", "~a items", "~d items", "scheme-format"),
    Fault("Weblate Vue I18n", "placeholder", "见 @:menu.save", "See @:menu.safe", "See @:menu.save"),
    Fault("Weblate line breaks", "line_break", "甲\\n乙", "A B", "A\\nB"),
    Fault(
        "Weblate Markdown links",
        "code",
        "见[帮助](https://example.org/a)",
        "See [Help](https://example.org/b)",
        "See [Help](https://example.org/a)",
    ),
    Fault(
        "Weblate Markdown syntax",
        "markup",
        "**警告**：不可撤销",
        "**Warning: cannot be undone",
        "**Warning**: cannot be undone",
    ),
    Fault("Weblate maximum length", "max_length", "设置", "Settings of the program", "Settings", "max-length:10"),
    Fault("Weblate reStructuredText", "markup", "见 :ref:`install`", "See :doc:`install`", "See :ref:`install`"),
    Fault("Weblate URL", "code", "http://example.org/a", "http://example.org/b", "http://example.org/a"),
    Fault("Weblate XML markup", "markup", "<em>重要</em>", "<em>Important</me>", "<em>Important</em>"),
    Fault("Weblate zero-width space", "invisible", "打开文件", "Open\u200b file", "Open file"),
    Fault("Weblate glossary", "terms/", "固件版本", "Hardware version", "Firmware version"),
)


def reviews(engine: Engine, folder: Path, name: str, targets: list[str]) -> Review:
    """The review of a PO file with one entry a fault."""

    def quoted(text: str) -> str:
        inner = text.replace("\\\\n", "\\n") if text.endswith("\\n") else text.replace("\\", "\\\\")
        return inner.replace('"', '\\"')

    entries = []
    for number, (fault, target) in enumerate(zip(FAULTS, targets, strict=True)):
        flag = f"#, {fault.flag}\n" if fault.flag else ""
        entries.append(f'{flag}msgctxt "{number}"\nmsgid "{quoted(fault.source)}"\nmsgstr "{quoted(target)}"\n')
    path = folder / name
    path.write_text(PO + "\n" + "\n".join(entries), encoding="utf-8")
    (review,) = engine.reviews(read_all([str(path)]))
    return review


def entries_of(review: Review, finding: Finding) -> set[int]:
    """The entries that a finding is about: one that repeats names its pairs, an entry of two sentences has two."""
    also = re.search(r"also in pairs? ([\d, and]+)", finding.message)
    numbers = [finding.bead or 0, *(int(n) - 1 for n in re.findall(r"\d+", also[1] if also else ""))]
    alignment = review.alignment
    firsts = [alignment.beads[n].source[0] for n in numbers if n < len(alignment.beads)]
    return {alignment.source_sentences[n].block for n in firsts if n < len(alignment.source_sentences)}


def labels(engine: Engine, folder: Path) -> None:
    """Print of each kind of labels how many wrong ones have a warning or an error, and how many right ones."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for kind in sorted({row[0] for row in rows}):
        own = [row[1:] for row in rows if row[0] == kind]
        marked = []
        for side in (1, 2):
            path = folder / f"{kind}{side}.tsv"
            lines = ["zh\ten", *(f"{row[0]}\t{row[side]}" for row in own)]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            (review,) = engine.reviews(read_all([str(path)]))
            marked.append({f.bead for f in review.findings if f.severity != "note"})
        right, wrong = marked
        print(f"{kind:9s} {len(own)} labels: {len(wrong)} wrong ones found, {len(right)} right ones marked")


def prose(engine: Engine, folder: Path) -> int:
    """Print the findings of these checks in the texts of half A (an even check sum of the name) that are no manual;
    returns how many there are."""
    found = 0
    for text in sorted(p for p in folder.iterdir() if (p / "zh.txt").is_file() or (p / "pairs.jsonl").is_file()):
        if zlib.crc32(text.name.encode()) & 1 or text.name == MANUAL:
            continue
        two = (text / "zh.txt").is_file()
        paths = [text / "zh.txt", text / "en.txt"] if two else [text / "pairs.jsonl"]
        for review in engine.reviews(read_all([str(path) for path in paths])):
            own = [f for f in review.findings if f.check in CHECKS]
            found += len(own)
            print(*(f"{text.name} {f.check}: {f.message}" for f in own), sep="\n", end="\n" if own else "")
    print(f"{found} findings in prose")
    return found


def main(arguments: Sequence[str]) -> int:
    """Print a row a family; 1 where one is missed or a right string is marked by the check."""
    if arguments[:1] == ["--prose"]:
        return 1 if prose(Engine(Settings()), Path(arguments[1])) else 0
    if arguments[:1] == ["--labels"]:
        with tempfile.TemporaryDirectory() as folder:
            labels(Engine(Settings()), Path(folder))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rows = "rows = '''\n固件 | firmware | hardware\n'''\n"
        glossary = f'[table.terms]\ncolumns = ["source", "accept", "reject"]\n{rows}'
        (place / "terms.toml").write_text('[pack]\nname = "terms"\n' + glossary, encoding="utf-8")
        engine = Engine(Settings(rules=(str(place / "terms.toml"),)))
        wrong = reviews(engine, place, "wrong.po", [f.wrong for f in FAULTS])
        right = reviews(engine, place, "right.po", [f.right for f in FAULTS])
    missed = false = 0
    for number, fault in enumerate(FAULTS):
        found, marked = ([f for f in r.findings if number in entries_of(r, f)] for r in (wrong, right))
        own = [f for f in found if f.check.startswith(fault.ours)]
        alarm = [f for f in marked if f.check.startswith(fault.ours)]
        said = own[0].message if own else "; ".join(f"{f.check}: {f.message}" for f in found) or "nothing"
        state = "found" if own else "other" if found else "MISSED"
        missed, false = missed + (not found), false + bool(alarm)
        print(
            f"{fault.family:34s} {state:7s} {said[:90]}"
            + (f"  FALSE on the right one: {alarm[0].message}" if alarm else "")
        )
    print(f"{len(FAULTS)} families: {len(FAULTS) - missed} found, {missed} missed, {false} right strings marked")
    return 1 if missed or false else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
