"""What must happen before anything else is loaded: Ctrl-C while a command is still loading ends it without a word, and
patterns come compiled from the cache.

``main()`` puts Python's own handler back; a program that imports the package keeps its own.
"""

from __future__ import annotations

import os
import signal
import sys

from align.pattern_cache import install

COMMAND = sys.orig_argv[1:3] == ["-m", "align"] or os.path.basename(sys.argv[0]) in ("align", "align.exe")
if COMMAND and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
if COMMAND:
    install()
