"""Parties that have changed places."""

from __future__ import annotations

import pytest

from align.api import review_text
from align.checks.roles import CHECK
from align.embed import bundled
from align.evidence.links import make_linker
from align.evidence.weigh import weigh
from align.records import Alignment


@pytest.mark.parametrize(
    ("zh", "en", "verb"),
    [
        ("律师起诉了医院。", "The hospital sued the lawyer.", "sued"),
        ("律师起诉了医院。", "The lawyer sued the hospital.", ""),
        ("律师起诉了医院。", "The hospital was sued by the lawyer.", ""),
        ("学生被老师批评了。", "The teacher was criticised by the student.", "criticised"),
        ("学生被老师批评了。", "The teacher criticised the student.", ""),
        ("受法院委托，银行审查了账目。", "Commissioned by the bank, the court examined the accounts.", "Commissioned"),
        ("青山集团收购了白河公司。", "Baihe acquired Qingshan Group.", "acquired"),
        ("越南向印度出口大米。", "India exports rice to Vietnam.", "exports"),
        ("越南向印度出口大米。", "Vietnam exports rice to India.", ""),
        ("南京比杭州更热。", "Hangzhou is hotter than Nanjing.", "Hangzhou is hotter than Nanjing"),
        ("列车从南京开往杭州。", "The train goes from Hangzhou to Nanjing.", "from Hangzhou to Nanjing"),
        ("南京比杭州更热。", "Nanjing is hotter than Hangzhou.", ""),
        (
            "利润下滑主要由于成本上涨。",
            "Rising costs were due to falling profits.",
            "Rising costs were due to falling profits",
        ),
        ("利润下滑主要由于成本上涨。", "Falling profits were mainly due to rising costs.", ""),
        ("交通拥堵是事故造成的。", "The congestion caused the accident.", "The congestion caused the accident"),
        ("交通拥堵是事故造成的。", "The congestion was caused by an accident.", ""),
        (
            "销量下降的原因是涨价。",
            "The reason for higher prices is low sales.",
            "The reason for higher prices is low sales",
        ),
        ("销量下降的原因是价格上涨。", "The reason for falling sales is rising prices.", ""),
        (
            "城镇的收入高于农村。",
            "Incomes in the villages are higher than in towns.",
            "Incomes in the villages are higher than in towns",
        ),
        ("城镇的收入高于农村。", "Incomes in the villages are lower than in towns.", ""),
        (
            "与其说他固执，不如说他认真。",
            "He is stubborn rather than conscientious.",
            "He is stubborn rather than conscientious",
        ),
        ("与其说他固执，不如说他认真。", "He is conscientious rather than stubborn.", ""),
        ("问题不在于资金，而在于人才。", "The problem is not talent but money.", "not talent but money"),
        (
            "先洗菜，再切肉。",
            "First cut the meat, then wash the vegetables.",
            "First cut the meat, then wash the vegetables",
        ),
        (
            "他先洗手，后吃饭。",
            "He ate first and then washed his hands.",
            "He ate first and then washed his hands",
        ),
        ("他先洗手，后吃饭。", "He washed his hands first and then ate.", ""),
        (
            "她先浇花，然后喂猫。",
            "She fed the cat first, then watered the flowers.",
            "She fed the cat first, then watered the flowers",
        ),
        ("她选了银行而不是大学。", "She chose the bank rather than the university.", ""),
        (
            "被告承担主要责任，原告承担次要责任。",
            "The defendant bears the secondary responsibility and the plaintiff the main one.",
            "main",
        ),
        (
            "被告承担主要责任，原告承担次要责任。",
            "The defendant bears the main responsibility and the plaintiff the secondary one.",
            "",
        ),
        ("甲方应在乙方提出要求后三日内付款。", "Party A shall pay within three days of a request by Party B.", ""),
        ("甲方应在乙方提出要求后三日内付款。", "Within three days of Party B's request Party A shall pay.", ""),
        ("银行放宽了贷款条件，收紧了开户条件。", "The bank tightened loan terms and eased account terms.", "eased"),
        ("南美地区的德国企业面临同样的困难。", "German companies in South America face the same difficulties.", ""),
        ("非洲国家的法国侨民人数增加了一倍。", "The number of French nationals in Africa has doubled.", ""),
        (
            "消息传到浙江省德清县，大家都很高兴。",
            "The news reached Deqing County, Zhejiang Province, and all rejoiced.",
            "",
        ),
        ("派往秘鲁的法国船只已经抵港。", "The French ship sent to Peru has made port.", ""),
        ("银行的审计由法院监督。", "The audit of the bank is supervised by the court.", ""),
    ],
)
def test_parties(zh: str, en: str, verb: str) -> None:
    alignment = Alignment.of_pair(zh, en)
    (pair,) = alignment.pairs()
    (evidence,) = weigh([pair], [make_linker(bundled())(zh, en)])
    spans = [finding.target_span for finding in CHECK.run(alignment.with_pairs((pair.with_evidence(evidence),)))]
    assert [en[span.start : span.end] for span in spans if span is not None] == ([verb] if verb else [])


@pytest.mark.parametrize(
    ("source", "target", "marked"),
    [
        (
            "因乙方保管不善造成损失的，由乙方负责赔偿。",
            "Losses caused by Party B's negligence shall be borne by Party A.",
            "Party A",
        ),
        ("承租人应按时向出租人支付租金。", "The lessor shall pay the rent to the lessee on time.", "lessor"),
        ("卖方应向买方交付货物。", "The buyer shall deliver the goods to the seller.", "buyer"),
    ],
)
def test_the_other_party_acts(source: str, target: str, marked: str) -> None:
    (finding,) = [f for f in review_text(source, target).findings if f.check == "roles"]
    assert finding.severity == "error"
    assert finding.target_span
    assert target[finding.target_span.start : finding.target_span.end] == marked


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("乙方应向甲方支付押金。", "A deposit shall be paid to Party A by Party B."),
        ("乙方应向甲方支付押金。", "Party A shall be paid a deposit by Party B."),
        ("未经甲方书面同意，乙方不得转租。", "Party B shall not sublet without the written consent of Party A."),
        ("甲乙双方应遵守本合同。", "Party A and Party B shall abide by this Contract."),
        ("经出租人批准，承租人可以装修。", "With the approval of the lessor, the tenant may refurbish the premises."),
        ("买方和卖方应共同承担费用。", "The seller and the buyer shall bear the costs jointly."),
    ],
)
def test_the_same_party_acts(source: str, target: str) -> None:
    assert not [f for f in review_text(source, target).findings if f.check == "roles"]


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("新任市长会见了退休的消防员。", "The retired mayor met the new firefighters.", True),
        ("这家年轻的公司聘请了一位经验丰富的总监。", "This experienced company hired a young director.", True),
        ("小村庄里有一座古老的石桥。", "In the ancient village there is a small stone bridge.", True),
        ("新任市长会见了退休的消防员。", "The new mayor met the retired firefighters.", False),
        ("新任市长会见了退休的消防员。", "The retired firefighters were received by the new mayor.", False),
        ("进口药品的国内代理商被罚款。", "The domestic agent for imported drugs was fined.", False),
    ],
)
def test_attributes_stand_before_their_things(zh: str, en: str, told: bool) -> None:
    findings = review_text(zh, en).findings
    assert any(f.check == CHECK.id and "changed places" in f.message for f in findings) == told
