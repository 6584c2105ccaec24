"""Very many findings in one pair: how many are reported one by one, and which of them may concern the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from align.records import Finding, Span

MOST = 100  # findings of a check in one pair that are reported one by one
_STRETCH = 64  # characters that are looked up together
_FEW = 32  # stretches that a finding touches at most; one that touches more is compared with all
_WIDE = ""


def bounded(findings: Sequence[Finding]) -> list[Finding]:
    """Findings with at most ``MOST`` of a check in a pair; the last of them has the number of the others."""
    counts = Counter((finding.bead, finding.check) for finding in findings)
    if max(counts.values(), default=0) <= MOST:
        return list(findings)
    seen: Counter[tuple[int | None, str]] = Counter()
    out = []
    for finding in findings:
        key = finding.bead, finding.check
        seen[key] += 1
        more = counts[key] - MOST
        if finding.bead is None or seen[key] < MOST or more <= 0:
            out.append(finding)
        elif seen[key] == MOST:
            out.append(replace(finding, message=f"{finding.message}; {more} more of {finding.check} in this pair"))
    return out


class Kept:
    """The findings of a bead that are kept, each with its rank, and which of them are where: a line of 60,000 slips
    would else compare each with all others."""

    def __init__(self) -> None:
        self.all: list[tuple[int, Finding]] = []
        self._by_place: dict[Hashable, list[int]] = {}

    def add(self, rank: int, finding: Finding) -> None:
        """Keep a finding."""
        for place in self._places(finding):
            self._by_place.setdefault(place, []).append(len(self.all))
        self.all.append((rank, finding))

    def near(self, finding: Finding) -> Iterator[tuple[int, Finding]]:
        """Findings that may explain the words of another one, in the order in which they came."""
        places = self._places(finding)
        if _WIDE in places:
            return iter(self.all)
        found = {number for place in (*places, _WIDE) for number in self._by_place.get(place, ())}
        return (self.all[number] for number in sorted(found))

    @staticmethod
    def _places(finding: Finding) -> list[Hashable]:
        """The stretches of text that its words touch; without words, its message."""
        out: list[Hashable] = []
        for side, span in (("zh", finding.source_span), ("en", finding.target_span)):
            if span is not None:
                first, last = span.start // _STRETCH, span.end // _STRETCH
                out += [(side, n) for n in range(first, last + 1)] if last - first < _FEW else [_WIDE]
        return out or [(finding.check, finding.message)]


class Marked:
    """Spans that findings mark, none over another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._near: dict[int, list[Span]] = defaultdict(list)
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> bool:
        """Mark a span; False where it lies over one that is marked."""
        places = range(span.start // _STRETCH, span.end // _STRETCH + 1)
        if any(span.overlaps(other) for place in places for other in self._near[place]):
            return False
        for place in places:
            self._near[place].append(span)
        return True
