"""Lengths that a file, a column, a comment or the settings allow."""

from __future__ import annotations

from pathlib import Path

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from tests.checks.conftest import Found
from tests.checks.support import PO, xliff


def test_length_limits(found: Found) -> None:
    text = xliff(
        '<trans-unit id="1" maxwidth="5" size-unit="char"><source>设置</source><target>Settings</target></trans-unit>',
        '<trans-unit id="2" maxwidth="5"><source>设置</source><target>Settings</target></trans-unit>',
    )
    (one,) = found("a.xlf", text, "max_length")
    assert (one.bead, one.severity) == (0, "error")
    po = PO + '#. Max length: 4\nmsgid "设置"\nmsgstr "Settings"\n'
    assert [f.message for f in found("a.po", po, "max_length")] == ["8 characters, the file allows 4"]


def test_a_column_and_a_comment_limit_the_length(found: Found, tmp_path: Path) -> None:
    (one,) = found(
        "a.csv", "源文,译文,字数限制\n设置,Settings of it,8\n保存,Save,≤ 10 字\n退出,Log out,20.0\n", "max_length"
    )
    assert one.message == "14 characters, the file allows 8"
    assert not found("b.csv", "源文,译文,length\n设置,Settings of it,8\n", "max_length")
    (tmp_path / "app_zh.arb").write_text('{"a": "设置", "b": "保存"}', encoding="utf-8")
    arb = '{"a": "Settings of it", "@a": {"description": "Title, max length: 8"}, "b": "Save the file"}'
    (tmp_path / "app_en.arb").write_text(arb, encoding="utf-8")
    (article,) = read_all([str(tmp_path / "app_en.arb"), str(tmp_path / "app_zh.arb")])
    assert [block.fact("max-length") for block in article.target.blocks if article.target] == ["8", ""]  # type: ignore[union-attr]


def test_android_strings_say_their_length_in_a_comment(tmp_path: Path) -> None:
    text = (
        '<resources><!-- 最多8个字符 --><string name="a">Settings</string><string name="b" maxLength="3">A <!-- x -->b'
    )
    (tmp_path / "strings.xml").write_text(f"{text}</string></resources>", encoding="utf-8")
    (article,) = read_all([str(tmp_path / "strings.xml")])
    assert article.target is not None and article.target.text == "Settings\nA b"
    assert [block.fact("max-length") for block in article.target.blocks] == ["8", "3"]


def test_settings_limit_the_length_of_short_strings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("源文,译文\n设置,Settings of it\n保存,Save\n", encoding="utf-8")
    for name, value, message in (
        ("max_length.characters", 10, "14 characters, the settings allow 10"),
        ("max_length.ratio", 3, "14 wide, 12 would do"),
    ):
        engine = Engine(Settings(thresholds={name: value}, select=("max_length",)))
        assert [f.message for r in engine.reviews(read_all([str(path)])) for f in r.findings] == [message]
