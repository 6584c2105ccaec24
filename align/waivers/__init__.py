"""Waivers and baselines: what the desk has decided to live with.

A *waiver* is one decision with a reason and an author, written by a person (or exported by the HTML report) into
``align-waivers.toml``. A *baseline* is a list of all findings that were there on day one, written by the tool, so that
an old archive can be adopted without mending it first. Both name a finding by its fingerprint, which is made of
content: a moved paragraph keeps its waiver, a changed sentence loses it. What no longer holds is reported, never
kept in silence. Formats: docs/waivers.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from align.hashing import sha256
from align.records import Decision, Review
from align.waivers.files import (
    BASELINE_NAME,
    FILE_NAME,
    Known,
    Waiver,
    append_waivers,
    baseline_of,
    context,
    dump_baseline,
    dump_waivers,
    prune,
    read_baseline,
    read_waivers,
    slashes,
    waiver_of,
)
from align.waivers.inline import Comment, inline_comments


@dataclass(frozen=True)
class Book:
    """All decisions that hold for a run, by fingerprint."""

    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    baseline: Mapping[str, Known] = field(default_factory=dict)
    waiver_file: str = ""
    baseline_file: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A decision that no longer decides anything: ``stale`` (its finding is gone), ``expired`` (its day is over and the
    finding is open again), ``unexplained`` (an inline comment without a reason), or ``misnamed`` (its check is none, or
    is not that of the finding)."""

    kind: Literal["stale", "expired", "unexplained", "misnamed"]
    where: str
    message: str
    fingerprint: str = ""


def load(waiver_file: Path | None = None, baseline_file: Path | None = None) -> Book:
    """Read both files (None: none). SettingsError with file and entry for anything that is not in the format."""
    return Book(
        {w.fingerprint: w for w in read_waivers(waiver_file)} if waiver_file else {},
        {k.fingerprint: k for k in read_baseline(baseline_file)} if baseline_file else {},
        str(waiver_file or ""),
        str(baseline_file or ""),
    )


def fingerprint(book: Book, today: date) -> str:
    """16 hex digits over all that decides on that day; '' where nothing does. Part of a review's signature."""
    if not book.waivers and not book.baseline:
        return ""
    digest = sha256()
    for waiver in sorted(book.waivers.values(), key=lambda w: w.fingerprint):
        digest.update(repr((replace(waiver, where=""), _over(waiver, today))).encode("utf-8", "replace"))
    digest.update("".join(sorted(book.baseline)).encode())
    return digest.hexdigest()[:16]


def decide(review: Review, book: Book, today: date) -> Review:
    """The review with a decision on every finding: a waiver in force, else an inline comment, else the baseline."""
    comments = tuple(inline_comments(review))
    if not book.waivers and not book.baseline and not comments:
        return review
    decisions = []
    for finding, fingerprint in zip(review.findings, review.fingerprints, strict=True):
        waiver = book.waivers.get(fingerprint)
        comment = next((c for c in comments if c.covers(review, finding)), None)
        if waiver and waiver.check == finding.check and not _over(waiver, today):
            expires = waiver.expires.isoformat() if waiver.expires else ""
            decisions.append(Decision("waived", waiver.reason, waiver.author, expires, waiver.where))
        elif comment and comment.reason:
            decisions.append(Decision("waived", comment.reason, "", "", f"inline, line {comment.line}"))
        elif fingerprint in book.baseline and book.baseline[fingerprint].check == finding.check:
            decisions.append(Decision("baseline", "known before", "", "", book.baseline_file))
        else:
            decisions.append(Decision())
    return replace(review, decisions=tuple(decisions))


def problems(
    book: Book,
    seen: Collection[str],
    paths: Collection[str] | None,
    today: date,
    unknown: Callable[[str], str] = lambda _: "",
) -> tuple[Problem, ...]:
    """Waivers and baseline lines that decide nothing, in file order.

    ``seen``: fingerprints of all findings of the run, as a mapping with their checks. ``paths``: the articles that were
    checked; entries of other articles are not judged, and entries that name no article only where ``paths`` is None
    (the whole archive was run). ``unknown``: what is wrong with the name of a check, '' for a known one.
    """
    found = []
    inside = None if paths is None else {slashes(p) for p in paths}
    for waiver in book.waivers.values():
        judged = inside is None or slashes(waiver.path) in inside
        actual = seen.get(waiver.fingerprint, waiver.check) if isinstance(seen, Mapping) else waiver.check
        if wrong := unknown(waiver.check):
            found.append(Problem("misnamed", waiver.where, f"waiver does not hold: {wrong}", waiver.fingerprint))
        elif actual != waiver.check:
            text = f'waiver of {waiver.check} does not hold: its finding is of {actual}; write check = "{actual}"'
            found.append(Problem("misnamed", waiver.where, text, waiver.fingerprint))
        elif waiver.fingerprint in seen and _over(waiver, today):
            text = f"waiver of {waiver.check} expired on {waiver.expires}: the finding is open again"
            found.append(Problem("expired", waiver.where, text, waiver.fingerprint))
        elif waiver.fingerprint not in seen and judged:
            words = f" ({context(waiver.source, waiver.target)})" if waiver.source or waiver.target else ""
            text = f"stale waiver of {waiver.check}{words}: no such finding any more; delete it"
            found.append(Problem("stale", waiver.where, text, waiver.fingerprint))
    for known in book.baseline.values():
        if known.fingerprint not in seen and (inside is None or slashes(known.path) in inside):
            remedy = "'align check … --write-baseline' takes it out"
            text = f"stale baseline line of {known.check} ({known.words}): mended since; {remedy}"
            found.append(Problem("stale", book.baseline_file, text, known.fingerprint))
    return tuple(found)


def inline_problems(review: Review, unknown: Callable[[str], str] = lambda _: "") -> tuple[Problem, ...]:
    """Faulty inline comments: they match no finding, give no reason, or name an unknown check."""
    found = []
    for comment in inline_comments(review):
        where = f"{comment.documents[0].path}:{comment.line}"
        wrong = next((said for check in comment.checks if check != "*" and (said := unknown(check))), "")
        if wrong:
            found.append(Problem("misnamed", where, f"inline waiver: {wrong}"))
        elif not comment.reason:
            text = "inline waiver without a reason: it does not hold"
            found.append(Problem("unexplained", where, text))
        elif not any(comment.covers(review, finding) for finding in review.findings):
            text = f"stale inline waiver of {', '.join(comment.checks)}: no such finding here; delete it"
            found.append(Problem("stale", where, text))
    return tuple(found)


def _over(waiver: Waiver, today: date) -> bool:
    return waiver.expires is not None and today > waiver.expires
