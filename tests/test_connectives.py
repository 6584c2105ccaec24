"""Cause, condition and concession: 虽然, "because"; 即使, "if"."""

from __future__ import annotations

import pytest

from align import api


def told(source: str, target: str) -> list[str]:
    return [f.message for f in api.review_text(source, target).findings if "join the clauses" in f.message]


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("虽然工资很低，他还是接受了这份工作。", "Because the pay was very low, he took the job.", "Because"),
        ("因为缺少零件，工厂停产了一周。", "The factory stopped for a week despite a shortage of parts.", "despite"),
        ("如果桥梁受损，公路就会封闭。", "Because the bridge is damaged, the road will be closed.", "Because"),
        ("无论乘客是否迟到，列车都准时发车。", "The train leaves on time if passengers are late.", "if"),
        ("除非机器损坏，定金将全额退还。", "If the machine is damaged, the deposit will be refunded in full.", "If"),
    ],
)
def test_a_clause_that_is_joined_otherwise_is_told(source: str, target: str, word: str) -> None:
    assert any(f"“{word}”" in message for message in told(source, target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("虽然工资很低，他还是接受了这份工作。", "He took the job although the pay was very low."),
        ("虽然工资很低，他还是接受了这份工作。", "The pay was very low, but because he had to he took the job."),
        ("工厂停产，主要是缺少零件。", "The factory stopped work mainly due to a shortage of parts."),
        ("旅程很顺利，虽然这样说不太合适。", "The journey went well, if that is the right word."),
        ("虽然下雨，我也不介意走路。", "It rains, but I don't mind if I walk."),
        ("如果不交押金，就不能入住。", "Nobody can move in unless a deposit is paid."),
        ("即使桥梁受损，公路也不会封闭。", "The road will not be closed even if the bridge is damaged."),
        ("除非机器损坏，定金将全额退还。", "If the machine is not damaged, the deposit will be refunded in full."),
    ],
)
def test_the_same_relation_is_left_alone(source: str, target: str) -> None:
    assert told(source, target) == []
