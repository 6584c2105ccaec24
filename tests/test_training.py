"""Building the encoder: pieces, parts, losses with gradients of their own, quantising, and the whole path in small."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("numba")

from align.embed.static import StaticEncoder  # noqa: E402
from training import build, contrast, corpus, export, fast, features, interact, table, vocabulary  # noqa: E402

NOUNS = [
    ("猫", "cat"),
    ("狗", "dog"),
    ("河", "river"),
    ("学校", "school"),
    ("医生", "doctor"),
    ("银行", "bank"),
    ("书", "book"),
]
VERBS = [("看见", "sees"), ("喜欢", "likes"), ("离开", "leaves"), ("找到", "finds")]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny data folder: sentences of two nouns and a verb, a lexicon of the words, and pinyin."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("parallel", "lexicon"):
        (folder / name).mkdir()
    rng = random.Random(5)
    lines = []
    for number in range(8000):
        (a, x), (b, y), (c, z) = rng.choice(NOUNS), rng.choice(VERBS), rng.choice(NOUNS)
        source = "tw_laws" if number % 3 else "talk"
        lines.append(f"{source}\tgeneral\t0.5\t{a}{b}{c}{number % 40}\tThe {x} {y} the {z} {number % 40}.")
    (folder / "parallel" / "train.tsv.xz").write_bytes(lzma.compress("\n".join(lines).encode()))
    (folder / "parallel" / "ntrex.tsv").write_text("医生喜欢书\tThe doctor likes the book\n", encoding="utf-8")
    header = "source\tgroup\trepo\tcommit\tpath\tlicence\n"
    rows = [f"{name}\tgeneral\tauthor/{name}\tabc\t.\tCC0 1.0\n" for name in ("tw_laws", "talk", "unused")]
    (folder / "parallel" / "manifest.tsv").write_text(header + "".join(rows), encoding="utf-8")
    words = [f"{zh}\t{en}\tcedict\n" for zh, en in NOUNS + VERBS]
    (folder / "lexicon" / "lex_pairs.tsv").write_text("".join(words), encoding="utf-8")
    cedict = [
        *("貓 猫 [mao1] /cat/", "狗 狗 [gou3] /dog/", "學校 学校 [xue2 xiao4] /school/", "書 书 [shu1] /book/"),
        *(
            "銀行 银行 [yin2 hang2] /bank/",
            "醫生 医生 [yi1 sheng1] /doctor/",
            "河 河 [he2] /river/",
            "貓狗 猫狗 [mao1 gou3] /x/",
        ),
        *(
            "看見 看见 [kan4 jian4] /see/",
            "喜歡 喜欢 [xi3 huan5] /like/",
            "離開 离开 [li2 kai1] /leave/",
            "找到 找到 [zhao3 dao4] /f/",
        ),
    ]
    (folder / "lexicon" / "cedict_ts.u8").write_text("# head\n" + "\n".join(cedict) + "\n", encoding="utf-8")
    return folder


def test_rates_and_epochs(data: Path) -> None:
    pairs = corpus.read(data)
    assert len(pairs) == 8000 + 1 + len(NOUNS + VERBS)
    assert pairs.lexical.sum() == len(NOUNS + VERBS)
    assert pairs.rate[[0, 1, 8000]] == pytest.approx([2.0, 0.2, 4.0])
    rows = corpus.epoch(pairs, np.random.default_rng(1))
    assert len(rows) == pytest.approx(pairs.rate.sum(), rel=0.1)
    assert np.array_equal(rows, corpus.epoch(pairs, np.random.default_rng(1)))


def test_parts_are_shared_by_kin_and_by_sound() -> None:
    sounds = {"郑": "zheng", "州": "zhou", "杭": "hang"}

    def parts(piece: str) -> set[str]:
        return set(features.parts(piece, sounds))

    assert {"p:zheng", "p:zhou"} <= parts("郑州") & parts("zhengzhou")
    assert "c:州" in parts("郑州") & parts("杭州")
    assert "s:investigat" in parts("investigates") & parts("investigating") & parts("investigated")
    assert features.spelled("zhengzhou", frozenset(sounds.values())) == ["zheng", "zhou"]
    assert features.spelled("london", frozenset(sounds.values())) == []
    assert parts("2024") == set()
    built = features.build(["cat", "cats", "2024"], {})
    assert built.starts[3] == built.starts[2] and built.count > 0
    assert set(built.ids[: built.starts[1]]) <= set(built.ids[built.starts[1] : built.starts[2]])


def test_the_tokenizer_finds_the_longest_piece_and_leaves_unknown_characters_alone() -> None:
    tokenizer = vocabulary.tokenizer(["[UNK]", "郑州", "郑", "州", "市", "a", "b", "ab", "12", "1", "2", ","])
    encoded = tokenizer.encode("郑州市，㐀州 ABb 122", add_special_tokens=False)
    assert encoded.tokens == ["郑州", "市", ",", "[UNK]", "州", "ab", "b", "12", "2"]


def test_the_contrastive_loss_and_its_gradient_are_those_of_torch() -> None:
    torch.manual_seed(1)
    z, e = (torch.nn.functional.normalize(torch.randn(70, 24), dim=1).bfloat16().float() for _ in range(2))
    one, two = z.clone().requires_grad_(), e.clone().requires_grad_()
    twins = torch.tensor([3, 40]), torch.tensor([9, 2])
    loss, _ = fast.contrast(one, two, 12.0, twins)
    loss.backward()
    left, right = z.clone().requires_grad_(), e.clone().requires_grad_()
    logits = (left @ right.T * 12.0).index_put(twins, torch.full((2,), -1e4))
    truth = torch.arange(70)
    entropy = torch.nn.functional.cross_entropy
    expected = (entropy(logits, truth) + entropy(logits.T, truth)) / 2
    expected.backward()
    assert float(loss.detach()) == pytest.approx(float(expected.detach()), rel=5e-3)
    for ours, theirs in ((one.grad, left.grad), (two.grad, right.grad)):
        assert float((ours - theirs).norm() / theirs.norm()) < 0.02


def test_sums_of_bags_and_their_gradient() -> None:
    vectors = torch.randn(5, 3, requires_grad=True)
    summed = fast.bag(vectors, np.array([0, 4, 4, 2]), np.array([0, 3, 4]), np.array([1, 2, 3, 4], np.float32))
    torch.testing.assert_close(summed[0], vectors[0] + 5 * vectors[4])
    summed[0].sum().backward()
    assert vectors.grad[:, 0].tolist() == [1, 0, 0, 0, 5]


def test_rows_learn_as_adam_learns() -> None:
    weight = torch.randn(6, 4)
    theirs = torch.nn.Parameter(weight.clone())
    adam = torch.optim.Adam([theirs], lr=0.1, eps=1e-8)
    made = table.Table(6, features.Parts(np.zeros(0, np.int64), np.zeros(7, np.int64), 0), 4, 1)
    made.rows["own"] = weight.clone()
    for _ in range(3):
        vectors, inverse, leaves = made.vectors(np.arange(6))
        (vectors[inverse] ** 2).sum().backward()
        made.learn(leaves, 0.1)
        adam.zero_grad()
        (theirs**2).sum().backward()
        adam.step()
    torch.testing.assert_close(made.rows["own"], theirs.detach(), atol=1e-5, rtol=1e-4)


def test_coverage_is_the_weighted_mean_of_best_similarities() -> None:
    torch.manual_seed(2)
    vectors = torch.randn(9, 5)
    norms = vectors.norm(dim=1)
    units = vectors / norms[:, None]
    texts, others = [[0, 1, 1], [2]], [[3, 4], [5, 6, 7, 8]]

    def flat(bags: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
        return np.concatenate(bags), np.concatenate([[0], np.cumsum([len(b) for b in bags])])

    found = interact.coverage(units, norms, flat(texts), flat(others))
    for i, asking in enumerate(texts):
        for j, answering in enumerate(others):
            best = (units[asking] @ units[answering].T).amax(1)
            expected = (best * norms[asking]).sum() / norms[asking].sum()
            assert float(found[i, j]) == pytest.approx(float(expected), abs=1e-5)


def test_dropping_tokens_never_empties_a_text() -> None:
    ids, offsets = table.drop(np.arange(30), np.arange(0, 31, 3), 0.9, np.random.default_rng(1))
    assert len(offsets) == 11 and (np.diff(offsets) >= 1).all() and offsets[-1] == len(ids)
    assert set(range(0, 30, 3)) <= set(ids.tolist())


def test_equal_texts_are_no_negatives_of_each_other() -> None:
    bags = table.Bags(np.arange(6, dtype=np.int32), np.arange(7))
    kinds = contrast.Data(bags, bags, np.array([1, 2, 1, 4, 5, 6]), np.array([1, 2, 3, 4, 4, 6]))
    i, j = contrast.twins(kinds, np.arange(6), torch.eye(6), contrast.Plan())
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == {(0, 2), (2, 0), (3, 4), (4, 3)}


def test_neighbourhoods_keep_every_row() -> None:
    rng = np.random.default_rng(3)
    made = table.Table(50, features.Parts(np.zeros(0, np.int64), np.zeros(51, np.int64), 0), 8, 1)
    bags = table.Bags(rng.integers(0, 50, 3000).astype(np.int32), np.arange(0, 3001, 3))
    rows = rng.permutation(1000)
    near = contrast.neighbourhoods(made, bags, rows, contrast.Plan(near_share=0.8), rng)
    assert sorted(near) == list(range(1000))


def test_quantising_keeps_directions_and_lengths() -> None:
    given = np.random.default_rng(1).normal(size=(50, 64)).astype(np.float32) * np.logspace(-3, 3, 50)[:, None]
    rows, factor = export.quantise(given.astype(np.float32))
    assert rows.dtype == np.int8 and np.abs(rows.astype(int)).max() == 127
    back = rows * factor[:, None]
    cosine = (back * given).sum(1) / np.linalg.norm(back, axis=1) / np.linalg.norm(given, axis=1)
    assert cosine.min() > 0.9999


@pytest.mark.slow
def test_the_whole_path_makes_a_model_that_knows_what_it_learnt(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    said = ["--data", str(data), "--out", str(out), "--quick", "--no-prior", "--dimensions", "32"]
    assert build.main([*said, "--seed", "4"]) == 0
    encoder = StaticEncoder(out)
    zh = encoder.encode(["医生找到银行", "猫喜欢河", "學校離開書"])
    en = encoder.encode(["the doctor finds the bank", "the cat likes the river", "the school leaves the book"])
    assert (zh @ en.T).argmax(1).tolist() == [0, 1, 2]
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "| talk | CC0 1.0 | author/talk, abc | 2,667 |" in card and "unused" not in card
    assert encoder.fingerprint in card
    assert len(json.loads((out / "modules.json").read_text())) == 2
    first = (out / "model.safetensors").read_bytes()
    assert build.main([*said, "--seed", "4"]) == 0
    assert (out / "model.safetensors").read_bytes() == first
