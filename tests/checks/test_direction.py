"""The check direction."""

from __future__ import annotations

import pytest

from align.api import review_text
from align.checks import direction
from align.records import Finding
from tests.checks.support import found


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("产量比去年下降两成。", "Output rose by a fifth from last year.", "rose"),
        ("检测结果为阳性。", "The test result was negative.", "negative"),
        ("他的妻子去世了。", "His husband passed away.", "husband"),
        ("任何单位和个人不得非法占用土地。", "Any unit or individual may illegally occupy land.", "may"),
        ("严禁以任何形式泄露客户信息。", "Customer information may be disclosed in any form.", "may"),
        ("其余企业将于明年底前完成。", "The rest are to finish by the end of this year.", "this year"),
        ("未经书面同意，不得转租。", "Without the oral consent of the owner, it may not be sublet.", "oral"),
        ("我们上周五见过面。", "We will meet next Friday.", "next Friday"),
        ("他们上半年亏损。", "They made a loss in the second half of the year.", "second half"),
        ("他是我的叔叔。", "He is my maternal uncle.", "maternal"),  # the last of several words of a pattern
        ("只在雨天时开放。", "It is always open.", "always"),
        ("我哥哥在邮局上班。", "My older sister works at the post office.", "sister"),
        ("表姐昨天到了。", "My brother arrived yesterday.", "brother"),
        ("妹夫会修钟表。", "My younger sister repairs clocks.", "younger sister"),
        ("嫂子在门口等着。", "My brother was waiting at the door.", "brother"),
        ("9月3日晚间，超市贴出通知。", "On the morning of September 3, the shop put up a notice.", "morning"),
        ("村口立着一座西周晚期的石碑。", "At the entrance stands a stele of the early Western Zhou.", "early"),
        (
            "销量同比增4%，利润同比降9%。",
            "Sales rose 4% month on month; profit fell 9% from last year.",
            "month on month",
        ),
        ("工会承诺不减持股票。", "The union promised not to increase its holdings.", "increase"),
        ("如果气温持续下降，苗木会冻坏。", "If it continues to rise, saplings will freeze.", "continues to rise"),
        ("工人在厂区西区发现了水管。", "Workers found a pipe in the eastern part of the plant.", "eastern"),
        ("这条路从东门向东通往湖边。", "From the East Gate the road runs west to the lake.", "west"),
    ],
)
def test_opposites(source: str, target: str, words: str) -> None:
    marks = [
        target[f.target_span.start : f.target_span.end] for f in found(direction.CHECK, source, target) if f.target_span
    ]
    assert words in marks


def test_no_time_is_what_one_did_not_have_the_time_for() -> None:
    assert found(direction.CHECK, "我们什么都没来得及拿。", "We had no time to grab anything.", linked=True) == []
    assert found(direction.CHECK, "现在去还来得及。", "There is no time to go there now.", linked=True)


def test_opposites_with_their_counterparts_are_fine() -> None:
    assert not found(direction.CHECK, "嫂子在门口等着。", "My brother's wife was waiting at the door.")
    assert not found(direction.CHECK, "表姐昨天到了。", "My cousin arrived with her brother yesterday.")
    assert not found(direction.CHECK, "展厅内禁止喧哗。", "Quiet in the exhibition hall, please.")
    assert not found(direction.CHECK, "保存期间不得低于三年。", "They are kept for at least three years.")
    assert not found(direction.CHECK, "至少于会前五日送达。", "It is served at least five days before the meeting.")
    assert not found(direction.CHECK, "进口下降，出口上升。", "Imports fell and exports rose.")
    assert not found(direction.CHECK, "韩国北部有雪。", "It snowed in northern South Korea.")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("利润同比下降了7.5%。", "Profits rose by 7.5 percent from a year earlier.", "error"),
        ("房价上涨近5%。", "Housing prices fell nearly 5 percent.", "error"),
        ("利润持续下降。", "Profits rose for the third year.", "warning"),
    ],
)
def test_opposites_with_one_figure_are_errors(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(direction.CHECK, source, target)] == [severity]


@pytest.mark.parametrize("english", ["is less complicated", "isn't complicated", "is not so complicated"])
def test_an_opposite_that_is_denied_is_none(english: str) -> None:
    assert found(direction.CHECK, "代数运算相对简单。", f"The algebra {english}.") == []


def test_prohibitions_and_times_that_are_rendered() -> None:
    assert not found(direction.CHECK, "任何人不得故意散播谣言。", "No person may intentionally spread rumours.")
    assert not found(direction.CHECK, "未经许可不得为之。", "It may only be done with a permit.")
    assert not found(direction.CHECK, "六个月内不得重新申请。", "They can't apply again within six months.")
    assert not found(direction.CHECK, "他恨不得马上回家。", "He wished he could go home at once; he may yet.")
    assert not found(direction.CHECK, "文明年代的遗迹。", "Relics of a civilised age, shown this year.")
    assert not found(direction.CHECK, "晚上周三会来。", "Zhou San may come next Friday night.")


@pytest.mark.parametrize(
    ("source", "right", "wrong", "words"),
    [
        (
            "儿童用药前请咨询医生。",
            "Consult a doctor before a child takes it.",
            "Consult a doctor after a child takes it.",
            "after",
        ),
        (
            "会员资格将在十天后失效。",
            "The membership lapses in ten days.",
            "The membership lapsed ten days ago.",
            "ago",
        ),
        ("孕妇禁用。", "Not for use in pregnancy.", "May be used in pregnancy.", "May be used"),
        ("幼儿不宜乘坐。", "Small children should not ride.", "Suitable for small children.", "Suitable for"),
        ("法院维持原判。", "The court upheld the judgment.", "The court reversed the judgment.", "reversed"),
        ("两者呈负相关。", "The two are inversely related.", "The two are positively related.", "positively relat"),
        ("本月降水较常年偏少。", "Rain was below normal.", "Rain was above normal.", "above normal"),
        ("产量仅次于山西。", "Output is second only to Shanxi.", "Output is ahead of Shanxi.", "ahead of"),
        (
            "大股东减持股份。",
            "The main shareholder cut its stake.",
            "The main shareholder increased its stake.",
            "increased",
        ),
        (
            "除非另有约定，运费由买方承担。",
            "Unless agreed otherwise, the buyer bears freight.",
            "If agreed otherwise, the buyer bears freight.",
            "If",
        ),
        (
            "只有会员才能入场。",
            "Only members are admitted.",
            "Even without membership you are admitted.",
            "Even without",
        ),
        ("他既不抽烟，也不喝酒。", "He neither smokes nor drinks.", "He both smokes and drinks.", "both smokes and"),
        ("鱼离不开水。", "Fish cannot live without water.", "Fish can live without water.", "live without"),
        ("请拔下电源插头。", "Unplug the appliance.", "Plug in the appliance.", "Plug in"),
        (
            "本合同一式三份。",
            "This contract is made in triplicate.",
            "This contract is made in duplicate.",
            "in duplicate",
        ),
        ("该队排名倒数第三。", "The team is third from bottom.", "The team is third.", "third"),
        ("年满十人以上方可成团。", "A tour needs ten people or more.", "A tour needs ten people or less.", "or less"),
        ("车上禁止吃零食。", "Eating on the bus is forbidden.", "Eating on the bus is encouraged.", "is encouraged"),
        ("以先到者为准。", "Whichever comes first applies.", "Whichever comes last applies.", "Whichever comes last"),
        ("该昵称已被占用。", "This nickname is already taken.", "This nickname is available.", "is available"),
        ("出口增速回落。", "Export growth slowed.", "Export growth accelerated.", "accelerated"),
        ("他比我大三岁。", "He is three years older than I.", "He is three years younger than I.", "younger than"),
        ("复发率明显降低。", "Relapse was markedly lower.", "Relapse was markedly higher.", "markedly higher"),
        ("此画作于清代晚期。", "A work of the late Qing.", "A work of the early Qing.", "early"),
        ("她请了病假。", "She took sick leave.", "She took annual leave.", "annual leave"),
        ("迟到者一律不予入场。", "No latecomer is admitted.", "Some latecomers are not admitted.", "Some latecomers"),
        ("须经书面同意。", "It takes written consent.", "It takes oral consent.", "oral"),
        ("这批货成本低。", "This lot is low in cost.", "This lot is high in cost.", "high in cost"),
        (
            "营业收入增长两成，营业利润却下降了一成。",
            "Revenue rose and profit fell.",
            "Revenue rose and profit rose.",
            "rose",
        ),
    ],
)
def test_contrasts_of_contracts_leaflets_and_reports(source: str, right: str, wrong: str, words: str) -> None:
    assert not found(direction.CHECK, source, right)
    told = found(direction.CHECK, source, wrong)
    assert told and all(f.target_span and words in wrong[f.target_span.start : f.target_span.end] for f in told)


def test_written_is_written_where_consent_is_lacking() -> None:
    assert found(direction.CHECK, "未经甲方书面同意不得转租。", "No subletting without oral consent of Party A.")


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("村子在河的东岸。", "The village is on the west bank of the river.", "west"),
        ("店在路的北侧。", "The shop is on the south side of the road.", "south"),
        ("他住在城西。", "He lives in the east of the city.", "east"),
        ("师弟，你先走。", "Go ahead, Senior Brother.", "Senior"),
        ("师兄来了。", "Junior Brother is here.", "Junior"),
        ("电梯正在上行。", "The lift is going down.", "going down"),
        ("公元前221年秦统一六国。", "In 221 AD Qin unified the six states.", "AD"),
    ],
)
def test_sides_fellows_and_lifts(source: str, target: str, words: str) -> None:
    spans = [f.target_span for f in found(direction.CHECK, source, target) if f.target_span]
    assert words in [target[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他在东区看戏。", "He went to a play in the West End."),
        ("师兄来了。", "Elder Brother is here."),
        ("师弟很聪明。", "My younger fellow apprentice is clever."),
        ("电梯下行。", "The lift is going down."),
        ("公元前221年秦统一六国。", "In 221 BC Qin unified the six states."),
    ],
)
def test_names_of_quarters_and_right_fellows(source: str, target: str) -> None:
    assert not found(direction.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("她变胖了。", "She lost weight.", "lost weight"),
        ("路变宽了。", "The road became narrower.", "narrower"),
        ("这道题太难。", "This question is too easy.", "too easy"),
        ("箱子是空的。", "The box is full.", "full"),
        ("衣服湿透了。", "The clothes are dry.", "dry"),
        ("他迟到了。", "He was early.", "was early"),
        ("公司扩招。", "The company cut staff.", "cut staff"),
        ("船逆流而上。", "The boat went downstream.", "downstream"),
        ("他来自农村。", "He comes from the city.", "the city"),
    ],
)
def test_adjectives(source: str, target: str, words: str) -> None:
    spans = [f.target_span for f in found(direction.CHECK, source, target) if f.target_span]
    assert words in [target[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他迟到了，我早到了。", "He was late and I was early."),
        ("这道题太难。", "This question is not easy."),
        ("他输了比赛。", "He did not win the match."),
        ("衣服湿了又干。", "The clothes got wet and dried again."),
        ("农村人口流向城市。", "People are moving to the city."),
        ("他同意了，没有反对。", "He agreed and did not object."),
    ],
)
def test_adjectives_that_are_right(source: str, target: str) -> None:
    assert not found(direction.CHECK, source, target)


@pytest.mark.parametrize("target", ["So that people shop worry-free.", "So that nobody need worry."])
def test_a_word_that_is_free_of_its_opposite_is_none(target: str) -> None:
    assert not found(direction.CHECK, "让群众放心消费。", target)


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("一所幼儿园已于3月开工。", "Work on a kindergarten will begin in March.", "will begin"),
        ("两家公司已签署备忘录。", "The two companies will sign a memorandum.", "will sign"),
        ("他已向法院起诉。", "He will sue in court.", "will sue"),
        ("该厂已于2003年停产。", "The plant will halt production in 2003.", "will halt"),
        ("代表团将在巴黎举行会谈。", "The delegation held talks in Paris.", "held"),
        ("隧道即将竣工。", "The tunnel has been completed.", "has been completed"),
    ],
)
def test_what_is_done_is_not_to_come(source: str, target: str, words: str) -> None:
    (finding,) = _read(source, target)
    assert finding.target_span
    assert target[finding.target_span.start : finding.target_span.end] == words
    assert "has happened" in finding.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他已决定明年辞职。", "He has decided that he will resign next year."),  # what is decided is to come
        ("已缴费用将予退还。", "Fees paid will be refunded."),
        ("已签署协议的公司将获得补贴。", "Companies that have signed the agreement will receive subsidies."),
        ("如果包裹已寄出，我们将通知您。", "If the parcel has been sent, we will notify you."),
        ("小于零的值将被忽略。", "Values below zero are ignored."),  # the present of manuals
        ("骑手将落水儿童救起。", "The rider rescued a child who had fallen into the water."),
        ("请将文件发送给我。", "The file was sent to me."),  # 将 for 把
        ("他说他将于次年退休。", "He said he would retire the following year."),
        ("三年前他宣布将参选。", "Three years ago he announced his candidacy."),
    ],
)
def test_tenses_that_only_look_exchanged(source: str, target: str) -> None:
    assert not _read(source, target)


def test_one_opposite_is_one_finding() -> None:
    assert len(_read("她明年将退休。", "She retired last year.")) == 1
    assert len(_read("工程尚未开工。", "Work has already begun.")) == 1


def _read(source: str, target: str) -> list[Finding]:
    """Its findings in a whole review, with the links of the words."""
    return [f for f in review_text(source, target).findings if f.check == "direction"]


def test_what_will_not_have_been_forgotten_is_fresh_in_memory() -> None:
    assert not found(direction.CHECK, "那场地震，人们记忆犹新。", "People will not have forgotten that earthquake.")
    assert found(direction.CHECK, "那场地震，人们记忆犹新。", "People have forgotten that earthquake.")


@pytest.mark.parametrize(
    ("source", "target", "put"),
    [
        ("他的贡献不可磨灭。", "His contribution can be erased.", "can"),
        ("本产品不可浸入水中清洗。", "This product can be immersed in water.", "can"),
        ("受害人家属打算起诉医院。", "The victim's family have sued the hospital.", "have sued"),
        ("学校将对食堂进行全面检查。", "The school has conducted an inspection of the canteen.", "has conducted"),
        ("地铁五号线终于通车了。", "Metro Line 5 will finally open.", "will finally open"),
        ("孕妇及哺乳期妇女禁用。", "Use with caution in pregnant and breastfeeding women.", "Use with caution"),
        ("剩余款项于验收合格后支付。", "The deposit shall be paid after acceptance.", "deposit"),
        ("战略目标不可动摇。", "The strategic goal is unshakeable.", ""),
        ("受害人家属打算起诉医院。", "The victim's family meant to sue the hospital.", ""),
        ("地铁五号线终于通车了。", "Metro Line 5 has finally opened.", ""),
    ],
)
def test_what_is_denied_intended_or_meant_otherwise(source: str, target: str, put: str) -> None:
    findings = [f for f in found(direction.CHECK, source, target, linked=True) if f.target_span]
    assert [target[f.target_span.start : f.target_span.end] for f in findings if f.target_span][:1] == (
        [put] if put else []
    )


@pytest.mark.parametrize(
    ("source", "wrong", "right"),
    [
        ("她穿着红裙子。", "She is wearing a green dress.", "She is wearing a red dress."),
        ("她有一双蓝眼睛。", "She has brown eyes.", "Her eyes are blue."),
        ("木制楼梯", "Stone staircase", "Wooden stairs"),
        ("把灯关上。", "Turn on the light.", "Turn the light off."),
        ("她把电视打开了。", "She switched off the television.", "She turned the television on."),
        ("快点！", "Slow down!", "Come on!"),
        ("他把房子卖了。", "He bought the house.", "He sold the house."),
        ("我买了一辆自行车。", "I sold a bicycle.", "I bought a bicycle."),
        ("把鸡蛋煮熟。", "Fry the eggs until done.", "Boil the eggs until done."),
        ("锁车", "Unlock the car", "Lock the car"),
    ],
)
def test_colours_materials_and_daily_acts(source: str, wrong: str, right: str) -> None:
    assert found(direction.CHECK, source, wrong)
    assert not found(direction.CHECK, source, right)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("我从他手里买了一辆自行车。", "He sold me a bicycle."),
        ("黄头发的小女孩", "The little blonde girl"),
        ("他的黑眼睛里满是泪水。", "His dark eyes were full of tears."),
        ("白鞋穿脏了，成了黑的。", "The white shoes had turned black."),
        ("慢点走。", "Take it slow."),
    ],
)
def test_colours_and_acts_that_are_said_otherwise(source: str, target: str) -> None:
    assert not found(direction.CHECK, source, target)
