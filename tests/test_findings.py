"""What is left of many findings, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from align import api
from align.absorbed import absorbed
from align.crowds import MOST
from align.evidence.confidence import FEATURES, Curve, counted, curves, features
from align.findings import settle
from align.records import Alignment, Finding, Profile, Span

SOURCE, TARGET = "孩子们在河边钓鱼。", "The children are fishing illegally by the river."
FREE = Alignment.of_pair(SOURCE, TARGET)


def finding(check: str, words: str, confidence: float = 0.9, severity: str = "warning") -> Finding:
    start = TARGET.index(words)
    span = Span(start, start + len(words))
    return Finding(check, severity, "accuracy/addition", 0, None, span, words, (), confidence)  # type: ignore[arg-type]


def curve(sure: float) -> Curve:
    """A check that is right so often, whatever it says."""
    import math

    zeros = (0.0,) * len(FEATURES)
    return Curve(math.log(sure / (1 - sure)), zeros, zeros, (1.0,) * len(FEATURES))


def settled(found: Sequence[Finding], sure: float, alignment: Alignment = FREE) -> list[tuple[str, float]]:
    known = {f.check: curve(sure) for f in found}
    return [(f.severity, f.confidence) for f in settle(alignment, found, known=known)]


@pytest.mark.parametrize(
    ("severity", "sure", "left"),
    [
        ("error", 0.9, ["error"]),
        ("error", 0.7, ["warning"]),
        ("error", 0.4, ["note"]),
        ("warning", 0.95, ["warning"]),
        ("warning", 0.4, ["note"]),
        ("warning", 0.1, []),
        ("note", 0.9, ["note"]),
    ],
)
def test_severity_follows_from_probability(severity: str, sure: float, left: list[str]) -> None:
    found = settled([finding("number", "fishing", severity=severity)], sure)
    assert [s for s, _ in found] == left
    assert all(confidence == pytest.approx(sure) for _, confidence in found)


def test_words_put_in_have_to_be_surer_than_wrong_values() -> None:
    assert settled([finding("addition", "illegally")], 0.55) == [("note", 0.55)]
    assert settled([finding("number", "illegally")], 0.55) == [("warning", 0.55)]


def test_a_desk_sets_its_own_limits() -> None:
    own = replace(FREE, profile=Profile(thresholds={"addition.warning": 0.3, "number.note": 0.0}))
    assert settled([finding("addition", "illegally")], 0.4, own) == [("warning", 0.4)]
    assert settled([finding("number", "illegally")], 0.05, own) == [("note", 0.05)]


def test_a_check_without_a_curve_keeps_what_it_says() -> None:
    found = settle(FREE, [finding("typography", "by", 0.85)], known={})
    assert [(f.severity, f.confidence) for f in found] == [("warning", 0.85)]


def test_what_a_clause_left_out_holds_is_no_fault_of_its_own() -> None:
    text = "昨天市长参观了这所学校，并且向图书馆捐赠了三百本图书。"
    review = api.review_text(f"{text}\nYesterday the mayor visited the school.\n")
    left_out = [f for f in review.findings if f.source_span is not None and f.target_span is None]
    assert [f.check for f in left_out if f.severity != "note"] == ["left_out"]


def test_a_lesser_finding_takes_no_greater_one_with_it() -> None:
    clause, inside = Span(0, 8), Span(2, 4)
    larger = Finding("omission", "warning", "accuracy/omission", 0, clause, None, "", (), 0.7)
    number = Finding("number", "error", "accuracy/number", 0, inside, None, "", (), 0.9)
    assert absorbed([larger, number]) == (larger, number)
    assert absorbed([larger, replace(number, severity="note")]) == (larger,)


def test_a_habit_of_punctuation_is_one_finding() -> None:
    text, translation = (
        "春天来了。\n花开了。\n鸟叫了。\n雨停了。\n",
        "Spring , at last.\nThe flowers , too.\nBirds , too.\nNo rain.",
    )
    found = [f for f in api.review_text(text, translation).findings if f.check == "typography"]
    assert [f.message for f in found] == ["a space before “,”; also in pairs 2, 3"]
    two = translation.replace("Birds , too", "Birds, too")
    assert len([f for f in api.review_text(text, two).findings if f.check == "typography"]) == 2


def test_a_doubt_of_a_name_that_is_always_the_same_is_one_finding() -> None:
    text = "戴图理昨天抵达北京。\n戴图理将在会上发言。\n记者采访了戴图理。\n王小明也来了。\n"
    english = (
        "Frankie arrived in Beijing yesterday.\nFrankie will speak at the meeting.\nReporters interviewed Frankie.\n"
        "Wang Xiaoming came, too."
    )
    found = [f for f in api.review_text(text, english).findings if f.check == "name"]
    assert [f.message for f in found] == ["戴图理 is Dai Tuli; the translation has Frankie; also in pairs 2, 3"]
    wrong = english.replace("Wang Xiaoming", "Wang Xiaoning")
    assert len([f for f in api.review_text(text, wrong).findings if f.check == "name"]) == 2


def test_one_explanation_a_place() -> None:
    both = [finding("addition", "illegally"), finding("number", "illegally", 0.8)]
    assert [f.check for f in settle(FREE, both, known={})] == ["number"]


def test_a_stronger_finding_is_no_less_likely_right() -> None:
    pair = FREE.pairs()[0]
    for check, known in curves().items():
        weak, strong = (finding(check, "illegally", c) for c in (0.4, 0.9))
        sure = [known(features(f, pair, (0.6, 0.8, 0.8), counted([f])[0])) for f in (weak, strong)]
        assert 0 < sure[0] <= sure[1] < 1, check


def test_of_very_many_findings_in_a_pair_the_last_tells_the_rest() -> None:
    alignment = Alignment.of_pair("甲" * 5000, "a " * 2500)
    found = [Finding("typography", "note", "fluency", 0, Span(n, n + 1), None, f"no. {n}") for n in range(4000)]
    settled = settle(alignment, found)
    assert len(settled) == MOST
    last = f"no. {MOST - 1}; {4000 - MOST} more of typography in this pair"
    assert [f.message for f in settled if "more" in f.message] == [last]
    assert len(settle(alignment, found[:MOST], known={})) == MOST


@pytest.mark.parametrize("far", [0, 63, 64, 5000])
@pytest.mark.parametrize("size", [4, 128, 4000])
def test_words_are_compared_wherever_they_stand(far: int, size: int) -> None:
    """Findings are looked up by stretches of 64 characters: edges of stretches, and words longer than many of them."""
    alignment = Alignment.of_pair("甲", "b " * 5000)
    better = Finding("link", "warning", "accuracy", 0, None, Span(far, far + size), "better")
    inside = Finding("typography", "warning", "fluency", 0, None, Span(far + size - 3, far + size), "inside")
    beside = Finding("typography", "warning", "fluency", 0, None, Span(far + size, far + size + 3), "beside")
    found = settle(alignment, [beside, inside, better], known={})
    assert [f.message for f in found] == ["better", "beside"]


def test_a_doubt_goes_where_a_fault_in_the_phrase_is_named() -> None:
    doubt, cause = finding("meaning", "fishing illegally"), finding("spelling", "illegally")
    assert absorbed([doubt, cause]) == (cause,)
    assert absorbed([doubt, replace(cause, severity="note")]) == (doubt,)
    assert absorbed([doubt, finding("spelling", "river")]) == (doubt, finding("spelling", "river"))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他们还没有签字。", "They have signed."),
        ("请在课前预习。", "Please preview it after class."),
        ("传真：0571-88776655", "Fax: 0571-88776565"),
        ("点击<i>下一步</i>。", "Click Next."),
    ],
)
def test_one_fault_is_told_by_one_check(source: str, target: str) -> None:
    review = api.review_text(f"{source}\n{target}\n")
    assert len([f for f in review.findings if f.severity != "note"]) <= 1


def test_a_slight_doubt_goes_where_a_fault_of_meaning_is_told() -> None:
    doubt = replace(finding("meaning", "river"), severity="note")
    cause = replace(finding("number", "illegally"), category="accuracy/mistranslation/number")
    assert absorbed([doubt, cause]) == (cause,)
    assert absorbed([replace(doubt, severity="warning"), cause]) == (replace(doubt, severity="warning"), cause)
