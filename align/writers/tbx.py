"""TBX: the terms of the articles with their accepted renderings, for the term base of a translation tool."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.records import Review, Writer
from align.writers._xml import HEAD, attribute, text

TBX_HEAD = (
    '<tbx style="dca" type="TBX-Basic" xml:lang="zh" xmlns="urn:iso:std:iso:30042:ed-2">\n<tbxHeader><fileDesc>'
    "<sourceDesc><p>align-qa: terms found in the checked articles</p></sourceDesc></fileDesc></tbxHeader>\n"
    "<text><body>\n"
)


TBX_END = "</body></text>\n</tbx>\n"


def write(reviews: Iterable[Review]) -> Iterator[bytes]:
    """One concept a term, in order of first appearance; renderings that the rules reject are left out."""
    terms: dict[str, list[str]] = {}
    for review in reviews:
        for row in (*review.tables.get("terms", ()), *review.tables.get("renderings", ())):
            found = terms.setdefault(row["term"], [])
            accepted = [row["rendering"]] if row.get("status") == "accepted" else []
            for rendering in (row.get("expected", ""), *accepted):
                if rendering and rendering.casefold() not in (f.casefold() for f in found):
                    found.append(rendering)
    yield (HEAD + TBX_HEAD).encode("utf-8", "replace")
    for number, (term, renderings) in enumerate(terms.items(), 1):
        if renderings:
            yield entry(number, term, renderings).encode("utf-8", "replace")
    yield TBX_END.encode()


def entry(number: int, term: str, renderings: list[str]) -> str:
    """A concept with its Chinese term and English renderings."""

    def section(lang: str, words: Iterable[str]) -> str:
        inner = "".join(f"<termSec><term>{text(w)}</term></termSec>" for w in words)
        return f'<langSec xml:lang="{lang}">{inner}</langSec>'

    name = attribute(f"c{number}")
    return f"<conceptEntry id={name}>{section('zh', [term])}{section('en', renderings)}</conceptEntry>\n"


WRITER = Writer("tbx", (".tbx",), write, "The terms of the articles with their renderings, for a term base.")
