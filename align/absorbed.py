"""Findings that other findings of their pair explain: one fault, one finding, after all severities are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.records import SEVERITIES, Finding, Span

LARGER = ("omission", "addition", "left_out", "put_in", "meaning")  # checks that tell of whole clauses
_DENYING = frozenset(("direction", "double_negation", "another_thing"))  # that tell of a denial in words of their own
_CUT = frozenset(("placeholder", "markup"))  # what they miss is a word that the second reader misses, too


def absorbed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings without those of a number or name that is left out, or put in, as a part of more that is: a clause left
    out is one fault. The larger one must be at least as severe. A doubt of the second reader, which marks phrases, goes
    where an error or warning names a fault in the phrase: that is its cause; a doubt that is a note goes wherever one
    names a fault of meaning in the pair. Of two checks that mark the same words of both sides the graver one stays."""
    causes = _by_bead(f for f in findings if f.check != "meaning" and f.severity != "note")
    left = [f for f in findings if f.check != "meaning" or not _caused(f, causes.get(f.bead, ()))]
    left = _told_once(left)
    larger = _by_bead(f for f in left if f.check in LARGER)
    return tuple([f for f in left if not any(o is not f and _part_of(f, o) for o in larger.get(f.bead, ()))])


def _caused(doubt: Finding, causes: Sequence[Finding]) -> bool:
    """Return whether what is told of a pair already explains a doubt of the second reader."""
    if any(cause.check in _CUT for cause in causes):
        return True
    return any(_touches(cause, doubt) for cause in causes) or (
        doubt.severity == "note" and any(cause.category.startswith("accuracy") for cause in causes)
    )


def _told_once(findings: Sequence[Finding]) -> list[Finding]:
    """Findings without those that tell of a fault which another check tells of, too: the same words of both sides are
    marked, the same denial, or a tag that the translation lost."""
    order = sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), -f.confidence))
    kept: dict[int | None, list[Finding]] = {}
    gone: set[int] = set()
    for finding in order:
        here = kept.setdefault(finding.bead, [])
        if finding.bead is not None and any(_same_fault(other, finding) for other in here):
            gone.add(id(finding))
        else:
            here.append(finding)
    return [finding for finding in findings if id(finding) not in gone]


def _same_fault(one: Finding, other: Finding) -> bool:
    if one.check == other.check:
        return False
    same_source = _meet(one.source_span, other.source_span)
    if same_source and _meet(one.target_span, other.target_span):
        return True
    checks = {one.check, other.check}
    if "negation" in checks and checks & _DENYING:
        return same_source
    return checks == {"markup", "encoding_damage"} and other.source_span is not None and other.target_span is None


def _by_bead(findings: Iterable[Finding]) -> dict[int | None, list[Finding]]:
    out: dict[int | None, list[Finding]] = {}
    for finding in findings:
        out.setdefault(finding.bead, []).append(finding)
    return out


def _touches(one: Finding, other: Finding) -> bool:
    return _meet(one.target_span, other.target_span) or _meet(one.source_span, other.source_span)


def _meet(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _part_of(finding: Finding, larger: Finding) -> bool:
    if SEVERITIES.index(larger.severity) > SEVERITIES.index(finding.severity):
        return False
    for one, other in (("source_span", "target_span"), ("target_span", "source_span")):
        mine, theirs = getattr(finding, one), getattr(larger, one)
        if mine and theirs and getattr(finding, other) is None and getattr(larger, other) is None:
            return theirs.covers(mine) and len(mine) < len(theirs)
    return False
