"""One term, several renderings, over the whole article; for terms that no rule knows."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.crowds import Marked
from align.data import table
from align.evidence.linked_words import Linkage
from align.names.capitalised import is_plain
from align.names.organisations import two_names
from align.names.recognition import Chinese
from align.names.renderings import pinyin_in
from align.records import Alignment, Check, Finding, Links, Pair, Span
from align.text.english import Words, acronym, function_words, norm, words_of
from align.text.scripts import HAN_RUN, chinese_words

MIN_COUNT = 3  # occurrences of a term with a clear rendering: below it nothing is known of a usage
MIN_SHARE = 0.6  # of the clear renderings that the usual one must have
MIN_LENGTH, MAX_LENGTH = 2, 10  # code points of a term
MAX_TERMS = 400  # of an article: a bound on the work, never reached by news
# Countries and their people, where the words are not of one stem
_PEOPLE = {norm(word): land.lower() for land, words in table("peoples.tsv").items() for word in (land, *words.split())}


@dataclass(frozen=True)
class _Use:
    """A term at one place: pair, source offsets, the linked words (word numbers) and their content words."""

    pair: Pair
    start: int
    end: int
    words: Words
    hit: tuple[int, int]
    content: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.words.text[self.words.starts[self.hit[0]] : self.words.ends[self.hit[1] - 1]]

    @property
    def named(self) -> bool:
        """Written as a name: every content word with a capital, and not at the head of the sentence alone."""
        raws = [self.words.raw[n] for n in range(*self.hit) if self.words.keys[n] not in function_words("unlinked")]
        return all(raw[0].isupper() for raw in raws)


def _run(alignment: Alignment) -> Iterator[Finding]:
    if alignment.listed:
        return
    pairs = [p for p in alignment.pairs() if p.source.text and p.target.text]
    named: list[Span] = []
    for finding in _organisations(pairs):
        assert finding.target_span is not None
        named.append(finding.target_span)
        yield finding
    if len(pairs) < MIN_COUNT or alignment.linker is None:
        return
    marked, linkages = Marked(named), _Linkages(alignment)
    for term, places in sorted(_terms(alignment, pairs).items(), key=lambda item: (-len(item[1]), item[0])):
        uses = [use for place in places if (use := _use(linkages, *place, term))]
        for finding in _judge(term, uses) if len(uses) >= MIN_COUNT else ():
            span = finding.target_span
            if span is not None and marked.add(span):  # 郑州 and 郑州市: once
                yield finding


def _organisations(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Bodies that are called by two names; two places are enough."""
    for term, here, first in two_names(pairs):
        yield here.pair.finding(
            CHECK,
            f"{term} is {here.text} here, {first.text} in sentence {first.pair.number + 1}",
            source=(here.start, here.end),
            target=here.hit,
            suggestions=(first.text,),
            confidence=0.7,
            term=term,
        )


def _terms(alignment: Alignment, pairs: Sequence[Pair]) -> dict[str, list[tuple[Pair, int]]]:
    """Runs of encoder tokens that recur in at least MIN_COUNT places, without those that only are inside others."""
    places: dict[str, list[tuple[Pair, int]]] = defaultdict(list)
    for pair in pairs:
        links = alignment.links(pair)
        if links is not None:
            for start, end in _spans(pair.source.text, links):
                places[pair.source.text[start:end]].append((pair, start))
    frequent = {term: at for term, at in places.items() if len(at) >= MIN_COUNT}
    kept: dict[str, list[tuple[Pair, int]]] = {}
    inside: dict[str, int] = {}  # parts of terms that are kept, and in how many places the term is
    for term in sorted(frequent, key=lambda t: (-len(t), t)):
        count = len(frequent[term])
        if inside.get(term, 0) < count:
            kept[term] = frequent[term]
            for start, end in itertools.combinations(range(len(term) + 1), 2):
                part = term[start:end]
                inside[part] = max(inside.get(part, 0), count)
    if len(kept) > MAX_TERMS:
        alignment.leave_out(f"of {len(kept):,} terms only the {MAX_TERMS} most frequent were looked at for consistency")
    return dict(sorted(kept.items(), key=lambda item: (-len(item[1]), item[0]))[:MAX_TERMS])


def _spans(text: str, links: Links) -> Iterator[tuple[int, int]]:
    loose = chinese_words("no_end_of_name")  # a run with one of them at an end is a piece of a sentence
    starts, ends = links.source.starts.tolist(), links.source.ends.tolist()
    for i, start in enumerate(starts):
        for j in range(i, min(i + 4, len(starts))):
            end = ends[j]
            size = end - start
            if size > MAX_LENGTH or (j > i and starts[j] != ends[j - 1]):
                break
            term = text[start:end]
            if size >= MIN_LENGTH and HAN_RUN.fullmatch(term) and loose.isdisjoint((term[0], term[-1])):
                yield start, end


class _Linkages:
    """Words and links of the pairs of an article, each made when its first term comes up."""

    def __init__(self, alignment: Alignment) -> None:
        self._alignment = alignment
        self._known: dict[int, Linkage | None] = {}

    def __getitem__(self, pair: Pair) -> Linkage | None:
        if pair.number not in self._known:
            links = self._alignment.links(pair)
            self._known[pair.number] = None if links is None else Linkage.of(words_of(pair.target.text), links)
        return self._known[pair.number]


def _use(linkages: _Linkages, pair: Pair, start: int, term: str) -> _Use | None:
    linkage = linkages[pair]
    if linkage is None or pair.source.text.count(term) > 1:  # links cannot distinguish two in one sentence
        return None
    words = linkage.words
    found = linkage.rendering([(start, start + len(term))])
    if found is None or found.end - found.start > 6:
        return None
    hit = (found.start, found.end)
    content = tuple(words.keys[n] for n in range(*hit) if words.keys[n] not in function_words("unlinked"))
    return _Use(pair, start, start + len(term), words, hit, content) if content else None


def _judge(term: str, uses: Sequence[_Use]) -> Iterator[Finding]:
    groups: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for use in uses:
        groups[use.content].append(use)
    usual, users = max(groups.items(), key=lambda item: (len(item[1]), item[0]))
    if len(users) < MIN_COUNT - 1 or len(users) / len(uses) < MIN_SHARE or len(groups) == 1:
        return
    for content, others in groups.items():
        if content == usual or not _differs(usual, users, content, others):
            continue
        if _sounds(content, term) and not _sounds(usual, term):  # most are wrong, or it is a foreign name: 郑州, 夏维利
            for use in users if len(others) > 1 else ():
                yield _finding(term, others, use, len(uses))
        else:
            for use in others:
                yield _finding(term, users, use, len(uses))


def _sounds(content: Sequence[str], term: str) -> bool:
    """Return whether one of the words spells the term, or a part of it, in pinyin."""
    return any(len(word) > 3 and pinyin_in(word, Chinese(term)) for word in content)


def _differs(usual: tuple[str, ...], users: Sequence[_Use], other: tuple[str, ...], others: Sequence[_Use]) -> bool:
    """Another word, not a shorter or longer way to say the same: only names and terms of several words count, for
    plain words are free to vary."""
    if set(usual) <= set(other) or set(other) <= set(usual):
        return False
    fresh, old = set(other) - set(usual), set(usual) - set(other)
    if any(_kin(a, b) for a in old for b in fresh) or any(_near(u, old) for u in others) or _near(users[0], fresh):
        return False
    if (users[0].end - users[0].start < 3 or len(usual) == len(other) == 1) and _plain((*fresh, *old)):
        return False  # 主席 is a chairman here and a president there; 管理局 a kind of body
    if all(set(use.words.keys).issuperset(usual) for use in others):
        return False  # the usual rendering occurs elsewhere in the sentence
    named = all(u.named for u in users) and all(u.named for u in others)
    if named:
        return not any(acronym(u.words.raw[u.hit[0]]) for u in (*users, *others))
    return len(usual) > 1 and len(other) > 1 and len(users[0].text) > 6 and bool(set(usual) & set(other))


def _near(use: _Use, content: set[str]) -> bool:
    """Return whether these words are next to the marked ones, which are then only a part of the rendering."""
    beside = range(max(0, use.hit[0] - 6), min(len(use.words), use.hit[1] + 6))
    return any(use.words.keys[n] in content for n in beside)


def _plain(words: Sequence[str]) -> bool:
    return all(is_plain(word) for word in words)


def _kin(a: str, b: str) -> bool:
    """Words of one stem or one country (develop, development; China, Chinese; France, French)."""
    if a in _PEOPLE and _PEOPLE[a] == _PEOPLE.get(b):
        return True
    if a.endswith(b) or b.endswith(a):
        return True
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    return shared >= 4 or (shared >= 3 and min(len(a), len(b)) <= 5)


def _finding(term: str, users: Sequence[_Use], use: _Use, total: int) -> Finding:
    usual = users[0].text
    places = ", ".join(str(n + 1) for n in dict.fromkeys(u.pair.number for u in users))
    return use.pair.finding(
        CHECK,
        f"{term} is {use.text} here, {usual} in {len(users)} of {total} places",
        source=(use.start, use.end),
        target=(use.words.starts[use.hit[0]], use.words.ends[use.hit[1] - 1]),
        severity="warning" if max(len(users), total - len(users)) >= MIN_COUNT else "note",
        suggestions=(usual,),
        confidence=round(0.4 + 0.4 * len(users) / total, 2),
        note=f"{usual} in {places}" + (" …" if len(users) > 12 else ""),
        term=term,
    )


CHECK = Check(
    id="consistency",
    severity="warning",
    category="terminology/inconsistent",
    doc="""One term, one name, one institution has one rendering in an article.

The check finds Chinese words that recur, asks the token links which English words stand for each occurrence, and
reports an occurrence that is rendered by other words than most. Plain words are free to vary in good English
(发展 is development, growth, to develop); so only names, and terms of several words that share one of them
(sector chain beside block chain), are reported: a warning where the usual rendering stands three times or more, else a
note. Bodies (局, 委员会; Bureau, Commission) need no more than two places. Terms that a rule knows are judged by that
rule; the table of all renderings in the report holds both.""",
    run=_run,
    good=(
        (
            "主席来了。\n主席讲话。\n主席走了。\n主席很高兴。",
            "The chairman came.\nThe president spoke.\nThe chairman left.\nThe chairman was pleased.",
        ),
        (
            "工程师修好了水泵。\n水泵每天工作十小时。\n新的水泵更安静。\n他买了两台水泵。",
            "The engineer repaired the water pump.\nThe water pump works ten hours a day.\nThe new pump is quieter.\n"
            "He bought two water pumps.",
        ),
    ),
    bad=(
        (
            "嵩山下雪了。\n他们爬上了嵩山。\n嵩山的寺庙很有名。\n春天去嵩山的人最多。",
            "It snowed on Mount Song.\nThey climbed Mount Song.\nThe temples of Mount Song are famous.\n"
            "Most people go to Yishan in spring.",
            "Yishan",
        ),
        (
            "区块链很热门。\n他们研究区块链。\n区块链改变了银行。\n这是一家区块链公司。",
            "Block chain is popular.\nThey study block chain.\nBlock chain has changed banks.\n"
            "This is a sector chain company.",
            "sector chain",
        ),
        (
            "水文监测局发布预警。\n水文监测局提醒市民注意安全。",
            "The Hydrological Monitoring Bureau issued an alert.\n"
            "The Water Survey Office reminded residents to stay safe.",
            "Water Survey Office",
        ),
    ),
    rank=4,
    scope="article",
)
