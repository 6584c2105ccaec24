"""Names that the English renders in a form that is no name: one word of two, a word in small letters."""

from __future__ import annotations

import re

from align.names.pinyin import fold
from align.names.recognition import Name
from align.names.sound import likeness
from align.text.spelling import everyday

BARELY = -0.15  # likeness of sound, nats a letter, from which an unexplained name is taken for the Chinese one
JOINED = 8  # letters of a rendering of two words, so that it is no chance
HEARD = 1.0  # likeness from which even a word that is in every text is taken for it (tambourine for 坦布林)
_SMALL = re.compile(r"\b[a-z]{5,}\b")


def is_unseen(name: Name, target: str) -> bool:
    """Return whether the English renders the name by a part of one word, or by a rare word in small letters."""
    return _joined(name, target) or _small(name, target)


def _joined(name: Name, target: str) -> bool:
    """Return whether a rendering of two words is there within one: 红石湖 is Redstone Lake, 石湖 Stone Lake."""
    letters = fold(target)
    ways = (fold(way) for way in name.renderings if " " in way)
    return any(len(way) >= JOINED and way in letters for way in ways)


def _small(name: Name, target: str) -> bool:
    """Return whether a rare English word in small letters sounds like it: a drug, a dish (利巴韦林, ribavirin)."""
    if name.kind != "sound":
        return False
    words = set(_SMALL.findall(target))
    return any(likeness(name.text, word) > (HEARD if everyday(word) else BARELY) for word in words)
