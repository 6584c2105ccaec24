"""Omission, addition, mismatch and grammar: word evidence on the bundled vectors."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from align.checks import addition, grammar, mismatch, name, omission
from align.config import Settings
from align.embed import bundled
from align.evidence import coverage, span_classifier, translations
from align.evidence import spans as _spans
from align.evidence.fluency import slips
from align.evidence.links import PairLinker, make_linker
from align.evidence.nearest_tokens import _stacks, contacts
from align.evidence.weigh import weighed
from align.files import from_bytes
from align.pipeline import Engine
from align.readers import jsonl
from align.records import Alignment, Check, Finding, links

STRONG = {"omission": 0.85, "addition": 0.87}  # what these checks give to what they hold for sure
LINKER = make_linker(bundled())


def found(check: Check, source: str, target: str, *, linked: bool = True) -> list[Finding]:
    pair = Alignment.of_pair(source, target)
    return list(check.run(weighed(replace(pair, linker=LINKER) if linked else pair)))


def test_a_clause_left_out_is_underlined_in_the_chinese() -> None:
    source = "昨天下了大雨，水库的水位上升很快。"
    findings = found(omission.CHECK, source, "It rained heavily yesterday.")
    assert findings
    spans = [f.source_span for f in findings]
    assert any(s and "水位" in source[s.start : s.end] for s in spans)
    assert all(f.target_span is None for f in findings)


def test_a_missing_sentence_is_an_error_and_a_credit_is_a_note() -> None:
    assert [f.severity for f in found(omission.CHECK, "全村人都来帮忙收割水稻。", ".")] == ["error"]
    assert [f.severity for f in found(omission.CHECK, "（记者 林小雨）", "")] == ["note"]
    assert found(omission.CHECK, "责任编辑：赵小川", "") == []


def test_an_added_sentence_is_an_error() -> None:
    assert [f.severity for f in found(addition.CHECK, "", "Nobody wrote this sentence in Chinese.")] == ["error"]


def test_the_translation_of_another_sentence_is_an_error() -> None:
    target = "The company published its annual report in London on Friday."
    assert [f.severity for f in found(mismatch.CHECK, "孩子们在河边钓鱼，老人在树下下棋。", target)] == ["error"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("村里修了一条新路。", "The village has built a new road."),
        ("老师给学生们讲了一个故事。", "The teacher told the students a story."),
        ("工厂去年生产了五万辆自行车。", "The factory produced 50,000 bicycles last year."),
    ],
)
def test_plain_translations_are_left_alone(source: str, target: str) -> None:
    for check in (omission.CHECK, addition.CHECK, mismatch.CHECK, grammar.CHECK):
        assert found(check, source, target) == []


def test_without_vectors_word_checks_are_silent() -> None:
    target = "The company published its annual report in London on Friday."
    for check in (omission.CHECK, addition.CHECK, mismatch.CHECK):
        assert found(check, "孩子们在河边钓鱼。", target, linked=False) == []


def test_statistics_belong_to_the_bundled_encoder() -> None:
    for path, script in ((coverage.PATH, "evidence"), (span_classifier.PATH, "runs")):
        with np.load(path) as data:
            assert str(data["encoder"]) == bundled().fingerprint, f"run training/{script}.py again"
    tokens = bundled().tokens(["水库的水位上升很快。", "The water level rises."])
    top = max(int(t.ids.max()) for t in tokens)
    assert top < len(coverage._data().usual)
    assert 0.2 < float(coverage._data().usual[:, 0].mean()) < 0.9


def test_runs_join_neighbours_over_unjudged_tokens() -> None:
    odds = np.array([0.0, 0.6, 0.0, 0.7, 0.0, 0.6], np.float32)
    judged = np.array([True, True, False, True, True, True])
    runs = _spans.Suspects.of(odds, judged).spans(0.5)
    assert [(a, b) for a, b, _ in runs] == [(1, 3), (5, 5)]
    assert runs[0][2] == pytest.approx(1 - 0.4 * 0.3)


def test_the_dictionary_knows_inflected_forms() -> None:
    codes = np.array([translations.word_code(w) for w in ("水库", "警告", "面包")], np.uint32)
    known = translations.known(codes, ["reservoirs", "warned", "bread", "economy"])
    assert known.astype(int).tolist() == [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]


def test_shuffled_words_read_worse_than_the_sentence() -> None:
    good = slips("The old people play chess under the trees while the children are fishing by the river.")
    bad = slips("Trees the the play while fishing under by old chess people river the are the children.")
    assert 0.0 < bad.fluency < good.fluency <= 1.0


def test_a_verb_may_be_said_by_another_one() -> None:
    source = "十年来，村民们一直就这座旧桥的去留进行讨论。"
    said = "For ten years the villagers have been debating whether the old bridge should stay."
    assert found(omission.CHECK, source, said) == []


def test_free_to_the_public_lacks_no_verb() -> None:
    assert not grammar._plain(slips("it is free to the public"), 4)
    assert grammar._plain(slips("he used wanted to the public"), 4)


def test_slips_of_no_words() -> None:
    assert slips("").fluency == 1.0 and slips("  ").words == ()
    assert len(slips("A 3.5 % rise!").words) == 5


def test_a_hole_in_the_sentence() -> None:
    good = slips("Traces of lead were found in blood samples of workers who had fallen ill.")
    bad = slips("Traces of lead were found in blood samples of who had fallen ill.")
    assert float(bad.missing.max()) > 2 * float(good.missing.max())


def test_shuffled_sentence_is_reported() -> None:
    target = "Trees the the play while fishing under by old chess people river the are the children."
    assert found(grammar.CHECK, "老人在树下下棋，孩子们在河边钓鱼。", target)


@pytest.mark.parametrize(
    ("source", "whole", "broken", "verb"),
    [
        (
            "工人们修复了被洪水冲毁的桥梁。",
            "Workers repaired the bridges that had been washed away by the flood.",
            "Workers the bridges that had been washed away by the flood.",
            "修复",
        ),
        (
            "她昨天晚上给朋友们烤了一个大蛋糕。",
            "She baked a big cake for her friends yesterday evening.",
            "She a big cake for her friends yesterday evening.",
            "烤",
        ),
        (
            "这家医院位于山区，今年引进了新设备。",
            "The hospital is in the mountains and introduced new equipment this year.",
            "The hospital is in the mountains and new equipment this year.",
            "引进",
        ),
    ],
)
def test_a_verb_without_counterpart_and_a_hole_in_the_english_are_one_sure_fact(
    source: str, whole: str, broken: str, verb: str
) -> None:
    assert found(omission.CHECK, source, whole) == []
    (finding,) = found(omission.CHECK, source, broken)
    assert finding.source_span and verb in source[finding.source_span.start : finding.source_span.end]
    assert finding.confidence >= STRONG["omission"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("消防救援人员在夜里扑灭了山火。", "Firefighters put out the forest fire during the night."),
        ("台风以每小时二十公里的速度向北移动。", "The typhoon is moving north at 20 kilometers per hour."),
        ("地震造成三人死亡，十人受伤。", "Three people were killed and ten injured in the earthquake."),
        ("她以2243分排名第二。", "She is second with 2,243 points."),
        ("世界卫生组织体系 (WHO) 发布了新指南。", "The WHO has issued new guidelines."),
    ],
)
def test_what_english_says_otherwise_is_no_omission(source: str, target: str) -> None:
    assert found(omission.CHECK, source, target) == []


def test_a_word_put_in_is_sure_and_the_name_of_a_kind_is_not() -> None:
    (put,) = found(addition.CHECK, "渔民们在海边修补渔网。", "The angry fishermen are mending their nets by the sea.")
    assert put.confidence >= STRONG["addition"]
    kind = found(
        addition.CHECK, "工人在高温条件下作业。", "The workers do their jobs in high-temperature environments."
    )
    assert all(f.confidence < STRONG["addition"] for f in kind)


def test_no_stretch_goes_over_the_end_of_a_clause() -> None:
    source = "昨天下了大雨，水库的水位上升很快。"
    pair = replace(Alignment.of_pair(source, "The dog slept on the sofa all day."), linker=LINKER)
    proof = weighed(pair).pairs()[0].evidence.coverage
    assert proof is not None
    spans = [
        source[proof.links.source.starts[a] : proof.links.source.ends[b]] for a, b, _ in omission._spans(source, proof)
    ]
    assert spans and not any("，" in span for span in spans)


@pytest.mark.parametrize(
    ("word", "same"),
    [("The", "an"), ("were", "is"), ("quickly", "slowly"), ("12", "7"), ("Paris", "Cairo"), (";", "."), ("“", "(")],
)
def test_words_of_one_class(word: str, same: str) -> None:
    assert span_classifier.word_class(word) == span_classifier.word_class(same)
    assert span_classifier.word_class(word) != span_classifier.word_class("garden")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("医院引进了新设备，附近的居民连夜搬到了山上。", "The hospital has introduced new equipment.", "error"),
        (
            "医院引进了新设备，附近的居民搬去 Foobar 山上。",
            "The hospital in Foobar has introduced new equipment.",
            "warning",
        ),
        ("这个服务器支持多种语言和默认环境变量。", "This server supports many languages.", "warning"),
        ("恭喜你完成了本章的全部练习！", "There you go, my friend!", "warning"),
    ],
)
def test_a_clause_left_out_is_graver_than_words(source: str, target: str, severity: str) -> None:
    assert {f.severity for f in found(omission.CHECK, source, target)} == {severity}


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("规划研究处，下设三个小组办公。", "Department of Policy, consisting of three sections.", "warning"),
        ("孩子们在河边钓鱼，老人在树下下棋。", "The company published its report on Friday.", "error"),
    ],
)
def test_only_a_pair_far_from_what_is_usual_is_a_stranger(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(mismatch.CHECK, source, target)] == [severity]


@pytest.mark.parametrize(
    "target",
    [
        "The president shall perform his or her duties in person for the whole term of office.",
        "The tax amount calculated in accordance with these rules is paid in May.",
        "The teacher shall be issued a certificate after passing the review.",
        "If called without any arguments, it returns the empty list of all the names.",
        "Then assign the second machine the task of drilling holes into the plates.",
    ],
)
def test_grammar_that_is_right(target: str) -> None:
    assert found(grammar.CHECK, "无关的一句话。", target) == []


def test_a_verb_that_says_little_beside_its_object_is_no_sure_omission() -> None:
    def loud(source: str, target: str) -> list[Finding]:
        return [f for f in found(omission.CHECK, source, target) if f.confidence >= STRONG["omission"]]

    assert loud("为所有组件添加该属性的支持。", "Add the attribute to all components.") == []
    assert loud("这家医院位于山区，今年引进了新设备。", "The hospital is in the mountains and new equipment this year.")


def test_links_do_not_vouch_for_another_great_city() -> None:
    target = "The Chongqing municipal government issued a notice."
    align = replace(Alignment.of_pair("成都市政府发布了公告。", target), linker=LINKER)
    (finding,) = name.CHECK.run(weighed(align))
    span = finding.target_span
    assert span is not None and (target[span.start : span.end], finding.severity) == ("Chongqing", "error")


@pytest.mark.parametrize(
    "target",
    [
        "An official of the Bureau of Statistics gave a short briefing to the press.",
        "In the first half of this year the output of the mill rose 4.2 percent year on year.",
    ],
)
def test_nothing_is_missing_in_a_set_phrase(target: str) -> None:
    assert not found(grammar.CHECK, "统计局有关负责人介绍了情况。", target)


def test_trade_is_all_of_imports_and_exports() -> None:
    source = "前三季度，我国货物贸易进出口总额为32.3万亿元。"
    assert not found(
        omission.CHECK, source, "In the first three quarters, China's foreign trade in goods hit 32.3 trillion yuan."
    )
    assert found(omission.CHECK, source, "In the first three quarters, China's forests gave 32.3 trillion yuan.")


def test_pairs_of_very_unlike_size_are_not_padded_to_the_longest() -> None:
    rng = np.random.default_rng(4)
    sizes = [(3, 4), (5, 2), (900, 700), (2, 700), (40, 60), (1, 1), (30, 90), (700, 5)] * 4
    similarity = [rng.random(size, np.float32) for size in sizes]
    missing = [rng.random(n, np.float32) for _, n in sizes]
    for matrix, hole, found in zip(similarity, missing, contacts(similarity, missing), strict=True):
        (alone,) = contacts([matrix], [hole])
        for part in ("partner", "source_best", "target_best", "source_free", "target_free", "near"):
            assert np.array_equal(getattr(found, part), getattr(alone, part))
        assert np.array_equal(found.partner, matrix.argmax(1)) and np.array_equal(found.target_best, matrix.max(0))
    order = sorted(range(len(sizes)), key=lambda i: (sizes[i][1], sizes[i][0]))
    stacks = list(_stacks(order, sizes))
    assert [i for stack in stacks for i in stack] == order
    padded = [len(s) * max(sizes[i][0] for i in s) * max(sizes[i][1] for i in s) for s in stacks]
    assert sum(padded) < 3 * sum(k * n for k, n in sizes)
    assert contacts([], []) == []


def test_a_book_in_one_row_has_a_similarity_and_no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = ("工人们修复了桥梁。" * 3, "Workers repaired the bridges. " * 3)
    linker = PairLinker(bundled())
    (usual,) = linker.link([pair])
    monkeypatch.setattr(links, "LARGEST", 100)
    assert linker.link([pair]) == [None]
    assert usual is not None and linker.cosine(*pair) == pytest.approx(usual.cosine)
    engine = Engine(Settings())
    row = json.dumps({"source": pair[0], "target": pair[1] + "The the mayor said 5 things."}).encode()
    (review,) = engine.reviews(jsonl.read(from_bytes(row, "t.jsonl")))
    assert review.alignment.beads[0].similarity and review.scores.pairs[0].quality is None
    assert "repeat" in {f.check for f in review.findings}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("党委常委、副市长、局长。", "Standing Committee member, deputy mayor, bureau director general"),
        ("请运行以下命令。", "sudo apt-get install python3-pip git curl vim tmux"),
        ("名词解释。", "noun verb adjective adverb pronoun preposition conjunction numeral article"),
        (
            "用 select name from users order by name。",
            "select name from users where id = 1 order by name desc limit 10",
        ),
    ],
)
def test_lists_and_commands_are_not_jumbled(source: str, target: str) -> None:
    assert found(grammar.CHECK, source, target) == []
    jumbled = "Them by old the for river was bridge the in repaired and of workers a last week"
    assert [f.message for f in found(grammar.CHECK, "工人们上周修好了河上的旧桥。", jumbled)] == [
        "the words of this sentence are in no English order"
    ]
