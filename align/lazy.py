"""A property that is worked out when it is first read, and kept.

``functools.cached_property`` does the same; before Python 3.12 it takes a lock each time, which is a hundredth of a
run over an archive, where some twenty of them are read once a pair. Without a lock two threads may both work a value
out, and both get the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["lazy"]

if TYPE_CHECKING:
    from functools import cached_property as lazy
else:

    class lazy:
        """The property of an object with a ``__dict__``, which may be a frozen dataclass."""

        def __init__(self, make: Callable[[Any], Any]) -> None:
            self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

        def __get__(self, owner: Any, kind: type | None = None) -> Any:
            if owner is None:
                return self
            value = owner.__dict__[self._name] = self._make(owner)
            return value
