"""Sentences of the two sides → beads."""

from align.pair.aligner import align_sentences
from align.pair.links import link_many, make_linker

__all__ = ["align_sentences", "link_many", "make_linker"]
