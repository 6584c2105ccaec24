"""gettext PO: messages and their translations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.errors import InputError
from align.readers._paired import Row, article, limit_in
from align.records import Article, Input, Reader
from align.text.encoding import decode

if TYPE_CHECKING:
    import polib

_SHAPE = "a PO file with Chinese and English messages"


def read(source: Input) -> Iterator[Article]:
    """One article of all messages that are not obsolete; plural forms are rows of their own."""
    import polib

    text = decode(source.data(), source.path).text
    try:
        catalogue = polib.pofile("#\n" + text) if "msgid" in text else None  # a text alone could be the name of a file
    except (OSError, ValueError, IndexError) as error:
        raise InputError(source.path, f"no PO: {error}", f"give {_SHAPE}") from None
    if catalogue is None:
        raise InputError(source.path, 'no "msgid" in it', f"give {_SHAPE}")
    rows = []
    skipped = []
    for entry in catalogue:
        if entry.obsolete:
            continue
        if "fuzzy" in entry.flags:
            skipped.append("fuzzy entry")
            continue
        line = max((entry.linenum or 1) - 1, 1)  # polib was given a line more
        label = f"line {line}"
        facts = _facts(entry)
        if entry.msgid_plural:
            forms = [entry.msgstr_plural[k] for k in sorted(entry.msgstr_plural)]
            for k, form in enumerate(forms):  # of one form alone, as in Chinese, the plural is the original
                one = k == 0 and len(forms) > 1
                own = (*facts, ("plural", "one" if one else "other"))
                rows.append(Row(entry.msgid if one else entry.msgid_plural, form, label, line=line, facts=own))
        else:
            rows.append(Row(entry.msgid, entry.msgstr, label, line=line, facts=facts))
    yield article(source.path, rows, _SHAPE, {"skipped": tuple(skipped)})


def _facts(entry: polib.POEntry) -> tuple[tuple[str, str], ...]:
    """Facts about placeholders and length from the flags and comments of an entry."""
    formats = [f.removesuffix("-format") for f in entry.flags if f.endswith("-format") and not f.startswith("no-")]
    return (*(("format", name) for name in formats[:1]), *limit_in(*entry.flags, entry.comment))


def detect(source: Input) -> float:
    """By name, or by the first message."""
    if source.named(".po", ".pot"):
        return 1.0
    return 0.9 if b"\nmsgid " in source.head and b"\nmsgstr " in source.head else 0.0


READER = Reader("po", (".po", ".pot"), detect, read, "gettext PO; Chinese may be the message or its translation.")
