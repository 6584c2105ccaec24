"""align formats: what can be read and written."""

from __future__ import annotations


def formats() -> None:
    """List input and output formats."""
    from align import registry
    from align.cli.common import say

    say("in (--from):")
    for reader in registry.readers():
        say(f"  {reader.name:<10} {' '.join(reader.extensions)}")
    say("out (--format):")
    for name in registry.writer_names():
        say(f"  {name:<10} {registry.writer(name).doc.split('. ')[0]}")
