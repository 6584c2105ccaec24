"""Repeated words and phrases in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from align.each_pair import on_english
from align.names.renderings import is_pinyin, pinyin_in
from align.records import Check, Finding, Pair
from align.text.english import ARTICLES, english_words, function_words
from align.text.scripts import HAN, HAN_RUN

_REDUPLICATED = re.compile(rf"([{HAN}]{{1,4}})·?\1")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_STOP = re.compile(r"[\d.,;:!?()/|=<>→\\]")
_DASH = re.compile(r"\s[-–—]\s")
_LONGEST = 12  # words of a phrase that follows itself
_LEAST_SENTENCE = 3  # words of a sentence that may not follow itself
_ENDS = re.compile(r"[.!?][\"'”’)]{0,3}(?=\s|$)")
_SAID_TWICE = re.compile(rf"([{HAN}]{{2,12}})[，。！？!?,.、…～~ ]{{0,3}}\1")
_LEAST_CLAUSE = 6  # words of a clause that may not come back in the same pair
_CLAUSE = re.compile(r"(?:[^.!?;:,，。；]|[.,:](?=\d))+")
Hit = tuple[int, int, str, float]  # start, end, words, confidence


def _judge(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    read = list(map(str.casefold, _WORD.findall(text)))
    came = len(read) - len(set(read))
    if not came:
        return  # no word came before
    twos = list(pairwise(read)) if came > 1 else []
    again = len(twos) - len(set(twos))  # two words in a row that came before
    twice = any(map(eq, read, read[1:]))
    if not again and not twice:
        return
    words = list(_WORD.finditer(text))
    low = [word[0].casefold() for word in words]
    spans = _doubled(pair, words, low) if twice else []
    if again and _soon(twos):
        spans += _phrases(pair, words, low)
    if again >= _LEAST_CLAUSE - 1:
        spans += _clauses(pair, spans)
    if again >= _LEAST_SENTENCE - 1:
        spans += _sentences(pair, spans)
    for start, end, phrase, confidence in _joined(text, spans):
        yield pair.finding(
            CHECK,
            f"“{phrase}” is repeated",
            target=(start, end),
            severity="error" if confidence > 0.85 else "warning",
            confidence=confidence,
        )


def _joined(text: str, spans: list[Hit]) -> list[Hit]:
    """Spans between which is no word are one: a sentence that occurs twice, cut at "9 p.m."."""
    out: list[Hit] = []
    for start, end, phrase, confidence in sorted(spans):
        if out and start > out[-1][0] and not _WORD.search(text, out[-1][1], start):
            first = out.pop()
            start, confidence = first[0], max(first[3], confidence)
            phrase = text[start:end]
        out.append((start, end, phrase, confidence))
    return out


def _doubled(pair: Pair, words: list[re.Match[str]], low: list[str]) -> list[Hit]:
    """Words that follow themselves; what names an option and then says what it is (help Help) is not meant."""
    text, out = pair.target.text, []
    k = 0
    while k + 1 < len(low):
        last = k
        while last + 1 < len(low) and low[last + 1] == low[k] and _blank(text, words[last], words[last + 1]):
            last += 1
        first, second = words[k], words[last]
        named = text[first.start() - 1 : first.start()] == "_" or (
            k == 0 and first[0].islower() and second[0][0].isupper()
        )
        named |= (first[0], second[0]) == ("A", "a")  # pays Party A a deposit
        if last > k and not named and not _legal(pair, words[k].group(), last - k + 1):
            confidence = 0.97 if last > k + 1 else 0.9
            out.append((words[k].start(), words[last].end(), words[k].group(), confidence))
        k = last + 1
    return out


def _legal(pair: Pair, word: str, count: int) -> bool:
    """Doubled, and right: had had, Baden Baden, a number that the source has twice."""
    if word[0].isdigit():
        return f"{word} {word}" in pair.source.text or pair.source.text.count(word) > 1
    if count > 2:  # a row of cells: 否否否
        return re.search(rf"([{HAN}]{{1,6}}?)(?:\s*\1){{{count - 1}}}", pair.source.text) is not None
    if word.isascii() and re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", pair.source.text, re.I):
        return True  # the Chinese has the word itself: 信号 signal is the signal signal
    if word.casefold() in english_words("may_repeat") or (len(word) == 1 and word not in "aAI"):
        return True
    if not word[0].isupper():
        return False
    name = word.casefold()  # of a person whose two characters are read alike: 韩寒, Han Han
    if _REDUPLICATED.search(pair.source.text):
        return True
    return is_pinyin(name) and pinyin_in(name * 2, pair.evidence.chinese)


def _soon(twos: list[tuple[str, str]]) -> bool:
    """Return whether two words in a row come back soon enough to belong to a repeated phrase."""
    last: dict[tuple[str, str], int] = {}
    for at, two in enumerate(twos):
        if at - last.get(two, -_LONGEST - 1) <= _LONGEST:
            return True
        last[two] = at
    return False


def _phrases(pair: Pair, words: list[re.Match[str]], low: list[str]) -> list[Hit]:
    """Two to twelve words that follow themselves: "in the city in the city"."""
    text = pair.target.text
    out: list[Hit] = []
    at: dict[str, list[int]] = {}
    done = 0
    for j, word in enumerate(low):
        for i in at.get(word, ())[-_LONGEST:]:
            size = j - i
            if i < done or not 2 <= size <= _LONGEST or low[i:j] != low[j : j + size]:
                continue
            start, end = words[i].start(), words[j + size - 1].end()
            phrase = text[start : words[j - 1].end()]
            idiom = low[i : j + size] == ["time", "to", "time", "to"]  # from time to time to check
            idiom |= low[i + 1 : j] == ["and"]  # faster and faster and
            idiom |= size == 2 and low[i] == "and"  # walked and walked and walked; and more and more and
            idiom |= size == 2 and low[i] in ("to", "by", "after") and low[i + 1] not in ARTICLES  # host to host
            article = size == 2 and low[i] in ARTICLES and low[max(i - 1, 0)] in function_words("preposition")
            idiom |= article and _twice(pair.source.text)
            idiom |= _DASH.fullmatch(text, words[j - 1].end(), words[j].start()) is not None  # a name, and what it is
            if len(set(low[i:j])) > 1 and len(phrase) >= 6 and not idiom and not _STOP.search(text[start:end]):
                out.append((start, end, phrase, 0.9))
                done = j + size
                break
        at.setdefault(word, []).append(j)
    return out


def _blank(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return text[one.end() : other.start()].isspace()


def _clauses(pair: Pair, known: list[Hit]) -> list[Hit]:
    """A clause of six words or more that comes back, though the source says nothing twice; shorter ones that follow it
    in both places come with it."""
    text = pair.target.text
    if len(text) < 80:
        return []
    seen: set[str] = set()
    out: list[Hit] = []
    for match in _CLAUSE.finditer(text):
        words = [w.casefold() for w in _WORD.findall(match.group())]
        if len(words) < _LEAST_CLAUSE:
            if words and out and not _WORD.search(text, out[-1][1], match.start()) and " ".join(words) in seen:
                body = match.group().strip()
                start = match.start() + match.group().find(body)
                out.append((start, start + len(body), body, 0.8))
            seen.add(" ".join(words))
            continue
        key = " ".join(words)
        if key in seen and not any(s < match.end() and match.start() < e for s, e, _, _ in known):
            if _source_repeats(pair.source.text):
                return []
            body = match.group().strip()
            start = match.start() + match.group().find(body)
            out.append((start, start + len(body), body, 0.8))
        seen.add(key)
    return out


def _sentences(pair: Pair, known: list[Hit]) -> list[Hit]:
    """A sentence that follows itself, where the Chinese says nothing twice."""
    text = pair.target.text
    out: list[Hit] = []
    before: list[str] = []
    at = 0
    for end in (match.end() for match in _ENDS.finditer(text)):
        body = text[at:end].lstrip()
        words = [word.casefold() for word in _WORD.findall(body)]
        again = len(words) >= _LEAST_SENTENCE and words == before
        if again and not any(s < end and end - len(body) < e for s, e, _, _ in known):
            out.append((end - len(body), end, body, 0.85))
        before, at = words, end
    return [] if out and _SAID_TWICE.search(pair.source.text) else out


def _twice(source: str) -> bool:
    """Return whether a Chinese word of two characters occurs twice: "obtains from the server the server status"."""
    twos = [two for run in HAN_RUN.findall(source) for two in pairwise(run)]
    return len(set(twos)) < len(twos)


def _source_repeats(source: str) -> bool:
    """Return whether the Chinese repeats eight characters in a row."""
    grams = [source[i : i + 8] for i in range(len(source) - 7)]
    return len(set(grams)) < len(grams)


CHECK = Check(
    id="repeat",
    severity="error",
    category="fluency/grammar",
    doc="""Words, phrases and clauses that stand twice in the English.

**Finds** a doubled word (*the the*, *food food food*), a phrase that follows itself (*in the city in the city*), and a
clause of six words or more that comes back in the same pair although the Chinese says nothing twice.

**Accepts** *that that*, *had had*, *very very* and the like, reduplicated names (*Baden Baden*), counting (*one two
two*), and what a comma parts (*step by step, step by step*).
""",
    run=on_english(_judge),
    good=(
        ("将信号 signal 发送给它。", "Sends the signal signal to it."),
        ("他已经受够了。", "He had had enough."),
        ("程序从缓存读取缓存的大小。", "The program reads from the cache the cache size."),
        ("路很长很长。", "The road is long, very very long."),
        ("他住在巴登巴登。", "He lives in Baden Baden."),
        ("作家韩寒拍了一部电影。", "The writer Han Han has made a film."),
        ("大家等啊等，等到了半夜。", "They waited and waited and waited until midnight."),
        ("他越走越快，最后跑了起来。", "He walked faster and faster and at last ran."),
    ),
    bad=(
        ("农民卖蔬菜。", "Farmers sell vegetables vegetables.", "vegetables vegetables"),
        ("猫在睡觉。", "The the cat is asleep.", "The the"),
        ("他们在河边散步。", "They walk by the river by the river.", "by the river by the river"),
    ),
)
