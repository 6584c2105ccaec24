"""Good translations of everyday kinds: nothing is said about them."""

from __future__ import annotations

import json

import pytest

from align.api import review_text

PRODUCTS = """
这种面霜不含香精，婴儿也可以使用。|Fragrance-free and gentle enough for babies.
颜色以实物为准，图片仅供参考。|Actual colours may differ from the pictures.
买二送一，数量有限，先到先得。|Buy two, get one free, while stocks last.
容量为1.5升，重量仅0.8千克。|It holds 1.5 litres and weighs only 800 grams.
机场免税店的iPhone比国内便宜一千多块。|iPhones at the airport duty-free shop are over 1,000 yuan cheaper than at home.
"""
MANUALS = """
气压不得低于规定的最小值。|Keep the pressure above the specified minimum.
如果故障仍未排除，请更换电池。|If the fault persists, replace the battery.
清洁时请勿使用含酒精的清洁剂。|Use alcohol-free cleaners only.
单个附件的大小不得超过30 MB，否则无法发送。|Attachments of more than 30 MB cannot be sent.
安装前务必切断电源，以免触电。|To avoid electric shock, always disconnect the power before installation.
肝肾功能不全者慎用。|Use with caution in patients with impaired liver or kidney function.
密封，在阴凉干燥处（不超过20℃）保存。|Keep closed in a cool, dry place (not above 20 °C).
"""
STORIES = """
不知什么时候，院子里来了一只猫。|At some point a cat had turned up in the yard.
我差点没赶上火车。|I only just caught the train.
天还没黑，他就把羊赶回了家。|He drove the sheep home before dark.
他们等啊等，一直等到天亮。|They waited and waited and waited until daybreak.
门没锁，一推就开了。|The door was unlocked and opened at a push.
他失眠，整夜睡不着。|He lay awake all night with insomnia.
别哭了，妈妈马上回来。|Stop crying, Mum will be back in a minute.
经过激烈争夺，主队以一分取胜。|After a hard-fought contest the home side won by a point.
我们没有理由悲观。|We have every reason to be optimistic.
他的成功绝非偶然。|His success is anything but accidental.
医生提醒，老人应尽量避免在雾天出门。|Doctors advise the elderly to stay indoors on foggy days.
没有报名的不予安排座位。|Those who did not register will not be given a seat.
按时没有缴费不影响已有的保障。|Late payment does not affect existing cover.
没有反对票不代表人人满意。|A unanimous vote does not mean everyone is happy.
老赵一路上都在抱怨。|Old Zhao grumbled all the way.
我差一点就错过了末班车。|I came within a whisker of missing the last bus.
听说丈夫升了职，她的同事都很吃醋。|Her colleagues were eaten up with jealousy at the news of her husband's promotion.
老师念完信，全班无不落泪。|When the teacher had read out the letter there was not a dry eye in the class.
爷爷常年穿一件灰色中山装。|Grandpa wears a grey Mao suit all year round.
他爱唱《空城计》，过年总要来一段。|He loves to sing from Kongchengji and gives us an aria every New Year.
明成祖下令修建宫殿。|The Yongle Emperor ordered the palace to be built.
访客只能浏览，无权评论。|Visitors may browse but have no permission to comment.
定位默认开启，可手动关闭。|Location is on by default; you can turn it off by hand.
积雪没过脚踝。|The snow came over our ankles.
他被控纵火，但拒不认罪。|Charged with arson, he has refused to plead guilty.
央行将下调利率，预计释放资金两千亿元。|The central bank would cut rates, freeing up 200 billion yuan.
他从小体弱，没少吃药。|Sickly from childhood, he took his fair share of medicine.
本季利润同比翻了一番还多。|Profit more than doubled from a year earlier this quarter.
今年的雪比往年来得早。|The snow came earlier than usual this year.
包裹显示已送达，可我还没收到。|The parcel is shown as delivered, but I have not received it.
这孩子不听话，老师拿他没办法。|The child is naughty and the teacher is at her wits' end.
"""
NEWS = """
三年来，这里的游客只增不减。|For three years visitor numbers here have kept rising.
公司市值跌破百亿元。|The company's market value has fallen below 10 billion yuan.
俱乐部宣布与门将续约两年。|The club has extended the goalkeeper's contract by two years.
上半场双方互交白卷。|The first half was goalless.
第十四届全国人大常委会会议开幕。|A meeting of the Standing Committee of the 14th National People's Congress has opened.
警方不排除纵火的可能。|The fire may have been arson, police say.
客队以0比2不敌对手。|The visitors lost 2-0.
协会会长孙立民出席了会议。|Sun Limin, president of the association, attended the meeting.
他在《Vanguardia》做记者。|He is a reporter for Vanguardia.
"""
FIGURES = """
罚款金额为二万元以上二十万元以下。|The fine is not less than 20,000 yuan but not more than 200,000 yuan.
处三年以上七年以下有期徒刑。|The penalty is prison of not less than three years but not more than seven years.
判处有期徒刑二年六个月。|He was sentenced to thirty months in prison.
半个月后，他收到了录取通知书。|Two weeks later his letter of admission arrived.
一年三百六十五天，他天天如此。|He does this every day of the year.
她以11秒03获得女子百米亚军。|She came second in the women's 100 metres in 11.03 seconds.
男子4×200米自由泳接力决赛今晚举行。|The final of the men's 4x200m freestyle relay is tonight.
价格从每斤三块五涨到四块八。|The price rose from 3.5 yuan to 4.8 yuan per jin.
进出口总额连续六年保持世界第一。|Its foreign trade has been the largest in the world for the sixth year running.
凌晨两三点，街上空无一人。|At two or three in the morning the streets were deserted.
两点一刻在门口见。|Meet me at the gate at a quarter past two.
他年过花甲，仍每天跑步五公里。|Past sixty, he still runs five kilometres a day.
他心里像有十五个吊桶打水——七上八下。|His heart was in his mouth.
共1 024个节点参与测试，其中3 215次失败。|A total of 1,024 nodes took part in the test, and there were 3,215 failures.
档案除经核准者保存三十年外，应保存二十年。|Files are kept for 20 years, except those approved, which are kept for 30.
这个套件支持远期支票。|The module supports postdated checks in Microsoft Dynamics 365 for Finance.
依第十六条申请者适用第十五条，第十五条未规定者从约定。|Article 15 or any agreement applies to those under Article 16.
优先级可以为1、2或3。|The priority is one of 1,2 or 3.
"""
DENIED = """
他不是在开会，就是在去开会的路上。|He is either in a meeting or on his way to one.
即使提案通过，也不会有多大变化。|Little would change even if the proposal passed.
如果不考虑运费，这个价格很合算。|Leaving freight aside, the price is very good value.
用上这个工具，再也不会有格式上的困扰。|The tool spares you all trouble with formats.
提交之前，请先确认是否有人已经提过。|Before you submit, make sure nobody has already said it.
审计师出具了无法表示意见的报告。|The auditor issued a disclaimer of opinion.
没有什么比健康更重要。|Health matters more than anything.
这里的夜晚并不平静。|Nights here are anything but quiet.
你就放心吧，这里有我呢。|Don't you worry, I'm here.
别三心二意了。|Make up your mind.
"""
SAID = """
食物放久了有可能变坏。|Food can go bad if it is kept too long.
价格出现急剧波动。|There were intense swings in prices.
去年未能实现预期增长目标。|Last year it failed to reach its growth target.
该基金的收益不得低于银行存款利率。|The return on the fund is not permitted to be lower than the deposit rate of banks.
回购金额不低于1亿元，不超过2亿元。|The buyback will be between 100 million and 200 million yuan.
集团把酒店业务出售给了竞争对手。|By selling its hotels to a rival, the group has made that rival the market leader.
公钥可由私钥推出，私钥不能由公钥推出。|A private key yields a public key, but not the other way round.
因研究发展所发生之损耗。|Attrition of materials incurred in the course of research and development; or
年能耗下降2.5%左右。|A drop of around 2.5 percent in the energy that we use in a year
五十步笑百步。|The pot is calling the kettle black.
"""
NAMED = """
孙悟空一个筋斗云翻出十万八千里。|With one somersault the Monkey King sailed off tens of thousands of miles.
孙中山先生领导了辛亥革命。|Sun Yat-sen led the Revolution of 1911.
她演过莎士比亚的《哈姆雷特》。|She has acted in Shakespeare's Hamlet.
这是最早的《圣经》中译本。|This is the earliest Chinese translation of the Bible.
"""
KINDS = """
院子里堆着金黄色的玉米。|Golden corn was piled up in the yard.
老人有一头灰白色的头发。|The old man had grey hair.
篮子里装满紫红色的葡萄。|The basket was full of purple grapes.
文件由研究所的主持人签字后生效。|The paper takes effect when signed by the director of the institute.
然后为每个结果创建一个 <option> 元素。|Then an option element is created for each result.
"""
OFFICES = """
他是我们组的PM，有事找他。|He is our project manager; go to him if you need anything.
下午有个meeting，大概要一个半小时。|There's a meeting this afternoon that should last about ninety minutes.
IT部门今晚十点到十二点维护VPN。|IT will be doing VPN maintenance from 10 p.m. to midnight.
"""

LEAFLETS = """
从C口出站，步行约800米即到。|Leave by Exit C; the museum is an 800-metre walk away.
会议审议通过《关于修缮食堂的议案》。|The proposal to repair the canteen was considered and approved.
任何人未经授权，不得以公司名义发表意见。|No one may express views in the name of the company without authorisation.
除非天气转好，比赛将取消。|If the weather is unsuitable, the match will be cancelled.
更新日志 – 相册 5.4.0|Release Notes – Album 5.4.0
保存到“{album}”|Save to "{album}"
请检查网络连接后重试。|Check your network connection and try again.
"""


@pytest.mark.parametrize(
    "text", [PRODUCTS, MANUALS, STORIES, NEWS, FIGURES, DENIED, SAID, NAMED, KINDS, OFFICES, LEAFLETS]
)
def test_good_translations_are_left_in_peace(text: str) -> None:
    for line in text.strip().splitlines():
        source, _, target = line.partition("|")
        loud = [f for f in review_text(source, target).findings if f.severity != "note"]
        assert loud == [], json.dumps([f.message for f in loud], ensure_ascii=False)
