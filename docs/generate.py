"""Writes the pages that are made from the code: docs/checks/*.md, docs/formats.md, docs/settings.md.

python docs/generate.py            write them
python docs/generate.py --check    exit 1 where a page is not what the code says (a test does this)
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from align import registry
from align.findings import thresholds
from align.records import Check, Example

HERE = Path(__file__).parent
_RANKS = {
    0: "rules",
    1: "numbers and names",
    3: "other specific checks",
    5: "typography",
    7: "omission and addition",
    9: "whole-pair mismatch",
}


def pages() -> dict[Path, str]:
    """Path -> text of every generated page."""
    checks = registry.checks()
    out = {HERE / "checks" / f"{c.id}.md": check_page(c) for c in checks}
    out[HERE / "checks" / "README.md"] = check_index(checks)
    out[HERE / "formats.md"] = formats_page()
    out[HERE / "settings.md"] = settings_page()
    return out


def check_page(check: Check) -> str:
    """One page: what the check says of itself, and its examples."""
    doc = check.doc.strip()
    if not doc.startswith("# "):
        doc = f"# {check.id}\n\n{doc}"
    head, _, body = doc.partition("\n")
    facts = f"Id `{check.id}`, category `{check.category}`, usual severity **{check.severity}**."
    parts = [head, "", facts, "", body.strip(), ""]
    for title, examples in (("Is flagged", check.bad), ("Is left alone", check.good)):
        if examples:
            parts += [f"## {title}", "", *map(_example, examples), ""]
    parts += [f'Switch it off: `disable = ["{check.id}"]` in `align.toml`.', ""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts))


def _example(example: Example) -> str:
    source, target, *marked = example
    tail = f" — marked: **{_cell(marked[0])}**" if marked and marked[0] else ""
    return f"- {_cell(source) or '(nothing)'} → {_cell(target) or '(nothing)'}{tail}"


def _cell(text: str) -> str:
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", text.replace("\n", " ⏎ "))


def check_index(checks: tuple[Check, ...]) -> str:
    """The table of all checks."""
    rows = [f"| [{c.id}]({c.id}.md) | `{c.category}` | {c.severity} | {_first(c.doc)} |" for c in checks]
    head = ["# Checks", "", "Rules are a check of their own: [docs/rules.md](../rules.md).", ""]
    return "\n".join(
        [*head, "| check | category (MQM) | usual severity | what it finds |", "|---|---|---|---|", *rows, ""]
    )


def _first(doc: str) -> str:
    text = " ".join(line for line in doc.strip().splitlines() if not line.startswith("#"))
    return re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0].replace("|", "\\|")


def formats_page() -> str:
    """Input and output formats."""
    head = ["# Formats", "", "## In", "", "Told apart by content, then by name; `--from NAME` forces one.", ""]
    rows = [f"| `{r.name}` | {' '.join(r.extensions)} | {r.doc} |" for r in registry.readers()]
    middle = [*_IN.splitlines(), "", "## Out", "", "`--format NAME`, or by the name of `--output`.", ""]
    writers = [registry.writer(n) for n in registry.writer_names()]
    lines = [f"| `{w.name}` | {' '.join(w.extensions)} | {w.doc} |" for w in writers]
    table = ["| name | files | what |", "|---|---|---|"]
    return "\n".join([*head, *table, *rows, *middle, *table, *lines, ""])


_IN = """
Two named files are a text and its translation, in any format and either order. Which side is which: the one with more
Chinese in its running text, without code, addresses and formulas; where that does not tell, the names. Chinese that was
left in the English file is reported as such. Among more files, and in folders and repositories, names decide:
`a.zh.md` and `a.en.md`, `README.md` and `README_EN.md`, `a.zh-CN.md` and `a.md`, `zh/a.md` and `en/a.md`,
`values-zh/strings.xml` and `values/strings.xml`; files whose names say nothing are pairs where a Chinese and an
English one stand side by side. Two texts of one language, Japanese, Korean, French and the like are refused in a line;
two texts that do not belong together get one finding that says so. `align inspect PATH…` shows what is read as what.

One file may hold both languages: in lines or paragraphs by turns, in two columns, one after the other, sentence by
sentence in a paragraph; subtitles in a cue or in cues of the same time. Lines that are missing or doubled stay a local
matter.

A cell is a text: sentences of a row, a unit or an entry are aligned inside, and findings keep the row. The same rows
give the same findings as CSV, TSV, TMX and Excel. In `.jsonl` each line is a text of its own, as are the rows of a
table that is too large for an article (see [batch](batch.md)): nothing is aligned inside it, and the checks that
compare the entries of a file with each other have nothing to compare: *title_case*, *label_term*, *several_targets*,
*several_sources*, *access_key*, and which entry *wrong_entry* names.

Of a workbook, a row whose cell reaches over the next rows, in a column of text, is one with them; a cell over both
columns is a heading, which is not checked and named on stderr. Of a key that stands more than once in a file the last
text counts, as to the programs that read such files, and a line on stderr says so.

Mark-up is neither a character nor a space to the checks of prose, nor are shortcodes of WordPress; code blocks, front
matter and formulas are left out, titles of boxes, table rows, captions, alt texts, titles and buttons are read. What is
marked as not to be translated (`translate="no"`, `translatable="false"`), fuzzy and unfinished entries are left out.

Where a file says that a machine translated a unit into English, and nobody has approved or changed it since, that
unit is judged as with `translated_by = "machine"` (see [reader](reader.md)); the setting goes before the file. It is
said by, in XLIFF 1.2, `state-qualifier="leveraged-mt"` and `"mt-suggestion"` (not with the state *final* or
*signed-off*, nor with `approved="yes"`), of Trados `origin="mt"`, `"nmt"` or `"amt"` of all segments of the unit, none
of them confirmed, of Phrase `m:trans-origin="mt"` with `m:confirmed="0"`; in XLIFF 2 a text that is that of a candidate
of `type="mt"` and whose state is none or *initial*; in TMX `creationid="MT"` or `"MT!"` that nobody else has changed;
in `.jsonl` `"translated_by": "machine"` or `"people"`. PO has no such mark; its fuzzy entries are left out.

Files of localisers with a key for each text are paired by key; a key that one file lacks has an empty side. Keys that
are texts of the other language (`"Cancel" = "取消";`) are the other side.

In tables the head names the columns: `source`, `zh`, `原文`, `简体中文` …, `target`, `en`, `译文`, `English` …
Without such a head they are guessed by what stands in them; where others would do as well, a line on stderr says which
were taken. Of a workbook all sheets that have the two columns are read. Files that declare other languages are refused.
Where the original is the English, a segment without Chinese has no translation yet: it is named on stderr and not
checked.

### Places

A place is `file:line:column`, both from 1, where the file has lines that an editor shows, else `file, unit:column`.

| format | the number is |
|---|---|
| article, markdown, rst, asciidoc | the line in the file |
| csv, tsv | the line in the file on which the row begins; "row 5" is that of a spreadsheet, head counted |
| xlsx | the row of the spreadsheet, head counted; `Sheet, row 5` where there are several sheets |
| docx | the row of the table, head counted; without a table the number of the paragraph that is not empty |
| html | the line in the file on which the text of the block begins |
| epub, pdf | the number of the visible block, of the line |
| pptx | the number of the paragraph; `slide 5` names the slide |
| json, yaml, strings, resources, properties | the key; for programs its line in the file |
| qt | the context and the number of the message in it; for programs the line of the translation |
| po | the line on which the entry begins, with its comments |
| subtitles | `cue 5`: the fifth cue of the file, whatever number it bears; for programs the line of its text |
| tmx | `tu 5`: its tuid, else the number of the unit; for programs the line of the segment |
| xliff | `unit 5`: its id, else the number of the unit; in 2.x with the segment; for programs the line of the target |
| jsonl | the id of the segment, else its line |

The column counts characters in the text of that line, cell or unit. Formats for programs (`github`, `sarif`, `rdjson`)
give columns and suggested changes for plain text and light mark-up alone, where the columns are those of the file. In
`json`, `line` of XLIFF, TMX and Qt is the number of the unit."""


def settings_page() -> str:
    """Every setting with the comment that explains it in the code."""
    source = (HERE.parent / "align" / "config.py").read_text(encoding="utf-8")
    body = source[source.index("class Settings") : source.index("def profile")]
    rows = re.findall(r"^    (\w+): ([^=]+?) = (.+?)  # (.+)$", body, re.MULTILINE)
    doc = source.split('"""')[1].strip().split("\n\n", 1)[1]
    lines = [
        "# Settings",
        "",
        doc.replace("``", "`"),
        "",
        "| setting | type | default | meaning |",
        "|---|---|---|---|",
    ]
    kinds = {"str": "text", "tuple[str, ...]": "list of texts", "Mapping[str, float]": "numbers by name"}
    defaults = {"()": "[]", "field(default_factory=dict)": "{}"}
    lines += [f"| `{n}` | {kinds.get(k, k)} | `{defaults.get(d, d)}` | {w} |" for n, k, d, w in rows]
    return "\n".join([*lines, "", *_thresholds(), "", _EXAMPLE])


def _thresholds() -> list[str]:
    """The table of numbers that a desk may set."""
    rows: dict[str, tuple[float | str, str]] = {}
    told = {"error": "may be an error", "warning": "may be a warning", "note": "is told at all"}
    for name, value in thresholds().items():
        check, _, severity = name.rpartition(".")
        rows[name] = value, f"`{check}`: confidence from which it {told[severity]}"
    rows["quality.pass"] = (0.6, "below it an article wants a reviewer ([scores](scores.md))")
    rows["quality.fail"] = (0.35, "below it an article fails")
    rows["max_length.characters"] = ("none", "`max_length`: the longest translation of a short string, in characters")
    rows["max_length.ratio"] = ("none", "`max_length`: its width against that of the Chinese (a character is two wide)")
    lines = [f'| `"{name}"` | {value} | {doc} |' for name, (value, doc) in rows.items()]
    return [
        "Under `[thresholds]`, from 0 to 1 save those of `max_length`:",
        "",
        "| name | default | meaning |",
        "|---|---|---|",
        *lines,
    ]


_EXAMPLE = """    # align.toml
    fail_on = "error"
    home    = "河南"                 # what 我省 means
    rules   = ["house.toml"]        # our own rules, besides the shipped packs
    disable = ["capitals"]

    [[for]]
    files   = ["legal/**"]
    doctype = "law"
"""


def main() -> int:
    """Write, or compare with --check."""
    stale = []
    wanted = pages()
    for path, text in wanted.items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    gone = [p for p in (HERE / "checks").glob("*.md") if p not in wanted]
    if "--check" not in sys.argv:
        for path in gone:
            path.unlink()
    for path in stale + gone:
        print(("stale: " if "--check" in sys.argv else "written: ") + str(path.relative_to(HERE.parent)))
    return int(bool(stale + gone) and "--check" in sys.argv)


if __name__ == "__main__":
    raise SystemExit(main())
