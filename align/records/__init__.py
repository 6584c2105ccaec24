"""The nouns of align-qa. Read this file first.

Conventions, used everywhere:

* Offsets are code points from 0 in the text of the *file as read* (for tables, TMX and the like: in the text that the
  reader laid out, one segment a line); spans are half-open.
* Sentences and beads count from 0 in code and JSON and from 1 on screen; lines and columns count from 1.
* Similarity is a cosine -1..1, quality and confidence 0..1, chrF, BLEU and TER 0..100 (TER may pass 100).
* ``None`` means "not measured", never 0.0.

A check sees an :class:`Alignment`, loops over ``alignment.pairs()`` and works on ``pair.source.text`` and
``pair.target.text`` with offsets *in those texts*; ``pair.finding(CHECK, message, source=(a, b), target=(c, d))`` turns
them into spans of the document, which are what a :class:`Finding` carries.
"""

from align.records.alignment import (
    COMPLETENESS,
    EDITED,
    FULL,
    MACHINE,
    PEOPLE,
    TRANSLATED_BY,
    TRANSLATORS,
    UNKNOWN,
    Alignment,
    Profile,
    passage,
)
from align.records.findings import SEVERITIES, Finding, Severity
from align.records.links import BoolArray, Encoder, FloatArray, IntArray, Linker, Links, Offsets, TokenEncoder, Tokens
from align.records.mending import Change, Decisions, Edit, Mender, Verdict
from align.records.needs import ALL, LATIN, Needs, Sieve, needs
from align.records.pairs import Pair, finding
from align.records.ports import Article, Input, Reader, Writer, by_name
from align.records.readings import Reading
from align.records.review import NEVER, Check, Decision, Example, LateTables, PairScore, Review, Scores, State, fails
from align.records.texts import (
    Bead,
    Block,
    BlockKind,
    Clause,
    Document,
    Inline,
    InlineKind,
    Lang,
    Passage,
    Place,
    Sentence,
    Span,
)
