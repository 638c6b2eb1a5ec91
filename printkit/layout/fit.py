"""The ladder: a search over settings, one field at a time, that stops at the first rung on which a page fits.

A setting is any frozen dataclass. Rungs run from what is preferred to what is allowed at most.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: the values a field may take, the preferred one first."""

    field: str
    values: tuple[Any, ...]


def between(first: float, last: float, count: int) -> tuple[float, ...]:
    """`count` evenly spaced values after `first`, up to and with `last`."""
    return tuple(first + (last - first) * i / count for i in range(1, count + 1))


def descend(setting: S, rungs: Sequence[Rung], fits: Callable[[S], bool]) -> S | None:
    """The first setting that fits, giving up each field in turn; what proves needless is given back. None when none does."""
    if fits(setting):
        return setting
    preferred, given = setting, []
    for rung in rungs:
        if not rung.values:
            continue
        setting = _with(setting, rung, len(rung.values) - 1)
        given.append(Rung(rung.field, (*reversed(rung.values[:-1]), getattr(preferred, rung.field))))
        if fits(setting):
            return climb(setting, tuple(reversed(given)), fits)
    return None


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


def share_out(
    count: int, bins: int, cost: Callable[[int, int, int], float | None]
) -> tuple[tuple[int, ...], ...] | None:
    """`count` things over `bins` in order, at the least total cost; None when no sharing is allowed.

    `cost(bin, first, end)` is the cost of things `first` up to but not including `end`, None if they may not stand there.
    """
    Found = tuple[float, tuple[tuple[int, ...], ...]]

    @cache
    def best(place: int, first: int) -> Found | None:
        if place == bins:
            return (0.0, ()) if first == count else None
        choices: list[Found] = []
        for end in range(first, count + 1):
            mine = cost(place, first, end)
            rest = best(place + 1, end) if mine is not None else None
            if mine is not None and rest is not None:
                choices.append((mine + rest[0], (tuple(range(first, end)), *rest[1])))
        return min(choices, default=None)

    found = best(0, 0)
    return found[1] if found else None


def _with(setting: S, rung: Rung, index: int) -> S:
    return replace(setting, **{rung.field: rung.values[index]})  # type: ignore[type-var]
