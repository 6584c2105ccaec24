"""Clauses of beads: what is found inside, what stands next door, and what checks make of it."""

from __future__ import annotations

import itertools

from align.config import Settings
from align.embed import bundled
from align.pair.clauses import with_clauses
from align.pair.guide import Guide
from align.pipeline import Engine
from align.readers import article
from align.records import Alignment, Article, Clause

ZH = "昨天夜里下了大雨，河水漫过了堤岸。\n村民们连夜转移到学校。\n"
EN = "It rained heavily last night.\nThe river overflowed its banks, and the villagers moved to the school overnight.\n"


def aligned(zh: str = ZH, en: str = EN, beads: str = "[0]:[0]\n[1]:[1]\n") -> Alignment:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "beads"
        file.write_text(beads, encoding="utf-8")
        guide = Guide.of(beads=str(file))
    one = Article(article.article(zh, "-").source, article.article(en, "-").target)
    return with_clauses(Engine(Settings(), guide=guide).align(one), bundled())


def words(alignment: Alignment, clause: Clause) -> str:
    document = alignment.source if clause.side == "source" else alignment.target
    assert document
    return document.text[clause.span.start : clause.span.end]


def test_a_regrouped_clause_stands_next_door() -> None:
    alignment = aligned()
    strayed = {words(alignment, c) for bead in alignment.beads for c in bead.clauses if c.strayed}
    assert strayed == {"河水漫过了堤岸。", "The river overflowed its banks,"}
    (clause,) = [c for c in alignment.beads[0].clauses if c.strayed]
    assert clause.place and alignment.target
    assert alignment.target.text[clause.place.start : clause.place.end] == "The river overflowed its banks,"
    pair = alignment.pairs()[0]
    start = pair.source.text.index("河水")
    assert pair.strayed("source", start, start + 2) == clause
    assert pair.strayed("source", 0, 2) is None


def test_what_stands_nowhere_has_not_strayed() -> None:
    alignment = aligned(en="It rained heavily last night.\nThe villagers moved to the school overnight.\n")
    lost = next(c for c in alignment.beads[0].clauses if "堤岸" in words(alignment, c))
    assert not lost.strayed
    assert max(lost.inside, lost.nearby) < 0.5


def test_clauses_cover_both_sides_without_overlap() -> None:
    alignment = aligned()
    for bead in alignment.beads:
        for side in ("source", "target"):
            spans = [c.span for c in bead.clauses if c.side == side]
            assert spans == sorted(spans)
            assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
            assert all(0 <= c.inside <= 1 and 0 <= c.nearby <= 1 for c in bead.clauses)


def test_a_sentence_alone_may_stand_next_door() -> None:
    zh = "昨天夜里下了大雨。\n河水漫过了堤岸。\n村民们连夜转移到学校。\n"
    alignment = aligned(zh, beads="[0]:[0]\n[1]:[]\n[2]:[1]\n")
    assert alignment.pairs()[1].regrouped
    assert not alignment.pairs()[0].regrouped
