"""Signs of patterns: a text without them holds no match, in whatever order the patterns were filed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from align import registry
from align.data import rows
from align.evidence import opposites, qualifiers
from align.text.signs import OFTEN, Filed, signs
from align.text.word_search import twos_of

SOURCES = [example[0] for check in registry.checks() for example in (*check.good, *check.bad)]
CUES = [cue for row in opposites.rows() for cue in opposites.split(row.chinese)]
CUES += [cue for row in qualifiers.rows() for cue in opposites.split(row.cells[0])]
SHAPES = [opposites.bare(cue) for cue in CUES if cue.startswith("/")]
SHAPES += [row[0] for row in rows("negation_said.tsv")] + [row[2] for row in rows("parties.tsv")]
COMPILED = {shape: re.compile(shape) for shape in SHAPES}


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("一律不", {"一律"}),
        ("[甲乙]方", {"甲方", "乙方"}),
        ("(?:转|出)让方", {"让方"}),
        ("不?收", {"收"}),
        ("(?<!被)保险人", {"保险"}),
        ("甲|乙丙", {"甲", "乙丙"}),
        ("甲|[^乙]", {""}),
        (".{1,3}", {""}),
        ("(?i:ab)c", {"c"}),
        ("(?:甲乙)+", {"甲乙"}),
        ("(?:甲乙)*丙", {"丙"}),
    ],
)
def test_signs(pattern: str, wanted: set[str]) -> None:
    assert signs(pattern) == wanted


def test_whatever_a_pattern_of_the_tables_matches_holds_a_sign_of_it() -> None:
    joined, met = "\n".join(dict.fromkeys(SOURCES)), 0
    for shape, pattern in COMPILED.items():
        own = signs(shape)
        for match in pattern.finditer(joined):
            met += 1
            assert not own.isdisjoint({"", *twos_of(match[0])}), (shape, match[0])
    assert met > 100


def spelt(items: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    """The shortest texts that a pattern matches, by each of its alternatives, as far as it looks at nothing around."""
    if not items:
        yield ""
        return
    (kind, value), *rest = items
    if kind is sre.LITERAL:
        ways: Iterable[str] = [chr(value)]
    elif kind is sre.IN:
        ways = [chr(one) for sort, one in value if sort is sre.LITERAL][:3] or ["x"]
    elif kind is sre.BRANCH:
        ways = itertools.chain.from_iterable(spelt(list(one)) for one in value[1])
    elif kind is sre.SUBPATTERN:
        ways = spelt(list(value[3]))
    elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        ways = (one * value[0] for one in spelt(list(value[2])))
    else:
        ways = [""] if kind in (sre.AT, sre.ASSERT, sre.ASSERT_NOT) else ["x"]
    for way in ways:
        yield from (way + more for more in spelt(rest))


@pytest.mark.parametrize("part", range(4))
def test_whatever_a_pattern_spells_holds_what_it_needs(part: int) -> None:
    for cue in [*dict.fromkeys(cue for cue in CUES if cue.startswith("/")), *CUES[::40]][part::4]:
        needed, own = set(opposites.needed(cue)), signs(opposites.bare(cue))
        for text in itertools.islice(spelt(list(_parser.parse(opposites.bare(cue)))), 500):
            assert "" in needed or not needed.isdisjoint(text), (cue, text)
            assert "" in own or not own.isdisjoint(twos_of(text)), (cue, text)


def test_what_is_filed_is_found_before_and_after_the_signs_are_derived() -> None:
    filed = Filed(((shape, [shape]) for shape in COMPILED), lambda _: ("",))
    texts = [twos_of(text) for text in dict.fromkeys(SOURCES)][:300]
    assert all(filed.of(twos) == [*COMPILED] for twos in (texts * OFTEN)[: OFTEN - 1])
    for text in list(dict.fromkeys(SOURCES))[:300]:
        few = filed.of(twos_of(text))
        assert len(few) < len(SHAPES) / 4 and few == [shape for shape in COMPILED if shape in set(few)]
        assert {shape for shape, pattern in COMPILED.items() if pattern.search(text)} <= set(few)
