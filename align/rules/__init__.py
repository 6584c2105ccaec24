"""Rule packs -> findings: ``load_rules`` reads ``qa_rules/*.toml`` and a user's own files, ``RuleSet.run`` checks.

``load`` reads the files into an index that loads fast, ``match`` finds terms in the Chinese and renderings in the
English and compares them, ``tools`` makes, learns, exports and tests rules. docs/rules.md has the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from align.errors import RuleError
from align.records import Alignment, Check, Finding, LateTables, Pair, Profile
from align.rules.load.index import Index, load, packs_folder, rule_files
from align.rules.load.spec import Rule
from align.rules.match.active_rule import ActiveRule
from align.rules.match.evaluate import Judge
from align.rules.match.first_mention import FirstMentions
from align.rules.match.pattern_rules import PatternRules
from align.rules.match.swapped_organisations import HEADS
from align.rules.match.term_search import Terms
from align.text.english import words_of

__all__ = ["Rule", "RuleSet", "load_rules"]

_LOWER = bytes(ord(chr(n).lower()) if chr(n).isalpha() and n < 128 else 32 for n in range(256))  # the rest: a space
_DOC = "Terms, names and institutions against the rule packs; see docs/rules.md."


@dataclass(frozen=True)
class RuleSet:
    """Rules ready to run. ``off`` holds the numbers of rules that are switched off."""

    index: Index
    off: frozenset[int]
    fingerprint: str
    files: tuple[Path, ...] = ()

    @cached_property
    def ids(self) -> list[str]:
        """Ids of all rules, those too that are switched off."""
        return list(self.index["ids"])

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All active rules."""
        return tuple(self.rule(n) for n in range(len(self.ids)) if n not in self.off)

    @cached_property
    def check(self) -> Check:
        """The rules as one check."""
        return Check("rules", "error", "terminology", _DOC, self.run, rank=0, scope="article")

    @cached_property
    def _parsed(self) -> dict[int, Rule]:
        return {}

    @cached_property
    def terms(self) -> Terms:
        """The search for terms."""
        return Terms(self.index, self.off)

    @cached_property
    def _pattern_rules(self) -> PatternRules:
        return PatternRules(self.index, self.off, self.rule)

    @cached_property
    def _judges(self) -> dict[tuple[str, str], Judge]:
        return {}

    def rule(self, number: int) -> Rule:
        """The rule of that number; parsed when first needed."""
        if number not in self._parsed:
            self._parsed[number] = Rule.parse(self.index["rules"][number].decode())
        return self._parsed[number]

    def explain(self, id: str) -> Rule:
        """Return the rule of that id, even if it is switched off. RuleError with similar ids for an unknown one."""
        try:
            return self.rule(self.ids.index(id))
        except ValueError:
            from difflib import get_close_matches

            near = get_close_matches(id, self.ids, 3)
            raise RuleError(
                id, "is no rule", f"did you mean {', '.join(near)}?" if near else "see: align rules list"
            ) from None

    def accepts(self, word: str) -> bool:
        """Return whether an active rule accepts a rendering that contains this lower-case English word."""
        if word not in self._accepted and word.isalpha() and word.isascii() and word not in self._worded:
            self._accepted[word] = False
        if word not in self._accepted:
            whole = re.compile(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", re.IGNORECASE)
            self._accepted[word] = any(
                any(whole.search(form) for form in (*self.rule(number).accept, *self.rule(number).short))
                for number, line in enumerate(self.index["rules"])
                if number not in self.off and (word.encode() in line or word.capitalize().encode() in line)
            )
        return self._accepted[word]

    @cached_property
    def _worded(self) -> frozenset[str]:
        """All runs of letters in the rules, in lower case, to reject most words quickly."""
        letters = b"\n".join(self.index["rules"]).translate(_LOWER)
        return frozenset(letters.decode("ascii").split())

    @cached_property
    def _accepted(self) -> dict[str, bool]:
        return {}

    def judge(self, profile: Profile) -> Judge:
        """The judge for a house: home and document type count."""
        key = (profile.home, profile.doctype)
        if key not in self._judges:
            self._judges[key] = Judge(self.terms, self.rule, profile)
        return self._judges[key]

    def run(self, alignment: Alignment) -> Iterator[Finding]:
        """Findings of all rules, pair by pair."""
        judge = self.judge(alignment.profile)
        first = FirstMentions(alignment, judge)
        for pair in alignment.pairs():
            twos = None if pair.weighed is None else pair.weighed.chinese.twos
            active = judge.active(pair.source.text, twos) if pair.source.text and pair.target.text else []
            if active or (pair.target.text and HEADS in pair.source.text):
                words = words_of(pair.target.text)
                yield from judge.findings(pair, active, words, lambda p=pair: alignment.links(p))  # type: ignore[misc]
                yield from first.notes(pair, active, words)
            if self._pattern_rules.any:
                yield from self._pattern_rules.findings(pair, self.terms, alignment.profile)

    def measured(self, pair: Pair, profile: Profile) -> list[ActiveRule]:
        """Rules whose terms the Chinese of a pair holds, with the places of their renderings, for tables."""
        judge = self.judge(profile)
        active = judge.active(pair.source.text) if pair.source.text else []
        if active:
            judge.measure(active, words_of(pair.target.text))
        return active

    def tables(self, alignment: Alignment) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
        """Article-wide tables for reports: ``renderings``; of a Chinese text without translation ``terms``. They are
        made when a report asks for them, as each pair is judged once more."""
        if alignment.target is None:
            return LateTables({"terms": self._terms}, alignment)
        return LateTables({"renderings": self._renderings}, alignment)

    def _renderings(self, alignment: Alignment) -> Iterator[Mapping[str, Any]]:
        from align.rules.match.renderings import renderings

        return renderings(alignment, self)

    def _terms(self, alignment: Alignment) -> Iterator[Mapping[str, Any]]:
        from align.rules.match.renderings import glossary

        return glossary(alignment, self)


def load_rules(
    paths: Iterable[str | Path] = (), *, disable: Iterable[str] = (), enable: Iterable[str] = (), shipped: bool = True
) -> RuleSet:
    """The shipped packs (unless ``shipped`` is False) and the rule files or folders given.

    ``disable`` and ``enable`` name rules (``places/zhengzhou``) or packs (``places``); the more exact name wins. The
    profile of an alignment decides home and document type when it is checked. RuleError for a file that cannot be used.
    """
    files = [*(sorted(packs_folder().glob("*.toml")) if shipped else []), *rule_files(paths)]
    index = load(files)
    off = _switched_off(index, frozenset(disable), frozenset(enable))
    return RuleSet(index, off, index["key"], tuple(files))


def _switched_off(index: Index, disable: frozenset[str], enable: frozenset[str]) -> frozenset[int]:
    if not disable and not enable:
        return frozenset(index["rest"])
    rest = set(index["rest"])
    off = set()
    for number, id in enumerate(index["ids"]):
        pack = id.partition("/")[0]
        if id in enable:
            continue
        if id in disable or (pack in disable) or (number in rest and pack not in enable):
            off.add(number)
    return frozenset(off)
