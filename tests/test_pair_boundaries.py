"""What the aligner knows of boundaries: speakers, clauses, and words that are everywhere."""

from __future__ import annotations

import numpy as np
import pytest

from align.embed import bundled
from align.pair.aligner import survey
from align.pair.layout import Layout
from align.pair.marks import breaks, flags, turns
from align.pair.side import make_side

ZH = [
    "昨天下午，新馆正式开放。",
    "读者可以免费借阅十万册图书。",
    "附近的公交车站也改了名字。",
    "预计每年有一百万人来访。",
]


def test_speakers_change_where_one_quotation_ends_and_another_begins() -> None:
    texts = ["“你来了？”", "“来了。”", "他笑了。", "老王道：“坐吧。”", "小李道：“谢谢。”", "他坐下。"]
    assert turns(texts, flags(texts)).tolist() == [0, 1, 0, 0, 1, 0, 0]
    assert turns(["“嗯。”"], flags(["“嗯。”"])).tolist() == [0, 0]


def test_marks_between_clauses_are_tokens_of_their_own() -> None:
    texts = ["😀春天来了，花开了。", "", "Spring came; flowers opened."]
    tokens = bundled().tokens(texts)
    found = breaks(texts, [t.starts for t in tokens])
    starts = [(text, a) for text, t in zip(texts, tokens, strict=True) for a in t.starts.tolist()]
    assert [text[a] for (text, a), b in zip(starts, found.tolist(), strict=True) if b] == ["，", ";"]
    assert not len(breaks([], []))


def test_a_word_that_is_everywhere_tells_little() -> None:
    side = make_side([f"韦小宝{text}" for text in ZH * 6] + ["西瓜"], bundled())
    tokens = bundled().tokens(["韦小宝"])[0].ids
    name = np.isin(side.ids, tokens)
    assert (side.telling[name] < 0.3 * side.weight[name]).all()
    assert side.telling[-1] == pytest.approx(side.weight[-1])
    part = side.part(0, 1)
    assert np.array_equal(part.telling, side.telling[: len(part.telling)]), "as common in a part as in the whole"


def test_first_and_last_clause_of_a_sentence() -> None:
    side = make_side(["图书馆昨天下午正式开放，好，读者可以免费借阅十万册图书。", "天黑了，走。"], bundled())
    words = side.words
    first, second = (slice(*words.starts[k : k + 2].tolist()) for k in range(2))
    opening, closing = words.opening[first], words.closing[first]
    assert opening[0] and not opening[-1] and closing[-1] and not closing[0]
    assert not (opening & closing).any()
    assert words.opening[second].all() and words.closing[second].all(), "too short for clauses of their own"


def test_a_clause_that_opens_the_next_sentence_keeps_both_together() -> None:
    zh = [
        "图书馆星期一闭馆。",
        "她听说火车站的老站长得了重病，心里十分难过，她把自己的忧虑告诉了父母。",
        "父亲一言不发，母亲把造谣的邻居骂了一顿。",
        "第二天，音乐会照常举行。",
    ]
    en = [
        "The library is closed on Mondays.",
        "She had heard that the old master of the railway station was gravely ill, and it made her very sad.",
        "When she told her parents of her worries, her father said nothing, and her mother scolded the neighbours.",
        "The concert took place the next day as planned.",
    ]
    source, target = make_side(zh, bundled()), make_side(en, bundled())
    described = survey(source, target, Layout(), bundled()).description
    values = next(described.parts(["clause_s_last_end", "clause_t_first_start"], 1 << 20))
    c = described.candidates
    at = {(i, j, a, b): k for k, (i, j, a, b) in enumerate(zip(c.i, c.j, c.a, c.b, strict=True))}
    apart, joined = values[at[2, 2, 1, 1]], values[at[3, 3, 2, 2]]
    assert apart[0] > 0.3, "the clause of worries is found in the next sentence"
    assert joined[0] < 0
    assert values[at[4, 4, 1, 1]][1] < 0


def test_words_that_belong_across_a_boundary_need_no_mark_beside_them() -> None:
    zh = [
        "图书馆星期一闭馆。",
        "搬运工人们浑身是汗地走进了火车站的仓库。",
        "仓库里的空气又热又闷。",
        "第二天，音乐会照常举行。",
    ]
    en = [
        "The library is closed on Mondays.",
        "The porters were covered in sweat.",
        "They entered the warehouse of the railway station, where the air was hot and stuffy.",
        "The concert took place the next day as planned.",
    ]
    source, target = make_side(zh, bundled()), make_side(en, bundled())
    described = survey(source, target, Layout(), bundled()).description
    names = ["astray_s_last_end", "astray_s_first_end", "astray_t_last_end", "astray_t_first_start"]
    values = next(described.parts(names, 1 << 20))
    c = described.candidates
    at = {(i, j, a, b): k for k, (i, j, a, b) in enumerate(zip(c.i, c.j, c.a, c.b, strict=True))}
    apart, joined = values[at[2, 2, 1, 1]], values[at[3, 3, 2, 2]]
    assert apart[0] > 0.2, "entered the warehouse of the station: in the next sentence"
    assert joined[0] < 0.1
    assert (values >= 0).all() and (values <= 1).all()
    assert not values[at[4, 4, 1, 1]][:3].any(), "nothing lies behind the end of the texts"
