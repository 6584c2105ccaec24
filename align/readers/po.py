"""gettext PO: messages and their translations."""

from __future__ import annotations

from collections.abc import Iterator

from align.errors import InputError
from align.readers._paired import Row, article
from align.records import Article, Input, Reader
from align.text.encoding import decode

_SHAPE = "a PO file with Chinese and English messages"


def read(source: Input) -> Iterator[Article]:
    """One article of all messages that are not obsolete; plural forms are rows of their own."""
    import polib

    text = decode(source.data(), source.path).text
    try:
        catalogue = polib.pofile(text) if "msgid" in text else None
    except (OSError, ValueError, IndexError) as error:
        raise InputError(source.path, f"no PO: {error}", f"give {_SHAPE}") from None
    if catalogue is None:
        raise InputError(source.path, 'no "msgid" in it', f"give {_SHAPE}")
    rows = []
    for entry in catalogue:
        if entry.obsolete:
            continue
        line = entry.linenum or 1  # polib gives 0 to an entry on the first line
        label = f"line {line}"
        if entry.msgid_plural:
            forms = [entry.msgstr_plural[k] for k in sorted(entry.msgstr_plural)]
            rows += [Row(entry.msgid_plural if k else entry.msgid, f, label, line=line) for k, f in enumerate(forms)]
        else:
            rows.append(Row(entry.msgid, entry.msgstr, label, line=line))
    yield article(source.path, rows, _SHAPE)


def detect(source: Input) -> float:
    """By name, or by the first message."""
    if source.path.lower().endswith((".po", ".pot")):
        return 1.0
    return 0.9 if b"\nmsgid " in source.head and b"\nmsgstr " in source.head else 0.0


READER = Reader("po", (".po", ".pot"), detect, read, "gettext PO; Chinese may be the message or its translation.")
