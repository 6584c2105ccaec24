"""Make known_names.tsv: proper names of CC-CEDICT and CEDPANE with their English, kind and other Chinese forms; and
name_readings.tsv: names and surnames that are not read as their characters mostly are (重庆 Chongqing, 曾 Zeng).

    python -m training.known_names [--lexicon ../shared/lexicon]

A name is an entry whose pinyin begins with a capital and whose gloss, less brackets and explanations, is written in
capitals. A line is: Chinese forms of one thing (joined by ",", with "~" before those that are common words too), its
kind, its English forms (joined by ";"). Forms that a gloss refers to (abbr. for, also written, see) are one thing.
Running it twice gives the same bytes.

Sources: CC-CEDICT (CC BY-SA 4.0), CEDPANE (public domain), names_extra.tsv,
known_extra.tsv and the rule packs (ours).
"""

from __future__ import annotations

import argparse
import collections
import json
import re
from collections.abc import Iterator
from pathlib import Path

from align.names.known_things import first_word
from align.names.pinyin import readings
from training.name_sources import DATA, HAN, HERE, NAME_TAGS, jieba_entries, plain, write

_COUNTED = re.compile("[一二三四五六七八九十]大$")  # congresses, whose English has many forms
_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]+)\] /(.*)/")
_REFERS = re.compile(
    r"(?:abbr\. (?:for|of|to)|also (?:written|called|known as)|same as|see(?: also)?|(?:old )?variant of|another name|"
    r"short (?:for|name)|formerly|now written|aka|i\.e\.)[^\[/]{0,80}?(?:[\u4e00-\u9fff]+\|)?([\u4e00-\u9fff·]{2,})\["
)
_NO_GLOSS = re.compile(
    r"^(?:surname|abbr\.|see |also |same as|variant|old |used in|CL:|\(?Tw\)?$|place name|name of|"
    r"courtesy|Japanese (?:sur|given)|one of|county|village|town|person|given|postal|short )",
    re.I,
)
_SMALL = frozenset(
    "of the and for in on at to a an de la le von van der den bin al el da di do du des dos y e or with from by".split()
)
_GENERIC = frozenset("dynasty opera festival war prize".split())  # written small behind a name as well
_CALLINGS = (
    "politician novelist writer poet poetess composer painter physicist singer actor actress philosopher statesman "
    "mathematician astronomer explorer scientist emperor empress calligrapher historian footballer player general "
    "dictator king queen minister premier chairman founder scholar athlete swimmer hurdler champion coach astronaut "
    "businessman journalist critic architect sculptor musician pianist violinist conductor inventor engineer chemist "
    "biologist economist psychologist missionary monk pope warlord diplomat revolutionary activist lawyer admiral "
    "commander marshal ruler prince princess director"
)
_LIFE = re.compile(
    r"\((?:c\. ?|born |b\. ?|died )?(?:\d{3,4}|\d{1,3} (?:BC|AD))|"
    rf"\b(?:{_CALLINGS.replace(' ', '|')}|president of|author of|(?:personal|temple|reign) name)\b"
)
_WORK = re.compile(
    r"\b(?:(?:[Nn]ovel|[Pp]lay|[Oo]pera|[Pp]oem|[Ff]ilm|[Mm]ovie|[Bb]ook|[Ss]ong|[Ss]tory|[Tt]ragedy|[Cc]omedy|[Tt]elevision|TV|"
    r"[Ww]ork|[Tt]reatise|[Cc]lassic|[Ss]ymphony|[Pp]ainting|[Ee]ncyclop)\w*)\b|\bby [A-Z]\w+|\b(?:title|collection) of"
)
_BODY = re.compile(
    r"\b(?:Organi[sz]ation|Committee|Commission|Council|Ministry|Bureau|Department|Administration|Association|Agency|Bank|"
    r"Fund|University|College|Institute|Academy|Union|League|Party|Court|Procuratorate|Congress|Parliament|Assembly|Office|"
    r"Federation|Company|Corporation|Corp|Group|Inc|Society|Foundation|Times|Daily|News|Post|Herald|Journal|Press|Museum|"
    r"Reserve|Authority|Conference|Board|Alliance|Forum|Exchange|Airlines|Airways|Railway|Station|Broadcasting|Service)\b"
)
_PACT = re.compile(r"\b(?:Treaty|Agreement|Convention|Protocol|Accord|Pact|Charter|Partnership|Declaration)\b")
_PLACE = re.compile(
    r"\b(?:City|County|District|Township|Town|Prefecture|Province|Republic|Kingdom|Emirates|States|River|Lake|Island|Islands|"
    r"Peninsula|Mountains?|Strait|Gulf|Bay|Sea|Ocean|Road|Street|Square|Center|Centre|Airport|Plateau|Desert|Canal)\b"
)
_SPELT = r"\b(?:city|county|district|town|province|municipality|prefecture|village|\d{4}|dynasty)\b"
# things of one kind that end alike in Chinese
_TAILS = ("大学", "银行", "战争", "战役", "革命", "起义", "条约", "奖", "节", "报", "党", "军", "杯")
_RULES = ("institutions", "world", "digital")  # packs whose terms are names


def main() -> None:
    """Write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lexicon", type=Path, default=HERE.parent.parent / "shared" / "lexicon")
    lexicon = options.parse_args().lexicon
    things: dict[str, str] = {}  # form -> the form that stands for its group
    english: dict[str, list[str]] = collections.defaultdict(list)
    kinds: dict[str, str] = {}
    surnames: dict[str, set[str]] = collections.defaultdict(set)
    for zh, glosses in _entries(lexicon):
        for gloss in glosses:
            for other in _REFERS.findall(gloss):
                _join(things, zh, other)
        ways = list(dict.fromkeys(way for gloss in glosses for way in _ways(gloss)))
        if ways:
            english[zh] += [way for way in ways if way not in english[zh]]
            kinds.setdefault(zh, _kind(zh, ways[0], " / ".join(glosses)))
            if "·" in zh and kinds[zh] == "person":  # 凡尔纳 of 儒勒·凡尔纳
                surnames[zh.rpartition("·")[2]].add(zh)
    for last, whole in surnames.items():
        if len(whole) == 1 and len(last) > 2 and last not in english:
            _join(things, last, *whole)
    for zh, text in _listed(lexicon):
        if zh in english:
            english[zh] += [way for way in _ways(text) if way not in english[zh]]
        elif (way := next(iter(_ways(text)), "")) and (kind := _kind(zh, way, text)) in (
            "body",
            "pact",
            "person",
            *_TAILS,
        ):
            english[zh].append(way)
            kinds[zh] = kind
    for forms, accepted in _ruled():
        for zh in forms:
            _join(things, forms[0], zh)
        english[forms[0]] += [way for text in accepted for way in _ways(text) if way not in english[forms[0]]]
        if english[forms[0]]:
            kinds.setdefault(forms[0], _kind(forms[0], english[forms[0]][0], ""))
    _add_own(things, english, kinds)
    loose = _loose(lexicon)
    groups: dict[str, list[str]] = collections.defaultdict(list)
    for zh in {*english, *things}:
        groups[_root(things, zh)].append(zh)
    rows: list[tuple[str, str, list[str]]] = []
    for forms in groups.values():
        forms.sort(key=lambda form: (form not in english, -len(form), form))
        ways = list(dict.fromkeys(way for form in forms for way in english.get(form, ())))
        kind = next((kinds[form] for form in forms if kinds.get(form, "-") != "-"), "-")
        if ways:
            marked = (f"~{form}" if form in loose or len(form) < 2 else form for form in sorted(set(forms)))
            rows.append((",".join(marked), "-" if kind == "place" else kind, ways[:16]))
    told = {way for _, kind, ways in rows if kind != "-" for way in ways}
    kept = (row for row in rows if row[1] != "-" or not told.isdisjoint(row[2]))
    _readings(lexicon)
    lines = sorted(f"{forms}\t{kind}\t{';'.join(ways)}" for forms, kind, ways in kept)
    write("known_names.tsv", lines)
    index(lines)


def index(lines: list[str]) -> None:
    """Write where in the table each Chinese form stands, and which English first words: offsets in bytes."""
    forms: dict[str, int] = {}
    words: dict[str, dict[int, None]] = collections.defaultdict(dict)
    place = 0
    for line in lines:
        marked, _, ways = line.split("\t")
        forms.update((form.lstrip("~"), place) for form in marked.split(","))
        for way in ways.split(";"):
            if first := first_word(way):
                words[first][place] = None
        place += len(line.encode()) + 1
    write("known_forms.txt", sorted(f"{form}\t{place}" for form, place in forms.items()))
    write("known_words.txt", sorted(f"{word}\t{' '.join(map(str, places))}" for word, places in words.items()))


def _entries(lexicon: Path) -> Iterator[tuple[str, list[str]]]:
    """Proper names of the dictionary and their glosses."""
    for line in (lexicon / "cedict_ts.u8").read_text(encoding="utf-8").splitlines():
        found = _ENTRY.match(line)
        if (
            found
            and found[3][:1].isupper()
            and len(found[2]) > 1
            and HAN.fullmatch(found[2].replace("·", ""))
            and not _COUNTED.search(found[2])
        ):
            yield found[2], found[4].split("/")


def _add_own(things: dict[str, str], english: dict[str, list[str]], kinds: dict[str, str]) -> None:
    """Add the names of known_extra.tsv; what it says of kind and order holds."""
    for line in (HERE / "known_extra.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        forms, kind, ways = line.split("\t")
        first, *more = forms.split(",")
        for zh in more:
            _join(things, first, zh)
        own = ways.split(";")
        for zh in (first, *more):
            english[zh] = [*own, *(way for way in english.get(zh, ()) if way not in own)]
            kinds[zh] = kind


def _ruled() -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Terms of the rule packs for bodies and the world, and their renderings."""
    for line in (DATA / "rules.jsonl").read_text(encoding="utf-8").splitlines()[1:]:
        rule = json.loads(line)
        if rule.get("id", "").partition("/")[0] in _RULES and "source" in rule:
            forms = [zh for zh in rule["source"] if HAN.fullmatch(zh) and not _COUNTED.search(zh)]
            if forms:
                yield forms, (*rule["accept"], *rule.get("short", ()))


def _loose(lexicon: Path) -> set[str]:
    """Forms that are common words as well: they explain an English name, and never ask for one."""
    out = {
        w for w, f, tag in jieba_entries() if tag[:2] not in NAME_TAGS and f >= 3 and len(w) == 2 and w[1] not in "朝代"
    }
    for line in (lexicon / "cedict_ts.u8").read_text(encoding="utf-8").splitlines():
        found = _ENTRY.match(line)
        if found and found[3][:1].islower():
            out.add(found[2])
    return out


def _readings(lexicon: Path) -> None:
    """Write the names whose reading is not the likeliest of their characters, and the surnames that have several."""
    found: dict[str, set[str]] = collections.defaultdict(set)
    for line in (lexicon / "cedict_ts.u8").read_text(encoding="utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry is None or not HAN.fullmatch(entry[2]) or len(entry[2]) > 4:
            continue
        surname = len(entry[2]) == 1 and re.search(r"\bsurname\b", entry[4]) is not None
        place = len(entry[2]) > 1 and entry[3][:1].isupper() and re.search(_SPELT, entry[4]) is not None
        if surname or place:
            read = "".join(re.sub(r"\d", "", part).lower() for part in entry[3].split(" ")).replace("u:", "v")
            found[entry[2]].add(read)
    lines = []
    for zh, ways in sorted(found.items()):
        likeliest = "".join((readings(char) or ("?",))[0] for char in zh)
        if (likeliest not in ways or (len(zh) == 1 and len(readings(zh)) > 1)) and "?" not in likeliest:
            lines.append(f"{zh}\t{','.join(sorted(ways))}")
    write("name_readings.tsv", lines)


def _listed(lexicon: Path) -> Iterator[tuple[str, str]]:
    """Further English of the names, from CEDPANE and the list of our own."""
    for line in (lexicon / "cedpane.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if cells[0][:1].isupper() and len(cells[1]) > 1:
            for part in cells[0].split(";"):
                yield cells[1], part
    for line in (HERE / "names_extra.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            zh, _, ways = line.partition("\t")
            for part in ways.split(";"):
                yield zh, part


def _ways(gloss: str) -> Iterator[str]:
    """The names in a gloss: before commas, brackets off, all words but small ones with a capital."""
    if _NO_GLOSS.match(gloss):
        return
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]|[\u4e00-\u9fff|·]+", "", gloss)
    head = re.split(r"[,;:]| - | aka | or | (?:by|from|near|between|who|which) ", text)[0]
    head = plain(" ".join(head.split()).strip(" .\"'"))
    words = head.split()
    while words and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if not words or len(words) > 10 or any(not re.fullmatch(r"[A-Za-z][\w.'’\-&]*", word) for word in words):
        return
    capitals = all(word[:1].isupper() or word in _SMALL or word in _GENERIC for word in words)
    if capitals and words[0][:1].isupper() and words[-1] not in _SMALL:
        yield " ".join(words)


def _kind(zh: str, way: str, gloss: str) -> str:
    """What kind of thing a name is: pact, body, person, dynasty, work, place, its last word (节, 战争), or "-"."""
    if _PACT.search(way) and zh[-1] in "约定议书言章告":
        return "pact"
    if _PLACE.search(way) or (zh[-1] in "省市县区镇乡州" and len(zh) > 2):
        return "place"
    if zh.endswith(_TAILS):
        return next(tail for tail in _TAILS if zh.endswith(tail))
    if (zh[-1] == "朝" and len(zh) == 2) or re.search(r"\b[Dd]ynast(?:y|ies)$", way):
        return "dynasty" if way.split(" ")[0] not in ("History", "Book") else "work"
    if _LIFE.search(gloss) and not _WORK.search(re.sub(r"\b(?:author|writer|composer) of.*", "", gloss).split("(")[0]):
        return "person"
    if _BODY.search(way) or zh[-1] in "报社":
        return "body"
    if _WORK.search(gloss) and not _LIFE.search(gloss.split("by")[0]):
        return "work"
    return "-"


def _root(things: dict[str, str], form: str) -> str:
    while things.get(form, form) != form:
        form = things[form]
    return form


def _join(things: dict[str, str], one: str, other: str) -> None:
    for form in (one, other):
        things.setdefault(form, form)
    a, b = sorted((_root(things, one), _root(things, other)))
    things[b] = a


if __name__ == "__main__":
    main()
