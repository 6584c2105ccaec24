"""The terminal that a command writes to: its width, and whether it wants colours."""

from __future__ import annotations

import os
import sys

from align.text.columns import columns

LEAST = 40  # columns; below that a marked word and its context do not fit


def coloured(to_screen: bool) -> bool:
    """Colours on a terminal; NO_COLOR forbids them and FORCE_COLOR wants them anywhere (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return to_screen and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns: COLUMNS, else those of the terminal, else 80."""
    import shutil  # with what it knows of archives, 2 ms: an output that is no terminal has no width

    return max(shutil.get_terminal_size((80, 24)).columns, LEAST)


def cut(text: str, size: int) -> str:
    """The text, cut to so many columns."""
    if columns(text) <= size:
        return text
    while columns(text) > size - 2:
        text = text[: -max(1, (columns(text) - size + 2) // 2)]
    return text + " …"
