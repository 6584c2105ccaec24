import pytest

from align.names.recognition import Name, chinese_of, listed, major, recognise, sounding


def find(text: str) -> tuple[Name, ...]:
    return recognise([text])[0].names


def kinds(text: str) -> dict[str, str]:
    return {name.text: name.kind for name in find(text)}


def test_persons_with_a_title_or_a_verb_of_speech() -> None:
    found = {n.text: n for n in find("记者曾小雨采访了教授欧阳文清，王建国表示支持。")}
    assert {"曾小雨", "欧阳文清", "王建国"} <= found.keys()
    assert found["欧阳文清"].surname == 2
    assert all(found[name].sure >= 0.9 for name in ("曾小雨", "欧阳文清", "王建国"))


def test_words_that_begin_like_names_are_no_names() -> None:
    for text in ("高明的办法很多。", "许可证已经发放。", "时间就是金钱。", "他白天工作。", "方便群众办事。"):
        assert not [n for n in find(text) if n.sure >= 0.6], text


@pytest.mark.parametrize("text", ["绿水青山就是金山银山的理念", "守住金山银山", "他有眼不识泰山", "真是洛阳纸贵"])
def test_what_a_saying_holds_is_no_name(text: str) -> None:
    assert not find(text)


def test_the_same_names_outside_sayings() -> None:
    assert kinds("游客登上泰山，又去了金山。").keys() == {"泰山", "金山"}


def test_places_of_china() -> None:
    found = kinds("郑州市金水区位于河南省，离洛阳不远。")
    assert found["郑州"] == "place" or found.get("郑州市") in ("place", "listed")
    assert "洛阳" in found


def test_foreign_names_by_list_with_renderings() -> None:
    found = {n.text: n for n in find("默克尔访问了莫斯科和内罗毕。")}
    assert found["默克尔"].renderings[0] == "Merkel"
    assert found["莫斯科"].renderings[0] == "Moscow"
    assert found["内罗毕"].renderings[0] == "Nairobi"


def test_foreign_names_nobody_lists_are_found_by_their_characters() -> None:
    assert kinds("格里沃尔里克斯赢得比赛。").get("格里沃尔里克斯") == "sound"


def test_offsets_are_those_of_the_text() -> None:
    text = "2023年，张伟从上海飞往巴黎。"
    for name in find(text):
        assert text[name.start : name.end] == name.text


def test_anonymous_persons() -> None:
    assert "黄某某" in kinds("警方说，黄某某已经离开。")


def test_english_names_lead_back() -> None:
    assert "特朗普" in chinese_of("trump")
    assert chinese_of("qqqq") == ()
    assert chinese_of("") == ()
    for word in ("aachen", "zurich", "york", "nairobi"):
        assert chinese_of(word), word


def test_every_listed_name_is_found_by_bisection() -> None:
    names = list(listed().items())
    for zh, ways in names[:: max(1, len(names) // 300)]:
        word = ways.split(";")[0]
        if word.isascii() and word.isalpha() and word[0].isupper():
            hits = chinese_of(word.lower())
            assert zh in hits or len(hits) >= 24 or not hits, (zh, word)


def test_major_names_are_listed() -> None:
    assert {"美国", "欧盟", "联合国"} <= major()
    assert major() <= listed().keys()


def test_sounding_and_stretches() -> None:
    assert sounding("卡尔斯鲁厄"[:4])
    assert not sounding("经济")
    assert any("克里斯" in s for s in recognise(["经济学家克里斯说"])[0].foreign)


@pytest.mark.parametrize("text", ["", "ABC 123", "一", "。。。", "𠀀𠀁"])
def test_texts_without_names(text: str) -> None:
    assert find(text) == ()
