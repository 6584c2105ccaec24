"""align lsp: findings in an editor."""

from __future__ import annotations


def lsp() -> None:
    """Answer an editor over standard input and output (language server; needs the extra lsp)."""
    from align.cli.common import session_for
    from align.cli.waive import author_of_git
    from align.language_server import serve

    serve(session_for, author_of_git())
