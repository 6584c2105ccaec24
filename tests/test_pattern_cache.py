"""Compiled patterns between the starts of a command: the same patterns, whatever becomes of the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from align import pattern_cache

SCRIPT = """
import sys
from align.pattern_cache import install
install()
import re
shapes = [(f"(?P<a{n}>[一-鿿]{{2,{n + 2}}})|x{n}(?:y|z)+", n % 2 * re.I) for n in range(40)]
for shape, flags in shapes:
    own = re.compile(shape, flags)
    assert (own.pattern, own.groupindex) == (shape, {shape[4:shape.index('>')]: 1}), own
    assert own.flags == flags | re.U
    number = shape[5 : shape.index(">")]
    assert own.search(f"--x{number}yzy")[0] == f"x{number}yzy"
    assert bool(own.search(f"X{number}Y")) == bool(flags)
    assert own.search("天地")[f"a{number}"] == "天地"
    assert re.compile(shape, flags) is own is re.compile(shape, int(flags))
print(sum(key[1].startswith("(?P<a") for key in sys.modules["align.pattern_cache"].load(sys.argv[1])))
"""


def run(cache: Path) -> int:
    """Run the script; how many of its patterns were in the file before."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    files = list(cache.rglob("patterns/*"))
    path = str(files[0]) if files else ""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, path], env=environment, capture_output=True, text=True, check=True
    )
    assert not done.stderr
    return int(done.stdout)


def test_patterns_are_kept_and_do_the_same(tmp_path: Path) -> None:
    assert run(tmp_path) == 0
    assert run(tmp_path) == 40


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: str) -> None:
    run(tmp_path)
    (file,) = tmp_path.rglob("patterns/*")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 255
    file.write_bytes({"cut": bytes(data[:-7]), "flipped": bytes(data), "empty": b"", "other": b"x" * 300}[damage])
    assert pattern_cache.load(str(file)) == {}
    assert run(tmp_path) == 0
    assert run(tmp_path) == 40


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_file_that_others_can_write_is_not_read(tmp_path: Path) -> None:
    run(tmp_path)
    (file,) = tmp_path.rglob("patterns/*")
    assert file.stat().st_mode & 0o077 == 0
    assert pattern_cache.load(str(file))
    file.chmod(0o622)
    assert pattern_cache.load(str(file)) == {}


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "align-qa").write_text("a file where the folder would be")
    assert run(tmp_path) == 0
    assert (tmp_path / "align-qa").is_file()


def test_a_program_that_imports_the_package_is_left_alone() -> None:
    code = "import re; before = re._compiler.compile, re._compile; import align; "
    code += "assert (re._compiler.compile, re._compile) == before"
    subprocess.run([sys.executable, "-c", code], check=True)
