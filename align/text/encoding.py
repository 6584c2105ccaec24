"""Bytes -> text: the name of its encoding; what is no text is an error with its place."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from align.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# The most frequent characters of Chinese text, simplified and traditional: the right decoding is full of them.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "這為個國時來們對會發動過說產種後學經與於從還關開問題點實進業電區將總無現當應,。、:“”的是了在"
)

_AS_TEXT = "save it as .docx or as plain text"
# What no editor of texts writes: the first bytes of files of other programs, what they are, and what would do
_SIGNATURES = (
    (b"{\\rtf", "an RTF document", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old binary Office file, or an encrypted one", f"{_AS_TEXT}, without a password"),
    (b"%PDF-", "a PDF file under another name", "let its name end in .pdf"),
    (b"\x89PNG", "an image", "give its text"),
    (b"\xff\xd8\xff", "an image", "give its text"),
    (b"GIF8", "an image", "give its text"),
    (b"\x1f\x8b", "a compressed file", "unpack it"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it"),
    (b"Rar!", "a compressed file", "unpack it"),
    (b"PK\x03\x04", "a zip archive", "unpack it; the name of a Word document ends in .docx, of a workbook in .xlsx"),
)
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"  # from byte 30 of such a file: ODF 1.2, part 3, 3.3
_WITHOUT_BOM = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_TWO = re.compile(rb"[\x80-\xff]{2}")
_CONTROL = re.compile(rb"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_HIGH = 0.15  # share of bytes that are no ASCII in a short English text; of Chinese it is nine in ten
_LEAST = 0.08  # below it, what decodes by chance is no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was read with."""

    text: str
    encoding: str


def decode(data: bytes, path: str) -> Decoded:
    """Decode UTF-8 (with or without BOM), UTF-16/32, GB18030, Big5, or English in Windows-1252. InputError for binary
    data, with the place, and for the files of other programs, which are named."""
    for first, what, remedy in _SIGNATURES:
        if data.startswith(first):
            if data[30 : 30 + len(_OPEN_DOCUMENT)] == _OPEN_DOCUMENT:
                what, remedy = "an OpenDocument file", "save it as .docx, .xlsx or plain text"
            raise InputError(path, f"{what}, no text", remedy)
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, codec, name, path)
    try:
        return _clean(data.decode("utf-8"), "utf-8", path)
    except UnicodeDecodeError as error:
        broken = error
    western = _western(data)
    if western and not _TWO.search(data):  # don’t, café: single bytes among letters are no Chinese
        return western
    tried = [d for codec in _WITHOUT_BOM if (d := _try(data, codec)) and _plausible(d.text) >= _LEAST]
    if tried:
        return max(tried, key=lambda d: _plausible(d.text))
    if western:
        return western
    if b"\0" in data:
        raise _no_text(path, data, data.index(0), "a NUL byte")
    raise _no_text(path, data, broken.start, f"byte 0x{data[broken.start]:02x}")


def encode(text: str, encoding: str, original: bytes) -> bytes:
    """The text in an encoding that :func:`decode` named, with the byte order mark of the original. UnicodeEncodeError
    where that encoding lacks a character."""
    if encoding == "utf-8":
        return (codecs.BOM_UTF8 if original.startswith(codecs.BOM_UTF8) else b"") + text.encode("utf-8")
    if encoding in ("utf-16", "utf-32"):
        little = original.startswith(codecs.BOM_UTF16_LE)
        return ("\ufeff" + text).encode(f"{encoding}-{'le' if little else 'be'}")
    return text.encode(encoding)


def _no_text(path: str, data: bytes, at: int, what: str) -> InputError:
    line = data.count(b"\n", 0, at) + 1
    return InputError(
        f"{path}:{line}", f"{what} at offset {at}: not text", "give a text in UTF-8, UTF-16, GB18030 or Big5"
    )


def _strict(data: bytes, codec: str, name: str, path: str) -> Decoded:
    try:
        return _clean(data.decode(codec), name, path)
    except UnicodeDecodeError as error:
        raise _no_text(path, data, error.start, f"bytes that are no {name}") from None


def _clean(text: str, name: str, path: str) -> Decoded:
    at = next((i for i, c in enumerate(text) if c == "\0" or "\ud800" <= c <= "\udfff"), -1) if _suspect(text) else -1
    if at >= 0:
        what = "a NUL character" if text[at] == "\0" else f"an unpaired surrogate U+{ord(text[at]):04X}"
        line = text.count("\n", 0, at) + 1
        raise InputError(f"{path}:{line}", f"{what} at offset {at}: not text", "remove it, or save the text again")
    return Decoded(text, name)


def _suspect(text: str) -> bool:
    if "\0" in text:
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _try(data: bytes, codec: str) -> Decoded | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if _suspect(text) else Decoded(text, codec)


def _western(data: bytes) -> Decoded | None:
    """English with some marks and letters of Windows-1252, which is Latin-1 with quotation marks; None for what has too
    many of them, or control characters."""
    high = sum(byte >= 0x80 for byte in data)
    if high > _MOST_HIGH * len(data) or _CONTROL.search(data):
        return None
    try:
        return Decoded(data.decode("windows-1252"), "windows-1252")
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> float:
    """Share 0..1 of frequent characters among the first 4,000: the right decoding of Chinese has a third and more."""
    sample = text[:4000]
    return sum(c in _FREQUENT or " " <= c <= "~" for c in sample) / max(len(sample), 1)
