"""One tokenizer for both languages: Chinese words, English words, numbers, and short pieces for all else.

WordPiece with an empty continuation prefix: longest match from the left, so that a piece is the same piece wherever it
stands and digits, Latin words and names share their vector in both languages. It loads three times as fast as a Unigram
model of the same size (a hash map, no trie of hash maps), which is what a 60 ms start asks for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from training.corpus import Pairs

HAN = re.compile(r"[\u3400-\u9fff]+")
LATIN = re.compile(r"[a-z]+|[0-9]+|[^\sa-z0-9\u3400-\u9fff]")
UNKNOWN = "[UNK]"
SAMPLE = 260_000  # sentence pairs that are counted


@dataclass(frozen=True)
class Sizes:
    """How many pieces of each kind."""

    chinese: int = 34_000
    english: int = 22_500
    fragments: int = 3_000
    characters: int = 6_500


def normaliser() -> Any:
    """Compatibility forms, accents and case go: ＡＢＣ, É and abc are one."""
    from tokenizers import normalizers

    return normalizers.Sequence([normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()])


def build(pairs: Pairs, folder: Path, sizes: Sizes, seed: int) -> tuple[Any, dict[str, str]]:
    """Count, choose, and make the tokenizer. Second: variants (traditional characters) and the piece they stand for."""
    words, chars, latin = count(pairs, seed)
    simplified, traditional = characters(folder)
    vocabulary: dict[str, None] = {UNKNOWN: None}
    for n in range(1000):
        vocabulary[str(n)] = None
    vocabulary.update(dict.fromkeys([*(f"0{n}" for n in range(10)), "000", *map(str, range(1900, 2051))]))
    ranked = [c for c, _ in chars.most_common() if c in simplified]
    keep = ranked[: sizes.characters]
    vocabulary.update(dict.fromkeys(keep))
    vocabulary.update(dict.fromkeys(w for w, _ in words.most_common(sizes.chinese)))
    vocabulary.update(dict.fromkeys(w for w, _ in latin.most_common(sizes.english)))
    vocabulary.update(dict.fromkeys(syllables(folder)))
    vocabulary.update(dict.fromkeys(fragments(latin, sizes.fragments)))
    vocabulary.update(dict.fromkeys("abcdefghijklmnopqrstuvwxyz"))
    variants = {t: s for t, s in traditional.items() if t not in vocabulary and s in vocabulary}
    vocabulary.update(dict.fromkeys(variants))
    return tokenizer(list(vocabulary)), variants


def tokenizer(pieces: list[str]) -> Any:
    """A ``tokenizers.Tokenizer`` over these pieces; the first is the unknown one."""
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers

    known = ranges(p for p in pieces if len(p) == 1 and "\u3400" <= p <= "\u9fff")
    model = models.WordPiece(
        {piece: number for number, piece in enumerate(pieces)},
        unk_token=UNKNOWN,
        continuing_subword_prefix="",
        max_input_chars_per_word=400,
    )
    made = Tokenizer(model)
    made.normalizer = normaliser()
    # A character outside the vocabulary stands alone: WordPiece would make the whole run of it unknown.
    made.pre_tokenizer = pre_tokenizers.Split(
        Regex(rf"[a-z]{{1,40}}|[0-9]{{1,40}}|[{known}]{{1,40}}|\S"), "removed", invert=True
    )
    return made


def ranges(characters: Iterable[str]) -> str:
    """The body of a regex class for these characters."""
    out: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if out and code == out[-1][1] + 1:
            out[-1][1] = code
        else:
            out.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in out)


def count(pairs: Pairs, seed: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Counts of Chinese words, of characters, and of English words, numbers and signs."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    norm = normaliser()
    words: Counter[str] = Counter()
    chars: Counter[str] = Counter()
    latin: Counter[str] = Counter()
    sentences = np.flatnonzero(~pairs.lexical)
    weight = pairs.rate[sentences].astype(np.float64)
    rng = np.random.default_rng(seed)
    take = rng.choice(sentences, min(SAMPLE, len(sentences)), replace=False, p=weight / weight.sum())
    for row in sorted(take.tolist()) + np.flatnonzero(pairs.lexical).tolist():
        zh, en = norm.normalize_str(pairs.zh[row]), norm.normalize_str(pairs.en[row])
        for run in HAN.findall(zh):
            chars.update(run)
            words.update([run] if pairs.lexical[row] else jieba.cut(run, HMM=False))
        latin.update(LATIN.findall(en))
        latin.update(LATIN.findall(zh))
    for word, number in jieba.dt.FREQ.items():
        if number >= 30 and 1 < len(word) <= 5:
            words[word] += number // 20
        if number and len(word) == 1:
            chars[word] += number // 20 + 1
    for word in [w for w in words if not 1 < len(w) <= 6 or not HAN.fullmatch(w)]:
        del words[word]
    return words, chars, latin


def fragments(latin: Counter[str], number: int) -> list[str]:
    """Frequent stretches of two to five letters, for words outside the vocabulary."""
    pieces: Counter[str] = Counter()
    for word, times in latin.items():
        if word.isalpha() and word.isascii():
            for length in (2, 3, 4, 5):
                for start in range(len(word) - length + 1):
                    pieces[word[start : start + length]] += min(times, 50)
    pairs = [a + b for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"]
    return pairs + [piece for piece, _ in pieces.most_common(number)]


def characters(folder: Path) -> tuple[set[str], dict[str, str]]:
    """Simplified characters of CC-CEDICT, and traditional -> simplified where it is one to one in position."""
    simplified: set[str] = set()
    votes: dict[str, Counter[str]] = {}
    for traditional, simple, _ in _cedict(folder):
        simplified.update(c for c in simple if HAN.match(c))
        if len(traditional) == len(simple):
            for old, new in zip(traditional, simple, strict=True):
                if old != new:
                    votes.setdefault(old, Counter())[new] += 1
    return simplified, {old: new.most_common(1)[0][0] for old, new in votes.items() if old not in simplified}


def readings(folder: Path) -> dict[str, str]:
    """Character -> its most usual pinyin syllable without tone (ü as u, as in print)."""
    votes: dict[str, Counter[str]] = {}
    for _, simple, pinyin in _cedict(folder):
        syllable = pinyin.lower().replace("u:", "u").split()
        if len(simple) == len(syllable):
            for character, sound in zip(simple, syllable, strict=True):
                sound = sound.rstrip("12345")
                if HAN.match(character) and sound.isalpha() and sound.isascii():
                    votes.setdefault(character, Counter())[sound] += 1
    return {character: sounds.most_common(1)[0][0] for character, sounds in votes.items()}


def syllables(folder: Path) -> list[str]:
    """All pinyin syllables, so that no Chinese name is cut in their middle."""
    found = Counter(readings(folder).values())
    return sorted(s for s, n in found.items() if n >= 2 and len(s) <= 6)


def _cedict(folder: Path) -> Iterable[tuple[str, str, str]]:
    with (folder / "lexicon" / "cedict_ts.u8").open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                words, _, rest = line.partition(" [")
                traditional, _, simple = words.partition(" ")
                yield traditional, simple, rest.partition("]")[0]
