"""The ladder: a setting that fits, no lower than need be, and things shared out at the least cost."""

from collections.abc import Callable
from itertools import combinations_with_replacement, pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printkit.layout.fit import OVER, Rung, between, climb, descend, fewest, given_up, share_out


class Place(NamedTuple):
    """A setting of three fields, each from 3, preferred, down to 0."""

    gap: int = 3
    space: int = 3
    type: int = 3


DOWN = (Rung("gap", (2, 1, 0)), Rung("space", (2, 1)), Rung("type", (2, 1, 0)), Rung("space", (0,)))
UP = (Rung("type", (4, 5, 6)), Rung("gap", (4, 5)))
COSTS = st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))


def within(costs: tuple[int, int, int], room: int) -> Callable[[Place], bool]:
    """Fits when what the fields take is no more than the room."""
    return lambda place: sum(cost * value for cost, value in zip(costs, place, strict=True)) <= room


@given(COSTS, st.integers(-5, 90))
def test_what_is_found_fits_and_nothing_is_found_only_where_nothing_fits(
    costs: tuple[int, int, int], room: int
) -> None:
    fits = within(costs, room)
    found = descend(Place(), DOWN, fits)
    assert (found is not None) == fits(Place(0, 0, 0))
    assert found is None or fits(found)


@given(COSTS, st.integers(0, 90))
def test_what_is_preferred_stands_where_it_fits(costs: tuple[int, int, int], room: int) -> None:
    fits = within(costs, room)
    assert (descend(Place(), DOWN, fits) == Place()) == fits(Place())


@given(COSTS, st.integers(0, 90))
def test_no_rung_is_given_up_before_the_ones_above_it(costs: tuple[int, int, int], room: int) -> None:
    """The rungs before the last one used, given up whole, did not suffice."""
    fits = within(costs, room)
    found = descend(Place(), DOWN, fits)
    if found is None or found == Place():
        return
    rung = DOWN[given_up(found, DOWN)[0]]
    above = Place()
    for earlier in DOWN[: DOWN.index(rung)]:
        above = above._replace(**{earlier.field: earlier.values[-1]})
    assert not fits(above)


@given(COSTS, st.integers(0, 90))
def test_what_is_needless_is_given_back(costs: tuple[int, int, int], room: int) -> None:
    fits = within(costs, room)
    found = descend(Place(), DOWN, fits)
    if found:
        for field, value in found._asdict().items():
            assert value == 3 or not fits(found._replace(**{field: value + 1}))


def test_the_last_rung_is_given_back_first() -> None:
    assert descend(Place(), DOWN[:3], lambda place: sum(place) <= 7) == Place(1, 3, 3)
    assert descend(Place(), DOWN[:3], lambda place: place.gap == 0 and sum(place) <= 4) == Place(0, 1, 3)
    assert descend(Place(), DOWN[:3], lambda place: sum(place) <= 1) == Place(0, 1, 0)


@given(COSTS, st.integers(0, 140))
def test_climbing_goes_as_far_as_it_fits_one_field_after_the_other(costs: tuple[int, int, int], room: int) -> None:
    fits = within(costs, room)
    if not fits(Place()):
        return
    found = climb(Place(), UP, fits)
    assert fits(found)
    assert found.type == 6 or not fits(Place(type=found.type + 1))
    assert found.gap == 5 or not fits(found._replace(gap=found.gap + 1))


def test_climbing_takes_no_rung_that_does_not_fit() -> None:
    assert climb(Place(), UP, lambda place: place == Place()) == Place()


def test_given_up_orders_settings_by_their_lowest_rung() -> None:
    assert given_up(Place(), DOWN) == (-1, -1)
    assert given_up(Place(gap=1), DOWN) == (0, 1)
    assert given_up(Place(gap=0, type=2), DOWN) == (2, 0)
    assert given_up(Place(gap=2), DOWN) < given_up(Place(gap=0), DOWN) < given_up(Place(space=2), DOWN)


def test_between_leaves_the_first_out_and_ends_at_the_last() -> None:
    assert between(8, 3, 5) == (7, 6, 5, 4, 3)
    assert between(1, 0.75, 5)[-1] == pytest.approx(0.75)
    assert list(between(1, 1.2, 4)) == sorted(between(1, 1.2, 4))


def brute(count: int, bins: int, cost: Callable[[int, int, int], float | None]) -> float | None:
    """The least cost of all ways to cut `count` things into so many bins."""
    totals: list[float] = []
    for cuts in combinations_with_replacement(range(count + 1), bins - 1):
        costs = [cost(place, a, b) for place, (a, b) in enumerate(pairwise((0, *cuts, count)))]
        known = [one for one in costs if one is not None and one != OVER]
        if len(known) == len(costs):
            totals.append(sum(known))
    return min(totals, default=None)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=7), st.integers(1, 4), st.integers(4, 25), st.booleans())
def test_sharing_out_costs_no_more_than_any_other_way(heights: list[int], bins: int, room: int, empty: bool) -> None:
    def cost(place: int, first: int, end: int) -> float | None:
        spare = room + place - sum(heights[first:end])
        if spare < 0:
            return OVER
        return None if first == end and not empty else float(spare**2)

    shared = share_out(len(heights), bins, cost)
    least = brute(len(heights), bins, cost)
    if shared is None:
        assert least is None
        return
    assert len(shared) == bins
    assert [i for members in shared for i in members] == list(range(len(heights)))
    first, total = 0, 0.0
    for place, members in enumerate(shared):
        mine = cost(place, first, first + len(members))
        assert mine is not None
        total, first = total + mine, first + len(members)
    assert total == least


@given(st.lists(st.integers(1, 9), min_size=1, max_size=7), st.integers(1, 12), st.sets(st.integers(1, 7)))
def test_the_fewest_bins(heights: list[int], room: int, ends: set[int]) -> None:
    """As few as any way to share out takes; bins end only where they may."""

    def cost(_place: int, first: int, end: int) -> float | None:
        if sum(heights[first:end]) > room:
            return OVER
        return 0.0 if first < end and (end in ends or end == len(heights)) else None

    counts = range(1, len(heights) + 1)
    assert fewest(len(heights), cost) == next((n for n in counts if share_out(len(heights), n, cost)), None)


def test_what_is_too_full_is_not_tried_with_more() -> None:
    tried: list[int] = []

    def cost(_place: int, first: int, end: int) -> float | None:
        tried.append(end - first)
        return OVER if end - first > 2 else 0.0

    assert share_out(30, 15, cost) == tuple((i, i + 1) for i in range(0, 30, 2))
    assert max(tried) == 3


def test_sharing_out_nothing_and_too_much() -> None:
    assert share_out(0, 2, lambda _place, _first, _end: 0.0) == ((), ())
    assert share_out(3, 2, lambda _place, first, end: None if end - first > 1 else 0.0) is None
