"""The card that ends a deck: whom to ask in the ward, the hotline, and links of the whole guide (standard 6.1)."""

from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _
from itertools import product

from printkit.errors import LayoutError
from printkit.formats.flashcards.codes import below, rows
from printkit.formats.flashcards.furniture import foot_strip, front_head, grouped, hotline_line, side
from printkit.formats.flashcards.imposition import Card
from printkit.formats.flashcards.looks import Stock
from printkit.inline import guide_addresses
from printkit.layout.blocks import Block, Inset, Stack, place
from printkit.layout.fit import between
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.text import TooWide
from printkit.model import Guide, Hotline, Link, Ward
from printkit.parts import help
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.units import mm

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
    text = desk.text(guide.issuer, stock.look.issuer, balanced=True)
    return place(Inset(text, top=mm(ABOVE_ISSUER)), stock.width)


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
                made = _rows(desk, stock, look, guide, ward if whole else replace(ward, url=""))
            except TooWide:
                continue
            if made:
                left = () if whole or not ward.url else (Link(ward.url),)
                return [made, *_code_sides(desk, stock, guide, left)]
    message = _("the contact of {ward} does not fit on {size} flashcards").format(ward=ward.name, size=stock.name)
    raise LayoutError.of(message, _("shorten its fields, or print A6 cards"), ward.where)


def _rows(desk: Desk, stock: Stock, look: Look, guide: Guide, ward: Ward) -> Frame | None:
    """The side with the ward's rows; None when they are too high."""
    head = front_head(desk, stock, guide.kicker)
    top = head.height + mm(BELOW_BAR)
    items = [Placed(0, 0, head)]
    room = stock.width
    low = 0.0
    if ward.url:
        code = below(desk, look, Link(ward.url), look.code, labelled=False)
        y = max(top, head.height - code.items[0].y)
        items.append(Placed(stock.width - code.width, y, code))
        room, low = stock.width - code.width - mm(APART), y + code.height
    block = help.contact(desk, look, replace(ward, url=""), write_on=False)
    words = place(block or Stack(()), room)
    foot = foot_strip(desk, stock, hotline_line(desk, look, guide), look.number)
    if max(low, top + words.height) > stock.height - foot.height - mm(ABOVE_FOOT):
        return None
    return side(stock, (*items, Placed(0, top, words), Placed(0, stock.height - foot.height, foot)))


def _links(desk: Desk, stock: Stock, guide: Guide) -> list[Frame]:
    """Links of the whole guide, rows of codes."""
    return _code_sides(desk, stock, guide, guide_addresses(guide))


def _code_sides(desk: Desk, stock: Stock, guide: Guide, links: Sequence[Link]) -> list[Frame]:
    return code_sides(desk, stock, front_head(desk, stock, guide.kicker or guide.title), links) if links else []


def code_sides(desk: Desk, stock: Stock, head: Frame, links: Sequence[Link]) -> list[Frame]:
    """As many sides as rows of codes take, each under the same head. Raises LayoutError for an address too wide."""
    try:
        return _code_sides_of(desk, stock, head, links)
    except TooWide as error:
        said = _("the address {address} does not fit on {size} flashcards").format(address=error.text, size=stock.name)
        raise LayoutError.of(said, _("use a shorter address of the same page"), links[0].where) from None


def _code_sides_of(desk: Desk, stock: Stock, head: Frame, links: Sequence[Link]) -> list[Frame]:
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
