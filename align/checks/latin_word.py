"""Names in Latin letters in a Chinese label stay in its translation: HTTP, FTP, Wi-Fi."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase

from align.records import Alignment, Check, Finding, needs
from align.strings.raw import sides
from align.strings.resource import holds_entries, is_short
from align.strings.tags import tags

_DOC = """\
What a short Chinese string says in Latin letters – a protocol, a product, a format – is looked for in its translation.

**Found**: an abbreviation in capitals that is missing.

**Accepted**: its full form (*File Transfer Protocol* for FTP), another spelling with hyphens or blanks; words in small
letters; running text, where names are paraphrased.

MQM: accuracy/omission.
"""
_CAPITALS = re.compile(r"(?<![A-Za-z0-9_%$&@#/.-])[A-Z][A-Z0-9]{1,6}(?![A-Za-z0-9_]|[/.-][A-Za-z0-9])")


def _run(alignment: Alignment) -> Iterator[Finding]:
    if not holds_entries(alignment.source):
        return
    for pair in alignment.pairs():
        text, target = pair.source.text, pair.target.text
        if not target or not is_short(text):
            continue
        marked = [t.text for side in sides(alignment.source, alignment.target, pair)[:1] for t in tags(side.text)]
        for match in _CAPITALS.finditer(text):
            word = match.group()
            if any(word in mark for mark in marked) or _there(word, target):
                continue
            message = f"{word} is missing in the translation"
            yield pair.finding(CHECK, message, source=match.span(), suggestions=(word,), confidence=0.6)
            break


def _there(word: str, target: str) -> bool:
    """Return whether the word is there, or a full form of it."""
    if word.casefold() in re.sub(r"[\s-]", "", target).casefold():
        return True
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", target)).casefold()
    return word.casefold() in initials


CHECK = Check(
    id="latin_word",
    severity="note",
    category="accuracy/omission",
    doc=_DOC,
    run=_run,
    rank=5,
    needs=needs(source=ascii_uppercase),
    good=(
        ("支持 HTTP 协议", "Supports HTTP"),
        ("FTP 服务器", "File Transfer Protocol server"),
        ("WIFI 已连接", "Wi-Fi connected"),
    ),
    bad=(("支持 HTTP 与 FTP 协议", "Supports the HTTP protocol", "FTP"),),
)
