"""The second reader in use: suspects, the judge, what is read, and what happens where its files are missing."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from align.errors import EncoderError
from align.evidence.reader import judge, network, pieces, quality, spans, step
from align.evidence.reader.network import Reader
from align.evidence.weigh import weighed
from align.groups import Work
from align.records import Alignment, Article, Finding, Pair, Reading
from training.reader import pieces as full

SOURCE, TARGET = "他昨天去了北京。", "He travelled to Shanghai yesterday."


def reading(source: dict[str, float], target: dict[str, float], score: float = 0.5) -> Reading:
    """A reading of SOURCE and TARGET in which some words have a probability, all others .02."""

    def side(text: str, known: dict[str, float], cut: list[str]) -> list[np.ndarray]:
        starts, at = [], 0
        for piece in cut:
            starts.append(at)
            at += len(piece)
        ends = [a + len(p) for a, p in zip(starts, cut, strict=True)]
        wrong = [known.get(p.strip(), 0.02) for p in cut]
        assert "".join(cut) == text
        return [np.array(starts, np.int32), np.array(ends, np.int32), np.array(wrong, np.float32)]

    chinese = side(SOURCE, source, ["他", "昨天", "去了", "北京", "。"])
    english = side(TARGET, target, ["He", " travel", "led", " to", " Shang", "hai", " yesterday", "."])
    return Reading(score, *chinese, *english)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of weights in the place of the built one: the sureness is the highest probability itself."""
    rows = {
        "target": (1.0, *(0.0,) * 13),
        "source": (1.0, *(0.0,) * 13),
        "judge": (0.0, 0.0, 1.0, *(0.0,) * 12),
        "judge.firm": (0.0, 0.0, 1.0, *(0.0,) * 12),
        "judge.addition": (0.0,),
        "quality": (0.0, 0.0, 0.0, -1.0, *(0.0,) * 6),
        "quality.rank": (0.0, 1.0),
        "quality.read": (-8.0, 8.0),
        "quality.value": (0.0, 1.0),
        "quality.both": (0.0, 1.0),
    }
    for module in (spans, judge, quality):
        monkeypatch.setattr(module, "table", lambda: rows)


def pair() -> Pair:
    return Alignment.of_pair(SOURCE, TARGET).pairs()[0]


def test_pieces_of_one_word_are_one_suspect_without_marks_around_it(table: None) -> None:
    found = spans.suspects(reading({}, {"hai": 0.8, "Shang": 0.1}), TARGET, None, side=1)
    assert [(TARGET[s.start : s.end], s.sure) for s in found] == [("Shanghai", pytest.approx(0.8, abs=0.001))]


def test_a_suspect_grows_over_neighbours_of_fair_probability(table: None) -> None:
    found = spans.suspects(reading({}, {"travel": 0.9, "to": 0.6, "Shang": 0.3}), TARGET, None, side=1)
    assert [TARGET[s.start : s.end] for s in found] == ["travelled to", "Shanghai"]


def test_suspects_of_the_chinese_are_its_pieces(table: None) -> None:
    found = spans.suspects(reading({"昨天": 0.7, "。": 0.9}, {}), SOURCE, None, side=0)
    assert [SOURCE[s.start : s.end] for s in found] == ["昨天"]


def finding(check: str, severity: str = "warning", words: str = "Shanghai") -> Finding:
    start = TARGET.index(words)
    span = pair().target.span(start, start + len(words))
    return Finding(check, severity, "accuracy/addition", 0, None, span, "", confidence=0.9)  # type: ignore[arg-type]


def judged(own: Finding, read: Reading | None) -> tuple[Finding, ...]:
    """The finding after the judge, in an article of the one pair, which was read or was not."""
    alignment = weighed(Alignment.of_pair(SOURCE, TARGET))
    work = Work(alignment, Article(alignment.source, alignment.target), [*alignment.pairs()], [None], [own])
    if read is not None:
        (only,) = alignment.pairs()
        work.measure({0: only.with_evidence(only.evidence.with_reading(read))})
    return work.judged([own])


@pytest.mark.parametrize(("read", "severity"), [(0.9, "warning"), (0.4, "note"), (0.02, None)])
def test_the_judge_keeps_lowers_or_drops_a_word_level_finding(table: None, read: float, severity: str | None) -> None:
    kept = judged(finding("addition"), reading({}, {"Shang": read}))
    assert [f.severity for f in kept] == ([severity] if severity else [])
    assert all(f.confidence == pytest.approx(read, abs=0.01) for f in kept)


def test_the_judge_lifts_what_it_confirms_but_to_no_error(table: None) -> None:
    (kept,) = judged(finding("addition", "note"), reading({}, {"Shang": 0.99}))
    assert kept.severity == "warning"


def test_the_judge_leaves_other_checks_whole_sides_and_unread_pairs_alone(table: None) -> None:
    calm = reading({}, {})
    assert judged(finding("number"), calm) == (finding("number"),)
    empty = Alignment.of_pair("", TARGET).pairs()[0]
    assert not judge.is_judged(finding("addition"), empty)
    assert judged(finding("addition"), None) == (finding("addition"),)


def test_a_wrong_reading_lowers_the_quality(table: None) -> None:
    calm, doubtful = (reading({}, {"Shang": p, "led": p}) for p in (0.02, 0.9))
    assert quality.joined(0.8, doubtful) < quality.joined(0.8, calm)
    assert quality.joined(0.0, calm) == 0.0


def test_a_side_without_pieces_has_figures(table: None) -> None:
    empty = np.zeros(0, np.float32)
    nothing = Reading(0.5, *(np.zeros(0, np.int32),) * 2, empty, *(np.zeros(0, np.int32),) * 2, empty)
    assert all(np.isfinite(quality.measured(nothing)))


def test_an_archive_reads_only_what_is_suspected() -> None:
    always, some = step.SecondReader(None, step.ALWAYS), step.SecondReader(None, step.SUSPICIOUS)
    own = pair()
    assert always.chosen([own], [], {0: 0.95}) == (own,)
    assert some.chosen([own], [], {0: 0.95}) == ()
    assert some.chosen([own], [], {0: 0.1}) == (own,)
    assert some.chosen([own], [finding("addition")], {0: 0.95}) == (own,)
    assert some.chosen([own], [finding("number")], {0: 0.95}) == ()


@pytest.mark.parametrize("broken", ["reader.onnx", "pieces.tsv"])
def test_broken_files_are_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / "pieces.tsv").write_text("<s>\t0\n<pad>\t0\n</s>\t0\n<unk>\t0\na\t-1\n", encoding="utf-8")
    (tmp_path / "reader.onnx").write_bytes(b"no model")
    if broken == "pieces.tsv":
        (tmp_path / broken).unlink()
    with pytest.raises(EncoderError, match=broken.replace(".", r"\.")):
        Reader(tmp_path).load()


def test_without_files_the_rest_works_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "bundled", lambda: Reader(tmp_path))
    second = step.second_reader(step.ALWAYS)
    assert second.reader is None and second.signature == "none"
    assert "reader.onnx" in second.note and "nothing is read a second time" in second.note


def test_no_text_is_cut_into_special_pieces() -> None:
    rows = [
        ("<s>", 0.0),
        ("<pad>", 0.0),
        ("</s>", 0.0),
        ("<unk>", 0.0),
        ("▁", -2.0),
        ("<", -3.0),
        ("s", -3.0),
        (">", -3.0),
    ]
    assert full.tokenizer(rows).encode("<s>", add_special_tokens=False).tokens == ["▁", "<", "s", ">"]


def test_the_pieces_that_occur_cut_as_all_pieces_do() -> None:
    path = network.FOLDER / network.PIECES
    cutter, whole = pieces.Cutter(path), full.tokenizer(full.read(path))
    texts = [
        "河南省人民政府办公厅近日印发通知，要求各地加快建设1,200个“区块链”项目。",
        "The General Office issued a notice on 1,200 “blockchain” projects; re-established, co-operate.",
        "", "  ", " a\tb ", "\u3000全角　ＡＢＣ１２３", "<s> </s> <unk>", "😀 𠀀𠀁", "▁▁ a▁b", "ﬁ ㍿ ①②",
        "a" * 3000, "中" * 3000, "e\u0301 é", "\u200b\ufeffx", "ру́сский 한국어",
    ]  # fmt: skip
    for group in (texts, *([text] for text in texts)):
        for own, other in zip(cutter(group), whole.encode_batch(group, add_special_tokens=False), strict=True):
            assert (own.ids, own.offsets) == (other.ids, other.offsets)


def test_reading_beside_the_checks_gives_what_reading_gives() -> None:
    second = step.second_reader(step.ALWAYS)
    pairs = [pair() for _ in range(3)]
    with step.Begun(step.in_thread(lambda: second), pairs) as begun:
        found = begun.readings()
    plain = second.read(pairs)
    assert [r.score for r in found] == [r.score for r in plain] and len(found) == 3


def test_whoever_stops_does_not_wait_for_the_rest() -> None:
    stop = threading.Event()
    stop.set()
    assert step.second_reader(step.ALWAYS).read([pair()] * 3, stop) == []


def test_the_reader_sees_no_mark_up_and_no_names_of_placeholders() -> None:
    seen = step.as_prose("<b>{count}</b> 个文件", "<b>{count}</b> files, {size}")
    assert [text.split() for text in seen] == [["5", "个文件"], ["5", "files,", "{size}"]]
    assert [len(text) for text in seen] == [len("<b>{count}</b> 个文件"), len("<b>{count}</b> files, {size}")]
