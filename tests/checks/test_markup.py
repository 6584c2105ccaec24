"""Mark-up of files that keep it beside their text."""

from __future__ import annotations

import pytest

from align.checks import markup
from tests.checks.conftest import Found
from tests.checks.support import found as pair_findings
from tests.checks.support import xliff


def test_inline_elements_ofxliff(found: Found) -> None:
    text = xliff(
        '<trans-unit id="1"><source>按<x id="1"/>添加照片</source><target>Press to add a photo</target></trans-unit>',
        '<trans-unit id="2"><source>已选<g id="2">三张</g></source><target><g id="2">Three</g> selected</target>'
        "</trans-unit>",
        '<trans-unit id="3"><source>在<ph id="3">{app}</ph>打开</source><target>Open in <ph id="3">{app}</ph></target>'
        "</trans-unit>",
        '<trans-unit id="4"><source>甲乙</source><target><mrk mtype="seg" mid="1">A and B</mrk></target></trans-unit>',
    )
    findings = found("a.xlf", text, "markup", "placeholder", "edge_space")
    assert [(f.bead, f.message) for f in findings] == [(0, '<x id="1"/> is missing in the translation')]


def test_inline_elements_of_tmx(found: Found) -> None:
    text = (
        '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>按<bpt i="1">&lt;b&gt;</bpt>键'
        '<ept i="1">&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="en"><seg>Press the key</seg></tuv></tu></body></tmx>'
    )
    assert [f.check for f in found("a.tmx", text, "markup")] == ["markup"]


def test_mark_up_of_any_depth_is_read(found: Found) -> None:
    nested = "<g id='1'>" * 3000 + "文" + "</g>" * 3000
    text = xliff(f'<trans-unit id="1"><source>{nested}</source><target>Text</target></trans-unit>')
    assert found("a.xlf", text, "markup")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("请**立即**停机。", "Stop the machine ** at once **."),
        ("详见[说明](/help)。", "See the [instructions] (/help)."),
        ("<color=red>危险</color>", "<color=blue>Danger</color>"),
        ("<size=14>标题</size>", "<size=41>Title</size>"),
    ],
)
def test_marks_that_show_or_say_something_else(source: str, target: str) -> None:
    assert pair_findings(markup.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("请**立即**停机，**再**报修。", "Stop the machine **at once**, **then** report it."),
        ("当 a<b 且 b>c 时", "when a<b and b>c"),
        ("若 x<i 或 y>j", "if x<i or y>j"),
        ("<color=red>危险</color>", "<color=red>Danger</color>"),
        ("2 ** 3 ** 2 的值", "the value of 2 ** 3 ** 2"),
        ("<input disabled required>", "<input disabled required>"),
    ],
)
def test_signs_that_are_no_marks(source: str, target: str) -> None:
    assert not pair_findings(markup.CHECK, source, target)


def test_words_that_the_file_protects_stay(found: Found) -> None:
    kept = '<mrk mtype="protected">云帆</mrk>'
    text = xliff(
        f'<trans-unit id="1"><source>欢迎使用{kept}</source><target>Welcome to {kept}</target></trans-unit>',
        f'<trans-unit id="2"><source>登录{kept}</source><target>Sign in to Yunfan</target></trans-unit>',
    )
    assert [(f.bead, f.check) for f in found("a.xlf", text, "markup", "untranslated")] == [(1, "markup")]
