"""Every regular expression of the package takes time in proportion to the text, whatever the text is.

Each compiled pattern runs, by the methods that the code calls it with, over hostile fillers: one unit repeated, ended
by a character that no pattern expects. Quadratic growth takes 16 times as long for 4 times the text; the limit is 9,
and only times above 20 ms of this process count, so that a busy machine does not matter.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import align

ROOT = Path(align.__file__).parent
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
SHORT, LONG = 2_000, 8_000  # characters
TRIES = 15
FILLERS = (
    " ", "\n", "\t", "a", "aB", "A ", "a ", "ie", "1", "1,", "1.", "1-", "1/", "x1", "1 x", "1 and ", "-", "- ", "/",
    "=",
    "one ", "the ", "and ", "not ", "of ", "per ", "to ", "January ", "Mr. ", "A. ", "a.", "a@", "http://a", "'", '"',
    "一", "一 ", "年", "1年", "1月1日", "百分之", "没有", "郑州", "第", "亿", "3亿", "，", "：", "。", "“", "（", "《",
    "<", "<a ", "<!--", "&", "&a", "(", "[", "](", "{", "}", "%", "$", "#", "`", "*", "_", "|", "| ",
)  # fmt: skip


class TooLong(Exception):
    """A match that did not end within its budget of processor time."""


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Compiled patterns in a value of a module: alone, or in tuples, lists, sets and dictionaries."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from patterns(item, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for item in (*value, *value.values()):
            yield from patterns(item, depth + 1)


def found() -> dict[str, tuple[re.Pattern[Any], set[str]]]:
    """Patterns of all modules by ``module:name``, with the methods called on each (``finditer``: none)."""
    calls: dict[tuple[str, str], set[str]] = {}  # of a pattern in the module that defines it
    for path in ROOT.rglob("*.py"):
        for name, method in re.findall(r"\b(\w+)\.(\w+)\b", path.read_text(encoding="utf-8")):
            if method in METHODS:
                calls.setdefault((str(path), name), set()).add(method)
    out: dict[str, tuple[re.Pattern[Any], set[str]]] = {}
    seen: set[tuple[Any, int]] = set()
    for info in pkgutil.walk_packages(align.__path__, "align."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for number, pattern in enumerate(patterns(value)):
                if (pattern.pattern, pattern.flags) not in seen:
                    seen.add((pattern.pattern, pattern.flags))
                    out[f"{info.name}:{name}:{number}"] = (
                        pattern,
                        calls.get((str(module.__file__), name)) or {"finditer"},
                    )
    return out


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
    for unit in FILLERS:
        short, long = ((unit * (size // len(unit) + 1))[:size] + "\x01" for size in (SHORT, LONG))
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
def test_no_pattern_is_worse_than_linear() -> None:
    slow = {}
    for place, (pattern, methods) in found().items():
        for method in sorted(methods):
            if unit := grows(pattern, method):
                slow[f"{place}.{method}"] = unit
    assert not slow, "quadratic or worse (place: filler): bound the repeat, or anchor its start"


def test_a_quadratic_pattern_is_noticed() -> None:
    assert grows(re.compile(r"\s*x"), "finditer") in (repr(" "), repr("\n"))  # whichever grows first
    assert not grows(re.compile(r"(?<!\s)\s*x"), "finditer")
