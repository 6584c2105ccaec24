"""Moved passages: found by the aligner over the whole text, told as what they are."""

from __future__ import annotations

import pytest

from align.embed import bundled
from align.pair import align_sentences
from align.records import Bead

ZH = [
    "春天，农民在田里种下了玉米和大豆。",
    "河上的旧桥去年被洪水冲垮了。",
    "村里的小学新来了两位年轻的音乐老师。",
    "医生建议病人每天早晨散步半小时。",
    "图书馆周末开放到晚上九点。",
    "他的祖父年轻时是一名海员，去过许多港口。",
    "工厂下个月将安装三条新的生产线。",
    "昨天夜里，森林里发生了一场火灾。",
]
EN = [
    "In spring the farmers planted corn and soybeans in the fields.",
    "The old bridge over the river was washed away by the flood last year.",
    "Two young music teachers have joined the village school.",
    "The doctor advised the patient to walk for half an hour every morning.",
    "The library stays open until nine in the evening at weekends.",
    "His grandfather was a sailor in his youth and visited many ports.",
    "The factory will install three new production lines next month.",
    "Last night a fire broke out in the forest.",
]


def pairs(beads: list[Bead]) -> dict[tuple[int, int], tuple[int, int]]:
    return {bead.source: bead.target for bead in beads}


@pytest.mark.parametrize(
    "order",
    [
        [0, 2, 3, 4, 1, 5, 6, 7],  # one sentence three places on
        [0, 1, 6, 2, 3, 4, 5, 7],  # one four places back
        [0, 1, 2, 4, 3, 5, 6, 7],  # two neighbours swapped
        [0, 4, 5, 6, 1, 2, 3, 7],  # two paragraphs swapped
    ],
)
def test_moved_sentences_find_their_counterparts(order: list[int]) -> None:
    beads = align_sentences(ZH, [EN[k] for k in order], bundled())
    found = pairs(beads)
    assert {(k, k + 1): (order.index(k), order.index(k) + 1) for k in range(8)} == found
    assert any(bead.moved for bead in beads)
    assert not any(bead.moved for bead in align_sentences(ZH, EN, bundled()))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (["梨汁", "番茄汁", "西瓜汁"], ["Tomato juice", "Watermelon juice", "Pear juice"]),
        (["擦窗户。", "倒垃圾。"], ["Take out the rubbish.", "Clean the windows."]),
    ],
)
def test_short_items_of_a_list_in_another_order(chinese: list[str], english: list[str]) -> None:
    moved = [english[-1], *english[:-1]]
    beads = align_sentences(chinese, english, bundled())
    assert pairs(beads) == {(n, n + 1): (at, at + 1) for n, at in enumerate(english.index(text) for text in moved)}


def test_a_headline_is_no_rendering_of_a_moved_sentence() -> None:
    chinese = [
        "央行下调存款准备金率0.5个百分点",
        "央行有关负责人表示，此次降准将向金融市场提供长期流动性约1万亿元，每年降低金融机构资金成本约110亿元。",
        "这是今年第二次降准，上一次是在2月5日。",
    ]
    english = [
        "PBOC cuts reserve ratio to support growth",
        "The cut, announced on Monday and effective from Dec 16, is the second this year after one in February.",
        "It brings the weighted average reserve requirement ratio to around 6.6 percent.",
    ]
    assert pairs(align_sentences(chinese, english, bundled())).get((0, 1)) in ((0, 1), None)
