"""Opposites: the English says fell where the Chinese says rose, east for west, he for she."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from align.data import TABLES
from align.records import Alignment, Check, Finding, Links, Pair

TIED = 0.2  # cosine from which two opposites count as linked
_LESS = re.compile(
    r"\b(?:less|least|not|never|hardly|n['’]t)(?: (?:so|very|too|as|all))?[ -](?:self-)?$"
)  # less complicated
NEAR = 5  # characters around a linked word in which Chinese could justify the opposite (不 before 稳定)
_DENIED = re.compile(
    "(?:[不非未没无]|[不未][得应可能会宜])$"
)  # 不安全 is not the opposite of unsafe, 不得低于 of at least
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Opposite:
    """A row of the table. Its patterns are made when its word is first met: an article meets few of them."""

    row: tuple[str, str, str]
    tied: bool  # words so common that the two must be linked to be reported

    @cached_property
    def wrong(self) -> list[tuple[str, bool]]:
        """English of the opposite: words in lower case, and whether they may go on (declin*)."""
        return _english(self.row[0])

    @cached_property
    def right(self) -> list[tuple[str, bool]]:
        """English that agrees, or leaves it open."""
        return _english(self.row[1])

    @cached_property
    def excuse(self) -> re.Pattern[str]:
        """Chinese that justifies the opposite."""
        return re.compile(self.row[2])


@cache
def _table() -> tuple[re.Pattern[str], dict[str, Opposite]]:
    """One pattern of all Chinese words (the longest first), and the row of each."""
    rows: dict[str, Opposite] = {}
    text = (TABLES / "opposites.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        words, wrong, right, excuse = line.split("\t")
        rows.update(
            dict.fromkeys(words.lstrip("~").split("|"), Opposite((wrong, right, excuse), words.startswith("~")))
        )
    behind: dict[str, list[str]] = {}  # by first character: so the pattern asks few words at a place
    for word in sorted(rows, key=len, reverse=True):
        behind.setdefault(word[0], []).append(word[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in behind.items())), rows


def _english(words: str) -> list[tuple[str, bool]]:
    return [(word.rstrip("*").lower(), word.endswith("*")) for word in words.split("|")]


def _first(words: list[tuple[str, bool]], low: str) -> tuple[int, int] | None:
    """Where the first of the words stands in a lower-case text, as a word of its own. (Plain search: most words are
    nowhere in the text, and no pattern has to be made of them.)"""
    best: tuple[int, int] | None = None
    for word, stem in words:
        at = low.find(word)
        while at >= 0:
            end = at + len(word)
            if not _is_part(low[at - 1 : at]) and (stem or not _is_part(low[end : end + 1])):
                if best is None or at < best[0]:
                    while stem and _is_part(low[end : end + 1]):
                        end += 1
                    best = at, end
                break
            at = low.find(word, at + 1)
    return best


def _is_part(char: str) -> bool:
    return char.isalnum() or char == "_"


def run(alignment: Alignment) -> Iterator[Finding]:
    """Pairs in which one side says the opposite of the other, and nothing that agrees."""
    pattern, rows = _table()
    for pair in alignment.pairs():
        source, target = pair.source.text, pair.target.text
        if not target or not _HAN.search(source):
            continue
        seen: set[int] = set()
        low = target.lower() if target.isascii() else "".join(c.lower() if c.isascii() else c for c in target)
        for match in pattern.finditer(source):
            row = rows[match.group()]
            before = source[max(0, match.start() - 2) : match.start()]
            if id(row) in seen or _DENIED.search(before) or (before[-1:] == "至" and match[0][0] == "少"):  # 至少于
                continue
            seen.add(id(row))
            wrong = _first(row.wrong, low)
            if wrong is None or _first(row.right, low) or _LESS.search(low, 0, wrong[0]):
                continue
            tied = _tied(pair.evidence.links, match.span(), wrong)
            reach = NEAR if tied else len(source)
            before, after = source[max(0, match.start() - reach) : match.start()], source[match.end() :][:reach]
            if not row.excuse.search(before) and not row.excuse.search(after) and (tied or not row.tied):
                yield _finding(pair, match.span(), wrong, tied or _same_figure(source[match.end() :], low[wrong[1] :]))
        if "east" in low or "west" in low or "north" in low or "south" in low:
            yield from _compass(pair)
        yield from _gender(pair)


_BY_ZH = re.compile(r"[了至到近约超过逾达]{0,3}\s*(\d+(?:\.\d+)?)")
_BY_EN = re.compile(
    r"\s+(?:(?:by|to|at|about|nearly|almost|over|around|some|more than|an?|further)\s+){0,3}(\d+(?:\.\d+)?)"
)


def _same_figure(zh: str, en: str) -> bool:
    """Is the same figure right behind both (下降3.2%, "rose 3.2 percent")? Then they speak of one thing."""
    ours, theirs = _BY_ZH.match(zh), _BY_EN.match(en)
    return ours is not None and theirs is not None and ours[1] == theirs[1]


def _finding(pair: Pair, zh: tuple[int, int], en: tuple[int, int], tied: bool) -> Finding:
    source, target = pair.source.text[slice(*zh)], pair.target.text[slice(*en)]
    return Finding(
        CHECK.id,
        "error" if tied else "warning",
        "accuracy/mistranslation/opposite",
        pair.number,
        pair.source.span(*zh),
        pair.target.span(*en),
        f"“{source}” is the opposite of “{target}”",
        (),
        0.85 if tied else 0.65,
    )


def _tied(links: Links | None, zh: tuple[int, int], en: tuple[int, int]) -> bool:
    """Are the two linked? Opposites keep the same company, so that their vectors are near."""
    if links is None:
        return False
    rows = (links.source.starts < zh[1]) & (links.source.ends > zh[0])
    columns = (links.target.starts < en[1]) & (links.target.ends > en[0])
    if not rows.any() or not columns.any():
        return False
    between = float(links.similarity[rows][:, columns].max())
    return between > TIED and between >= 0.9 * float(links.similarity[:, columns].max())


_POINTS = {"east": "东", "west": "西", "south": "南", "north": "北"}
_FACING = {"东": "西", "西": "东", "南": "北", "北": "南"}
_COMPASS = re.compile(
    r"\b(?:(north|south)(east|west)?|(east|west))(?:ern(?:er|ers|most)?|wards?|erly|bound)?\b"
    r"(?!\s+(?:Korea|Africa|America|Carolina|Dakota|Wales|Sudan|Ossetia|Yorkshire|Bank|Virginia|Point|Side|End|Pole|Ham))",
    re.I,
)


def _compass(pair: Pair) -> Iterator[Finding]:
    """A point of the compass that the Chinese does not have, where it has the opposite one, and English has not."""
    source, target = pair.source.text, pair.target.text
    found = list(_COMPASS.finditer(target))
    if not found:
        return
    said = {_POINTS[p.lower()] for m in found for p in m.groups() if p}
    if not any(own not in source and _FACING[own] in source and _FACING[own] not in said for own in said):
        return
    bare = list(source)
    for name in pair.evidence.chinese.names:
        bare[name.start : name.end] = "#" * (name.end - name.start)
    free = "".join(bare)
    for match in found:
        for point in (p.lower() for p in match.groups() if p):
            own = _POINTS[point]
            at = free.find(_FACING[own])
            if own not in source and at >= 0 and _FACING[own] not in said:
                yield _finding(pair, (at, at + 1), match.span(), True)
                return


_HE = re.compile(r"\b(?:he|him|his|himself)\b", re.I)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.I)
_HIM = re.compile("他(?![们人国乡方日山处])")
_MEN = re.compile(
    "他(?![们人国乡方日山处])|父|爸|丈夫|男|先生|兄|弟|哥|儿子|爷|叔|伯|舅|国王|王子|皇帝|帝|神|主|其|汉|僧|公"
)
_WOMEN = re.compile("她|母|妈|妻|女|姐|妹|奶|姨|姑|婆|娘|太太|夫人|王后|公主|婶|嫂|船|其|妃|尼姑|国家|祖国|妇|号")


def _gender(pair: Pair) -> Iterator[Finding]:
    """他 with she alone, 她 with he alone."""
    source, target = pair.source.text, pair.target.text
    for char, others, right, wrong in (("她", _MEN, _SHE, _HE), ("他", _WOMEN, _HE, _SHE)):
        at = source.find(char)
        if (
            at < 0
            or others.search(source)
            or right.search(target)
            or (char == "他" and not re.search("他(?![们人国乡方日山处])", source))
        ):
            continue
        found = wrong.search(target)
        if found:
            yield Finding(
                CHECK.id,
                "error",
                "accuracy/mistranslation/gender",
                pair.number,
                pair.source.span(at, at + 1),
                pair.target.span(*found.span()),
                f"“{char}” is {'she' if char == '她' else 'he'}; the translation has “{found.group()}”",
                (),
                0.85,
            )


DOC = """\
Some mistakes turn a figure, a vote or a person into the opposite: 增长 translated as *fell*, 进口 as *exports*, 以上
as *below*, 去年 as *next year*, 反对 as *supported*, 西北 as *northeast*, 她 as *he*. Word vectors do not see them,
because opposites keep the same company; so the check has a table of about sixty pairs of opposites.

It reports only what is certain: the Chinese has the word and nothing that would justify its opposite, the English has
the opposite and nothing that agrees. "Exports rose while imports fell" for 出口增长，进口下降 is safe because every
word has its counterpart. An opposite that the bundled encoder links to the Chinese word, or that has the same figure
behind it (下降3.2%, "rose 3.2 percent"), is an `error`, else a `warning`.

Points of the compass are compared without the names of places (北京, Middle East, South Korea), *he* and *she* only
where the Chinese writes 他 or 她 and mentions nobody of the other sex.
"""

CHECK = Check(
    id="direction",
    severity="error",
    category="accuracy/mistranslation/opposite",
    doc=DOC,
    run=run,
    good=(
        ("该设置有潜在的不安全性。", "The setting is potentially unsafe."),
        ("粮食产量同比增长3%。", "Grain output rose 3 percent year on year."),
        ("出口增长，进口下降。", "Exports rose while imports fell."),
        ("该县位于河南省西北部。", "The county lies in the northwest of Henan Province."),
        ("她说她会回来。", "She said she would be back."),
        ("会议推迟到明年举行。", "The meeting was put off until next year."),
    ),
    bad=(
        ("粮食产量同比增长3%。", "Grain output fell 3 percent year on year.", "fell"),
        ("该县位于省会西北部。", "The county lies northeast of the provincial capital.", "northeast"),
        ("她说会回来。", "He said he would be back.", "He"),
        ("两国同意在去年完成谈判。", "The two countries agreed to finish the talks next year.", "next year"),
        ("该公司去年扩大了进口。", "The company expanded its exports last year.", "exports"),
    ),
    rank=3,
)
