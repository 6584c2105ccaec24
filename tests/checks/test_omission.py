"""The check omission."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align.checks import omission
from align.evidence.weigh import weighed
from align.records import Alignment, Finding
from tests.checks.support import found, linker
from tests.conftest import Run

STRONG = {"omission": 0.85, "addition": 0.87}  # what these checks give to what they hold for sure


def test_a_clause_left_out_is_underlined_in_the_chinese() -> None:
    source = "昨天下了大雨，水库的水位上升很快。"
    findings = found(omission.CHECK, source, "It rained heavily yesterday.", linked=True)
    assert findings
    spans = [f.source_span for f in findings]
    assert any(s and "水位" in source[s.start : s.end] for s in spans)
    assert all(f.target_span is None for f in findings)


def test_a_missing_sentence_is_an_error_and_a_credit_is_a_note() -> None:
    assert [f.severity for f in found(omission.CHECK, "全村人都来帮忙收割水稻。", ".", linked=True)] == ["error"]
    assert [f.severity for f in found(omission.CHECK, "（记者 林小雨）", "", linked=True)] == ["note"]
    assert found(omission.CHECK, "责任编辑：赵小川", "", linked=True) == []


def test_a_verb_may_be_said_by_another_one() -> None:
    source = "十年来，村民们一直就这座旧桥的去留进行讨论。"
    said = "For ten years the villagers have been debating whether the old bridge should stay."
    assert found(omission.CHECK, source, said, linked=True) == []


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
    assert found(omission.CHECK, source, whole, linked=True) == []
    (finding,) = found(omission.CHECK, source, broken, linked=True)
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
    assert found(omission.CHECK, source, target, linked=True) == []


def test_no_stretch_goes_over_the_end_of_a_clause() -> None:
    source = "昨天下了大雨，水库的水位上升很快。"
    pair = replace(Alignment.of_pair(source, "The dog slept on the sofa all day."), linker=linker())
    proof = weighed(pair).pairs()[0].evidence.coverage
    assert proof is not None
    spans = [
        source[proof.links.source.starts[a] : proof.links.source.ends[b]] for a, b, _ in omission._spans(source, proof)
    ]
    assert spans and not any("，" in span for span in spans)


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
    assert {f.severity for f in found(omission.CHECK, source, target, linked=True)} == {severity}


def test_a_verb_that_says_little_beside_its_object_is_no_sure_omission() -> None:
    def loud(source: str, target: str) -> list[Finding]:
        return [f for f in found(omission.CHECK, source, target, linked=True) if f.confidence >= STRONG["omission"]]

    assert loud("为所有组件添加该属性的支持。", "Add the attribute to all components.") == []
    assert loud("这家医院位于山区，今年引进了新设备。", "The hospital is in the mountains and new equipment this year.")


def test_a_sentence_of_which_words_are_rendered_is_not_called_missing() -> None:
    source = "馆内禁止吸烟，禁止携带宠物（导盲犬除外）。"
    spans = [f.source_span for f in found(omission.CHECK, source, "No smoking. No pets.", linked=True)]
    missing = [source[span.start : span.end] for span in spans if span]
    assert "导盲犬除外" in missing and not any("吸烟" in words or "宠物" in words for words in missing)


def test_trade_is_all_of_imports_and_exports() -> None:
    source = "前三季度，我国货物贸易进出口总额为32.3万亿元。"
    assert not found(
        omission.CHECK,
        source,
        "In the first three quarters, China's foreign trade in goods hit 32.3 trillion yuan.",
        linked=True,
    )
    assert found(
        omission.CHECK, source, "In the first three quarters, China's forests gave 32.3 trillion yuan.", linked=True
    )


def test_a_command_without_a_translation_is_no_furniture(align: Run, tmp_path: Path) -> None:
    (tmp_path / "z.yml").write_text("zh:\n  a: 打开\n  b: 打印\n", encoding="utf-8")
    (tmp_path / "e.yml").write_text("en:\n  a: Open\n", encoding="utf-8")
    assert "this sentence has no translation" in align("check", "z.yml", "e.yml").stdout
