"""Edit distance of words."""

from __future__ import annotations


def distance(a: str, b: str) -> int:
    """Edit distance with exchange of neighbours (Damerau 1964; the variant of optimal string alignment)."""
    if abs(len(a) - len(b)) > 4:
        return abs(len(a) - len(b))
    above: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, above, row = above, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y))
            if older and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def within(a: str, b: str, most: int) -> bool:
    """Return whether the distance is at most ``most`` (1 or 2). Equal ends are cut off first."""
    if abs(len(a) - len(b)) > most:
        return False
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return (most > 1 or max(len(a), len(b)) <= 2) and distance(a, b) <= most
