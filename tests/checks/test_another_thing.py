"""Another thing of the same kind, and offices whose mark is lost."""

from __future__ import annotations

import pytest

from align.api import review_text
from align.checks import another_thing, office
from align.evidence.kinds import exchanges, words_of_kinds
from align.evidence.weigh import weighed
from align.names.recognition import Chinese
from align.records import Alignment
from align.text.word_keys import text_keys


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("桌上有一台投影仪。", "there is a scanner on the table.", "scanner"),
        ("他的养父是医生。", "his stepfather is a doctor.", "stepfather"),
        ("少将检阅了部队。", "the lieutenant general inspected the troops.", "lieutenant general"),
        ("曾祖父写过一本书。", "grandfather wrote a book.", "grandfather"),
        ("他因走私被捕。", "he was arrested for robbery.", "robbery"),
        ("双方同意仲裁。", "both sides agreed to mediation.", "mediation"),
        ("她得了结膜炎。", "she has tonsillitis.", "tonsillitis"),
        ("承租人应按时付款。", "the lessor shall pay in time.", "lessor"),
        ("少校签了字。", "the colonel signed.", "colonel"),
        ("书店在邮局旁边。", "the bookshop is beside the hospital.", "hospital"),
        ("他把围巾忘在车上了。", "he left his gloves in the car.", "gloves"),
        ("狗睡在门口。", "the cat sleeps at the door.", "cat"),
        ("熊猫在吃竹子。", "the panda is eating bamboo.", ""),
        ("医生去了药房。", "dr. Wu went to the pharmacy.", ""),
        ("他们集中将近百人开会。", "they met a major general.", ""),
        ("十点一刻茶歇。", "there is a coffee break at a quarter past ten.", ""),
        ("桌上有投影仪和扫描仪。", "there is a scanner on the table.", ""),
        ("曾祖父写过一本书。", "great-grandfather wrote a book.", ""),
    ],
)
def test_exchanged_things(zh: str, en: str, put: str) -> None:
    source = Chinese(zh)
    assert [en[slice(*found.target)] for found in exchanges(source, en, words_of_kinds(source), text_keys(en))] == (
        [put] if put else []
    )


def test_a_thing_in_a_name_is_none() -> None:
    pair = weighed(Alignment.of_pair("国际货币基金组织发布报告。", "The IMF issued a report on stocks."))
    assert list(another_thing.CHECK.run(pair)) == []


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("常务副县长介绍了情况。", "The county magistrate spoke of the first two months.", True),
        ("候任州长将于下月就职。", "The governor will take office next month.", True),
        ("候任州长将于下月就职。", "The next governor will take office in a month.", False),
        ("总经理助理签了字。", "The general manager signed.", True),
        ("总经理助理签了字。", "The assistant to the general manager signed.", False),
        ("看守所长签了字。", "The head of the detention house signed.", False),
    ],
)
def test_a_loose_mark_stands_beside_the_office(zh: str, en: str, found: bool) -> None:
    assert bool(list(office.CHECK.run(weighed(Alignment.of_pair(zh, en))))) is found


@pytest.mark.parametrize(
    ("zh", "en", "put"),
    [
        ("李阿姨端来了饺子。", "Uncle Li brought in the dumplings.", "Uncle Li"),
        ("林律师出示了证据。", "Judge Lin presented evidence.", "Judge Lin"),
        ("张大爷每天打太极。", "Old Mrs. Zhang practices tai chi every day.", "Mrs. Zhang"),
        ("欧阳教授没有来。", "Nurse Ouyang did not come.", "Nurse Ouyang"),
        ("李阿姨端来了饺子。", "Auntie Li brought in the dumplings.", ""),
        ("王老师，您的快递到了。", "Ms. Wang, your parcel has arrived.", ""),
        ("李阿姨和李叔叔都来了。", "Uncle Li and his wife came.", ""),
        ("老李说李阿姨病了。", "Uncle Li said she was ill.", ""),
        ("李主任医师今天出诊。", "Dr. Li sees patients today.", ""),
    ],
)
def test_a_title_behind_a_surname_is_that_before_it_in_english(zh: str, en: str, put: str) -> None:
    findings = [f for f in another_thing.CHECK.run(weighed(Alignment.of_pair(zh, en))) if f.target_span]
    assert [en[f.target_span.start : f.target_span.end] for f in findings if f.target_span] == ([put] if put else [])


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        (
            "严禁向中小学生收取补课费用。",
            "Charging primary and secondary school students for lessons is prohibited.",
            0,
        ),
        ("严禁向小学生收取补课费用。", "Charging secondary school students for lessons is prohibited.", 1),
        ("董事长林女士没有出席。", "Chairwoman Lin did not attend.", 0),
        ("经理林女士没有出席。", "Chairwoman Lin did not attend.", 1),
    ],
)
def test_what_the_chinese_says_in_one_word_or_before_the_surname(source: str, target: str, count: int) -> None:
    found = [f for f in review_text(source, target).findings if f.check == "another_thing"]
    assert len(found) == count
