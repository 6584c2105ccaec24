"""TMX 1.4: translation memories (memoQ, Trados, OmegaT)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from align.errors import InputError
from align.readers._paired import Row, article
from align.readers._streams import memory_rows
from align.readers._xml import attribute, children, content, local, parse, primary
from align.records import Article, Inline, Input, Reader

_SHAPE = "a TMX with <tu> of Chinese and English <tuv>"
_CODES = ("bpt", "ept", "it", "ph", "ut")  # their content is code of another format
_IGNORED = ("hi", "sub")  # highlighting by a tool, text inside code


def read(source: Input) -> Iterator[Article]:
    """One article of all translation units that have a Chinese variant; a missing English one is an empty side."""
    root = parse(source.data(), source.path, _SHAPE)
    if local(root) != "tmx":
        raise InputError(source.path, f"<{local(root)}>, no <tmx>", f"give {_SHAPE}")
    rows = []
    langs: dict[str, None] = {}
    for number, unit in enumerate((e for e in root.iter() if local(e) == "tu"), 1):
        sides: dict[str, tuple[str, tuple[Inline, ...]]] = {}
        for variant in children(unit, "tuv"):
            lang = primary(attribute(variant, "lang"))
            segment = next(iter(children(variant, "seg")), None)
            if segment is not None:
                sides.setdefault(lang, content(segment, _CODES, _IGNORED))
                langs[lang] = None
        if "zh" in sides:
            (zh, ours), (en, theirs) = sides["zh"], sides.get("en", ("", ()))
            rows.append(Row(zh, en, f"tu {attribute(unit, 'tuid') or number}", marks=(ours, theirs)))
    if langs and not {"zh", "en"} <= set(langs):
        raise InputError(source.path, f"languages {', '.join(langs)}", f"give {_SHAPE}")
    yield article(source.path, rows, _SHAPE, listed=True)


def stream(source: Input) -> Iterator[dict[str, Any]]:
    """The units of a large memory, one by one; see :func:`~align.readers._streams.memory_rows`."""
    return memory_rows(source, _CODES, _IGNORED, _SHAPE)


def detect(source: Input) -> float:
    """The root element."""
    return 1.0 if b"<tmx" in source.head[:4096] or source.named(".tmx") else 0.0


READER = Reader("tmx", (".tmx",), detect, read, "Translation memories, TMX 1.4; inline codes are compared.", stream)
