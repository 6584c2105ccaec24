"""Escapes of files that hold strings of programs: what a letter behind a backslash is written for."""

from __future__ import annotations

import re
from collections.abc import Mapping

APPLE = {"n": "\n", "t": "\t", "r": "\r", "0": ""}
ANDROID = {"n": "\n", "t": "\t"}
JAVA = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
APPLE_ESCAPE = re.compile(r"\\(?:[uU]([0-9A-Fa-f]{4})|(.))", re.DOTALL)
# The next token of a .strings file. Nothing is possessive: Python 3.11.2 mixes up what such groups found.
APPLE_TOKEN = re.compile(
    r"(?P<blank>\s+)|(?P<comment>/\*[^*]*(?:\*(?!/)[^*]*)*\*/|//[^\n]*)"
    r'|"(?P<text>[^"\\]*(?:\\.[^"\\]*)*)"|(?P<word>[\w.$/:-]+)|(?P<sign>[=;{}])',
    re.DOTALL,
)


def meant(match: re.Match[str], letters: Mapping[str, str]) -> str:
    """The character of an escape: group 1 of the match is a code in hex digits, group 2 a letter or sign."""
    return chr(int(match[1], 16)) if match[1] else letters.get(match[2], match[2])
