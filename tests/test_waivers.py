"""Waivers, baselines, inline comments: what they cover, when they stop, and what is said then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import waivers
from align.errors import SettingsError
from align.records import Review
from align.waivers import Book, Known, Waiver
from tests import made
from tests.conftest import Run

TODAY = date(2030, 6, 1)
REVIEW = made.article(found=made.FOUND)


def book(*entries: Waiver, known: tuple[Known, ...] = ()) -> Book:
    return Book({w.fingerprint: w for w in entries}, {k.fingerprint: k for k in known}, "w.toml", "b.tsv")


def states(review: Review) -> list[str]:
    return [review.decision(i).state for i in range(len(review.findings))]


def test_waiver_waives_its_finding_alone() -> None:
    waiver = waivers.waiver_of(REVIEW, 1, "as the library writes it", "Wang")
    decided = waivers.decide(REVIEW, book(waiver), TODAY)
    assert states(decided) == ["open", "waived"] + ["open"] * 5
    assert (decided.decision(1).reason, decided.decision(1).author) == ("as the library writes it", "Wang")
    assert [f.check for f in decided.open_findings()] == [f.check for f in REVIEW.findings if f.check != "numbers"]
    assert waivers.problems(book(waiver), set(decided.fingerprints), {decided.path}, TODAY) == ()


def test_nothing_to_decide_leaves_the_review_as_it_is() -> None:
    assert waivers.decide(REVIEW, Book(), TODAY) is REVIEW


def test_waiver_survives_moved_paragraphs() -> None:
    waiver = waivers.waiver_of(REVIEW, 0, "so published", "Wang")
    pairs = (("新的一段。", "A new paragraph."), ("又一段。", "One more."), *made.PAIRS)
    moved = made.article(pairs, [dict(f, bead=f["bead"] + 2) for f in made.FOUND if f["bead"] is not None])
    assert states(waivers.decide(moved, book(waiver), TODAY))[0] == "waived"


def test_changed_sentence_opens_the_finding_and_makes_the_waiver_stale() -> None:
    waiver = waivers.waiver_of(REVIEW, 0, "so published", "Wang")
    pairs = (("市图书馆周六起延长开放时间。", "The city library will be open longer from Sunday."), *made.PAIRS[1:])
    changed = waivers.decide(made.article(pairs, made.FOUND), book(waiver), TODAY)
    assert states(changed)[0] == "open"
    (problem,) = waivers.problems(book(waiver), set(changed.fingerprints), {changed.path}, TODAY)
    assert problem.kind == "stale" and "周六 → Sunday" in problem.message and problem.fingerprint == waiver.fingerprint


def test_stale_is_judged_for_checked_articles_only() -> None:
    gone = Waiver("0" * 16, "dates", "why", "Wang", path="news/other.txt")
    nameless = Waiver("1" * 16, "dates", "why", "Wang")
    seen = set(REVIEW.fingerprints)
    assert waivers.problems(book(gone, nameless), seen, {REVIEW.path}, TODAY) == ()
    assert [p.fingerprint[0] for p in waivers.problems(book(gone, nameless), seen, None, TODAY)] == ["0", "1"]
    assert len(waivers.problems(book(gone), seen, {"./news/other.txt"}, TODAY)) == 1


@pytest.mark.parametrize(
    ("expires", "state", "kinds"),
    [(date(2030, 6, 1), "waived", []), (date(2030, 5, 31), "open", ["expired"]), (None, "waived", [])],
)
def test_expiry(expires: date | None, state: str, kinds: list[str]) -> None:
    waiver = waivers.waiver_of(REVIEW, 2, "until the new style guide", "Wang", expires)
    decided = waivers.decide(REVIEW, book(waiver), TODAY)
    assert decided.decision(2).state == state
    found = waivers.problems(book(waiver), set(decided.fingerprints), {decided.path}, TODAY)
    assert [p.kind for p in found] == kinds


def test_waiver_of_another_check_does_not_hold() -> None:
    waiver = replace(waivers.waiver_of(REVIEW, 0, "why", "Wang"), check="names")
    assert states(waivers.decide(REVIEW, book(waiver), TODAY))[0] == "open"


def test_equal_findings_in_one_sentence_are_told_apart() -> None:
    same = ({"check": "repeat", "bead": 4, "src": "读者"}, {"check": "repeat", "bead": 4, "src": "读者"})
    review = made.article(found=same)
    waiver = waivers.waiver_of(review, 1, "why", "Wang")
    assert states(waivers.decide(review, book(waiver), TODAY)) == ["open", "waived"]


def test_file_round_trip(tmp_path: Path) -> None:
    entries = [
        waivers.waiver_of(REVIEW, 0, 'house "style"\n\tand \\ more\x7f', "王编辑", date(2031, 1, 2)),
        waivers.waiver_of(REVIEW, 5, "我市 is quoted", "Ann O’Neill"),
    ]
    path = tmp_path / "align-waivers.toml"
    path.write_text(waivers.dump_waivers(entries), encoding="utf-8")
    read = waivers.read_waivers(path)
    assert sorted((replace(w, where="") for w in read), key=lambda w: w.fingerprint) == sorted(
        entries, key=lambda w: w.fingerprint
    )
    assert [w.where for w in read] == [f"{path}:3", f"{path}:13"]
    assert waivers.dump_waivers(read) == path.read_text(encoding="utf-8")
    assert waivers.dump_waivers(reversed(entries)) == waivers.dump_waivers(entries)


@given(st.text(), st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_any_text_survives_the_file(reason: str, author: str) -> None:
    import tomllib

    text = waivers.dump_waivers([Waiver("a" * 16, "numbers", reason or "x", author)])
    (entry,) = tomllib.loads(text)["waiver"]
    assert entry["author"] == author
    assert entry["reason"] == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in reason or "x")


ENTRY = '[[waiver]]\nfingerprint = "0123456789abcdef"\ncheck = "numbers"\nreason = "r"\nauthor = "a"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[waiver]]\n", "w.toml:1: no fingerprint"),
        (ENTRY + 'why = "x"\n', "unknown key 'why'; known: fingerprint, check"),
        (ENTRY.replace('"r"', '"  "'), "no reason"),
        (ENTRY.replace("0123456789abcdef", "0123"), "fingerprint = '0123'"),
        (ENTRY + 'expires = "2030-01-01"\n', "a date without quotes"),
        (ENTRY + "expires = 2030-01-01T10:00:00\n", "a date without quotes"),
        (ENTRY + "author = 3\n", "no TOML"),
        (ENTRY.replace('"a"', "3"), "author = 3 is no text"),
        ("# one\n" + ENTRY + "\n[[waiver]]\nreason = 'x'\n", "w.toml:8: no fingerprint"),
        ("x = 1\n", "unknown key 'x'"),
        ("waiver = 1\n", "no list of tables"),
        ("waiver = [1]\n", "waiver 1: is no table"),
        ("[[waiver\n", "no TOML"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "w.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        waivers.read_waivers(path)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_missing_and_binary_files(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        waivers.load(tmp_path / "none.toml")
    (tmp_path / "b").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="no UTF-8"):
        waivers.load(tmp_path / "b")
    with pytest.raises(SettingsError, match="cannot be read"):
        waivers.load(None, tmp_path / "b")


def test_of_two_waivers_with_one_fingerprint_the_later_holds(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_text(ENTRY + ENTRY.replace('"r"', '"later"'), encoding="utf-8")
    assert waivers.load(path).waivers["0123456789abcdef"].reason == "later"


def test_baseline_takes_the_old_findings_and_not_the_new(tmp_path: Path) -> None:
    old = made.article(found=made.FOUND[:4])
    path = tmp_path / "align-baseline.tsv"
    path.write_text(waivers.dump_baseline(waivers.baseline_of(old)), encoding="utf-8")
    known = waivers.load(None, path)
    assert states(waivers.decide(REVIEW, known, TODAY)) == ["baseline"] * 4 + ["open"] * 3
    assert len(known.baseline) == 4 and {k.path for k in known.baseline.values()} == {"news/library.txt"}
    assert waivers.dump_baseline(waivers.read_baseline(path)) == path.read_text(encoding="utf-8")


def test_waived_findings_stay_out_of_a_baseline() -> None:
    decided = waivers.decide(REVIEW, book(waivers.waiver_of(REVIEW, 0, "why", "Wang")), TODAY)
    assert len(list(waivers.baseline_of(decided))) == len(REVIEW.findings) - 1


def test_pruning_drops_what_was_mended_and_keeps_other_articles() -> None:
    old = tuple(waivers.baseline_of(REVIEW))
    other = Known("f" * 16, "numbers", "news/other.txt", "3 → 4")
    mended = made.article(found=made.FOUND[:2])
    kept = waivers.prune([*old, other], set(mended.fingerprints), {mended.path})
    assert [k.check for k in kept] == ["dates", "numbers", "numbers"]
    assert other in kept
    assert len(waivers.prune([*old, other], set(mended.fingerprints))) == 2
    stale = waivers.problems(book(known=(*old, other)), set(mended.fingerprints), {mended.path}, TODAY)
    assert len(stale) == len(old) - 2 and all(p.where == "b.tsv" for p in stale)


@pytest.mark.parametrize("line", ["0123456789abcdef", "xyz\tnumbers\tp\tw"])
def test_bad_baseline_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "b.tsv"
    path.write_text(f"# head\n\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"b\.tsv:3: no baseline line"):
        waivers.read_baseline(path)


def inline(comment: str, own_line: bool = True) -> Review:
    first, second, *rest = made.PAIRS
    glue = "\n" if own_line else " "
    pairs = ((first[0] + "\n", first[1] + "\n"), (second[0], second[1] + glue + comment if not own_line else second[1]))
    if own_line:
        pairs = ((comment + "\n" + first[0], first[1]), second)
    return made.article((*pairs, *rest), made.FOUND)


def test_inline_comment_covers_the_next_line() -> None:
    review = inline("<!-- align-qa: allow dates – the library opened on a Sunday -->")
    decided = waivers.decide(review, Book(), TODAY)
    assert states(decided)[:2] == ["waived", "open"]
    assert decided.decision(0).reason == "the library opened on a Sunday"
    assert decided.decision(0).origin == "inline, line 1"
    assert waivers.inline_problems(review) == ()


def test_inline_comment_covers_its_own_line_and_several_checks() -> None:
    review = inline("<!-- align-qa: allow numbers, multiples: as the library says -->", own_line=False)
    assert states(waivers.decide(review, Book(), TODAY))[:4] == ["open", "waived", "waived", "open"]
    everything = inline("<!-- align-qa: allow * quoted -->", own_line=False)
    assert states(waivers.decide(everything, Book(), TODAY))[:4] == ["open", "waived", "waived", "waived"]


def test_inline_comment_needs_a_reason_and_a_finding() -> None:
    review = inline("<!-- align-qa: allow dates -->")
    assert states(waivers.decide(review, Book(), TODAY))[0] == "open"
    assert [p.kind for p in waivers.inline_problems(review)] == ["unexplained"]
    idle = inline("<!-- align-qa: allow currency because -->")
    (problem,) = waivers.inline_problems(idle)
    assert problem.kind == "stale" and problem.where == "news/library.txt:1" and "currency" in problem.message


def test_waiver_file_wins_over_comment_and_baseline() -> None:
    review = inline("<!-- align-qa: allow dates inline reason -->")
    waiver = waivers.waiver_of(review, 0, "file reason", "Wang")
    known = tuple(waivers.baseline_of(review))
    decided = waivers.decide(review, book(waiver, known=known), TODAY)
    assert decided.decision(0).reason == "file reason"
    assert states(decided)[1:] == ["baseline"] * 6


def test_fingerprint_of_what_decides_changes_with_content_and_expiry_only() -> None:
    waiver = waivers.waiver_of(REVIEW, 2, "until the new style guide", "Wang", date(2030, 6, 1))
    assert waivers.fingerprint(Book(), TODAY) == ""
    first = waivers.fingerprint(book(waiver), TODAY)
    assert first == waivers.fingerprint(book(replace(waiver, where="elsewhere:9")), date(2030, 1, 1))
    assert first != waivers.fingerprint(book(waiver), date(2030, 6, 2))
    assert first != waivers.fingerprint(book(replace(waiver, reason="other")), TODAY)


def test_a_waiver_that_names_the_wrong_check_is_told() -> None:
    right = waivers.waiver_of(REVIEW, 0, "why", "Wang")
    seen = dict(zip(REVIEW.fingerprints, (f.check for f in REVIEW.findings), strict=True))
    (problem,) = waivers.problems(book(replace(right, check="names")), seen, {REVIEW.path}, TODAY)
    assert problem.kind == "misnamed" and f'write check = "{right.check}"' in problem.message
    assert waivers.problems(book(right), seen, {REVIEW.path}, TODAY) == ()


def test_unknown_checks_in_waivers_and_comments_are_named(align: Run, tmp_path: Path) -> None:
    comment = "<!-- align-qa: allow numbers, date - as the ministry has it -->"
    (tmp_path / "a.md").write_text(
        f"全市今年新建学校二十所。\n\nThe city is building thirty new schools this year. {comment}\n", encoding="utf-8"
    )
    entry = '[[waiver]]\nfingerprint = "0123456789abcdef"\ncheck = "numbre"\nreason = "so said"\nauthor = "Li"\n'
    (tmp_path / "align-waivers.toml").write_text(entry, encoding="utf-8")
    done = align("check", "a.md")
    assert done.returncode == 1
    assert "a.md:3: inline waiver: no such check 'numbers'; did you mean number?" in done.stderr
    assert "no such check 'numbre'; did you mean number?" in done.stderr
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    (tmp_path / "a.md").write_text(text.replace("numbers, date", "number"), encoding="utf-8")
    (tmp_path / "align-waivers.toml").unlink()
    done = align("check", "a.md")
    assert (done.returncode, done.stderr) == (0, "")
