"""align rules: list, test, explain, learn, import, export."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli import screen
from align.cli.common import ConfigFile, Output, emit, say, session_for, tell
from align.errors import counted, did_you_mean
from align.text.columns import columns

if TYPE_CHECKING:
    from align.records import Alignment, Check
    from align.rules import Rule, RuleSet
    from align.session import Session

app = typer.Typer(no_args_is_help=True, help="Rule packs: list, test, explain, learn, import, export.")
Files = Annotated[
    list[str] | None,
    typer.Option("--rules", "-r", metavar="FILE", help="A further rule file or folder (may be repeated)."),
]
Packs = Annotated[
    list[str] | None, typer.Option("--pack", "-p", metavar="PACK", help="Only this pack (may be repeated).")
]


@app.callback()
def root() -> None:
    """Rule packs."""


def _rules(files: list[str] | None, config: Path | None = None) -> RuleSet:
    from align.rules import load_rules

    held = session_for("-", config).settings("-")
    return load_rules((*held.rules, *(files or ())), disable=held.disable, enable=held.enable)


def _chosen(rules: RuleSet, packs: list[str] | None) -> list[Rule]:
    from align.errors import SettingsError

    have = {rule.pack for rule in rules.rules}
    for pack in packs or ():
        if pack not in have:
            raise SettingsError("--pack", repr(pack), f"one of {', '.join(sorted(have))}")
    return [rule for rule in rules.rules if not packs or rule.pack in packs]


@app.command("list")
def list_rules(
    words: Annotated[list[str] | None, typer.Argument(help="Only rules in which all of these words stand.")] = None,
    pack: Packs = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    rules: Files = None,
    config: ConfigFile = None,
) -> None:
    """All rules that are switched on: id, terms, renderings."""
    from align.rules.tools.derived_examples import as_dict

    found = 0
    width = screen.width() if sys.stdout.isatty() else 0
    for rule in _chosen(_rules(rules, config), pack):
        text = json.dumps(as_dict(rule), ensure_ascii=False)
        if any(word.casefold() not in text.casefold() for word in words or ()):
            continue
        found += 1
        sides = (", ".join(rule.source) or ", ".join(rule.find), ", ".join(rule.accept) or rule.message)
        line = f"{rule.id}: {sides[0]} → {sides[1] or 'never ' + ', '.join(rule.reject)}"
        say(text if as_json else screen.cut(line, width) if width else line)
    tell([counted(found, "rule")])


@app.command()
def explain(
    id: Annotated[str, typer.Argument(help="places/zhengzhou, or the id of a check.", metavar="ID")],
    rules: Files = None,
    config: ConfigFile = None,
) -> None:
    """Explain a rule or a check. What it demands, the reason, its examples."""
    if "/" not in id:  # else a rule: the checks need not be loaded
        from align import registry
        from align.errors import RuleError

        check = next((c for c in registry.checks() if c.id == id), None)
        if check is not None:
            _explain_check(check)
            return
    from align.rules.tools.derived_examples import written

    ruleset = _rules(rules, config)
    if "/" not in id:
        known = (*(check.id for check in registry.checks()), *ruleset.ids)
        raise RuleError(id, "is no check and no rule", f"{did_you_mean(id, known)}see: align rules list, docs/checks")
    rule = ruleset.explain(id)
    asleep = ruleset.ids.index(id) in ruleset.off
    say(f"{rule.id}: {rule.severity}, {rule.category}{' (switched off)' if asleep else ''}")
    examples = written(ruleset, rule.pack)[id]
    for label, value in (
        ("terms", ", ".join(rule.source)),
        ("accepted", "; ".join(rule.accept)),
        ("short", "; ".join(rule.short)),
        ("wrong", "; ".join(rule.reject)),
        ("otherwise", _without_rendering(rule)),
        ("patterns", "; ".join(rule.find)),
        ("message", rule.message),
        ("not inside", ", ".join(rule.unless)),
        ("only in", ", ".join(rule.scope)),
        ("lies in", rule.within),
        ("why", rule.note),
        ("reference", "; ".join(rule.ref)),
        *(("good", " | ".join(example)) for example in examples.good),
        *(("bad", " | ".join(example)) for example in examples.bad),
    ):
        if value:
            _field(label, value)


def _without_rendering(rule: Rule) -> str:
    """What happens where neither an accepted nor a wrong rendering stands there."""
    if rule.find or not rule.accept:
        return ""
    if rule.open:
        return "any other rendering passes"
    seek = "the words in its place are looked for and marked" if rule.similar else "nothing is marked"
    return seek if rule.missing == "off" else f"{seek}; where there are none: {rule.missing}"


def _field(label: str, value: str) -> None:
    """A label and its text, broken between words at the width of the terminal."""
    line = f"  {label:10s}"
    for word in value.split(" "):
        if columns(line) + 1 + columns(word) > screen.width() and line.strip():
            say(line)
            line = " " * 12
        line += f" {word}"
    say(line)


def _explain_check(check: Check) -> None:
    say(f"{check.id}: {check.severity}, {check.category}\n")
    say(check.doc)
    for kind, examples in (("good", check.good), ("bad", check.bad)):
        for example in examples:
            text = " | ".join(example).replace("\n", " ⏎ ")  # several lines: a small article
            say(f"  {kind:5s} {text}")


@app.command("test")
def test(
    rules: Files = None,
    pack: Packs = None,
    clashes: Annotated[bool, typer.Option(help="Look for contradictions and dead rules, too.")] = True,
    config: ConfigFile = None,
) -> None:
    """Run all examples; show contradictions and dead rules.

    A contradiction: one rule accepts what another marks. A dead rule never applies: a longer term stands before it.
    Where a rule of yours forbids what a shipped one accepts, yours holds, and that is no problem. Exit 1 where there
    are problems.
    """
    from align.examples import failures
    from align.rules import load_rules
    from align.rules.tools import derived_examples

    ruleset = _rules(rules, config)
    chosen = _chosen(ruleset, pack)
    examples = derived_examples.written(ruleset)
    examples_run = bad = 0
    for rule in chosen:
        good, wrong = derived_examples.examples(ruleset, rule, examples)
        examples_run += len(good) + len(wrong)
        for failure in failures(ruleset.run, rule.id, good, wrong):
            say(str(failure))
            bad += 1
    shipped = {rule.pack for rule in load_rules().rules} if clashes else set()
    stricter = 0
    for clash in derived_examples.clashes(ruleset, chosen) if clashes else ():
        own = clash.kind == "contradiction" and _pack(clash.id) in shipped and _pack(clash.other) not in shipped
        say(f"{clash.other}: forbids {clash.text!r}, which {clash.id} accepts; yours holds" if own else str(clash))
        stricter += own
        bad += not own
    found = f"{counted(bad, 'problem')}{f'; {stricter:,} shipped renderings that yours forbid' if stricter else ''}"
    say(f"{counted(examples_run, 'example')} of {counted(len(chosen), 'rule')}, {found}")
    raise typer.Exit(1 if bad else 0)


def _pack(id: str) -> str:
    return id.partition("/")[0]


@app.command("import")
def import_(
    glossary: Annotated[Path, typer.Argument(help="A .tbx, .tmx, .csv, .tsv or .xlsx glossary.")],
    output: Output = None,
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="Name of the pack; the name of the file if not given.")
    ] = "",
    require: Annotated[
        bool, typer.Option("--require/--suggest", help="A term that is not used is a warning, or a note.")
    ] = True,
) -> None:
    """Make a rule file of a glossary. Forbidden terms are errors."""
    from align.rules.load.read import parse
    from align.rules.tools.export import to_toml
    from align.rules.tools.glossary import read_glossary

    left: list[str] = []
    entries = read_glossary(glossary, left)
    text = to_toml(entries, name or glossary.stem, f"Imported from {glossary.name}.", require=require)
    parse(text, output or glossary.name, "imported")  # what is written can be read
    emit([text.encode("utf-8")], output, [str(glossary)])
    tell(left[:20])
    if len(left) > 20:
        tell([f"and {len(left) - 20:,} more left out"])
    written = f" in {output}; try: align rules test -r {output}" if output and output != "-" else ""
    tell([f"{counted(len(entries), 'term')}{written}"])


@app.command()
def export(
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="csv, tbx or json (a rule a line).")
    ] = "csv",
    output: Output = None,
    pack: Packs = None,
    rules: Files = None,
    config: ConfigFile = None,
) -> None:
    """Write rules as a glossary for other tools."""
    from align.errors import SettingsError
    from align.rules.tools.derived_examples import as_dict
    from align.rules.tools.export import to_csv, to_tbx

    chosen = _chosen(_rules(rules, config), pack)
    lines: Iterator[bytes] = (json.dumps(as_dict(r), ensure_ascii=False).encode() + b"\n" for r in chosen)
    made = {"csv": to_csv(chosen), "tbx": to_tbx(chosen), "json": lines}
    if format not in made:
        raise SettingsError("--format", repr(format), f"one of {', '.join(made)}")
    emit(made[format], output)


@app.command()
def learn(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Two articles (before, after), or three files: the Chinese, the translation, the corrected one.",
            metavar="[SOURCE] BEFORE AFTER",
        ),
    ],
    archive: Annotated[
        list[str] | None, typer.Option("--archive", "-a", metavar="FILE", help="Articles to try proposals on.")
    ] = None,
    output: Output = None,
    rules: Files = None,
    config: ConfigFile = None,
) -> None:
    """Propose rules from a translation and its corrected version."""
    from align.errors import SettingsError
    from align.rules.tools.learn import propose, to_toml, triples, weigh

    if len(paths) not in (2, 3):
        raise SettingsError(
            "learn",
            "one file" if len(paths) == 1 else f"{len(paths)} files",
            "give BEFORE AFTER, or SOURCE BEFORE AFTER",
        )
    session = session_for(paths[0], config)
    sides = [[paths[0], p] for p in paths[1:]] if len(paths) == 3 else [[p] for p in paths]
    before, after = (_aligned(session, side) for side in sides)
    ruleset = _rules(rules, config)
    shared = [t for a, b in zip(before, after, strict=False) for t in triples(a, b)]
    changed = [t for t in shared if t.before != t.after]
    refused: list[str] = []
    proposals = propose(changed, session.engine(paths[0]).linker, ruleset, refused)
    places = 0
    if archive and proposals:
        found = [a for path in archive for a in _aligned(session, [path])]
        places = sum(bool(p.source.text and p.target.text) for a in found for p in a.pairs())
        proposals = weigh(proposals, found)
    emit([to_toml(proposals, places).encode("utf-8")], output)
    told = "" if proposals else ": either no words were exchanged, or a rule marks them already"
    if not changed:
        told = ": the translations are the same" if shared else ": the two texts share no Chinese sentence"
    tell([f"{counted(len(proposals), 'proposal')} from {counted(len(changed), 'corrected sentence')}{told}"])
    tell([f"left out: {line}" for line in refused[:10]])


def _aligned(session: Session, paths: list[str]) -> list[Alignment]:
    return [review.alignment for review in session.reviews(paths)]
