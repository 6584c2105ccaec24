"""Misspelt words: what is found, what is left alone, and the word list behind it."""

from __future__ import annotations

import collections
from pathlib import Path

import pytest

from align import review_text
from align.checks.spelling import CHECK
from align.config import Settings
from align.evidence.weigh import weighed
from align.examples import alignment_of
from align.pipeline import Engine
from align.records import Alignment, Finding
from align.rules import load_rules
from align.text import spelling


def found(source: str, target: str) -> list[Finding]:
    return list(CHECK.run(weighed(Alignment.of_pair(source, target))))


def marked(source: str, target: str) -> list[str]:
    return [target[f.target_span.start : f.target_span.end] for f in found(source, target) if f.target_span]


@pytest.mark.parametrize(
    ("target", "wrong", "right"),
    [
        ("The bridge was built becuase the ferry was slow.", "becuase", "because"),
        ("The competitiion lasted three days.", "competitiion", "competition"),
        ("He graduated from the adminitration school.", "adminitration", "administration"),
        ("Sicne last week the road has been closed.", "Sicne", "Since"),
        ("They went home adn slept.", "adn", "and"),
        ("The goverment's plan was late.", "goverment", "government"),
        ("He didnt come.", "didnt", "didn't"),
        ("That has occured before.", "occured", "occurred"),
        ("They stood at the end ofthe bridge.", "ofthe", "of the"),
        ("The slowdownto come will be short.", "slowdownto", "slowdown to"),
        ("A long gov ernment meeting.", "gov ernment", "government"),
    ],
)
def test_slips_and_what_was_meant(target: str, wrong: str, right: str) -> None:
    (finding,) = found("这座桥很长。", target)
    assert finding.target_span is not None
    assert target[finding.target_span.start : finding.target_span.end] == wrong
    assert finding.suggestions[0] == right
    assert (finding.severity, finding.category) == ("warning", "fluency/spelling")


def test_every_place_is_marked_until_the_word_is_a_term() -> None:
    line = "The vegitables are fresh."
    assert marked("蔬菜新鲜。\n蔬菜新鲜。", f"{line} {line}") == ["vegitables"] * 2
    assert marked("蔬菜新鲜。", f"{line} {line} {line}") == []
    article = alignment_of("蔬菜新鲜。\n他来了。\n蔬菜多。", f"{line}\nHe likes vegitables.\nMany vegitables.")
    assert list(CHECK.run(weighed(article))) == []


@pytest.mark.parametrize(
    "target",
    [
        "The colour of the centre, organised by travellers, was grey; the color of the center, organized, was gray.",
        "Faeces, haemorrhage and marvellous encyclopaedias.",
        "Overfishing, unhappiest hardliners, flowerbeds and counterterrorism were renegotiated.",
        "The cubs and lambs stopped calving; the happier shovelfuls were resharpened.",
        "See www.exmaple.com/foudn, mail foudn@exmaple.com, and run foudn_it.py or foudn(3).",
        "She mustn't, he'll, o'clock; the lawmakers' and the children's.",
        "Khatami met Amarwick and Mazlan of Barisan.",
        "Lee Kang-hoon and Carrie Lam Cheng Yuet-ngor spoke.",
        "The fangcang hospitals in Foshan closed.",
        "",
    ],
)
def test_good_english_is_left_alone(target: str) -> None:
    assert marked("佛山的方舱医院关闭了。", target) == []


def test_latin_letters_of_the_source_are_no_misspelling() -> None:
    assert marked("使用 recieve 函数。", "Use the recieve function.") == []
    assert marked("使用接收函数。", "Use the recieve function.") == ["recieve"]


def test_the_chinese_makes_a_correction_surer() -> None:
    target = "They went to the cortyard."
    sure, unsure = found("他们走进庭院。", target), found("他们走进银行。", target)
    assert sure[0].confidence > max((f.confidence for f in unsure), default=0.0)


def test_a_name_of_which_nothing_is_known_stays_a_name() -> None:
    assert marked("他和马特菲尔德谈话。", "He spoke with Marketh and Statte.") == []
    assert marked("该协会成立了。", "The new Assocation was founded.") == ["Assocation"]


def test_another_language_is_another_check() -> None:
    assert (
        marked("孩子们在学校。", "Die Kinder lernen in der Schule und sie sind nicht allein, wassre und brott.") == []
    )


def test_words_of_the_house_and_of_accepted_renderings_are_known(tmp_path: Path) -> None:
    source, target = "他买了一个新的东西。", "He bought a new compny."
    assert [f.check for f in review_text(source, target).findings if f.check == "spelling"]
    own = Settings(words=("Compny",))
    assert not [f for f in review_text(source, target, settings=own).findings if f.check == "spelling"]
    assert Engine(own).is_own("compnies") and not Engine(own).is_own("qwertzy")
    pack = tmp_path / "house.toml"
    pack.write_text('[thing]\nsource = ["蓝石"]\naccept = ["Compny Stone"]\n', encoding="utf-8")
    ruled = Settings(rules=(str(pack),))
    assert not [f for f in review_text(source, target, settings=ruled).findings if f.check == "spelling"]


def test_rules_say_which_words_they_accept() -> None:
    rules = load_rules()
    assert rules.accepts("zhengzhou") and not rules.accepts("zhengzho")
    assert not load_rules(disable=["places"]).accepts("zhumadian")


def test_the_list_is_sorted_and_small() -> None:
    lines = spelling.PATH.read_text(encoding="utf-8").splitlines()[4:]
    words = [line.partition("\t")[0] for line in lines]
    assert [w.encode() for w in words] == sorted(w.encode() for w in words)
    assert spelling.PATH.stat().st_size < 750_000
    for at in (0, 1, len(words) // 3, len(words) - 1):
        assert spelling.level(words[at]) == int(lines[at][-1])
    assert [spelling.level(w) for w in ("", "aaaaaa", "zzzzzz", "foudn", "naïve")] == [spelling.UNKNOWN] * 5


def test_no_accepted_rendering_of_the_shipped_rules_is_marked() -> None:
    rules = load_rules()
    forms = sorted({form for rule in rules.rules for form in rule.accept if form.replace(" ", "").isalpha()})
    assert len(forms) > 1000
    texts = [" ".join(f"They saw {form} there." for form in forms[at : at + 50]) for at in range(0, len(forms), 50)]
    assert [word for text in texts for word in marked("他们来了。", text)] == []
    assert marked("他们来了。", f"{texts[0]} They saw the bridg there.") == ["bridg"]  # in so long a text, too


@pytest.mark.parametrize(
    ("word", "meant", "edit"),
    [
        ("foudn", "found", "swap"),
        ("comming", "coming", "double"),
        ("pased", "passed", "double"),
        ("sudents", "students", "missing"),
        ("reasearch", "research", "added"),
        ("indipendence", "independence", "sound"),
        ("ountain", "mountain", "first"),
        ("contritutions", "contributions", "other"),
    ],
)
def test_slips_have_names(word: str, meant: str, edit: str) -> None:
    assert edit in {c.edit for c in spelling.corrections(word) if c.word == meant}


def test_known_words_and_strange_ones() -> None:
    assert all(
        map(spelling.known, "stopped cubs calving unhappiest renegotiated densify returnees backcountry".split())
    )
    strange = "stoped recieve occured prefered excedded recidents thier adresses ofthe".split()
    assert not [w for w in strange if spelling.known(w)]


def test_a_misspelling_that_texts_share_is_no_word() -> None:
    from training.spelling import Counts, vocabulary

    counts = Counts.__new__(Counts)
    counts.small = collections.Counter(authority=5000, authoritiy=2, plateau=3, authorities=2000)
    counts.weighted, counts.capital = collections.defaultdict(float, counts.small), collections.Counter()
    counts.sources = collections.defaultdict(set, {w: {"a"} for w in counts.small})
    words = vocabulary(counts, collections.Counter(), {}, {"zhengzhou"})
    assert words == {"authority", "authorities", "plateau", "zhengzhou"}
