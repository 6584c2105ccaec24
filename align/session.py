"""What a run came to, beyond its reviews: severities for the exit code, decisions that decide nothing, the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from align import files, waivers
from align.config import Settings
from align.records import Review
from align.validate import Names


class Ledger:
    """Watches the reviews of a run go by. ``keep``: remember all findings, for a new baseline."""

    def __init__(self, settings: Settings, *, keep: bool = False) -> None:
        self._settings, self._keep = settings, keep
        paths = (Path(p) if p else None for p in (settings.waivers, settings.baseline))
        self._book = waivers.load(*paths)
        self._seen: dict[str, str] = {}
        self._names = Names(settings)
        self._paths: set[str] = set()
        self._notes: dict[str, None] = {}
        self._inline: list[waivers.Problem] = []
        self._known: list[waivers.Known] = []
        self.severities: set[str] = set()

    def noting(self, reviews: Iterable[Review]) -> Iterator[Review]:
        """Pass reviews on and note what is in them."""
        decided = bool(self._book.waivers or self._book.baseline)
        for review in reviews:
            self.severities.update(finding.severity for finding in review.open_findings())
            self._notes.update(dict.fromkeys(review.meta.get("notes", ())))
            if decided:
                checks = (finding.check for finding in review.findings)
                self._seen.update(zip(review.fingerprints, checks, strict=True))
                self._paths.add(review.path)
            if self._keep:
                self._known.extend(waivers.baseline_of(review))
            self._inline.extend(waivers.inline_problems(review, self._names.unknown))
            yield review

    def problems(self) -> Iterator[str]:
        """What readers want people to know, then decisions that no longer hold; a line each."""
        yield from self._notes
        book, today = self._book, date.today()
        stale = waivers.problems(book, self._seen, self._paths, today, self._names.unknown)
        for problem in (*stale, *self._inline):
            yield f"{problem.where}: {problem.message}"

    def write_baseline(self) -> str:
        """Write all findings of the run, besides those of articles that were not part of it; says what was written."""
        path = Path(self._settings.baseline or waivers.BASELINE_NAME)
        kept = waivers.prune(self._book.baseline.values(), self._seen, self._paths)
        lines = {known.fingerprint: known for known in (*kept, *self._known)}
        files.write_whole(str(path), [waivers.dump_baseline(lines.values()).encode()])
        return f"{path}: {len(lines)} finding{'' if len(lines) == 1 else 's'} known"
