"""The small language of forms: ``(optional)``, ``[one/of]``, ``{class}``, ``word*``, ``...`` -> plain alternatives.

It has no repetition, so matching a form costs at most its number of words times the length of the text.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

from align.text.english import acronym, american, norm
from align.text.scripts import IDEOGRAPH

MAX_ALTERNATIVES = 256  # of one form; more is a slip of the pen
GAP_WORDS = 4  # words that ``...`` may stand for
_OPEN, _CLOSE, _STAR, _GAP = "\ue000", "\ue001", "\ue002", "\ue003"
_ESCAPED = {c: chr(0xE010 + i) for i, c in enumerate("()[]{}*/\\")}
_UNESCAPE = {ord(v): k for k, v in _ESCAPED.items()}
_ITEM = re.compile(
    rf"{_OPEN}([^{_OPEN}{_CLOSE}]+){_CLOSE}|{_GAP}|&|((?:[A-Z]\.){{2,}})|([^\W_]+(?:['’][^\W_]+)*{_STAR}?)"
)
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_MARK = re.compile(r"[()\[\]{}/]")
_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")  # a form without anything to read in it


class FormError(ValueError):
    """A form that cannot be parsed; the message gives the reason."""


class Word(NamedTuple):
    """A word of a form: ``key`` is its normal form; ``exact`` the capitals it must be written in, or ''; ``number``:
    the singular or plural it must be in, or ''."""

    key: str
    exact: str = ""
    prefix: bool = False
    surface: str = ""
    number: str = ""
    comma: bool = False  # one may be before it


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for the rendering of a class member, ``{name}`` or ``{name:argument}``."""

    name: str
    argument: str = ""


class _Gap:
    """``...``: up to GAP_WORDS words."""

    __slots__ = ()


GAP = _Gap()
Item = Word | Slot | _Gap
Alternative = tuple[Item, ...]


def expand(form: str) -> tuple[str, ...]:
    """All strings that a form stands for, the longest choice first; slots and stars as private-use characters.

    FormError for an unclosed bracket or more than MAX_ALTERNATIVES strings.
    """
    text = re.sub(r"\\(.)", lambda m: _ESCAPED.get(m[1], m[1]), form) if "\\" in form else form
    text = text.replace("...", _GAP).replace("…", _GAP).replace("*", _STAR)
    out, rest = _sequence(text, 0, "")
    if rest != len(text):
        raise FormError(f"a {text[rest]!r} too many in {form!r}")
    return tuple(dict.fromkeys(" ".join(s.split()) for s in out))


def _sequence(text: str, at: int, stops: str) -> tuple[list[str], int]:
    parts: list[list[str]] = []
    while at < len(text) and text[at] not in stops:
        char = text[at]
        if char == "(":
            inner, at = _sequence(text, at + 1, ")")
            at = _closed(text, at, ")")
            parts.append([*inner, ""])
        elif char == "[":
            choices: list[str] = []
            while True:
                inner, at = _sequence(text, at + 1, "/]")
                choices += inner
                if at >= len(text) or text[at] == "]":
                    break
            at = _closed(text, at, "]")
            parts.append(choices)
        elif char == "{":
            end = text.find("}", at)
            if end < 0 or not re.fullmatch(r"[a-z][a-z-]*(:[a-z-]+)?", text[at + 1 : end]):
                raise FormError(f"{{…}} needs a class name (a-z): {text[at:]!r}")
            parts.append([_OPEN + text[at + 1 : end] + _CLOSE])
            at = end + 1
        elif char in ")]}":
            break
        else:
            mark = _MARK.search(text, at + 1)
            end = mark.start() if mark else len(text)
            parts.append([text[at:end]])
            at = end
    size = 1
    for part in parts:
        size *= len(part)
        if size > MAX_ALTERNATIVES:
            raise FormError(f"stands for more than {MAX_ALTERNATIVES} strings: write two forms")
    return ["".join(p) for p in itertools.product(*parts)], at


def _closed(text: str, at: int, bracket: str) -> int:
    if at >= len(text) or text[at] != bracket:
        raise FormError(f"the closing {bracket!r} is missing")
    return at + 1


def english(form: str, plural: bool = True, case: bool = False, joined: bool = True) -> tuple[Alternative, ...]:
    """An English form as alternatives of words, slots and gaps. FormError where nothing is left.

    ``joined``: what a hyphen joins may be one word, too (hightech for high-tech); not so in what is rejected, for
    block-chain is wrong where blockchain is right."""
    if _PLAIN.fullmatch(form):
        return (_plain_items(form.split(" "), plural, case),)
    if IDEOGRAPH.search(form):
        raise FormError(f"{form!r} holds Chinese characters: an English form stands here")
    out: dict[Alternative, None] = {}
    for text in expand(form):
        for variant in dict.fromkeys((text, _HYPHEN.sub("", text) if joined else text)):
            items = _items(variant, plural, case)
            if items:
                out[items] = None
    if not out:
        raise FormError(f"{form!r} holds no word")
    return tuple(out)


def _plain_items(raws: list[str], plural: bool, case: bool) -> Alternative:
    """Parse a form that consists of letters only, as most do; same result as :func:`_items`."""
    if len(raws) > 1 and raws[0].lower() in ("the", "a", "an"):
        del raws[0]
    return tuple(
        [
            Word(norm(raw), raw if case or acronym(raw) else "", False, raw, "" if plural else american(raw.lower()))
            for raw in raws
        ]
    )


def _items(text: str, plural: bool, case: bool) -> Alternative:
    out: list[Item] = []
    last = 0
    for match in _ITEM.finditer(text):
        comma = "," in text[last : match.start()]
        last = match.end()
        if match[1]:
            name, _, argument = match[1].partition(":")
            out.append(Slot(name, argument))
        elif match[0] == _GAP:
            out.append(GAP)
        elif match[0] == "&":
            out.append(Word("and", surface="&"))
        else:
            raw = match[0].replace(".", "").translate(_UNESCAPE)
            prefix = raw.endswith(_STAR)
            raw = raw.rstrip(_STAR)
            key = raw.lower() if prefix else norm(raw)
            exact = raw if (case or acronym(raw)) and not prefix else ""
            out.append(Word(key, exact, prefix, raw, "" if plural or prefix else american(raw.lower()), comma))
    while out and out[0] is GAP:
        out.pop(0)
    while out and out[-1] is GAP:
        out.pop()
    if len(out) > 1 and isinstance(out[0], Word) and out[0].key in ("the", "a", "an"):
        out.pop(0)
    return tuple(out)


def chinese(form: str) -> tuple[tuple[str | Slot, ...], ...]:
    """A Chinese form as alternatives of literals and slots, without spaces. FormError where nothing is left."""
    out: dict[tuple[str | Slot, ...], None] = {}
    for text in expand(form):
        if _STAR in text or _GAP in text:
            raise FormError("'*' and '...' have no meaning on the Chinese side")
        parts: list[str | Slot] = []
        for piece in re.split(rf"({_OPEN}[^{_OPEN}{_CLOSE}]+{_CLOSE})", text):
            if piece.startswith(_OPEN):
                name, _, argument = piece[1:-1].partition(":")
                parts.append(Slot(name, argument))
            elif piece:
                # spaces count only between Latin letters ("AI 大模型" and "AI大模型" are one)
                literal = re.sub(r"(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])", "", piece.translate(_UNESCAPE))
                if literal:
                    parts.append(literal)
        if any(isinstance(p, str) for p in parts):
            out[tuple(parts)] = None
    if not out:
        raise FormError(f"{form!r} holds no text")
    return tuple(out)


def shown(form: str) -> str:
    """The fullest string of a form, as it is suggested: optional parts in, first choices; slots stay ``{name}``."""
    text = expand(form)[0].replace(_OPEN, "{").replace(_CLOSE, "}").replace(_STAR, "").replace(_GAP, "…")
    return text.translate(_UNESCAPE)


def bare(form: str) -> str:
    """The shortest string of a form: optional parts out."""
    texts = expand(form)
    text = min(texts, key=len).replace(_OPEN, "{").replace(_CLOSE, "}").replace(_STAR, "").replace(_GAP, "…")
    return text.translate(_UNESCAPE)
