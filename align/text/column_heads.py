"""What the heads of tables call a Chinese or an English column."""

from __future__ import annotations

import re

# Heads without what stands in brackets, blanks and signs: 中文（简体）, Source text, zh-CN, English (US), 英文译文
SOURCE = re.compile(
    r"(?:源|原)(?:文|语|语言|句|文本|始文本)?|(?:简体|繁体|正体)?(?:中文|汉语|华语|中译)\w{0,4}|简体|繁体|简中|繁中|术语|词条|"
    r"source(?:text|language|segment|string)?|src|zh(?:cn|hans|hant|tw|hk|sg)?|zho|original(?:text)?|mandarin|"
    r"(?:simplified|traditional)?chinese(?:simplified|traditional|text|term)?"
)
TARGET = re.compile(
    r"译(?:文|语|名|法|本)|目标(?:语|语言|文|文本)?|(?:美式|英式)?(?:英文|英语)\w{0,4}|英译(?:文|本|名)?|翻译|对应英文|"
    r"target(?:text|language|segment|string)?|tgt|en(?:us|gb|au|ca)?|eng|translat(?:ion|ed|edtext)|mt|"
    r"(?:us|uk|american|british)?english(?:us|uk|text|term|name|translation)?"
)
_NO_NAME = re.compile(r"[（(][^()（）]{0,40}[)）]|[\s_:/：·.-]")


def is_named(cell: str, names: re.Pattern[str]) -> bool:
    """Return whether a cell is one of the heads, whatever its case, blanks and brackets."""
    return len(cell) <= 60 and names.fullmatch(_NO_NAME.sub("", cell.casefold())) is not None
