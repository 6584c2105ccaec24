"""The page around the content: one file, no network, and a policy that lets nothing run but the page's own script."""

from __future__ import annotations

from collections.abc import Mapping

from align.version import __version__
from align.wording import Words
from align.writers._html.text import asset, esc, source_hash
from align.writers._words import noun


def head(title: str, style: str, script: str, lang: str = "en") -> str:
    """Everything up to <body>. ``style`` and ``script`` are the exact contents of the two inline elements; ``lang`` is
    the language of the interface."""
    policy = (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if lang == "zh" else lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="align-qa {esc(__version__)}">\n<title>{esc(title)}</title>\n'
        f"<style>{style}</style>\n</head>\n"
    )


def report_assets() -> tuple[str, str]:
    """Style and script of the report."""
    return asset("base.css", "report.css"), asset("waivers.js", "words.js", "report.js", "desk.js", "mend.js")


def archive_assets() -> tuple[str, str]:
    """Style and script of the archive page."""
    return asset("base.css", "archive.css"), asset("words.js", "archive.js")


_GROUPS = ("place", "sev", "check", "term", "cat")
_GROUPS_SAID = ("by place", "by severity", "by check", "by term", "by category")
_STATES = ("open", "accepted", "mended", "dismissed", "all")
_STATES_SAID = ("open", "accepted", "edited", "dismissed or waived", "all")


def controls(counts: Mapping[str, int], checks: Mapping[str, int], t: Words) -> str:
    """The list of findings up to its first entry: severities, order, check, decision."""
    chips = "".join(
        f'<button type="button" class="chip {name[0]}" data-sev="{name}" aria-pressed="true"><i></i>'
        f"<b>{count}</b> {noun(name, count, t)}</button>"
        for name, count in counts.items()
    )
    options = "".join(f'<option value="{esc(c)}">{esc(t.check(c))} ({n})</option>' for c, n in sorted(checks.items()))
    grouping, states = (
        "".join(f'<option value="{value}">{t(said)}</option>' for value, said in zip(*both, strict=True))
        for both in ((_GROUPS, _GROUPS_SAID), (_STATES, _STATES_SAID))
    )
    return (
        f'<aside class="rail" id="findings" tabindex="-1" aria-label="{t("Findings")}"><div class="controls">'
        f'<div class="chips">{chips}</div>'
        f'<div class="selects"><select id="group" aria-label="{t("Order of the list")}">{grouping}</select>'
        f'<select id="check" aria-label="{t("Check")}"><option value="">{t("all checks")}</option>{options}</select>'
        f'<select id="state" aria-label="{t("Decision")}">{states}</select></div>'
        '<p class="count" id="count" role="status"></p></div>\n'
    )
