"""Text -> HTML that is only ever text: nothing of an article can become markup, an attribute or a script."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from align.wording import Words

# One code point for one, so that offsets hold: control characters as their pictures (U+2400), unpaired surrogates,
# non-characters and marks that turn the direction of everything after them as U+FFFD.
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def clean(text: str) -> str:
    """The text with everything that cannot be shown replaced, one code point for one."""
    return _ODD.sub(_shown, text)


def esc(text: object) -> str:
    """Escaped for element content and for quoted attributes."""
    return html.escape(clean(str(text)), quote=True)


def data(value: object) -> str:
    """JSON for an attribute or a data block: whatever :func:`clean` would replace is written as its escape instead."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def attributes(**values: object) -> str:
    """``data_n="0-1"`` -> ' data-n="0-1"'; None and "" are left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{esc(value)}"'
        for name, value in values.items()
        if value not in (None, "")
    )


def figure(value: float | None, digits: int = 2) -> str:
    """A number for people; an en dash where nothing was measured."""
    return "–" if value is None else f"{value:.{digits}f}"


def figures(cells: Iterable[tuple[str, str, str]]) -> str:
    """The figures at the head of a page: name, value and class of each."""
    body = "".join(f'<div class="{c}"><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>' for name, value, c in cells)
    return f'<dl class="figs">{body}</dl>'


@lru_cache(maxsize=64)
def asset(*names: str) -> str:
    """Files of this folder, one after the other."""
    folder = resources.files("align.writers._html")
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


_HOLE = re.compile(r"\{\{([^{}\n]{1,400})\}\}")
_CALL = re.compile(r"\bt\(\s*\"((?:[^\"\\]|\\.)*)\"")


def filled(name: str, t: Words) -> str:
    """A fragment of HTML from this folder with its texts, which are in ``{{…}}`` in English."""
    return _HOLE.sub(lambda match: esc(t(match[1])), asset(name))


def words_of_script(script: str, t: Words) -> str:
    """The texts of a script (``t("…")``), as an attribute of the body; nothing for English, which is there."""
    if t.lang == "en":
        return ""
    said = {json.loads(f'"{text}"') for text in _CALL.findall(script)}
    return attributes(data_words=data({text: t(text) for text in sorted(said)}))


def source_hash(content: str) -> str:
    """The CSP source of an inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"
