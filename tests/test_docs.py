"""Pages that are made from the code are what the code says; links between pages lead somewhere."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")]


def test_generated_pages_are_true() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "docs/generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in link and not link.startswith("mailto:"):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_ids_in_the_page_on_waivers_exist() -> None:
    from align.config import Settings
    from align.validate import Names

    text = (ROOT / "docs/waivers.md").read_text(encoding="utf-8")
    named = re.findall(r'^check = "(.+)"', text, re.M) + re.findall(r"align-qa: allow (.+?) –", text)
    names = [name.strip() for part in named for name in part.split(",")]
    assert len(names) >= 3
    assert [Names(Settings()).unknown(name) for name in names] == [""] * len(names)


@pytest.mark.parametrize(
    "path", [p for p in (ROOT / "align").rglob("*.py") if ">>> " in p.read_text("utf-8")], ids=lambda p: p.stem
)
def test_examples_in_docstrings_are_true(path: Path) -> None:
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    done = doctest.testmod(module)
    assert done.attempted and not done.failed


def test_files_that_the_code_and_the_pages_name_exist() -> None:
    """A docstring, comment or page that sends its reader to a file of the repository names one that is there."""
    named = re.compile(
        r"(?<![\w/.-])((?:align|benchmarks|docs|qa_rules|seeds|tests|training)/[\w./-]*\w\.(?:md|py|toml|tsv))\b"
    )
    code = [*(ROOT / "align").rglob("*.py"), *ROOT.glob("training/**/*.py"), *ROOT.glob("benchmarks/*.py")]
    lost = []
    for file in (*code, ROOT / "CONTRIBUTING.md", ROOT / "README.md"):
        text = re.sub(r">>> .*\n.*", "", file.read_text(encoding="utf-8"))
        names = [name for name in named.findall(text) if not re.search("NAME|TOPIC", name)]  # what a reader fills in
        lost += [f"{file.relative_to(ROOT)}: {name}" for name in names if not (ROOT / name).is_file()]
    assert lost == []


def test_the_notebook_runs_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cell by cell, as a kernel would; every cell that prints shows what it printed once."""

    def refuse(*_: object) -> None:
        raise AssertionError("the notebook asks for a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    book = json.loads((ROOT / "docs/examples/align-qa.ipynb").read_text(encoding="utf-8"))
    assert (book["nbformat"], book["metadata"]["kernelspec"]["language"]) == (4, "python")
    names: dict[str, object] = {}
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert len(cells) >= 6
    for cell in cells:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile("".join(cell["source"]), "notebook", "exec"), names)
        assert bool(said.getvalue()) == bool(cell["outputs"])


def test_the_extension_for_an_editor_starts_our_server() -> None:
    folder = ROOT / "docs/examples/vscode"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    script = (folder / package["main"]).read_text(encoding="utf-8")
    assert 'args: ["lsp"]' in script and 'get("command", "align")' in script
    assert package["contributes"]["configuration"]["properties"]["align-qa.command"]["default"] == "align"


def test_the_page_for_users_of_other_tools_names_every_usual_check() -> None:
    page = (ROOT / "docs/coming-from.md").read_text(encoding="utf-8")
    assert all(name in page for name in ("Xbench", "memoQ", "Verifika", "pofilter", "Vale"))
    assert len(re.findall(r"\(checks/\w+\.md\)", page)) >= 35
