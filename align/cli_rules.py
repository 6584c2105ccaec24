"""``align rules``: list, test, explain, learn, import, export."""

from __future__ import annotations

from typing import Annotated

import typer

from align.errors import AlignError

app = typer.Typer(no_args_is_help=True, help="Rule packs: list, test, explain, learn, import, export.")
Files = Annotated[list[str] | None, typer.Option("--rules", "-r", help="Further rule files or folders.")]


def _rules(paths: list[str] | None, *, shipped: bool = True):  # type: ignore[no-untyped-def]
    from align.rules import load_rules

    return load_rules(paths or (), shipped=shipped)


@app.callback()
def root() -> None:
    """Rule packs."""


@app.command("test")
def test(
    rules: Files = None,
    pack: Annotated[list[str] | None, typer.Option(help="Only these packs.")] = None,
) -> None:
    """Run all examples; show contradictions between packs and rules that can never wake. Exit 1 where one fails."""
    from align.examples import failures
    from align.rules.free import clashes, examples

    try:
        ruleset = _rules(rules)
        count = bad = 0
        for rule in ruleset.rules:
            if pack and rule.pack not in pack:
                continue
            good, wrong = examples(ruleset, rule)
            count += len(good) + len(wrong)
            for failure in failures(ruleset.run, rule.id, good, wrong):
                typer.echo(str(failure))
                bad += 1
        for clash in clashes(ruleset):
            if not pack or clash.id.partition("/")[0] in pack:
                typer.echo(f"{clash.kind}: {clash}")
                bad += 1
    except AlignError as error:
        typer.echo(f"align: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{count:,} examples of {len(ruleset.rules):,} rules, {bad} failed")
    raise typer.Exit(1 if bad else 0)


if __name__ == "__main__":
    app()
