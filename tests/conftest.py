"""Shared fixtures. No test uses the network."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
ROOT = Path(__file__).parent.parent

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def henan() -> Path:
    """The Henan article: Chinese and machine-translated English in alternate lines, then page furniture."""
    return ROOT / "seeds" / "henan-blockchain-pilot-zone.txt"


@pytest.fixture
def align(tmp_path: Path) -> Run:
    """Run the command line in an empty folder, as a user would; returns code, stdout and stderr."""

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
