"""Tools for rules: glossaries in and out, learning from corrections, what the packs say of each other."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from align.cli.rules import app
from align.errors import InputError
from align.examples import alignment_of, failures
from align.records import Alignment
from align.rules import RuleSet, load_rules
from align.rules.load.index import index_of
from align.rules.load.read import parse
from align.rules.load.resolve import resolve
from align.rules.tools import derived_examples
from align.rules.tools.export import to_csv, to_tbx, to_toml
from align.rules.tools.glossary import Entry, read_glossary
from align.rules.tools.learn import Triple, propose, triples, weigh
from align.rules.tools.learn import to_toml as proposals_to_toml
from tests.toys import toy_linker

TBX = """<?xml version="1.0"?>
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><note>one word</note>
<langSet xml:lang="zh-CN"><tig><term>账链</term></tig></langSet>
<langSet xml:lang="en">
<tig><term>ledger chain</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
<tig><term>chain ledger</term></tig>
<tig><term>ledgerchain</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
</langSet></termEntry>
<termEntry id="2"><langSet xml:lang="de"><tig><term>Kette</term></tig></langSet></termEntry>
</body></text></martif>"""
TBX3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
<langSec xml:lang="zh"><termSec><term>试点</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>pilot (project)</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def make(text: str) -> RuleSet:
    return RuleSet(index_of(resolve([parse(text, "p.toml", "p")]), "test"), frozenset(), "test")


def test_tbx_with_preferred_and_deprecated_terms(tmp_path: Path) -> None:
    (tmp_path / "a.tbx").write_text(TBX, encoding="utf-8")
    [entry] = read_glossary(tmp_path / "a.tbx")
    assert entry == Entry(("账链",), ("ledgerchain", "chain ledger"), ("ledger chain",), "one word", "entry 1")
    (tmp_path / "b.tbx").write_text(TBX3, encoding="utf-8")
    assert read_glossary(tmp_path / "b.tbx")[0].accept == ("pilot (project)",)


def test_hostile_glossaries_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><martif>&b;</martif>'
    (tmp_path / "bomb.tbx").write_text(bomb)
    (tmp_path / "xxe.tbx").write_text('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><martif>&x;</martif>')
    (tmp_path / "broken.tbx").write_text("<martif>")
    stuffed = io.BytesIO()
    with zipfile.ZipFile(stuffed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 40_000_000)
    (tmp_path / "bomb.xlsx").write_bytes(stuffed.getvalue())
    (tmp_path / "no.xlsx").write_bytes(b"PK nothing")
    (tmp_path / "a.docx").write_bytes(b"x")
    (tmp_path / "empty.csv").write_text("only,english\nno,chinese\n")
    for name in ("bomb.tbx", "xxe.tbx", "broken.tbx", "bomb.xlsx", "no.xlsx", "a.docx", "empty.csv", "missing.csv"):
        with pytest.raises(InputError) as error:
            read_glossary(tmp_path / name)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "中文,English,备注\n账链,ledgerchain; LC,一个词\n"),
        ("b.csv", "\ufeffsource;target;note\n账链;ledgerchain;一个词\n"),
        ("c.tsv", "English\t中文\nledgerchain\t账链\n"),
        ("d.csv", "账链,ledgerchain\n"),
    ],
)
def test_tables_by_heading_or_by_look(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    [entry] = read_glossary(tmp_path / name)
    assert (entry.source, entry.accept[0]) == (("账链",), "ledgerchain")


def test_xlsx(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["术语", "译名", "禁用"])
    book.active.append(["账链", "ledgerchain", "ledger chain"])
    book.active.append([None, None, None])
    book.save(tmp_path / "a.xlsx")
    assert read_glossary(tmp_path / "a.xlsx") == [Entry(("账链",), ("ledgerchain",), ("ledger chain",), "", "row 2")]


def test_what_is_imported_is_a_rule_file_that_works() -> None:
    entries = [
        Entry(("账链",), ("ledgerchain",), ("ledger chain",), "one | word '''"),
        Entry(("账链",), ("LC",)),
        Entry(("试点[一]",), ("pilot (project)", "trial; test")),
    ]
    rules = make(to_toml(entries, "imported", "x"))
    one, two = rules.rules
    assert (one.accept, one.reject, one.note) == (("ledgerchain", "LC"), ("ledger chain",), "one word")
    assert two.source == (r"试点\[一\]",)
    text = "the pilot (project) of a ledger chain"
    found = [f.message for f in rules.run(Alignment.of_pair("试点[一]的账链", text))]
    assert found == ["expected ledgerchain, found ledger chain"]


def test_export_and_import_again(tmp_path: Path) -> None:
    rules = make('[a]\nsource = ["账链"]\naccept = ["ledgerchain"]\nreject = ["=chain"]\nnote = "a < b"')
    (tmp_path / "a.tbx").write_bytes(b"".join(to_tbx(rules.rules)))
    [entry] = read_glossary(tmp_path / "a.tbx")
    assert (entry.source, entry.accept, entry.reject, entry.note) == (("账链",), ("ledgerchain",), ("=chain",), "a < b")
    table = b"".join(to_csv(rules.rules)).decode("utf-8-sig").splitlines()
    assert table[1].startswith("p/a,账链,ledgerchain,'=chain")


LEXICON = {
    "账链": "ledgerchain ledger chain",
    "青石": "qingshi bluestone",
    "测绘部": "ministry surveying mapping trade finance",
    "发布": "issued",
    "了": "",
    "在": "in",
}


def test_learning_finds_term_right_and_wrong() -> None:
    corrections = [
        Triple("青石发布了账链。", "Bluestone issued a ledger chain.", "Qingshi issued a ledgerchain."),
        Triple("账链在青石。", "The ledger chain is in Qingshi.", "The ledgerchain is in Qingshi."),
        Triple(
            "测绘部发布了。",
            "The Ministry of Trade and Finance issued.",
            "The Ministry of Surveying and Mapping issued.",
        ),
        Triple("发布了。", "It was issued!", "It is issued."),
    ]
    found = propose(corrections, toy_linker(LEXICON), make('[q]\nsource = ["青石"]\naccept = ["Qingshi"]'))
    assert [(p.term, p.right, p.wrong, p.seen, p.known) for p in found] == [
        ("账链", "ledgerchain", ("ledger chain",), 2, ""),
        ("测绘部", "Ministry of Surveying and Mapping", ("Ministry of Trade and Finance",), 1, ""),
        ("青石", "Qingshi", ("Bluestone",), 1, "p/q"),
    ]


def test_learning_counts_what_would_have_fired_and_writes_a_rule_file() -> None:
    correction = Triple("青石发布了账链。", "Qingshi issued a ledger chain.", "Qingshi issued a ledgerchain.")
    found = propose([correction], toy_linker(LEXICON), make('[q]\nsource = ["甲"]\naccept = ["A"]'))
    archive = alignment_of(
        "账链好\n账链大\n账链新\n青石", "The ledger chain is good\nThe ledgerchain is big\nIt is new\nQingshi"
    )
    [proposal] = weigh(found, [archive])
    assert (proposal.met, proposal.fired, proposal.silent) == (3, 1, 1)
    text = proposals_to_toml([proposal], 4)
    assert "the term stands in 3 of 4 pairs; would have fired in 1; rendered as here in 1, otherwise in 1" in text
    [rule] = make(text).rules
    good, bad = derived_examples.examples(make(text), rule, {rule.id: rule})
    assert not list(failures(make(text).run, rule.id, good, bad))


def test_examples_of_one_pack_are_read_alone_unless_it_extends_another(tmp_path: Path) -> None:
    base, house = tmp_path / "base.toml", tmp_path / "house.toml"
    base.write_text(
        '[stone]\nsource = ["青石"]\naccept = ["Qingshi"]\ngood = [["青石。", "Qingshi."]]\n', encoding="utf-8"
    )
    house.write_text('[wood]\nsource = ["木头"]\naccept = ["wood"]\n', encoding="utf-8")
    rules = load_rules([base, house], shipped=False)
    assert set(derived_examples.written(rules)) == {"base/stone", "house/wood"}
    assert set(derived_examples.written(rules, "base")) == {"base/stone"}
    assert derived_examples.written(rules, "base")["base/stone"].good == (("青石。", "Qingshi."),)
    house.write_text('[pack]\nextends = "base"\n\n[stone]\nnote = "Ours."\n', encoding="utf-8")
    rules = load_rules([base, house], shipped=False)
    assert derived_examples.written(rules, "house")["house/stone"].good == (("青石。", "Qingshi."),)


def test_triples_follow_the_chinese_where_the_beads_differ() -> None:
    before = alignment_of("甲。\n乙。\n丙。", "One.\nTwo.\nThree.")
    after = alignment_of("甲。乙。\n丙。", "One and two.\nThird.")
    assert triples(before, after) == [
        Triple("甲。乙。", "One. Two.", "One and two."),
        Triple("丙。", "Three.", "Third."),
    ]
    changed = alignment_of("甲!\n乙。\n丙。", "One!\nTwo.\nThird.")
    assert Triple("丙。", "Three.", "Third.") in triples(before, changed)


def test_contradictions_and_rules_that_never_wake() -> None:
    rules = make(
        '[a]\nsource = ["账链"]\naccept = ["ledger chain"]\n[b]\nsource = ["账链"]\naccept = ["ledgerchain"]\n'
        'reject = ["ledger chain"]\n[c]\nsource = ["链"]\naccept = ["chain"]\nunless = ["链"]'
    )
    said = [(c.kind, c.id, c.other) for c in derived_examples.clashes(rules)]
    assert ("contradiction", "p/a", "p/b") in said
    assert ("shadowed", "p/c", "nothing") in said


def test_the_command_line(tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text(
        '[ledger]\nsource = ["账链"]\naccept = ["ledgerchain"]\nreject = ["ledger chain"]\nnote = "one word"\n'
        'good = [["账链好。", "The ledgerchain is good."]]\n'
        'bad = [["账链好。", "The ledger chain is good.", "ledger chain"]]'
    )
    run = CliRunner().invoke
    listed = run(app, ["list", "-r", str(house), "-p", "house", "--json"])
    assert json.loads(listed.stdout)["id"] == "house/ledger"
    assert "one word" in run(app, ["explain", "house/ledger", "-r", str(house)]).stdout
    tested = run(app, ["test", "-r", str(house), "-p", "house"])
    assert (tested.exit_code, tested.stdout) == (0, "4 examples of 1 rule, 0 problems\n")
    house.write_text(house.read_text().replace('"ledger chain"]\nnote', '"chain"]\nnote'))
    tested = run(app, ["test", "-r", str(house), "-p", "house"])
    assert tested.exit_code == 0  # "chain" stands in "ledger chain", too
    house.write_text(house.read_text().replace('["chain"]', '["block"]'))
    tested = run(app, ["test", "-r", str(house), "-p", "house"])
    assert tested.exit_code == 1 and "expected 'ledger chain' to be marked, found nothing" in tested.stdout
    exported = tmp_path / "out.tbx"
    assert run(app, ["export", "-f", "tbx", "-p", "house", "-r", str(house), "-o", str(exported)]).exit_code == 0
    assert run(app, ["import", str(exported), "-o", str(tmp_path / "again.toml")]).exit_code == 0
    assert "账链 | ledgerchain | block" in (tmp_path / "again.toml").read_text(encoding="utf-8")


def test_no_links_no_guess() -> None:
    rules = make('[a]\nsource = ["账链"]\naccept = ["ledgerchain"]')
    pair = Alignment.of_pair("青石发布账链", "Qingshi issued a paper trail")
    assert not list(rules.run(pair))
    linked = replace(pair, linker=toy_linker({"账链": "paper trail", "青石": "qingshi", "发布": "issued"}))
    [finding] = rules.run(linked)
    assert (finding.message, finding.severity) == ("expected ledgerchain, found paper trail", "warning")


def test_a_workbook_that_is_cut_off_is_one_line(tmp_path: Path) -> None:

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["术语", "term"])
    book.save(tmp_path / "whole.xlsx")
    data = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(data, "w") as cut:
        for info in whole.infolist():
            content = whole.read(info)
            cut.writestr(info.filename, content[: len(content) // 2] if "sheet1" in info.filename else content)
    (tmp_path / "cut.xlsx").write_bytes(data.getvalue())
    with pytest.raises(InputError, match="no workbook"):
        read_glossary(tmp_path / "cut.xlsx")


def test_what_a_rule_of_the_house_forbids_is_no_problem(tmp_path: Path) -> None:
    """Yours holds; a contradiction inside the house is still one."""
    house = tmp_path / "house.toml"
    pattern = r"\bpercent\b"
    house.write_text(f"[percent]\nfind = ['{pattern}']\nside = 'target'\nmessage = 'per cent'\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["test", "-r", str(house), "-p", "sectors"])
    assert done.exit_code == 0, done.stdout
    assert "yours holds" in done.stdout and "0 problems; " in done.stdout


def test_every_option_is_written_small() -> None:
    import typer

    from align.cli.app import command_line

    def options(command: Any) -> Iterator[str]:
        for parameter in command.params:
            yield from parameter.opts if parameter.param_type_name == "option" else ()
        for other in getattr(command, "commands", {}).values():
            yield from options(other)

    found = [*options(typer.main.get_command(command_line()))]
    assert "--name" in found and [name for name in found if name.startswith("--") and name != name.lower()] == []
