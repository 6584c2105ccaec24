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
他一脚踏进门槛，屋里的笑声便戛然而止。|The laughter inside died the moment he crossed the threshold.
月光像水一样泻在青石板上，连狗都懒得叫了。|\
Moonlight poured over the flagstones, and even the dogs could not be bothered to bark.
她没有哭，只是把那封信叠了又叠，叠得只剩指甲盖大小。|\
Dry-eyed, she folded the letter again and again until it was no bigger than a fingernail.
老宅子里静得能听见尘埃落定的声音。|So still was the old house that one could all but hear the dust settle.
那年冬天格外长，长得让人以为春天把这座小镇忘了。|\
Winter dragged on so long that year it seemed spring had forgotten the town altogether.
父亲一辈子不善言辞，临走时却拉着我的手说了一夜的话。|\
All his life my father was a man of few words, yet on his last night he held my hand and talked until dawn.
他嘴上说着不在乎，眼睛却一直没离开过那扇门。|For all his talk of not caring, his eyes never strayed from the door.
桃花谢了春红，太匆匆。|Gone are the blossoms of spring, and all too soon.
本次访问取得圆满成功，达到了增进了解、深化合作的预期目的。|\
The visit was a complete success: as hoped, it deepened both understanding and cooperation.
双方应本着相互尊重、互利共赢的原则妥善处理分歧。|\
Both sides should handle their differences properly, in a spirit of mutual respect and for the benefit of all.
任何单位和个人不得擅自改变土地用途。|\
The use of land may not be altered without permission by any organization or individual.
当事人一方不履行合同义务的，应当承担继续履行、采取补救措施或者赔偿损失等违约责任。|\
A party in default shall be liable to perform its obligations, take remedial measures or pay damages.
未满十八周岁的未成年人进入本场所，须由监护人陪同。|\
Those under eighteen must be accompanied by a guardian on these premises.
本协议一式两份，双方各执一份，自签字盖章之日起生效。|\
This Agreement is made in two originals, one for each party, and takes effect once signed and sealed.
逾期未缴纳的，自滞纳之日起按日加收万分之五的滞纳金。|\
Late payments attract a surcharge of 0.05 percent per day from the date on which they fall due.
如有争议，由合同签订地人民法院管辖。|\
Disputes shall be submitted to the people's court of the place where the contract was signed.
除法律另有规定外，本条例自公布之日起三十日后施行。|\
Unless otherwise provided by law, these Regulations come into force thirty days after promulgation.
公司全年实现营业收入128亿元，同比增长三成，净利润翻了一番。|\
Revenue for the year reached 12.8 billion yuan, up 30 percent, and net profit doubled.
受原材料涨价拖累，毛利率较上年同期回落两个百分点。|\
Dragged down by dearer raw materials, the gross margin slipped two percentage points from a year earlier.
我们的产品远销五十多个国家和地区，回头客占了一大半。|\
We sell in more than fifty countries and regions, and most of our customers come back for more.
支持七天无理由退货，运费由卖家承担。|Changed your mind? Send it back within seven days, postage on us.
订单满199元包邮，偏远地区除外。|Free delivery on orders of 199 yuan or more (remote areas excluded).
该款手机续航出色，充电十分钟可通话两小时。|\
Battery life is superb: ten minutes on the charger buys two hours of talk time.
别站着说话不腰疼，你来试试？|Easy for you to say. Care to give it a go yourself?
得了吧，他的话你也信？|Oh, come on. You actually believe him?
我跟他可不熟，就见过一面。|I hardly know the man; we've met just the once.
你看你，又忘带钥匙了吧。|There you go, forgetting your keys again.
这事儿包在我身上，你就放一百个心。|Leave it to me. You have nothing to worry about.
急什么，饭还没做好呢。|What's the rush? Dinner's not even ready.
哎，好久不见，最近忙什么呢？|Hey, long time no see! What have you been up to?
油价年内第八次上调|Fuel prices up for eighth time this year
台风“海燕”逼近 多地停课停工|Schools and offices shut as Typhoon Haiyan closes in
国足客场两球告负 出线形势岌岌可危|Two-goal defeat away leaves China hanging by a thread
百年老店谢幕 街坊排队告别|Neighbours queue to bid farewell as century-old shop closes its doors
央行降准0.5个百分点 释放资金约一万亿元|Central bank cuts reserve ratio by half a point, freeing about 1 trillion yuan
今天不走，明天要跑|Walk today or run tomorrow
床前明月光，疑是地上霜。|Before my bed the moonlight lies so bright, I take it for a frost upon the ground.
举头望明月，低头思故乡。|I lift my eyes to watch the moon, then bow my head and dream of home.
海内存知己，天涯若比邻。|A friend who knows your heart brings the ends of the earth next door.
不识庐山真面目，只缘身在此山中。|The true face of Mount Lu is hidden from me, for I stand in its very midst.
学而不思则罔，思而不学则殆。|To learn without thinking is labour lost; to think without learning is perilous.
己所不欲，勿施于人。|Do as you would be done by.
知之为知之，不知为不知，是知也。|Knowing what you know and what you do not: that is wisdom.
天行健，君子以自强不息。|As heaven moves with vigour, so should a gentleman strive without cease.
上善若水。水善利万物而不争。|The highest good is like water, which nourishes all things and contends with none.
路遥知马力，日久见人心。|Distance tests a horse's strength; time reveals the heart.
三个臭皮匠，顶个诸葛亮。|Two heads are better than one.
塞翁失马，焉知非福。|Who knows but that a loss may turn out a blessing in disguise?
他这个人刀子嘴豆腐心，你别往心里去。|His bark is worse than his bite. Don't take it to heart.
与其临渊羡鱼，不如退而结网。|Better go home and weave a net than stand by the pool longing for fish.
这场官司打了三年，到头来竹篮打水一场空。|Three years of litigation, and nothing to show for it in the end.
所需材料：身份证复印件、近期免冠照片两张、学历证明。|\
What to bring: a photocopy of your ID card, two recent photographs (no hats) and proof of education.
早餐供应时间：7:00至9:30，周末延长至10:30。|Breakfast is served from 7 to 9:30 a.m. (until 10:30 at weekends).
注意事项：请勿靠近明火；请置于儿童无法触及之处。|\
Caution: keep away from naked flames and out of the reach of children.
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
