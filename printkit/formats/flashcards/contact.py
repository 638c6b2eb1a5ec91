"""The card that ends a deck: whom to ask in the ward, the hotline, and links of the whole guide (standard 6.1)."""

from collections.abc import Sequence
from gettext import gettext as _
from itertools import product
from math import ceil
from typing import Any, NamedTuple

from printkit.addresses import shown
from printkit.calls import call_text
from printkit.errors import LayoutError, PrintkitError, Where
from printkit.formats.flashcards.codes import below, rows
from printkit.formats.flashcards.failure import lacking
from printkit.formats.flashcards.furniture import foot_strip, front_head, hotline_line, side
from printkit.formats.flashcards.imposition import Card
from printkit.formats.flashcards.looks import Stock
from printkit.inline import guide_addresses
from printkit.layout.blocks import ROUNDING, Block, Inset, place
from printkit.layout.fit import between
from printkit.layout.frame import Frame, Placed, Tag
from printkit.layout.text import TooWide
from printkit.model import Guide, Hotline, Link, Ward
from printkit.parts import help
from printkit.parts.codes import code_size
from printkit.parts.desk import Desk
from printkit.parts.look import Look
from printkit.units import mm, to_mm
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
    return help.hotline(desk, look, line, stock.width, with_icon=True)


def issuer(desk: Desk, stock: Stock, guide: Guide) -> Frame:
    """The issuer's line, on the foot of the safe area."""
    if not guide.issuer:
        return Frame(stock.width, 0.0)
    return place(Inset(help.issuer(desk, stock.look.issuer, guide.issuer), top=mm(ABOVE_ISSUER)), stock.width)


def _contact(desk: Desk, stock: Stock, guide: Guide) -> list[Frame]:
    """The ward's filled rows, its code beside them, in the largest type that holds.

    The code stands apart where it must, and then the rows on two sides.
    """
    ward = guide.ward
    if ward is None:
        return []
    found = _sides(desk, stock, guide, ward)
    if found is None:
        message = _("the contact of {ward} does not fit on {size} flashcards: it is {over} mm too high")
        higher, _wider = lacking(stock, lambda larger: _sides(desk, larger, guide, ward) is not None)
        said = message.format(ward=ward.name, size=stock.name, over=higher or _("far"))
        raise LayoutError.of(said, _("shorten its fields, or print A6 cards"), ward.where)
    return found


Names = tuple[str, ...]  # of a ward's fields, that stand on one side


def _sides(desk: Desk, stock: Stock, guide: Guide, ward: Ward) -> list[Frame] | None:
    filled = tuple(name for name in help.ROWS if getattr(ward, name))
    bare = tuple(name for name in filled if name != "url")
    every = tuple(help.ROWS)
    for parts in ((every,), (tuple(name for name in every if name != "url"),), *_halves(bare)):
        made = _set(desk, stock, guide, parts)
        if made:
            apart = ward.url and "url" not in parts[0]
            return [*made, _code_apart(desk, stock, guide, ward)] if apart else made
    return None


def _halves(filled: Names) -> list[tuple[Names, Names]]:
    """The rows on two sides, the most even way first."""
    cuts = sorted(range(1, len(filled)), key=lambda cut: abs(2 * cut - len(filled) - 0.5))
    return [(filled[:cut], filled[cut:]) for cut in cuts]


def _set(desk: Desk, stock: Stock, guide: Guide, parts: Sequence[Names]) -> list[Frame] | None:
    """A side a part, all in the largest type that holds them."""
    full = stock.look.panel_body
    for factor, space in product((1.0, *between(1, full.floor / full.size, 4)), SPACES):
        look = stock.look._replace(panel_body=full.scaled(factor), space=space)
        try:
            made = [_rows(desk, stock, look, guide, names) for names in parts]
        except TooWide:
            continue
        if all(made):
            return [frame for frame in made if frame]
    return None


def _rows(desk: Desk, stock: Stock, look: Look, guide: Guide, names: Names) -> Frame | None:
    """The side with these of the ward's rows, and its code beside them; None when they are too high."""
    assert guide.ward
    head = front_head(desk, stock, guide.kicker)
    top = head.height + mm(BELOW_BAR)
    rows = Rows(desk, look, top - head.height, names).set(guide.ward, stock.width)
    foot = foot_strip(desk, stock, hotline_line(desk, stock, look, guide), look.number)
    if top + rows.height > stock.height - foot.height - mm(ABOVE_FOOT):
        return None
    items = (Placed(0, 0, head), Placed(0, top, rows), Placed(0, stock.height - foot.height, foot))
    return side(stock, items)


class Rows(NamedTuple):
    """What sets some of a ward's rows, with its code beside them, for another ward."""

    desk: Desk
    look: Look
    free: float  # points of white above the rows, into which a code's quiet zone may reach
    names: Names

    def set(self, ward: Ward, width: float) -> Frame:
        """The rows; the code's dark modules end on the right edge."""
        desk, look = self.desk, self.look
        contact = help.Contact(desk, look, 1)
        hidden: dict[str, Any] = {name: "" for name in help.ROWS if name not in self.names or name == "url"}
        bare = replace(ward, **hidden)
        if ward.url and "url" in self.names:
            code = below(desk, look, Link(ward.url), look.code, labelled=False)
            y = max(0.0, -self.free - code.items[0].y)
            aside = Frame(code.width, y + code.height, (Placed(0, y, code),))
            words = place(contact.around(bare, aside, mm(APART)), width)
        else:
            words = contact.set(bare, width)
        return Frame(width, words.height, (Placed(0, 0, words),), Tag("Sect"), slot=self)


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
    top = head.height + mm(BELOW_BAR)
    if row:
        _refuse_higher(stock, top + row.height, (Link(ward.url, where=ward.where),))
    return side(stock, (Placed(0, 0, head), *((Placed(0, top, row),) if row else ())))


def _links(desk: Desk, stock: Stock, guide: Guide) -> list[Frame]:
    """Links of the whole guide: whom to call and write to, and rows of codes."""
    links, called = guide_addresses(guide), [call_text((link,), desk.words) for link in guide.links]
    calls = tuple(place(desk.text(text, stock.look.panel_body), stock.width) for text in dict.fromkeys(called) if text)
    if not (links or calls):
        return []
    return code_sides(desk, stock, front_head(desk, stock, guide.kicker or guide.title), links, calls)


def code_sides(
    desk: Desk, stock: Stock, head: Frame, links: Sequence[Link], above: tuple[Frame, ...] = ()
) -> list[Frame]:
    """As many sides as rows of codes take, and what stands `above` them, each under the same head.

    Raises LayoutError for an address too wide.
    """
    try:
        found = rows(desk, stock.look, links, stock.width) if links else ()
    except TooWide as error:
        raise _too_wide(stock, error, links[0].where) from None
    return _sides_of(stock, head, links, above + found)


def _too_wide(stock: Stock, error: TooWide, where: Where | None) -> PrintkitError:
    said = _("the address {address} does not fit on {size} flashcards").format(address=error.text, size=stock.name)
    return LayoutError.of(said, _("use a shorter address of the same page"), where)


def _refuse_higher(stock: Stock, bottom: float, links: Sequence[Link]) -> None:
    """Raises LayoutError for a side that ends beyond its card, and names the address with the largest code."""
    if links and bottom > stock.height + ROUNDING:
        largest = max(links, key=lambda link: code_size(link, stock.look.code, stock.look.dots))
        message = _("the code of {address} does not fit on {size} flashcards: it is {over} mm too high")
        over = ceil(to_mm(bottom - stock.height))
        said = message.format(address=shown(largest.url)[:60], size=stock.name, over=over)
        raise LayoutError.of(said, _("use a shorter address of the same page"), largest.where)


def _sides_of(stock: Stock, head: Frame, links: Sequence[Link], found: Sequence[Frame]) -> list[Frame]:
    sides: list[Frame] = []
    items: list[Placed] = []
    y = top = head.height + mm(BELOW_BAR)
    for row in found:
        _refuse_higher(stock, top + row.height, links)
        if items and y + row.height > stock.height:
            sides.append(side(stock, (Placed(0, 0, head), *items)))
            items, y = [], top
        items.append(Placed(0, y, row))
        y += row.height + stock.look.s(2.5)
    return [*sides, side(stock, (Placed(0, 0, head), *items))]
