"""One name under two names in a sentence."""

from __future__ import annotations

import pytest

from align.checks.second_name import CHECK
from align.evidence.weigh import weighed
from align.records import Alignment


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("松河大坝建成后，松河不再泛滥。", "Since Songhe Dam was built, the Pine River has not flooded.", "Pine River"),
        ("松河大坝建成后，松河不再泛滥。", "Since Songhe Dam was built, the Songhe has not flooded.", ""),
        ("松河大坝建成后，松河不再泛滥。", "Since Songhe Dam was built, it has not flooded.", ""),
        ("冯立群到任后，冯立群团队发表了论文。", "After Feng Liqun came, the Fang team published a paper.", "Fang"),
        ("冯立群和方明到任后，冯立群发表了论文。", "After Feng Liqun and Fang Ming came, he published a paper.", ""),
        ("", "Feng and Fang", ""),
    ],
)
def test_second_names(zh: str, en: str, put: str) -> None:
    spans = [f.target_span for f in CHECK.run(weighed(Alignment.of_pair(zh, en)))]
    assert [en[span.start : span.end] for span in spans if span is not None] == ([put] if put else [])
