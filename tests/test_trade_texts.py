"""Texts of the trades (reports, manuals, leaflets, notes): right translations are left in peace, wrong ones told.

Every line is of our own making: Chinese | English, of a wrong one with the check that tells it.
"""

from __future__ import annotations

import pytest

from align.api import review_text

RIGHT = """
每股派息0.15港元。|A dividend of HK15 cents per share will be paid.
每股派息0.15港元。|A dividend of 15 HK cents per share will be paid.
每股派息15港仙。|A dividend of HK$0.15 per share will be paid.
公司第二季度每股亏损0.08美元。|The company lost eight cents a share in the second quarter.
每股派息0.3英镑。|A dividend of 30p per share will be paid.
音域跨五个半八度。|Its range spans five and a half octaves.
审批只需三个半工作日。|Approval takes just three and a half working days.
图标在夜间显示不清晰。|The icons look blurry at night.
画面不流畅时，请降低分辨率。|Lower the resolution if the picture stutters.
修复了网络连接不稳定的问题。|Fixed flaky network connections.
在确保安全的同时提高了效率。|It raises efficiency without compromising safety.
负极片的厚度为0.1毫米。|The anode sheet is 0.1 mm thick.
锂电池的正极材料价格上涨。|Cathode materials for lithium batteries have gone up in price.
近一月体重下降约5公斤。|The patient has lost about 5 kg over the past month.
该方法在四个数据集中的三个上优于现有方法。|The method outperforms existing ones on three of four datasets.
碗内外绘粉彩花卉。|The bowl is covered inside and out with enamelled flowers.
其中，x大于0且小于等于0.5。|In this formula, x is greater than 0 and not greater than 0.5.
修复了窗口关闭后进程未退出的问题。|Fixed the process lingering after its window was closed.
指示灯常亮表示已连接。|The LED stays on when connected.
双侧瞳孔等大等圆。|The pupils are equal and round.
非专业人员不得擅自维修。|Servicing must be carried out by qualified personnel only.
口服，饭后服用。|Take by mouth after meals.
全国31个省份参加了调查。|All 31 provincial-level regions took part in the survey.
"""

WRONG = """
每股派息0.15港元。|A dividend of HK5 cents per share will be paid.|number
每股派息15港仙。|A dividend of HK$1.50 per share will be paid.|number
公司每股亏损0.08美元。|The company lost 80 cents a share.|number
音域跨五个半八度。|Its range spans four and a half octaves.|number
审批只需三个半工作日。|Approval takes just two and a half working days.|number
图标在夜间显示不清晰。|The icons are displayed clearly at night.|negation
画面不流畅。|The picture is smooth.|negation
在确保安全的同时提高了效率。|It did not raise efficiency while ensuring safety.|negation
正极材料的成本下降。|Anode materials have become cheaper.|direction
负极材料的产量增长。|Output of cathode materials grew.|direction
把红线接到电池的正极。|Connect the red wire to the negative terminal.|direction
在阳极发生氧化反应。|Oxidation takes place at the cathode.|direction
去年一月体重下降约5公斤。|He lost about 5 kg in June last year.|date
近三月体重下降约5公斤。|He lost about 5 kg over the past five months.|number
新方法在速度上优于旧方法。|The old method outperforms the new one in speed.|roles
碗内外绘粉彩花卉。|The bowl is covered inside and out with blue-and-white flowers.|another_thing
其中，x等于0.5。|In this formula, x is not greater than 0.5.|negation
修复了窗口关闭后进程未退出的问题。|Fixed an issue where the process exited after its window was closed.|negation
网络连接不稳定。|The network connection is stable.|negation
这个地区的局势很不稳定。|The situation in the region is very stable.|negation
李常亮表示将继续合作。|The company will continue to cooperate.|name
患者双侧肺炎。|The patient has pneumonia.|qualifier
他擅自离开岗位。|He left his post.|qualifier
口服，饭后服用。|Take by mouth before meals.|another_thing
口服，饭前服用。|Take by mouth after meals.|another_thing
全国禁止燃放烟花。|Fireworks are banned in the district.|another_thing
"""


@pytest.mark.parametrize("line", RIGHT.strip().splitlines())
def test_a_right_translation_is_left_in_peace(line: str) -> None:
    source, target = line.split("|")
    assert [f.message for f in review_text(source, target).findings if f.severity != "note"] == []


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_a_wrong_translation_is_told(line: str) -> None:
    source, target, check = line.split("|")
    assert check in [f.check for f in review_text(source, target).findings if f.severity != "note"]
