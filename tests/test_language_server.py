"""Findings in an editor: plain answers, and one real conversation with the server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from align.cli.common import session_for
from align.errors import AlignError
from align.language_server import actions, diagnostic, partner, position, shown, waive

ZH, EN = "郑州今天发布计划。\n", "The plan was published in Chengzhou today.\n"


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "a.zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(EN, encoding="utf-8")
    return tmp_path / "a.en.txt"


def test_positions_count_as_the_protocol_does() -> None:
    assert position("ab\n😀c", 0) == (0, 0)
    assert position("ab\n😀c", 4) == (1, 2)  # an emoji takes two units of UTF-16


def test_the_translation_is_found_by_name(pair: Path) -> None:
    assert partner(str(pair)) == str(pair.with_name("a.zh.txt"))
    assert partner(str(pair.with_name("a.zh.txt"))) == str(pair)
    assert partner(str(pair.with_name("b.txt"))) is None


def test_the_open_text_is_checked_not_the_saved_one(pair: Path) -> None:
    session = session_for(str(pair))
    text = EN.replace("The plan", "In all, the plan")
    (one,) = [s for s in shown(session, str(pair), text) if s.finding.check == "places/zhengzhou"]
    assert text.split("\n")[0][one.start[1] : one.end[1]] == "Chengzhou" and one.start[0] == 0
    assert not [s for s in shown(session, str(pair), EN.replace("Cheng", "Zheng")) if "zhengzhou" in s.finding.check]
    made = diagnostic(one)
    assert made["code"] == "places/zhengzhou" and made["severity"] == 1 and made["source"] == "align-qa"
    fix, *_, waiver = actions(one, "file:///a.en.txt")
    assert fix["edit"]["changes"]["file:///a.en.txt"][0]["newText"] == "Zhengzhou"
    assert waiver["command"]["arguments"] == ["file:///a.en.txt", one.fingerprint]


def test_a_waiver_is_written_beside_the_text(pair: Path) -> None:
    (one,) = [s for s in shown(session_for(str(pair)), str(pair), EN) if s.finding.check == "places/zhengzhou"]
    assert "Waived" in waive(session_for(str(pair)), str(pair), one.fingerprint, "Li")
    assert one.fingerprint in pair.with_name("align-waivers.toml").read_text(encoding="utf-8")
    assert not [s for s in shown(session_for(str(pair)), str(pair), EN) if s.finding.check == "places/zhengzhou"]
    assert "save it first" in waive(session_for(str(pair)), str(pair), "0" * 16, "Li")


def test_an_empty_text_is_refused_in_one_line(pair: Path) -> None:
    with pytest.raises(AlignError) as caught:
        shown(session_for(str(pair)), str(pair.with_name("c.txt")), "")
    assert "\n" not in str(caught.value)


class Editor:
    """A client that speaks the protocol over pipes."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "align", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder,
            stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def until(self, wanted: Any) -> dict[str, Any]:
        """The next message of which ``wanted`` holds."""
        assert self.process.stdout is not None
        while True:
            length = 0
            while (line := self.process.stdout.readline().strip()) or not length:
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
                assert line or length, "the server has gone"
            message = json.loads(self.process.stdout.read(length))
            if wanted(message):
                return message


def test_a_conversation(pair: Path) -> None:
    editor, uri = Editor(pair.parent), pair.as_uri()
    try:
        editor.send(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}})
        offered = editor.until(lambda m: m.get("id") == 1)["result"]["capabilities"]
        assert offered["codeActionProvider"] and offered["executeCommandProvider"]["commands"] == ["align.waive"]
        editor.send(method="initialized", params={})
        document = {"uri": uri, "languageId": "plaintext", "version": 1, "text": EN}
        editor.send(method="textDocument/didOpen", params={"textDocument": document})
        found = editor.until(lambda m: m.get("method") == "textDocument/publishDiagnostics")["params"]["diagnostics"]
        (wrong,) = [d for d in found if d["code"] == "places/zhengzhou"]
        params = {"textDocument": {"uri": uri}, "range": wrong["range"], "context": {"diagnostics": [wrong]}}
        editor.send(id=2, method="textDocument/codeAction", params=params)
        titles = [action["title"] for action in editor.until(lambda m: m.get("id") == 2)["result"]]
        assert "Replace with “Zhengzhou”" in titles
        editor.send(id=3, method="shutdown")
        editor.until(lambda m: m.get("id") == 3)
        editor.send(method="exit")
        assert editor.process.wait() == 0
    finally:
        editor.process.kill()
        for stream in (editor.process.stdin, editor.process.stdout):
            assert stream is not None
            stream.close()
        editor.process.wait()
