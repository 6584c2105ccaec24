"""He for she and she for he."""

from __future__ import annotations

import pytest

from align.checks.gender import CHECK
from align.evidence.weigh import weighed
from align.records import Alignment
from tests.checks.support import found


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("她昨天去了上海。", "He went to Shanghai yesterday.", "He"),
        ("这位女飞行员说天气很好。", "The pilot said that he had found the weather fine.", "he"),
        ("法国总统马克龙说将访问非洲。", "Emmanuel Macron said she would visit Africa.", "she"),
        ("这位女飞行员说天气很好。", "The pilot said that she had found the weather fine.", ""),
        ("她的哥哥在上海工作。", "Her brother works in Shanghai; he likes it there.", ""),
        ("母亲说父亲已经到家。", "Mother said he had got home.", ""),
        (
            "马克龙和朔尔茨会谈后说将再次见面。",
            "Macron met Olaf Scholz and Angela Merkel, and said she would come.",
            "",
        ),
        ("韩雪女士将主持会议。", "Mr Han Xue will chair the meeting.", "Mr"),
        ("他们上个月搬走了。", "He moved out last month.", "He"),
        ("他们上个月搬走了。", "The family moved out last month.", ""),
        ("留作他用。", "To be kept for her other purposes.", ""),
        ("他们夫妇住在上海。", "She and her husband live in Shanghai.", ""),
    ],
)
def test_pronouns(zh: str, en: str, put: str) -> None:
    spans = [finding.target_span for finding in CHECK.run(weighed(Alignment.of_pair(zh, en)))]
    assert [en[span.start : span.end] for span in spans if span is not None] == ([put] if put else [])


def test_he_before_an_age_is_a_surname() -> None:
    source = "第61分钟，她接队友直塞后推射得手。"
    assert found(CHECK, source, "He, 18, slotted home in the 61st minute.") == []
    assert len(found(CHECK, source, "He slotted home in the 61st minute.")) == 1


def test_another_school_is_no_man() -> None:
    assert not found(CHECK, "校长经许可后可在他校兼课。", "With leave, she may teach at other schools.")
    assert found(CHECK, "他昨天去了另一所学校。", "She went to another school yesterday.")
