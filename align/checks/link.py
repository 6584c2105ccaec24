"""Links and images of Markdown lead to the same place in both languages, or to its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import unquote

from align.records import Alignment, Check, Finding, Pair, Severity, Span, finding, needs
from align.strings.alike import NEAREST, Likeness, unmatched
from align.strings.outline import markdown_texts
from align.strings.raw import Raw, translated
from align.strings.resource import Elsewhere
from align.strings.tags import localised

_DOC = """\
Where a link of the source leads (`[text](address)`), and which image it shows, is looked for in the translation.

**Found**: a link that leads elsewhere (warning where the two addresses are of one site, else a note), a link or image
that is missing (note).

**Accepted**: the same page in the other language (/zh/ → /en/, *guide.zh.md* → *guide.md*), another anchor in the page,
since headings are translated; links that only the translation has; in running text, a link in the next sentence; links
to the page in another language (`[English](…)`). An address that is shown as its own text is the matter of *code*; one
that has a name (`[manual]: address`) is compared with that of the same name.

MQM: accuracy/mistranslation/link.
"""
_LINK = re.compile(
    r"(?P<image>!)?\[(?P<text>[^\[\]\n]{0,300})\]\(\s{0,5}<?(?P<address>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?[^()\n]{0,200}\)"
)
_NAMED = re.compile(r"^ {0,3}\[(?P<name>[^\[\]\n^]{1,100})\]:[ \t]{0,8}<?(?P<address>[^\s<>]{1,2000})>?", re.M)
_LANGUAGE = re.compile(
    r"\W*(?:(?:simplified )?chinese|english|japanese|en|zh|cn|英语|[英中日]文(?:版|文档|说明|介绍)?|"
    r"[简繁]体(?:中文)?|日本語)\W*",
    re.I,
)
_SITE = re.compile(r"^[a-z]+://([^/?#]+)")


class _Link(NamedTuple):
    address: str
    key: str
    image: bool
    start: int
    end: int


def _run(alignment: Alignment) -> Iterator[Finding]:
    yield from _definitions(alignment)
    for pair, source, target in translated(alignment):
        if "](" in source.text:
            yield from _compare(alignment, pair, source, target)


def _definitions(alignment: Alignment) -> Iterator[Finding]:
    """Addresses of links that are given by name in another place, as [manual]: address, and differ by their name."""
    ours, theirs = ({m["name"].lower(): m for m in _NAMED.finditer(t)} for t in markdown_texts(alignment) or ("", ""))
    for name in (name for name in ours if name in theirs):
        link, other = (
            _Link(m["address"], _key(m["address"]), False, *m.span("address")) for m in (ours[name], theirs[name])
        )
        if link.key != other.key and link.key and other.key:
            yield finding(
                CHECK,
                f"another link: {link.address} in the source, {other.address} in the translation",
                None,
                (Span(link.start, link.end), Span(other.start, other.end)),
                severity="warning" if _site(link) == _site(other) else "note",
                suggestions=(link.address,),
                confidence=0.85,
            )


def _key(address: str) -> str:
    """What is compared of an address."""
    return localised(unquote(address.partition("#")[0])).removeprefix("./").lower()


def _links(text: str) -> list[_Link]:
    out = []
    for match in _LINK.finditer(text):
        address = match["address"]
        if _LANGUAGE.fullmatch(match["text"]) or match["text"].strip() == address:
            continue
        out.append(_Link(address, _key(address), match["image"] is not None, *match.span("address")))
    return out


def _compare(alignment: Alignment, pair: Pair, source: Raw, target: Raw) -> Iterator[Finding]:
    ours, theirs = _links(source.text), _links(target.text)
    likeness, near = Likeness(), Elsewhere(alignment, pair)
    # Without a key it is an anchor in the same page, which is translated with its heading
    lacking = [link for link in unmatched(ours, theirs, attrgetter("key")) if link.key]
    known = {link.key for link in ours}
    extra = [link for link in theirs if link.key and link.key not in known]
    for link in lacking:
        same = [other for other in extra[:NEAREST] if other.image == link.image]
        other = max(same, key=lambda o: likeness(link.key, o.key), default=None)
        if other is not None:
            extra.remove(other)
            yield _elsewhere(pair, source, target, link, other)
        elif not near.holds(link.address, target=True):
            what = "image" if link.image else "link"
            span = source.span(link.start, link.end)
            message = f"the {what} {link.address} is missing in the translation"
            yield pair.finding(
                CHECK, message, source=span, severity="note", category="accuracy/omission/link", confidence=0.6
            )


def _elsewhere(pair: Pair, source: Raw, target: Raw, link: _Link, other: _Link) -> Finding:
    severity: Severity = "warning" if _site(link) == _site(other) else "note"
    what = "image" if link.image else "link"
    return pair.finding(
        CHECK,
        f"another {what}: {link.address} in the source, {other.address} in the translation",
        source=source.span(link.start, link.end),
        target=target.span(other.start, other.end),
        severity=severity,
        suggestions=(link.address,),
        confidence=0.85 if severity == "warning" else 0.6,
    )


def _site(link: _Link) -> str:
    match = _SITE.match(link.key)
    return match[1].removeprefix("www.") if match else ""


CHECK = Check(
    id="link",
    severity="warning",
    category="accuracy/mistranslation/link",
    doc=_DOC,
    run=_run,
    rank=1,
    needs=needs(source="]"),
    good=(
        ("见[指南](https://example.org/zh-CN/guide#安装)。", "See the [guide](https://example.org/guide#install)."),
        ("见[手册](https://example.org/manual.zh.md)。", "See the [manual](https://example.org/manual.md)."),
    ),
    bad=(
        (
            "见[指南](https://example.org/migrate)。",
            "See the [guide](https://example.org/billing).",
            "https://example.org/billing",
        ),
        (
            "![结构图](https://example.org/a.png)",
            "![Structure](https://example.org/b.png)",
            "https://example.org/b.png",
        ),
    ),
)
