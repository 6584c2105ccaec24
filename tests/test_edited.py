"""Edited versions of a text: what they leave out is no fault of the translator's."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.api import review_text
from align.config import Settings, load
from align.errors import SettingsError
from align.records import Review
from align.session import Session

ZH = (
    "青岚县推进山区公路养护。\n入冬以来，当地气温骤降，部分路段夜间结冰。\n县交通运输局投入撒盐车12台，储备融雪剂1800吨。\n"
    "项目总投资3.2亿元，其中省级补助1.4亿元。\n村民李桂芳种了八亩猕猴桃。\n县里与气象部门建立联动机制。\n"
    "专家沈立群认为，养护资金要有稳定来源。\n她建议引入第三方评估。\n明年还将改造86公里乡村道路。\n"
)
EN = (
    "Qinglan county is looking after its mountain roads.\n"
    "The county's transport bureau has deployed 15 salt spreaders and stockpiled 1,800 tonnes of de-icing agent.\n"
    "The project has a budget of 320 million yuan.\n"
    "Next year another 86 kilometers of rural roads will be rebuilt.\n"
)


def faults(reviewed: Review) -> dict[str, list[str]]:
    """Severities by whether a finding marks one side or both."""
    out: dict[str, list[str]] = {"one": [], "both": []}
    for f in reviewed.findings:
        out["both" if f.source_span and f.target_span else "one"].append(f.severity)
    return out


def test_what_an_edited_version_leaves_out_is_a_note_and_what_it_says_wrongly_is_not() -> None:
    full, edited = (faults(review_text(ZH, EN, settings=Settings(completeness=which))) for which in ("full", "edited"))
    assert "error" in full["one"] and set(edited["one"]) == {"note"}
    assert full["both"] == edited["both"] and "error" in edited["both"]  # 15 spreaders for 12台
    assert len(full["one"]) == len(edited["one"])


def test_a_text_with_many_lone_sentences_is_asked_whether_it_is_edited() -> None:
    [line] = review_text(ZH, EN).meta["notes"]
    assert "5 of 9 sentences have no translation" in line and 'completeness = "edited"' in line
    assert not review_text(ZH, EN, settings=Settings(completeness="edited")).meta.get("notes")
    few = ZH.splitlines()[0:1] + ZH.splitlines()[2:4] + ZH.splitlines()[7:]
    assert not review_text("\n".join(few) + "\n", EN).meta.get("notes")


def test_the_setting_may_hold_for_some_texts(tmp_path: Path) -> None:
    for name in ("news", "law"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.zh.txt").write_text(ZH, encoding="utf-8")
        (folder / "a.en.txt").write_text(EN, encoding="utf-8")
    settings = tmp_path / "align.toml"
    settings.write_text('[[for]]\nfiles = ["news/**"]\ncompleteness = "edited"\n', encoding="utf-8")
    paths = [tmp_path / name / f"a.{lang}.txt" for name in ("news", "law") for lang in ("zh", "en")]
    news, law = Session(load(tmp_path)).reviews([str(path) for path in paths])
    assert set(faults(news)["one"]) == {"note"} and "error" in faults(law)["one"]


def test_another_value_is_refused(tmp_path: Path) -> None:
    settings = tmp_path / "align.toml"
    settings.write_text('completeness = "half"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="completeness"):
        load(tmp_path)
