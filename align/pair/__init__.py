"""Sentences of the two sides → beads."""

from align.evidence.links import link_many, make_linker
from align.pair.aligner import align_sentences

__all__ = ["align_sentences", "link_many", "make_linker"]
