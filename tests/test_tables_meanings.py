"""Senses of words by field, official language, sayings and their opposites, in sentences of our own."""

from __future__ import annotations

import pytest

from align.checks import direction
from tests.checks.support import found


def _marked(source: str, target: str) -> list[str]:
    spans = (f.target_span for f in found(direction.CHECK, source, target))
    return [target[span.start : span.end] for span in spans if span]


@pytest.mark.parametrize(
    ("source", "right", "wrong", "words"),
    [
        ("这块表价格不菲。", "The watch does not come cheap.", "The watch is inexpensive.", "inexpensive"),
        ("她无时无刻不在想家。", "She thinks of home at every moment.", "She never thinks of home.", "never"),
        ("听到结果，她如释重负。", "Hearing it she felt a weight lifted.", "Hearing it she felt burdened.", "burdened"),
        (
            "下半场补时四分钟。",
            "There were four minutes of stoppage time.",
            "There were four of extra time.",
            "extra time",
        ),
        ("老兵因落枕请假。", "He is off with a stiff neck.", "He is off, having fallen from his pillow.", "fallen"),
        ("双方约定以现金支付对价。", "The consideration is paid in cash.", "They bargain in cash.", "bargain"),
        ("日志须脱敏处理。", "Logs must be masked.", "Logs must be encrypted.", "encrypted"),
        (
            "该孔的尺寸公差很小。",
            "The hole has a tight tolerance.",
            "The hole has a common difference.",
            "common difference",
        ),
        ("主教练昨日下课。", "The head coach was sacked.", "The head coach finished class.", "class"),
        ("她是公司的高级工程师。", "She is a senior engineer.", "She is an advanced engineer.", "advanced"),
        (
            "他生前是一名教师。",
            "In his lifetime he was a teacher.",
            "Before he was born he taught.",
            "Before he was born",
        ),
        ("两名飞行员阵亡。", "Two pilots fell in action.", "Two pilots were wounded.", "wounded"),
        ("看到悬崖，他知难而退。", "Seeing the cliff he gave up.", "Seeing the cliff he pressed on.", "pressed on"),
        ("邻居们袖手旁观。", "The neighbours stood by idly.", "The neighbours lent a hand.", "lent a hand"),
        ("剧院座无虚席。", "The theatre was packed.", "The theatre was half-empty.", "half-empty"),
        ("会谈不欢而散。", "The talks broke up on bad terms.", "The talks ended happily.", "happily"),
    ],
)
def test_a_wrong_sense_or_its_opposite_is_told(source: str, right: str, wrong: str, words: str) -> None:
    assert not _marked(source, right)
    assert any(words in told for told in _marked(source, wrong))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("学生下课后去了操场。", "After class the pupils went to the playground."),
        ("该等差数列的公差为二。", "The common difference of the arithmetic sequence is two."),
        ("骑手在比赛中落马。", "The jockey fell off his horse in the race."),
        ("他买了两双鞋。", "He bought two pairs of shoes."),
        ("飞机安全落地。", "The plane landed safely."),
        ("长江两岸风光秀丽。", "Both banks of the Yangtze are beautiful."),
        ("一群羊跑进群山。", "A flock of sheep ran into the hills."),
        ("今晚的满月很亮。", "The full moon is bright tonight."),
        ("财政局编制预算。", "The finance bureau is compiling the budget."),
        ("千万不能掉以轻心。", "Stay on the alert at all times."),
        ("他宁死不屈。", "He would rather die than surrender."),
        ("剧院座无虚席。", "There was not an empty seat in the theatre."),
    ],
)
def test_the_everyday_sense_and_a_denied_opposite_are_left_alone(source: str, target: str) -> None:
    assert not _marked(source, target)
