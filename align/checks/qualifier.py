"""A qualification lost: "grew" for 预计增长, "agreed" for 原则上同意, "may enter" for 仅限."""

from __future__ import annotations

from collections.abc import Iterator

from align.each_pair import on_translated
from align.evidence.qualifiers import Lost, lost, unsaid
from align.records import Check, Finding, Pair
from align.text.scripts import WORD

SURE = 0.5  # of 38 such words in 19,600 human translations nine were lost, and another nine may have been
LONG = 4  # characters of words that a message has whole
CONDITION = 0.6  # of 13 such words in 80,000 pairs of parallel text nine were lost


def _judge(pair: Pair) -> Iterator[Finding]:
    """Pairs of which the Chinese qualifies a statement that the English makes outright."""
    links = pair.evidence.links
    if links is None:
        return
    for one in lost(pair.evidence.chinese, pair.evidence.low, links):
        yield _finding(pair, one)
    for table in ("conditions", "joined"):
        for row, span in unsaid(pair.evidence.chinese, pair.evidence.low, table):
            word = pair.source.text[slice(*span)]
            message = f"“{word}” ({row.says}) is not rendered: the translation sets no such condition"
            if table == "joined":
                message = f"“{_ends(word)}” ({row.says}) is not rendered: one of two statements seems to be missing"
            yield pair.finding(CHECK, message, source=span, confidence=CONDITION)


def _ends(words: str) -> str:
    """A long frame by its first and last words: 不仅…还."""
    bare = words.strip("，；")
    if len(bare) <= LONG:
        return bare
    return f"{bare[:2]}…{bare[:2] if bare.endswith(bare[:2]) else bare[-1]}"


def _finding(pair: Pair, one: Lost) -> Finding:
    target = pair.target.text
    words = [m.span() for m in WORD.finditer(target) if m.start() <= one.target[0] < m.end()]
    said = words[0] if words else one.target
    word = pair.source.text[slice(*one.source)]
    return pair.finding(
        CHECK,
        f"“{word}” ({one.row.says}) is not rendered: the translation says more than the Chinese",
        source=one.source,
        target=said,
        confidence=SURE,
    )


_DOC = """\
A sentence may be right in every word and still say too much: 预计增长 is no growth yet, 原则上同意 is half an
agreement, 仅限新用户 keeps everybody else out. The check has a table of such words – expected, possible, about,
average, at least, part of, for the first time, in principle, suspected, cautious, slightly, without leave, written,
exclusive, in full, chronic, mild, on both sides, after meals and others –
with all the English that renders them, and reports where none of it stands in the translation.

What the word qualifies must be there: with the bundled encoder a neighbour of the word is found in the English and
marked. A clause that is missing as a whole is an omission, not a lost qualification. Only words are in the table that
true translations render in 97 of 100 places: 进一步, 主要, 基本 and the like, which English often drops, are not.

Words that set a condition (除非, 即使, 一旦, 只要, 未经许可, 除 … 另有约定) are looked for in the whole sentence: where
nothing in the English could render them, the condition is lost. So are words that join two statements (不仅 … 还, 但,
既 … 又): where nothing joins the English, one of the two is missing.
"""

CHECK = Check(
    id="qualifier",
    severity="warning",
    category="accuracy/omission/qualifier",
    doc=_DOC,
    run=on_translated(_judge),
    good=(
        ("预计今年产量将增长3%。", "Output will grow by 3 percent this year."),
        ("优惠仅限会员使用。", "Non-members cannot use the discount."),
        ("该药可能引起头痛。", "The drug can cause headaches."),
        ("最多只能上传20MB。", "The maximum upload size is 20 MB."),
        ("部分学校已经停课。", "Some schools have suspended classes."),
        ("本品应在饭后服用。", "Take this product with food."),
        ("该片由这家平台独家播出。", "The film can be seen on this platform alone."),
    ),
    bad=(
        ("预计今年产量增长3%。", "Output grew by 3 percent this year.", "预计"),
        ("董事会原则上批准了这项收购。", "The board approved the acquisition.", "原则上"),
        ("优惠仅限会员使用。", "Members use the discount.", "仅限"),
        ("未经出租人书面同意，不得转租。", "No sublease without the consent of the lessor.", "consent"),
        ("检查显示双侧肾脏未见异常。", "The examination showed no abnormality of the kidney.", "kidney"),
        ("未经馆方书面许可，不得拍照。", "Photography is not allowed.", "未经馆方书面许可"),
        ("她不仅会说法语，还会弹钢琴。", "She speaks French.", "不仅会说法语，还"),
        ("只要再赢一场，他们就能夺冠。", "They will win the title.", "只要"),
    ),
    rank=4,
)
