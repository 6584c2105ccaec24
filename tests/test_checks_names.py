"""The checks that read names, negation, opposites, acronyms and quotations: their own examples, and what they mark."""

from dataclasses import replace

import numpy as np
import pytest

from align.checks import acronym, another_name, code, direction, foreign_name, latin_lost, name, negation, quotation
from align.evidence.weigh import weighed
from align.examples import check_failures
from align.names.renderings import is_pinyin
from align.records import Alignment, Check, Document, Finding, Links, Tokens

CHECKS = (
    name.CHECK,
    foreign_name.CHECK,
    acronym.CHECK,
    latin_lost.CHECK,
    another_name.CHECK,
    negation.CHECK,
    direction.CHECK,
    quotation.CHECK,
)


def found(check: Check, source: str, target: str) -> list[Finding]:
    return list(check.run(weighed(Alignment.of_pair(source, target))))


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_examples(check: Check) -> None:
    assert check.good and check.bad
    assert check_failures(check) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("", ""),
        ("", "Nothing here."),
        ("郑州没有下降《红楼梦》。", ""),
        ("The cat sat.", "The cat did not sit."),
        ("。。。", "..."),
        ("𠀀", "�"),
    ],
)
def test_empty_foreign_and_odd_sides(check: Check, source: str, target: str) -> None:
    for finding in found(check, source, target):
        assert finding.severity == "note"


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.id)
def test_a_chinese_article_alone_is_left_alone(check: Check) -> None:
    pair = Alignment.of_pair("记者张伟没有去郑州。", "")
    alone = Alignment(pair.source, None, pair.source_sentences, (), pair.beads)
    assert isinstance(alone.source, Document)
    assert list(check.run(weighed(alone))) == []


def test_the_words_in_place_are_marked() -> None:
    (finding,) = found(name.CHECK, "代表团抵达洛阳。", "The delegation arrived in Loyan.")
    assert finding.target_span is not None
    assert "The delegation arrived in Loyan."[finding.target_span.start : finding.target_span.end] == "Loyan"
    assert finding.suggestions == ("Luoyang",)
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("source", "target", "put"),
    [
        ("记者刘志远昨日采访了他。", "Liu Zhigang, a reporter, interviewed him yesterday.", "Liu Zhigang"),
        ("教授陈静表示赞同。", "Professor Zhao Jing agreed.", "Zhao Jing"),
        ("李克强总理出席会议。", "Premier Li Qiang attended the meeting.", "Li Qiang"),
        ("发言人郭嘉昆回应了提问。", "State Spokesperson Guo Min's answer followed.", "Guo Min"),
    ],
)
def test_another_person_of_that_surname_or_given_name(source: str, target: str, put: str) -> None:
    (finding,) = found(name.CHECK, source, target)
    span = finding.target_span
    assert span is not None and (target[span.start : span.end], finding.severity) == (put, "error")


def test_a_person_whom_the_search_for_names_does_not_see() -> None:
    (finding,) = found(name.CHECK, "委员长赵乐际主持会议。", "Zhao Leqi presided over the meeting.")
    assert (finding.severity, finding.suggestions) == ("warning", ("Zhao Leji",))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("记者刘志远采访了刘志刚。", "Liu Zhiyuan interviewed Liu Zhigang."),
        ("记者刘志远采访了刘志刚。", "The reporter interviewed Liu Zhigang."),
        ("教授王建国表示赞同。", "Professor Jianguo Wang agreed."),
        ("教授王建国表示赞同。", "Professor Wang Chien-kuo agreed."),
        ("教授何文表示赞同。", "Professor He Wen agreed. He Can wait."),
        ("记者(郭军 徐婧)报道。", "Guo Jun Xu Jing report."),
        ("阮氏金银女士强调。", "Ms. Ruan Jinyin stressed this."),
    ],
)
def test_whole_names_that_are_explained(source: str, target: str) -> None:
    assert not found(name.CHECK, source, target)


def test_a_second_wrong_spelling_is_found_beside_a_right_one() -> None:
    marks = found(
        name.CHECK, "郑州发展很快，郑州市民很高兴。", "Zhengzhou develops fast, and the people of Chengzhou are glad."
    )
    assert ["Chengzhou" in f.message for f in marks] == [True]


def test_a_word_spelt_instead_of_translated() -> None:
    (finding,) = found(name.CHECK, "他在本科毕业后工作。", "He worked after graduating from Benko.")
    assert finding.category == "accuracy/untranslated"


def test_a_missing_foreign_name_is_shown_in_the_chinese() -> None:
    (finding,) = found(foreign_name.CHECK, "会议在内罗毕举行。", "The meeting was held in.")
    assert finding.target_span is None and finding.source_span is not None
    assert finding.severity == "warning"


def test_the_years_of_the_republic_are_no_country() -> None:
    assert not found(
        foreign_name.CHECK, "中华民国证券公会通过规则。", "The Taiwan Securities Association adopted the rules."
    )
    assert not found(foreign_name.CHECK, "芬兰商务部发布公告。", "The ministry has issued a notice.")  # implied
    assert not found(foreign_name.CHECK, "荷兰商蓝石公司设立分公司。", "Bluestone Ltd opened a branch.")
    assert not found(foreign_name.CHECK, "自中华民国一百零二年八月九日施行。", "In force from August 9, 2013.")
    assert found(foreign_name.CHECK, "中华民国政府发表声明。", "A statement was published yesterday.")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("调用 List.prototype.sortBy 即可。", "Calling the sortBy method will do.", None),
        ("若没有 strBoxWidth 参数，则用默认值。", "Without the BoxWidth parameter the default is used.", None),
        ("我国境内的机构应登记。", "Institutions in the territory of the ROC shall register.", None),
        ("总则", "VII General provisions", None),
        ("总书记作了指示。", "The general secretary of the CPC Central Committee gave instructions.", None),
        ("政治局召开会议。", "The Political Bureau of the CPC Central Committee held a meeting.", None),
        ("商会召开会议。", "The CPC chamber held a meeting.", None),
        ("他违反了世贸组织的规则。", "He broke the rules of the WTU.", "warning"),
        ("他违反了世贸组织的规则。", "He broke the rules of the WHO.", None),  # another name, no slip
    ],
)
def test_acronyms_of_many_meanings_and_parts_of_names_in_code(source: str, target: str, severity: str | None) -> None:
    assert [f.severity for f in found(acronym.CHECK, source, target)] == ([severity] if severity else [])


def test_middle_initials() -> None:
    assert found(another_name.CHECK, "乔治·沃克·布什出席。", "George C. Bush attended.")
    assert not found(another_name.CHECK, "乔治·沃克·布什出席。", "George W. Bush attended.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("他难道不是我们的朋友吗？", "He is our friend."),
        ("这些措施不可避免。", "These measures are inevitable."),
        ("除非下雨，比赛照常。", "The match goes ahead if it is dry."),
        ("他不是第一次来。", "This is hardly his first visit."),
        ("不少人来了。", "Many people came."),
        ("没有人不知道。", "Everybody knows."),
        ("这不只是我们的看法。", "We are not the only ones who think so."),
        ("模块不仅能读，还能写。", "The module doesn't just read, it can write as well."),
        ("确保进程没有错误行为。", "Make sure that the process is not misbehaving."),
        ("函数体内不要缩进。", "Do not indent in the body of the function."),
        ("申报内容有不实者，处罚款。", "Whoever files false reports is fined."),
        ("他累得无法走路。", "He is too tired to walk home."),
        ("请求头 DNT (Do Not Track) 表明偏好。", "The header DNT (Do Not Track) states a preference."),
        ("罚款由主管机关在五万元之内决定。", "The authority sets the fine, which shall not exceed 50,000 yuan."),
        ("入学前的儿童免费。", "Children who have not yet entered school go free."),
        ("你已经吃过了吧？", "You have eaten, haven't you?"),
        ("我完全同意您的看法。", "I couldn't agree more."),
        ("这无法阻止旧文件被清除。", "This does not prevent old files from being removed."),
        ("收货尚未开票。", "The receipt has not been invoiced."),
        ("停止探视，每次不得逾七日。", "Visits are suspended for a maximum of seven days."),
        ("盯着人看不礼貌。", "It is rude to stare."),
        ("这是无糖饮料。", "It is a sugar-free drink."),
    ],
)
def test_negation_that_needs_none(source: str, target: str) -> None:
    assert not found(negation.CHECK, source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("该公司没有盈利。", "The company made a profit."),
        ("他们从未见过大海。", "They have seen the sea."),
        ("他参加了会议。", "He never attended the meeting."),
        ("这不仅仅是游戏。", "This is not more than a game."),
        ("金额达到五万元。", "The amount does not reach 50,000 yuan."),
        ("他喝了很多酒，然后开车回家。", "He drank a lot and then did not drive home."),
        ("这是可能的。", "It is not impossible."),
    ],
)
def test_negation_lost_or_added(source: str, target: str) -> None:
    assert found(negation.CHECK, source, target)


def test_without_is_added_more_freely_than_not() -> None:
    assert [
        f.severity for f in found(negation.CHECK, "转租者处罚款。", "Whoever sublets without permission is fined.")
    ] == ["warning"]
    assert [f.severity for f in found(negation.CHECK, "公司按时交货。", "The firm did not deliver on time.")] == [
        "error"
    ]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("产量比去年下降两成。", "Output rose by a fifth from last year.", "rose"),
        ("检测结果为阳性。", "The test result was negative.", "negative"),
        ("他的妻子去世了。", "His husband passed away.", "husband"),
        ("他们上半年亏损。", "They made a loss in the second half of the year.", "second half"),
    ],
)
def test_opposites(source: str, target: str, words: str) -> None:
    marks = [
        target[f.target_span.start : f.target_span.end] for f in found(direction.CHECK, source, target) if f.target_span
    ]
    assert words in marks


def test_opposites_with_their_counterparts_are_fine() -> None:
    assert not found(direction.CHECK, "保存期间不得低于三年。", "They are kept for at least three years.")
    assert not found(direction.CHECK, "至少于会前五日送达。", "It is served at least five days before the meeting.")
    assert not found(direction.CHECK, "进口下降，出口上升。", "Imports fell and exports rose.")
    assert not found(direction.CHECK, "韩国北部有雪。", "It snowed in northern South Korea.")


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("利润同比下降了7.5%。", "Profits rose by 7.5 percent from a year earlier.", "error"),
        ("房价上涨近5%。", "Housing prices fell nearly 5 percent.", "error"),
        ("利润持续下降。", "Profits rose for the third year.", "warning"),
    ],
)
def test_opposites_with_one_figure_are_errors(source: str, target: str, severity: str) -> None:
    assert [f.severity for f in found(direction.CHECK, source, target)] == [severity]


def test_the_address_of_a_site_is_its_name() -> None:
    assert found(foreign_name.CHECK, "水价下调-新华网", "Water prices fall - news.cn") == []
    assert found(foreign_name.CHECK, "水价下调-新华网", "Water prices fall - the site") != []
    assert found(code.CHECK, "水价下调-新华网", "Water prices fall - news.cn") == []
    assert found(code.CHECK, "水价下调", "Water prices fall - news.cn") != []


def test_lost_quotation_is_a_note() -> None:
    (finding,) = found(
        quotation.CHECK, "他说：“我们会按时完成全部工程建设任务。”", "He said they would finish on time."
    )
    assert finding.severity == "note"


@pytest.mark.parametrize(
    ("target", "piece", "marked"),
    [
        ("He attended meetings in spring.", "attend", "attended"),  # the better part of a word: all of it
        ("He looks at conversations.", "vers", None),  # a small part of one: none
        ("He travelled to Kunming often.", "Kunming", None),  # nobody denies a name
    ],
)
def test_whole_words_are_marked_or_none(target: str, piece: str, marked: str | None) -> None:
    def links(_: str, __: str) -> Links:
        ours = Tokens(np.arange(1, dtype=np.int32), np.array([3], np.int32), np.array([5], np.int32))
        starts = np.array([target.index(piece)], np.int32)
        theirs = Tokens(np.arange(1, dtype=np.int32), starts, starts + np.int32(len(piece)))
        return Links(ours, theirs, np.ones(1, np.float32), np.ones(1, np.float32), np.full((1, 1), 0.9, np.float32))

    (finding,) = negation.CHECK.run(weighed(replace(Alignment.of_pair("他没有参加活动。", target), linker=links)))
    span = finding.target_span
    assert (span and target[span.start : span.end]) == marked


@pytest.mark.parametrize("likeness", [0.9, 0.0])
def test_as_many_negations_as_the_chinese_has_are_enough(likeness: float) -> None:
    source = "任何人不得在保护区内建厂。"
    target = (
        "The protection zone along the river was drawn up ten years ago after long talks between farmers and the "
        "province, and no factories are allowed there."
    )

    def links(_: str, __: str) -> Links:
        ours = Tokens(np.arange(2, dtype=np.int32), np.array([3, 6], np.int32), np.array([5, 8], np.int32))
        starts = np.array([target.index("protection"), target.index("no factories")], np.int32)
        theirs = Tokens(np.arange(2, dtype=np.int32), starts, starts + np.array([10, 2], np.int32))
        similarity = np.array([[0.0, likeness], [0.9, 0.0]], np.float32)
        return Links(ours, theirs, np.ones(2, np.float32), np.ones(2, np.float32), similarity)

    alignment = replace(Alignment.of_pair(source, target), linker=links)
    assert not list(negation.CHECK.run(weighed(alignment)))


@pytest.mark.parametrize(
    ("source", "target"),
    [("这种酸奶无糖。", "This yoghurt is sugar-free."), ("她记不得他的名字。", "She has forgotten his name.")],
)
def test_terms_that_deny_nothing(source: str, target: str) -> None:
    assert found(negation.CHECK, source, target) == []


@pytest.mark.parametrize("english", ["is less complicated", "isn't complicated", "is not so complicated"])
def test_an_opposite_that_is_denied_is_none(english: str) -> None:
    assert found(direction.CHECK, "代数运算相对简单。", f"The algebra {english}.") == []


def test_an_acronym_is_no_slip_for_one_that_need_not_be_said() -> None:
    assert found(acronym.CHECK, "本部扶助我国文化艺术。", "The MOC supports culture.") == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("京东去年盈利。", "JD.com made a profit last year."),
        ("他在厦门出生。", "He was born in Amoy."),
        ("英国选手夺冠。", "The rower won the title."),
        ("城外碧水环绕。", "The city is surrounded by clear water."),
    ],
)
def test_names_by_which_english_goes_and_words_that_are_none(source: str, target: str) -> None:
    assert not [f for c in (name.CHECK, foreign_name.CHECK) for f in found(c, source, target)]


def test_an_acronym_that_the_chinese_leaves_implicit_is_no_fault() -> None:
    assert not found(acronym.CHECK, "经济增长6%。", "GDP grew by 6 percent.")
    assert found(acronym.CHECK, "发改委发布通知。", "The NRDC issued a circular.")


def test_the_shape_of_pinyin_is_judged_in_proportion_to_the_word() -> None:
    assert is_pinyin("zhengzhou")
    assert is_pinyin("xian")
    assert not is_pinyin("smith")
    assert not is_pinyin("ie" * 4000 + "x")
