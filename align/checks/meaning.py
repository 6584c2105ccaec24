"""Words that do not say what the other side says: what the second reader finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.evidence.reader.spans import Suspect, suspects, without_marks
from align.evidence.translations import hashes, known
from align.names.spelt import without_spelt
from align.records import Alignment, Check, Finding, Links, Pair, Reading
from align.strings.placeholders import spans
from align.text.english import function_words
from align.text.scripts import IDEOGRAPH, LATIN_WORD
from align.text.segmenter import words as words_of

# Confidence from which a suspect is reported, and from which it is a warning; set as "meaning.note", "meaning.warning".
# On documents that the reader had not seen, raters marked .58 (WMT21) to .80 (WMT23) of the words of such warnings; of
# the references of these sets none has one where 60 pairs are read together, three in 100 pairs of short ones have.
NOTE, WARNING = 0.35, 0.45
# The same in a text of so few pairs that nobody can say how it is translated; in between, in between. Of 1,010 right
# sentences by a careful hand, read ten at a time, 19 would have a warning from .45 on, 6 have one so.
ALONE = 0.42, 0.53
# Probability that the reader itself gives the best word of a stretch: below it only the manner of the text would speak.
# Without this limit one warning in nine of WMT20 came more, and .55 instead of .61 of those of WMT21 were right.
DOUBTED = 0.3
OMITTED = 0.65  # the least of a warning of Chinese that is left out: of 14 from .45 to .6 in WMT21 four were right
LINKED = 0.3  # cosine from which a Chinese token counts as rendered by an English one
LONG, MOST = 9, 0.5  # words of a stretch, and its share of the English, beyond both of which it is a note: that is how
# published translations rephrase a sentence (3 of 360 right sides of kinds-contrast were warned of, none since)
WHOLE = 4, 0.75  # the same where a stretch is all but the whole
WORDS = 2  # English words that a Chinese character may stand for; beyond that it is not what they render
NEAR = 0.5  # share of an omission's probability that an English suspect must reach to be its wrong rendering


def _run(alignment: Alignment) -> Iterator[Finding]:
    limits = alignment.profile.thresholds
    for pair in alignment.pairs():
        reading = pair.evidence.reading
        if reading is None or pair.bead.furniture:
            continue
        note, warning = _limits(pair)
        least = limits.get("meaning.note", note), limits.get("meaning.warning", warning)
        yield from _english(pair, reading, least)
        yield from _chinese(pair, reading, least)


def _english(pair: Pair, reading: Reading, least: tuple[float, float]) -> Iterator[Finding]:
    """English words without a proper counterpart, with the Chinese in whose place they are. ``least``: how sure a note
    must be, and a warning."""
    values = spans(pair.target.text)
    for suspect in _suspects(pair, reading, 1):
        words = pair.target.text[suspect.start : suspect.end]
        if suspect.sure < least[0] or suspect.highest < DOUBTED or not LATIN_WORD.search(words):
            continue
        start, end = _outside(pair.target.text, values, suspect.start, suspect.end)
        start, end = without_spelt(pair.source.text, pair.target.text, start, end)
        suspect, words = replace(suspect, start=start, end=end), pair.target.text[start:end]
        place = _rendered(pair.source.text, pair.evidence.links, reading, suspect)
        if not LATIN_WORD.search(words) or (place and _is_usual(pair.source.text[slice(*place)], words)):
            continue
        if place is None:
            message = f"nothing in the Chinese seems to say “{words}”"
        elif len(words.split()) > WORDS * (place[1] - place[0]):
            place, message = None, f"“{words}” does not seem to say what the Chinese says"
        else:
            chinese = pair.source.text[place[0] : place[1]]
            message = f"“{words}” does not seem to say what “{chinese}” says"
        yield pair.finding(
            CHECK,
            message,
            source=place,
            target=(suspect.start, suspect.end),
            severity="note" if suspect.sure < least[1] or _is_sentence(pair, words) else "warning",
            confidence=suspect.sure,
        )


def _chinese(pair: Pair, reading: Reading, least: tuple[float, float]) -> Iterator[Finding]:
    """Chinese words that the translation leaves out; those that English suspects stand for are reported there."""
    for suspect in _suspects(pair, reading, 0):
        words = pair.source.text[suspect.start : suspect.end]
        if suspect.sure < least[0] or suspect.highest < DOUBTED or not IDEOGRAPH.search(words):
            continue
        if reading.target_wrong.size and reading.target_wrong.max() >= NEAR * suspect.highest:
            continue
        yield pair.finding(
            CHECK,
            f"the translation does not seem to say “{words}”",
            source=(suspect.start, suspect.end),
            category="accuracy/omission",
            severity="note" if suspect.sure < OMITTED else "warning",
            confidence=suspect.sure,
        )


def _suspects(pair: Pair, reading: Reading, side: int) -> list[Suspect]:
    """Return the suspects of the Chinese (0) or the English (1) of a pair."""
    evidence, text = pair.evidence, (pair.source.text, pair.target.text)[side]
    return suspects(reading, text, evidence.links, side=side, manner=evidence.manner)


def _is_usual(chinese: str, words: str) -> bool:
    """Return whether each English word, but articles and the like, is a rendering of the Chinese that the dictionary
    knows (人民币, renminbi; 重试, and try again).
    Raters marked .44 of such words of WMT21 and WMT23, .64 of all others that are as doubtful."""
    codes, _, lengths = hashes(chinese)
    english = [w for word in LATIN_WORD.findall(words) if (w := word.lower()) not in function_words("in_title")]
    return bool(english) and bool(known(codes[lengths > 1], english).any(axis=0).all())


def _limits(pair: Pair) -> tuple[float, float]:
    """The least of a note and of a warning, by how much is known of the manner of the text."""
    known = 1.0 if pair.evidence.manner is None else pair.evidence.manner.known
    note, warning = (alone + (plenty - alone) * known for alone, plenty in zip(ALONE, (NOTE, WARNING), strict=True))
    return note, warning


def _is_sentence(pair: Pair, words: str) -> bool:
    """Return whether a span is most of a sentence, or nearly all of one of some words: rendered freely, or wrong as a
    whole."""
    count, share = len(words.split()), len(words) / len(pair.target.text)
    return (count > LONG and share > MOST) or (count > WHOLE[0] and share > WHOLE[1])


def _outside(text: str, values: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """A span of a text without the placeholders that it cuts or has at its ends: Save to, not *Save to "{album*."""
    for first, last in values:
        if first < end <= last:
            end = max(start, first)
        if first <= start < last:
            start = min(end, last)
    return without_marks(text, start, end) if values else (start, end)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of Chinese without placeholders at its ends, that cuts no word in two."""
    start, end = _outside(text, spans(text), start, end)
    for first, last in words_of(text):
        start = first if first < start < last else start
        end = last if first < end < last else end
    return start, end


def _rendered(source: str, links: Links | None, reading: Reading, suspect: Suspect) -> tuple[int, int] | None:
    """The Chinese that English words render, or should: what they are linked to, else the Chinese words of the highest
    probability themselves; None where neither is there."""
    if links is not None and links.similarity.size:
        columns = links.similarity[:, links.target.touching(suspect.start, suspect.end)]
        rows = sorted({int(r) for r, best in zip(columns.argmax(0), columns.max(0), strict=True) if best >= LINKED})
        if rows and rows[-1] - rows[0] <= 2 * len(rows):
            return _whole(source, int(links.source.starts[rows[0]]), int(links.source.ends[rows[-1]]))
    wrong = reading.source_wrong
    if wrong.size and wrong.max() >= NEAR * suspect.highest:
        at = int(wrong.argmax())
        return int(reading.source_starts[at]), int(reading.source_ends[at])
    return None


CHECK = Check(
    id="meaning",
    severity="warning",
    category="accuracy/mistranslation",
    doc="""Words that do not say what the Chinese says, found by a network that reads both sentences together.

**Finds** what no list of words knows: a word in another sense, a wrong name or place, who did it to whom, a claim that
is not in the Chinese, a clause that the translation leaves out. The finding marks the English words, and the Chinese
words that they should render.

**Accepts** free renderings: the network has learnt from good translations as well as from corrupted ones.

**Severity** follows confidence, and confidence is the share of such marks that a rater or translator would have made
(`benchmarks/reader.py`): from .35 a note, from .45 a warning; it is never an error, because of those on published
translations none was right. `[thresholds] "meaning.warning"` and `"meaning.note"` move the limits.

**How a text is translated counts.** Machines translate word by word; professionals regroup and say it freely. What the
network doubts in a literal text is most often wrong, in a free one it is most often free: so the confidence is that of
a machine's text, times the probability that it is one. Whoever knows it says so: `translated_by = "machine"` or
`"people"`. A few sentences say little of it: there a doubt must be surer (.53 in one, .48 in sixty). Most of a sentence
is a note, and so is Chinese that seems to be left out, up to .65.

**Limits.** The network is small and has read mostly documentation, Wikipedia and news; in literature and in long
sentences it is unsure, and then says nothing. Which pairs it reads is decided by `second_reader`.
""",
    run=_run,
    good=(
        ("孩子们在河边钓鱼。", "The children are fishing by the river."),
        ("他昨天去了北京。", "He went to Beijing yesterday."),
    ),
    bad=(("他昨天去了北京。", "He went to Shanghai yesterday.", "Shanghai"),),
    rank=6,
    scope="reading",
    threshold=WARNING,
    words=True,
)
