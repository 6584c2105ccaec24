"""The bundled encoder and its door: vectors, tokens, offsets, and models that cannot be had."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from align import embed
from align.embed import pieces
from align.embed.pieces import Pieces
from align.embed.static import StaticEncoder, bundled, fingerprint, is_static
from align.errors import EncoderError
from align.records import TokenEncoder

MODEL = Path(embed.__file__).parent / "model"
TEXTS = [
    "郑州市计划明年建成三座数据中心。",
    "Zhengzhou plans to build three data centres next year.",
    "苹果 iPhone 15 的价格是５９９９元",
    "The café's naïve owner paid 5,999 yuan – in cash!",
    "鄭州市計劃明年建成三座數據中心。",
    "",
    "   ",
    "a",
]


@pytest.fixture(scope="module")
def encoder() -> StaticEncoder:
    return bundled()


def test_vectors_have_unit_length_and_a_text_without_tokens_is_a_zero_row(encoder: StaticEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths[[5, 6]].tolist() == [0.0, 0.0]
    np.testing.assert_allclose(lengths[[0, 1, 2, 3, 4, 7]], 1.0, atol=1e-5)
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_vector_does_not_depend_on_its_neighbours(encoder: StaticEncoder) -> None:
    together = encoder.encode(TEXTS * 200)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert np.array_equal(together, np.tile(alone, (200, 1)))


def test_sentence_transformers_reads_the_same_model_and_gives_the_same_vectors(encoder: StaticEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(MODEL), device="cpu").encode(TEXTS, show_progress_bar=False)
    np.testing.assert_allclose(encoder.encode(TEXTS), theirs, atol=2e-6)


def test_translations_are_nearer_than_other_sentences(encoder: StaticEncoder) -> None:
    zh = [
        "会议将于下周在北京举行。",
        "医生建议他每天多喝水。",
        "股市周五大幅下跌。",
        "她在大学学习历史。",
        "这家公司去年亏损二十亿元。",
    ]
    en = [
        "The meeting will be held in Beijing next week.",
        "The doctor advised him to drink more water every day.",
        "The stock market fell sharply on Friday.",
        "She studies history at university.",
        "The company lost two billion yuan last year.",
    ]
    similarity = encoder.encode(zh) @ encoder.encode(en).T
    assert similarity.argmax(1).tolist() == [0, 1, 2, 3, 4]
    assert similarity.argmax(0).tolist() == [0, 1, 2, 3, 4]


def test_words_find_their_translations(encoder: StaticEncoder) -> None:
    def nearest(word: str, others: list[str]) -> str:
        def vector(text: str) -> np.ndarray:
            return encoder.encode([text])[0]

        return max(others, key=lambda other: float(vector(word) @ vector(other)))

    words = ["government", "water", "school", "zhengzhou", "bank", "murder"]
    assert [nearest(w, words) for w in ("政府", "水", "学校", "郑州", "银行")] == words[:5]


def test_token_offsets_are_code_points_of_the_text_given(encoder: StaticEncoder) -> None:
    text = "𠀀“郑州”ＡＢＣ café 😀 15万"
    (tokens,) = encoder.tokens([text])
    pieces = [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    assert {"郑州", "café", "15", "万"} <= set(pieces)
    assert "".join(pieces) == "".join(text.split())
    assert tokens.ids.dtype == tokens.starts.dtype == tokens.ends.dtype == np.int32
    assert encoder.tokens([""])[0].ids.shape == (0,)


def test_tokens_vectors_and_weights_add_up_to_the_sentence(encoder: StaticEncoder) -> None:
    checked: TokenEncoder = encoder
    for text in TEXTS[:4]:
        (tokens,) = checked.tokens([text])
        vectors, weights = checked.vectors(tokens.ids), checked.weights(tokens.ids)
        known = weights > 0
        np.testing.assert_allclose(np.linalg.norm(vectors[known], axis=1), 1.0, atol=1e-5)
        total = (vectors * weights[:, None]).sum(0)
        np.testing.assert_allclose(total / np.linalg.norm(total), encoder.encode([text])[0], atol=1e-5)


def test_an_unknown_character_stands_alone_and_weighs_nothing(encoder: StaticEncoder) -> None:
    (tokens,) = encoder.tokens(["㐀郑州"])
    assert len(tokens.ids) == 2
    assert encoder.weights(tokens.ids)[0] == 0
    assert not encoder.vectors(tokens.ids)[0].any()
    np.testing.assert_allclose(encoder.encode(["㐀郑州"]), encoder.encode(["郑州"]), atol=1e-6)


def test_width_case_accents_and_traditional_characters_do_not_matter(encoder: StaticEncoder) -> None:
    pairs = [("ＡＢＣ１２", "abc12"), ("CAFÉ", "cafe"), ("學", "学"), ("門", "门")]
    for one, two in pairs:
        np.testing.assert_allclose(encoder.encode([one]), encoder.encode([two]), atol=1e-6)


def test_a_very_long_run_without_spaces_is_encoded(encoder: StaticEncoder) -> None:
    for text in ("中国经济发展" * 5000, "a" * 20000, "1" * 20000):
        (tokens,) = encoder.tokens([text])
        assert tokens.ends[-1] == len(text)
        assert np.isfinite(encoder.encode([text])).all()


def test_package_data_stays_within_its_size() -> None:
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) <= 24 * 2**20


def test_the_fingerprint_is_of_what_lies_there(tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    tensors = load_file(MODEL / "model.safetensors")
    made = fingerprint(tensors, (MODEL / "tokenizer.json").read_bytes())
    assert made == bundled().fingerprint
    copy = shutil.copytree(MODEL, tmp_path / "copy")
    tensors["weights"][7] *= 2
    save_file(tensors, copy / "model.safetensors")
    assert len(StaticEncoder(copy).fingerprint) == 16
    assert StaticEncoder(copy).fingerprint != made


def test_the_default_needs_no_torch() -> None:
    code = (
        "import sys; from align import embed; embed.load(None).encode(['好', 'good']); "
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'scipy', 'sqlite3'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_static_model_in_a_folder_is_read_directly(tmp_path: Path) -> None:
    copy = shutil.copytree(MODEL, tmp_path / "copy")
    loaded = embed.load(str(copy))
    assert isinstance(loaded, StaticEncoder)
    assert loaded.name == str(copy)
    assert np.array_equal(loaded.encode(TEXTS), bundled().encode(TEXTS))
    modules = json.loads((copy / "modules.json").read_text())
    modules[1]["type"] = "sentence_transformers.models.Dense"
    (copy / "modules.json").write_text(json.dumps(modules))
    assert not is_static(copy)


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "text", "no tokenizer", "few rows"])
def test_a_broken_model_folder_is_one_clear_line(tmp_path: Path, damage: str) -> None:
    from safetensors.numpy import load_file, save_file

    folder = tmp_path / "model"
    shutil.copytree(MODEL, folder)
    weights = folder / "model.safetensors"
    if damage == "missing":
        weights.unlink()
    elif damage == "no tokenizer":
        (folder / "tokenizer.json").write_text("{}")
    elif damage == "few rows":
        tensors = load_file(weights)
        save_file({"embedding.weight": tensors["embeddings"][:10].astype(np.float32)}, weights)
    else:
        whole = weights.read_bytes()
        weights.write_bytes({"empty": b"", "cut": whole[:5000], "text": b"version https://example.org\n" * 9}[damage])
    with pytest.raises(EncoderError) as caught:
        StaticEncoder(folder)
    assert "\n" not in str(caught.value)
    assert str(folder) in str(caught.value)


def test_several_processes_read_the_same_vectors() -> None:
    code = "from align.embed import bundled; print(bundled().encode(['数据 data 15'])[0].tobytes().hex())"
    runs = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=os.environ)
        for _ in range(2)
    ]
    outputs = {run.communicate()[0] for run in runs}
    assert outputs == {bundled().encode(["数据 data 15"])[0].tobytes().hex() + "\n"}


def test_the_quick_ways_in_agree_with_the_tokenizer_as_it_is_filed(encoder: StaticEncoder) -> None:
    from tokenizers import Tokenizer

    filed = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    assert encoder._tokenizer.get_vocab() == filed.get_vocab()
    assert encoder._pieces is not None, "the bundled model is cut up in Python"
    odd = [
        "ﬁne ½ Å ß İstanbul ΑΣ",
        "ｶﾞ 한국 がぎ",
        "①②③ ㎏ № …—",
        "e\u0301 a\u0300",
        "𝒜𝓫 x²",
        "“引号”（括号）——％",
        "\u200b零宽\ufeff",
    ]
    for text in TEXTS + odd:
        encoded = filed.encode(text, add_special_tokens=False)
        (tokens,) = encoder.tokens([text])
        assert tokens.ids.tolist() == encoded.ids
        assert list(zip(tokens.starts, tokens.ends, strict=True)) == encoded.offsets
        sums = sum(encoder.vectors(tokens.ids) * encoder.weights(tokens.ids)[:, None], np.zeros(encoder.dimensions))
        length = np.linalg.norm(sums)
        np.testing.assert_allclose(encoder.encode([text])[0], sums / length if length else sums, atol=1e-5)


def test_python_cuts_texts_as_the_tokenizers_library_does(encoder: StaticEncoder) -> None:
    from tokenizers import Tokenizer

    filed = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    dice = random.Random(3)
    letters = "中国的数据区块链，。—-ab xyz0987漢鲥铖㐀\U00020000é\u3000\t“”"
    texts = ["".join(dice.choices(letters, k=dice.randint(0, 90))) for _ in range(600)]
    texts += ["国" * size for size in (39, 40, 41, 80, 81)] + ["a" * 41, "1" * 95, "铖" * 45, "unbelievableness", ""]
    for text, tokens, filed_one in zip(
        texts, encoder.tokens(texts), filed.encode_batch(texts, add_special_tokens=False), strict=True
    ):
        assert tokens.ids.tolist() == filed_one.ids, text
        assert list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)) == filed_one.offsets, text


def test_more_words_than_are_remembered(encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        f"第{n}号数据{chr(0x4E00 + n)}区块链 word{chr(97 + n % 26)}{n} said x{n} to 北京{n}人民" for n in range(40)
    ]
    usual = [tokens.ids.tolist() for tokens in encoder.tokens(texts)]
    monkeypatch.setattr(pieces, "_KEPT", 20)
    fresh = StaticEncoder(MODEL)
    assert [tokens.ids.tolist() for tokens in fresh.tokens(texts)] == usual
    assert fresh._pieces is not None and len(fresh._pieces._words) <= 40


def test_filed_pieces_are_those_of_the_tokenizer(encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["国家区块链技术创新中心", "𠀀国abcd 北京 word", "the unbelievable re-reading of 12,345 words, 一二"]
    texts += ["不" * 60, "我们不得不推迟会议", "ａｂｃ…", ""] + [
        f"第{chr(0x4E00 + n * 3)}{chr(0x4E09 + n * 7)}号" for n in range(900)
    ]
    monkeypatch.setattr(pieces, "_WORTH", 500)  # and the file is read whole on the way
    own, filed = StaticEncoder(MODEL), StaticEncoder(MODEL, "filed", Pieces.shipped())
    for few in (texts[:1], texts[1:2], texts[:7], texts):
        ours, theirs = own.tokens(few), filed.tokens(few)
        assert [t.ids.tolist() for t in ours] == [t.ids.tolist() for t in theirs]
        assert [t.ends.tolist() for t in ours] == [t.ends.tolist() for t in theirs]


def test_a_tokenizer_of_another_kind_is_left_to_the_library() -> None:
    settings = json.loads((MODEL / "tokenizer.json").read_bytes())
    assert Pieces.of(settings) is not None
    for other in (
        {"post_processor": {"type": "BertProcessing"}},
        {"normalizer": {"type": "Lowercase"}},
        {"pre_tokenizer": {"type": "Whitespace"}},
        {"added_tokens": [{"id": 1}]},
    ):
        assert Pieces.of(settings | other) is None
