"""The command line, one command a file: parse, call, print, exit; nothing else."""

from align.cli.app import main

__all__ = ["main"]
