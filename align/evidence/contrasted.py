"""Two sides that a frame sets against each other: 从A到B, 不是A而是B, 先A再B.

A translation that turns such a frame round has all the right words. So the words of both sides are anchored
(:func:`align.evidence.roles.anchors`), and the sides of the Chinese frame are compared with those of an English one
that says the same: *from … to*, *not … but*, *rather than*, *first … then*. Only a full exchange counts: words
of the first side are in the second one and words of the second in the first, and none is where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.evidence.roles import Anchor, Exchange, anchors, any_in
from align.names.capitalised import English
from align.names.recognition import Chinese
from align.records import Links
from align.text.scripts import HAN
from align.text.word_keys import Keys

SHORT = 40  # characters; a longer text tells of more than two events
_DENIES = re.compile("[不未勿没非无别始才方仅只]|前[^，]*?[前后]|后[^，]*?[前后]|前后|最后|[置位放排]|[。；].")
_TIME = re.compile(
    r"\b(?:before|after|until|till|prior|once|when|then|only|not|never|no|cannot|while|since|following|upon)\b|n['’]t"
)
CLOSE = 4  # characters from 比 or 到 in which the thing is
_THEN = "(?:，|(?=[请应须需必务要先再可才我你他她它咱]))"  # behind 更换滤芯前: what is done then


class _Frame(NamedTuple):
    """A frame of Chinese and those of English that say the same; each has the groups ``one`` and ``two``. ``signs``:
    characters, or two together, of which one is in every such Chinese; most texts have none of a frame, whose pattern
    is slow; ``close``: only the characters next to the frame belong to its sides; ``once``: a negation,
    or a second time that is named, makes another order right (不得 … 前, "only after"); ``words``: of which one is in
    whatever its English patterns match."""

    signs: tuple[str, ...]
    chinese: re.Pattern[str]
    english: tuple[re.Pattern[str], ...]
    words: tuple[str, ...]
    close: bool = False
    once: bool = False


_CHOSEN = (
    re.compile(
        r"\b(?:rather|sooner|better(?: to)?|easier to) (?P<one>[^,.;:!?]{2,60}?) than (?:to )?(?P<two>[^,.;:!?]{2,60})"
    ),
    re.compile(r"(?P<one>[^,.;:!?]{2,60}), not (?P<two>[^,.;:!?]{2,60})"),
    re.compile(r"\bnot (?:so much )?(?P<two>[^,.;:!?]{2,60}?),? (?:but|as)(?: rather)? (?P<one>[^,.;:!?]{2,60})"),
    re.compile(r"(?P<one>[^,.;:!?]{2,60}),? (?:rather than|instead of|and not) (?P<two>[^,.;:!?]{2,60})"),
    re.compile(r"\b(?:rather than|instead of) (?P<two>[^,.;:!?]{2,60}), (?P<one>[^,.;:!?]{2,60})"),
)
_GOES = "飞往|前往|开往|驶往|运往|迁往|飞抵"
_PASSED = "(?:传染|传播|传|转移|转让|移交|转交|扩散|蔓延|流|输送|转变|过渡)(?:到|至|给|向|为)了?"
# Of each of these one word is in what the patterns match
_OF_CHOICE = ("than", "not", "instead")
_OF_ORDER = ("before", "after", "once", "on")
_FROM = (re.compile(r"\bfrom (?P<one>(?:[\w'’-]+ ){1,4}?)to (?P<two>(?:\w{1,40}\W{1,8}){0,3}\w{0,40})"),)
_FIRST = (
    re.compile(r"\bfirst,? (?!(?:and )?then)(?P<one>[^.;:!?]{2,80}?),? (?:and )?then (?P<two>[^.;:!?]{2,80})"),
    re.compile(r"(?P<one>[^,.;:!?]{2,60}) first,? (?:and )?then (?P<two>[^.;:!?]{2,80})"),
    re.compile(r"^(?!.*\bfirst\b)(?P<one>[^.;:!?]{2,120}?),? and then (?P<two>[^.;:!?]{2,80})"),
)

_ORDER = (
    re.compile(r"(?:^|[.;:]\s)before (?P<two>[^,.;:!?]{2,70}), (?P<one>[^.;:!?]{2,80})"),
    re.compile(r"(?:^|[.;:]\s)(?:after|once|on) (?P<one>[^,.;:!?]{2,70}), (?P<two>[^.;:!?]{2,80})"),
    re.compile(r"(?P<one>[^.;:!?]{2,80}?),? before (?P<two>[^,.;:!?]{2,70})"),
    re.compile(r"(?P<two>[^.;:!?]{2,80}?),? after (?!which|that|this|all)(?P<one>[^,.;:!?]{2,70})"),
)


def _sides(pattern: str) -> re.Pattern[str]:
    """A frame of Chinese; <ONE> and <TWO> are its sides up to a mark of punctuation, <one> and <two> the eight
    characters next to it; <ALL> is the first side behind it, as far as its clause goes."""
    for side in ("one", "two"):
        lazy = "?" if side == "one" else ""
        pattern = pattern.replace(f"<{side}>", f"(?P<{side}>[{HAN}]{{2,8}}{lazy})")
        pattern = pattern.replace(f"<{side.upper()}>", f"(?P<{side}>[^，。；：！？]{{{2 if lazy else 1},14}}{lazy})")
    return re.compile(pattern.replace("<ALL>", "(?P<one>[^，。；：！？]{2,20})"))


_FRAMES = (
    _Frame(
        ("从", "由", "自"),
        _sides(f"[从由自]<one>(?:到|至|{_GOES}|{_PASSED})<two>"),
        _FROM,
        ("from",),
        close=True,
    ),
    _Frame(("不是", "并非", "不在"), _sides("(?:不是|并非|不在于)<TWO>，?而(?:是|在于)<ONE>"), _CHOSEN, _OF_CHOICE),
    _Frame(("而不", "而非"), _sides("<ONE>，?(?:而不是|而非)<TWO>"), _CHOSEN, _OF_CHOICE),
    _Frame(("与其",), _sides("与其说?<TWO>，?(?:倒|还|毋宁)?不如说?<ONE>"), _CHOSEN, _OF_CHOICE),
    _Frame(("宁可", "宁愿", "宁肯"), _sides("宁[可愿肯]<ONE>，?也[决绝]?不[愿要肯想会]?<TWO>"), _CHOSEN, _OF_CHOICE),
    _Frame(("先",), _sides("先<ONE>(?:，?(?:然后再?|后再|再)|，后(?=[^来者面]))<TWO>"), _FIRST, ("first", "then")),
    _Frame(
        ("前",),
        _sides(f"<TWO>(?<![天日周月年时钟秒夜以之目从此])[之以]?前{_THEN}<ALL>"),
        _ORDER,
        _OF_ORDER,
        once=True,
    ),
    _Frame(
        ("后",),
        _sides(f"<ONE>(?<![天日周月年时钟秒夜以之今往而此])[之以]?后{_THEN}<TWO>"),
        _ORDER,
        _OF_ORDER,
        once=True,
    ),
)


def compared(source: Chinese, text: English, links: Links, there: Keys | None = None) -> Iterator[Exchange]:
    """Frames whose two sides have changed places in the English; ``there``: the keys of its words, where they are
    known."""
    low = text.text.lower()
    known: list[Anchor] | None = None
    for frame in _FRAMES:
        if source.twos.isdisjoint(frame.signs) or (there is not None and there.isdisjoint(frame.words)):
            continue
        if frame.once and not _told_once(source.text, low):
            continue
        ours = list(frame.chinese.finditer(source.text))
        theirs = [hit for pattern in frame.english for hit in pattern.finditer(low)] if len(ours) == 1 else []
        if len(theirs) != 1:
            continue
        known = anchors(source, text, links) if known is None else known
        if _is_crossed(frame, known, ours[0], theirs[0]):
            target = theirs[0].start(), theirs[0].start() + len(theirs[0][0].rstrip(" .,;:!?\"'”’"))
            yield Exchange(ours[0].span(), target, ours[0][0])


def _told_once(source: str, low: str) -> bool:
    """Return whether a short text denies nothing and names one order of time, on both sides."""
    return len(source) <= SHORT and not _DENIES.search(source) and len(_TIME.findall(low)) == 1


def _is_crossed(frame: _Frame, known: Sequence[Anchor], ours: re.Match[str], theirs: re.Match[str]) -> bool:
    """Return whether words of each side are in the other one, and none where it belongs."""
    spans = {side: ours.span(side) for side in ("one", "two")}
    if frame.close:
        near = (ours.start("two"), ours.start("two") + CLOSE)
        spans = {"one": (ours.end("one") - CLOSE, ours.end("one")), "two": near}
    found = {side: [a for a in known if start <= a.source < end] for side, (start, end) in spans.items()}
    one, two = theirs.span("one"), theirs.span("two")
    crossed = any_in(found["one"], two) and any_in(found["two"], one) and not any_in(found["two"], two)
    return crossed and not any_in(found["one"], one)
