"""Builds the wheel and the source archive, and tries both where a user would: in a fresh environment, outside the
checkout, with the lightest dependencies.

python .ci/package.py [--constraint FILE]    needs the package ``build``; exit 1 and a line where something is missing
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEAVY = "torch sentence_transformers transformers tokenizers jieba scipy sklearn numba distributed".split()
MOST = 250  # MiB that the lightest installation may add to an empty environment
ARTICLE = "郑州市图书馆周末照常开放。\nThe Chengzhou City Library will stay open at weekends as usual.\n"
MEBIBYTE = 2**20


def main() -> None:
    """Build, install, try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--constraint", type=Path, default=ROOT / "constraints.txt")
    constraint = parser.parse_args().constraint.resolve()
    with tempfile.TemporaryDirectory(prefix="align-qa-package-") as folder:
        here = Path(folder)
        _run([sys.executable, "-m", "build", "--outdir", here / "dist", ROOT], here)
        (wheel,), (archive,) = ((here / "dist").glob(pattern) for pattern in ("*.whl", "*.tar.gz"))
        _try_wheel(wheel, here, constraint)
        _try_archive(archive, here)
    print("package: the wheel and the source archive work outside the checkout")


def _try_wheel(wheel: Path, here: Path, constraint: Path) -> None:
    """Install the wheel alone; the command must answer from an empty folder, and nothing heavy may have come along."""
    place = here / "env"
    venv.create(place, with_pip=True)
    empty = _size(place)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    _run([scripts / "python", "-m", "pip", "install", "--quiet", "-c", constraint, wheel], here)
    work = here / "work"
    work.mkdir()
    (work / "a.txt").write_text(ARTICLE, encoding="utf-8")
    _run([scripts / "align", "--version"], work)
    _run([scripts / "align", "check", "a.txt", "-o", "a.html"], work, code=1)
    _run([scripts / "align", "score", "a.txt"], work)
    _run([scripts / "align", "terms", "a.txt"], work, code=2)  # one line: what to install
    _run([scripts / "align", "rules", "explain", "places/zhengzhou"], work)
    found = "import importlib.util, sys; print(*filter(importlib.util.find_spec, sys.argv[1:]))"
    heavy = _run([scripts / "python", "-c", found, *HEAVY], work).split()
    if heavy:
        sys.exit(f"package: {', '.join(heavy)} came with the lightest installation")
    size = _size(place) - empty
    if size > MOST:
        sys.exit(f"package: the lightest installation takes {size:.0f} MiB, more than {MOST}")
    own = wheel.stat().st_size / MEBIBYTE
    print(f"package: {wheel.name} {own:.0f} MiB, installed with its libraries {size:.0f} MiB")


def _size(folder: Path) -> float:
    """MiB of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / MEBIBYTE


def _try_archive(archive: Path, here: Path) -> None:
    """Unpack the source archive; its tests must be found, and those of its pages and rooms must pass."""
    with tarfile.open(archive) as packed:
        safe: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from 3.11.4 on
        packed.extractall(here / "source", **safe)
    (source,) = (here / "source").iterdir()
    environment = {**os.environ, "PYTHONPATH": str(source)}
    pytest = [sys.executable, "-m", "pytest", "-q"]
    _run([*pytest, "--collect-only"], source, environment)
    _run([*pytest, "tests/test_docs.py", "tests/test_house.py"], source, environment)


def _run(command: list[object], folder: Path, environment: dict[str, str] | None = None, code: int = 0) -> str:
    """The output of a command; ends with the command and what it said where it ends with another code."""
    given = {k: v for k, v in (environment or os.environ).items() if environment or k != "PYTHONPATH"}
    done = subprocess.run(list(map(str, command)), cwd=folder, env=given, capture_output=True, text=True, check=False)
    if done.returncode != code:
        said = (done.stdout + done.stderr)[-3000:]
        sys.exit(f"package: {' '.join(map(str, command))}: exit {done.returncode}, not {code}\n{said}")
    return done.stdout


if __name__ == "__main__":
    main()
