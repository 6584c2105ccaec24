"""A glossary that binds: what is demanded, what is forbidden, what is said of rows that cannot become rules."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.records import Finding
from align.rules.tools.export import to_toml
from align.rules.tools.glossary import Entry, read_glossary
from tests.conftest import Run

GLOSSARY = "source,target,forbidden\n副本,replica,\n部署,deployment,\n固件,firmware,hardware\n文件,file,\n库,library,\n"


def checked(folder: Path, rows: list[tuple[str, str]], *, require: bool = True) -> list[Finding]:
    """Findings of the imported glossary in a table."""
    (folder / "g.csv").write_text(GLOSSARY, encoding="utf-8")
    rules = to_toml(read_glossary(folder / "g.csv"), "house", "test", require=require)
    (folder / "house.toml").write_text(rules, encoding="utf-8")
    table = folder / "t.tsv"
    table.write_text("source\ttarget\n" + "".join(f"{zh}\t{en}\n" for zh, en in rows), encoding="utf-8")
    engine = Engine(Settings(rules=(str(folder / "house.toml"),)))
    return [f for r in engine.reviews(read_all([str(table)])) for f in r.findings if f.check.startswith("house/")]


def test_a_term_is_demanded_where_it_should_stand(tmp_path: Path) -> None:
    (one,) = checked(
        tmp_path, [("该副本不可写。", "The moon cannot be written to."), ("副本不足。", "Too few replicas.")]
    )
    assert (one.bead, one.severity, one.suggestions) == (0, "warning", ("replica",))
    assert one.source_span is not None
    (note,) = checked(tmp_path, [("该副本不可写。", "The moon cannot be written to.")], require=False)
    assert note.severity == "note"


def test_forbidden_terms_are_errors(tmp_path: Path) -> None:
    (one,) = checked(tmp_path, [("正在升级固件", "Upgrading the hardware"), ("固件版本", "Firmware version")])
    assert (one.bead, one.severity) == (0, "error")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("部署应用", "Deploy the application"),
        ("请打开文件夹。", "Please open the folder."),
        ("仓库已满", "The warehouse is full"),
        ("文件已删除", "Files deleted"),
    ],
)
def test_other_forms_and_longer_words_are_no_fault(tmp_path: Path, source: str, target: str) -> None:
    assert not checked(tmp_path, [(source, target)])


@pytest.mark.parametrize(
    ("term", "row"),
    [
        (("撤回", "withdraw"), ("他撤回了申请。", "He withdrew his application.")),
        (("指标", "criterion"), ("三项指标都达到了。", "All three criteria were met.")),
        (("叶片", "leaf"), ("叶片都落了。", "All the leaves have fallen.")),
        (("天天", "daily"), ("今天天气很好。", "The weather is fine today.")),  # parts of two words
        (("会计", "accountant"), ("大会计划明年召开。", "The congress is planned for next year.")),
    ],
)
def test_forms_that_no_rule_makes_are_the_term(tmp_path: Path, term: tuple[str, str], row: tuple[str, str]) -> None:
    (tmp_path / "house.toml").write_text(to_toml([Entry((term[0],), (term[1],))], "house", "test"), encoding="utf-8")
    (tmp_path / "t.tsv").write_text(f"source\ttarget\n{row[0]}\t{row[1]}\n", encoding="utf-8")
    engine = Engine(Settings(rules=(str(tmp_path / "house.toml"),)))
    (review,) = engine.reviews(read_all([str(tmp_path / "t.tsv")]))
    assert not [f for f in review.findings if f.check.startswith("house/")]


def test_one_rendering_is_missed_once(tmp_path: Path) -> None:
    entry = Entry(("人工智能",), ("artificial intelligence",))
    (tmp_path / "house.toml").write_text(to_toml([entry], "house", "test"), encoding="utf-8")
    (tmp_path / "t.tsv").write_text("source\ttarget\n人工智能改变世界。\tSmart machines change the world.\n", "utf-8")
    engine = Engine(Settings(rules=(str(tmp_path / "house.toml"),)))
    (review,) = engine.reviews(read_all([str(tmp_path / "t.tsv")]))
    assert len([f for f in review.findings if "/" in f.check]) == 1


def test_rows_that_cannot_become_rules_are_told(align: Run, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("Chinese,English\n跨境电商,cross-border e-commerce\n民宿,\n,empty row\n", "utf-8")
    done = align("rules", "import", "g.csv")
    assert done.returncode == 0
    assert "g.csv:3: 民宿 has no English term, left out" in done.stderr
    assert "g.csv:4" in done.stderr


def test_a_translation_memory_gives_its_terms(tmp_path: Path) -> None:
    units = [
        ("副本", "replica"),
        ("今天的天气很好，我们去公园。", "The weather is fine today, so we went to the park."),
    ]
    body = "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>{zh}</seg></tuv><tuv xml:lang="en"><seg>{en}</seg></tuv></tu>'
        for zh, en in units
    )
    (tmp_path / "m.tmx").write_text(f'<tmx version="1.4"><header/><body>{body}</body></tmx>', encoding="utf-8")
    left: list[str] = []
    entries = read_glossary(tmp_path / "m.tmx", left)
    assert [(e.source, e.accept) for e in entries] == [(("副本",), ("replica",))]
    assert len(left) == 1


def test_status_and_chinese_heads(tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("简体中文,英文译文,状态\n徽章,badge,推荐\n徽章,emblem,禁用\n", encoding="utf-8")
    entries = read_glossary(tmp_path / "g.csv")
    assert entries == [
        Entry(("徽章",), ("badge",), (), "", "row 2"),
        Entry(("徽章",), (), ("emblem",), "", "row 3"),
    ]
    assert "badge | emblem" in to_toml(entries, "g", "d")


def test_a_row_without_english_does_not_stop_the_others(align: Run, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("中文,English\n租约,lease\n茶,茶\n", encoding="utf-8")
    done = align("rules", "import", "g.csv")
    assert done.returncode == 0
    assert "租约 | lease" in done.stdout
    assert "g.csv:3: 茶 / 茶 has no English term, left out" in done.stderr


def test_where_no_row_has_both_the_first_is_named(align: Run, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("中文,English\n茶,\n", encoding="utf-8")
    done = align("rules", "import", "g.csv")
    assert done.returncode == 2
    assert "g.csv:2: 茶 has no English term" in done.stderr


@pytest.mark.parametrize(
    "table",
    [
        "茶馆术语,\n,\nChinese Term,English Term\n掌柜,innkeeper\n",  # a title above the head
        "\n中文（简体）,英文译名\n掌柜,innkeeper\n",
        "Source,Target\ninnkeeper,掌柜\n",  # from English into Chinese
    ],
)
def test_heads_are_found_and_are_no_terms(tmp_path: Path, table: str) -> None:
    (tmp_path / "g.csv").write_text(table, encoding="utf-8")
    assert [(e.source, e.accept) for e in read_glossary(tmp_path / "g.csv")] == [(("掌柜",), ("innkeeper",))]


def test_all_sheets_of_a_workbook_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("中文", "English"))
    book.active.append(("掌柜", "innkeeper"))
    book.create_sheet("Tea").append(("龙井", "Longjing"))
    book.create_sheet("Notes").append(("请勿修改",))
    book.save(tmp_path / "g.xlsx")
    left: list[str] = []
    assert [e.accept for e in read_glossary(tmp_path / "g.xlsx", left)] == [("innkeeper",), ("Longjing",)]
    assert len(left) == 1
    assert "Notes" in left[0]


def test_a_list_for_some_files_only(align: Run, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("Chinese,English,Forbidden\n固件,firmware,hardware\n", encoding="utf-8")
    assert align("rules", "import", "g.csv", "-o", "house.toml").returncode == 0
    (tmp_path / "align.toml").write_text('[[for]]\nfiles = ["a.tsv"]\nrules = ["house.toml"]\n', encoding="utf-8")
    for name in ("a.tsv", "b.tsv"):
        (tmp_path / name).write_text("source\ttarget\n正在升级固件\tUpgrading the hardware\n", encoding="utf-8")
    assert "house/firmware" in align("check", "a.tsv").stdout
    assert "house/firmware" not in align("check", "b.tsv").stdout


def test_alternatives_and_acronyms_of_a_cell_are_forms_of_their_own(align: Run, tmp_path: Path) -> None:
    rows = "中文,英文\n人工智能,artificial intelligence (AI)\n区块链,blockchain / block chain\n读写,read/write\n"
    (tmp_path / "g.csv").write_text(rows, encoding="utf-8")
    made = align("rules", "import", "g.csv").stdout
    assert "人工智能 | artificial intelligence;AI\n" in made and "区块链 | blockchain;block chain\n" in made
    assert "读写 | read/write\n" in made


def test_a_demanded_form_is_not_the_forbidden_one_that_differs_in_a_hyphen(align: Run, tmp_path: Path) -> None:
    rules = (
        '[a]\nsource=["邮件"]\naccept=["e-mail"]\nreject=["email"]\n'
        '[b]\nsource=["疫情"]\naccept=["COVID-19"]\nreject=["Covid-19"]\n'
    )
    (tmp_path / "house.toml").write_text(rules, encoding="utf-8")
    texts = ["邮件\tE-mails", "邮件\temail", "疫情\tCOVID-19", "疫情\tCovid-19"]
    (tmp_path / "a.tsv").write_text("\n".join(texts) + "\n", encoding="utf-8")
    done = align("check", "a.tsv", "--rules", "house.toml", "--select", "house")
    assert [line.split(":")[1] for line in done.stdout.split("\n") if ": error house" in line] == ["2", "4"]
    assert align("rules", "test", "--rules", "house.toml").returncode == 0


@pytest.mark.parametrize(
    ("cells", "source", "accept"),
    [
        (("保证金（押金）", "deposit"), ("保证金",), ("deposit",)),
        (("信用证(L/C)", "letter of credit (L/C)"), ("信用证",), ("letter of credit", "L/C")),
        (("出纳", "cashier（teller）"), ("出纳",), ("cashier", "teller")),
        (("物品", "item(s)"), ("物品",), ("item(s)",)),
    ],
)
def test_glosses_are_no_part_of_a_term(
    tmp_path: Path, cells: tuple[str, str], source: tuple[str, ...], accept: tuple[str, ...]
) -> None:
    (tmp_path / "g.csv").write_text(
        "Chinese,English,Forbidden\n" + ",".join(cells) + ",copy (noun)\n", encoding="utf-8"
    )
    (entry,) = read_glossary(tmp_path / "g.csv")
    assert (entry.source, entry.accept, entry.reject) == (source, accept, ("copy",))
