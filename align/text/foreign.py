"""Languages that align-qa does not check, told from English by their most frequent words."""

from __future__ import annotations

import re

from align.text.english import function_words

# The most frequent function words of each language that are no English words (public word frequency lists)
_WORDS = {
    "French": "le la les des du et est une un dans que qui pour pas sur au aux "
    "avec ce cette il elle nous vous ne sont été plus par",
    "German": "der die das und ist nicht ein eine den dem des mit von zu auf "
    "für im sich auch es werden wird bei nach aus sind",
    "Spanish": "el la los las del que y en una un por con para es se su al lo "
    "más como pero sus ya muy este esta está",
    "Portuguese": "o os as do da dos das que e em uma um para com não por mais como "
    "mas foi ao ele ela são também pelo pela",
    "Italian": "il la lo gli le di che è un una per non con del della dei delle "
    "si da sono anche più nel nella questo ma",
    "Dutch": "de het een en van is dat niet op te zijn voor met die ook aan "
    "er maar om dan worden bij naar wordt",
    "Vietnamese": "của và là các có cho không được một những trong với người này "
    "đã khi để về đến nhà tôi anh",
    "Indonesian": "yang dan di untuk dengan dari ini itu pada tidak adalah dalam "
    "akan ke oleh karena saya kami mereka juga",
}  # fmt: skip
_LEAST_WORDS = 8
_LEAST_SHARE = 0.16  # of the words of a text; English prose has less than 3 % of those of any row above
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_SAMPLE = 20_000  # characters


def other_language(text: str) -> str:
    """The English name of the language of a text that should be English, where it is another one; '' where it is
    English, too short to tell, or in none of those we know."""
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, words))
    for name, script in (("Korean", _HANGUL), ("Russian", _CYRILLIC)):
        if letters and len(script.findall(sample)) > 0.5 * letters:
            return name
    if len(words) < _LEAST_WORDS:
        return ""
    known = function_words("english")
    english = sum(word in known for word in words)
    counts = {name: sum(word in own for word in words) for name, own in _sets().items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _LEAST_SHARE * len(words) and counts[best] > 2 * english else ""


def _sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _WORDS.items()}
