"""How inputs are damaged, and the ways in."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TOKENS = (
    "\0", "\r", "\n", "\r\n", "\ufeff", "\u2028", "\ud800", "<!--", "-->", "<![foo]>", "<![CDATA[", "]]>",
    "&a;", "&#0;", "<", ">", "</", "/>", '"', "'", "`", "```", "|", "{{", "}}", "%s", "${", "\\", "\\u0000",
    "[", "](", "[[", "]]", "-" * 9, "9" * 400, "亿" * 40, "百分之", "第", "1年", "没有", "郑州", "，" * 60, "《" * 30,
    "a" * 300, "ie" * 30, " " * 300, "\t" * 40, "one " * 40, "1-" * 60, "0", "-1", "1e999", "NaN", "null",
    "true", "[]", "{}", "2000000000", "= 1", "[for]", "A: ",
)  # fmt: skip


@dataclass(frozen=True)
class Door:
    """A way in: ``make(random)`` gives an input, ``enter(input)`` lets it in."""

    name: str
    make: Callable[[random.Random], Any]
    enter: Callable[[Any], object]


def mutated(data: bytes, source: random.Random) -> bytes:
    """Some bytes flipped, cut out, doubled, moved or put in."""
    out = bytearray(data)
    for _ in range(1 + int(source.expovariate(0.6))):
        at, size = source.randrange(len(out) + 1), 1 + int(source.expovariate(0.05))
        kind = source.randrange(6)
        if kind == 0 and at < len(out):
            out[at] = source.randrange(256)
        elif kind == 1:
            del out[at : at + size]
        elif kind == 2:
            out[at:at] = out[at : at + size] * source.choice((1, 2, 30))
        elif kind == 3:
            del out[at : len(out) if source.random() < 0.3 else at + 1]
        else:
            out[at:at] = source.choice(TOKENS).encode("utf-8", "surrogatepass")
    return bytes(out)


def twisted(value: Any, source: random.Random) -> Any:
    """JSON data with one value replaced by another kind of value, or left out."""
    odd: tuple[Any, ...] = (None, True, -1, 10**30, 1.5, "", "\ud800", "<meta>", [], {}, [[]], {"x": None})
    if isinstance(value, dict) and value and source.random() < 0.9:
        key = source.choice(sorted(value))
        rest = {k: v for k, v in value.items() if k != key}
        return rest if source.random() < 0.1 else value | {key: twisted(value[key], source)}
    if isinstance(value, list) and value and source.random() < 0.9:
        at = source.randrange(len(value))
        return [*value[:at], twisted(value[at], source), *value[at + 1 :]]
    return source.choice(odd)


def damaged(data: bytes, source: random.Random) -> bytes:
    """As :func:`mutated`; of an archive mostly a member, which is packed again."""
    if not data.startswith(b"PK") or source.random() < 0.3:
        return mutated(data, source)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = source.choice([n for n in old.namelist() if n.endswith((".xml", ".xhtml", ".opf", ".rels"))])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, source) if name == chosen else content)
    return out.getvalue()
