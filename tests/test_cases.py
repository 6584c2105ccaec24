"""The command line by example: each folder of ``cases/`` holds input files, the arguments, and what is to come out.

``args``: one argument a line. ``code``: the exit code. ``stdout`` and ``stderr``: all that is printed; a file that is
not there is not compared. After an intended change ``python -m tests.test_cases`` writes them anew: read the diff.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CASES = Path(__file__).with_name("cases")
RESULTS = ("code", "stdout", "stderr")


def outcome(case: Path, folder: Path) -> dict[str, str]:
    """Run a case in a copy of its folder."""
    shutil.copytree(case, folder, ignore=shutil.ignore_patterns(*RESULTS, "args"))
    done = subprocess.run(
        [sys.executable, "-m", "align", *(case / "args").read_text(encoding="utf-8").splitlines()],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(CASES.parent.parent)},
        check=False,
    )
    printed = {"stdout": done.stdout.decode(), "stderr": done.stderr.decode()}
    return {"code": f"{done.returncode}\n", **{k: v.replace(f"{folder.resolve()}/", "") for k, v in printed.items()}}


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    wanted = {name: (case / name).read_text(encoding="utf-8") for name in RESULTS if (case / name).exists()}
    found = outcome(case, tmp_path / case.name)
    assert "code" in wanted and {name: found[name] for name in wanted} == wanted


if __name__ == "__main__":
    import tempfile

    for case in sorted(CASES.iterdir()):
        with tempfile.TemporaryDirectory() as scratch:
            for name, text in outcome(case, Path(scratch) / case.name).items():
                if text or name == "code":
                    (case / name).write_text(text, encoding="utf-8")
                else:
                    (case / name).unlink(missing_ok=True)
