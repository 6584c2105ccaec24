"""Checks of interface strings over whole files: mark-up of XLIFF and TMX, facts of PO, one text for several entries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Finding, Review

Found = Callable[..., list[Finding]]
PO = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings())


@pytest.fixture
def found(engine: Engine, tmp_path: Path) -> Found:
    """Findings of some checks in a file of that name and text."""

    def run(name: str, text: str, *checks: str) -> list[Finding]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        reviews: list[Review] = list(engine.reviews(read_all([str(path)])))
        return [f for r in reviews for f in r.findings if f.check in checks]

    return run


def _xliff(*units: str) -> str:
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="plaintext" '
    return f'{head}source-language="zh" target-language="en"><body>{"".join(units)}</body></file></xliff>'


def test_inline_elements_of_xliff(found: Found) -> None:
    text = _xliff(
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
    text = _xliff(f'<trans-unit id="1"><source>{nested}</source><target>Text</target></trans-unit>')
    assert found("a.xlf", text, "markup")


def test_length_limits(found: Found) -> None:
    text = _xliff(
        '<trans-unit id="1" maxwidth="5" size-unit="char"><source>设置</source><target>Settings</target></trans-unit>',
        '<trans-unit id="2" maxwidth="5"><source>设置</source><target>Settings</target></trans-unit>',
    )
    (one,) = found("a.xlf", text, "max_length")
    assert (one.bead, one.severity) == (0, "error")
    po = PO + '#. Max length: 4\nmsgid "设置"\nmsgstr "Settings"\n'
    assert [f.message for f in found("a.po", po, "max_length")] == ["8 characters, the file allows 4"]


def test_plural_forms_and_formats_of_po(found: Found) -> None:
    plural = 'msgid "%d 个会话"\nmsgid_plural "%d 个会话"\nmsgstr[0] "One session"\nmsgstr[1] "sessions"\n'
    (lost,) = found("a.po", PO + plural, "placeholder")
    assert lost.bead == 1
    declared = '#, c-format\nmsgid "请求用户 :name 确认 %s"\nmsgstr "Ask the user to confirm %s"\n'
    assert not found("b.po", PO + declared, "placeholder")


def test_breaks_and_blanks_at_the_ends(found: Found) -> None:
    po = PO + 'msgid "完成\\n"\nmsgstr "Done"\n\nmsgid " 次"\nmsgstr "times"\n\nmsgid "甲：\\n乙"\nmsgstr "A:\\nB"\n'
    findings = found("a.po", po, "line_break", "edge_space")
    assert [(f.check, f.bead) for f in findings] == [("line_break", 0), ("edge_space", 1)]


def test_one_text_for_several_entries(found: Found) -> None:
    table = "source,target\n供应商,Supplier\n客户,Supplier\n仓库,Warehouse\n删除,Delete\n移除,Delete\n"
    findings = found("t.csv", table, "several_sources", "wrong_entry")
    assert [f.bead for f in findings] == [1]


def test_several_texts_for_one_entry(found: Found) -> None:
    table = (
        "source,target\n订单备注,Order note\n订单备注,Order note\n订单备注,Purchase remark\n取消,Cancel\n取消,cancel\n"
    )
    (one,) = found("t.csv", table, "several_targets")
    assert (one.bead, one.severity, one.suggestions) == (2, "warning", ("Order note",))


def test_the_text_of_a_neighbour(found: Found) -> None:
    table = (
        "source,target\n存为草稿,Save as draft\n绑定手机号,Change profile photo\n更换头像照片,Change profile photo\n"
    )
    assert [f.bead for f in found("t.csv", table, "wrong_entry", "several_sources")] == [1]


def test_access_keys_of_one_menu(found: Found) -> None:
    units = "".join(
        f'<trans-unit id="menu.file.{n}"><source>{zh}</source><target>{en}</target></trans-unit>'
        for n, (zh, en) in enumerate(
            [("保存(&amp;S)", "&amp;Save"), ("发送(&amp;E)", "&amp;Send"), ("打开(&amp;O)", "Open")]
        )
    )
    findings = found("a.xlf", _xliff(units), "access_key")
    assert [f.bead for f in findings] == [1, 2]


def test_prose_in_rows_is_left_alone(found: Found) -> None:
    rows = (
        "source,target\n"
        "记者从会上获悉，全省经济增长5.2%，高于全国平均水平。,The economy grew 5.2% in the province.\n"
        '“好。”,"“Fine,” he said."\n'
        "图为新桥全景,A view of the new bridge\n"
    )
    every = (
        "placeholder markup code_span link shortcut access_key menu_path wrong_entry several_targets several_sources "
        "edge_space line_break max_length"
    )
    assert not found("t.csv", rows, *every.split())


def test_the_way_of_a_file(found: Found) -> None:
    rows = [
        "打开文件,Open file",
        "保存文件,Save file",
        "关闭窗口,Close window",
        "删除项目,Delete item",
        "移动项目,move item",
    ]
    findings = found("t.csv", "source,target\n" + "\n".join(rows) + "\n", "title_case")
    assert [(f.bead, f.severity) for f in findings] == [(4, "note")]


@pytest.mark.parametrize(
    ("check", "row"),
    [
        ("ending_mark", "邮箱：,E-mail"),
        ("unpaired", "文件（只读）,File (read-only"),
        ("unpaired", '点击“保存”,Click the ”Save" button'),
        ("invisible", "打开文件,Open\u200b file"),
        ("latin_word", "支持 HTTP 与 FTP 协议,Supports the HTTP protocol"),
        ("edge_space", "文件已保存,File  saved"),
    ],
)
def test_marks_and_blanks_of_labels(found: Found, check: str, row: str) -> None:
    assert [f.check for f in found("t.csv", f"source,target\n{row}\n仓库已满,The warehouse is full\n", check)] == [
        check
    ]


def test_structure_and_code_of_markdown(engine: Engine, tmp_path: Path) -> None:
    zh = "# 安装\n\n先运行下面的命令：\n\n```bash\n# 构建\nnpm run build\n```\n\n## 配置\n\n修改之后请重新启动服务。\n"
    en = "# Install\n\nFirst run this command:\n\n```bash\n# Build\nnpm run start\n```\n\nThen restart it.\n"
    for name, text in (("a.zh.md", zh), ("a.en.md", en)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / "a.zh.md"), str(tmp_path / "a.en.md")]
    findings = [f for r in engine.reviews(read_all(paths)) for f in r.findings]
    said = {f.check: f.message for f in findings}
    assert said["code_block"] == "npm run build in the code of the source, npm run start in the translation"
    assert said["structure"].startswith("2 headings in the source, 1 in the translation")


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("```bash\nuv add --dev pytest\n```", "```bash\nuv add --group pytest\n```", True),  # an option, no comment
        ("```sql\nSELECT 1; --取一行\n```", "```sql\nSELECT 1; --Take a row\n```", False),
        ("```sh\nls -- 列出\n```", "```sh\nls -- List\n```", False),
        ("    uv run --fast app", "    uv run --slow app", True),  # a block without fences
    ],
)
def test_code_of_one_line(engine: Engine, tmp_path: Path, ours: str, theirs: str, told: bool) -> None:
    for name, text in (("a.zh.md", f"# 运行\n\n执行：\n\n{ours}\n"), ("a.en.md", f"# Run\n\nExecute:\n\n{theirs}\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (review,) = engine.reviews(read_all([str(tmp_path / "a.zh.md"), str(tmp_path / "a.en.md")]))
    assert any(f.check == "code_block" for f in review.findings) == told


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
