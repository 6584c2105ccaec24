"""Rules made ready: an index that loads in milliseconds, and the cache that keeps it.

Reading thousands of rules from TOML and taking their forms apart costs a second; a check of one article must not. So
the index is kept in one file, keyed by the content of the rule files: for the shipped packs beside this module
(``python -m align.rules.load.index`` writes it, a test proves it true), for a user's own files in the user's cache
folder. Its first line is JSON, and each further line a rule, which stays a line until its term is met.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from align import bounded
from align.data import BUILT
from align.errors import OutputError, RuleError
from align.files import write_whole
from align.hashing import sha256
from align.kept import Numbered, kept, places
from align.rules.load.forms import Slot, chinese
from align.rules.load.read import read
from align.rules.load.resolve import resolve
from align.rules.load.spec import Rule
from align.text.patterns import literal

FORMAT = "align-qa/rules/3"  # changes when the index changes its shape or the meaning of a form
SHIPPED = BUILT / "rules.jsonl"
Index = dict[str, Any]


def packs_folder() -> Path:
    """Return the folder of the shipped packs: in the installed package, or at the top of the repository."""
    package = Path(__file__).parents[2]
    inside = package / "qa_rules"
    return inside if inside.is_dir() else package.parent / "qa_rules"


def rule_files(paths: Iterable[str | Path]) -> list[Path]:
    """Rule files of the given files and folders, sorted within a folder, each once by whatever path it
    is named. RuleError for a path that is neither."""
    out: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found = sorted(path.glob("*.toml"))
            if not found:
                raise RuleError(str(path), "holds no rule file", "rule files end in .toml")
            out += found
        elif path.is_file():
            out.append(path)
        else:
            raise RuleError(str(path), "is not there", "name a rule file or a folder of rule files")
    return list({path.resolve(): path for path in reversed(out)}.values())[::-1]


def fingerprint(files: Sequence[Path]) -> str:
    """16 hex digits over names and contents."""
    digest = sha256(FORMAT.encode())
    for file in files:
        try:
            content = bounded.read(file)
        except OSError as error:
            raise RuleError(str(file), f"cannot be read ({error.strerror})", "check the path") from None
        digest.update(f"\0{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def load(files: Sequence[Path]) -> Index:
    """The index of these files: shipped, cached, or made now (and cached, where the cache folder can be written)."""
    index = _shipped(files)
    if index is not None:
        return index
    key = fingerprint(files)
    index = _stored(_cache(key), key)
    if index is not None:
        return index
    index = build(files, key)
    with contextlib.suppress(OutputError, OSError):
        place = _cache(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(place), [dump(index)])
    return index


def _shipped(files: Sequence[Path]) -> Index | None:
    """The shipped index, where it is that of these files. A command that has compared the two before, and read the
    index, has the result of both; the rules stay in the file, of which few pages are read."""
    head, starts = kept("rules", (*files, SHIPPED, Path(__file__)), partial(_read_shipped, files))
    if head is None:
        return None
    with contextlib.suppress(OSError, ValueError), SHIPPED.open("rb") as stream:
        return {**head, "rules": Numbered((mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ), starts))}
    return None


def _read_shipped(files: Sequence[Path]) -> tuple[Index | None, bytes]:
    """The shipped index without its rules, and where in the file each begins and the last ends; None of other files."""
    index = _stored(SHIPPED, fingerprint(files))
    if index is None:
        return None, b""
    rules = index.pop("rules")
    sizes = [len(rule) + 1 for rule in rules]
    return index, places(sizes, SHIPPED.stat().st_size - sum(sizes))


def _cache(key: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "align-qa" / "rules" / f"{key}.jsonl"


def _stored(place: Path, key: str) -> Index | None:
    try:
        with place.open("rb") as stream:
            head = stream.readline()
            if f'"{key}"'.encode() not in head[:120]:
                return None
            index: Index = json.loads(head)
            index["rules"] = stream.read().split(b"\n")[:-1]
    except (OSError, ValueError):
        return None
    sound = index.get("format") == FORMAT and index.get("key") == key
    return index if sound and len(index["rules"]) == len(index["ids"]) else None


def dump(index: Index) -> bytes:
    """As the bytes of the stored file."""
    head = {k: v for k, v in index.items() if k != "rules"}
    lines = [json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(), *index["rules"], b""]
    return b"\n".join(lines)


def build(files: Sequence[Path], key: str) -> Index:
    """Read the files and make the index. RuleError for what cannot be read."""
    return index_of(resolve([read(file) for file in files]), key)


def index_of(rules: Sequence[Rule], key: str) -> Index:
    """The index of some rules.

    ``terms``: literal -> rule number, or a list of them; ``derived``: anchor literal -> [rule, parts before it (nearest
    first), parts after it]; ``heads``: first two characters -> lengths of what begins so, as bits; ``classes``: name ->
    rule numbers; ``finds``: [rule, pattern, literal it must hold].
    """
    terms: dict[str, list[int]] = {}
    derived: dict[str, list[Any]] = {}
    classes: dict[str, list[int]] = {}
    finds: list[Any] = []
    for number, rule in enumerate(rules):
        for name in rule.classes:
            classes.setdefault(name, []).append(number)
        if rule.find:
            finds += [[number, pattern, "" if rule.case else literal(pattern)] for pattern in rule.find]
        for form in rule.source:
            for parts in chinese(form):
                if len(parts) == 1 and isinstance(parts[0], str):
                    _add(terms, parts[0], number)
                else:
                    _derive(derived, parts, number)
    _known_classes(rules, classes)
    heads: dict[str, int] = {}
    for text in (*terms, *derived):
        heads[text[:2]] = heads.get(text[:2], 0) | 1 << len(text)
    return {
        "format": FORMAT,
        "key": key,
        "ids": [rule.id for rule in rules],
        "rest": [n for n, rule in enumerate(rules) if rule.default == "off"],
        "terms": {text: numbers[0] if len(numbers) == 1 else numbers for text, numbers in terms.items()},
        "derived": derived,
        "heads": heads,
        "classes": classes,
        "finds": finds,
        "rules": [replace(rule, good=(), bad=()).dump().encode() for rule in rules],
    }


def _add(terms: dict[str, list[int]], text: str, number: int) -> None:
    have = terms.setdefault(text, [])
    if number not in have:
        have.append(number)


def _derive(derived: dict[str, list[Any]], parts: tuple[str | Slot, ...], number: int) -> None:
    anchor = max((p for p in parts if isinstance(p, str)), key=len)
    at = parts.index(anchor)

    def plain(items: Sequence[str | Slot]) -> list[Any]:
        return [p if isinstance(p, str) else [p.name, p.argument] for p in items]

    derived.setdefault(anchor, []).append([number, plain(parts[:at][::-1]), plain(parts[at + 1 :])])


def _known_classes(rules: Sequence[Rule], classes: dict[str, list[int]]) -> None:
    known = {*classes, "number", "home"}
    for rule in rules:
        for form in rule.source:
            for parts in chinese(form):
                for part in parts:
                    if isinstance(part, Slot) and part.name not in known - {"home"}:
                        found = f"{form!r} needs the class {part.name!r}, which has no member"
                        raise RuleError(rule.id, found, f"known: {', '.join(sorted(known))}")


def main() -> None:
    """Write the index of the shipped packs beside this module."""
    files = rule_files([packs_folder()])
    write_whole(str(SHIPPED), [dump(build(files, fingerprint(files)))])


if __name__ == "__main__":
    main()
