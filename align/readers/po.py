"""gettext PO: messages and their translations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.errors import InputError
from align.readers._entries import Entry, are_keys, read_entries
from align.readers._paired import Row, article, limit_in
from align.readers._xml import primary
from align.records import Article, Input, Reader
from align.text.encoding import decode
from align.text.scripts import han_count

if TYPE_CHECKING:
    import polib

_LINE = re.compile(r"[^\r\n]+(?:\r\n|\r|\n)?|\r\n|\r|\n")
_STRING = re.compile(r'\s*(?:msg(?:id|str|ctxt|id_plural)(?:\[\d+\])?\s*)?"')
_CLOSED = re.compile(_STRING.pattern + r'(?:[^"\\\r\n]|\\.)*+"\s*$')
_CODE = re.compile(r"(?!xx|und|mul|zxx)[a-z]{2,3}(?:[_@-]\w++)*+", re.I)
_SHAPE = "a PO file with Chinese and English messages"


class _Catalogue(str):
    """The text of a catalogue in the lines of gettext: polib would also end one at U+2028, a form feed and the like,
    which may stand within a message, and then find no message at all."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return _LINE.findall(self) if keepends else [line.rstrip("\r\n") for line in _LINE.findall(self)]


def read(source: Input) -> Iterator[Article]:
    """One article of all messages that are not obsolete; plural forms are rows of their own.

    Where the messages are keys, and in one of two files whose messages and translations are all English, the
    translations are one side, by those keys.
    """
    import polib

    text = decode(source.data(), source.path).text
    try:
        # a text alone could be the name of a file
        catalogue = polib.pofile(_Catalogue("#\n" + text)) if "msgid" in text else None
    except (OSError, ValueError, IndexError) as error:
        raise InputError(source.path, f"no PO: {error}", f"give {_SHAPE}") from None
    if catalogue is None:
        raise InputError(source.path, 'no "msgid" in it', f"give {_SHAPE}")
    _check_strings(text, source.path)
    _check_language(catalogue.metadata.get("Language", ""), source.path)
    skipped: list[str] = []
    entries = [entry for entry in catalogue if not entry.obsolete]
    skipped += ["fuzzy entry" for entry in entries if "fuzzy" in entry.flags]
    entries = [entry for entry in entries if "fuzzy" not in entry.flags]
    meta = {"skipped": tuple(skipped)}
    translated = [entry for entry in entries if any(_forms(entry).values())]
    english = source.whole and not any(han_count(e.msgid) or han_count("".join(_forms(e).values())) for e in translated)
    if translated and (english or are_keys([entry.msgid for entry in translated])):
        found = [one for entry in translated for one in _by_key(entry)]
        yield read_entries(source.path, found, _SHAPE, whole=source.whole, meta=meta)
        return
    yield article(source.path, [row for entry in entries for row in _rows(entry)], _SHAPE, meta)


def _check_strings(text: str, path: str) -> None:
    """InputError for a string whose quotation mark is not closed in its line: polib would lose its last character."""
    for number, line in enumerate(_LINE.findall(text), 1):
        if _STRING.match(line) and not _CLOSED.match(line):
            raise InputError(f"{path}:{number}", "a string that is not closed", 'end it with " in the same line')


def _check_language(lang: str, path: str) -> None:
    """InputError where the head names a language of the translations other than Chinese and English."""
    if _CODE.fullmatch(lang) and primary(lang) not in ("zh", "en"):
        raise InputError(path, f"language {lang}", "align-qa checks Chinese and English")


def _forms(entry: polib.POEntry) -> dict[str, str]:
    """The translations of an entry by the form of the plural, '' for the only one; of one form alone, as in Chinese,
    the plural is the original."""
    if not entry.msgid_plural:
        return {"": entry.msgstr}
    forms = [entry.msgstr_plural[k] for k in sorted(entry.msgstr_plural)]
    names = ["one" if k == 0 and len(forms) > 1 else "other" if k <= 1 else f"other{k}" for k in range(len(forms))]
    return dict(zip(names, forms, strict=True))


def _line(entry: polib.POEntry) -> int:
    return max((entry.linenum or 1) - 1, 1)  # polib was given a line more


def _rows(entry: polib.POEntry) -> Iterator[Row]:
    line, facts = _line(entry), _facts(entry)
    for form, text in _forms(entry).items():
        own = (*facts, ("plural", form.rstrip("0123456789"))) if form else facts
        message = entry.msgid_plural if form.startswith("other") else entry.msgid
        yield Row(message, text, f"line {line}", line=line, facts=own)


def _by_key(entry: polib.POEntry) -> Iterator[Entry]:
    key = ".".join(filter(None, (entry.msgctxt, entry.msgid)))
    for form, text in _forms(entry).items():
        yield Entry(f"{key}.{form}" if form else key, text, _line(entry), _facts(entry))


def _facts(entry: polib.POEntry) -> tuple[tuple[str, str], ...]:
    """Facts about placeholders and length from the flags and comments of an entry."""
    formats = [f.removesuffix("-format") for f in entry.flags if f.endswith("-format") and not f.startswith("no-")]
    context = (("context", entry.msgctxt),) if entry.msgctxt else ()
    return (*(("format", name) for name in formats[:1]), *context, *limit_in(*entry.flags, entry.comment))


def detect(source: Input) -> float:
    """By name, or by the first message."""
    if source.named(".po", ".pot"):
        return 1.0
    return 0.9 if b"\nmsgid " in source.head and b"\nmsgstr " in source.head else 0.0


READER = Reader("po", (".po", ".pot"), detect, read, "gettext PO; Chinese may be the message or its translation.")
