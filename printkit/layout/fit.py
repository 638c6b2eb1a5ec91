"""The ladder: a search over settings, one field at a time, that stops at the first rung on which a page fits.

A setting is any named tuple. Rungs run from what is preferred to what is allowed at most.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import cache
from math import inf
from typing import Any, NamedTuple, Protocol, TypeVar, cast


class Fields(Protocol):
    """A named tuple, as far as the ladder knows it."""

    @property
    def _fields(self) -> tuple[str, ...]:
        """Names of the fields."""

    def _asdict(self) -> dict[str, Any]:
        """Values by name."""


S = TypeVar("S", bound=Fields)


class Rung(NamedTuple):
    """One step of a ladder: the values a field may take, the preferred one first."""

    field: str
    values: tuple[Any, ...]


def between(first: float, last: float, count: int) -> tuple[float, ...]:
    """`count` evenly spaced values after `first`, up to and with `last`."""
    return tuple(first + (last - first) * i / count for i in range(1, count + 1))


def descend(setting: S, rungs: Sequence[Rung], fits: Callable[[S], bool]) -> S | None:
    """The setting on the first rung that fits, each rung given up whole before the next; None when none does.

    What then proves needless is given back, the last rung first.
    """
    if fits(setting):
        return setting
    steps = [setting]
    for rung in rungs:
        steps.append(_with(steps[-1], rung, len(rung.values) - 1))
    low, high = 1, len(rungs)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(steps[middle]) else (middle + 1, high)
    if low == len(rungs) and not fits(steps[low]):  # the foot, which costs a page set anew, is looked at last
        return None
    given = [
        Rung(rung.field, (*reversed(rung.values[:-1]), getattr(before, rung.field)))
        for rung, before in zip(rungs[:low], steps, strict=False)
    ]
    return climb(steps[low], tuple(reversed(given)), fits)


def given_up(setting: Fields, rungs: Sequence[Rung]) -> tuple[int, int]:
    """How much of the ladder a setting stands on: its lowest rung, and how many steps of it; less is better."""
    values = setting._asdict()
    used = [
        (i, rung.values.index(values[rung.field])) for i, rung in enumerate(rungs) if values[rung.field] in rung.values
    ]
    return max(used, default=(-1, -1))


def climb(setting: S, rungs: Sequence[Rung], fits: Callable[[S], bool]) -> S:
    """The setting after each field in turn has grown as far as the page still fits."""
    for rung in rungs:
        low, high = -1, len(rung.values) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if fits(_with(setting, rung, middle)):
                low = middle
            else:
                high = middle - 1
        if low >= 0:
            setting = _with(setting, rung, low)
    return setting


T = TypeVar("T")


class Places:
    """Where prints of one kind stand on their ladders: found for the first; the others follow where they hold there."""

    def __init__(self, *, followed: bool = True) -> None:
        self._known: dict[Hashable, Any] = {}
        self._open = followed

    def close(self) -> None:
        """The first print is done; what others find is theirs alone."""
        self._open = False

    def settle(self, what: Hashable, fits: Callable[[T], bool], search: Callable[[], T | None]) -> T | None:
        """The place of the first print's `what` where it holds this one too, else what a search finds.

        None where the first print had none: it went on to more pages, and so do the others.
        """
        if self._open:
            self._known[what] = search()
            return cast("T | None", self._known[what])
        if what not in self._known:
            return search()
        known: T | None = self._known[what]
        return known if known is None or fits(known) else search()


ALONE = Places(followed=False)  # of a print that no other follows

OVER = inf  # a bin that is too full, and would be with more

Cost = Callable[[int, int, int], float | None]  # of things `first` up to but not including `end` in a bin

_Shared = tuple[float, tuple[tuple[int, ...], ...]]


def share_out(count: int, bins: int, cost: Cost) -> tuple[tuple[int, ...], ...] | None:
    """`count` things over `bins` in order, at the least total cost; None when no sharing is allowed.

    `cost(bin, first, end)` is None if these may not stand there, OVER if neither these nor more may.
    """

    @cache
    def best(place: int, first: int) -> _Shared | None:
        if place == bins:
            return (0.0, ()) if first == count else None
        choices: list[_Shared] = []
        for end in range(first, count + 1):
            mine = cost(place, first, end)
            if mine == OVER:
                break
            rest = best(place + 1, end) if mine is not None else None
            if mine is not None and rest is not None:
                choices.append((mine + rest[0], (tuple(range(first, end)), *rest[1])))
        return min(choices, default=None)

    found = best(0, 0)
    return found[1] if found else None


def fewest(count: int, cost: Cost) -> int | None:
    """Bins that take `count` things when each in turn takes as many as it may; None when one may take nothing."""
    bins = first = 0
    while first < count:
        furthest = first
        for end in range(first + 1, count + 1):
            mine = cost(bins, first, end)
            if mine == OVER:
                break
            furthest = end if mine is not None else furthest
        if furthest == first:
            return None
        bins, first = bins + 1, furthest
    return bins


def _with(setting: S, rung: Rung, index: int) -> S:
    return type(setting)(**setting._asdict() | {rung.field: rung.values[index]})
