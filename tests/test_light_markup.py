"""reStructuredText and AsciiDoc: what is text in them, and that a faithful translation has no findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.errors import InputError
from align.files import from_bytes
from align.inputs import pick
from align.records import Article
from tests.conftest import Run

RST_ZH = """\
.. _install-guide:

.. 版权所有
   这是一条注释。

====================
安装指南
====================

:作者: 王芳

本节介绍如何在 Linux 上安装 ``libfoo``，参见 :ref:`配置说明 <configuring>` 和 `官方网站 <https://example.org/zh/>`_。
请先运行以下命令::

    $ pip install libfoo  # 安装

.. note::

   安装需要 *管理员* 权限，否则会提示 ``Permission denied``\\ 。

.. versionchanged:: 2.1
   默认端口从 8080 改为 8443。

- 磁盘剩余空间不少于 20 GB，
  内存不少于 4 GB。
#. 运行安装脚本 [1]_。

.. code-block:: python
   :linenos:

   import foo  # 初始化

.. list-table:: 端口一览
   :header-rows: 1

   * - 端口
     - 用途
   * - 8443
     - 管理界面

+----------+--------------+
| 详细模式 | 打印所有日志 |
+----------+--------------+

=====  ==============
缓存   保存最近的结果
=====  ==============

.. figure:: images/arch.png
   :alt: 系统架构图

   图一：总体架构。

.. py:function:: foo.connect(host)

   :param str host: 服务器的地址。

.. |product| replace:: 富友云

|product| 的用户可以\\ **免费**\\ 使用该功能。

>>> foo.connect("本机")
<Connection>

.. [1] 脚本需要大约五分钟。

.. toctree::

   介绍
"""
RST_EN = """\
.. _install-guide:

.. Copyright
   This is a comment.

==================
Installation guide
==================

:Author: Wang Fang

This section describes how to install ``libfoo`` on Linux; see :ref:`the configuration notes <configuring>` and the
`official website <https://example.org/en/>`_. Run the following command first::

    $ pip install libfoo  # install

.. note::

   The installation needs *administrator* rights; otherwise ``Permission denied`` is shown.

.. versionchanged:: 2.1
   The default port was changed from 8080 to 8443.

- At least 20 GB of disk space
  and at least 4 GB of memory are free.
#. Run the installation script [1]_.

.. code-block:: python
   :linenos:

   import foo  # set up

.. list-table:: Ports
   :header-rows: 1

   * - Port
     - Use
   * - 8443
     - Management interface

+--------------+-----------------+
| Verbose mode | Prints all logs |
+--------------+-----------------+

=====  ========================
Cache  Keeps the latest results
=====  ========================

.. figure:: images/arch.png
   :alt: Architecture of the system

   Figure 1: The overall architecture.

.. py:function:: foo.connect(host)

   :param str host: The address of the server.

.. |product| replace:: Fuyou Cloud

Users of |product| can use this function **free of charge**.

>>> foo.connect("here")
<Connection>

.. [1] The script takes about five minutes.

.. toctree::

   intro
"""
ADOC_ZH = """\
= 运维手册
王芳 <wang@example.org>
v2.1, 2024-05-01
:toc: left

// 这是一条注释
////
多行注释。
////

[[intro]]
== 简介

{product} 是一款 *企业级* 的日志平台，详情见 https://example.org/zh/[官方网站] 和 <<config,配置说明>>。
请使用 `systemctl start foo` 启动服务，然后按 kbd:[Ctrl+C] 退出。

NOTE: 安装需要管理员权限。

[WARNING]
====
请勿在生产环境中使用测试版本。
====

.启动服务
[source,bash]
----
$ foo start   # 启动
----

* 磁盘剩余空间不少于 20 GB，
内存不少于 4 GB。
. 解压到 `/opt/foo`。
+
解压之后检查权限。

端口:: 服务监听的端口，默认为 8443。
超时::
等待响应的时间，默认为 30 秒。

[cols="1,3",options="header"]
|===
|端口 |用途

|8443
|管理界面
|===

image::arch.png[系统架构图,600]

  字面块

include::other.adoc[]

日志保留七天 +
之后自动删除footnote:[可以在配置文件中修改。]。
"""
ADOC_EN = """\
= Operations manual
Wang Fang <wang@example.org>
v2.1, 2024-05-01
:toc: left

// This is a comment
////
A comment of several lines.
////

[[intro]]
== Introduction

{product} is an *enterprise-grade* log platform; for details see the https://example.org/en/[official website] and the
<<config,configuration notes>>. Start the service with `systemctl start foo`, then press kbd:[Ctrl+C] to exit.

NOTE: The installation needs administrator rights.

[WARNING]
====
Do not use the test version in production.
====

.Starting the service
[source,bash]
----
$ foo start   # start
----

* At least 20 GB of disk space and
at least 4 GB of memory are free.
. Unpack it to `/opt/foo`.
+
Check the permissions after unpacking.

Port:: The port on which the service listens, 8443 by default.
Timeout::
The time to wait for a response, 30 seconds by default.

[cols="1,3",options="header"]
|===
|Port |Use

|8443
|Management interface
|===

image::arch.png[Architecture of the system,600]

  literal block

include::other.adoc[]

Logs are kept for seven days +
and are then deleted automatically.footnote:[This can be changed in the configuration file.]
"""
TEXTS = {"rst": (RST_ZH, RST_EN), "adoc": (ADOC_ZH, ADOC_EN)}


def read(text: str, name: str) -> Article:
    (article,) = pick(from_bytes(text.encode(), name))
    return article


def said(text: str, name: str) -> list[str]:
    document = read(text, name).documents[0]
    return [" ".join(document.prose(b.start, b.end).split()) for b in document.blocks]


def test_what_is_text_in_restructuredtext() -> None:
    assert said(RST_ZH, "a.rst") == [
        "安装指南", "王芳", "本节介绍如何在 Linux 上安装 libfoo，参见 配置说明 和 官方网站。 请先运行以下命令:",
        "安装需要 管理员 权限，否则会提示 Permission denied。", "默认端口从 8080 改为 8443。",
        "磁盘剩余空间不少于 20 GB， 内存不少于 4 GB。", "运行安装脚本 。", "端口一览", "端口", "用途",
        "8443", "管理界面", "详细模式", "打印所有日志", "缓存", "保存最近的结果", "系统架构图", "图一：总体架构。",
        "服务器的地址。", "富友云", "product 的用户可以免费使用该功能。", "脚本需要大约五分钟。",
    ]  # fmt: skip
    assert read(RST_ZH, "a.rst").meta["skipped"] == ("code block",) * 3


def test_what_is_text_in_asciidoc() -> None:
    assert said(ADOC_ZH, "a.adoc") == [
        "运维手册", "简介",
        "product 是一款 企业级 的日志平台，详情见 官方网站 和 配置说明。 请使用 "
        "systemctl start foo 启动服务，然后按 Ctrl+C 退出。", "安装需要管理员权限。", "请勿在生产环境中使用测试版本。",
        "启动服务", "磁盘剩余空间不少于 20 GB， 内存不少于 4 GB。", "解压到 /opt/foo。", "解压之后检查权限。", "端口",
        "服务监听的端口，默认为 8443。", "超时", "等待响应的时间，默认为 30 秒。", "端口", "用途", "8443", "管理界面",
        "系统架构图", "日志保留七天 之后自动删除。", "可以在配置文件中修改。",
    ]  # fmt: skip
    assert read(ADOC_ZH, "a.adoc").meta["skipped"] == ("code block",) * 2


@pytest.mark.parametrize("ending", TEXTS)
def test_a_faithful_translation_has_no_findings_and_a_slip_has(ending: str, align: Run, tmp_path: Path) -> None:
    zh, en = TEXTS[ending]
    (tmp_path / f"a.zh.{ending}").write_text(zh, encoding="utf-8")
    (tmp_path / f"a.en.{ending}").write_text(en, encoding="utf-8")
    clean = align("check", f"a.zh.{ending}", f"a.en.{ending}", "--fail-on", "note")
    assert clean.returncode == 0, clean.stdout
    wrong = en.replace("8443.", "8444.").replace("8443 by", "8444 by").replace("`systemctl start", "`systemctl stop")
    wrong = wrong.replace("<configuring>", "<installing>")
    (tmp_path / f"a.en.{ending}").write_text(wrong, encoding="utf-8")
    told = align("check", f"a.zh.{ending}", f"a.en.{ending}", "--format", "github").stdout
    line = 1 + wrong[: wrong.index("8444")].count("\n")
    assert f"file=a.en.{ending},line={line},endLine={line}," in told and "title=number" in told
    assert ("title=markup" if ending == "rst" else "title=code_span") in told


def test_pairs_and_batches(align: Run, tmp_path: Path) -> None:
    for ending, (zh, en) in TEXTS.items():
        for lang, text in (("zh", zh), ("en", en)):
            (tmp_path / lang).mkdir(exist_ok=True)
            (tmp_path / lang / f"{ending}.{ending}").write_text(text, encoding="utf-8")
        beads = align("pair", f"zh/{ending}.{ending}", f"en/{ending}.{ending}", "--format", "jsonl").stdout
        assert "图一" in beads or "系统架构图" in beads
        assert "注释" not in beads and "comment" not in beads
    done = align("batch", ".", "--out", "out")
    assert "2 files" in done.stdout and "0 errors" in done.stdout


@pytest.mark.parametrize("name", ["a.rst", "a.adoc"])
def test_two_columns_of_a_table_in_one_file(name: str) -> None:
    rows = [("中文", "English"), ("打开文件", "Open the file"), ("关闭窗口", "Close the window")]
    if name == "a.rst":
        line = "=" * 10 + "  " + "=" * 18
        text = "\n".join(["术语表", "======", "", line, *(f"{zh}  {en}" for zh, en in rows), line, ""])
    else:
        text = "= 术语表\n\n|===\n" + "".join(f"|{zh} |{en}\n" for zh, en in rows) + "|===\n"
    article = read(text, name)
    assert article.source and article.target
    assert [article.target.text[b.start : b.end] for b in article.target.blocks] == [
        "Open the file",
        "Close the window",
    ]


def texts(text: str, name: str) -> list[str]:
    (article,) = pick(from_bytes(text.encode(), name))
    document = article.documents[0]
    return [document.prose(block.start, block.end) for block in document.blocks]


def test_formulas_references_and_initials_of_restructuredtext() -> None:
    text = (
        "能量为 :math:`E=mc^2`\\ 。参见 Python_ 和 `官网 <https://a.example>`__。\n\n"
        "A. Smith 写了这本书。\n\nA. 第一项。\n\nB. 第二项。\n\n.. |图标| image:: a.png\n"
    )
    assert texts(text, "a.rst") == [
        "能量为 。参见 Python 和 官网。", "A. Smith 写了这本书。", "A. 第一项。", "B. 第二项。",
    ]  # fmt: skip


def test_links_without_words_and_separated_values_of_asciidoc() -> None:
    text = "看 link:a.html[] 和 image:b.png[一张图] 与 xref:c[]。\n\n,===\n甲,乙\n,===\n\n正文的最后一段。\n"
    assert texts(text, "a.adoc") == ["看  和 一张图 与 。", "正文的最后一段。"]
    (article,) = pick(from_bytes(text.encode(), "a.adoc"))
    assert article.meta["skipped"] == ("table of separated values",)


@pytest.mark.parametrize(("name", "text"), [("a.rst", ".. 只有注释\n"), ("a.adoc", "////\n只有注释\n////\n")])
def test_a_file_of_comments_alone_has_no_text(name: str, text: str) -> None:
    with pytest.raises(InputError, match="no text in it"):
        texts(text, name)
