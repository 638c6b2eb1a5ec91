"""The duplex printer's test: a sheet whose front has crosses and whose back has grids of millimetres behind them.

`--back-offset DX,DY` moves the backs of cards right and down, as seen with the back upright. A grid shows the same: the
front's cross, seen through the paper or pierced, lies DX right of the grid's 0 and DY below it just where the back must
move by that much. All places mirror into each other over both middles of the paper, so one sheet serves both flips.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate

from printkit.checklist.paper import BOLD, REGULAR, About, Words, build, drawable, font_name, frame, style
from printkit.checklist.phrases import OfficePhrases, office_phrases
from printkit.units import A4, mm

REACH, NEAR = 10, 5  # mm that the grid in the middle, and those in the corners, go out from their 0
CORNER = 25.0  # mm from both edges of the paper to a corner's place
ARM = 3.0  # mm by which a cross is longer than its grid, so that it shows through beside it
FINE, FIFTH, ZERO, CROSS = 0.2, 0.6, 1.4, 0.75  # pt: lines of a grid, every fifth, those through its 0; a cross
TEXT, MARGIN = (38.0, 84.0), 20.0  # mm: top and height of the words' room above the middle, and its sides
NUMBERS = 7.0  # pt, along the grid


class Mark(NamedTuple):
    """A place in points from the paper's upper left corner, y down, and how far its grid reaches in mm."""

    x: float
    y: float
    reach: int


def marks() -> tuple[Mark, ...]:
    """The middle and the four corners."""
    near = mm(CORNER)
    corners = [(x, y) for y in (near, A4.height - near) for x in (near, A4.width - near)]
    return (Mark(A4.width / 2, A4.height / 2, REACH), *(Mark(x, y, NEAR) for x, y in corners))


def draw_calibration(lang: str, flip: str) -> bytes:
    """The sheet as a PDF of two pages, for a printer that flips over the `long` or `short` edge."""
    said = office_phrases(lang)
    front = PageTemplate("front", _rooms(), onPage=_front)
    back = PageTemplate("back", _rooms(), onPage=_back)
    story: list[Flowable] = [*_front_words(said, flip), NextPageTemplate("back"), PageBreak(), *_back_words(said)]
    return build(About(said.test_title, lang, A4, flip), (front, back), story)


def _rooms() -> list[Frame]:
    """Above the middle and beneath it."""
    top, height = map(mm, TEXT)
    left, width = mm(MARGIN), A4.width - 2 * mm(MARGIN)
    return [frame(left, y, width, height) for y in (A4.height - top - height, top)]


def _front_words(said: OfficePhrases, flip: str) -> Iterator[Flowable]:
    edge = said.short_edge if flip == "short" else said.long_edge
    yield Words(f"{said.test_title}: {said.front}", style(16, BOLD, spaceAfter=6))
    yield Words(said.test_why, style(11, spaceAfter=6))
    for number, text in enumerate((said.test_print.format(edge=edge), said.test_pierce), 1):
        yield Words(f"{number}. {text}", style(11, spaceAfter=6))


def _back_words(said: OfficePhrases) -> Iterator[Flowable]:
    look, heavy = style(11, spaceAfter=6), style(14, BOLD, spaceAfter=6)
    yield Words(f"{said.test_title}: {said.back}", style(16, BOLD, spaceAfter=6))
    for number, text in enumerate((said.test_turn, f"{said.test_read_x} {said.test_read_y}", said.test_type), 3):
        yield Words(f"{number}. {text}", look)
    yield Words(said.test_example, heavy)
    yield Words(f"6. {said.test_corners}", look)
    yield Words(said.test_again, look)


def _front(canvas: Canvas, _document: BaseDocTemplate) -> None:
    """A cross at each place."""
    canvas.setStrokeColor(black)
    canvas.setLineWidth(CROSS)
    for mark in marks():
        arm, y = mm(mark.reach + ARM), A4.height - mark.y
        canvas.line(mark.x - arm, y, mark.x + arm, y)
        canvas.line(mark.x, y - arm, mark.x, y + arm)


def _back(canvas: Canvas, _document: BaseDocTemplate) -> None:
    """A grid at each place, the one in the middle with its numbers."""
    canvas.setStrokeColor(black)
    for mark in marks():
        _grid(canvas, mark)
    _numbers(canvas, marks()[0])


def _grid(canvas: Canvas, mark: Mark) -> None:
    """Lines a millimetre apart, every fifth bolder, those through 0 boldest."""
    x, y, reach = mark.x, A4.height - mark.y, mm(mark.reach)
    for n in range(-mark.reach, mark.reach + 1):
        canvas.setLineWidth(ZERO if n == 0 else FINE if n % 5 else FIFTH)
        at = mm(n)
        canvas.line(x + at, y - reach, x + at, y + reach)
        canvas.line(x - reach, y + at, x + reach, y + at)


def _numbers(canvas: Canvas, mark: Mark) -> None:
    """What to type, above and beside the grid: as `--back-offset` has it, right and down more than 0."""
    x, y, beside = mark.x, A4.height - mark.y, mm(mark.reach + 1.5)
    canvas.setFont(font_name(REGULAR), NUMBERS)
    middle = NUMBERS * 0.35  # from a figure's baseline to its middle
    for n in range(-mark.reach, mark.reach + 1, 5):
        canvas.drawCentredString(x + mm(n), y + beside, str(n))
        canvas.drawRightString(x - beside, y - mm(n) - middle, str(n))
    canvas.setFont(font_name(BOLD), NUMBERS + 2)
    canvas.drawCentredString(x, y + beside + mm(4), drawable("DX"))
    canvas.drawRightString(x - beside - mm(6), y - middle, drawable("DY"))
