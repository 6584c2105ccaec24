"""Two messages of ICU against each other, branch by branch."""

from __future__ import annotations

from collections.abc import Iterator

from align.strings.compare import Trouble
from align.strings.icu import Branches, BrokenMessage, Message, parse

# Keyword of CLDR for plurals: each language has its own of them, and every one may be left to "other"
_PLURAL = frozenset(("zero", "one", "two", "few", "many", "other"))


def compared(source: str, target: str) -> Iterator[Trouble]:
    """Compare the branches of a message: what the translation lacks or has too much of. Where the source cannot be
    read, nothing is known of the translation either."""
    try:
        ours = parse(source)
    except BrokenMessage:
        return
    try:
        theirs = parse(target)
    except BrokenMessage as broken:
        at = min(broken.at, max(len(target) - 1, 0))
        message = f"the English message cannot be read: {broken}"
        yield Trouble("damaged", None, (at, len(target)), message)
        return
    yield from _message(source, target, ours, theirs, ours.names())


def _message(
    source: str, target: str, ours: Message, theirs: Message, allowed: set[str], told: str = ""
) -> Iterator[Trouble]:
    """One message, or one branch: its arguments, then what branches in it. ``told``: the argument that the branch
    itself tells (*one {1 item}*, *other {# items}*)."""
    whole = (theirs.start, theirs.end) if theirs.end > theirs.start else (0, len(target))
    choices = {c.name: c for c in theirs.choices}
    for choice in ours.choices:
        if choice.name not in choices:
            message = f"the {choice.kind} over {choice.name} is missing from the English"
            yield Trouble("lost", (choice.start, choice.end), None, message)
    inside = {name for c in theirs.choices for b in c.branches.values() for name in b.names()}
    for name in dict.fromkeys(ours.arguments):
        if name not in theirs.arguments and name not in choices and name not in inside and name != told:
            yield Trouble("lost", None, whole, f"{{{name}}} is missing in “{_short(target, whole)}”", f"{{{name}}}")
    for name in dict.fromkeys(theirs.arguments):
        if name not in allowed:
            start = target.find("{" + name, *whole)
            span = (start, start + len(name) + 2) if start >= 0 else whole
            yield Trouble("added", None, span, f"{{{name}}} has no counterpart in the Chinese")
        elif name in ours.types and theirs.types.get(name, "") != ours.types[name]:
            found = theirs.types.get(name, "") or "no type"
            message = f"{name} is formatted as {ours.types[name]} in the Chinese, as {found} in the English"
            yield Trouble("changed", None, whole, message)
    known = {c.name: c for c in ours.choices}
    for choice in theirs.choices:
        if choice.name in known:
            yield from _choice(source, target, known[choice.name], choice, allowed)
        elif choice.name in allowed or choice.name in ours.arguments:  # a plain number may become a plural
            continue
        else:
            message = f"the {choice.kind} over {choice.name} has no counterpart in the Chinese"
            yield Trouble("added", None, (choice.start, choice.end), message)


def _choice(source: str, target: str, ours: Branches, theirs: Branches, allowed: set[str]) -> Iterator[Trouble]:
    place = (theirs.start, theirs.end)
    if ours.kind != theirs.kind:
        message = f"{ours.name} is a {ours.kind} in the Chinese, a {theirs.kind} in the English"
        yield Trouble("changed", (ours.start, ours.end), place, message)
        return
    plural = ours.kind != "select"
    for selector in ours.branches:
        if selector not in theirs.branches and not (plural and selector in _PLURAL):
            message = f"the branch “{selector}” of {ours.name} is missing from the English"
            yield Trouble("lost", None, place, message, selector)
    for selector, branch in theirs.branches.items():
        if selector not in ours.branches and not plural:
            message = f"the branch “{selector}” of {ours.name} has no counterpart in the Chinese"
            yield Trouble("added", None, place, message)
            continue
        if plural and selector not in _PLURAL and not selector.startswith("="):
            yield Trouble("added", None, place, f"“{selector}” is no form of a plural")
            continue
        mine = ours.branches.get(selector) or ours.branches["other"]
        exact = selector.startswith("=") or selector in ("zero", "one", "two")
        told = ours.name if plural and (exact or branch.number) else ""
        yield from _message(source, target, mine, branch, allowed, told)
        if plural and mine.number and not branch.number and not exact and ours.name not in branch.names():
            words = _short(target, (branch.start, branch.end))
            yield Trouble("lost", None, (branch.start, branch.end), f"# is missing in the branch “{words}”", "#")


def _short(text: str, span: tuple[int, int]) -> str:
    words = " ".join(text[slice(*span)].split())
    return words if len(words) <= 40 else words[:39] + "…"
