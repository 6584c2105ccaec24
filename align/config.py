"""Settings: every number with its unit, range and source.

They come, weakest first, from the defaults below, the nearest ``align.toml`` (or ``[tool.align]`` of a
pyproject.toml) upward from the text, its ``[[for]]`` sections whose globs match the text, ``ALIGN_…`` environment
variables, and the command line. Unknown keys and variables are errors, and so are names of checks, rules, thresholds,
kinds of text and input formats that do not exist. ``align config`` shows what holds, where it comes from, and which
named files are not there.
"""

from __future__ import annotations

import fnmatch
import os
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from align import bounded
from align.errors import SettingsError, did_you_mean
from align.records import COMPLETENESS, SEVERITIES, TRANSLATORS, Profile

CHOICES = {
    "fail_on": (*SEVERITIES, "never"),
    "second_reader": ("always", "suspicious", "never"),
    "spelling": ("any", "us", "gb"),
    "translated_by": TRANSLATORS,
    "completeness": COMPLETENESS,
    "lang": ("en", "zh"),
}
# Thresholds that are no probabilities: the most that they may be; check max_length
BEYOND_ONE = {"max_length.characters": 100_000.0, "max_length.ratio": 100.0}


@dataclass(frozen=True)
class Settings:
    """The settings of one text. Defaults need no file."""

    fail_on: str = "error"  # exit 1 at or above: error, warning, note; never
    model: str = ""  # sentence-transformers name or path; empty: the bundled encoder
    home: str = ""  # province, city or county of the outlet in Chinese, e.g. 河南: what 我省 means
    doctype: str = "news"  # kind of text: news, law, or what a rule names in its scope
    spelling: str = "any"  # English spelling that the house wants: us, gb or any
    translated_by: str = "unknown"  # machine, people or unknown: how sure the second reader is of its doubts
    completeness: str = "full"  # full; edited: a version of its own, where what is left out or added is a note
    rules: tuple[str, ...] = ()  # further rule files or folders, besides the bundled packs; from the settings file
    select: tuple[str, ...] = ()  # only these checks, packs or rules; empty: all that are on
    disable: tuple[str, ...] = ()  # checks, packs or rules switched off by id
    enable: tuple[str, ...] = ()  # checks, packs or rules that are off by default
    words: tuple[str, ...] = ()  # English words of the house that are no misspellings, in any case
    placeholders: tuple[str, ...] = ()  # dialects of placeholders (printf, brace …) or formats (c, qt …); none: all
    waivers: str = ""  # waiver file; empty: the nearest align-waivers.toml upward from the text, if there is one
    baseline: str = ""  # baseline file; empty: the nearest align-baseline.tsv upward from the text, if there is one
    cache: str = ""  # folder of the vector cache of --model encoders; empty: none
    reader: str = ""  # force an input format
    lang: str = "en"  # language of reports, workbooks and terminal: en or zh
    second_reader: str = "always"  # pairs that are read a second time: always, suspicious (align batch), never
    thresholds: Mapping[str, float] = field(default_factory=dict)  # numbers of checks by name, see below

    def wants(self, id: str) -> bool:
        """Return whether a check or rule is selected. A selected pack selects all of its rules."""
        return not self.select or any(id == name or id.startswith(f"{name}/") for name in self.select)

    @cached_property
    def profile(self) -> Profile:
        """The part of the settings that checks see."""
        limits, who = dict(self.thresholds), self.translated_by
        return Profile(self.home, self.doctype, self.spelling, limits, self.placeholders, who)


KNOWN: dict[str, type] = {f.name: type(getattr(Settings(), f.name)) for f in fields(Settings)}
COMMAND_LINE = "command line"  # origin of the layer of options
_OPTIONS = {"reader": "from", "disable": "ignore"}  # of the command line, where they have another name
_PATHS = ("waivers", "baseline", "cache")
_OTHER_VARIABLES = ("DEBUG", "SHARED")  # ALIGN_… that are no settings; the last is of the tests


@dataclass(frozen=True)
class Layer:
    """Some settings and where they come from; ``globs`` limit them to texts below ``base`` that match.

    ``values`` take the place of what weaker layers have; ``more`` is added to their lists.
    """

    origin: str
    values: Mapping[str, Any]
    globs: tuple[str, ...] = ()
    base: Path = Path()
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def holds(self, path: str) -> bool:
        """Return whether the layer applies to that text. Globs are relative to its file; ``**`` crosses folders."""
        if not self.globs:
            return True
        full = Path(path).resolve()
        name = full.relative_to(self.base).as_posix() if full.is_relative_to(self.base) else full.name
        return any(fnmatch.fnmatchcase(name, g) or fnmatch.fnmatchcase(full.name, g) for g in self.globs)


@dataclass(frozen=True)
class Config:
    """All layers, weakest first."""

    layers: tuple[Layer, ...]

    def settings(self, path: str = "-") -> Settings:
        """Return the settings of a text."""
        out = Settings()
        for layer in self.layers:
            if layer.holds(path):
                out = replace(out, **layer.values)
                added: dict[str, Any] = {name: (*getattr(out, name), *more) for name, more in layer.more.items()}
                out = replace(out, **added)
        return out

    def origins(self, path: str = "-") -> dict[str, str]:
        """Return the origin of each setting."""
        out = dict.fromkeys(KNOWN, "default")
        for layer in self.layers:
            if layer.holds(path):
                out.update(dict.fromkeys((*layer.values, *layer.more), layer.origin))
        return out

    def with_default(self, origin: str, **values: Any) -> Config:
        """The same with other defaults, which any file, variable or option overrides."""
        return Config((Layer(origin, values), *self.layers)) if values else self

    def with_options(self, more: Mapping[str, Sequence[str] | None] | None = None, **values: Any) -> Config:
        """The same with options of the command line on top; ``more`` is added to lists; None is left out.

        SettingsError for a value that the setting does not take.
        """
        given = {name: _value(name, v, option(name)) for name, v in values.items() if v is not None}
        added = {name: parts(v) for name, v in (more or {}).items() if v}
        return Config((*self.layers, Layer(COMMAND_LINE, given, more=added))) if given or added else self


def option(name: str) -> str:
    """The option of the command line for a setting."""
    return "--" + _OPTIONS.get(name, name).replace("_", "-")


def parts(values: Sequence[str]) -> tuple[str, ...]:
    """The values of an option that may be repeated, or given once with commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def load(start: Path, explicit: Path | None = None) -> Config:
    """Settings for texts below ``start``: the named file, else the nearest one upward.

    SettingsError for unknown keys, wrong types, and files that are no TOML.
    """
    path = explicit or find(start)
    layers = [*_decisions(start), *([] if path is None else _file(path))]
    environment = dict(_environment())
    if environment:
        layers.append(Layer("environment", environment))
    return Config(tuple(layers))


def find(start: Path) -> Path | None:
    """The nearest align.toml, or pyproject.toml with [tool.align], from ``start`` upward."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if _is_there(folder / "align.toml"):
            return folder / "align.toml"
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.align" in _settings_in(project):
            return project
    return None


def _is_there(path: Path) -> bool:
    """Return whether a file of ours is there. SettingsError where something else bears its name, as a link to nowhere:
    settings and decisions that are not read would go unnoticed."""
    if path.is_file():
        return True
    if os.path.lexists(path):
        raise SettingsError(str(path), "is no file", "mend the link, or give it another name")
    return False


def _settings_in(path: Path) -> bytes:
    try:
        return bounded.read(path)
    except OSError:  # a file of somebody else
        return b""


def _decisions(start: Path) -> Iterator[Layer]:
    """The nearest waiver file and baseline upward."""
    for setting, name in (("waivers", "align-waivers.toml"), ("baseline", "align-baseline.tsv")):
        here = start.resolve()
        near = next((f / name for f in (here, *here.parents) if _is_there(f / name)), None)
        if near:
            yield Layer(str(near), {setting: str(near)})


def _file(path: Path) -> Iterator[Layer]:
    try:
        table = bounded.toml(bounded.read(path).decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "name a readable TOML file") from None
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), f"byte {error.start} is no UTF-8", "save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(path), f"no TOML: {error}", "mend that line") from None
    if path.name == "pyproject.toml":
        for name in ("tool", "align"):
            table = table.get(name, {})
            if not isinstance(table, dict):
                raise SettingsError(str(path), f"{name} = {table!r} is no table", "write [tool.align] and keys below")
    base = path.resolve().parent
    sections = table.pop("for", [])
    own = _checked(table, str(path), base)
    yield Layer(str(path), own)
    if not isinstance(sections, list) or not all(isinstance(s, dict) for s in sections):
        raise SettingsError(str(path), "'for' is no list of sections", 'write [[for]] with files = ["glob"]')
    for number, section in enumerate(sections, 1):
        globs = section.pop("files", None)
        if not isinstance(globs, list) or not globs:
            raise SettingsError(str(path), f"[[for]] number {number} has no files", 'write files = ["legal/**"]')
        origin = f"{path} [[for]] {number}"
        yield Layer(origin, _checked(section, origin, base), tuple(map(str, globs)), base)


def _environment() -> Iterator[tuple[str, Any]]:
    for variable in sorted(os.environ):
        name = variable.removeprefix("ALIGN_")
        if name != variable and name not in _OTHER_VARIABLES and name.lower() not in KNOWN:
            raise SettingsError(variable, "no such setting", _meant(name.lower(), "ALIGN_{}", str.upper))
    if "ALIGN_THRESHOLDS" in os.environ:
        raise SettingsError("ALIGN_THRESHOLDS", "is not read", "write [thresholds] in align.toml")
    for name, kind in KNOWN.items():
        raw = os.environ.get(f"ALIGN_{name.upper()}")
        if raw is not None and kind is not dict:
            value: Any = [v.strip() for v in raw.split(",") if v.strip()] if kind is tuple else raw
            yield name, _value(name, value, f"ALIGN_{name.upper()}")


def _meant(name: str, form: str = "{}", change: Callable[[str], str] = str) -> str:
    """The settings, and before them the one that was probably meant."""
    from difflib import get_close_matches

    near = [own for own, other in _OPTIONS.items() if other == name] or get_close_matches(name, KNOWN, 1, 0.6)
    asked = f"did you mean {form.format(change(near[0]))}? " if near else ""
    return f"{asked}known: {', '.join(form.format(change(known)) for known in sorted(KNOWN))}"


def _checked(table: Mapping[str, Any], where: str, base: Path) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for raw, given in table.items():
        name = raw.replace("-", "_")
        if name not in KNOWN and isinstance(given, dict):
            remedy = "write its settings at the top, without a heading; tables are [thresholds] and [[for]]"
            raise SettingsError(where, f"unknown table [{raw}]", remedy)
        if name not in KNOWN:
            raise SettingsError(where, f"unknown key {raw!r}", _meant(name) + ", and [[for]] sections")
        value = _value(name, given, where)
        if name in _PATHS and value:
            value = str(base / value)
        elif name == "rules":
            value = tuple(str(base / v) for v in value)
        out[name] = value
    return out


def _value(name: str, value: Any, where: str) -> Any:
    kind = KNOWN[name]
    if kind is tuple:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(v, str) and "\0" not in v for v in values):
            raise SettingsError(where, f"{name} = {value!r}", 'write a list of texts: ["a", "b"]')
        return tuple(values)
    if kind is dict:
        return _thresholds(name, value, where)
    if not isinstance(value, str):
        raise SettingsError(where, f"{name} = {value!r} is no text", "write it in quotes")
    if "\0" in value:
        raise SettingsError(where, f"{name} = {value!r} holds a NUL character", "delete it")
    if name in CHOICES and value not in CHOICES[name]:
        found = f"{name} = {value!r}" if not where.startswith("--") else repr(value)
        raise SettingsError(where, found, f"{did_you_mean(value, CHOICES[name])}one of {', '.join(CHOICES[name])}")
    return value


def _thresholds(name: str, value: Any, where: str) -> dict[str, float]:
    if not isinstance(value, dict) or not all(isinstance(v, int | float) for v in value.values()):
        raise SettingsError(where, f"{name} = {value!r}", 'write [thresholds] with lines like "check.name" = 0.8')
    for key, number in value.items():
        most = BEYOND_ONE.get(str(key), 1.0)
        if isinstance(number, bool) or not 0 <= number <= most:  # nan is neither
            allowed = "it is from 0 to 1" if most == 1 else f"it is from 0 to {most:,.0f}"
            raise SettingsError(where, f"[thresholds] {key!r} = {number}", allowed)
    return {str(k): float(v) for k, v in value.items()}
