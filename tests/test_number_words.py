"""Numbers, dates and units in all the words that both languages have for them: what agrees, and what does not."""

from __future__ import annotations

import pytest

from align import registry
from align.evidence.weigh import weighed
from align.records import Alignment, Finding

CHECKS = [c for c in registry.checks() if c.id in ("number", "date", "unit", "number_form")]
SAME = """
存款增加了3万多亿元。 | Deposits rose by more than 3 trillion yuan.
存款增加了六万多亿元。 | Deposits rose by over six trillion yuan.
投资约1.5到2.5个亿。 | The investment is about 150 to 250 million.
公司亏了4个亿。 | The company lost 400 million.
罚款五到二十万元。 | The fine is 50,000 to 200,000 yuan.
处三到十万元罚款。 | A fine of 30,000 to 100,000 yuan is imposed.
占比三成半。 | It accounts for 35 percent.
下降四成五。 | It fell by 45 per cent.
三分之一的学校参加了。 | A third of the schools took part.
四分之三的居民同意。 | Three quarters of residents agreed.
五分之二的人反对。 | Two in five people are against it.
半年后他回来了。 | He came back after six months.
半年后他回来了。 | Half a year later he came back.
停电持续了两天。 | The outage lasted 48 hours.
停电持续了72小时。 | The outage lasted three days.
全天24小时营业。 | Open round the clock.
气温降到零下10度。 | The temperature fell to minus ten degrees.
存放温度为-25℃至40℃。 | The storage temperature is -25 °C to 40 °C.
存放温度：-25～40℃ | Storage temperature: −25–40 °C
水温由8℃-40℃不等。 | The water has between 8 °C and 40 °C.
夜里零下八到十二度。 | At night it is eight to twelve degrees below zero.
销量一度跌逾一成。 | Sales were down more than 10 percent at one point.
他在庙里住了一夜。 | He spent the night in the temple[2].
出生率为6.4‰。 | The birth rate was 6.4 per thousand.
每千人口有3.2名医生。 | There are 3.2 doctors per thousand people.
气温降到10度，局地有霜。 | The temperature fell to ten degrees, with frost in places.
气温降到零下10度。 | The temperature fell to -10 degrees.
气温零下三度。 | It is three degrees below zero.
7·19洪灾造成重大损失。 | The flood of July 19 caused heavy losses.
9·11事件之后，安检更严。 | Security became stricter after the 9/11 attacks.
7.19洪灾造成重大损失。 | The July 19 flood caused heavy losses.
9.11事件改变了世界。 | The events of September 11 changed the world.
“5·12”汶川地震 | The Wenchuan earthquake of May 12
一斤三块五。 | It costs 3.5 yuan per half kilo.
门票二十块。 | Tickets are 20 yuan.
他享年九十有三。 | He died at the age of ninety-three.
年方二十有四。 | He was twenty-four.
粉丝有5k多。 | She has more than 5,000 followers.
月薪15k。 | The monthly salary is 15,000 yuan.
播放量1.2w。 | It was played 12,000 times.
会议9时开始。 | The meeting starts at 9 a.m.
演出晚上8点开始。 | The show starts at 8 p.m.
列车21时出发。 | The train leaves at 9 p.m.
面积12㎢。 | It covers 12 square kilometres.
面积100㎡。 | The area is 100 square metres.
百公里耗电15度。 | It uses 15 kWh per 100 km.
百公里油耗6升。 | It uses 6 litres of petrol per 100 kilometres.
产值增长到300亿元。 | Output value rose to 30 billion yuan.
产值增长了3倍。 | Output value quadrupled.
产值增长了3倍。 | Output value rose threefold.
产值是去年的3倍。 | Output value is three times that of last year.
产值增加一倍。 | Output value doubled.
人口翻了两番。 | The population quadrupled.
价格降了一半。 | Prices were halved.
价格降了一半。 | Prices fell by 50 percent.
减少一半以上 | cut by more than 50%
他一天睡4个半小时。 | He sleeps four and a half hours a day.
他打了十几年球。 | He has been playing for more than a decade.
五六十人受伤。 | Between 50 and 60 people were injured.
几千万人住在这里。 | Tens of millions of people live here.
有四十名左右观众。 | There were about 40 spectators.
30多年来 | for more than three decades
20年来 | for two decades
超过五分之一的旅客 | more than 1 in 5 travellers
十五点二亿亩 | 1.52 billion mu
二点五万人 | 25,000 people
三点六亿元 | 360 million yuan
年纪二十六七岁 | 26 or 27 years old
腊月二十以后 | after the 20th day of the twelfth lunar month
人均156万韩元 | KRW1.56 million per capita
售价500万日元 | priced at JPY5 million
1．2015年数据为估计 | 1. The figures for 2015 are estimates.
1.2015年数据为估计 | 1. Figures of 2015 are estimates.
2.2003-2006年只有前十位 | 2. Only the top 10 are available from 2003 to 2006.
年均增长84．32％ | an annual growth of 84.32%
身高5.2英尺 | 5.2 feet tall
第三十七次会议 | the 37th meeting
第21条 | Article 21
比分2:1 | The score was 2-1.
晚上7点30分 | at 7:30 in the evening
下午3点一刻 | at a quarter past three in the afternoon
8月底前 | by the end of August
双11期间 | during the Singles' Day shopping festival
“双十一”期间 | during Double 11
5G网络 | 5G network
十二大 | the 12th National Congress
十九大报告 | the report to the 19th CPC National Congress
党的二十大 | the 20th National Congress of the CPC
七五普法 | the seventh five-year plan for raising legal awareness
“十三五”期间增长5% | during this five-year period it grew 5 percent
去年增长5% | it grew 5 percent in 2016
上百人参加 | more than a hundred people attended
百余人 | over 100 people
近千人 | nearly a thousand people
万人大会 | a meeting of ten thousand people
两三天 | two or three days
三五个人 | three to five people
半小时 | 30 minutes
一个半月 | a month and a half
一个半月 | six weeks
两周 | a fortnight
一刻钟 | 15 minutes
三天两夜 | three days and two nights
两个星期 | 14 days
18个月 | a year and a half
零点 | midnight
24时 | midnight
凌晨2点 | 2 a.m.
中午12点 | noon
12点 | noon
百分之百 | a hundred percent
百分之零点五 | 0.5 percent
千分之三 | three per thousand
千分之三 | 0.3 percent
万分之五 | 0.05 percent
打八折 | 20 percent off
打八五折 | 15% off
八折优惠 | a 20 percent discount
2000余家 | more than 2,000
三四百家企业 | 300 to 400 companies
一百二十万吨 | 1.2 million tons
2.5亿吨 | 250 million tonnes
3.5亿多人 | more than 350 million people
上亿人 | hundreds of millions of people
上亿人 | over 100 million people
1978年以来 | since 1978
20世纪80年代 | in the 1980s
上世纪七八十年代 | in the 1970s and 1980s
7、80年代 | in the 1970s and 1980s
21世纪初 | at the beginning of the 21st century
第二季度 | in Q2
一季度 | in the first three months
上半年 | in the first six months
前三季度 | in the first nine months
全年 | for the whole year
10月中旬 | in mid-October
初三 | the third day of the lunar month
三岁 | a three-year-old
45分钟 | three quarters of an hour
90分钟 | an hour and a half
90分钟 | one and a half hours
五打鸡蛋 | five dozen eggs
60个鸡蛋 | five dozen eggs
12个鸡蛋 | a dozen eggs
十来个人 | about a dozen people
十几个人 | a dozen or so people
百万富翁 | millionaire
数以千计 | thousands of
成千上万 | thousands upon thousands
千千万万 | millions of
二十一世纪海上丝绸之路 | 21st Century Maritime Silk Road
4+2会谈 | the 4+2 talks
1比100万的地图 | a 1:1,000,000 map
4比3 | four to three
早上6点到晚上10点 | from 6 a.m. to 10 p.m.
3月5日至12日 | from March 5 to 12
2018年3月至5月 | from March to May 2018
1.5米 | 1.5 metres
一米八 | 1.8 metres tall
一米八 | 1.80 m
身高一米七五 | 1.75 metres tall
三斤半 | three and a half jin
两万五千里 | 25,000 li
500多公里 | more than 500 km
每小时120公里 | 120 kilometres an hour
时速120公里 | 120 km/h
37.5摄氏度 | 37.5 degrees Celsius
体温39度 | a temperature of 39 degrees
15度的水 | water at 15 degrees
一百八十度 | 180 degrees
北纬30度 | 30 degrees north
3.2级地震 | a magnitude 3.2 earthquake
1500万欧元 | 15 million euros
1500万欧元 | €15 million
¥200 | 200 yuan
每股1.2元 | 1.2 yuan per share
1吨多 | more than a tonne
七成以上 | more than 70 percent
近九成 | nearly 90 percent
十之八九 | nine times out of ten
三个月 | a quarter of a year
四分之一世纪 | a quarter of a century
二十五年 | a quarter of a century
四个世纪 | 400 years
100年 | a century
百年奋斗 | a century of struggle
50周年 | the 50th anniversary
60岁以上 | aged 60 and over
60后 | people born in the 1960s
90后 | those born in the 1990s
一二线城市 | first- and second-tier cities
三四线城市 | third- and fourth-tier cities
三甲医院 | top-tier hospital
正负2度 | plus or minus 2 degrees
1/3的人 | one third of the people
½杯 | half a cup
第1、2、3条 | Articles 1, 2 and 3
0.5% | half a percent
0.5个百分点 | half a percentage point
1.5% | one and a half percent
亏损200万 | a loss of 2 million
负增长2% | a negative growth of 2%
-5℃ | minus 5 degrees Celsius
-5℃ | -5 °C
5×10^8 | 5×10^8
1000人次 | 1,000 visits
18:00 | 6 p.m.
18点 | 6 pm
2015-2020年 | 2015 to 2020
2015—2020年 | from 2015 through 2020
40、50岁 | 40 or 50 years old
四五十岁 | in their forties and fifties
"""
OTHER = """
存款增加了3万多亿元。 | Deposits rose by more than 30 trillion yuan.
公司亏了4个亿。 | The company lost 40 million.
罚款五到二十万元。 | The fine is 50,000 to 2,000,000 yuan.
占比三成半。 | It accounts for 45 percent.
三分之一的学校参加了。 | A quarter of the schools took part.
停电持续了两天。 | The outage lasted 24 hours.
停电持续了两天。 | The outage lasted two weeks.
气温降到零下10度。 | The temperature fell to 10 degrees.
气温零下三度。 | It is three degrees.
存放温度：-25℃～-5℃ | Storage temperature: -25 °C to 5 °C
水温为-4℃。 | The water is at 4 °C.
产量下降了两成。 | Output fell by 2.
7·19洪灾造成重大损失。 | The flood of July 9 caused heavy losses.
一斤三块五。 | It costs 5.3 yuan per jin.
月薪15k。 | The monthly salary is 1,500 yuan.
会议9时开始。 | The meeting starts at 9 p.m.
会议早上9点开始。 | The meeting starts at 9 p.m.
列车21时出发。 | The train leaves at 9 a.m.
面积12㎢。 | It covers 12 square metres.
百公里耗电15度。 | It uses 15 kWh per 10 km.
产值增长到300亿元。 | Output value rose by 30 billion yuan.
产值增长了300亿元。 | Output value rose to 30 billion yuan.
产值增长了30%。 | Output value rose to 30 percent.
税率下调至13%。 | The tax rate was cut by 13 percent.
产值增长了3倍。 | Output value rose by 30%.
人口翻了两番。 | The population doubled.
价格降了一半。 | Prices fell by a third.
他排名第二十二。 | He ranked 22th.
第2届论坛 | the 2th forum
第三届 | the 4th session
水温15度。 | The water is 15 degree.
增长5个百分点 | grew 5 percent
增长2.3个百分点 | rose 2.3%
展期为3月5日至12日。 | The exhibition runs from March 12 to 5.
从2015年到2020年 | from 2020 to 2015
十五点二亿亩 | 152 million mu
2.5亿吨 | 2.5 billion tonnes
打八折 | 80 percent off
打八折 | a 80 percent discount
上半年 | in the second half of the year
前三季度 | in the first three months
三天两夜 | two days and three nights
超过5000人 | fewer than 5,000 people
亏损近四成 | lost over 40 percent
不到5000人 | more than 5,000 people
至少5000人 | at most 5,000 people
5000人以上 | less than 5,000 people
"""


def rows(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


def found(source: str, target: str) -> list[Finding]:
    alignment = weighed(Alignment.of_pair(source, target))
    return [finding for check in CHECKS for finding in check.run(alignment)]


@pytest.mark.parametrize(("source", "target"), rows(SAME))
def test_the_same_value_in_other_words(source: str, target: str) -> None:
    assert [f.message for f in found(source, target)] == []


@pytest.mark.parametrize(("source", "target"), rows(OTHER))
def test_another_value(source: str, target: str) -> None:
    assert any(f.target_span for f in found(source, target))


def test_plain_digits_are_proposed_as_such() -> None:
    (postcode,) = found("邮编：100864", "Postcode: 100865")
    assert postcode.suggestions == ("100864",)
    (sum_,) = found("奖金共66554433元。", "The prize is 66,554,434 yuan.")
    assert sum_.suggestions == ("66,554,433",)
