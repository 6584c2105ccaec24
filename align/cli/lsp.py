"""align lsp: findings in an editor."""

from __future__ import annotations


def lsp() -> None:
    """Show findings in an editor while you type. A language server on stdin and stdout; needs the extra lsp."""
    from align.cli.common import session_for
    from align.cli.waive import author_of_git
    from align.language_server import serve

    serve(session_for, author_of_git())
