"""A translation that is not English, a source that is not Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.data import kinds
from align.evidence.pinyin_lines import LATIN_WORD, is_spelt
from align.records import Alignment, Check, Finding, Pair
from align.strings.raw import raw
from align.text.english import function_words, small_words
from align.text.file_names import tagged
from align.text.foreign import OTHER_LETTERS, likest, script
from align.text.scripts import HAN, han_count, word_count
from align.text.spelling import known, proper

_NOT_ENGLISH, _ANOTHER = "the translation is not in English but in", "another language"
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")  # no other language and no pinyin has these letters
_GREEK = re.compile("[\u0370-\u03ff]")
_LEAST_WORDS = 5
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2,}")
_SAMPLE, _LEAST_LABELS = 400, 8  # labels of a file (up to twice as many), and words in them, that tell its language
_POOLED, _SHARE = 8, 0.16  # words of all texts of a file, and the share of them that is typical of their language
_TYPICAL = 3  # of its small words, each of which may be a name or a code in English
_FEW_LABELS = 4  # of which three in four may be foreign
_PAIR, _EVERY = 2, 4  # small words of another language, every fourth word, that tell it where two more are no English
_FEW_WORDS = 3  # of a shorter line, of which no word may be English
_LEAST_LETTERS, _MOST = 6, 0.3  # letters of another script in a source, and the share of kana that Chinese may have
_SWITCH = 16  # Chinese characters of a line that leads to the other language
_NAMES_ONLY = re.compile(
    r"(?:[^\w\s]|\s|English|英文|英语|(?:简体|繁體|繁体)?中文(?:版|文档|說明|说明|介绍)?|汉语|日本語|한국어){1,20}"
)
_GLOSS, _GLOSSED = re.compile("[(（][^()（）]{1,200}[)）]"), 3  # and English words that make it one
_AUTONYM = re.compile("(?:简体|繁體|繁体)中文")  # names of languages in a list of them: Switch to 简体中文
# What writers leave where a text is still to come, and Chinese that it may render
_FILLER = re.compile(
    r"[\[(<{]*(?i:todo|fixme|tbd|tbc|tbt|lorem ipsum\b.*|(?:to be|please|not(?: yet)?) translat(?:ed?|ion)|translate me"
    r"|untranslated|translation (?:missing|needed)|missing translation|placeholder|asdf\w*|qwerty\w*)[\])>}:.!]*"
    r"|[?？]{2,9}|[Xx]{3,9}",
    re.S,
)
_EMPTY = re.compile(
    "[^\u4e00-\u9fff]*|[^，。；]{0,6}(?:待|暂无|未译|未翻译|翻译|译文|占位|测试|示例|问号|疑问|马赛克|亲|吻|加大|特大)[^，。；]{0,6}"
    "|.*(?:TODO|FIXME|TBD|[Xx×某?？]{2}).*",
    re.S | re.I,
)
_ADDRESS = re.compile(r"\]\(([^()\s]{1,500})|href=[\"']?([^\"'\s>]{1,500})")
_QUOTED = re.compile("《[^》]{0,99}》|“[^”]{0,99}”|「[^」]{0,99}」|『[^』]{0,99}』|[(（][^)）]{0,99}[)）]")


def _run(alignment: Alignment) -> Iterator[Finding]:
    for pair in alignment.pairs():
        if OTHER_LETTERS.search(pair.source.text) and (name := _not_chinese(pair.source.text)):
            yield pair.finding(
                CHECK,
                f"the source is not in Chinese but in {name}; what other checks say of it means little",
                source=pair.source.whole,
                severity="warning",
                category="source-error/language",
                confidence=0.95,
            )
    if alignment.target is None or alignment.target.lang != "en":
        return
    labels = _labels_of_another(alignment)
    pooled = labels or _file_of_another(alignment)
    for pair in alignment.pairs():
        if not pair.target.text:
            continue
        text = pair.target.text.strip()
        if _FILLER.fullmatch(text) and not _EMPTY.fullmatch(pair.source.text.strip()):
            message = f"“{text}” stands in the place of the translation"
            yield pair.finding(CHECK, message, target=pair.target.whole, confidence=0.97)
            continue
        found = _language(pair)
        if pooled and (not found or found.endswith(_ANOTHER)) and _belongs(pair.target.text, pooled):
            found = pooled
        if found and not switches(pair.target.text, raw(alignment.target, pair.target).text):
            yield pair.finding(CHECK, found, target=pair.target.whole, confidence=0.97)


def switches(text: str, marked: str) -> bool:
    """Return whether a line leads to the text in the other language: 简体中文, a link to README.zh-CN.md."""
    if han_count(text) > _SWITCH:
        return False
    return _NAMES_ONLY.fullmatch(text.strip()) is not None or any(
        tagged(found[1] or found[2] or "")[1] == "zh" or "/zh" in (found[1] or found[2] or "")
        for found in _ADDRESS.finditer(marked)
    )


def _not_chinese(text: str) -> str | None:
    text = _QUOTED.sub("", text)  # titles and names in another language
    letters, han = len(OTHER_LETTERS.findall(text)), han_count(text)
    if letters < _LEAST_LETTERS or letters <= _MOST * (letters + han + word_count(text)):
        return None
    name = script(text)
    return name if name == "Japanese" or not han else None  # Greek in a formula, a Russian name behind a label


def _language(pair: Pair) -> str | None:
    text = pair.target.text
    if not text.isascii():
        bare = _GLOSS.sub("", text)  # an address that gives the Chinese behind it, for drivers and postmen
        words = word_count(text)
        han = han_count(_AUTONYM.sub("", bare if word_count(bare) >= _GLOSSED else text))
        foreign = len(OTHER_LETTERS.findall(text))
        if han > 3 and han >= 1.5 * words and foreign <= han:
            same = _squeeze(text) == _squeeze(pair.source.text)
            return "the source was copied instead of translated" if same else "the translation is in Chinese"
        lone = foreign > 1 and not han and not words and not _GREEK.search(text)
        if lone or (foreign > 3 and foreign >= 2 * words):
            return f"{_NOT_ENGLISH} {script(text)}"
        if words > 1 and _is_vietnamese(text, words):
            return f"{_NOT_ENGLISH} Vietnamese"
    if is_spelt(pair.source.text, text):
        return f"{_NOT_ENGLISH} pinyin"
    bare = _GLOSS.sub(" ", text)  # a reading in pinyin behind Chinese words
    return _latin(bare if word_count(bare) >= _GLOSSED else text, pair.source.text.lower())


def _is_vietnamese(text: str, words: int) -> bool:
    """Return whether every third word has a letter of Vietnamese alone, or one has and all are foreign to English."""
    found = len(_VIETNAMESE.findall(text))
    if found * 3 >= words:
        return True
    low = LATIN_WORD.findall(text.lower()) if found else []
    return 2 * sum(not word.isascii() for word in low) > len(low) and not any(map(known, low))


def _latin(text: str, source: str) -> str | None:
    words = small_words(text) if text.isascii() else LATIN_WORD.findall(text.lower())
    if len(words) < _LEAST_WORDS:
        return _short_latin(text, words)
    english = sum(map(function_words("english").__contains__, words))
    if english * 12 >= len(words):
        return None
    name, hits = likest(words, pinyin=True)
    if hits >= 3 and hits * 5 >= len(words) and hits > 3 * english:
        return f"{_NOT_ENGLISH} {name}"
    if hits == _PAIR and not english and hits * _EVERY >= len(words) and _unknown(text, words, source) >= _PAIR:
        return f"{_NOT_ENGLISH} {name}"
    several = hits > 1 and name != "pinyin"
    strange = not english and (several or any(not word.isascii() for word in words))  # and two in three written small
    if strange and sum(word in text for word in words) * 3 >= 2 * len(words) > 3 * sum(map(known, words)):
        return f"{_NOT_ENGLISH} {name if hits > 1 else _ANOTHER}"
    return None


def _unknown(text: str, words: list[str], source: str) -> int:
    """The number of words that are neither English nor names nor in the source; 0 where all have a capital."""
    strange = [word for word in words if not known(word) and word not in proper() and word not in source]
    return len(strange) if any(word in text for word in strange) else 0


def _short_latin(text: str, words: list[str]) -> str | None:
    """A line of few words in small letters of which none is English and one is a small word of another language."""
    small = [word for word in words if word in text]  # the others are written with a capital: names
    if len(words) < _FEW_WORDS or len(small) < len(words) - 1 or any(map(known, words)):
        return None
    name, hits = likest(words)
    return f"{_NOT_ENGLISH} {name}" if hits else None


def _labels_of_another(alignment: Alignment) -> str:
    """The message where most labels of a file are in another language, which no single one of them tells: Datei öffnen;
    '' where they are not."""
    texts = [pair.target.text for pair in alignment.pairs() if pair.source.text and pair.target.text]
    texts = texts[:: len(texts) // _SAMPLE or 1]  # from all parts of the file
    words = [word for text in texts for word in LATIN_WORD.findall(text.lower())] if _are_foreign(texts) else []
    name, hits = likest(words)
    strange = sum(not word.isascii() for word in words)
    if len(words) < _LEAST_LABELS:  # few labels: nearly all are foreign, and one has a small word or letter of its own
        few = len(texts) >= _FEW_LABELS and sum(map(_is_foreign, texts)) * 4 >= 3 * len(texts)
        return f"{_NOT_ENGLISH} {name}" if few and hits and hits + strange > 1 else ""
    if hits < 2 and strange * 5 < len(words):
        return ""  # names of drugs and chemicals are strange words, too
    return f"{_NOT_ENGLISH} {name if hits > 1 else _ANOTHER}"


def _file_of_another(alignment: Alignment) -> str:
    """The message where the small words of all translations together are of another language, which no single sentence
    tells: Heute regnet es; '' where they are not."""
    texts = [pair.target.text for pair in alignment.pairs() if pair.source.text and pair.target.text]
    words = [word for text in texts[:_SAMPLE] for word in LATIN_WORD.findall(text.lower())]
    if len(words) < _POOLED:
        return ""
    name, hits = likest([word for word in words if len(word) > 1])  # -O1 is no Portuguese
    english = sum(map(_own(name).__contains__, words))
    typical = len({word for word in words if len(word) > 1} & {*kinds("other_languages.tsv")[name]})
    told = typical >= _TYPICAL and hits >= _SHARE * len(words) and hits > 2 * english
    return f"{_NOT_ENGLISH} {name}" if told else ""


def _own(name: str) -> frozenset[str]:
    """Small words of English that are none of the other language: of Spanish "no" and "a" are."""
    return frozenset(function_words("english")) - frozenset(kinds("other_languages.tsv")[name])


def _belongs(text: str, message: str) -> bool:
    """Return whether a text of a file in another language is in it: its words are no English ones, or one is typical
    of the language and none of English."""
    if _is_foreign(text):
        return True
    words, name = set(LATIN_WORD.findall(text.lower())), message.rsplit(" ", 1)[1]
    known_ones = kinds("other_languages.tsv").get(name, ())
    return bool(known_ones) and not words & _own(name) and (bool(words & {*known_ones}) or not text.isascii())


def _are_foreign(texts: Sequence[str]) -> bool:
    """Return whether half of the labels are foreign; of English ones half are looked at."""
    left = len(texts) // 2  # labels that may be English
    for text in texts:
        left -= not _is_foreign(text)
        if left < 0:
            return False
    return True


def _is_foreign(text: str) -> bool:
    """Return whether most words of a label are no English ones, and one of those is no name, which has a capital."""
    words = small_words(text) if text.isascii() else map(str.lower, _LETTERS.findall(text))
    low, small = [word for word in words if len(word) > 1], function_words("english")
    other = [word for word in low if word not in small]  # the small words of English are known without a look
    left = (len(low) - 1) // 2 - len(low) + len(other)  # of the others so many may be English
    for word in other:
        if left < 0:
            return False
        left -= known(word) or word in proper()
    written = _LETTERS.findall(text) if left >= 0 else []
    strange = (word for word in written if not (word.lower() in small or known(word.lower())))
    return bool(written) and (len(written) == 1 or not all(word[0].isupper() for word in strange))


def _squeeze(text: str) -> str:
    return "".join(re.findall(f"[{HAN}A-Za-z0-9]", text))


CHECK = Check(
    id="wrong_language",
    severity="error",
    category="accuracy/untranslated",
    doc="""A translation that is not English as a whole, or a source that is not Chinese.

**Finds** Chinese (also the source itself, copied), Japanese, Korean, Cyrillic, Arabic, Greek, Thai, Hebrew and
Devanagari script by the characters, and French, Spanish, German, Italian, Portuguese, Dutch, Indonesian, Vietnamese
and toneless pinyin by their small words, where English small words are absent; and lines in pinyin that spell the
Chinese from its first to its last character. A **source** in another script than
Chinese (a Japanese row in a table) is a warning: no check can read it, and what others say of its figures means little.
A text or a table that is Japanese as a whole is refused; of a `.jsonl`, row by row is told.

**Accepts** foreign names and quotations inside an English sentence, names and addresses in pinyin with capitals, and
other lines of fewer than five words in Latin script, which no small words can tell; of three and four words none may
be English where one of them is a small word of another language.
""",
    run=_run,
    good=(
        ("他说：“这就是生活。”", "“C’est la vie,” he said."),
        ("马德里。", "Madrid."),
        ("哈哈哈！", "Ha ha ha!"),
        (
            "地址：江阳市新华区解放路北段一百二十号",
            "Address: 120 Jiefang Road North, Jiangyang (江阳市新华区解放路北段120号)",
        ),
        ("长安街建国门外", "Chang'an Jie Jianguomen Wai"),
        ("设α、β、γ、δ、ε、ζ为实数。", "Let α, β, γ, δ, ε and ζ be real numbers."),
        ("他喜欢动画片《となりのトトロ》。", "He likes the cartoon “My Neighbor Totoro”."),
        ("这首歌叫《さくら》，在日本家喻户晓。", "The song is called “Sakura” and is known to everyone in Japan."),
        ("古语说：“水滴石穿。”", 'An old saying goes, "水滴石穿" (shuǐ dī shí chuān): dripping water wears stone.'),
        ("他住在洛斯安赫莱斯。", "He lives in Los Ángeles de San Rafael near Madrid."),
    ),
    bad=(
        ("桥已经修好了。", "桥已经修好了。"),
        ("孩子们在公园里玩。", "Les enfants jouent dans le parc avec une balle.", "Les enfants"),
        ("孩子们在堆雪人。", "Die Kinder bauen einen Schneemann.", "Die Kinder"),
        ("欢迎光临。", "Chào mừng quý khách.", "Chào"),
        ("门口有一家小店。", "TODO"),
        ("屋后有一口老井。", "Wu hou you yi kou lao jing.", "Wu hou"),
        ("孩子们在公园里玩。", "Дети играют в парке с мячом.", "Дети"),
        ("橋は古くて渡れません。", "The bridge is too old to cross.", "橋は古くて渡れません。"),
    ),
    rank=1,
    scope="article",
)
