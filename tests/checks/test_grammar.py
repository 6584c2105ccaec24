"""The check grammar."""

from __future__ import annotations

import pytest

from align.checks import grammar
from align.evidence.fluency import slips
from tests.checks.support import found


def test_free_to_the_public_lacks_no_verb() -> None:
    assert not grammar._plain(slips("it is free to the public"), 4)
    assert grammar._plain(slips("he used wanted to the public"), 4)


def test_shuffled_sentence_is_reported() -> None:
    target = "Trees the the play while fishing under by old chess people river the are the children."
    assert found(grammar.CHECK, "老人在树下下棋，孩子们在河边钓鱼。", target, linked=True)


@pytest.mark.parametrize(
    "target",
    [
        "The president shall perform his or her duties in person for the whole term of office.",
        "The tax amount calculated in accordance with these rules is paid in May.",
        "The teacher shall be issued a certificate after passing the review.",
        "If called without any arguments, it returns the empty list of all the names.",
        "Then assign the second machine the task of drilling holes into the plates.",
    ],
)
def test_grammar_that_is_right(target: str) -> None:
    assert found(grammar.CHECK, "无关的一句话。", target, linked=True) == []


@pytest.mark.parametrize(
    "target",
    [
        "An official of the Bureau of Statistics gave a short briefing to the press.",
        "In the first half of this year the output of the mill rose 4.2 percent year on year.",
    ],
)
def test_nothing_is_missing_in_a_set_phrase(target: str) -> None:
    assert not found(grammar.CHECK, "统计局有关负责人介绍了情况。", target, linked=True)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("党委常委、副市长、局长。", "Standing Committee member, deputy mayor, bureau director general"),
        ("请运行以下命令。", "sudo apt-get install python3-pip git curl vim tmux"),
        ("名词解释。", "noun verb adjective adverb pronoun preposition conjunction numeral article"),
        (
            "用 select name from users order by name。",
            "select name from users where id = 1 order by name desc limit 10",
        ),
    ],
)
def test_lists_and_commands_are_not_jumbled(source: str, target: str) -> None:
    assert found(grammar.CHECK, source, target, linked=True) == []
    jumbled = "Them by old the for river was bridge the in repaired and of workers a last week"
    assert [f.message for f in found(grammar.CHECK, "工人们上周修好了河上的旧桥。", jumbled, linked=True)] == [
        "the word order of this sentence is not English"
    ]
