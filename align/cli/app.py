"""The command line: which commands there are, and what an error looks like."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

# Before numpy is loaded: our matrices are small, and more than one thread of OpenBLAS only waits for the others.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import typer

from align.cli.common import ClosedError, say, tell
from align.errors import AlignError
from align.version import __version__

# Each is a module of this package: a function of its own name, or a group with commands of its own.
COMMANDS = (
    "check", "report", "apply", "waive", "explain", "inspect", "pair", "score", "terms", "lsp", "batch", "config",
    "formats",
)  # fmt: skip
GROUPS = ("hook", "rules")


def command_line(arguments: Sequence[str] = ()) -> typer.Typer:
    """The command line; only the command that the arguments name, where they begin with one: typer reads the signature
    of every command that it is given, which takes as long as loading typer itself."""
    app = typer.Typer(
        name="align",
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Check Chinese-English translations: align, score, flag mistranslations, report.",
    )
    app.callback(invoke_without_command=True)(root)
    named = [name for name in arguments[:1] if name in COMMANDS + GROUPS]
    for name in named or (*COMMANDS[:-2], *GROUPS, *COMMANDS[-2:]):
        module = import_module(f"align.cli.{name}")
        if name in GROUPS:
            app.add_typer(module.app, name=name)
        else:
            app.command()(getattr(module, name))
    return app


def root(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    """Check Chinese-English translations."""
    if version:
        say(f"align-qa {__version__}")
        raise typer.Exit


def main() -> None:
    """Entry point: whatever goes wrong is one line on stderr, and the exit code says of which kind it is."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.set_threshold(200_000, 20, 20)  # word tables are tuples that all stay: collecting often only costs time
    own = not gc.isenabled()  # by align.startup: the process is there for this command alone
    if own:
        gc.freeze()
        gc.enable()
    _open_closed()
    try:
        code = command_line(sys.argv[1:])(prog_name="align", standalone_mode=False)
    except AlignError as error:
        code = _failed(str(error), 2)
    except (ClosedError, BrokenPipeError):
        code = _closed()
    except KeyboardInterrupt:
        code = _failed("interrupted", 130)
    except OSError as error:
        code = _failed(_of_os_error(error), 2)
    except MemoryError:
        code = _failed("out of memory; give fewer or smaller texts at a time, or a batch fewer --jobs", 2)
    except Exception as error:
        code = _unexpected(error)
    code = _flushed(code)
    if own:
        gc.freeze()  # all of it goes with the process: Python would look through it twice more, a tenth of a cold check
    sys.exit(code if isinstance(code, int) else 0)


def _open_closed() -> None:
    """Open the streams that the caller closed, as ``<&-`` does: nothing to read, nobody who is told, and an output to
    which nothing can be written. A file would else get the number of the stream, and words for the user go into it."""
    for name, flags, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8"))


def _of_os_error(error: OSError) -> str:
    """Describe an error of the operating system in one line: bad path, missing permission, full disk."""
    if isinstance(error.filename, str | bytes):
        return f"{os.fsdecode(error.filename)}: {error.strerror}; check the path"
    if isinstance(error, FileNotFoundError):
        return "the current folder: is no longer there; change to one that is"
    return f"stdout: cannot be written ({error.strerror or error}); make room, or give --output"


def _failed(message: str, code: int) -> int:
    tell([message])
    return code


def _closed() -> int:
    """Exit 141, as a command of the shell that was ended by SIGPIPE; nothing is written to the closed pipe at exit."""
    _drop()
    return 141


def _flushed(code: object) -> object:
    """The exit code, once all is written. Python would try again at exit, and complain in lines of its own."""
    try:
        if not sys.stdout.closed:  # the language server closes it
            sys.stdout.flush()
    except BrokenPipeError:
        return _closed()
    except OSError as error:
        _drop()
        return code if code == 2 else _failed(_of_os_error(error), 2)
    return code


def _drop() -> None:
    """What is still to be written to stdout goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(error: Exception) -> int:
    """A wrong command line, as the library of the command line tells it; else a fault of ours. One line in both cases,
    never a page of code in a translator's terminal."""
    told: Any = error  # its classes are private to that library
    if type(error).__name__ == "NoArgsIsHelpError":
        told.show()
        return 2
    if hasattr(error, "format_message"):
        near = getattr(error, "possibilities", None)
        message = str(getattr(error, "message", "") if near else told.format_message())
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "align"
        hint = f"did you mean {' or '.join(sorted(near)[:3])}? " if near else ""
        return _failed(f"{message.strip().rstrip('.?')}; {hint}'{command} --help' lists what there is", 2)
    if os.environ.get("ALIGN_DEBUG"):
        raise error
    found = f"{type(error).__name__}: {error}"
    return _failed(f"fault in align-qa itself: {found}; ALIGN_DEBUG=1 shows where, please report it", 2)
