"""What was laid out once for a procedure is kept for its next try on the ladder, its next page, its next ward."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
REMEMBERED = 1024  # values a function keeps its results of


class Same(Generic[T]):
    """A value as a key: equal only to itself, and hashed at once however deep it is."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it


def once(function: Callable[[T], R]) -> Callable[[T], R]:
    """The function, asked once for each value; equal values are asked for again."""

    @lru_cache(maxsize=REMEMBERED)
    def found(same: Same[T]) -> R:
        return function(same.it)

    @wraps(function)
    def ask(it: T) -> R:
        return found(Same(it))

    return ask
