"""Keys that are pressed: keys, combinations of keys, access keys of menus; and paths through menus."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from align.data import rows

_FUNCTION = re.compile(r"(?<![A-Za-z0-9_+.-])F(?:1[0-9]|2[0-4]|[1-9])(?![A-Za-z0-9_.%-])")
_HINT_ZH = re.compile(r"按|键|快捷|[⌘⌥⌃⇧]|F\d|(?i:ctrl|alt|shift|cmd|command)")
BEGIN = frozenset("按键快⌘⌥⌃⇧FcCaAsS")  # characters with which those begin
_ACCESS = re.compile(r"\((?P<mark>[&_~])(?P<a>[A-Za-z0-9])\)|（(?P<wide>[&_~])(?P<b>[A-Za-z0-9])）")
_INLINE_ACCESS = {
    "&": re.compile(
        r"(?<![A-Za-z0-9&;])&(?![A-Za-z]+;|#)(?P<k>[A-Za-z0-9])|"
        r"(?:(?<=[a-z])|(?<=\b[A-Z])(?=&[a-z]{2}))&(?![A-Za-z]+;)(?P<l>[a-z])(?=[a-z]*\b)"),
    "_": re.compile(
        r"(?<![A-Za-z0-9_])_(?P<k>[A-Za-z0-9])(?=[A-Za-z]*(?![\w]))|(?<=[A-Za-z])_(?P<l>[a-z])(?=[a-z]*\b)(?!\w{0,40}_)"),
    "~": re.compile(r"(?<![A-Za-z0-9~/])~(?P<k>[A-Za-z])|(?<=[a-z])~(?P<l>[a-z])"),
}  # fmt: skip
_STEP = re.compile(r"(?<!\s)\s*(?:>|＞|→|›|»|➔|⟩|-&gt;|->|&gt;)\s*")


def _table() -> Iterator[tuple[str, ...]]:
    """Rows of the table of keys: name, Latin names, Chinese names, English phrases."""
    return ((*row, "", "", "")[:4] for row in rows("keys.tsv"))


class _Names:
    """The names of keys, and the patterns made of them."""

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of keys in both languages -> the one name they are compared by."""
        return {n: row[0] for row in _table() for cell in row[1:3] for n in cell.split("|") if n}

    @cached_property
    def phrases(self) -> Mapping[str, str]:
        """English phrases -> the name of the key."""
        return {phrase: row[0] for row in _table() for phrase in row[3].split("|") if phrase}

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """Patterns made of the names: combinations, keys to press in a Chinese text, Chinese names, single keys."""
        words = sorted(self.names, key=len, reverse=True)
        latin = "|".join(re.escape(n) for n in words if n.isascii() or len(n) == 1)
        han = "|".join(re.escape(n) for n in words if n.endswith(("键", "按钮")))
        join = r"(?:\s?[+＋-]\s?|(?<=[⌘⌥⌃⇧])\s?)"
        one = rf"(?:{latin}|F(?:1[0-9]|2[0-4]|[1-9])|[A-Z0-9]|[a-z/,.;='\[\]\\`*+-])"
        return {
            "combination": re.compile(
                rf"(?<![A-Za-z0-9_&%$/.+-])(?:{latin}){join}(?:(?:{latin}){join}){{0,4}}{one}(?![A-Za-z0-9_])"
            ),
            "pressed": re.compile(
                rf"(?:按下?|长按|敲|按住|点按)\s?(?P<a>{latin}|[A-Z])(?=\s?键|[\s，。、并和或再时]|$)"
                rf"|(?P<b>{latin}|(?<![A-Za-z])[A-Z])\s?键"
            ),
            "han": re.compile(han),
            "single": re.compile(rf"(?<![A-Za-z0-9+-])(?:{latin}|[A-Z](?=\s?(?:key|\b)))(?![A-Za-z0-9+])"),
        }


@cache
def _names() -> _Names:
    return _Names()


class Key(NamedTuple):
    """A key or a combination: ``name`` as it is compared (ctrl+c), its words, its place."""

    name: str
    text: str
    start: int
    end: int


def chinese_keys(text: str) -> tuple[Key, ...]:
    """Keys to press in a Chinese text, in order.

    >>> [k.name for k in chinese_keys("按 Shift+Enter 键换行，或按电源键和音量减键")]
    ['shift+enter', 'power', 'volumedown']
    """
    if not _HINT_ZH.search(text):
        return ()
    found = [_combination(m) for m in _names().patterns["combination"].finditer(text)]
    rest = [Key(m.group().lower(), m.group(), *m.span()) for m in _FUNCTION.finditer(text)]
    for match in _names().patterns["pressed"].finditer(text):
        group = "a" if match["a"] else "b"
        word = match[group]
        rest.append(Key(_names().names.get(word, word.lower()), word, *match.span(group)))
    rest += [Key(_names().names[m.group()], m.group(), *m.span()) for m in _names().patterns["han"].finditer(text)]
    return _without_parts(found, rest)


def english_keys(text: str) -> tuple[Key, ...]:
    """Keys that are in an English text, in order; words that are keys only beside others (Home, Back) as well: the
    caller knows which it looks for."""
    found = [_combination(m) for m in _names().patterns["combination"].finditer(text)]
    rest = [Key(m.group().lower(), m.group(), *m.span()) for m in _FUNCTION.finditer(text)]
    for phrase, name in _names().phrases.items():
        for match in re.finditer(rf"(?<![A-Za-z+-]){phrase}(?![A-Za-z+-])", text, re.IGNORECASE):
            if match.group()[0].isupper() or re.match(r"\s(?:key|button)s?\b", text[match.end() :]):
                rest.append(Key(name, match.group(), *match.span()))
    for match in _names().patterns["single"].finditer(text):
        rest.append(Key(_names().names.get(match.group(), match.group().lower()), match.group(), *match.span()))
    return _without_parts(found, rest)


def _without_parts(found: list[Key], rest: Iterable[Key]) -> tuple[Key, ...]:
    """All keys in order of place, less those of the rest that lie in one before them."""
    for key in rest:
        if not any(k.start < key.end and key.start < k.end for k in found):
            found.append(key)
    return tuple(sorted(found, key=lambda k: k.start))


def _combination(match: re.Match[str]) -> Key:
    parts = [p for p in re.split(r"\s?[+＋-]\s?|(?<=[⌘⌥⌃⇧])\s?", match.group()) if p]
    names = [_names().names.get(p, p.lower()) for p in parts]
    return Key("+".join([*sorted(names[:-1]), names[-1]]), match.group(), *match.span())


def access_key(text: str, mark: str = "") -> tuple[str, str, int, int] | None:
    """The access key of a label: its mark, its letter in lower case, its place; None without one. ``mark``: only this
    one (inside a word only marks that are wanted count, for R&D has none).

    >>> access_key("另存为(&A)...")
    ('&', 'a', 3, 7)
    """
    match = _ACCESS.search(text)
    if match:
        return match["mark"] or match["wide"], (match["a"] or match["b"]).lower(), *match.span()
    found = _INLINE_ACCESS[mark].search(text) if mark else None
    if found:
        return mark, (found["k"] or found["l"]).lower(), *found.span()
    return None


def menu_steps(text: str) -> tuple[tuple[int, int], ...]:
    """Places of the steps of the longest path through menus in a text (设置 > 通用 > 关于); () without one."""
    best: list[tuple[int, int]] = []
    marks = [m.span() for m in _STEP.finditer(text)]
    at = 0
    while at < len(marks):
        last = at
        while last + 1 < len(marks) and 0 < marks[last + 1][0] - marks[last][1] <= 40:
            last += 1
        steps = _steps(text, marks[at : last + 1])
        best = max(best, steps, key=len)
        at = last + 1
    return tuple(best) if len(best) > 1 else ()


_EDGE_BEFORE = re.compile(r"[^\s，。；：“”\"「『【《（(\[,;:]{1,40}(?: [A-Z][^\s，。；：“”\",;:]{0,40}){0,4}$")
_LETTER = re.compile(r"\w")
_LONGEST_STEP = 240  # characters before the first mark: no step is longer
_EDGE_BEHIND = re.compile(
    r"(?:[^\s，。；：“”\"」』】》）)\].,;:]+)(?: (?:[A-Z&]|of |and |the )[^\s，。；：“”\".,;:)\]]*)*"
)


def _steps(text: str, marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    before = _EDGE_BEFORE.search(text, max(0, marks[0][0] - _LONGEST_STEP), marks[0][0])
    behind = _EDGE_BEHIND.match(text, marks[-1][1])
    if before is None or behind is None:
        return []
    inner = [(a[1], b[0]) for a, b in pairwise(marks)]
    steps = [before.span(), *inner, behind.span()]
    return steps if all(_LETTER.search(text, *step) for step in steps) else []
