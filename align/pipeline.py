"""The one path: read -> segment -> embed -> pair -> score -> check -> write. Read this second.

``Engine`` holds what is loaded once (encoder, rules, checks); ``Engine.review(article)`` walks the path.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from align import embed, registry, score, waivers
from align.checks._together import ALONE, prepare
from align.config import Config, Settings
from align.evidence.links import PairLinker
from align.findings import settle
from align.inputs import path_of, read_all, readable
from align.pair import align_sentences
from align.readers import article as article_reader
from align.records import (
    Alignment,
    Article,
    Bead,
    Check,
    Document,
    Encoder,
    Review,
    Scores,
    Sentence,
)
from align.rules import RuleSet, load_rules
from align.score.quality import Base, estimates
from align.segment import sentences
from align.text.spelling import inflected
from align.version import __version__

CHUNK = 256  # already paired segments that are encoded in one go
GROUP = 256  # of them that are checked in one go; the checks keep what they read of at least so many texts


@dataclass(frozen=True)
class Engine:
    """What one run needs, loaded once, when first asked for."""

    settings: Settings

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder of sentences: the bundled one, or ``settings.model``."""
        encoder = embed.load(self.settings.model or None)
        return embed.cached(encoder, self.settings.cache) if self.settings.cache else encoder

    @cached_property
    def tokens(self) -> embed.StaticEncoder:
        """The encoder of words: always the bundled one."""
        return embed.bundled()

    @cached_property
    def linker(self) -> PairLinker:
        """Token links of pairs."""
        return PairLinker(self.tokens)

    @cached_property
    def rules(self) -> RuleSet:
        """Shipped and own rules, less what the settings switch off."""
        s = self.settings
        return load_rules(s.rules, disable=s.disable, enable=s.enable, profile=s.profile())

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """All checks that are not switched off."""
        return tuple(c for c in registry.checks() if c.id not in self.settings.disable)

    @cached_property
    def book(self) -> waivers.Book:
        """What the desk has decided: waivers and baseline."""
        s = self.settings
        files = (Path(name) if name else None for name in (s.waivers, s.baseline))
        return waivers.load(*files)

    @cached_property
    def today(self) -> date:
        """The day on which waivers are judged."""
        return date.today()

    @cached_property
    def signature(self) -> dict[str, str]:
        """What made a review: version, encoder, rules, settings."""
        settings = hashlib.sha256(repr(self.settings).encode()).hexdigest()[:16]
        made = {
            "version": __version__,
            "encoder": f"{self.encoder.name} {self.encoder.fingerprint}",
            "rules": self.rules.fingerprint,
            "settings": settings,
        }
        decided = waivers.fingerprint(self.book, self.today)
        return made | {"waivers": decided} if decided else made

    def reviews(self, articles: Iterable[Article]) -> Iterator[Review]:
        """Reviews in order; already paired segments are encoded in chunks, so memory stays bounded."""
        stream = iter(articles)
        while chunk := list(itertools.islice(stream, CHUNK)):
            items = zip(self._align_all(chunk), chunk, strict=True)
            while group := self._group(items, GROUP if chunk[0].paired else 1):
                yield from group

    def _group(self, items: Iterator[tuple[Alignment, Article]], size: int) -> list[Review]:
        with ALONE:
            return list(self._examine_all(list(itertools.islice(items, size))))

    def review(self, article: Article) -> Review:
        """The review of one article."""
        return next(self.reviews([article]))

    def examine(self, alignment: Alignment, article: Article) -> Review:
        """Check and score an alignment."""
        with ALONE:
            return next(self._examine_all([(alignment, article)]))

    def _examine_all(self, group: Sequence[tuple[Alignment, Article]]) -> Iterator[Review]:
        """Check by check over all of them: what one check reads stays in the cache of the processor."""
        bases = self._measure([alignment for alignment, _ in group])
        found = [list(self.rules.run(alignment)) for alignment, _ in group]
        for check in self.checks:
            for (alignment, _), own in zip(group, found, strict=True):
                own.extend(check.run(alignment))
        for (alignment, article), own, base in zip(group, found, bases, strict=True):
            findings = settle(alignment, own, self.settings.disable)
            scores = score.scores(alignment, findings, base).rounded()
            tables = {} if alignment.id is not None else self.rules.tables(alignment)
            review = Review(alignment, scores, findings, self.signature, tables=tables, meta=article.meta)
            yield waivers.decide(review, self.book, self.today)

    def _measure(self, alignments: Sequence[Alignment]) -> list[list[Base | None]]:
        """Links and evidence of all pairs, kept for the checks; of each bead coverage and quality before findings."""
        pairs = [(alignment, pair) for alignment in alignments for pair in alignment.pairs()]
        bases: list[Base | None] = []
        for first in range(0, len(pairs), GROUP):
            some = pairs[first : first + GROUP]
            both = [(pair.source.text, pair.target.text) for _, pair in some]
            self.linker.link([texts for texts in both if all(texts)])
            proofs = prepare(some)
            known = iter(estimates([proof for proof in proofs if proof is not None]))
            bases += [None if proof is None else next(known) for proof in proofs]
        found = iter(bases)
        return [list(itertools.islice(found, len(alignment.beads))) for alignment in alignments]

    def _align_all(self, chunk: Sequence[Article]) -> Iterator[Alignment]:
        prepared = [self._segment(article) for article in chunk]
        pairs = [[(p.source.text, p.target.text) for p in alignment.pairs()] for alignment in prepared]
        self.linker.prepare([text for own in pairs for pair in own for text in pair])
        size = GROUP if self.encoder is self.tokens else CHUNK
        for some in (slice(first, first + size) for first in range(0, len(chunk), size)):
            cosines = iter(self._cosines([pair for own in pairs[some] for pair in own]))
            for alignment, article in zip(prepared[some], chunk[some], strict=True):
                if article.paired:
                    own = list(itertools.islice(cosines, len(alignment.beads)))
                    yield alignment.with_beads(_with_similarity(alignment.beads, own))
                else:
                    yield replace(alignment, beads=tuple(self.beads(alignment)))

    def _cosines(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Of each pair; the bundled encoder finds the links of its tokens on the way."""
        if self.encoder is self.tokens:
            return self.linker.link(pairs)
        vectors = self.encoder.encode([text for pair in pairs for text in pair])
        cosines: list[float] = (vectors[0::2] * vectors[1::2]).sum(axis=1).tolist()
        return cosines

    def _segment(self, article: Article) -> Alignment:
        """Documents and sentences; of paired input the beads, too."""
        article = readable(article)
        source, target = (
            sentences(side, whole_blocks=article.paired) if side else () for side in (article.source, article.target)
        )
        beads = _paired_beads(article, source, target) if article.paired else ()
        profile, linker = self.settings.profile(), self.linker
        sides = (article.source, article.target, source, target)
        return Alignment(*sides, beads, article.id, profile, linker, self.is_own)

    def is_own(self, word: str) -> bool:
        """Is this lower-case English word one of the house: in the settings, or in a rendering that a rule accepts?"""
        listed = map(str.lower, self.settings.words)
        return not {word, *inflected(word)}.isdisjoint(listed) or self.rules.accepts(word)

    def align(self, article: Article) -> Alignment:
        """The beads of one article, nothing checked."""
        with ALONE:
            return next(self._align_all([article]))

    def bare(self, alignment: Alignment) -> Review:
        """A review without checks and scores: for writers of bare alignments (TMX)."""
        return Review(alignment, Scores(), (), self.signature)

    def beads(self, alignment: Alignment, *, layout: bool = True) -> list[Bead]:
        """Beads of an article that is not paired yet; furniture stands alone. ``layout``: use what the file lays side
        by side."""
        sides = [(alignment.source, alignment.source_sentences), (alignment.target, alignment.target_sentences)]
        body = [_body(document, found) for document, found in sides]
        texts = [[d.prose(s.start, s.end) for s in b] if d else [] for (d, _), b in zip(sides, body, strict=True)]
        self.linker.prepare([*texts[0], *texts[1]])
        blocks, groups = zip(*(_anchors(d, b) for (d, _), b in zip(sides, body, strict=True)), strict=True)
        beads = align_sentences(
            texts[0],
            texts[1],
            self.encoder,
            token_encoder=self.tokens,
            source_blocks=blocks[0] if layout else None,
            target_blocks=blocks[1] if layout else None,
            source_groups=groups[0] if layout else None,
            target_groups=groups[1] if layout else None,
        )
        loose = [Bead((i, i + 1), (0, 0), None, furniture=True) for i in range(len(body[0]), len(sides[0][1]))]
        loose += [Bead((0, 0), (i, i + 1), None, furniture=True) for i in range(len(body[1]), len(sides[1][1]))]
        exact = [b if b.similarity is None else replace(b, similarity=round(b.similarity, 4)) for b in beads]
        return _merged(alignment, exact, loose)


def _body(document: Document | None, found: Sequence[Sentence]) -> list[Sentence]:
    return [s for s in found if document and document.blocks[s.block].kind == "text"]


def _anchors(document: Document | None, body: Sequence[Sentence]) -> tuple[list[int], list[int | None]]:
    """Paragraph number and group of each sentence: what the layout of the file says."""
    return [s.block for s in body], [document.blocks[s.block].group if document else None for s in body]


def _merged(alignment: Alignment, beads: Sequence[Bead], loose: Sequence[Bead]) -> list[Bead]:
    """Furniture beads put where they stand on the page, the rest in the order of the aligner."""

    def start(bead: Bead, side: str) -> int:
        found = alignment.source_sentences if side == "source" else alignment.target_sentences
        first, last = bead.source if side == "source" else bead.target
        return found[first].start if last > first else -1

    out = list(beads)
    for bead in loose:
        side = "source" if bead.source[1] > bead.source[0] else "target"
        here = start(bead, side)
        at = max((i + 1 for i, b in enumerate(out) if -1 < start(b, side) < here), default=0)
        out.insert(at, bead)
    return out


def _paired_beads(article: Article, source: Sequence[Sentence], target: Sequence[Sentence]) -> tuple[Bead, ...]:
    """Block i with block i; an empty cell is an empty side."""
    blocks = max(len(d.blocks) if d else 0 for d in (article.source, article.target))
    if blocks == len(source) == len(target) == 1:  # a row of a table
        return (Bead((0, 1), (0, 1)),)
    left, right = ({s.block: i for i, s in enumerate(side)} for side in (source, target))
    beads, i, j = [], 0, 0
    for block in range(blocks):
        a, b = left.get(block), right.get(block)
        here = (i if a is None else a, i if a is None else a + 1), (j if b is None else b, j if b is None else b + 1)
        i, j = here[0][1], here[1][1]
        beads.append(Bead(*here))
    return tuple(beads)


def _with_similarity(beads: Sequence[Bead], cosines: Sequence[float]) -> tuple[Bead, ...]:
    return tuple(
        [
            Bead(b.source, b.target, round(cosine, 4), b.moved, b.furniture)
            if b.source[0] < b.source[1] and b.target[0] < b.target[1]
            else b
            for b, cosine in zip(beads, cosines, strict=True)
        ]
    )


def review_paths(paths: Sequence[str], config: Config) -> Iterator[Review]:
    """Reviews of all paths, each by the settings that hold for it; what was loaded once is shared."""
    engines: dict[str, Engine] = {}
    reader = config.settings(paths[0]).reader if paths else ""
    for settings, articles in itertools.groupby(read_all(paths, reader), lambda a: config.settings(path_of(a))):
        yield from engines.setdefault(repr(settings), Engine(settings)).reviews(articles)


def review(source: str | Path, target: str | Path | None = None, *, settings: Settings | None = None) -> Review:
    """Review one article: a file, or a Chinese file and its English translation. InputError when unreadable."""
    paths = [str(source)] if target is None else [str(source), str(target)]
    return Engine(settings or Settings()).review(next(read_all(paths)))


def review_text(text: str, translation: str | None = None, *, settings: Settings | None = None) -> Review:
    """Review a text in memory: alternating lines, or a Chinese text and its translation."""
    article = article_reader.article(text, "-")
    if translation is not None:
        article = Article(article.source, article_reader.article(translation, "-").target)
    return Engine(settings or Settings()).review(article)


def pair(source: Sequence[str], target: Sequence[str], *, settings: Settings | None = None) -> list[Bead]:
    """Align two lists of sentences; every sentence stands in exactly one bead."""
    engine = Engine(settings or Settings())
    return align_sentences(list(source), list(target), engine.encoder, token_encoder=engine.tokens)
