"""The card that ends a deck: whom to ask in the ward, the hotline, and links of the whole guide (standard 6.1)."""

from collections.abc import Sequence
from gettext import gettext as _
from itertools import product
from typing import NamedTuple

from printkit.errors import LayoutError, PrintkitError, Where
from printkit.formats.flashcards.codes import below, rows
from printkit.formats.flashcards.furniture import foot_strip, front_head, grouped, hotline_line, side
from printkit.formats.flashcards.imposition import Card
from printkit.formats.flashcards.looks import Stock
from printkit.inline import guide_addresses
from printkit.layout.blocks import Block, Inset, place
from printkit.layout.fit import between
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.text import TooWide
from printkit.model import Guide, Hotline, Link, Ward
from printkit.parts import help
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.units import mm
from printkit.values import replace

BELOW_BAR = 2.6  # mm
ABOVE_FOOT = 1.5
ABOVE_ISSUER = 1.5
SPACES = (3.0, 2.0, 1.0)  # of the white between rows, the preferred first
APART = 3.0  # mm between the rows and the code beside them


def cards(desk: Desk, stock: Stock, guide: Guide) -> tuple[Card, ...]:
    """Contact and links, a side each; the hotline, or else the guide's title, takes a side that is left over."""
    sides = [*_contact(desk, stock, guide), *_links(desk, stock, guide)]
    if len(sides) % 2:
        sides.append(help_side(desk, stock, guide))
    return tuple(Card(front, back) for front, back in zip(sides[::2], sides[1::2], strict=True))


def help_side(desk: Desk, stock: Stock, guide: Guide) -> Frame:
    """A side with the hotline large, or, where the guide has none, its title; the issuer at the foot."""
    words: Block = desk.text(guide.title, stock.look.title, desk.palette.accent, balanced=True, role=Tag("H2"))
    if guide.hotline:
        words = large_hotline(desk, stock, guide.hotline)
    head = front_head(desk, stock, guide.kicker)
    foot = issuer(desk, stock, guide)
    frame = place(words, stock.width)
    y = head.height + (stock.height - head.height - foot.height - frame.height) / 2
    items = (Placed(0, 0, head), Placed(0, y, frame), Placed(0, stock.height - foot.height, foot))
    return side(stock, items)


def large_hotline(desk: Desk, stock: Stock, line: Hotline) -> Block:
    """The hotline in figures as large as its side allows."""
    look = stock.look._replace(number=stock.number, help_head=stock.look.panel_head)
    return help.hotline(desk, look, grouped(line), stock.width, with_icon=True)


def issuer(desk: Desk, stock: Stock, guide: Guide) -> Frame:
    """The issuer's line, on the foot of the safe area."""
    if not guide.issuer:
        return Frame(stock.width, 0.0)
    return place(Inset(help.issuer(desk, stock.look.issuer, guide.issuer), top=mm(ABOVE_ISSUER)), stock.width)


def _contact(desk: Desk, stock: Stock, guide: Guide) -> list[Frame]:
    """The ward's filled rows, its code beside them, in the largest type that holds; the code apart where it must."""
    ward = guide.ward
    if ward is None:
        return []
    full = stock.look.panel_body
    for whole in (True, False):
        for factor, space in product((1.0, *between(1, full.floor / full.size, 4)), SPACES):
            look = stock.look._replace(panel_body=full.scaled(factor), space=space)
            try:
                made = _rows(desk, stock, look, guide, whole=whole)
            except TooWide:
                continue
            if made:
                return [made] if whole or not ward.url else [made, _code_apart(desk, stock, guide, ward)]
    message = _("the contact of {ward} does not fit on {size} flashcards").format(ward=ward.name, size=stock.name)
    raise LayoutError.of(message, _("shorten its fields, or print A6 cards"), ward.where)


def _rows(desk: Desk, stock: Stock, look: Look, guide: Guide, *, whole: bool) -> Frame | None:
    """The side with the ward's rows, its code beside them if it is `whole`; None when they are too high."""
    assert guide.ward
    head = front_head(desk, stock, guide.kicker)
    top = head.height + mm(BELOW_BAR)
    rows = Rows(desk, look, top - head.height, whole).set(guide.ward, stock.width)
    foot = foot_strip(desk, stock, hotline_line(desk, look, guide), look.number)
    if top + rows.height > stock.height - foot.height - mm(ABOVE_FOOT):
        return None
    items = (Placed(0, 0, head), Placed(0, top, rows), Placed(0, stock.height - foot.height, foot))
    return side(stock, items)


class Rows(NamedTuple):
    """What sets a ward's rows, with its code beside them, for another ward."""

    desk: Desk
    look: Look
    free: float  # points of white above the rows, into which a code's quiet zone may reach
    whole: bool  # with the code

    def set(self, ward: Ward, width: float) -> Frame:
        """The rows; the code's dark modules end on the right edge."""
        desk, look, items = self.desk, self.look, list[Placed]()
        room, low = width, 0.0
        if ward.url and self.whole:
            code = below(desk, look, Link(ward.url), look.code, labelled=False)
            y = max(0.0, -self.free - code.items[0].y)
            items.append(Placed(width - code.width, y, code))
            room, low = width - code.width - mm(APART), y + code.height
        words = help.Contact(desk, look, 1).set(replace(ward, url=""), room)
        return Frame(width, max(low, words.height), (*items, Placed(0, 0, words)), Tag("Sect"), slot=self)


class Apart(NamedTuple):
    """What sets the ward's code on a side of its own for another ward."""

    desk: Desk
    stock: Stock

    def set(self, ward: Ward, width: float) -> Frame | None:
        """The code with its words."""
        if not ward.url:
            return None
        (row,) = rows(self.desk, self.stock.look, (Link(ward.url),), width)
        return row._replace(role=Tag("Sect"), slot=self)


def _code_apart(desk: Desk, stock: Stock, guide: Guide, ward: Ward) -> Frame:
    """The side with the ward's code alone."""
    head = front_head(desk, stock, guide.kicker or guide.title)
    try:
        row = Apart(desk, stock).set(ward, stock.width)
    except TooWide as error:
        raise _too_wide(stock, error, ward.where) from None
    return side(stock, (Placed(0, 0, head), *((Placed(0, head.height + mm(BELOW_BAR), row),) if row else ())))


def _links(desk: Desk, stock: Stock, guide: Guide) -> list[Frame]:
    """Links of the whole guide, rows of codes."""
    return _code_sides(desk, stock, guide, guide_addresses(guide))


def _code_sides(desk: Desk, stock: Stock, guide: Guide, links: Sequence[Link]) -> list[Frame]:
    if not links:
        return []
    try:
        return code_sides(desk, stock, front_head(desk, stock, guide.kicker or guide.title), links)
    except TooWide as error:
        raise _too_wide(stock, error, links[0].where) from None


def _too_wide(stock: Stock, error: TooWide, where: Where | None) -> PrintkitError:
    said = _("the address {address} does not fit on {size} flashcards").format(address=error.text, size=stock.name)
    return LayoutError.of(said, _("use a shorter address of the same page"), where)


def code_sides(desk: Desk, stock: Stock, head: Frame, links: Sequence[Link]) -> list[Frame]:
    """As many sides as rows of codes take, each under the same head."""
    look = stock.look
    sides: list[Frame] = []
    items: list[Placed] = []
    y = top = head.height + mm(BELOW_BAR)
    for row in rows(desk, look, links, stock.width):
        if items and y + row.height > stock.height:
            sides.append(side(stock, (Placed(0, 0, head), *items)))
            items, y = [], top
        items.append(Placed(0, y, row))
        y += row.height + look.s(2.5)
    return [*sides, side(stock, (Placed(0, 0, head), *items))]
