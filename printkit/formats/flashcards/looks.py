"""The cards, A7 and A6: how they lie on the sheet, their type, where their parts stand (standard 2.1, 5.5)."""

from typing import NamedTuple

from printkit.parts.look import Look, Type
from printkit.units import A6, A7, Size, mm


class Stock(NamedTuple):
    """One size of card. Lengths are mm from the top left corner of the safe area, type is pt."""

    name: str
    size: Size  # points
    columns: int  # on an A4 sheet
    rows: int
    inset: float  # of the safe area
    look: Look  # procedure cards, covers
    step: Look  # step cards: headline in front, detail at the back
    beside: bool  # the code stands right of the title, else at the foot
    bar_y: float
    letter: float  # diameter of the disc beside the title
    letter_size: float
    letter_drop: float  # below the bar's top
    text_x: float
    text_width: float  # where a code stands beside
    head_disc: float
    head_figure: float
    head_x: float
    below_head: float  # a back's rule to what stands under it
    number: Type  # the hotline, where it has a side of its own
    codes: tuple[float, ...]  # sizes of the front's code, the preferred ones first
    full_foot: float  # the largest code over a foot of two lines
    big_disc: float  # of a step card's front
    big_figure: float
    big_x: float  # headline beside that disc; 0 puts it under the disc
    gap_most: float  # between steps: three lines of detail

    @property
    def width(self) -> float:
        """Width of the safe area in points."""
        return self.size.width - 2 * mm(self.inset)

    @property
    def height(self) -> float:
        """Height of the safe area in points."""
        return self.size.height - 2 * mm(self.inset)


_A7 = Look(
    kicker=Type(9, 1.2, 600, least=1.2),
    title=Type(20, 1.24, 700, 16, least=1.20),
    subtitle=Type(11.5, 1.36, 500, 9.5),
    head=Type(11.5, 1.2, 700, least=1.2),
    headline=Type(10, 1.26, 600, 9.5),
    detail=Type(9.5, 1.30, 400, 9.5, least=1.30),
    panel_head=Type(11.5, 1.2, 700, least=1.2),
    panel_body=Type(11, 1.30, 400, 9.5, least=1.30),
    help_head=Type(11.5, 1.2, 700, least=1.2),
    number=Type(10, 1.30, 400, 9.5, least=1.30),
    caption=Type(9, 1.26, 600),
    label=Type(8, 1.26, 400),
    host=Type(8, 1.26, 400),
    fine=Type(8, 1.36, 400),
    issuer=Type(8.5, 1.26, 600),
    figure=9,
    disc=5.4,
    route=0.8,
    text_at=5.3,
    gap=3,
    gap_least=1.2,
    unit=0.6,
    bar=1,
    inset=2.6,
    inset_foot=2.6,
    code=28,
    code_least=22,
    dots=6,
)

_A6 = _A7._replace(
    kicker=Type(11, 1.2, 600, least=1.2),
    title=Type(27, 1.22, 700, 20, least=1.20),
    subtitle=Type(13, 1.36, 500, 12),
    head=Type(14, 1.2, 700, least=1.2),
    headline=Type(13, 1.28, 600, 12),
    detail=Type(12, 1.36, 400, 11, least=1.30),
    panel_head=Type(13, 1.2, 700, least=1.2),
    panel_body=Type(12, 1.30, 400, 11, least=1.30),
    help_head=Type(13, 1.2, 700, least=1.2),
    number=Type(16, 1.30, 400, 12, least=1.30),
    caption=Type(11, 1.26, 700),
    label=Type(9.5, 1.26, 400),
    host=Type(9.5, 1.26, 400),
    issuer=Type(9.5, 1.26, 600),
    figure=12,
    disc=7.5,
    route=1.0,
    text_at=6.8,
    gap=4.5,
    gap_least=1.8,
    unit=0.8,
    inset=3.6,
    inset_foot=3.6,
    code=34,
    code_least=28,
)

STOCK_A7 = Stock(
    name="A7",
    size=A7,
    columns=2,
    rows=4,
    inset=8,
    look=_A7,
    step=_A7._replace(headline=Type(22, 1.28, 700, 16), detail=Type(14.5, 1.42, 400, 12, least=1.34)),
    beside=True,
    bar_y=5.2,
    letter=10.5,
    letter_size=16.5,
    letter_drop=3.8,
    text_x=13.5,
    text_width=42,
    head_disc=6,
    head_figure=10,
    head_x=7.6,
    below_head=2.0,
    number=Type(26, 1.15, 700, 12, least=1.15),
    codes=(34.5, 33, 30, 28, 26, 24, 22),
    full_foot=26,
    big_disc=18,
    big_figure=32,
    big_x=23,
    gap_most=3 * 9.5 * 1.3 * 0.3528,
)

STOCK_A6 = Stock(
    name="A6",
    size=A6,
    columns=2,
    rows=2,
    inset=9,
    look=_A6,
    step=_A6._replace(headline=Type(28, 1.26, 700, 20), detail=Type(18, 1.42, 400, 12, least=1.34)),
    beside=False,
    bar_y=6.4,
    letter=14,
    letter_size=22,
    letter_drop=4.6,
    text_x=18,
    text_width=69,
    head_disc=8,
    head_figure=13,
    head_x=10,
    below_head=3.0,
    number=Type(34, 1.15, 700, 16, least=1.15),
    codes=(48, 44, 40, 36, 32, 28),
    full_foot=48,
    big_disc=26,
    big_figure=46,
    big_x=0,
    gap_most=3 * 12 * 1.36 * 0.3528,
)

STOCKS = {stock.name: stock for stock in (STOCK_A7, STOCK_A6)}
