"""Sentences that have nothing to do with each other, side by side in an article that was written anew."""

from __future__ import annotations

from align.config import Settings
from align.inputs import read_all
from align.pair.unrelated import parted
from align.pipeline import Engine
from align.records import Bead, Review

ZH = """央行昨日宣布，下调支农再贷款利率零点二五个百分点。
调整后，一年期支农再贷款利率为百分之一点七五。
这是今年以来的第二次下调。
多家农村商业银行随即表示将降低涉农贷款利率。
在山东寿光，种植户李大勇刚刚拿到三十万元贷款。
他打算用这笔钱新建两座温室大棚。
不过，一些小银行的净息差已经很低。
去年全国涉农贷款余额达到五十六万亿元。
专家建议完善农业保险制度。
财政部还将安排专项资金用于贴息。""".splitlines()
EN = """Li Dayong, a grower in Shouguang in Shandong, has just borrowed 300,000 yuan.
The central bank said it was cutting the rate at which it relends money for farming by 0.25 percentage points.
It is now 1.75 percent for one year.
It was the second cut this year.
Regulators warned that none of the money must find its way into property.
Small banks, however, already have very thin margins.
Outstanding loans to farming reached 56 trillion yuan last year.
Several rural commercial banks promised lower rates at once.
The price of vegetables has fallen since the spring.
The finance ministry will also set aside funds to subsidise interest.""".splitlines()
LEFT_OUT = ("他打算用这笔钱新建两座温室大棚。", "专家建议完善农业保险制度。")
ADDED = ("Regulators warned", "The price of vegetables")


def review(tmp_path, chinese: list[str], english: list[str], completeness: str = "full") -> Review:  # type: ignore[no-untyped-def]
    files = [tmp_path / "a.zh.txt", tmp_path / "a.en.txt"]
    for file, lines in zip(files, (chinese, english), strict=True):
        file.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    engine = Engine(Settings(second_reader="never", completeness=completeness))
    return engine.review(next(iter(read_all([str(file) for file in files]))))


def test_what_is_left_out_and_what_is_added_make_no_pair(tmp_path) -> None:  # type: ignore[no-untyped-def]
    found = review(tmp_path, ZH, EN, completeness="edited")
    pairs = found.alignment.pairs()
    sides = [(pair.source.text, pair.target.text) for pair in pairs]
    for text in LEFT_OUT:
        assert (text, "") in sides
    for text in ADDED:
        assert any(target.startswith(text) and not source for source, target in sides)
    held = [number for pair in pairs for number in range(*pair.bead.source)]
    assert held == list(range(len(ZH)))
    assert sorted(number for pair in pairs for number in range(*pair.bead.target)) == list(range(len(EN)))
    assert not [f for f in found.findings if f.check == "mismatch" and f.severity != "note"]


def test_a_wrong_sentence_in_a_faithful_translation_stays_a_mismatch(tmp_path) -> None:  # type: ignore[no-untyped-def]
    english = [
        "Yesterday the central bank announced a cut of 0.25 percentage points in the relending rate for farming.",
        "After the change the one-year relending rate for farming is 1.75 percent.",
        "This is the second cut this year.",
        "Heavy snow closed the mountain road to the ski resort for three days.",
        "In Shouguang, Shandong, the grower Li Dayong has just received a loan of 300,000 yuan.",
        "He plans to use the money to build two new greenhouses.",
    ]
    found = review(tmp_path, ZH[:6], english)
    assert [bead.kind for bead in found.alignment.beads] == ["1-1"] * 6
    assert [f.bead for f in found.findings if f.check == "mismatch" and f.severity == "error"] == [3]


def test_beads_that_share_a_number_stay_together() -> None:
    texts = (
        ["科研人员共采集结核样品三百余公斤。", "项目得到国家支持。"],
        ["It brought up more than 300 kilograms and crawled over the bottom on tracks modelled on those of a tank."],
    )
    beads = [Bead((0, 1), (0, 1), 0.24), Bead((1, 2), (1, 1))]
    assert parted(beads, texts, Engine(Settings(second_reader="never")).linker) == beads
    other = (texts[0], [texts[1][0].replace("300 kilograms", "much mud")])
    assert parted(beads, other, Engine(Settings(second_reader="never")).linker) == [
        Bead((0, 1), (0, 0)),
        Bead((1, 1), (0, 1)),
        Bead((1, 2), (1, 1)),
    ]


def test_sentences_added_stay_behind_the_sentence_that_they_followed() -> None:
    texts = (["他打算用这笔钱新建两座温室大棚。", *ZH[2:4], "全文完。"], [*EN[3:4], EN[7], EN[8], "The end."])
    beads = [
        Bead((0, 1), (2, 3), 0.0, moved=True),
        Bead((1, 2), (0, 1), 0.8),
        Bead((2, 3), (1, 2), 0.6),
        Bead((3, 4), (3, 4), 0.9),
    ]
    assert parted(beads, texts, Engine(Settings(second_reader="never")).linker) == [
        Bead((0, 1), (2, 2)),
        *beads[1:3],
        Bead((3, 3), (2, 3)),
        beads[3],
    ]
