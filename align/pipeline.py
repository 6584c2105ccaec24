"""The one path: read -> segment -> embed -> pair -> weigh -> check -> settle -> write. Read this second.

``Engine`` holds what is loaded once (encoder, rules, checks); ``Engine.review(article)`` walks the path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from align import embed, registry, score, waivers
from align.absorbed import absorbed
from align.config import Settings
from align.edited import as_edited, hint
from align.evidence.confidence import curves
from align.evidence.links import PairLinker
from align.evidence.reader.step import ALWAYS, NEVER, Begun, SecondReader, in_thread, second_reader
from align.evidence.reader.step import readable as readable_pairs
from align.evidence.weigh import weigh
from align.findings import settle
from align.groups import GROUP, Group, Work, chunks, joined, read_again, similar
from align.hashing import sha256
from align.inputs import noted, readable
from align.pair import align_sentences
from align.pair.clauses import with_clauses
from align.pair.documents import body_of, layout_of, row_beads, with_furniture
from align.pair.guide import Guide, with_given
from align.pair.tables import Tables, tables
from align.pair.unrelated import parted
from align.records import EDITED, Alignment, Article, Bead, Check, Encoder, Links, Pair, Review, Scores, Sieve
from align.rules import RuleSet, load_rules
from align.rules.match.renderings import undoubted
from align.score.quality import estimates
from align.segment import each_block, sentences
from align.text.spelling import inflected
from align.version import __version__

if TYPE_CHECKING:
    from concurrent.futures import Future


def load_encoder(settings: Settings) -> Encoder:
    """The encoder of sentences: the bundled one, or ``settings.model`` with its vector cache."""
    encoder = embed.load(settings.model or None)
    return embed.cached(encoder, settings.cache) if settings.cache else encoder


@dataclass(frozen=True)
class Engine:
    """The parts of a run: each is loaded once, when first needed. ``load`` loads its encoder; ``own_rules`` are rules
    that hold instead of those that the settings name, ``own_checks`` run after the shipped ones."""

    settings: Settings
    load: Callable[[Settings], Encoder] = field(default=load_encoder, repr=False, compare=False)
    own_rules: RuleSet | None = field(default=None, repr=False, compare=False)
    own_checks: tuple[Check, ...] = field(default=(), repr=False, compare=False)
    guide: Guide = field(default_factory=Guide)  # what a person has settled about the beads

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder of sentences: the bundled one, or ``settings.model``."""
        return self.load(self.settings)

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
        """Shipped and own rules, less what the settings switch off; or the rules given to the engine."""
        if self.own_rules is not None:
            return self.own_rules
        s = self.settings
        return load_rules(s.rules, disable=s.disable, enable=s.enable)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The rules as one check, and all checks that are not switched off."""
        own = (c for c in registry.checks() if c.id not in self.settings.disable and self.settings.wants(c.id))
        return (self.rules.check, *own, *self.own_checks)

    @cached_property
    def sieve(self) -> Sieve:
        """What the checks need."""
        return Sieve({check.id: check.needs for check in self.checks})

    @property
    def _checks_of(self) -> Mapping[str, list[Check]]:
        """The checks by what they look at: pairs, articles, readings."""
        out: dict[str, list[Check]] = {"pair": [], "article": [], "reading": []}
        for check in self.checks:
            out[check.scope].append(check)
        return out

    @cached_property
    def book(self) -> waivers.Book:
        """The decisions of the desk: waivers and baseline."""
        s = self.settings
        files = (Path(name) if name else None for name in (s.waivers, s.baseline))
        return waivers.load(*files)

    @cached_property
    def second_loading(self) -> Future[SecondReader]:
        """The second reader, which is loaded while the articles are read and aligned."""
        return in_thread(partial(second_reader, self.settings.second_reader))

    @cached_property
    def second(self) -> SecondReader:
        """The second reader."""
        mode = self.settings.second_reader
        return second_reader(mode) if mode == NEVER else self.second_loading.result()

    @cached_property
    def today(self) -> date:
        """The day on which waivers are judged."""
        return date.today()

    @cached_property
    def signature(self) -> dict[str, str]:
        """The versions that a review depends on: package, encoder, rules, settings."""
        made = replace(self.settings, fail_on="error")  # changes no finding, only what a run makes of them
        settings = sha256(repr(made).encode()).hexdigest()[:16]
        signature = {
            "version": __version__,
            "encoder": f"{self.encoder.name} {self.encoder.fingerprint}",
            "rules": self.rules.fingerprint,
            "second_reader": self.second.signature,
            "settings": settings,
        }
        decided = waivers.fingerprint(self.book, self.today)
        return signature | {"waivers": decided} if decided else signature

    def reviews(self, articles: Iterable[Article]) -> Iterator[Review]:
        """Reviews in order; single segments are worked on in groups, everything else article by article."""
        if self.settings.second_reader != NEVER:
            _ = self.second_loading
        for chunk in chunks(articles):
            yield from self._examine([(with_clauses(self._beaded(article), self.tokens), article) for article in chunk])

    def review(self, article: Article) -> Review:
        """The review of one article."""
        return next(self.reviews([article]))

    def examine(self, alignment: Alignment, article: Article) -> Review:
        """Check and score an alignment."""
        return next(self._examine([(alignment, article)]))

    def align(self, article: Article) -> Alignment:
        """The beads of one article, nothing checked."""
        alignment = self._beaded(article)
        if not article.paired:
            return alignment
        pairs = alignment.pairs()
        texts = [(p.source.text, p.target.text) for p in pairs]
        groups = [texts[first : first + GROUP] for first in range(0, len(texts), GROUP)]
        cosines = [c for some in groups for c in self._cosines(some, self.linker.link(some))]
        return joined(alignment, [similar(pair, cosine) for pair, cosine in zip(pairs, cosines, strict=True)])

    def _beaded(self, article: Article) -> Alignment:
        """Sentences and beads of an article; those of paired input have no similarity yet."""
        alignment = self._segment(article)
        if article.paired:
            return alignment
        given = self.guide.beads(alignment)
        if given is None:
            return replace(alignment, beads=tuple(self.beads(alignment)))
        texts = [(pair.source.text, pair.target.text) for pair in given.pairs()]
        cosines = self._cosines(texts, self.linker.link(texts))
        return joined(given, [similar(pair, cosine) for pair, cosine in zip(given.pairs(), cosines, strict=True)])

    def _examine(self, chunk: Sequence[tuple[Alignment, Article]]) -> Iterator[Review]:
        """Weigh, check, settle and score. What checks of single pairs read is carried by the pairs of a group of 256,
        inside an article too, and goes with the group."""
        works = [Work(alignment, article) for alignment, article in chunk]
        pairs = [(work, pair) for work in works for pair in work.alignment.pairs()]
        for first in range(0, len(pairs), GROUP):
            self._check_pairs(pairs[first : first + GROUP])
        of_articles = [(check, self.sieve.wanted(check.id)) for check in self._checks_of["article"]]
        for work in works:
            whole = joined(work.alignment, work.pairs)
            for check, wanted in of_articles:
                if work.holds & wanted == wanted:
                    work.found += check.run(whole)
            found = [finding for finding in work.found if self.settings.wants(finding.check)]
            found = undoubted(whole, found, self.rules)
            known = curves(self.settings.second_reader != NEVER)
            settled = settle(whole, found, work.bases, self.settings.disable, known) if found else ()
            findings = absorbed(work.judged(settled)) if settled else ()
            if self.settings.completeness == EDITED:
                findings = as_edited(findings)
            tables = {} if whole.id is not None else self.rules.tables(whole)
            bare = whole.with_pairs(tuple([pair.with_evidence(None) for pair in work.pairs]))
            scores = score.scores(bare, findings, work.bases).rounded()
            meta = self.second.told(noted(work.article, (*whole.limits(), *hint(whole, findings))).meta)
            review = Review(bare, scores, findings, self.signature, tables=tables, meta=meta)
            yield waivers.decide(review, self.book, self.today)

    def _check_pairs(self, group: Sequence[tuple[Work, Pair]]) -> None:
        """Check by check over all pairs of a group: what one check reads stays in the cache of the processor."""
        texts = [(pair.source.text, pair.target.text) for _, pair in group]
        links = self.linker.link(texts)
        cosines: Sequence[float | None] = [None] * len(group)
        if any(work.article.paired for work, _ in group):
            cosines = self._cosines(texts, links)
        evidence = weigh([pair for _, pair in group], links)
        known = iter(estimates([e.coverage for e in evidence if e.coverage is not None]))
        parts: dict[int, tuple[Work, list[Pair]]] = {}
        for (work, pair), own, cosine in zip(group, evidence, cosines, strict=True):
            if work.article.paired and cosine is not None:
                pair = similar(pair, cosine)
            parts.setdefault(id(work), (work, []))[1].append(weighed := pair.with_evidence(own))
            work.pairs.append(weighed if work.is_row else pair.with_evidence(own.kept()))
            work.bases.append(None if own.coverage is None else next(known))
        some = [(work, work.alignment.with_pairs(tuple(pairs))) for work, pairs in parts.values()]
        with self._begun([pair for _, part in some for pair in part.pairs()]) as begun:
            together = Group(some, self.sieve)
            for check in self._checks_of["pair"]:
                together.run(check)
            if self.second.reader is not None:
                read_again(some, self.second, self.checks, begun)

    def _begun(self, pairs: Sequence[Pair]) -> AbstractContextManager[Begun | None]:
        """The second reader at work on all pairs of a group, where it reads all."""
        always = self.settings.second_reader == ALWAYS
        return Begun(self.second_loading, readable_pairs(pairs)) if always else nullcontext()

    def _cosines(self, texts: Sequence[tuple[str, str]], links: Sequence[Links | None]) -> list[float]:
        """Similarity of each pair of texts, by the encoder of sentences; the bundled one has it from the links."""
        if self.encoder is self.tokens:
            return [
                (own.cosine or 0.0) if own is not None else self.linker.cosine(*both) if all(both) else 0.0
                for both, own in zip(texts, links, strict=True)
            ]
        vectors = self.encoder.encode([text for pair in texts for text in pair])
        cosines: list[float] = (vectors[0::2] * vectors[1::2]).sum(axis=1).tolist()
        return cosines

    def _segment(self, article: Article) -> Alignment:
        """Documents and sentences; of paired input the beads, too."""
        article = readable(article)
        whole = article.paired and (article.id is not None or article.reference is not None)  # one segment, one bead
        split = each_block if self.guide.pre_split else partial(sentences, whole_blocks=whole)
        source, target = (split(side) if side else () for side in (article.source, article.target))
        beads = row_beads(article, source, target, self.encoder, self.tokens) if article.paired else ()
        profile, linker = self.settings.profile, self.linker
        sides = (article.source, article.target, source, target)
        return Alignment(*sides, beads, article.id, profile, linker, self.is_own, article.listed)

    def is_own(self, word: str) -> bool:
        """Return whether this lower-case English word is in the settings or in a rendering that a rule accepts."""
        listed = map(str.lower, self.settings.words)
        return not {word, *inflected(word)}.isdisjoint(listed) or self.rules.accepts(word)

    def bare(self, alignment: Alignment) -> Review:
        """A review without checks and scores: for writers of bare alignments (TMX)."""
        return Review(alignment, Scores(), (), self.signature)

    def beads(self, alignment: Alignment) -> list[Bead]:
        """Beads of an article that is not paired yet; furniture is alone."""
        layout, given = not self.guide.pre_split, self.guide.fixed(alignment)
        sides = [(alignment.source, alignment.source_sentences), (alignment.target, alignment.target_sentences)]
        body = [body_of(document, found) for document, found in sides]
        texts = [[d.prose(s.start, s.end) for s in b] if d else [] for (d, _), b in zip(sides, body, strict=True)]
        blocks, groups = zip(*(layout_of(d, b) for (d, _), b in zip(sides, body, strict=True)), strict=True)
        rows = Tables() if given.cuts else tables((alignment.source, alignment.target), body)
        beads = align_sentences(
            texts[0],
            texts[1],
            self.encoder,
            token_encoder=self.tokens,
            source_blocks=blocks[0] if layout else None,
            target_blocks=blocks[1] if layout else None,
            source_groups=groups[0] if layout else None,
            target_groups=groups[1] if layout else None,
            cuts=given.cuts or rows.cuts,
        )
        if not (given.cuts or rows.cuts or set(groups[0]) - {None}):
            beads = parted(beads, texts, self.linker)
        beads = [self._measured(b, texts) for b in rows.together(beads)] if rows.cells else beads
        return with_furniture(alignment, with_given(beads, given), len(body[0]), len(body[1]))

    def _measured(self, bead: Bead, texts: Sequence[Sequence[str]]) -> Bead:
        """The bead with the similarity of its sides where nobody has measured it."""
        if bead.similarity is not None or bead.kind != "1-1":
            return bead
        both = [(texts[0][bead.source[0]], texts[1][bead.target[0]])]
        return replace(bead, similarity=round(self._cosines(both, self.linker.link(both))[0], 4))
