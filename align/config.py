"""Settings: every number with its unit, range and source. From ``align.toml`` or ``[tool.align]``, nearest upward."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from align.errors import SettingsError
from align.records import SEVERITIES, Profile, Severity


@dataclass(frozen=True)
class Settings:
    """What holds for one run. Defaults need no file."""

    fail_on: Severity = "error"  # exit 1 at or above this severity
    model: str = ""  # sentence-transformers name or path; empty: the bundled encoder
    home: str = ""  # province or city of the outlet in Chinese, e.g. 河南: what 我省 means
    doctype: str = "news"  # scope of rules
    spelling: str = "any"  # us, gb or any
    rules: tuple[str, ...] = ()  # further rule files or folders, besides the bundled packs
    disable: tuple[str, ...] = ()  # checks, packs or rules switched off by id
    enable: tuple[str, ...] = ()  # checks, packs or rules that are off by default
    waivers: str = ""  # waiver file; empty: align-waivers.toml beside the settings, if there
    baseline: str = ""  # baseline file
    cache: str = ""  # folder of the vector cache; empty: none
    reader: str = ""  # force an input format
    thresholds: Mapping[str, float] = field(default_factory=dict)  # by name, see docs/settings.md

    def profile(self) -> Profile:
        """The part of the settings that checks see."""
        return Profile(self.home, self.doctype, self.spelling, dict(self.thresholds))


def load(start: Path, explicit: Path | None = None) -> Settings:
    """Settings for files below ``start``: the given file, else the nearest align.toml or [tool.align] upward.

    SettingsError for unknown keys, wrong types, and files that are no TOML.
    """
    path = explicit or find(start)
    if path is None:
        return Settings()
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "name a readable TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"no TOML: {error}", "mend that line") from None
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("align", {})
    return replace(Settings(), **_checked(table, str(path)))


def find(start: Path) -> Path | None:
    """The nearest align.toml, or pyproject.toml with [tool.align], from ``start`` upward."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "align.toml").is_file():
            return folder / "align.toml"
        project = folder / "pyproject.toml"
        if project.is_file() and "[tool.align" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def _checked(table: Mapping[str, Any], where: str) -> dict[str, Any]:
    known = {f.name: f.default for f in fields(Settings)}
    out: dict[str, Any] = {}
    for raw, value in table.items():
        key = raw.replace("-", "_")
        if key not in known:
            raise SettingsError(where, f"unknown key {raw!r}", f"known: {', '.join(sorted(known))}")
        if key == "thresholds":
            value = {str(k): float(v) for k, v in dict(value).items()}
        elif isinstance(known[key], tuple):
            value = tuple(str(v) for v in (value if isinstance(value, list) else [value]))
        elif not isinstance(value, str):
            raise SettingsError(where, f"{raw} = {value!r} is no text", "write it in quotes")
        if key == "fail_on" and value not in SEVERITIES:
            raise SettingsError(where, f"{raw} = {value!r}", f"one of {', '.join(SEVERITIES)}")
        out[key] = value
    return out
