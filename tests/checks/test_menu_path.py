"""Where a menu leads."""

from __future__ import annotations

from align.checks import menu_path
from tests.checks.support import found


def test_a_step_that_is_left_out_and_another_sign_between_them() -> None:
    (one,) = found(menu_path.CHECK, "打开“文件 > 导出 > 图片”。", "Go to File > Image.")
    assert one.message == "a path of 3 steps in the source, of 2 in the translation"
    assert not found(menu_path.CHECK, "打开“文件 > 导出 > 图片”。", "Go to File → Export → Image.")
