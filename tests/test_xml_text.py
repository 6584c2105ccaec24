"""XML with running text: DITA, DocBook and vocabularies that nobody knows."""

from __future__ import annotations

import pytest

from align.errors import InputError
from align.files import from_bytes
from align.inputs import pick, read_pair
from align.records import Article, Input, Span

DITA = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE task PUBLIC "-//OASIS//DTD DITA Task//EN" "task.dtd">
<task id="t">
  <title>安装软件</title>
  <taskbody><steps>
    <step><cmd>打开<uicontrol>设置</uicontrol>，
      然后选择<b>更新</b>。</cmd><info>需要账户。</info></step>
    <step><cmd>运行：<codeblock>npm install 不读</codeblock>后重启。</cmd></step>
  </steps></taskbody>
  <ul><li>项目一：<ul><li>子项。</li></ul>结束</li></ul>
  <p translate="no">不译</p>
</task>
"""


def given(name: str, text: str) -> Input:
    return from_bytes(text.encode(), name)


def said(article: Article) -> list[tuple[str, int]]:
    document = article.documents[0]
    spans = [Span(block.start, block.end) for block in document.blocks]
    return [(document.text[s.start : s.end], document.place(s).line) for s in spans]


def test_elements_with_text_are_lines_and_what_is_inside_is_mark_up() -> None:
    (article,) = pick(given("a.dita", DITA))
    assert said(article) == [
        ("安装软件", 4),
        ("打开设置， 然后选择更新。", 6),
        ("需要账户。", 7),
        ("运行：", 8),
        ("后重启。", 8),
        ("项目一：", 10),
        ("子项。", 10),
        ("结束", 10),
    ]
    document = article.documents[0]
    marks = [(document.text[: mark.start][-1:], mark.text) for mark in document.inline]
    assert marks == [("开", "<uicontrol>"), ("置", "</uicontrol>"), ("择", "<b>"), ("新", "</b>")]
    assert sorted(article.meta["skipped"]) == ["code block", 'element with translate="no"']


def test_two_files_are_a_pair_in_any_vocabulary() -> None:
    text = '<?xml version="1.0"?><article><head>{}</head><para>{}</para></article>'
    zh = given("a.zh.xml", text.format("年度报告", "公司有三百人。"))
    en = given("a.en.xml", text.format("Annual report", "The company has 300 people."))
    (article,) = read_pair(en, zh)
    assert [len(document.blocks) for document in article.documents] == [2, 2]


@pytest.mark.parametrize("text", ["<a><b/></a>", "<a><b>text</a>", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
def test_xml_without_text_broken_xml_and_entities_are_a_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        list(pick(given("a.xml", text)))
    assert "\n" not in str(caught.value)
