"""What do thousands of rules cost?

    python -m benchmarks.rules [PAIRS.jsonl] [--rules 10000] [--rounds 7]

Checks the same pairs (``{"source", "target"}`` a line; default: the news pairs of ``$ALIGN_SHARED``, ../shared, one
translation a source) with no rule, with the shipped packs, and with these filled up to ``--rules`` by invented terms
made of the characters of the text. Rounds are interleaved and the least processor time counts: a busy machine can only
add to it. Prints a table, the cost of the rules alone, and what loading them takes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from align.config import Settings
from align.files import from_bytes
from align.pipeline import Engine
from align.readers import jsonl
from align.records import Article
from align.rules import Rule, RuleSet, load_rules
from align.rules.load.index import index_of
from training.corpus import objects


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("ALIGN_SHARED", "../shared"))
    parser.add_argument("pairs", nargs="?", type=Path, default=shared / "eval/dev/mqm-wmt20.jsonl")
    parser.add_argument("--rules", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--limit", type=int, default=2000, help="pairs")
    options = parser.parse_args()
    start = time.process_time()
    shipped = load_rules()
    print(f"loading {len(shipped.ids):,} shipped rules: {1000 * (time.process_time() - start):.1f} ms")
    pairs = _pairs(options.pairs)[: options.limit]
    none = RuleSet(index_of([], "none"), frozenset(), "none")
    sets = {"no rules": none, f"{len(shipped.ids):,} shipped": shipped}
    sets[f"{options.rules:,} rules"] = _filled(shipped, options.rules, pairs)
    articles = _articles(pairs)
    engines = {name: _engine(rules) for name, rules in sets.items()}
    whole = _race({name: _checker(engine, articles) for name, engine in engines.items()}, options.rounds)
    print(
        f"{len(pairs):,} pairs, {sum(len(s) for s, _ in pairs) / len(pairs):.0f} Chinese characters each, whole check:"
    )
    alone = _race({name: _alone(rules, engines[name], articles) for name, rules in sets.items()}, options.rounds)
    least = whole["no rules"]
    for name, seconds in whole.items():
        cost = 1e6 * seconds / len(pairs)
        print(
            f"  {name:16s} {cost:7.1f} µs a pair  {len(pairs) / seconds:8,.0f} pairs/s  {seconds / least - 1:+6.1%}  "
            f"rules alone {1e6 * alone[name] / len(pairs):6.1f} µs"
        )


def _pairs(path: Path) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for row in objects(path):
        first.setdefault(row["source"], row.get("target") or row.get("good") or row["reference"])
    return list(first.items())


def _filled(shipped: RuleSet, count: int, pairs: list[tuple[str, str]]) -> RuleSet:
    """The shipped rules and invented ones: terms that begin like the text but mostly stand nowhere in it."""
    rng = random.Random(7)
    chars = [c for source, _ in pairs for c in source if "\u3400" <= c <= "\u9fff"]
    words = sorted({w for _, target in pairs for w in target.split() if w.isalpha()})
    rules = list(shipped.rules)
    while len(rules) < count:
        term = "".join(rng.choices(chars, k=rng.choice((3, 4, 4, 5))))
        name = " ".join(rng.choices(words, k=3))
        rules.append(Rule(f"made/r{len(rules)}", source=(term,), accept=(name,), reject=(name[::-1],)))
    return RuleSet(index_of(rules, "filled"), frozenset(), "filled")


def _engine(rules: RuleSet) -> Engine:
    engine = Engine(Settings())
    engine.__dict__["rules"] = rules
    return engine


def _articles(pairs: list[tuple[str, str]]) -> list[Article]:
    lines = (json.dumps({"id": str(i), "source": s, "target": t}) for i, (s, t) in enumerate(pairs))
    return list(jsonl.READER.read(from_bytes("\n".join(lines).encode(), "pairs.jsonl")))


def _checker(engine: Engine, articles: list[Article]) -> Callable[[], int]:
    def run() -> int:
        return sum(len(review.findings) for review in engine.reviews(articles))

    return run


def _alone(rules: RuleSet, engine: Engine, articles: list[Article]) -> Callable[[], int]:
    alignments = [review.alignment for review in engine.reviews(articles)]

    def run() -> int:
        return sum(1 for alignment in alignments for _ in rules.run(alignment))

    return run


def _race(runs: dict[str, Callable[[], int]], rounds: int) -> dict[str, float]:
    """Least seconds of processor time; the first round of each warms up and does not count."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in _shuffled(runs, number):
            start = time.process_time()
            run()
            if number:
                times[name].append(time.process_time() - start)
    return {name: min(found) for name, found in times.items()}


def _shuffled(runs: dict[str, Callable[[], int]], number: int) -> Iterator[tuple[str, Callable[[], int]]]:
    names = list(runs)
    yield from ((name, runs[name]) for name in names[number % len(names) :] + names[: number % len(names)])


if __name__ == "__main__":
    main()
