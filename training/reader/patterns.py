"""Patterns of English that corruptions look for."""

from __future__ import annotations

import re

NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w]|[.,]\d)")
AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|must|may|might|does|do|did|has|have|had)\b"
    r"(?! (?:not|n't|no|never)|n't)",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(?:cannot|can't|not|never|without|no(?= [a-z]{3,}))\b|n't\b", re.IGNORECASE)
SUBJECT = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|which|that|who|people|company|government)\s+([a-z]{3,})\b"
)
CLAUSE = re.compile(r",\s[^,.;:()\"“”]{8,90}(?=[,.;])")
PHRASE = re.compile(
    r"\s(?:in|on|at|by|for|with|from|under|during|through|after|before|of)\s"
    r"(?:[\w'’-]+\s){0,5}[\w'’-]+(?=[,.;]|\sand\s)"
)
ITEM = re.compile(r"\b([a-z][a-z-]{2,}) and ([a-z][a-z-]{2,})\b")
MODIFIER = re.compile(
    r"\b(?:the|a|an|of|and|to|in|their|its|his|our|this|these) ([a-z][a-z-]*"
    r"(?:al|ive|ous|ic|ful|able|ary|ent|ant|ed|ing|ern|new|big|main|key|major|good|great|basic|modern|young|old|full|"
    r"high|low|small|large|long)) (?=[a-z]{3,})"
)
ADVERB = re.compile(
    r"\b([a-z]{4,}ly|only|about|almost|nearly|at least|up to|also|often|mostly|just|still|again|together|first)"
    r" (?=[a-z\d])"
)
ADDED = (
    "reportedly|newly|mainly|almost|only|allegedly|temporarily|partly|jointly|rarely|secretly|officially|reluctantly|"
    "initially|finally|gradually|immediately|repeatedly|unexpectedly|deliberately|strictly|voluntarily"
).split("|")
ADJECTIVES = (
    "new|old|large|small|foreign|private|former|local|temporary|important|young|rich|poor|famous|military|national|"
    "international|rural|urban|independent|public|illegal|basic|special|major|minor|unknown|modern|traditional"
).split("|")
OF = re.compile(r"\b([A-Za-z][\w-]{2,}) (of|than|over|from|to|against|by|for) (?:the )?([A-Za-z][\w-]{2,})\b")
