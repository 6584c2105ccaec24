"""SHA-256 as Python itself has it: ``hashlib`` loads OpenSSL, which takes 6 ms and 4 MiB at every start."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["sha256"]

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:  # a Python that is built without it
            from hashlib import sha256
