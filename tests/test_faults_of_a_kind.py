"""Faults that change what a sentence says, a kind a line: each is told, and the right translation beside it is not.

Every line is of our own making: Chinese | right | wrong.
"""

from __future__ import annotations

import pytest

from align.api import review_text

LINES = """
展览吸引了上千万人。|The exhibition drew tens of millions.|The exhibition drew tens of thousands.
工程耗资数百亿元。|The project cost tens of billions of yuan.|The project cost billions of yuan.
首届大会在海口召开。|The first congress was held in Haikou.|The second congress was held in Haikou.
首班车五点半开。|The first bus leaves at half past five.|The last bus leaves at half past five.
火灾时请走楼梯。|In a fire take the stairs.|In a fire take the lift.
女厕在走廊左侧。|The ladies is on the left of the corridor.|The gents is on the left of the corridor.
他们坐飞机去了三亚。|They went to Sanya by plane.|They went to Sanya by helicopter.
海关查获一批象牙。|Customs seized a load of ivory.|The police seized a load of ivory.
朝鲜代表团昨天抵达。|The North Korean delegation arrived yesterday.|The South Korean delegation arrived yesterday.
电梯正在下降。|The lift is going down.|The lift is going up.
期初余额为零。|The opening balance is nil.|The closing balance is nil.
修改在重启后生效。|The change takes effect after a restart.|The change takes effect immediately.
元宵节在正月十五。|The Lantern Festival falls on the fifteenth day of the first lunar month.|\
The Lantern Festival falls on January 15.
他生于农历三月廿六。|He was born on the 26th day of the third lunar month.|He was born on March 26.
失业率由6.8%升至7.4%。|The jobless rate went up to 7.4% from 6.8%.|The jobless rate went up to 6.8% from 7.4%.
讲座持续了一个半小时。|The lecture went on for an hour and a half.|The lecture went on for half an hour.
清洗过滤网前，请拔下插头。|Unplug the machine before cleaning the filter.|\
Unplug the machine after cleaning the filter.
打开机盖前请先拔下插头。|Pull out the plug before you open the cover.|Before you pull out the plug, open the cover.
今年苹果的产量是梨的三倍。|The apple harvest is three times that of pears this year.|\
The pear harvest is three times that of apples this year.
小赵把钱还给了老孙。|Xiao Zhao gave the money back to Old Sun.|Old Sun gave the money back to Xiao Zhao.
护士递给医生一把剪刀。|The nurse handed the doctor a pair of scissors.|The doctor handed the nurse a pair of scissors.
丈夫给妻子写了一封长信。|The husband wrote his wife a long letter.|The wife wrote her husband a long letter.
未经许可，任何人不得拍照。|No one may take photographs without permission.|\
Anyone may take photographs without permission.
市场不存在长期升值的预期。|There is no expectation of a lasting appreciation.|\
There is no expectation of a lasting depreciation.
大多数居民支持这一计划。|Most of the residents back the plan.|The residents back the plan.
展馆每周二休息，法定假日除外。|The hall is closed on Tuesdays except on public holidays.|\
The hall is closed on Tuesdays and on public holidays.
这座矿山的日产量达到五百吨。|The mine now turns out 500 tonnes a day.|The mine has an annual output of 500 tonnes.
他的月薪是九千元。|He is paid 9,000 yuan a month.|His annual salary is 9,000 yuan.
董事会宣布派发中期股息。|The board declared an interim dividend.|The board declared a final dividend.
她是公司的非执行董事。|She is a non-executive director of the company.|She is an executive director of the company.
外资净流出一百亿元。|Foreign capital recorded a net outflow of 10 billion yuan.|\
Foreign capital recorded a net inflow of 10 billion yuan.
该公司去年扭亏为盈。|The company returned to profit last year.|The company swung to a loss last year.
市级以上医院须设急诊。|Hospitals at and above the city level must have emergency wards.|\
Hospitals below the city level must have emergency wards.
吸烟者患病的风险较高。|Smokers are more likely to fall ill.|Smokers are less likely to fall ill.
雨季河水暴涨。|The river swells in the rainy season.|The river swells in the dry season.
两名登山者至今下落不明。|Two climbers are still unaccounted for.|Two climbers were found dead.
她通过了驾照考试。|She passed her driving test.|She failed her driving test.
巴西队二比一战胜了对手。|Brazil beat their opponents 2-1.|Brazil lost to their opponents 2-1.
此操作不可撤销。|This action cannot be undone.|This action can be undone.
请稍后重试。|Please try again later.|Please try again now.
前十名选手进入决赛。|The top ten go through to the final.|The last ten go through to the final.
我大前年去过那里。|I was there three years ago.|I was there two years ago.
我外婆是四川人。|My mother's mother is from Sichuan.|My father's mother is from Sichuan.
雄性孔雀开屏。|The male peacock fans out its tail.|The female peacock fans out its tail.
越多人参加，场面就越热闹。|The more people take part, the livelier it gets.|\
The more people take part, the less lively it gets.
水温不得高于六十度。|The water must be no hotter than 60 degrees.|The water must not be below 60 degrees.
本品不可放入微波炉。|Do not put this in the microwave.|Microwave safe.
海军派出三艘舰艇。|The navy sent three ships.|The air force sent three ships.
加入两勺白糖。|Add two spoons of sugar.|Add two spoons of salt.
允许访问通讯录？|Allow access to contacts?|Allow access to photos?
他在苏州长大。|He grew up in Suzhou.|He grew up in Hangzhou.
双方可以提前终止合同。|The parties may end the contract early.|The parties must end the contract early.
不良贷款占比已由去年底的14%降至11%。|The share of bad loans fell from 14% at the end of last year to 11%.|\
The share of bad loans fell from 11% at the end of last year to 14%.
公司拟提供不超过8000万元的担保。|The company intends to guarantee up to RMB 80 million.|\
The company intends to guarantee at least RMB 80 million.
利润下降是因为原材料价格上涨。|Profits fell because of higher prices for raw materials.|\
Profits fell because of lower prices for raw materials.
周先生投反对票，认为额度过高。|Mr Zhou voted against it, as he found the amount too high.|\
Mr Zhou voted for it, as he found the amount too high.
除非客流有保障，否则线路难以盈利。|Unless there are enough passengers, the line is unlikely to make a profit.|\
If there are enough passengers, the line is unlikely to make a profit.
市政府不会提供直接补贴，但会减税。|The city will pay no direct subsidies but will grant tax breaks.|\
The city will pay direct subsidies and will grant tax breaks.
馆藏涵盖从宋代到清末的瓷器。|The collection covers porcelain from the Song to the end of the Qing dynasty.|\
The collection covers porcelain from the Song to the end of the Ming dynasty.
请从C口出站。|Please leave by Exit C.|Please leave by Exit G.
公司向客户供应轴承。|The firm supplies bearings to its customers.|The firm buys bearings from its customers.
水电站装机容量达五百万千瓦。|The hydropower station has an installed capacity of 5 million kilowatts.|\
The hydropower station has an installed capacity of 5 million watts.
百米跑他跑出九秒九八。|He ran the 100 metres in 9.98 seconds.|He ran the 100 metres in 9.89 seconds.
绷带每隔一日更换一次。|Change the bandage every other day.|Change the bandage once a day.
这种细菌或许能够分解石油。|The bacterium may be able to break down oil.|The bacterium can break down oil.
腊月二十三祭灶。|The Kitchen God is honoured on the 23rd of the twelfth lunar month.|\
The Kitchen God is honoured on the 23rd of the first lunar month.
河水正在上涨。|The river is rising.|The river is falling.
这种打字机在六十年代末很流行。|Typewriters like this were popular in the late 1960s.|\
Typewriters like this were popular in the early 1960s.
肉要先煮后再切片。|Boil the meat first and then slice it.|Slice the meat and then boil it.
阿根廷在半决赛中淘汰了荷兰。|Argentina knocked the Netherlands out in the semi-final.|\
The Netherlands knocked Argentina out in the semi-final.
市政府将明年的道路养护预算下调至8亿元。|\
The city government has cut next year's road maintenance budget to 800 million yuan.|\
The city government has cut next year's road maintenance budget by 800 million yuan.
到最近的村子还有十五里路。|It was seven and a half kilometres to the nearest village.|\
It was fifteen kilometres to the nearest village.
文件尚未保存，现在要关机吗？|The file has not been saved. Shut down now?|The file has been saved. Stop working now?
全县仅有三所中学开设这门课。|Only three schools in the county offer this course.|\
At least three schools in the county offer this course.
县委副书记、县长李强参加了会议。|Li Qiang, deputy secretary and county magistrate, attended.|\
Li Qiang, secretary and deputy county magistrate, attended.
并非所有的蘑菇都有毒。|Not all mushrooms are poisonous.|No mushrooms are poisonous.
请勿在机器运行时打开盖子。|Do not open the lid while the machine is running.|\
Do not close the lid while the machine is running.
亏损收窄至3亿元。|Losses narrowed to 300 million yuan.|Losses narrowed by 300 million yuan.
通知默认开启。|Notifications are on by default.|Notifications are off by default.
"""
ROWS = [line.split("|") for line in LINES.strip().splitlines()]


def loud(source: str, target: str) -> list[str]:
    """The findings of a pair that are more than notes."""
    return [f.check for f in review_text(source, target).findings if f.severity != "note"]


@pytest.mark.parametrize(("source", "right", "wrong"), ROWS, ids=[row[0] for row in ROWS])
def test_a_fault_is_told_and_its_right_translation_is_not(source: str, right: str, wrong: str) -> None:
    assert loud(source, right) == []
    assert loud(source, wrong)
