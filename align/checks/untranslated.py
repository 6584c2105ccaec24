"""Chinese left in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.data import either
from align.each_pair import on_english
from align.names.pinyin import fold, readings
from align.records import Check, Finding, Pair
from align.text.scripts import HAN, han_count, word_count
from align.text.spans import just_before

_RUN = re.compile(f"[{HAN}](?:[{HAN}·]|[，、。！？；：《》“”（） ](?=[{HAN}]))*")
_GLOSS_OPEN, _GLOSS_CLOSE = "([（［〔【", ")]）］〕】"
_QUOTED = "“‘\"'「『《"
_LANGUAGE = re.compile("(?:简体|繁體|繁体)中文|中文(?:版|文档|说明)")  # a link to the other language
_LANGUAGE_NAME = re.compile("中文|汉语|漢語|华语|繁體|简体|普通话|粤语")  # as it stands in a list of languages
_PICKER = re.compile(
    r"(?i)\blanguages?\b|\b(?:switch|chang|set|translat)\w* (?:\w+ ){0,2}(?:to|into)\b|\b(?:view|read|display)\w* in\b"
)
_LAST_WORD = re.compile(r"(?<![A-Za-z\u00c0-\u024f])([A-Za-z\u00c0-\u024f]{1,20})[”’\"')]{0,2}\s{0,2}[(（［〔【]\W*$")
_ENDS = "[”’\"'」』》]{0,2}"
# 天气 (weather); 滴水穿石 means …; 女 "woman"; 小心地滑, "Caution: wet floor"
_EXPLAINED = re.compile(
    rf"{_ENDS},?\s?"
    r"(?:[(（\[][^()（）\[\]]{0,60}[A-Za-z]{2}[^()（）\[\]]{0,60}[)）\]]|(?:which |that )?mean(?:s|ing)\b"
    r"|(?:[:：–—-] ?|or |that is,? |i\.e\.,? |literally,? )?[“‘\"'][A-Za-z][^“”\"]{0,120}[”’\"'])"
)
_RENDERED = re.compile(rf"{_ENDS}\s?[:：–—-]\s?[A-Za-z]{{2}}")  # “滴水穿石” – dripping water wears through stone
_HELD = re.compile(rf"[$%#@]?\{{{{1,2}}\s?[{HAN}\w.]+\s?\}}{{1,2}}")  # {余额}: a placeholder whose name is Chinese
_WORD_BEFORE = re.compile(r"[A-Za-z\u00c0-\u024f][\w'’.\-]{0,60}[”’\"')]{0,4}[\s,;:]{0,8}$")
# "the character 福", "the term 工匠": a text about the Chinese words themselves
_METALANGUAGE = re.compile(rf"(?i)\b(?:{either('english_words.tsv', 'of_words')})[\s,:;“‘\"'(]*$")

# What is to be sent or typed as it stands: a system waits for it
_SEND_ZH = re.compile("(?:回复|发送|发|输入|搜索|搜|留言|评论|私信|打出|键入)(?:关键[词字]|口令)?[“‘「『《\"']$")
_SEND = re.compile(r"(?i)\b(?:reply|text|send|messag|typ|enter|search|comment|post)\w* (?:\w+ ){0,4}[“‘\"'「『《]$")
# 繁体的“书”写作“書”: both sides speak of how characters are written or read
_WRITING_ZH = re.compile(
    "[繁简正异俗]体|笔[画顺划]|部首|偏旁|读[音作]|写[作成为]|念[作成]|汉字|字形|声调|谐音|同音|拼音|字典"
)
_WRITING = re.compile(
    r"(?i)\b(?:characters?|traditional|simplified|variant|radicals?|strokes?|pronounc\w*|pronunciation|written|writ(?:e|es|ing)"
    r"|glyphs?|tones?|pinyin|homophon\w*|sounds? like|components?|spel[lt]\w*)\b"
)
_FEW = 2  # characters that such a sentence shows
_OF_WRITING = re.compile(  # 龍, the traditional form of "dragon"
    r"(?i)[”’\"']{0,2},? (?:which is |is )?(?:the|an?) (?:[\w-]+ ){0,2}"
    r"(?:form|character|word|sign|symbol|radical|variant)\b"
)


def _judge_pair(pair: Pair) -> Iterator[Finding]:
    text = pair.target.text
    if text.isascii():
        return
    if han_count(text) >= 1.5 * max(word_count(text), 1) and han_count(text) > 3:
        return  # the whole of it is Chinese: wrong_language reports it
    for match in _RUN.finditer(text):
        yield from _judge(pair, match)


def _judge(pair: Pair, match: re.Match[str]) -> Iterator[Finding]:
    text, words = pair.target.text, match.group()
    if any(a.start() < match.start() < a.end() and a.group() in pair.source.text for a in _HELD.finditer(text)):
        return
    if _LANGUAGE.fullmatch(words) or (_LANGUAGE_NAME.fullmatch(words) and _PICKER.search(text)):
        return
    before, after = text[: match.start()], text[match.end() :]
    if _is_gloss(before, after) and (len(words) > 1 or _is_spelt(before, words)):
        return
    if (
        _METALANGUAGE.search(before[-40:])
        or _OF_WRITING.match(after)
        or _glossed(pair.source.text, words, before, after)
    ):
        return
    at = pair.source.text.find(words)
    if (
        len(words) <= _FEW
        and at >= 0
        and _WRITING_ZH.search(pair.source.text.replace(words, ""))
        and _WRITING.search(text)
    ):
        return
    yield pair.finding(
        CHECK,
        f"“{words}” was left in Chinese",
        source=(at, at + len(words)) if at >= 0 else None,
        target=match.span(),
        confidence=0.98 if at >= 0 else 0.9,
    )


def _is_spelt(before: str, char: str) -> bool:
    """Return whether the word before a bracket spells the one Chinese character in it: Wang (王)."""
    word = _LAST_WORD.search(before)
    return word is not None and fold(word[1]) in readings(char)


def _glossed(source: str, words: str, before: str, after: str) -> bool:
    """Chinese in quotation marks, here or in the source, that is explained behind it (type “天气” (weather)), or in
    both and to be sent as it is: 回复“报名”."""
    at = source.find(words)
    quoted = before[-1:] in _QUOTED if before else False
    ours = at > 0 and source[at - 1] in _QUOTED
    if quoted and ours and just_before(_SEND_ZH, source, at) and just_before(_SEND, before, len(before)):
        return True
    if quoted and ours and _RENDERED.match(after):
        return True
    return (quoted or ours) and _EXPLAINED.match(after) is not None


def _is_gloss(before: str, after: str) -> bool:
    """Chinese in brackets behind its English name: Yuxin Chain (豫信链)."""
    left = before.rstrip().rstrip(_QUOTED).rstrip()
    if not left or left[-1] not in _GLOSS_OPEN:
        opened = max(before.rfind(c) for c in _GLOSS_OPEN)
        if opened < 0 or len(before) - opened > 60 or any(c in before[opened:] for c in _GLOSS_CLOSE):
            return False
        left = before[: opened + 1]
    return any(c in after[:60] for c in _GLOSS_CLOSE) and bool(_WORD_BEFORE.search(left[:-1]))


CHECK = Check(
    id="untranslated",
    severity="error",
    category="accuracy/untranslated",
    doc="""Chinese characters that stand in the English text.

**Finds** every run of Chinese characters in a translation that is otherwise English. Where the same characters stand
in the source, they are underlined there too.

**Accepts** a Chinese name in brackets behind its English rendering (*Yuxin Chain (豫信链)*), Chinese in quotation
marks, here or in the source, that is explained in brackets or quotation marks behind it (*type "天气" (weather)*;
*“滴水穿石” – “dripping water wears through stone”*), placeholders whose names are Chinese on both sides ({余额}), and
sentences that speak of the characters themselves
(*the character 福*).

**Limits.** A translation that is Chinese as a whole is reported by `wrong_language`. Pinyin that stands where a
translation is due is a matter of the name checks.
""",
    run=on_english(_judge_pair),
    good=(
        ("豫信链上线了。", "The Yuxin Chain (豫信链) has gone live."),
        ("门上贴着“福”字。", "The character 福 hangs on the door."),
        ("天气很好。", "The weather is fine."),
        ("他写的是繁体的“龙”。", 'He wrote 龍, the traditional form of "dragon".'),
        ("繁体的“马”写作“馬”。", "The traditional form of 马 is 馬."),
        ("请在搜索框输入“快递”。", 'Enter "快递" (parcel) in the search box.'),
        ("关注后回复“报名”即可。", 'Follow us and reply with "报名".'),
        ("“好”由“女”和“子”组成。", 'The character 好 is made up of 女 "woman" and 子 "child".'),
        ("牌子上写着“小心地滑”。", 'The sign said “小心地滑”, "Caution: wet floor".'),
        ("俗话说：“滴水穿石。”", "As the saying goes, “滴水穿石” – dripping water wears through stone."),
        ("余额为{余额}元。", "The balance is {余额} yuan."),
    ),
    bad=(
        ("这座水库去年建成。", "This 水库 was completed last year.", "水库"),
        ("他在图书馆工作。", "He works in the 图书馆.", "图书馆"),
        ("他回复“同意”。", 'He wrote "同意" and left.', "同意"),
        ("按“确定”键。", 'Press the "确定" key, then "Save".', "确定"),
    ),
)
