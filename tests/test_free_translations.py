"""Free translations as professionals write them: nothing is said about them, or at least nothing that stops an article.

Every line is of our own making: sentences turned round, opposites and negations that say the same, names of Japan,
Korea, Vietnam and Arabia, companies under their own names, countries and months that the Chinese implies, figures said
in another way.
"""

from __future__ import annotations

import json

import pytest

from align.api import review_text

QUIET = """
春耕刚开始，合作社就给三百多户社员送来了种子。|\
Seed reached more than 300 member households at the very start of spring ploughing.
眼下不靠技术创新没有前途。|From now on the plant can move ahead only through new technology.
不经过试验就不能推广。|It has to be tried out before it spreads.
不把水管好，再好的田也白搭。|Good land counts for little unless its water is well managed.
他走后，屋里安静了好一阵才有人开口。|The room stayed quiet for a long while before anyone spoke.
会后，代表们参观了新建的粮库。|Delegates toured the new granary when the meeting was over.
市场并没有想象中那么冷清。|The market was livelier than expected.
这项规定自公布之日起30日后施行。|This provision takes effect 30 days after it is published.
当事人对裁决不服的，可以自收到之日起十五日内起诉。|\
A party that disagrees with the award may sue within 15 days of receiving it.
违者处一万元以上五万元以下罚款。|Violators face a fine of between 10,000 and 50,000 yuan.
日本选手佐藤健太以一分之差负于韩国的朴成勋。|Japan's Kenta Sato lost to South Korea's Park Sung-hoon by a single point.
张本智和在决赛中逆转取胜。|Tomokazu Harimoto came from behind to win the final.
大坂直美因背伤退赛。|Naomi Osaka withdrew with a back injury.
越南国家主席阮春福会见了到访的代表团。|Vietnamese President Nguyen Xuan Phuc met the visiting delegation.
金正勋在首尔的家中接受了采访。|Kim Jeong-hun spoke at his home in Seoul.
沙特王储穆罕默德·本·萨勒曼出席了签字仪式。|Saudi Crown Prince Mohammed bin Salman attended the signing.
俄外长拉夫罗夫周三抵京。|Russian Foreign Minister Sergey Lavrov arrived in Beijing on Wednesday.
蒙特利尔加拿大人队主场4比1大胜多伦多枫叶队。|The Canadiens thrashed the Toronto Maple Leafs 4-1 in Montreal.
皇家社会客场逼平了毕尔巴鄂竞技。|Real Sociedad held Athletic Bilbao to a draw away from home.
她在女子1500米决赛中跑出4分02秒18。|She ran 4:02.18 in the women's 1,500 m final.
本场比赛他投中五记三分，拿下27分。|He hit five three-pointers on his way to 27 points.
百度第三财季营收同比增长两成七。|Baidu's revenue rose 27 percent year on year in its third fiscal quarter.
去年全年，京东净利润接近百亿元。|JD.com's net profit came close to 10 billion yuan last year.
招商银行不良贷款率不足1%。|China Merchants Bank kept its bad-loan ratio below 1 percent.
公司2017财年亏损收窄至三百万美元。|The company narrowed its loss to $3 million in fiscal 2017.
油价连跌三周后终于止跌。|Oil prices stopped falling after three straight weeks of losses.
中石油在新疆发现一处大型气田。|PetroChina has found a large gas field in Xinjiang.
央行公开市场净投放一千二百亿元。|\
The central bank injected a net 120 billion yuan (about $16.6 billion) through open market operations.
安装前请勿接通电源。|Connect the power only after installation.
如指示灯不亮，请检查电池。|Check the battery if the light stays off.
更换滤芯后方可开机。|Replace the filter before switching the machine on.
切勿将本产品浸入水中。|Keep this product out of water.
若无需此功能，可将其关闭。|You can turn this feature off if you have no use for it.
没有人不喜欢她做的饺子。|Everyone loved her dumplings.
他不是不想走，是走不了。|He wanted to leave but could not.
祖母舍不得丢掉那把旧扇子。|Grandmother kept that old fan; she could not bear to part with it.
孩子们巴不得天天下雪。|The children wished it would snow every day.
我认为这样的安排没什么不妥。|I think such an arrangement is quite proper.
我不认为他会来。|I think he will stay away.
谁也没料到这场雪会下得这么大。|The heavy snow took everyone by surprise.
党的二十大于10月16日至22日举行。|\
The 20th National Congress of the Communist Party of China was held from Oct. 16 to 22, 2022.
十四届全国人大二次会议将于3月5日开幕。|The second session of the 14th National People's Congress will open on March 5.
我们要牢记使命，不负人民。|We must bear our mission in mind and live up to the people's expectations.
青年兴则国家兴。|A nation will thrive only when its young people thrive.
这些成绩来之不易，凝聚着大家的心血。|These hard-won achievements embody everyone's efforts.
不少农民工因此保住了饭碗。|Many migrant workers kept their jobs as a result.
全国政协委员李明表示，养老金缺口不容忽视。|\
The pension shortfall deserves attention, said Li Ming, a member of the CPPCC National Committee.
台风过境，沿海三省上百万人撤离。|\
More than a million people in three coastal provinces were evacuated as the typhoon passed.
事故原因尚未查明。|The cause of the accident is still under investigation.
一位不愿透露姓名的官员证实了这一消息。|An official confirmed the news on condition of anonymity.
与会者无一例外地支持该方案。|The plan had the support of all participants.
日内瓦的谈判未能取得突破。|The talks in Geneva ended without a breakthrough.
《日内瓦论坛报》称，谈判已接近尾声。|The talks were nearing an end, the Tribune de Geneve said.
英国首相将于下周访华。|The British prime minister will visit China next week.
法航一架客机周二在戴高乐机场紧急迫降。|\
An Air France plane made an emergency landing at Charles de Gaulle Airport in Paris on Tuesday.
这座建于上世纪三十年代的老厂房如今成了美术馆。|The old factory, built in the 1930s, is now an art gallery.
十九世纪八十年代，铁路修到了这里。|The railway came here in the 1880s.
该省常住人口比十年前减少了三分之一。|The province has a third fewer permanent residents than it did a decade ago.
每三名受访者中就有一人表示会推迟买房。|One in three respondents said they would put off buying a home.
仅用半年时间，他们就修通了这条路。|It took them just six months to build the road.
会议决定下月再议此事，而不是匆忙表决。|Rather than rush to a vote, the meeting put the matter off until next month.
他宁可少赚钱，也不骗人。|He would rather earn less than cheat anyone.
除非另有约定，费用由买方承担。|The buyer shall bear the costs unless otherwise agreed.
租赁期满三个月前，承租人应书面通知出租人。|\
The lessee shall notify the lessor in writing three months before the lease expires.
他的预言并非毫无根据。|There was some basis for his prediction.
这部小说让人爱不释手。|The novel is hard to put down.
她头也不回地走了。|She walked straight off.
大家七嘴八舌，谁也说服不了谁。|Everyone talked at once and nobody won the argument.
我国经济韧性强、潜力大，长期向好的基本面没有改变。|\
The Chinese economy remains resilient, with ample potential and sound long-term fundamentals.
预计全年新增就业一千二百万人以上。|More than 12 million urban jobs are expected to be added this year.
严禁携带易燃易爆物品乘车。|Flammable and explosive goods are prohibited on board.
那年我七岁，弟弟才三岁。|I was seven that year and my little brother was only three.
这座山是全省第二高峰，也是最难爬的。|\
The mountain is the second highest peak in the province, and the hardest to climb.
钥匙要放在线下，由两人分管。|The key is to be kept offline by two people.
新药可能不安全，也可能无效。|The new drug may not be safe or effective.
球队在八强决赛中出局。|The team went out in the quarterfinals.
战败的一方割让了两个港口。|The defeated side ceded two ports.
冷冻空调业须先登记。|Refrigeration and air conditioning firms must register first.
到十四世纪五十年代，王国已经瓦解。|By the 1350s the kingdom had fallen apart.
18 世纪 90 年代，运河通航。|The canal opened in the 1790s.
依第二十七条第一款设置水池。|Water tanks are provided under Article 27.1.
第33届超级碗在迈阿密举行。|Super Bowl XXXIII was played in Miami.
首球在开场3分35秒打入。|The first goal came at 3:35.
他的打击率是0.341。|He bats .341.
城里每10万人中有0.31人患病（0.31/10万）。|In the city 0.31 in 100,000 people have the disease (0.31/100,000).
酸的重量低于万分之五。|Acid makes up less than five ten-thousandths of the weight.
违者处六十万元以下罚款。|Offenders are fined up to six hundred thousand yuan.
他接替上月辞职的前主席。|He replaced the chairman, who had resigned last month.
“真好笑，”她说司机这样告诉她。|"He just said it was funny," Ms Lin recalled of the driver.
最后一句话在半空中停住，然后|The last sentence hangs in mid-air and
除主机到主机的连接外，网络还支持终端。|In addition to host to host connections the network supports terminals.
不平等现象减少了。|Inequalities have been reduced.
没有什么比健康更重要。|Nothing's more important than health.
多数人是第一次坐船。|Most of them had never been on a boat before.
我觉得这很正常。|I don't think this is unusual.
这本书，强烈推荐！|I can't recommend this book enough!
八点半开始上课。|Class does not begin until half past eight.
孩子还小，不能一个人出门。|The child is too young to go out alone.
夏天的菜，不新鲜就别吃。|In summer, eat vegetables only when they are fresh.
法国选手和其他法国人坐在一起。|The French player sat with other Frenchmen.
他们打进了欧洲联赛的小组赛。|They are in the group stage of the Europa League.
朝鲜外务相李勇浩周六发言。|North Korean Foreign Minister Ri Yong-ho spoke on Saturday.
博斯普鲁斯海峡上又建了一座桥。|Another bridge has been built across the Bosphorus.
货架上有口罩、干货和面粉。|There are masks, dried goods and flour on the shelves.
她选了红线，没选白线。|She chose the red thread, not the white.
那里住着22亿人。|Over two billion people live there.
切尔西主场斯坦福桥座无虚席。|Chelsea's Stamford Bridge was packed.
4月份共有115种疫苗在研。|In April, 115 vaccines were in development.
"""
NO_ERROR = """
这笔钱一分也不能挪作他用。|Every cent must be spent on its stated purpose.
未经许可，任何人不得进入库区。|Entry to the storage area is by permit only.
雨一直没停，我们只好在庙里过夜。|It rained on and on, so we spent the night in the temple.
老人没说什么，只是笑了笑。|The old man just smiled.
警方表示，无人受伤。|Everyone was safe, police said.
村里的路灯几乎整夜不灭。|The street lamps in the village burn almost all night.
港股收市微升0.2%，恒指报17651点。|\
Hong Kong stocks closed 0.2 percent higher, with the Hang Seng Index at 17,651.
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(source, target) for source, _, target in (line.partition("|") for line in text.strip().splitlines())]


@pytest.mark.parametrize("severities, text", [(("error", "warning"), QUIET), (("error",), NO_ERROR)])
def test_free_translations_are_left_in_peace(severities: tuple[str, ...], text: str) -> None:
    loud = [
        (source, finding.check, finding.message)
        for source, target in _pairs(text)
        for finding in review_text(source, target).findings
        if finding.severity in severities
    ]
    assert loud == [], json.dumps(loud, ensure_ascii=False)


def test_what_they_resemble_is_still_an_error() -> None:
    bad = (
        ("访客可以下载附件。", "Visitors cannot download attachments."),
        ("法国总统抵达北京。", "The president of Germany arrived in Beijing."),
        ("该县位于省会西北部。", "The county lies northeast of the provincial capital."),
        ("到十四世纪五十年代，王国已经瓦解。", "By the 1450s the kingdom had fallen apart."),
        ("记者周敏采访了校长。", "Reporter Zhou Jing interviewed the headmaster."),
    )
    for source, target in bad:
        assert any(f.severity == "error" for f in review_text(source, target).findings), source
