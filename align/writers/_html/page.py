"""The page around the content: one file, no network, and a policy that lets nothing run but the page's own script."""

from __future__ import annotations

from collections.abc import Mapping

from align.version import __version__
from align.writers._html.text import asset, esc, source_hash


def head(title: str, style: str, script: str) -> str:
    """Everything up to <body>. ``style`` and ``script`` are the exact contents of the two inline elements."""
    policy = (
        f"default-src 'none'; script-src {source_hash(script)}; style-src {source_hash(style)}; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="align-qa {esc(__version__)}">\n<title>{esc(title)}</title>\n'
        f"<style>{style}</style>\n</head>\n"
    )


def report_assets() -> tuple[str, str]:
    """Style and script of the report."""
    return asset("base.css", "report.css"), asset("waivers.js", "report.js", "desk.js", "mend.js")


def archive_assets() -> tuple[str, str]:
    """Style and script of the archive page."""
    return asset("base.css", "archive.css"), asset("archive.js")


def controls(counts: Mapping[str, int], checks: Mapping[str, int]) -> str:
    """The list of findings up to its first entry: severities, order, check, decision."""
    chips = "".join(
        f'<button type="button" class="chip {name[0]}" data-sev="{name}" aria-pressed="true"><i></i>'
        f"<b>{count}</b> {name}{'' if count == 1 else 's'}</button>"
        for name, count in counts.items()
    )
    options = "".join(f'<option value="{esc(c)}">{esc(c)} ({n})</option>' for c, n in sorted(checks.items()))
    groups = [("place", "place"), ("sev", "severity"), ("check", "check"), ("term", "term"), ("cat", "category")]
    grouping = "".join(f'<option value="{value}">by {name}</option>' for value, name in groups)
    return (
        f'<aside class="rail" id="findings" aria-label="Findings"><div class="controls">'
        f'<div class="chips">{chips}</div>'
        f'<div class="selects"><select id="group" aria-label="Order of the list">{grouping}</select>'
        f'<select id="check" aria-label="Check"><option value="">all checks</option>{options}</select>'
        '<select id="state" aria-label="Decision"><option value="open">open</option>'
        '<option value="accepted">accepted</option><option value="mended">edited</option>'
        '<option value="dismissed">dismissed or waived</option><option value="all">all</option></select></div>'
        '<p class="count" id="count" role="status"></p></div>\n'
    )
