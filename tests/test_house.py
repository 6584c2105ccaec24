"""The house itself: layers, doors, sizes. What CONTRIBUTING promises, the tests hold."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "align"
LAYERS = {
    "hashing": -1, "version": -2, "bounded": 0, "pattern_cache": -2, "kept": -1, "code_cache": 1, "startup": 2,
    "lazy": -2,
    "data": 0, "records": 0, "errors": 0, "distinct": 0,
    "registry": 1, "crowds": 1, "config": 1, "files": 1, "review_shape": 1, "review_json": 2, "text": 1, "wording": 1,
    "strings": 2, "numbers": 2, "names": 2, "each_pair": 3, "evidence": 3, "two_files": 3, "xml_stream": 2,
    "readers": 4, "segment": 4, "inputs": 4, "embed": 4, "pair": 4, "score": 4, "checks": 4, "rules": 4, "examples": 4,
    "workbook": 3, "waivers": 4, "writers": 4, "menders": 4, "decisions": 4, "findings": 4, "absorbed": 4, "edited": 4,
    "git": 4,
    "groups": 5, "guided": 5, "terminology": 5, "pipeline": 6, "mend": 6, "validate": 6, "engines": 7, "project": 7,
    "session": 8,
    "batch": 9, "locate": 9, "language_server": 9, "reference_scoring": 9, "hook": 9, "api": 10, "cli": 10,
    "__main__": 11, "__init__": 11,
}  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))
TOOLS = sorted((*ROOT.glob("training/**/*.py"), *ROOT.glob("benchmarks/*.py")))
MOST_CACHES = 60


def unit(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return first


def imports(path: Path) -> list[tuple[str, bool]]:
    """(module, at the top level?) of every import of a file; what only the type checker reads is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for guard in [n for n in ast.walk(tree) if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]:
        guard.body = [ast.Pass()]
    top = {id(node) for node in tree.body}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "align" else [node.module]
            found += [(name, id(node) in top) for name in names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    here = unit(path)
    for name, _ in imports(path):
        if name.startswith("align.") and (path.name, name) != ("review.py", "align.writers.json"):  # Review.to_json
            there = unit(PACKAGE / name.split(".")[1])
            if there != here:
                assert there in LAYERS, f"{path}: {there} has no layer"
                assert LAYERS[there] < LAYERS[here], f"{path.name} (layer {LAYERS[here]}) imports {name}"


@pytest.mark.parametrize(
    ("library", "doors"),
    [
        ("jieba", {"text/segmenter.py"}),
        ("sentence_transformers", {"embed/transformer.py"}),
        ("onnxruntime", {"evidence/reader/network.py"}),
        ("tokenizers", {"embed/static.py"}),
        ("torch", {"embed/transformer.py"}),
        ("sacrebleu", {"score/reference.py"}),
    ],
)
def test_one_door_a_library(library: str, doors: set[str]) -> None:
    users = {str(p.relative_to(PACKAGE)) for p in MODULES if any(n.split(".")[0] == library for n, _ in imports(p))}
    assert users <= doors


@pytest.mark.parametrize("path", [*MODULES, *TOOLS], ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_folder_of_checks_holds_checks_and_nothing_else() -> None:
    assert [path.name for path in (PACKAGE / "checks").iterdir() if path.name.startswith("_") and path.is_file()] == [
        "__init__.py"
    ]


def test_default_path_imports_no_heavy_library(henan: Path) -> None:
    code = (
        "import sys; sys.argv = ['align', 'check', sys.argv[1], '--output', sys.argv[2]]\n"
        "from align.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'sentence_transformers', 'sklearn', 'scipy', 'jieba', 'pandas', 'sacrebleu', 'tokenizers'}\n"
        "heavy |= {'numpy.ma', 'zipfile', 'html.entities', 'align.workbook'}  # 14 ms at every start\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(henan), "/dev/null"], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip().splitlines()[-1] == "[]"


def _modules() -> list[ModuleType]:
    names = [".".join(("align", *p.relative_to(PACKAGE).with_suffix("").parts)) for p in MODULES]
    names = [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]
    return [importlib.import_module(name) for name in names]


def test_only_small_keys_are_remembered() -> None:
    """What a cache of a module may hold: constants of the package, and a bounded number of words, names and forms. A
    text is no key: what was measured of it is carried by its pair."""
    for module in _modules():
        for name, value in vars(module).items():
            if not hasattr(value, "cache_parameters") or value.__module__ != module.__name__:
                continue
            keys = inspect.signature(value.__wrapped__).parameters
            where = f"{module.__name__}.{name}"
            assert not {"pair", "run", "source", "target", "text", "texts"} & set(keys), f"{where} remembers texts"
            assert not keys or value.cache_parameters()["maxsize"] is not None, f"{where} grows without bound"


def test_caches_only_become_fewer() -> None:
    """How many functions remember. Lower the number when one goes; a new one needs the place of an old one: a table of
    the package goes through ``align.data`` (rows, kinds, lines), what was measured of a text into its evidence."""
    found = [
        f"{path.relative_to(PACKAGE)}:{node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(how).split("(")[0].split(".")[-1] in ("cache", "lru_cache") for how in node.decorator_list)
    ]
    assert len(found) <= MOST_CACHES, "\n".join(found)


def _constants() -> Iterator[tuple[str, object]]:
    """Name and value of what modules and their classes hold, functions, classes and modules left out."""
    for module in _modules():
        own = {name: value for name, value in vars(module).items() if isinstance(value, type)}
        places = {"": vars(module)} | {f"{n}.": vars(c) for n, c in own.items() if c.__module__ == module.__name__}
        for place, held in places.items():
            for name, value in held.items():
                if not name.startswith("__") and not isinstance(value, type | ModuleType):
                    yield f"{module.__name__}:{place}{name}", value


def test_modules_hold_constants_only() -> None:
    """Lists and sets are for functions: a module has tuples and frozen sets. It has no locks, no objects that can be
    changed, and no function has a global variable."""
    changing = (list, set, bytearray, deque, type(threading.Lock()), type(threading.RLock()))
    # The package align.pair itself, a mark without attributes, a property
    frozen = ("PairPackage", "_Gap", "EachPair", "lazy")
    wrong = []
    for name, value in _constants():
        kind = type(value)
        ours = kind.__module__.split(".")[0] == "align" and not isinstance(value, tuple) and kind.__name__ not in frozen
        params = getattr(kind, "__dataclass_params__", None)
        if isinstance(value, changing) or (ours and not (params and params.frozen)):
            wrong.append(name)
    assert wrong == []
    for path in MODULES:
        found = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Global)]
        assert not found, path


def test_a_review_leaves_no_trace_in_the_modules(henan: Path) -> None:
    """No module holds state: its tables have the same content before a review and after it, and none is new."""
    from align import review

    def state() -> dict[str, tuple[int, str]]:
        return {name: (id(value), repr(value)) for name, value in _constants() if isinstance(value, dict)}

    before = state()
    review(henan)
    assert state() == before


def test_no_pattern_is_written_twice() -> None:
    """A pattern that two modules need has one name: ``text.scripts``, ``text.english``, ``numbers.numerals`` …"""
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "re.compile" or not node.args:
                continue
            if isinstance(made := node.args[0], ast.Constant):
                found.setdefault(str(made.value), []).append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert not {pattern: places for pattern, places in found.items() if len(places) > 1}
