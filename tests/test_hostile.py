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


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("张伟和王芳，", "Wang Wei and Zhang Fang, "),
        ("从上海到北京，", "from Beijing to Shanghai, "),
        ("https://a.cn/b ", "https://a.cn/c "),
        ("中国农业银行，", "Bank of China, "),
        ("乔治·沃克·布什，", "George C. Bush, "),
        ("马克龙，", "Marcon, "),
        ("甲方应", "Party B shall "),
        ("（一。）", "(a.) "),
    ],
)
def test_lines_of_what_differs_again_and_again(zh: str, en: str) -> None:
    def took(size: int) -> float:
        start = time.process_time()
        text = f"{ZH}{zh * (size // len(zh))}\n{EN} {en * (size // len(en))}\n"
        review_text(text, settings=Settings(second_reader="never"))
        return time.process_time() - start

    took(100)
    long = took(4 * SHORT)
    if long > FAST:
        assert long < GROWTH * took(SHORT)
