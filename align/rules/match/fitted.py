"""A suggestion in the form that its place needs: capitals, plural, tense, possessive, what stands beside it already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.rules.load.forms import bare
from align.rules.match.rendering_match import Hit
from align.text.english import Words, function_words, irregular, norm, plural, singular
from align.text.segmenter import english as english_words

_JOINING = frozenset("to of in for with on from at by".split())
_ONE = frozenset("a an each every one another this that".split())
_KINDS = {"province": "Provincial", "city": "Municipal", "county": "County", "district": "District"}
_NAME_PART = re.compile(r"\b[a-z]")
_ENDS = ".!?:。！？：\n"


def whole_place(words: Words, hit: Hit, expected: str) -> Hit:
    """The marked words and the kind of the place that they end in, where the suggestion names it: Department of Trade
    in Hunan *Province* for Hunan Provincial Department of Commerce."""
    after = hit[1]
    if after < len(words) and words.raw[after - 1][:1].isupper() and not _parted(words, after):
        kind = _KINDS.get(words.raw[after].lower()) if words.raw[after][:1].isupper() else None
        if kind and kind in expected and after - hit[0] > 1:
            return hit[0], after + 1
    return hit


def fitted(expected: str, accepted: Sequence[str], words: Words, hit: Hit) -> str:
    """``expected`` as it can take the place of the marked words without more ado.

    ``accepted``: the forms of the rule, which tell a verb (approve beside approv*). A name keeps its letters. What no
    form is known of stays as it is.
    """
    marked = words.raw[hit[0] : hit[1]]
    if not expected or not marked or not expected.isascii():
        return expected
    text = expected
    if expected == expected.lower():
        text = _capitals(_inflected(expected, accepted, words, hit), words, hit)
    text = _without_doubles(text, words, hit)
    if len(marked) > 1 and marked[-1].lower() in _JOINING and _wants_joining(text, accepted):
        text += f" {marked[-1]}"
    end = marked[-1][-2:]
    if end in ("'s", "’s") and not text.endswith(end):
        text += end[0] if text.endswith("s") else end
    return text


def _wants_joining(text: str, accepted: Sequence[str]) -> bool:
    """Return whether the "of" or "to" that ends the marked words is wanted: leading company of; approved needs none."""
    last = text.rpartition(" ")[2].lower()
    return last not in _JOINING and (" " in text or not any(last.startswith(stem) for stem in _stems(accepted)))


def _stems(accepted: Sequence[str]) -> list[str]:
    return [bare(form)[:4] for form in accepted if form.endswith("*") and " " not in form]


def _inflected(expected: str, accepted: Sequence[str], words: Words, hit: Hit) -> str:
    """Tense of a verb, or number of a noun, after the marked words."""
    marked = [word.lower().removesuffix("'s").removesuffix("’s") for word in words.raw[hit[0] : hit[1]]]
    first, space, rest = expected.partition(" ")
    if _is_verb(first, accepted):
        acting = next((word for word in marked[:2] if _is_past(word) or word.endswith("ing")), marked[0])
        return f"{_like(acting, first)}{space}{rest}"
    head, _, last = expected.rpartition(" ")
    if not last.isalpha() or any(word in _JOINING or word in ("and", "or") for word in expected.split()):
        return expected
    noun = marked[next((n for n, word in enumerate(marked) if n and word in _JOINING), len(marked)) - 1]
    many = singular(noun) != noun and singular(noun) in english_words()
    before = words.raw[hit[0] - 1].lower() if hit[0] and not _parted(words, hit[0]) else ""
    if many and before not in _ONE and singular(last) == last:
        last = _known([plural(last)]) or last
    elif not many and before in _ONE and singular(last) in english_words():
        last = singular(last)
    return f"{head} {last}".strip()


def _is_verb(word: str, accepted: Sequence[str]) -> bool:
    """Return whether the forms of a rule take the word with any ending, and it has a past form."""
    return any(word.startswith(stem) for stem in _stems(accepted)) and bool(_known(_pasts(word)))


def _like(marked: str, verb: str) -> str:
    """The verb in the form of the marked word: approved for re-established, approving for granting."""
    if _is_past(marked):
        return _known(_pasts(verb)) or verb
    if marked.endswith("ing"):
        return _known([f"{verb.removesuffix('e')}ing", f"{verb}ing", f"{verb}{verb[-1]}ing"]) or verb
    return plural(verb) if singular(marked) != marked else verb


def _is_past(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 4) or norm(word) in _PAST_FORMS


def _pasts(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [f"{verb}d"]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return [f"{verb[:-1]}ied"]
    return [f"{verb}ed", f"{verb}{verb[-1]}ed"]


def _known(forms: list[str]) -> str:
    return next((form for form in forms if form in english_words()), "")


def _capitals(text: str, words: Words, hit: Hit) -> str:
    """Capitals as in the marked words: of each word inside a name, of the first where a sentence begins."""
    content = [word for word in words.raw[hit[0] : hit[1]] if word.lower() not in function_words("in_title")]
    if not content or not all(word[:1].isupper() for word in content) or any(map(_shouted, content)):
        return text[0].upper() + text[1:] if words.raw[hit[0]][:1].isupper() and _begins(words, hit) else text
    if len(content) == 1 and not any(_neighbours(words, hit)):
        return text[0].upper() + text[1:] if _begins(words, hit) else text
    parts = text.split(" ")
    return " ".join(p if p in function_words("in_title") else _NAME_PART.sub(lambda m: m[0].upper(), p) for p in parts)


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _begins(words: Words, hit: Hit) -> bool:
    before = words.text[: words.starts[hit[0]]].rstrip(" \"'“‘(")
    return not before or before[-1] in _ENDS


def _neighbours(words: Words, hit: Hit) -> Iterator[bool]:
    """Whether the words beside the marked ones are capitalised."""
    if hit[0] and not _parted(words, hit[0]):
        yield words.raw[hit[0] - 1][:1].isupper()
    if hit[1] < len(words) and not _parted(words, hit[1]):
        yield words.raw[hit[1]][:1].isupper()


def _parted(words: Words, number: int) -> bool:
    """Return whether a mark stands before a word."""
    return bool(words.text[words.ends[number - 1] : words.starts[number]].strip())


def _without_doubles(text: str, words: Words, hit: Hit) -> str:
    """Without the first or last word of a suggestion that stands beside the marked words already: the National
    [Super Centre] is no National National Supercomputing Center."""
    parts = text.split(" ")
    if hit[0] and len(parts) > 1 and not _parted(words, hit[0]) and norm(words.raw[hit[0] - 1]) == norm(parts[0]):
        parts = parts[1:]
    if hit[1] < len(words) and len(parts) > 1 and not _parted(words, hit[1]):
        parts = parts[:-1] if norm(words.raw[hit[1]]) == norm(parts[-1]) else parts
    return " ".join(parts)


_PAST_FORMS = frozenset(norm(form) for form in irregular("inflected"))
