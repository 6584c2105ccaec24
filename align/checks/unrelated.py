"""Two texts that do not belong together: one finding, in the place of hundreds."""

from __future__ import annotations

from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair, finding

# Share of the source, by length, whose sentences found a translation of this similarity or more. Of ten pairs of manual
# pages that belong together it is .70 to 1, of ten that do not 0 to .13, and about .5 where both have the same tables
ALIKE, LEAST_SHARE = 0.4, 0.18
LEAST = 6  # sentences on each side; fewer say little


def _run(alignment: Alignment) -> Iterator[Finding]:
    """One finding on the first sentences of both sides, or none. Rows of a file are pairs by themselves: none there."""
    source, target = alignment.source, alignment.target
    if source is None or target is None or source.text == target.text:
        return
    if any(block.group is not None for block in source.blocks):
        return
    if min(len(alignment.source_sentences), len(alignment.target_sentences)) < LEAST:
        return
    pairs = [pair for pair in alignment.pairs() if not pair.bead.furniture]
    length = sum(len(pair.source.text) for pair in pairs)
    alike = sum(len(pair.source.text) for pair in pairs if _similarity(pair) >= ALIKE)
    if not length or alike >= LEAST_SHARE * length:
        return
    first = next((pair for pair in pairs if pair.source.text), None)
    other = next((pair for pair in pairs if pair.target.text), None)
    yield finding(
        CHECK,
        f"the two texts do not belong together: of {len(pairs)} pairs hardly one fits",
        None,
        (first.source.whole if first else None, other.target.whole if other else None),
        confidence=0.95,
        note=f"{alike / length:.0%} of the Chinese has a counterpart in the English; of a translation most has.",
    )


def _similarity(pair: Pair) -> float:
    """Cosine of the two sides; 0 where one is empty."""
    if not pair.source.text or not pair.target.text:
        return 0.0
    if pair.bead.similarity is not None:
        return pair.bead.similarity
    links = pair.evidence.links
    return links.cosine or 0.0 if links is not None else 0.0


CHECK = Check(
    id="unrelated",
    severity="error",
    category="accuracy/mistranslation",
    doc="""# unrelated

Two texts that were given as a text and its translation, and of which hardly a sentence fits the other: the wrong file
was named. There is this one finding then and no other.

**Accepts** short texts, rows of tables, and translations that leave out much.""",
    run=_run,
    good=(
        (
            "他很早就起床了。\n外面下着雨。\n他给母亲打了电话。\n母亲在医院工作。\n他们谈了天气。\n然后他去上班。",
            "He got up early.\nIt was raining outside.\nHe called his mother.\nHis mother works in a hospital.\n"
            "They talked about the weather.\nThen he went to work.",
        ),
    ),
    bad=(
        (
            "他很早就起床了。\n外面下着雨。\n他给母亲打了电话。\n母亲在医院工作。\n他们谈了天气。\n然后他去上班。",
            "Install the package first.\nThe default port is 8080.\nTurn the screw to the left.\n"
            "Copper prices fell sharply.\nThe committee adopted the budget.\nSharks have no bones.",
            "Install the package first.",
        ),
    ),
    rank=0,
    scope="article",
)
