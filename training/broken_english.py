"""Broken copies of English sentences: a word or phrase is taken out, put in, doubled, swapped, replaced by a word of
the same family or by another function word, or a part of the sentence is shuffled."""

from __future__ import annotations

import collections
import math
import random
import re
from itertools import pairwise

import numpy as np

from align.text.english import function_words

WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d.,]*|[^\w\s]")
PREPOSITIONS = set(
    "of in on at by for from with to into over under about after before between through during against".split()
)
FUNCTION = (
    "a an the of in on at by for from with to into onto over under about after before between through during against "
    "and or but as that which who whom whose this these those is are was were be been being has have had do does did "
    "will would can could may might shall should must not it its he him his she her they them their we us our i me my "
    "you your if than then there when where while because so".split()
)
GROUPS = [
    "a an the".split(),
    "of in on at by for from with to into over under about after before between through during against".split(),
    "is are was were be been being".split(),
    "has have had having".split(),
    "do does did done doing".split(),
    "he him his she her they them their we us our i me my you your it its".split(),
    "that which who whom whose what".split(),
    "and or but so as if than".split(),
    "will would can could may might".split(),
    "this these those that".split(),
]
FAMILY = {w: g for g in GROUPS for w in g}


def families(counts: collections.Counter[str]) -> dict[str, list[str]]:
    """Words that share a stem of five letters or more: important, importance, importantly."""
    stems: dict[str, list[str]] = collections.defaultdict(list)
    for word, n in counts.items():
        if n >= 8 and len(word) >= 4 and word.isalpha():
            stems[word[: max(4, len(word) - 4)]].append(word)
    out = {}
    for word, n in counts.items():
        if n >= 8 and len(word) >= 4 and word.isalpha():
            near = [w for w in stems.get(word[: max(4, len(word) - 4)], []) if w != word]
            near += [w for w in (word + "s", word + "ed", word + "ing", word[:-1]) if w in counts and w != word]
            if near:
                out[word] = near
    return out


def verb_forms(data: list[list[str]]) -> frozenset[str]:
    """Words that often follow "to" or a modal verb and seldom an article, with their inflected forms in the text."""
    after: collections.Counter[str] = collections.Counter()
    noun: collections.Counter[str] = collections.Counter()
    seen: collections.Counter[str] = collections.Counter()
    modal = {"to", "can", "will", "would", "could", "may", "might", "should", "must", "not", "cannot"}
    for words in data[:200000]:
        for a, b in pairwise(words):
            seen[b] += 1
            after[b] += a in modal
            noun[b] += a in ("a", "an", "the", "of")
    base = {
        w for w in after if w.isalpha() and w.islower() and after[w] >= 8 and after[w] > 1.5 * noun[w] and len(w) > 1
    }
    forms = set(base) | {"is", "are", "was", "were", "has", "had", "have", "said", "says"}
    for w in base:
        stem = w[:-1] if w.endswith("e") else w
        forms |= {w + "s", w + "es", stem + "ed", stem + "ing", w + w[-1] + "ed", w[:-1] + "ied", w[:-1] + "ies"}
    past = (
        "went gone made told saw seen took taken gave given came became began begun wrote written spoke spoken broke "
        "broken bought brought thought taught caught sold held kept left lost met paid rose risen fell fallen grew "
        "knew known led built sent spent won ran drove driven chose chosen found felt heard stood meant"
    )
    return frozenset(w for w in forms | set(past.split()) if seen[w] >= 3 and seen[w] > 1.2 * noun[w])


Broken = tuple[list[str], list[int], list[int]]  # words, and by word: is one missing before it, is it wrong


class Breaker:
    """Makes a broken copy of a sentence, with labels."""

    def __init__(self, counts: collections.Counter[str], verbs: frozenset[str], seed: int) -> None:
        self.rng = random.Random(seed)
        common = [(w, n) for w, n in counts.most_common(8000) if w.isalpha() and len(w) > 2 and w not in FUNCTION]
        self.words, weights = [w for w, _ in common], [math.sqrt(n) for _, n in common]
        self.cumulative = np.cumsum(weights).tolist()
        self.family = families(counts)
        self.verbs = verbs

    def content(self, words: list[str], start: int = 0) -> list[int]:
        return [i for i in range(start, len(words)) if words[i][0].isalpha() and words[i].lower() not in FUNCTION]

    def __call__(self, words: list[str]) -> Broken:
        """words, missing-before labels (one longer than nothing: the last token carries the end), wrong labels."""
        rng, words = self.rng, list(words)
        missing, wrong = [0] * len(words), [0] * len(words)
        if rng.random() < 0.25:
            return words, missing, wrong
        for _ in range(1 if rng.random() < 0.75 else 2):
            kind = rng.random()
            if kind < 0.56:
                words, missing, wrong = self.delete(words, missing, wrong)
            elif kind < 0.68:
                words, missing, wrong = self.insert(words, missing, wrong)
            elif kind < 0.76:
                self.swap(words, wrong)
            elif kind < 0.94:
                self.replace(words, wrong)
            else:
                self.shuffle(words, wrong)
        return words, missing, wrong

    def delete(self, words: list[str], missing: list[int], wrong: list[int]) -> Broken:
        rng = self.rng
        kind = rng.random()
        if kind < 0.45:
            candidates = [i for i, w in enumerate(words) if w in self.verbs]
        elif kind < 0.9:
            candidates = self.content(words)
        else:
            candidates = [i for i, w in enumerate(words) if w[0].isalpha()]
        if not candidates or len(words) < 5:
            return words, missing, wrong
        i = rng.choice(candidates)
        j = i + 1
        while j < len(words) - 1 and rng.random() < 0.15 and words[j][0].isalnum():
            j += 1
        if j >= len(words):
            return words, missing, wrong
        head = words[:i], missing[:i], wrong[:i]
        tail_words, tail_missing, tail_wrong = words[j:], missing[j:], wrong[j:]
        tail_missing[0] = 1
        if i == 0 and tail_words[0][:1].islower():
            tail_words[0] = tail_words[0][:1].upper() + tail_words[0][1:]
        return head[0] + tail_words, head[1] + tail_missing, head[2] + tail_wrong

    def insert(self, words: list[str], missing: list[int], wrong: list[int]) -> Broken:
        rng = self.rng
        if len(words) < 3:
            return words, missing, wrong
        i = rng.randrange(1, len(words))
        if rng.random() < 0.35:
            new = [words[i - 1].lower()] * rng.choice((1, 1, 2))
        elif rng.random() < 0.3:
            new = [rng.choice(FUNCTION)]
        else:
            new = rng.choices(self.words, cum_weights=self.cumulative)
        return (
            words[:i] + new + words[i:],
            missing[:i] + [0] * len(new) + missing[i:],
            wrong[:i] + [1] * len(new) + wrong[i:],
        )

    def swap(self, words: list[str], wrong: list[int]) -> None:
        pairs = [
            i
            for i in range(len(words) - 1)
            if words[i][0].isalpha() and words[i + 1][0].isalpha() and words[i].lower() != words[i + 1].lower()
        ]
        if pairs:
            i = self.rng.choice(pairs)
            a, b = words[i], words[i + 1]
            if i == 0:
                a, b = a[:1].lower() + a[1:], b[:1].upper() + b[1:]
            words[i], words[i + 1] = b, a
            wrong[i] = wrong[i + 1] = 1

    def replace(self, words: list[str], wrong: list[int]) -> None:
        rng = self.rng
        for i in rng.sample(range(len(words)), len(words)):
            low = words[i].lower()
            options = FAMILY.get(low) if rng.random() < 0.5 else self.family.get(low)
            if rng.random() < 0.1 and low not in FAMILY and low.isalpha():
                options = rng.choices(self.words, cum_weights=self.cumulative)
            if options:
                new = rng.choice(options)
                if new != low:
                    words[i] = new[:1].upper() + new[1:] if words[i][:1].isupper() else new
                    wrong[i] = 1
                    return

    def shuffle(self, words: list[str], wrong: list[int]) -> None:
        i = self.rng.randrange(len(words))
        j = min(len(words), i + self.rng.choice((4, 6, 10, 40)))
        if self.rng.random() < 0.5:
            i, j = 0, len(words) - 1
        block = words[i:j]
        self.rng.shuffle(block)
        for k, (old, new) in enumerate(zip(words[i:j], block, strict=True)):
            if old != new:
                wrong[i + k] = 1
        words[i:j] = block


def corrupt_delete(target: str, rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    """Target without a word or phrase, and the span that went."""
    words = list(WORD.finditer(target))
    spots = [
        i for i, m in enumerate(words) if m.group()[0].isalpha() and m.group().lower() not in function_words("empty_en")
    ]
    if len(words) < 5 or not spots:
        return None
    kind = rng.random()
    if kind < 0.6:
        i = rng.choice(spots)
        j = i + 1
    elif kind < 0.8:
        i = rng.choice(spots)
        j = min(len(words), i + rng.choice((2, 3)))
    else:
        starts = [i for i, m in enumerate(words[:-2]) if m.group().lower() in PREPOSITIONS and i]
        if not starts:
            return None
        i = rng.choice(starts)
        j = i + 1
        while (
            j < len(words)
            and j < i + 5
            and words[j].group()[0].isalnum()
            and words[j].group().lower() not in PREPOSITIONS
        ):
            j += 1
    if j - i >= len(words) - 2:
        return None
    a, b = words[i].start(), words[j - 1].end()
    text = (
        target[:a].rstrip()
        + (" " if b < len(target) and target[b : b + 1] not in ".,;:!?" else "")
        + target[b:].lstrip()
    ).strip()
    if i == 0:
        text = text[:1].upper() + text[1:]
    return text, (a, b)


def corrupt_insert(target: str, pool: list[str], rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    """Target with one word put in or put in the place of another, and the span of the new word."""
    words = [m for m in WORD.finditer(target) if m.group()[0].isalpha()]
    content = [m for m in words if m.group().lower() not in function_words("empty_en") and m.group().islower()]
    if len(content) < 3:
        return None
    m = rng.choice(content)
    new = rng.choice(pool) if rng.random() < 0.9 else rng.choice(content).group()
    if rng.random() < 0.6:
        return target[: m.start()] + new + " " + target[m.start() :], (m.start(), m.start() + len(new))
    return target[: m.start()] + new + target[m.end() :], (m.start(), m.start() + len(new))
