"""Lines such as 作者：张三 that a page bears and that the translation has, too: they are text, no furniture.

The words are those of mastheads of newspapers, papers and forms; both sides of a row name the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABELS = (
    (r"作者|撰文|文", r"authors?|by|written by|words|text"),
    (r"来源|稿源|信息来源|文章来源|新闻来源|出处", r"sources?|from|original|courtesy"),
    (r"责任编辑|责编|编辑|值班编辑|编审|主编|本期编辑|审校|校对|审核",
     r"(?:\w{1,20} ){0,3}editors?(?: in charge)?|edited by|editing|proofread(?:er|ing)?(?: by)?|"
     r"reviewed by|review(?:er)?|checked by"),
    (r"记者|通讯员|采访", r"(?:\w{1,20} ){0,2}(?:reporters?|correspondents?|journalists?)|reported by|reporting|by"),
    (r"译者|翻译", r"translat(?:or|ors|ed by|ion)"),
    (r"摄影|图片|图", r"photos?(?:graph(?:er|s|y|ed by)?)?|photos? by|pictures?|images?"),
    (r"时间|日期|发布时间|发布日期|发表时间|更新时间",
     r"(?:publication |release |publishing )?(?:date|time)(?: of \w+)?|published(?: on| at)?|"
     r"posted(?: on)?|released|updated|issued|last (?:updated|modified)"),
    (r"电话|联系电话|热线|举报电话", r"tel(?:ephone)?\.?|phone(?: number)?|hotline|contact(?: number)?"),
    (r"地址", r"address"),
    (r"邮箱|电子邮箱|邮件|举报邮箱", r"e-?mail(?: address)?"),
    (r"关键词|标签", r"key ?words?|tags?|labels?"),
    (r"分类|栏目", r"categor(?:y|ies)|column|section"),
    (r"阅读量?|浏览量?|点击量?|阅读次数", r"views?|reads?|hits|clicks"),
    (r"字数", r"words?|word count|length"),
)  # fmt: skip
_PAIRS = [
    (re.compile(rf"[\s(（\[【]{{0,8}}(?:{zh})[\s:：/|]"), re.compile(rf"(?i)[\s(\[]{{0,8}}(?:{en})\s{{0,8}}[:：\s]"))
    for zh, en in _LABELS
]
_ANY = (
    re.compile("|".join(zh.pattern for zh, _ in _PAIRS)),
    re.compile("(?i)" + "|".join(en.pattern[4:] for _, en in _PAIRS)),
)
_LONGEST = 160  # characters of such a line


def rendered(chinese: Sequence[str], english: Sequence[str]) -> tuple[set[int], set[int]]:
    """Numbers of the Chinese lines with a label, and of the English lines with the same label."""
    ours: set[int] = set()
    theirs: set[int] = set()
    labelled = [
        [(n, line) for n, line in enumerate(lines) if len(line) <= _LONGEST and bears.match(line)]
        for lines, bears in zip((chinese, english), _ANY, strict=True)
    ]
    for zh, en in _PAIRS:
        left = {n for n, line in labelled[0] if zh.match(line)}
        right = {n for n, line in labelled[1] if en.match(line)}
        if left and right:
            ours |= left
            theirs |= right
    return ours, theirs
