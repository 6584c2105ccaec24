"""Pairs of files that are read as one article: python -m benchmarks.inputs FOLDER.

FOLDER holds pairs ``NAME.zh.EXT`` and ``NAME.en.EXT``. Each is read four ways: both orders by name, and under names
that say nothing of the language. Right is one article whose Chinese side is the Chinese file. Nothing is checked.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from align.errors import AlignError
from align.files import from_bytes
from align.inputs import read_pair
from align.records import Article
from align.text.file_names import pairs_by_name


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Chinese and English file of each pair."""
    for path in sorted(folder.glob("*.zh.*")):
        other = path.with_name(path.name.replace(".zh.", ".en."))
        if other.exists():
            yield path, other


def is_right(articles: list[Article], chinese: str, english: str) -> bool:
    """One article with these two files as its sides, each with all its text."""
    if len(articles) != 1 or articles[0].source is None or articles[0].target is None:
        return False
    return (articles[0].source.path, articles[0].target.path) == (chinese, english)


def main() -> None:
    """Print a line for each pair that goes wrong, then the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    found = list(pairs(parser.parse_args().folder))
    good = dict.fromkeys(("as named", "other way round", "nameless", "nameless, other way round", "by name"), 0)
    started = time.process_time()
    for zh, en in found:
        named = [from_bytes(path.read_bytes(), str(path)) for path in (zh, en)]
        bare = [replace(source, path=f"{n}{zh.suffix}") for n, source in enumerate(named)]
        for way, (one, other) in zip(good, (named, named[::-1], bare, bare[::-1]), strict=False):
            sides = (one, other) if way in ("as named", "nameless") else (other, one)
            try:
                right = is_right(list(read_pair(one, other)), sides[0].path, sides[1].path)
            except AlignError as error:
                print(error)
                right = False
            good[way] += right
            if not right:
                print(f"wrong, {way}: {zh.name}", file=sys.stderr)
        good["by name"] += pairs_by_name([str(en), str(zh)]) == [(str(zh), str(en))]
    for way, number in good.items():
        print(f"{way:<26} {number:>3} of {len(found)}")
    print(f"{(time.process_time() - started) / max(4 * len(found), 1):.3f} s of CPU a pair")


if __name__ == "__main__":
    main()
