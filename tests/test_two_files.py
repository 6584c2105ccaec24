"""Two files as one article: by the times of cues; and what has no partner is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.inputs import read_all
from align.records import Article
from tests.conftest import Run

ZH = (
    (1.0, 3.0, "你昨晚去哪儿了？"), (3.2, 5.0, "- 我在家。\n- 别骗我。"), (5.5, 8.0, "要是你再这样，"),
    (8.1, 10.0, "我就走了。"), (12.0, 13.0, "好。"), (15.0, 16.0, "快跑！"),
)  # fmt: skip
EN = (
    (1.1, 3.0, "Where did you go last night?"), (3.2, 5.0, "- I was at home.\n- Don't lie to me."),
    (5.5, 8.0, "I will leave"), (8.1, 10.0, "if you do this again."), (15.0, 16.0, "Run!"),
)  # fmt: skip


def _srt(path: Path, cues: tuple[tuple[float, float, str], ...], late: float = 0) -> str:
    def clock(seconds: float) -> str:
        return f"00:00:{int(seconds):02},{round(seconds % 1 * 1000):03}"

    parts = [f"{n}\n{clock(a + late)} --> {clock(b + late)}\n{text}\n" for n, (a, b, text) in enumerate(cues, 1)]
    path.write_text("\n".join(parts), encoding="utf-8")
    return str(path)


def _rows(article: Article) -> list[tuple[str, str]]:
    assert article.source and article.target
    sides = article.source, article.target
    texts = [[d.text[b.start : b.end].replace("\n", " / ") for b in d.blocks] for d in sides]
    return list(zip(*texts, strict=True))


def test_cues_are_paired_by_their_times(tmp_path: Path) -> None:
    (article,) = read_all([_srt(tmp_path / "f.en.srt", EN), _srt(tmp_path / "f.zh.srt", ZH)])
    assert article.paired
    assert _rows(article) == [
        ("你昨晚去哪儿了？", "Where did you go last night?"),
        ("- 我在家。 / - 别骗我。", "- I was at home. / - Don't lie to me."),
        ("要是你再这样， / 我就走了。", "I will leave / if you do this again."),
        ("好。", ""),
        ("快跑！", "Run!"),
    ]


@pytest.mark.parametrize("late", [1.5, 30])
def test_another_cut_of_the_film_is_paired_by_its_words(late: float, tmp_path: Path) -> None:
    (article,) = read_all([_srt(tmp_path / "f.en.srt", EN, late), _srt(tmp_path / "f.zh.srt", ZH)])
    assert not article.paired and article.source and article.source.lang == "zh"


def test_files_that_say_other_names_are_no_neighbours(align: Run, tmp_path: Path) -> None:
    zh, en = "今天天气很好，我们去公园。\n", "The weather is fine today, and we go to the park.\n"
    for name in ("a.zh.txt", "c.zh.txt"):
        (tmp_path / name).write_text(zh, encoding="utf-8")
    for name in ("a.en.txt", "b.en.txt"):
        (tmp_path / name).write_text(en, encoding="utf-8")
    done = align("check", "a.en.txt", "a.zh.txt", "b.en.txt", "c.zh.txt")
    assert done.returncode == 0 and "3 articles" in done.stdout
    assert done.stderr.splitlines() == [
        "align: b.en.txt: English only, no Chinese text of it among these files",
        "align: c.zh.txt: Chinese only, no English translation of it among these files",
    ]
    batch = align("batch", ".", "--out", "out", "--jobs", "1")
    assert "b.en.txt: English only" in batch.stderr and "c.zh.txt: Chinese only" in batch.stderr
    assert "a.zh.txt: Chinese only" not in batch.stderr


def test_a_file_that_lacks_cues_of_the_other_is_paired_by_their_times(tmp_path: Path) -> None:
    zh = ((3.0, 5.0, "欢迎来到农场。"), (6.0, 8.0, "这里有三百头牛。"), (9.0, 11.0, "牛奶早上运走。"))
    en = ((3.0, 5.0, "Welcome to the farm."), (9.0, 11.0, "The milk leaves in the morning."))
    (article,) = read_all([_srt(tmp_path / "f.zh.srt", zh), _srt(tmp_path / "f.en.srt", en)])
    assert article.paired
    assert _rows(article)[1] == ("这里有三百头牛。", "")


def test_entries_in_japanese_are_told_and_a_file_of_them_is_refused(align: Run, tmp_path: Path) -> None:
    rows = [("请输入姓名", "お名前を入力してください"), ("提交", "Submit"), ("返回首页", "ホームに戻る")]
    table = "source,target\n" + "".join(f"{zh},{en}\n" for zh, en in rows)
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    done = align("check", "a.csv")
    assert done.returncode == 1 and done.stdout.count("Japanese") == 2
    (tmp_path / "b.csv").write_text(table.replace("提交,Submit\n", ""), encoding="utf-8")
    assert "kana" in align("check", "b.csv").stderr
