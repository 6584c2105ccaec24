"""Which numbers agree, and which do not."""

from __future__ import annotations

import pytest

from align.numbers.agreement import compare
from align.numbers.disagreements import judge
from align.numbers.units import convert, name, same_kind

SAME = [
    ("产值达30亿元。", "Output reached 3 billion yuan."),
    ("人口12.03亿。", "The population is about 1.2 billion."),
    ("销量1亿2345万部。", "Sales came to 123 million sets."),
    ("共有一千二百余人参加。", "More than 1,200 people took part."),
    ("产量增长了两倍。", "Output tripled."),
    ("产量增长了两倍。", "Output rose by 200 percent."),
    ("收入翻了一番。", "Income doubled."),
    ("三分之一的学生走读。", "One in three students lives at home."),
    ("约六成居民赞成。", "About 60 percent of residents are in favour."),
    ("海拔3000米。", "It lies at an altitude of 3 km."),
    ("公路长50公里。", "The road is 31 miles long."),
    ("果园占地1500亩。", "The orchard covers 100 hectares."),
    ("他当了一年半学徒。", "He was an apprentice for 18 months."),
    ("几十名志愿者赶到现场。", "Dozens of volunteers hurried to the scene."),
    ("十几名队员受伤。", "More than ten players were hurt."),
    ("百分之七八十的订单来自国外。", "Some 70 to 80 percent of orders come from abroad."),
    ("24时整比赛结束。", "The game ended at midnight."),
    ("9月17日下午3时开会。", "The meeting is at 3 p.m. on 17 September."),
    ("25日，会议闭幕。", "The meeting closed on July 25."),
    ("6日他来了，7日又走了。", "He came on the 6th and left the next day."),
    ("比分为21:25。", "The score was 21-25."),
    ("参加六一活动。", "They took part in the June 1 event."),
    ("电话85990011。", "Call 8599 0011."),
    ("他今年8岁。", "He is eight years old."),
    ("路易十六", "Louis XVI"),
    ("启动Ⅱ级响应。", "A Level II response was started."),
    ("每万字计12学时。", "Every 10,000 characters count as 12 hours."),
    ("礼包内有：（1）毛巾；（2）牙刷；（3）梳子。", "The bag holds a towel, a toothbrush and a comb."),
    ("6月份，客流比上月减少两成。", "In June passenger numbers fell 20 percent from May."),
    ("工程将在第四季度收尾。", "The work will be finished in the last three months of the year."),
    ("来的是个二十三，四岁的姑娘。", "The visitor was a girl of 23 or 24."),
    ("他在天眼工作。", "He works at the Five-hundred-meter Aperture Spherical Telescope."),
    ("新桥将于明年（2031年）通车。", "The new bridge will open next year."),
    ("当日收盘，指数上涨。", "When the market closed on the 27th, the index was up."),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_equal_values_agree(source: str, target: str) -> None:
    differences = compare(source, target).differences
    assert [d for d in differences if d.problem != "added" and (d.source is None or d.source.firm > 1)] == []


@pytest.mark.parametrize(
    ("source", "target", "problem"),
    [
        ("产值达30亿元。", "Output reached 30 billion yuan.", "value"),
        ("他今年81岁。", "He is 18 years old.", "value"),
        ("9月17日开会。", "The meeting is on 17 October.", "value"),
        ("晚上8点开会。", "The meeting is at 8 a.m.", "value"),
        ("工期为三个月。", "The work takes five months.", "value"),
        ("公路长50公里。", "The road is 50 miles long.", "unit"),
        ("成本为500万美元。", "The cost is 5 million euros.", "unit"),
        ("时速120公里。", "It does 120 m/s.", "unit"),
        ("仓库存粮4700吨。", "The store holds 4.700 tons of grain.", "format"),
        ("共14000家店。", "There are 1,4000 shops.", "format"),
        ("共有5200家企业。", "There are many companies.", "missing"),
        ("共有多家企业。", "There are 5,200 companies.", "added"),
    ],
)
def test_different_values_differ(source: str, target: str, problem: str) -> None:
    assert problem in [d.problem for d in compare(source, target).differences]


def test_rounding_goes_one_way() -> None:
    assert not compare("利润为2.96亿元。", "Profits were about 300 million yuan.").differences
    assert compare("学生约2万人。", "There are about 20,004 students.").differences


def test_a_day_is_no_month() -> None:
    problems = compare("2月28日开幕。", "It opens on February 2.").differences
    assert [(d.source.value, d.target.value) for d in problems if d.source and d.target] == [(28, 2)]


def test_matched() -> None:
    agreement = compare("3月5日，12名工人返岗。", "On March 5, 12 workers came back.")
    assert not agreement.differences
    assert [(s.value, t.value) for s, t in agreement.matched] == [(n, n) for n in (3, 5, 12)]


def test_units() -> None:
    assert convert(10, "km/h", "m/s") == pytest.approx(2.7778, abs=1e-4)
    assert convert(35, "C", "F") == pytest.approx(95)
    assert convert(1, "USD", "CNY") is None and convert(1, "kg", "km") is None
    assert same_kind("dollar", "HKD") and same_kind("km", "km/h") and not same_kind("km", "mile")
    assert name("km/h") == "kilometres per hour"


@pytest.mark.parametrize(
    ("source", "target", "problems"),
    [
        ("参观人数突破4万。", "The number of visitors was almost 40,000.", ["bound"]),
        ("该县新增病例141例。", "The county had almost 141 new cases.", ["bound"]),
        ("参观人数近4万。", "There were almost 40,000 visitors.", []),
        ("参观人数不超过4万。", "There were fewer than 40,000 visitors.", []),
        ("酸度不会超过1%。", "The acidity is less than 1%.", []),
        ("馆内有不少于300件展品。", "There are no less than 300 exhibits.", []),
        ("馆内有1500件展品。", "There are nearly 1,500 exhibits.", []),
    ],
)
def test_almost_and_less_than(source: str, target: str, problems: list[str]) -> None:
    assert [d.problem for d in compare(source, target).differences] == problems


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("中华民国九十五年五月三日修正，自九十六年三月一日施行。", "Amended on May 3, 2006, effective March 1, 2007."),
        ("自一百零二年八月九日起申报。", "Reports are due from August 9, 2013."),
        ("书籍销量分别为三百万册和七百万册。", "Sales were three million and seven million copies respectively."),
        ("处一千二百元以上八千元以下罚款。", "The fine is between one thousand two hundred and eight thousand yuan."),
        ("取值范围是 -15 到 17，即 [-15,17]。", "The range is from -15 to 17, that is, [-15,17]."),
        ("步进基数是-612,300,000，单位为毫秒。", "The base is -612,300,000 milliseconds."),
        ("重量不超过六千三百公斤。", "The weight does not exceed 6 300 kg."),
        ("费用为新台币八万元。", "The fee is NTD80,000."),
        ("价额逾二十万元者，加征费用。", "A surcharge applies to amounts from NT$200,001."),
        ("损失将达 4,000 多亿美元。", "The loss will come to $400+ billion."),
        ("她的女儿现在 5 个半月大。", "Her daughter is now 5 and a half months old."),
        ("从 v1.31 开始移除。", "It was removed in version 1.31."),
        ("母公司百分之百持有该厂。", "The parent fully owns the plant."),
        ("应有委员二分之一以上出席。", "A majority of the members shall attend."),
        ("处五年以下有期徒刑。", "The prison term is not more than five (5) years."),
        ("违反前项规定者，处罚款。", "Whoever violates Paragraph 4 is fined."),
        ("第二级至第五级药品由专人保管。", "Class 2, 3, 4 or 5 drugs are kept by a person in charge."),
        ("船只类别变更。", "1.2 Change in the class of the vessel."),
        ("飞机零组件应妥善保管。", "Aircraft parts and components shall be kept as described in paragraphs 2) and 3)."),
        ("这一百分比过高。", "This percentage is too high."),
    ],
)  # fmt: skip
def test_the_same_in_another_way(source: str, target: str) -> None:
    assert not [d for d in compare(source, target).differences if judge(d)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("自九十六年三月一日施行。", "In force from March 1, 1996."),
        ("书籍销量分别为三百万册和七百万册。", "Sales were three million and six million copies respectively."),
        ("违反规定者，处罚款。", "Whoever violates Paragraph 4 is fined."),
        ("母公司百分之百持有该厂。", "The parent owns half of the plant."),
        ("仓库里有1750吨大米。", "There are 17,50 tons of rice in the store (18,20 short tons)."),
        ("仓库里有60吨大米。", "There are 6,0 tons of rice in the store."),
    ],
)
def test_another_number_is_still_one(source: str, target: str) -> None:
    assert [d for d in compare(source, target).differences if judge(d)]


@pytest.mark.parametrize(
    ("source", "target", "same"),
    [
        ("敲门三次。", "Knock four times.", False),
        ("敲门三次。", "Knock three times.", True),
        ("产量增长了三倍。", "Output rose four times.", True),
        ("面积是北京的四倍。", "It is four times the size of Beijing.", True),
    ],
)
def test_how_often_is_no_growth(source: str, target: str, same: bool) -> None:
    assert (not compare(source, target).differences) is same


def test_a_list_that_is_numbered_in_both_is_compared() -> None:
    found = compare("步骤：1.开机；2.登录；3.上传。", "Steps: 1. Switch on. 2. Log in. Upload.")
    assert [(d.problem, d.source.value) for d in found.differences if d.source] == [("missing", 3.0)]
