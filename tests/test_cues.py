"""What is looked for first is in whatever would be found: words of patterns, signs of placeholders and keys."""

from __future__ import annotations

import re

import numpy as np
import pytest

from align import registry
from align.checks import number_form
from align.evidence import contrasted, tense
from align.names import fields
from align.records import Links, Tokens
from align.strings import keys, placeholders
from align.text.word_keys import text_keys

TARGETS = [example[1].lower() for check in registry.checks() for example in (*check.good, *check.bad)]
SENTENCES = """\
the east earns more than the west.
she would rather walk than drive.
we sell tea, not coffee.
it is not a bug but a feature.
it rains instead of snowing, they say.
rather than wait, they left.
he walked from the station to the school.
first, wash the rice, then boil it.
before you leave, close the window.
after they met, it rained.
once it boils, add salt.
on arrival, sign the book.
they ate before they left.
it earned twice as much as its rival.
the lake is three times the size of the pond.
the firm'll sell its share.
the firm is about to sell its share.
the firm plans to sell its share.
they expected to win, and hope to win again.
the departments of health and education met.
fourty people came on the fiveth."""
FOUND = [*dict.fromkeys(TARGETS), *SENTENCES.split("\n")]


def test_a_frame_stands_only_where_one_of_its_words_does() -> None:
    met = set()
    for number, frame in enumerate(contrasted._FRAMES):
        for text in FOUND:
            if any(pattern.search(text) for pattern in frame.english):
                met.add(number)
                assert not text_keys(text).isdisjoint(frame.words), (text, frame.words)
    assert len(met) == len(contrasted._FRAMES)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (tense._FUTURE, tense._FUTURE_WORDS),
        (fields._HEAD, fields._HEAD_WORDS),
        (number_form._WORD, frozenset(number_form._WORDS)),
    ],
)
def test_a_pattern_matches_only_where_one_of_its_words_stands(pattern, words) -> None:  # type: ignore[no-untyped-def]
    found = [text for text in FOUND if pattern.search(text)]
    assert found
    assert all(not text_keys(text).isdisjoint(words) for text in found)


@pytest.mark.parametrize(
    "text",
    "{{name}}|<%= name %>|<?= $name ?>|${name}|#{name}|$(NAME)|\\(name)|$t(key)|@:key|%{name}|%<name>s|%(name)s"
    "|%#@name@|%name%|%1$s|%%|%1|{0}|{ -term }|__name__|:name|[name]|$HOME|~a|~D|@name|!name".split("|"),
)
def test_a_placeholder_of_any_dialect_has_a_sign(text: str) -> None:
    every = frozenset(placeholders.DIALECTS)
    for whole in (text, f"open {text} now", f"打开{text}"):
        if placeholders.placeholders(whole, every):
            assert placeholders.may_hold(whole)
    assert placeholders.placeholders(f"open {text} now", every)


def test_texts_without_a_sign_have_no_placeholder() -> None:
    every = frozenset(placeholders.DIALECTS)
    for text in FOUND:
        if any(re.search(placeholders._PATTERNS[name], text) for name in every):
            assert placeholders.may_hold(text)


def test_a_key_begins_with_one_of_its_characters() -> None:
    for name in keys._names().names:
        for text in (name, f"按{name}", f"按 {name} 键"):
            assert not keys.chinese_keys(text) or not keys.BEGIN.isdisjoint(text)


def test_links_keep_what_was_found_for_the_group() -> None:
    similarity = np.array([[0.5, 0.1], [0.2, 0.9]], np.float32)
    tokens = Tokens(*(np.arange(2, dtype=np.int32) for _ in range(3)))
    weight = np.ones(2, np.float32)
    links = Links(tokens, tokens, weight, weight, similarity)
    best = links.source_best, links.target_best
    kept = Links(tokens, tokens, weight, weight, similarity)
    kept.keep_best(*best)
    assert kept.source_best is best[0] and kept.target_best is best[1]
