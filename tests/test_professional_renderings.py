"""What professionals do with figures, datelines, verse and set phrases; faults that the same words must not hide."""

from __future__ import annotations

import pytest

from align.api import review_text

QUIET = (
    # What is left of a share, and what is excepted of a number
    ("新版程序的体积缩小了四分之三。", "The new version is a quarter of its former size."),
    ("安装时间缩短近一半。", "Installation takes little more than half the time it used to."),
    ("全县12个乡镇，有9个通了公交。", "All but three of the county's 12 townships have buses."),
    ("城镇化率提高到66%。", "Two thirds of the population now live in cities."),
    ("72%的受访者表示赞成。", "Nearly three quarters of those asked were in favour."),
    ("郑和最远到达非洲东海岸。", "Zheng He got as far as the east coast of Africa."),
    # Years and days in words
    ("失业率创1975年以来新高。", "Unemployment hit its highest level in half a century."),
    ("这是该国自1994年以来的首次大选。", "It was the country's first general election in decades."),
    ("气象局说，2024年是最热的一年。", "Last year was the hottest on record, the weather service said."),
    ("5月1日，各地景区人山人海。", "Scenic spots were packed on May Day."),
    ("12月24日晚，教堂里座无虚席。", "On Christmas Eve there was not an empty seat in the church."),
    ("她不到二十岁就当了教师。", "She was already a teacher in her teens."),
    ("茶在中国已有四千多年历史。", "Tea has been drunk in China for more than four millennia."),
    ("老两口结婚快五十年了。", "The old couple will soon celebrate their golden wedding."),
    # Datelines and bylines
    ("新华社合肥6月8日电（记者周敏）合肥一座新桥通车。", "HEFEI, June 8 (Xinhua) -- A new bridge opened in Hefei."),
    ("法新社罗马6月8日电 意大利总理7日宣布辞职。", "ROME (AFP) - Italy's prime minister resigned on Monday."),
    # Measures
    ("他走了三千余里，回到故乡。", "He travelled more than a thousand miles back to his old home."),
    ("台风中心附近最大风力14级。", "The typhoon packed winds of up to 155 km per hour near its eye."),
    ("烤箱预热180度。", "Preheat the oven to 350°F."),
    ("小麦平均亩产比上年增加十来斤。", "Average wheat yields were up by some 75 kilograms per hectare."),
    ("水稻亩均增产约50公斤。", "Rice yields rose by some 750 kilograms per hectare."),
    ("这块地一年打两千来斤麦子。", "The plot yields about a ton of wheat a year."),
    ("这布三块二一尺。", "The cloth is 3.20 yuan a foot."),
    # Comparisons with a figure, and "little over"
    ("新增岗位11.4万个，远低于预期的17.5万。", "It added 114,000 jobs, far fewer than the 175,000 that were forecast."),
    ("坐高铁只需四个多小时。", "By high-speed train it takes little over four hours."),
    ("日经225指数收盘上涨近2%。", "Tokyo's Nikkei closed up nearly 2 percent."),
    # Denials
    ("没有安全，就没有发展。", "Development depends on security."),
    ("我们坚持合作而不对抗。", "We pursue cooperation over confrontation."),
    ("除了她，谁都没来。", "She was the only one who came."),
    ("不怕走得慢，就怕停下来。", "Walking slowly is fine; it is stopping that you should fear."),
    ("冰箱曾是家家必备的电器。", "The refrigerator was once an appliance that no home could do without."),
    ("村里几乎人人都会骑车。", "There is hardly anyone in the village who can't ride a bike."),
    ("活到老，学到老。", "You're never too old to learn."),
    ("如有疑问，请随时联系我们。", "Please don't hesitate to contact us if you have any questions."),
    ("这样的大家庭如今已不多见。", "Such large families are a rare sight nowadays."),
    ("我与他不相见已两年多了。", "It is more than two years since I last saw him."),
    ("删除分支不会影响已合并的提交。", "Merged commits survive the deletion of the branch."),
    ("他没有家，住在未庄的庙里。", "He had no family but lived in a temple at Weizhuang."),
    ("局势持续紧张。", "The tension showed no sign of easing."),
    ("请求最多重试三次，之后返回错误。", "The request is retried up to three times before an error is returned."),
    ("裁判没有理会球员的抗议。", "The referee waved away the players' protests."),
    # Words
    ("总统同他进行了坦诚的会谈。", "The president had a candid conversation with him."),
    ("专家认为，房价还会下跌。", "Home prices have further to fall, analysts say."),
    ("未来三天我国中东部气温将下降。", "It will turn colder in central and eastern China over the next three days."),
    ("大学生就业难引起普遍关注。", "How hard it is for graduates to find work is a matter of general concern."),
    ("比赛如期举行，不受天气影响。", "Rain or shine, the match will go ahead as planned."),
    ("错过末班车的人只能打车。", "Miss the last bus and you have to take a taxi."),
    ("坚持“打虎”“拍蝇”。", 'We have kept "taking out tigers" and "swatting flies".'),
    ("新手一个，求带。", "Total beginner here. Can someone show me the ropes?"),
    # Verse
    ("欲穷千里目，更上一层楼。", "Climb one storey higher and the view will be grander still."),
)
TOLD = (
    ("新版程序的体积缩小了四分之三。", "The new version has shrunk by a quarter."),
    ("全县12个乡镇，有9个通了公交。", "All but two of the county's 12 townships have buses."),
    ("失业率创1975年以来新高。", "Unemployment hit its highest level since 1957."),
    ("失业率创1975年以来新高。", "Unemployment hit its highest level in five years."),
    ("2024年，他们搬到了天津。", "In 2023 they moved to Tianjin."),
    ("5月1日，各地景区人山人海。", "Scenic spots were packed on June 1."),
    ("她不到三十岁就当了教师。", "She was already a teacher in her teens."),
    ("记者周敏采访了校长。", "The headmaster was interviewed."),
    ("他走了三千余里，回到故乡。", "He travelled more than four hundred miles back to his old home."),
    ("台风中心附近最大风力14级。", "The typhoon packed winds of up to 95 km per hour near its eye."),
    ("水稻亩均增产约50公斤。", "Rice yields rose by some 500 kilograms per hectare."),
    ("亩产500公斤。", "The yield is 500 kilograms per hectare."),
    ("删除分支不会影响已合并的提交。", "Deleting the branch affects merged commits."),
    ("城镇化率提高到46%。", "Two thirds of the population now live in cities."),
    ("72%的受访者表示赞成。", "More than three quarters of those asked were in favour."),
    ("比赛结束之后，他去了机场。", "He went to the airport before the match ended."),
    ("参赛选手超过17.5万。", "There were fewer than 175,000 entrants."),
    ("我们反对对抗，不搞对抗。", "We support confrontation."),
    ("除了她，谁都没来。", "Everybody came, and so did she."),
    ("如有疑问，请联系我们。", "Please do not contact us if you have any questions."),
    ("中东局势紧张。", "Tension is rising in East China."),
    ("成都是华中的城市。", "Chengdu is a city in East China."),
    ("桥修好了。", "Is the bridge finished?"),
)


@pytest.mark.parametrize(("zh", "en"), QUIET)
def test_nothing_is_said_about_a_professional_rendering(zh: str, en: str) -> None:
    assert [f.message for f in review_text(zh, en).findings if f.severity != "note"] == []


@pytest.mark.parametrize(("zh", "en"), TOLD)
def test_the_fault_beside_it_is_told(zh: str, en: str) -> None:
    assert [f.message for f in review_text(zh, en).findings if f.severity != "note"] != []


def test_a_term_needs_no_quotation_marks_and_speech_does() -> None:
    def notes(zh: str, en: str) -> list[str]:
        return [f.check for f in review_text(zh, en).findings if f.check == "quotation"]

    assert not notes("推动“双一流”建设。", "We will develop world-class universities and disciplines.")
    assert notes("他说：“好人有好报。”", "He said that the good are rewarded.")
