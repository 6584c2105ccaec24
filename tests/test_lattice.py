import numpy as np

from align.names import recognition
from align.names.persons import people_in
from align.text import batch_segmenter
from align.text.batch_segmenter import cuts
from align.text.segmenter import common, cut
from training.lattice import entries, tables


def test_filed_tree_is_that_of_the_lists() -> None:
    made = tables(entries())
    with np.load(batch_segmenter.PATH) as filed:
        assert sorted(filed) == sorted(made)
        assert all(np.array_equal(filed[name], made[name]) for name in made)


def test_only_words_of_the_lists_are_found() -> None:
    tree, known = batch_segmenter._tree(), entries()
    letter = {char: int(tree.letter[ord(char)]) for word in known for char in word}
    for word in [*list(known)[::53], "大大大大", "的的", "𠀀国"]:
        node = letter.get(word[0], 0)
        for char in word[1:]:
            below = (int(tree.cells[node]) >> 8 & 0xFFFFFF) + letter.get(char, 0)
            node = below if node and int(tree.cells[below]) >> 32 == node else 0
        assert int(tree.cells[node]) & 0xFF == known.get(word, 0)


def test_runs_are_cut_alike_alone_and_together() -> None:
    runs = ["德国总理默克尔访问了东京", "𠀀国", "欧阳修说", "高明的办法", "乌" * 200, "一"]
    together = cuts(runs, people_in)
    for run in runs:
        assert cuts([run], people_in)[run] == together[run]
    assert together["德国总理默克尔访问了东京"][0] == (0, 2, "listed")
    assert together["𠀀国"] == [(0, 1, None), (1, 2, None)]
    assert together["一"] == [(0, 1, None)]
    assert cuts([]) == {}


def test_best_cut_is_that_of_the_common_words() -> None:
    names = recognition.listed()
    words = {word: chance for word, chance in common().items() if not names.get(word)}
    run = "我们不得不推迟会议"
    assert all(run[a:b] in words for a, b in cut(run))
    assert cuts([run])[run] == []  # nothing but common words


def test_other_words_compete() -> None:
    found = cuts(["甲乙丙"], lambda run: [(0, (3, -1.0, "name")), (1, (3, -0.5, "worse"))])
    assert found == {"甲乙丙": [(0, 3, "name")]}
