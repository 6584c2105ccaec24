"""What make_names.py reads: the lexicons, and how a name of China is told from one that needs a list."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from pathlib import Path

from align.data import rows

HERE = Path(__file__).parent
DATA = HERE.parent / "align" / "data" / "built"
NAME_TAGS = ("nr", "ns", "nt", "nz", "nrt", "nrfg")
HAN = re.compile(r"[\u4e00-\u9fff]+")
SURNAMES = (
    "习王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹"
    "孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁"
    "尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜"
    "冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥班储栗燕楚鄢谌奚皮粟冼蔺楼"
    "邰阚亓裘嵇茹狄晁芮扈於闻匡逄朴肇肖萧阎傅阎丘叶锺"
)
# surnames that hardly ever begin a transliterated name or an idiom: given names are counted behind these only
TYPICAL = "王李张刘陈杨黄赵吴周徐孙朱胡郭林郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡余杜叶程苏魏吕沈姚卢姜崔钟谭陆汪范廖"
# characters that carry sounds in foreign names
SOUNDS = {char for kind, char in rows("name_cues.tsv") if kind == "sounds"}
GENERIC = (
    "City|Town|Township|County|District|Province|Prefecture|Village|River|Lake|Mountains?|Mount|Island|Islands|Road|Street|Subdistrict|"
    "Autonomous|League|Banner|Region|Area|University|College|Temple|Bay|Sea|Ocean|Gulf|Strait|Canal|Republic|People|State|States|"
    "United|Kingdom|Municipality|Governorate|Department|Oblast|Krai|The|Of|And|De|La|El|Le|Du|Da|Saint|St|San|Santa|North|South|East|West|"
    "Northern|Southern|Eastern|Western|Central|New|Great|Upper|Lower|Old|Big|Little|Grand|Fort|Port|Park|Party|Organi[sz]ation|"
    "Association|International|National|Company|Group|Bank|News|Agency|Daily|Times|Post|Journal|Online|Church|Cup|Games|Day"
)
# names that texts on computing and law write small, or that gloss lists hold by accident
NO_WORDS = "linux python java york korea russia india iran".split()
COMPOUND = (
    "欧阳 上官 司马 司徒 诸葛 夏侯 皇甫 令狐 慕容 尉迟 公孙 东方 独孤 长孙 宇文 端木 轩辕 申屠 万俟 澹台 南宫 呼延 闻人"
).split()


def plain(text: str) -> str:
    """Text without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def write(name: str, lines: list[str]) -> None:
    """Write one table and say how large it is."""
    body = ("\n".join(lines) + "\n").encode()
    (DATA / name).write_bytes(body)
    print(f"{name}: {len(lines):,} lines, {len(body):,} bytes")


def jieba_entries() -> list[tuple[str, int, str]]:
    """(word, frequency, tag) of jieba's dictionary, without importing it."""
    spec = importlib.util.find_spec("jieba")
    assert spec and spec.origin
    rows = (line.split() for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines())
    return [(r[0], int(r[1]), r[2]) for r in rows if len(r) == 3]


def spelt(zh: str, table: dict[str, set[str]]) -> set[str]:
    """All ways to spell a Chinese string in pinyin, run together (at most 64)."""
    out = {""}
    for char in zh:
        out = {a + b for a in out for b in table.get(char, {"?"})}
        if len(out) > 64:
            break
    return out


def regular(zh: str, en: str, table: dict[str, set[str]]) -> bool:
    """Is the English name the pinyin of the Chinese one, perhaps with a generic word translated or left out?"""
    squeezed = re.sub(
        r"[^a-z]", "", plain(re.sub(rf"\b(?:{GENERIC}|town|village|county|in)\b", "", en)).lower().replace("ü", "v")
    )
    return any(squeezed in spelt(zh[:n], table) for n in range(len(zh), max(len(zh) - 4, 0), -1))


def renderings(text: str) -> list[str]:
    """ "Aadi; Addie (name)" -> its renderings: brackets off, with a capital, at most five words."""
    out = []
    for part in re.sub(r"\([^)]*\)", "", text).split(";"):
        part = " ".join(part.split()).strip(" ,.")
        if part and len(part) <= 40 and part.count(" ") < 5 and any(w[:1].isupper() for w in part.split()):
            out.append(part)
    return out


def sources(lexicon: Path) -> list[tuple[int, str, str]]:
    """(rank, Chinese, English renderings) of all lists; rank 0 is ours and always kept."""
    rows: list[tuple[int, str, str]] = []
    for path, rank in (
        (HERE / "names_extra.tsv", 0),
        (lexicon / "cldr_names.tsv", 1),
        (lexicon / "wikidata_names.tsv", 2),
    ):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if rank == 0 and not line.startswith("#"):
                rows.append((0, cells[0], cells[1]))
            elif rank == 1 and cells[0] == "territories" and not cells[1].isdigit():
                rows.append((1, cells[2], cells[3]))
            elif rank == 2 and cells[0] in ("Cities", "Provinces", "Waterbodies"):
                rows.append((2, cells[2], cells[3]))
    for line in (lexicon / "cedpane.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if cells[0][:1].isupper() and cells[3][:1].isupper():
            rows.append((3, cells[1], cells[0]))
    return rows


def glossed(path: Path, table: dict[str, set[str]]) -> tuple[set[str], set[str]]:
    """Words that the dictionary writes small, and names that it spells in pinyin (no words of it are shipped)."""
    small, proper = set(), set()
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"\S+ (\S+) \[([^\]]+)\] /([^/]*)/", line)
        if not found or not HAN.fullmatch(found[1]):
            continue
        if found[2].islower():
            small.add(found[1])
        elif re.sub(r"[^a-z]", "", re.split(r"[,(]| county| city", found[3])[0].lower().replace("ü", "v")) in spelt(
            found[1], table
        ):
            proper.add(found[1])
    return small, proper
