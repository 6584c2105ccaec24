"""Two texts of which hardly a sentence fits."""

from __future__ import annotations

from pathlib import Path

from align.inputs import read_all
from align.pipeline import Engine


def test_the_wrong_file(engine: Engine, tmp_path: Path) -> None:
    chinese = [
        "渔民们清晨出海。",
        "海面上风很大。",
        "他们中午回到港口。",
        "鱼市已经开门。",
        "孩子们在码头等候。",
        "晚上家家都吃鱼。",
    ] * 2
    english = [
        "The orchestra tuned its instruments.",
        "A new theorem was proved last week.",
        "Her passport had expired.",
        "The parliament passed the budget.",
        "He repaired the old typewriter.",
        "Snow covered the railway line.",
    ] * 2
    (tmp_path / "a.zh.txt").write_text("\n\n".join(chinese), encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("\n\n".join(english), encoding="utf-8")
    reviews = engine.reviews(read_all([str(tmp_path / "a.zh.txt"), str(tmp_path / "a.en.txt")]))
    assert [f.check for r in reviews for f in r.findings if f.check == "unrelated"] == ["unrelated"]
