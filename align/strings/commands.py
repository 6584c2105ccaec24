"""Commands of interfaces that mean one thing: which of them a whole string is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from align.data import rows

_EDGES = " \t\r\n\xa0\u3000“”\"'「」[]【】<>*_`:：.。…!！?？,，、"
_ACCESS = re.compile(r"[(（][&_~][A-Za-z0-9][)）]|&(?=[A-Za-z0-9])")


def plain(text: str) -> str:
    """A label as it is compared: without access key, dots, colon, marks around it, in small letters.

    >>> plain("另存为(&A)..."), plain("Save &As…")
    ('另存为', 'save as')
    """
    if "&" in text or "_" in text or "~" in text:
        text = _ACCESS.sub("", text)
    return " ".join(text.strip(_EDGES).casefold().replace("’", "'").split())


@dataclass(frozen=True)
class _Tables:
    """The tables of commands: names of commands by their labels of either language, the usual English label by name."""

    chinese: Mapping[str, frozenset[str]]
    english: Mapping[str, frozenset[str]]
    shown: Mapping[str, str]

    @cached_property
    def akin(self) -> frozenset[tuple[str, str]]:
        """Pairs of commands that may replace each other at the beginning of a label."""
        sets = [names.split("|") for (names,) in rows("ui_akin.tsv")]
        return frozenset((one, other) for names in sets for one in names for other in names)

    @cached_property
    def heads(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Chinese commands of two characters and more, English ones of one word, at the head of a text."""
        ours = sorted((word for word in self.chinese if len(word) > 1), key=len, reverse=True)
        theirs = sorted((word for word in self.english if word.isalpha()), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, ours))), re.compile(rf"(?:{'|'.join(map(re.escape, theirs))})\b")

    @cached_property
    def renderings(self) -> Mapping[str, frozenset[str]]:
        """Further Chinese labels and how they may be rendered."""
        out: dict[str, frozenset[str]] = {}
        for ours, theirs in rows("ui_renderings.tsv"):
            for word in ours.split("|"):
                out[word] = out.get(word, frozenset()) | frozenset(theirs.split("|"))
        return out


@cache
def _tables() -> _Tables:
    chinese: dict[str, frozenset[str]] = {}
    english: dict[str, frozenset[str]] = {}
    shown: dict[str, str] = {}
    for name, ours, theirs in rows("ui_commands.tsv"):
        for side, words in ((chinese, ours), (english, theirs)):
            for word in words.split("|"):
                side[word] = side.get(word, frozenset()) | {name}
        shown[name] = theirs.split("|")[0].capitalize()
    return _Tables(chinese, english, shown)


def chinese_commands(text: str) -> frozenset[str]:
    """Names of the commands that a Chinese label is; none for any other text."""
    return _tables().chinese.get(plain(text), frozenset())


def does_something(text: str) -> bool:
    """Return whether a Chinese label is a command. What has a plural in English is none, but the name of things.

    >>> does_something("重命名"), does_something("供应商")
    (True, False)
    """
    names = chinese_commands(text)
    labels = {label for label, own in _tables().english.items() if own & names} if names else set()
    return bool(names) and not any(f"{label}s" in labels for label in labels)


def english_commands(text: str) -> frozenset[str]:
    """Names of the commands that an English label is."""
    return _tables().english.get(plain(text), frozenset())


def agree(chinese: str, english: str) -> bool:
    """Return whether a known command, or another label that is rendered freely, has a usual English label."""
    if chinese_commands(chinese) & english_commands(english):
        return True
    return plain(english) in _tables().renderings.get(plain(chinese), ())


def _same(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Return whether the two sides share a command, or have two that may replace each other."""
    others = set(theirs)
    return any(one in others or any((one, other) in _tables().akin for other in others) for one in ours)


def other_head(chinese: str, english: str) -> tuple[str, str] | None:
    """The commands that two labels (as :func:`plain` gives them) begin with, where they are different ones and the
    English has the right one nowhere: 新建文件夹, "rename folder".

    >>> other_head("新建文件夹", "rename folder"), other_head("新建文件夹", "new folder")
    (('新建', 'rename'), None)
    """
    ours, theirs = (pattern.match(text) for pattern, text in zip(_tables().heads, (chinese, english), strict=True))
    if ours is None or theirs is None or ours[0] == chinese or theirs[0] == english:
        return None
    zh, en = _tables().chinese, _tables().english
    mine = zh[ours[0]]
    if _same(mine, en[theirs[0]]):
        return None
    right = {word for word, names in en.items() if names & mine}
    return None if any(re.search(rf"\b{re.escape(word)}", english) for word in right) else (ours[0], theirs[0])


def begins_with_command(chinese: str) -> bool:
    """Return whether a Chinese label begins with a known command: 保存文件."""
    return _tables().heads[0].match(plain(chinese)) is not None


def shown(name: str) -> str:
    """The usual English label of a command."""
    return _tables().shown[name]


def chinese_of(name: str) -> str:
    """A Chinese label of a command."""
    return next(label for label, names in _tables().chinese.items() if name in names)
