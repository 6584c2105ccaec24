"""Settle findings: one finding for one fault; confidence becomes a probability, severity follows from it.

A finding gives way to a better one on the same words; ``Check.rank`` orders them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from align import registry
from align.crowds import Kept, bounded
from align.evidence.confidence import Curves, Measures, counted, curves, features
from align.numbers.quantities import quantities
from align.records import SEVERITIES, Alignment, Check, Finding, Lang, Pair, Severity, Span
from align.strings.commands import agree
from align.strings.resource import is_running

_RULES = 0
HABITS = ("fluency/punctuation", "locale-convention/punctuation")  # categories that are reported once an article
# And warnings of this one: who is called the same throughout a text (戴图理, Frankie) mostly is called so
PERSON = "accuracy/mistranslation/person"
NAME_LOST = "accuracy/omission/name"
MANY, NAMED = 3, 10  # places from which a slip is a habit, and pairs that its finding names
_LABEL = 40  # characters of a label
_OF_TWO = frozenset(("several_sources",))  # that one of two entries is wrong: less than that this one is
_IN_PLACE = frozenset(("another_thing", "gender"))  # what these tell of stands in the place of what is missing
_OF_MEANING = frozenset("addition direction double_negation left_out meaning mismatch negation omission put_in".split())
Figures = dict[tuple[int, Lang], tuple[list[int], list[tuple[int, int]], int]]  # by bead and side: see _figures
# A finding that is more likely wrong than right is a note, one that is wrong four times in five is not reported, and
# only one in five errors may be wrong. A check may want its warnings to be surer (Check.threshold); a desk sets its own
# limits as "omission.warning" and so on under [thresholds].
LIMITS = {"error": 0.8, "warning": 0.5, "note": 0.2}


def settle(
    alignment: Alignment,
    findings: Sequence[Finding],
    measures: Sequence[Measures | None] = (),
    disable: Sequence[str] = (),
    known: Curves | None = None,
) -> tuple[Finding, ...]:
    """Findings in the order of the text, without those that explain words already explained by a better one.

    ``measures``: what was measured of each bead, where it was. ``disable``: checks that are off. ``known``: how much
    the checks are to be believed; the curves of the package where nothing is given.
    """
    apart = tuple(f for f in findings if f.check == "unrelated" and f.check not in disable)
    if apart or not findings:  # of two texts that do not belong together all else is an echo
        return apart
    checks = {check.id: check for check in registry.checks()}
    wanted = [f for f in findings if f.check not in disable and not _is_told_elsewhere(alignment, f)]
    left = _resolved(alignment, bounded(wanted), checks)
    known = curves() if known is None else known
    counts, pairs = counted(left), alignment.pairs()
    out = []
    for finding in left:
        curve, check = known.get(finding.check), checks.get(finding.check)
        pair = None if finding.bead is None else pairs[finding.bead]
        if curve is not None and pair is not None and pair.source.text and pair.target.text:
            seen = measures[pair.number] if measures else None
            sure = curve(features(finding, pair, seen, counts[finding.bead]))
        elif curve is None and check is not None and check.threshold is not None:
            sure = finding.confidence  # nobody has measured what the check is worth: it is believed
        else:
            out.append(finding)
            continue
        weighed = _weighed(finding, check, sure, alignment.profile.thresholds)
        if weighed and check and _is_certain(check, finding, alignment.profile.thresholds):
            weighed = replace(weighed, severity="error", confidence=max(weighed.confidence, LIMITS["error"]))
        out += [weighed] if weighed else []
    return tuple(out if alignment.listed or alignment.id is not None else _habits(out))


def _is_told_elsewhere(alignment: Alignment, finding: Finding) -> bool:
    """Return whether a name that a sentence of a running text lacks stands in the translation as often as in the
    source: an editor put it into another sentence."""
    source, span = alignment.source, finding.source_span
    if finding.category != NAME_LOST or finding.target_span is not None or source is None or span is None:
        return False
    if not is_running(alignment):
        return False
    ours = alignment.everywhere(source.words(span))[0]
    return any(alignment.everywhere(name)[1] >= ours for name in finding.suggestions)


def _habits(findings: Sequence[Finding]) -> list[Finding]:
    """Findings with one for each habit: the same slip of punctuation in many places of an article, or the same doubt of
    a person's name, is reported where it first occurs, with the other places."""
    same: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        doubt = finding.category == PERSON and finding.severity == "warning"
        habit = doubt or finding.category.startswith(HABITS)
        if habit and finding.target_span is not None and finding.bead is not None:
            same.setdefault((finding.check, finding.severity, finding.message), []).append(finding)
    gone = {id(other) for some in same.values() if len(some) >= MANY for other in some[1:]}
    out = []
    for finding in findings:
        others = same.get((finding.check, finding.severity, finding.message), [])
        if id(finding) in gone:
            continue
        if len(others) >= MANY and others[0] is finding:
            finding = replace(finding, message=f"{finding.message}; {_places(others[1:])}")
        out.append(finding)
    return out


def _places(findings: Sequence[Finding]) -> str:
    """The pairs in which findings are, the first of them by number: "also in pairs 4, 9, 12 and 30 more places"."""
    pairs = [finding.bead + 1 for finding in findings if finding.bead is not None]
    named = list(dict.fromkeys(pairs))[:NAMED]
    rest = sum(pair not in named for pair in pairs)
    listed = f"also in pair{'s' if len(named) > 1 else ''} {', '.join(map(str, named))}"
    return listed + (f" and {rest} more place{'s' if rest > 1 else ''}" if rest else "")


def limit(check: Check | None, severity: Severity) -> float:
    """The probability from which a finding of a check may have a severity, where the desk sets none."""
    own = {"warning": check.threshold, "note": check.note_threshold}.get(severity) if check is not None else None
    return LIMITS[severity] if own is None else own


def thresholds() -> dict[str, float]:
    """Names and values of the limits that a desk may set: ``CHECK.error``, ``CHECK.warning``, ``CHECK.note``."""
    checks = {check.id: check for check in registry.checks()}
    own = [id for id, check in checks.items() if check.threshold is not None and id not in curves()]
    return {f"{id}.{s}": limit(checks.get(id), s) for id in (*curves(), *own) for s in SEVERITIES}


def _is_certain(check: Check, finding: Finding, thresholds: Mapping[str, float]) -> bool:
    """Return whether a check is sure enough of a finding by itself that it is an error; a desk that sets a limit of its
    own for the errors of the check has the last word."""
    least = check.error_threshold
    return least is not None and finding.confidence >= least and f"{check.id}.error" not in thresholds


def looked_at_again(finding: Finding, sure: float, thresholds: Mapping[str, float]) -> Finding | None:
    """The finding with the probability of a second look, which may raise a note to a warning; None where it is told no
    more."""
    check = next((check for check in registry.checks() if check.id == finding.check), None)
    open_to = replace(finding, severity="warning") if finding.severity == "note" else finding
    return _weighed(open_to, check, sure, thresholds)


def _weighed(finding: Finding, check: Check | None, sure: float, thresholds: Mapping[str, float]) -> Finding | None:
    """The finding with its probability, and the severity that it is sure enough for; None where for none."""
    for severity in SEVERITIES[SEVERITIES.index(finding.severity) :]:
        if sure >= thresholds.get(f"{finding.check}.{severity}", limit(check, severity)):
            return replace(finding, severity=severity, confidence=round(min(sure, 0.99), 3))
    return None


def _resolved(alignment: Alignment, findings: Sequence[Finding], checks: Mapping[str, Check]) -> list[Finding]:
    """One finding a place, in the order of the text."""
    ranks = {id: check.rank for id, check in checks.items()}
    figures: Figures = {}
    order = sorted(
        findings,
        key=lambda f: (
            ranks.get(f.check, _RULES),
            SEVERITIES.index(f.severity),
            -len(f.target_span) if f.target_span and ranks.get(f.check, _RULES) == _RULES else 0,
            -f.confidence,
            _start(f),
            f.check,
        ),
    )
    pairs = alignment.pairs()
    kept: dict[int | None, Kept] = {}  # by bead: a finding explains no words of another one
    for finding in order:
        own = ranks.get(finding.check, _RULES)
        if finding.check in checks and checks[finding.check].words and _is_figure(alignment, finding, figures):
            continue
        if finding.check in _OF_MEANING and finding.bead is not None and _agreed(pairs[finding.bead]):
            continue
        here = kept.setdefault(finding.bead, Kept())
        if not any(_explains(other, finding, same=level == own) for level, other in here.near(finding)):
            here.add(own, finding)
    left = (f for here in kept.values() for _, f in here.all)
    return sorted(left, key=lambda f: (-1 if f.bead is None else f.bead, _start(f), f.check, f.message))


def _agreed(pair: Pair) -> bool:
    """Return whether the two are a label and its usual rendering (取消隐藏, *Show*): no word of it is missing then."""
    return len(pair.source.text) <= _LABEL and agree(pair.source.text, pair.target.text)


def _explains(better: Finding, finding: Finding, *, same: bool) -> bool:
    """Return whether ``better`` already explains the words of ``finding``."""
    same_words = finding.target_span is not None and better.target_span == finding.target_span
    if same and better.check != finding.check and same_words:
        return better.category.split("/")[0] == finding.category.split("/")[0]
    if same:  # of two rules about the same words the one that covers more of them is reported
        rules = "/" in better.check and "/" in finding.check and better.check != finding.check
        lacks = finding.target_span is None and better.source_span == finding.source_span  # both miss one rendering
        return better == finding or (rules and (lacks or _covers_target(better, finding)))
    if better.target_span is None and finding.target_span is not None and finding.check in _IN_PLACE:
        return False  # 长江 is not only missing, the Yellow River is in its place
    return any(
        _covers(b, f)
        for b, f in ((better.target_span, finding.target_span), (better.source_span, finding.source_span))
        if b and f
    ) and (finding.severity != "error" or (better.severity != "note" and better.check not in _OF_TWO))


def _is_figure(alignment: Alignment, finding: Finding, known: Figures) -> bool:
    """Return whether the marked words are a number or date; those are compared as values only."""
    if finding.bead is None:
        return False
    pair = alignment.pairs()[finding.bead]
    side, span = (pair.target, finding.target_span) if finding.target_span else (pair.source, finding.source_span)
    if span is None or not side.pieces:
        return False
    if not (pair.source.text and pair.target.text) and any(c.isalpha() for c in side.text):
        return False  # 第三章 alone: nothing is compared with it as a value
    lang: Lang = "en" if finding.target_span else "zh"
    at, origin, length = side.pieces[0]
    start, end = span.start - origin + at, span.end - origin + at
    if not 0 <= start < end <= length or end - start > 40:
        return False
    if (finding.bead, lang) not in known:
        known[finding.bead, lang] = _figures(side.text, lang)
    starts, spans, longest = known[finding.bead, lang]
    near = spans[bisect_left(starts, start - longest) : bisect_left(starts, end)]
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b in near)
    return 2 * inside >= end - start


def _figures(text: str, lang: Lang) -> tuple[list[int], list[tuple[int, int]], int]:
    """Of the quantities of a text: where each begins, in order, the spans, and the length of the longest."""
    spans = sorted((q.start, q.end) for q in quantities(text, lang))
    return [start for start, _ in spans], spans, max((end - start for start, end in spans), default=0)


def _covers_target(better: Finding, finding: Finding) -> bool:
    a, b = better.target_span, finding.target_span
    return a is not None and b is not None and a.covers(b)


def _covers(better: Span, finding: Span) -> bool:
    """Half of the words of the weaker finding are enough."""
    shared = min(better.end, finding.end) - max(better.start, finding.start)
    return shared > 0 and 2 * shared >= len(finding)


def _start(finding: Finding) -> tuple[int, int]:
    spans: Iterable[Span | None] = (finding.source_span, finding.target_span)
    a, b = (s.start if s else 1 << 60 for s in spans)
    return a, b
