"""Pictures as inline SVG: quality along the article, its distribution, and the dot plot of the alignment.

Shapes only, stretched to their box; labels are beside them in HTML, so they stay readable on a phone. One path a
class of shapes, so that thousands of pairs cost a few elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from align.records import Alignment, Bead
from align.wording import Words
from align.writers._html.model import Row, Sheet
from align.writers._html.text import esc, figure

BINS = 20


def quality_curve(rows: Sequence[Row], t: Words) -> str:
    """One bar a pair: its quality, in the colour of its worst open finding; '' where nothing was measured."""
    known = [(i, r.score.quality, r.worst or "clean") for i, r in enumerate(rows) if r.score.quality is not None]
    if not known:
        return ""
    paths = _by_class((name, _bar(i, quality)) for i, quality, name in known)
    lowest = min(known, key=lambda k: k[1])
    label = t(
        "Quality of {n} pairs from first to last; the lowest is pair {row} with {low:.2f}",
        n=len(known), row=lowest[0] + 1, low=lowest[1],
    )  # fmt: skip
    grid = "".join(f'<path class="grid" d="M0 {y}H{len(rows)}"/>' for y in (25, 50, 75))
    return _svg("curve", len(rows), 100, label, grid + paths)


def _bar(number: int, quality: float) -> str:
    height = max(1.5, 100 * quality)
    return f"M{number + 0.1:g} 100V{100 - height:.1f}h.8V100z"


def distribution(values: Sequence[float], t: Words) -> str:
    """Histogram of qualities 0..1 in 20 bins; '' for none."""
    if not values:
        return ""
    counts = [0] * BINS
    for value in values:
        counts[min(BINS - 1, max(0, int(value * BINS)))] += 1
    top = max(counts)
    bars = "".join(f"M{i + 0.06:g} 100V{100 - 100 * c / top:.1f}h.88V100z" for i, c in enumerate(counts) if c)
    middle = sorted(values)[len(values) // 2]
    label = t("Distribution of the quality of {n} pairs; median {middle:.2f}", n=len(values), middle=middle)
    return _svg("histogram", BINS, 100, label, f'<path class="clean" d="{bars}"/>')


def trend(values: Sequence[Sequence[float]], names: Sequence[str], top: float, t: Words) -> str:
    """Stacked bars, one a bucket; ``names`` are the classes of the layers from below; ``top`` is the full height."""
    shapes = []
    for at, stack in enumerate(values):
        base = 100.0
        for name, value in zip(names, stack, strict=True):
            height = 100 * value / top
            if height > 0:
                shapes.append((name, f"M{at + 0.08:g} {base:.1f}v-{height:.1f}h.84v{height:.1f}z"))
            base -= height
    label = t("{n} bars; the table below gives the figures", n=len(values))
    return _svg("trend", len(values), 100, label, _by_class(shapes))


def dot_plot(alignment: Alignment, t: Words) -> str:
    """Beads as rectangles, source sentences to the right, target sentences downwards; '' where a side is missing.

    Sentences without a counterpart are bands over the whole plot.
    """
    width, height = len(alignment.source_sentences), len(alignment.target_sentences)
    if not width or not height:
        return ""
    shapes = _by_class(_dot(bead, width, height) for bead in alignment.beads if bead.kind != "0-0")
    kinds: dict[str, int] = {}
    for bead in alignment.beads:
        kinds[bead.kind] = kinds.get(bead.kind, 0) + 1
    listed = ", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
    label = t(
        "Alignment of {ours} source sentences with {theirs} target sentences: {listed}",
        ours=width, theirs=height, listed=listed,
    )  # fmt: skip
    return _svg("dots", width, height, label, shapes)


def _dot(bead: Bead, width: int, height: int) -> tuple[str, str]:
    (a, b), (c, d) = bead.source, bead.target
    if a == b or c == d:
        name = "furniture" if bead.furniture else "alone"
        return name, f"M0 {c}H{width}V{d}H0z" if a == b else f"M{a} 0H{b}V{height}H{a}z"
    name = "moved" if bead.moved else ("single" if bead.kind == "1-1" else "merged")
    x, w = _at_least(a, b, width)
    y, h = _at_least(c, d, height)
    return name, f"M{x:g} {y:g}h{w:g}v{h:g}h-{w:g}z"


def _at_least(start: int, end: int, whole: int) -> tuple[float, float]:
    """A dot stays visible: at least 1/160 of the plot."""
    size = max(end - start, whole / 160)
    return round((start + end - size) / 2, 3), round(size, 3)


def _by_class(shapes: Iterable[tuple[str, str]]) -> str:
    paths: dict[str, list[str]] = {}
    for name, shape in shapes:
        paths.setdefault(name, []).append(shape)
    return "".join(f'<path class="{name}" d="{"".join(parts)}"/>' for name, parts in sorted(paths.items()))


def _svg(name: str, width: float, height: float, label: str, content: str) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none" role="img" '
        f'aria-label="{esc(label)}">{content}</svg>'
    )


def scores_section(sheet: Sheet) -> str:
    """Pictures and tables of one sheet; '' where there is nothing to show."""
    t = sheet.words
    qualities = [r.score.quality for r in sheet.rows if r.score.quality is not None]
    parts = []
    if len(qualities) > 1:
        parts.append(
            f'<figure class="wide"><figcaption>{t("Quality along the text")} '
            f"<small>{t('one bar a pair; click to go there')}</small>"
            f'</figcaption><div class="plot" data-jump="{sheet.index}">{quality_curve(sheet.rows, t)}</div>'
            f'<p class="axis"><span>1</span><span>{len(sheet.rows)}</span></p></figure>'
        )
        parts.append(
            f"<figure><figcaption>{t('Distribution of quality')}</figcaption>"
            f'<div class="plot">{distribution(qualities, t)}</div>'
            '<p class="axis"><span>0</span><span>0.5</span><span>1</span></p></figure>'
        )
    dots = dot_plot(sheet.single.alignment, t) if sheet.single else ""
    if dots:
        parts.append(
            f"<figure><figcaption>{t('Alignment')} <small>{t('source sentences →, translation ↓')}</small></figcaption>"
            f'<div class="plot square">{dots}</div><p class="legend"><span class="single">{t("one to one")}</span>'
            f'<span class="merged">{t("merged or split")}</span><span class="moved">{t("moved")}</span>'
            f'<span class="alone">{t("no counterpart")}</span></p></figure>'
        )
    parts.append(_weakest(sheet))
    return "".join(parts)


def _weakest(sheet: Sheet) -> str:
    t = sheet.words
    scored = [(r.score.quality, r) for r in sheet.rows if r.score.quality is not None]
    if len(scored) < 5:
        return ""
    rows = "".join(
        f'<tr><td><a href="#p{sheet.index}-{r.number}">{r.number}</a></td><td class="num">{figure(quality)}</td>'
        f'<td class="num">{figure(r.score.similarity)}</td><td class="num">{figure(r.score.coverage_source)}</td>'
        f'<td class="num">{figure(r.score.coverage_target)}</td><td class="num">{len(r.items)}</td></tr>'
        for quality, r in sorted(scored, key=lambda s: (s[0], s[1].number))[:10]
    )
    return (
        f'<figure><figcaption>{t("Weakest pairs")}</figcaption><div class="scroll"><table><thead><tr>'
        f'<th scope="col">{t("Pair")}</th><th scope="col" class="num">{t("Quality")}</th>'
        f'<th scope="col" class="num">{t("Similarity")}</th><th scope="col" class="num">{t("Source covered")}</th>'
        f'<th scope="col" class="num">{t("Translation covered")}</th>'
        f'<th scope="col" class="num">{t("Findings")}</th></tr></thead><tbody>{rows}</tbody>'
        "</table></div></figure>"
    )
