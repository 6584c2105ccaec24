"""Paths → articles: the right reader, and the one rule by which two files are a text and its translation.

Two named paths are one article, in any format and any order. Which side is which: the one with more Chinese in its
running text is the Chinese side; where that does not tell, the names do (``a.zh.md``, ``en/a.md``). Among more paths,
and in folders, archives and trees of git, names decide what belongs together; files whose names say nothing are pairs
where neighbours are Chinese and English.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from align import files, registry
from align.errors import InputError
from align.records import Article, Document, Input, Lang
from align.text.file_names import pairs_by_name, tagged
from align.text.foreign import other_language
from align.text.running import chinese_share
from align.text.scripts import LANGUAGES, han_count, kana_count
from align.text.traditional import simplified
from align.two_files import by_keys, by_time, with_labels

_CLEAR = 0.1  # difference of the shares of Chinese from which on the text says which side is which
_BOTH = (0.2, 0.8)  # share of Chinese in a text that holds a text and its translation
_ONE = (0.15, 0.7)  # at most in an English text, at least in a Chinese one, of neighbours whose names say nothing
_TITLE = re.compile("《[^》\n]{0,99}》")  # of a book or film, which may stay in its own language
_MOST = 0.9  # of the entries of a file that are in another language where the file is said to be
Opener = Callable[[str], Input]
Format = Callable[[str], str]


def pick(source: Input, reader: str = "") -> Iterator[Article]:
    """Articles of a file, by the reader that is surest of it, or the one named. InputError where none is."""
    readers = registry.readers()
    if reader:
        chosen = [r for r in readers if r.name == reader]
        if not chosen:
            known = ", ".join(r.name for r in readers)
            raise InputError(source.path, f"no input format {reader!r}", f"known: {known}")
        return map(_understood, chosen[0].read(source))
    return map(_understood, max(readers, key=lambda r: r.detect(source)).read(source))


def _understood(article: Article) -> Article:
    """Return the article. InputError if a side is in a language that no check reads."""
    for side in (article.source, article.target):
        if side is None or side.unit != "file":
            continue
        if side is article.target and article.paired and not _throughout(side):
            continue  # some rows of a table or file of entries: told row by row
        if (kana := kana_count(_TITLE.sub("", side.text))) > 0.2 * (kana + han_count(side.text)):
            found = f"Japanese: {kana:,} kana in it"
            raise InputError(side.path, found, "align-qa checks Chinese and English")
    return article


def _throughout(document: Document) -> bool:
    """Return whether kana are in nearly all texts of a side."""
    texts = [text for block in document.blocks if (text := document.text[block.start : block.end].strip())]
    return sum(kana_count(text) > 0 for text in texts) >= _MOST * len(texts)


def read_all(
    paths: Sequence[str], reader: str | Format = lambda _: "", open: Opener = files.open_input
) -> Iterator[Article]:
    """Articles of all paths, in order; two paths are one article.

    ``reader``: the input format that a path is read in, '' for the one that is surest of it; ``open``: where its bytes
    come from.
    """
    form: Format = (lambda path: reader) if isinstance(reader, str) else reader
    open = _opener(open)
    if len(paths) == 1:
        yield from pick(open(paths[0]), form(paths[0]))
        return
    if len(paths) == 2:
        yield from read_pair(open(paths[0]), open(paths[1]), form)
        return
    pairs = [(path, other) for path, other in pairs_by_name(paths) if other is not None]
    partner = dict(pairs)
    taken = {*partner, *partner.values()}
    for single, group in itertools.groupby(paths, lambda path: path not in taken):
        if single:
            yield from _neighbours([*group], form, open)
        else:
            for path in group:
                if path in partner:
                    yield from read_pair(open(path), open(partner[path]), form)


def _opener(open: Opener) -> Opener:
    """The same, but what can be read once only is opened once."""
    held: dict[str, Input] = {}

    def opened(path: str) -> Input:
        found = held.get(path) or open(path)
        if found.once:
            held[path] = found
        return found

    return opened


def _neighbours(paths: Sequence[str], form: Format, open: Opener) -> Iterator[Article]:
    """Pair files without language tags in their names: a Chinese one and an English one beside it."""
    waiting: tuple[str, float] | None = None
    for path in paths:
        source = open(path)
        share = _share_of(source, form(path))
        if waiting and share is not None and _differ(waiting[1], share) and not _apart(waiting[0], path):
            yield from read_pair(open(waiting[0]), open(path), form)
            waiting = None
            continue
        if waiting:
            yield from map(lonely, pick(open(waiting[0]), form(waiting[0])))
        waiting = (path, share) if share is not None and not _ONE[0] < share < _ONE[1] else None
        if not waiting:
            yield from map(lonely, pick(source, form(path)))
    if waiting:
        yield from map(lonely, pick(open(waiting[0]), form(waiting[0])))


def _apart(one: str, other: str) -> bool:
    """Return whether two names with language tags belong to different texts: a.zh.md, b.en.md."""
    (name, lang), (another, language) = tagged(one), tagged(other)
    return lang is not None and language is not None and name != another


def lonely(article: Article) -> Article:
    """The article with a note where it is one side of a pair whose other side is not among the files."""
    note = _alone(article)
    return noted(article, [note]) if note else article


def noted(article: Article, lines: Sequence[str]) -> Article:
    """The article with more lines for people, each after its path."""
    if not lines:
        return article
    said = (f"{path_of(article)}: {line}" for line in lines)
    return replace(article, meta={**article.meta, "notes": (*article.meta.get("notes", ()), *said)})


def _alone(article: Article) -> str:
    """A line about an article that has one side only; '' for one that has both, or none."""
    if bool(article.source) == bool(article.target):
        return ""
    has, lacks = ("Chinese", "English translation") if article.source else ("English", "Chinese text")
    return f"{has} only, no {lacks} of it among these files"


def _differ(one: float, other: float) -> bool:
    return min(one, other) <= _ONE[0] and max(one, other) >= _ONE[1]


def _share_of(source: Input, reader: str) -> float | None:
    """Share of Chinese in a file that holds one text; None for tables and the like, and for what cannot be read."""
    try:
        found = list(itertools.islice(pick(replace(source, whole=True), reader), 2))
    except InputError:
        return None
    side = _only_side(found)
    return chinese_share(side) if side else None


def read_pair(one: Input, other: Input, reader: str | Format = lambda _: "") -> Iterator[Article]:
    """The article of a text and its translation, in either order; two articles where each file is a text with its
    translation already. InputError where both are in one language and no name says otherwise."""
    form: Format = (lambda path: reader) if isinstance(reader, str) else reader
    inputs = (one, other)
    found = [list(pick(replace(source, whole=True), form(source.path))) for source in inputs]
    sides = [_only_side(articles) for articles in found]
    if sides[0] is None or sides[1] is None:
        yield from _each(inputs, found, sides, form)
        return
    shares = [chinese_share(side) for side in sides if side]
    langs = [tagged(source.path)[1] for source in inputs]
    if all(share is not None and _BOTH[0] < share < _BOTH[1] for share in shares) and langs[0] == langs[1]:
        alone = [list(pick(source, form(source.path))) for source in inputs]
        if all(a.source and a.target for articles in alone for a in articles):
            yield from itertools.chain(*alone)
            return
    yield _joined((found[0][0], found[1][0]), shares, langs)


def _each(
    inputs: Sequence[Input], found: Sequence[list[Article]], sides: Sequence[Document | None], form: Format
) -> Iterator[Article]:
    """Files of which one holds both languages by itself: articles of their own, which is said of the one that does not
    and has nothing to be compared with."""
    for number, source in enumerate(inputs):
        if sides[number] is None:
            yield from found[number]
            continue
        note = f"read by itself: {inputs[1 - number].path} holds both languages already"
        try:
            alone = list(pick(source, form(source.path)))
        except InputError:  # a catalogue that is English alone
            alone = found[number]
        yield from (noted(article, [note]) for article in alone)


def _only_side(articles: Sequence[Article]) -> Document | None:
    """The one document of a file; None where it has two sides or is several articles."""
    if len(articles) != 1 or (articles[0].source and articles[0].target):
        return None
    return articles[0].source or articles[0].target


def _joined(articles: tuple[Article, Article], shares: Sequence[float | None], langs: Sequence[Lang | None]) -> Article:
    """Two one-sided articles as one, the Chinese first."""
    documents = [a.source or a.target for a in articles]
    paths = [d.path for d in documents if d]
    first, notes = _order(paths, shares, langs)
    source, target = documents[first], documents[1 - first]
    assert source and target, "_only_side gave both"
    if foreign := other_language("\n".join(target.prose(b.start, b.end) for b in target.blocks)):
        raise InputError(target.path, f"{foreign}, no English", "align-qa checks Chinese and English")
    meta = {**articles[1 - first].meta, **articles[first].meta}
    meta["notes"] = (*(n for a in articles for n in a.meta.get("notes", ())), *notes)
    meta["skipped"] = tuple(s for a in articles for s in a.meta.get("skipped", ()))
    source, target = replace(source, lang="zh"), replace(target, lang="en")
    if all(a.meta.get("keys") for a in articles):
        source, target = by_keys(source, target)
        return Article(source, target, paired=True, meta=meta)
    times = [a.meta.get("times", ()) for a in (articles[first], articles[1 - first])]
    if rows := by_time(source, target, *times):
        return Article(*rows, paired=True, meta=meta)
    return Article(*with_labels(source, target), meta=meta)


def _order(
    paths: Sequence[str], shares: Sequence[float | None], langs: Sequence[Lang | None]
) -> tuple[int, tuple[str, ...]]:
    """Return which of two files is the Chinese side (0 or 1), and notes on a file mostly in the other language."""
    zh = [share if share is not None else 0.5 for share in shares]
    if zh[0] != zh[1] and (abs(zh[0] - zh[1]) >= _CLEAR) and min(zh) < 0.5 <= max(zh):
        return int(zh[1] > zh[0]), ()
    named = _by_name(langs)
    if named is None and abs(zh[0] - zh[1]) >= _CLEAR and min(zh) < _BOTH[1] and max(zh) > _BOTH[0]:
        return int(zh[1] > zh[0]), ()
    told = "zh" if min(zh) >= 0.5 else "en"
    if named is None:
        found = f"two {LANGUAGES[told]} texts, {'no English translation' if told == 'zh' else 'no Chinese text'}"
        raise InputError(", ".join(paths), found, "name a Chinese text and its English translation")
    wrong = paths[1 - named] if told == "zh" else paths[named]
    return named, (f"{wrong}: most of it is in {LANGUAGES[told]}, though it stands in the place of the other language",)


def _by_name(langs: Sequence[Lang | None]) -> int | None:
    """Return 0 or 1, the Chinese side by the file names; None if they have no language tag."""
    if langs[0] == langs[1]:
        return None
    return 0 if langs[0] == "zh" or langs[1] == "en" else 1


def path_of(article: Article) -> str:
    """The path of an article, '-' without one."""
    document = article.source or article.target
    return document.path if document else "-"


def readable(article: Article) -> Article:
    """Traditional Chinese is checked as Simplified; people see what was written."""
    source = article.source
    if source is None or source.lang != "zh":
        return article
    reading = simplified(source.read)
    return replace(article, source=replace(source, reading=reading)) if reading else article


@dataclass
class Taken:
    """Counts of what was read as what, and of what was left out by its name."""

    files: int
    articles: int = 0
    pairs: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, article: Article, pairs: int) -> None:
        """Count in an article and its pairs."""
        self.articles += 1
        self.pairs += pairs
        self.skipped.update(article.meta.get("skipped", ()))
