"""Turns of everyday speech and of stories: good translations, and wrong ones of the same kinds that are told."""

from __future__ import annotations

import pytest

from align.api import review_text

GOOD = """
莫不是你忘了？|Don't tell me you've forgotten?
莫不成是他走漏了风声？|Don't tell me he let the cat out of the bag?
你别装了，大家都看见了。|Drop the act. Everyone saw you.
别闹了，行不行？|Knock it off, will you?
他在田里干了三天三夜。|He worked in the fields for three days and nights without a break.
他忙成这样，还不是为了这个家？|He works so hard for the sake of this family!
我都说了一百遍了，别碰我的东西。|I've told you a thousand times not to touch my things.
我讲过多少遍了！|I've told you a million times!
你做梦也想不到我见到了谁。|You'll never guess in a million years who I saw.
早起早睡，活到九十九。|Keep early hours and you will live to a ripe old age.
她躺在草地上一动不动。|She lay motionless on the grass.
他买了三斤二两肉。|He bought 1.6 kilos of meat.
这条鱼重9斤2两。|The fish weighs 4.6 kg.
这条鱼重九斤二两。|The fish weighs nine jin and two liang.
她们好得穿一条裤子，一天不见就想得慌。|The two of them were thick as thieves; a day apart and they missed each other.
她放学回来饿了，抓起馒头就往嘴里塞。|She came home from school hungry, grabbed a bun and stuffed it into her mouth.
吃饭要吃七分饱。|Eat until you are seventy per cent full.
牛排要七分熟。|I'd like my steak seventy per cent done.
零头就算了，您给七块。|Forget the change. Seven yuan will do.
就算你是皇帝，今天也得排队！|I don't care if you're the emperor, you queue like everyone else today!
昨天因为大雨没能进洞。|Heavy rain kept us out of the caves yesterday.
屋子不大，收拾得倒干净，墙上挂着一幅画。|The room was small but spick and span. A painting hung on the wall.
清政府在军舰上签下了《南京条约》。|The Qing government signed the Treaty of Nanking aboard a warship.
《马关条约》签订后，台湾被割让给日本。|Under the Treaty of Shimonoseki, Taiwan was ceded to Japan.
他一九三八年到过重庆。|He was in Chungking in 1938.
他祖籍江苏，在浙江长大。|His family came from Kiangsu, and he grew up in Chekiang.
电车从望江门站开出。|The tram left Wangjiangmen Station.
他一九二〇年到过新疆。|He went to Sinkiang in 1920.
转发本条微博并关注我们。|Repost this and follow us.
他力大如牛。|He is as strong as a horse.
他倔得像头驴。|He's as stubborn as a mule.
他急得像热锅上的蚂蚁。|He was like a cat on a hot tin roof.
狗改不了吃屎。|A leopard can't change its spots.
外公早年去了南洋。|My mother's father went to the South Seas when he was young.
奶奶不识字。|My father's mother could not read.
他把房子留给了侄子。|He left the house to his brother's son.
她最疼外孙。|She doted on her daughter's little boy.
表哥昨天来了。|My aunt's elder son came yesterday.
曾祖父是个铁匠。|My grandfather's father was a blacksmith.
婶子做的菜很好吃。|My uncle's wife is a good cook.
天下哪有这样的好事？|It's too good to be true.
"""
WRONG = """
他的话莫不感人。|None of his words were moving.
观众莫不为之动容。|The audience was not moved at all.
别开门。|Open the door.
别信他的话。|Believe what he says.
他还不是我的老板。|He is my boss.
这还不是全部。|This is everything.
老师说了三遍。|The teacher said it a million times.
他把课文抄了一百遍。|He copied the text a thousand times.
这里住着九十九位老人。|Old people live here.
他奶奶今年九十九岁。|His grandmother is seventy-nine this year.
他动不动就发脾气。|He seldom loses his temper.
她动不动就哭。|She is motionless and cries.
他买了三斤二两肉。|He bought 2.6 kilos of meat.
孩子重八斤六两。|The child weighs 6.3 kilos.
这款手机有三个摄像头。|The phone has three cameras and charges wirelessly overnight.
他跑得很快，我们都追不上他。|He ran fast and we could not catch him in the old wooden church.
她饿了。|She was stuffed.
孩子饿了。|The child is full.
吃饭要吃七分饱。|Eat until you are ninety per cent full.
今天零下十三度。|It is eighteen degrees below zero today.
就算下雨他也会来。|He will not come even if it rains.
他很在乎别人的看法。|He does not care what others think.
昨天没能进洞。|We got into the caves yesterday.
他没能让孩子离开。|He let the child leave.
外公早年去了南洋。|My father went to the South Seas when he was young.
他把房子留给了侄子。|He left the house to his son.
他把书送给孙女。|He gave the books to his daughter.
表哥昨天来了。|My aunt came yesterday.
婶子做的菜很好吃。|My uncle is a good cook.
哪有这样的规定？|Such a rule exists.
院子里有一头驴。|There is a mule in the yard.
牛在田里吃草。|A horse is grazing in the field.
他像驴一样犟，牵着一头牛。|He was as stubborn as a mule, leading a horse.
他到过河南。|He went to Shansi.
他到过南京。|He went to Chungking.
他到过浙江。|He went to Kiangsu.
他到过江西。|He went to Jiangxa.
"""


def _told(line: str) -> list[str]:
    source, target = line.split("|")
    return [f.check for f in review_text(source, target).findings if f.severity != "note"]


@pytest.mark.parametrize("line", GOOD.strip().splitlines())
def test_nothing_is_said_of_a_good_translation(line: str) -> None:
    assert _told(line) == []


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_a_wrong_translation_of_the_same_kind_is_told(line: str) -> None:
    assert _told(line)
