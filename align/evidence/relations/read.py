"""All relations of a pair that the English turns round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.evidence.relations import comparison
from align.evidence.relations.actions import Acts, acts, transfers
from align.evidence.relations.frames import Turned, agrees, stated_in_both, turned, verdict
from align.evidence.relations.held import Held
from align.evidence.relations.table import tables
from align.evidence.weigh import Evidence
from align.records import Links, Offsets
from align.text.spans import meet

LONGEST = 120  # characters; a longer text has several relations of a kind, which words alone do not tell apart


def relations(evidence: Evidence, links: Links) -> Iterator[Turned]:
    """Relations that the English states the other way round, each place of the Chinese once."""
    source, low = evidence.chinese, evidence.low
    if len(source.text) > LONGEST or not links.similarity.size:
        return
    frames, scales = stated_in_both(source, low, tables().frames), comparison.stated_in_both(source, low)
    stated = [act for act in _stated(evidence) if act.theirs]
    if not (frames or scales or stated):  # most pairs: their links need not be weighed
        return
    held = Held.of(source, evidence.english, links)
    told: list[Offsets] = []
    for found in (
        *turned(source.text, frames, held),
        *comparison.compared(source.text, low, scales, held, evidence.cues),
        *_acts(evidence, stated, held),
    ):
        if not any(found.source[0] < end and start < found.source[1] for start, end in told):
            told.append(found.source)
            yield found


def _acts(evidence: Evidence, stated: Sequence[Acts], held: Held) -> Iterator[Turned]:
    """Verbs whose parties are exchanged."""
    parties = held.of_parties(evidence.chinese) if stated else held
    for act in stated:
        found = verdict(act.kind, act.ours, act.theirs, parties)
        if found:
            yield found._replace(target=found.marker, verb=evidence.chinese.text[slice(*act.ours.marker)])


def _stated(evidence: Evidence) -> Iterator[Acts]:
    """The verbs of a pair with their parties."""
    source, low, there = evidence.chinese, evidence.low, evidence.keys
    yield from acts(source, low, tables().verbs.of(source), there)
    yield from transfers(source, low, tables().hands.of(source), there)


def agree_at(evidence: Evidence, zh: Offsets, en: Offsets) -> bool:
    """Return whether the sentence is turned round with the two words that are opposites: A向B借, "B lent to A"; A击败B,
    "B was defeated by A"; A比B快, "B is slower than A"."""
    source, low, links = evidence.chinese, evidence.low, evidence.links
    if links is None or len(source.text) > LONGEST or not links.similarity.size:
        return False
    held = Held.of(source, evidence.english, links)
    parties = held.of_parties(source)
    places = [*comparison.agreed(source.text, low, held, evidence.cues)]
    places += [(a.ours.marker, t.marker) for a in _stated(evidence) for t in a.theirs if agrees(a.ours, t, parties)]
    return any(meet(ours, zh) and meet(theirs, en) for ours, theirs in places)


def settled(evidence: Evidence, one: Offsets, two: Offsets) -> bool:
    """Return whether two words of the Chinese are the parties of a verb on which the English agrees, so that their
    order tells nothing: 甲向乙借, "B lent A"."""
    source, links = evidence.chinese, evidence.links
    acts = [a for a in _stated(evidence) if a.theirs and meet(a.ours.one, one) != meet(a.ours.two, one)]
    if links is None or len(source.text) > LONGEST or not acts:
        return False
    parties = Held.of(source, evidence.english, links).of_parties(source)
    held = [a for a in acts if meet(a.ours.one, two) or meet(a.ours.two, two)]
    return any(agrees(a.ours, other, parties, both=True) for a in held for other in a.theirs)
