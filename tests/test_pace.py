"""How fast a run goes is said once that means something."""

import pytest

from printkit.cli.pace import Pace


def paced(total: int, times: list[float]) -> Pace:
    """A run whose files were there at these moments, in seconds."""
    pace = Pace(total)
    for time in times:
        pace.add(1, time, is_work=True)
    return pace


def test_the_first_file_does_not_count() -> None:
    """It took a minute to lay out; the others take half a second each."""
    pace = paced(100, [60.0 + turn / 2 for turn in range(21)])
    assert pace.text() == "2 a second, 40 s left"


@pytest.mark.parametrize(
    ("total", "times", "is_told"),
    [
        (3321, [10.0, *(10.0 + turn / 100 for turn in range(1, 100))], False),  # less than two seconds
        (3321, [10.0, *(10.0 + turn for turn in range(1, 20))], False),  # neither 20 files nor 2 %
        (3321, [10.0, *(10.0 + turn for turn in range(1, 21))], True),
        (100, [10.0, 12.0], False),
        (100, [10.0, 12.0, 14.0], True),
        (2, [10.0], False),
        (2, [10.0, 12.0], True),
    ],
)
def test_when_it_is_told(total: int, times: list[float], is_told: bool) -> None:
    assert bool(paced(total, times).text()) is is_told


def test_files_that_were_there_are_no_work() -> None:
    pace = Pace(1000)
    for turn in range(500):
        pace.add(1, 1.0 + turn / 1000, is_work=False)
    assert pace.text() == ""
    for turn in range(101):
        pace.add(1, 2.0 + turn / 10, is_work=True)
    assert pace.text() == "10 a second, 40 s left"


@pytest.mark.parametrize(
    ("pause", "text"),
    [(2.0, "30 a minute, 33 min left"), (30.0, "2 a minute, 8.2 h left"), (0.1, "10 a second, 98 s left")],
)
def test_slow_and_fast(pause: float, text: str) -> None:
    assert paced(1001, [1.0 + pause * turn for turn in range(21)]).text() == text
