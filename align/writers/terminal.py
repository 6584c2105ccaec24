"""The terminal: findings as file:line:col, marked words in their context, a summary; true widths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from align.errors import one_line
from align.records import Document, Finding, Passage, Review, Span, Writer
from align.text.columns import columns, printable, sized
from align.text.scripts import HAN
from align.wording import Words, spoken, words
from align.writers._located_findings import where
from align.writers._words import SEVERITIES_SAID, counted

# Styles as the numbers of a terminal (ECMA-48)
_BOLD, _DIM, _GREEN = "1", "2", "32"
_COLOUR = {"error": "1;31", "warning": "33", "note": "36"}
_MARKED = {"error": "1;4;31", "warning": "4;33", "note": "4;36"}
_Styled = list[tuple[str, str]]  # pieces of text, each with its style; "" is plain
_HIDDEN_SAID = {"waived": "{n} waived", "baseline": "{n} in the baseline", "unchanged": "{n} in unchanged paragraphs"}
_TERMS = 20  # terms of an untranslated text on screen; the reports have all
_REPEATED = 2  # equal findings that are shown in full; the rest is one line with places
UNCHANGED = "paragraph unchanged"  # reason of a decision that --since has made
# What a line is not broken in: a Chinese character with the marks around it, or a word with the blank behind it.
_PART = re.compile(f"[“‘（《]*[{HAN}][”’，。、；：？！）》…]* ?|[^ {HAN}]+ ?| ")
_EDGE = 14  # columns around a marked word that are always shown


def on_screen(*, colour: bool, width: int) -> Writer:
    """The writer for a terminal of so many columns, with or without colours."""
    return replace(WRITER, write=lambda reviews: write(reviews, colour=colour, width=width))


def write(reviews: Iterable[Review], *, colour: bool = False, width: int = 80) -> Iterator[bytes]:
    """A block an article, then a line that sums up."""
    total: Counter[str] = Counter()
    articles = 0
    t = words("en")
    for review in spoken(reviews):
        t = words(review.lang)
        articles += 1
        lines = _article(review, max(width, 40), colour)
        total.update(f.severity for f in review.open_findings())
        yield "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    if articles > 1:
        yield (
            t("{n:,} article: {counts}|{n:,} articles: {counts}", n=articles, counts=counted(total, t)) + "\n"
        ).encode()


def _print(text: _Styled, colour: bool) -> str:
    """The pieces in a row, without white space at the end; a style ends with its line."""
    last = len("".join(piece for piece, _ in text).rstrip())
    out, used = [], 0
    for piece, style in text:
        lines = piece[: last - used].split("\n")
        used = min(used + len(piece), last)
        out.append("\n".join(f"\x1b[{style}m{line}\x1b[0m" if line and style and colour else line for line in lines))
    return "".join(out)


def _article(review: Review, width: int, colour: bool) -> Iterator[str]:
    t = words(review.lang)
    yield _print([(_heading(review, t, width), _BOLD)], colour)
    shown: Counter[tuple[str, str]] = Counter()
    more: dict[tuple[str, str], list[Finding]] = {}
    for finding in review.open_findings():
        kind = finding.check, finding.message
        shown[kind] += 1
        if shown[kind] <= _REPEATED:
            yield _print(_finding(review, finding, width, not colour), colour)
        else:
            more.setdefault(kind, []).append(finding)
    for (_, message), findings in more.items():
        again = _again(review, message, findings, width) if len(findings) > 1 else None
        yield _print(again or _finding(review, findings[0], width, not colour), colour)
    yield from _terms(review, width)
    decisions = [review.decision(i) for i in range(len(review.findings))]
    states = Counter("unchanged" if d.reason == UNCHANGED else d.state for d in decisions)
    hidden = [t(said, n=states[state]) for state, said in _HIDDEN_SAID.items() if states[state]]
    summary = counted(Counter(f.severity for f in review.open_findings()), t)
    quality = review.scores.summary.get("quality")
    if quality is not None:
        summary += t("; quality {quality:.2f}", quality=quality)
    line = f"{review.path}: {summary}" + (f" ({', '.join(hidden)})" if hidden else "")
    yield _fold(line, width - 2, "", "  ")
    yield ""


def _terms(review: Review, width: int) -> Iterator[str]:
    """Of a text without a translation: its terms and names, and how the rules render them."""
    rows = review.tables.get("terms", ())
    if not rows:
        return
    t = words(review.lang)
    terms = t("{n} term or name|{n} terms and names", n=len(rows))
    yield _fold(t("{terms} that the rules know, and the rendering:", terms=terms), width - 2, "  ")
    for row in rows[:_TERMS]:
        term = sized(printable(row["term"]), min(24, width // 3))
        line = f"    {row['count']:>3} × {term} → {printable(row['expected'])}"
        yield line if columns(line) <= width else sized(line, width - 1) + "…"
    if len(rows) > _TERMS:
        yield _fold(t("… {n} more in the JSON and HTML reports", n=len(rows) - _TERMS), width - 4, "    ")


def _heading(review: Review, t: Words, width: int) -> str:
    alignment = review.alignment
    sides = alignment.documents
    if len(sides) == 2:
        both = (b for b in alignment.beads if b.source[0] < b.source[1] and b.target[0] < b.target[1])
        count = sum(not b.furniture for b in both)
        said = t("{n} pair of sentences|{n} pairs of sentences", n=count)
        return _fold(f"{one_line(review.path)}: {said}", width, "")
    count = sum(not b.furniture for b in alignment.beads)
    if sides[0].lang == "zh":
        only = t("Chinese only, {n} sentence|Chinese only, {n} sentences", n=count)
        other = t("no English translation here: only the text itself is checked")
    else:
        only = t("English only, {n} sentence|English only, {n} sentences", n=count)
        other = t("no Chinese source here: only the text itself is checked")
    return _fold(f"{one_line(review.path)}: {only}", width, "") + "\n" + _fold(other, width - 2, "  ")


def _finding(review: Review, finding: Finding, width: int, plain: bool) -> _Styled:
    alignment = review.alignment
    where = place_of(review, finding)
    severity, check = _named(review, finding)
    fits = len(where) + len(severity) + len(check) + 3 <= width
    text = [
        (where, _BOLD),
        (": ", ""),
        (severity, _COLOUR[finding.severity]),
        (f"{' ' if fits else chr(10) + '    '}{check}\n", _DIM),
        (_fold(finding.message, width - 4, "    ") + "\n", ""),
    ]
    for side, mark in ((alignment.source, finding.source_span), (alignment.target, finding.target_span)):
        if side and mark and mark.end > mark.start:
            frame = _sentence(review, finding, side)
            line = _context(side, mark, frame, width - 6, "" if plain else _MARKED[finding.severity])
            text += [("      ", ""), *line, ("\n", "")]
    if finding.suggestions:
        text.append((_fold("→ " + " | ".join(finding.suggestions[:3]), width - 6, "      "), _GREEN))
    return text


def _named(review: Review, finding: Finding) -> tuple[str, str]:
    """Severity and check; in another language than English the id of the check is behind its name."""
    t = words(review.lang)
    named = t.check(finding.check)
    pack = named.partition("/")[0]
    return t(SEVERITIES_SAID[finding.severity]), named if named == finding.check else f"{pack} {finding.check}"


def place_of(review: Review, finding: Finding) -> str:
    """file:line:column of the translation's words, else of the source's; ``file, unit 5:column`` without lines."""
    alignment = review.alignment
    document, span = alignment.target, finding.target_span
    if document is None or span is None:
        document, span = alignment.source, finding.source_span
    if document is None or span is None:
        return one_line(review.path)
    name, line, column = where(document, span)
    path = one_line(document.path)
    return f"{path}, {one_line(name)}:{column}" if name else f"{path}:{line}:{column}"


def _again(review: Review, message: str, findings: list[Finding], width: int) -> _Styled:
    """The same finding once more and more: one line with the places."""
    places = ", ".join(place_of(review, f).removeprefix(one_line(review.path)).lstrip(":, ") for f in findings)
    t = words(review.lang)
    severity, check = _named(review, findings[0])
    places = t("at {places}", places=places)
    return [
        (t("{n} more: ", n=len(findings)), _BOLD),
        (severity, f"{_BOLD};{_COLOUR[findings[0].severity].removeprefix('1;')}"),
        (f" {check}\n", f"{_BOLD};{_DIM}"),
        (_fold(message, width - 4, "    ") + "\n" + _fold(places, width - 6, "      "), _BOLD),
    ]


def _sentence(review: Review, finding: Finding, side: Document) -> Span:
    """The passage the finding is in, as a span: context ends at its edges."""
    if finding.bead is None:
        return Span(0, len(side.text))
    pair = review.alignment.pairs()[finding.bead]
    passage: Passage = pair.source if side is review.alignment.source else pair.target
    spans = passage.runs
    mark = finding.source_span if side is review.alignment.source else finding.target_span
    whole = Span(spans[0].start, spans[-1].end) if spans else Span(0, len(side.text))
    return next((s for s in spans if mark and s.overlaps(mark)), whole)


def _context(side: Document, mark: Span, frame: Span, width: int, style: str) -> _Styled:
    """One line: the marked words, and as much around them as fits. Without a style they are in brackets."""
    words = printable(side.text[mark.start : mark.end])
    most = max(width - 2 * _EDGE, width * 3 // 4)  # on a narrow screen the words go before what is around them
    if columns(words) > most:
        half = (most - 3) // 2
        words = sized(words, half).rstrip() + " … " + _last_cells(words, half).lstrip()
    room = max(width - columns(words) - 2, 0)
    before = printable(side.text[frame.start : mark.start])
    after = printable(side.text[mark.end : frame.end])
    left = min(columns(before), max(room // 2, room - columns(after)))
    right = min(columns(after), room - left)
    head = before if left == columns(before) else "…" + _last_cells(before, left - 1)
    tail = after if right == columns(after) else sized(after, max(right - 1, 0)) + "…"
    return [(head, ""), (words, style) if style else (f"[{words}]", ""), (tail, "")]


def _last_cells(text: str, cells: int) -> str:
    out, used = [], 0
    for char in reversed(text):
        used += columns(char)
        if used > cells:
            break
        out.append(char)
    return "".join(reversed(out))


def _fold(message: str, width: int, indent: str, hanging: str | None = None) -> str:
    """Wrap at white space and between Chinese characters, by display width; no line begins with a closing mark."""
    lines, line, used = [], "", 0
    for part in _PART.findall(printable(message)):
        wide = columns(part)
        if not line or used + wide - (len(part) - len(part.rstrip(" "))) <= width:
            line, used = line + part, used + wide
        else:
            lines.append(line.rstrip(" "))
            line = part.lstrip(" ")
            used = columns(line)
    lines.append(line.rstrip(" "))
    further = indent if hanging is None else hanging
    return "\n".join((further if n else indent) + ln for n, ln in enumerate(lines))


WRITER = Writer("terminal", (), write, "For the eye: findings with place, marked words and suggestion, 80 columns.")
