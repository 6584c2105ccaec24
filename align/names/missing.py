"""Names of the source that the target does not render, and the English words in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property

from align.data import either, rows
from align.names.capitalised import English, Word
from align.names.equivalents import called_otherwise
from align.names.pinyin import abroad, fold, spellings
from align.names.places_of_names import nearest, of_no_land, runs
from align.names.recognition import GENERIC_ZH, Chinese, Name, chinese_of, great_places, major, sounding
from align.names.renderings import SOUNDS_LIKE, explained, is_pinyin, missing
from align.names.sound import likeness
from align.names.unseen import BARELY, is_unseen
from align.records import Links
from align.text.english import english_words
from align.text.sayings import is_proverb
from align.text.scripts import HAN, IDEOGRAPH, chinese_words
from align.text.segmenter import is_common

LINKED = 0.4  # cosine of a name with its best English token from which it counts as rendered (strangers: 95 % below)
LISTED = 0.65  # the same for well-known names: their renderings are listed, so that a link alone proves little
SPELT = 4  # letters of a word of the dictionary that may be a name
_JAPANESE = re.compile("(?:(?:[kgsztdnhbpmr]y?|sh|ch|j|ts|f|w|y)?[aeiou]|n(?![aeiouy])){3,}")  # three morae or more
# behind the name of a country: an office or a paper that English names without the country
_DROPPED = re.compile(either("chinese_words.tsv", "of_land"))
_DISH = re.compile(f"[{HAN}]{{0,3}}[面粉饭饼鸭鸡肠酒茶菜糕汤粥饺瓜果](?![{HAN}])|[烤炒煎酱卤][{HAN}]")
_EVENT = re.compile(
    f"[正将已]?[在]?(?:举|召|进|发|开|闭|落|登|去世|出生|生|工作|学|留|定|成|建|上|播|访|比|参|夺|表)[{HAN}]"
)
_BOUNDS = frozenset(
    ["", *"首政境，。、；：！？的和与及或在对将把被是有会可已也都不没等说称）”’》"]
)  # what ends a noun phrase
_PARTICLES = re.compile(rf"\b(?:(?:{either('english_words.tsv', 'before_surname')})\s){{1,3}}$", re.I)
_DOT = re.compile("[·•・‧][\u4e00-\u9fff]{1,3}$")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|they|their|them|who|himself|herself)\b", re.I)
_THIRD = re.compile(r"\b(?:he|she|they|his|her|him|them)\b(?! is (?:a|an|the|\w+ that)\b)", re.I)
_THIRD_ZH = re.compile("[他她它其该此]|自己|这[个家位座]|那[个家位座]")
APART = 0.25  # share of a text by which a pronoun may lie further on or back than the name in its place


@dataclass(frozen=True)
class Gap:
    """A name without a rendering: the surest name of its chain, the span of the chain, and the English words that
    are in its place (None: nothing is)."""

    name: Name
    start: int
    end: int
    words: tuple[int, int] | None
    literal: bool = False


def gaps(source: Chinese, text: English, links: Links | None) -> list[Gap]:
    """Find names without a rendering, and the English in their place, by lists, spelling, sound and token links."""
    target = text.text
    if not target or not IDEOGRAPH.search(source.text):
        return []
    lost = list({chain[0].text: chain for chain in reversed(missing(source, text))}.values())[::-1]
    if not lost:
        return []
    strange = [w for w in text.names if _alien(w, source, links)]
    loose = runs(strange, target)
    out = []
    for chain in (chain for chain in lost if not any(is_unseen(name, target) for name in chain)):
        start, end = chain[0].start, chain[-1].end
        if called_otherwise(source.text, start, end, target) or is_proverb(source.text, start, end):
            continue
        other = _another(chain, text, source) if links is not None else None
        if links is not None and other is None and any(linked(links, text, name) for name in chain):
            continue
        name = max(chain, key=lambda n: (n.sure, len(n.text)))
        heard = [] if other else [n for n in chain if sounding(n.text)]
        if any(_barely(n, w, text, source.text) for n in heard for w in _may_be_names(text)):
            continue
        middle = (start + end) / 2 / len(source.text) * len(target)
        may_be = loose if name.kind == "listed" else of_no_land(loose, target, _places().lands)
        place = other or _likest(name, loose, target) or nearest(may_be, middle)
        literal = place is None and name.kind == "place"
        if literal:
            place = _translated(text, source, links)
        elif place is not None:
            loose = [span for span in loose if span != place]
        if name.sure < 0.6 or _within_name(name, source.text, end):
            continue
        if place is None and (_implied(name, source, end) or name.sure < 0.75 or _in_acronym(name, text, source.text)):
            continue
        out.append(Gap(name, start, end, place, literal))
    return out


def _may_be_names(text: English) -> list[Word]:
    """Capitalised words, and those that open a sentence, which may be names that are spelt like words: Sims, Young."""
    plain = (w for w in text.words if w.opens and len(w.folded) >= SPELT and w.folded not in english_words("no_name"))
    return list(dict.fromkeys((*text.names, *plain)))


def _another(chain: Sequence[Name], text: English, source: Chinese) -> tuple[int, int] | None:
    """The one great place in the English of which the Chinese says nothing, for one that it names (成都, Chongqing).
    Links say nothing here: great cities keep the same company."""
    # of all capitals: a dictionary of English may hold a great place, too (Hangzhou)
    found = [w for w in text.capitals if w.folded in _places().great and not explained(w, source)]
    return (found[0].start, found[0].end) if len(found) == 1 and all(map(_well_known, chain)) else None


def _well_known(name: Name) -> bool:
    """Return whether it is a great place, a listed one that is no common word, or one of an apostrophe: 西安, Xi'an."""
    if name.text in great_places() or (name.kind == "place" and name.sure >= 0.8 and not is_common(name.text)):
        return True
    return name.text in major() and any("'" in way and fold(way) in spellings(name.text) for way in name.renderings)


def strangers(names: Sequence[Word], source: Chinese, links: Links | None) -> list[Word]:
    """Return those of some English names that no name of the Chinese explains."""
    loose = [w for w in names if not explained(w, source)]
    return [w for w in loose if not linked_word(links, w)]


def _alien(word: Word, source: Chinese, links: Links | None) -> bool:
    """Return whether nothing in the source explains an English name. Of acronyms only those of countries count."""
    if word.acronym and word.folded not in ("us", "usa", "uk", "eu", "un", "uae", "ussr"):
        return False
    return not explained(word, source) and not linked_word(links, word)


def linked(links: Links, text: English, name: Name) -> bool:
    """Return whether the pieces of this name find counterparts. Half of its characters must; one-character pieces (the
    sounds of a name cut up) count only where they meet a capitalised word."""
    end = name.end - 1 if name.text[-1] in GENERIC_ZH and len(name.text) > 2 else name.end
    found = 0
    within = links.source.touching(name.start, end)
    for piece in range(within.start, within.stop):
        if links.source_best[piece] < (LISTED if name.text in major() else LINKED):
            continue
        size = min(int(links.source.ends[piece]), end) - max(int(links.source.starts[piece]), name.start)
        if size > 1 or _capital_at(text, int(links.target.starts[links.similarity[piece].argmax()])):
            found += size
    return found * 2 >= end - name.start


def _capital_at(text: English, offset: int) -> bool:
    return any(w.start <= offset < w.end for w in text.capitals)


def linked_word(links: Links | None, word: Word) -> bool:
    """Return whether the whole English word has a counterpart. A word cut into pieces needs half of its letters."""
    if links is None:
        return False
    within = links.target.touching(word.start, word.end)
    sizes = links.target.ends[within] - links.target.starts[within]
    if not len(sizes):
        return False
    good = links.target_best[within] >= LINKED
    return bool(sizes[good].sum() * 2 >= sizes.sum())


def _barely(name: Name, word: Word, text: English, source: str) -> bool:
    """Return whether this English name, which renders no other name of the source, may be a spelling of the name,
    with or without the small words of a surname before it: 范德萨, Van der Sar."""
    others = chinese_of(word.folded)
    if any(zh in source and zh != name.text for zh in others):
        return False
    # Minsk has sounds of 莫斯科, but is the name of another town
    least = SOUNDS_LIKE if others and name.renderings and name.text not in others else BARELY
    if likeness(name.text, word.folded) > least:
        return True
    small = _PARTICLES.search(text.text, max(0, word.start - 16), word.start)
    return small is not None and likeness(name.text, fold(small[0]) + word.folded) > BARELY


def _likest(name: Name, spans: list[tuple[int, int]], target: str) -> tuple[int, int] | None:
    """Return the span whose letters come nearest to the pinyin of a Chinese name, where one comes near at all."""
    if name.kind == "sound":
        return None
    best: tuple[float, tuple[int, int]] | None = None
    for span in spans:
        letters = fold(target[slice(*span)])
        share = max((SequenceMatcher(None, letters, form).ratio() for form in spellings(name.text)), default=0.0)
        if share > 0.5 and (best is None or share > best[0]):
            best = share, span
    return best[1] if best else None


def _within_name(name: Name, source: str, end: int) -> bool:
    """Return whether a name of two characters is but the end of a longer one that a dot parts: 格力 in 强尼·英格力."""
    before = source[max(0, name.start - 4) : name.start]
    return name.end == end and len(name.text) == 2 and _DOT.search(before) is not None and sounding(before[-1])


def _implied(name: Name, source: Chinese, end: int) -> bool:
    """Return whether English may leave the name out: a country before its offices and papers, a person as a pronoun."""
    if name.text in chinese_words("land") and (
        _DROPPED.match(source.text, end) or any(n.start == end for n in source.names)
    ):
        return True
    if adjectival(name, source.text, end):
        return True
    if name.kind == "place" and name.text not in great_places():
        stem = name.text[:-1] if name.text[-1] in GENERIC_ZH else name.text
        return stem == name.text or is_common(stem) or is_common(name.text)  # 碧水, 新农村
    return name.text in ("中国", "中华", "首都", "大陆", "地球", "两岸", "新冠", "新冠肺炎")


class _Places:
    """What the checks of missing names need to know of places beside their renderings."""

    @cached_property
    def great(self) -> frozenset[str]:
        """The pinyin of great places, as far as it is long enough to be no other word."""
        return frozenset(form for zh in great_places() for form in spellings(zh) if len(form) > 5)

    @cached_property
    def lands(self) -> tuple[str, ...]:
        """Names of lands, and the ends of such names."""
        return ("国", "洲", "亚", "斯坦", *(land for (land,) in rows("lands.tsv")))


@cache
def _places() -> _Places:
    return _Places()


def adjectival(name: Name, source: str, end: int) -> bool:
    """Return whether a country or the Games are before a noun, where English often leaves them out (英国选手), or any
    place before a dish."""
    if name.kind in ("listed", "place") and _DISH.match(source, end):
        return True
    if name.kind != "listed" or not name.text.endswith(_places().lands) or source[end : end + 1] in _BOUNDS:
        return False
    return source[max(0, end - len(name.text) - 1)] not in "在于到赴抵往" or not _EVENT.match(source, end)


def _in_acronym(name: Name, text: English, source: str) -> bool:
    """Return whether an acronym that the Chinese lacks may contain the name: 上海自贸试验区, SFTZ."""
    first = name.renderings[0][:1] if name.renderings else spellings(name.text)[0][:1].upper()
    return any(w.acronym and len(w.text) > 2 and first in w.text and w.text not in source for w in text.words)


def pronoun_instead(source: str, target: str, at: int) -> bool:
    """Return whether the English has more pronouns of the third person than the Chinese, and one where the name at that
    offset would be: Chinese says a name again where English does not (马云后来又运送了, "He later sent")."""
    found = [match.start() / len(target) for match in _THIRD.finditer(target)]
    near = any(abs(place - at / len(source)) <= APART for place in found)
    return near and len(found) > len(_THIRD_ZH.findall(source))


def pronoun(target: str) -> bool:
    """Return whether the English has a pronoun that may refer to a person or thing named before."""
    return _PRONOUN.search(target) is not None


def _translated(text: English, source: Chinese, links: Links | None) -> tuple[int, int] | None:
    """Capitalised dictionary words before a generic one, explained by nothing: "Golden Water District"."""
    caps = text.words
    for place, word in enumerate(caps):
        if word.folded not in english_words("in_place_name") or not place:
            continue
        first = place
        while first and re.fullmatch(r"[\s\-]", text.text[caps[first - 1].end : caps[first].start]):
            first -= 1
        before = [w for w in caps[first:place] if w.folded not in english_words("in_place_name")]
        if before and not any(explained(w, source) or linked_word(links, w) for w in before):
            return caps[first].start, word.end
    return None


def read_abroad(english: English, name: Name, place: tuple[int, int]) -> bool:
    """Return whether the words at a place bear a person's name as it is read in another country: in Japan (Tomokazu
    for 智和), or beside the surname as Koreans, Vietnamese or people of Macao spell it (Ri Yong-ho for 李英浩, Ricky
    Hoi for 许耀明)."""
    here = [word for word in english.words if place[0] <= word.start < place[1]]
    if here and all(_JAPANESE.fullmatch(word.folded) and not is_pinyin(word.folded) for word in here):
        return True
    ways = abroad(name.text[0])
    return any(
        word.folded in ways and not english.text[min(word.end, place[1]) : max(word.start, place[0])].strip()
        for word in english.words
        if word.end <= place[0] or word.start >= place[1]
    )
