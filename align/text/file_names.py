"""File names that say a language, and the files that belong together by their names. Nothing is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from align.records import Lang

_LANG = (
    r"(?:(?P<zh>zh(?:[-_](?:hans|hant))?(?:[-_]r?(?:cn|tw|hk|mo|sg))?|zho|chs|cht|chi|cn|"
    r"chinese(?:[-_ ](?:version|edition))?|中文[版稿]?|简体中文|繁体中文|汉语|原[文稿])"
    r"|(?P<en>en(?:[-_]r?(?:us|gb|au|ca|in|ww))?|eng|english(?:[-_ ](?:version|edition))?|英文[版稿]?|英语|译[文稿本]))"
)
_IN_NAME = re.compile(rf"(?i)(?P<before>^|[._\-\s(（\[]{{1,8}}){_LANG}(?=$|[._\-\s)）\]])[)）\]]?")
_FOLDER = re.compile(rf"(?i)(?P<values>values-)?{_LANG}(?P<bundle>\.lproj)?")
_ONE_SIGN = re.compile(r"[._\-\s(（\[]{1,8}(?:(?P<zh>中)|英)[)）\]]?(?=\.[A-Za-z0-9]{1,12}$)")
_PLAIN_FOLDER = re.compile(r"(?i)base\.lproj")


def tagged(path: str) -> tuple[str, Lang | None]:
    """A path without the language in its name or in the nearest folder, and that language; None where neither says it.

    >>> tagged("docs/guide.zh-CN.md"), tagged("zh/guide.md"), tagged("README_EN.md"), tagged("guide.md")
    (('docs/guide.md', 'zh'), ('guide.md', 'zh'), ('README.md', 'en'), ('guide.md', None))
    """
    place = PurePath(path)
    name = place.name
    for found in reversed([*_IN_NAME.finditer(name)]):
        bare = name[: found.start()] + name[found.end() :]
        if bare.startswith((".", "-", "_", " ")) and found.start() == 0:
            bare = bare.lstrip("-_ ")
        return str(place.parent / bare) if bare else str(place.parent), "zh" if found["zh"] else "en"
    folders = [*place.parts[:-1]]
    for at in range(len(folders) - 1, -1, -1):
        told = _FOLDER.fullmatch(folders[at])
        if told or _PLAIN_FOLDER.fullmatch(folders[at]):
            folders[at : at + 1] = ["values"] if told and told["values"] else []
            return str(PurePath(*folders, name)), ("zh" if told["zh"] else "en") if told else None
    return str(place), None


def pairs_by_name(names: Sequence[str]) -> list[tuple[str, str | None]]:
    """Texts in order, each with its translation where names say that one is among them: ``a.zh.md`` and ``a.en.md``,
    ``README.md`` and ``README_EN.md``, ``zh/a.md`` and ``en/a.md``, ``a.zh-CN.md`` and ``a.md``.

    The Chinese is first where a name says which it is; a file that two could be the translation of, such as the one
    English beside Simplified and Traditional Chinese, belongs to each of them.
    """
    families: dict[str, dict[Lang | None, list[str]]] = {}
    for name in names:
        key, lang = tagged(name)
        families.setdefault(key, {}).setdefault(lang, []).append(name)
    partner: dict[str, str] = {}
    for family in families.values():
        zh, en, bare = (family.get(lang, []) for lang in ("zh", "en", None))
        others = en or bare
        if zh and others:
            partner.update(dict.fromkeys(zh, others[0]))
        elif en and bare:
            partner[bare[0]] = en[0]
    taken = set(partner.values())
    partner.update(_less_strictly([name for name in names if name not in taken and name not in partner]))
    taken = set(partner.values())
    return [(name, partner.get(name)) for name in names if name not in taken]


def _less_strictly(names: Sequence[str]) -> dict[str, str]:
    """Pairs of names that differ in capitals beside the language (``README_CN.md``, ``readme.md``), or say it in a sign
    (``合同-中.docx``, ``合同-英.docx``), which alone says nothing: 中 is a middle volume, too."""
    families: dict[str, dict[Lang | None, list[str]]] = {}
    for name in names:
        key, lang = tagged(name)
        sign = _ONE_SIGN.search(name) if lang is None else None
        if sign:
            key, lang = name[: sign.start()] + name[sign.end() :], "zh" if sign["zh"] else "en"
        families.setdefault(key.casefold(), {}).setdefault(lang, []).append(name)
    out: dict[str, str] = {}
    for family in families.values():
        found = [own for lang in ("zh", "en", None) for own in family.get(lang, ())]
        if len(family) == len(found) == 2:
            first, second = found if "zh" in family else found[::-1]
            out[first] = second
    return out
