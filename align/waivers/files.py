"""The two files: waivers (TOML, written by people and by the HTML report) and baselines (a line a finding)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from align import bounded, files
from align.errors import SettingsError
from align.records import Review

FILE_NAME = "align-waivers.toml"
BASELINE_NAME = "align-baseline.tsv"
HEADER = "# align-qa waivers 1: findings that the desk accepts as they are, read by align check\n"
BASELINE_HEADER = "# align-qa baseline 1: fingerprint, check, path, words\n"
_KEYS = ("fingerprint", "check", "reason", "author", "expires", "path", "source", "target")
_REQUIRED = ("fingerprint", "check", "reason", "author")
FINGERPRINT = re.compile(r"[0-9a-f]{16}\Z")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f]')
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One decision. ``path``, ``source`` and ``target`` (the marked words) are context for people; ``expires`` is the
    last day on which it holds; ``where`` is its file and line."""

    fingerprint: str
    check: str
    reason: str
    author: str
    expires: date | None = None
    path: str = ""
    source: str = ""
    target: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """One line of a baseline."""

    fingerprint: str
    check: str
    path: str = ""
    words: str = ""


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """Waivers of a file, in order; of two with one fingerprint the later holds. SettingsError names file and entry."""
    try:
        text = bounded.read(path).decode("utf-8-sig").replace("\r\n", "\n")
        table = bounded.toml(text)
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "name a readable waiver file") from None
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), f"byte {error.start} is no UTF-8", "save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(path), f"no TOML: {error}", "mend that line") from None
    unknown = sorted(set(table) - {"waiver"})
    entries = table.get("waiver", [])
    if unknown or not isinstance(entries, list):
        found = f"unknown key {unknown[0]!r}" if unknown else "'waiver' is no list of tables"
        raise SettingsError(str(path), found, "a waiver file holds [[waiver]] tables only")
    lines = [n for n, line in enumerate(text.split("\n"), 1) if line.strip().startswith("[[waiver]]")]
    numbered = lines if len(lines) == len(entries) else [0] * len(entries)
    return tuple(
        _waiver(entry, f"{path}:{line}" if line else f"{path}, waiver {number}")
        for number, (entry, line) in enumerate(zip(entries, numbered, strict=True), 1)
    )


def _waiver(entry: Any, where: str) -> Waiver:
    if not isinstance(entry, dict):
        raise SettingsError(where, "is no table", "write [[waiver]] and its keys below")
    for key, value in entry.items():
        if key not in _KEYS:
            raise SettingsError(where, f"unknown key {key!r}", f"known: {', '.join(_KEYS)}")
        if key == "expires":
            if not isinstance(value, date) or isinstance(value, datetime):
                raise SettingsError(where, f"expires = {value!r}", "a date without quotes, as in expires = 2030-12-31")
        elif not isinstance(value, str):
            raise SettingsError(where, f"{key} = {value!r} is no text", "write it in quotes")
    for key in _REQUIRED:
        if not entry.get(key, "").strip():
            raise SettingsError(where, f"no {key}", f"every waiver gives {', '.join(_REQUIRED)}")
    if not FINGERPRINT.match(entry["fingerprint"]):
        remedy = "copy the 16 hex digits from the report or from --format json"
        raise SettingsError(where, f"fingerprint = {entry['fingerprint']!r}", remedy)
    return Waiver(**entry, where=where)


def dump_waivers(waivers: Iterable[Waiver]) -> str:
    """The text of a waiver file: by path, check and fingerprint, so that two exports differ only where decisions do."""
    return HEADER + _entries(waivers)


def append_waivers(path: Path, waivers: Iterable[Waiver]) -> None:
    """Write waivers behind those of a file, which stays as it is otherwise, comments included; makes it where there is
    none. SettingsError where the file is no waiver file, OutputError where it cannot be written."""
    added = _entries(waivers)
    if not added:
        return
    old = HEADER
    if path.exists():
        read_waivers(path)
        old = path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n"
    files.write_whole(str(path), [(old + added).encode("utf-8")])


def _entries(waivers: Iterable[Waiver]) -> str:
    parts = []
    for waiver in sorted(waivers, key=lambda w: tuple(_units(k) for k in (w.path, w.check, w.fingerprint))):
        parts.append("\n[[waiver]]\n")
        for key in _KEYS:
            value = getattr(waiver, key)
            if isinstance(value, date):
                parts.append(f"{key} = {value.isoformat()}\n")
            elif value:
                parts.append(f"{key} = {_quoted(value)}\n")
    return "".join(parts)


def waiver_of(review: Review, number: int, reason: str, author: str, expires: date | None = None) -> Waiver:
    """A waiver of finding ``number`` with its context filled in."""
    finding = review.findings[number]
    words = review.marked_words(finding)
    return Waiver(review.fingerprints[number], finding.check, reason, author, expires, review.path, *words)


# -- baselines -------------------------------------------------------------------------------------------------------


def baseline_of(review: Review) -> Iterator[Known]:
    """One line a finding that no waiver covers."""
    for number, (finding, fingerprint) in enumerate(zip(review.findings, review.fingerprints, strict=True)):
        if review.decision(number).state != "waived":
            yield Known(fingerprint, finding.check, slashes(review.path), context(*review.marked_words(finding)))


def prune(baseline: Iterable[Known], seen: Collection[str], paths: Collection[str] | None = None) -> tuple[Known, ...]:
    """The baseline without the findings of the checked articles that are gone; nothing is ever added."""
    inside = None if paths is None else {slashes(p) for p in paths}
    return tuple(
        known
        for known in baseline
        if known.fingerprint in seen or (inside is not None and slashes(known.path) not in inside)
    )


def dump_baseline(lines: Iterable[Known]) -> str:
    """The text of a baseline file: one finding a line, by path, check and fingerprint (it merges and diffs well)."""
    unique = {k.fingerprint: k for k in lines}
    ordered = sorted(unique.values(), key=lambda k: (k.path, k.check, k.fingerprint))
    rows = ("\t".join(" ".join(c.split()) for c in (k.fingerprint, k.check, k.path, k.words)) for k in ordered)
    return BASELINE_HEADER + "".join(f"{row}\n" for row in rows)


def read_baseline(path: Path) -> tuple[Known, ...]:
    """Lines of a baseline file. SettingsError names file and line."""
    try:
        text = bounded.read(path, files.MAX_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        found = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        raise SettingsError(str(path), found, "write it with --write-baseline") from None
    known = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [*line.rstrip("\r").split("\t"), "", ""][:4]
        if len(cells) < 4 or not FINGERPRINT.match(cells[0]):
            remedy = "a line holds fingerprint, check, path and words between tabs; write it with --write-baseline"
            raise SettingsError(f"{path}:{number}", f"no baseline line: {line[:40]!r}", remedy)
        known.append(Known(*cells))
    return tuple(known)


def slashes(path: str) -> str:
    """A path as it is written in the files: forward slashes, no leading ./"""
    return path.replace("\\", "/").removeprefix("./")


def context(source: str, target: str) -> str:
    """The marked words of both sides in one line."""
    return " → ".join(part for part in (source, target) if part)


def _units(text: str) -> bytes:
    """Sort key in UTF-16 code units: the order of JavaScript, so that report and tool write the same bytes."""
    return text.encode("utf-16-be", "replace")


def _quoted(text: str) -> str:
    """A TOML basic string."""
    clean = _SURROGATE.sub("\ufffd", text)
    escaped = _TO_ESCAPE.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", clean)
    return f'"{escaped}"'
