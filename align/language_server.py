"""Findings while a translator types: a language server (LSP 3.17) over the run of the command line.

Only :func:`serve` needs pygls (extra ``lsp``); what it answers is made by plain functions on plain data.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from align import files, waivers
from align.errors import AlignError, EncoderError
from align.records import Finding, Input, Review
from align.session import Session
from align.text.file_names import pairs_by_name
from align.version import __version__

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

WAIVE = "align.waive"
WAIT = 0.4  # seconds without a key before a text is checked
LEVELS = {"error": 1, "warning": 2, "note": 3}  # of LSP: error, warning, information
_MOST = 2_000  # names of a folder among which a translation is looked for


@dataclass(frozen=True)
class Shown:
    """A finding in the text that is open: its place (line and UTF-16 column from 0), and what the editor may do."""

    start: tuple[int, int]
    end: tuple[int, int]
    finding: Finding
    fingerprint: str


def shown(session: Session, path: str, text: str) -> list[Shown]:
    """Findings in a text as it is in the editor, with its translation or original beside it on the disk.

    AlignError where it cannot be read.
    """
    paths = [path] if (other := partner(path)) is None else [path, other]

    def open_text(name: str) -> Input:
        if os.path.normpath(name) == os.path.normpath(path):
            return files.from_bytes(text.encode("utf-8", "replace"), name)
        return files.open_input(name)

    out: list[Shown] = []
    for _, review in session.reviewed(session.articles(paths, open_text)):
        out += _in_text(review, path, text)
    return out


def partner(path: str) -> str | None:
    """The file that holds the other language, by the names of its folder and of the folders beside it."""
    place = Path(path)
    near = [*place.parent.glob("*"), *place.parent.parent.glob(f"*/{place.name}")][:_MOST]
    names = sorted({str(name) for name in near if name.is_file()} | {str(place)})
    for zh, en in pairs_by_name(names):
        if en is not None and str(place) in (zh, en):
            return en if str(place) == zh else zh
    return None


def _in_text(review: Review, path: str, text: str) -> list[Shown]:
    out = []
    for number, finding in enumerate(review.findings):
        if not review.decision(number).is_open:
            continue
        sides = ((review.alignment.target, finding.target_span), (review.alignment.source, finding.source_span))
        spot = next(
            (
                span
                for document, span in sides
                if document is not None and span is not None
                if os.path.normpath(document.path) == os.path.normpath(path) and document.text == text
            ),
            None,
        )
        if spot is None:
            continue
        start, end = position(text, spot.start), position(text, spot.end)
        out.append(Shown(start, end, finding, review.fingerprints[number]))
    return out


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column in UTF-16 code units, both from 0, of an offset in code points."""
    line = text.count("\n", 0, offset)
    first = text.rfind("\n", 0, offset) + 1
    return line, len(text[first:offset].encode("utf-16-le")) // 2


def diagnostic(one: Shown) -> dict[str, Any]:
    """A finding as a Diagnostic of the protocol."""
    finding = one.finding
    more = f" → {finding.suggestions[0]}" if finding.suggestions else ""
    return {
        "range": _range(one),
        "severity": LEVELS[finding.severity],
        "code": finding.check,
        "source": "align-qa",
        "message": finding.message + more,
        "data": {"fingerprint": one.fingerprint},
    }


def actions(one: Shown, uri: str) -> list[dict[str, Any]]:
    """Quick fixes of a finding: each suggestion in place of the marked words, and a waiver."""
    out: list[dict[str, Any]] = []
    for number, words in enumerate(one.finding.suggestions[:3]):
        edit = {"changes": {uri: [{"range": _range(one), "newText": words}]}}
        title = f"Replace with “{words}”"
        out.append({"title": title, "kind": "quickfix", "edit": edit, "isPreferred": number == 0})
    command = {"title": "Waive", "command": WAIVE, "arguments": [uri, one.fingerprint]}
    out.append({"title": f"Waive this finding of {one.finding.check}", "kind": "quickfix", "command": command})
    return out


def _range(one: Shown) -> dict[str, Any]:
    start, end = ({"line": line, "character": column} for line, column in (one.start, one.end))
    return {"start": start, "end": end}


def overlaps(one: Shown, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Return whether a finding touches a range of the editor; an empty range is the place of the cursor."""
    return one.start <= end and start <= one.end


def waive(session: Session, path: str, fingerprint: str, author: str) -> str:
    """Write a waiver for a finding of the saved text; gives what to tell the person. AlignError where the text
    cannot be read."""
    other = partner(path)
    paths = [path] if other is None else [path, other]
    for _, review in session.reviewed(session.articles(paths)):
        if fingerprint in review.fingerprints:
            number = review.fingerprints.index(fingerprint)
            place = Path(session.settings(review.path).waivers or Path(path).parent / waivers.FILE_NAME)
            made = waivers.waiver_of(review, number, "accepted in the editor", author)
            waivers.append_waivers(place, [made])
            return f"Waived in {place.name}: {made.check}"
    return "That finding is not in the saved text: save it first"


class _Desk:
    """What an editor has open: findings of each text by its address, and a session for each folder, which is loaded
    once and anew after a waiver."""

    def __init__(self, server: LanguageServer, session_of: Callable[[str], Session]) -> None:
        self.server, self._session_of = server, session_of
        self._known: dict[str, list[Shown]] = {}
        self._sessions: dict[str, Session] = {}

    def check(self, uri: str) -> None:
        """Check a text as it is in the editor, and publish what was found."""
        from lsprotocol import types

        text = self.server.workspace.get_text_document(uri).source
        try:
            self._known[uri] = shown(self._session(_path(uri)), _path(uri), text)
        except AlignError as error:
            self._known[uri] = []
            self.server.window_log_message(types.LogMessageParams(types.MessageType.Info, f"align: {error}"))
        _publish(self.server, uri, self._known[uri])

    async def check_soon(self, uri: str) -> None:
        """Check a text once no key has been pressed for :data:`WAIT` seconds."""
        version = self.server.workspace.get_text_document(uri).version
        await asyncio.sleep(WAIT)
        if self.server.workspace.get_text_document(uri).version == version:
            self.check(uri)

    def close(self, uri: str) -> None:
        """Forget a text, and take its findings out of the editor."""
        self._known.pop(uri, None)
        _publish(self.server, uri, [])

    def near(self, uri: str, start: tuple[int, int], end: tuple[int, int]) -> list[Shown]:
        """The findings of a text that touch a range."""
        return [one for one in self._known.get(uri, ()) if overlaps(one, start, end)]

    def waive(self, uri: str, fingerprint: str, author: str) -> None:
        """Write a waiver, tell the person, and check again."""
        from lsprotocol import types

        try:
            told = waive(self._session(_path(uri)), _path(uri), fingerprint, author)
        except AlignError as error:
            told = f"align: {error}"
        self._sessions.clear()
        self.server.window_show_message(types.ShowMessageParams(types.MessageType.Info, told))
        self.check(uri)

    def _session(self, name: str) -> Session:
        folder = str(Path(name).parent)
        if folder not in self._sessions:
            self._sessions[folder] = self._session_of(name)
        return self._sessions[folder]


def serve(session_of: Callable[[str], Session], author: str) -> None:
    """Run the server on standard input and output until the editor closes it. EncoderError without pygls."""
    try:
        from lsprotocol import types
        from pygls.lsp.server import LanguageServer
    except ImportError:
        raise EncoderError("align lsp", "pygls is not installed", "pip install 'align-qa[lsp]'") from None
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what it cannot read it answers; no pages of code
    server = LanguageServer("align-qa", __version__)
    desk = _Desk(server, session_of)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def opened_or_saved(params: types.DidOpenTextDocumentParams | types.DidSaveTextDocumentParams) -> None:
        desk.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await desk.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        desk.close(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION)
    def offered(params: types.CodeActionParams) -> list[Any]:
        uri, where = params.text_document.uri, params.range
        start, end = ((p.line, p.character) for p in (where.start, where.end))
        return [_structured(act, types.CodeAction) for one in desk.near(uri, start, end) for act in actions(one, uri)]

    @server.command(WAIVE)
    def waived(uri: str, fingerprint: str) -> None:
        desk.waive(uri, fingerprint, author)

    server.start_io()


def _path(uri: str) -> str:
    from pygls.uris import to_fs_path

    return to_fs_path(uri) or uri


def _publish(server: LanguageServer, uri: str, found: list[Shown]) -> None:
    from lsprotocol import types

    items = [_structured(diagnostic(one), types.Diagnostic) for one in found]
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items))


def _structured(data: dict[str, Any], kind: Any) -> Any:
    from lsprotocol.converters import get_converter

    return get_converter().structure(data, kind)
