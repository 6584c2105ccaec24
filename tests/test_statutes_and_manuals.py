"""Statutes and manuals: figures as they write them, names of code, words in a sense of their own.

Every line is of our own making: Chinese | English, of a wrong one with the check that tells it.
"""

from __future__ import annotations

import pytest

from align.api import review_text

RIGHT = """
风力机组的容量不得超过三万瓩。|The capacity of the wind units shall not exceed 30 MW.
射线的能量为两千万电子伏。|The rays have an energy of 20 MeV.
补贴按十二．二五倍计算。|The subsidy is 12.25 times that sum.
回收率应达百分之九十五‧五以上。|The recovery rate must reach 95.5% or more.
津贴为三、○○○点。|The allowance is 3,000 points.
船舶在一五六．八百万赫守听。|Ships keep watch on 156.8 MHz.
税率不得高于万分之二十五。|The rate may not exceed 2.5 thousandths.
我们三点见，还是一点钟见？|Shall we meet at three, or at one o'clock?
误差接近0时停止训练。|Training stops as the error approaches 0.
在20%的样本中，有5%是空的。|Some 5% of the 20% of samples are empty.
范围写作 '2:5,7:9'。|Ranges are written as '2:5,7:9'.
坐标记作 [2.5,3000]。|The point is written as [2.5,3000].
适用于 4.10 及以上版本。|It applies to v4.10 and later.
Ruby 3.4 之前没有这个方法。|There was no such method prior to Ruby 3.4.0.
StoragePolicy 决定卷的布局。|StoragePolicies decide where volumes go.
请用 section 元素划分文章。|Use <section> elements to divide an article.
日志用 % 格式化。|Logs use %-format strings.
支持 JPG 图片。|JPEG images are supported.
经主管机关核准后，由检验员实地查验。|After approval by the competent authority an inspector visits the site.
应缴纳税款的，由税务主管机关通知。|The tax authority gives notice of tax due.
数据在内存中未压缩。|The data are uncompressed in memory.
该处负责非传染病的防治。|The office prevents and treats noncommunicable diseases.
对原审判决不服的，可以上诉。|Whoever disagrees with the original verdict may appeal.
不定期航班须另行申请。|Non-regular flights need a separate permit.
过失损坏的，从轻处罚。|Damage that is non-intentional is punished lightly.
库区内禁止吸烟。|No smoking is allowed in the depot.
该设计最大限度地减少了等待。|The design keeps waiting to a minimum.
回调将在页面加载后执行。|The callback runs after the page has been loaded.
违反销售或许可变更规定的，处以罚款。|Breaches of the rules on sales or changes of licences are fined.
修复备份可能失败的问题。|Fix the issue of backups failing.
这是速度最快的数据库之一。|It is one of the highest-velocity databases around.
非自愿离开岗位的，保留资格。|Those who leave a post involuntarily keep their standing.
每人可建立不限数量的文件夹。|Everybody may create an arbitrary number of folders.
这样就不再需要全局变量。|This removes the need for global variables.
已将该地址加入拒绝列表。|The address has been added to the denylist.
主管机关不定时派员抽查。|The authority sends people to check from time to time.
不提倡在生产环境中这样做。|Doing so in production is ill advised.
新车比旧车轻得多。|The new cars are much lighter than the old ones.
面积不得少于两公顷。|The area may not be lesser than two hectares.
仅接受银行本票。|Only cashier’s checks are accepted.
他造未提出书面意见。|The opposing party has filed no opinion of her own.
"""

WRONG = """
风力机组的容量不得超过三万瓩。|The capacity of the wind units shall not exceed 3 MW.|number
补贴按十二．二五倍计算。|The subsidy is 12.52 times that sum.|number
津贴为三、○○○点。|The allowance is 30,000 points.|number
范围写作 '2:5,7:9'。|Ranges are written as '2:5,7:8'.|number
适用于 4.10 及以上版本。|It applies to v4.1 and later.|number
我们一点钟见面。|We meet at two o'clock.|date
在20%的样本中，有5%是空的，有8%是坏的。|Of the 20% of samples, 8% are empty and 5% are broken.|number
新车比旧车轻得多。|The old cars are much lighter than the new ones.|roles
他承担连带责任。|He bears liability.|qualifier
最快下月开工。|Work starts next month.|qualifier
库区内禁止吸烟。|Smoking is allowed in the depot.|direction
代表团将在会后发表声明。|The delegation already issued a statement.|direction
StoragePolicy 决定卷的布局。|StoragePolicing decides where volumes go.|code_span
"""


@pytest.mark.parametrize("line", RIGHT.strip().splitlines())
def test_a_right_translation_is_left_in_peace(line: str) -> None:
    source, target = line.split("|")
    assert [f.message for f in review_text(source, target).findings if f.severity != "note"] == []


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_a_wrong_translation_is_told(line: str) -> None:
    source, target, check = line.split("|")
    assert check in [f.check for f in review_text(source, target).findings if f.severity != "note"]
