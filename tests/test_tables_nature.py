"""Things of one kind and contrasts of the sciences, the sick-room, the farm and the kitchen."""

from __future__ import annotations

import pytest

from align.checks import another_thing, direction
from align.evidence.kinds import exchanges, words_of_kinds
from align.evidence.weigh import weighed
from align.names.recognition import Chinese
from align.records import Alignment
from align.text.word_keys import text_keys


@pytest.mark.parametrize(
    ("zh", "right", "wrong", "put"),
    [
        (
            "护林员在雪地里发现了猞猁的脚印。",
            "the ranger found lynx tracks.",
            "the ranger found leopard tracks.",
            "leopard",
        ),
        ("山坡上长满了云杉。", "the slope is covered with spruces.", "the slope is covered with birches.", "birches"),
        ("检查显示她的视网膜有裂孔。", "there is a tear in her retina.", "there is a tear in her cornea.", "cornea"),
        ("医生开了利尿剂。", "the doctor prescribed a diuretic.", "the doctor prescribed a laxative.", "laxative"),
        ("那块化石出自侏罗纪。", "the fossil is jurassic.", "the fossil is from the cretaceous.", "cretaceous"),
        ("细胞正在进行减数分裂。", "the cells undergo meiosis.", "the cells undergo mitosis.", "mitosis"),
        ("胡萝卜切丝备用。", "shred the carrots.", "dice the carrots.", "dice"),
        ("这个引理的证明很短。", "the proof of the lemma is short.", "the proof of the theorem is short.", "theorem"),
        ("马拴在马厩里。", "the horses are in the stable.", "the horses are in the kennel.", "kennel"),
        ("请把数据做成饼图。", "put the data in a pie chart.", "put the data in a bar chart.", "bar chart"),
        (
            "旧电池属于有害垃圾。",
            "old batteries are hazardous waste.",
            "old batteries are recyclable waste.",
            "recyclable",
        ),
        ("池塘里有一只牛蛙。", "there is a frog in the pond.", "there is a swan in the pond.", "swan"),
        ("警方发射了催泪瓦斯。", "the police fired tear gas.", "the police fired chlorine gas.", "chlorine"),
    ],
)
def test_things_of_one_kind(zh: str, right: str, wrong: str, put: str) -> None:
    source = Chinese(zh)
    for english, told in ((right, []), (wrong, [put])):
        found = exchanges(source, english, words_of_kinds(source), text_keys(english))
        assert [english[slice(*one.target)] for one in found] == told


@pytest.mark.parametrize(
    ("zh", "en", "name"),
    [
        ("沿岸游客看到一群海豚。", "visitors saw a pod of killer whales.", "虎鲸"),
        ("动物园新来了两只大熊猫。", "two red pandas have arrived.", "小熊猫"),
        ("实验室里充满了氢气。", "the laboratory was full of carbon monoxide.", "一氧化碳"),
    ],
)
def test_a_name_within_a_longer_one_is_one_thing(zh: str, en: str, name: str) -> None:
    source = Chinese(zh)
    assert [one.other.chinese[0] for one in exchanges(source, en, words_of_kinds(source), text_keys(en))] == [name]


@pytest.mark.parametrize(
    ("zh", "right", "wrong"),
    [
        ("这种细菌是厌氧菌。", "These bacteria are anaerobic.", "These bacteria are aerobic."),
        ("电子带负电荷。", "Electrons carry a negative charge.", "Electrons carry a positive charge."),
        ("检查时请仰卧。", "Please lie on your back.", "Please lie on your stomach."),
        ("煤是不可再生资源。", "Coal is a non-renewable resource.", "Coal is a renewable resource."),
        ("患者出现低钾血症。", "The patient developed hypokalaemia.", "The patient developed hyperkalaemia."),
        ("她正在坐月子。", "She is in her postpartum confinement.", "She is sitting the month."),
        ("学生在学三角函数。", "The pupils learn trigonometry.", "The pupils learn triangle functions."),
    ],
)
def test_contrasts_of_nature(zh: str, right: str, wrong: str) -> None:
    for english, told in ((right, 0), (wrong, 1)):
        pair = weighed(Alignment.of_pair(zh, english))
        assert len([*direction.CHECK.run(pair), *another_thing.CHECK.run(pair)]) == told
