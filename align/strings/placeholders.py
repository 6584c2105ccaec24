"""Placeholders, into which a program fills something: ``%s``, ``%1$s``, ``%(name)s``, ``{0}``, ``{{name}}``,
``${name}`` … by dialect.

A dialect is a family of notations. Some are certain wherever they are (``%1$s``, ``${name}``); others look like prose
(``:name``, ``[name]``, ``$HOME``) and count only where the caller finds them on the Chinese side, whose prose has no
such thing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from align.data import kinds, rows, table
from align.strings.taken import Taken

_HINT = re.compile(r"[%{$\[@\\]|:[A-Za-z_]|__|<\?|~[\dA-Za-z]|![a-z]")  # one is in whatever a pattern matches
# Notations that look like placeholders: addresses with escaped octets, times, tags of BBCode, links, ICU branches.
_NOT = re.compile(
    r"(?:https?|ftp)://[\w.~:/?#@!&'*+,;=%()-]+|(?<![\w./-])[\w./-]{0,200}(?:%[0-9A-Fa-f]{2}){2,}[\w./%-]*|\\[a-zA-Z]+\{[^{}]*\}"
)
_FORMS = re.compile(r"\{\{(?:PLURAL|GENDER|GRAMMAR):", re.I)  # MediaWiki: forms of a word, which differ by language
_DATE = re.compile(r"%[-_^0]?[YmHMBbyIjZ](?![A-Za-z(])")
_DATES = re.compile(r"%[-_^0]?[aAbBcdeHIjmMpSuUwWxXyYZz]")
_CONVERSION = re.compile(r"%(?:(\d+)\$|(\d+):)?([-+0#',]*)(\*|\d+)?(\.(?:\*|\d+))?([a-zA-Z0-9]*?)([a-zA-Z@])$")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A family of notations. ``sure``: certain, loose (prose may look like it) or asked (looked for only where it is
    named); ``signs``: one of them is in all that it writes; ``notations``: for people, with who writes so."""

    sure: str
    signs: tuple[str, ...]
    pattern: str
    notations: str


@cache
def dialects() -> Mapping[str, Dialect]:
    """Dialects by name, in the order in which they claim characters."""
    found = (row[1:] for row in rows("placeholders.tsv"))
    return {name: Dialect(sure, tuple(signs.split(" ")), pattern, said) for name, sure, signs, pattern, said in found}


def formats() -> Mapping[str, str]:
    """Formats that a file may declare, and the dialects that hold in it, with blanks between them."""
    return table("placeholder_formats.tsv")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder. ``name`` is what fills it (a name or a number), '' where its turn decides; ``kind`` is the type of
    value ('' where the notation has none); ``start`` and ``end`` are offsets in the text."""

    dialect: str
    text: str
    name: str
    kind: str
    start: int
    end: int

    @property
    def certain(self) -> bool:
        """Return whether it can be nothing else, wherever it occurs."""
        return dialects()[self.dialect].sure == "certain"

    @property
    def literal(self) -> bool:
        """``%%``: a per cent sign."""
        return self.text == "%%"


def may_hold(text: str) -> bool:
    """Return whether a text may have a placeholder of any dialect."""
    return _HINT.search(text) is not None


def placeholders(text: str, dialects: frozenset[str] | None = None) -> tuple[Placeholder, ...]:
    """Placeholders of a text in order, no two over each other. ``dialects``: only these; None: all that need not be
    declared.

    >>> [p.text for p in placeholders("已使用 %1$d%% 的空间，{name}")]
    ['%1$d', '%%', '{name}']
    """
    return tuple(sorted(_found(text, dialects), key=lambda p: p.start))


def any_certain(text: str) -> bool:
    """Return whether a text has a placeholder that is certain: it is read as far as the first one."""
    return any(placeholder.certain for placeholder in _found(text, None))


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the placeholders that are certain, so that other checks skip them."""
    return tuple((p.start, p.end) for p in placeholders(text) if p.certain)


def wanted(format: str, asked: Collection[str]) -> frozenset[str] | None:
    """The dialects that hold for an entry: those of the settings, else those of its declared format, else None (all).

    ``asked``: names of dialects or of formats. The general notations of templates hold beside any format of the file.
    """
    if asked:
        return frozenset(d for name in asked for d in formats().get(name, name).split(" "))
    own = formats().get(format.removesuffix("-format"))
    return frozenset((*own.split(" "), "mustache", "embedded", "template", "python", "ruby", "brace")) if own else None


def _found(text: str, wanted: frozenset[str] | None) -> Iterator[Placeholder]:
    """Placeholders dialect by dialect; where one has a place, none of the later dialects has it."""
    if not may_hold(text):
        return
    taken: Taken | None = None
    for name, dialect in dialects().items():
        if name not in wanted if wanted is not None else dialect.sure == "asked":
            continue
        if not any(sign in text for sign in dialect.signs):
            continue
        for match in re.finditer(dialect.pattern, text, re.MULTILINE):
            taken = _spoken_for(text) if taken is None else taken
            start, end = match.span()
            if not taken.meets(start, end) and _is_one(name, match.group()):
                taken.add((start, end))
                yield _made(name, match.group(), start)


def _spoken_for(text: str) -> Taken:
    """Stretches that are no placeholders, whatever they look like."""
    taken = Taken(text, (m.span() for m in _NOT.finditer(text)))
    if _DATE.search(text):
        taken.add(*(m.span() for m in _DATES.finditer(text)))
    return taken


def _is_one(dialect: str, text: str) -> bool:
    """Return whether it is not BBCode, money, or a condition of ICU."""
    if dialect == "bracket":
        return text[1:-1].lower() not in kinds("elements.tsv")["bbcode"] and text not in ("[x]", "[X]")
    if dialect == "mustache":
        return bool(text.strip("{} ")) and not _FORMS.match(text)
    if dialect == "brace":
        return not re.search(r",\s*(?:plural|select|selectordinal)\s*,", text)
    return True


def _made(dialect: str, text: str, start: int) -> Placeholder:
    name, kind = _parts(dialect, text)
    return Placeholder(dialect, text, name, kind, start, start + len(text))


def _parts(dialect: str, text: str) -> tuple[str, str]:
    """Return the name of what fills it, and the type of its value."""
    if dialect == "printf":
        match = _CONVERSION.match(text)
        if match is None:
            return "", "%" if text == "%%" else ""
        return match[1] or match[2] or "", match[6] + match[7]
    if dialect == "python":
        return text[2 : text.index(")")], text[-1]
    if dialect == "qt":
        return text.lstrip("%L"), ""
    if dialect == "mustache":
        inner = text.strip("{}").strip()
        name, _, spec = inner.partition(",")
        return " ".join(name.split()), spec.strip()
    if dialect == "brace":
        inner = text[1:-1].strip().lstrip("$-")
        match = re.match(r"([^!:,\s]*)\s*+(!.)?\s*+([:,].*)?$", inner)
        return (match[1], f"{match[2] or ''}{match[3] or ''}".strip()) if match else (inner, "")
    if dialect == "ruby" and "<" in text:
        return text[text.index("<") + 1 : text.index(">")], text[-1]
    return re.sub(r"^[^\w.]+|[^\w.]+$", "", text), ""
