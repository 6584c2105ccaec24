"""The noun of this package: a rule, and the keys that a rule file may use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from align.records import Example, Severity

Missing = Literal["off", "error", "warning", "note"]
PACK_KEYS = ("name", "description", "licence", "sources", "extends", "default")
COLUMNS = ("id", "source", "accept", "reject", "short", "unless", "note", "ref", "within")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file has it, defaults and ``extends`` resolved, forms not yet taken apart. See docs/rules.md."""

    id: str
    source: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    open: bool = False
    similar: bool = True
    missing: Missing = "off"
    severity: Severity = "error"
    category: str = "terminology"
    note: str = ""
    ref: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    within: str = ""
    case: bool = False
    plural: bool = True
    find: tuple[str, ...] = ()
    side: Literal["source", "target"] = "target"
    message: str = ""
    suggest: tuple[str, ...] = ()
    default: Literal["on", "off"] = "on"
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    line: int = 0

    @property
    def pack(self) -> str:
        """The part of the id before the slash."""
        return self.id.partition("/")[0]

    def dump(self) -> str:
        """As compact JSON without what equals the default."""
        return json.dumps(
            {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default},
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @staticmethod
    def parse(text: str) -> Rule:
        """The inverse of :meth:`dump`."""
        return Rule(**{k: _frozen(v) for k, v in json.loads(text).items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


# What a file may say of a rule, and the type it must have. ``class`` is a word of Python, hence ``classes`` in Rule.
KEYS: Mapping[str, type] = {
    **dict.fromkeys("source accept reject short unless ref scope class good bad find suggest".split(), list),
    **dict.fromkeys("missing severity category note within extends default side message".split(), str),
    **dict.fromkeys("open similar case plural off".split(), bool),
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "missing": ("off", "error", "warning", "note"),
    "severity": ("error", "warning", "note"),
    "default": ("on", "off"),
    "side": ("source", "target"),
}
