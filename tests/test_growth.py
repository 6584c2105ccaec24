"""What long texts cost: how much is looked at, not how long it takes; and that short cuts find the same."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from align.api import review_text
from align.checks import latin_lost, spelling
from align.config import Settings
from align.embed import bundled, static
from align.evidence import exchanged, fluency, kinds, translations
from align.evidence.ties import tie
from align.evidence.weigh import weighed
from align.names import capitalised, missing, pinyin, recognition, renderings, whereabouts
from align.names.whereabouts import full_names, once, read_at
from align.numbers import agreement, as_written, unfigured
from align.numbers.numbers_zh import scan
from align.numbers.quantity import Quantity
from align.records import Alignment, Bead, Block, Document, Links, Sentence, Tokens
from align.records import occurrences as of_words
from align.records.occurrences import Occurrences
from align.strings import placeholders, raw, resource
from align.strings.resource import Elsewhere
from align.text import sayings, word_keys


class Whole(np.ndarray):
    """Offsets that nobody may compare, or copy, one by one."""

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **more: Any) -> Any:
        assert max(map(np.size, inputs)) <= 3, f"{ufunc.__name__} looks at all tokens"
        return getattr(ufunc, method)(*map(np.asarray, inputs), **more)


def tokens(size: int, whole: bool = False) -> Tokens:
    """Words of three characters with a space between."""
    starts = np.arange(size, dtype=np.int32) * 4
    ends = starts + np.int32(3)
    if whole:
        starts, ends = starts.view(Whole), ends.view(Whole)
    return Tokens(np.zeros(size, np.int32), starts, ends)


def test_tokens_of_a_stretch() -> None:
    some = tokens(20)
    for start in range(82):
        for end in range(start, 84):
            touching = (some.starts < end) & (some.ends > start)
            assert (
                np.arange(20)[some.touching(start, end)].tolist() == np.flatnonzero(touching).tolist() or start == end
            )
            beginning = (some.starts >= start) & (some.starts < end)
            assert np.arange(20)[some.beginning(start, end)].tolist() == np.flatnonzero(beginning).tolist()


def test_two_words_are_tied_without_a_look_at_all_others() -> None:
    similarity = np.zeros((1000, 5), np.float32)
    similarity[500, 2] = 0.6
    ones = np.ones(1000, np.float32)
    links = Links(tokens(1000, whole=True), tokens(5, whole=True), ones, ones[:5], similarity)
    assert tie(links, (2000, 2003), (8, 11)) == pytest.approx(0.6)
    assert tie(links, (2004, 2007), (8, 11)) == -1.0  # renders another one
    assert tie(links, (2000, 2003), (11, 12)) == 0.0  # no token is there
    english = capitalised.read("aaa bbb Bob ddd eee")
    assert missing.linked_word(links, english.words[0])
    assert not missing.linked_word(links, english.words[0]._replace(start=12, end=15))


def test_words_of_a_long_text_are_found_by_its_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_words, "_LONG", 100)
    rng = random.Random(5)
    text = "".join(rng.choice("ab<>/0123中") for _ in range(30_000)) + "xyzzyxxyzzyx" * 3 + "aaaa" * 50
    pieces = [text[at : at + rng.randint(1, 12)] for at in rng.sample(range(len(text)), 400)]
    pieces += ["aaaaaa", "xyzzyxxyzzyx", "not there", "aaaab", "𠮷𠮷𠮷𠮷𠮷", "\ud800" * 6]
    known = Occurrences(text)
    assert [known.count(piece) for piece in pieces] == [text.count(piece) for piece in pieces]


def test_a_long_text_is_not_read_for_each_word() -> None:
    read: list[str] = []

    class Counted(str):
        def count(self, *args: Any) -> int:
            read.append(args[0])
            return super().count(*args)

    numbers = list(range(100_000))
    random.Random(1).shuffle(numbers)
    known = Occurrences(Counted(" ".join(f"<a id={n:06}>" for n in numbers)))
    assert all(known.count(f"<a id={n:06}>") == 1 for n in range(1000))
    assert len(read) < 20


def test_words_that_stand_again_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    whole = raw.raw
    monkeypatch.setattr(resource, "raw", lambda *args: read.append(args) or whole(*args))  # type: ignore[func-returns-value]
    source = Document("a.txt", "zh", "<b>河水</b>上涨。\n雨下了。", (Block(0, 12), Block(13, 17)))
    target = Document("a.txt", "en", "The river rose.\nIt <b>rained</b>.", (Block(0, 15), Block(16, 33)))
    ours, theirs = (tuple(Sentence(b.start, b.end, n) for n, b in enumerate(d.blocks)) for d in (source, target))
    alignment = Alignment(source, target, ours, theirs, (Bead((0, 1), (0, 1)), Bead((1, 2), (1, 2))))
    elsewhere = Elsewhere(alignment, alignment.pairs()[0])
    for _ in range(50):
        assert elsewhere.holds("<b>", target=True)
        assert not elsewhere.holds("河水", target=True)
        assert not elsewhere.holds("river", target=False)
    assert len(read) == 2  # the other pair, both sides


def test_an_idiom_is_looked_for_where_the_name_is() -> None:
    asked: list[tuple[int, int]] = []

    class Text(str):
        def find(self, piece: str, start: int = 0, end: int = 1 << 40) -> int:  # type: ignore[override]
            asked.append((start, end))
            return super().find(piece, start, end)

    text = Text("银山在远处。" * 2000 + "绿水青山就是金山银山。")
    last = len(text) - 3
    assert sayings.in_idiom("银山", last, last + 2, text)
    assert not any(sayings.in_idiom("银山", at, at + 2, text) for at in range(0, 12_000, 6))
    assert asked
    assert max(min(end, len(text)) - start for start, end in asked) < 50


def test_names_are_looked_up_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(whereabouts, "spellings", lambda piece: read.append(piece) or pinyin.spellings(piece))  # type: ignore[func-returns-value]
    words = frozenset(("zhengzhou", "lina", "wangfang", *(f"xzq{n}" for n in range(1000))))
    assert read_at(words, "郑州和王芳、李娜和王芳。") == {"zhengzhou": [0], "wangfang": [3, 9], "lina": [6]}
    assert len(read) < 30
    english = capitalised.read("Wang Fang and Li Na met. Fang Fang")
    assert [w.text for w in full_names(english)["fangwang"]] == ["Wang Fang"]
    assert [w.text for w in full_names(english)["fangfang"]] == ["Fang Fang"]
    assert once("王", "王芳") and not once("芳", "芳芳") and not once("李", "王芳")


def test_the_network_reads_a_long_text_in_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(2)
    words = "the cat of on a mat 12 , . Zhengzhou runs quickly to and".split()
    texts = [" ".join(rng.choice(words) for _ in range(size)) for size in (700, 3, 0, 90)]
    expected = fluency.read(texts)
    sizes: list[int] = []
    logits = fluency._Model.logits

    def counted(model: Any, parts: Any, some: Any) -> Any:
        sizes.append(len(parts))
        return logits(model, parts, some)

    monkeypatch.setattr(fluency, "_WINDOW", 64)
    monkeypatch.setattr(fluency._Model, "logits", counted)
    for found, whole in zip(fluency.read(texts), expected, strict=True):
        np.testing.assert_allclose(found.missing, whole.missing, atol=1e-6)
        np.testing.assert_allclose(found.wrong, whole.wrong, atol=1e-6)
    assert max(sizes) <= 64 + 2 * fluency._SEEN
    assert len(sizes) == 11 + 1 + 2


def test_vectors_of_a_long_text_are_made_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = bundled()
    texts = ["The river rose. " * 90, "", "雨", "We met in Zhengzhou on Monday. " * 30, "a b c"]
    ids = [own.ids for own in encoder.tokens([text for text in texts if text])]
    expected = encoder.encode(texts), encoder.vectors(ids[0]), encoder.means(ids)
    taken: list[int] = []
    gather = encoder._gather
    monkeypatch.setattr(encoder, "_gather", lambda some: taken.append(len(some)) or gather(some))  # type: ignore[func-returns-value]
    monkeypatch.setattr(static, "ROWS", 50)
    for found, whole in zip(
        (encoder.encode(texts), encoder.vectors(ids[0]), encoder.means(ids)), expected, strict=True
    ):
        np.testing.assert_allclose(found, whole, atol=1e-6)
    assert max(taken) <= 50


def test_a_text_of_placeholders_is_read_as_far_as_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = placeholders._made
    monkeypatch.setattr(placeholders, "_made", lambda *args: made.append(args[1]) or make(*args))  # type: ignore[func-returns-value]
    assert placeholders.any_certain("%s of {name} " * 1000)
    assert len(made) == 1
    texts = ("100% of it", "50 %d", "[x] done", "{name} left", "a {{b}} c", "", "On %Y-%m-%d", "$5 and $HOME", "%(n)d")
    assert [placeholders.any_certain(text) for text in texts] == [bool(placeholders.spans(text)) for text in texts]


def test_names_in_another_order_are_not_all_set_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    near = exchanged._near
    monkeypatch.setattr(exchanged, "_near", lambda *args: compared.append("") or near(*args))  # type: ignore[func-returns-value]
    people = [
        (s, g) for g in ("伟", "芳", "娜", "敏", "静", "强", "磊") for s in "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高"
    ]
    for number, most in ((12, 10_000), (40, 0), (130, 0)):
        some = people[:number]
        zh = "，".join(f"{surname}{given}来了" for surname, given in some)
        en = ", ".join(f"{pinyin.person(*one)} came" for one in reversed(some))
        compared.clear()
        review_text(f"{zh}。\n{en}.\n", settings=Settings(second_reader="never"))
        assert len(compared) <= most


def test_a_number_in_a_word_is_looked_up_without_a_walk_through_the_source() -> None:
    class Text(str):
        def __iter__(self) -> Any:
            raise AssertionError("looks at all characters")

    number = Quantity(3.8, 3.8, 3.8, "number", "", 4, 7)
    assert as_written.copied(number, Text("模型Phi-3.8B发布。"), "Phi-3.8B is out.")
    assert not as_written.copied(number, Text("模型发布。"), "Phi-3.8B is out.")


def test_a_word_in_pinyin_is_compared_where_its_first_syllable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    reads = renderings._reads
    monkeypatch.setattr(renderings, "_reads", lambda *args: looked.append(args[2]) or reads(*args))  # type: ignore[func-returns-value]
    source = recognition.Chinese("上书少十师" * 200 + "郑州")
    assert not renderings.pinyin_in("zhongguo", source) and not looked
    assert renderings.pinyin_in("zhengzhou", source) and len(looked) < 5
    assert renderings.pinyin_in("shangshu", source) and not renderings.pinyin_in("shangwu", source)


def test_acronyms_of_the_english_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    class Pattern:
        def findall(self, text: str) -> list[str]:
            read.append(text)
            return ["MFA", "USB"]

    monkeypatch.setattr(latin_lost, "_ACRONYM", Pattern())
    names = "，村民也养".join(f"Zebu Quagga{chr(97 + n)}x" for n in range(20))
    pair = weighed(Alignment.of_pair(f"农民养{names}。", "Farmers keep animals.")).pairs()[0]
    assert len(list(latin_lost._judge(pair))) == 20 and len(read) == 1
    for phrase, shortened in (("Multi-Factor Access", True), ("Multi Fold", True), ("Zoo Park", False), ("MFa", False)):
        assert latin_lost._shortened(phrase, "甲", ["MFA", "USB"]) is shortened
    assert not latin_lost._shortened("Multi Fold", "用 MFA", ["MFA", "USB"])


def test_things_of_a_kind_are_looked_for_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[int] = []
    place = exchanged._place
    monkeypatch.setattr(exchanged, "_place", lambda *args: placed.append(1) or place(*args))  # type: ignore[func-returns-value]
    zh = "狗、猫、马、牛、羊、猪、鸡、鸭、鹅、兔子、老虎、狮子、大象、猴子、狐狸、狼、熊在叫。"
    en = "The dog, cat, horse, cow, sheep, pig, hen, duck, goose, rabbit, tiger, lion, monkey, fox, wolf."
    review_text(f"{zh}\n{en}\n", settings=Settings(second_reader="never"))
    assert 0 < len(placed) < 40


def test_a_side_full_of_figures_is_not_compared() -> None:
    figures = " ".join(map(str, range(1, agreement.MOST + 9)))
    assert agreement.compare("一切正常。", figures).beyond and not agreement.compare("一切正常。", "1 2 3").beyond
    assert unfigured._shares("第1/2页和第3/4页", "page 1 of 2") == {("1", "2")}
    assert not unfigured._shares("第1页", "page 1 of 2")


class Counted(list[Any]):
    """Pieces that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, at: Any) -> Any:
        self.looks += 1
        return super().__getitem__(at)


def test_a_name_of_foreign_sounds_has_an_end() -> None:
    run = "马克龙" * 1000
    pieces = Counted((at, at + 3, "listed") for at in range(0, len(run), 3))
    recognition._in_run(run, pieces, 0)
    assert pieces.looks < 20 * len(pieces)


def test_things_of_a_kind_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    def search(pattern: word_keys.EntryPattern, low: str, *span: int) -> Any:
        looks.append(pattern.pattern)
        made = pattern._for(low)
        return None if made is None else made.search(low, *span)

    monkeypatch.setattr(word_keys.EntryPattern, "search", search)
    counts = []
    for times in (5, 50):
        looks.clear()
        source = recognition.recognise(["大家集中将会检查，" * times])[0]
        low = "the major general came " * times
        found = list(kinds.exchanges(source, low, kinds.words_of_kinds(source), word_keys.text_keys(low)))
        counts.append((len(looks), len(found)))
    assert counts[0] == counts[1]
    assert counts[0][0]


def test_the_word_for_a_correction_is_looked_for_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def measured(text: str) -> Any:
        sizes.append(len(text))
        return translations.hashes(text)

    monkeypatch.setattr("align.checks.spelling.hashes", measured)
    source = "学校需要更多的老师，" * 500 + "委员会开了会。"
    target = "Schools need more teachers, " * 500 + "and the comittee met."
    found = [f for f in review_text(source, target).findings if f.check == "spelling"]
    assert ["committee"] in [list(f.suggestions) for f in found]
    assert sizes
    assert max(sizes) <= spelling.BESIDE


def test_a_proverb_is_looked_for_around_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    real, sizes = sayings._listed, []

    def listed(text: str) -> Any:
        sizes.append(len(text))
        return real(text)

    monkeypatch.setattr(sayings, "_listed", listed)
    text = "没有三亿元，" * 500 + "活到老，学到老。" + "没有三亿元，" * 500
    at = text.index("活")
    assert sayings.is_proverb(text, at, at + 7)
    assert not sayings.is_proverb(text, 0, 2)
    assert max(sizes) < 100


def test_a_numeral_said_over_and_over_is_read_in_one_way() -> None:
    assert scan("仓库里有" + "几十" * 400 + "箱苹果。") == []  # two ways for each 几 doubled the time with each of them
    assert [q.low for q in scan("来了几十人，花了几百元，十几天。")] == [20, 200, 11]
