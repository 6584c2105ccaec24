"""A clause of the Chinese that the English leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from align.each_pair import on_running
from align.evidence.clauses import left_out
from align.records import Check, Finding, Pair

SURE = 0.7  # of 73 such clauses in 16,000 pairs of parallel text some 60 are left out, of five in half A all


def _judge(pair: Pair) -> Iterator[Finding]:
    """Clauses all of whose words lack a counterpart, in a pair that is otherwise translated closely."""
    for start, end in left_out(pair):
        message = f"nothing in the translation renders “{pair.source.text[start:end]}”"
        yield pair.finding(CHECK, message, source=(start, end), confidence=SURE)


_DOC = """\
A clause of a sentence, an item of a list or a step of an instruction that the English leaves out: *This factory
produces bicycles* for 这家工厂生产自行车，仓库设在码头附近. The check looks at clauses between marks of punctuation.
It reports one for whose words nothing is left in the English, each of whose words renders one Chinese word only, while
the other clauses are rendered closely and the English is about as short as it would be without the clause. A phrase of
three words or more before a 的 is reported, too, where all else of the pair has its counterpart.

Words and whole sentences that are left out are told by `omission`. A pair whose English has an acronym (which may stand
for a long name) is not judged; nor is a clause that English renders by a word or by its grammar (不知什么时候, *at some
point*: loose_clauses.tsv). Of two clauses that are left out of four the check may see none. Needs the bundled token
vectors.
"""

CHECK = Check(
    id="left_out",
    severity="warning",
    category="accuracy/omission",
    doc=_DOC,
    run=on_running(_judge),
    good=(
        ("她把车停在路边，下来问路。", "She pulled over to ask the way."),
        ("不知什么时候，窗外下起了雨。", "At some point it had begun to rain outside."),
        ("别磨蹭了，再不走就赶不上末班车了。", "Hurry up, or we'll miss the last bus."),
        ("三号位后卫此役贡献二十一分和八个篮板。", "The guard finished with 21 points and eight rebounds."),
        ("每逢周末，这里总是人山人海。", "The place is packed every weekend."),
        ("她会弹钢琴，也会做饭。", "She can play the piano and cook."),
        ("这座桥建于明代，全长两百米。", "The bridge, built in the Ming dynasty, is 200 metres long."),
    ),
    bad=(
        (
            "这家工厂生产自行车，仓库设在码头附近。",
            "This factory produces bicycles.",
            "仓库设在码头附近",
        ),
        ("只有持有当地驾照的游客才可以租用摩托车。", "Only tourists can rent motorcycles.", "持有当地驾照"),
    ),
    rank=6,
)
