"""How does the time of every check grow with what it reads?

    python -m benchmarks.growth [--only CHECK] [--input PART] [--lines 64] [--texts 64] [--seconds 120]

Lines of 1,000, 4,000, 16,000 and 64,000 characters (``--lines``: the last, in thousands) of hostile fillers, of prose
and of what each check finds, and texts of as many sentences (``--texts``), go through the whole pipeline, each in a
process of its own. The time of a check is all that it takes in one article; *other steps* is everything beside the
checks: sentences, pairing, evidence, settling, scores. The exponent is that of the last step, from a quarter of the
size to the whole. Failed is what grows faster than the size to the power of 1.15, and what is not done in
``--seconds`` of processor time.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import math
import os
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from align import registry
from align.config import Settings
from align.pipeline import Engine
from align.records import Alignment, Article, Block, Check, Document, Finding, Lang
from benchmarks._fillers import BOTH, CHINESE, ENGLISH
from benchmarks.hostile import EN, ZH

EXPONENT, STEP = 1.15, 4
LEAST = 0.1  # seconds below which nothing is said of the growth
TRIES = 3  # runs of an input that seems to grow too fast; the least time of each size counts
OTHER = "other steps"
Times = dict[str, dict[int, float]]  # of a check, by size
Texts = Sequence[tuple[str, str]]

WORDS = (
    ("学校", "schools"), ("工人", "workers"), ("图书馆", "libraries"), ("农民", "farmers"), ("医院", "hospitals"),
    ("工厂", "factories"), ("车站", "stations"), ("教师", "teachers"), ("桥梁", "bridges"), ("居民", "residents"),
    ("公司", "companies"), ("学生", "students"), ("医生", "doctors"), ("商店", "shops"), ("公园", "parks"),
)  # fmt: skip
DEEDS = (
    ("需要更多的水", "need more water"), ("没有得到通知", "were not informed"), ("去年增加了", "increased last year"),
    ("在北京举行会议", "met in Beijing"), ("支持新的计划", "support the new plan"), ("停止了工作", "stopped working"),
    ("付了三万元", "paid 30,000 yuan"), ("反对这项决定", "oppose the decision"), ("比以前少", "are fewer than before"),
)  # fmt: skip
SURNAMES = tuple(zip("王李张刘陈杨赵黄周吴", "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu".split(), strict=True))
GIVEN = (
    ("伟", "Wei"),
    ("芳", "Fang"),
    ("娜", "Na"),
    ("敏", "Min"),
    ("静", "Jing"),
    ("丽", "Li"),
    ("强", "Qiang"),
    ("磊", "Lei"),
)


@dataclass(frozen=True)
class Case:
    """A kind of input: ``pairs(size)`` are its texts; ``article``: they are sentences of two texts that are to be
    aligned; ``sides``: which of them it has."""

    name: str
    pairs: Callable[[int], Texts]
    line: bool = False  # is the size that of one line, in characters?
    article: bool = False
    sides: str = "both"


def prose(number: int) -> tuple[str, str]:
    """A sentence and its translation; most numbers have one of their own."""
    rng = random.Random(number)
    (who, people), (what, deed), (other, more) = rng.choice(WORDS), rng.choice(DEEDS), rng.choice(WORDS)
    count, year = rng.randint(2, 9999), rng.randint(1990, 2024)
    return (f"{year}年，{count}个{who}和{other}{what}。", f"In {year}, {count:,} {people} and {more} {deed}.")


def wrong(number: int) -> tuple[str, str]:
    """A sentence with a number, a name and a negation that are wrong."""
    zh, _ = prose(number)
    return f"{zh}郑州不同意。", f"In 1{number % 1000:03}, {number + 7} cats in Chengzhou agree."


def named(number: int) -> tuple[str, str]:
    """A sentence with a person in it."""
    rng = random.Random(number)
    (zh, en), (a, one), (b, two) = rng.choice(SURNAMES), rng.choice(GIVEN), rng.choice(GIVEN)
    return f"记者{zh}{a}{b}在郑州报道。", f"{en} {one}{two.lower()} reported from Zhengzhou."


def repeated(size: int, filler: str) -> str:
    """A filler, again and again."""
    return filler * (size // len(filler))


def long_line(size: int) -> Texts:
    """Prose in one pair of lines of that many Chinese characters."""
    zh, en, length = [], [], 0
    for number in itertools.count():
        one, other = prose(number)
        zh.append(one)
        en.append(other)
        length += len(one)
        if length >= size:
            return [("".join(zh), " ".join(en))]
    raise AssertionError


def cases() -> Iterator[Case]:
    """All kinds of input."""
    for filler in CHINESE:
        yield Case(f"zh {filler!r}", lambda n, f=filler: [(ZH + repeated(n, f), EN)], line=True)  # type: ignore[misc]
    for filler in ENGLISH:
        yield Case(f"en {filler!r}", lambda n, f=filler: [(ZH, f"{EN} {repeated(n, f)}")], line=True)  # type: ignore[misc]
    for zh, en in BOTH:
        both = lambda n, z=zh, e=en: [(ZH + repeated(n, z), f"{EN} {repeated(n, e)}")]  # noqa: E731
        yield Case(f"both {zh!r} {en!r}", both, line=True)
    yield Case("prose in a line", long_line, line=True)
    for check in registry.checks():  # what each check finds, again and again
        for zh, en, *_ in check.bad[:1] if all(check.bad[:1]) else ():
            own = lambda n, zh=zh, en=en: [(repeated(n, zh), f"{en} " * (n // len(zh)))]  # noqa: E731
            yield Case(f"example of {check.id}", own, line=True)
            yield Case(f"example of {check.id}, Chinese", lambda n, z=zh, e=en: [(repeated(n, z), e)], line=True)  # type: ignore[misc]
    for name, make in (("prose", prose), ("errors", wrong), ("persons", named)):
        for article in (False, True):
            texts: Callable[[int], Texts] = lambda n, m=make: [m(k) for k in range(n)]  # type: ignore[misc]  # noqa: E731
            yield Case(f"{name}, {'an article' if article else 'paired'}", texts, article=article)
    yield Case("one sentence again, paired", lambda n: [(ZH, EN)] * n)
    yield Case("one sentence again, an article", lambda n: [(ZH, EN)] * n, article=True)
    yield Case("labels, paired", lambda n: [(f"保存{WORDS[k % 15][0]}", f"Save {WORDS[k % 15][1]}") for k in range(n)])
    yield Case("Chinese only", lambda n: [prose(k) for k in range(n)], article=True, sides="zh")
    yield Case("English only", lambda n: [prose(k) for k in range(n)], article=True, sides="en")


def article(case: Case, size: int) -> Article:
    """The article of a case."""
    source, target = zip(*case.pairs(size), strict=True)
    zh, en = document("zh", source), document("en", target)
    return Article(zh if case.sides != "en" else None, en if case.sides != "zh" else None, paired=not case.article)


def document(lang: str, texts: Sequence[str]) -> Document:
    """A document of some texts, a block each."""
    ends = list(itertools.accumulate(len(text) + 1 for text in texts))
    blocks = tuple(Block(end - len(text) - 1, end - 1) for end, text in zip(ends, texts, strict=True))
    return Document(f"{lang}.txt", cast(Lang, lang), "\n".join(texts), blocks)


def timed(check: Check, spent: dict[str, float]) -> Check:
    """The check, which adds up its own time."""

    def run(alignment: Alignment) -> Iterator[Finding]:
        start = time.process_time()
        found = list(check.run(alignment))
        spent[check.id] += time.process_time() - start
        yield from found

    return replace(check, run=run)


def measure(case: Case, sizes: Sequence[int]) -> Iterator[tuple[int, dict[str, float]]]:
    """Seconds by check, for each size."""
    for size in sizes:
        spent: dict[str, float] = defaultdict(float)
        engine = Engine(Settings(second_reader="never"))
        engine.__dict__["checks"] = tuple(timed(check, spent) for check in engine.checks)
        given = article(case, size)
        start = time.process_time()
        engine.review(given)
        whole = time.process_time() - start
        yield size, {**spent, OTHER: whole - sum(spent.values())}


def in_child(case: Case, sizes: Sequence[int], seconds: int) -> tuple[dict[int, dict[str, float]], int]:
    """What :func:`measure` gives in a process of its own, as far as it comes; and the memory it took, in MB."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30, 8 * 2**30))
        try:
            with os.fdopen(write, "w") as stream:
                for found in measure(case, sizes):
                    print(json.dumps(found), file=stream, flush=True)
        except BaseException as error:
            print(f"{case.name}: {error!r}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as lines:
        out = dict(map(json.loads, lines))
    _, _, usage = os.wait4(child, 0)
    return out, usage.ru_maxrss // 1024


def exponents(found: dict[int, dict[str, float]], sizes: Sequence[int]) -> dict[str, float]:
    """The exponent of the last step, by check; of what takes no time none."""
    short, long = found[sizes[-2]], found[sizes[-1]]
    return {
        check: math.log(took / max(short.get(check, 0.0), 1e-4)) / math.log(sizes[-1] / sizes[-2])
        for check, took in long.items()
        if took > LEAST
    }


def judged(case: Case, sizes: Sequence[int], seconds: int, only: str) -> tuple[dict[str, float], float, int, str]:
    """Exponents by check, seconds of the largest size, MB, and why the case failed, if so."""
    found, memory = in_child(case, sizes, seconds)
    for _ in range(TRIES):
        if len(found) < len(sizes):
            missing = next(size for size in sizes if size not in found)
            return {}, 0.0, memory, f"{missing:,} not done in {seconds} s"
        grown = {check: e for check, e in exponents(found, sizes).items() if only in ("", check)}
        if max(grown.values(), default=0.0) <= EXPONENT:
            break
        again, _ = in_child(case, sizes[-2:], seconds)
        for size, times in again.items():
            found[size] = {check: min(took, times.get(check, took)) for check, took in found[size].items()}
    fast = ", ".join(f"{check} {e:.2f}" for check, e in sorted(grown.items(), key=lambda g: -g[1]) if e > EXPONENT)
    return grown, sum(found[sizes[-1]].values()), memory, fast


def main() -> int:
    """Measure and print; 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="a check")
    parser.add_argument("--input", default="", help="a part of the name of an input")
    parser.add_argument("--lines", type=int, default=64, help="thousands of characters of the longest line")
    parser.add_argument("--texts", type=int, default=64, help="thousands of sentences of the longest text")
    parser.add_argument("--seconds", type=int, default=120, help="processor time of an input, all sizes together")
    options = parser.parse_args()
    gc.set_threshold(200_000, 20, 20)  # as the command line does
    engine = Engine(Settings(second_reader="never"))
    engine.review(Article(document("zh", [ZH]), document("en", [EN])))  # what is loaded once is loaded now
    failed, worst = 0, dict.fromkeys((check.id for check in engine.checks), (0.0, ""))
    print("| input | size | seconds | MB | grows fastest | |\n|---|--:|--:|--:|---|---|")
    for case in cases():
        if options.input not in case.name:
            continue
        last = options.lines if case.line else options.texts
        sizes = [1000 * last // STEP**step for step in range(3, -1, -1) if last >= STEP**step]
        grown, took, memory, why = judged(case, sizes, options.seconds, options.only)
        first = max(grown.items(), key=lambda g: g[1], default=("", 0.0))
        print(
            f"| {case.name} | {sizes[-1]:,} | {took:.1f} | {memory} | {first[0]} {first[1]:.2f} | {why} |", flush=True
        )
        failed += bool(why)
        for check, exponent in grown.items():
            worst[check] = max(worst.get(check, (0.0, "")), (exponent, case.name))
    print("\n| check | largest exponent | with |\n|---|--:|---|")
    for check, (exponent, where) in sorted(worst.items(), key=lambda item: (-item[1][0], item[0])):
        print(f"| {check} | {f'{exponent:.2f}' if where else f'below {LEAST} s'} | {where} |")
    print(f"\n{failed} failed")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
