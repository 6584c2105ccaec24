"""The bundled encoder: a sentence-transformers ``StaticEmbedding`` model, read by numpy alone.

A text is cut into pieces, and its vector is the mean of the vectors of its pieces, at unit length. The file is
memory-mapped: processes on one machine share it, and only rows in use are read. Layout of ``model.safetensors``
(model2vec's, which sentence-transformers folds into one table): ``embeddings`` int8 (rows, d), ``mapping`` int32
(pieces,) row of each piece, ``weights`` float32 (pieces,) what its row is multiplied by; or ``embedding.weight``
float32 (pieces, d) alone.
"""

from __future__ import annotations

import json
import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.embed.pieces import Pieces
from align.errors import EncoderError
from align.records import FloatArray, IntArray, Tokens
from align.text.normal import folded

SLICE = 512  # texts tokenised at a time
ROWS = 4096  # vectors made at a time, 5 MB: what is larger than its caches, the processor fetches anew for every step
# What the normaliser of the bundled model does to a text of these characters, Python's own functions do alike to the
# text as a whole, which takes a tenth of it: ASCII, ideographs, full-width forms, usual quotation marks and dashes.
PLAIN = re.compile("[\t\n -~一-鿿　-】！-～‘’“”–—…·]*")
HEADER_LIMIT = 1 << 20  # bytes; a safetensors header of a few tensors has some hundred
DTYPES = {"I8": np.int8, "I32": np.int32, "I64": np.int64, "F16": np.float16, "F32": np.float32}
REMEDY = "name a folder of a sentence-transformers model, or install align-qa anew"


class StaticEncoder:
    """An encoder whose token vectors do not depend on their neighbours: they, too, can be had, and their weights."""

    def __init__(self, folder: Path, name: str | None = None, pieces: tuple[Pieces, int] | None = None) -> None:
        """Open a model folder; ``pieces``: its own and their number, where they are filed elsewhere. EncoderError where
        it is none."""
        weights, settings = folder / "model.safetensors", folder / "tokenizer.json"
        self.name = name or str(folder)
        tensors, metadata = _tensors(weights)
        self._rows, self._mapping, self._scale = _layout(tensors, weights)
        self._settings = settings
        self._pieces, size = pieces or _pieces(settings)
        size = size or self._tokenizer.get_vocab_size()
        if size > len(self._scale):
            raise EncoderError(str(folder), f"{len(self._scale)} vectors for {size} pieces", REMEDY)
        self.dimensions = int(self._rows.shape[1])
        self._length = np.full(len(self._scale), np.nan, np.float32)  # of pieces, each computed when first met
        self._weight = np.zeros(len(self._scale), np.float32)
        self.fingerprint = metadata.get("fingerprint") or fingerprint(tensors, settings.read_bytes())

    @cached_property
    def _tokenizer(self) -> Any:
        """The tokenizer as it is filed: for models that Python does not cut up itself."""
        return _tokenizer(self._settings)

    def tokens(self, texts: Sequence[str]) -> list[Tokens]:
        """Pieces of each text with their code-point offsets in it."""
        if self._pieces is None:
            return list(self._filed_tokens(texts))
        plain = [_plain(text) for text in texts]
        normal = [
            _folded(text) if p is None or len(p) != len(text) else None for p, text in zip(plain, texts, strict=True)
        ]
        found = self._own_tokens([n[0] if n else p or "" for p, n in zip(plain, normal, strict=True)])
        return [_back(tokens, n[1]) if n else tokens for tokens, n in zip(found, normal, strict=True)]

    def _own_tokens(self, texts: Sequence[str]) -> Iterator[Tokens]:
        """The pieces of normalised texts."""
        for first in range(0, len(texts), SLICE):
            if self._pieces is not None:
                yield from self._pieces(texts[first : first + SLICE])

    def _filed_tokens(self, texts: Sequence[str]) -> Iterator[Tokens]:
        for first in range(0, len(texts), SLICE):
            for encoding in self._tokenizer.encode_batch(texts[first : first + SLICE], add_special_tokens=False):
                spans = np.fromiter(chain.from_iterable(encoding.offsets), np.int32).reshape(-1, 2)
                yield Tokens(np.asarray(encoding.ids, np.int32), spans[:, 0], spans[:, 1])

    def vectors(self, ids: IntArray) -> FloatArray:
        """(k, d) float32 unit vectors of pieces; a zero row for the unknown piece."""
        out = np.empty((len(ids), self.dimensions), np.float32)
        for first in range(0, len(ids), ROWS):
            some = ids[first : first + ROWS]
            rows = self._gather(some)
            np.divide(rows, self._lengths(some, rows)[:, None], out=out[first : first + ROWS])
        return out

    def weights(self, ids: IntArray) -> FloatArray:
        """(k,) float32 norms before they were made unit vectors: how much of a sentence's meaning a piece carries."""
        self._lengths(ids)
        norms: FloatArray = self._weight[ids]
        return norms

    def _lengths(self, ids: IntArray, rows: FloatArray | None = None) -> FloatArray:
        """Norms of the rows of pieces, infinite where a piece counts for nothing; ``rows`` where they are at hand.
        Those of pieces met for the first time are filed, with their weights."""
        length: FloatArray = self._length[ids]
        new = np.flatnonzero(np.isnan(length))
        if len(new):
            fresh = ids[new]
            own = self._gather(fresh) if rows is None else rows[new]
            norms = np.sqrt(np.einsum("kd,kd->k", own, own))
            self._weight[fresh] = norms * np.abs(self._scale[fresh])
            norms[(norms == 0) | (self._scale[fresh] == 0)] = np.inf
            length[new] = self._length[fresh] = norms
        return length

    def means(self, several: Sequence[IntArray]) -> FloatArray:
        """(n, d) float32 means of the unit vectors (:meth:`vectors`) of the pieces of each text, none of them empty."""
        out = np.zeros((len(several), self.dimensions), np.float32)
        sizes = list(map(len, several))
        self._sums(np.concatenate(several), list(accumulate(sizes)), out, equal=True)
        out /= np.array(sizes, np.float32)[:, None]
        return out

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """(n, d) float32 unit vectors; a zero row for a text without known pieces."""
        out = np.zeros((len(texts), self.dimensions), np.float32)
        for first in range(0, len(texts), SLICE):
            self._encode(texts[first : first + SLICE], out[first : first + SLICE])
        return _unit(out)

    def _encode(self, texts: Sequence[str], out: FloatArray) -> None:
        ids: list[int] = []
        ends = []
        if self._pieces is None:
            found = (one.ids for one in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False))
        else:
            plain = [_plain(text) for text in texts]
            normal = [folded(text)[0] if p is None else p for p, text in zip(plain, texts, strict=True)]
            found = (tokens.ids.tolist() for tokens in self._own_tokens(normal))
        for own in found:
            ids += own
            ends.append(len(ids))
        self._sums(np.asarray(ids, np.int32), ends, out)

    def _sums(self, flat: IntArray, ends: Sequence[int], out: FloatArray, *, equal: bool = False) -> None:
        """Add the weighted rows of the pieces of texts, or with ``equal`` their unit vectors, to the rows of ``out``;
        ``ends``: where the pieces of each end in ``flat``."""
        start = first = last = 0
        for row, end in zip(out, ends, strict=True):  # text by text, so that a vector does not depend on its neighbours
            for at in range(start, end, ROWS):
                stop = min(at + ROWS, end)
                if stop > last:
                    first, last = at, min(at + ROWS, len(flat))
                    some = flat[first:last]
                    rows = self._gather(some)
                    share = (1 / self._lengths(some, rows)).astype(np.float32) if equal else self._scale[some]
                row += share[at - first : stop - first] @ rows[at - first : stop - first]
            start = end

    def _gather(self, ids: IntArray) -> FloatArray:
        rows: FloatArray = self._rows[self._mapping[ids] if self._mapping is not None else ids].astype(np.float32)
        return rows


@cache
def bundled() -> StaticEncoder:
    """The encoder in the package. EncoderError where the installation lacks it."""
    return StaticEncoder(Path(__file__).parent / "model", "bundled", Pieces.shipped())


def _unit(rows: FloatArray) -> FloatArray:
    """Rows brought to unit length in place; zero rows stay."""
    length = np.sqrt(np.einsum("nd,nd->n", rows, rows))
    length[length == 0] = 1.0
    rows /= length[:, None]
    return rows


def is_static(folder: Path) -> bool:
    """Return whether a folder holds a model that this module reads: static embedding, at most a normaliser."""
    try:
        modules = json.loads((folder / "modules.json").read_bytes())
        kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
        places = [module["path"] for module in modules[:1]]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"]) and places == [""]


def fingerprint(tensors: dict[str, NDArray[Any]], tokenizer: bytes) -> str:
    """16 hex digits over the weights (in the order of their names) and the tokenizer file."""
    import hashlib  # of a model of one's own, which may be large: OpenSSL is many times as fast

    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(np.ascontiguousarray(tensors[name]).tobytes())
    digest.update(tokenizer)
    return digest.hexdigest()[:16]


def _tensors(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """The arrays of a safetensors file, memory-mapped, and its metadata."""
    try:
        with path.open("rb") as stream:
            (size,) = struct.unpack("<Q", stream.read(8))
            header = json.loads(stream.read(size)) if size <= HEADER_LIMIT else None
        if not isinstance(header, dict):
            raise EncoderError(str(path), "no safetensors file", REMEDY)
        data = np.asarray(np.memmap(path, np.uint8, "r", offset=8 + size))  # a plain view: a memmap is slow to index
        metadata = header.pop("__metadata__", {})
        tensors = {}
        for name, entry in header.items():
            start, end = entry["data_offsets"]
            tensors[name] = data[start:end].view(DTYPES[entry["dtype"]]).reshape(entry["shape"])
    except OSError as error:
        raise EncoderError(str(path), f"cannot be read ({error.strerror})", REMEDY) from None
    except (struct.error, ValueError, KeyError, TypeError):
        raise EncoderError(str(path), "no safetensors file of a static model", REMEDY) from None
    return tensors, metadata


def _layout(
    tensors: dict[str, NDArray[Any]], path: Path
) -> tuple[NDArray[Any], NDArray[np.integer[Any]] | None, FloatArray]:
    rows = tensors.get("embedding.weight", tensors.get("embeddings"))
    if rows is None or rows.ndim != 2:
        raise EncoderError(str(path), f"holds {', '.join(sorted(tensors)) or 'nothing'}, no table of vectors", REMEDY)
    mapping = tensors.get("mapping")
    pieces = len(rows) if mapping is None else len(mapping)
    scale = np.asarray(tensors.get("weights", np.ones(pieces, np.float32)), np.float32)
    if len(scale) != pieces or (mapping is not None and pieces and int(mapping.max()) >= len(rows)):
        raise EncoderError(str(path), "mapping, weights and rows do not belong together", REMEDY)
    return rows, mapping, scale


def _plain(text: str) -> str | None:
    """The text as the normaliser of the bundled model makes it; None where Python's own functions might not."""
    if text.isascii() and text.isprintable():
        return text.lower()  # what most English is
    return unicodedata.normalize("NFKD", text).lower() if PLAIN.fullmatch(text) else None


def _folded(text: str) -> tuple[str, IntArray]:
    normal, origins = folded(text)
    return normal, np.array(origins, np.int32)


def _back(tokens: Tokens, origins: IntArray) -> Tokens:
    """Pieces of a normalised text with their places in the text itself."""
    if not len(tokens.ids):
        return tokens
    return Tokens(tokens.ids, origins[tokens.starts], origins[tokens.ends - 1] + 1)


def _pieces(path: Path) -> tuple[Pieces | None, int]:
    """The tokenizer of this tokenizer.json in Python, and the size of its vocabulary; None and 0: that must be left to
    the ``tokenizers`` library, which comes with the extra ``models``."""
    try:
        settings = json.loads(path.read_bytes())
        pieces = Pieces.of(settings)
        return pieces, len(settings["model"]["vocab"]) if pieces else 0
    except (OSError, ValueError, KeyError, TypeError):
        return None, 0  # the library has the message


def _tokenizer(path: Path) -> Any:
    try:
        from tokenizers import Tokenizer, models
    except ImportError:
        remedy = "pip install 'align-qa[models]'"
        raise EncoderError(str(path), "a tokenizer of another kind than the bundled one's", remedy) from None
    try:
        settings = json.loads(path.read_bytes())
        model = settings["model"]
        if model["type"] != "WordPiece":
            return Tokenizer.from_file(str(path))
        # Handing over the vocabulary as a dict takes half the time of having it parsed over there.
        vocabulary, model["vocab"] = model["vocab"], {model["unk_token"]: 0}
        tokenizer = Tokenizer.from_str(json.dumps(settings))
        names = ("unk_token", "continuing_subword_prefix", "max_input_chars_per_word")
        tokenizer.model = models.WordPiece(vocabulary, **{name: model[name] for name in names})
        return tokenizer
    except Exception as error:  # tokenizers raises plain Exception
        raise EncoderError(str(path), f"no tokenizer ({error})", REMEDY) from None
