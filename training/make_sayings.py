"""Makes ``align/data/built/idioms.txt``: idioms and slogans in which a name seems to stand (绿水青山就是金山银山).

Usage: ``python training/make_sayings.py``. Sources: the idioms of jieba's dictionary (MIT; those tagged ``i``) and the
terms of the rule packs ``idioms`` and ``policy``. A saying is kept where :func:`align.names.recognition.find` takes a
part of it, not the whole, for a name. Lines: the name, a tab, the sayings that hold it.
"""

from __future__ import annotations

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


def main() -> None:
    """Write the file and say what it holds."""
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
    lines = [f"{name}\t{' '.join(sorted(found))}" for name, found in sorted(rows.items())]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines)} names in {len({s for found in rows.values() for s in found})} sayings")


if __name__ == "__main__":
    main()
