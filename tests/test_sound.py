import pytest

from align.names.sound import likeness, may_begin


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("舒马赫", "schumacher"),
        ("默克尔", "merkel"),
        ("凯塞洛斯基", "keselowski"),
        ("斯特林", "sterling"),
        ("汤普森", "thompson"),
    ],
)
def test_names_sound_like_themselves(zh: str, en: str) -> None:
    assert likeness(zh, en) > 0.9


@pytest.mark.parametrize(("zh", "en"), [("舒马赫", "rodriguez"), ("默克尔", "thompson"), ("斯特林", "nakamura")])
def test_strangers_do_not(zh: str, en: str) -> None:
    assert likeness(zh, en) < 0.2


def test_a_part_may_do() -> None:
    assert likeness("教练汤普森说", "thompson", True) > 0.9
    assert likeness("教练汤普森说", "thompson") < likeness("教练汤普森说", "thompson", True)


def test_empty_sides() -> None:
    assert likeness("", "a") == -9.0
    assert likeness("汤", "") == -9.0


def test_first_letters() -> None:
    assert may_begin("沃", "w")
    assert not may_begin("沃", "c")
