"""Makes ``align/data/built/idioms.txt``: idioms and slogans in which a name seems to stand (绿水青山就是金山银山).

Usage: ``python -m training.make_sayings [--lexicon ../shared/lexicon]``. Sources: the idioms of jieba's dictionary
(MIT; those tagged ``i``), the terms of the rule packs ``idioms`` and ``policy``, and the words of CC-CEDICT (CC BY-SA
4.0) that hold the name of a land or a great place while their gloss does without (意大利面, spaghetti). A saying of
the former is kept where :func:`align.names.recognition.find` takes a part of it, not the whole, for a name. Lines: the
name, a tab, the sayings that hold it.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
OUT = ROOT / "align" / "data" / "built" / "idioms.txt"
NAMED = re.compile(  # what the dictionary calls an idiom, and English renders with the name
    "万里长城|丝绸之路|令狐冲|公司|超市|之战|拼音|管理所|省长|一带一路|数字|中[国华]|故事|惊魂|杀死|前田|横山|人猿|联想|奔驰|漂移"
)
SHORTER = ("金山银山",)  # of slogans that are also quoted in part
_TERM = re.compile("^([^|\n]+) \\|", re.M)
_ENTRY = re.compile(r"\S+ ([\u4e00-\u9fff]+) \[[^\]]+\] /(.*)/")
_HAN = re.compile("[\u4e00-\u9fff]{4,}")


def sayings() -> Iterator[str]:
    """Idioms of the dictionary, and the phrases of the packs."""
    import jieba

    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if tag == "i" and len(word) > 3:
            yield word
    yield from SHORTER
    for pack in ("idioms", "policy"):
        for row in _TERM.findall((ROOT / "qa_rules" / f"{pack}.toml").read_text(encoding="utf-8")):
            yield from _HAN.findall(row)


def placed(lexicon: Path) -> Iterator[tuple[str, str]]:
    """Names of lands and great places, and the words that hold them and mean something else."""
    from align.data import rows
    from align.names.pinyin import spellings
    from align.names.recognition import great_places, listed
    from align.names.renderings import keys

    lands = {row[0] for row in rows("lands.tsv")} | {zh for zh in great_places() if len(zh) > 1}
    names = listed()
    lands |= {zh for zh in names if zh.endswith("国") and len(zh) == 2}
    known = {zh: {key[:4] for way in names.get(zh, "").split(";") for key in keys(way) if key} for zh in lands}
    for zh in lands:
        known[zh] |= {form[:4] for form in spellings(zh)}
    for line in (lexicon / "cedict_ts.u8").read_text(encoding="utf-8").splitlines():
        found = _ENTRY.match(line)
        if found is None or len(found[1]) < 3:
            continue
        glosses = found[2].lower()
        if re.search(r"abbr|see |variant|\bcity|county|province|district|capital|country|republic|island", glosses):
            continue
        for start in range(len(found[1]) - 1):
            for size in range(2, min(6, len(found[1]) - start + 1)):
                name = found[1][start : start + size]
                if name in lands and name != found[1] and not any(key in glosses for key in known[name]):
                    yield name, found[1]


def main() -> None:
    """Write the file and say what it holds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lexicon", type=Path, default=ROOT.parent / "shared" / "lexicon")
    lexicon = options.parse_args().lexicon
    from align.names.persons import people_in
    from align.names.recognition import _in_run
    from align.text.batch_segmenter import cuts

    rows: dict[str, set[str]] = {}
    all_sayings = list(sayings())
    known = cuts(all_sayings, people_in)
    for saying in all_sayings:
        for name in _in_run(saying, known[saying], 0):
            if name.sure >= 0.6 and name.text != saying and not NAMED.search(saying):
                rows.setdefault(name.text, set()).add(saying)
    for name_text, word in placed(lexicon):
        rows.setdefault(name_text, set()).add(word)
    lines = [f"{name}\t{' '.join(sorted(found))}" for name, found in sorted(rows.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines)} names in {len({s for found in rows.values() for s in found})} sayings")


if __name__ == "__main__":
    main()
