"""align score: how good is a translation, with or without a reference, and which of two is better."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from align.cli.common import ConfigFile, Model, Output, emit, find_writer, format_for, session_for, shown, tell
from align.text.columns import columns, printable, sized

if TYPE_CHECKING:
    from align.records import Review
    from align.reference_scoring import Comparisons

_WORST = 5


def score(
    paths: Annotated[
        list[str],
        typer.Argument(help="Articles, .jsonl, tables; with --reference one translation or two.", metavar="PATH…"),
    ],
    reference: Annotated[
        str, typer.Option("--reference", "-r", metavar="FILE", help="Reference translation, in any layout.")
    ] = "",
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="terminal, json, or a report format such as html; else by the name of --output.",
        ),
    ] = None,
    output: Output = None,
    config: ConfigFile = None,
    model: Model = None,
) -> None:
    """Measure the quality of translations. BLEU, chrF++, TER with a reference; two translations by paired bootstrap."""
    from align.reference_scoring import compared, scored

    format = format_for(format, output, "terminal")
    session = session_for(paths[0], config, model=model)
    reviews = list(scored(session, paths, reference))
    tell(session.problems())
    if format not in ("terminal", "json"):
        emit(find_writer(format).write(reviews), output, [*paths, reference])
        return
    against = compared(session, reviews, reference) if len(reviews) == 2 and reference else []
    if format == "json":
        rows = {
            "schema": "align-qa/scores/1",
            "articles": [_row(r) for r in reviews],
            "comparison": _comparison_rows(against),
        }
        emit(
            [json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n"],
            output,
            [*paths, reference],
        )
        return
    emit((shown(line).encode() + b"\n" for line in _lines(reviews, against)), output, [*paths, reference])


def _row(review: Review) -> dict[str, Any]:
    from align.score import verdict, worst

    summary = {k: None if v is None else round(v, 4) for k, v in review.scores.summary.items()}
    return {
        "path": review.path,
        "id": review.alignment.id,
        "pairs": sum(b.similarity is not None for b in review.alignment.beads),
        "verdict": verdict(review),
        "summary": summary,
        "signatures": dict(review.scores.signatures),
        "worst": [{"bead": n, "quality": round(q, 4)} for n, q in worst(review, 20)],
    }


def _comparison_rows(against: Comparisons) -> list[dict[str, Any]]:
    return [
        {"metric": c.metric, "scores": [round(s, 2) for s in c.scores], "p_value": round(c.p_value, 4)} for c in against
    ]


def _lines(reviews: Sequence[Review], against: Comparisons) -> Iterator[str]:
    shown = reviews if len(reviews) <= 50 else reviews[:50]
    for review in shown:
        yield from _article(review)
    if len(reviews) > len(shown):
        yield f"… {len(reviews) - len(shown):,} more; --format json has all"
    if len(reviews) > 1:
        yield from _archive(reviews)
    for one in against:
        name = {"bleu": "BLEU", "chrf": "chrF++", "ter": "TER"}[one.metric]
        (a, b), (x, y) = one.scores, one.intervals
        yield f"  {name:<7} first {a:6.2f} ± {x:.2f}   second {b:6.2f} ± {y:.2f}   p = {one.p_value:.3f}"


def _article(review: Review) -> Iterator[str]:
    from align.score import verdict, worst

    summary = review.scores.summary
    yield f"{review.path}" + (f" {review.alignment.id}" if review.alignment.id else "")
    quality = summary.get("quality")
    if quality is None:
        yield "  nothing to score: no translation here"
        return
    low, high = summary.get("quality_low"), summary.get("quality_high")
    interval = f" ({low:.2f} to {high:.2f})" if low is not None and high is not None else ""
    yield f"  quality {quality:.2f}{interval}: {verdict(review)}"
    known = [(n, summary.get(k)) for n, k in (("BLEU", "bleu"), ("chrF++", "chrf"), ("TER", "ter"))]
    figures = [f"{name} {value:.1f}" for name, value in known if value is not None]
    if figures:
        yield "  " + "  ".join(figures)
    penalties = {k.removeprefix("penalty/"): v for k, v in summary.items() if k.startswith("penalty/") and v}
    if penalties:
        parts = [f"{k} {v:.1f}" for k, v in sorted(penalties.items(), key=lambda i: -(i[1] or 0))]
        yield f"  penalty per 1,000 words {summary.get('penalty') or 0:.1f}: " + ", ".join(parts[:5])
    found = [(n, q) for n, q in worst(review, _WORST) if len(review.scores.pairs) > 1]
    for number, value in found:
        text = review.alignment.pairs()[number].target.text or review.alignment.pairs()[number].source.text
        yield f"  {value:.2f}  pair {number + 1}: {_beginning(text)}"


def _beginning(text: str) -> str:
    flat = printable(text)
    return flat if columns(flat) <= 58 else sized(flat, 57).rstrip() + "…"


def _archive(reviews: Sequence[Review]) -> Iterator[str]:
    values = [v for r in reviews if (v := r.scores.summary.get("quality")) is not None]
    if values:
        yield f"{len(reviews):,} articles, mean quality {sum(values) / len(values):.3f}"
