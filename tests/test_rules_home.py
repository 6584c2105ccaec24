"""Home and exchange: what 我省 means, and one province for another without a list of mistakes."""

from __future__ import annotations

import pytest

from tests.test_rules import PACK, found, make, marked

HOMES = make(
    PACK
    + """
[table.more-provinces]
columns = ["source", "accept"]
class   = ["place", "province"]
rows    = '''
云西;云西省 | Yunxi (Province)
'''

[our-city]
source = ["我市"]
accept = ["{home:city} (City)", "the city"]
open   = true
"""
)


def test_an_unset_home_excuses_no_other_mistake() -> None:
    assert marked("我市和青石", "The harvest in Blue Stone", HOMES) == [("qingshi", "Blue Stone")]
    assert marked("我市和青石", "The harvest in Chingshi", HOMES) == [("qingshi", "Chingshi")]
    assert marked("我省", "Yunxi takes the lead", HOMES) == []  # any province may be the home


@pytest.mark.parametrize("target", ["Yundong leads", "Yundong Province leads", "The province leads", "Officials met"])
def test_the_home_or_the_province(target: str) -> None:
    assert marked("我省领先", target, HOMES, home="云东") == []


def test_another_province_is_not_the_home() -> None:
    [finding] = found("我省领先", "Yunxi Province leads", HOMES, home="云东")
    assert (finding.check, finding.severity, finding.suggestions) == ("house/our-province", "error", ("Yundong",))
    assert finding.target_span is not None and finding.target_span.start == 0
    assert marked("我省与云西领先", "The province and Yunxi lead", HOMES, home="云东") == []


def test_a_province_for_another_is_found_without_a_list() -> None:
    assert marked("云东领先", "Yunxi leads", HOMES) == [("yundong", "Yunxi")]
    assert marked("云东和云西领先", "Yunxi leads", HOMES) == []  # one of two left out: no exchange
    assert marked("云东领先", "It leads", HOMES) == []
    assert marked("云东领先", "Yundong leads Yunxi", HOMES) == []
