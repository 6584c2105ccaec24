"""The check encoding_damage."""

from __future__ import annotations

from align.checks import encoding_damage
from tests.checks.support import found


def test_mojibake_is_repaired() -> None:
    (finding,) = found(encoding_damage.CHECK, "咖啡馆关门了。", "The cafÃ© is closed.")
    assert finding.suggestions == ("é",)


def test_damage_in_the_source_is_the_fault_of_the_source() -> None:
    (finding,) = found(encoding_damage.CHECK, "咖啡\ufffd馆关门了。", "The café is closed.")
    assert finding.target_span is None and finding.category == "source-error/encoding"


def test_markup_on_both_sides_is_what_the_text_is_about() -> None:
    assert not found(encoding_damage.CHECK, "用 &amp; 代替。", "Write &amp; instead.")
    assert found(encoding_damage.CHECK, "猫和狗。", "Cats &amp; dogs.")


def test_a_tag_in_the_source_alone_may_be_what_it_is_about() -> None:
    source = "把结果写进<div>里。"
    assert [f.severity for f in found(encoding_damage.CHECK, source, "Write the result to the div.")] == ["warning"]
