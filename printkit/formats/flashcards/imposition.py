"""Cards onto sheets: a deck goes in, A4 pages come out, each sheet's fronts and then its backs (standard 5.5)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from printkit.formats.flashcards.looks import Stock
from printkit.layout.frame import PAGE, Frame, Line, Placed, Tag
from printkit.units import A4, mm

MARK_LINE = 0.3  # pt
TICK_FROM, TICK_TO = 5.0, 9.0  # mm in from the paper's edges
CROSS = 4.0  # mm, at each inner corner
BLACK = "#000000"
EDGE = 6.0  # mm of the paper that nothing but cut marks enters (visual standard 1)


class Card(NamedTuple):
    """The two sides of a card, frames of the card's size."""

    front: Frame
    back: Frame


class Duplex(NamedTuple):
    """How the printer turns the paper: over its `long` or `short` edge, and its error to undo (mm right and down)."""

    flip: str = "long"
    offset: tuple[float, float] = (0.0, 0.0)


def sheets(deck: Sequence[Card], stock: Stock, duplex: Duplex) -> tuple[Frame, ...]:
    """The pages of a deck: fronts, backs, fronts, backs …; places without a card stay blank on both sides."""
    slots = tuple(_slots(deck, stock))
    held = stock.columns * stock.rows
    pages: list[Frame] = []
    for first in range(0, len(slots), held):
        pages += [_fronts(slots[first : first + held], stock), _backs(slots[first : first + held], stock, duplex)]
    return tuple(pages)


def farthest(stock: Stock) -> float:
    """By how many mm, either way, backs may move and leave the paper's edge free: what is white round a card's text.

    >>> from printkit.formats.flashcards.looks import STOCKS
    >>> farthest(STOCKS["A7"])
    2.0
    """
    return stock.inset - EDGE


def copies(count: int, stock: Stock) -> int:
    """How often a deck of so many cards stands on its sheet: whole, until no further deck fits."""
    held = stock.columns * stock.rows
    return held // count if 0 < count <= held / 2 else 1


def back_place(column: int, row: int, stock: Stock, flip: str) -> tuple[int, int]:
    """Column and row at which the back of a card prints."""
    if flip == "short":
        return column, stock.rows - 1 - row
    return stock.columns - 1 - column, row


def _slots(deck: Sequence[Card], stock: Stock) -> Iterator[Card]:
    for copy in range(1, copies(len(deck), stock) + 1):
        for n, card in enumerate(deck, 1):
            tag = Tag("Sect", key=f"card-{n}" if copy == 1 else f"card-{n}-copy-{copy}")
            yield Card(card.front._replace(role=tag), card.back._replace(role=tag))


def _fronts(slots: Sequence[Card], stock: Stock) -> Frame:
    items = [Placed(0, 0, _marks(stock))]
    for i, card in enumerate(slots):
        row, column = divmod(i, stock.columns)
        items.append(Placed(column * stock.size.width, row * stock.size.height, card.front))
    return Frame(*A4, tuple(items))


def _backs(slots: Sequence[Card], stock: Stock, duplex: Duplex) -> Frame:
    """Backs in the order of their fronts, so that they read in that order; marks move with them."""
    dx, dy = (mm(length) for length in duplex.offset)
    items = [Placed(dx, dy, _marks(stock))]
    for i, card in enumerate(slots):
        row, column = divmod(i, stock.columns)
        column, row = back_place(column, row, stock, duplex.flip)
        back = card.back._replace(turned=duplex.flip == "short")
        items.append(Placed(column * stock.size.width + dx, row * stock.size.height + dy, back))
    return Frame(*A4, tuple(items))


def _marks(stock: Stock) -> Frame:
    """Where to cut: a tick at each end of a cut, a cross at each inner corner; none on the paper's own edges."""
    xs = [column * stock.size.width for column in range(1, stock.columns)]
    ys = [row * stock.size.height for row in range(1, stock.rows)]
    tick = mm(TICK_TO - TICK_FROM)
    far = mm(TICK_TO)
    items = [_line(x, y, 0, tick) for x in xs for y in (mm(TICK_FROM), A4.height - far)]
    items += [_line(x, y, tick, 0) for y in ys for x in (mm(TICK_FROM), A4.width - far)]
    half = mm(CROSS) / 2
    for x in xs:
        for y in ys:
            items += [_line(x - half, y, 2 * half, 0), _line(x, y - half, 0, 2 * half)]
    return Frame(*A4, tuple(items), PAGE)


def _line(x: float, y: float, dx: float, dy: float) -> Placed:
    return Placed(x, y, Line(dx, dy, MARK_LINE, BLACK))
