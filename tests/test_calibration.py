"""The duplex printer's test: what is read on it is what to type, over whichever edge the sheet turns."""

from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import pypdf
import pypdfium2
import pytest

from printkit.checklist.calibration import CORNER, REACH, draw_calibration
from printkit.formats.flashcards.imposition import Card, Duplex, back_place, farthest, sheets
from printkit.formats.flashcards.looks import STOCK_A7, STOCKS
from printkit.layout.frame import Frame
from printkit.units import A4, mm, to_mm
from printkit.words import languages

CLOSE = 0.02  # mm; pdfium's boxes are floats
PATH = 2  # pdfium's number of such an object
Place = tuple[float, float]


class Rule(NamedTuple):
    """The middle and the half length of a line, in mm from the paper's upper left corner, y down."""

    x: float
    y: float
    half: float
    upright: bool


def rules(page: pypdfium2.PdfPage) -> list[Rule]:
    found = []
    for item in page.get_objects():
        if item.type == PATH:
            left, bottom, right, top = item.get_bounds()
            wide, high = right - left, top - bottom
            x, y = to_mm((left + right) / 2), to_mm(A4.height - (bottom + top) / 2)
            found.append(Rule(x, y, to_mm(max(wide, high) / 2), high > wide))
    return found


def sides(flip: str = "long", lang: str = "vi") -> tuple[list[Rule], list[Rule]]:
    front, back = pypdfium2.PdfDocument(draw_calibration(lang, flip))
    return rules(front), rules(back)


def crosses() -> list[Place]:
    """Where an upright line and a level one of the front meet in their middles."""
    front, _back = sides()
    level = [rule for rule in front if not rule.upright]
    return [(a.x, b.y) for a in front if a.upright for b in level if abs(a.x - b.x) + abs(a.y - b.y) < CLOSE]


def zeros() -> list[Place]:
    """The middles of the back's grids."""
    _front, back = sides()
    return sorted({(round(rule.x, 1), round(rule.y, 1)) for rule in back if _is_zero(rule, back)})


def _is_zero(rule: Rule, others: list[Rule]) -> bool:
    """Does another line cross it in the middle of both?"""
    return any(
        other.upright != rule.upright and abs(other.x - rule.x) + abs(other.y - rule.y) < CLOSE for other in others
    )


def behind(place: Place, flip: str) -> Place:
    """Where a place of the front lies on the back, as the back is seen upright after the sheet is turned."""
    x, y = place
    return (x, to_mm(A4.height) - y) if flip == "short" else (to_mm(A4.width) - x, y)


@pytest.mark.parametrize("flip", ["long", "short"])
def test_every_cross_lies_behind_the_zero_of_a_grid(flip: str) -> None:
    found = zeros()
    assert len(crosses()) == len(found) == 5
    for place in crosses():
        there = behind(place, flip)
        assert any(there == pytest.approx(zero, abs=0.1) for zero in found)


def test_places_are_the_middle_and_the_corners() -> None:
    assert crosses()[0] == pytest.approx((105, 148.5), abs=CLOSE)
    assert crosses()[1] == pytest.approx((CORNER, CORNER), abs=CLOSE)


def test_the_grid_is_of_millimetres_and_reaches_farther_than_the_option() -> None:
    assert max(map(farthest, STOCKS.values())) < REACH
    _front, back = sides()
    for upright in (True, False):
        places = sorted({rule[0 if upright else 1] for rule in back[: 2 * (2 * REACH + 1)] if rule.upright == upright})
        assert len(places) == 2 * REACH + 1
        assert [b - a for a, b in pairwise(places)] == pytest.approx([1] * 2 * REACH, abs=CLOSE)


@pytest.mark.parametrize("flip", ["long", "short"])
@pytest.mark.parametrize("error", [(1.5, -0.5), (-2, 3), (0, 0)])
def test_what_is_read_is_what_to_type(flip: str, error: Place) -> None:
    """A printer sets every back off by an error. The front's cross lies on the grid at the reading; with that typed,
    a card's back lies behind its front.
    """
    there, zero = behind(crosses()[0], flip), (105.0, 148.5)
    reading = tuple(there[i] - (zero[i] + error[i]) for i in (0, 1))
    assert reading == pytest.approx((-error[0], -error[1]), abs=CLOSE)
    cards = (Card(Frame(*STOCK_A7.size), Frame(*STOCK_A7.size)),)
    _fronts, backs = sheets(cards, STOCK_A7, Duplex(flip, (reading[0], reading[1])))
    column, row = back_place(0, 0, STOCK_A7, flip)
    wanted = (column * to_mm(STOCK_A7.size.width), row * to_mm(STOCK_A7.size.height))
    card = backs.items[1]  # the first are the marks
    printed = (to_mm(card.x) + error[0], to_mm(card.y) + error[1])
    assert printed == pytest.approx(wanted, abs=2 * CLOSE)


def test_numbers_stand_at_their_lines_with_the_signs_to_type() -> None:
    """Right and down are more than 0."""
    page = pypdfium2.PdfDocument(draw_calibration("vi", "long"))[1]
    text = page.get_textpage()
    found: dict[str, list[Place]] = {}
    for i in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(i)
        middle = (to_mm((left + right) / 2), to_mm(A4.height - (bottom + top) / 2))
        found.setdefault(text.get_text_bounded(left, bottom, right, top).strip(), []).append(middle)
    beside = [found[str(n)] for n in (-10, -5, 5, 10)]
    for n, (across, down) in zip((-10, -5, 5, 10), beside, strict=True):
        assert across[0] == pytest.approx(105 + n, abs=0.5)
        assert across[1] < 148.5 - REACH
        assert down[1] == pytest.approx(148.5 + n, abs=0.5)
        assert down[0] < 105 - REACH


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("flip", ["long", "short"])
def test_a_front_and_a_back_whose_words_keep_off_the_marks(lang: str, flip: str) -> None:
    pdf = draw_calibration(lang, flip)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 2
    for page in document:
        assert (page.get_width(), page.get_height()) == pytest.approx(A4, abs=0.1)
        text = page.get_textpage()
        words = [text.get_rect(i) for i in range(text.count_rects())]
        paths = [item.get_bounds() for item in page.get_objects() if item.type == PATH]
        for box in words:
            assert not any(_meet(box, path) for path in paths)
            assert mm(15) < box[0]
            assert box[2] < A4.width - mm(15)
    assert "--back-offset 1,-0.5" in document[1].get_textpage().get_text_range()


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize(("flip", "said", "edge"), [("long", "cạnh dài", "Long"), ("short", "cạnh ngắn", "Short")])
def test_the_printer_is_told_the_edge(flip: str, said: str, edge: str) -> None:
    pdf = draw_calibration("vi", flip)
    assert pdf == draw_calibration("vi", flip)
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert f"lật theo {said}" in " ".join(reader.pages[0].extract_text().split())
    told = reader.trailer["/Root"]["/ViewerPreferences"]  # type: ignore[index]
    assert (told["/Duplex"], told["/PrintScaling"]) == (f"/DuplexFlip{edge}Edge", "/None")
    assert b"Helvetica" not in pdf
