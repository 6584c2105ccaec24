"""The list of findings beside the text: one entry a finding, with all that the report knows about it."""

from __future__ import annotations

from collections.abc import Iterator

from align.records import Finding
from align.wording import Words
from align.writers._html.model import Item, Sheet
from align.writers._html.rows import LETTER, language
from align.writers._html.text import attributes, clean, esc, figure
from align.writers._located_findings import where
from align.writers._words import SEVERITIES_SAID


def entries(sheet: Sheet) -> Iterator[str]:
    """All findings of a sheet, in order of the text."""
    for item in sheet.items:
        yield _entry(sheet, item)


def _entry(sheet: Sheet, item: Item) -> str:
    finding, decision = item.finding, item.decision
    words = [*map(clean, item.review.marked_words(finding))]
    row = f"p{sheet.index}-{item.row}" if item.row is not None else f"s{sheet.index}"
    data = attributes(
        data_n=item.key,
        data_doc=sheet.index,
        data_row=row,
        data_check=finding.check,
        data_sev=finding.severity,
        data_cat=finding.category,
        data_term=finding.term,
        data_fp=item.fingerprint,
        data_state=decision.state,
        data_reason=decision.reason,
        data_author=decision.author,
        data_expires=decision.expires,
        data_origin=decision.origin,
        data_path=item.review.path.replace("\\", "/").removeprefix("./"),
        data_ts=f"{mended.start}-{mended.end}" if (mended := finding.target_span) is not None else "",
        data_src=words[0],
        data_tgt=words[1],
    )
    t = sheet.words
    pair = all(sheet.sides)
    where = t("Whole article") if item.row is None else t("Pair {row}" if pair else "No. {row}", row=item.row)
    severity = t(SEVERITIES_SAID[finding.severity])
    return (
        f'<div class="f {LETTER[finding.severity]}" id="f{item.key}" role="listitem" tabindex="-1"{data}>'
        f'<div class="body"><p class="head"><span class="sev" data-k="{item.order}">{severity}</span> '
        f'<span class="check"{attributes(title=_about(t, finding))}>{esc(t.check(finding.check))}</span> '
        f'<a class="where" href="#{row}" title="{esc(_place(item, t))}">{where}</a></p>'
        f'<p class="msg" id="g{item.key}">{esc(finding.message)}</p>{_more(item, t)}</div>'
        f'<p class="decided"></p></div>\n'
    )


def _about(t: Words, finding: Finding) -> str:
    """The explanation of a check, and its id where that is not what is shown."""
    return " ".join(part for part in (t.about(finding.check), f"({finding.check})") if part)


def _more(item: Item, t: Words) -> str:
    finding = item.finding
    parts = []
    about = t.about(finding.check)
    sides = (item.review.alignment.source, item.review.alignment.target)
    both = zip(sides, item.review.marked_words(finding), strict=True)
    quoted = [f'<q lang="{language(side)}">{esc(clean(words))}</q>' for side, words in both if words]
    if quoted:
        parts.append(f'<p class="words">{" <b>→</b> ".join(quoted)}</p>')
    if finding.suggestions:
        options = "".join(f"<li>{esc(s)}</li>" for s in finding.suggestions[:5])
        parts.append(f'<div class="sugg"><span>{t("Suggested")}</span><ul>{options}</ul></div>')
    if finding.note:
        parts.append(f'<p class="note">{esc(finding.note)}</p>')
    parts.append(
        f'<p class="meta">{esc(about)}{"<br>" if about else ""}{esc(t.category(finding.category))} · '
        f"{t('confidence')} {figure(finding.confidence)} · {esc(_place(item, t))}</p>"
    )
    return f'<div class="more">{"".join(parts)}</div>'


def _place(item: Item, t: Words) -> str:
    """``line 12:4`` as in the terminal: of the translation where words are marked there."""
    for document, span in item.review.alignment.marked(item.finding)[:1]:
        unit, line, column = where(document, span)
        named = "" if document.unit == "file" else f"{item.review.alignment.id or ''} "
        return f"{unit}:{column}" if unit else named + t("line {line}:{column}", line=line, column=column)
    return t("Whole article")
