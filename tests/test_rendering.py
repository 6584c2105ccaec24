import pytest

from align.names.capitalised import English, read
from align.names.recognition import Chinese, recognise
from align.names.renderings import chains, explained, initials, latin_behind, missing


def texts(source: str, target: str) -> tuple[Chinese, English]:
    return recognise([source])[0], read(target)


def lost(source: str, target: str) -> list[str]:
    return [name.text for chain in missing(*texts(source, target)) for name in chain]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("教授陈国强表示支持。", "Professor Chan Kwok-keung voiced his support."),
        ("教授谢长青表示支持。", "Professor Hsieh Chang-ching voiced his support."),
        ("记者张伟报道。", "Wei Zhang reports."),
        ("德国队赢了。", "The Germans won."),
        ("淮河水位上涨。", "The Huai River rose."),
        ("淮河水位上涨。", "The Huaihe rose."),
        ("约翰·肯尼迪当选。", "Kennedy was elected."),
        ("联合国教科文组织发布报告。", "UNESCO released a report."),
        ("中国地质调查局（CGS）发布公告。", "CGS issued a notice."),
        ("新南威尔士州发生火灾。", "A fire broke out in NSW."),
        ("西安和延安都在陕西。", "Xian and Yan'an are in Shaanxi."),
    ],
)
def test_accepted_renderings(source: str, target: str) -> None:
    assert lost(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("郑州发布公告。", "Chengzhou issued a notice.", "郑州"),
        ("默克尔发表讲话。", "Thompson gave a speech.", "默克尔"),
        ("德国队赢了。", "The Austrians won.", "德国"),
        ("德国之声报道。", "Deutsche reported.", "德国之声"),
    ],
)
def test_missing_names(source: str, target: str, name: str) -> None:
    assert name in lost(source, target)


def test_one_part_of_a_chain_vouches_for_the_others() -> None:
    text = "约翰·福特·肯尼迪说"
    assert len(chains(recognise([text])[0].names, text)) == 1


@pytest.mark.parametrize(
    ("word", "source", "wanted"),
    [
        ("Zhengzhou", "郑州发布公告", True),
        ("Chengzhou", "郑州发布公告", False),
        ("American", "中美关系", True),
        ("Thompson", "教练汤普森说", True),
        ("Belgium", "德国队赢了", False),
        ("TogaNet", "他创办了TogaNet", True),
        ("Nguyen", "阮先生来了", True),
    ],
)
def test_english_names_explained(word: str, source: str, wanted: bool) -> None:
    (only,) = read(f"so {word}").words
    assert explained(only, recognise([source])[0]) is wanted


def test_initials_and_brackets() -> None:
    assert initials("New South Wales") == "nsw"
    assert initials("Merkel") == "-"
    assert latin_behind("查科 (Chaco) 地区", 2) == "Chaco"
    assert latin_behind("查科地区", 2) == ""
