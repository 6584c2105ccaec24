"""Builds qa_rules/places.toml, the rules for the names of China's provinces, prefectures, counties and districts.

    python -m training.places ADMIN_TSV [--output qa_rules/places.toml]

ADMIN_TSV has a division a line: code (GB/T 2260), Chinese, pinyin by syllables, English. The English column is machine
made and not used; the pinyin column is, after the corrections of ``places_irregular.tsv`` (polyphonic characters,
spellings from minority languages, customary names, known wrong renderings, words inside which a name sleeps), both
lying beside this file with ``places_bare.txt`` (names that wake a rule without 县/市/区) and ``places_new.tsv``
(divisions founded since). The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).parent
# Divisions whose name is an ordinary description: nobody can tell 老城区 the district from "old town".
GENERIC = frozenset(
    "市辖区 县 区 郊区 城区 市区 矿区 东区 西区 新城区 老城区 古城区 新市区 旧市区 "
    "港口区 海港区 城中区 城东区 城西区 城南区 城北区 解放区 市郊区 工农区 公园区 新北区 "
    "新区 林区 运河区 大港区 东郊区 西郊区 南郊区 北郊区 南市区 北市区 西市区 东市区 "
    "站前区 沿海区 清郊区 特区 红旗区 湖滨区 北关区 新建区 新兴区 振兴区 复兴区 富裕县 "
    "开放区 中站区 富民县 南区 北区 新新区 兴业县".split()
)
NATIONS = (
    "壮族|满族|回族|苗族|维吾尔族?|土家族|彝族|蒙古族?|藏族|布依族|侗族|瑶族|朝鲜族|白族|哈尼族|哈萨克族?|黎族|傣族|畲族|傈僳族|仡佬族|东乡族|"
    "拉祜族|水族|佤族|纳西族|羌族|土族|仫佬族|锡伯族?|柯尔克孜族?|达斡尔族|景颇族|毛南族|撒拉族|布朗族|塔吉克族?|普米族|鄂温克族|怒族|"
    "裕固族|独龙族|保安族|各族"
)
SUFFIX = re.compile(
    rf"(?:(?:{NATIONS})*自治[州县旗区]|左翼[前中后]旗|右翼[前中后]旗|联合旗|[左右前中后]旗|行政区|特别行政区|维吾尔自治区|回族自治区"
    r"|(?<=..)新区|(?<=..)矿区|(?<=..)特区|(?<=神农架)林区|地区|盟|旗|省|市|州|区|县)$"
)
STEMS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "西藏自治区": "西藏",
}
# The 地区 of today; a name that only an abolished one bore does not wake without 地区
TODAY = frozenset("大兴安岭地区 阿里地区 塔城地区 阿勒泰地区 喀什地区 和田地区 阿克苏地区".split())
# Headings of the table, and districts written after their city
NOT_NAMES = re.compile(
    "直辖|市区$|市郊区$|兵团|.市.{1,3}区$|省直|群岛"
)  # headings of the table, districts with their city before them
FOLLOWED = "域块间位"  # 平原区域, 和平区位 are no districts
# Counties of one character whose 县 cannot be the county of another word (贸易县级, 完成县城, 就任县长 …)
SINGLE = frozenset(
    "萧歙泾黟睢杞郏攸澧莒莘曹蠡蔚磁隰绛沁盂沛泗渠珙郫岷蓟沧滦滑浚鄢嵩滕鄞衢郴魏赵雄单陇漳藤岚寿忠荣陕勉眉乾朗郎邳胶"
)
WORDLIKE = frozenset(
    "南山 西山 东山 北山 中山 宝山 中原 江北 江南 和平 平房 动力 友好 前锋 河北 白云 "
    "江岸 前进 新华 中心 北城 南城 平原 东方".split()
)


@dataclass
class Irregular:
    """What is known by hand of one name."""

    accept: list[str] = field(default_factory=list)
    reject: list[str] = field(default_factory=list)
    unless: list[str] = field(default_factory=list)
    note: str = ""
    used: bool = False


@dataclass
class Division:
    """One line of the pack."""

    source: list[str]
    accept: list[str]
    reject: list[str]
    unless: list[str]
    note: str
    within: str


def lines(name: str) -> list[str]:
    """The lines of a file beside this one, without comments."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def irregular() -> dict[str, Irregular]:
    """places_irregular.tsv by Chinese name."""
    found: dict[str, Irregular] = {}
    for line in lines("places_irregular.tsv"):
        name, *cells = (cell.strip() for cell in line.split("|"))
        accept, reject, unless, note = (*cells, "", "", "", "")[:4]
        if name in found:
            raise SystemExit(f"places_irregular.tsv: {name} twice")
        split = [[part.strip() for part in cell.split(";") if part.strip()] for cell in (accept, reject, unless)]
        found[name] = Irregular(split[0], split[1], split[2], note)
    return found


def spell(syllables: Iterable[str]) -> str:
    """``['xi', 'an']`` -> ``Xi'an``: an apostrophe before a, e, o; ü of lü and nü is written ü."""
    word = ""
    for syllable in syllables:
        syllable = re.sub(r"^([ln])v", r"\1ü", syllable)
        word += ("'" if word and syllable[0] in "aeo" else "") + syllable
    return word[:1].upper() + word[1:]


def plain(text: str) -> str:
    """Letters only, lower case, for comparing names."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if c.isalpha() and c.isascii())


def stem_of(name: str) -> tuple[str, str]:
    """``中牟县`` -> (中牟, 县); 大厂回族自治县 -> (大厂, 回族自治县)."""
    if name in STEMS:
        return STEMS[name], name.removeprefix(STEMS[name])
    match = SUFFIX.search(name, 1)
    return (name[: match.start()], match.group()) if match else (name, "")


def load(path: pathlib.Path) -> list[tuple[str, str, list[str]]]:
    """(code, Chinese, syllables), first occurrence of each Chinese name, with the new divisions."""
    rows: dict[str, tuple[str, str, list[str]]] = {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), *lines("places_new.tsv")]:
        if "\t" in line:
            code, name, pinyin = line.split("\t")[:3]
        else:
            code, name, pinyin = line.split(" ", 2)
            code = code[:4] + ("00" if code.endswith("!") else "99")
        if not re.fullmatch(r"[㐀-鿿]+", name) or name in GENERIC or NOT_NAMES.search(name):
            continue
        if name not in rows or code.endswith("00") > rows[name][0].endswith("00"):
            rows[name] = (code, name, pinyin.split())
    return list(rows.values())


def forms(name: str, stem: str, suffix: str, bare: bool) -> list[str]:
    """The Chinese forms that wake the rule."""
    found = [name]
    if len(suffix) > 1 and suffix[-1] in "县旗州" and len(stem) > 1:
        found.append(stem + suffix[-1])
    if bare and len(stem) > 1:
        found.insert(0, stem)
    return found


def spellings(stem: str, suffix: str, syllables: list[str]) -> list[str]:
    """Pinyin of the stem; a county of one character is written with its 县 (Shexian) as well."""
    name = spell(syllables[: len(stem)])
    if len(stem) == 1:
        return [name + spell([syllables[1]]).lower(), name] if suffix in ("县", "市", "区") else [name]
    return [name]


def build(rows: list[tuple[str, str, list[str]]], known: dict[str, Irregular]) -> dict[str, list[Division]]:
    """Divisions by table: provinces, prefectures, counties, districts."""
    bare_names = set(" ".join(lines("places_bare.txt")).split())
    names = {code[:2]: stem_of(name)[0] for code, name, _ in rows if code.endswith("0000")}
    over = {code[:4]: name for code, name, _ in rows if code.endswith("00")}
    tables: dict[str, list[Division]] = {"provinces": [], "prefectures": [], "counties": [], "districts": []}
    shared = {stem_of(name)[0]: Irregular(hand.accept, hand.reject) for name, hand in known.items()}
    taken: dict[str, Division] = {}
    for code, name, syllables in sorted(rows, key=lambda row: (not row[0].endswith("0000"), not row[0].endswith("00"))):
        stem, suffix = stem_of(name)
        hand = known.get(name) or known.get(stem) or shared.get(stem)
        longest = max((k for k in known if stem.startswith(k) and len(k) > 2), key=len, default="")
        hand = hand or (known[longest] if longest and len(stem) - len(longest) <= 2 else None) or Irregular()
        hand.used = True
        level = "provinces" if code.endswith("0000") else "prefectures" if code.endswith("00") else ""
        level = level or ("districts" if suffix.endswith("区") else "counties")
        bare = level in ("provinces", "prefectures") or stem in bare_names
        bare = bare and not (name in known and stem not in known) and (suffix != "地区" or name in TODAY)
        wake = [form for form in forms(name, stem, suffix, bare) if form not in taken]
        if not wake or (len(stem) == 1 and suffix == "县" and stem not in SINGLE):
            continue
        if stem in taken and bare:  # 朝阳市 and 朝阳区: one name, one rule more for the longer form only
            wake = [form for form in wake if form != stem]
        crossing = [word + suffix for word in hand.unless if word.endswith(stem) and len(suffix) == 1]
        unless = [word for word in (*hand.unless, *crossing) if any(form in word for form in wake)]
        if level == "districts" and stem in WORDLIKE:
            unless += [name + c for c in FOLLOWED if name + c not in unless]
        accept = hand.accept or spellings(stem, suffix, syllables)
        province = names.get(code[:2], "")
        upper = over.get(code[:4], "") if level in ("counties", "districts") else ""
        upper = stem_of(upper)[0] if upper and upper not in GENERIC else ""
        note = "; ".join(
            part
            for part in (hand.note, ", ".join(p for p in dict.fromkeys((upper, province)) if p and p != stem))
            if part
        )
        division = Division(wake, accept, hand.reject, unless, note, "" if level == "provinces" else upper or province)
        for form in wake:
            taken[form] = division
        tables[level].append(division)
    return tables


def clean(tables: dict[str, list[Division]]) -> None:
    """A rejected form that is another place's right name would mark that place: left out, unless it begins with ``!``
    (names so often mixed up that the chance of both in one sentence, one of them unnamed in the Chinese, is small)."""
    right = {plain(form) for table in tables.values() for division in table for form in division.accept}
    for table in tables.values():
        for division in table:
            kept = [form for form in division.reject if form.startswith("!") or plain(form) not in right]
            division.reject = [form.removeprefix("!") for form in kept]


def toml(tables: dict[str, list[Division]]) -> str:
    """The pack."""
    head = (HERE / "places_head.toml").read_text(encoding="utf-8")
    parts = [head.rstrip("\n")]
    for name, table in tables.items():
        unit = "place" if name == "provinces" else name[:-1].replace("ie", "y") if name == "counties" else name[:-1]
        classes = {"provinces": ["place", "province"], "counties": ["place", "county"]}.get(name, ["place", unit])
        parts.append(f'\n\n[table.{name}]\ncolumns = ["source", "accept", "reject", "unless", "within", "note"]')
        parts.append(f"\nclass = {classes!r}".replace("'", '"'))
        parts.append("\ngood = " + GOOD[name] + "\nbad = []\nrows = '''\n")
        for row in table:
            cells = [";".join(row.source), ";".join(row.accept), ";".join(row.reject), ";".join(row.unless)]
            parts.append(" | ".join([*cells, row.within, row.note]).rstrip(" |") + "\n")
        parts.append("'''")
    return "".join(parts) + "\n"


GOOD = {
    "provinces": '[["代表团昨日抵达{source}。", "The delegation arrived in {accept} yesterday."]]',
    "prefectures": '[["{source}今年新开了三条公交线路。", "{accept} has opened three new bus routes this year."]]',
    "counties": '[["他在{source}当过五年老师。", "He was a teacher in {accept} for five years."]]',
    "districts": '[["新图书馆位于{source}。", "The new library is in {accept}."]]',
}


def main() -> None:
    """Read the table, write the pack, say what was done and which hand-made entries found no division."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("admin", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, default=HERE.parent / "qa_rules" / "places.toml")
    options = parser.parse_args()
    known = irregular()
    tables = build(load(options.admin), known)
    clean(tables)
    options.output.write_text(toml(tables), encoding="utf-8")
    idle = [name for name, hand in known.items() if not hand.used]
    print({name: len(table) for name, table in tables.items()}, "unused:", " ".join(idle))


if __name__ == "__main__":
    main()
