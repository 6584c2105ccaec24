"""Code in blocks of Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.inputs import read_all
from align.pipeline import Engine


def test_a_command_that_differs(engine: Engine, tmp_path: Path) -> None:
    for name, text, command in (("zh", "先运行下面的命令：", "build"), ("en", "First run this command:", "start")):
        page = f"{text}\n\n```bash\n# {name}\nnpm run {command}\n```\n"
        (tmp_path / f"a.{name}.md").write_text(page, encoding="utf-8")
    reviews = engine.reviews(read_all([str(tmp_path / "a.zh.md"), str(tmp_path / "a.en.md")]))
    (message,) = [f.message for r in reviews for f in r.findings if f.check == "code_block"]
    assert message == "npm run build in the code of the source, npm run start in the translation"


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("```bash\nuv add --dev pytest\n```", "```bash\nuv add --group pytest\n```", True),  # an option, no comment
        ("```sql\nSELECT 1; --取一行\n```", "```sql\nSELECT 1; --Take a row\n```", False),
        ("```sh\nls -- 列出\n```", "```sh\nls -- List\n```", False),
        ("    uv run --fast app", "    uv run --slow app", True),  # a block without fences
        ("```py\nprint(len(tea))  # 打印长度\n```", "```py\nprint(tea)  # Print the length\n```", True),
        ('```py\nprint("茶")  # 打印\n```', '```py\nprint("tea")  # Print it\n```', False),
    ],
)
def test_code_of_one_line(engine: Engine, tmp_path: Path, ours: str, theirs: str, told: bool) -> None:
    for name, text in (("a.zh.md", f"# 运行\n\n执行：\n\n{ours}\n"), ("a.en.md", f"# Run\n\nExecute:\n\n{theirs}\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (review,) = engine.reviews(read_all([str(tmp_path / "a.zh.md"), str(tmp_path / "a.en.md")]))
    assert any(f.check == "code_block" for f in review.findings) == told
