"""Web and e-mail addresses, telephone numbers and codes (Z164, GB 2312) must be in the translation as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.each_pair import on_running
from align.names.equivalents import is_site_of
from align.numbers.codes import Code, codes, squeezed
from align.numbers.numerals import NUMBER
from align.records import Check, Finding, Pair, Severity
from align.strings.alike import NEAREST, Likeness
from align.strings.tags import localised
from align.text.scripts import IDEOGRAPH

_DOC = """\
Addresses (https://…, www.…, name@example.org), telephone numbers and alphanumeric codes of the source are looked for in
the translation, letter by letter; capitals, spaces, brackets and hyphens do not matter.

**Found**: an address, number or code that reads a little differently (error: "Z146" for Z164); one that is missing
(warning for addresses and telephone numbers, for codes only where their figures are missing as well); an address that
only the translation has (warning).

An address that is no more than a name (*Example.com*, *www.example.com*) is a note: companies and papers that Chinese
calls by a name of their own go by it in English.

**Accepted**: +86 before a telephone number; the address of a news site that the Chinese names (新华网, *news.cn*); a
code whose letters are spelled out, as long as its figures are there.

**Limits**: names of products in letters only are no codes; numbers without letters are compared as values by the check
*number*.

MQM: accuracy/mistranslation/code.
"""

_CLOSE = 0.7  # similarity of two codes above which one is a slip of the other
_DOMAIN = re.compile(r"\.(?:com|org|net|cn|gov|edu)\b")
_BRAND = re.compile(r"(?i)(?:www\.)?[a-z0-9-]+\.(?:com|net|org|cn)(?:\.cn)?")  # companies and papers go by such names


def _judge(pair: Pair) -> Iterator[Finding]:
    ours = codes(pair.source.text)
    if ours or _address_in(pair.target.text):
        yield from _compare(pair, ours, codes(pair.target.text))


def _address_in(text: str) -> bool:
    """Return whether the text may hold an address."""
    return "@" in text or "://" in text or "www." in text or _DOMAIN.search(text) is not None


def _compare(pair: Pair, ours: tuple[Code, ...], theirs: tuple[Code, ...]) -> Iterator[Finding]:
    whole = squeezed(pair.target.text)
    known = {c.plain for c in ours}
    spare = [c for c in theirs if c.plain not in known]
    pages = {localised(pair.source.text[c.start : c.end]): c for c in ours if c.kind == "address"}
    other = {localised(pair.target.text[c.start : c.end]): c for c in spare if c.kind == "address"}
    same = pages.keys() & other.keys()  # /zh/ and /en/: a page and its translation
    taken = {other[page] for page in same}
    spare = [c for c in spare if c not in taken]
    moved, likeness = {pages[page] for page in same}, Likeness()
    for code in ours:
        if code in moved:
            continue
        if squeezed(code.plain) in whole or (code.kind == "telephone" and _is_dialled(code.plain, whole)):
            continue
        near = max(
            ((likeness(code.plain, c.plain), -c.start, c) for c in spare[:NEAREST] if c.kind == code.kind),
            default=None,
        )
        if near and near[0] >= _CLOSE:
            spare.remove(near[2])
            yield _slip(pair, code, near[2])
        elif code.kind != "code" or _figures_lost(code, whole):
            yield _lost(pair, code)
    source = squeezed(pair.source.text)
    for code in spare:
        text = pair.target.text[code.start : code.end]
        if code.kind == "address" and squeezed(code.plain) not in source and not is_site_of(text, pair.source.text):
            span = pair.target.span(code.start, code.end)
            message = f"the address {text} is not in the source"
            severity: Severity = "note" if _BRAND.fullmatch(text) and IDEOGRAPH.search(pair.source.text) else "warning"
            yield pair.finding(
                CHECK, message, target=span, severity=severity, category="accuracy/addition/code", confidence=0.7
            )


def _figures_lost(code: Code, whole: str) -> bool:
    figures = NUMBER.findall(code.plain)
    return len("".join(figures)) > 1 and not all(f in whole for f in figures)


def _slip(pair: Pair, ours: Code, theirs: Code) -> Finding:
    right, wrong = pair.source.text[ours.start : ours.end], pair.target.text[theirs.start : theirs.end]
    return pair.finding(
        CHECK,
        f"{right} in the source, {wrong} in the translation",
        source=(ours.start, ours.end),
        target=(theirs.start, theirs.end),
        suggestions=(right,),
        confidence=0.85,
    )


def _is_dialled(number: str, whole: str) -> bool:
    """Return whether a telephone number is there as one dials it at home or from abroad: 010…, +86 10…"""
    return number.removeprefix("86") in whole or (number.startswith("0") and f"86{number[1:]}" in whole)


def _lost(pair: Pair, code: Code) -> Finding:
    text = pair.source.text[code.start : code.end]
    what = {"address": "the address", "telephone": "the telephone number", "code": "the code"}[code.kind]
    span = pair.source.span(code.start, code.end)
    message = f"{what} {text} is missing in the translation"
    return pair.finding(
        CHECK,
        message,
        source=span,
        severity="warning",
        category="accuracy/omission/code",
        suggestions=(text,),
        confidence=0.6,
    )


CHECK = Check(
    id="code",
    severity="error",
    category="accuracy/mistranslation/code",
    doc=_DOC,
    run=on_running(_judge),
    rank=1,
    good=(
        ("见 https://example.org/zh/doc", "See https://example.org/en/doc"),
        ("他乘坐K817次列车离开。", "He left by train K817."),
        ("咨询电话：0371-65901234。", "For enquiries call (0371) 6590 1234."),
        ("详情见www.example.org/help。", "See www.example.org/help for details."),
        ("代码在https://example.org/my-code-base找到。", "The code is at https://example.org/my-code-base."),
        ("新型MA60飞机首飞成功。", "The new MA-60 aircraft made its maiden flight."),
    ),
    bad=(
        ("他乘坐K817次列车离开。", "He left by train K871.", "K871"),
        ("咨询电话：0371-65901234。", "For enquiries call 0371-65901243.", "0371-65901243"),
        ("详情见www.example.org/help。", "See the website for details.", "www.example.org/help"),
        ("请发邮件至info@example.org。", "Please write to infos@example.com.", "infos@example.com"),
    ),
)
