"""The check acronym."""

from __future__ import annotations

import pytest

from align.checks import acronym
from tests.checks.support import found


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


def test_an_acronym_is_no_slip_for_one_that_need_not_be_said() -> None:
    assert found(acronym.CHECK, "本部扶助我国文化艺术。", "The MOC supports culture.") == []


def test_an_acronym_that_the_chinese_leaves_implicit_is_no_fault() -> None:
    assert not found(acronym.CHECK, "经济增长6%。", "GDP grew by 6 percent.")
    assert found(acronym.CHECK, "发改委发布通知。", "The NRDC issued a circular.")
