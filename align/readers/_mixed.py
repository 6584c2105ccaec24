"""Lines that hold both languages: two columns, a term and its rendering, sentence by sentence in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.evidence import translations
from align.records import Lang
from align.text.english import function_words
from align.text.running import running, tongue, weights
from align.text.scripts import HAN, IDEOGRAPH, LATIN_WORD, han_count, word_count

_END = re.compile(rf"[。！？]+[”’」』）)\"']*|(?<![.!?])[.!?]+[”’)\"']*(?=\s|$|[“‘「『（(]?[{HAN}])")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w'’-]*", re.ASCII)
_FIRST_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SIGNS = frozenset("|｜/／=→:：。！？.!?…”’」』")  # between two columns, or at the end of a sentence
_MEASURE = re.compile(r"[ \u3000]+(\d[\d.,]{0,15}[ \u00a0]?[A-Za-z°%/]{1,6}\.?)$")  # 二百二十伏 220 V
_HEADING = 40  # characters of a heading in both languages
_EDGE_OF_HALF = " \u3000\t|｜/／=→-–—:："
_LEAST_SHARE = 0.6  # of the lines of both scripts that must be cut, and of all lines that must be of both scripts
_BALANCED = (0.3, 3.5)  # English to Chinese, in Chinese characters, of what is taken for translations of each other
Cuts = dict[int, list[tuple[int, int]]]


def halves(lines: Sequence[str]) -> Cuts:
    """Line number -> spans of its parts, for lines that hold a text and its translation; empty where the file as a
    whole is neither of that kind nor in both languages. A Chinese line with names, addresses or code in Latin letters
    is no such line."""
    both = [n for n, line in enumerate(lines) if IDEOGRAPH.search(line) and _LATIN_WORD.search(line)]
    both = [n for n in both if _FIRST_LATIN.search(running(lines[n])) and not _said_again(lines, n)]
    held = set(both)
    rest = [line for n, line in enumerate(lines) if n not in held]
    if not both or (len(both) < 0.5 * sum(bool(line.strip()) for line in lines) and not _balanced(rest)):
        return {}
    cuts = {n: parts for n in both if (parts := _columns(lines[n]) or _sentences(lines[n]))}
    if len(cuts) < _LEAST_SHARE * len(both):
        return {}
    return cuts if _balanced([lines[n][a:b] for n, parts in cuts.items() for a, b in parts]) else {}


def _said_again(lines: Sequence[str], number: int) -> bool:
    """Return whether the Latin words of a line stand in an English one beside it: 启动 nginx, *Start nginx*."""
    own = {word.lower() for word in _LATIN_WORD.findall(lines[number])}
    around = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    return any(
        not IDEOGRAPH.search(line) and own < {word.lower() for word in _LATIN_WORD.findall(line)} for line in around
    )


def _balanced(texts: Sequence[str]) -> bool:
    """Return whether there is about as much English as Chinese in some texts."""
    both = [weights(text) for text in texts]
    zh, en = sum(a for a, _ in both), sum(b for _, b in both)
    return zh > 0 and _BALANCED[0] <= en / zh <= _BALANCED[1]


def _columns(line: str) -> list[tuple[int, int]]:
    """The two halves of a line of which one has no Latin letter and the other no Chinese character."""
    latin = [m.start() for m in _FIRST_LATIN.finditer(line)]
    han = [m.start() for m in IDEOGRAPH.finditer(line)]
    if not latin or not han:
        return []
    if han[-1] < latin[0]:
        cut = _boundary(line, han[-1] + 1, latin[0])
    elif latin[-1] < han[0]:
        cut = _boundary(line, latin[-1] + 1, han[0])
    else:
        return []
    return _trimmed(line, [(0, cut), (cut, len(line))]) if cut else []


def _boundary(line: str, low: int, high: int) -> int:
    """Return the offset at which the second half begins; 0 where nothing parts the two: neither a separator nor the end
    of a sentence, nor a blank before a word in small letters (苹果 apple) or in a heading in both languages
    (安装指南 Setup Guide)."""
    measure = _MEASURE.match(line, low)
    if measure:
        return measure.start(1)
    between = line[low:high]
    opener = len(between.rstrip("“‘\"'(（[《「『"))
    cut = low + opener
    gap = line[max(0, low - 1) : cut]
    sign = gap.rstrip(" \u3000")[-1:]
    if "\t" in gap or "  " in gap or sign in _SIGNS or (sign in "-–—" and gap[-1:].isspace()):
        return cut
    words = line[high:] if _FIRST_LATIN.match(line, high) else line[:low]
    lower = re.search(r"[a-z]", words.strip()[:1]) is not None
    if not between[:opener].isspace():
        return 0
    return cut if (lower and _FIRST_LATIN.match(line, high)) or _renders(line) else 0


def _renders(line: str) -> bool:
    """Return whether the dictionary knows half of the English words of a short line as renderings of its Chinese."""
    empty = function_words("empty_en")
    words = [low for word in LATIN_WORD.findall(line) if (low := word.lower()) not in empty]
    if not words or len(line) > _HEADING:
        return False
    known = translations.known(translations.hashes(line)[0], words).any(axis=0)
    return bool(2 * int(known.sum()) >= len(words))


def _sentences(line: str) -> list[tuple[int, int]]:
    """Runs of sentences of one language where a line holds whole sentences of both; [] where one of them is mixed."""
    ends = [m.end() for m in _END.finditer(line)]
    if not ends or (len(ends) < 2 and ends[-1] >= len(line.rstrip())):
        return []
    runs: list[tuple[int, int]] = []
    last: Lang | None = None
    start = 0
    for end in [*ends, len(line)]:
        part = line[start:end]
        if not part.strip():
            continue
        lang = tongue(part)
        if lang == "en" and (han_count(part) or word_count(part) < 2) and lang != last:
            return []
        if runs and lang in (None, last):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
            last = lang
        start = end
    return _trimmed(line, runs) if len(runs) > 1 else []


def _trimmed(line: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without blanks and separators at their ends."""
    out = []
    for a, b in spans:
        body = line[a:b]
        left = len(body) - len(body.lstrip(_EDGE_OF_HALF))
        right = len(body.rstrip(_EDGE_OF_HALF))
        if left < right:
            out.append((a + left, a + right))
    return out if len(out) == len(spans) else []
