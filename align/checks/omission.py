"""Words, clauses and sentences of the Chinese that the English leaves out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from align.evidence.coverage import Coverage
from align.evidence.free_renderings import beside_free_rendering, is_freely_said, is_light_verb
from align.evidence.span_classifier import OMISSION, is_verb, omitted
from align.numbers.quantity import FIRM
from align.records import Alignment, Check, Finding, Pair, Severity
from align.strings.commands import chinese_commands
from align.strings.resource import holds_entries
from align.strings.tables import around_table
from align.text.boilerplate import is_furniture
from align.text.normal import trimmed
from align.text.sayings import is_couplet, is_proverb
from align.text.scripts import LETTER_OR_DIGIT, han_count

# Calibrated by benchmarks/calibrate_words.py on segments that raters found free of errors (see its table).
ERROR, WARNING = 0.97, 0.76
SURE, PARTNER = 0.97, 0.3  # from here on it is missing whatever is in its place
HOLE = 0.85  # what a look at the English in the place of the counterpart has to give
# A verb cannot be left unsaid; names of things, qualities and circumstances can, where the reader knows them: so much
# less sure are they. And so are words which the English around the gap does not support.
UNSAID, UNSEEN, LIGHT = 0.13, 0.1, 0.15
CLAUSE, LONG = 6, 10  # Chinese characters of a clause, or of words in one, that are an error to leave out
RENDERED = 0.8  # cosine from which a Chinese word is plainly rendered
_SHORT, _OFTEN = 12, 3  # characters of a form of address, and how often it comes in an article
_REAL = 4  # Chinese characters of a sentence that has something to translate
_UNITS = (re.compile(r"[^。！？!?]+[。！？!?]*"), re.compile(r"[^，。；！？：,;!?（）()]+"))  # sentence, clause
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_]+|[0-9]{2,}")
_CLAUSE = re.compile("[，。；！？：,;!?]")
_CREDIT = re.compile(
    r"^[（(]?\s*(?:本报|本网|新华社|中新社|央视|人民网|新华网)?(?:记者|通讯员|实习生|作者|编辑|摄影|图|文)[\s:：/]"
)


def _run(alignment: Alignment) -> Iterator[Finding]:
    if alignment.target is None:
        return
    for pair in alignment.pairs():
        if not pair.source.text or pair.bead.furniture:
            continue
        if not LETTER_OR_DIGIT.search(pair.target.text):
            if around_table(alignment, pair):
                continue
            found = _sentence(alignment, pair)
            if found and pair.regrouped and found.severity == "error":  # less sure, but never silent
                found = replace(found, severity="warning", confidence=0.6)
            if found:
                yield found
            continue
        coverage = pair.evidence.coverage
        if coverage is not None:
            yield from _words(pair, coverage)
        elif pair.evidence.links is None:
            alignment.leave_out("too long to be compared word by word", pair.number)


def _sentence(alignment: Alignment, pair: Pair) -> Finding | None:
    """A sentence whose translation is missing altogether; less grave where it is a form of address that comes again and
    again, or is beside English that has no source or renders its Chinese freely, and may hold it."""
    text = pair.source.text
    command = holds_entries(alignment.source) and chinese_commands(text)  # 打印 of a menu, not of a page
    furniture = not command and is_furniture(text)
    if not LETTER_OR_DIGIT.search(text) or furniture or (pair.target.text and pair.target.text == text):
        return None
    content = han_count(text)
    credit = bool(_CREDIT.match(text))
    real = content >= _REAL and not credit
    if real and (
        alignment.beside_lone(pair.number, "target")
        or _recurs(alignment, text)
        or beside_free_rendering(alignment, pair)
    ):
        real = False
    severity: Severity = "error" if real else "warning" if content > 1 and not credit else "note"
    return pair.finding(
        CHECK,
        "this sentence has no translation",
        source=pair.source.whole,
        severity=severity,
        confidence=0.95 if real else 0.6,
    )


def _recurs(alignment: Alignment, text: str) -> bool:
    """Return whether it is a short sentence that the article has three times or more (Fellow Deputies)."""
    return len(text) <= _SHORT and alignment.times(text.strip()) >= _OFTEN


def _words(pair: Pair, coverage: Coverage) -> Iterator[Finding]:
    done = -1
    for first, last, sure in _spans(pair.source.text, coverage):
        start, end = coverage.links.source.span(first, last)
        if start < done or is_freely_said(pair, coverage, first, last):
            continue  # or part of the sentence that is reported already
        hole = omitted(coverage, first, last, sure)
        if not is_verb(coverage, first, last):
            hole -= UNSAID
        if is_light_verb(pair, coverage, first, last):
            hole, sure = hole - LIGHT, min(sure, WARNING + UNSEEN)
        if hole < HOLE and (sure < WARNING or excused(coverage, first, last, sure)):
            continue
        words = pair.source.text[start:end]
        whole = _whole_clause(pair.source.text, start, end, coverage)
        if whole is not None:
            start, end = whole
            words = pair.source.text[start:end]
        done = end
        if is_proverb(pair.source.text, start, end) or is_couplet(pair.source.text):
            continue  # the English says it in an image of its own
        if pair.strayed("source", start, end):
            continue  # it is in the sentence before or behind: regrouped, not left out
        alone = end - start > 0.8 * len(pair.source.text.rstrip("。！？ "))  # all of it: a free rendering, not a hole
        if alone and any(s.firm == FIRM for s, _ in pair.evidence.agreement.matched):
            continue  # its figure is there
        grave = sure >= ERROR and not alone and _grave(words, whole is not None, pair.target.text)
        yield pair.finding(
            CHECK,
            f"nothing in the translation renders “{words}”",
            source=(start, end),
            severity="error" if grave else "warning",
            confidence=round(min(max(hole, sure - UNSEEN), 0.99), 3),
        )


def _grave(words: str, clause: bool, target: str) -> bool:
    """A clause or a good part of one, of which not even the names and figures in Latin letters are in the English."""
    low = target.lower()
    return han_count(words) >= (CLAUSE if clause else LONG) and not any(
        m.group().lower() in low for m in _LATIN.finditer(words)
    )


def _spans(text: str, coverage: Coverage) -> Iterator[tuple[int, int, float]]:
    """Runs of uncovered tokens; none goes over the end of a clause."""
    starts, ends = coverage.links.source.starts, coverage.links.source.ends
    for first, last, sure in coverage.uncovered_spans:
        if sure < OMISSION:
            continue
        if not _CLAUSE.search(text, int(starts[first]), int(ends[last])):
            yield first, last, sure
            continue
        cuts = [k for k in range(first, last + 1) if _CLAUSE.search(text, int(starts[k]), int(ends[k]))]
        for a, b in itertools.pairwise((first - 1, *cuts, last + 1)):
            yield from coverage.uncovered_suspects.between(a + 1, b).spans(OMISSION)


def excused(coverage: Coverage, first: int, last: int, sure: float) -> bool:
    """Return whether other words take the place of these tokens: a free or wrong rendering, not an omission."""
    if coverage.spelt(first, last) and coverage.foreign(first, last):
        return True
    return sure < SURE and (coverage.partner(first, last, PARTNER) is not None or coverage.foreign(first, last))


def _whole_clause(text: str, start: int, end: int, coverage: Coverage) -> tuple[int, int] | None:
    """The sentence, or else the clause, around a run where most content words are uncovered and at most one is plainly
    rendered: (导盲犬除外) alone is missing where *No pets* renders the words ahead of it."""
    tokens, judged = coverage.links.source, coverage.source_judged
    for unit in _UNITS:
        for match in unit.finditer(text):
            if match.start() <= start and end <= match.end():
                within = tokens.beginning(*match.span())
                inside = within.start + np.flatnonzero(judged[within])
                if sum(_is_rendered(coverage, at) for at in inside.tolist()) > 1:
                    continue
                if len(inside) >= 3 and np.mean(coverage.uncovered[inside] > 0.3) >= 0.7:
                    return trimmed(text, *match.span())
    return None


def _is_rendered(coverage: Coverage, at: int) -> bool:
    """Return whether a source token has a plain counterpart that no other one is closer to."""
    links = coverage.links
    partner = int(links.similarity[at].argmax())
    return float(links.source_best[at]) >= RENDERED and int(links.similarity[:, partner].argmax()) == at


CHECK = Check(
    id="omission",
    severity="error",
    category="accuracy/omission",
    doc="""Words, clauses and sentences of the Chinese that the English leaves out; they are underlined in the Chinese.

**Finds** sentences without a translation, and words, phrases and clauses inside a translated sentence that have no
counterpart: no English word is close to them in meaning, the dictionary knows none of the words there as a rendering,
and both are unusual for these words. The English at the place of the counterpart is looked at as well: a verb without
counterpart and a hole in the English just there (*She a big cake for her friends*) make a sure finding even where
neither would alone. Nouns, qualities and circumstances, which a reader may supply, need more evidence than verbs. A
clause most of whose content words are missing is reported as a whole.

**Accepts** what English need not say: particles, measure words, aspect, directional and light verbs, doubled
expressions, words that bring in a figure (排名第二, *second*), names of kinds (纵火的行为, *arson*), agents that
English names by an ending (消防救援人员, *firefighters*), a name whose acronym stands in brackets behind it, and
sentences that are furniture of the page. Numbers and names are left to their own checks, which know more about them.

**An edited version** of a text, as newspapers print it, leaves out what it wants to. `completeness = "edited"` in
`align.toml`, for some texts under `[[for]]`, makes notes of what is left out or added, by this check and by those of
numbers, dates and names; what is said wrongly stays as grave as it is.

**Limits.** A single word that is rendered freely may be reported (warning); idioms are the usual case. Words that come
twice in the Chinese and once in the English are not reported. Severity is `error` for a missing sentence or clause,
`warning` for words. Needs the bundled token vectors.
""",
    run=_run,
    good=(
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("目前，村里已经有三家茶馆。", "The village has three teahouses."),
        ("消防救援人员在夜里扑灭了山火。", "Firefighters put out the forest fire during the night."),
    ),
    bad=(
        ("昨天下了大雨，水库的水位上升很快。", "It rained heavily yesterday.", "水库的水位"),
        ("全村人都来帮忙收割水稻。", ".", "全村人"),
        ("农民们种植水稻和棉花。", "The farmers grow rice.", "棉花"),
        (
            "这家医院位于山区，今年引进了新设备。",
            "The hospital is in the mountains and new equipment this year.",
            "引进",
        ),
    ),
    rank=7,
    words=True,
    threshold=0.6,  # a word left out or put in does less harm than a wrong one
)
