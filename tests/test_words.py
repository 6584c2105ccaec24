from align.text.segmenter import chance_of, common, cut, english, is_common, tagged_words, words


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


def test_words_are_met_by_their_first_character() -> None:
    for word, chance in list(common().items())[::97]:
        assert is_common(word) and chance_of(word) == chance
        assert cut(word)[-1][1] == len(word)
    assert not is_common("") and not is_common("区块链区块链") and chance_of("龘龘") < -99
    assert cut("不得不") == [(0, 3)]


def test_english_words_are_small() -> None:
    assert {"ministry", "bureau", "river"} <= english()
    assert not {"china", "german", "beijing"} & english()


def test_jieba_takes_terms() -> None:
    assert ("区块链", "nz") in tagged_words(["推进区块链发展"], ["区块链"])[0]


def test_word_search_finds_what_a_pattern_of_all_words_finds() -> None:
    import random
    import re

    from align.text.word_search import WordSearch

    dice = random.Random(3)
    for _ in range(300):
        words = {"".join(dice.choices("甲乙丙", k=dice.randint(1, 4))) for _ in range(dice.randint(1, 9))}
        text = "".join(dice.choices("甲乙丙丁", k=dice.randint(0, 30)))
        pattern = re.compile("|".join(sorted(words, key=len, reverse=True)))
        wanted = [(m[0], *m.span()) for m in pattern.finditer(text)]
        assert list(WordSearch.of(words).find(text)) == wanted, (words, text)
