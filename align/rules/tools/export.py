"""Rules out: glossary entries -> a rule file; rules -> CSV and TBX."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from align.rules.load.forms import expand, shown
from align.rules.load.spec import Rule
from align.rules.tools.glossary import Entry, unique


def to_toml(entries: Sequence[Entry], name: str, description: str, *, require: bool = True) -> str:
    """A rule file of glossary entries, in rows form; entries of the same Chinese term are one rule.

    A term that is not rendered is a warning where ``require``, else a note; a forbidden rendering is an error. Terms of
    one Chinese character, which are inside many words, are not demanded.
    """
    merged = _merged(entries)
    tables = (
        ("forbidden", [e for e in merged if e.reject], "error"),
        ("terms", [e for e in merged if not e.reject], "warning" if require else "note"),
    )
    lines = ["[pack]", f"name        = {quoted(name)}", f"description = {quoted(description)}"]
    for table, rows, severity in tables:
        for short in (False, True):
            own = [e for e in rows if (min(map(len, e.source)) < 2) == short]
            if own:
                missing = "off" if short else "warning" if require else "note"
                lines += _rows(f"{table}{'-short' if short else ''}", own, severity, missing)
    return "\n".join((*lines, ""))


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    merged: dict[str, Entry] = {}
    for entry in entries:
        key = entry.source[0]
        if key in merged:
            old = merged[key]
            entry = replace(
                old,
                source=unique((*old.source, *entry.source)),
                accept=unique((*old.accept, *entry.accept)),
                reject=unique((*old.reject, *entry.reject)),
                note=old.note or entry.note,
            )
        merged[key] = entry
    return list(merged.values())


def _rows(table: str, entries: Sequence[Entry], severity: str, missing: str) -> list[str]:
    lines = [
        "",
        f"[table.{table}]",
        'columns  = ["source", "accept", "reject", "note"]',
        'category = "terminology"',
        f"severity = {quoted(severity)}",
        f"missing  = {quoted(missing)}",
        "rows     = '''",
    ]
    for entry in entries:
        cells = [";".join(_literal(v) for v in part) for part in (entry.source, entry.accept, entry.reject)]
        lines.append(" | ".join((*cells, _one_cell(entry.note))).rstrip(" |"))
    return [*lines, "'''"]


def _literal(term: str) -> str:
    """A term as a form that means just that; what would break a row becomes a space."""
    return re.sub(r"([()\[\]{}*\\])", r"\\\1", _one_cell(term).replace(";", ",").replace("...", "…"))


def _one_cell(text: str) -> str:
    return " ".join(re.sub(r"[|\x00-\x1f\x7f]|'''", " ", text).split()).lstrip("#")


def quoted(text: str) -> str:
    """A TOML string on one line."""
    return '"' + _one_cell(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def to_csv(rules: Iterable[Rule]) -> Iterator[bytes]:
    """Rules as a table for spreadsheets (UTF-8 with a mark): id, source, accept, reject, short, category, note, ref."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("id", "source", "accept", "reject", "short", "category", "note", "ref"))
    yield b"\xef\xbb\xbf" + _drain(out)
    for rule in rules:
        forms = ("; ".join(x) for x in (rule.source, rule.accept, rule.reject, rule.short))
        table.writerow([_cell(v) for v in (rule.id, *forms, rule.category, rule.note, "; ".join(rule.ref))])
        yield _drain(out)


def _cell(text: str) -> str:
    """No cell may become a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _drain(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8")


def to_tbx(rules: Iterable[Rule]) -> Iterator[bytes]:
    """Rules as TBX-Basic (ISO 30042:2008): preferred, admitted and deprecated terms. Derived names have no entry."""
    yield (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX-Basic" xml:lang="en">\n<martifHeader><fileDesc>'
        b"<sourceDesc><p>align-qa rules</p></sourceDesc></fileDesc></martifHeader>\n<text><body>\n"
    )
    for rule in rules:
        if rule.source and rule.accept and not any("{" in form for form in (*rule.source, *rule.accept)):
            yield _tbx_entry(rule).encode("utf-8")
    yield b"</body></text>\n</martif>\n"


def _tbx_entry(rule: Rule) -> str:
    chinese = "".join(_tig(text, "") for form in rule.source for text in expand(form))
    english = "".join(
        _tig(shown(f), "preferred" if i == 0 else "admitted") for i, f in enumerate((*rule.accept, *rule.short))
    )
    english += "".join(_tig(shown(form), "deprecated") for form in rule.reject)
    note = f"<note>{escape(rule.note)}</note>" if rule.note else ""
    return (
        f"<termEntry id={quoteattr(rule.id.replace('/', '.'))}>{note}\n"
        f'<langSet xml:lang="zh">{chinese}</langSet>\n<langSet xml:lang="en">{english}</langSet>\n</termEntry>\n'
    )


def _tig(term: str, status: str) -> str:
    state = f'<termNote type="administrativeStatus">{status}Term-admn-sts</termNote>' if status else ""
    return f"<tig><term>{escape(term)}</term>{state}</tig>"
