"""Numbers in names: the 27th Institute, No. 27, twenty-seventh."""

from __future__ import annotations

_ORDINAL = ("th", "st", "nd", "rd")
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: E501
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NTH = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
        "twelve": "twelfth"}  # fmt: skip


def ordinal(value: int) -> str:
    """27 -> 27th."""
    tail = _ORDINAL[value % 10] if value % 10 < 4 and value // 10 % 10 != 1 else "th"
    return f"{value}{tail}"


def numerals(value: int) -> tuple[str, ...]:
    """Return the ways to write a number in a name: 27th, 27, twenty-seventh, twenty-seven (No. 27 contains 27)."""
    out = [ordinal(value), str(value)]
    if 0 <= value < 100:
        if value < 20:
            word, head, last = _UNITS[value], "", _UNITS[value]
        else:
            head = _TENS[value // 10 - 2]
            last = _UNITS[value % 10] if value % 10 else ""
            word = f"{head}-{last}" if last else head
        nth = _NTH.get(last) or (last + "th" if last else "")
        out += [word, (f"{head}-{nth}" if head else nth) if nth else head[:-1] + "ieth"]
    return tuple(out)
