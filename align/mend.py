"""A review and what people decided about it -> the corrected file, waivers, and the list of open points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from align import registry
from align.errors import InputError
from align.records import Change, Decisions, Document, Edit, Mender, Review
from align.text.encoding import decode, encode
from align.waivers.files import Waiver, waiver_of

# Formats whose text the reader lays out anew, and that nothing writes back
_LAID_OUT = frozenset(".html .htm .xhtml .epub .pptx .pdf .srt .vtt .ass .ssa .lrc .yaml .yml .doc .xls".split())
_REMEDY = "check the file again and decide on that review"


def belongs(review: Review, decisions: Decisions) -> bool:
    """Whether the decisions are about that review: by the path of its translation or source."""
    paths = {d.path.replace("\\", "/").removeprefix("./") for d in review.alignment.documents}
    return decisions.path.replace("\\", "/").removeprefix("./") in paths or decisions.path == review.path


def corrected(review: Review, edits: Sequence[Edit], data: bytes) -> bytes:
    """The file of the translation with all edits, in the format and encoding it came in.

    ``data``: the file as it is now. InputError where it is no longer what was checked, where edits overlap, or where
    its format takes no corrections.
    """
    target = review.alignment.target
    if target is None:
        raise InputError(review.path, "no translation in that review", "mend a review that has one")
    ordered = _checked(target, edits)
    mender = mender_for(target.path)
    if mender is not None:
        return mender.apply(data, target.path, list(_changes(target, ordered)))
    if Path(target.path).suffix.lower() in _LAID_OUT:
        remedy = "'--todo FILE' lists what is open, with its places"
        raise InputError(target.path, "this format takes no corrections", remedy)
    decoded = decode(data, target.path)
    if decoded.text != target.text:
        raise InputError(target.path, "has changed since the review was written", _REMEDY)
    parts, at = [], 0
    for edit in ordered:
        parts += [target.text[at : edit.start], edit.after]
        at = edit.end
    text = "".join(parts) + target.text[at:]
    return encode(text, decoded.encoding, data)


def mender_for(path: str) -> Mender | None:
    """Return the mender of files of that name; None for plain text, Markdown and whatever is read as it is."""
    suffix = Path(path).suffix.lower()
    return next((m for m in registry.menders() if suffix in m.extensions), None)


def _checked(target: Document, edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order of place. InputError where one does not fit the text of the review, or two overlap."""
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    end = 0
    for edit in ordered:
        if target.text[edit.start : edit.end] != edit.before:
            raise InputError(target.path, f"an edit of “{edit.before[:40]}” that the review does not have", _REMEDY)
        if edit.start < end:
            raise InputError(target.path, f"two edits of “{edit.before[:40]}”", "keep one of them")
        end = edit.end
    return ordered


def _changes(target: Document, edits: Sequence[Edit]) -> Iterator[Change]:
    """The blocks in which edits are, before and after; equal blocks are counted from the first of the document."""
    seen: dict[str, int] = {}
    for block in target.blocks:
        before = target.text[block.start : block.end]
        occurrence = seen.get(before.strip(), 0)
        seen[before.strip()] = occurrence + 1
        own = [e for e in edits if block.start <= e.start and e.end <= block.end]
        if own:
            after = before
            for edit in reversed(own):
                after = after[: edit.start - block.start] + edit.after + after[edit.end - block.start :]
            yield Change(before, after, occurrence, block.label)


def waivers(review: Review, decisions: Decisions, default_author: str = "unknown") -> list[Waiver]:
    """Dismissed findings as waivers. Verdicts on findings that the review does not have are left out."""
    places = {fingerprint: number for number, fingerprint in enumerate(review.fingerprints)}
    out = []
    for verdict in decisions.verdicts:
        number = places.get(verdict.fingerprint)
        if verdict.state == "dismissed" and number is not None:
            until = date.fromisoformat(verdict.expires) if verdict.expires else None
            reason, author = verdict.reason or "dismissed in the report", verdict.author or default_author
            out.append(waiver_of(review, number, reason, author, until))
    return out


def open_points(review: Review, decisions: Decisions) -> str:
    """Findings that nobody has dismissed or mended, as a Markdown list: place, words, what is wrong, suggestion."""
    dismissed = {v.fingerprint for v in decisions.verdicts if v.state == "dismissed"}
    lines = [f"# Open points: {review.path}", ""]
    for number, finding in enumerate(review.findings):
        span, target = finding.target_span, review.alignment.target
        mended = span is not None and any(e.start < span.end and span.start < e.end for e in decisions.edits)
        if review.fingerprints[number] in dismissed or mended or not review.decision(number).is_open:
            continue
        words = f"“{target.words(span)}”: " if target and span else ""
        where = f"pair {finding.bead + 1}" if finding.bead is not None else "article"
        more = f" → {finding.suggestions[0]}" if finding.suggestions else ""
        lines.append(
            f"- [ ] {where}, {finding.severity} {finding.check}: {words}{' '.join(finding.message.split())}{more}"
        )
    return "\n".join(lines) + "\n"
