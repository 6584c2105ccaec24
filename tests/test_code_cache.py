"""Compiled methods of small classes between the starts of a command: the same classes, whatever becomes of the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from align import pattern_cache

SCRIPT = """
import sys
from align.code_cache import install, load
install()
from collections import namedtuple
from dataclasses import dataclass, field, make_dataclass, replace
from typing import ForwardRef, get_type_hints
for n in range(30):
    Made = make_dataclass(f"Made{n}", [(f"a{n}", int), (f"b{n}", list, field(default_factory=list))], frozen=True)
    made = Made(n)
    assert repr(made) == f"Made{n}(a{n}={n}, b{n}=[])", made
    assert made == Made(n, []) != Made(n + 1)
    try:
        setattr(made, f"a{n}", 5)
        raise SystemExit("not frozen")
    except AttributeError:
        pass
    Row = namedtuple(f"Row{n}", [f"x{n}", "y"], defaults=[n])
    assert Row(1) == (1, n) and Row(**{f"x{n}": 2, "y": 3})[0] == 2
    hinted = type(f"Hinted{n}", (), {"__annotations__": {"x": f"list[Made{n}]", "y": ForwardRef(f"Row{n}")}})
    assert get_type_hints(hinted, {f"Made{n}": Made, f"Row{n}": Row}) == {"x": list[Made], "y": Row}
try:
    ForwardRef("a b")
    raise SystemExit("no annotation")
except SyntaxError:
    pass
print(sum("a29" in text or "x29" in text for _, text in load(sys.argv[1])))
"""


def run(cache: Path) -> int:
    """Run the script; how many of its last texts were in the file before."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    files = list(cache.rglob("code/*"))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(files[0]) if files else ""],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    return int(done.stdout)


def test_code_is_kept_and_does_the_same(tmp_path: Path) -> None:
    assert run(tmp_path) == 0
    assert run(tmp_path) > 1


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: str) -> None:
    run(tmp_path)
    (file,) = tmp_path.rglob("code/*")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 255
    file.write_bytes({"cut": bytes(data[:-7]), "flipped": bytes(data), "empty": b"", "other": b"x" * 300}[damage])
    assert pattern_cache.load(str(file)) == {}
    assert run(tmp_path) == 0
    assert run(tmp_path) > 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_file_that_others_can_write_is_not_read(tmp_path: Path) -> None:
    run(tmp_path)
    (file,) = tmp_path.rglob("code/*")
    assert file.stat().st_mode & 0o077 == 0
    assert pattern_cache.load(str(file))
    file.chmod(0o622)
    assert pattern_cache.load(str(file)) == {}


def test_a_program_that_imports_the_package_is_left_alone() -> None:
    code = "import dataclasses, collections, gc, align; assert gc.isenabled(); "
    code += "assert 'exec' not in vars(dataclasses) and 'eval' not in vars(collections) and "
    code += "'compile' not in vars(__import__('typing'))"
    subprocess.run([sys.executable, "-c", code], check=True)
