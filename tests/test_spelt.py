"""English words that are the pinyin of the Chinese beside them."""

from __future__ import annotations

import pytest

from align.names.spelt import is_spelt, without_spelt


@pytest.mark.parametrize(
    ("source", "target", "marked", "left"),
    [
        ("郑州为何能获批？", "How can Zhengzhou be approved?", "Zhengzhou be approved", "be approved"),
        ("记者陈辉报道。", "Reported by Chen Hui.", "Chen Hui", ""),
        ("河南的经济。", "The economy of Hebei.", "Hebei", "Hebei"),
        ("他们去了重庆。", "They went to Chongqing.", "to Chongqing.", "to"),
        (
            "拆弹专家刘青云和靳梦佳来了。",
            "The experts Liu Qingyun and Jin Mengjia came.",
            "experts Liu Qingyun and Jin Mengjia",
            "experts",
        ),
        ("他和她来了。", "He and she came.", "He and she", "He and she"),
    ],
)
def test_names_at_the_ends_of_a_span_are_left_out(source: str, target: str, marked: str, left: str) -> None:
    start = target.index(marked)
    first, last = without_spelt(source, target, start, start + len(marked))
    assert target[first:last] == left


def test_letters_of_no_name() -> None:
    assert not is_spelt("Oxford", "牛津大学") and not is_spelt("", "河南") and is_spelt("Xi'an,", "西安人")
    assert not is_spelt("Moumou", "黄某某")
    assert not is_spelt("Shang", "他在山上。")  # one character is no name
