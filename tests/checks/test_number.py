"""The check number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from align.api import review, review_text
from align.checks import number
from align.evidence.weigh import weighed
from align.records import Alignment, Links, Tokens
from tests.checks.support import found, words


def _links(source: str, target: str) -> Links:
    """A toy linker: the words 甲/apples and 乙/pears are alike, nothing else is."""

    def tokens(text: str, words: tuple[str, ...]) -> Tokens:
        found = sorted((text.index(w), text.index(w) + len(w), i) for i, w in enumerate(words) if w in text)
        starts, ends, ids = (np.array(x, np.int32) for x in zip(*found, strict=True))
        return Tokens(ids, starts, ends)

    ours, theirs = tokens(source, ("苹果", "梨子")), tokens(target, ("apples", "pears"))
    similarity = (ours.ids[:, None] == theirs.ids[None, :]).astype(np.float32)
    return Links(ours, theirs, np.ones(2, np.float32), np.ones(2, np.float32), similarity)


def test_the_message_explains_the_value() -> None:
    target = "Output reached 30 billion yuan."
    [finding] = found(number.CHECK, "产值达30亿元。", target)
    assert finding.message == "30亿元 = 3 billion yuan; the translation has 30 billion yuan"
    assert words(finding, target) == "30 billion" and finding.suggestions == ("3 billion",)
    assert finding.severity == "error" and finding.confidence > 0.8


def test_figures_are_written_for_people() -> None:
    [finding] = found(number.CHECK, "耕地面积为17.9亿亩。", "Farmland covers 1.9 billion mu.")
    assert finding.message == "17.9亿亩 = 1.79 billion mu; the translation has 1.9 billion mu"
    assert finding.suggestions == ("1.79 billion",)
    [finding] = found(number.CHECK, "须经2/3以上代表同意。", "One third of the deputies must agree.")
    assert finding.suggestions == ("two-thirds",)


def test_exchanged_numbers_need_the_words_around_them() -> None:
    source = "他们摘了53筐苹果和24筐梨子。"
    wrong, right = (
        "They picked 24 baskets of apples and 53 of pears.",
        "They picked 53 baskets of apples and 24 of pears.",
    )
    assert found(number.CHECK, source, wrong) == []
    for target, count in ((wrong, 2), (right, 0)):
        alignment = replace(Alignment.of_pair(source, target), linker=_links)
        assert len(list(number.CHECK.run(weighed(alignment)))) == count


def test_a_number_that_moved_to_the_next_sentence_is_not_missing() -> None:
    zh = "共有418名学生参加了比赛。\n其中女生占多数，她们来自各个年级。\n"
    en = "Many students took part in the competition.\nMost of the 418 were girls, and they came from all grades.\n"
    assert [f for f in review_text(zh, en).findings if f.check == "number"] == []


LEAD_ZH = (
    "青岚县推进山区公路养护。\n入冬以来，当地气温骤降。\n“往年一下雪，孩子就得住校。”镇党委书记韩卫东说。\n"
    "全长47.6公里的公路改造工程完工，新增护栏31公里。\n截至目前，已发送预警短信5.3万条。\n"
)
LEAD_EN = (
    "Qinglan county looks after its mountain roads: a {lead}-kilometer road has been rebuilt.\n"
    "Temperatures have plunged since winter began.\n"
    '"When it snowed, children had to board at school," said Han Weidong, Party secretary of the town.\n'
    "With the road, {own}31 km of guardrails were added.\nSo far 53,000 alerts have been sent.\n"
)


@pytest.mark.parametrize(
    ("lead", "own", "told"),
    [("47.6", "", []), ("46.7", "", ["47.6公里", "46.7"]), ("47.6", "46.7 km long, ", ["46.7"])],
)
def test_a_figure_that_an_editor_put_into_the_lead_is_not_missing(lead: str, own: str, told: list[str]) -> None:
    review = review_text(LEAD_ZH, LEAD_EN.format(lead=lead, own=own))
    found = [f for f in review.findings if f.check == "number" and f.severity != "note"]
    marked = [document.words(span) for f in found for document, span in review.alignment.marked(f)]
    assert sorted(word.removesuffix(" km") for word in marked) == sorted(told)


def test_a_figure_that_only_the_headline_lacks_is_a_note() -> None:
    zh = "女足预赛：海州队3比1逆转取胜\n11月25日晚，海州女足以3比1逆转滨城女足。\n"
    zh += "“大家没有慌。”队长苏晓蕾说。\n球队积9分。\n"
    en = "Haizhou come from behind to win qualifier\n"
    en += "Haizhou came from a goal down to beat Bincheng 3-1 on November 25.\n"
    en += '"We did not panic," said captain Su Xiaolei.\nThe team has nine points.\n'
    told = [f for f in review_text(zh, en).findings if f.check == "number"]
    assert [f.severity for f in told] == ["note"]


def test_a_figure_of_a_sentence_without_a_pair_may_stand_beside_it() -> None:
    zh = "海州队换上18岁小将何雨桐。\n第61分钟，她接队友直塞后推射得手，客队反超。\n“大家没有慌。”队长苏晓蕾说。\n"
    en = "He, 18, ran on to a through ball and slotted home in the 61st minute.\n"
    en += '"We did not panic," said captain Su Xiaolei.\n'
    assert [f.check for f in review_text(zh, en).findings if f.check in ("number", "gender")] == []


def test_rows_of_a_table_do_not_lend_each_other_figures(tmp_path: Path) -> None:
    rows = [
        ("全长47.6公里。", "It is long."),
        ("天气很好。", "Fine."),
        ("新增护栏。", "Guardrails of 47.6 km were added."),
    ]
    table = tmp_path / "rows.tsv"
    table.write_text("".join(f"{zh}\t{en}\n" for zh, en in rows), encoding="utf-8")
    assert len([f for f in review(table).findings if f.check == "number"]) == 2


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("通关时间比2017年缩短八成以上。", "Clearance takes less than one-fifth of the time needed in 2017.", 0),
        ("成本降低了30%。", "Costs are 70 percent of what they were.", 0),
        ("通关时间比2017年缩短八成以上。", "Clearance time has been cut by one-fifth since 2017.", 1),
        ("成本降低到30%。", "Costs fell to 70 percent.", 1),
        ("高原的夏天只有两个多月。", "Summer on the plateau lasts little more than two months.", 0),
        ("高原的夏天只有两个月。", "Summer on the plateau lasts at least two months.", 1),
        ("应急响应由四级提升至二级。", "The response was raised by two grades to Level II.", 0),
        ("价格上涨至二元。", "The price rose by two yuan.", 1),
        ("开场9分钟先失一球，第34分钟扳平。", "They conceded in the ninth minute and levelled in the 34th.", 0),
    ],
)
def test_what_is_left_of_a_share_and_what_is_hardly_more(source: str, target: str, count: int) -> None:
    assert len(found(number.CHECK, source, target)) == count


def test_the_same_digits_on_another_power_of_ten_are_an_error() -> None:
    [finding] = found(number.CHECK, "全县育苗九十万株。", "Nurseries in the county raised 9 million seedlings.")
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("请翻到第十四章。", "Please turn to Chapter 41."),
        ("见第二十五条。", "See Article 52."),
    ],
)
def test_the_number_of_a_chapter_is_one_finding(source: str, target: str) -> None:
    [finding] = found(number.CHECK, source, target)
    assert finding.source_span is not None and finding.target_span is not None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他六点一刻到家。", "He gets home at a quarter past six."),
        ("球队打进了八分之一决赛。", "The team reached the last sixteen."),
        ("铅含量不到百万分之二。", "It holds less than two parts per million of lead."),
        ("后摄像头为6400万像素。", "The rear camera has 64 megapixels."),
        ("她年近七旬。", "She is nearly seventy."),
    ],
)
def test_values_said_in_another_way(source: str, target: str) -> None:
    assert found(number.CHECK, source, target) == []


def test_prizes_and_classes_are_counted() -> None:
    [finding] = found(number.CHECK, "她获得了二等奖。", "She won first prize.")
    assert finding.suggestions == ("2nd",)
    assert not found(number.CHECK, "她获得了一等奖。", "She won the top prize.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("得分在八十分以上未满九十分的为乙等。", "A score of 80 to 89 is graded B."),
        ("误差为千分之一。", "The error is one thousandth of the length."),
        ("浓度低于百分之○．三。", "The concentration is below 0.3 percent."),
        ("城里有25万辆自行车。", "The city has a quarter-million bicycles."),
        ("产量是$10$万到$50$万吨。", "Output is 100,000 to 500,000 tonnes."),
        ("森林吸收15亿吨碳。", "The forest absorbs 1.5 gigatons of carbon."),
        ("平均分高出1.5分。", "The mean was a point and a half higher."),
        ("收入最高的前25%的家庭有车。", "Households in the top quartile have cars."),
        ("他写了全书最后三分之一。", "He wrote the last third of the book."),
        ("这是第49届大会。", "This is Congress XLIX."),
        ("总额为1625.84亿欧元。", "The total is 162 584 mln EUR."),
        ("取值范围为[100,32000]。", "The range is [100,32000]."),
        ("合计停留未满一百八十三天者免税。", "Those who stay less than 183 days are exempt."),
        ("模型 Phi-mini-3.8B 运行很快。", "The model Phi-mini-3.8B runs fast."),
        ("你就放一百个心。", "You have nothing to worry about."),
        ("电话：0571-88889999", "Telephone: +86 571 8888 9999"),
        ("手机：13900139000", "Mobile: (+86) 139-0013-9000"),
        ("请致电0755-26668888转8012。", "Please call +86 755 2666 8888, ext. 8012."),
        ("饭后百步走，活到九十九。", "A walk after dinner keeps the doctor away."),
    ],
)
def test_numbers_that_english_writes_otherwise(source: str, target: str) -> None:
    assert not found(number.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("不到七十人到场。", "Sixty-nine people came."),
        ("得分在八十分以上未满九十分的为乙等。", "A score of 80 to 88 is graded B."),
        ("城里有25万辆自行车。", "The city has three-quarters of a million bicycles."),
        ("用时不超过三十分钟。", "It took more than 30 minutes."),
        ("他写了全书最后三分之一。", "He wrote the last quarter of the book."),
        ("电话：0571-88889999，共20间房。", "Tel: +86 571 8888 9999, 200 rooms."),
    ],
)
def test_other_numbers_are_found(source: str, target: str) -> None:
    assert found(number.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("使用率不到四分之一。", "More than a quarter of them are used.", "More than a quarter"),
        ("超过一半的村庄没有诊所。", "Less than half of the villages have a clinic.", "Less than half"),
        ("罚款不得高于八万元。", "The fine is at least 80,000 yuan.", "at least 80,000 yuan"),
        ("六成以上的用户满意。", "Less than 60 percent of users are satisfied.", "Less than 60 percent"),
        ("湿度应小于60%。", "Humidity should be above 60%.", "above 60%"),
    ],
)
def test_a_bound_from_the_other_side_is_one_error(source: str, target: str, marked: str) -> None:
    findings = [f for f in review_text(source, target).findings if f.severity != "note"]
    assert [(f.check, f.severity) for f in findings] == [("number", "error")]
    assert findings[0].target_span
    assert target[findings[0].target_span.start : findings[0].target_span.end] == marked
    assert f"the translation says “{marked}”" in findings[0].message


@pytest.mark.parametrize(
    ("source", "target", "much"),
    [
        ("重量不足五十克。", "It weighs more than 50 grams.", "less than"),
        ("重量超过五十克。", "It weighs less than 50 grams.", "more than"),
        ("重量不得超过五十克。", "It must weigh at least 50 grams.", "at most"),
        ("重量至少五十克。", "It weighs less than 50 grams.", "at least"),
    ],
)
def test_a_bound_is_told_as_strictly_as_the_chinese_says_it(source: str, target: str, much: str) -> None:
    (finding,) = [f for f in review_text(source, target).findings if f.check == "number"]
    assert f" is {much} 50 grams; " in finding.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("偏差未逾四公吨。", "The deviation is less than four metric tons."),
        ("专家人数不得少于二分之一。", "At least half of the members shall be experts."),
        ("面积不得少于十三点二平方米。", "The area may not be less than 13.2 square meters."),
        ("培训时间不得少于八小时。", "Training may not fall below eight hours."),
        ("最好不要超过20分钟。", "It should not be more than 20 minutes."),
        ("本次转让股份比例为17.5%。", "The proportion of shares transferred will not exceed 17.5 percent."),
        ("申请人年龄不大于三十五岁。", "Applicants must be no older than 35."),
    ],
)
def test_bounds_said_with_a_denial(source: str, target: str) -> None:
    assert not found(number.CHECK, source, target)


def test_a_single_period_is_no_other_one() -> None:
    (finding,) = found(number.CHECK, "违约金相当于一个月租金。", "Damages equal one year's rent.")
    assert finding.message == "一个月 = 1 month; the translation has one year (1 year)"
    assert not found(number.CHECK, "有一天，他忽然回来了。", "One day he suddenly came back.")
    assert not found(number.CHECK, "每年一度的书展持续一个月。", "The annual book fair lasts one month.")


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("本药每日服用一次。", "Take this medicine twice daily.", "twice daily"),
        ("每8小时服用一次。", "Take it every six hours.", "every six hours"),
        ("委员会每两年开会一次。", "The committee meets twice a year.", "twice a year"),
    ],
)
def test_how_often(source: str, target: str, marked: str) -> None:
    (finding,) = found(number.CHECK, source, target)
    assert words(finding, target) == marked
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("每天两次", "every 12 hours"),
        ("运动会每两年举行一次。", "The games are held every other year."),
        ("一日三次，每次两片", "two tablets three times a day"),
        ("每周开会一次", "a meeting is held every week"),
    ],
)
def test_the_same_said_in_another_way(source: str, target: str) -> None:
    assert not found(number.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("收入增长12.3%，净利润下降8.4%。", "Revenue grew by 12.3% and net profit rose 8.4%.", "rose 8.4"),
        ("出口增加了15%。", "Exports recorded a 15% decrease.", "15% decrease"),
        ("失业率上升0.4个百分点。", "Unemployment fell by 0.4 percentage points.", "fell by 0.4"),
    ],
)
def test_what_rises_does_not_fall(source: str, target: str, marked: str) -> None:
    (finding,) = [f for f in review_text(source, target).findings if f.severity != "note"]
    assert (finding.check, finding.severity) == ("number", "error")
    assert words(finding, target) == marked


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("降幅收窄2.1个百分点。", "The decline narrowed by 2.1 percentage points."),
        ("亏损减少了15%。", "Losses fell by 15%."),
        ("增速回落1.2个百分点。", "Growth slowed by 1.2 percentage points."),
        ("人口负增长0.2%。", "The population fell by 0.2%."),
        ("收入增长一成，成本下降5%。", "Costs were down 5% while revenue was up 10%."),
    ],
)
def test_changes_of_one_direction(source: str, target: str) -> None:
    assert not found(number.CHECK, source, target)


def test_a_limit_of_four_hundred_digits_is_read() -> None:
    (finding,) = found(number.CHECK, f"参加者不到{'9' * 400}人。", "There were hardly any participants.")
    assert "has no counterpart in the translation" in finding.message


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("票价为$1,300。", "Tickets are $1,200.", "1,300 dollars; the translation has 1,200 dollars"),
        ("罚款一万八千元。", "A fine of 9,000 yuan.", "一万八千元 = 18,000 yuan; the translation has 9,000 yuan"),
        ("共有三千五百人参加。", "Many people took part.", "三千五百 (3,500) has no counterpart in the translation"),
    ],
)
def test_a_value_is_told_once(source: str, target: str, said: str) -> None:
    assert [f.message for f in found(number.CHECK, source, target)] == [said]


@pytest.mark.parametrize(
    ("source", "target", "put"),
    [
        ("一次两片，一日三次。", "Three tablets at a time, three times a day.", ["Three tablets"]),
        ("每次半片，睡前服。", "One tablet at bedtime.", ["One tablet"]),
        ("一次两片，一日三次。", "Two tablets, three times a day.", []),
        ("每次一至两片，一日三次。", "One or two tablets three times a day.", []),
        ("一次2粒，重症一次4粒。", "Two capsules at a time; in severe cases 4 capsules.", []),
    ],
)
def test_a_dose_is_compared_by_what_it_is_counted_in(source: str, target: str, put: list[str]) -> None:
    assert [
        target[f.target_span.start : f.target_span.end] for f in found(number.CHECK, source, target) if f.target_span
    ] == put


@pytest.mark.parametrize(("times", "count"), [("one and a half times", 0), ("four times", 1)])
def test_half_behind_times_is_a_part_of_them(times: str, count: int) -> None:
    target = f"Beat the eggs and add {times} their volume of warm water."
    told = review_text("鸡蛋打散，加一倍半的温水。", target).findings
    assert sum(f.check == "number" for f in told) == count


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        ("约三成受访者表示不满意。", "About 30 respondents were dissatisfied.", "30"),
        ("约30%的受访者表示不满意。", "About 30 respondents were dissatisfied.", "30"),
        ("火灾近七成发生在夜间。", "Nearly 70 of them broke out at night.", "70"),
        ("约三成受访者表示不满意。", "About 30 percent of respondents were dissatisfied.", ""),
        ("约三成受访者表示不满意。", "Three in ten respondents were dissatisfied.", ""),
        ("比例为30%至40%。", "The ratio is 30 to 40 percent.", ""),
    ],
)
def test_a_share_is_no_number_of_things(source: str, target: str, marked: str) -> None:
    findings = found(number.CHECK, source, target)
    assert [(words(f, target), f.severity) for f in findings] == ([(marked, "error")] if marked else [])


def test_a_value_is_not_said_twice_in_another_spelling() -> None:
    (finding,) = found(number.CHECK, "坑深3.2米。", "The pit is 32 meters deep.")
    assert finding.message == "3.2米 = 3.2 metres; the translation has 32 meters"
