"""The step *weigh*: what is measured of pairs before any check looks at them.

A group of pairs goes through each measure together, which takes a fraction of the time of one after the other; what was
found is carried by the pair (``pair.evidence``), and nothing is remembered beside it. Matrix products of a group differ
from single ones in the last bits of a figure, never by more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from align.evidence import coverage, fluency
from align.evidence.concepts import cues
from align.evidence.coverage import Coverage
from align.evidence.fluency import WordFluency
from align.evidence.kinds import Words, words_of_kinds
from align.evidence.opposites import Cues
from align.evidence.reader.manner import Manner
from align.evidence.span_classifier import completed
from align.evidence.together import Group
from align.lazy import lazy
from align.names.beside import left_out_beside
from align.names.capitalised import English
from align.names.capitalised import read as read_english
from align.names.missing import Gap, gaps
from align.names.recognition import Chinese, recognise
from align.numbers.agreement import Agreement, compare
from align.records import Alignment, Linker, Links, Pair, Reading
from align.text.english import lowered
from align.text.word_keys import Keys, text_keys


@dataclass(frozen=True)
class Evidence:
    """The measures of one pair. What is only needed now and then is derived when a check first reads it.

    ``chinese``: the source with the names in it; ``links``: token links (None: not measured, the texts are too long or
    one is empty); ``fluency``: the target word by word; ``coverage``: which words find a counterpart (None without
    links); ``reading``: what the second reader found, which reads after the checks of pairs (None: it did not);
    ``manner``: how probably a machine translated the pairs around, measured then; ``group``: the pairs that were
    measured with this one, and its ``place`` among them. A further measure joins here as a further field, computed for
    all pairs of a group in :func:`weigh`.
    """

    chinese: Chinese
    target: str
    links: Links | None = None
    fluency: WordFluency | None = None
    coverage: Coverage | None = None
    reading: Reading | None = None
    manner: Manner | None = None
    group: Group | None = field(default=None, compare=False, repr=False)
    place: int = 0

    @property
    def _group(self) -> tuple[Group, int]:
        return (Group([(self.chinese.text, self.target)]), 0) if self.group is None else (self.group, self.place)

    def strangeness(self, linker: Linker) -> float:
        """The probability that the English of a label (:func:`~align.evidence.labels.is_label`) belongs to another
        one."""
        group, place = self._group
        return group.labels.strangeness(place, linker)

    @lazy
    def low(self) -> str:
        """The target in lower case, letter by letter."""
        return lowered(self.target)

    @lazy
    def keys(self) -> Keys:
        """The words of the target and their beginnings (:mod:`align.text.word_keys`)."""
        return text_keys(self.low)

    @lazy
    def cues(self) -> Cues:
        """The concepts of the table of opposites that the source names."""
        return cues(self.chinese)

    @lazy
    def things(self) -> Words:
        """The words of the source for things of the table of kinds."""
        return words_of_kinds(self.chinese)

    @lazy
    def english(self) -> English:
        """The target with its capitalised words."""
        return read_english(self.target)

    @lazy
    def agreement(self) -> Agreement:
        """Numbers, dates and measures of a Chinese source and its English translation, matched."""
        return compare(self.chinese.text, self.target)

    @lazy
    def gaps(self) -> list[Gap]:
        """Names of the source that nothing in the target renders."""
        found = gaps(self.chinese, self.english, self.links)
        return [*found, *(left_out_beside(self.chinese, self.english, self.links) if not found else ())]

    def with_reading(self, reading: Reading, manner: Manner | None = None) -> Evidence:
        """Return this evidence with the reading of the second reader and the manner of the translation."""
        return replace(self, reading=reading, manner=manner)

    def kept(self) -> Evidence:
        """Return the evidence that later steps need, links, names and the group; the rest is many times larger."""
        own = None if self.links is None else replace(self.links, source_mean=None)
        bare = Chinese(self.chinese.text, self.chinese.names, self.chinese.foreign)
        return Evidence(bare, self.target, own, group=self.group, place=self.place)


def weigh(pairs: Sequence[Pair], links: Sequence[Links | None]) -> list[Evidence]:
    """Evidence of a group of pairs; ``links``: of each."""
    sources, targets = [p.source.text for p in pairs], [p.target.text for p in pairs]
    fluent = fluency.read(targets)
    chosen = [n for n, own in enumerate(links) if sources[n] and targets[n] and coverage.has_coverage(own)]
    asked = [(own, sources[n], targets[n]) for n in chosen if (own := links[n]) is not None]
    judged = completed(coverage.judge(asked, [fluent[n] for n in chosen])) if asked else []
    covered = dict(zip(chosen, judged, strict=True))
    group = Group(list(zip(sources, targets, strict=True)), [None if own is None else own.cosine for own in links])
    return [
        Evidence(chinese, target, own, slips, covered.get(n), group=group, place=n)
        for n, (chinese, target, own, slips) in enumerate(zip(recognise(sources), targets, links, fluent, strict=True))
    ]


def weighed(alignment: Alignment) -> Alignment:
    """A small alignment with the evidence of all its pairs: for examples and tools that run a check by itself."""
    pairs = alignment.pairs()
    found = weigh(pairs, [alignment.links(pair) for pair in pairs])
    return alignment.with_pairs(tuple(p.with_evidence(e) for p, e in zip(pairs, found, strict=True)))
