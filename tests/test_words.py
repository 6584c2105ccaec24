from align.text.segmenter import common, cut, english, jieba_words, reach, words


def test_cut_covers_the_run_without_gaps() -> None:
    run = "我们不得不推迟会议"
    pieces = cut(run)
    assert "".join(run[a:b] for a, b in pieces) == run
    assert [run[a:b] for a, b in pieces] == ["我们", "不得不", "推迟", "会议"]


def test_words_have_offsets_of_the_text() -> None:
    text = "2023年，经济增长。"
    assert [text[a:b] for a, b in words(text)] == ["年", "经济", "增长"]


def test_unknown_characters_stand_alone() -> None:
    assert cut("𠀀") == [(0, 1)]
    assert cut("") == []


def test_reach_covers_every_long_word() -> None:
    far = reach()
    for word in list(common())[::97]:
        if len(word) > 2:
            assert far[word[:2]] >= len(word)


def test_english_words_are_small() -> None:
    assert {"ministry", "bureau", "river"} <= english()
    assert not {"china", "german", "beijing"} & english()


def test_jieba_takes_terms() -> None:
    assert "区块链" in jieba_words(["推进区块链发展"], ["区块链"])[0]
