"""All relations of a pair that the English turns round."""

from __future__ import annotations

from collections.abc import Iterator

from align.evidence.relations import comparison
from align.evidence.relations.actions import Acts, acts, transfers
from align.evidence.relations.comparison import compared
from align.evidence.relations.frames import Turned, agrees, turned, verdict
from align.evidence.relations.held import Held, Offsets
from align.evidence.relations.table import frames, hands
from align.evidence.roles import verbs_of
from align.evidence.weigh import Evidence
from align.records import Links

LONGEST = 120  # characters; a longer text has several relations of a kind, which words alone do not tell apart


def relations(evidence: Evidence, links: Links) -> Iterator[Turned]:
    """Relations that the English states the other way round, each place of the Chinese once."""
    source, low = evidence.chinese, evidence.low
    if len(source.text) > LONGEST or not links.similarity.size:
        return
    held = Held.of(source, evidence.english, links)
    told: list[Offsets] = []
    for found in (
        *turned(source.text, low, held, frames()),
        *compared(source.text, low, held, evidence.cues),
        *_acts(evidence, held.of_parties(source)),
    ):
        if not any(found.source[0] < end and start < found.source[1] for start, end in told):
            told.append(found.source)
            yield found


def _acts(evidence: Evidence, parties: Held) -> Iterator[Turned]:
    """Verbs whose parties are exchanged."""
    for act in _stated(evidence):
        found = verdict(act.kind, act.ours, act.theirs, parties) if act.theirs else None
        if found:
            yield found._replace(target=found.marker, verb=evidence.chinese.text[slice(*act.ours.marker)])


def _stated(evidence: Evidence) -> Iterator[Acts]:
    """The verbs of a pair with their parties."""
    source, low, there = evidence.chinese, evidence.low, evidence.keys
    yield from acts(source, low, verbs_of(source), there)
    yield from transfers(source, low, hands(), there)


def agreed(evidence: Evidence, links: Links) -> Iterator[tuple[Offsets, Offsets]]:
    """What the two sides say alike though their words are opposites, a place on each side: A向B借, "B lent to A"; A击败B,
    "B was defeated by A"; A比B快, "B is slower than A"."""
    source, low = evidence.chinese, evidence.low
    if len(source.text) > LONGEST or not links.similarity.size:
        return
    held = Held.of(source, evidence.english, links)
    parties = held.of_parties(source)
    yield from comparison.agreed(source.text, low, held, evidence.cues)
    for act in _stated(evidence):
        for other in act.theirs:
            if agrees(act.ours, other, parties):
                yield act.ours.marker, other.marker
