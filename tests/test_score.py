"""Scores: quality goes the right way, figures against a reference are sacrebleu's own, nothing is made up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from align import review, review_text, score
from align.config import Config, Settings
from align.evidence.weigh import weighed
from align.files import from_bytes
from align.pipeline import Engine
from align.readers import jsonl
from align.records import Finding, Profile, Review, Severity
from align.reference_scoring import compared, scored
from align.score.quality import estimates, lowered, model
from align.score.reference import compare
from align.session import Session

GOOD = [
    ("昨天下午，市图书馆新馆正式开放。", "The new building of the city library opened officially yesterday afternoon."),
    ("读者可以免费借阅十万册图书。", "Readers can borrow a hundred thousand books free of charge."),
    ("由于雨势太大，露天音乐会被取消。", "Because of the heavy rain, the open-air concert was cancelled."),
    ("附近的公交车站也改了名字。", "The bus station nearby has been renamed as well."),
    ("孩子们在河边钓鱼，老人在树下下棋。", "Children fish by the river, and old people play chess under the trees."),
    (
        "公司去年的利润下降，今年计划减少投资。",
        "The company's profit fell last year, and it plans to invest less this year.",
    ),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())


@pytest.fixture(scope="module")
def quality(engine: Engine) -> Callable[[str, str], float | None]:
    def of(source: str, target: str) -> float | None:
        line = json.dumps({"source": source, "target": target}).encode()
        (found,) = engine.reviews(jsonl.read(from_bytes(line, "pairs.jsonl")))
        return found.scores.pairs[0].quality

    return of


def finding(severity: Severity, confidence: float = 1.0) -> Finding:
    return Finding("number", severity, "accuracy/mistranslation", 0, None, None, "m", confidence=confidence)


@pytest.mark.parametrize(("source", "target"), GOOD)
def test_damage_lowers_quality(quality: Callable[[str, str], float], source: str, target: str) -> None:
    words = target.split()
    whole = quality(source, target)
    half = " ".join(words[: len(words) // 2]) + "."
    jumbled = " ".join([*words[1::2], *words[::2]])
    twice = " ".join([*words[:-3], *words[-6:-3], *words[-6:]])
    for worse in (half, jumbled, twice, words[0], source):
        assert quality(source, worse) < whole, worse


def test_good_sentences_are_good_and_others_are_not(quality: Callable[[str, str], float]) -> None:
    right = [quality(source, target) for source, target in GOOD]
    wrong = [quality(GOOD[i][0], GOOD[i - 2][1]) for i in range(len(GOOD))]
    assert min(right) > 0.6
    assert float(np.mean(right)) > 0.75
    assert max(wrong) < 0.25
    assert float(np.mean(wrong)) < 0.12


@pytest.mark.parametrize("target", ["", ".", "…", "昨天下午，市图书馆新馆正式开放。"])
def test_no_translation_is_worth_nothing(quality: Callable[[str, str], float], target: str) -> None:
    assert quality(GOOD[0][0], target) <= 0.05


def test_words_left_in_chinese_cost_more_the_more_there_are(quality: Callable[[str, str], float]) -> None:
    source = "孩子们在河边钓鱼，老人在树下下棋。"
    english, mixed, more = (
        "Children fish by the river, and old people play chess under the trees.",
        "Children fish by the 河边, and old people play chess under the trees.",
        "孩子们在河边钓鱼, and old people play chess under the trees.",
    )
    assert quality(source, english) > quality(source, mixed) > quality(source, more)


def test_findings_only_lower_and_worse_ones_lower_more() -> None:
    for base in (0.0, 0.3, 0.9, 1.0):
        values = [
            lowered(base, found)
            for found in (
                [],
                [finding("note")],
                [finding("warning", 0.5)],
                [finding("warning")],
                [finding("error")],
                [finding("error"), finding("warning")],
                [finding("error"), finding("error")],
            )
        ]
        assert all(a > b or base == 0 for a, b in pairwise(values))
        assert all(0 <= v <= base for v in values)


def test_the_curve_from_judgement_to_quality_rises() -> None:
    curve = model()
    assert (np.diff(curve.judged) > 0).all()
    assert (np.diff(curve.quality) >= 0).all()
    assert curve.quality[0] < 0.05
    assert 0.9 < curve.quality[-1] <= 1


def test_quality_does_not_depend_on_the_company() -> None:
    engine = Engine(Settings(second_reader="never"))  # whose sureness does depend on it: tests/test_manner.py
    lines = [json.dumps({"source": s, "target": t}, ensure_ascii=False) for s, t in GOOD]
    together = list(engine.reviews(jsonl.read(from_bytes("\n".join(lines).encode(), "a.jsonl"))))
    for line, beside in zip(lines, together, strict=True):
        (alone,) = engine.reviews(jsonl.read(from_bytes(line.encode(), "b.jsonl")))
        assert alone.scores.pairs[0].quality == beside.scores.pairs[0].quality


def test_nothing_is_made_up_where_nothing_was_measured() -> None:
    only_chinese = review_text("昨天下午，市图书馆新馆正式开放。\n读者可以免费借阅图书。\n")
    assert all(p.quality is None for p in only_chinese.scores.pairs)
    assert only_chinese.scores.summary["quality"] is None
    assert score.verdict(only_chinese) == ""
    found = review_text("\n".join(f"{s}\n{t}" for s, t in GOOD[:2]))
    assert "bleu" not in found.scores.summary
    assert found.scores.summary["quality_low"] is None, "no interval over two pairs"
    unmeasured = score.scores(found.alignment, found.findings)
    assert [p.quality for p in unmeasured.pairs] == [None, None]


def article(pairs: list[tuple[str, str]], settings: Settings | None = None) -> Review:
    return review_text("\n\n".join(f"{s}\n\n{t}" for s, t in pairs), settings=settings)


def verdict(review: Review, limits: dict[str, float]) -> str:
    """The verdict on a review under these thresholds."""
    alignment = replace(review.alignment, profile=Profile(thresholds=limits))
    return score.verdict(replace(review, alignment=alignment))


def test_summary_of_an_article() -> None:
    good = article(GOOD)
    wrong = {1: "Bread is cheap.", 4: "Twelve horses sleep."}
    broken = article([(a, wrong.get(n, b)) for n, (a, b) in enumerate(GOOD)])
    summary = good.scores.summary
    low, mean, high = (summary[k] for k in ("quality_low", "quality", "quality_high"))
    assert low is not None and mean is not None and high is not None
    assert 0 <= low <= mean <= high <= 1
    assert (broken.scores.summary["quality"] or 0) < mean
    assert (broken.scores.summary["penalty"] or 0) > (summary["penalty"] or 0)
    assert {number for number, _ in score.worst(broken, 2)} == set(wrong)
    assert verdict(good, {"quality.pass": 0.0, "quality.fail": 0.0}) in ("pass", "review")
    assert verdict(good, {"quality.fail": 1.01}) == "fail"
    assert verdict(good, {"quality.pass": 1.01, "quality.fail": 0.0}) == "review"


def test_a_rescore_with_the_same_signals_is_the_same() -> None:
    found = article(GOOD, Settings(second_reader="never"))  # whose readings are a part of the quality
    proofs = [pair.evidence.coverage for pair in weighed(found.alignment).pairs()]
    bases = estimates([proof for proof in proofs if proof is not None])
    again = score.scores(found.alignment, found.findings, bases).rounded()
    assert again == found.scores


HYPOTHESES = [
    "The cat sat on the mat near the old door.",
    "A ship left the harbour in the early morning.",
    "We had bread, cheese and apples for lunch!",
    "The mayor opened a bridge across the river.",
]
REFERENCES = [
    "The cat was sitting on the mat by the old door.",
    "A ship left port early in the morning.",
    "For lunch, we had bread and cheese with apples.",
    "The mayor opened the new bridge over the river.",
]


def test_figures_equal_the_command_line_of_sacrebleu(tmp_path: Path) -> None:
    source = ["猫坐在旧门边的垫子上。", "清晨，一艘船离港。", "午饭我们吃了面包、奶酪和苹果。", "市长为新桥剪彩。"]
    rows = [
        {"id": str(i), "source": s, "target": h, "reference": r}
        for i, (s, h, r) in enumerate(zip(source, HYPOTHESES, REFERENCES, strict=True))
    ]
    target, reference = tmp_path / "t.txt", tmp_path / "r.txt"
    interleaved = "\n\n".join(f"{row['source']}\n\n{row['target']}" for row in rows)
    target.write_text(interleaved, encoding="utf-8")
    reference.write_text("\n\n".join(REFERENCES), encoding="utf-8")
    (found,) = scored(Session(Config(())), [str(target)], str(reference))
    hypothesis, lines = tmp_path / "h", tmp_path / "ref"
    hypothesis.write_text("\n".join(HYPOTHESES) + "\n", encoding="utf-8")
    lines.write_text("\n".join(REFERENCES) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sacrebleu", str(lines), "-i", str(hypothesis), "-w", "6"]
    out = subprocess.run(
        [*command, "-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "-f", "json"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    theirs = {"bleu": 0.0, "chrf": 0.0, "ter": 0.0}
    for name, entry in zip(theirs, json.loads(out), strict=True):
        theirs[name] = entry["score"]
    for name, value in theirs.items():
        assert found.scores.summary[name] == pytest.approx(value, abs=1e-4), name
    assert all(set(p.reference) == {"bleu", "chrf", "ter"} for p in found.scores.pairs)
    assert set(found.scores.signatures) == {"bleu", "chrf", "ter"}


def test_references_in_the_rows_of_a_file_are_used(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [{"source": s, "target": t, "reference": t} for s, t in GOOD[:2]] + [
        {"source": "你好。", "target": "Hello."}
    ]
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    found = list(scored(Session(Config(())), [str(path)]))
    assert [r.scores.summary.get("chrf") for r in found] == [pytest.approx(100), pytest.approx(100), None]


def test_a_reference_in_another_layout_is_aligned_first(tmp_path: Path) -> None:
    """The reference has its sentences in one paragraph: every pair must still meet its own."""
    text, reference = tmp_path / "a.txt", tmp_path / "r.txt"
    text.write_text("\n\n".join(f"{s}\n\n{t}" for s, t in GOOD), encoding="utf-8")
    reference.write_text(" ".join(t for _, t in GOOD), encoding="utf-8")
    (found,) = scored(Session(Config(())), [str(text)], str(reference))
    assert found.scores.summary["bleu"] == pytest.approx(100)
    assert all(p.reference["chrf"] == pytest.approx(100) for p in found.scores.pairs)


def test_paired_bootstrap_tells_the_better_one() -> None:
    references = REFERENCES * 6
    close = [r.replace("the", "a", 1) for r in references]
    far = HYPOTHESES * 6
    by_name = {c.metric: c for c in compare(far, close, references)}
    assert by_name["bleu"].scores[1] > by_name["bleu"].scores[0]
    assert by_name["chrf"].scores[1] > by_name["chrf"].scores[0]
    assert by_name["ter"].scores[1] < by_name["ter"].scores[0]
    assert all(c.p_value < 0.05 for c in by_name.values())
    same = compare(far, far, references)
    assert all(c.scores[0] == c.scores[1] and c.p_value > 0.5 for c in same)


def test_two_translations_of_a_text_are_compared(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    worse = [(s, t.replace("the", "some").replace("was", "were")) for s, t in GOOD]
    for path, pairs in zip(paths, (GOOD, worse), strict=True):
        path.write_text("\n\n".join(f"{s}\n\n{t}" for s, t in pairs), encoding="utf-8")
    reference = tmp_path / "r.txt"
    reference.write_text("\n\n".join(t for _, t in GOOD), encoding="utf-8")
    found = [review(path) for path in paths]
    for one in compared(Session(Config(())), found, str(reference)):
        better, other = one.scores
        assert better < other if one.metric == "ter" else better > other
