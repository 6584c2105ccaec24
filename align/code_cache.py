"""Code that is made at every start, kept between the starts of a command.

``dataclasses`` and ``collections.namedtuple`` write the methods of each class as text and have it compiled, and
``typing`` compiles the annotations of a ``NamedTuple``: some 1,100 little texts, a tenth of a cold ``align check``, the
same every time. A command keeps what they compile to in the user's
cache folder, as Python keeps bytecode; only a file that nobody but its user can write is read. A program that imports
the package is left alone, and so is a Python that makes these classes otherwise.
"""

from __future__ import annotations

import atexit
import builtins
import collections
import dataclasses
import os
import sys
import typing
import zlib
from types import CodeType
from typing import Any

from align.pattern_cache import folder, keep, load

LONGEST = 1 << 14  # characters of a text
Kept = dict[tuple[str, str], CodeType]  # "exec" or "eval", and the text


def install() -> None:
    """From now on take compiled texts from the cache, and at the end of the process write what was new."""
    key = f"{sys.version} {sys.implementation.cache_tag} {sys.flags.optimize}"
    path = os.path.join(folder("code"), f"{zlib.crc32(key.encode()):08x}")
    kept: Kept = load(path)
    used: set[tuple[str, str]] = set()
    new: Kept = {}

    def code(mode: str, text: Any) -> Any:
        if not isinstance(text, str) or len(text) > LONGEST:
            return text
        given = mode, text
        found = kept.get(given)
        if found is not None:
            used.add(given)
            return found
        found = new[given] = compile(text, "<string>", mode, dont_inherit=True)
        return found

    def execute(text: Any, *spaces: Any) -> None:
        builtins.exec(code("exec", text), *spaces)

    def evaluate(text: Any, *spaces: Any) -> Any:
        return builtins.eval(code("eval", text), *spaces)

    def compiled(text: Any, *how: Any, **more: Any) -> Any:
        made = code("eval", text) if how == ("<string>", "eval") and not more else text
        return compile(made, *how, **more) if made is text else made

    vars(dataclasses)["exec"] = execute
    vars(collections)["eval"] = evaluate
    vars(typing)["compile"] = compiled
    atexit.register(keep, path, used, new)
