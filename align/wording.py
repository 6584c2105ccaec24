"""The words of reports, workbooks and terminals, in English and in Chinese.

English is what is in the code; ``data/tables/wording`` has the Chinese beside it, a line a text: ``interface.tsv``
(headings, buttons, summaries), ``checks.tsv`` (names and explanations of checks, rule packs and categories) and
``messages.tsv`` (what findings say: a template for each form of words that a check uses, with its values in braces).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from align.data import rows, table
from align.records import Review

_HOLE = re.compile(r"\{(\w+)\}")
_RULES = "/"  # check of the templates of all rules
_PHRASE = "+"  # check of what is no message and may be in a hole of one


@dataclass(frozen=True)
class Words:
    """The words of one language: ``en`` or ``zh``."""

    lang: str = "en"

    def __call__(self, text: str, /, **values: object) -> str:
        """A text of the interface, given in English, with its values. ``one|many``: the form for ``n`` = 1, and for any
        other; Chinese has one. A text that the catalogue lacks stays English."""
        said = text if self.lang == "en" else interface().get(text, text)
        one, bar, many = said.partition("|")
        chosen = many if bar and values.get("n") != 1 else one
        return chosen.format(**values) if values else chosen

    def check(self, id: str) -> str:
        """The name of a check; of a rule that of its pack and its own: ``地名/zhengzhou``."""
        head, slash, rest = id.partition("/")
        name = self._checks.get(id) or self._checks.get(head)
        if self.lang == "en" or name is None:
            return id
        return f"{name[1]}/{rest}" if slash and id not in self._checks else name[1]

    def about(self, id: str) -> str:
        """Return what a check or rule pack looks for, in a line; '' for one that is not shipped."""
        known = self._checks.get(id) or self._checks.get(id.partition("/")[0])
        return known[0 if self.lang == "en" else 2] if known else ""

    def category(self, name: str) -> str:
        """A category of MQM: ``准确性/误译/数字``."""
        return (
            name
            if self.lang == "en"
            else "/".join(table("wording/categories.tsv").get(part, part) for part in name.split("/"))
        )

    def message(self, check: str, text: str) -> str:
        """Return the message of a finding; English where no template of its check fits (rules of a house say what they
        want)."""
        if self.lang == "en":
            return text
        for pattern, said in _templates(check) or _templates(_RULES):
            found = pattern.fullmatch(text)
            if found is not None:
                return said.format(**{name: self._value(value) for name, value in found.groupdict().items()})
        return text

    def _value(self, value: str) -> str:
        phrases = self._phrases
        return phrases.get(value) or " 或 ".join(phrases.get(part, part) for part in value.split(" or "))

    @cached_property
    def _checks(self) -> Mapping[str, tuple[str, str, str]]:
        """Check or rule pack -> explanation in English, name in Chinese, explanation in Chinese."""
        return {id: (about, name, said) for id, about, name, said in rows("wording/checks.tsv") if about}

    @cached_property
    def _phrases(self) -> Mapping[str, str]:
        """Phrases of English that are in a hole -> Chinese."""
        return {english: chinese for check, english, chinese in messages() if check == _PHRASE}


@lru_cache(maxsize=4)
def words(lang: str) -> Words:
    """The words of a language."""
    return Words(lang)


def spoken(reviews: Iterable[Review]) -> Iterator[Review]:
    """The reviews with what their findings say in the language of each. Formats that are read again (JSON) do without:
    a review from there can be shown in any language."""
    for review in reviews:
        say = words(review.lang)
        if say.lang == "en":
            yield review
            continue
        findings = tuple(replace(f, message=say.message(f.check, f.message)) for f in review.findings)
        yield replace(review, findings=findings)


def interface() -> Mapping[str, str]:
    """English -> Chinese of all texts of the interface."""
    return table("wording/interface.tsv")


def messages() -> Iterator[tuple[str, str, str]]:
    """Check, English template, Chinese template."""
    return ((check, english, chinese) for check, english, chinese in rows("wording/messages.tsv"))


@lru_cache(maxsize=256)
def _templates(check: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The templates of a check, those with the most fixed words first."""
    own = [(english, chinese) for names, english, chinese in messages() if check in names.split(",")]
    own.sort(key=lambda pair: -len(_HOLE.sub("", pair[0])))
    return tuple((_pattern(english), chinese) for english, chinese in own)


def _pattern(template: str) -> re.Pattern[str]:
    """``“{a}” is {b}`` -> a pattern that finds the values. The values are as short as can be: linear in what is read,
    because a message has few holes."""
    parts = _HOLE.split(template)  # text, name, text, name …
    seen: set[str] = set()
    out = []
    for at, part in enumerate(parts):
        if at % 2 == 0:
            out.append(re.escape(part))
        else:
            out.append(f"(?P={part})" if part in seen else f"(?P<{part}>.+?)")
            seen.add(part)
    return re.compile("".join(out), re.DOTALL)
