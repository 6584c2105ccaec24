"""Steps before anything else is loaded: Ctrl-C while a command is still loading ends it without a word,
patterns and code come compiled from the cache, and nothing is collected, as all that is loaded stays.

``main()`` puts Python's own handler back; a program that imports the package keeps its own.
"""

from __future__ import annotations

import gc
import signal

from align import code_cache, pattern_cache
from align.kept import is_command

COMMAND = is_command()
if COMMAND and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
if COMMAND:
    gc.disable()
    pattern_cache.install()
    code_cache.install()
