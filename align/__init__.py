"""align-qa: aligns a Chinese text with its English translation, scores every pair, flags mistranslations, reports.

from align import review, pair, load_rules, Review, Finding, __version__
"""

import os as _os

# All our matrix products are small: a BLAS that spreads each over all cores makes them slower, and on a busy machine a
# hundred times slower. Whoever sets the variable keeps what they set; torch (--model) has threads of its own.
_os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from align.startup import COMMAND as _COMMAND  # noqa: F401, I001 (imported for what it does, before all others)

from typing import TYPE_CHECKING as _TYPE_CHECKING

from align import pair as _package
from align.api import PairPackage as _PairPackage
from align.api import review, review_text
from align.config import Settings
from align.records import Finding, Review
from align.rules import load_rules
from align.version import __version__

# The package align.pair and the function have one name: called, the package is the function; its modules stay in reach.
_package.__class__ = _PairPackage
if _TYPE_CHECKING:
    from align.api import pair

__all__ = ["Finding", "Review", "Settings", "__version__", "load_rules", "pair", "review", "review_text"]
