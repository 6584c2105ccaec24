"""align-qa: aligns a Chinese text with its English translation, scores every pair, flags mistranslations, reports.

    from align import review, pair, load_rules, Review, Finding, __version__
"""

from align.pipeline import pair, review, review_text
from align.records import Finding, Review
from align.rules import load_rules
from align.version import __version__

__all__ = ["Finding", "Review", "__version__", "load_rules", "pair", "review", "review_text"]
