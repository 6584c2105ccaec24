"""The Python interface: review files and texts, align sentences. docs/api.md shows it at work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from align.config import Settings
from align.errors import InputError
from align.inputs import read_all
from align.pair import align_sentences
from align.pipeline import Engine
from align.readers import article as article_reader
from align.records import Article, Bead, Check, Review
from align.rules import RuleSet

__all__ = ["pair", "review", "review_text"]


def review(
    source: str | Path,
    target: str | Path | None = None,
    *,
    settings: Settings | None = None,
    rules: RuleSet | None = None,
    checks: Sequence[Check] = (),
) -> Review:
    """Review one article: a file that holds both languages, or a text and its translation in either order.

    ``rules``: what :func:`align.load_rules` gave, instead of the shipped packs and those of the settings; ``checks``:
    checks of your own, after the shipped ones. InputError where a file cannot be read.
    """
    paths = [str(source)] if target is None else [str(source), str(target)]
    return _engine(settings, rules, checks).review(next(read_all(paths)))


def review_text(
    text: str,
    translation: str | None = None,
    *,
    settings: Settings | None = None,
    rules: RuleSet | None = None,
    checks: Sequence[Check] = (),
) -> Review:
    """Review a text in memory: Chinese and English in alternate lines, or a Chinese text and its translation.

    ``rules``, ``checks``: as for :func:`review`. InputError where there is no text, or neither language in it.
    """
    article = article_reader.article(text, "-")
    if translation is not None:
        article = Article(article.source, article_reader.article(translation, "-").target)
    return _engine(settings, rules, checks).review(article)


def pair(source: Sequence[str], target: Sequence[str], *, settings: Settings | None = None) -> list[Bead]:
    """Align two lists of sentences; every sentence is in exactly one bead, in ranges of sentence numbers from 0.

    InputError for a text instead of a list of sentences: its characters would be taken for sentences.
    """
    for name, given in (("source", source), ("target", target)):
        if isinstance(given, (str, bytes)):
            raise InputError(name, "is one text", "give a list of sentences, or call review_text for whole texts")
    engine = _engine(settings, None)
    return align_sentences(list(source), list(target), engine.encoder, token_encoder=engine.tokens)


class PairPackage(ModuleType):
    """The package :mod:`align.pair`, which can be called as :func:`pair`: one name for both hides neither."""

    __call__ = staticmethod(pair)


def _engine(settings: Settings | None, rules: RuleSet | None, checks: Sequence[Check] = ()) -> Engine:
    return Engine(settings or Settings(), own_rules=rules, own_checks=tuple(checks))
