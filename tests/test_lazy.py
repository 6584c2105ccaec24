"""Values that are worked out when they are first read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.lazy import lazy


@dataclass(frozen=True)
class Word:
    """A word that counts how often it is read."""

    text: str
    read: list[str]

    @lazy
    def low(self) -> str:
        """The word in small letters."""
        self.read.append(self.text)
        return self.text.lower()


def test_a_value_is_worked_out_once() -> None:
    word = Word("Zhengzhou", [])
    assert word.read == [] and word.low == word.low == "zhengzhou" and word.read == ["Zhengzhou"]
    assert replace(word, text="Kaifeng").low == "kaifeng"
    assert word == Word("Zhengzhou", word.read) and Word.low.__doc__ == "The word in small letters."
