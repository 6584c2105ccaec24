"""Rules of several files together: ``extends``, ``off``, and names that must be unique."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from align.errors import RuleError
from align.rules.load.read import Pack, Raw
from align.rules.load.spec import KEYS, Rule


def resolve(packs: list[Pack]) -> list[Rule]:
    """The rules of all packs, ``extends`` and ``off`` done, in the order of the files. RuleError for a rule that
    extends none, or itself."""
    rows: dict[str, Raw] = {}
    homes: dict[str, Pack] = {}
    for pack in packs:
        for key, raw in pack.rows.items():
            if key in rows:
                found = f"{key} is there already, from {homes[key].path}"
                raise RuleError(f"{pack.path}:{pack.lines[key]}", found, "rename the file or use extends")
            rows[key], homes[key] = dict(raw), pack
    replaced: dict[str, str] = {}
    for pack in packs:
        for key in pack.rows:
            target = _extended(key, rows, pack)
            if target:
                rows[key]["extends"] = target
                if target not in rows or target == key:
                    found = f"{key} extends {target!r}, which is no rule"
                    raise RuleError(f"{pack.path}:{pack.lines[key]}", found, "name PACK/RULE")
                replaced[target] = key
    done: dict[str, Raw] = {}
    out: list[Rule] = []
    for key in rows:
        raw = _merged(key, rows, done, (), homes)
        if key in replaced or raw.get("off"):
            continue
        whole = raw.get("find") or (raw.get("source") and (raw.get("accept") or raw.get("reject")))
        if not whole:
            where = f"{homes[key].path}:{homes[key].lines[key]}"
            raise RuleError(where, f"{key} has no source and accept, own or inherited", "add them")
        out.append(_rule(key, raw, homes[key].lines[key]))
    return out


def _extended(key: str, rows: Mapping[str, Raw], pack: Pack) -> str:
    if rows[key].get("extends"):
        return str(rows[key]["extends"])
    name = key.partition("/")[2]
    above = pack.head.get("extends", [])
    for other in [above] if isinstance(above, str) else above:
        if f"{other}/{name}" in rows and f"{other}/{name}" != key:
            return f"{other}/{name}"
    return ""


def _merged(
    key: str, rows: Mapping[str, Raw], done: dict[str, Raw], above: tuple[str, ...], homes: Mapping[str, Pack]
) -> Raw:
    if key in done:
        return done[key]
    raw = rows[key]
    base = raw.get("extends")
    if base:
        if base in above or base == key:
            where = f"{homes[key].path}:{homes[key].lines[key]}"
            raise RuleError(where, f"{key} extends itself by way of {' > '.join(above)}", "break the circle")
        inherited = _merged(base, rows, done, (*above, key), homes)
        mixed = {**inherited, **raw}
        for name, kind in KEYS.items():
            if kind is list and name in inherited and name in raw:
                mixed[name] = tuple(dict.fromkeys((*raw[name], *inherited[name])))
        raw = mixed
    done[key] = raw
    return raw


def _rule(key: str, raw: Raw, line: int) -> Rule:
    keep = {k: v for k, v in raw.items() if k not in ("class", "extends", "off")}
    rule = Rule(id=key, line=line, classes=tuple(raw.get("class", ())), **keep)
    return rule if rule.default == "on" else replace(rule, default="off")
