"""Sentence boundaries: what must not fool them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.sentences import split


def cut(text: str, lang: str) -> list[str]:
    return [text[a:b] for a, b in split(text, lang)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "want",
    [
        ["市长表示：“我们有信心。”", "会议随后结束。"],
        ["“走吧。”他说。", "大家都笑了！"],
        ["项目一期完工；二期明年动工。", "真的吗？！", "当然。"],
        ["他等了……又等了很久。", "没有人来。"],
        ["增长3.5%。", "版本号为2.0.1。"],
        ["茶山很高。", "上山要走半天。[2]"],
        ["茶山很高。①"],
        ["（记者李明）天气转凉。", "注意保暖（详见附件。共三页）。"],
        ["《通知》指出：“要抓落实。要见成效。”", "各地随即行动。"],
    ],
)
def test_chinese(want: list[str]) -> None:
    got = cut("".join(want), "zh")
    if want[0].startswith("《"):  # two sentences inside one quotation may be cut, but never inside the second mark
        assert "".join(got) == "".join(want)
        assert all(not s.startswith("”") for s in got)
    else:
        assert got == want


@pytest.mark.parametrize(
    "want",
    [
        ["The firm is No. 27 on the list.", "It grew 3.5 percent."],
        ["Dr. Smith of the U.S. Department of Energy spoke.", "He left at 5 p.m. on Jan. 5."],
        ["It opened in the U.S.", "The rest is history."],
        ['"Is it true?" she asked.', "Nobody knew."],
        ["He said “We are ready.”", "Then the meeting ended."],
        ["Wait... there is more.", "Much more!"],
        ["J. R. R. Tolkien wrote it.", "(Reporter Chen Hui)"],
        ["They make cars, e.g. BYD and Geely, etc., in China.", "Sales rose."],
        ["He said no.", "They left."],
        ["1. Boil the water.", "2. Add the tea."],
        ["IV. Final provisions"],
        ["(b). Wait for three minutes.", "So did I.", "He lost 3:2.", "They won."],
    ],
)
def test_english(want: list[str]) -> None:
    assert cut(" ".join(want), "en") == want


@given(st.text(alphabet="中文。！？…”“（）《》；,.!? \"'abAB1.", max_size=80), st.sampled_from(["zh", "en"]))
def test_spans_are_ordered_and_lose_only_white_space(text: str, lang: str) -> None:
    spans = split(text, lang)  # type: ignore[arg-type]
    at, rest = 0, []
    for start, end in spans:
        assert at <= start < end <= len(text)
        rest.append(text[at:start])
        at = end
    rest.append(text[at:])
    assert not "".join(rest).strip()
