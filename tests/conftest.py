"""Shared fixtures. No test uses the network."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium

os.environ["HF_HUB_OFFLINE"] = "1"
ROOT = Path(__file__).parent.parent

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session", autouse=True)
def one_reader() -> Iterator[None]:
    """One second reader for all commands that the tests call in their own process: its network is loaded once."""
    from align.evidence.reader import network, step

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, "bundled", cache(network.bundled))
        yield


@pytest.fixture(scope="session")
def henan() -> Path:
    """The Henan article: Chinese and machine-translated English in alternate lines, then page furniture."""
    return ROOT / "seeds" / "henan-blockchain-pilot-zone.txt"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium."""
    with chromium(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest.fixture
def align_process(tmp_path: Path) -> Run:
    """Run the command line in a process of its own, in an empty folder; returns code, stdout and stderr."""

    def run(*args: object, stdin: str | bytes = "", **env: str) -> subprocess.CompletedProcess[str]:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "align", *map(str, args)],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80", **env},
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def called(folder: Path, *args: object, stdin: str | bytes = "", **env: str) -> subprocess.CompletedProcess[str]:
    """The same in a folder and without a process: the command line as the installed command calls it, much faster."""
    from align.cli.app import main

    given = stdin.encode() if isinstance(stdin, str) else stdin
    raw = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in raw)
    arguments = ["align", *map(str, args)]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", arguments)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        for name, value in {"COLUMNS": "80", **env}.items():
            patch.setenv(name, value)
        try:
            main()
            code: int | str | None = 0
        except SystemExit as end:
            code = end.code
    texts = [stream.getvalue().decode() for stream in raw]
    return subprocess.CompletedProcess(arguments, int(code or 0), *texts)


@pytest.fixture
def align(tmp_path: Path) -> Run:
    """:func:`called` in an empty folder."""
    return partial(called, tmp_path)
