"""Placeholders, mark-up, code and keys of strings: found as they are, compared, and told from prose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Alignment, Inline
from align.strings import icu
from align.strings.branches import compared
from align.strings.compare import troubles
from align.strings.keys import chinese_keys, english_keys
from align.strings.literals import literals
from align.strings.placeholders import placeholders, wanted
from align.strings.raw import raw
from align.strings.tags import both, localised, tags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("%1$s：%-10.2f %lld %@ %*d %%", ["%1$s", "%-10.2f", "%lld", "%@", "%*d", "%%"]),
        ("%(name)s %(n)03d", ["%(name)s", "%(n)03d"]),
        (
            "{}{0}{name!r:>10}{0:N2}{ $user }{n, number}",
            ["{}", "{0}", "{name!r:>10}", "{0:N2}", "{ $user }", "{n, number}"],
        ),
        ("{{name}} {{{raw}}} {{count, number}}", ["{{name}}", "{{{raw}}}", "{{count, number}}"]),
        ("${path} #{user} $(HOME) $HOME", ["${path}", "#{user}", "$(HOME)", "$HOME"]),
        ("%{count} %<price>.2f", ["%{count}", "%<price>.2f"]),
        ("第%1页，共 %L2 页，%n 项", ["%1", "%L2", "%n"]),
        ("$t(common.ok) @:menu.save", ["$t(common.ok)", "@:menu.save"]),
        ("您好，:name，[user_name]，%player%，__key__", [":name", "[user_name]", "%player%", "__key__"]),
        ("%#@files@ 已选", ["%#@files@"]),
        ("共 <%= total %> 元，<?= $name ?>", ["<%= total %>", "<?= $name ?>"]),
    ],
)
def test_every_dialect_is_found(text: str, found: list[str]) -> None:
    assert [p.text for p in placeholders(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose 5% during the year, 50 % discount.",
        "增长5%左右，10:30开始",
        "[1] 见注释，[NBA] 湖人队，[b]粗[/b]",
        "https://example.org/%E4%BD%A0%E5%A5%BD",
        "\\frac{a}{b}，集合 {a, b}",
        "%Y年%m月%d日",
        "$5, A$10, R&D",
    ],
)
def test_prose_has_none(text: str) -> None:
    assert not [p for p in placeholders(text) if p.certain or p.dialect not in ("brace",)] or "{a, b}" in text


@pytest.mark.parametrize(
    ("source", "target", "what", "marked"),
    [
        ("剩余 %lld 秒", "%d seconds left", "changed", "%d"),
        ("完成 %d%%", "%d% done", "damaged", "%"),
        ("你有 {{count}} 条", "You have {{ cuont }}", "changed", "{{ cuont }}"),
        ("亲爱的{姓名}：", "Dear {name},", "changed", "{name}"),
        ("保存到 ${path}", "Saved to $(path)", "damaged", "$(path)"),
        ("[player] 获胜", "[Player] wins", "damaged", "[Player]"),
        ("%player% 加入", "% player % joined", "damaged", "% player %"),
        ("共{n}页", "｛n｝ pages", "damaged", "｛n｝"),
        ("共{n}页", "{n pages", "damaged", "{n"),
        ("共 {count} 项", "{数量} items", "changed", "{数量}"),
        ("{} 和 {}", "{}", "lost", ""),
        ("你好", "Hello {name}", "added", "{name}"),
        ("共 %d 项，名称 %s", "Name %s, %d items", "order", "%s"),
        ("%1$s 邀请 %2$s", "%2$s invited %1$s", "order", "%2$s"),
    ],
)
def test_every_fault_is_told_once(source: str, target: str, what: str, marked: str) -> None:
    found = list(troubles(source, target))
    assert [t.what for t in found] == [what]
    assert (target[slice(*found[0].target)] if found[0].target else "") == marked


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("%2$s 的 %1$s", "%1$s of %2$s"),
        ("%1$s 邀请 %2$s", "%2$s was invited by %1$s"),
        ("{name}，{name}", "{name}"),
        ("余额为{余额}元", "The balance is {余额} yuan"),
        ("状态:active", "Status: active"),
        ("完成 %d%%", "%d percent done"),
    ],
)
def test_right_translations_pass(source: str, target: str) -> None:
    assert not list(troubles(source, target))


def test_the_form_for_one_may_do_without_its_number() -> None:
    assert not list(troubles("%d 个会话", "One session", singular=True))
    assert list(troubles("%s 的会话", "A session", singular=True))


def test_declared_and_asked_for_dialects() -> None:
    assert not placeholders("约有 ~a 项")
    assert [p.text for p in placeholders("约有 ~a 项", wanted("scheme", ()))] == ["~a"]
    assert not placeholders("%s", wanted("", ("brace",)))


def test_branches_of_a_message_are_compared_one_by_one() -> None:
    source = "{n, plural, other {{name}的 # 项}}"
    assert not list(compared(source, "{n, plural, =0 {nothing of {name}} one {one of {name}} other {# of {name}}}"))
    lost = list(compared(source, "{n, plural, one {# of {name}} other {# items}}"))
    assert [t.right for t in lost] == ["{name}"]
    broken = list(compared(source, "{n, plural, one {# of {name}} other {# of {name}}"))
    assert [t.what for t in broken] == ["damaged"]
    select = "{g, select, male {他} female {她} other {TA}}"
    assert {t.what for t in compared(select, "{g, select, male {he} femal {she} other {they}}")} == {"lost", "added"}


@pytest.mark.parametrize("text", ["{n, plural, one {x}", "{n, plural, one {x}}", "}", "{n, select}", "{" * 5000])
def test_broken_messages_are_told_not_crashed_on(text: str) -> None:
    with pytest.raises(icu.BrokenMessage):
        icu.parse(text)


def test_tags_and_what_is_none() -> None:
    assert [t.text for t in tags('<b>x</b> < 5 > 3 List<String> <file> <x id="1"/>')] == ["<b>", "</b>", '<x id="1"/>']
    assert [t.text for t in both("[b]甲[/b]", "[b]A")[1]] == ["[b]"]
    assert not tags("Contact <zhang@example.org>, [i] and [1]")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/zh-CN/guide", "https://example.org/en-US/guide"),
        ("https://example.org/zh/guide", "https://example.org/guide"),
        ("guide.zh.md", "guide.md"),
        ("https://zh.example.org/a?lang=zh", "https://en.example.org/a?lang=en"),
    ],
)
def test_addresses_of_the_other_language_are_the_same(one: str, other: str) -> None:
    assert localised(one) == localised(other)
    assert localised(one) != localised("https://example.org/zh/other")


def test_code_in_running_text() -> None:
    text = "运行npm run build，打开settings.json，见/etc/hosts、getBalance()、LOG_DIR、Python 3.10 版，--soft 选项"
    kinds = {c.kind: c.text for c in literals(text)}
    assert kinds == {
        "command": "npm run build", "file": "settings.json", "path": "/etc/hosts", "call": "getBalance()",
        "identifier": "LOG_DIR", "version": "3.10", "option": "--soft",
    }  # fmt: skip
    assert not literals("和/或 TCP/IP km/h 3.10 万 约 5.5 亿")


def test_keys_in_both_languages() -> None:
    assert [k.name for k in chinese_keys("按 Ctrl + Shift+C，再按回车键和音量减键，F5")] == [
        "ctrl+shift+c",
        "enter",
        "volumedown",
        "f5",
    ]
    assert "volumedown" in [k.name for k in english_keys("press the volume down button")]
    assert not chinese_keys("他们按计划回家")


def test_mark_up_beside_the_text_comes_back() -> None:
    made = Alignment.of_pair("按添加照片", "Press")
    assert made.source
    marked = replace(made.source, inline=(Inline(1, 1, "placeholder", '<x id="1"/>', "1"),))
    both_ways = raw(marked, made.pairs()[0].source)
    assert both_ways.text == '按<x id="1"/>添加照片'
    assert (both_ways.span(0, 1).start, both_ways.span(12, 14).start) == (0, 1)
    assert len(both_ways.span(1, 12)) == 0


@pytest.mark.parametrize("name", ["a.csv", "a.md"])
def test_a_break_begins_a_new_line(name: str, tmp_path: Path) -> None:
    zh, en = "请保存文件。<br>然后关闭窗口。", "Save the file.<br>Then close the window."
    text = f"源文,译文\n{zh},{en}\n姓名<br/>地址,Name and address\n" if name == "a.csv" else f"{zh}\n\n{en}\n"
    (tmp_path / name).write_text(text, encoding="utf-8")
    (review,) = Engine(Settings()).reviews(read_all([str(tmp_path / name)]))
    pairs = [(p.source.text, p.target.text) for p in review.alignment.pairs()]
    assert pairs[:2] == [("请保存文件。", "Save the file."), ("然后关闭窗口。", "Then close the window.")]
    assert [f.check for f in review.findings if f.severity != "note"] == (["markup"] if name == "a.csv" else [])


def test_a_link_to_the_other_language_is_no_left_over(tmp_path: Path) -> None:
    (tmp_path / "a.zh.md").write_text("[English](./README.md) | 简体中文\n\n你好，世界。\n", encoding="utf-8")
    en = "English | [简体中文](./README.zh-CN.md)\n\n[查看中文文档](./README.zh-CN.md)\n\nHello, world.\n"
    (tmp_path / "a.en.md").write_text(en, encoding="utf-8")
    (review,) = Engine(Settings()).reviews(read_all([str(tmp_path / "a.zh.md"), str(tmp_path / "a.en.md")]))
    assert not [f for f in review.findings if f.check in ("wrong_language", "untranslated")]


def test_voices_of_subtitles_may_be_translated() -> None:
    assert [t.key for t in tags("<v 小王>你好</v>")] == [t.key for t in tags("<v Wang>Hello</v>")]


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("{i}提示{/i}", "{i}Tip", ["{/i}"]),
        (
            "\u2016color:a.blue\u2016冷却\u2016color:end\u2016",
            "\u2016color:a.blue\u2016Cooling",
            ["\u2016color:end\u2016"],
        ),
        ("共 {i} 项", "{i} items", []),
        ("直线 a\u2016b", "Line a\u2016b", []),
    ],
)
def test_tags_of_games(source: str, target: str, lost: list[str]) -> None:
    ours, theirs = both(source, target)
    assert [tag.text for tag in ours[len(theirs) :]] == lost
