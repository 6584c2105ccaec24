"""What tests of checks share: articles, the findings of a check on one pair, and the words that they mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from align.embed import bundled
from align.evidence.links import PairLinker, make_linker
from align.evidence.reader.step import read_again
from align.evidence.weigh import weighed
from align.examples import Failure, failures
from align.records import Alignment, Bead, Block, Check, Document, Finding, Sentence

PO = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def xliff(*units: str) -> str:
    """A file of XLIFF with these units."""
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="plaintext" '
    return f'{head}source-language="zh" target-language="en"><body>{"".join(units)}</body></file></xliff>'


@cache
def linker() -> PairLinker:
    """The linker of the bundled encoder."""
    made = make_linker(bundled())
    assert isinstance(made, PairLinker)
    return made


def found(check: Check, source: str, target: str = "", *, linked: bool = False) -> list[Finding]:
    """Findings of a check on one pair; ``linked``: with the links of the bundled encoder."""
    pair = Alignment.of_pair(source, target)
    return list(check.run(weighed(replace(pair, linker=linker()) if linked else pair)))


def check_failures(check: Check, *, linker: PairLinker | None = None) -> list[Failure]:
    """Examples of a check that fail."""

    def run(alignment: Alignment) -> Iterable[Finding]:
        own = weighed(alignment)
        return check.run(read_again(own) if check.scope == "reading" else own)

    return list(failures(run, check.id, check.good, check.bad, linker=linker))


def words(finding: Finding, target: str) -> str:
    """The words of the translation that a finding marks."""
    assert finding.target_span
    return target[finding.target_span.start : finding.target_span.end]


def marked(check: Check, source: str, target: str) -> list[str]:
    """The words of the translation that a check marks."""
    return [words(finding, target) for finding in found(check, source, target) if finding.target_span]


def marked_source(check: Check, source: str) -> list[str]:
    """The words of a source without translation that a check marks."""
    spans = [finding.source_span for finding in found(check, source)]
    return [source[span.start : span.end] for span in spans if span]


def article(*lines: str) -> Alignment:
    """A Chinese article without translation, a sentence a line."""
    text, at = "\n".join(lines), 0
    sentences, blocks = [], []
    for number, line in enumerate(lines):
        blocks.append(Block(at, at + len(line)))
        sentences.append(Sentence(at, at + len(line), number))
        at += len(line) + 1
    document = Document("a.txt", "zh", text, tuple(blocks))
    beads = tuple(Bead((i, i + 1), (0, 0)) for i in range(len(lines)))
    return Alignment(document, None, tuple(sentences), (), beads)
