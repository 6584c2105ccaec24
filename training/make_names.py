"""Make the compact tables of align/data/built from the lexicons: words, persons, pinyin, names.

    python -m training.make_names [--lexicon ../shared/lexicon] [--parallel ../shared/parallel/train.tsv.xz]

Sources: the dictionary that comes with jieba (MIT): words, frequencies, personal names; CC-CEDICT (readings of
characters, facts); CEDPANE (public domain), Wikidata (CC0), CLDR (Unicode licence) and names_extra.tsv (ours): names.
Running it twice gives the same bytes. training/lattice.py, run next, files words and names as the tree that cuts texts.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import lzma
import math
import re
from pathlib import Path

from training.name_sources import (
    COMPOUND,
    GENERIC,
    HAN,
    HERE,
    NAME_TAGS,
    NO_WORDS,
    SOUNDS,
    SURNAMES,
    TYPICAL,
    glossed,
    jieba_entries,
    plain,
    regular,
    renderings,
    sources,
    write,
)


def words(entries: list[tuple[str, int, str]], known: set[str]) -> list[str]:
    """Common words (no names) by frequency level: 1 is rare, each level twice as frequent as the one before."""
    kept = {
        w: f
        for w, f, tag in entries
        if HAN.fullmatch(w)
        and len(w) <= 5
        and (f >= 12 if len(w) > 1 else f >= 3)
        and not (len(w) > 1 and (tag in NAME_TAGS or w in known))
    }
    levels = collections.defaultdict(list)
    for word, f in kept.items():
        levels[int(math.log2(f))].append(word)
    lines: dict[str, str] = collections.defaultdict(str)  # by their first character
    for level in sorted(levels):
        for char, own in itertools.groupby(sorted(levels[level]), key=lambda word: word[0]):
            lines[char] += f"\t{level} {' '.join(own)}"
    write("words.txt", [char + lines[char] for char in sorted(lines)])
    return list(kept)


def people(entries: list[tuple[str, int, str]]) -> None:
    """Surnames and the characters of given names by level: log2 of how many names of the dictionary hold them."""
    single: collections.Counter[str] = collections.Counter()
    first: collections.Counter[str] = collections.Counter()
    second: collections.Counter[str] = collections.Counter()
    surname: collections.Counter[str] = collections.Counter()
    for word, _, tag in entries:
        if not tag.startswith("nr") or tag == "nrt" or word[0] not in SURNAMES:
            continue
        surname[word[0]] += len(word) in (2, 3)
        if word[0] not in TYPICAL:
            continue
        if len(word) == 3:
            first[word[1]] += 1
            second[word[2]] += 1
        elif len(word) == 2:
            single[word[1]] += 1
    single.update({char: n // 2 for char, n in second.items()})  # 伟 is given alone as well as in 建伟
    for word in COMPOUND:
        surname[word] = 8
    for char in SURNAMES:
        surname[char] += 4
    lines = []
    for kind, counts in (("surname", surname), ("single", single), ("first", first), ("second", second)):
        levels = collections.defaultdict(list)
        for char, n in counts.items():
            if n >= 2:
                levels[int(math.log2(n))].append(char)
        lines += [f"{kind}\t{level}\t{' '.join(sorted(levels[level]))}" for level in sorted(levels)]
    write("people.txt", lines)


def readings(path: Path) -> dict[str, set[str]]:
    """Readings of characters: rank 1 is the commonest in words, then others; s: the reading as a surname."""
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    surnames: dict[str, str] = {}
    entry = re.compile(r"(\S+) (\S+) \[([^\]]+)\] /(.*)/")
    for line in path.read_text(encoding="utf-8").splitlines():
        found = entry.match(line)
        if not found:
            continue
        syllables = [re.sub(r"[1-5]$", "", s) for s in found[3].replace("u:", "v").split()]
        for form in {found[1], found[2]}:
            if len(syllables) != len(form) or not HAN.fullmatch(form):
                continue
            if len(form) == 1 and found[4].startswith("surname"):
                surnames.setdefault(form, syllables[0].lower())
            old = re.match(r"(old|archaic|\(archaic|used in|variant|see) ", found[4]) is not None
            for char, syllable in zip(form, syllables, strict=True):
                if (syllable.isalpha() and syllable.islower()) or syllable[:1].isupper():
                    counts[char][syllable.lower()] += (0 if old else 3) if len(form) == 1 else 1
    table: dict[str, dict[str, list[str]]] = {"1": {}, "2": {}, "s": {}}
    known: dict[str, set[str]] = {}
    for char, by in sorted(counts.items()):
        if ord(char) > 0x9FFF:
            continue
        ranked = [s for s, n in sorted(by.items(), key=lambda x: (-x[1], x[0])) if n >= 2] or [min(by)]
        known[char] = {*ranked, surnames.get(char, ranked[0])}
        for place, syllable in enumerate(ranked[:4]):
            table["1" if not place else "2"].setdefault(syllable, []).append(char)
        if char in surnames and surnames[char] != ranked[0]:
            table["s"].setdefault(surnames[char], []).append(char)
    write("pinyin.txt", [f"{k}\t{s}\t{''.join(c)}" for k in table for s, c in sorted(table[k].items())])
    return known


def names(lexicon: Path, entries: list[tuple[str, int, str]], table: dict[str, set[str]]) -> dict[str, list[str]]:
    """Chinese name -> renderings, what pinyin gives anyway left out; the well-known ones first."""
    tags = {w: (tag, f) for w, f, tag in entries}
    small, proper = glossed(lexicon / "cedict_ts.u8", table)
    found: dict[str, tuple[int, list[str]]] = {}
    spelt_out: set[str] = set()
    for rank, zh, text in sources(lexicon):
        zh = zh.strip()
        if rank and (
            not re.fullmatch(r"[\u4e00-\u9fff·]{2,9}", zh) or zh[-1] in "科属目至的" or (zh[-1] == "人" and len(zh) > 2)
        ):
            continue
        tag, f = tags.get(zh, ("", 0))
        if rank > 1 and (
            (len(zh) == 2 and tag[:2] not in ("nr", "ns", "nt"))
            or (f >= 12 and tag[:2] not in ("nr", "ns", "nt", "nz") and len(zh) < 4)
        ):
            continue
        for en in text.split(";") if rank == 0 else renderings(text):
            if rank and all(re.fullmatch(GENERIC, word) for word in en.split()):
                continue
            if rank and regular(zh, en, table):
                if " " not in en or re.search(rf"\b(?:{GENERIC})\b", en):
                    spelt_out.add(zh)
                continue
            forms = found.setdefault(zh, (rank, []))[1]
            if en not in forms and len(forms) < 24:
                forms.append(en)

    def known(zh: str) -> bool:
        f = tags.get(zh, ("", 0))[1]
        return found[zh][0] < 2 or f >= 400 or (f >= 40 and len(zh) > 2)

    order = sorted(found, key=lambda zh: (not known(zh), zh))
    kept = {zh: found[zh][1] for zh in order if found[zh][0] < 2 or zh not in small}
    kept[""] = [str(sum(zh in kept and known(zh) for zh in order))]
    spelt_home = places(lexicon, spelt_out - kept.keys(), tags, small, proper)
    home = spelt_home.keys() - kept.keys()
    famous = {w for w in home if spelt_home[w] and tags.get(w, ("", 0))[1] >= 200}
    tiers = (famous, {w for w in home if spelt_home[w]} - famous, {w for w in home if not spelt_home[w]})
    write("places.txt", [" ".join(sorted(tier)) for tier in tiers])
    loose = {
        w
        for w, (tag, f) in tags.items()
        if tag in ("nrt", "ns") and 3 <= len(w) <= 6 and w not in home and w not in kept and SOUNDS.issuperset(w)
    }
    write("foreign.txt", [" ".join(sorted(loose))])
    words(entries, {zh for zh, (rank, _) in found.items() if rank < 2} | {w for w in home if spelt_home[w]})
    return kept


def places(
    lexicon: Path, regular_names: set[str], tags: dict[str, tuple[str, int]], small: set[str], proper: set[str]
) -> dict[str, bool]:
    """The names of China that are spelt in pinyin, with and without their generic word; whether each is well known."""
    full = set(regular_names) | {w for w, (tag, f) in tags.items() if tag == "ns" and f >= 5 and w in proper}
    for line in (lexicon / "cn_admin_divisions_adminGeo.tsv").read_text(encoding="utf-8").splitlines():
        full.add(line.split("\t")[1])
    kept = {}
    divisions = {zh[:-1] for zh in full if zh[-1] in "省市县州"} | {zh for zh in full if zh[-1] in "省市县州区"}
    for zh in sorted(full):
        if not HAN.fullmatch(zh) or not 2 <= len(zh) <= 5 or re.search("市辖|郊区|直辖|^[城市矿新]区", zh):
            continue
        stem = zh[:-1] if zh[-1] in "省市县区镇乡村州盟旗山河湖江岛" and len(zh) > 2 else zh
        if stem[-1] in "至于和与及在":
            continue
        tag, f = tags.get(stem, ("", 0))
        common = stem in small or (f >= 12 and tag[:2] not in ("ns", "nr", "nt"))
        if len(stem) >= 2 and not common and not re.search("自治|地区|开发|省|管理|行政|[东西南北]部", stem):
            kept[stem] = len(stem) > 2 or f >= 40 or (f >= 8 and stem in divisions)
        elif zh not in small and len(zh) > len(stem) >= 2:
            kept[zh] = len(zh) > 2 or f >= 40
    return kept


def cases(parallel: Path) -> dict[str, tuple[int, int]]:
    """Word -> how often every second sentence of the parallel text writes it small, and with a capital inside."""
    low: collections.Counter[str] = collections.Counter()
    up: collections.Counter[str] = collections.Counter()
    with lzma.open(parallel, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            cells = line.rstrip("\n").split("\t")
            if number % 2 or len(cells) < 5:
                continue
            for place, word in enumerate(re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", cells[4])):
                if word.islower():
                    low[word] += 1
                elif place and word[1:].islower():
                    up[word.lower()] += 1
    return {word: (low[word], up[word]) for word in low.keys() | up.keys()}


def english(lexicon: Path, parallel: Path | None) -> set[str]:
    """English words that are written small: not names."""
    kept: set[str] = set()
    text: dict[str, tuple[int, int]] = {}
    if parallel:
        text = cases(parallel)
    seen: collections.Counter[str] = collections.Counter()
    caps: collections.Counter[str] = collections.Counter()
    for path, column in ((lexicon / "lex_pairs.tsv", 1), (lexicon / "cedpane_pd_english_definitions.tsv", 2)):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            for word in re.findall(r"[A-Za-z]+", cells[column]) if len(cells) > column else ():
                (seen if word.islower() else caps)[word.lower()] += 1
    for word in seen.keys() | text.keys():
        low, up = text.get(word, (0, 0))
        glossed_small = seen[word] >= 2 and seen[word] * 2 >= caps[word]
        if (
            len(word) > 1
            and word.isascii()
            and (glossed_small or (low >= 4 and low * 3 >= up) or (low >= 12 and low * 25 >= up) or low >= 30)
        ):
            kept.add(word)
    kept -= {word.lower() for word in NO_WORDS}
    write("english.txt", [" ".join(sorted(w for w in kept if w[0] == c)) for c in "abcdefghijklmnopqrstuvwxyz"])
    return kept


def both_ways(names: dict[str, list[str]]) -> None:
    """Write Chinese -> English, and English word -> Chinese, sorted for bisection; and which names are well known."""
    known = int(names.pop("")[0])
    write("famous.txt", [" ".join(list(names)[:known])])
    write("names.txt", sorted(f"{zh}\t{';'.join(ens)}" for zh, ens in names.items()))
    back: dict[str, set[str]] = collections.defaultdict(set)
    for zh, ens in names.items():
        for en in ens:
            for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", en):
                word = re.sub(r"['’]s$", "", word)
                if word[0].isupper() and len(word) > 1 and not re.fullmatch(GENERIC, word):
                    back[plain(word).lower()].add(zh)
    lines = [f"{word}\t{','.join(sorted(zhs, key=lambda z: (len(z), z))[:24])}" for word, zhs in back.items()]
    write("names_en.txt", sorted(lines))


def main() -> None:
    """Write all tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lexicon", type=Path, default=HERE.parent.parent / "shared" / "lexicon")
    options.add_argument("--parallel", type=Path, default=HERE.parent.parent / "shared" / "parallel" / "train.tsv.xz")
    given = options.parse_args()
    entries = jieba_entries()
    people(entries)
    english(given.lexicon, given.parallel)
    both_ways(names(given.lexicon, entries, readings(given.lexicon / "cedict_ts.u8")))


if __name__ == "__main__":
    main()
