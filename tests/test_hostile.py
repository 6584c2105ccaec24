"""Lines of one filler take time in proportion to their length: four times the text, at most nine times the time.

What takes less than 0.4 seconds of processor time is fast enough, however it grows. ``benchmarks/hostile.py`` measures
many more inputs, and larger ones.
"""

from __future__ import annotations

import time

import pytest

from align.api import review_text
from align.config import Settings

ZH = "9月8日，省工信厅在郑州市发布30亿元计划。"
EN = "On September 8, the department in Zhengzhou published a plan of 3 billion yuan."
FAST, GROWTH = 0.4, 9
SHORT = 5_000  # characters


def seconds(filler: str, size: int, chinese: bool) -> float:
    line = filler * (size // len(filler))
    text = f"{ZH}{line}\n{EN}\n" if chinese else f"{ZH}\n{EN} {line}\n"
    start = time.process_time()
    review_text(text, settings=Settings(second_reader="never"))
    return time.process_time() - start


@pytest.mark.parametrize("filler", ["，", "《》", "。", "百分之", "1,", "http://", "<b>", "郑州3亿元，"])
def test_a_chinese_line_of_one_filler(filler: str) -> None:
    check(filler, chinese=True)


@pytest.mark.parametrize("filler", ["one ", "a", "ie", "January ", "the ", "A.", "U.S. ", "%s", "<b>"])
def test_an_english_line_of_one_filler(filler: str) -> None:
    check(filler, chinese=False)


def check(filler: str, *, chinese: bool) -> None:
    seconds(filler, 100, chinese)  # whatever is loaded once is loaded
    long = seconds(filler, 4 * SHORT, chinese)
    if long > FAST:
        assert long < GROWTH * seconds(filler, SHORT, chinese)
