"""Qt Linguist .ts: messages and their translations in one file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.errors import InputError
from align.readers._paired import Row, article
from align.readers._xml import line_of, parse, primary, root_of
from align.records import Article, Input, Reader
from align.xml_stream import attribute, children, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPE = "a Qt .ts with Chinese and English messages"
_FORMAT = ("format", "qt")


def read(source: Input) -> Iterator[Article]:
    """One article of all messages; vanished ones are no messages, unfinished ones are left out and counted."""
    root = parse(source.data(), source.path, _SHAPE)
    if local(root) != "TS":
        raise InputError(source.path, f"<{local(root)}>, no <TS>", f"give {_SHAPE}")
    langs = [attribute(root, name) for name in ("sourcelanguage", "language")]
    if any(lang and primary(lang) not in ("zh", "en") for lang in langs):
        found = " to ".join(lang for lang in langs if lang)
        raise InputError(source.path, f"languages {found}", "align-qa checks Chinese and English")
    skipped: list[str] = []
    rows = [row for context in children(root, "context") for row in _rows(context, skipped)]
    yield article(source.path, rows, _SHAPE, {"skipped": tuple(skipped)})


def _rows(context: Element, skipped: list[str]) -> Iterator[Row]:
    name = next((e.text or "" for e in children(context, "name")), "")
    for number, message in enumerate(children(context, "message"), 1):
        text = next((e.text or "" for e in children(message, "source")), "")
        translation = next(iter(children(message, "translation")), None)
        state = attribute(translation, "type") if translation is not None else "unfinished"
        if state in ("vanished", "obsolete"):
            continue
        forms = [e.text or "" for e in children(translation, "numerusform")] if translation is not None else []
        said = forms or [(translation.text or "") if translation is not None else ""]
        if state == "unfinished" and any(form.strip() for form in said):
            skipped.append("unfinished message")
            continue
        label = f"{name}, {attribute(message, 'id') or f'message {number}'}"
        for k, form in enumerate(said):
            plural = (("plural", "one" if k == 0 and len(said) > 1 else "other"),) if forms else ()
            lines = (line_of(message), line_of(translation))
            yield Row(text, form, label, facts=(_FORMAT, *plural), lines=lines)


def detect(source: Input) -> float:
    """By the root element: .ts is a name of TypeScript, too."""
    return 1.0 if root_of(source.head) == "TS" else 0.0


READER = Reader("qt", (".ts",), detect, read, "Qt Linguist; unfinished messages are left out.")
