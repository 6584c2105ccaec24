"""Articles on their way through the steps of the pipeline, in groups of pairs that are worked on together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from align.each_pair import EachPair, Sort, sorts
from align.evidence.reader.judge import is_judged, measure, sure
from align.evidence.reader.manner import Manner, manner
from align.evidence.reader.quality import joined as with_reading
from align.evidence.reader.step import Begun, SecondReader, is_readable
from align.findings import looked_at_again
from align.inputs import path_of
from align.records import (
    ALL,
    TRANSLATED_BY,
    TRANSLATORS,
    UNKNOWN,
    Alignment,
    Article,
    Bead,
    Check,
    Finding,
    Pair,
    Reading,
    Sieve,
    Span,
)
from align.score.quality import Base
from align.strings.resource import facts

GROUP = 256  # pairs that are linked, weighed and checked together
Place = tuple[str, int | None, Span | None, Span | None]  # check, bead and marked words of a finding


def _place(finding: Finding) -> Place:
    return finding.check, finding.bead, finding.source_span, finding.target_span


@dataclass
class Work:
    """An article on its way through the steps: its pairs with what is kept of their evidence, what was measured of
    their quality, and the findings so far; ``holds``: the mask of what it holds (:class:`~align.records.Sieve`)."""

    alignment: Alignment
    article: Article
    pairs: list[Pair] = field(default_factory=list)
    bases: list[Base | None] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    holds: int = ALL

    @property
    def is_row(self) -> bool:
        """Return whether it is a single segment: its pair goes with its group, and may keep all that was measured."""
        return self.article.paired and self.article.id is not None

    measured: dict[Place, tuple[float, ...]] = field(default_factory=dict)  # of findings that the judge will see

    def qualities(self, pairs: Sequence[Pair]) -> dict[int, float]:
        """Quality before findings of some pairs, by number, which is their place among all."""
        return {p.number: base.quality for p in pairs if (base := self.bases[p.number]) is not None}

    def measure(self, read: Mapping[int, Pair]) -> None:
        """Measure the features of findings for the second reader's judge, while pairs carry all their evidence."""
        for finding in self.found:
            pair = None if finding.bead is None else read.get(finding.bead)
            if pair is not None and (reading := pair.evidence.reading) is not None and is_judged(finding, pair):
                measured = measure(finding, pair, reading)
                if measured is not None:
                    self.measured[_place(finding)] = measured[1:]

    def judged(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Findings after the judge: of word-level checks those that the readings bear out, as sure as they are then."""
        out, thresholds = [], self.alignment.profile.thresholds
        for finding in findings:
            rest = self.measured.get(_place(finding))
            if rest is None:
                out.append(finding)
                continue
            told = looked_at_again(finding, sure(finding, rest), thresholds)
            out += [] if told is None else [told]
        return tuple(out)

    def join(self, readings: Mapping[int, Reading]) -> None:
        """Let the readings of pairs join their quality."""
        for number, reading in readings.items():
            base = self.bases[number]
            if base is not None:
                self.bases[number] = base._replace(quality=with_reading(base.quality, reading))


def chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Articles one by one, but up to 256 single segments (of one ``.jsonl``) together: how the text around is
    translated affects the findings of each."""
    some: list[Article] = []
    for article in articles:
        single = article.paired and article.id is not None
        if some and (not single or len(some) == GROUP or path_of(article) != path_of(some[0])):
            yield some
            some = []
        if single:
            some.append(article)
        else:
            yield [article]
    if some:
        yield some


def held(part: Alignment, sieve: Sieve) -> int:
    """The mask of a row of an archive; that of all else, a text of many pairs, or one with more in it than the text of
    its documents (mark-up, facts of a file, another reading), lacks nothing."""
    source, target = part.source, part.target
    if source is None or target is None or source.unit != "segment" or target.unit != "segment":
        return ALL
    for side in (source, target):
        if side.inline or side.reading or len(side.blocks) != 1 or side.blocks[0].facts:
            return ALL
    return sieve.held(source.text, target.text) if len(part.beads) == 1 else ALL


class Group:
    """The parts of works that are checked together, and which of them a check looks at."""

    def __init__(self, some: Sequence[tuple[Work, Alignment]], sieve: Sieve) -> None:
        """``some``: works, each with the part of its alignment that is in the group."""
        self._some, self._sieve = some, sieve
        self._pairs: dict[Sort, list[tuple[Work, Pair]]] = {}
        for work, part in some:
            work.holds = held(part, sieve)
            for pair in part.pairs():
                for sort in sorts(part, pair):
                    self._pairs.setdefault(sort, []).append((work, pair))

    def run(self, check: Check) -> None:
        """Run a check of pairs on the parts in which it may find something; what it finds joins the works."""
        run, wanted = check.run, self._sieve.wanted(check.id)
        if isinstance(run, EachPair):
            judge = run.judge
            for work, pair in self._pairs.get(run.sort, ()):
                if work.holds & wanted == wanted:
                    work.found += judge(pair)
            return
        for work, part in self._some:
            if work.holds & wanted == wanted:
                work.found += run(part)


def joined(alignment: Alignment, pairs: Sequence[Pair]) -> Alignment:
    return alignment.with_pairs(tuple(pairs), tuple([pair.bead for pair in pairs]))


def similar(pair: Pair, cosine: float) -> Pair:
    """The pair with the similarity of its sides; one with an empty side has none."""
    bead = pair.bead
    if bead.source[0] == bead.source[1] or bead.target[0] == bead.target[1]:
        return pair
    own = Bead(bead.source, bead.target, round(cosine, 4), bead.moved, bead.furniture, bead.clauses)
    return Pair(pair.number, own, pair.source, pair.target, pair.weighed)


def read_again(
    some: Sequence[tuple[Work, Alignment]], second: SecondReader, checks: Sequence[Check], begun: Begun | None
) -> None:
    """Read pairs of a group a second time and run the checks of what was read; ``some``: works, each with the part of
    its alignment that is in the group; ``begun``: what reads all of their pairs already."""
    chosen = [(work, second.chosen(part.pairs(), work.found, work.qualities(part.pairs()))) for work, part in some]
    all_read = begun.readings() if begun is not None else second.read([pair for _, pairs in chosen for pair in pairs])
    taken = iter(all_read)
    found = [{pair.number: next(taken) for pair in pairs} for _, pairs in chosen]
    measured = _manner([part for _, part in some])
    known = {who: measured and measured.said(who) for who in TRANSLATORS}
    for (work, pairs), readings in zip(chosen, found, strict=True):
        own = {p.number: known[_translator(work.alignment, p)] for p in pairs}
        read = {p.number: p.with_evidence(p.evidence.with_reading(readings[p.number], own[p.number])) for p in pairs}
        work.measure(read)
        for number, reading in readings.items():
            if reading.is_cut(read[number].source.text, read[number].target.text):
                work.alignment.leave_out("too long for the second reader, which read the beginning of it", number)
        part = work.alignment.with_pairs(tuple(read.values()))
        for check in checks:
            if check.scope == "reading":
                work.found += check.run(part)
        work.join(readings)


def _translator(alignment: Alignment, pair: Pair) -> str:
    """Who translated a pair, one of ``TRANSLATORS``: whom the settings name, else whom the file names."""
    named = alignment.profile.translated_by
    return named if named != UNKNOWN else facts(alignment, pair, TRANSLATED_BY) or UNKNOWN


def _manner(parts: Sequence[Alignment]) -> Manner | None:
    """Measure how all pairs of a group are translated, whether they were read or not."""
    every = [pair for part in parts for pair in part.pairs() if is_readable(pair)]
    return manner([pair.evidence.links for pair in every], [(pair.source.text, pair.target.text) for pair in every])
