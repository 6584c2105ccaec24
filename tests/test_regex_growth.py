"""Every regular expression of the package takes time in proportion to the text, whatever the text is.

Each compiled pattern of a module, of a table that is read once and of a call as ``re.search("…", text)`` runs, by the
methods that the code calls it with, over hostile fillers: one unit repeated, ended by characters that no pattern
expects. The units are usual ones, and texts that the pattern itself matches. Quadratic growth takes 16 times as long
for 4 times the text; the limit is 9, and only times above 20 ms of this process count, so that a busy machine does not
matter.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

import align
from tests.matched import matched

ROOT = Path(align.__file__).parent
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
SHORT, LONG = 2_000, 8_000  # characters; in half of them patterns whose repeats are bounded look as if they grew
PARTS = 8  # of the patterns: processes share them
TRIES, DEEPEST = 15, 5
FILLERS = (
    " ", "\n", "\t", "a", "aB", "A ", "a ", "ie", "1", "1,", "1.", "1-", "1/", "x1", "1 x", "1 and ", "-", "- ", "/",
    "=",
    "one ", "the ", "and ", "not ", "of ", "per ", "to ", "January ", "Mr. ", "A. ", "a.", "a@", "http://a", "'", '"',
    "一", "一 ", "年", "1年", "1月1日", "百分之", "没有", "郑州", "第", "亿", "3亿", "，", "：", "。", "“", "（", "《",
    "<", "<a ", "<!--", "&", "&a", "(", "[", "](", "{", "}", "%", "$", "#", "`", "*", "_", "|", "| ",
)  # fmt: skip
ENDS = ("\x01", "。x")
# Patterns that read no more than a word or some characters before a place, however long the text is
BOUNDED = {
    "align.numbers.paraphrases:_CITED": "60 characters before a number",
    "align.names.capitalised:_OPENS": "6 characters before a word",
}


class TooLong(Exception):
    """A match that did not end within its budget of processor time."""


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Compiled patterns in a value of a module: alone, or in tuples, lists, sets and dictionaries."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < DEEPEST and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from patterns(item, depth + 1)
    elif depth < DEEPEST and isinstance(value, dict):
        for item in (*value, *value.values()):
            yield from patterns(item, depth + 1)


@cache
def found() -> dict[str, tuple[re.Pattern[Any], set[str]]]:
    """Patterns of all modules by ``module:name:number``, with the methods called on each (``finditer``: none)."""
    out: dict[str, tuple[re.Pattern[Any], set[str]]] = {}
    seen: set[tuple[Any, int]] = set()
    for info in pkgutil.walk_packages(align.__path__, "align."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        code = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in (*vars(module).items(), *tables(module)):
            if f"{info.name}:{name}" in BOUNDED or f"just_before({name}," in code:
                continue
            methods = {method for method in METHODS if re.search(rf"\b{re.escape(name)}\.{method}\b", code)}
            for number, pattern in enumerate(patterns(value)):
                if (pattern.pattern, pattern.flags) not in seen:
                    seen.add((pattern.pattern, pattern.flags))
                    out[f"{info.name}:{name}:{number}"] = pattern, methods or {"finditer"}
        for line, method, pattern in written(code):
            out[f"{info.name}:{line}"] = pattern, {method}
    return out


def tables(module: ModuleType) -> Iterator[tuple[str, object]]:
    """What the functions of a module give that read a table once."""
    for name, value in vars(module).items():
        own = hasattr(value, "cache_info") and value.__module__ == module.__name__
        if own and not inspect.signature(value).parameters:
            yield f"{name}()", value()


def written(code: str) -> Iterator[tuple[int, str, re.Pattern[str]]]:
    """Patterns that stand in a call, as in ``re.search("…", text)``: line, method, pattern."""
    for node in ast.walk(ast.parse(code)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in METHODS
            and node.args
        ):
            of, pattern = node.func.value, node.args[0]
            text = pattern.value if isinstance(pattern, ast.Constant) else None
            if isinstance(of, ast.Name) and of.id == "re" and isinstance(text, str):
                yield node.lineno, node.func.attr, re.compile(text)


def runner(pattern: re.Pattern[Any], method: str) -> Callable[[Any], object]:
    """The method as a function of the text; iterators are run to their end."""
    if method == "finditer":
        return lambda text: [None for _ in pattern.finditer(text)]
    if method in ("sub", "subn"):
        return lambda text: getattr(pattern, method)(text[:0], text)
    return getattr(pattern, method)


def seconds(run: Callable[[Any], object], text: str | bytes, budget: float) -> float:
    """Processor seconds of one call; 99 where it takes more than the budget."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, budget)
    started = time.process_time()
    try:
        run(text)
        return time.process_time() - started
    except TooLong:
        return 99.0
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def grows(pattern: re.Pattern[Any], method: str) -> str:
    """The first filler over which the pattern is worse than linear, '' for none."""
    run = runner(pattern, method)
    own = [(unit, end) for unit in matched(pattern) for end in ENDS]
    for unit, end in (*own, *((unit, ENDS[0]) for unit in FILLERS)):
        short, long = ((unit * (size // len(unit) + 1))[:size] + end for size in (SHORT, LONG))
        texts = [t.encode() if isinstance(pattern.pattern, bytes) else t for t in (short, long)]
        if seconds(run, texts[0], 0.3) >= 0.0015 and _grows(run, texts):
            return repr(unit)
    return ""


def _grows(run: Callable[[Any], object], texts: list[Any]) -> bool:
    """Whether the longer text takes more than nine times as long. A busy machine can only add to a time, so the least
    of each counts, and they are measured by turns until one try shows that they are in proportion."""
    first = second = 99.0
    for _ in range(TRIES):
        first = min(first, seconds(run, texts[0], 0.3))
        second = min(second, seconds(run, texts[1], 0.6))
        if second <= 0.02 or second <= 9 * first:
            return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_is_worse_than_linear(part: int) -> None:
    slow = {}
    for place, (pattern, methods) in sorted(found().items(), key=lambda item: item[0])[part::PARTS]:
        for method in sorted(methods):
            if unit := grows(pattern, method):
                slow[f"{place}.{method}"] = unit
    assert not slow, "quadratic or worse (place: filler): bound the repeat, or anchor its start"


def test_a_quadratic_pattern_is_noticed() -> None:
    assert grows(re.compile(r"\s*x"), "finditer") in map(repr, " \n\t")  # whichever grows first
    assert not grows(re.compile(r"(?<!\s)\s*x"), "finditer")
