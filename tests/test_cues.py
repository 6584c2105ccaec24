"""What is looked for first is in whatever would be found: words of patterns, signs of placeholders and keys."""

from __future__ import annotations

import re

import numpy as np
import pytest

from align import registry
from align.checks import number_form, wrong_entry
from align.embed import bundled
from align.evidence import contrasted, fluency, kinds, tense
from align.evidence.labels import ALIKE, Labels
from align.evidence.links import PairLinker
from align.names import fields
from align.records import Links, Tokens
from align.strings import keys, literals, placeholders
from align.text.word_keys import may_hold, text_keys

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
    every = frozenset(placeholders.dialects())
    for whole in (text, f"open {text} now", f"打开{text}"):
        if placeholders.placeholders(whole, every):
            assert placeholders.may_hold(whole)
    assert placeholders.placeholders(f"open {text} now", every)


def test_texts_without_a_sign_have_no_placeholder() -> None:
    for text in FOUND:
        if any(re.search(own.pattern, text) for own in placeholders.dialects().values()):
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


def test_a_word_is_found_whole_as_a_pattern_finds_it() -> None:
    words = ["npm", "a.b", "_x", "x_", "v1", "--no", "$A", "é"]
    for word in words:
        before = r"(?<![A-Za-z0-9_])" if word[0].isalnum() or word[0] == "_" else ""
        behind = r"(?![A-Za-z0-9_])" if word[-1].isalnum() or word[-1] == "_" else ""
        for text in (
            f"{a}{word}{b}" for a in ("", "x", "é", "1", "_", " ", "npm") for b in ("", "x", "é", "_", ".", "-")
        ):
            for whole in (text, f"{text} {word}", text * 2):
                found = re.search(before + re.escape(word) + behind, whole)
                assert literals.place(word, whole) == (None if found is None else found.span())


def test_labels_that_are_alike_are_no_strangers_and_others_are_as_strange_as_by_themselves() -> None:
    linker = PairLinker(bundled())
    pairs = [("另存为", "Save as"), ("打开文件", "Close the window"), ("登录", "Blue whale"), ("设置", "Settings")]
    fits = [linker(*pair).cosine for pair in pairs]
    alone, known = Labels(pairs), Labels(pairs, fits)
    for number, fit in enumerate(fits):
        expected = 0.0 if fit is not None and fit > ALIKE else alone.strangeness(number, linker)
        assert known.strangeness(number, linker) == pytest.approx(expected, abs=1e-5)
    assert ALIKE > wrong_entry._UNLIKE and ALIKE > wrong_entry._FITS - wrong_entry._GAP


def test_fluency_is_the_same_whatever_words_were_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["The cat sat on the mat.", "A dog ran over the hill.", "The the cat ran.", "The cat sat on the mat."]
    expected = fluency.read(texts)
    monkeypatch.setattr(fluency, "_KEPT", 4)
    first = fluency._model().first
    monkeypatch.setattr(first, "_met", {})
    monkeypatch.setattr(first, "_kept", first._kept[:0])
    for _ in range(2):
        for text, own in zip(texts, expected, strict=True):
            found = fluency.slips(text)
            assert np.array_equal(found.missing, own.missing) or np.allclose(found.missing, own.missing, atol=1e-6)


def test_rivals_are_all_other_things_of_the_kind() -> None:
    table = kinds._table()
    for name in list(table._sets)[:40]:
        for thing in table.kind(name):
            others = [other for other in table.kind(name) if other is not thing]
            for text in (other.cell.lower() for other in others):
                there = text_keys(text)
                some = any(may_hold(other.keys, there) for other in others)
                assert may_hold(table.rivals(thing), there) == some
